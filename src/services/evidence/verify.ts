// Use case: a dossier of proof is verified from its file alone, in constant memory: structure, digests, register, chains, nights, time stamp.

import { createHash, hash } from "node:crypto";
import type { X509Certificate } from "node:crypto";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Finding } from "../../domain/evidence/chain.ts";
import { checkDossier } from "../../domain/evidence/check.ts";
import { EVIDENCE_LIMITS, FILES, SAFE_NAME } from "../../domain/evidence/files.ts";
import type { Listed } from "../../domain/evidence/files.ts";
import { FINDINGS } from "../../domain/evidence/texts.ts";
import type { EvidenceRecord } from "../../domain/evidence/types.ts";
import { readRecord } from "../../exchange/evidence/read-record.ts";
import { checkStamp } from "../../exchange/timestamp/token.ts";
import type { Stamp } from "../../exchange/timestamp/token.ts";
import { END_BYTES, LOCAL_BYTES } from "../../exchange/zip/records.ts";
import { directory, localHeader, readDirectory, readEnd } from "../../exchange/zip/stored.ts";
import type { DosTime } from "../../exchange/zip/records.ts";
import type { StoredEntry } from "../../exchange/zip/stored.ts";
import { canonicalJson } from "../../store/register.ts";
import { dosOf } from "./make.ts";

export interface Verified {
  readonly findings: readonly Finding[];
  /** Null when the register could not be read. */
  readonly record: EvidenceRecord | null;
  readonly files: number;
  readonly digest: string | null;
  readonly stamp: Stamp | null;
}

const PIECE = 1024 * 1024;
/** Files whose contents are looked into, each with the most bytes it may have. */
const READ: Readonly<Record<string, number>> = {
  [FILES.digests]: EVIDENCE_LIMITS.listBytes,
  [FILES.register]: EVIDENCE_LIMITS.registerBytes,
  [FILES.stamp]: EVIDENCE_LIMITS.stampBytes,
  [FILES.stampNote]: EVIDENCE_LIMITS.stampBytes,
};

/** Never throws for what the file holds: whatever is wrong is a finding. Errors of the disk are thrown. */
export async function verifyDossier(path: string, authorities: readonly X509Certificate[] = []): Promise<Verified> {
  const file = await open(path, "r");
  try {
    const total = (await file.stat()).size;
    const archive = await readArchive(file, total);
    if ("code" in archive) return { findings: [archive], record: null, files: 0, digest: null, stamp: null };
    return await judge(file, archive, authorities);
  } finally {
    await file.close();
  }
}

interface Archive {
  readonly entries: readonly StoredEntry[];
  readonly dos: DosTime;
}

const wrong = (code: string, message: string, where = "archivio"): Finding => ({ code, where, message });

/** The directory at the end, and that the whole archive is what would be written from it: every byte outside the files is accounted for. */
async function readArchive(file: FileHandle, total: number): Promise<Archive | Finding> {
  if (total < END_BYTES || total > EVIDENCE_LIMITS.bytes) return wrong("NON_UN_FASCICOLO", FINDINGS.notZip);
  const end = readEnd(await bytesAt(file, total - END_BYTES, END_BYTES), total);
  if (end === null || end.size > EVIDENCE_LIMITS.listBytes) return wrong("NON_UN_FASCICOLO", FINDINGS.notZip);
  const tail = await bytesAt(file, end.offset, total - end.offset);
  const read = readDirectory(tail.subarray(0, end.size), EVIDENCE_LIMITS.files);
  if (read === null) return wrong("ARCHIVIO_CAMBIATO", FINDINGS.archive);
  const names = read.entries.map(({ name }) => name);
  const unsafe = names.find((name) => !SAFE_NAME.test(name));
  if (unsafe !== undefined) return wrong("NOME_NON_AMMESSO", FINDINGS.unsafeName, shown(unsafe));
  if (new Set(names).size !== names.length) return wrong("NOME_DOPPIO", FINDINGS.twice);
  if (!directory(read.entries, read.dos).equals(tail)) return wrong("ARCHIVIO_CAMBIATO", FINDINGS.archive);
  return read;
}

/** A name that may hold anything, fit for a screen. */
function shown(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 80);
}

