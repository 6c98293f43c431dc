// Writing an act: the item's next version, the terms it closes and opens, the link in the register.

import { instantOf } from "../../domain/calendar/instants.ts";
import { toIsoDate } from "../../domain/calendar/days.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import type { CitationKey } from "../../domain/law/citation.ts";
import { CLOCKS } from "../../domain/measures/clock-types.ts";
import { dueInstantOf, dueOf, openTerm } from "../../domain/procedure/terms.ts";
import type { Decision } from "../../domain/procedure/types.ts";
import { newId } from "../../store/ids.ts";
import { insertItem, updateItem } from "../../store/items.ts";
import type { Item, ItemData } from "../../store/items.ts";
import { closeTasks } from "../../store/outcomes.ts";
import { appendActs, citationId } from "../../store/register.ts";
import { meetItemTerms, meetNoticeTerm, openItemTerm } from "../../store/terms.ts";
import type { ItemTerm } from "../../store/terms.ts";
import type { Unit } from "../../store/units.ts";
import type { OpenedTerm, Performed } from "./act-outcome.ts";
import type { AnyBinding, Asked } from "./binding.ts";
import { askedDigest, changeOf, kindOf } from "./entry.ts";
import type { Entry } from "./entry.ts";
import type { ActRequest, Run } from "./perform.ts";
import { termTaskKind } from "./term-task.ts";

export interface Writing {
  readonly run: Run;
  readonly binding: AnyBinding;
  readonly request: ActRequest;
  readonly question: Asked<object, unknown, unknown>;
  /** The item as it stood; null for one that begins. */
  readonly before: Item | null;
  readonly decision: Decision<string, string>;
  readonly unit: Unit;
}

/** Writes everything an accepted act does to its own item; what follows from it elsewhere is a matter of its effects. */
export async function writeAct(writing: Writing): Promise<{ readonly item: Item; readonly performed: Performed }> {
  const { run, binding, request, question, before, decision } = writing;
  const item = nextItem(writing);
  if (binding.keptIn !== undefined) await binding.keptIn.write(run.client, before, item, question);
  else if (before === null) await insertItem(run.client, item);
  else await updateItem(run.client, item);
  const closed = await closeTerms(writing, item);
  const opened = await openTerms(writing, item);
  await appendActs(run.client, run.actor, [
    {
      id: request.actId,
      subjectId: item.caseId,
      subjectKind: "case",
      kind: kindOf(item.procedure, request.act),
      happenedAt: question.moment.now,
      citation: decision.law[0]!,
      payload: entryFor(writing, item, opened, closed),
    },
  ]);
  const { id: itemId, procedure, state, version } = item;
  return { item, performed: { actId: request.actId, itemId, procedure, state, version, opened, closed, repeated: false } };
}

function nextItem({ run, binding, request, question, before, decision, unit }: Writing): Item {
  const { moment, data, act, input } = question;
  // Through JSON: what is kept is what the database will give back.
  const after = JSON.parse(JSON.stringify(binding.after(data, act, input, { on: moment.today, by: run.actor.id }))) as ItemData;
  const isFinal = binding.procedure.final.includes(decision.to);
  return {
    id: before?.id ?? newId(),
    caseId: request.caseId,
    procedure: request.procedure,
    state: decision.to,
    version: (before?.version ?? 0) + 1,
    data: after,
    // The unit is that of the first act: a breach goes on counting where it was counted.
    unit: before?.unit ?? unit,
    counts: binding.counts?.(decision.to, after) ?? null,
    openedAt: before?.openedAt ?? moment.now,
    closedAt: isFinal ? (before?.closedAt ?? moment.now) : null,
    lastAct: request.actId,
  };
}

function entryFor({ request, question, before, decision }: Writing, item: Item, opened: readonly OpenedTerm[], closed: readonly string[]): Entry {
  const from = question.item?.state;
  return {
    procedure: item.procedure,
    item: item.id,
    act: request.act,
    from: from ?? "",
    to: item.state,
    row: decision.row,
    version: item.version,
    input: question.input,
    ...changeOf(before?.data ?? {}, item.data),
    counts: item.counts,
    unit: item.unit,
    closed: item.closedAt !== null,
    opens: opened,
    closes: closed,
    effects: decision.effects,
    law: decision.law.map((key) => CITATIONS[key].id),
    asked: askedDigest(request),
  };
}

/** Meets the item's terms that the row closes, and those of the notice that it meets; the tasks of their running out are closed. */
async function closeTerms({ run, binding, request, question, decision }: Writing, item: Item): Promise<string[]> {
  const { now } = question.moment;
  const meeting = { now, by: kindOf(item.procedure, request.act), act: request.actId };
  // What is opened anew is no longer as it was.
  const kinds = [...new Set([...decision.closes, ...decision.opens])];
  const closed = await meetItemTerms(run.client, item.id, kinds, meeting);
  for (const kind of decision.closes) {
    const rule = binding.procedure.terms[kind];
    if (rule?.openedOutside === undefined || binding.meets?.(kind, question.moment) === false) continue;
    await meetNoticeTerm(run.client, item.caseId, CLOCKS[rule.clock].code, meeting);
  }
  for (const kind of closed) await closeTasks(run.client, now, termTaskKind(item.procedure, kind), [item.caseId], run.actor.id);
  return closed;
}

/** Opens the terms of the row with the clocks of the measure, on the office's calendar. A clock that the measure does not have opens nothing. */
async function openTerms(writing: Writing, item: Item): Promise<OpenedTerm[]> {
  const opened: OpenedTerm[] = [];
  for (const kind of writing.decision.opens) {
    const term = termFor(writing, item, kind);
    if (term === null) continue;
    await openItemTerm(writing.run.client, term);
    opened.push({ kind, title: writing.binding.procedure.terms[kind]!.title, dueOn: term.dueOn });
  }
  return opened;
}

function termFor({ binding, request, question }: Writing, item: Item, kind: string): ItemTerm | null {
  const { facts, calendar, now } = question.moment;
  const rule = binding.procedure.terms[kind];
  if (rule === undefined) throw new Error(`${item.procedure} has no term ${kind}`);
  // The facts of the term are looked for in the data as the act leaves them.
  const from = binding.termFacts(kind, { ...question, item, data: item.data });
  if (from === null) return null;
  const term = openTerm(facts.parameters, rule.clock, { ...from, grantedOn: facts.grantedOn, appliedOn: facts.applicationDate });
  if (term === null) return null;
  const dueAt = dueInstantOf(term, calendar);
  return {
    id: newId(),
    caseId: item.caseId,
    itemId: item.id,
    procedure: item.procedure,
    kind,
    clock: rule.clock,
    startsOn: toIsoDate(term.start),
    startedAt: term.startedAt === null ? null : instantOf(term.startedAt),
    amount: term.amount,
    unit: term.unit,
    suspended: term.suspended,
    dueOn: toIsoDate(dueOf(term, calendar)),
    dueAt: dueAt === null ? null : instantOf(dueAt),
    citation: idOf(term.citation),
    startCitation: idOf(term.startCitation),
    openedAt: now,
    openedBy: request.actId,
  };
}

function idOf(key: CitationKey | null): string | null {
  return key === null ? null : citationId(key);
}
