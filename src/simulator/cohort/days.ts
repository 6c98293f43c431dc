// Days as whole numbers (days since 1970-01-01) and back, without allocating date objects: births and grants are drawn in hundreds of thousands.

import type { IsoDate, IsoInstant } from "../../domain/notices/types.ts";

/** "2019-09-02" → 18141. */
export function dayNumber(day: IsoDate): number {
  return Math.floor(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000,
  );
}

/** 18141 → "2019-09-02" (proleptic Gregorian; civil-from-days with years that start in March). */
export function isoDate(day: number): IsoDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

/** Instant of a day at so many seconds after midnight UTC, as the domain writes instants. */
export function instant(day: number, seconds: number): IsoInstant {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${isoDate(day)}T${two(hours)}:${two(minutes)}:${two(seconds % 60)}.000Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
