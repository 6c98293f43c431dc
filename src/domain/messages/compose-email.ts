// Composes one e-mail: subject, the same words as text and as HTML, and the calendar invitation where there is a date to hold.

import { accept, refuse, type Outcome } from "../outcome.ts";
import type { IsoInstant } from "../notices/types.ts";
import { buildIcs } from "./ics.ts";
import { isSafeAddress } from "./mime.ts";
import { escapeHtml, fill, type TemplateSet } from "./templates.ts";
import { CALENDAR_TEXTS, OFFICE_REFUSALS } from "./texts.ts";
import type { ComposedEmail, IcsMethod, MessageKind, MessageOffice, SummonsMessageInput } from "./types.ts";
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
): ComposedEmail["invitation"] {
  const method = METHOD_OF_KIND[request.kind];
  if (method === null) return null;
  const { appointment } = input;
  const ics = buildIcs({
    method,
    uid: `${appointment.id}@${request.domain}`,
    sequence: appointment.sequence,
    stamp: request.composedAt,
    startsAt: appointment.startsAt,
    durationMinutes: appointment.durationMinutes,
    summary: CALENDAR_TEXTS.summary(values.officeShort),
    location: values.place,
    description: values.code === "" ? CALENDAR_TEXTS.meeting(values.phone) : CALENDAR_TEXTS.description(values.phone, values.code),
    organizerName: values.officeShort,
    organizerEmail: input.office.replyTo,
    attendeeEmail: request.recipient,
  });
  return { method, ics };
}

/** Composes an e-mail about one appointment. The person's own name may be in it; nobody else's can. */
export function composeEmail(input: SummonsMessageInput, request: EmailRequest): ComposedEmail {
  const template = request.templates.email(request.kind, input.person.language);
  const values = messageValues(input, false);
  return {
    subject: fill(template.subject, values),
    text: fill(template.text, values),
    html: fill(template.html, values, escapeHtml),
    invitation: invitationFor(input, request, values),
    to: { name: `${values.firstName} ${values.surname}`, address: request.recipient },
    replyTo: { name: values.office, address: input.office.replyTo },
    template: template.template,
    version: template.version,
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
