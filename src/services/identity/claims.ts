// From a provider's claims to the roles and offices that a login may take: by the rules in force, and by nothing else.

import { isRole, needsOffice } from "../../domain/access/roles.ts";
import type { Choice } from "../../store/sessions.ts";
import type { ClaimRule } from "../../store/sessions-providers.ts";

export type Claims = Readonly<Record<string, unknown>>;

const MOST_VALUES = 200;
const MOST_CHOICES = 100;

/** The texts of a claim; a dotted name goes into objects ("realm_access.roles"), unless the claim itself is called so. */
export function valuesOf(claims: Claims, name: string): string[] {
  const found = Object.hasOwn(claims, name) ? claims[name] : inside(claims, name.split("."));
  const list = Array.isArray(found) ? found.slice(0, MOST_VALUES) : [found];
  return list.flatMap((one: unknown) =>
    typeof one === "string"
      ? [one]
      : typeof one === "number" || typeof one === "boolean"
        ? [String(one)]
        : [],
  );
}

function inside(claims: unknown, path: readonly string[]): unknown {
  let at = claims;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Claims)[name];
  }
  return at;
}

/** Each role that some rule gives, in each office it names, once; offices are still to be looked up. */
export function choicesFromClaims(rules: readonly ClaimRule[], claims: Claims): Choice[] {
  const choices = new Map<string, Choice>();
  for (const rule of rules) {
    if (
      !isRole(rule.role) ||
      rule.role === "integration" ||
      !valuesOf(claims, rule.claim).includes(rule.value)
    )
      continue;
    const named =
      rule.office !== null
        ? [rule.office]
        : rule.officeClaim === null
          ? []
          : valuesOf(claims, rule.officeClaim);
    const offices = needsOffice(rule.role) ? named : [null];
    for (const office of offices) choices.set(`${rule.role}@${office ?? ""}`, { role: rule.role, office });
  }
  return [...choices.values()].slice(0, MOST_CHOICES);
}
