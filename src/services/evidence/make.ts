// Use case: the dossier of proof of a case is composed, stamped where an authority is configured, entered in the register, and only then handed out.

import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import { checkDossier } from "../../domain/evidence/check.ts";
import { digestList, EVIDENCE_LIMITS, FILES, stampNote } from "../../domain/evidence/files.ts";
import type { Listed, StampState } from "../../domain/evidence/files.ts";
import { HOW_TO_CHECK } from "../../domain/evidence/how-to-texts.ts";
import { evidenceContent } from "../../domain/evidence/narrative.ts";
import type { EvidenceDocument, EvidenceRecord } from "../../domain/evidence/types.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { askStamp } from "../../exchange/timestamp/authority.ts";
import type { Authority } from "../../exchange/timestamp/authority.ts";
import { evidenceJob } from "../../exchange/typst/job.ts";
import type { Printer } from "../../exchange/typst/printer.ts";
import { dosTimeOf, LOCAL_BYTES } from "../../exchange/zip/records.ts";
import { directory, localHeader } from "../../exchange/zip/stored.ts";
import type { DosTime } from "../../exchange/zip/records.ts";
import type { StoredEntry } from "../../exchange/zip/stored.ts";
import { readSealed } from "../../store/documents.ts";
import { readEvidenceCase } from "../../store/evidence.ts";
import { OperatorFault } from "../../store/fault.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { appendActs, canonicalJson } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { openSealed } from "../documents/envelope.ts";
import type { KeyRing } from "../documents/key-ring.ts";
import { KEY_TEXTS } from "../documents/texts.ts";
import { gatherEvidence } from "./record.ts";
import { EVIDENCE_SERVICE_TEXTS } from "./texts.ts";

/** What making a dossier needs. */
export interface Bench {
  readonly services: Services;
  readonly printer: Printer;
  /** Absent where documents have no keys: then a case with documents cannot be proved whole, and is refused. */
  readonly keys: KeyRing | undefined;
  readonly authority: Authority | null;
  readonly onFault?: (fault: string) => void;
}

export interface MakeRequest {
  readonly caseId: string;
  /** The office behind whose walls it is made: that of whoever asks, or the competent one for whoever works for the Region. */
  readonly office: string;
  readonly actor: Actor;
  readonly reason: string;
  /** The caller has asked for the permission. */
  readonly withRestricted: boolean;
}

/** One file of the archive; documents are opened again when they are written, so that none is held in memory. */
interface Part extends StoredEntry, Listed {
  readonly open: () => Promise<Buffer>;
}

export interface Dossier {
  readonly record: EvidenceRecord;
  readonly name: string;
  /** SHA-256 of the list of digests, hexadecimal: the one number that stands for the whole. */
  readonly digest: string;
  readonly stamp: StampState;
  readonly bytes: number;
  readonly files: number;
  /** The archive, piece by piece. */
  readonly pieces: () => AsyncGenerator<Buffer>;
}

const SHORTEST_REASON = 5;
const LONGEST_REASON = 500;

/**
 * Makes the dossier and enters the handing out in the register: act, digest, reason, and a line in the access log for the case and for each document inside.
 * Refusals: MOTIVO_MANCANTE, CASO_NON_VISIBILE, FASCICOLO_TROPPO_GRANDE, and the printer's. Nothing stays of a refused one.
 */
export async function makeDossier(bench: Bench, request: MakeRequest): Promise<Outcome<Dossier>> {
  const composed = await composeDossier(bench, request);
  return composed.ok ? handOut(bench, request, composed.value) : composed;
}

/** The same without the handing out: for whoever looks whether the same content gives the same bytes. */
export async function composeDossier(bench: Bench, request: MakeRequest): Promise<Outcome<Dossier>> {
  const reason = request.reason.trim();
  if (reason.length < SHORTEST_REASON || reason.length > LONGEST_REASON) return refuse("MOTIVO_MANCANTE", EVIDENCE_SERVICE_TEXTS.reasonNeeded);
  const at = await bench.services.now();
  const gathered = await gatherEvidence(bench.services.pools.app, { ...request, reason, at });
  if (gathered === null) return refuse("CASO_NON_VISIBILE", EVIDENCE_SERVICE_TEXTS.caseNotHere);
  const { record, contents, texts } = gathered;
  const pdf = await bench.printer.print(evidenceJob(evidenceContent(record, texts), at));
  if (!pdf.ok) return pdf;
  const parts = [
    part(FILES.pdf, pdf.value),
    part(FILES.register, `${canonicalJson(record)}\n`),
    part(FILES.howTo, HOW_TO_CHECK),
    ...[...contents].map(([name, content]) => part(name, content)).toSorted(byName),
    ...(await documentParts(bench, request.office, record)),
  ];
  return close(bench, record, parts);
}

const byName = (a: Listed, b: Listed): number => (a.name < b.name ? -1 : 1);

function part(name: string, text: Buffer | string): Part {
  const content = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  return { name, size: content.length, crc: crc32(content), digest: hash("sha256", content, "hex"), open: () => Promise.resolve(content) };
}

