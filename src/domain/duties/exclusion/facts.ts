// From what the service gathers to what the guards of an exclusion look at, and to the acts that a change of facts asks of the program.

import type { Work } from "../../availability/work.ts";
import { addDays, isIsoDate, toDayNumber } from "../../calendar/days.ts";
import type { ExclusionFact } from "../../measures/words.ts";
import type { IsoDate } from "../../notices/types.ts";
import { isProof } from "../evidence.ts";
import type { SeenEvidence } from "../evidence.ts";
import { exclusionsOf } from "../exclusion.ts";
import type { DutyFact, DutyFacts, ExclusionMeasure, FoundExclusion } from "../exclusion.ts";
import { isDutyReason } from "../reasons.ts";
import type { ExclusionContext, ExclusionData, ExclusionInputs, ExclusionState } from "./types.ts";

/** An exclusion as stored. */
export interface ExclusionItem {
  readonly id: string;
  readonly state: ExclusionState;
  readonly data: ExclusionData;
}

/** The fields of every act's input: the form may not be filled in yet. */
export interface ExclusionFields {
  readonly fact?: ExclusionFact;
  readonly from?: IsoDate;
  readonly to?: IsoDate | null;
  readonly evidence?: SeenEvidence;
  readonly reason?: string;
  readonly signed?: boolean;
}

/** The facts for deciding an act; `facts` are those of `factsWith`, or only what comes from outside. */
export function exclusionContext(given: {
  readonly data: ExclusionData;
  readonly input?: ExclusionFields;
  readonly facts: DutyFacts;
  readonly measure: ExclusionMeasure;
  readonly today: IsoDate;
  readonly actorId: string;
}): ExclusionContext {
  const { data, input = {}, facts, measure, today, actorId } = given;
  const fact = data.fact ?? input.fact ?? null;
  const rule = measure.exclusions.find((each) => each.fact === fact);
  return {
    factListed: rule !== undefined,
    factTold: fact !== null && fact !== "minor" && fact !== "age",
    standsToday:
      fact === null ? null : exclusionsOf(facts, measure, today).some((each) => each.fact === fact),
    dateCanBe: datesCanBe(input.from ?? data.from, input.to ?? null, today),
    evidenceSeen: isProof(input.evidence, today),
    reasonListed: isDutyReason(input.reason),
    volunteersAllowed: rule?.volunteers === true,
    signed: input.signed === true,
    actorId,
    proposedBy: data.contestedBy,
  };
}

/** A fact does not begin in the future, ends after it begins, and neither lies a century away. */
function datesCanBe(from: IsoDate | null, to: IsoDate | null, today: IsoDate): boolean {
  if (from === null || !isIsoDate(from) || from > today) return false;
  if (to !== null && (!isIsoDate(to) || to < from)) return false;
  const now = toDayNumber(today);
  return now - toDayNumber(from) <= CENTURY && (to === null || toDayNumber(to) - now <= CENTURY);
}

const CENTURY = 36_525;
const LIVE: ReadonlySet<ExclusionState> = new Set(["in-force", "volunteering", "contested"]);

/**
 * What is known from outside together with what is stored: an operator's word adds a fact, an annulled one is lifted from the
 * day of the decision, an ended one stays true of its days. These are the facts for `isExcludedOn` on the day of a breach.
 */
export function factsWith(outside: DutyFacts, items: readonly ExclusionItem[]): DutyFacts {
  const taken = new Set<string>();
  const known = outside.known.map((told): DutyFact => {
    const item = items.find((each) => isOf(each, told));
    if (item === undefined) return told;
    taken.add(item.id);
    const { liftedOn, volunteer, source, from, to } = item.data;
    const dates = source === "operator" && from !== null ? { from, to } : {};
    return { ...told, ...dates, liftedOn, volunteer };
  });
  const own = items.flatMap((item) =>
    taken.has(item.id) || (item.data.source === "system" && LIVE.has(item.state)) ? [] : storedFact(item),
  );
  return { ...outside, known: [...known, ...own] };
}

