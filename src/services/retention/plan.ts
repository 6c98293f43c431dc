// Use case: what the table of times would erase today, and why; nothing is touched.

import { RETENTION_KIND_NAMES } from "../../domain/retention/kinds.ts";
import type { RetentionKind } from "../../domain/retention/kinds.ts";
import { ruleFor } from "../../domain/retention/rules.ts";
import type { RetentionRule } from "../../domain/retention/rules.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { businessNow } from "../../store/clock.ts";
import { inTransaction } from "../../store/pools.ts";
import { countDueDossiers } from "../../store/retention-dossiers.ts";
import type { Months } from "../../store/retention-dossiers.ts";
import { PARTS_OF_RETENTION } from "../../store/retention-parts.ts";
import type { Services } from "../context.ts";

export interface DueLine {
  readonly kind: RetentionKind;
  readonly rule: RetentionRule;
  readonly measure: string;
  /** Households for dossiers, single things otherwise. */
  readonly units: number;
  /** Cases within dossiers; null otherwise. */
  readonly cases: number | null;
  readonly oldest: string;
  /** Why they stay all the same; null: they would go. */
  readonly held: string | null;
}

export interface RetentionPlan {
  readonly today: string;
  readonly lines: readonly DueLine[];
}

/** The months of a kind, for each measure that has its own. */
export function monthsOf(rules: readonly RetentionRule[], kind: RetentionKind): Months {
  const own = rules.filter((rule) => rule.kind === kind && rule.measure !== "*");
  return {
    usual: ruleFor(rules, kind, "*").months,
    byMeasure: Object.fromEntries(own.map((rule) => [rule.measure, rule.months])),
  };
}

export async function planRetention(
  services: Services,
  rules: readonly RetentionRule[],
): Promise<RetentionPlan> {
  return inTransaction(services.pools.retention, async (client) => {
    await client.query("set transaction isolation level repeatable read, read only");
    const today = romeDay(await businessNow(client));
    const lines: DueLine[] = [];
    for (const { measure, held, households, cases, oldest } of await countDueDossiers(
      client,
      monthsOf(rules, "dossier"),
      today,
    )) {
      lines.push({
        kind: "dossier",
        rule: ruleFor(rules, "dossier", measure),
        measure,
        units: households,
        cases,
        oldest,
        held,
      });
    }
    for (const kind of RETENTION_KIND_NAMES) {
      const part = PARTS_OF_RETENTION.find((one) => one.kind === kind);
      for (const { measure, rows, oldest } of (await part?.count(client, monthsOf(rules, kind), today)) ??
        []) {
        lines.push({
          kind,
          rule: ruleFor(rules, kind, measure),
          measure,
          units: rows,
          cases: null,
          oldest,
          held: null,
        });
      }
    }
    return { today, lines };
  });
}
