// How each act changes the data of an item: the same when acting and when rebuilding from the register.

import { romeDay } from "../calendar/rome-time.ts";
import { epochOf } from "../calendar/instants.ts";
import type { ConditionalityData, ConditionalityInputs, ConditionalityStep, FactInput } from "./data.ts";

const HOUR_MS = 3_600_000;

/**
 * The data after an act that was decided. `data` is null before the first act only. Throws a RangeError for an act that could not
 * have been decided on these data: then the register is broken, and nobody should go on.
 */
export function conditionalityAfter(
  data: ConditionalityData | null,
  step: ConditionalityStep,
): ConditionalityData {
  if (step.act === "record-fact") return opened(data, step.input);
  if (step.act === "take-over") {
    const { summonsId, impedimentUntil, at } = step.input;
    return { ...opened(data, step.input), summonsId, impedimentUntil, ascertainedOn: romeDay(at) };
  }
  if (data === null) throw new RangeError(`${step.act} on an item that has no fact`);
  switch (step.act) {
    case "record-impediment":
      return { ...data, impedimentUntil: step.input.until, ascertainedOn: null };
    case "justify":
      return justified(data, step.input);
    case "refuse-justification":
      return { ...data, ascertainedOn: romeDay(step.input.at), reason: step.input.reason };
    case "close-justification":
      return { ...data, ascertainedOn: romeDay(step.input.at) };
    case "send-back":
      return { ...withoutProposal(data), reason: step.input.reason };
    case "record-discard":
      return { ...withoutProposal(data), report: null, reason: step.input.reason };
    case "cancel-report":
      return cancelled(data, step.input);
    case "record-answer":
      return answered(data, step.input);
    case "convene-again":
    case "withdraw":
      return { ...data, reason: step.input.reason };
    case "close-window":
      return data;
    default:
      return proposing(data, step);
  }
}

function opened(data: ConditionalityData | null, input: FactInput): ConditionalityData {
  if (data !== null) throw new RangeError("a fact recorded twice");
  if (input.count === null || input.event === null || input.happenedAt === null)
    throw new RangeError("a fact recorded without its kind, its day or its count");
  return {
    event: input.event,
    happenedAt: input.happenedAt,
    happenedOn: romeDay(input.happenedAt),
    recordedAt: input.at,
    recordedBy: input.actorId,
    benefitId: input.benefitId,
    personId: input.personId,
    measureVersion: input.measureVersion,
    summonsId: null,
    attempts: input.attempts,
    evidence: input.evidence,
    formalReminderOn: input.formalReminderOn,
    countAtFact: input.count,
    countProposed: null,
    impedimentUntil: null,
    justification: null,
    ascertainedOn: null,
    link: null,
    proposedBy: null,
    approvedBy: null,
    report: null,
    cancelled: [],
    answer: null,
    reason: "",
  };
}

function justified(data: ConditionalityData, input: ConditionalityInputs["justify"]): ConditionalityData {
  if (input.justifiedReason === null) throw new RangeError("justified without a reason of the list");
  const { justifiedReason: reason, toldOn, actorId: by } = input;
  return {
    ...data,
    impedimentUntil: input.impedimentUntil ?? data.impedimentUntil,
    justification: { reason, toldOn, by },
    reason: input.reason,
  };
}

type Proposing = Extract<ConditionalityStep, { readonly act: "propose" | "approve" | "send-report" }>;

function proposing(data: ConditionalityData, step: Proposing): ConditionalityData {
  switch (step.act) {
    case "propose":
      return {
        ...withoutProposal(data),
        link: step.input.link,
        countProposed: step.input.count,
        proposedBy: step.input.actorId,
      };
    case "approve":
      return { ...data, approvedBy: step.input.actorId };
    case "send-report":
      return sent(data, step.input);
  }
}

function sent(data: ConditionalityData, input: ConditionalityInputs["send-report"]): ConditionalityData {
  const { link, countProposed: count } = data;
  if (link === null || count === null) throw new RangeError("a report sent without its proposal");
  return {
    ...data,
    report: {
      sentAt: input.at,
      sentBy: input.actorId,
      operatorTaxCode: input.operatorTaxCode,
      proof: input.proof,
      attempts: data.attempts,
      evidence: data.evidence,
      hoursWaited: Math.floor((epochOf(input.at) - epochOf(data.happenedAt)) / HOUR_MS),
      count,
      link,
      measureVersion: data.measureVersion,
    },
  };
}

/** The cancelled report is kept as it left. */
function cancelled(
  data: ConditionalityData,
  input: ConditionalityInputs["cancel-report"],
): ConditionalityData {
  if (data.report === null) throw new RangeError("a cancellation without its report");
  return {
    ...withoutProposal(data),
    report: null,
    cancelled: [...data.cancelled, { ...data.report, cancelledAt: input.at, cancelledBy: input.actorId }],
    answer: null,
    reason: input.reason,
  };
}

function answered(
  data: ConditionalityData,
  input: ConditionalityInputs["record-answer"],
): ConditionalityData {
  if (input.answer === null) throw new RangeError("an answer that says nothing");
  return { ...data, answer: { kind: input.answer, months: input.months, on: input.on } };
}

function withoutProposal(data: ConditionalityData): ConditionalityData {
  return { ...data, link: null, countProposed: null, proposedBy: null, approvedBy: null };
}
