// The words that depend on the values of one message: dates, places and names as a citizen reads them.

import { isIsoDate, toDayNumber, weekdayOf } from "../calendar/days.ts";
import { MONTHS, WEEKDAYS } from "../calendar/texts.ts";
import type { IsoDate } from "../notices/types.ts";
import type { MessageOffice, MessagePerson, SummonsMessageInput } from "./types.ts";
import { writtenName } from "../people/written-name.ts";

export type DateStyle = "full" | "day-and-month" | "short";

/** "lunedì 9 settembre 2019", "lunedì 9 settembre" or "lun 9/9". The first day of a month is "1°" in full. Throws RangeError on what is not a date. */
export function writeDate(date: IsoDate, style: DateStyle): string {
  if (!isIsoDate(date)) throw new RangeError(`not a date: ${date}`);
  const day = Number(date.slice(8));
  const month = Number(date.slice(5, 7));
  const weekday = WEEKDAYS[weekdayOf(toDayNumber(date)) - 1] ?? "";
  if (style === "short") return `${weekday.slice(0, 3)} ${day}/${month}`;
  const ordinal = style === "full" && day === 1 ? "1°" : String(day);
  const text = `${weekday} ${ordinal} ${MONTHS[month - 1] ?? ""}`;
  return style === "full" ? `${text} ${date.slice(0, 4)}` : text;
}

// oxlint-disable-next-line no-control-regex -- control characters are exactly what must not pass
const UNTIDY = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]{2,}|[\u0000-\u001f\u007f-\u00a0\u2028\u2029]|^ | $/;
// oxlint-disable-next-line no-control-regex -- as above
const BLANKS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]+/g;

/** One line without control characters, double or outer spaces: no value can break a header, a line or a layout. */
export function tidy(value: string): string {
  return UNTIDY.test(value) ? value.replace(BLANKS, " ").trim() : value;
}

/**
 * "Maria R.": enough for those who share a telephone, no more than that.
 * `shortest` keeps the first given name only.
 */
export function personLabel(person: MessagePerson, shortest: boolean): string {
  const given = writtenName(tidy(person.firstName));
  const surname = writtenName(tidy(person.surname));
  const first = shortest ? (given.split(" ")[0] ?? given) : given;
  const initial = surname.slice(0, (surname.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return initial === "" ? first : `${first} ${initial}.`;
}

/** Street and municipality. */
export function fullPlace(office: MessageOffice): string {
  return `${tidy(office.address)}, ${tidy(office.municipality)}`;
}

/** The municipality is left out where the office's short name, in the same message, says it already. */
export function briefPlace(office: MessageOffice): string {
  const municipality = tidy(office.municipality);
  return tidy(office.shortName).endsWith(` ${municipality}`) ? tidy(office.address) : fullPlace(office);
}

/** Names of the values that a template may show. Nothing else can get into a message. */
export const MESSAGE_VALUES = [
  "office",
  "officeShort",
  "date",
  "dateMedium",
  "dateShort",
  "time",
  "place",
  "placeBrief",
  "phone",
  "code",
  "forPerson",
  "forPersonShort",
  "firstName",
  "surname",
  "email",
  "minutes",
  "previousDate",
  "previousDateShort",
  "previousTime",
  "previously",
  "because",
  "becauseShort",
  "answerAt",
  "answerAtLong",
] as const;

export type MessageValue = (typeof MESSAGE_VALUES)[number];
export type MessageValues = Readonly<Record<MessageValue, string>>;

const BECAUSE: Readonly<Record<NonNullable<SummonsMessageInput["because"]>, { readonly long: string; readonly short: string }>> = {
  "office-closed": { long: " per chiusura dell’ufficio", short: " per chiusura" },
  "case-moved": { long: " perché ora La segue un altro ufficio, che La chiamerà", short: ": ora La segue un altro ufficio" },
};

/** Writes out every value once. `named` puts the person's own first name and initial where a telephone is shared. */
export function messageValues(input: SummonsMessageInput, named: boolean): MessageValues {
  const { office, person, appointment } = input;
  const before = appointment.previous;
  return {
    office: tidy(office.name),
    officeShort: tidy(office.shortName),
    date: writeDate(appointment.localDate, "full"),
    dateMedium: writeDate(appointment.localDate, "day-and-month"),
    dateShort: writeDate(appointment.localDate, "short"),
    time: appointment.localTime,
    place: fullPlace(office),
    placeBrief: briefPlace(office),
    phone: tidy(office.phone),
    code: tidy(input.referenceCode),
    forPerson: named ? ` per ${personLabel(person, false)}` : "",
    forPersonShort: named ? ` per ${personLabel(person, true)}` : "",
    firstName: writtenName(tidy(person.firstName)),
    surname: writtenName(tidy(person.surname)),
    email: tidy(office.replyTo),
    minutes: String(appointment.durationMinutes),
    previousDate: before === undefined ? "" : writeDate(before.localDate, "full"),
    previousDateShort: before === undefined ? "" : writeDate(before.localDate, "short"),
    previousTime: before === undefined ? "" : before.localTime,
    // Whole, or nothing at all: a sentence without its date would say that something is annulled, and not what.
    previously: before === undefined ? "" : ` Annullato quello di ${writeDate(before.localDate, "short")}.`,
    because: input.because === undefined ? "" : BECAUSE[input.because].long,
    becauseShort: input.because === undefined ? "" : BECAUSE[input.because].short,
    // Nothing is written after a link: some telephones take a full stop into it.
    answerAt: input.link === undefined ? "" : ` Conferma o altra data: ${input.link}`,
    answerAtLong:
      input.link === undefined
        ? ""
        : `Per confermare, scegliere un’altra data o dire perché non può venire: ${input.link} (Le chiederemo la data di nascita e gli ultimi quattro caratteri del codice fiscale). `,
  };
}
