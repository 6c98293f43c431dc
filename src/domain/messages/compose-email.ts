// Composes one e-mail: subject, the same words as text and as HTML, and the calendar invitation where there is a date to hold.

import { accept, refuse, type Outcome } from "../outcome.ts";
import type { IsoInstant } from "../notices/types.ts";
import { buildIcs } from "./ics.ts";
import { isSafeAddress } from "./mime.ts";
import { LANGUAGES } from "./languages/all.ts";
import { escapeHtml, fill, withItalianHtml, type CompiledEmail, type TemplateSet } from "./templates.ts";
import { OFFICE_REFUSALS } from "./texts.ts";
import type { ComposedEmail, IcsMethod, MessageKind, MessageLocale, MessageOffice, SummonsMessageInput } from "./types.ts";
import { messageValues, tidy, type MessageValues } from "./wording.ts";

export interface EmailRequest {
  readonly kind: MessageKind;
  readonly templates: TemplateSet;
  /** The person's address, already normalised. */
  readonly recipient: string;
  /** Business time of composing. */
  readonly composedAt: IsoInstant;
  /** Our domain: right-hand side of the event's UID. */
  readonly domain: string;
}

const METHOD_OF_KIND: Readonly<Record<MessageKind, IcsMethod | null>> = {
  summons: "REQUEST",
  // The event is in the calendar already: sending it again would only make the message longer.
  reminder: null,
  moved: "REQUEST",
  cancelled: "CANCEL",
  "meeting-moved": "REQUEST",
  "meeting-cancelled": "CANCEL",
  "reply-confirmed": null,
  "reply-taken": null,
  "reply-unclear": null,
  "reply-shared": null,
  "reply-stop": null,
};

function invitationFor(
  input: SummonsMessageInput,
  request: EmailRequest,
  values: MessageValues,
  locale: MessageLocale,
): ComposedEmail["invitation"] {
  const method = METHOD_OF_KIND[request.kind];
  if (method === null) return null;
  const { appointment } = input;
  const { calendar } = LANGUAGES[locale].words;
  const ics = buildIcs({
    method,
    uid: `${appointment.id}@${request.domain}`,
    sequence: appointment.sequence,
    stamp: request.composedAt,
    startsAt: appointment.startsAt,
    durationMinutes: appointment.durationMinutes,
    summary: calendar.summary(values.officeShort),
    location: values.place,
    description: values.code === "" ? calendar.meeting(values.phone) : calendar.description(values.phone, values.code),
    organizerName: values.officeShort,
    organizerEmail: input.office.replyTo,
    attendeeEmail: request.recipient,
  });
  return { method, ics };
}

/**
 * Composes an e-mail about one appointment. The person's own name may be in it; nobody else's can.
 * In another language than Italian the Italian text, which is the one that counts, stands below the other; the stamp names both.
 */
export function composeEmail(input: SummonsMessageInput, request: EmailRequest): ComposedEmail {
  const template = request.templates.email(request.kind, input.person.language);
  const values = messageValues(input, false, template.locale);
  const own = written(template, values);
  const { firstName, surname, office } = template.locale === "it" ? values : messageValues(input, false);
  return {
    ...(template.locale === "it" ? own : withItalian(own, input, request)),
    invitation: invitationFor(input, request, values, template.locale),
    to: { name: `${firstName} ${surname}`, address: request.recipient },
    replyTo: { name: office, address: input.office.replyTo },
  };
}

type Written = Pick<ComposedEmail, "subject" | "text" | "html" | "template" | "version">;

function written(template: CompiledEmail, values: MessageValues): Written {
  return {
    subject: fill(template.subject, values),
    text: fill(template.text, values),
    html: fill(template.html, values, escapeHtml),
    template: template.template,
    version: template.version,
  };
}

const RULE = `\r\n${"-".repeat(40)}\r\n\r\n`;

function withItalian(own: Written, input: SummonsMessageInput, request: EmailRequest): Written {
  const italian = written(request.templates.email(request.kind, "it"), messageValues(input, false));
  return {
    ...own,
    text: own.text + RULE + italian.text,
    html: withItalianHtml(own.html, italian.html),
    template: `${italian.template}@${italian.version}+${own.template}`,
  };
}

/** Judges an office once, before a batch: what is missing here would be missing in every message. */
export function checkOfficeForMessages(office: MessageOffice): Outcome<MessageOffice> {
  const needed = [
    ["il nome", office.name],
    ["il nome breve", office.shortName],
    ["l’indirizzo", office.address],
    ["il comune", office.municipality],
    ["il telefono", office.phone],
  ] as const;
  for (const [what, value] of needed) {
    if (tidy(value) === "") return refuse("UFFICIO_INCOMPLETO", OFFICE_REFUSALS.incomplete(what));
  }
  if (!isSafeAddress(office.email) || !isSafeAddress(office.replyTo))
    return refuse("UFFICIO_EMAIL", OFFICE_REFUSALS.email);
  return accept(office);
}
