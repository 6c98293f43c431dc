// The first interview: its steps with their forms, what is being typed, the confirmation of a step; contact points corrected.

import { z } from "zod";
import { CONTACT_SOURCES } from "../domain/interview/contact-check.ts";
import { STEPS } from "../domain/interview/types.ts";
import type { ActForm } from "../domain/procedure/form-types.ts";
import { DossierItem } from "./acts.ts";
import { Day, Id, Instant } from "./problem.ts";

export const StepName = z.enum(STEPS);
export type StepName = z.infer<typeof StepName>;
const Form = z
  .custom<ActForm>((value) => typeof value === "object" && value !== null && "fields" in value)
  .describe("Campi del modulo, come dati");

export const InterviewStep = z.object({
  step: StepName,
  title: z.string(),
  state: z.enum(["done", "todo", "blocked", "closed"]),
  said: z.string().nullable().describe("Che cosa risulta, o perché ora non si può"),
  law: z.string().nullable(),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  form: Form.nullable(),
});
export type InterviewStep = z.infer<typeof InterviewStep>;

export const InterviewWay = z.object({
  way: z.enum(["pact", "municipality", "exempt", "excluded"]),
  title: z.string(),
  taken: z.boolean(),
  open: z.boolean(),
  said: z.string().nullable(),
  law: z.string().nullable(),
});
export type InterviewWay = z.infer<typeof InterviewWay>;

export const Draft = z.object({
  content: z.record(z.string(), z.unknown()),
  version: z.int(),
  author: z.string(),
  savedAt: Instant,
  warm: z.boolean().describe("Salvata negli ultimi minuti: qualcuno sta scrivendo"),
});
export type Draft = z.infer<typeof Draft>;

export const InterviewMember = z.object({
  caseId: Id,
  name: z.string(),
  birthDate: Day,
  applicant: z.boolean(),
  bound: z.boolean(),
  out: z
    .object({ kind: z.enum(["excluded", "exempt"]), text: z.string(), law: z.string().nullable() })
    .nullable(),
  exclusions: z.array(z.object({ title: z.string(), period: z.string(), law: z.string().nullable() })),
  exemptions: z.array(z.object({ title: z.string(), period: z.string(), stateText: z.string() })),
  begins: z.array(DossierItem),
  open: z.array(DossierItem),
});
export type InterviewMember = z.infer<typeof InterviewMember>;

export const Interview = z.object({
  caseId: Id,
  today: Day,
  /** Who is asking: what they typed is theirs. */
  actor: z.string(),
  person: z.object({
    surname: z.string(),
    name: z.string(),
    taxCode: z.string(),
    birthDate: Day,
    residence: z.string(),
    measure: z.string(),
    protocol: z.string(),
    applicant: z.boolean(),
    dataAsOf: Instant,
  }),
  startedAt: Instant.nullable(),
  startedBy: z.string().nullable(),
  closed: z.object({ at: Instant, by: z.string(), outcome: z.string() }).nullable(),
  steps: z.array(InterviewStep),
  next: StepName.nullable(),
  ways: z.array(InterviewWay),
  members: z.array(InterviewMember),
  limits: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      limit: z.string(),
      evidence: z.string(),
      law: z.string().nullable(),
      holders: z.array(z.string()),
      full: z.boolean(),
    }),
  ),
  /** DID, profile, pact, passage to the municipality: with their acts. */
  entries: z.array(DossierItem),
  meeting: z.object({ startsAt: Instant, desk: z.string() }).nullable(),
  contactWords: z.array(
    z.object({ value: z.string(), change: z.string(), source: z.string(), at: Instant, by: z.string() }),
  ),
  draft: Draft.nullable(),
});
export type Interview = z.infer<typeof Interview>;

export const StepRequest = z.strictObject({
  actId: Id.describe("Identificativo scelto da chi chiede: ripetuto, il passo non si ripete"),
  values: z.record(z.string(), z.unknown()),
  draftSeen: z.int().min(0).nullable(),
});
export type StepRequest = z.infer<typeof StepRequest>;
export const StepDone = z.object({ message: z.string(), repeated: z.boolean() });
export type StepDone = z.infer<typeof StepDone>;
export const FinishRequest = z.strictObject({ actId: Id });

export const DraftRequest = z.strictObject({
  content: z.record(z.string(), z.unknown()),
  seen: z.int().min(0).describe("Versione che la pagina ha visto; 0 se nessuna"),
  takeOver: z.boolean(),
});
export type DraftRequest = z.infer<typeof DraftRequest>;
export const DraftAnswer = z.object({ draft: Draft.nullable() });
export type DraftAnswer = z.infer<typeof DraftAnswer>;

const Point = z.strictObject({
  kind: z.enum(["mobile", "landline", "email", "pec"]),
  value: z.string().min(1).max(254),
});
export const ContactsRequest = z.strictObject({
  actId: Id,
  source: z.enum(
    Object.keys(CONTACT_SOURCES) as [keyof typeof CONTACT_SOURCES, ...(keyof typeof CONTACT_SOURCES)[]],
  ),
  confirmed: z.array(Point).max(30),
  wrong: z.array(Point).max(30),
  newPhone: z.string().max(60),
  newEmail: z.string().max(254),
  newPec: z.string().max(254).default(""),
  reason: z.string().max(500),
});
export type ContactsRequest = z.infer<typeof ContactsRequest>;
export const ContactsDone = z.object({ message: z.string(), withdrawn: z.int(), rewritten: z.int() });
export type ContactsDone = z.infer<typeof ContactsDone>;
