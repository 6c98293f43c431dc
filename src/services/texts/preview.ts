// A text as it would arrive: with invented people, or with a person of one's own office.

import type { ClientBase } from "pg";
import { composeEmail } from "../../domain/messages/compose-email.ts";
import { composeSms } from "../../domain/messages/compose-sms.ts";
import { LANGUAGES } from "../../domain/messages/languages/all.ts";
import { reviewText, withText } from "../../domain/messages/review.ts";
import type { Counted, Finding } from "../../domain/messages/review.ts";
import { samplesOf } from "../../domain/messages/samples.ts";
import type { Sample } from "../../domain/messages/samples.ts";
import { compilePattern, fill } from "../../domain/messages/templates.ts";
import type { EmailBlock, EmailTemplate, MessageTemplate, TemplateSet } from "../../domain/messages/templates.ts";
import type { MessageLocale, SummonsMessageInput } from "../../domain/messages/types.ts";
import { messageValues } from "../../domain/messages/wording.ts";
import { gateways, summonsToTell } from "../../store/messages.ts";
import type { MessagePrice } from "../../store/read/message-price.ts";
import type { TextBody, TextSubject } from "../../store/texts.ts";
import type { Reference } from "../reference.ts";
import { inputOf, openDesk } from "../writing.ts";
import type { NodeSettings } from "../writing.ts";
import { isSameSubject, templateOf } from "./in-force.ts";
import { ownDomains, shippedText } from "./keep.ts";

export interface Shown {
  readonly title: string;
  readonly text: string;
  readonly parts: number;
  /** Which wording, from 1. */
  readonly rung: number;
  readonly cost: number | null;
  /** An e-mail as it is read: in the person's language, then in Italian. */
  readonly mail: ShownMail | null;
}

export interface ShownMail {
  readonly subject: string;
  readonly halves: { readonly locale: MessageLocale; readonly direction: "ltr" | "rtl"; readonly blocks: ShownBlock[] }[];
}

type ShownBlock =
  | { readonly block: "heading" | "paragraph"; readonly text: string }
  | { readonly block: "list"; readonly title: string; readonly items: string[] }
  | { readonly block: "facts"; readonly rows: [string, string][] };

export interface Reviewed {
  readonly findings: readonly Finding[];
  readonly rungs: readonly Counted[];
  readonly shown: readonly Shown[];
  readonly sound: boolean;
}

const templateFor = (subject: TextSubject, body: TextBody): MessageTemplate => templateOf({ ...subject, template: "anteprima", version: 1, body });

/** Judges a text and shows it with the samples; nothing is shown while it has errors. */
export function reviewed(subject: TextSubject, body: TextBody, settings: NodeSettings, price: MessagePrice | null): Reviewed {
  const template = templateFor(subject, body);
  const samples = samplesOf(subject.kind, subject.locale, settings.links?.address ?? null);
  const review = reviewText(template, samples, ownDomains(settings));
  const templates = review.sound ? withText(template, ownDomains(settings)) : null;
  // An e-mail is as long as it is: one plain sample and one with the link say everything.
  const useful = subject.channel === "sms" ? samples : samples.filter((_, index) => index === 0 || index === samples.length - 1);
  return { findings: review.findings, rungs: review.rungs, sound: review.sound, shown: templates === null ? [] : useful.map((sample) => show(template, templates, sample, { price, settings })) };
}

interface Around {
  readonly price: MessagePrice | null;
  readonly settings: NodeSettings;
}

function show(template: MessageTemplate, templates: TemplateSet, { title, named, input: given }: Sample, { price, settings }: Around): Shown {
  const { kind, locale } = template;
  const input = { ...given, person: { ...given.person, language: locale } };
  if (template.channel === "sms") {
    const { text, parts, rung } = composeSms(input, { kind, templates, nameThePerson: named });
    return { title, text, parts, rung: rung + 1, cost: price === null ? null : price.price * (price.per === "part" ? parts : 1), mail: null };
  }
  const email = composeEmail(input, { kind, templates, recipient: "persona@posta.example", composedAt: input.appointment.startsAt, domain: "posta.example" });
  return { title, text: email.text, parts: 1, rung: 1, cost: price?.price ?? null, mail: { subject: email.subject, halves: halvesOf(template, input, settings) } };
}

/** The same words as in the message, block by block: no page shows another's HTML. */
function halvesOf(template: EmailTemplate, input: SummonsMessageInput, settings: NodeSettings): ShownMail["halves"] {
  const half = ({ locale, blocks }: EmailTemplate): ShownMail["halves"][number] => {
    const values = messageValues(input, false, locale);
    const filled = (text: string): string => {
      const pattern = compilePattern(text);
      return pattern.ok ? fill(pattern.value, values) : text;
    };
    return { locale, direction: LANGUAGES[locale].direction, blocks: blocks.map((block) => filledBlock(block, filled)) };
  };
  if (template.locale === "it") return [half(template)];
  const subject = { kind: template.kind, channel: "email", locale: "it" } as const;
  const own = settings.texts?.texts.find((one) => isSameSubject(one, subject));
  const italian = own === undefined ? shippedText(subject) : templateOf(own);
  return italian.channel === "email" ? [half(template), half(italian)] : [half(template)];
}

function filledBlock(block: EmailBlock, filled: (text: string) => string): ShownBlock {
  switch (block.block) {
    case "heading":
    case "paragraph":
      return { block: block.block, text: filled(block.text) };
    case "list":
      return { block: "list", title: filled(block.title), items: block.items.map(filled) };
    case "facts":
      return { block: "facts", rows: block.rows.map(([label, value]) => [filled(label), filled(value)]) };
  }
}

export interface OfPerson {
  readonly name: string;
  /** The person has no appointment: the day and the hour are invented. */
  readonly invented: boolean;
  readonly shown: Shown;
}

/**
 * The text with the data of a person of the office behind whose wall the client works; null where there is no such person, or the text has errors.
 * The access is logged by whoever asks.
 */
export async function previewWith(
  client: ClientBase,
  request: TextSubject & { readonly body: TextBody; readonly caseId: string },
  around: { readonly reference: Reference; readonly settings: NodeSettings; readonly price: MessagePrice | null },
): Promise<OfPerson | null> {
  const { settings, reference, price } = around;
  const template = templateFor(request, request.body);
  const templates = withText(template, ownDomains(settings));
  const { rows } = await client.query<{ name: string; surname: string; summonsId: string | null }>(
    `select p.name, p.surname, (select s.id from summons s where s.case_id = f.id order by s.id desc limit 1) as "summonsId"
     from case_file f join person p on p.id = f.person_id where f.id = $1`,
    [request.caseId],
  );
  const [person] = rows;
  const [sample] = samplesOf(request.kind, request.locale, settings.links?.address ?? null);
  if (person === undefined || templates === null || sample === undefined) return null;
  const [row] = person.summonsId === null ? [] : await summonsToTell(client, [person.summonsId]);
  const own = row === undefined ? { ...sample.input, person: { ...sample.input.person, firstName: person.name, surname: person.surname } } : inputOf(openDesk(reference, settings, await gateways(client)), row);
  // What a change needs and the appointment as it stands does not have.
  const { previous } = sample.input.appointment;
  const input = {
    ...own,
    appointment: { ...own.appointment, ...(previous === undefined ? {} : { previous }) },
    ...(sample.input.because === undefined ? {} : { because: sample.input.because }),
  };
  const title = `${person.surname} ${person.name}`;
  return { name: title, invented: row === undefined, shown: show(template, templates, { title, named: row?.mobileShared === true, input }, { price, settings }) };
}
