// One person's page: who, how to reach, by when, what was said to them, what was done.

import { z } from "zod";
import { Dossier } from "./acts.ts";
import { Day, Id, Instant, Reach, Reason } from "./problem.ts";

export const Address = z.object({
  street: z.string().nullable(),
  zip: z.string().nullable(),
  municipality: z.string().nullable(),
});
export type Address = z.infer<typeof Address>;

export const Message = z.object({
  id: Id,
  kind: z.string(),
  channel: z.enum(["sms", "email", "pec", "letter"]),
  recipient: z.string(),
  sender: z.string(),
  subject: z.string().nullable(),
  body: z.string().describe("Il testo esatto, come è partito"),
  state: z.string(),
  parts: z.int(),
  dueAt: Instant,
  acceptedAt: Instant.nullable(),
  settledAt: Instant.nullable(),
  failure: z.string().nullable(),
  history: z.array(
    z.object({
      at: Instant,
      what: z.string(),
      code: z.string().nullable(),
      detail: z.string().nullable(),
      from: z.enum(["receipt", "attempt"]),
      original: z.string().nullable().describe("Numero della ricevuta firmata, dove la si può scaricare"),
      signer: z.string().nullable(),
      signerTrusted: z.boolean().nullable(),
    }),
  ),
});
export type Message = z.infer<typeof Message>;

export const Person = z.object({
  caseId: Id,
  personId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  provisional: z.boolean(),
  birthDate: Day,
  birthPlace: z.string().nullable(),
  sex: z.string().nullable(),
  citizenship: z.string(),
  residence: Address,
  domicile: Address.nullable(),
  dataAsOf: Instant,
  role: z.enum(["R", "M"]),
  bound: z.boolean(),
  notBoundReason: z.string().nullable(),
  /** The reason in words, with the age of the measure where it is an age. */
  notBoundText: z.string().nullable(),
  reach: Reach,
  reachable: z.boolean().describe("La misura e il nodo hanno un modo per scriverle"),
  benefit: z.object({
    measure: z.string(),
    protocol: z.string(),
    previousProtocol: z.string().nullable(),
    state: z.string(),
    applicationDate: Day,
    grantedOn: Day,
  }),
  competence: z.object({ officeId: z.string(), office: z.string(), since: Instant, rule: z.string() }),
  household: z.array(
    z.object({
      caseId: Id,
      personId: Id,
      surname: z.string(),
      name: z.string(),
      role: z.enum(["R", "M"]),
      bound: z.boolean(),
      birthDate: Day,
      appointmentAt: Instant.nullable(),
    }),
  ),
  restriction: z
    .object({ since: Instant, reason: z.string() })
    .nullable()
    .describe("Limitazione del trattamento chiesta dalla persona: nessun messaggio parte"),
  language: z
    .object({ code: z.enum(["it", "en", "fr", "es", "ro", "uk", "ar"]), source: z.enum(["own-page", "desk", "telephone", "paper"]), chosenAt: Instant })
    .nullable()
    .describe("Lingua in cui la persona vuole che le si scriva; nessuna: italiano"),
  contacts: z.array(
    z.object({
      kind: z.enum(["mobile", "landline", "email", "pec"]),
      value: z.string(),
      raw: z.string(),
      source: z.string(),
      sourceDate: Instant,
      usable: z.boolean(),
      problem: z.string().nullable(),
      current: z.boolean(),
      sharedBy: z.int(),
    }),
  ),
  terms: z.array(
    z.object({
      kind: z.string(),
      startsOn: Day,
      dueOn: Day,
      daysLeft: z.int(),
      citation: z.string(),
      metAt: Instant.nullable(),
      metBy: z.string().nullable(),
    }),
  ),
  appointments: z.array(
    z.object({
      id: Id,
      startsAt: Instant,
      endsAt: Instant,
      desk: z.string(),
      office: z.string(),
      state: z.enum(["held", "released", "agreed"]),
      meetingOutcome: z.enum(["came", "missed", "moved", "called-off", "replaced"]).nullable().describe("Che cosa è stato di un incontro concordato"),
      reference: z.string().nullable(),
      summons: z.string().nullable(),
      issuedAt: Instant.nullable(),
      why: z.array(z.string()).describe("Perché il piano ha dato questo posto; vuoto dove lo ha scelto una persona"),
    }),
  ),
  /** Acts of the desk: allowed now, or greyed with the reason. The server decides both here and when the act comes. */
  offers: z.array(z.object({ act: z.string(), label: z.string(), allowed: z.boolean(), reason: z.string().nullable() })),
  /** The same of the open agreed meeting; none where there is no such meeting. */
  meetingOffers: z.array(z.object({ act: z.enum(["came", "missed", "move", "cancel"]), label: z.string(), allowed: z.boolean(), reason: z.string().nullable() })),
  /** How the person is being told of their last summons: what was tried, what comes next; null where nobody was told of anything. */
  telling: z
    .object({
      title: z.string(),
      needed: z.string(),
      tried: z.array(z.object({ what: z.string(), outcome: z.string(), at: Instant, tone: z.enum(["good", "bad", "doubt", "info"]) })),
      next: z.object({ text: z.string(), at: Instant.nullable() }),
      why: z.string(),
      law: z.string().nullable(),
    })
    .nullable(),
  messages: z.array(Message),
  tasks: z.array(
    z.object({
      id: Id,
      kind: z.string(),
      reason: z.string(),
      detail: z.string().nullable(),
      openedAt: Instant,
      closedAt: Instant.nullable(),
    }),
  ),
  acts: z.array(
    z.object({
      id: Id,
      seq: z.int(),
      kind: z.string(),
      actor: z.string(),
      actorRole: z.string(),
      happenedAt: Instant,
      citation: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type Person = z.infer<typeof Person>;

export const PersonPage = z.object({ person: Person, dossier: Dossier });
export type PersonPage = z.infer<typeof PersonPage>;

export const FreeSeatsQuery = z.object({ from: Day.optional(), to: Day.optional() });
export const FreeSeat = z.object({
  deskId: z.int(),
  desk: z.int().describe("Numero dello sportello"),
  startsAt: Instant,
  day: Day,
  minute: z.int(),
});
export type FreeSeat = z.infer<typeof FreeSeat>;
export const FreeSeats = z.object({ from: Day, to: Day, seats: z.array(FreeSeat) });
export type FreeSeats = z.infer<typeof FreeSeats>;

export const CancelMeetingRequest = z.object({ appointmentId: Id, reason: Reason, actId: Id.describe("Scelto da chi chiede: chiesto di nuovo, l'atto non si ripete") });
export const CloseTaskRequest = z.object({ note: Reason });
export type CloseTaskRequest = z.infer<typeof CloseTaskRequest>;
