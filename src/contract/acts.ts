// The procedures of a case with their acts; the form of one act; what an act would do, and what it has done.

import { z } from "zod";
import type { ActForm } from "../domain/procedure/form-types.ts";
import { Day, Id, Instant } from "./problem.ts";

const Word = z.string().max(60).regex(/^[a-z][a-z0-9-]*$/);

export const ActOffer = z.object({
  act: z.string(),
  label: z.string(),
  allowed: z.boolean(),
  reason: z.string().nullable().describe("Perché no, in una frase; vuoto quando si può"),
  code: z.string().nullable(),
  law: z.string().nullable().describe("La norma che lo permette, o su cui poggia la condizione che manca"),
  hasForm: z.boolean().describe("Si fa da una pagina: ha un modulo"),
  harms: z.boolean().describe("Può costare il beneficio: si conferma due volte"),
});
export type ActOffer = z.infer<typeof ActOffer>;

export const DossierTerm = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  startsOn: Day,
  dueOn: Day,
  dueAt: Instant.nullable(),
  daysLeft: z.int(),
  law: z.string().nullable(),
  metAt: Instant.nullable(),
  expired: z.boolean(),
});
export type DossierTerm = z.infer<typeof DossierTerm>;

export const DossierItem = z.object({
  procedure: z.string(),
  title: z.string(),
  item: z
    .object({
      id: Id,
      state: z.string(),
      stateText: z.string(),
      version: z.int(),
      openedAt: Instant,
      closedAt: Instant.nullable(),
      lastAct: z.string().describe("L’atto che l’ha portata allo stato di adesso"),
      data: z.record(z.string(), z.unknown()),
    })
    .nullable()
    .describe("Vuoto per una pratica che si potrebbe aprire"),
  terms: z.array(DossierTerm),
  acts: z.array(ActOffer),
  counted: z.record(z.string(), z.int()),
});
export type DossierItem = z.infer<typeof DossierItem>;
export const Dossier = z.object({ caseId: Id, today: Day, items: z.array(DossierItem) });
export type Dossier = z.infer<typeof Dossier>;

export const FormQuery = z.object({ procedure: Word, act: Word, item: Id.optional() });
export const FormAnswer = z.object({
  /** Drawn and checked as `form-types` says. */
  form: z.custom<ActForm>((value) => typeof value === "object" && value !== null && "fields" in value).describe("Campi del modulo, come dati"),
});
export type FormAnswer = z.infer<typeof FormAnswer>;

export const ActRequest = z.strictObject({
  procedure: Word,
  act: Word,
  item: Id.nullable().describe("La pratica; vuoto per aprirne una"),
  actId: Id.describe("Identificativo scelto da chi chiede: ripetuto, l’atto non si ripete"),
  expectedVersion: z.int().min(0).nullable().describe("Versione della pratica che la pagina mostrava"),
  input: z.record(z.string(), z.unknown()),
});
export type ActRequest = z.infer<typeof ActRequest>;

export const ActDone = z.object({
  message: z.string(),
  actId: Id,
  itemId: Id,
  state: z.string(),
  stateText: z.string(),
  version: z.int(),
  opened: z.array(z.object({ title: z.string(), dueOn: Day })),
  repeated: z.boolean(),
});
export type ActDone = z.infer<typeof ActDone>;

export const ActPreview = z.object({
  stateText: z.string(),
  messages: z.array(
    z.object({
      caseId: Id,
      channel: z.string(),
      recipient: z.string(),
      subject: z.string().nullable(),
      body: z.string(),
      parts: z.int(),
      dueAt: Instant,
    }),
  ),
  terms: z.array(z.object({ title: z.string(), startsOn: Day, dueOn: Day, law: z.string().nullable() })),
  tasks: z.array(z.object({ kind: z.string(), reason: z.string(), detail: z.string().nullable() })),
  acts: z.array(z.object({ kind: z.string(), caseId: Id })).describe("Gli atti che ne verrebbero, quello chiesto per primo"),
});
export type ActPreview = z.infer<typeof ActPreview>;
