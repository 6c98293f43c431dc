// The pact on the dossier: the profile and the DID it stands on, the commitments of the measure, what follows from signing and refusing.

import type { PoolClient } from "pg";
import { isAvailable } from "../../../domain/availability/facts.ts";
import type { AvailabilityState } from "../../../domain/availability/types.ts";
import { isIsoDate, toDayNumber } from "../../../domain/calendar/days.ts";
import { mayTakePart } from "../../../domain/duties/exclusion.ts";
import { COMMITMENT_KINDS } from "../../../domain/measures/words.ts";
import type { CommitmentKind } from "../../../domain/measures/words.ts";
import { accept, refuse } from "../../../domain/outcome.ts";
import { pactAfter } from "../../../domain/pact/after.ts";
import { checkCommitments, withMeasureTexts } from "../../../domain/pact/commitments.ts";
import { newPact } from "../../../domain/pact/data.ts";
import type { PactContent, PactData, PactFields, PactInputs, PactProfile, SignatureEvidence } from "../../../domain/pact/data.ts";
import { pactContext, standingVersion } from "../../../domain/pact/facts.ts";
import type { OtherPact, PactFacts } from "../../../domain/pact/facts.ts";
import { PACT } from "../../../domain/pact/table.ts";
import { END_REASONS, SIGNING_WAYS } from "../../../domain/pact/texts.ts";
import type { PactAct, PactContext, PactEffect, PactGuard, PactState, PactTerm } from "../../../domain/pact/types.ts";
import { standingOutcome } from "../../../domain/profiling/facts.ts";
import type { ProfilingData, ProfilingState } from "../../../domain/profiling/types.ts";
import { pactBefore, reportsWithDays } from "../../../store/activities.ts";
import type { StandingReport } from "../../../store/activities.ts";
import type { Item } from "../../../store/items.ts";
import { paperEvidence } from "../../../store/papers.ts";
import { attendedDays } from "../../../store/standing.ts";
import { bind } from "../binding.ts";
import type { Moment, Question } from "../binding.ts";
import { followsPath, hasObligations, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { isListOf, isNumber, isOneOf, isRecordOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { ACT_TEXTS } from "../texts.ts";
import { isReported } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";
import { PACT_EVENT, PACT_HANDLERS } from "./pact-effects.ts";

interface More {
  readonly duties: Duties;
  /** Days on which the person was present at an appointment. */
  readonly attended: readonly string[];
  readonly reports: readonly StandingReport[];
  readonly earlier: PactFacts["earlier"];
  /** Of the last paper issued of the text as it stands; null where none was. */
  readonly evidence: SignatureEvidence | null;
}

/** Left out of the form: the service puts in what the measure says. */
const mayLack = (check: FieldCheck): FieldCheck => (value) => value === undefined || check(value);
const COMMON = { code: orNull(isText), text: mayLack(isText) };
const OF_KIND: Readonly<Record<CommitmentKind, Readonly<Record<string, FieldCheck>>>> = {
  "skills-balance": { by: isText },
  platform: { timesAWeek: isNumber },
  "job-search": { timesAWeek: isNumber, shownBy: isText },
  training: { agreed: isText },
  selection: {},
  offers: { of: mayLack(isNumber) },
  presence: {},
};
const isCommitment: FieldCheck = (value) => {
  const kind = (value as { kind?: unknown } | null)?.kind;
  if (typeof kind !== "string" || !Object.hasOwn(COMMITMENT_KINDS, kind)) return false;
  return isRecordOf({ kind: isText, ...COMMON, ...OF_KIND[kind as CommitmentKind] })(value);
};
const CONTENT = isRecordOf({
  responsible: isText,
  meetEveryDays: isNumber,
  commitments: isListOf(isCommitment),
  leftOut: isListOf(isRecordOf({ code: isText, reason: isText })),
});
const REASON = { reason: isText };
const SIGNATURE = { on: isText, how: isOneOf(Object.keys(SIGNING_WAYS)), signed: isYesNo };

const FIELDS: Readonly<Record<PactAct, Readonly<Record<string, FieldCheck>>>> = {
  draft: { content: CONTENT },
  agree: { on: isText, personHeard: isYesNo },
  "sign-person": SIGNATURE,
  "sign-office": { ...SIGNATURE, document: isText },
  "carry-over": {},
  "record-communicated": { platformNumber: isText },
  revise: { content: CONTENT, ...REASON },
  "drop-revision": REASON,
  "record-refusal": { on: isText, consequencesTold: isYesNo, ...REASON },
  "correct-refusal": REASON,
  reopen: REASON,
  drop: REASON,
  supersede: { supersededBy: isText },
  end: { on: isText, endReason: isOneOf(Object.keys(END_REASONS)) },
  annul: REASON,
};

export const PACT_BINDING = bind<
  PactState, PactAct, PactGuard, PactTerm, PactContext, PactEffect, PactData, PactFields, More
>({
  procedure: PACT,
  perCase: "many",
  begin: ({ facts }) => newPact(1 + facts.items.filter(({ procedure }) => procedure === PACT.name).length),
  readInput: (act, raw) => {
    const read = readFields<PactFields>(raw, FIELDS[act]);
    const needsContent = act === "draft" || act === "revise";
    if (read.ok && needsContent && read.value.content === undefined) return refuse("CAMPO_ILLEGGIBILE", ACT_TEXTS.fieldUnreadable("content"));
    return read.ok ? accept(read.value) : read;
  },
  complete: ({ act, input, moment, more, data }) => {
    const { content } = input;
    if (content !== undefined) return { ...input, content: whole(content, moment) };
    const profile = standingProfile(moment.facts.items);
    if (act === "agree" && profile !== null) return { ...input, profile };
    if (act === "sign-person" && more.evidence !== null) return { ...input, evidence: more.evidence };
    if (act === "sign-office" && (input.document ?? "").trim() === "") return withDocument(input, data);
    return act === "carry-over" && more.earlier !== null ? { ...input, ...more.earlier } : input;
  },
  more: async (client, { facts }, item) => ({
    duties: await readDuties(client, facts),
    attended: await attendedDays(client, facts.caseId),
    reports: await reportsWithDays(client, facts.caseId),
    earlier: await readEarlier(client, facts.personId, facts.benefitId),
    evidence: item === null ? null : await evidenceOf(client, item),
  }),
  context: (question) =>
    pactContext({
      data: question.data,
      ...(question.act === null ? {} : { act: question.act as PactAct }),
      ...(question.input === null ? {} : { input: question.input }),
      facts: factsFor(question),
      measure: question.moment.facts.parameters,
    }),
  // The table says that commitments are missing; here is which, and why.
  refine: ({ data, moment, input }, decided) => {
    if (!decided.ok && decided.refusal.code === "PATTO_SIGNATURE_SEEN" && input?.how === "screen") {
      return { ...decided.refusal, message: ACTIVITY_TEXTS.signedOnScreen };
    }
    if (decided.ok || decided.refusal.code !== "PATTO_COMMITMENTS_COMPLETE" || data.proposal === null) return null;
    const problems = checkCommitments(data.proposal, moment.facts.parameters, moment.today);
    return { ...decided.refusal, message: ACTIVITY_TEXTS.commitments(problems.map(({ message }) => message)) };
  },
  after: (data, act, input, done) => pactAfter(data, act, input as PactInputs[typeof act], done),
  termFacts: (_term, { data }) => {
    const signed = data.versions.at(-1);
    return signed === undefined ? null : { on: signed.office.on };
  },
  effects: PACT_HANDLERS,
});

/** As the table's guards look at it: the profile that stands, the other pacts of the case, the day of a refusal. */
function factsFor({ moment, item, data, input, more }: Question<PactData, PactFields, More>): PactFacts {
  const { today, facts, calendar } = moment;
  const { duties, attended, reports, earlier } = more;
  const did = facts.items.findLast(({ procedure }) => procedure === "did");
  const day = input?.on ?? data.refusal?.on ?? today;
  return {
    today,
    grantedOn: facts.grantedOn,
    bound: mayTakePart(duties.facts, duties.measure, today),
    excludedOrExempt: !followsPath(duties, today),
    didGiven: did !== undefined && isAvailable(did.state as AvailabilityState),
    profile: standingProfile(facts.items),
    others: facts.items.filter(({ id, procedure }) => procedure === PACT.name && id !== item?.id).map(otherPact),
    earlier,
    refusalDay: isIsoDate(day)
      ? { obliged: hasObligations(duties, day), suspended: calendar.isSuspended(toDayNumber(day)), present: attended.includes(day) && day <= today }
      : null,
    reported: isReported(reports, moment, {
      event: PACT_EVENT,
      itemId: item?.id ?? null,
      days: data.refusal === null ? [] : [data.refusal.on],
    }),
  };
}

function otherPact({ id, state, data }: Item): OtherPact {
  return { itemId: id, state: state as PactState, data: data as unknown as PactData };
}

/** The profile that stands decided today; null when none does. */
function standingProfile(items: readonly Item[]): PactProfile | null {
  for (const { id, procedure, state, data } of items.toReversed()) {
    if (procedure !== "profilazione") continue;
    const { decided } = data as unknown as ProfilingData;
    const outcome = standingOutcome(state as ProfilingState, { decided });
    if (outcome !== null && decided !== null) return { itemId: id, number: decided.number, outcome, decidedOn: decided.decidedOn };
  }
  return null;
}

/** What the form left out, from the measure: texts, and how many offers. */
function whole(content: PactContent, { facts }: Moment): PactContent {
  const commitments = content.commitments.map((each) => ({ ...each, text: each.text ?? "" }));
  return withMeasureTexts({ ...content, commitments }, facts.parameters);
}

/** The paper issued of this very version of the text, with its scans and its code. */
async function evidenceOf(client: PoolClient, item: Item): Promise<SignatureEvidence | null> {
  const found = (await paperEvidence(client, item.id)).findLast(({ itemVersion }) => itemVersion === item.version);
  if (found === undefined) return null;
  const { document, digest, scans, confirmed } = found;
  return { document, digest, scans, confirmed };
}

/** The office signs the paper that the person has signed, where it was one of ours. */
function withDocument(input: PactFields, { personSignature }: PactData): PactFields {
  const document = personSignature?.evidence?.document;
  return document === undefined ? input : { ...input, document };
}

async function readEarlier(client: PoolClient, personId: string, benefitId: string): Promise<PactFacts["earlier"]> {
  const found = await pactBefore(client, personId, benefitId);
  if (found === null) return null;
  const version = standingVersion(found.state as PactState, found.data as unknown as PactData);
  return version === null ? null : { version, protocol: found.protocol };
}
