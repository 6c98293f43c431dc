// From what the service gathers to what the guards of profiling look at: versions in force, answers checked, dates compared.

import { addMonths, isIsoDate, toDayNumber } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";
import { ASSESSMENT_OUTCOMES, ASSESSMENT_SHEETS, SOURCES } from "./qualitative.ts";
import type { AssessmentOutcome } from "./qualitative.ts";
import { INDEX_RANGE, PROFILE_VALIDITY_MONTHS, QUANTITATIVE_QUESTIONNAIRES } from "./quantitative.ts";
import { checkAnswers, questionnaireOf, questionnaireOn } from "./questionnaire.ts";
import type { Answer, Completeness, Questionnaire, ReferenceLists } from "./questionnaire.ts";
import type {
  Assessment,
  DecidedProfile,
  ProfilingAct,
  ProfilingContext,
  ProfilingData,
  ProfilingState,
  ReceivedIndex,
} from "./types.ts";

/** What the service knows of the case. */
export interface ProfilingFacts {
  /** Today, in the time of the office. */
  readonly today: IsoDate;
  /** Bound today, or taking part of one's own will; null when not known. */
  readonly bound: boolean | null;
  /** Excluded or exempt today, after the check; null when the check has not been made. */
  readonly excludedOrExempt: boolean | null;
  /** The DID stands today; null when not known. */
  readonly didGiven: boolean | null;
  readonly lists: ReferenceLists;
}

/** The fields of every act's input: the form may not be filled in yet. */
export interface ProfilingFields {
  readonly requestId?: string;
  readonly questionnaire?: string;
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly value?: number;
  readonly method?: string;
  readonly computedOn?: IsoDate;
  readonly sheet?: string;
  readonly sources?: readonly string[];
  readonly reason?: string;
}

/** Versions and limits; a test, or a Region, may give others. */
export interface ProfilingRules {
  readonly questionnaires: readonly Questionnaire[];
  readonly sheets: readonly Questionnaire[];
  readonly indexRange: { readonly min: number; readonly max: number };
  readonly validityMonths: number | null;
}

export const PROFILING_RULES: ProfilingRules = {
  questionnaires: QUANTITATIVE_QUESTIONNAIRES,
  sheets: ASSESSMENT_SHEETS,
  indexRange: INDEX_RANGE.value,
  validityMonths: PROFILE_VALIDITY_MONTHS.value,
};

/** The facts for deciding `act`; without an act, those for offering all of them. */
export function profilingContext(given: {
  readonly data: ProfilingData;
  readonly act?: ProfilingAct;
  readonly input?: ProfilingFields;
  readonly facts: ProfilingFacts;
  readonly rules?: ProfilingRules;
}): ProfilingContext {
  const { data, act, input = {}, facts, rules = PROFILING_RULES } = given;
  const { today, lists } = facts;
  // A draft is judged as it comes with its act; a decision and the offers look at the one that is stored.
  const assessment = act === "draft" ? draftOf(input) : data.assessment;
  const checked = (versions: readonly Questionnaire[], completeness: Completeness): boolean =>
    isGood(versions, assessment, lists, completeness);
  return {
    bound: facts.bound === true,
    dutyHolds: facts.excludedOrExempt === false,
    didGiven: facts.didGiven === true,
    questionnaireInForce: isInForce(rules.questionnaires, input.questionnaire, today),
    answersValid: isGood(
      rules.questionnaires,
      { sheet: input.questionnaire ?? "", answers: input.answers ?? {} },
      lists,
      "complete",
    ),
    indexExpected: data.request !== null && data.index === null,
    indexAnswersRequest: data.request !== null && input.requestId === data.request.id,
    indexInRange: isPossible(input, rules.indexRange),
    indexDated: isDated(input, data, today),
    sheetInForce: isInForce(rules.sheets, assessment?.sheet, today),
    assessmentValid: checked(rules.sheets, "draft") && areSources(assessment?.sources ?? []),
    assessmentComplete: checked(rules.sheets, "complete"),
    sourcesTicked: (assessment?.sources.length ?? 0) > 0 && areSources(assessment?.sources ?? []),
    outcomeReasoned: isReasoned(assessment),
    validityOver: isOver(data.decided, rules.validityMonths, today),
    reason: input.reason ?? "",
  };
}

/** Where the decided profile leads; null unless a profile stands decided today. What the pact and the hand-over ask. */
export function standingOutcome(
  state: ProfilingState,
  data: Pick<ProfilingData, "decided">,
): AssessmentOutcome | null {
  return state === "decided" ? (data.decided?.outcome ?? null) : null;
}

export function isOutcome(value: unknown): value is AssessmentOutcome {
  return typeof value === "string" && Object.hasOwn(ASSESSMENT_OUTCOMES, value);
}

function draftOf({ sheet, answers, sources }: ProfilingFields): LooseAssessment {
  return { sheet: sheet ?? "", answers: answers ?? {}, sources: sources ?? [] };
}

/** An assessment as a form sends it: its sources are not yet known to be in the list. */
type LooseAssessment = Omit<Assessment, "sources"> & { readonly sources: readonly string[] };

function isInForce(versions: readonly Questionnaire[], version: string | undefined, on: IsoDate): boolean {
  const current = questionnaireOn(versions, on);
  return current !== null && current.version === version;
}

function isGood(
  versions: readonly Questionnaire[],
  given: Pick<Assessment, "sheet" | "answers"> | null,
  lists: ReferenceLists,
  completeness: Completeness,
): boolean {
  const questionnaire = given === null ? null : questionnaireOf(versions, given.sheet);
  return (
    given !== null &&
    questionnaire !== null &&
    checkAnswers(questionnaire, given.answers, lists, completeness).ok
  );
}

function areSources(sources: readonly string[]): boolean {
  return (
    sources.every((source) => Object.hasOwn(SOURCES, source)) && new Set(sources).size === sources.length
  );
}

function isPossible(
  { value, method }: Partial<Pick<ReceivedIndex, "value" | "method">>,
  { min, max }: ProfilingRules["indexRange"],
): boolean {
  return value !== undefined && value >= min && value <= max && (method ?? "").trim() !== "";
}

function isDated({ computedOn }: ProfilingFields, { request }: ProfilingData, today: IsoDate): boolean {
  return (
    computedOn !== undefined &&
    isIsoDate(computedOn) &&
    request !== null &&
    computedOn >= request.askedOn &&
    computedOn <= today
  );
}

function isReasoned(assessment: Pick<Assessment, "answers"> | null): boolean {
  if (assessment === null) return false;
  const { outcome, reasons } = assessment.answers;
  return outcome === "pact" || (typeof reasons === "string" && reasons.trim() !== "");
}

/** The last good day is the same day of the month in which the validity ends. */
function isOver(decided: DecidedProfile | null, months: number | null, today: IsoDate): boolean {
  if (decided === null || months === null) return false;
  return toDayNumber(today) > addMonths(toDayNumber(decided.decidedOn), months);
}
