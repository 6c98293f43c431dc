// Use cases: a paper is looked at as a draft, issued once for what it says, opened again. Drawn outside every transaction.

import { hash } from "node:crypto";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { PAPER_NAMES } from "../../domain/papers/texts.ts";
import type { PaperContent, PaperStamp } from "../../domain/papers/blocks.ts";
import { DOCUMENT_LIMITS } from "../../domain/documents/types.ts";
import { jobOf } from "../../exchange/typst/job.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { businessNow } from "../../store/clock.ts";
import { countDocuments, insertDocument } from "../../store/documents.ts";
import { newId } from "../../store/ids.ts";
import { insertPaper, itemVersion, papersOfItem, readPaper, samePaper } from "../../store/papers.ts";
import type { PaperRow } from "../../store/papers.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { sealDocument } from "../documents/envelope.ts";
import type { Sealed } from "../documents/envelope.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import { openDocument } from "../documents/open.ts";
import { SERVICE_TEXTS } from "../documents/texts.ts";
import type { Reference } from "../reference.ts";
import { composePaper } from "./content.ts";
import type { ComposedPaper } from "./content.ts";
import { qrDrawing } from "./qr-drawing.ts";
import { PAPER_TEXTS } from "./texts.ts";

export type OfficeActor = Actor & { readonly office: string };

export interface Press {
  readonly services: Services;
  readonly reference: Reference;
  readonly printer: Printer;
}

export interface PaperRequest {
  readonly caseId: string;
  readonly itemId: string;
  readonly actor: OfficeActor;
}

/** A file for whoever asked. */
export interface PaperFile {
  readonly name: string;
  readonly content: Buffer;
}

function print(printer: Printer, content: PaperContent, stamp: PaperStamp): Promise<Outcome<Buffer>> {
  return printer.print(jobOf(content, stamp, qrDrawing));
}

export interface DraftRequest extends PaperRequest {
  readonly mayOpenRestricted: boolean;
}

/** What the paper would say now. Refusals: as `composePaper`, DOCUMENTO_RISERVATO. That it was looked at is logged. */
export function readDraft({ services, reference }: Omit<Press, "printer">, request: DraftRequest): Promise<Outcome<ComposedPaper>> {
  const { actor, caseId, mayOpenRestricted } = request;
  return inOffice(services.pools.app, actor.office, async (client) => {
    const paper = await composePaper(client, reference, request);
    if (!paper.ok) return paper;
    if (paper.value.restricted && !mayOpenRestricted) return refuse("DOCUMENTO_RISERVATO", PAPER_TEXTS.restricted);
    await logAccess(client, { actor: actor.id, role: actor.role, office: actor.office, caseId, action: "paper-preview" });
    return paper;
  });
}

/** The same drawn, with «BOZZA» on every page; nothing of it is kept. Refusals: as `readDraft`, and the printer's. */
export async function previewPaper(press: Press, request: DraftRequest): Promise<Outcome<PaperFile>> {
  const composed = await readDraft(press, request);
  if (!composed.ok) return composed;
  const { content, digest, now } = composed.value;
  const pdf = await print(press.printer, content, { id: null, digest, at: now });
  return pdf.ok ? accept({ name: PAPER_TEXTS.draftName(content.title), content: pdf.value }) : pdf;
}

/**
 * Issues the paper of an item as it stands and keeps it for ever: sealed bytes, both digests in the register. The same text of the same
 * version is one paper: asked again it is given again. Refusals: as `composePaper`; DOCUMENTO_IN_BOZZA, VERSIONE_CAMBIATA, TROPPI_DOCUMENTI,
 * CASO_NON_VISIBILE, and the printer's. A printer that fails leaves nothing behind.
 */
export async function issuePaper(
  press: Press,
  keys: KeyRing,
  request: PaperRequest & { readonly expectedVersion: number | null },
): Promise<Outcome<{ readonly paper: PaperRow; readonly isNew: boolean }>> {
  const { services, reference, printer } = press;
  const { actor, expectedVersion } = request;
  const composed = await inOffice(services.pools.app, actor.office, (client) => composePaper(client, reference, request));
  if (!composed.ok) return composed;
  const { content, digest, item, mayIssue } = composed.value;
  if (!mayIssue) return refuse("DOCUMENTO_IN_BOZZA", PAPER_TEXTS.onlyDraft);
  if (expectedVersion !== null && expectedVersion !== item.version) return refuse("VERSIONE_CAMBIATA", PAPER_TEXTS.changed);
  const before = await inOffice(services.pools.documents, actor.office, (client) => samePaper(client, item.id, item.version, digest));
  if (before !== null) return accept({ paper: before, isNew: false });
  const id = newId();
  const at = await services.now();
  const pdf = await print(printer, content, { id, digest, at });
  if (!pdf.ok) return pdf;
  const sealed = await sealDocument(keys, id, PAPER_TEXTS.fileName(content.title, 1), pdf.value);
  return keep(services, request, composed.value, { id, at, pdf: pdf.value, sealed });
}

