// Patto per il Lavoro on paper: what both sign, from the data that the acts keep.

import type { ActivityEntry } from "../activities/entry.ts";
import type { CitationKey } from "../law/citation.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoInstant } from "../notices/types.ts";
import type { PactCommitment } from "../pact/commitments.ts";
import type { PactContent, PactData, PactProfile, SignedVersion } from "../pact/data.ts";
import { PACT } from "../pact/table.ts";
import type { PactState } from "../pact/types.ts";
import type { Block, NumberedItem, PaperContent } from "./blocks.ts";
import { contactsOf, lawBlocks, paperOf, paragraphs, personFacts, placeOf, section } from "./facts.ts";
import type { PaperFacts } from "./facts.ts";
import { commitmentLines } from "./commitment-lines.ts";
import { changesOf } from "./pact-changes.ts";
import { ACTIVITY_LINES, BREACHES, COMMON, PACT_PAPER } from "./texts.ts";
import { dayAndHour, fullName, longDay, normName, rulesMeasure, stepsText } from "./words.ts";

/** An activity of the pact, as far as it is known on the day of the paper. */
export interface PaperActivity {
  readonly entry: Pick<ActivityEntry, "title" | "startsOn" | "endsOn" | "totalMinutes">;
  /** Name of the municipality; null where it does not matter. */
  readonly municipality: string | null;
  readonly weeklyMinutes: number | null;
}

export interface PactPaperFacts extends PaperFacts {
  readonly state: PactState;
  readonly data: PactData;
  readonly activities: readonly PaperActivity[];
  /** The next appointment that is held for the person at the office. */
  readonly next: { readonly startsAt: IsoInstant } | null;
}

/** What the paper would be of, if it were drawn now. */
export interface PactText {
  readonly content: PactContent;
  readonly profile: PactProfile | null;
  readonly number: number;
  /** The version that this one revises. */
  readonly before: SignedVersion | null;
  /** Both have signed it. */
  readonly signed: boolean;
  readonly reason: string;
}

const REVISING: ReadonlySet<PactState> = new Set(["revising", "revision-agreed", "revision-signed"]);
/** The text is agreed: it may be issued and signed. Before that it is only looked at, as a draft. */
const AGREED: ReadonlySet<PactState> = new Set([
  "agreed",
  "person-signed",
  "revision-agreed",
  "revision-signed",
  "in-force",
  "refused",
]);

export function mayIssuePact(state: PactState): boolean {
  return AGREED.has(state);
}

/** The text being written or signed; where none is, the last that both signed; null where there is neither. */
export function pactText(state: PactState, data: PactData): PactText | null {
  const last = data.versions.at(-1) ?? null;
  if (data.proposal !== null) {
    const before = REVISING.has(state) ? last : null;
    const number = data.versions.length + 1;
    return {
      content: data.proposal,
      profile: data.agreed?.profile ?? before?.profile ?? null,
      number,
      before,
      signed: false,
      reason: before === null ? "" : data.reason,
    };
  }
  if (last === null) return null;
  const before = data.versions.at(-2) ?? null;
  return {
    content: last.content,
    profile: last.profile,
    number: last.number,
    before,
    signed: true,
    reason: "",
  };
}

/** Null when the pact has no text yet. */
export function pactPaper(facts: PactPaperFacts): PaperContent | null {
  const text = pactText(facts.state, facts.data);
  if (text === null) return null;
  const { content, before, number } = text;
  const subtitle =
    before === null
      ? PACT_PAPER.version(number)
      : PACT_PAPER.revision(number, before.number, longDay(before.office.on));
  return paperOf("patto", subtitle, facts, [
    { kind: "paragraph", text: PACT_PAPER.intro },
    ...section(PACT_PAPER.parties, { kind: "facts", rows: personFacts(facts) }, officeFacts(facts, content)),
    ...profileBlocks(text),
    ...changeBlocks(text),
    ...section(PACT_PAPER.commitments, {
      kind: "numbered",
      items: content.commitments.map((each) => commitmentItem(each, facts.measure)),
    }),
    ...leftOutBlocks(content, facts.measure),
    ...section(PACT_PAPER.officeDuties, { kind: "list", items: PACT_PAPER.officeDutiesList }),
    ...section(PACT_PAPER.activities, activityBlock(facts.activities)),
    ...section(PACT_PAPER.meetings, ...meetingBlocks(facts, content)),
    ...consequences(facts.measure),
    ...section(PACT_PAPER.privacy, ...paragraphs(...PACT_PAPER.privacyText)),
    ...lawBlocks(lawOf(facts.measure), facts),
    ...section(COMMON.signatures, { kind: "paragraph", text: PACT_PAPER.signedText }, signatures(facts)),
  ]);
}