/** The same fact from the same day, or one that overlaps a stored one in force: platforms correct the first day. */
function isOf({ state, data }: ExclusionItem, told: DutyFact): boolean {
  if (data.fact !== told.fact || data.from === null) return false;
  if (data.from === told.from) return true;
  const overlaps = (data.to === null || told.from <= data.to) && (told.to === null || data.from <= told.to);
  return LIVE.has(state) && overlaps;
}

function storedFact({ data }: ExclusionItem): DutyFact[] {
  const { fact, from, to, liftedOn, work, volunteer } = data;
  if (fact === null || fact === "minor" || fact === "age" || from === null) return [];
  return [{ fact, from, to, liftedOn, work, volunteer }];
}

/** An act that the facts of today ask of the program. */
export type ExclusionChange =
  | { readonly act: "open"; readonly item: null; readonly input: ExclusionInputs["open"] }
  | {
      readonly act: "update" | "reopen";
      readonly item: string;
      readonly input: ExclusionInputs["update"];
    }
  | { readonly act: "end"; readonly item: string; readonly input: ExclusionInputs["end"] };

/** What the program must do so that the stored exclusions say what the facts say today. Nothing when they already do. */
export function reviewExclusions(
  outside: DutyFacts,
  items: readonly ExclusionItem[],
  measure: ExclusionMeasure,
  today: IsoDate,
): ExclusionChange[] {
  const facts = factsWith(outside, items);
  const found = exclusionsOf(facts, measure, today);
  const opened = found.flatMap((each) => follow(each, items, facts));
  const ended = items
    .filter(({ state, data }) => LIVE.has(state) && !found.some(({ fact }) => fact === data.fact))
    .map((item): ExclusionChange => ({
      act: "end",
      item: item.id,
      input: { to: lastDayOf(item.data, facts, today), reason: "fact-over", source: "system" },
    }));
  return [...opened, ...ended];
}

function follow(found: FoundExclusion, items: readonly ExclusionItem[], facts: DutyFacts): ExclusionChange[] {
  const { fact, from, to } = found;
  const work = workOf(facts, found);
  const live = items.find((item) => item.data.fact === fact && LIVE.has(item.state));
  if (live !== undefined) {
    const { data, state } = live;
    const isSame = data.from === from && data.to === to && sameWork(data.work, work);
    if (isSame || state === "contested" || data.source === "operator") return [];
    return [{ act: "update", item: live.id, input: { from, to, work } }];
  }
  const earlier = items.filter((item) => item.data.fact === fact && item.data.from === from);
  // A fact that an officer has found untrue is not opened again by being told again: it still covers the day of that decision.
  if (earlier.some(({ state }) => state === "annulled")) return [];
  const ended = earlier.find(({ state }) => state === "ended");
  if (ended !== undefined) return [{ act: "reopen", item: ended.id, input: { from, to, work } }];
  return [{ act: "open", item: null, input: { fact, from, to, work } }];
}

function workOf(facts: DutyFacts, { fact, from }: FoundExclusion): Work | null {
  return facts.known.find((each) => each.fact === fact && each.from === from)?.work ?? null;
}

function sameWork(one: Work | null, other: Work | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.kind === other.kind &&
    one.startsOn === other.startsOn &&
    one.endsOn === other.endsOn &&
    one.yearlyEuros === other.yearlyEuros
  );
}

/** The last day that the facts give; where they give none (or one still to come), yesterday: before the first day, it covers none. */
function lastDayOf(data: ExclusionData, facts: DutyFacts, today: IsoDate): IsoDate {
  const told = facts.known.find((each) => each.fact === data.fact && each.from === data.from);
  const yesterday = addDays(today, -1);
  const last = told?.to ?? data.to ?? yesterday;
  return last > yesterday ? yesterday : last;
}
