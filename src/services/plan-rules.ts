// Use cases: the head of an office says what each desk can do; the Region proposes and decides what weighs in the order of the plan.

import { isDeepStrictEqual } from "node:util";
import { accept, refuse } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { MEASURES } from "../domain/measures/catalogue.ts";
import { CRITERIA, DESK_LANGUAGES, HOUSEHOLD_RULES, MOST_POINTS, SHIPPED_RULES, SKILLS } from "../domain/planning/rules.ts";
import type { Criterion, PlanRules } from "../domain/planning/rules.ts";
import { lockAgenda, officeSubject } from "../store/agenda.ts";
import { businessNow } from "../store/clock.ts";
import { abilitiesOf, decidePlanRule, insertAbility, insertPlanRule, lockPlanRules, planRuleInForce, planRules } from "../store/plan-rules.ts";
import type { AbilityRow, PlanRuleRow } from "../store/plan-rules.ts";
import { inOffice, inTransaction } from "../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import type { ClientBase } from "pg";
import type { Actor, Services } from "./context.ts";
import { PLAN_RULE_TEXTS } from "./plan-rules-texts.ts";
import type { Reference } from "./reference.ts";

const SHORTEST_REASON = 5;

export interface AbilityRequest {
  /** Made by whoever asks: asked again, nothing is done twice. */
  readonly id: string;
  readonly reference: Reference;
  readonly scenario: string;
  readonly deskId: number;
  readonly operator: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly reason: string;
  /** The version that the page showed; 0 where there was none. */
  readonly seen: number;
  readonly actor: Actor;
}

/**
 * Writes the next version of what a desk can do, with an act on the office's chain: for plans to come, nobody who holds a seat is moved.
 * Refusals: SPORTELLO_SENZA_SEDE, SPORTELLO_SCONOSCIUTO, SPORTELLO_OPERATORE, SPORTELLO_COMPETENZE, SPORTELLO_MOTIVO, SPORTELLO_CAMBIATO.
 */
export async function setDeskAbility(services: Services, request: AbilityRequest): Promise<Outcome<{ version: number }>> {
  const { actor, id, deskId, seen } = request;
  const { office } = actor;
  const [operator, reason] = [request.operator.trim(), request.reason.trim()];
  if (office === undefined) return refuse("SPORTELLO_SENZA_SEDE", PLAN_RULE_TEXTS.noOffice);
  if (!request.reference.desks(request.scenario).some((desk) => desk.id === deskId && desk.officeId === office)) return refuse("SPORTELLO_SCONOSCIUTO", PLAN_RULE_TEXTS.deskUnknown);
  if (operator === "") return refuse("SPORTELLO_OPERATORE", PLAN_RULE_TEXTS.operatorMissing);
  const [skills, languages] = [inOrder(SKILLS, request.skills), inOrder(DESK_LANGUAGES, request.languages)];
  if (skills === null || languages === null) return refuse("SPORTELLO_COMPETENZE", PLAN_RULE_TEXTS.abilityUnknown);
  if (reason.length < SHORTEST_REASON) return refuse("SPORTELLO_MOTIVO", PLAN_RULE_TEXTS.reasonMissing);
  return inOffice(services.pools.app, office, async (client) => {
    await lockAgenda(client, office);
    const last = (await abilitiesOf(client, office)).find((row) => row.deskId === deskId);
    if (last?.id === id && isDeepStrictEqual([last.operator, last.skills, last.languages], [operator, skills, languages])) return accept({ version: last.version });
    if ((last?.version ?? 0) !== seen) return refuse("SPORTELLO_CAMBIATO", PLAN_RULE_TEXTS.changed);
    const now = await businessNow(client);
    const row: AbilityRow = { id, deskId, version: seen + 1, operator, skills, languages, reason, enteredAt: now, enteredBy: actor.id };
    await insertAbility(client, office, row);
    await appendActs(client, actor, [
      {
        subjectId: await officeSubject(client, office), subjectKind: "office", kind: "desk-ability-set", happenedAt: now, citation: "L241_1990_ART1",
        payload: { office, desk: deskId, ability: id, version: row.version, operator, skills, languages, reason },
      },
    ]);
    return accept({ version: row.version });
  });
}

/** The words in the order of the table, each once; null where one is not known. */
function inOrder(known: readonly string[], said: readonly string[]): string[] | null {
  return said.every((word) => known.includes(word)) ? known.filter((word) => said.includes(word)) : null;
}

export interface RulesInForce extends PlanRules {
  /** 0: as shipped. */
  readonly version: number;
}

export async function rulesInForce(client: Pick<ClientBase, "query">, measure: string): Promise<RulesInForce> {
  const row = await planRuleInForce(client, measure);
  return row === null ? { ...SHIPPED_RULES, version: 0 } : { points: pointsOf(row), household: row.household, version: row.version };
}

