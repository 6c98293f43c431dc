// The rows of the worklist as cells of a file: the person, the shown columns, what is pending.

import type { WorklistEntry } from "../contract/worklist.ts";
import { romeTime, clockText } from "../domain/calendar/rome-time.ts";
import type { ColumnName } from "../domain/worklist/columns.ts";
import { COLUMN_TEXTS } from "../domain/worklist/texts.ts";
import { TEXTS } from "./texts.ts";

const day = (date: string | null): string => (date === null ? "" : date.split("-").toReversed().join("/"));

function moment(at: string | null): string {
  if (at === null) return "";
  const { date, minutes } = romeTime(at);
  return `${day(date)} ${clockText(minutes)}`;
}

const CELLS: Readonly<Record<ColumnName, (row: WorklistEntry) => string>> = {
  due: ({ pending }) => day(pending[0]?.dueOn ?? null),
  operator: ({ operator }) => operator?.name ?? "",
  taxCode: ({ taxCode }) => taxCode,
  reach: ({ reach }) => TEXTS.reach[reach],
  appointment: ({ appointmentAt }) => moment(appointmentAt),
  phone: ({ phone }) => phone ?? "",
  benefit: ({ measure, grantedOn }) => `${measure} ${day(grantedOn)}`,
  protocol: ({ protocol }) => protocol,
  municipality: ({ municipality }) => municipality ?? "",
  justify: ({ justifyDue }) => day(justifyDue),
  exemptUntil: ({ exemptUntil }) => day(exemptUntil),
  activityUntil: ({ activityUntil }) => day(activityUntil),
  assignedOn: ({ assignedOn }) => day(assignedOn),
  wait: ({ wait }) => (wait === null ? "" : `${day(wait.until)} ${wait.reason}`),
  note: ({ note }) => (note === null ? "" : [note.reason, note.text].filter(Boolean).join(": ")),
  birthDate: ({ birthDate }) => day(birthDate),
  citizenship: ({ citizenship }) => citizenship,
};

export function csvRows(entries: readonly WorklistEntry[], columns: readonly ColumnName[]): string[][] {
  const head = [...TEXTS.worklistHead, ...columns.map((name) => COLUMN_TEXTS[name]), TEXTS.worklistPending];
  return [
    head,
    ...entries.map((row) => [row.surname, row.name, ...columns.map((name) => CELLS[name](row)), row.pending.map(pendingText).join(" · ")]),
  ];
}

function pendingText({ title, detail, dueOn }: WorklistEntry["pending"][number]): string {
  return [title, detail, dueOn === null ? null : TEXTS.dueBy(day(dueOn))].filter((part) => part !== null && part !== "").join(", ");
}
