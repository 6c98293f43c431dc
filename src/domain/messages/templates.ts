// Templates are data: registered once (judged, compiled), then filled in for each message.

import { accept, refuse, type Outcome } from "../outcome.ts";
import { measureSms, toGsm7 } from "./gsm7.ts";
import { LANGUAGES } from "./languages/all.ts";
import { forbiddenIn } from "./languages/forbidden.ts";
import { lintMessage } from "./lint.ts";
import { LINT_TEXTS, TEMPLATE_REFUSALS } from "./texts.ts";
import type { MessageChannel, MessageKind, MessageLocale, TemplateStamp } from "./types.ts";
import { MESSAGE_VALUES, type MessageValue, type MessageValues } from "./wording.ts";

interface TemplateHead {
  readonly id: string;
  readonly version: number;
  readonly locale: MessageLocale;
  readonly kind: MessageKind;
}

/**
 * The same message in ever shorter words: the first rung that fits one part is sent, the last one when none does.
 * Rungs drop optional fragments in this order: the municipality already said by the office's name, the year, the
 * written-out date, the invitation to call (the number stays), the other given names. Day, hour, place, phone and code never go.
 */
export interface SmsTemplate extends TemplateHead {
  readonly channel: "sms";
  readonly rungs: readonly string[];
}

/** One piece of an e-mail, rendered as text and as HTML from the same words. */
export type EmailBlock =
  | { readonly block: "heading"; readonly text: string }
  | { readonly block: "paragraph"; readonly text: string }
  | { readonly block: "list"; readonly title: string; readonly items: readonly string[] }
  | { readonly block: "facts"; readonly rows: readonly (readonly [label: string, value: string])[] };

export interface EmailTemplate extends TemplateHead {
  readonly channel: "email";
  readonly subject: string;
  readonly blocks: readonly EmailBlock[];
}

export type MessageTemplate = SmsTemplate | EmailTemplate;

/** A text cut at its placeholders. */
export interface Pattern {
  readonly literals: readonly string[];
  readonly names: readonly MessageValue[];
}

export interface CompiledSms extends TemplateStamp {
  readonly locale: MessageLocale;
  /** In letters that 7 bits do not have. */
  readonly wide: boolean;
  readonly rungs: readonly Pattern[];
}

export interface CompiledEmail extends TemplateStamp {
  readonly locale: MessageLocale;
  readonly subject: Pattern;
  readonly text: Pattern;
  readonly html: Pattern;
}

export interface TemplateSet {
  readonly sms: (kind: MessageKind, locale: MessageLocale) => CompiledSms;
  readonly email: (kind: MessageKind, locale: MessageLocale) => CompiledEmail;
}

const KNOWN_VALUES: ReadonlySet<string> = new Set(MESSAGE_VALUES);
const KINDS: readonly MessageKind[] = [
  "summons", "reminder", "moved", "cancelled", "meeting-moved", "meeting-cancelled", "reply-confirmed", "reply-taken", "reply-unclear", "reply-shared", "reply-stop",
];
/** What answers a word that came by SMS: it leaves as it came, and says nothing of the appointment. */
const SMS_ANSWERS: ReadonlySet<MessageKind> = new Set<MessageKind>(["reply-unclear", "reply-shared", "reply-stop"]);
export function isAnswerToWord(kind: MessageKind): boolean {
  return SMS_ANSWERS.has(kind);
}
/** An agreed meeting has no summons, so no code to call it by. */
const WITHOUT_CODE: ReadonlySet<MessageKind> = new Set<MessageKind>(["meeting-moved", "meeting-cancelled"]);
const CHANNELS: readonly MessageChannel[] = ["sms", "email"];
const EOL = "\r\n";

function isMessageValue(name: string): name is MessageValue {
  return KNOWN_VALUES.has(name);
}

/** Cuts a text at its `{placeholders}`; refuses a name that is not one of {@link MESSAGE_VALUES}. */
export function compilePattern(text: string): Outcome<Pattern> {
  const pieces = text.split(/\{(\w*)\}/);
  const names: MessageValue[] = [];
  for (let i = 1; i < pieces.length; i += 2) {
    const name = pieces[i] ?? "";
    if (!isMessageValue(name))
      return refuse("MODELLO_SEGNAPOSTO_IGNOTO", TEMPLATE_REFUSALS.unknownValue(name));
    names.push(name);
  }
  return accept({ literals: pieces.filter((_, index) => index % 2 === 0), names });
}

