// Use case: the rules of unusual access as they stand, and a change of one by an auditor, with its reason, as an act of the installation.

import { checkRuleChange } from "../../domain/access/rule-change.ts";
import type { RuleChange } from "../../domain/access/rule-change.ts";
import { parametersWith, UNUSUAL_RULES } from "../../domain/access/unusual.ts";
import type { UnusualRule } from "../../domain/access/unusual.ts";
import { accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { readRuleRows, saveRule } from "../../store/access-review.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";

export interface StandingRule {
  readonly rule: UnusualRule;
  readonly active: boolean;
  readonly parameters: Readonly<Record<string, number>>;
  /** Null: nobody has changed it. */
  readonly changed: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export async function standingRules(services: Services): Promise<StandingRule[]> {
  const rows = await readRuleRows(services.pools.audit);
  const all = parametersWith(rows);
  return UNUSUAL_RULES.map((rule) => {
    const { active, ...parameters } = all[rule] as { active: boolean } & Record<string, number>;
    const row = rows.find((one) => one.rule === rule);
    return { rule, active, parameters, changed: row === undefined ? null : { at: row.changedAt, by: row.changedBy, reason: row.reason } };
  });
}

/** Refusals: those of `checkRuleChange`. It holds for what is looked at from now on; flags raised before stay. */
export async function changeRule(services: Services, asked: RuleChange, actor: Actor): Promise<Outcome<null>> {
  const checked = checkRuleChange(asked);
  if (!checked.ok) return checked;
  const change = checked.value;
  const now = await services.now();
  const before = (await standingRules(services)).find(({ rule }) => rule === change.rule)!;
  await inTransaction(services.pools.audit, async (db) => {
    await saveRule(db, { ...change, at: now, by: actor.id });
    await appendActs(db, actor, [
      {
        subjectId: SYSTEM_SUBJECT,
        subjectKind: "system",
        kind: "access-rule-changed",
        happenedAt: now,
        citation: "GARANTE_ADMINISTRATORS",
        payload: {
          rule: change.rule,
          before: { active: before.active, ...before.parameters },
          after: { active: change.active, ...change.parameters },
          reason: change.reason,
        },
      },
    ]);
  });
  return accept(null);
}
