// Use case: notices in. A file (or one pushed notice) is read, judged and stored chunk by chunk; every row is accounted for.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import { readRecords } from "../exchange/file-import/read-records.ts";
import type { FileLayout } from "../exchange/file-import/record.ts";
import { UnreadableFile } from "../exchange/file-import/unreadable-file.ts";
import { closeBatch, firstSentAt, openBatch } from "../store/batches.ts";
import type { BatchCounts } from "../store/batches.ts";
import { OperatorFault } from "../store/fault.ts";
import { newId } from "../store/ids.ts";
import type { Actor, Services } from "./context.ts";
import { Intake } from "./intake-chunks.ts";
import { Judge } from "./judging.ts";
import type { Reference } from "./reference.ts";

export interface ImportRequest {
  readonly reference: Reference;
  readonly path: string;
  /** Name shown to people; the file's own when absent. */
  readonly name?: string;
  readonly measure: string;
  readonly actor: Actor;
  readonly onProgress?: (counts: BatchCounts) => void;
  /** Told the batch as soon as it exists. */
  readonly onBatch?: (batchId: string) => void;
}

export interface BatchReport extends BatchCounts {
  readonly batchId: string;
  readonly state: "done" | "failed";
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly seconds: number;
}

/** Records read between two moments in which what is being stored gets its turn: storing must not wait for the reading. */
const READ_AT_ONCE = 250;

/**
 * Imports one file. It is stored part by part, each in one transaction with its counts, so a file that is killed in the middle
 * and run again ends in the same state. A file that cannot be read fails as a batch, with its code and sentence; what was complete stays.
 */
export async function importNoticeFile(services: Services, request: ImportRequest): Promise<BatchReport> {
  const started = performance.now();
  const now = await services.now();
  const { size, sha256 } = await fingerprint(request.path);
  const pool = services.pools.intake;
  const defaultSentAt = (await firstSentAt(pool, sha256)) ?? now;
  const batchId = newId();
  const name = request.name ?? basename(request.path);
  await openBatch(pool, { id: batchId, kind: "file", name, sha256, bytes: size, measure: request.measure, actor: request.actor.id, defaultSentAt });
  request.onBatch?.(batchId);
  const judge = new Judge({ reference: request.reference, measure: request.measure, receivedAt: now, defaultSentAt });
  const intake = new Intake(services, { batchId, actor: request.actor, now, onProgress: request.onProgress });
  let failure: UnreadableFile | null = null;
  let layout: FileLayout | null = null;
  try {
    for await (const batch of readRecords(request.path, { batchSize: READ_AT_ONCE })) {
      layout = batch.layout;
      for (const record of batch.records) {
        if (record.broken === undefined) intake.take(judge.judge(record.raw, record.position.line), record.position);
        else intake.reject(record.position, [record.broken]);
      }
      await intake.flushIfFull();
      await setImmediate();
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    failure = error;
  }
  const counts = await intake.finish();
  const end = { state: failure === null ? "done" : "failed", layout, errorCode: failure?.code ?? null, errorMessage: failure?.message ?? null } as const;
  await closeBatch(pool, batchId, end);
  return { batchId, ...counts, state: end.state, errorCode: end.errorCode, errorMessage: end.errorMessage, seconds: (performance.now() - started) / 1_000 };
}

async function fingerprint(path: string): Promise<{ size: number; sha256: string }> {
  try {
    const { size } = await stat(path);
    const sha = createHash("sha256");
    for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) sha.update(block as Buffer);
    return { size, sha256: sha.digest("hex") };
  } catch (cause) {
    throw new OperatorFault("FILE_NON_LEGGIBILE", `Il file «${path}» non si può aprire: verificare il percorso e i permessi.`, { cause });
  }
}
