// What a letter says: a summons on paper, with its law, the office that writes and everything the envelope and the post need.

import { CITATIONS } from "../law/citation.ts";
import type { CitationKey } from "../law/citation.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { drawable, longDay } from "../papers/words.ts";
import { messageValues } from "../messages/wording.ts";
import type { SummonsMessageInput } from "../messages/types.ts";
import { shownCode } from "./letter-code.ts";
import type { PostalAddress } from "./postal-address.ts";
import { PRODUCTS } from "./products.ts";
import type { LetterProduct } from "./products.ts";
import { LETTER_TEXTS } from "./texts-it.ts";

export const LETTER_KINDS = ["summons", "reminder", "moved", "cancelled"] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Which words made the letter: kept with it for ever. A changed word is a new version. */
export const LETTER_TEMPLATE_VERSION = 1;

export interface LetterContent {
  readonly code: string;
  readonly shownCode: string;
  readonly product: string;
  readonly region: string;
  readonly senderName: string;
  readonly senderLines: readonly string[];
  readonly recipient: readonly string[];
  readonly placeAndDay: string;
  readonly reference: string;
  readonly subject: string;
  readonly greeting: string;
  readonly opening: readonly string[];
  readonly facts: readonly (readonly [string, string])[];
  readonly bring: { readonly title: string; readonly items: readonly string[] } | null;
  readonly closing: readonly string[];
  readonly signature: readonly string[];
  readonly law: readonly string[];
}

export interface LetterRequest {
  readonly kind: LetterKind;
  readonly product: LetterProduct;
  readonly code: string;
  readonly recipient: PostalAddress;
  readonly region: string;
  readonly writtenOn: IsoDate;
  readonly measure: Pick<MeasureParameters, "conveneMetBy" | "ladders">;
}

/** Everything on the paper, ready to be drawn; no sign in it that the typefaces lack. */
export function letterContent(input: SummonsMessageInput, request: LetterRequest): LetterContent {
  const { kind, product, code } = request;
  const values = messageValues(input, false);
  const words = LETTER_TEXTS.kinds[kind];
  const isCancelled = kind === "cancelled";
  const facts: (readonly [string, string])[] = isCancelled
    ? []
    : [
        [LETTER_TEXTS.day, values.date],
        [LETTER_TEXTS.hour, LETTER_TEXTS.hourAnd(values.time, values.minutes)],
        [LETTER_TEXTS.office, values.office],
        [LETTER_TEXTS.address, values.place],
      ];
  const person = `${values.firstName} ${values.surname}`;
  const content: LetterContent = {
    code,
    shownCode: shownCode(code),
    product: PRODUCTS[product].title,
    region: request.region,
    senderName: values.office,
    senderLines: [values.place, LETTER_TEXTS.contacts(values.phone, values.email)],
    recipient: request.recipient.lines,
    placeAndDay: LETTER_TEXTS.placeAndDay(input.office.municipality, longDay(request.writtenOn)),
    reference: values.code === "" ? "" : LETTER_TEXTS.reference(values.code),
    subject: words.subject,
    greeting: LETTER_TEXTS.greeting(person),
    opening: words.opening(values),
    facts,
    bring: isCancelled ? null : LETTER_TEXTS.bring,
    closing: words.closing(values, input.link),
    signature: [LETTER_TEXTS.signature, values.office],
    law: isCancelled ? [] : lawOf(request.measure),
  };
  return drawn(content);
}

/** The norm under which the office summons, and those of who does not come, as the measure in force for this person has them. */
function lawOf({ conveneMetBy, ladders }: LetterRequest["measure"]): string[] {
  const absence = ladders.find(({ event }) => event === "E-CONV");
  const keys = [conveneMetBy.citation, absence?.citation ?? null].filter((key): key is CitationKey => key !== null);
  return [...new Set(keys)].map((key) => CITATIONS[key].text);
}

function drawn<T>(value: T): T {
  if (typeof value === "string") return drawable(value) as T;
  if (Array.isArray(value)) return value.map(drawn) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, drawn(inner)])) as T;
}

/** The same words line by line: what pages show and what is searched; the paper itself is the PDF. */
export function letterText(content: LetterContent): string {
  return [
    content.reference,
    content.subject,
    "",
    content.greeting,
    ...content.opening,
    ...content.facts.map(([name, value]) => `${name}: ${value}`),
    ...(content.bring === null ? [] : [`${content.bring.title}: ${content.bring.items.join("; ")}.`]),
    ...content.closing,
    "",
    ...content.signature,
    ...content.law.map((norm) => `(${norm})`),
  ].join("\n").trim();
}
