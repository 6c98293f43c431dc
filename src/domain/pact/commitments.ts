// The commitments of a pact as typed items: what each kind asks for, which of the measure's are there, what is written wrongly.

import { addMonths, isIsoDate, toDayNumber } from "../calendar/days.ts";
import type { Commitment, MeasureParameters } from "../measures/types.ts";
import { COMMITMENT_KINDS } from "../measures/words.ts";
import type { CommitmentKind } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";
import { COMMITMENT_PROBLEMS, SHOWN_BY } from "./texts.ts";
import type { ShownBy } from "./texts.ts";

interface Common {
  /** Code of the measure, e.g. "O3"; null for one that only this pact has. */
  readonly code: string | null;
  /** As the person signs it. For those of the measure it is the measure's, put in by the service. */
  readonly text: string;
}

interface OfKind<K extends CommitmentKind> extends Common {
  readonly kind: K;
}

/** One commitment, with what its kind asks to be agreed. */
export type PactCommitment =
  | (OfKind<"skills-balance"> & { readonly by: IsoDate })
  | (OfKind<"platform"> & { readonly timesAWeek: number })
  | (OfKind<"job-search"> & { readonly timesAWeek: number; readonly shownBy: ShownBy })
  | (OfKind<"training"> & { readonly agreed: string })
  | OfKind<"selection">
  /** `of`: how many suitable offers the measure lets the person choose among, put in by the service. */
  | (OfKind<"offers"> & { readonly of: number })
  | OfKind<"presence">;

/** A commitment of the measure that the pact does not have. */
export interface LeftOut {
  readonly code: string;
  readonly reason: string;
}

export interface CommitmentProblem {
  readonly code: string;
  readonly message: string;
}

interface Written {
  readonly commitments: readonly PactCommitment[];
  readonly leftOut: readonly LeftOut[];
}

type PactMeasure = Pick<MeasureParameters, "commitments" | "offers">;

/** Acts of search in a week, or looks at the platform: more cannot be meant. */
const MOST_TIMES_A_WEEK = 21;
/** A day further away was written with the wrong year. */
const FURTHEST_MONTHS = 24;

/** Everything wrong with the commitments written on a day, in the order of the measure; empty when they may be agreed upon. */
export function checkCommitments(
  { commitments, leftOut }: Written,
  measure: PactMeasure,
  on: IsoDate,
): readonly CommitmentProblem[] {
  const ofMeasure = measure.commitments.flatMap((rule) => missing(rule, commitments, leftOut));
  const written = commitments.flatMap((each) => [...stray(each, measure), ...filled(each, on)]);
  const omitted = leftOut.flatMap((each) => omission(each, measure));
  return [...ofMeasure, ...written, ...omitted];
}

/** The texts and numbers that are the measure's and nobody writes by hand. Codes that the measure does not have are left as they are. */
export function withMeasureTexts<W extends Written>(written: W, measure: PactMeasure): W {
  const commitments = written.commitments.map((each): PactCommitment => {
    const text = measure.commitments.find(({ code }) => code === each.code)?.text ?? each.text;
    return each.kind === "offers" ? { ...each, text, of: offersOf(measure) } : { ...each, text };
  });
  return { ...written, commitments };
}

/** How many suitable offers a person may choose among; one where the measure gives no rules. */
function offersOf({ offers }: PactMeasure): number {
  return offers.reduce((most, { ordinal }) => Math.max(most, ordinal), 1);
}

function missing(
  rule: Commitment,
  commitments: readonly PactCommitment[],
  leftOut: readonly LeftOut[],
): CommitmentProblem[] {
  const { code, text } = rule;
  const times =
    commitments.filter((each) => each.code === code).length +
    leftOut.filter((each) => each.code === code).length;
  if (times === 0) return [{ code: "IMPEGNO_MANCANTE", message: COMMITMENT_PROBLEMS.missing(text) }];
  return times > 1 ? [{ code: "IMPEGNO_DOPPIO", message: COMMITMENT_PROBLEMS.twice(text) }] : [];
}

/** One that says it is the measure's and is not, or is of another kind there. */
function stray({ code, kind, text }: PactCommitment, measure: PactMeasure): CommitmentProblem[] {
  if (code === null) return [];
  const rule = measure.commitments.find((each) => each.code === code);
  if (rule === undefined)
    return [{ code: "IMPEGNO_SCONOSCIUTO", message: COMMITMENT_PROBLEMS.unknown(code) }];
  return rule.kind === kind
    ? []
    : [{ code: "IMPEGNO_DI_ALTRO_TIPO", message: COMMITMENT_PROBLEMS.otherKind(text) }];
}

function omission({ code, reason }: LeftOut, measure: PactMeasure): CommitmentProblem[] {
  const rule = measure.commitments.find((each) => each.code === code);
  if (rule === undefined)
    return [{ code: "IMPEGNO_SCONOSCIUTO", message: COMMITMENT_PROBLEMS.unknown(code) }];
  return reason.trim() === ""
    ? [{ code: "IMPEGNO_SENZA_MOTIVO", message: COMMITMENT_PROBLEMS.noReason(rule.text) }]
    : [];
}

/** What the kind asks to be agreed is there, and can be. */
function filled(commitment: PactCommitment, on: IsoDate): CommitmentProblem[] {
  const { text } = commitment;
  if (text.trim() === "") return [empty(COMMITMENT_KINDS[commitment.kind])];
  switch (commitment.kind) {
    case "skills-balance":
      return isNear(commitment.by, on)
        ? []
        : [{ code: "IMPEGNO_DATA", message: COMMITMENT_PROBLEMS.day(text) }];
    case "platform":
      return often(commitment);
    case "job-search":
      return [...often(commitment), ...shown(commitment.shownBy, text)];
    case "training":
      return commitment.agreed.trim() === "" ? [empty(text)] : [];
    default:
      return [];
  }
}

function isNear(by: IsoDate, on: IsoDate): boolean {
  return isIsoDate(by) && by >= on && toDayNumber(by) <= addMonths(toDayNumber(on), FURTHEST_MONTHS);
}

function often({
  text,
  timesAWeek,
}: {
  readonly text: string;
  readonly timesAWeek: number;
}): CommitmentProblem[] {
  const canBe = Number.isInteger(timesAWeek) && timesAWeek >= 1 && timesAWeek <= MOST_TIMES_A_WEEK;
  return canBe ? [] : [{ code: "IMPEGNO_VOLTE", message: COMMITMENT_PROBLEMS.times(text) }];
}

function shown(by: string, text: string): CommitmentProblem[] {
  return Object.hasOwn(SHOWN_BY, by) ? [] : [empty(text)];
}

function empty(text: string): CommitmentProblem {
  return { code: "IMPEGNO_VUOTO", message: COMMITMENT_PROBLEMS.words(text) };
}

/** A commitment with the fields of its kind and no other: what is stored. */
export function keepCommitment(commitment: PactCommitment): PactCommitment {
  const { code, text } = commitment;
  switch (commitment.kind) {
    case "skills-balance":
      return { kind: commitment.kind, code, text, by: commitment.by };
    case "platform":
      return { kind: commitment.kind, code, text, timesAWeek: commitment.timesAWeek };
    case "job-search":
      return {
        kind: commitment.kind,
        code,
        text,
        timesAWeek: commitment.timesAWeek,
        shownBy: commitment.shownBy,
      };
    case "training":
      return { kind: commitment.kind, code, text, agreed: commitment.agreed };
    case "offers":
      return { kind: commitment.kind, code, text, of: commitment.of };
    default:
      return { kind: commitment.kind, code, text };
  }
}
