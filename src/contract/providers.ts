// The providers of each channel: how they are, what they carry, their senders, what happened to them. Counts, never a person.

import { z } from "zod";
import { MOST_WEIGHT } from "../domain/providers/shares.ts";
import { Day, Instant, Reason } from "./problem.ts";

const count = z.int().nonnegative();
const Channel = z.enum(["sms", "email", "pec", "letter"]);
const RegistrationStateName = z.enum(["requested", "registered", "revoked"]);

export const Provider = z.object({
  id: z.string(),
  provider: z.string(),
  channel: Channel,
  health: z
    .enum(["sound", "slow", "trial", "ill", "paused", "held", "barred"])
    .describe("In servizio, lento, in prova, non risponde, in pausa, fermo dopo un ripristino, mittente non registrato"),
  reason: z.string().nullable(),
  since: Instant,
  pausedUntil: Instant.nullable(),
  weight: count,
  load: z.int().describe("Quanta parte del suo peso gli è affidata ora, in centesimi"),
  share: z.number().describe("Quota dei messaggi scritti da ora in poi, da 0 a 1"),
  ratePerSecond: z.number().nullable(),
  perSecond: z.number().describe("Messaggi presi al secondo nell’ultimo minuto"),
  handOvers: count.describe("Invii conclusi negli ultimi cinque minuti"),
  errors: z.number().nullable().describe("Quota di invii finiti male negli ultimi cinque minuti, da 0 a 1"),
  receipts: count.describe("Ricevute finali dei messaggi dell’ultimo quarto d’ora"),
  delay50: z.number().nullable().describe("Tempo entro cui arriva metà delle ricevute, secondi"),
  delay95: z.number().nullable(),
  givesReceipts: z.boolean().describe("Se il fornitore dice che cosa è stato di ogni messaggio; dove non lo dice il silenzio non è un mancato recapito"),
  waiting: count,
  later: count.describe("Messaggi già scritti, per più tardi"),
  oldest: Instant.nullable(),
  sender: z.string(),
  registration: RegistrationStateName.nullable(),
  registeredOn: Day.nullable(),
});
export type Provider = z.infer<typeof Provider>;

export const ProviderEvent = z.object({
  at: Instant,
  gateway: z.string(),
  kind: z.string(),
  reason: z.string().nullable(),
  to: z.string().nullable(),
  messages: count.nullable(),
});
export type ProviderEvent = z.infer<typeof ProviderEvent>;

export const Registration = z.object({
  channel: Channel,
  sender: z.string(),
  provider: z.string(),
  state: RegistrationStateName,
  registeredOn: Day.nullable(),
  changedAt: Instant,
});
export type Registration = z.infer<typeof Registration>;

export const Providers = z.object({
  asOf: Instant,
  registryDemanded: z.boolean(),
  providers: z.array(Provider),
  registrations: z.array(Registration),
  events: z.array(ProviderEvent),
  thresholds: z.array(z.object({ name: z.string(), title: z.string(), value: z.number(), unit: z.string(), why: z.string() })),
});
export type Providers = z.infer<typeof Providers>;

export const WeightRequest = z.object({ weight: z.int().min(0).max(MOST_WEIGHT), reason: Reason });
export const ReceiptsRequest = z.object({ givesReceipts: z.boolean(), reason: Reason });
export const RegistrationRequest = z.object({
  channel: Channel,
  sender: z.string().trim().min(1, "Scrivere il mittente").max(320),
  provider: z.string().trim().min(1, "Indicare il fornitore").max(100),
  state: RegistrationStateName,
  registeredOn: Day.nullable(),
  reason: Reason,
});
