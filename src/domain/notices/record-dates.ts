// The days and the moment of sending of one record: each readable, possible, and in order with the others.

import { hasReachedAge } from "../people/household.ts";
import { epochOf } from "../calendar/instants.ts";
import { romeDay } from "../calendar/rome-time.ts";
import { parseDay, parseInstant } from "./dates.ts";
import type { RecordReader } from "./field-text.ts";
import type { IsoDate, IsoInstant, NoticeField, Role } from "./types.ts";
import type { ValidationContext } from "./validation-context.ts";

/** Clocks of the two sides may differ by as much: a moment of sending later than this is a mistake that would block all updates. */
const CLOCK_TOLERANCE_MS = 24 * 3_600_000;
const OLDEST_AGE = 121;

export interface RecordDates {
  readonly birthDate: IsoDate;
  readonly applicationDate: IsoDate;
  readonly grantedOn: IsoDate;
  /** "" when absent. */
  readonly transformedOn: IsoDate;
  readonly stateChangedOn: IsoDate;
}

/** The five days of a record; each is "" when absent or rejected. */
export function readDates(record: RecordReader, today: IsoDate): RecordDates {
  return {
    birthDate: readDay(record, "dtt_nascita", record.obligatory("dtt_nascita"), today, true),
    applicationDate: readDay(record, "dtt_domanda", record.obligatory("dtt_domanda"), today),
    grantedOn: readDay(record, "dtt_rendicontazione", record.obligatory("dtt_rendicontazione"), today),
    transformedOn: readDay(record, "dtt_trasformazione", record.text("dtt_trasformazione"), today),
    stateChangedOn: readDay(record, "dtt_variazione_stato", record.text("dtt_variazione_stato"), today),
  };
}

function readDay(
  record: RecordReader,
  field: NoticeField,
  written: string,
  today: IsoDate,
  isBirth = false,
): IsoDate {
  if (written === "") return "";
  const day = parseDay(written, isBirth ? { twoDigitYearsUpTo: today } : {});
  if (!day.ok) {
    record.rejections.push({ field, code: day.refusal.code, message: day.refusal.message });
    return "";
  }
  if (day.value > today) {
    record.reject(field, "DATA_FUTURA", { date: italianDay(day.value), today: italianDay(today) });
    return "";
  }
  if (isBirth && hasReachedAge(day.value, OLDEST_AGE, today)) {
    record.reject(field, "NASCITA_IMPOSSIBILE", { date: italianDay(day.value) });
    return "";
  }
  if (!isBirth && day.value < "1996") {
    record.reject(field, "DATA_FUORI_INTERVALLO", { value: written });
    return "";
  }
  return day.value;
}

/** What the days say of each other. */
export function compareDates(record: RecordReader, dates: RecordDates, role: Role | null): void {
  const { birthDate, applicationDate, grantedOn } = dates;
  if (applicationDate === "") return;
  if (grantedOn !== "" && grantedOn < applicationDate) {
    const values = { granted: italianDay(grantedOn), application: italianDay(applicationDate) };
    record.reject("dtt_rendicontazione", "RICONOSCIMENTO_PRIMA_DELLA_DOMANDA", values);
  }
  if (birthDate === "" || role !== "R") return;
  if (birthDate > applicationDate) {
    record.reject("dtt_nascita", "DOMANDA_PRIMA_DELLA_NASCITA", { application: italianDay(applicationDate) });
  } else if (!hasReachedAge(birthDate, 18, applicationDate)) {
    record.warn("dtt_nascita", "RICHIEDENTE_MINORENNE");
  }
}

/** Moment of sending, of the record or else of the file; one well after reception would block every later update. */
export function readSentAt(record: RecordReader, context: ValidationContext): IsoInstant {
  const written = record.text("data_invio");
  if (written === "") {
    if (context.defaultSentAt === undefined) record.reject("data_invio", "DATA_INVIO_MANCANTE");
    return context.defaultSentAt ?? "";
  }
  const instant = parseInstant(written);
  if (!instant.ok) {
    record.rejections.push({
      field: "data_invio",
      code: instant.refusal.code,
      message: instant.refusal.message,
    });
    return "";
  }
  // Earlier than reception is the rule; only a later one needs arithmetic.
  if (
    instant.value > context.receivedAt &&
    epochOf(instant.value) > epochOf(context.receivedAt) + CLOCK_TOLERANCE_MS
  ) {
    record.reject("data_invio", "DATA_INVIO_FUTURA", { date: italianDay(romeDay(instant.value)) });
  }
  return instant.value;
}

/** "2019-09-02" → "02/09/2019". */
export function italianDay(day: IsoDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
