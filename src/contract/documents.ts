// Documents of a case: what is seen of them by whoever follows it, handing in, opening, outcome.

import { z } from "zod";
import { DOCUMENT_KIND_NAMES } from "../domain/documents/kinds.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

export const DocumentKindName = z.enum(DOCUMENT_KIND_NAMES as [string, ...string[]]);
export const CaseDocument = z.object({
  id: Id,
  kind: z.string(),
  restricted: z.boolean(),
  media: z.string(),
  bytes: z.int(),
  uploadedAt: Instant,
  uploadedBy: z.string(),
  outcome: z.enum(["sufficient", "insufficient"]).nullable(),
  expiresOn: Day.nullable(),
  seenOn: Day.nullable(),
  erasedAt: Instant.nullable().describe("Quando il contenuto è stato cancellato; esito e scadenza restano"),
});
export type CaseDocument = z.infer<typeof CaseDocument>;
export const CaseDocuments = z.object({
  documents: z.array(CaseDocument),
  mayOpen: z.boolean().describe("Se chi chiede può aprire i documenti riservati"),
});
export type CaseDocuments = z.infer<typeof CaseDocuments>;

export const HandInQuery = z.object({
  kind: DocumentKindName,
  name: z.string().max(300).default("documento"),
});
export const HandedIn = z.object({ id: Id, message: z.string() });
export type HandedIn = z.infer<typeof HandedIn>;
export const OpenDocumentRequest = z.object({ reason: Reason });
export const DocumentOutcomeRequest = z.object({
  outcome: z.enum(["sufficient", "insufficient"]),
  expiresOn: Day.nullable().describe("Ultimo giorno in cui vale; null se non scade"),
});
