// Everything that whoever judges a fact must have before them, gathered from the dossier; nothing is decided here.

import type { PoolClient } from "pg";
import type { FactPage } from "../contract/conditionality.ts";
import { addDays, toDayNumber } from "../domain/calendar/days.ts";
import { romeInstant } from "../domain/calendar/rome-time.ts";
import type { ConditionalityData } from "../domain/conditionality/data.ts";
import { bestProof } from "../domain/conditionality/evidence.ts";
import { weighingOf } from "../domain/conditionality/facts.ts";
import { CONDITIONALITY_ACTS, CONDITIONALITY_STATES, CONDITIONALITY_TERMS } from "../domain/conditionality/texts.ts";
import type { ConditionalityAct, ConditionalityState, ConditionalityTerm, FrozenCount } from "../domain/conditionality/types.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { isAtLeast } from "../domain/measures/proof.ts";
import { PROOF_STRENGTHS } from "../domain/measures/words.ts";
import type { AbsenceEvent } from "../domain/measures/words.ts";
import { DOCUMENT_KIND_TEXTS } from "../domain/documents/texts.ts";
import { SUMMONS_STATES } from "../domain/summons/texts.ts";
import type { SummonsState } from "../domain/summons/types.ts";
import { listDocuments } from "../store/documents.ts";
import { readItemActs } from "../store/items.ts";
import type { Item } from "../store/items.ts";
import { appointmentOf, factTask, othersThatDay, personOfCase } from "../store/read/conditionality.ts";
import { readItemTerms } from "../store/terms.ts";
import type { Moment } from "../services/acts/binding.ts";
import { countOf } from "../services/acts/bindings/conditionality-count.ts";
import { entryOf } from "../services/acts/entry.ts";
import { countText, INPS_ANSWERS, stepText } from "../services/acts/forms/conditionality-texts.ts";
import { linkText } from "../services/conditionality/choices.ts";
import { tellingsOf } from "./fact-tellings.ts";
import { eventTitle, FACT_TEXTS, NEXT_STEP } from "../services/conditionality/texts.ts";

export interface FactAsked {
  readonly what: "fact" | "absence" | "task";
  readonly id: string;
}

/** What is looked at, before it is laid out. */
export interface Looked {
  readonly item: Item | null;
  readonly data: ConditionalityData | null;
  readonly event: AbsenceEvent | null;
  readonly happenedAt: string | null;
  readonly happenedOn: string | null;
  readonly summonsId: string | null;
  readonly detail: string | null;
  readonly state: ConditionalityState | "absence" | "task";
}