interface Drawn {
  readonly id: string;
  readonly at: string;
  readonly pdf: Buffer;
  readonly sealed: Sealed;
}

async function keep(
  services: Services,
  { caseId, actor }: PaperRequest,
  { content, digest, item, restricted }: ComposedPaper,
  { id, at, pdf, sealed }: Drawn,
): Promise<Outcome<{ readonly paper: PaperRow; readonly isNew: boolean }>> {
  const kept = await inOffice(services.pools.documents, actor.office, async (client): Promise<Outcome<{ readonly paper: PaperRow; readonly isNew: boolean } | null>> => {
    if ((await countDocuments(client, caseId)) === null) return refuse("CASO_NON_VISIBILE", PAPER_TEXTS.caseNotHere);
    await lockCases(client, [caseId]);
    // Read again under the lock: whoever held it may have changed anything, the competence too.
    const held = await countDocuments(client, caseId);
    if (held === null) return refuse("CASO_NON_VISIBILE", PAPER_TEXTS.caseNotHere);
    if ((await itemVersion(client, caseId, item.id)) !== item.version) return refuse("VERSIONE_CAMBIATA", PAPER_TEXTS.changed);
    const same = await samePaper(client, item.id, item.version, digest);
    if (same !== null) return accept({ paper: same, isNew: false });
    if (held >= DOCUMENT_LIMITS.documentsPerCase) return refuse("TROPPI_DOCUMENTI", SERVICE_TEXTS.tooMany(DOCUMENT_LIMITS.documentsPerCase));
    const actId = newId();
    const pdfDigest = hash("sha256", pdf, "hex");
    const number = (await papersOfItem(client, item.id)) + 1;
    await insertDocument(client, {
      id, caseId, kind: "issued-paper", restricted, media: "application/pdf", bytes: pdf.length, uploadedAt: at, uploadedBy: actor.id, actId, sealed,
    });
    await insertPaper(client, {
      id, caseId, paper: content.paper, itemId: item.id, itemVersion: item.version, number, subtitle: content.subtitle,
      contentDigest: digest, pdfDigest, issuedAt: at, issuedBy: actor.id, actId,
    });
    await appendActs(client, actor, [
      {
        id: actId,
        subjectId: caseId,
        subjectKind: "case",
        kind: "paper-issued",
        happenedAt: await businessNow(client),
        citation: "GDPR_ART32",
        payload: { document: id, paper: content.paper, item: item.id, version: item.version, number, contentSha256: digest, sha256: pdfDigest, bytes: pdf.length },
      },
    ]);
    return accept(null);
  });
  if (!kept.ok) return kept;
  if (kept.value !== null) return accept(kept.value);
  const paper = await inOffice(services.pools.app, actor.office, (client) => readPaper(client, id));
  return paper === null ? refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere) : accept({ paper, isNew: true });
}

/** The kept bytes of a paper; that it was opened is in the log before they leave. Refusals: DOCUMENTO_ASSENTE, DOCUMENTO_RISERVATO, DOCUMENTO_CANCELLATO. */
export async function openPaper(
  services: Services,
  keys: KeyRing,
  { paperId, actor, mayOpenRestricted }: { readonly paperId: string; readonly actor: OfficeActor; readonly mayOpenRestricted: boolean },
): Promise<Outcome<PaperFile & { readonly paper: PaperRow }>> {
  const paper = await inOffice(services.pools.app, actor.office, (client) => readPaper(client, paperId));
  if (paper === null) return refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere);
  if (paper.restricted && !mayOpenRestricted) return refuse("DOCUMENTO_RISERVATO", PAPER_TEXTS.restricted);
  const title = PAPER_NAMES[paper.paper as keyof typeof PAPER_NAMES];
  const opened = await openDocument(services, keys, { documentId: paperId, reason: PAPER_TEXTS.why(title), actor });
  return opened.ok ? accept({ name: PAPER_TEXTS.fileName(title, paper.number), content: opened.value.content, paper }) : opened;
}
