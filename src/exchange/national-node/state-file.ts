// The whole state of the platform: fetched to a file, then read record by record, however long it is.

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { request } from "undici";
import type { RecordBatch } from "../file-import/record.ts";
import { RECORD_ELEMENT } from "../file-import/ordinary-notice.ts";
import { readXmlNotices } from "../file-import/xml-notices.ts";
import { unreadable } from "../file-import/unreadable-file.ts";
import type { NodeConnection } from "./connection.ts";

const HEAD_BYTES = 4_096;
/** Ten times the state of the largest Region. */
const MOST_BYTES = 8 * 1024 ** 3;

export interface StateHead {
  /** Element of each record: `beneficiario` of a state, or the notice of a file of notices. */
  readonly record: string;
  /** The moment of which the state speaks; null where the file does not say. */
  readonly extractedAt: string | null;
}

/** What the file is. Throws `UnreadableFile` (XML_DOCTYPE, XML_SENZA_NOTIFICHE) for what cannot be a state. */
export async function stateHead(path: string): Promise<StateHead> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const text = buffer.subarray(0, bytesRead).toString("utf8");
    if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) throw unreadable("XML_DOCTYPE");
    if (!/<(?:[\w.-]+:)?(?:StatoRDC|NotificheRDC)[\s>]/u.test(text)) throw unreadable("XML_SENZA_NOTIFICHE");
    const at = /<(?:[\w.-]+:)?dataEstrazione>\s*([^<\s]+)\s*</u.exec(text)?.[1];
    const instant = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at).toISOString();
    return { record: /<(?:[\w.-]+:)?StatoRDC[\s>]/u.test(text) ? "beneficiario" : RECORD_ELEMENT, extractedAt: instant };
  } finally {
    await file.close();
  }
}

/** The records of the state, a few at a time; a document that ends too early ends with one broken record (XML_INTERROTTO). */
export function readState(path: string, head: StateHead, batchSize: number): AsyncGenerator<RecordBatch> {
  return readXmlNotices(path, "utf-8", batchSize, head.record);
}

export interface FetchedState {
  readonly bytes: number;
  readonly sha256: string;
}

/** Fetches the state into `path`. Throws what went wrong on the wire. */
export async function fetchState(connection: NodeConnection, url: string, path: string): Promise<FetchedState> {
  const { authorization, agent } = connection;
  const response = await request(url, { method: "GET", dispatcher: agent, headers: authorization === null ? {} : { authorization } });
  if (response.statusCode !== 200) {
    await response.body.dump();
    throw new Error(`HTTP ${response.statusCode}`);
  }
  const sha = createHash("sha256");
  let bytes = 0;
  const measured = new Transform({
    transform(part: Buffer, _encoding, done) {
      sha.update(part);
      bytes += part.length;
      done(bytes > MOST_BYTES ? new Error("troppo grande") : null, part);
    },
  });
  await pipeline(response.body, measured, createWriteStream(path));
  return { bytes, sha256: sha.digest("hex") };
}

export async function measureFile(path: string): Promise<FetchedState> {
  const sha = createHash("sha256");
  let bytes = 0;
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) {
    sha.update(block as Buffer);
    bytes += (block as Buffer).length;
  }
  return { bytes, sha256: sha.digest("hex") };
}