async function documentParts(bench: Bench, office: string, { documenti }: EvidenceRecord): Promise<Part[]> {
  const parts: Part[] = [];
  for (const document of documenti) {
    if (document.file === null) continue;
    const open = (): Promise<Buffer> => openWhole(bench, office, document);
    parts.push({ ...part(document.file, await open()), open });
  }
  return parts.toSorted(byName);
}

async function openWhole({ services, keys }: Bench, office: string, { id, impronta }: EvidenceDocument): Promise<Buffer> {
  if (keys === undefined) throw new OperatorFault("CHIAVI_NON_CONFIGURATE", KEY_TEXTS.notGiven);
  const sealed = await inOffice(services.pools.documents, office, (client) => readSealed(client, id));
  if (sealed === null) throw new OperatorFault("DOCUMENTO_CANCELLATO", EVIDENCE_SERVICE_TEXTS.gone(id));
  const { content } = await openSealed(keys, id, sealed);
  if (impronta !== null && hash("sha256", content, "hex") !== impronta) throw new OperatorFault("DOCUMENTO_ALTERATO", KEY_TEXTS.altered(id));
  return content;
}

async function close({ authority, onFault }: Bench, record: EvidenceRecord, parts: readonly Part[]): Promise<Outcome<Dossier>> {
  const list = part(FILES.digests, digestList(parts));
  const { stamp, answer } = await stampOf(authority, list.digest, onFault);
  const stamped = answer === null ? [] : [part(FILES.stamp, answer)];
  const note = stampNote(stamp, { list: list.digest, stamp: stamped[0]?.digest ?? "" });
  const all = [...parts, list, ...stamped, part(FILES.stampNote, note)];
  // What would not pass its own verification is never handed out: somebody has changed the register or an original in the database.
  const [fault] = checkDossier({ files: all, list: digestList(parts), note, record }, (content) => hash("sha256", content, "hex"));
  if (fault !== undefined) throw new OperatorFault("FASCICOLO_NON_INTEGRO", EVIDENCE_SERVICE_TEXTS.altered(fault.where, fault.message));
  const dos = dosOf(record.fattoIl);
  const end = directory(all, dos);
  const bytes = all.reduce((sum, { name, size }) => sum + LOCAL_BYTES + name.length + size, end.length);
  if (bytes > EVIDENCE_LIMITS.bytes || all.length > EVIDENCE_LIMITS.files) return refuse("FASCICOLO_TROPPO_GRANDE", EVIDENCE_SERVICE_TEXTS.tooLarge);
  const name = EVIDENCE_SERVICE_TEXTS.fileName(record.persona.cognome, record.caso.id, record.fattoIl.slice(0, 10));
  return accept({ record, name, digest: list.digest, stamp, bytes, files: all.length, pieces: () => write(all, dos, end) });
}

async function stampOf(authority: Authority | null, digest: string, onFault: Bench["onFault"]): Promise<{ readonly stamp: StampState; readonly answer: Buffer | null }> {
  if (authority === null) return { stamp: "none", answer: null };
  const asked = await askStamp(authority, Buffer.from(digest, "hex"));
  if ("answer" in asked) return { stamp: "stamped", answer: asked.answer };
  onFault?.(asked.why);
  return { stamp: "unreachable", answer: null };
}

/** The clock of the offices, as whoever unpacks reads it. */
export function dosOf(at: string): DosTime {
  const { date, minutes } = romeTime(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return dosTimeOf(`${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${at.slice(17, 19)}`);
}

async function* write(parts: readonly Part[], dos: DosTime, end: Buffer): AsyncGenerator<Buffer> {
  for (const each of parts) {
    yield localHeader(each, dos);
    yield await each.open();
  }
  yield end;
}

/** In one transaction: whoever is no longer competent by now is refused, and gets nothing. */
function handOut({ services }: Bench, { caseId, office, actor }: MakeRequest, dossier: Dossier): Promise<Outcome<Dossier>> {
  const { record, digest, stamp, bytes, files } = dossier;
  return inOffice(services.pools.app, office, async (client) => {
    if ((await readEvidenceCase(client, caseId)) === null) return refuse("CASO_NON_VISIBILE", EVIDENCE_SERVICE_TEXTS.caseNotHere);
    const line = { actor: actor.id, role: actor.role, office, caseId };
    await logAccess(client, { ...line, action: "evidence", reason: record.motivo });
    for (const { file, id, riservato } of record.documenti)
      if (file !== null) await logAccess(client, { ...line, action: riservato ? "restricted-document" : "document", reason: `${id}: ${record.motivo}` });
    await appendActs(client, actor, [
      {
        id: newId(),
        subjectId: caseId,
        subjectKind: "case",
        kind: "evidence-handed-out",
        happenedAt: record.fattoIl,
        citation: "L241_1990_ART24",
        payload: { sha256OfList: digest, reason: record.motivo, madeAt: record.fattoIl, bytes, files, restricted: record.conRiservati, stamp, throughAct: record.catene[0]?.numero ?? 0 },
      },
    ]);
    return accept(dossier);
  });
}
