// Campaigns: what is asked when one is prepared, what its preview shows, how far it has come, the people behind its numbers.

import { z } from "zod";
import { CAMPAIGN_ACTIONS, CAMPAIGN_STATES, PERSON_STATES } from "../domain/campaigns/types.ts";
import { LEVERS } from "../domain/campaigns/life.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

const Clock = z.string().regex(/^\d{2}:\d{2}$/, "Scrivere l’ora come 09:00");
const Most = (title: string, most: number) => z.int(`${title}: un numero intero`).min(1, `${title}: almeno 1`).max(most, `${title}: al massimo ${most}`);

export const CampaignLimits = z.strictObject({
  firstDay: Day,
  lastDay: Day,
  sendFrom: Clock,
  sendTo: Clock,
  messagesPerHour: Most("Messaggi all’ora", 360_000),
  peoplePerDay: Most("Persone al giorno", 1_000_000),
  perPhonePerDay: Most("Messaggi al giorno sullo stesso telefono", 20),
  perPhonePerHour: Most("Messaggi all’ora sullo stesso telefono", 20),
  partPrice: z.number().min(0).max(1_000).describe("Prezzo di una parte di SMS, in millesimi di euro"),
});
export type CampaignLimits = z.infer<typeof CampaignLimits>;

export const CampaignRequest = z.strictObject({
  name: z.string().trim().min(2, "Dare un nome (almeno 2 caratteri)").max(80, "Al massimo 80 caratteri"),
  action: z.enum(CAMPAIGN_ACTIONS),
  choice: z.string().max(1_500).describe("La scelta dell’elenco di lavoro: la parte dell’indirizzo dopo «?»"),
  offices: z.array(z.string().max(20)).max(500).default([]).describe("Per la Regione: quali sedi; vuoto per una sede"),
  limits: CampaignLimits,
});
export type CampaignRequest = z.infer<typeof CampaignRequest>;

const Count = z.object({ reason: z.string(), title: z.string(), mend: z.string().nullable(), people: z.int() });

export const CampaignPreview = z.object({
  chosen: z.int(),
  ready: z.int(),
  cannot: z.array(Count),
  out: z.array(Count),
  late: z.int().describe("Con un appuntamento dopo il loro termine"),
  offices: z.array(z.object({ officeId: z.string(), name: z.string(), people: z.int(), firstDay: Day, lastDay: Day })),
  sms: z.int(),
  emails: z.int(),
  pec: z.int().describe("Persone avvisate per PEC: né cellulare né e-mail"),
  letters: z.int().describe("Persone avvisate con raccomandata"),
  parts: z.int(),
  cost: z.int().describe("Millesimi di euro"),
  sendsFrom: Instant.nullable(),
  sendsTo: Instant.nullable(),
  days: z.array(z.object({ day: Day, people: z.int() })),
  phoneWaits: z.int(),
  at: Instant,
  digest: z.string(),
});
export type CampaignPreview = z.infer<typeof CampaignPreview>;

const Person = z.object({ name: z.string(), at: Instant });

export const CampaignSummary = z.object({
  id: Id,
  name: z.string(),
  own: z.boolean().describe("È di chi guarda: può condurla"),
  region: z.boolean(),
  office: z.string().nullable(),
  action: z.enum(CAMPAIGN_ACTIONS),
  state: z.enum(CAMPAIGN_STATES),
  made: Person,
  people: z.int(),
  told: z.int(),
});
export type CampaignSummary = z.infer<typeof CampaignSummary>;

export const Campaigns = z.object({ campaigns: z.array(CampaignSummary), maySteer: z.boolean() });
export type Campaigns = z.infer<typeof Campaigns>;

export const Campaign = CampaignSummary.extend({
  choice: z.string(),
  filters: z.array(z.string()).describe("La scelta, in parole"),
  offices: z.array(z.object({ id: z.string(), name: z.string() })),
  limits: CampaignLimits,
  preview: CampaignPreview.nullable(),
  proposed: Person.nullable(),
  approved: Person.extend({ reason: z.string() }).nullable(),
  ended: Person.nullable(),
  releaseSeats: z.boolean().nullable(),
  planned: z.int(),
  skipped: z.int(),
  withdrawn: z.int(),
  messages: z.int(),
  parts: z.int(),
  nextAt: Instant.nullable(),
  outcomes: z.array(z.object({ state: z.string(), messages: z.int() })).describe("I messaggi della campagna, per stato"),
  ends: z.array(Count).describe("Chi è stato saltato o ritirato, e perché"),
  levers: z.array(z.enum(LEVERS)).describe("Che cosa può fare ora chi guarda"),
  showsPeople: z.boolean(),
  ownWork: z.boolean().describe("L’ha preparata o mandata chi guarda: non la può approvare"),
});
export type Campaign = z.infer<typeof Campaign>;

export const CampaignPeopleQuery = z.object({
  state: z.enum(PERSON_STATES).optional(),
  reason: z.string().max(40).optional(),
  late: z.enum(["yes"]).optional(),
  cursor: z.string().max(600).optional(),
});
export const CampaignPerson = z.object({
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  state: z.enum(PERSON_STATES),
  stateTitle: z.string(),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
  startsAt: Instant.nullable(),
  sendsAt: Instant.nullable(),
  toldAt: Instant.nullable(),
  late: z.boolean(),
  messages: z.array(z.object({ channel: z.string(), state: z.string() })),
});
export type CampaignPerson = z.infer<typeof CampaignPerson>;
export const CampaignPeople = z.object({ rows: z.array(CampaignPerson), next: z.string().nullable() });
export type CampaignPeople = z.infer<typeof CampaignPeople>;

export const ApproveCampaignRequest = z.strictObject({ digest: z.string().min(1).max(64).describe("L’anteprima che è stata guardata"), reason: Reason });
export const CampaignApproved = z.object({ done: z.boolean(), message: z.string(), changes: z.array(z.string()) });
export type CampaignApproved = z.infer<typeof CampaignApproved>;
export const SendBackRequest = z.strictObject({ reason: Reason });
export const StopCampaignRequest = z.strictObject({ releaseSeats: z.boolean(), reason: Reason });
export const CampaignMade = z.object({ id: Id });