/** Null when there is no such fact on the case, or not any more. */
export async function factPage(client: PoolClient, moment: Moment, asked: FactAsked): Promise<FactPage | null> {
  const looked = await lookAt(client, moment, asked);
  const person = await personOfCase(client, moment.facts.caseId);
  if (looked === null || person === null) return null;
  const { facts, now, today } = moment;
  const { data, item, event } = looked;
  const measure = facts.parameters;
  const appointment = looked.summonsId === null ? null : await appointmentOf(client, looked.summonsId);
  const tellings = await tellingsOf(client, moment, { happenedAt: looked.happenedAt ?? now, appointmentId: appointment?.id ?? null, evidence: data?.evidence ?? null });
  const best = bestProof(tellings.filter(({ counts }) => counts).map(({ laidOut }) => laidOut));
  const terms = item === null ? [] : (await readItemTerms(client, [item.id])).map((term) => shownTerm(term, today));
  const counted = event === null ? null : await countOf(client, facts, event, item?.id ?? looked.summonsId, weighingOf(data));
  return {
    what: asked.what,
    id: asked.id,
    itemId: item?.id ?? null,
    caseId: facts.caseId,
    person,
    measure: measure.name,
    protocol: facts.protocol,
    today,
    now,
    title: eventTitle(event),
    happenedAt: looked.happenedAt,
    happenedOn: looked.happenedOn,
    state: looked.state,
    stateText: looked.state === "absence" ? FACT_TEXTS.absenceState : looked.state === "task" ? FACT_TEXTS.taskState : CONDITIONALITY_STATES[looked.state],
    next: NEXT_STEP[looked.state],
    detail: looked.detail,
    law: lawOf(moment, event),
    count: shownCount(counted, measure.unit),
    frozen: shownCount(data?.countAtFact ?? null, measure.unit),
    unit: measure.unit,
    proof: {
      needed: PROOF_STRENGTHS[measure.proofForSanction.value],
      best: PROOF_STRENGTHS[best],
      enough: best !== "none" && isAtLeast(best, measure.proofForSanction.value),
    },
    tellings: tellings.map(({ laidOut, ...shown }) => ({ ...shown, strength: PROOF_STRENGTHS[laidOut.strength], inTime: laidOut.inTime, valid: laidOut.valid, enough: laidOut.enough })),
    documents: papersOfFact(data, tellings.map(({ id }) => id)),
    reminder: { needed: ladderOf(moment, event)?.afterFormalReminder === true, on: data?.formalReminderOn ?? null },
    appointment: appointment === null ? null : { startsAt: appointment.startsAt, state: SUMMONS_STATES[appointment.state as SummonsState] ?? appointment.state },
    household: looked.happenedOn === null ? [] : (await othersThatDay(client, facts.benefitId, facts.caseId, looked.happenedOn)).map((other) => ({
      caseId: other.caseId, name: `${other.surname} ${other.name}`, bound: other.bound,
      that: other.state === null ? FACT_TEXTS.noSummonsThatDay : (SUMMONS_STATES[other.state as SummonsState] ?? other.state),
    })),
    justification: justificationOf(moment, data),
    papers: (await listDocuments(client, facts.caseId))
      .filter(({ kind, erasedAt }) => kind === "justification" && erasedAt === null)
      .map(({ id, uploadedAt, outcome }) => ({ id, title: DOCUMENT_KIND_TEXTS.justification, handedInAt: uploadedAt, outcome })),
    terms: terms.map(({ kind: _, ...term }) => term),
    window: windowOf(terms, looked.state, now),
    hands: handsOf(data),
    report: data?.report === null || data === null ? null : {
      sentAt: data.report.sentAt, operatorTaxCode: data.report.operatorTaxCode, hoursWaited: data.report.hoursWaited, link: linkText(data.report.link.id, facts),
    },
    answer: data?.answer === null || data === null ? null : { text: INPS_ANSWERS[data.answer.kind], on: data.answer.on },
    history: item === null ? [] : await historyOf(client, item),
  };
}

async function lookAt(client: PoolClient, { facts }: Moment, { what, id }: FactAsked): Promise<Looked | null> {
  if (what === "absence") {
    const absence = await appointmentOf(client, id);
    if (absence === null || absence.caseId !== facts.caseId || absence.state !== "unjustified") return null;
    const { startsAt, day } = absence;
    return { item: null, data: null, event: "E-CONV", happenedAt: startsAt, happenedOn: day, summonsId: id, detail: null, state: "absence" };
  }
  if (what === "task") {
    const task = await factTask(client, id);
    if (task === null || task.caseId !== facts.caseId) return null;
    return { item: null, data: null, event: null, happenedAt: null, happenedOn: task.kind.slice(7, 17), summonsId: null, detail: task.detail, state: "task" };
  }
  const item = facts.items.find((each) => each.id === id && each.procedure === "condizionalita");
  if (item === undefined) return null;
  const data = item.data as unknown as ConditionalityData;
  const { event, happenedAt, happenedOn, summonsId, reason } = data;
  return { item, data, event, happenedAt, happenedOn, summonsId, detail: reason === "" ? null : reason, state: item.state as ConditionalityState };
}

function ladderOf({ facts }: Moment, event: AbsenceEvent | null) {
  return facts.parameters.ladders.find((ladder) => ladder.event === event);
}

