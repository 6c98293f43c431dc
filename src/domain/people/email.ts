// E-mail addresses as people write them: what surely cannot be delivered is refused with the reason, slips are pointed out.

import type { Outcome, Refusal } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import type { PeopleCode } from "./texts.ts";
import { peopleText } from "./texts.ts";

export interface EmailReading {
  readonly raw: string;
  readonly outcome: Outcome<string>;
}

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const GOOD = new RegExp(
  `^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?:[A-Za-z]{2,24}|[Xx][Nn]--[A-Za-z0-9-]{1,59})$`,
);
const PLACEHOLDER =
  /^(?:[-–—./*_\s]*|0|n\.?\s?[ad]\.?|n\/[ad]|ness(?:uno|una)|null|x+|assente|no|non\s(?:disponibile|fornita|indicata|presente|possiede))$/i;
/** Longer cells hold something else than addresses, and are not taken apart. */
const LONGEST_CELL = 1000;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/** Domains that are nearly always a slip, with what was meant. Only pointed out: the wrong domain may exist. */
const SLIPS = new Map([
  ["gmial.com", "gmail.com"],
  ["gmai.com", "gmail.com"],
  ["gmal.com", "gmail.com"],
  ["gamil.com", "gmail.com"],
  ["gmaill.com", "gmail.com"],
  ["gmail.it", "gmail.com"],
  ["gmail.con", "gmail.com"],
  ["gmail.co", "gmail.com"],
  ["gmail.cm", "gmail.com"],
  ["gmail.comm", "gmail.com"],
  ["gimail.com", "gmail.com"],
  ["gnail.com", "gmail.com"],
  ["gmil.com", "gmail.com"],
  ["hotmial.it", "hotmail.it"],
  ["hotmial.com", "hotmail.com"],
  ["hotmai.it", "hotmail.it"],
  ["hotmai.com", "hotmail.com"],
  ["hotmal.it", "hotmail.it"],
  ["hotmal.com", "hotmail.com"],
  ["hotmil.it", "hotmail.it"],
  ["hotmail.con", "hotmail.com"],
  ["hotamil.it", "hotmail.it"],
  ["otmail.it", "hotmail.it"],
  ["otmail.com", "hotmail.com"],
  ["lbero.it", "libero.it"],
  ["liber.it", "libero.it"],
  ["libero.com", "libero.it"],
  ["libro.it", "libero.it"],
  ["libeto.it", "libero.it"],
  ["yaho.it", "yahoo.it"],
  ["yaho.com", "yahoo.com"],
  ["yahoo.con", "yahoo.com"],
  ["yhaoo.it", "yahoo.it"],
  ["yahho.it", "yahoo.it"],
  ["outlok.it", "outlook.it"],
  ["outlok.com", "outlook.com"],
  ["outloock.it", "outlook.it"],
  ["outlook.con", "outlook.com"],
  ["virgillio.it", "virgilio.it"],
  ["virglio.it", "virgilio.it"],
  ["tiscali.com", "tiscali.it"],
  ["tiscal.it", "tiscali.it"],
  ["alice.com", "alice.it"],
  ["icloud.con", "icloud.com"],
  ["iclod.com", "icloud.com"],
]);

/**
 * The first good address of a cell, its domain in lower case (the name before @ is kept: its case belongs to the recipient's
 * server). When none is good, the refusal of the first, with the EMAIL_* codes of `texts.ts`.
 */
export function normalizeEmail(raw: string): Outcome<string> {
  if (raw.length <= 254 && GOOD.test(raw)) return finish(raw);
  const outcomes = readEmails(raw).map((reading) => reading.outcome);
  return outcomes.find((each) => each.ok) ?? outcomes[0] ?? no("EMAIL_NON_INDICATA");
}

/** Every address in a cell ("a@b.it; c@d.it"), in order, each with its own outcome. Never empty. */
export function readEmails(raw: string): readonly EmailReading[] {
  if (raw.length <= 254 && GOOD.test(raw)) return [{ raw, outcome: finish(raw) }];
  const text = raw
    .replace(INVISIBLE, "")
    .replace(/\u00a0/g, " ")
    .trim();
  if (text.length > LONGEST_CELL) return [{ raw: text, outcome: no("EMAIL_TROPPO_LUNGA") }];
  const parts = splitAddresses(text);
  if (parts.length === 0) return [{ raw: text, outcome: no("EMAIL_NON_INDICATA") }];
  return parts.map((part) => ({ raw: part, outcome: readOne(part) }));
}

/** A warning when the domain is a well-known slip of another ("gmial.com"); null when there is nothing to say. */
export function suspectDomain(email: string): Refusal | null {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const suggestion = SLIPS.get(domain);
  if (suggestion === undefined) return null;
  return {
    code: "EMAIL_DOMINIO_SOSPETTO",
    message: peopleText("EMAIL_DOMINIO_SOSPETTO", { domain, suggestion }),
  };
}

/** Commas, slashes and spaces part addresses only where both sides have an @, so that "mario,rossi@x.it" stays one. */
function splitAddresses(text: string): readonly string[] {
  const parts = text.split(/[;|\n\r]+/);
  return parts
    .flatMap((part) => {
      const pieces = part.split(/\s*[,/]\s*|\s+(?:e|o|oppure)\s+|\s+/);
      return pieces.length > 1 && pieces.every((piece) => piece.includes("@")) ? pieces : [part];
    })
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function readOne(written: string): Outcome<string> {
  if (PLACEHOLDER.test(written)) return no("EMAIL_NON_INDICATA");
  const address = bare(written);
  const ats = address.split("@").length - 1;
  if (ats === 0) return no("EMAIL_SENZA_CHIOCCIOLA");
  if (ats > 1) return no("EMAIL_PIU_CHIOCCIOLE");
  if (/\s/.test(address)) return no("EMAIL_SPAZI");
  if (address.includes(",")) return no("EMAIL_VIRGOLA");
  if (/\.\.|^\.|\.$|\.@|@\./.test(address)) return no("EMAIL_PUNTI");
  const at = address.indexOf("@");
  const strange = /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]/u.exec(address)?.[0];
  if (strange !== undefined) return no("EMAIL_CARATTERI", { char: strange });
  if (at === 0 || at > 64) return no("EMAIL_NOME");
  if (address.length > 254) return no("EMAIL_TROPPO_LUNGA");
  return GOOD.test(address) ? finish(address) : no("EMAIL_DOMINIO", { domain: address.slice(at + 1) });
}

/** "Mario Rossi <m@x.it>", "mailto:m@x.it", "e-mail: m@x.it" → the address. */
function bare(written: string): string {
  const bracketed = /<\s*([^<>]+?)\s*>$/.exec(written)?.[1] ?? written;
  return bracketed.replace(/^(?:mailto|e-?mail|pec)\s*:\s*/i, "").replace(/^["']|["']$/g, "");
}

function finish(address: string): Outcome<string> {
  const at = address.lastIndexOf("@");
  if (at > 64) return no("EMAIL_NOME");
  return accept(address.slice(0, at + 1) + address.slice(at + 1).toLowerCase());
}

function no(code: PeopleCode, values?: Readonly<Record<string, string | number>>): Outcome<never> {
  return refuse(code, peopleText(code, values));
}
