// Rows of the outbox as cells of a file.

import type { CostRow, FailureGroup, OutboxRow } from "../contract/outbox.ts";
import { clockText, romeTime } from "../domain/calendar/rome-time.ts";
import { CHANNEL_TEXTS, KIND_TEXTS, STATE_TEXTS } from "../domain/messages/texts.ts";
import { failureText, OUTBOX_FILES } from "../domain/outbox/texts.ts";
import type { Cell } from "../exchange/ods/sheet.ts";
import { TOTAL } from "../store/read/outbox-figures.ts";
import { TEXTS } from "./texts.ts";

const word = (words: Readonly<Record<string, string>>, key: string): string => (Object.hasOwn(words, key) ? words[key]! : key);

function moment(at: string | null): string {
  if (at === null) return "";
  const { date, minutes } = romeTime(at);
  return `${day(date)} ${clockText(minutes)}`;
}

const day = (date: string): string => date.split("-").toReversed().join("/");

const KINDS: Readonly<Record<string, string>> = { ...KIND_TEXTS, "signing-code": TEXTS.signingCode };
const STATES: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(STATE_TEXTS).map(([state, { name }]) => [state, name]));

export function messageCells(row: OutboxRow): Cell[] {
  return [
    moment(row.dueAt), moment(row.acceptedAt), row.surname, row.name, word(KINDS, row.kind), word(CHANNEL_TEXTS, row.channel), row.gatewayId, row.recipient,
    word(STATES, row.state), row.failure === null ? "" : failureText(row.failure).name, row.parts, row.template, row.templateVersion,
  ];
}

export function failureCells(group: FailureGroup & { readonly office: string | null }): Cell[] {
  return [
    group.office ?? OUTBOX_FILES.noOffice, word(CHANNEL_TEXTS, group.channel), group.name, group.whatToDo, group.messages, group.people, group.untold, moment(group.since),
  ];
}

/** One line for each currency; one without cost where no price is known. */
export function costCells(row: CostRow, isDay: boolean): Cell[][] {
  const name = isDay ? day(row.label) : word(CHANNEL_TEXTS, row.label);
  const label = row.key === TOTAL ? OUTBOX_FILES.total : name === "" ? OUTBOX_FILES.noOffice : name;
  const counts: Cell[] = [label, row.messages, row.parts, row.doubtful, row.waiting, row.unpriced];
  if (row.costs.length === 0) return [[...counts, "", "", ""]];
  return row.costs.map(({ currency, amount, doubtful }) => [...counts, currency, Number(amount), Number(doubtful)]);
}
