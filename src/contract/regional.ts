// What the Region decides: cases without an office, doubtful messages, gateways.

import { z } from "zod";
import { Id, Instant, Reason } from "./problem.ts";

export const QueuedCase = z.object({
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  bound: z.boolean(),
  reason: z.string(),
  detail: z.string().nullable(),
  since: Instant,
  residence: z.string().nullable(),
  domicile: z.string().nullable(),
});
export type QueuedCase = z.infer<typeof QueuedCase>;
export const RoutingQueue = z.object({
  rows: z.array(QueuedCase),
  total: z.int(),
  next: z.string().nullable(),
});
export type RoutingQueue = z.infer<typeof RoutingQueue>;
export const AssignOfficeRequest = z.object({
  officeId: z.string().min(1, "Scegliere la sede"),
  reason: Reason,
});
export type AssignOfficeRequest = z.infer<typeof AssignOfficeRequest>;

export const MessagesQuery = z.object({
  state: z.enum(["uncertain", "failed"]).default("uncertain"),
  cursor: z.string().max(200).optional(),
});
export const ListedMessage = z.object({
  id: Id,
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  office: z.string().nullable(),
  kind: z.string(),
  channel: z.enum(["sms", "email", "pec", "letter"]),
  gatewayId: z.string(),
  recipient: z.string(),
  attempts: z.int(),
  settledAt: Instant.nullable(),
  failure: z.string().nullable(),
});
export type ListedMessage = z.infer<typeof ListedMessage>;
export const ListedMessages = z.object({ rows: z.array(ListedMessage), next: z.string().nullable() });
export type ListedMessages = z.infer<typeof ListedMessages>;
export const ResolveMessageRequest = z.object({
  decision: z.enum(["resend", "assume-sent"]).describe("Inviare di nuovo, oppure considerarlo inviato"),
  reason: Reason,
});
export type ResolveMessageRequest = z.infer<typeof ResolveMessageRequest>;
export const GatewayStateRequest = z.object({ state: z.enum(["open", "paused"]), reason: Reason });
export type GatewayStateRequest = z.infer<typeof GatewayStateRequest>;
