// The search of digital domiciles on the control screen: how each register stands, and the lists asked of it. Numbers only: nobody is named.

import { z } from "zod";
import { Day, Id, Instant } from "./problem.ts";

export const RegisterStanding = z.object({
  code: z.enum(["inad", "ini-pec"]),
  configured: z.boolean(),
  freshnessDays: z.int().nullable(),
  downSince: Instant.nullable(),
  detail: z.string().nullable(),
  requestsToday: z.int(),
  open: z.int(),
  answered: z.int(),
  failed: z.int(),
  people: z.int().describe("Persone di cui il registro ha risposto"),
  found: z.int(),
});
export type RegisterStanding = z.infer<typeof RegisterStanding>;

export const DomicileBatch = z.object({
  id: Id,
  register: z.enum(["inad", "ini-pec"]),
  state: z.enum(["asked", "waiting", "answered", "failed"]),
  people: z.int(),
  madeAt: Instant,
  takenAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  found: z.int(),
  none: z.int(),
  missing: z.int(),
  message: z.string().nullable(),
});
export type DomicileBatch = z.infer<typeof DomicileBatch>;

export const DigitalDomiciles = z.object({ today: Day, registers: z.array(RegisterStanding), batches: z.array(DomicileBatch) });
export type DigitalDomiciles = z.infer<typeof DigitalDomiciles>;
