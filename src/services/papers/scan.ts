// Use cases: the sheet that came back signed is handed in and tied to the paper it is of; then the signatures on it are recorded, naming the paper.

import { recognise } from "../../domain/documents/recognise.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { insertScan, readPaper } from "../../store/papers.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import type { ActOutcome } from "../acts/act-outcome.ts";
import { perform } from "../acts/perform.ts";
import type { Services } from "../context.ts";
import { handIn } from "../documents/hand-in.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import type { Reference } from "../reference.ts";
import type { OfficeActor } from "./issue.ts";
import { PAPER_TEXTS, SIGNING_TEXTS } from "./texts.ts";

export interface ScanIn {
  readonly paperId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly actor: OfficeActor;
}

/** Hands the scan in, as any document (its type by its bytes, its size), and ties it to the paper. Refusals: DOCUMENTO_ASSENTE, SCANSIONE_SENZA_FIRMA and those of `handIn`. */
export async function handInScan(services: Services, keys: KeyRing, { paperId, name, bytes, actor }: ScanIn): Promise<Outcome<{ readonly id: string }>> {
  const paper = await inOffice(services.pools.app, actor.office, (client) => readPaper(client, paperId));
  if (paper === null) return refuse("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere);
  const recognised = recognise(bytes);
  if (recognised.ok && recognised.value.media === "text/plain") return refuse("SCANSIONE_SENZA_FIRMA", SIGNING_TEXTS.scanIsText);
  const given = await handIn(services, keys, { caseId: paper.caseId, kind: "signed-paper", name, bytes, actor });
  if (!given.ok) return given;
  const { id } = given.value;
  return inOffice(services.pools.documents, actor.office, async (client) => {
    await lockCases(client, [paper.caseId]);
    const now = await businessNow(client);
    const actId = newId();
    await insertScan(client, { documentId: id, paperId, caseId: paper.caseId, at: now, by: actor.id, actId });
    await appendActs(client, actor, [
      {
        id: actId,
        subjectId: paper.caseId,
        subjectKind: "case",
        kind: "paper-scan-linked",
        happenedAt: now,
        payload: { document: id, paper: paperId, contentSha256: paper.contentDigest },
      },
    ]);
    return accept({ id });
  });
}

export interface PaperSigning {
  readonly paperId: string;
  readonly who: "person" | "office";
  /** Day written beside the signature. */
  readonly on: string;
  readonly actId: string;
  readonly expectedVersion: number;
  readonly actor: OfficeActor;
}

/**
 * Records a signature made on paper. The person's needs the scan of this paper; the office's names the paper that the person signed.
 * Refusals: DOCUMENTO_ASSENTE, FIRMA_NON_PREVISTA, SCANSIONE_MANCANTE, TESTO_CAMBIATO, and those of the acts `sign-person`, `sign-office`.
 */
export async function signOnPaper(services: Services, reference: Reference, signing: PaperSigning): Promise<ActOutcome> {
  const { paperId, who, on, actId, expectedVersion, actor } = signing;
  const no = (code: string, message: string): ActOutcome => ({ ...refuse(code, message), allowed: [] });
  const paper = await inOffice(services.pools.app, actor.office, (client) => readPaper(client, paperId));
  if (paper === null) return no("DOCUMENTO_ASSENTE", PAPER_TEXTS.notHere);
  if (paper.paper !== "patto") return no("FIRMA_NON_PREVISTA", SIGNING_TEXTS.notSigned);
  // The paper was issued of the text agreed upon; the person's signature is the next act, the office's the one after.
  if (expectedVersion !== paper.itemVersion + (who === "person" ? 0 : 1)) return no("TESTO_CAMBIATO", SIGNING_TEXTS.textChanged);
  if (who === "person" && paper.scans.length === 0) return no("SCANSIONE_MANCANTE", SIGNING_TEXTS.scanMissing);
  const input = { on, how: "paper", signed: true, ...(who === "office" ? { document: paperId } : {}) };
  const act = who === "person" ? "sign-person" : "sign-office";
  return perform(services, reference, { procedure: "patto", caseId: paper.caseId, itemId: paper.itemId, act, input, actId, expectedVersion }, actor);
}
