// From what the service gathers to what the guards of the passage to the municipality look at: grounds, reasons, dates.

import { isIsoDate } from "../calendar/days.ts";
import type { CaseState } from "../case-life/types.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, Role } from "../notices/types.ts";
import type { HandOverContext, HandOverData, HandOverFields, HandOverState } from "./types.ts";

/** What the service knows of the case. */
export interface HandOverFacts {
  readonly today: IsoDate;
  readonly actorId: string;
  readonly role: Role;
  /** State of the life of the case; "notified" where nobody has acted on it yet. */
  readonly caseState: CaseState;
  /** Days on which the person was present at a meeting. */
  readonly attended: readonly IsoDate[];
  /** Cadastral code of the address that counts today; null when not known. */
  readonly municipality: string | null;
}

export type HandOverMeasure = Pick<MeasureParameters, "handOver">;

/** Fewer characters than these say nothing to whoever must take the household in charge. A choice of the Region. */
const SHORTEST_REASONS = 40;

const ELSEWHERE: ReadonlySet<CaseState> = new Set([
  "at-municipality",
  "other-region",
  "forfeited",
  "ended",
  "dead",
  "renewed",
]);
const LEFT: ReadonlySet<CaseState> = new Set(["other-region", "forfeited", "ended", "dead", "renewed"]);

/** The facts for deciding an act; without its input, those for offering all of them. */
export function handOverContext(given: {
  readonly data: HandOverData;
  readonly input?: HandOverFields;
  readonly facts: HandOverFacts;
  readonly measure: HandOverMeasure;
}): HandOverContext {
  const { data, input = {}, facts, measure } = given;
  const rule = measure.handOver;
  return {
    measureHandsOver: rule !== null,
    applicant: facts.role === "R",
    withOffice: !ELSEWHERE.has(facts.caseState),
    metAtOffice: facts.attended.some((day) => day <= facts.today),
    municipalityKnown: facts.municipality !== null,
    groundsListed: areListed(input.grounds, rule),
    reasonsWritten: areWritten(input.reasons ?? ""),
    secondLook: rule === null ? null : rule.secondLook.value,
    actorId: facts.actorId,
    proposedBy: data.proposedBy,
    dateCanBe: canBe(input.on, data, facts.today),
    reason: input.reason ?? "",
    caseLeft: LEFT.has(facts.caseState),
  };
}

/** Whether the household is in the hands of the municipality in this state of the passage. */
export function isHandedOver(state: HandOverState): boolean {
  return state === "sent" || state === "in-charge";
}

function areListed(grounds: readonly string[] | undefined, rule: HandOverMeasure["handOver"]): boolean {
  if (grounds === undefined || grounds.length === 0 || rule === null) return false;
  return grounds.every((code) => rule.grounds.some((ground) => ground.code === code));
}

/** Spaces and a letter held down are no reasons. */
function areWritten(reasons: string): boolean {
  const letters = reasons.replaceAll(/\s+/gu, " ").trim();
  return letters.length >= SHORTEST_REASONS && new Set(letters.toLowerCase().split(" ")).size >= 5;
}

function canBe(on: IsoDate | undefined, { sentOn }: HandOverData, today: IsoDate): boolean {
  if (on === undefined || !isIsoDate(on) || sentOn === null) return false;
  return sentOn <= on && on <= today;
}
