// Letters: print houses with what waits, batches, files of outcomes, the letters of one case.

import { z } from "zod";
import { LETTER_PRODUCTS } from "../domain/letters/products.ts";
import { Id, Instant } from "./problem.ts";

export const LetterBatch = z.object({
  id: z.int(),
  gatewayId: z.string(),
  name: z.string(),
  product: z.enum(LETTER_PRODUCTS),
  state: z.enum(["closed", "ready", "handed", "accepted", "uncertain"]),
  letters: z.int(),
  sheets: z.int(),
  closedAt: Instant,
  closedBy: z.string(),
  sha256: z.string().nullable(),
  bytes: z.number().nullable(),
  handedAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  acceptedBy: z.string().nullable(),
  note: z.string().nullable(),
  delivered: z.int(),
  failed: z.int(),
  open: z.int().describe("Di cui non si sa ancora l’esito"),
});
export type LetterBatch = z.infer<typeof LetterBatch>;

export const PrintHouse = z.object({
  id: z.string(),
  product: z.enum(LETTER_PRODUCTS),
  state: z.enum(["open", "paused", "held"]),
  reason: z.string().nullable(),
  isDownload: z.boolean().describe("Il lotto si scarica dalla pagina; altrimenti va nella cartella"),
  closeAt: z.array(z.string()).describe("Ore in cui i lotti si chiudono da sé"),
  cents: z.int().describe("Costo di una lettera di un foglio"),
  ready: z.int().describe("Pronte per un lotto"),
  later: z.int().describe("Da comporre, o che partono più avanti"),
  oldestDueAt: Instant.nullable(),
});
export type PrintHouse = z.infer<typeof PrintHouse>;

export const OutcomeFile = z.object({
  id: Id,
  name: z.string(),
  takenAt: Instant,
  takenBy: z.string(),
  rows: z.int(),
  fresh: z.int(),
  repeated: z.int(),
  rejected: z.int(),
  finishedAt: Instant.nullable(),
});
export type OutcomeFile = z.infer<typeof OutcomeFile>;

export const Letters = z.object({ houses: z.array(PrintHouse), batches: z.array(LetterBatch), next: z.int().nullable(), files: z.array(OutcomeFile) });
export type Letters = z.infer<typeof Letters>;
export const LettersQuery = z.object({ before: z.coerce.number().int().positive().optional() });

export const CloseAnswer = z.object({ message: z.string(), batches: z.array(z.string()) });
export type CloseAnswer = z.infer<typeof CloseAnswer>;
export const AcceptRequest = z.object({ note: z.string().trim().max(500) });
export const SettleRequest = z.object({ decision: z.enum(["taken", "write-again"]), reason: z.string().trim().min(1, "Scrivere il motivo").max(500) });
export const OutcomeUpload = z.object({ name: z.string().trim().min(1).max(200) });

export const RejectedOutcome = z.object({ line: z.int(), code: z.string(), message: z.string(), cells: z.array(z.string()) });
export const OutcomeAnswer = OutcomeFile.extend({ isRepeated: z.boolean(), message: z.string(), problems: z.array(RejectedOutcome).describe("Le prime righe scartate") });
export type OutcomeAnswer = z.infer<typeof OutcomeAnswer>;

export const CaseLetter = z.object({
  messageId: Id,
  code: z.string(),
  product: z.enum(LETTER_PRODUCTS),
  isDrawn: z.boolean(),
  batch: z.string().nullable(),
  registeredNumber: z.string().nullable(),
  proven: z.enum(["sent", "failed", "received"]).nullable(),
  provenAt: Instant.nullable(),
  hasScan: z.boolean(),
  events: z.array(z.object({ code: z.string(), title: z.string(), cause: z.string().nullable(), at: Instant })),
});
export type CaseLetter = z.infer<typeof CaseLetter>;
export const CaseLetters = z.object({ letters: z.array(CaseLetter), products: z.array(z.enum(LETTER_PRODUCTS)).describe("Per cui c’è uno stampatore") });
export type CaseLetters = z.infer<typeof CaseLetters>;
export const WriteLetterRequest = z.object({ product: z.enum(LETTER_PRODUCTS) });
