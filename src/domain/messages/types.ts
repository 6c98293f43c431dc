// What a message is made of: plain values, ready before any text is composed.

import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";

/** `cancelled` tells a person who was already told that the appointment no longer stands. A meeting is agreed face to face: only its changes are written. */
export type MessageKind =
  | "summons"
  | "reminder"
  | "moved"
  | "cancelled"
  | "meeting-moved"
  | "meeting-cancelled"
  | "reply-confirmed"
  | "reply-taken"
  | "reply-unclear"
  | "reply-shared"
  | "reply-stop";
export type MessageChannel = "sms" | "email" | "pec" | "letter";
/** A new one is a file of texts beside the others, not code. */
export type MessageLocale = "it" | "en" | "fr" | "es" | "ro" | "uk" | "ar";

export interface MessageOffice {
  /** As written to the citizen in full: "Centro per l'impiego di Avellino". */
  readonly name: string;
  /** As written in an SMS: "CPI Avellino". */
  readonly shortName: string;
  readonly address: string;
  readonly municipality: string;
  /** The office's own number or, where it has none, the Region's contact number. Never empty. */
  readonly phone: string;
  readonly email: string;
  readonly replyTo: string;
}

export interface MessagePerson {
  readonly firstName: string;
  readonly surname: string;
  readonly language: MessageLocale;
}

export interface MessageAppointment {
  /** Stable through every move: it is the identity of the event in the citizen's calendar. */
  readonly id: string;
  readonly startsAt: IsoInstant;
  readonly localDate: IsoDate;
  /** "HH:MM" on the office's wall. */
  readonly localTime: string;
  readonly durationMinutes: number;
  /** 0 when first given, one more at each move and at the cancellation. */
  readonly sequence: number;
  /** Where the appointment stood before a move. */
  readonly previous?: { readonly localDate: IsoDate; readonly localTime: string };
}

/** Everything that may be said to a person about one appointment. There is no room here for a measure's name. */
export interface SummonsMessageInput {
  readonly office: MessageOffice;
  readonly person: MessagePerson;
  readonly appointment: MessageAppointment;
  /** Short code that the person reads out on the phone. */
  readonly referenceCode: string;
  readonly measure: Pick<MeasureParameters, "quietHours" | "reminderHoursBefore" | "reminderNotUnderHours">;
  /** Why the office has moved or cancelled the appointment, where it is not for anything of the person's own: those reasons are never written. */
  readonly because?: "office-closed" | "case-moved";
  /** Where the person may answer, on the office's own domain; absent where the node has no public address. */
  readonly link?: string;
}

/** Which template made a text: kept with the message for ever. */
export interface TemplateStamp {
  readonly template: string;
  readonly version: number;
}

/** REQUEST puts or moves the event, CANCEL takes it away; PUBLISH is a file to keep, which invites nobody (RFC 5546). */
export type IcsMethod = "REQUEST" | "CANCEL" | "PUBLISH";

export interface ComposedEmail extends TemplateStamp {
  readonly subject: string;
  /** CRLF line ends, as are those of `html` and of the invitation. */
  readonly text: string;
  /** Pure ASCII (everything else as character references). */
  readonly html: string;
  readonly invitation: { readonly method: IcsMethod; readonly ics: string } | null;
  /** Who it is from, to and where answers go, as display names and addresses. */
  readonly to: MailAddress;
  readonly replyTo: MailAddress;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}
