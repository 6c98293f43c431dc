// Whether an exception to the hours may be entered: what it adds or takes away day by day, or in Italian why it is impossible.

import { addDays, isIsoDate, toDayNumber, weekdayOf } from "../calendar/days.ts";
import type { Weekday } from "../calendar/days.ts";
import type { HolidayCalendar } from "../calendar/holidays.ts";
import type { IsoDate } from "../notices/types.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import type { DayException } from "./exceptions.ts";
import { hoursOf } from "./exceptions.ts";
import { closedBecause, desksOfDay, seatsOfDay } from "./opening.ts";
import type { OfficeSchedule } from "./opening.ts";
import { EXCEPTION_TEXTS } from "./texts.ts";

/** No exception reaches further: what lasts longer is a new timetable, which comes with the tables of reference. */
export const LONGEST_DAYS = 366;
/** Nor begins later than this after today. */
export const FARTHEST_DAYS = 730;
const SHORTEST_REASON = 5;

export interface ExceptionQuestion {
  /** With the exceptions in force already. */
  readonly schedule: OfficeSchedule;
  readonly holidays: HolidayCalendar;
  readonly today: IsoDate;
  /** Length of a seat. */
  readonly slotMinutes: number;
}

export interface ExceptionEffect {
  readonly date: IsoDate;
  /** Seats that the day gains, or loses when below zero. */
  readonly seats: number;
}

/** The schedule with one more exception. */
export function withException(schedule: OfficeSchedule, exception: DayException): OfficeSchedule {
  return { ...schedule, exceptions: [...(schedule.exceptions ?? []), exception] };
}

/** The schedule without one of its exceptions. */
export function withoutException(schedule: OfficeSchedule, id: string): OfficeSchedule {
  return { ...schedule, exceptions: (schedule.exceptions ?? []).filter((one) => one.id !== id) };
}

/** The days on which an exception falls. */
export function daysOf(exception: Pick<DayException, "from" | "to" | "weekdays">): IsoDate[] {
  const days: IsoDate[] = [];
  for (let date = exception.from; date <= exception.to; date = addDays(date, 1))
    if (exception.weekdays.includes(weekdayOf(toDayNumber(date)))) days.push(date);
  return days;
}

/**
 * The days that change and by how many seats. Refusals: ECCEZIONE_MOTIVO, ECCEZIONE_DATA, ECCEZIONE_GIORNI_ROVESCIATI, ECCEZIONE_TROPPO_LUNGA,
 * ECCEZIONE_TROPPO_LONTANA, ECCEZIONE_PASSATA, ECCEZIONE_ORE_ROVESCIATE, ECCEZIONE_ORE_MANCANTI, ECCEZIONE_SENZA_GIORNI, ECCEZIONE_SPORTELLO_ASSENTE,
 * ECCEZIONE_GIA_INSERITA, ECCEZIONE_SOPRA_CHIUSURA, ECCEZIONE_GIA_APERTA, ECCEZIONE_GIA_CHIUSA.
 */
export function judgeException(draft: DayException, question: ExceptionQuestion): Outcome<readonly ExceptionEffect[]> {
  const form = judgeForm(draft, question);
  if (form !== null) return form;
  const { schedule, holidays, slotMinutes } = question;
  const days = daysOf(draft);
  if (days.length === 0) return refuse("ECCEZIONE_SENZA_GIORNI", EXCEPTION_TEXTS.noDays);
  const { desk } = draft;
  if (desk !== undefined && days.every((date) => desk > desksOfDay(schedule, date)))
    return refuse("ECCEZIONE_SPORTELLO_ASSENTE", EXCEPTION_TEXTS.noDesk(desk));
  if ((schedule.exceptions ?? []).some((one) => isSame(one, draft)))
    return refuse("ECCEZIONE_GIA_INSERITA", EXCEPTION_TEXTS.entered);
  const after = withException(schedule, draft);
  const effects = days.flatMap((date) => {
    const seats =
      seatsOfDay(after, holidays, date, slotMinutes).length - seatsOfDay(schedule, holidays, date, slotMinutes).length;
    return seats === 0 ? [] : [{ date, seats }];
  });
  return effects.length === 0 ? withoutEffect(draft, question, days) : accept(effects);
}

function judgeForm(draft: DayException, { today }: ExceptionQuestion): { ok: false; refusal: { code: string; message: string } } | null {
  const no = (code: string, message: string) => ({ ok: false as const, refusal: { code, message } });
  if (draft.reason.trim().length < SHORTEST_REASON) return no("ECCEZIONE_MOTIVO", EXCEPTION_TEXTS.noReason);
  if (!isIsoDate(draft.from) || !isIsoDate(draft.to)) return no("ECCEZIONE_DATA", EXCEPTION_TEXTS.noDate);
  if (draft.to < draft.from) return no("ECCEZIONE_GIORNI_ROVESCIATI", EXCEPTION_TEXTS.daysReversed);
  if (draft.from < today) return no("ECCEZIONE_PASSATA", EXCEPTION_TEXTS.past);
  if (toDayNumber(draft.to) - toDayNumber(draft.from) >= LONGEST_DAYS) return no("ECCEZIONE_TROPPO_LUNGA", EXCEPTION_TEXTS.tooLong);
  if (toDayNumber(draft.from) - toDayNumber(today) > FARTHEST_DAYS) return no("ECCEZIONE_TROPPO_LONTANA", EXCEPTION_TEXTS.tooFar);
  const timed = draft.fromTime !== undefined && draft.toTime !== undefined;
  if (!timed && (draft.kind === "opening" || draft.fromTime !== undefined || draft.toTime !== undefined))
    return no("ECCEZIONE_ORE_MANCANTI", EXCEPTION_TEXTS.noHours);
  const { start, end } = hoursOf(draft);
  if (!(start >= 0 && start < end && end <= 1440)) return no("ECCEZIONE_ORE_ROVESCIATE", EXCEPTION_TEXTS.hoursReversed);
  return null;
}

/** The same days, hours and desk, whatever the reason: entered twice. */
function isSame(one: DayException, draft: DayException): boolean {
  const key = (e: DayException): string =>
    JSON.stringify([e.kind, e.from, e.to, [...new Set<Weekday>(e.weekdays)].toSorted((a, b) => a - b), e.fromTime ?? null, e.toTime ?? null, e.desk ?? null]);
  return key(one) === key(draft);
}

function withoutEffect(draft: DayException, { schedule, holidays }: ExceptionQuestion, days: readonly IsoDate[]): Outcome<never> {
  const [first] = days;
  const because = first === undefined ? null : closedBecause(withException(schedule, draft), holidays, first);
  if (draft.kind === "closure") return refuse("ECCEZIONE_GIA_CHIUSA", EXCEPTION_TEXTS.alreadyClosed);
  return because === null
    ? refuse("ECCEZIONE_GIA_APERTA", EXCEPTION_TEXTS.alreadyOpen)
    : refuse("ECCEZIONE_SOPRA_CHIUSURA", EXCEPTION_TEXTS.overClosure(because));
}
