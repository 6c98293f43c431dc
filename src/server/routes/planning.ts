// What the planner is told: each office's desks by its head, the order of the plan by the Region, with two signatures.

import { z } from "zod";
import { DeskAbilities, DeskAbilityRequest, PlanRuleDecision, PlanRuleProposal, PlanRules } from "../../contract/planning.ts";
import { Done, Id } from "../../contract/problem.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import { MEASURES } from "../../domain/measures/catalogue.ts";
import { CRITERIA, CRITERION_RULES, DESK_LANGUAGES, HOUSEHOLD_RULES, MEETING_KINDS, SKILL_NAMES, SKILLS } from "../../domain/planning/rules.ts";
import type { DeskLanguage, Skill } from "../../domain/planning/rules.ts";
import { pointsOf, proposePlanRule, rulesInForce, setDeskAbility, settlePlanRule } from "../../services/plan-rules.ts";
import { abilitiesOf, planRules } from "../../store/plan-rules.ts";
import { inOffice } from "../../store/pools.ts";
import { officeWith } from "../access.ts";
import { requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const HISTORY_SHOWN = 20;
/** A measure once, whatever the number of its versions: the order of the plan is one. */
const BY_CODE = [...Map.groupBy(MEASURES, ({ code }) => code).values()].map((versions) => versions[0]!);

export function registerPlanning(app: App, context: ServerContext): void {
  registerRules(app, context);
  registerAbilities(app, context);
}

function registerRules(app: App, { services }: ServerContext): void {
  app.get(
    "/api/planning/rules",
    { schema: { summary: "Che cosa conta nell’ordine del piano", querystring: z.object({ measure: z.string().max(40).optional() }), response: { 200: PlanRules } } },
    async (request) => {
      const actor = requirePermission(request, "planning-rules");
      const measure = BY_CODE.find(({ code }) => code === request.query.measure) ?? BY_CODE[0]!;
      const db = services.pools.control;
      const rows = await planRules(db, measure.code, HISTORY_SHOWN);
      return {
        measure: measure.code,
        measures: BY_CODE.map(({ code, name }) => ({ code, name })),
        inForce: await rulesInForce(db, measure.code),
        criteria: CRITERIA.map((name) => {
          const { title, unit, most, note, citation } = CRITERION_RULES[name];
          return { name, title, unit, most, note, law: citation === null ? null : CITATIONS[citation].text };
        }),
        households: (["apart", "one-day"] as const).map((name) => ({ name, ...HOUSEHOLD_RULES[name] })),
        kinds: Object.values(MEETING_KINDS),
        history: rows.map(({ measure: _, ...row }) => ({ ...row, points: pointsOf(row), own: row.proposedBy === actor.id })),
      };
    },
  );
  app.post(
    "/api/planning/rules",
    { schema: { summary: "Propone altri punti o un’altra regola per i nuclei", body: PlanRuleProposal, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "propose-plan-rules");
      const { version } = orProblem(await proposePlanRule(services, { ...request.body, actor }));
      return { message: TEXTS.planRuleProposed(version) };
    },
  );
  app.post(
    "/api/planning/rules/:id/decision",
    { schema: { summary: "Approva o respinge una proposta", params: z.object({ id: Id }), body: PlanRuleDecision, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "approve-plan-rules");
      const { approved } = orProblem(await settlePlanRule(services, { id: request.params.id, ...request.body, actor }));
      return { message: approved ? TEXTS.planRuleApproved : TEXTS.planRuleRefused };
    },
  );
}

function registerAbilities(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/planning/desks",
    { schema: { summary: "Che cosa sa fare ogni sportello della sede", response: { 200: DeskAbilities } } },
    async (request) => {
      const { office } = officeWith(request, "desk-abilities");
      const inForce = await reference();
      const rows = await inOffice(services.pools.app, office, (db) => abilitiesOf(db, office));
      const known = new Map(rows.map((row) => [row.deskId, row]));
      return {
        skills: SKILLS.map((name) => ({ name, title: SKILL_NAMES[name] })),
        languages: [...DESK_LANGUAGES],
        desks: inForce.reference.desks(inForce.scenario).filter((desk) => desk.officeId === office).map(({ id, number }) => {
          const row = known.get(id);
          return {
            deskId: id, label: TEXTS.deskNumber(number), version: row?.version ?? 0, operator: row?.operator ?? null,
            skills: SKILLS.filter((skill): skill is Skill => row?.skills.includes(skill) === true),
            languages: DESK_LANGUAGES.filter((language): language is DeskLanguage => row?.languages.includes(language) === true),
            reason: row?.reason ?? null, enteredAt: row?.enteredAt ?? null, enteredBy: row?.enteredBy ?? null,
          };
        }),
      };
    },
  );
  app.post(
    "/api/planning/desks",
    { schema: { summary: "Scrive che cosa sa fare uno sportello", body: DeskAbilityRequest, response: { 200: Done } } },
    async (request) => {
      const { actor } = officeWith(request, "desk-abilities");
      const { reference: inForce, scenario } = await reference();
      orProblem(await setDeskAbility(services, { ...request.body, reference: inForce, scenario, actor }));
      return { message: TEXTS.deskAbilitySet };
    },
  );
}
