// What an auditor may set of a rule of unusual access: its own numbers, within limits that leave it a rule, and always with a reason.

import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { RULE_TEXTS } from "./texts.ts";
import { UNUSUAL_DEFAULTS } from "./unusual.ts";
import type { UnusualRule } from "./unusual.ts";

const DAY = 24 * 60;

/** Least and most of each number: below the least everybody is flagged, above the most nobody ever is. */
export const RULE_LIMITS: Readonly<Record<UnusualRule, Readonly<Record<string, readonly [least: number, most: number]>>>> = {
  relative: {},
  protected: {},
  burst: { persons: [5, 500], minutes: [1, 240] },
  "out-of-hours": { from: [0, DAY], to: [0, DAY] },
  "no-act": { graceMinutes: [0, DAY] },
};

export interface RuleChange {
  readonly rule: UnusualRule;
  readonly active: boolean;
  readonly parameters: Readonly<Record<string, number>>;
  readonly reason: string;
}

/**
 * The change with all of the rule's numbers, those that were not given as the program has them.
 * Refusals: MOTIVO_MANCANTE, PARAMETRO_SCONOSCIUTO, PARAMETRO_FUORI_LIMITI, ORARIO_ROVESCIATO.
 */
export function checkRuleChange(change: RuleChange): Outcome<RuleChange> {
  const reason = change.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", RULE_TEXTS.reasonMissing);
  const limits = RULE_LIMITS[change.rule];
  const own: Readonly<Record<string, unknown>> = UNUSUAL_DEFAULTS[change.rule];
  for (const [name, value] of Object.entries(change.parameters)) {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (limit === undefined) return refuse("PARAMETRO_SCONOSCIUTO", RULE_TEXTS.unknown);
    const [least, most] = limit;
    if (!Number.isInteger(value) || value < least || value > most)
      return refuse("PARAMETRO_FUORI_LIMITI", RULE_TEXTS.outOfLimits(least, most));
  }
  const parameters = Object.fromEntries(Object.keys(limits).map((name) => [name, change.parameters[name] ?? Number(own[name])]));
  if (change.rule === "out-of-hours" && parameters["from"]! >= parameters["to"]!)
    return refuse("ORARIO_ROVESCIATO", RULE_TEXTS.upsideDown);
  return accept({ rule: change.rule, active: change.active, parameters, reason });
}
