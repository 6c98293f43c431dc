// Issued papers: what may be issued of a case, what was, the text to be read, signing on screen with a code.

import { z } from "zod";
import { PAPER_KINDS } from "../domain/papers/blocks.ts";
import { Day, Id, Instant } from "./problem.ts";

const Texts = z.array(z.string());

/** In reading order; the same that the PDF shows. */
export const PaperBlock = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("section"), title: z.string() }),
  z.object({ kind: z.literal("paragraph"), text: z.string() }),
  z.object({ kind: z.literal("facts"), rows: z.array(z.tuple([z.string(), z.string()])) }),
  z.object({ kind: z.literal("list"), items: Texts }),
  z.object({
    kind: z.literal("numbered"),
    items: z.array(z.object({ title: z.string(), lines: Texts, law: z.string().nullable() })),
  }),
  z.object({ kind: z.literal("table"), head: Texts, rows: z.array(Texts), widths: z.array(z.number()) }),
  z.object({ kind: z.literal("notice"), title: z.string(), text: z.string() }),
  z.object({ kind: z.literal("small"), lines: Texts }),
  z.object({ kind: z.literal("code"), text: z.string(), title: z.string(), explained: z.string() }),
  z.object({
    kind: z.literal("signatures"),
    place: z.string(),
    boxes: z.array(z.object({ who: z.string(), name: z.string() })),
  }),
]);
export type PaperBlock = z.infer<typeof PaperBlock>;

export const PaperText = z.object({
  paper: z.enum(PAPER_KINDS),
  title: z.string(),
  subtitle: z.string(),
  office: z.object({ region: z.string(), name: z.string(), address: z.string(), contacts: z.string() }),
  blocks: z.array(PaperBlock),
  digest: z.string().describe("SHA-256 di ciò che il documento dice"),
});
export type PaperText = z.infer<typeof PaperText>;

export const IssuedPaper = z.object({
  id: Id,
  paper: z.enum(PAPER_KINDS),
  title: z.string(),
  subtitle: z.string(),
  number: z.int().describe("Primo, secondo… documento della stessa pratica"),
  itemId: Id,
  itemVersion: z.int(),
  issuedAt: Instant,
  issuedBy: z.string(),
  bytes: z.int(),
  digest: z.string().describe("SHA-256 di ciò che dice"),
  pdfDigest: z.string().describe("SHA-256 del file"),
  mayOpen: z.boolean().describe("Se chi chiede può aprirlo"),
  isErased: z.boolean(),
  scans: z.array(Id).describe("Fogli firmati riportati in scansione"),
  confirmedAt: Instant.nullable().describe("Quando è stato firmato sullo schermo, con il codice"),
});
export type IssuedPaper = z.infer<typeof IssuedPaper>;

export const PaperToIssue = z.object({
  itemId: Id,
  paper: z.enum(PAPER_KINDS),
  title: z.string(),
  subtitle: z.string(),
  version: z.int().describe("Versione della pratica: chi emette dice quale ha visto"),
  state: z.string().describe("Stato della pratica, in italiano"),
  mayIssue: z.boolean().describe("Il testo è definitivo; altrimenti solo la bozza"),
  mayOpen: z.boolean(),
  issuedAs: Id.nullable().describe("Il documento già emesso di questo stesso testo"),
  toSign: z.boolean().describe("Aspetta la firma della persona"),
});
export type PaperToIssue = z.infer<typeof PaperToIssue>;

export const CasePapers = z.object({ toIssue: z.array(PaperToIssue), issued: z.array(IssuedPaper) });
export type CasePapers = z.infer<typeof CasePapers>;

export const IssueRequest = z.object({
  itemId: Id,
  expectedVersion: z.int().min(1).describe("La versione della pratica che era sullo schermo"),
});
export const IssueAnswer = z.object({ paper: IssuedPaper, isNew: z.boolean(), message: z.string() });
export type IssueAnswer = z.infer<typeof IssueAnswer>;

export const ScanQuery = z.object({ name: z.string().max(300).default("documento firmato") });
export const ScanAnswer = z.object({ id: Id, message: z.string() });
export type ScanAnswer = z.infer<typeof ScanAnswer>;

const WaitingCode = z.object({
  codeId: Id,
  phoneTail: z.string().describe("Ultime tre cifre del cellulare"),
  secondsLeft: z.int(),
  triesLeft: z.int(),
  state: z.enum(["waiting", "confirmed", "spent", "replaced"]),
  delivery: z.string().describe("A che punto è il messaggio"),
});
export const SigningPage = z.object({
  paperId: Id,
  caseId: Id,
  text: PaperText,
  code: WaitingCode.nullable().describe(
    "L’ultimo codice mandato per questo testo; il codice stesso non si vede mai",
  ),
});
export type SigningPage = z.infer<typeof SigningPage>;

export const CodeSent = z.object({
  codeId: Id,
  phoneTail: z.string(),
  secondsLeft: z.int(),
  message: z.string(),
});
export type CodeSent = z.infer<typeof CodeSent>;

export const ConfirmRequest = z.object({
  codeId: Id,
  code: z.string().max(20).describe("Le sei cifre ricevute per SMS"),
  actId: Id.describe("Fatto una volta da chi chiede: chiesto di nuovo, l’atto non si ripete"),
});
export const Signed = z.object({ message: z.string(), state: z.string(), version: z.int() });
export type Signed = z.infer<typeof Signed>;

export const PaperSignRequest = z.object({
  who: z.enum(["person", "office"]),
  on: Day.describe("Giorno scritto accanto alla firma"),
  actId: Id,
  expectedVersion: z.int().min(1),
});