function officeFacts(facts: PaperFacts, { responsible }: PactContent): Block {
  const contacts = contactsOf(facts);
  return {
    kind: "facts",
    rows: [
      [COMMON.office, facts.office.name],
      [PACT_PAPER.seat, contacts === "" ? placeOf(facts) : `${placeOf(facts)} (${contacts})`],
      [PACT_PAPER.responsible, responsible],
    ],
  };
}

/** That there is a profile, and where it leads: never what it says of the person. */
function profileBlocks({ profile }: PactText): Block[] {
  const text =
    profile === null
      ? PACT_PAPER.noProfile
      : PACT_PAPER.profileText(profile.number, longDay(profile.decidedOn));
  return section(PACT_PAPER.profile, { kind: "paragraph", text });
}

function changeBlocks({ before, content, reason }: PactText): Block[] {
  if (before === null) return [];
  const changes = changesOf(before.content, content);
  return section(
    PACT_PAPER.changes,
    ...(reason === "" ? [] : paragraphs(PACT_PAPER.changesReason(reason))),
    changes.length === 0
      ? { kind: "paragraph", text: PACT_PAPER.noChanges }
      : { kind: "list", items: changes },
  );
}

function commitmentItem(commitment: PactCommitment, { commitments }: MeasureParameters): NumberedItem {
  const rule = commitments.find(({ code }) => code === commitment.code);
  const law = rule?.citation ?? null;
  return {
    title: commitment.text,
    lines: commitmentLines(commitment),
    law: law === null ? null : normName(law),
  };
}

/** Named without their reasons, which may be of health: those are in the dossier. */
function leftOutBlocks({ leftOut }: PactContent, { commitments }: MeasureParameters): Block[] {
  if (leftOut.length === 0) return [];
  const items = leftOut.map(({ code }) => commitments.find((each) => each.code === code)?.text ?? code);
  return section(
    PACT_PAPER.leftOut,
    { kind: "list", items },
    { kind: "paragraph", text: PACT_PAPER.leftOutText },
  );
}

function activityBlock(activities: readonly PaperActivity[]): Block {
  if (activities.length === 0) return { kind: "paragraph", text: PACT_PAPER.noActivities };
  return {
    kind: "table",
    head: PACT_PAPER.activityHead,
    widths: [4, 2, 3, 2],
    rows: activities.map(activityRow),
  };
}

function activityRow({ entry, municipality, weeklyMinutes }: PaperActivity): string[] {
  const { startsOn, endsOn, totalMinutes } = entry;
  const when =
    endsOn === null
      ? ACTIVITY_LINES.from(longDay(startsOn))
      : ACTIVITY_LINES.fromTo(longDay(startsOn), longDay(endsOn));
  const hours =
    weeklyMinutes !== null
      ? ACTIVITY_LINES.weekly(hoursText(weeklyMinutes))
      : totalMinutes === null
        ? "—"
        : ACTIVITY_LINES.whole(hoursText(totalMinutes));
  return [entry.title, municipality ?? "—", when, hours];
}

function hoursText(minutes: number): string {
  return ACTIVITY_LINES.hours(Math.floor(minutes / 60), minutes % 60);
}

function meetingBlocks(facts: PactPaperFacts, { meetEveryDays }: PactContent): Block[] {
  const { next } = facts;
  const where = `${facts.office.name}, ${placeOf(facts)}`;
  return paragraphs(
    PACT_PAPER.meetEvery(meetEveryDays),
    next === null ? PACT_PAPER.noNext : PACT_PAPER.next(dayAndHour(next.startsAt), where),
  );
}

function consequences({ ladders, unit }: MeasureParameters): Block[] {
  if (ladders.length === 0) return [];
  return section(
    PACT_PAPER.consequences,
    { kind: "paragraph", text: PACT_PAPER.consequencesIntro },
    {
      kind: "table",
      head: PACT_PAPER.consequencesHead,
      widths: [1, 1],
      rows: ladders.map((ladder) => [BREACHES[ladder.event], stepsText(ladder)]),
    },
    { kind: "paragraph", text: unit === "household" ? PACT_PAPER.perHousehold : PACT_PAPER.perPerson },
  );
}

/** The norms of the pact itself, those of its commitments, those of what a breach may lead to. */
function lawOf({ code, commitments, ladders }: MeasureParameters): (CitationKey | null)[] {
  const pact = PACT.rows.find(({ act, to }) => act === "sign-office" && to === "in-force")?.law ?? [];
  return [
    ...pact.filter((key) => rulesMeasure(key, code)),
    ...commitments.map(({ citation }) => citation),
    ...ladders.map(({ citation }) => citation),
  ];
}

function signatures(facts: PactPaperFacts): Block {
  return {
    kind: "signatures",
    place: facts.office.municipality,
    boxes: [
      { who: COMMON.forPerson, name: fullName(facts.person) },
      { who: COMMON.forOffice, name: facts.office.name },
    ],
  };
}
