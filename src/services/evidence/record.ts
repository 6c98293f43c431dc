// The register of a dossier of proof, gathered in one moment that does not change meanwhile, behind the walls of the office.

import { hash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { documentFile, messageFile, receiptFile } from "../../domain/evidence/files.ts";
import { EVIDENCE_FORM } from "../../domain/evidence/types.ts";
import type { EvidenceChain, EvidenceContact, EvidenceDocument, EvidenceMessage, EvidenceNorm, EvidenceRecord } from "../../domain/evidence/types.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import type { Citation } from "../../domain/law/citation.ts";
import {
  evidenceActs, evidenceAppointments, evidenceAttempts, evidenceContactChanges, evidenceContacts, evidenceDocuments, evidenceHeads, evidenceMessages, evidenceNights, evidenceReceipts,
  evidenceTerms, lastNight, readEvidenceCase,
} from "../../store/evidence.ts";
import type { ActRow, AttemptRow, DocumentRow, EvidenceCase, MessageRow, ReceiptRow } from "../../store/evidence.ts";
import { readPaperPerson } from "../../store/papers.ts";
import { inTransaction } from "../../store/pools.ts";

export interface EvidenceRequest {
  readonly caseId: string;
  readonly office: string;
  readonly actor: { readonly id: string; readonly role: string; readonly onBehalfOf?: string };
  readonly reason: string;
  readonly withRestricted: boolean;
  /** Business instant of the making. */
  readonly at: string;
}

export interface Gathered {
  readonly record: EvidenceRecord;
  /** Contents of messages and receipts, by the name of their file. */
  readonly contents: ReadonlyMap<string, string | Buffer>;
  /** What each message says to its reader, by its number. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Null when the case is not one of the office. */
export function gatherEvidence(pool: Pool, request: EvidenceRequest): Promise<Gathered | null> {
  return inTransaction(pool, async (client) => {
    // Everything is read as of one moment: a receipt that comes meanwhile is of the next dossier.
    await client.query("set transaction isolation level repeatable read, read only");
    await client.query("select set_config('app.office', $1, true)", [request.office]);
    const found = await readEvidenceCase(client, request.caseId);
    return found === null ? null : gather(client, request, found);
  });
}

async function gather(client: PoolClient, request: EvidenceRequest, found: EvidenceCase): Promise<Gathered> {
  const { caseId } = request;
  const person = await readPaperPerson(client, found.personId);
  if (person === null) throw new Error(`case ${caseId} without its person`);
  const rows = await evidenceMessages(client, caseId);
  const ids = rows.map(({ id }) => id);
  const attempts = Map.groupBy(await evidenceAttempts(client, ids), ({ messageId }) => messageId);
  const receipts = Map.groupBy(await evidenceReceipts(client, ids), ({ messageId }) => messageId);
  const contacts = await evidenceContacts(client, found.personId);
  const chains = await chainsOf(client, caseId, found.cases);
  const own = chains[0];
  const contents = new Map<string, string | Buffer>();
  const messages = rows.map((row) => messageOf(row, { attempts: attempts.get(row.id) ?? [], receipts: receipts.get(row.id) ?? [], contacts, own, contents }));
  const terms = await evidenceTerms(client, caseId);
  const record: EvidenceRecord = {
    formato: EVIDENCE_FORM,
    fattoIl: request.at,
    fattoDa: { id: request.actor.id, ruolo: request.actor.role, perContoDi: request.actor.onBehalfOf ?? null },
    motivo: request.reason,
    conRiservati: request.withRestricted,
    installazione: found.installation,
    sede: { codice: found.officeId, nome: found.officeName, competenteDal: found.officeSince },
    persona: {
      id: found.personId, cognome: person.surname, nome: person.name, codiceFiscale: person.taxCode, nascita: person.birthDate, luogoNascita: person.birthPlace,
      residenza: person.residence,
    },
    beneficio: found.benefit,
    caso: { id: caseId, ruolo: found.role, tenuto: found.bound },
    recapiti: contacts,
    recapitiCambiati: await evidenceContactChanges(client, found.personId),
    appuntamenti: await evidenceAppointments(client, caseId),
    messaggi: messages,
    termini: terms,
    documenti: documentsOf(await evidenceDocuments(client, caseId), chains, request.withRestricted),
    catene: chains,
    ultimaNotte: await lastNight(client),
    norme: normsOf([...chains.flatMap(({ atti }) => atti), ...terms].map(({ norma }) => norma)),
  };
  return { record, contents, texts: new Map(rows.flatMap(({ id, text }) => (text === null ? [] : [[id, text] as const]))) };
}

/** The case's own chain first. */
async function chainsOf(client: PoolClient, caseId: string, cases: readonly string[]): Promise<EvidenceChain[]> {
  const subjects = [caseId, ...cases.filter((id) => id !== caseId)];
  const heads = new Map((await evidenceHeads(client, subjects)).map((head) => [head.subjectId, head]));
  const acts = Map.groupBy(await evidenceActs(client, subjects), ({ subjectId }) => subjectId);
  const nights = Map.groupBy(await evidenceNights(client, subjects), ({ subjectId }) => subjectId);
  return subjects.flatMap((subject): EvidenceChain[] => {
    const head = heads.get(subject);
    if (head === undefined) return [];
    const rows = acts.get(subject) ?? [];
    return [
      {
        soggetto: subject,
        tipo: head.kind,
        numero: head.seq,
        testa: head.head,
        atti: rows.map(({ subjectId: _, ...act }) => ({ ...act, cancellatoCon: act.contenuto === null ? eraserAfter(rows, act.numero) : null })),
        notti: (nights.get(subject) ?? []).map(({ subjectId: _, ...night }) => night),
      },
    ];
  });
}

/** The act that says that contents before it were erased. */
function eraserAfter(rows: readonly Pick<ActRow, "id" | "numero" | "genere">[], number: number): string | null {
  return rows.find(({ numero, genere }) => numero > number && genere === "data-erased")?.id ?? null;
}

interface MessageWith {
  readonly attempts: readonly AttemptRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly contacts: readonly EvidenceContact[];
  readonly own: EvidenceChain | undefined;
  readonly contents: Map<string, string | Buffer>;
}

function messageOf({ content, text: _, ...row }: MessageRow, { attempts, receipts, contacts, own, contents }: MessageWith): EvidenceMessage {
  const file = content === null ? null : messageFile(row.id, row.canale, Buffer.isBuffer(content));
  if (file !== null && content !== null) contents.set(file, content);
  const source = contacts.find(({ valore }) => valore === row.destinatario);
  return {
    ...row,
    fonteRecapito: source === undefined ? null : { fonte: source.fonte, dal: source.dal },
    file,
    cancellatoCon: content === null ? (own?.atti.findLast(({ genere, contenuto }) => genere === "data-erased" && contenuto?.includes('"message-text"') === true)?.id ?? null) : null,
    invii: attempts.map(({ messageId: __, ...attempt }) => attempt),
    ricevute: receipts.map(({ messageId: __, raw, eml, ...receipt }) => {
      const content = eml ?? raw;
      if (content === null) return { ...receipt, file: null, impronta: null };
      const name = receiptFile(row.id, receipt.numero, eml !== null);
      contents.set(name, content);
      return { ...receipt, file: name, impronta: hash("sha256", content, "hex") };
    }),
  };
}

/** What goes in whole, and what only by its outcome and digest. Digests are those of the register. */
function documentsOf(rows: readonly DocumentRow[], chains: readonly EvidenceChain[], withRestricted: boolean): EvidenceDocument[] {
  const digests = digestsOf(chains);
  return rows.map(({ pdfDigest, ...row }) => ({
    ...row,
    impronta: pdfDigest ?? digests.get(row.id) ?? null,
    file: row.cancellato === null && (!row.riservato || withRestricted) ? documentFile(row.id, row.formato) : null,
  }));
}

function digestsOf(chains: readonly EvidenceChain[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { contenuto } of chains.flatMap(({ atti }) => atti)) {
    if (contenuto === null || !contenuto.includes('"sha256"')) continue;
    const { document, sha256 } = JSON.parse(contenuto) as { readonly document?: unknown; readonly sha256?: unknown };
    if (typeof document === "string" && typeof sha256 === "string") found.set(document, sha256);
  }
  return found;
}

const NORMS: ReadonlyMap<string, Citation> = new Map(Object.entries(CITATIONS).flatMap(([key, norm]) => [[key, norm], [norm.id, norm]] as const));

function normsOf(names: readonly (string | null)[]): Record<string, EvidenceNorm> {
  const found: Record<string, EvidenceNorm> = {};
  for (const name of names) {
    const norm = name === null ? undefined : NORMS.get(name);
    if (name === null || norm === undefined) continue;
    found[name] = { testo: norm.text, indirizzo: norm.link ?? null, inVigoreDal: norm.inForceFrom, inVigoreAl: norm.inForceTo ?? null };
  }
  return found;
}