/** Points of a row; a criterion that came after it has those shipped. */
export function pointsOf({ points }: Pick<PlanRuleRow, "points">): PlanRules["points"] {
  const given = (criterion: Criterion): number => points[criterion] ?? SHIPPED_RULES.points[criterion];
  return { deadline: given("deadline"), waiting: given("waiting"), young: given("young"), "ending-exemption": given("ending-exemption"), vulnerable: given("vulnerable") };
}

export interface RuleProposal extends PlanRules {
  readonly id: string;
  readonly measure: string;
  readonly reason: string;
  /** The newest version that the page showed; 0 where there was none. */
  readonly seen: number;
  readonly actor: Actor;
}

/**
 * Proposes other points or another household rule for a measure: nothing changes until another person approves.
 * Refusals: REGOLA_REGIONALE, REGOLA_MISURA, REGOLA_PUNTI, REGOLA_MOTIVO, REGOLA_CAMBIATA, REGOLA_GIA_PROPOSTA, REGOLA_UGUALE.
 */
export async function proposePlanRule(services: Services, request: RuleProposal): Promise<Outcome<{ version: number }>> {
  const { id, measure, points, household, seen, actor } = request;
  const reason = request.reason.trim();
  if (actor.office !== undefined) return refuse("REGOLA_REGIONALE", PLAN_RULE_TEXTS.regionOnly);
  if (!MEASURES.some(({ code }) => code === measure)) return refuse("REGOLA_MISURA", PLAN_RULE_TEXTS.measureUnknown);
  const isPoints = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= MOST_POINTS;
  if (!CRITERIA.every((criterion) => isPoints(points[criterion])) || !(household in HOUSEHOLD_RULES)) return refuse("REGOLA_PUNTI", PLAN_RULE_TEXTS.pointsWrong(MOST_POINTS));
  if (reason.length < SHORTEST_REASON) return refuse("REGOLA_MOTIVO", PLAN_RULE_TEXTS.reasonMissing);
  return inTransaction(services.pools.worker, async (client) => {
    await lockPlanRules(client, measure);
    const [last] = await planRules(client, measure, 1);
    if (last?.id === id) return accept({ version: last.version });
    if ((last?.version ?? 0) !== seen) return refuse("REGOLA_CAMBIATA", PLAN_RULE_TEXTS.changed);
    if (last?.decidedAt === null) return refuse("REGOLA_GIA_PROPOSTA", PLAN_RULE_TEXTS.open);
    const { version: _, ...inForce } = await rulesInForce(client, measure);
    if (isDeepStrictEqual(inForce, { points: pointsOf({ points }), household })) return refuse("REGOLA_UGUALE", PLAN_RULE_TEXTS.same);
    const now = await businessNow(client);
    const row = { id, measure, version: seen + 1, points: pointsOf({ points }), household, reason, proposedAt: now, proposedBy: actor.id };
    await insertPlanRule(client, row);
    await appendActs(client, actor, [ruleAct("plan-rule-proposed", now, { rule: id, measure, version: row.version, points: row.points, household, reason })]);
    return accept({ version: row.version });
  });
}

export interface RuleDecision {
  readonly id: string;
  readonly measure: string;
  readonly approved: boolean;
  readonly reason: string;
  readonly actor: Actor;
}

/** Approves or turns down what another person has proposed. Refusals: REGOLA_REGIONALE, REGOLA_MOTIVO, REGOLA_SCONOSCIUTA, REGOLA_GIA_DECISA, REGOLA_PROPRIA. */
export async function settlePlanRule(services: Services, request: RuleDecision): Promise<Outcome<{ approved: boolean }>> {
  const { id, measure, approved, actor } = request;
  const reason = request.reason.trim();
  if (actor.office !== undefined) return refuse("REGOLA_REGIONALE", PLAN_RULE_TEXTS.regionOnly);
  if (reason.length < SHORTEST_REASON) return refuse("REGOLA_MOTIVO", PLAN_RULE_TEXTS.reasonMissing);
  return inTransaction(services.pools.worker, async (client) => {
    await lockPlanRules(client, measure);
    const [last] = await planRules(client, measure, 1);
    if (last?.id !== id) return refuse("REGOLA_SCONOSCIUTA", PLAN_RULE_TEXTS.unknown);
    if (last.decidedAt !== null) return last.decidedBy === actor.id && last.approved === approved ? accept({ approved }) : refuse("REGOLA_GIA_DECISA", PLAN_RULE_TEXTS.decided);
    if (last.proposedBy === actor.id) return refuse("REGOLA_PROPRIA", PLAN_RULE_TEXTS.own);
    const now = await businessNow(client);
    await decidePlanRule(client, id, { at: now, by: actor.id, approved, reason });
    await appendActs(client, actor, [ruleAct(approved ? "plan-rule-approved" : "plan-rule-refused", now, { rule: id, measure, version: last.version, reason })]);
    return accept({ approved });
  });
}

function ruleAct(kind: string, happenedAt: string, payload: object) {
  return { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind, happenedAt, citation: "L241_1990_ART1", payload } as const;
}
