// Sealing: a key for each document, wrapped by a key from outside the database; contents in pieces that cannot be moved, cut or exchanged.

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { OperatorFault } from "../../store/fault.ts";
import type { KeyRing, WrappingKey } from "./key-ring.ts";
import { KEY_TEXTS } from "./texts.ts";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const CHUNK_BYTES = 256 * 1024;

/** Nothing of it is readable without the wrapping key. */
export interface Sealed {
  readonly keyVersion: string;
  /** Nonce, key, tag. */
  readonly wrapped: Buffer;
  readonly name: Buffer;
  readonly chunks: readonly Buffer[];
}

/** `text` is authenticated and not encrypted: it ties what is sealed to its place. */
function seal(key: Buffer, nonce: Buffer, text: string, content: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(text, "utf8"));
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, nonce: Buffer, text: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(text, "utf8"));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
}

/** The key of a document serves that document alone, so its pieces may be numbered instead of drawing nonces; the name is number -1. */
function nonceOf(seq: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeInt32BE(seq, NONCE_BYTES - 4);
  return nonce;
}

const wrapText = (documentId: string, version: string): string => `convoca/chiave/${documentId}/${version}`;
const chunkText = (documentId: string, seq: number, chunks: number): string =>
  `convoca/documento/${documentId}/${seq}/${chunks}`;
const nameText = (documentId: string): string => `convoca/nome/${documentId}`;

function wrap(dataKey: Buffer, documentId: string, { version, key }: WrappingKey): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  return Buffer.concat([nonce, seal(key, nonce, wrapText(documentId, version), dataKey)]);
}

function unwrap(wrapped: Buffer, documentId: string, { version, key }: WrappingKey): Buffer {
  try {
    return unseal(
      key,
      wrapped.subarray(0, NONCE_BYTES),
      wrapText(documentId, version),
      wrapped.subarray(NONCE_BYTES),
    );
  } catch (cause) {
    throw new OperatorFault("CHIAVE_SBAGLIATA", KEY_TEXTS.wrongKey(version), { cause });
  }
}

/** Seals a document under its id, with a fresh key of its own. */
export async function sealDocument(
  ring: KeyRing,
  documentId: string,
  name: string,
  content: Uint8Array,
): Promise<Sealed> {
  const wrapping = await ring.current();
  const dataKey = randomBytes(KEY_BYTES);
  const count = Math.max(1, Math.ceil(content.length / CHUNK_BYTES));
  const chunks = Array.from({ length: count }, (_, seq) =>
    seal(
      dataKey,
      nonceOf(seq),
      chunkText(documentId, seq, count),
      content.subarray(seq * CHUNK_BYTES, (seq + 1) * CHUNK_BYTES),
    ),
  );
  return {
    keyVersion: wrapping.version,
    wrapped: wrap(dataKey, documentId, wrapping),
    name: seal(dataKey, nonceOf(-1), nameText(documentId), Buffer.from(name, "utf8")),
    chunks,
  };
}

/** Opens name and contents again; a fault when anything of it was changed, moved, exchanged or cut. */
export async function openSealed(
  ring: KeyRing,
  documentId: string,
  sealed: Sealed,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const dataKey = unwrap(sealed.wrapped, documentId, await ring.byVersion(sealed.keyVersion));
  try {
    const parts = sealed.chunks.map((chunk, seq) =>
      unseal(dataKey, nonceOf(seq), chunkText(documentId, seq, sealed.chunks.length), chunk),
    );
    return {
      name: unseal(dataKey, nonceOf(-1), nameText(documentId), sealed.name).toString("utf8"),
      content: Buffer.concat(parts),
    };
  } catch (cause) {
    throw new OperatorFault("DOCUMENTO_ALTERATO", KEY_TEXTS.altered(documentId), { cause });
  }
}

/** Only the name, for a list. */
export async function openName(
  ring: KeyRing,
  documentId: string,
  sealed: Pick<Sealed, "keyVersion" | "wrapped" | "name">,
): Promise<string> {
  const dataKey = unwrap(sealed.wrapped, documentId, await ring.byVersion(sealed.keyVersion));
  try {
    return unseal(dataKey, nonceOf(-1), nameText(documentId), sealed.name).toString("utf8");
  } catch (cause) {
    throw new OperatorFault("DOCUMENTO_ALTERATO", KEY_TEXTS.altered(documentId), { cause });
  }
}

/** The same key of the document, wrapped by the current version: the contents are not touched, nor even looked at. */
export async function rewrap(
  ring: KeyRing,
  documentId: string,
  held: Pick<Sealed, "keyVersion" | "wrapped">,
): Promise<Pick<Sealed, "keyVersion" | "wrapped">> {
  const dataKey = unwrap(held.wrapped, documentId, await ring.byVersion(held.keyVersion));
  const wrapping = await ring.current();
  return { keyVersion: wrapping.version, wrapped: wrap(dataKey, documentId, wrapping) };
}
