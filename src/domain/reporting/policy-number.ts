// The number of an active policy in the national file: who made it, the how-manieth it is, and a letter that guards the rest.

import { checkLetterOf } from "../people/tax-code-encoding.ts";
import type { IsoDate } from "../notices/types.ts";

/** What the letter guards: they do not change when the policy is later corrected, nor does the number. */
export interface PolicyBase {
  /** Tax code of the body that proposes it, eleven digits. */
  readonly body: string;
  /** National activity code of three characters, e.g. "A02". */
  readonly activity: string;
  readonly proposedOn: IsoDate;
}

const LAST = 0xffff_ffff;

/**
 * Eleven characters: two of the system that makes it (05 for Campania), eight hexadecimal of its sequence, one check letter computed as
 * that of a tax code over body, activity and day of the proposal (ANPAL, standard of the SAP, section 6).
 *
 * @throws RangeError when a part has not its form: a number that is wrong once is wrong for ever
 */
export function policyNumber(system: string, sequence: number, { body, activity, proposedOn }: PolicyBase): string {
  if (!/^\d{2}$/.test(system)) throw new RangeError(`not a system code: ${system}`);
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > LAST) throw new RangeError(`not a sequence: ${sequence}`);
  if (!/^\d{11}$/.test(body)) throw new RangeError(`not the tax code of a body: ${body}`);
  if (!/^[A-Z]\d{2}$|^[A-Z]{2}\d$/.test(activity)) throw new RangeError(`not an activity code: ${activity}`);
  const guarded = `${body}${activity}${proposedOn.replaceAll("-", "")}`;
  return `${system}${sequence.toString(16).toUpperCase().padStart(8, "0")}${checkLetterOf(guarded)}`;
}
