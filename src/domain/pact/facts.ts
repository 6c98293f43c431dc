// From what the service gathers to what the guards of the pact look at: steps in order, the profile it stands on, commitments checked.

import { isIsoDate } from "../calendar/days.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { checkCommitments } from "./commitments.ts";
import type { PactContent, PactData, PactFields, PactProfile, SignedVersion } from "./data.ts";
import { END_REASONS, SIGNING_WAYS } from "./texts.ts";
import type { PactAct, PactContext, PactState } from "./types.ts";

/** Another pact of the same case. */
export interface OtherPact {
  readonly itemId: string;
  readonly state: PactState;
  readonly data: PactData;
}

/** What the service knows of the case. */
export interface PactFacts {
  /** Today, in the time of the office. */
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  /** Bound today, or taking part of one's own will; null when not known. */
  readonly bound: boolean | null;
  /** Exempt today, or excluded without taking part; null when the check has not been made. */
  readonly excludedOrExempt: boolean | null;
  /** The DID stands today; null when not known. */
  readonly didGiven: boolean | null;
  /** The profile that stands decided today; null when none does. */
  readonly profile: PactProfile | null;
  readonly others: readonly OtherPact[];
  /** The signed version that stood under the protocol before this one, for the same person; null when none did. */
  readonly earlier: { readonly version: SignedVersion; readonly protocol: string } | null;
  /** What is known of the day of a refusal; null when not known. */
  readonly refusalDay: {
    readonly obliged: boolean | null;
    readonly suspended: boolean;
    /** An appointment of that day has the person as present. */
    readonly present: boolean;
  } | null;
  /** The refusal has a report that stands; null when not known. */
  readonly reported: boolean | null;
}

export type PactMeasure = Pick<MeasureParameters, "commitments" | "offers" | "ladders">;

const IN_FORCE: ReadonlySet<PactState> = new Set([
  "in-force",
  "revising",
  "revision-agreed",
  "revision-signed",
]);
const BEING_WRITTEN: ReadonlySet<PactState> = new Set(["draft", "agreed", "person-signed", "refused"]);
/** Meetings further apart than this would be none. */
const RAREST_MEETINGS_DAYS = 180;

/** Signed by both, and neither ended nor superseded: what activities stand on. A revision under way does not lift it. */
export function isPactInForce(state: PactState): boolean {
  return IN_FORCE.has(state);
}

/** The version both have signed that stands; null when none does. */
export function standingVersion(state: PactState, { versions }: PactData): SignedVersion | null {
  return isPactInForce(state) ? (versions.at(-1) ?? null) : null;
}

/** The facts for deciding `act`; without an act, those for offering all of them. */
export function pactContext(given: {
  readonly data: PactData;
  readonly act?: PactAct;
  readonly input?: PactFields;
  readonly facts: PactFacts;
  readonly measure: PactMeasure;
}): PactContext {
  const { data, act, input = {}, facts, measure } = given;
  const { profile, today } = facts;
  return {
    bound: facts.bound === true,
    dutyNotLifted: facts.excludedOrExempt === false,
    didGiven: facts.didGiven === true,
    profileDecided: profile !== null,
    profileLeadsHere: profile?.outcome === "pact",
    profileAsAgreed: profile !== null && profile.itemId === data.agreed?.profile.itemId,
    noOtherPact: facts.others.every((other) => !isInTheWay(other, profile)),
    contentWritten: isWritten(data.proposal),
    commitmentsComplete:
      data.proposal !== null && checkCommitments(data.proposal, measure, today).length === 0,
    personHeard: input.personHeard === true,
    dayPlausible: isPlausible(input.on, act, data, facts),
    signatureSeen: input.signed === true && input.how !== undefined && isProven(input.how, input),
    documentNamed: (input.document ?? "").trim() !== "",
    earlierPactStands: facts.earlier !== null,
    platformNumber: input.platformNumber ?? "",
    reason: input.reason ?? "",
    ...refusal(facts, measure),
    consequencesTold: input.consequencesTold === true,
    successorSigned: facts.others.some(
      ({ itemId, state }) => itemId === input.supersededBy && isPactInForce(state),
    ),
    endReasonListed: input.endReason !== undefined && Object.hasOwn(END_REASONS, input.endReason),
  };
}

/** A signature on screen is the code that was given back: without it there is none. */
function isProven(how: string, { evidence }: PactFields): boolean {
  if (!Object.hasOwn(SIGNING_WAYS, how)) return false;
  return how !== "screen" || (evidence !== undefined && evidence.confirmed !== null);
}

/** One being written must be finished first; one in force on the same profile is revised, not written anew. */
function isInTheWay({ state, data }: OtherPact, profile: PactProfile | null): boolean {
  if (BEING_WRITTEN.has(state)) return true;
  const standing = standingVersion(state, data);
  return standing !== null && (profile === null || standing.profile?.itemId === profile.itemId);
}

function isWritten(content: PactContent | null): boolean {
  if (content === null) return false;
  const { responsible, meetEveryDays } = content;
  const isOften =
    Number.isInteger(meetEveryDays) && meetEveryDays >= 1 && meetEveryDays <= RAREST_MEETINGS_DAYS;
  return responsible.trim() !== "" && isOften;
}

/** Not in the future, not before the grant, and each step on or after the one that must come first. */
function isPlausible(
  on: IsoDate | undefined,
  act: PactAct | undefined,
  data: PactData,
  { today, grantedOn }: PactFacts,
): boolean {
  if (on === undefined || !isIsoDate(on) || on > today || on < grantedOn) return false;
  const before = firstDay(act, data);
  return before === null || on >= before;
}

function firstDay(act: PactAct | undefined, { agreed, personSignature, versions }: PactData): IsoDate | null {
  if (act === "sign-person" || act === "record-refusal") return agreed?.on ?? null;
  if (act === "sign-office") return personSignature?.on ?? null;
  const standing = versions.at(-1);
  return standing === undefined || standing.carriedFrom !== null ? null : standing.office.on;
}

/** A measure that does not know the breach, a suspended day, a person not obliged: no duty. Unknown stays unknown. */
function refusal(
  { refusalDay, reported }: PactFacts,
  { ladders }: PactMeasure,
): Pick<PactContext, "duty" | "presentThatDay" | "reported"> {
  const known = refusalDay !== null && refusalDay.obliged !== null;
  return {
    duty: known
      ? refusalDay.obliged === true &&
        !refusalDay.suspended &&
        ladders.some(({ event }) => event === "E-PATTO")
      : null,
    presentThatDay: refusalDay?.present === true,
    reported,
  };
}
