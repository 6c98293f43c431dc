// Who acts: user, office, role, and what time it is for the procedure.

import { z } from "zod";
import { ROLES } from "../domain/access/roles.ts";
import type { Role } from "../domain/access/roles.ts";
import { Day, Instant } from "./problem.ts";

/** A program that brings notices in has a role of its own, but never a session. */
export type SessionRole = Exclude<Role, "integration">;
export const SESSION_ROLES: readonly SessionRole[] = ROLES.filter((role) => role !== "integration");
export const SessionRole = z
  .enum(SESSION_ROLES)
  .describe("Ruolo di chi è entrato, come nella tabella dei permessi");

export const SessionRequest = z.strictObject({
  role: SessionRole,
  office: z
    .string()
    .max(20)
    .optional()
    .describe("Codice ministeriale della sede; obbligatorio per i ruoli di sede"),
});
export type SessionRequest = z.infer<typeof SessionRequest>;

export const Office = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  province: z.string(),
});
export type Office = z.infer<typeof Office>;
export const Offices = z.object({ offices: z.array(Office) });
export type Offices = z.infer<typeof Offices>;

export const Session = z.object({
  demo: z.boolean(),
  user: z.object({
    name: z.string(),
    login: z.string(),
    kind: z
      .enum(["local", "provider", "demo"])
      .describe("Utente di questa installazione, di un gestore di identità, della dimostrazione"),
  }),
  role: SessionRole,
  office: Office.nullable(),
  standsInFor: z.string().nullable().describe("Chi si sostituisce in questo ruolo e in questa sede; nullo se si agisce per sé"),
  choices: z
    .array(z.object({ role: SessionRole, office: Office.nullable() }))
    .describe("Ruoli e sedi che chi è entrato può prendere"),
  until: Instant.describe("Quando la sessione finisce comunque (ora della macchina)"),
  now: Instant.describe("Ora della procedura (simulata in demo)"),
  today: Day,
  clock: z.enum(["real", "simulated"]),
  worker: z.enum(["alive", "silent"]).describe("Se il processo che invia e riceve è al lavoro"),
});
export type Session = z.infer<typeof Session>;

export const LoggedOut = z.object({
  message: z.string(),
  next: z.string().nullable().describe("Dove uscire anche dal gestore di identità, se si è entrati da lì"),
});
export type LoggedOut = z.infer<typeof LoggedOut>;

export const OpenSessions = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      current: z.boolean(),
      begunAt: Instant,
      seenAt: Instant,
      address: z.string().nullable(),
      agent: z.string().nullable(),
      role: SessionRole.nullable(),
      office: z.string().nullable(),
    }),
  ),
});
export type OpenSessions = z.infer<typeof OpenSessions>;
