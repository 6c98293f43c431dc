// Dates, hours and numbers as Italians write them, in the offices' time zone.

const ZONE = "Europe/Rome";
const numbers = new Intl.NumberFormat("it-IT", { useGrouping: "always" as never });
const shares = new Intl.NumberFormat("it-IT", { style: "percent", maximumFractionDigits: 1 });
const dayLong = new Intl.DateTimeFormat("it-IT", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const dayShort = new Intl.DateTimeFormat("it-IT", {
  timeZone: "UTC",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});
const dayTiny = new Intl.DateTimeFormat("it-IT", { timeZone: "UTC", day: "numeric", month: "short" });
const dayTinyOfYear = new Intl.DateTimeFormat("it-IT", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const moment = new Intl.DateTimeFormat("it-IT", {
  timeZone: ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const momentLong = new Intl.DateTimeFormat("it-IT", {
  timeZone: ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const hour = new Intl.DateTimeFormat("it-IT", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

export const number = (value: number): string => numbers.format(value);
export const share = (part: number, whole: number): string =>
  whole === 0 ? "–" : shares.format(part / whole);
/** "1.234,50 €"; more decimals where a single message costs less than a cent. */
export const money = (amount: number, currency: string, decimals = 2): string =>
  amount.toLocaleString("it-IT", { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: decimals, useGrouping: "always" as never });
/** "lunedì 14 ottobre 2019" */
export const longDay = (day: string): string => dayLong.format(noon(day));
/** "14/10/2019" */
export const shortDay = (day: string): string => dayShort.format(noon(day));
/** "14 ott"; "14 ott 2020" where `today` is of another year. */
export const tinyDay = (day: string, today = day): string =>
  (day.slice(0, 4) === today.slice(0, 4) ? dayTiny : dayTinyOfYear).format(noon(day));
/** "14/10/2019, 09:30" */
export const instant = (at: string): string => moment.format(new Date(at));
/** "lunedì 14 ottobre 2019 alle ore 09:30" */
export const longInstant = (at: string): string => momentLong.format(new Date(at));
export const clock = (at: string): string => hour.format(new Date(at));
/** "09:30" for 570. */
export const minutes = (value: number): string =>
  `${String(Math.floor(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}`;

const UNITS = ["byte", "kB", "MB", "GB"] as const;
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toLocaleString("it-IT", { maximumFractionDigits: 1 })} ${UNITS[unit]}`;
}

/** "DE LUCA" → "De Luca", "D'ADDIO" → "D'Addio". What is not all in capitals stays as its writer wrote it. */
export const properName = (text: string): string =>
  /\p{Ll}/u.test(text)
    ? text
    : text
        .toLowerCase()
        .replaceAll(
          /(^|[\s'’(/-])(\p{L})/gu,
          (_, before: string, letter: string) => before + letter.toUpperCase(),
        );

/** Surname first, as in the offices' registers. */
export const fullName = (person: { readonly surname: string; readonly name: string }): string =>
  `${properName(person.surname)} ${properName(person.name)}`;

const PARTICLES =
  /(?<=\s)(?:A|Ad|Al|Alla|Ai|Agli|Alle|Con|Da|Dal|Dalla|Dei|Degli|Del|Dell|Dello|Della|Delle|Di|E|Ed|In|Nel|Per|Su|Sul|Sulla)(?=[\s'’])/g;
const ROMAN = /(?<=\s)[IVXL][ivxl]+(?=\s|$)/g;

/** "VIALE DEI PINI 36, 80135 NAPOLI" → "Viale dei Pini 36, 80135 Napoli". */
export function properAddress(text: string): string {
  const proper = properName(text);
  if (proper === text) return text;
  return proper
    .replaceAll(PARTICLES, (word) => word.toLowerCase())
    .replaceAll(ROMAN, (word) => word.toUpperCase());
}

/** "2 minuti e 12 secondi"; below a minute with one decimal. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toLocaleString("it-IT", { maximumFractionDigits: 1 })} secondi`;
  const whole = Math.round(seconds);
  const [minutesLong, rest] = [Math.floor(whole / 60), whole % 60];
  const first = minutesLong === 1 ? "1 minuto" : `${number(minutesLong)} minuti`;
  return rest === 0 ? first : `${first} e ${rest === 1 ? "1 secondo" : `${rest} secondi`}`;
}

/** "+39 333 123 4567": groups that can be read aloud; other countries stay as they are. */
export function phone(value: string): string {
  const italian = /^\+39(\d{3})(\d{3})(\d+)$/.exec(value);
  return italian === null ? value : `+39 ${italian[1]} ${italian[2]} ${italian[3]}`;
}
