// Composes one SMS: the longest wording that fits one part, in 7 bits whenever that loses nothing.

import { refuse, accept, type Outcome } from "../outcome.ts";
import { measureSms, toGsm7, type SmsEncoding } from "./gsm7.ts";
import { fill, type CompiledSms, type TemplateSet } from "./templates.ts";
import { SENDER_REFUSALS } from "./texts.ts";
import type { MessageKind, SummonsMessageInput, TemplateStamp } from "./types.ts";
import { messageValues, type MessageValues } from "./wording.ts";

export interface ComposedSms extends TemplateStamp {
  readonly text: string;
  readonly encoding: SmsEncoding;
  readonly parts: number;
  /** 0 = nothing dropped; see the ladder in the template. */
  readonly rung: number;
}

export interface SmsRequest {
  readonly kind: MessageKind;
  readonly templates: TemplateSet;
  /**
   * Whether to say whose appointment it is ("per Maria R."): only where the telephone is shared. Otherwise no name at all
   * is written (minimisation), because whoever holds the telephone needs none to know it is theirs.
   */
  readonly nameThePerson: boolean;
}

/**
 * The text of an SMS about one appointment.
 *
 * Goes down the template's rungs until one fits one part; when none does, takes the rung with the fewest parts (the
 * first such one). Pure; a few microseconds.
 */
export function composeSms(input: SummonsMessageInput, request: SmsRequest): ComposedSms {
  const template = request.templates.sms(request.kind, input.person.language);
  const values = messageValues(input, request.nameThePerson, template.locale);
  const least = fewestParts(template, values);
  let best: ComposedSms | null = null;
  for (let rung = 0; rung < template.rungs.length; rung++) {
    const pattern = template.rungs[rung];
    if (pattern === undefined) break;
    const { text } = toGsm7(fill(pattern, values));
    const { encoding, parts } = measureSms(text);
    if (best !== null && best.parts <= parts) continue;
    best = { text, encoding, parts, rung, template: template.template, version: template.version };
    if (parts <= least) break;
  }
  if (best === null) throw new Error(`template ${template.template} has no rungs`);
  return best;
}

/** Characters that one part holds. */
const ONE_PART = 160;

/**
 * With a link no wording fits one part, and going down the whole ladder to find that out would cost more than the rest of the composing.
 * In letters that 7 bits do not have few texts fit one part: the shortest rung says how few there can be.
 */
function fewestParts(template: CompiledSms, values: MessageValues): number {
  const shortest = template.rungs.at(-1);
  if (template.wide && shortest !== undefined) return measureSms(fill(shortest, values)).parts;
  return shortest !== undefined && values.answerAt !== "" && fill(shortest, values).length > ONE_PART ? 2 : 1;
}

/**
 * Whether a sender name may be shown on a telephone (AGCOM delibera 12/23/CIR): 3 to 11 characters of the basic
 * alphabet, not only digits. That the name is registered is known by the sender registry, not here.
 */
export function checkSmsSender(alias: string): Outcome<string> {
  if (alias.length < 3 || alias.length > 11) return refuse("MITTENTE_LUNGHEZZA", SENDER_REFUSALS.length);
  if (!/^[A-Za-z0-9][A-Za-z0-9 ]*[A-Za-z0-9]$/.test(alias))
    return refuse("MITTENTE_CARATTERI", SENDER_REFUSALS.characters);
  if (!/[A-Za-z]{2}/.test(alias)) return refuse("MITTENTE_CIFRE", SENDER_REFUSALS.digits);
  return accept(alias);
}
