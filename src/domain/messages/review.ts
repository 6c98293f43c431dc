// Judges a text while it is written: every fault with what to do, and what each wording comes to in letters and parts.

import { composeSms } from "./compose-sms.ts";
import { measureSms, toGsm7 } from "./gsm7.ts";
import type { SmsEncoding } from "./gsm7.ts";
import { forbiddenIn } from "./languages/forbidden.ts";
import { LANGUAGES, SHIPPED_TEMPLATES } from "./languages/all.ts";
import { lintMessage } from "./lint.ts";
import { LINT_TEXTS } from "./texts.ts";
import { REVIEW_TEXTS } from "./review-texts.ts";
import type { Sample } from "./samples.ts";
import { compilePattern, fill, isAnswerToWord, missingValue, registerTemplates } from "./templates.ts";
import type { EmailTemplate, MessageTemplate, SmsTemplate, TemplateSet } from "./templates.ts";
import type { MessageKind } from "./types.ts";
import { MESSAGE_VALUES, messageValues } from "./wording.ts";
import type { MessageValue } from "./wording.ts";

export interface Finding {
  readonly severity: "error" | "warning";
  /** Which part of the text: "Stesura 2", "Oggetto", "Testo". */
  readonly where: string;
  /** Italian: what is wrong and what to do. */
  readonly message: string;
  readonly excerpt: string | null;
}

/** One wording with the plainest sample in it. */
export interface Counted {
  readonly text: string;
  readonly encoding: SmsEncoding;
  readonly units: number;
  readonly parts: number;
  /** Letters left before one part more is needed. */
  readonly left: number;
}

/** What would leave for a sample. */
export interface Tried {
  readonly title: string;
  readonly parts: number;
  /** Which wording was taken, from 1. */
  readonly rung: number;
  readonly text: string;
}

export interface Review {
  readonly findings: readonly Finding[];
  readonly rungs: readonly Counted[];
  readonly tried: readonly Tried[];
  /** True where nothing forbids submitting it. */
  readonly sound: boolean;
}

const MOST_PARTS = 6;
const FEW_PARTS = { gsm7: 2, ucs2: 3 } as const;
const LONG_SUBJECT = 100;

/** Placeholders that hold something in messages of this kind and channel. */
export function valuesFor(kind: MessageKind, channel: "sms" | "email"): readonly MessageValue[] {
  const unused = new Set<MessageValue>();
  const never = (...names: MessageValue[]): void => names.forEach((name) => unused.add(name));
  if (channel === "email") never("forPerson", "forPersonShort", "answerAt");
  else never("answerAtLong");
  if (!kind.includes("moved")) never("previousDate", "previousDateShort", "previousTime", "previously");
  if (!kind.includes("moved") && kind !== "meeting-cancelled") never("because", "becauseShort");
  if (kind.startsWith("meeting")) never("code");
  if (kind.startsWith("meeting") || kind === "cancelled" || kind.startsWith("reply")) never("answerAt", "answerAtLong");
  if (isAnswerToWord(kind)) never("forPerson", "forPersonShort");
  return MESSAGE_VALUES.filter((name) => !unused.has(name));
}

/** Judges a text with its samples, the plainest first. `ownDomains`: where links may point. */
export function reviewText(template: MessageTemplate, samples: readonly Sample[], ownDomains: readonly string[]): Review {
  const findings: Finding[] = [];
  for (const { where, text } of piecesOf(template)) findings.push(...judgePiece(template, where, text, ownDomains));
  const whole = template.channel === "sms" ? template.rungs : [wholeOf(template)];
  for (const [index, text] of whole.entries()) {
    const missing = text.trim() === "" ? null : missingValue(text, template.kind);
    if (missing !== null) findings.push(error(template.channel === "sms" ? REVIEW_TEXTS.rung(index + 1) : REVIEW_TEXTS.body, REVIEW_TEXTS.missing(missing)));
  }
  if (template.channel === "email") findings.push(...judgeEmail(template));
  const compiles = whole.length > 0 && !findings.some(({ severity }) => severity === "error");
  const set = compiles ? withText(template, ownDomains) : null;
  const rungs = template.channel === "sms" ? countRungs(template, samples) : [];
  const tried = set === null ? [] : template.channel === "sms" ? trySms(template, set, samples) : [];
  if (template.channel === "sms") findings.push(...judgeSms(template, countRungs(template, samples.filter(({ named }) => named)), tried));
  return { findings, rungs, tried, sound: set !== null && !findings.some(({ severity }) => severity === "error") };
}

