// Queries of what the planner is told: what the operator of each desk can do, and the Region's rules by measure.

import type { ClientBase } from "pg";
import type { HouseholdRule } from "../domain/planning/types.ts";

type Queryable = Pick<ClientBase, "query">;

export interface AbilityRow {
  readonly id: string;
  readonly deskId: number;
  readonly version: number;
  readonly operator: string;
  readonly skills: string[];
  readonly languages: string[];
  readonly reason: string;
  readonly enteredAt: string;
  readonly enteredBy: string;
}

/** The version in force of each desk of the office that has one. */
export async function abilitiesOf(client: Queryable, officeId: string): Promise<AbilityRow[]> {
  const { rows } = await client.query<AbilityRow>(
    `select distinct on (desk_id) id, desk_id as "deskId", version, operator, skills, languages, reason, entered_at as "enteredAt", entered_by as "enteredBy"
     from desk_ability where office_id = $1 order by desk_id, version desc`,
    [officeId],
  );
  return rows;
}

export async function insertAbility(client: Queryable, officeId: string, row: AbilityRow): Promise<void> {
  await client.query(
    `insert into desk_ability (id, office_id, desk_id, version, operator, skills, languages, reason, entered_at, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [row.id, officeId, row.deskId, row.version, row.operator, row.skills, row.languages, row.reason, row.enteredAt, row.enteredBy],
  );
}

export interface PlanRuleRow {
  readonly id: string;
  readonly measure: string;
  readonly version: number;
  readonly points: Readonly<Record<string, number>>;
  readonly household: HouseholdRule;
  readonly reason: string;
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly approved: boolean | null;
  readonly decision: string | null;
}

const COLUMNS = `id, measure, version, points, household, reason, proposed_at as "proposedAt", proposed_by as "proposedBy",
  decided_at as "decidedAt", decided_by as "decidedBy", approved, decision`;

/** Newest first. */
export async function planRules(client: Queryable, measure: string, limit: number): Promise<PlanRuleRow[]> {
  const { rows } = await client.query<PlanRuleRow>(`select ${COLUMNS} from plan_rule where measure = $1 order by version desc limit $2`, [measure, limit]);
  return rows;
}

export async function planRuleInForce(client: Queryable, measure: string): Promise<PlanRuleRow | null> {
  const { rows } = await client.query<PlanRuleRow>(`select ${COLUMNS} from plan_rule where measure = $1 and approved order by version desc limit 1`, [measure]);
  return rows[0] ?? null;
}

export async function lockPlanRules(client: Queryable, measure: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('plan-rule/' || $1, 0))", [measure]);
}

export async function insertPlanRule(client: Queryable, row: Omit<PlanRuleRow, "decidedAt" | "decidedBy" | "approved" | "decision">): Promise<void> {
  await client.query(
    "insert into plan_rule (id, measure, version, points, household, reason, proposed_at, proposed_by) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [row.id, row.measure, row.version, JSON.stringify(row.points), row.household, row.reason, row.proposedAt, row.proposedBy],
  );
}

export async function decidePlanRule(client: Queryable, id: string, decided: { readonly at: string; readonly by: string; readonly approved: boolean; readonly reason: string }): Promise<void> {
  await client.query("update plan_rule set decided_at = $2, decided_by = $3, approved = $4, decision = $5 where id = $1", [
    id, decided.at, decided.by, decided.approved, decided.reason,
  ]);
}
