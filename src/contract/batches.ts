// Notices received: batches, their counts that add up, their rejected rows.

import { z } from "zod";
import { Id, Instant } from "./problem.ts";

export const Batch = z.object({
  id: Id,
  kind: z.enum(["file", "push", "pull", "state"]),
  name: z.string(),
  format: z.string().nullable(),
  measure: z.string(),
  state: z.enum(["running", "done", "interrupted", "failed"]),
  bytes: z.int(),
  rowsRead: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  actor: z.string(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
});
export type Batch = z.infer<typeof Batch>;

export const PageQuery = z.object({ cursor: z.string().max(200).optional() });
export const Batches = z.object({ batches: z.array(Batch), next: z.string().nullable() });
export type Batches = z.infer<typeof Batches>;
export const BatchDetail = z.object({
  batch: Batch,
  byCode: z.array(
    z.object({ code: z.string(), field: z.string().nullable(), message: z.string(), rows: z.int() }),
  ),
});
export type BatchDetail = z.infer<typeof BatchDetail>;

export const RejectedRow = z.object({
  line: z.int(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  text: z.string().describe("La riga come è arrivata"),
});
export type RejectedRow = z.infer<typeof RejectedRow>;
export const RejectedRows = z.object({ rows: z.array(RejectedRow), next: z.string().nullable() });
export type RejectedRows = z.infer<typeof RejectedRows>;

export const UploadQuery = z.object({
  name: z.string().trim().min(1).max(200).describe("Nome del file, come lo vede chi lo carica"),
  measure: z.string().max(10).default("RDC"),
});
export const UploadAnswer = z.object({ message: z.string(), startedAt: Instant });
export type UploadAnswer = z.infer<typeof UploadAnswer>;