/** Fills a pattern in; `write` is applied to each value on its way. */
export function fill(pattern: Pattern, values: MessageValues, write?: (value: string) => string): string {
  const { literals, names } = pattern;
  let out = literals[0] ?? "";
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (name !== undefined) out += write === undefined ? values[name] : write(values[name]);
    out += literals[i + 1] ?? "";
  }
  return out;
}

const ENTITY_NEEDED = /[&<>"\u0080-\uffff]/;
const ENTITIES = /[&<>"]|[\u{80}-\u{10ffff}]/gu;

/** HTML text in pure ASCII: markup characters and everything beyond ASCII as references, so that no encoding can spoil it. */
export function escapeHtml(text: string): string {
  if (!ENTITY_NEEDED.test(text)) return text;
  return text.toWellFormed().replace(ENTITIES, (char) => `&#${char.codePointAt(0) ?? 0xfffd};`);
}

function blockAsText(block: EmailBlock): string {
  switch (block.block) {
    case "heading":
    case "paragraph":
      return `${block.text}${EOL}${EOL}`;
    case "list":
      return [block.title, ...block.items.map((item) => `- ${item}`), "", ""].join(EOL);
    case "facts":
      return [...block.rows.map(([label, value]) => `${label}: ${value}`), "", ""].join(EOL);
  }
}

function blockAsHtml(block: EmailBlock): string {
  switch (block.block) {
    case "heading":
      return `<h1 style="font-size:1.4em">${escapeHtml(block.text)}</h1>`;
    case "paragraph":
      return `<p>${escapeHtml(block.text)}</p>`;
    case "list": {
      const items = block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join(EOL);
      return `<h2 style="font-size:1.1em">${escapeHtml(block.title)}</h2>${EOL}<ul>${items}</ul>`;
    }
    case "facts": {
      const rows = block.rows.map(
        ([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`,
      );
      return `<dl>${rows.join(EOL)}</dl>`;
    }
  }
}

const HTML_BODY = '<body style="font:16px/1.5 sans-serif;color:#17324d;background:#fff;max-width:40em;margin:1em">';
const HTML_END = "</body></html>";

/** A page in another language with the Italian one, whole, below it. */
export function withItalianHtml(html: string, italian: string): string {
  const below = italian.slice(italian.indexOf(HTML_BODY) + HTML_BODY.length, italian.lastIndexOf(HTML_END)).trim();
  return `${html.slice(0, html.lastIndexOf(HTML_END))}<hr>${EOL}<div lang="it" dir="ltr">${EOL}${below}${EOL}</div>${EOL}${HTML_END}${EOL}`;
}

function emailAsHtml(template: EmailTemplate): string {
  return [
    `<!DOCTYPE html><html lang="${template.locale}"${template.locale === "it" ? "" : ` dir="${LANGUAGES[template.locale].direction}"`}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(template.subject)}</title></head>`,
    HTML_BODY,
    ...template.blocks.map(blockAsHtml),
    HTML_END,
    "",
  ].join(EOL);
}

/** All the words of a template, for the lint. */
function wordsOf(template: MessageTemplate): readonly string[] {
  if (template.channel === "sms") return template.rungs;
  return [`${template.subject}${EOL}${template.blocks.map(blockAsText).join("")}`];
}

/** What each text must show: which office, when, whom to call; of a summons its code too. */
export function missingValue(words: string, kind: MessageKind): string | null {
  const has = (...names: MessageValue[]): boolean => names.some((name) => words.includes(`{${name}}`));
  if (!has("office", "officeShort")) return "il nome dell’ufficio";
  if (!SMS_ANSWERS.has(kind) && !has("date", "dateMedium", "dateShort")) return "la data";
  if (!SMS_ANSWERS.has(kind) && !has("time")) return "l’ora";
  if (!has("phone")) return "il telefono";
  return has("code") || WITHOUT_CODE.has(kind) ? null : "il codice di riferimento";
}

function judge(template: MessageTemplate, ownDomains: readonly string[]): Outcome<MessageTemplate> {
  const texts = wordsOf(template);
  if (texts.length === 0 || texts.some((words) => words.trim() === ""))
    return refuse("MODELLO_VUOTO", TEMPLATE_REFUSALS.empty);
  for (const words of texts) {
    const error = lintMessage(words, { ownDomains }).find((finding) => finding.severity === "error");
    if (error)
      return refuse("MODELLO_NON_AMMESSO", TEMPLATE_REFUSALS.forbidden(error.message, error.excerpt));
    const [foreign] = forbiddenIn(words, template.locale);
    if (foreign !== undefined) return refuse("MODELLO_NON_AMMESSO", TEMPLATE_REFUSALS.forbidden(LINT_TEXTS.forbiddenWord, foreign));
    const missing = missingValue(words, template.kind);
    if (missing !== null) return refuse("MODELLO_INCOMPLETO", TEMPLATE_REFUSALS.incomplete(missing));
  }
  return accept(template);
}

function compileAll(texts: readonly string[]): Outcome<readonly Pattern[]> {
  const patterns: Pattern[] = [];
  for (const text of texts) {
    const pattern = compilePattern(text);
    if (!pattern.ok) return pattern;
    patterns.push(pattern.value);
  }
  return accept(patterns);
}

const EMPTY_PATTERN: Pattern = { literals: [""], names: [] };

/**
 * Judges and compiles templates. For each kind, channel and locale the highest version rules; a locale without its own
 * template falls back to Italian, and Italian must be complete.
 *
 * @param ownDomains domains of the administration that a link may point to
 * @returns the set, or the first refusal: forbidden words, foreign links, unknown placeholder, same id and version twice, hole in Italian
 */
export function registerTemplates(
  templates: readonly MessageTemplate[],
  ownDomains: readonly string[] = [],
): Outcome<TemplateSet> {
  const sms = new Map<string, CompiledSms>();
  const email = new Map<string, CompiledEmail>();
  const stamps = new Set<string>();
  for (const template of templates) {
    const judged = judge(template, ownDomains);
    if (!judged.ok) return judged;
    const stamp = `${template.id}@${template.version}`;
    if (stamps.has(stamp)) return refuse("MODELLO_DOPPIO", TEMPLATE_REFUSALS.duplicate);
    stamps.add(stamp);
    const compiled = compileAll(template.channel === "sms" ? template.rungs : emailTexts(template));
    if (!compiled.ok) return compiled;
    const key = `${template.kind}/${template.locale}`;
    const head = { template: template.id, version: template.version, locale: template.locale };
    const [subject = EMPTY_PATTERN, text = EMPTY_PATTERN, html = EMPTY_PATTERN] = compiled.value;
    if (template.channel === "sms") keepNewest(sms, key, { ...head, wide: isWide(compiled.value), rungs: compiled.value });
    else keepNewest(email, key, { ...head, subject, text, html });
  }
  for (const kind of KINDS) {
    for (const channel of CHANNELS) {
      if (channel === "email" && SMS_ANSWERS.has(kind)) continue;
      const held = channel === "sms" ? sms : email;
      if (!held.has(`${kind}/it`))
        return refuse("MODELLO_MANCANTE", TEMPLATE_REFUSALS.missing(`${kind}, ${channel}`));
    }
  }
  return accept({ sms: finder(sms), email: finder(email) });
}

/** Whether the words themselves need 16 bits a letter, whatever the values. */
function isWide(rungs: readonly Pattern[]): boolean {
  return rungs.some(({ literals }) => literals.some((literal) => measureSms(toGsm7(literal).text).encoding === "ucs2"));
}

function emailTexts(template: EmailTemplate): readonly string[] {
  return [template.subject, template.blocks.map(blockAsText).join("").trimEnd() + EOL, emailAsHtml(template)];
}

function keepNewest<T extends TemplateStamp>(held: Map<string, T>, key: string, template: T): void {
  const other = held.get(key);
  if (other === undefined || other.version < template.version) held.set(key, template);
}

function finder<T>(held: ReadonlyMap<string, T>): (kind: MessageKind, locale: MessageLocale) => T {
  return (kind, locale) => {
    const found = held.get(`${kind}/${locale}`) ?? held.get(`${kind}/it`);
    if (found === undefined) throw new Error(`no template for ${kind}`);
    return found;
  };
}
