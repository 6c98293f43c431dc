// Use case: the exceptions of one week are entered again in other weeks. Shown first, one by one, with what is in the way.

import type { PoolClient } from "pg";
import { addDays, toDayNumber, weekdayOf } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { agendaParameters } from "../../domain/measures/catalogue.ts";
import { exceptionsOn } from "../../domain/offices/exceptions.ts";
import { judgeException } from "../../domain/offices/judge-exception.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { exceptionsOf, insertException, lockAgenda, officeSubject } from "../../store/agenda.ts";
import type { ExceptionRow } from "../../store/agenda.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { dayExceptions, scheduleWith } from "../agenda-seats.ts";
import type { Actor, Services } from "../context.ts";
import { APPOINTMENT_TEXTS } from "../desk-texts.ts";
import type { Reference } from "../reference.ts";
import { displacedBy } from "./displaced.ts";
import type { Displacing } from "./displaced.ts";
import type { ExceptionDraft } from "./change.ts";
import { AGENDA_TEXTS } from "./texts.ts";

export interface CopyRequest {
  readonly reference: Reference;
  readonly scenario: string;
  /** Any day of the week that is copied. */
  readonly week: string;
  /** Any day of each week that it is copied onto. */
  readonly onto: readonly string[];
  readonly actor: Actor;
}

export interface CopyRow {
  readonly draft: ExceptionDraft;
  readonly seats: number;
  /** Why this one is not copied; null: it is. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** Monday of the week of a day. */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(toDayNumber(date)));

/** Refusals: CAMBIO_SENZA_SEDE, COPIA_STESSA_SETTIMANA, COPIA_VUOTA. */
export async function previewCopy(services: Services, request: CopyRequest): Promise<Outcome<readonly CopyRow[]>> {
  const { office } = request.actor;
  if (office === undefined) return refuse("CAMBIO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  return inOffice(services.pools.app, office, (client) => judgeCopy(client, request, office));
}

/** Enters those that can be, all together in one act; the others are told with their reason. Refusals besides: COPIA_NIENTE. */
export async function copyWeek(services: Services, request: CopyRequest): Promise<Outcome<readonly CopyRow[]>> {
  const { actor } = request;
  const { office } = actor;
  if (office === undefined) return refuse("CAMBIO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  return inOffice(services.pools.app, office, async (client) => {
    await lockAgenda(client, office);
    const judged = await judgeCopy(client, request, office);
    if (!judged.ok) return judged;
    const entered = judged.value.filter((row) => row.refusal === null);
    if (entered.length === 0) return refuse("COPIA_NIENTE", AGENDA_TEXTS.copyNothing);
    const now = await businessNow(client);
    for (const { draft } of entered) await insertException(client, { ...draft, officeId: office }, { at: now, by: actor.id });
    await appendActs(client, actor, [
      {
        subjectId: await officeSubject(client, office), subjectKind: "office", kind: "agenda-week-copied", happenedAt: now,
        payload: { office, week: mondayOf(request.week), onto: request.onto.map(mondayOf), entered: entered.map(({ draft }) => draft), left: judged.value.length - entered.length },
      },
    ]);
    return judged;
  });
}

async function judgeCopy(client: PoolClient, request: CopyRequest, office: string): Promise<Outcome<readonly CopyRow[]>> {
  const { reference, scenario } = request;
  const now = await businessNow(client);
  const at: Displacing = { client, reference, scenario, officeId: office, now };
  const source = mondayOf(request.week);
  const targets = [...new Set(request.onto.map(mondayOf))].sort();
  if (targets.length === 0 || targets.includes(source)) return refuse("COPIA_STESSA_SETTIMANA", AGENDA_TEXTS.copySame);
  const first = [source, ...targets].sort()[0]!;
  let inForce: readonly ExceptionRow[] = await exceptionsOf(client, office, first, "9999-12-31");
  const pattern = patternOf(reference, scenario, inForce, source);
  if (pattern.length === 0) return refuse("COPIA_VUOTA", AGENDA_TEXTS.copyEmpty);
  const rows: CopyRow[] = [];
  for (const monday of targets) {
    for (const { row, offset } of pattern) {
      const judged = await judgeOne(at, inForce, onDay(row, addDays(monday, offset)));
      rows.push(judged);
      if (judged.refusal === null) inForce = [...inForce, rowOf(judged.draft)];
    }
  }
  return accept(rows);
}

/** The exceptions of each day of the week; one that lasts several days counts once a day. */
function patternOf(reference: Reference, scenario: string, rows: readonly ExceptionRow[], monday: string): { row: ExceptionRow; offset: number }[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const all = dayExceptions(reference, scenario, rows);
  return Array.from({ length: 7 }, (_, offset) => exceptionsOn(all, addDays(monday, offset)).map(({ id }) => ({ row: byId.get(id)!, offset }))).flat();
}

function onDay(row: ExceptionRow, date: string): ExceptionDraft {
  const { kind, fromMinute, toMinute, deskId, reason } = row;
  return { id: newId(), kind, from: date, to: date, weekdays: [weekdayOf(toDayNumber(date))], fromMinute, toMinute, deskId, reason };
}

function rowOf(draft: ExceptionDraft): ExceptionRow {
  return { ...draft, weekdays: [...draft.weekdays], enteredAt: "", enteredBy: "", withdrawnAt: null, withdrawnBy: null, withdrawnReason: null };
}

async function judgeOne(at: Displacing, inForce: readonly ExceptionRow[], draft: ExceptionDraft): Promise<CopyRow> {
  const { reference, scenario, officeId } = at;
  const schedule = scheduleWith(reference, scenario, officeId, inForce);
  const [exception] = dayExceptions(reference, scenario, [rowOf(draft)]);
  if (schedule === undefined || exception === undefined) return { draft, seats: 0, refusal: { code: "SEDE_SENZA_ORARI", message: AGENDA_TEXTS.officeUnknown } };
  const today = romeDay(at.now);
  const judged = judgeException(exception, { schedule, holidays: reference.holidays, today, slotMinutes: agendaParameters(today).appointmentMinutes.value });
  if (!judged.ok) return { draft, seats: 0, refusal: judged.refusal };
  const after = scheduleWith(reference, scenario, officeId, [...inForce, rowOf(draft)]);
  const hit = draft.kind === "closure" ? (await displacedBy(at, after, draft)).length : 0;
  const seats = judged.value.reduce((sum, one) => sum + one.seats, 0);
  return { draft, seats, refusal: hit === 0 ? null : { code: "COPIA_PERSONE", message: AGENDA_TEXTS.copyHits(hit) } };
}