function lawOf(moment: Moment, event: AbsenceEvent | null): FactPage["law"] {
  const ladder = ladderOf(moment, event);
  if (ladder === undefined) return null;
  return {
    text: ladder.note,
    citation: ladder.citation === null ? null : CITATIONS[ladder.citation].text,
    steps: ladder.steps.map(stepText),
    link: FACT_TEXTS.linkTo[ladder.linkedTo],
  };
}

function shownCount(count: FrozenCount | null, unit: "household" | "person"): FactPage["count"] {
  return count === null ? null : { before: count.before, after: count.after, step: stepText(count.step), text: countText(count, unit) };
}

/** The papers of the fact itself: what is not one of the tellings. */
function papersOfFact(data: ConditionalityData | null, tellings: readonly string[]): string[] {
  return (data?.evidence ?? []).filter((each) => !tellings.includes(each));
}

function justificationOf({ facts }: Moment, data: ConditionalityData | null): FactPage["justification"] {
  if (data?.justification === null || data === null) return null;
  const { reason, toldOn, by } = data.justification;
  return { reason: facts.parameters.justifications.find((each) => each.reason === reason)?.title ?? reason, toldOn, by };
}

function shownTerm(term: Awaited<ReturnType<typeof readItemTerms>>[number], today: string) {
  const { kind, startsOn, dueOn, dueAt, citation, metAt } = term;
  return {
    kind, startsOn, dueOn, dueAt,
    title: CONDITIONALITY_TERMS[kind as ConditionalityTerm]?.title ?? kind,
    daysLeft: toDayNumber(dueOn) - toDayNumber(today),
    law: citation === null ? null : (CITATIONS[citation as CitationKey]?.text ?? citation),
    met: metAt !== null,
  };
}

/** While a report stands: until when it can be cancelled. The end of its last day where the term has no hour. */
function windowOf(terms: readonly (ReturnType<typeof shownTerm>)[], state: string, now: string): FactPage["window"] {
  const term = terms.findLast(({ kind, met }) => kind === "cancel-report" && !met);
  if (term === undefined || !["reported", "applied", "forfeited"].includes(state)) return null;
  const closesAt = term.dueAt ?? endOfDay(term.dueOn);
  return { closesAt, lastDay: term.dueAt === null ? term.dueOn : null, open: now < closesAt };
}

function endOfDay(day: string): string {
  return romeInstant(addDays(day, 1), 0);
}

function handsOf(data: ConditionalityData | null): FactPage["hands"] {
  if (data === null) return [];
  const { recordedBy, recordedAt, proposedBy, approvedBy, report, cancelled } = data;
  const { hands } = FACT_TEXTS;
  return [
    { what: hands.recorded, by: recordedBy, at: recordedAt },
    ...(proposedBy === null ? [] : [{ what: hands.proposed, by: proposedBy, at: null }]),
    ...(approvedBy === null ? [] : [{ what: hands.approved, by: approvedBy, at: null }]),
    ...(report === null ? [] : [{ what: hands.sent, by: report.sentBy, at: report.sentAt }]),
    ...cancelled.map(({ cancelledBy, cancelledAt }) => ({ what: hands.cancelled, by: cancelledBy, at: cancelledAt })),
  ];
}

async function historyOf(client: PoolClient, item: Item): Promise<FactPage["history"]> {
  const acts = await readItemActs(client, [item.caseId]);
  return acts.flatMap((act) => {
    const entry = entryOf(act);
    if (entry === null || entry.item !== item.id) return [];
    const { reason } = (entry.input ?? {}) as { reason?: unknown };
    const law = entry.law[0];
    return [{
      act: CONDITIONALITY_ACTS[entry.act as ConditionalityAct] ?? entry.act,
      by: act.actor,
      at: act.happenedAt,
      reason: typeof reason === "string" && reason !== "" ? reason : null,
      law: law === undefined ? null : (CITATIONS[law as CitationKey]?.text ?? law),
    }];
  });
}

