// The desk of conditionality: facts by what they wait for, and one page for each with its evidence laid out.

import { z } from "zod";
import { Day, Id, Instant } from "./problem.ts";

export const FACT_LISTS = ["to-judge", "justifications", "approval", "window", "closed"] as const;
export const FactList = z.enum(FACT_LISTS);
export type FactList = z.infer<typeof FactList>;
export const FactsQuery = z.object({ list: FactList.default("to-judge"), cursor: z.string().max(300).optional() });

/** "fact": recorded. "absence": a summons closed as unjustified, not taken up yet. "task": put before the desk by another procedure. */
export const FactKind = z.enum(["fact", "absence", "task"]);

export const FactRow = z.object({
  what: FactKind,
  id: Id.describe("Della pratica, della convocazione o dell’attività dello sportello"),
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  measure: z.string(),
  title: z.string(),
  happenedOn: Day.nullable(),
  stateText: z.string(),
  deadline: z.object({ title: z.string(), dueOn: Day, dueAt: Instant.nullable(), daysLeft: z.int() }).nullable(),
  papers: z.int().describe("Giustificazioni consegnate e non ancora esaminate"),
  proposedBy: z.string().nullable(),
});
export type FactRow = z.infer<typeof FactRow>;
export const Facts = z.object({
  rows: z.array(FactRow),
  next: z.string().nullable(),
  today: Day,
  now: Instant,
  counts: z.record(z.string(), z.int()).describe("Quanti in ogni elenco; non per quelli chiusi"),
});
export type Facts = z.infer<typeof Facts>;

export const FactQuery = z.object({ what: FactKind, id: Id });

export const FactTelling = z.object({
  id: Id,
  channel: z.string(),
  what: z.string().describe("Messaggio di convocazione, spostamento, promemoria, lettera, patto"),
  recipient: z.string().nullable(),
  sender: z.string().nullable(),
  subject: z.string().nullable(),
  text: z.string().nullable(),
  handedOverAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  outcome: z.string(),
  reference: z.string().nullable(),
  strength: z.string(),
  inTime: z.boolean(),
  valid: z.boolean(),
  enough: z.boolean(),
  counts: z.boolean().describe("Un avviso del dovere; un promemoria non lo è"),
});
export type FactTelling = z.infer<typeof FactTelling>;

export const Count = z.object({ before: z.int(), after: z.int(), step: z.string(), text: z.string() });

export const FactPage = z.object({
  what: FactKind,
  id: Id,
  itemId: Id.nullable(),
  caseId: Id,
  person: z.object({ surname: z.string(), name: z.string(), taxCode: z.string() }),
  measure: z.string(),
  protocol: z.string(),
  today: Day,
  now: Instant,
  title: z.string(),
  happenedAt: Instant.nullable(),
  happenedOn: Day.nullable(),
  state: z.string(),
  stateText: z.string(),
  next: z.string().describe("Che cosa fare ora, in una frase"),
  detail: z.string().nullable(),
  law: z.object({ text: z.string(), citation: z.string().nullable(), steps: z.array(z.string()), link: z.string() }).nullable(),
  count: Count.nullable(),
  frozen: Count.nullable().describe("Come era quando il fatto fu confermato"),
  unit: z.enum(["household", "person"]),
  proof: z.object({ needed: z.string(), best: z.string(), enough: z.boolean() }),
  tellings: z.array(FactTelling),
  documents: z.array(z.string()).describe("Che cosa prova il fatto"),
  reminder: z.object({ needed: z.boolean(), on: Day.nullable() }),
  appointment: z.object({ startsAt: Instant, state: z.string() }).nullable(),
  household: z.array(z.object({ caseId: Id, name: z.string(), bound: z.boolean(), that: z.string() })),
  justification: z.object({ reason: z.string(), toldOn: Day, by: z.string() }).nullable(),
  papers: z.array(z.object({ id: Id, title: z.string(), handedInAt: Instant, outcome: z.enum(["sufficient", "insufficient"]).nullable() })),
  terms: z.array(z.object({ title: z.string(), startsOn: Day, dueOn: Day, dueAt: Instant.nullable(), daysLeft: z.int(), law: z.string().nullable(), met: z.boolean() })),
  window: z.object({ closesAt: Instant, lastDay: Day.nullable().describe("Dove il termine non ha un’ora: l’ultimo giorno, tutto compreso"), open: z.boolean() }).nullable(),
  hands: z.array(z.object({ what: z.string(), by: z.string(), at: Instant.nullable() })),
  report: z.object({ sentAt: Instant, operatorTaxCode: z.string(), hoursWaited: z.int(), link: z.string() }).nullable(),
  answer: z.object({ text: z.string(), on: Day }).nullable(),
  history: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, reason: z.string().nullable(), law: z.string().nullable() })),
});
export type FactPage = z.infer<typeof FactPage>;
