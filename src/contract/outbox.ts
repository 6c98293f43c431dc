// The outbox: search, one message, failures by cause, what the days have cost.

import { z } from "zod";
import { CARE_ACTS } from "../domain/outbox/failure-care.ts";
import { Day, Done, Id, Instant, Reason } from "./problem.ts";

const STATES = ["due", "claimed", "accepted", "delivered", "failed", "uncertain", "withdrawn"] as const;
const CHANNELS = ["sms", "email", "pec", "letter"] as const;
const Code = z.string().trim().max(100);

export const OutboxFilters = z.object({
  cerca: z.string().trim().max(200).optional().describe("Persona, codice fiscale, telefono, e-mail o codice di riferimento"),
  parole: z.string().trim().max(100).optional().describe("Parole del testo"),
  stato: z.enum(STATES).optional(),
  tipo: Code.optional(),
  canale: z.enum(CHANNELS).optional(),
  gestore: Code.optional(),
  modello: Code.optional().describe("Il modello, o il modello e la versione: invito@2"),
  causa: Code.optional(),
  dal: Day.optional(),
  al: Day.optional(),
  aperti: z.enum(["si"]).optional().describe("Solo i non arrivati di cui nessuno si è occupato"),
});
export type OutboxFilters = z.infer<typeof OutboxFilters>;
export const OutboxQuery = OutboxFilters.extend({ cursor: z.string().max(300).optional() });

export const OutboxRow = z.object({
  id: Id,
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  kind: z.string(),
  channel: z.string(),
  gatewayId: z.string(),
  recipient: z.string(),
  state: z.string(),
  failure: z.string().nullable(),
  parts: z.int(),
  template: z.string(),
  templateVersion: z.int(),
  dueAt: Instant,
  acceptedAt: Instant.nullable(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;
export const OutboxPage = z.object({
  rows: z.array(OutboxRow),
  next: z.string().nullable(),
  looked: z.int().describe("Quanti messaggi sono stati guardati per questa pagina"),
  until: Instant.nullable().describe("Fin dove si è guardato, quando resta altro"),
  tooMany: z.boolean().describe("Il testo cercato corrisponde a troppe persone: guardate solo le prime"),
});
export type OutboxPage = z.infer<typeof OutboxPage>;

export const OutboxChoices = z.object({ gateways: z.array(z.string()), templates: z.array(z.string()), kinds: z.array(z.string()) });
export type OutboxChoices = z.infer<typeof OutboxChoices>;

const Event = z.object({
  at: Instant,
  from: z.enum(["attempt", "receipt"]),
  gatewayId: z.string(),
  what: z.string(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  raw: z.string().nullable().describe("La ricevuta, come è arrivata"),
});
export const OutboxMessage = OutboxRow.extend({
  sender: z.string(),
  subject: z.string().nullable(),
  body: z.string().describe("Il testo esatto, come è partito"),
  digest: z.string().describe("SHA-256 di ciò che è partito, esadecimale"),
  hasFile: z.boolean().describe("È partito come file di posta, che si può scaricare"),
  sms: z
    .object({ encoding: z.string(), room: z.int(), parts: z.array(z.object({ text: z.string(), units: z.int() })) })
    .nullable()
    .describe("Le parti dell’SMS come viaggiano"),
  expiresAt: Instant,
  settledAt: Instant.nullable(),
  attempts: z.int(),
  gatewayReference: z.string().nullable(),
  code: z.string().nullable().describe("Codice di riferimento della convocazione"),
  contact: z
    .object({ source: z.string(), since: Instant.nullable(), inUse: z.boolean(), sharedBy: z.int() })
    .nullable()
    .describe("Da dove viene il recapito"),
  history: z.array(Event),
  care: z.object({ how: z.enum(CARE_ACTS), at: Instant, by: z.string(), rewrittenAs: z.array(Id) }).nullable(),
  acts: z.array(z.enum(CARE_ACTS)),
});
export type OutboxMessage = z.infer<typeof OutboxMessage>;

export const FailureGroup = z.object({
  failure: z.string(),
  name: z.string(),
  whatToDo: z.string(),
  channel: z.string(),
  messages: z.int(),
  people: z.int(),
  untold: z.int().describe("Persone che nessun messaggio ha raggiunto"),
  since: Instant.nullable(),
  acts: z.array(z.enum(CARE_ACTS)),
});
export type FailureGroup = z.infer<typeof FailureGroup>;
export const OfficeFailures = FailureGroup.extend({ officeId: z.string(), office: z.string().nullable() });
export const Failures = z.object({ groups: z.array(FailureGroup), offices: z.array(OfficeFailures) });
export type Failures = z.infer<typeof Failures>;

const CareAsked = {
  how: z.enum(CARE_ACTS),
  failure: Code,
  channel: z.enum(CHANNELS),
  message: Id.optional().describe("Solo questo messaggio"),
};
export const CarePreviewRequest = z.object(CareAsked);
export const CareRequest = z.object({ ...CareAsked, actId: Id, reason: Reason });
export type CareRequest = z.infer<typeof CareRequest>;
export const CareCount = z.object({
  looked: z.int(),
  possible: z.int(),
  people: z.int(),
  obstacles: z.array(z.object({ obstacle: z.string(), text: z.string(), messages: z.int() })),
  more: z.boolean().describe("Ce ne sono altri: si ripete"),
});
export type CareCount = z.infer<typeof CareCount>;
export const CareDone = Done.extend({ taken: z.int(), written: z.int(), dropped: z.int(), left: z.int() });

export const COST_VIEWS = ["giorno", "sede", "canale", "gestore"] as const;
export const CostQuery = z.object({ dal: Day.optional(), al: Day.optional(), per: z.enum(COST_VIEWS).default("giorno") });
export const CostRow = z.object({
  key: z.string().describe("«totale» per la riga di tutti"),
  label: z.string(),
  messages: z.int(),
  parts: z.int(),
  doubtful: z.int(),
  waiting: z.int(),
  unpriced: z.int().describe("Consegnati al gestore in giorni senza prezzo"),
  costs: z.array(z.object({ currency: z.string(), amount: z.string(), doubtful: z.string() })),
});
export type CostRow = z.infer<typeof CostRow>;
export const Costs = z.object({ from: Day, to: Day, rows: z.array(CostRow), total: CostRow, countedAt: Instant.nullable(), prices: z.boolean() });
export type Costs = z.infer<typeof Costs>;

export const PriceRequest = z.object({
  gatewayId: z.string().min(1, "Scegliere il gestore").max(100),
  fromOn: Day,
  price: z.string().trim().min(1, "Scrivere il prezzo").max(20),
  currency: z.string().trim().max(3).default("EUR"),
  per: z.enum(["part", "message"]),
  reason: Reason,
});
export const Prices = z.object({
  gateways: z.array(z.object({ id: z.string(), channel: z.string() })),
  prices: z.array(
    z.object({
      gatewayId: z.string(),
      channel: z.string(),
      fromOn: Day,
      price: z.string(),
      currency: z.string(),
      per: z.enum(["part", "message"]),
      reason: z.string(),
      recordedBy: z.string(),
    }),
  ),
});
export type Prices = z.infer<typeof Prices>;
