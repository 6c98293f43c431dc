// A dossier checked against itself, once its bytes are read: the list of digests, what the register names, its chains.

import { checkChain } from "./chain.ts";
import type { Finding } from "./chain.ts";
import { digestList, FILES, namedFiles, OUTSIDE_THE_LIST, stampNote } from "./files.ts";
import type { Listed, Sha256, StampState } from "./files.ts";
import { FINDINGS } from "./texts.ts";
import type { EvidenceRecord } from "./types.ts";

/** What was read of a dossier. Files in the order of the archive. */
export interface ReadDossier {
  readonly files: readonly Listed[];
  /** As it stands there; null when it is missing. */
  readonly list: string | null;
  readonly note: string | null;
  /** Null when it cannot be read; that it cannot was said already. */
  readonly record: EvidenceRecord | null;
}

const NEEDED = [FILES.pdf, FILES.register, FILES.howTo, FILES.digests, FILES.stampNote] as const;

/** Everything that is wrong; nothing, when all holds together. What the time stamp says is not judged here. */
export function checkDossier(dossier: ReadDossier, sha256: Sha256): Finding[] {
  const byName = new Map(dossier.files.map(({ name, digest }) => [name, digest]));
  const missing = NEEDED.filter((name) => !byName.has(name));
  if (missing.length > 0) return missing.map((name) => ({ code: "FILE_MANCANTE", where: name, message: FINDINGS.missing }));
  return [...checkList(dossier, byName), ...checkNote(dossier, byName), ...(dossier.record === null ? [] : checkRecord(dossier.record, byName, sha256))];
}

/** Line by line first, to say which file it is; then the whole text, so that nothing else stands in it. */
function checkList({ files, list }: ReadDossier, byName: ReadonlyMap<string, string>): Finding[] {
  const listed = files.filter(({ name }) => !OUTSIDE_THE_LIST.has(name));
  if (list === digestList(listed)) return [];
  const said = new Map((list ?? "").split("\n").map((line) => [line.slice(66), line.slice(0, 64)]));
  const found: Finding[] = [];
  for (const { name, digest } of listed) {
    const line = said.get(name);
    if (line === undefined) found.push({ code: "FILE_IN_PIU", where: name, message: FINDINGS.extra });
    else if (line !== digest) found.push({ code: "FILE_CAMBIATO", where: name, message: FINDINGS.changed });
  }
  for (const name of said.keys())
    if (name !== "" && !byName.has(name)) found.push({ code: "FILE_MANCANTE", where: name.slice(0, 120), message: FINDINGS.missing });
  return found.length > 0 ? found : [{ code: "ELENCO_CAMBIATO", where: FILES.digests, message: FINDINGS.list }];
}

function checkNote({ note }: ReadDossier, byName: ReadonlyMap<string, string>): Finding[] {
  const stamp = byName.get(FILES.stamp);
  const states: readonly StampState[] = stamp === undefined ? ["none", "unreachable"] : ["stamped"];
  const texts = states.map((state) => stampNote(state, { list: byName.get(FILES.digests) ?? "", stamp: stamp ?? "" }));
  return note !== null && texts.includes(note) ? [] : [{ code: "NOTA_MARCA_CAMBIATA", where: FILES.stampNote, message: FINDINGS.note }];
}

function checkRecord(record: EvidenceRecord, byName: ReadonlyMap<string, string>, sha256: Sha256): Finding[] {
  const found: Finding[] = [];
  const named = namedFiles(record);
  for (const { name, digest } of named) {
    const there = byName.get(name);
    if (there === undefined) found.push({ code: "FILE_MANCANTE", where: name, message: FINDINGS.missing });
    else if (digest !== null && digest !== there) found.push({ code: "ORIGINALE_DIVERSO", where: name, message: FINDINGS.notAsRegister });
  }
  const known = new Set([...NEEDED, FILES.stamp, ...named.map(({ name }) => name)] as string[]);
  for (const name of byName.keys()) if (!known.has(name)) found.push({ code: "FILE_IN_PIU", where: name, message: FINDINGS.unnamed });
  if (!record.catene.some(({ soggetto }) => soggetto === record.caso.id)) found.push({ code: "CATENA_MANCANTE", where: FILES.register, message: FINDINGS.noChain });
  for (const chain of record.catene) found.push(...checkChain(chain, sha256));
  return found;
}
