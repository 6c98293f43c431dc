// The words that depend on the values of one message: dates, places and names as a citizen reads them.

import { isIsoDate, toDayNumber, weekdayOf } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";
import type { MessageLocale, MessageOffice, MessagePerson, SummonsMessageInput } from "./types.ts";
import { writtenName } from "../people/written-name.ts";
import { LANGUAGES } from "./languages/all.ts";
import type { DayParts } from "./languages/language.ts";

export type DateStyle = "full" | "day-and-month" | "short";

const STYLES = { full: "full", "day-and-month": "medium", short: "short" } as const;

/** "lunedì 9 settembre 2019", "lunedì 9 settembre" or "lun 9/9", as the language writes them. Throws RangeError on what is not a date. */
export function writeDate(date: IsoDate, style: DateStyle, locale: MessageLocale = "it"): string {
  return LANGUAGES[locale].words.date[STYLES[style]](dayParts(date));
}

function dayParts(date: IsoDate): DayParts {
  if (!isIsoDate(date)) throw new RangeError(`not a date: ${date}`);
  return { day: Number(date.slice(8)), month: Number(date.slice(5, 7)) - 1, year: date.slice(0, 4), weekday: weekdayOf(toDayNumber(date)) - 1 };
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

/** Shows nothing, and gives what stands between two of them its direction: understood by every telephone that shows Arabic, where isolates are not. */
const LEFT_TO_RIGHT = "\u200e";

/** A piece in Latin letters or digits as it stands in a text of this language: a number in groups, left alone in Arabic, is read back to front. */
function placed(locale: MessageLocale, value: string): string {
  return LANGUAGES[locale].direction === "ltr" || value === "" ? value : `${LEFT_TO_RIGHT}${value}${LEFT_TO_RIGHT}`;
}

/**
 * Writes out every value once, in the language of the text. Names of offices, addresses and people stay as they are.
 * `named` puts the person's own first name and initial where a telephone is shared.
 */
export function messageValues(input: SummonsMessageInput, named: boolean, locale: MessageLocale = "it"): MessageValues {
  const { office, person, appointment, because, link } = input;
  const { words } = LANGUAGES[locale];
  const before = appointment.previous;
  // Taken apart once: composing in bulk writes it in three ways for each message.
  const day = dayParts(appointment.localDate);
  const piece = (value: string): string => placed(locale, value);
  const previousShort = before === undefined ? "" : writeDate(before.localDate, "short", locale);
  return {
    office: piece(tidy(office.name)),
    officeShort: piece(tidy(office.shortName)),
    date: words.date.full(day),
    dateMedium: words.date.medium(day),
    dateShort: words.date.short(day),
    time: appointment.localTime,
    place: piece(fullPlace(office)),
    placeBrief: piece(briefPlace(office)),
    phone: piece(tidy(office.phone)),
    code: piece(tidy(input.referenceCode)),
    forPerson: named ? words.forPerson(piece(personLabel(person, false))) : "",
    forPersonShort: named ? words.forPerson(piece(personLabel(person, true))) : "",
    firstName: piece(writtenName(tidy(person.firstName))),
    surname: piece(writtenName(tidy(person.surname))),
    email: piece(tidy(office.replyTo)),
    minutes: String(appointment.durationMinutes),
    previousDate: before === undefined ? "" : writeDate(before.localDate, "full", locale),
    previousDateShort: previousShort,
    previousTime: before === undefined ? "" : before.localTime,
    // Whole, or nothing at all: a sentence without its date would say that something is annulled, and not what.
    previously: before === undefined ? "" : words.previously(previousShort),
    because: because === undefined ? "" : words.because[because].long,
    becauseShort: because === undefined ? "" : words.because[because].short,
    answerAt: link === undefined ? "" : words.answerAt(link),
    answerAtLong: link === undefined ? "" : words.answerAtLong(piece(link)),
  };
}
