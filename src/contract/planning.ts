// What the planner is told: what each desk can do, and what weighs in the order of the plan.

import { z } from "zod";
import { CRITERIA, DESK_LANGUAGES, MOST_POINTS, SKILLS } from "../domain/planning/rules.ts";
import { Id, Instant, Reason } from "./problem.ts";

const points = z.int().min(0).max(MOST_POINTS);
const Points = z.object({ deadline: points, waiting: points, young: points, "ending-exemption": points, vulnerable: points });
const Household = z.enum(["apart", "one-day"]);
const Version = z.int().nonnegative().describe("La versione che si aveva davanti; 0 se nessuna");

export const PlanRule = z.object({
  id: Id,
  version: z.int(),
  points: Points,
  household: Household,
  reason: z.string(),
  proposedAt: Instant,
  proposedBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  approved: z.boolean().nullable(),
  decision: z.string().nullable(),
  own: z.boolean().describe("Proposta da chi guarda: decide un’altra persona"),
});
export type PlanRule = z.infer<typeof PlanRule>;

export const PlanRules = z.object({
  measure: z.string(),
  measures: z.array(z.object({ code: z.string(), name: z.string() })),
  inForce: z.object({ version: Version, points: Points, household: Household }),
  criteria: z.array(z.object({ name: z.enum(CRITERIA), title: z.string(), unit: z.string(), most: z.int(), note: z.string(), law: z.string().nullable() })),
  households: z.array(z.object({ name: Household, title: z.string(), note: z.string() })),
  kinds: z.array(z.object({ title: z.string(), seats: z.int(), note: z.string() })),
  history: z.array(PlanRule).describe("Le ultime proposte, dalla più nuova"),
});
export type PlanRules = z.infer<typeof PlanRules>;

export const PlanRuleProposal = z.object({ id: Id, measure: z.string().max(40), points: Points, household: Household, reason: Reason, seen: Version });
export const PlanRuleDecision = z.object({ measure: z.string().max(40), approved: z.boolean(), reason: Reason });

export const DeskAbilities = z.object({
  skills: z.array(z.object({ name: z.enum(SKILLS), title: z.string() })),
  languages: z.array(z.enum(DESK_LANGUAGES)),
  desks: z.array(
    z.object({
      deskId: z.int(),
      label: z.string(),
      version: Version,
      operator: z.string().nullable(),
      skills: z.array(z.enum(SKILLS)),
      languages: z.array(z.enum(DESK_LANGUAGES)),
      reason: z.string().nullable(),
      enteredAt: Instant.nullable(),
      enteredBy: z.string().nullable(),
    }),
  ),
});
export type DeskAbilities = z.infer<typeof DeskAbilities>;

export const DeskAbilityRequest = z.object({
  id: Id,
  deskId: z.int(),
  operator: z.string().max(120),
  skills: z.array(z.enum(SKILLS)).max(SKILLS.length),
  languages: z.array(z.enum(DESK_LANGUAGES)).max(DESK_LANGUAGES.length),
  reason: Reason,
  seen: Version,
});
