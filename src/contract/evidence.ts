// Dossiers of proof of a case: those handed out, and the making of one.

import { z } from "zod";
import { Id, Instant, Reason } from "./problem.ts";

export const HandedOut = z.object({
  id: Id,
  at: Instant,
  by: z.string(),
  role: z.string(),
  reason: z.string().nullable(),
  digest: z.string().nullable().describe("SHA-256 di impronte.txt; null se il contenuto dell’atto è stato cancellato"),
  withRestricted: z.boolean(),
  stamp: z.enum(["none", "unreachable", "stamped"]).nullable().describe("Com’era la marca temporale quando è stato consegnato"),
});
export type HandedOut = z.infer<typeof HandedOut>;

export const CaseEvidence = z.object({
  handedOut: z.array(HandedOut).describe("L’ultimo per primo"),
  mayIncludeRestricted: z.boolean().describe("Se chi chiede può mettervi i documenti riservati"),
});
export type CaseEvidence = z.infer<typeof CaseEvidence>;

export const MakeEvidenceRequest = z.object({
  reason: Reason,
  withRestricted: z.boolean().describe("Con i documenti riservati interi, non solo con esito e impronta"),
});
