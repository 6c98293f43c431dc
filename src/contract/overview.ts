// The Region's overview: counts by office, never a person.

import { z } from "zod";
import { Day, Instant, Reach } from "./problem.ts";

const count = z.int().nonnegative();

export const OfficeFigures = z.object({
  officeId: z.string(),
  office: z.string(),
  province: z.string(),
  notified: count.describe("Persone notificate alla sede"),
  bound: count.describe("Di queste, tenute agli obblighi"),
  planned: count.describe("Persone con un posto in agenda"),
  convened: count.describe("Persone con la convocazione emessa"),
  delivered: count.describe("Persone con almeno un messaggio consegnato"),
  unreachable: count.describe("Tenute agli obblighi ma senza un recapito a cui la misura e il nodo possano scrivere (nemmeno PEC o posta)"),
  notDelivered: count.describe("Persone per le quali nessun messaggio è arrivato"),
  uncertain: count.describe("Persone con un messaggio dall'esito incerto"),
  firstDay: Day.nullable(),
  lastDay: Day.nullable(),
});
export type OfficeFigures = z.infer<typeof OfficeFigures>;

export const Shortage = z.object({
  officeId: z.string(),
  office: z.string(),
  wave: z.int(),
  dueKind: z.string(),
  dueOn: Day,
  missing: count,
  exhaustedFrom: Day.nullable(),
  extraSeatsPerDay: count,
  sentence: z.string().describe("La carenza detta per intero"),
});
export type Shortage = z.infer<typeof Shortage>;

export const Deadline = z.object({
  kind: z.enum(["region-target", "T2"]),
  dueOn: Day,
  daysLeft: z.int(),
  citation: z.string(),
});
export type Deadline = z.infer<typeof Deadline>;

export const GatewayState = z.object({
  id: z.string(),
  channel: z.enum(["sms", "email", "pec", "letter"]),
  state: z.enum(["open", "paused", "held"]),
  reason: z.string().nullable(),
  since: Instant,
  pausedUntil: Instant.nullable(),
  ratePerSecond: z.number().nullable(),
  sender: z.string(),
});
export type GatewayState = z.infer<typeof GatewayState>;

export const Overview = z.object({
  asOf: Instant,
  today: Day,
  offices: z.array(OfficeFigures),
  deadlines: z.array(Deadline),
  plan: z
    .object({ measure: z.string(), scenario: z.string(), madeAt: Instant, placed: count, unplaced: count })
    .nullable(),
  shortages: z.array(Shortage),
  days: z.array(z.object({ day: Day, wave: z.int(), appointments: count })),
  messages: z.array(z.object({ channel: z.string(), kind: z.string(), state: z.string(), messages: count })),
  reach: z.array(z.object({ reach: Reach, bound: z.boolean(), cases: count })),
  queue: z.array(z.object({ reason: z.string(), cases: count })),
  gateways: z.array(GatewayState),
});
export type Overview = z.infer<typeof Overview>;
