// Use case: a dossier that has no time stamp is given one later; it is the same dossier, with two files at its end.

import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { FILES, stampNote } from "../../domain/evidence/files.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { askStamp } from "../../exchange/timestamp/authority.ts";
import type { Authority } from "../../exchange/timestamp/authority.ts";
import { END_BYTES } from "../../exchange/zip/records.ts";
import { directory, localHeader, readDirectory, readEnd } from "../../exchange/zip/stored.ts";
import { EVIDENCE_SERVICE_TEXTS } from "./texts.ts";
import { verifyDossier } from "./verify.ts";

/** Refusals: FASCICOLO_NON_INTEGRO, GIA_MARCATO, AUTORITA_MUTA. The file is replaced only once the new one is whole. */
export async function stampDossier(path: string, authority: Authority): Promise<Outcome<{ readonly at: string }>> {
  const { findings, digest, stamp } = await verifyDossier(path);
  if (findings.length > 0 || digest === null) return refuse("FASCICOLO_NON_INTEGRO", EVIDENCE_SERVICE_TEXTS.notSound);
  if (stamp !== null) return refuse("GIA_MARCATO", EVIDENCE_SERVICE_TEXTS.alreadyStamped);
  const asked = await askStamp(authority, Buffer.from(digest, "hex"));
  if ("why" in asked) return refuse("AUTORITA_MUTA", EVIDENCE_SERVICE_TEXTS.silent(asked.why));
  await rewrite(path, digest, asked.answer);
  return accept({ at: asked.at });
}

/** The files before the note stay where they are, byte by byte; the note is the last, and gives way to the stamp and a new note. */
async function rewrite(path: string, digest: string, answer: Buffer): Promise<void> {
  const { entries, dos } = await directoryOf(path);
  const kept = entries.filter(({ name }) => name !== FILES.stampNote);
  const note = Buffer.from(stampNote("stamped", { list: digest, stamp: hash("sha256", answer, "hex") }), "utf8");
  const added = [
    { name: FILES.stamp, content: answer },
    { name: FILES.stampNote, content: note },
  ].map(({ name, content }) => ({ name, content, size: content.length, crc: crc32(content) }));
  const keptBytes = kept.reduce((sum, entry) => sum + localHeader(entry, dos).length + entry.size, 0);
  const temporary = `${path}.in-corso`;
  try {
    await pipeline(async function* pieces() {
      yield* createReadStream(path, { end: keptBytes - 1 });
      for (const { content, ...entry } of added) yield* [localHeader(entry, dos), content];
      yield directory([...kept, ...added], dos);
    }, createWriteStream(temporary, { mode: 0o600, flags: "wx" }));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Of an archive that was verified a moment ago. */
async function directoryOf(path: string) {
  const file = await open(path, "r");
  try {
    const total = (await file.stat()).size;
    const tail = Buffer.alloc(END_BYTES);
    await file.read(tail, 0, END_BYTES, total - END_BYTES);
    const end = readEnd(tail, total);
    const central = Buffer.alloc(end?.size ?? 0);
    await file.read(central, 0, central.length, end?.offset ?? 0);
    const read = end === null ? null : readDirectory(central, Number.MAX_SAFE_INTEGER);
    if (read === null) throw new Error(`${path} changed while it was being stamped`);
    return read;
  } finally {
    await file.close();
  }
}
