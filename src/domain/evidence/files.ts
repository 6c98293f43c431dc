// The files of a dossier of proof: their names, the list of their digests, what stands beside it about the time stamp.

import { STAMP_TEXTS } from "./texts.ts";
import type { EvidenceRecord } from "./types.ts";

/** SHA-256 in hexadecimal, of bytes or of a text in UTF-8: given by whoever calls, since nothing here computes. */
export type Sha256 = (content: Uint8Array | string) => string;

export const FILES = {
  pdf: "fascicolo.pdf",
  register: "registro.json",
  howTo: "VERIFICA.txt",
  digests: "impronte.txt",
  stamp: "marca-temporale.tsr",
  stampNote: "marca-temporale.txt",
} as const;

/** What the list of digests cannot hold, since it is made of it. */
export const OUTSIDE_THE_LIST: ReadonlySet<string> = new Set([FILES.digests, FILES.stamp, FILES.stampNote]);

/** Nothing but plain letters, one folder deep: no path leaves the folder where it is unpacked. */
export const SAFE_NAME = /^(?:(?:messaggi|ricevute|documenti)\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Most files of a dossier, and most bytes (a ZIP without extensions ends at four gigabytes). */
export const EVIDENCE_LIMITS = { files: 20_000, bytes: 4_000_000_000, listBytes: 8 * 1024 * 1024, registerBytes: 256 * 1024 * 1024, stampBytes: 64 * 1024 } as const;

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/heic": "heic",
  "text/plain": "txt",
};

/** An e-mail is the whole message as it left, a letter its sheet; anything else is a text. */
export function messageFile(id: string, channel: string, isSheet = false): string {
  return `messaggi/${id}.${isSheet ? "pdf" : channel === "email" || channel === "pec" ? "eml" : "txt"}`;
}
/** A receipt of certified mail is the whole signed message; anything else is a text. */
export function receiptFile(messageId: string, number: number, isSigned: boolean): string {
  return `ricevute/${messageId}-${number}.${isSigned ? "eml" : "txt"}`;
}
export function documentFile(id: string, media: string): string {
  return `documenti/${id}.${EXTENSIONS[media] ?? "bin"}`;
}

export interface Listed {
  readonly name: string;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

/** The list as `sha256sum -c` reads it, by name. */
export function digestList(files: readonly Listed[]): string {
  return files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, digest }) => `${digest}  ${name}\n`)
    .join("");
}

/** How a dossier stands with its time stamp. */
export type StampState = "none" | "unreachable" | "stamped";

/** What `marca-temporale.txt` says: one of a few texts, so that a changed letter shows. */
export function stampNote(state: StampState, digests: { readonly list: string; readonly stamp: string }): string {
  if (state !== "stamped") return STAMP_TEXTS[state];
  return `${digests.list}  ${FILES.digests}\n${digests.stamp}  ${FILES.stamp}\n`;
}

/** Every file that the register names, with the digest that it says, where it says one. */
export function namedFiles(record: Pick<EvidenceRecord, "messaggi" | "documenti">): { readonly name: string; readonly digest: string | null }[] {
  const messages = record.messaggi.flatMap(({ file, impronta, ricevute }) => [
    ...(file === null ? [] : [{ name: file, digest: impronta }]),
    ...ricevute.flatMap((receipt) => (receipt.file === null ? [] : [{ name: receipt.file, digest: receipt.impronta }])),
  ]);
  return [...messages, ...record.documenti.flatMap(({ file, impronta }) => (file === null ? [] : [{ name: file, digest: impronta }]))];
}
