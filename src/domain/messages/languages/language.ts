// A language in which people are written to: how it writes dates and the words around values, and its texts.

import type { EmailBlock, EmailTemplate, MessageTemplate, SmsTemplate } from "../templates.ts";
import type { MessageKind, MessageLocale, SummonsMessageInput } from "../types.ts";

export type Because = NonNullable<SummonsMessageInput["because"]>;

/** A day taken apart: `weekday` from 0 (Monday), `month` from 0 (January). */
export interface DayParts {
  readonly day: number;
  readonly month: number;
  readonly year: string;
  readonly weekday: number;
}

export interface DateWriting {
  /** "lunedì 9 settembre 2019". */
  readonly full: (day: DayParts) => string;
  /** "lunedì 9 settembre". */
  readonly medium: (day: DayParts) => string;
  /** "lun 9/9". */
  readonly short: (day: DayParts) => string;
}

/** The words that stand around a value, or in its place. Each begins with its own blank. */
export interface ValueWords {
  readonly date: DateWriting;
  readonly forPerson: (label: string) => string;
  readonly previously: (date: string) => string;
  readonly because: Readonly<Record<Because, { readonly long: string; readonly short: string }>>;
  /** Nothing is written after a link: some telephones take a full stop into it. */
  readonly answerAt: (link: string) => string;
  readonly answerAtLong: (link: string) => string;
  /** What the person's own calendar shows: others may look at it, so no person is named. */
  readonly calendar: {
    readonly summary: (office: string) => string;
    readonly description: (phone: string, code: string) => string;
    readonly meeting: (phone: string) => string;
  };
}

/** Kinds that are also written by e-mail; the others answer a word that came by SMS. */
export type MailKind = Exclude<MessageKind, "reply-unclear" | "reply-shared" | "reply-stop">;

/** The texts of a language other than Italian, in the same pieces as the Italian ones. */
export interface LanguageTexts {
  readonly sms: Readonly<Record<MessageKind, readonly string[]>>;
  readonly email: Readonly<Record<MailKind, { readonly subject: string; readonly heading: string; readonly said: string }>>;
  readonly greeting: string;
  readonly facts: {
    readonly day: string;
    readonly hour: string;
    readonly hourAndMinutes: string;
    readonly office: string;
    readonly address: string;
    readonly code: string;
  };
  readonly bring: { readonly title: string; readonly items: readonly string[] };
  readonly anotherDate: string;
  readonly meetingAnotherDate: string;
  readonly calendar: string;
  readonly information: string;
  readonly ifChanged: string;
  /** That the Italian text stands below, and is the one that counts. */
  readonly italianBelow: string;
  readonly signature: string;
}

export interface MessageLanguage {
  readonly locale: MessageLocale;
  readonly direction: "ltr" | "rtl";
  readonly words: ValueWords;
  readonly templates: readonly MessageTemplate[];
}

/**
 * The rungs of an SMS from its longest wording and its shortest one: first the municipality goes, then the year, then the written-out
 * date, then the words that are not needed, then the other given names.
 */
export function ladder(long: string, short: string): readonly string[] {
  const brief = long.replace("{place}", "{placeBrief}");
  const shortest = short.replace("{forPerson}", "{forPersonShort}").replace("{because}", "{becauseShort}");
  return [...new Set([long, brief, brief.replace("{date}", "{dateMedium}"), brief.replace("{date}", "{dateShort}"), short, shortest])];
}

const paragraph = (text: string): EmailBlock => ({ block: "paragraph", text });

/** The templates of a language, laid out as the Italian ones. */
export function templatesOf(locale: MessageLocale, texts: LanguageTexts): readonly MessageTemplate[] {
  const sms = (Object.keys(texts.sms) as MessageKind[]).map((kind): SmsTemplate => ({ id: `${kind}-sms-${locale}`, version: 1, locale, kind, channel: "sms", rungs: texts.sms[kind] }));
  const email = (Object.keys(texts.email) as MailKind[]).map((kind): EmailTemplate => {
    const { subject, heading, said } = texts.email[kind];
    const blocks: readonly EmailBlock[] = [
      paragraph(texts.italianBelow),
      { block: "heading", text: heading },
      paragraph(texts.greeting),
      paragraph(said),
      ...restOf(kind, texts),
      paragraph(texts.signature),
    ];
    return { id: `${kind}-email-${locale}`, version: 1, locale, kind, channel: "email", subject, blocks };
  });
  return [...sms, ...email];
}

function restOf(kind: MailKind, texts: LanguageTexts): readonly EmailBlock[] {
  const { facts, bring } = texts;
  const place: readonly (readonly [string, string])[] = [
    [facts.day, "{date}"],
    [facts.hour, facts.hourAndMinutes],
    [facts.office, "{office}"],
    [facts.address, "{place}"],
  ];
  const summons: EmailBlock = { block: "facts", rows: [...place, [facts.code, "{code}"]] };
  const meeting: EmailBlock = { block: "facts", rows: place };
  const toBring: EmailBlock = { block: "list", title: bring.title, items: bring.items };
  switch (kind) {
    case "summons":
    case "moved":
      return [summons, toBring, paragraph(texts.anotherDate), paragraph(texts.calendar)];
    case "reminder":
      return [summons, toBring, paragraph(texts.anotherDate)];
    case "cancelled":
      return [paragraph(texts.information)];
    case "meeting-moved":
      return [meeting, paragraph(texts.meetingAnotherDate), paragraph(texts.calendar)];
    case "meeting-cancelled":
      return [paragraph(texts.meetingAnotherDate)];
    case "reply-confirmed":
      return [summons, toBring, paragraph(texts.ifChanged)];
    case "reply-taken":
      return [summons, paragraph(texts.information)];
  }
}
