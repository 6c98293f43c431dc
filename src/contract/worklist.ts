// The worklist: what is listed, how it is counted, who follows whom, what is waited for, saved choices, convening many at once.

import { z } from "zod";
import { COLUMN_NAMES } from "../domain/worklist/columns.ts";
import { ORDERS } from "../domain/worklist/types.ts";
import { FILTER_NAMES } from "../domain/worklist/filters.ts";
import type { FilterName } from "../domain/worklist/filters.ts";
import { NOTE_REASON_NAMES, WAIT_REASON_NAMES } from "../domain/worklist/reason-texts.ts";
import { Day, Id, Instant, Reach } from "./problem.ts";

const words = (allowed: readonly string[], what: string) =>
  z
    .string()
    .max(600)
    .refine((text) => text.split(",").every((word) => word === "" || allowed.includes(word)), `${what}: c’è un nome che non esiste`);

/** The same values as in the address of the page. */
export const ChoiceQuery = z.object({
  vista: z.enum(["mio", "sede"]).default("sede").describe("Il mio carico, o tutta la sede"),
  filtri: words(FILTER_NAMES, "Filtri").optional().describe("Filtri, separati da virgole: devono valere tutti"),
  cerca: z.string().trim().max(80).optional().describe("Cognome e nome, codice fiscale, protocollo INPS, telefono o e-mail"),
  operatore: z.string().max(200).optional().describe("Solo i casi affidati a questo operatore"),
  ordine: z.enum(ORDERS).optional(),
  colonne: words(COLUMN_NAMES, "Colonne").optional(),
});
export const WorklistQuery = ChoiceQuery.extend({ cursor: z.string().max(600).optional() });

export const PendingItem = z.object({
  kind: z.string().nullable(),
  title: z.string(),
  task: z.string().nullable().describe("Quale compito, di un compito dello sportello"),
  detail: z.string().nullable().describe("Che cosa, di un compito dello sportello"),
  dueOn: Day.nullable(),
  daysLeft: z.int().nullable(),
  law: z.string().nullable().describe("La norma del termine o dell’atto atteso"),
});
export type PendingItem = z.infer<typeof PendingItem>;

export const WorklistEntry = z.object({
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  birthDate: Day,
  citizenship: z.string(),
  role: z.enum(["R", "M"]),
  bound: z.boolean(),
  reach: Reach,
  municipality: z.string().nullable(),
  measure: z.string(),
  protocol: z.string(),
  grantedOn: Day,
  phone: z.string().nullable(),
  appointmentAt: Instant.nullable(),
  justifyDue: Day.nullable(),
  exemptUntil: Day.nullable(),
  activityUntil: Day.nullable(),
  operator: z.object({ login: z.string(), name: z.string() }).nullable(),
  assignedOn: Day.nullable(),
  pending: z.array(PendingItem).describe("In sospeso, la scadenza più vicina per prima"),
  wait: z.object({ until: Day, reason: z.string(), note: z.string(), by: z.string() }).nullable(),
  note: z.object({ reason: z.string(), text: z.string(), dueOn: Day.nullable(), by: z.string() }).nullable(),
});
export type WorklistEntry = z.infer<typeof WorklistEntry>;

export const Worklist = z.object({ rows: z.array(WorklistEntry), next: z.string().nullable() });
export type Worklist = z.infer<typeof Worklist>;

export const WorklistCounts = z.object({ total: z.int(), filters: z.record(z.string(), z.int()) });
export type WorklistCounts = { readonly total: number; readonly filters: Readonly<Record<FilterName, number>> };

export const Colleagues = z.object({
  colleagues: z.array(z.object({ login: z.string(), name: z.string(), cases: z.int() })),
});
export type Colleagues = z.infer<typeof Colleagues>;

const Cases = z.array(Id).min(1, "Scegliere almeno una persona").max(500, "Al massimo 500 persone alla volta");

export const AssignRequest = z.strictObject({
  cases: Cases,
  to: z
    .array(z.string().min(1).max(200))
    .max(50)
    .describe("A chi: più di uno divide i casi in parti uguali, nessuno li lascia senza operatore"),
});
export type AssignRequest = z.infer<typeof AssignRequest>;
export const Assigned = z.object({
  message: z.string(),
  assigned: z.int(),
  unchanged: z.int(),
  missing: z.int().describe("Non più di questa sede"),
  previous: z.array(z.object({ operator: z.string().nullable(), cases: z.array(Id) })).describe("Com’era, per poter tornare indietro"),
});
export type Assigned = z.infer<typeof Assigned>;

export const WaitRequest = z.strictObject({
  until: Day,
  reason: z.enum(WAIT_REASON_NAMES),
  note: z.string().trim().max(300, "Al massimo 300 caratteri").default(""),
});
export type WaitRequest = z.infer<typeof WaitRequest>;

export const NoteRequest = z.strictObject({
  reason: z.enum(NOTE_REASON_NAMES),
  text: z.string().trim().max(500, "Al massimo 500 caratteri").default(""),
  dueOn: Day.nullable().default(null),
});
export type NoteRequest = z.infer<typeof NoteRequest>;

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  shared: z.boolean(),
  choice: z.string().describe("La parte dell’indirizzo dopo «?»"),
  mine: z.boolean().describe("Chi guarda può toglierlo"),
});
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ views: z.array(SavedView) });
export type SavedViews = z.infer<typeof SavedViews>;
export const SaveViewRequest = z.strictObject({
  name: z.string().trim().min(2, "Dare un nome (almeno 2 caratteri)").max(60, "Al massimo 60 caratteri"),
  shared: z.boolean(),
  choice: z.string().max(1500),
});
export type SaveViewRequest = z.infer<typeof SaveViewRequest>;

export const ConvenePreviewRequest = z.strictObject({ cases: z.array(Id).min(1).max(200, "Al massimo 200 persone alla volta") });

const ConveneSeat = z.object({
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  deskId: z.int(),
  desk: z.int(),
  startsAt: Instant,
  channels: z.array(z.enum(["sms", "email", "pec", "letter"])),
});
export const ConvenePreview = z.object({
  seats: z.array(ConveneSeat).describe("Chi, quando, a quale sportello, per quale via"),
  cannot: z.array(z.object({ caseId: Id, surname: z.string(), name: z.string(), why: z.string(), law: z.string().nullable() })),
  firstDay: Day,
  lastDay: Day,
});
export type ConvenePreview = z.infer<typeof ConvenePreview>;

export const ConveneRequest = z.strictObject({
  cases: z.array(Id).min(1).max(200),
  seats: z.array(z.strictObject({ caseId: Id, deskId: z.int(), startsAt: Instant })).min(1).max(200).describe("Come mostrato nell’anteprima"),
});
export type ConveneRequest = z.infer<typeof ConveneRequest>;
export const Convened = z.object({
  done: z.boolean().describe("Falso: qualcosa è cambiato dall’anteprima, e non si è convocato nessuno"),
  message: z.string(),
  changes: z.array(z.string()),
  preview: ConvenePreview.nullable(),
});
export type Convened = z.infer<typeof Convened>;
