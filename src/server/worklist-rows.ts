// The shown rows of the worklist as the page needs them: what is pending in words, with its day and its norm.

import { CITATIONS } from "../domain/law/citation.ts";
import { toDayNumber } from "../domain/calendar/days.ts";
import { AVAILABILITY_TERMS } from "../domain/availability/texts.ts";
import { PROCEDURES } from "../domain/procedures.ts";
import { SUMMONS_TERMS } from "../domain/summons/texts.ts";
import { pendingItems } from "../domain/worklist/item.ts";
import type { OpenTerm, PendingItem } from "../domain/worklist/item.ts";
import { maskOf, PENDING } from "../domain/worklist/pending.ts";
import { noteReason, waitReason } from "../domain/worklist/reason-texts.ts";
import { PENDING_TEXTS } from "../domain/worklist/texts.ts";
import type { WorklistEntry } from "../contract/worklist.ts";
import type { ListedCase } from "../store/read/worklist.ts";
import type { WorklistRow } from "../store/read/worklist-rows.ts";

const LAWS = new Map(Object.entries(CITATIONS).flatMap(([key, norm]) => [[key, norm.text] as const, [norm.id, norm.text] as const]));
const TITLES = new Map<string, string>([
  ["T1", AVAILABILITY_TERMS.did.title],
  ["T2", SUMMONS_TERMS.convene.title],
  ...PROCEDURES.flatMap(({ name, terms }) => Object.entries(terms).map(([kind, { title }]) => [`${name}/${kind}`, title] as const)),
]);
const TASK_BIT = maskOf(["task"]);
/** Tasks that stand as kinds of their own. */
const OWN_TASKS: ReadonlySet<string> = new Set(
  Object.values(PENDING).flatMap((rule) =>
    "from" in rule ? rule.from.flatMap(([procedure, ...kinds]) => (procedure === "sportello" ? kinds : [])) : [],
  ),
);

export interface RowContext {
  readonly today: string;
  readonly names: ReadonlyMap<string, string>;
}

export function entryOf(listed: ListedCase, row: WorklistRow, context: RowContext): WorklistEntry {
  const { names } = context;
  const { terms: _, tasks: __, meetsOn: ___, ...shown } = row;
  const called = (login: string): string => names.get(login) ?? login;
  return {
    ...shown,
    operator: row.operator === null ? null : { login: row.operator, name: called(row.operator) },
    wait: row.wait === null ? null : { ...row.wait, reason: waitReason(row.wait.reason), by: called(row.wait.by) },
    note: row.note === null ? null : { ...row.note, reason: noteReason(row.note.reason), by: called(row.note.by) },
    pending: pendingOf(listed, row, context),
  };
}

function pendingOf({ pending }: ListedCase, row: WorklistRow, context: RowContext): WorklistEntry["pending"] {
  const mask = BigInt(pending);
  const items = pendingItems(mask & ~TASK_BIT, openTerms(row), row.measure);
  const tasks = row.tasks
    .filter((task) => !OWN_TASKS.has(task.kind))
    .map((task) => ({ kind: "task", title: PENDING_TEXTS.task, task: task.kind, detail: task.detail, dueOn: null, daysLeft: null, law: null }));
  return [...items.map((item) => told(item, row, context.today)), ...tasks];
}

function openTerms({ terms, meetsOn, wait, note }: WorklistRow): OpenTerm[] {
  return [
    ...terms.map(({ term, dueOn, citation }) => ({ term, dueOn, law: citation === null ? null : (LAWS.get(citation) ?? citation) })),
    ...(meetsOn === null ? [] : [{ term: "meeting", dueOn: meetsOn, law: null }]),
    ...(wait === null ? [] : [{ term: "wait", dueOn: wait.until, law: null }]),
    ...(note === null || note.dueOn === null ? [] : [{ term: "note", dueOn: note.dueOn, law: null }]),
  ];
}

function told({ kind, term, dueOn, law }: PendingItem, row: WorklistRow, today: string): WorklistEntry["pending"][number] {
  const own = kind === "note" ? row.note : kind === "waiting" ? row.wait : null;
  return {
    kind,
    title: kind === null ? (TITLES.get(term ?? "") ?? term ?? "") : PENDING_TEXTS[kind],
    task: null,
    detail: own === null ? null : "until" in own ? waitReason(own.reason) : [noteReason(own.reason), own.text].filter(Boolean).join(": "),
    dueOn,
    daysLeft: dueOn === null ? null : toDayNumber(dueOn) - toDayNumber(today),
    law,
  };
}