async function judge(file: FileHandle, { entries, dos }: Archive, authorities: readonly X509Certificate[]): Promise<Verified> {
  const findings: Finding[] = [];
  const files: Listed[] = [];
  const texts = new Map<string, Buffer>();
  let at = 0;
  for (const entry of entries) {
    const header = localHeader(entry, dos);
    // The header with the first piece of what follows: most files are small, and are read at one go.
    const first = await bytesAt(file, at, header.length + Math.min(PIECE, entry.size));
    if (!first.subarray(0, header.length).equals(header)) findings.push(wrong("ARCHIVIO_CAMBIATO", FINDINGS.archive, entry.name));
    at += LOCAL_BYTES + entry.name.length;
    const most = READ[entry.name];
    if (most !== undefined && entry.size > most) return { findings: [wrong("TROPPO_GRANDE", FINDINGS.tooMany, entry.name)], record: null, files: entries.length, digest: null, stamp: null };
    const { digest, crc, content } = await digestOf(pieces(file, at, entry.size, first.subarray(header.length)), most !== undefined);
    if (crc !== entry.crc) findings.push(wrong("FILE_CAMBIATO", FINDINGS.checksum, entry.name));
    files.push({ name: entry.name, digest });
    if (content !== null) texts.set(entry.name, content);
    at += entry.size;
  }
  const record = recordOf(texts.get(FILES.register), dos, findings);
  const text = (name: string): string | null => texts.get(name)?.toString("utf8") ?? null;
  findings.push(...checkDossier({ files, list: text(FILES.digests), note: text(FILES.stampNote), record }, (content) => hash("sha256", content, "hex")));
  const digest = files.find(({ name }) => name === FILES.digests)?.digest ?? null;
  const stamp = stampOf(texts.get(FILES.stamp), digest, authorities, findings);
  return { findings: onePerPlace(findings), record, files: entries.length, digest, stamp };
}

function recordOf(bytes: Buffer | undefined, dos: DosTime, findings: Finding[]): EvidenceRecord | null {
  if (bytes === undefined) return null;
  const text = bytes.toString("utf8");
  const record = readRecord(text);
  if (record === null) {
    findings.push(wrong("REGISTRO_ILLEGGIBILE", FINDINGS.unreadable, FILES.register));
    return null;
  }
  if (`${canonicalJson(JSON.parse(text))}\n` !== text) findings.push(wrong("REGISTRO_RISCRITTO", FINDINGS.notCanonical, FILES.register));
  const { time, date } = dosOf(record.fattoIl);
  if (dos.time !== time || dos.date !== date) findings.push(wrong("ARCHIVIO_CAMBIATO", FINDINGS.archive));
  return record;
}

function stampOf(answer: Buffer | undefined, digest: string | null, authorities: readonly X509Certificate[], findings: Finding[]): Stamp | null {
  if (answer === undefined || digest === null) return null;
  const checked = checkStamp(answer, { digest: Buffer.from(digest, "hex"), authorities });
  if (checked.ok) return checked.stamp;
  findings.push(wrong(checked.fault, FINDINGS.stamp[checked.fault], FILES.stamp));
  return null;
}

/** What says the same of the same file twice is said once. */
function onePerPlace(findings: readonly Finding[]): Finding[] {
  const said = new Set<string>();
  return findings.filter(({ code, where }) => {
    const key = `${code} ${where}`;
    return !said.has(key) && said.add(key);
  });
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function* pieces(file: FileHandle, position: number, size: number, first: Buffer): AsyncGenerator<Buffer> {
  yield first;
  for (let done = first.length; done < size; done += PIECE) yield bytesAt(file, position + done, Math.min(PIECE, size - done));
}

async function digestOf(content: AsyncIterable<Buffer>, keep: boolean): Promise<{ readonly digest: string; readonly crc: number; readonly content: Buffer | null }> {
  const sha = createHash("sha256");
  const kept: Buffer[] = [];
  let crc = 0;
  for await (const piece of content) {
    sha.update(piece);
    crc = crc32(piece, crc);
    if (keep) kept.push(piece);
  }
  return { digest: sha.digest("hex"), crc, content: keep ? Buffer.concat(kept) : null };
}
