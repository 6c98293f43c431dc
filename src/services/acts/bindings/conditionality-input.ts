// The forms of conditionality: what each act reads, and what the program adds from the dossier before the table decides.

import { isIsoDate } from "../../../domain/calendar/days.ts";
import { epochOf } from "../../../domain/calendar/instants.ts";
import type { ActivityLink, ConditionalityData, ConditionalityInputs, FactInput, Stamp } from "../../../domain/conditionality/data.ts";
import { provenBefore } from "../../../domain/conditionality/tellings.ts";
import type { Telling } from "../../../domain/conditionality/tellings.ts";
import type { ConditionalityAct, FrozenCount, InpsAnswer } from "../../../domain/conditionality/types.ts";
import { strongestProof } from "../../../domain/measures/proof.ts";
import { ABSENCE_EVENTS, JUSTIFIED_REASONS } from "../../../domain/measures/words.ts";
import type { AbsenceEvent, JustifiedReason } from "../../../domain/measures/words.ts";
import type { IsoDate, IsoInstant } from "../../../domain/notices/types.ts";
import type { Outcome } from "../../../domain/outcome.ts";
import type { Moment } from "../binding.ts";
import { isListOf, isNumber, isOneOf, isRecordOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";

/** The fields of every form together. */
export interface ConditionalityFields {
  readonly event?: AbsenceEvent;
  readonly happenedAt?: IsoInstant;
  /** Particulars of what proves the fact itself: the attendance register, the signed sheet. */
  readonly documents?: readonly string[];
  /** Which tellings of the case proved that the person knew: messages, letters, the pact. */
  readonly told?: readonly string[];
  readonly formalReminderOn?: IsoDate | null;
  readonly count?: FrozenCount | null;
  /** The paper handed in that proves the justification; null for one that was only seen. */
  readonly documentId?: string | null;
  readonly summonsId?: string;
  readonly until?: IsoDate;
  readonly evidenceSeen?: boolean;
  readonly justifiedReason?: JustifiedReason;
  readonly toldOn?: IsoDate;
  readonly impedimentUntil?: IsoDate | null;
  readonly reason?: string;
  readonly link?: ActivityLink | null;
  readonly operatorTaxCode?: string;
  readonly answer?: InpsAnswer;
  readonly months?: number | null;
  readonly on?: IsoDate;
}

/** An absence that waits, as the summons tells it. */
export interface WaitingAbsence {
  readonly summonsId: string;
  readonly happenedAt: IsoInstant;
  readonly tellings: readonly Telling[];
  /** As it was shown and frozen when the absence was confirmed; null where the summons has kept none. */
  readonly count: FrozenCount | null;
  readonly impedimentUntil: IsoDate | null;
}

const isDay: FieldCheck = (value) => typeof value === "string" && isIsoDate(value);

const isInstant: FieldCheck = (value) => {
  if (typeof value !== "string") return false;
  try {
    epochOf(value);
    return true;
  } catch {
    return false;
  }
};

const REDUCTION = isRecordOf({ kind: isOneOf(["reduction"]), months: isNumber });
const OTHER_STEP = isRecordOf({ kind: isOneOf(["suspension", "forfeiture"]) });
const isWhole: FieldCheck = (value) => Number.isInteger(value) && (value as number) >= 0;
/** The count as the page showed it. */
export const COUNT = isRecordOf({ before: isWhole, after: isWhole, step: (value) => REDUCTION(value) || OTHER_STEP(value) });
const COUNTED = { count: orNull(COUNT) };
const REASON = { reason: isText };
const LINK = orNull(isRecordOf({ kind: isOneOf(["agreed-activity", "first-appointment-policy"]), id: isText }));

const FIELDS: Readonly<Record<ConditionalityAct, Readonly<Record<string, FieldCheck>>>> = {
  "record-fact": {
    event: isOneOf(Object.keys(ABSENCE_EVENTS)), happenedAt: isInstant, documents: isListOf(isText), told: isListOf(isText),
    formalReminderOn: orNull(isDay), ...COUNTED,
  },
  "take-over": { summonsId: isText, impedimentUntil: orNull(isDay), ...COUNTED },
  "record-impediment": { until: isText, evidenceSeen: isYesNo },
  justify: { justifiedReason: isOneOf(JUSTIFIED_REASONS), toldOn: isText, impedimentUntil: orNull(isText), evidenceSeen: isYesNo, documentId: orNull(isText), ...REASON },
  "refuse-justification": REASON,
  "close-justification": {},
  propose: { link: LINK, ...COUNTED },
  "send-back": REASON,
  approve: COUNTED,
  "send-report": { operatorTaxCode: isText },
  "record-discard": REASON,
  "close-window": {},
  "cancel-report": REASON,
  "record-answer": { answer: isOneOf(["reduction", "suspension", "forfeiture", "nothing"]), months: orNull(isNumber), on: isText },
  "convene-again": REASON,
  withdraw: REASON,
};

/** A page that lets one choose the kind of fact, or the absence, shows the count of each: the one of what was chosen is what was seen. */
export function readConditionality(act: ConditionalityAct, raw: Readonly<Record<string, unknown>>): Outcome<ConditionalityFields> {
  const of = act === "record-fact" ? raw["event"] : act === "take-over" ? raw["summonsId"] : undefined;
  const chosen = raw["count"] === undefined && typeof of === "string" ? { ...raw, count: raw[`count-${of}`] } : raw;
  return readFields<ConditionalityFields>(chosen, FIELDS[act]);
}

/** What the dossier adds to a form. */
export interface Adding {
  readonly moment: Moment;
  readonly data: ConditionalityData | null;
  readonly tellings: readonly Telling[];
  readonly absences: readonly WaitingAbsence[];
}

/** The input as the register keeps it: every field there, who and when, proof from the dossier and not from the form. */
export function completeConditionality<A extends ConditionalityAct>(act: A, fields: ConditionalityFields, adding: Adding): ConditionalityInputs[A] {
  return { at: adding.moment.now, actorId: adding.moment.actor.id, ...COMPLETE[act](fields, adding) } as ConditionalityInputs[A];
}

type Complete = { readonly [A in ConditionalityAct]: (fields: ConditionalityFields, adding: Adding) => Omit<ConditionalityInputs[A], keyof Stamp> };

const reasoned = ({ reason }: ConditionalityFields): { reason: string } => ({ reason: reason ?? "" });
const nothing = (): object => ({});

const COMPLETE: Complete = {
  "record-fact": recordFact,
  "take-over": takeOver,
  "record-impediment": ({ until, evidenceSeen }) => ({ until: until ?? "", evidenceSeen: evidenceSeen === true }),
  justify: ({ justifiedReason, toldOn, impedimentUntil, evidenceSeen, documentId, reason }) => ({
    justifiedReason: justifiedReason ?? null,
    toldOn: toldOn ?? "",
    impedimentUntil: impedimentUntil ?? null,
    evidenceSeen: evidenceSeen === true,
    ...(typeof documentId === "string" ? { documentId } : {}),
    reason: reason ?? "",
  }),
  "refuse-justification": reasoned,
  "close-justification": nothing,
  propose: ({ link, count }) => ({ link: link ?? null, count: count ?? null }),
  "send-back": reasoned,
  approve: ({ count }) => ({ count: count ?? null }),
  "send-report": ({ operatorTaxCode }, { data, moment }) => ({
    operatorTaxCode: tidyCode(operatorTaxCode),
    proof: strongestProof(moment.facts.parameters, data?.attempts ?? []),
  }),
  "record-discard": reasoned,
  "close-window": nothing,
  "cancel-report": reasoned,
  "record-answer": ({ answer, months, on }) => ({ answer: answer ?? null, months: months ?? null, on: on ?? "" }),
  "convene-again": reasoned,
  withdraw: reasoned,
};

/** As it is written on the report: capitals, no spaces. */
export function tidyCode(code: string | undefined): string {
  return (code ?? "").replaceAll(/\s/g, "").toUpperCase();
}

type Fact = Omit<FactInput, keyof Stamp>;

function recordFact(fields: ConditionalityFields, { moment, tellings }: Adding): Fact {
  const { event = null, happenedAt = null, formalReminderOn = null, count = null } = fields;
  const documents = (fields.documents ?? []).map((each) => each.trim()).filter((each) => each !== "");
  const chosen = tellings.filter(({ id }) => fields.told?.includes(id) === true);
  const { attempts, evidence } = provenBefore(happenedAt === null ? [] : chosen, happenedAt ?? moment.now);
  return {
    event,
    happenedAt,
    ...whose(moment),
    attempts,
    // That the person knew is no proof of what they did: the fact has papers of its own.
    evidence: documents.length === 0 ? [] : [...documents, ...evidence],
    formalReminderOn,
    count,
  };
}

function takeOver(fields: ConditionalityFields, { moment, absences }: Adding): Fact & { summonsId: string; impedimentUntil: IsoDate | null } {
  const absence = absences.find(({ summonsId }) => summonsId === fields.summonsId);
  const proven = absence === undefined ? { attempts: [], evidence: [] } : provenBefore(absence.tellings, absence.happenedAt);
  return {
    event: "E-CONV",
    happenedAt: absence?.happenedAt ?? null,
    ...whose(moment),
    ...proven,
    formalReminderOn: null,
    count: absence?.count ?? fields.count ?? null,
    summonsId: fields.summonsId ?? "",
    impedimentUntil: absence?.impedimentUntil ?? fields.impedimentUntil ?? null,
  };
}

function whose({ facts }: Moment): Pick<FactInput, "benefitId" | "personId" | "measureVersion"> {
  return { benefitId: facts.benefitId, personId: facts.personId, measureVersion: facts.parameters.version };
}
