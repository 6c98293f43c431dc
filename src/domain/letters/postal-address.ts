// The address as the post wants it: at most five lines of forty-four characters, street, postal code, municipality, province.

import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { tidy } from "../messages/wording.ts";
import { writtenName } from "../people/written-name.ts";
import { ADDRESS_REFUSALS } from "./texts.ts";

/** What is known of where a person lives; the municipality as the tables name it, null when they do not know its code. */
export interface AddressFacts {
  readonly name: string;
  readonly surname: string;
  readonly street: string | null;
  readonly zip: string | null;
  readonly municipality: { readonly name: string; readonly province: string } | null;
}

export interface PostalAddress {
  /** As printed, first the person, last postal code, municipality and province. */
  readonly lines: readonly string[];
  readonly name: string;
  readonly street: string;
  readonly zip: string;
  readonly municipality: string;
  readonly province: string;
}

/** Poste Italiane, «Standard di composizione degli indirizzi»: characters of a line. */
export const LONGEST_LINE = 44;
const MOST_STREET_LINES = 2;
/** No delivery office has such a code: it stands where nobody knew better. */
const NO_ZIP = new Set(["00000", "99999", "11111", "12345"]);
const FICTITIOUS = /\b(?:senza fissa dimora|s\.?\s?f\.?\s?d\.?|irreperibil[ei]|sconosciut[oa]|via (?:fittizia|della casa comunale))\b/i;

/**
 * Judges an address before a letter is written. Refusals: INDIRIZZO_ASSENTE, INDIRIZZO_SENZA_VIA, INDIRIZZO_FITTIZIO, CAP_ASSENTE, CAP_NON_VALIDO,
 * COMUNE_ASSENTE, INDIRIZZO_TROPPO_LUNGO.
 */
export function postalAddress(facts: AddressFacts): Outcome<PostalAddress> {
  const street = tidy(facts.street ?? "");
  const zip = tidy(facts.zip ?? "");
  if (street === "" && zip === "" && facts.municipality === null) return no("INDIRIZZO_ASSENTE");
  if (!/\p{L}{2}/u.test(street)) return no("INDIRIZZO_SENZA_VIA");
  if (FICTITIOUS.test(street)) return no("INDIRIZZO_FITTIZIO");
  if (zip === "") return no("CAP_ASSENTE");
  if (!/^[0-9]{5}$/.test(zip) || NO_ZIP.has(zip)) return no("CAP_NON_VALIDO");
  if (facts.municipality === null) return no("COMUNE_ASSENTE");
  const { name: municipality, province } = facts.municipality;
  const name = `${writtenName(tidy(facts.surname))} ${writtenName(tidy(facts.name))}`.trim();
  const town = `${zip} ${municipality.toLocaleUpperCase("it")} ${province}`;
  const above = [...broken(name), ...broken(street)];
  if (above.some((line) => line.length > LONGEST_LINE) || broken(street).length > MOST_STREET_LINES || town.length > LONGEST_LINE || broken(name).length > 2)
    return no("INDIRIZZO_TROPPO_LUNGO");
  return accept({ lines: [...above, town], name, street, zip, municipality, province });
}

/** In lines of the length that the post reads, cut between words. */
function broken(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= LONGEST_LINE) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function no(code: keyof typeof ADDRESS_REFUSALS): Outcome<never> {
  return refuse(code, ADDRESS_REFUSALS[code]);
}
