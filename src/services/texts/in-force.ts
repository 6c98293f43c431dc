// The texts as they are in force now, compiled once and kept: those of the program, with the Region's own in their place.

import { armOf } from "../../domain/messages/comparison.ts";
import type { Arm } from "../../domain/messages/comparison.ts";
import { SHIPPED_TEMPLATES } from "../../domain/messages/languages/all.ts";
import { registerTemplates } from "../../domain/messages/templates.ts";
import type { MessageTemplate, TemplateSet } from "../../domain/messages/templates.ts";
import type { MessageKind, MessageLocale } from "../../domain/messages/types.ts";
import { OperatorFault } from "../../store/fault.ts";
import type { RegionText, RunningComparison, TextsInForce, TextSubject } from "../../store/texts.ts";

/** A Region's text as the composing takes it. */
export function templateOf({ template, version, kind, locale, body }: Omit<RegionText, "id">): MessageTemplate {
  const head = { id: template, version, kind, locale };
  return "rungs" in body ? { ...head, channel: "sms", rungs: body.rungs } : { ...head, channel: "email", subject: body.subject, blocks: body.blocks };
}

export const isSameSubject = (one: TextSubject | MessageTemplate, other: TextSubject | MessageTemplate): boolean =>
  one.kind === other.kind && one.channel === other.channel && one.locale === other.locale;

export interface Texts {
  readonly templates: TemplateSet;
  /** Texts of the Region that are no longer admitted: those of the program are in their place. */
  readonly barred: readonly RegionText[];
  /** The wordings of a household where two are being compared; null where they are not. */
  readonly drawn: (subject: { readonly kind: MessageKind; readonly channel: string; readonly locale: MessageLocale }, householdId: string) => Drawn | null;
}

export interface Drawn {
  readonly comparisonId: string;
  readonly arm: Arm;
  readonly templates: TemplateSet;
}

const NOTHING: TextsInForce = { texts: [], comparisons: [] };
/** Sets that were compiled, by all that they depend on: domains and texts, whose rows never change once approved. */
const compiled = new Map<string, Texts>();
const KEPT = 8;

/** Compiles what is in force, unless it was compiled before. A text that its domains no longer admit gives way to the program's own. */
export function compileTexts(inForce: TextsInForce = NOTHING, ownDomains: readonly string[] = []): Texts {
  const key = JSON.stringify([ownDomains, inForce.texts.map(({ id }) => id), inForce.comparisons]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compile(inForce, ownDomains);
  if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value!);
  compiled.set(key, made);
  return made;
}

function compile({ texts, comparisons }: TextsInForce, ownDomains: readonly string[]): Texts {
  const barred = texts.filter((text) => !setWith([text], ownDomains).ok);
  const standing = texts.filter((text) => !barred.includes(text));
  const whole = setWith(standing, ownDomains);
  if (!whole.ok) throw new OperatorFault(whole.refusal.code, whole.refusal.message);
  const arms = comparisons.flatMap((comparison) => {
    const [a, b] = [comparison.a, comparison.b].map((text) => setWith([...standing.filter((one) => !isSameSubject(one, comparison)), ...(text === null ? [] : [text])], ownDomains));
    return a?.ok === true && b?.ok === true ? [{ comparison, A: a.value, B: b.value }] : [];
  });
  return {
    templates: whole.value,
    barred,
    drawn: (subject, householdId) => {
      const found = arms.find(({ comparison }) => comparison.kind === subject.kind && comparison.channel === subject.channel && comparison.locale === subject.locale);
      if (found === undefined) return null;
      const arm = drawArm(found.comparison, householdId);
      return { comparisonId: found.comparison.id, arm, templates: found[arm] };
    },
  };
}

const drawArm = ({ seed, shareB }: RunningComparison, householdId: string): Arm => armOf(seed, householdId, shareB);

function setWith(texts: readonly RegionText[], ownDomains: readonly string[]) {
  const own = texts.map(templateOf);
  return registerTemplates([...SHIPPED_TEMPLATES.filter((shipped) => !own.some((one) => isSameSubject(one, shipped))), ...own], ownDomains);
}