/** The texts of the program with this one in its place; null where it cannot be registered. */
export function withText(template: MessageTemplate, ownDomains: readonly string[]): TemplateSet | null {
  const others = SHIPPED_TEMPLATES.filter(({ kind, channel, locale }) => kind !== template.kind || channel !== template.channel || locale !== template.locale);
  // Where the Italian text is another language's other half, only the ones of this kind are needed.
  const registered = registerTemplates([...others, template], ownDomains);
  return registered.ok ? registered.value : null;
}

const error = (where: string, message: string, excerpt: string | null = null): Finding => ({ severity: "error", where, message, excerpt });
const warning = (where: string, message: string, excerpt: string | null = null): Finding => ({ severity: "warning", where, message, excerpt });

function wholeOf({ subject, blocks }: EmailTemplate): string {
  return [subject, ...blocks.flatMap(wordsOf)].join("\n");
}

function wordsOf(block: EmailTemplate["blocks"][number]): readonly string[] {
  switch (block.block) {
    case "heading":
    case "paragraph":
      return [block.text];
    case "list":
      return [block.title, ...block.items];
    case "facts":
      return block.rows.flat();
  }
}

function piecesOf(template: MessageTemplate): readonly { readonly where: string; readonly text: string }[] {
  if (template.channel === "sms") return template.rungs.map((text, index) => ({ where: REVIEW_TEXTS.rung(index + 1), text }));
  return [
    { where: REVIEW_TEXTS.subject, text: template.subject },
    { where: REVIEW_TEXTS.body, text: template.blocks.flatMap(wordsOf).join("\n") },
  ];
}

function judgePiece(template: MessageTemplate, where: string, text: string, ownDomains: readonly string[]): Finding[] {
  if (text.trim() === "") return [error(where, REVIEW_TEXTS.empty)];
  const findings = lintMessage(text, { ownDomains }).map(({ severity, message, excerpt }): Finding => ({ severity, where, message, excerpt }));
  for (const word of forbiddenIn(text, template.locale)) findings.push(error(where, LINT_TEXTS.forbiddenWord, word));
  const usable: ReadonlySet<string> = new Set(valuesFor(template.kind, template.channel));
  const known: ReadonlySet<string> = new Set(MESSAGE_VALUES);
  for (const name of new Set([...text.matchAll(/\{(\w*)\}/g)].map((found) => found[1] ?? ""))) {
    if (!known.has(name)) findings.push(error(where, REVIEW_TEXTS.unknown(name), `{${name}}`));
    else if (!usable.has(name)) findings.push(warning(where, REVIEW_TEXTS.notHere(name), `{${name}}`));
  }
  if (/[{}]/.test(text.replaceAll(/\{\w*\}/g, ""))) findings.push(error(where, REVIEW_TEXTS.brace));
  return findings;
}

function judgeEmail({ subject, blocks }: EmailTemplate): Finding[] {
  const findings: Finding[] = [];
  if (subject.length > LONG_SUBJECT) findings.push(warning(REVIEW_TEXTS.subject, REVIEW_TEXTS.subjectLong(subject.length)));
  if (!blocks.some(({ block }) => block === "heading")) findings.push(error(REVIEW_TEXTS.body, REVIEW_TEXTS.noHeading));
  return findings;
}

