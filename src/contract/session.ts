// Who acts: office, role, and what time it is for the procedure.

import { z } from "zod";
import { Day, Instant } from "./problem.ts";

export const ROLES = ["operator", "office-manager", "regional", "administrator"] as const;
export const SessionRole = z
  .enum(ROLES)
  .describe("Operatore o responsabile di una sede, cabina di regia regionale, amministrazione regionale");
export type SessionRole = z.infer<typeof SessionRole>;

export const SessionRequest = z.object({
  role: SessionRole,
  office: z.string().optional().describe("Codice ministeriale della sede; obbligatorio per i ruoli di sede"),
});
export type SessionRequest = z.infer<typeof SessionRequest>;

export const Session = z.object({
  demo: z.boolean(),
  role: SessionRole,
  office: z
    .object({ id: z.string(), name: z.string(), shortName: z.string(), province: z.string() })
    .nullable(),
  now: Instant.describe("Ora della procedura (simulata in demo)"),
  today: Day,
  clock: z.enum(["real", "simulated"]),
  worker: z.enum(["alive", "silent"]).describe("Se il processo che invia e riceve è al lavoro"),
});
export type Session = z.infer<typeof Session>;

export const Office = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  province: z.string(),
});
export type Office = z.infer<typeof Office>;
export const Offices = z.object({ offices: z.array(Office) });
export type Offices = z.infer<typeof Offices>;
