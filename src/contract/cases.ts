// Search and ready-made lists of an office's cases.

import { z } from "zod";
import { Day, Id, Instant, Reach } from "./problem.ts";

export const CASE_LISTS = [
  "all",
  "to-convene",
  "unreachable",
  "not-delivered",
  "uncertain",
  "desk",
  "today",
] as const;
export const CaseList = z.enum(CASE_LISTS);
export type CaseList = z.infer<typeof CaseList>;

export const CasesQuery = z.object({
  q: z
    .string()
    .trim()
    .max(80)
    .optional()
    .describe("Cognome e nome, codice fiscale, protocollo INPS, telefono o e-mail"),
  list: CaseList.default("all"),
  cursor: z.string().max(400).optional(),
});

export const CaseRow = z.object({
  caseId: Id,
  surname: z.string(),
  name: z.string(),
  taxCode: z.string(),
  protocol: z.string(),
  role: z.enum(["R", "M"]),
  bound: z.boolean(),
  reach: Reach,
  municipality: z.string().nullable(),
  term: z.object({ kind: z.string(), dueOn: Day, daysLeft: z.int(), citation: z.string() }).nullable(),
  appointmentAt: Instant.nullable(),
  pending: z.array(z.object({ kind: z.string(), detail: z.string().nullable() })).describe("In sospeso"),
});
export type CaseRow = z.infer<typeof CaseRow>;

export const Cases = z.object({ rows: z.array(CaseRow), next: z.string().nullable() });
export type Cases = z.infer<typeof Cases>;

export const CaseCounts = z.object({ counts: z.record(z.string(), z.int()) });
export type CaseCounts = z.infer<typeof CaseCounts>;