function countRungs(template: SmsTemplate, [sample]: readonly Sample[]): Counted[] {
  return template.rungs.map((rung) => {
    const pattern = compilePattern(rung);
    const filled = pattern.ok && sample !== undefined ? fill(pattern.value, messageValues(sample.input, sample.named, template.locale)) : rung;
    const { text } = toGsm7(filled);
    const { encoding, units, parts } = measureSms(text);
    const [single, each] = encoding === "gsm7" ? [160, 153] : [70, 67];
    return { text, encoding, units, parts, left: (parts <= 1 ? single : parts * each) - units };
  });
}

function trySms(template: SmsTemplate, templates: TemplateSet, samples: readonly Sample[]): Tried[] {
  return samples.map(({ title, named, input }) => {
    const { text, parts, rung } = composeSms(input, { kind: template.kind, templates, nameThePerson: named });
    return { title, text, parts, rung: rung + 1 };
  });
}

/** `rungs` counted with a sample whose every phrase is there: only so is one wording surely longer than another. */
function judgeSms(template: SmsTemplate, rungs: readonly Counted[], tried: readonly Tried[]): Finding[] {
  const findings: Finding[] = [];
  const isWideByNature = template.locale === "uk" || template.locale === "ar";
  for (const [index, rung] of template.rungs.entries()) {
    const where = REVIEW_TEXTS.rung(index + 1);
    const { text, changed } = toGsm7(rung);
    const shown = [...new Map(changed.filter(({ from }) => /\p{L}/u.test(from)).map(({ from, to }) => [from, to]))];
    if (shown.length > 0) findings.push(warning(where, REVIEW_TEXTS.accents(shown.map(([from, to]) => `${from} → ${to}`).join(", "))));
    if (!isWideByNature && measureSms(text).encoding === "ucs2") {
      const letters = [...new Set(Array.from(text).filter((letter) => measureSms(toGsm7(letter).text).encoding === "ucs2"))];
      findings.push(warning(where, REVIEW_TEXTS.wide(letters.join(" "))));
    }
    const [own, before] = [rungs[index], rungs[index - 1]];
    if (own !== undefined && before !== undefined && own.units >= before.units) findings.push(warning(where, REVIEW_TEXTS.notShorter));
    if (LANGUAGES[template.locale].direction === "rtl") findings.push(...judgeDirection(rung, where));
  }
  const worst = tried.toSorted((a, b) => b.parts - a.parts)[0];
  if (worst !== undefined && worst.parts > MOST_PARTS) findings.push(error(worst.title, REVIEW_TEXTS.tooLong(worst.parts)));
  else if (worst !== undefined && worst.parts > FEW_PARTS[isWideByNature ? "ucs2" : "gsm7"]) findings.push(warning(worst.title, REVIEW_TEXTS.parts(worst.parts)));
  return findings;
}

const LATIN: ReadonlySet<string> = new Set(["office", "officeShort", "place", "placeBrief", "phone", "code", "email"]);
const ARABIC = /\p{Script=Arabic}/u;

/** A text from right to left begins with a letter of its own, and has one between any two pieces that are read the other way. */
function judgeDirection(text: string, where: string): Finding[] {
  const findings: Finding[] = [];
  const first = text.match(/\p{Script=Arabic}|\p{Script=Latin}/u)?.[0] ?? "";
  if (!ARABIC.test(first)) findings.push(error(where, REVIEW_TEXTS.direction));
  const pieces = text.split(/\{(\w*)\}/);
  for (let i = 3; i < pieces.length; i += 2) {
    const [one = "", between = "", other = ""] = pieces.slice(i - 2, i + 1);
    if (LATIN.has(one) && LATIN.has(other) && !ARABIC.test(between)) findings.push(error(where, REVIEW_TEXTS.sideBySide(`{${one}} {${other}}`)));
  }
  return findings;
}
