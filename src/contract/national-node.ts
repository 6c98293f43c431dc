// The control screen of the national node: flows, days, what waits, the messages exchanged, the comparisons of the whole state.

import { z } from "zod";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const FlowCode = z.string().min(1).max(40);

const Counts = {
  received: z.int(),
  applied: z.int(),
  same: z.int(),
  older: z.int(),
  refused: z.int(),
  failed: z.int(),
};

export const NodeFlow = z.object({
  flow: FlowCode,
  direction: z.enum(["in", "out"]),
  ...Counts,
  waiting: z.int().describe("Rifiutati o non riusciti di cui nessuno si è ancora occupato"),
  oldestWaiting: Instant.nullable(),
  nearestDue: Day.nullable().describe("Il termine di legge più vicino fra ciò che attende"),
});
export type NodeFlow = z.infer<typeof NodeFlow>;
export const NodeDay = z.object({ day: Day, flow: FlowCode, ...Counts });
export type NodeDay = z.infer<typeof NodeDay>;
export const NodeRefusal = z.object({ flow: FlowCode, outcome: z.string(), code: z.string(), count: z.int() });
export const NodeRun = z.object({
  id: Id,
  state: z.enum(["asked", "running", "done", "failed"]),
  askedAt: Instant,
  askedBy: z.string(),
  extractedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  read: z.int(),
  same: z.int(),
  created: z.int(),
  updated: z.int(),
  older: z.int(),
  rejected: z.int(),
  gone: z.int(),
  back: z.int(),
  tasks: z.int(),
  batchId: Id.nullable(),
  errorMessage: z.string().nullable(),
});
export type NodeRun = z.infer<typeof NodeRun>;

export const NationalNodeQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(14) });
export const NationalNodeView = z.object({
  today: Day,
  from: Day,
  service: z.boolean().describe("Il servizio del nodo è configurato"),
  state: z.boolean().describe("Lo stato intero del nodo ha un indirizzo configurato"),
  dailyAt: z.string().nullable(),
  flows: z.array(NodeFlow),
  days: z.array(NodeDay),
  refusals: z.array(NodeRefusal),
  runs: z.array(NodeRun),
  missing: z.int().describe("Persone che lo stato del nodo non nomina più"),
});
export type NationalNodeView = z.infer<typeof NationalNodeView>;

export const ExchangesQuery = z.object({
  flow: FlowCode.optional(),
  day: Day.optional(),
  outcome: z.enum(["created", "updated", "same", "older", "refused", "answered", "failed"]).optional(),
  waiting: z.enum(["yes"]).optional(),
  cursor: z.string().max(200).optional(),
});
export const ListedExchange = z.object({
  id: Id,
  flow: FlowCode,
  at: Instant,
  outcome: z.string(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  reference: z.string().nullable(),
  bytes: z.int(),
  tookMs: z.int(),
  dueOn: Day.nullable(),
  settledHow: z.string().nullable(),
});
export type ListedExchange = z.infer<typeof ListedExchange>;
export const ListedExchanges = z.object({ rows: z.array(ListedExchange), next: z.string().nullable() });
export type ListedExchanges = z.infer<typeof ListedExchanges>;
export const ExchangeDetail = z.object({
  ...ListedExchange.shape,
  request: z.string(),
  answer: z.string().nullable(),
  digest: z.string(),
  isWhole: z.boolean(),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  repeats: Id.nullable(),
  caseId: Id.nullable(),
  batchId: Id.nullable(),
});
export type ExchangeDetail = z.infer<typeof ExchangeDetail>;
export const CloseExchangeRequest = z.object({ reason: Reason });

export const MissingPersons = z.object({
  rows: z.array(
    z.object({ caseId: Id, surname: z.string(), name: z.string(), taxCode: z.string(), office: z.string().nullable(), states: z.int(), since: Instant, dueOn: Day.nullable(), asked: z.boolean() }),
  ),
  next: z.string().nullable(),
});
export type MissingPersons = z.infer<typeof MissingPersons>;

export const NodeAnswer = z.object({ standing: z.string(), message: z.string(), changed: z.array(z.string()) });
export type NodeAnswer = z.infer<typeof NodeAnswer>;
