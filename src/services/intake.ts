// Use case: notices in. A file (or one pushed notice) is read, judged and stored chunk by chunk; every row is accounted for.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { PoolClient } from "pg";
import type { RawNotice, RecordPosition, Rejection } from "../domain/notices/types.ts";
import { readRecords } from "../exchange/file-import/read-records.ts";
import type { FileLayout } from "../exchange/file-import/record.ts";
import { UnreadableFile } from "../exchange/file-import/unreadable-file.ts";
import { closeBatch, countInBatch, firstSentAt, openBatch, writeRejected } from "../store/batches.ts";
import type { BatchCounts, RejectedRow } from "../store/batches.ts";
import { OperatorFault } from "../store/fault.ts";
import { newId } from "../store/ids.ts";
import { storeChunk } from "../store/intake.ts";
import type { CaseMove, StagedNotice, StoredNotice } from "../store/intake.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import { cancelOpenSummonses } from "../store/summons.ts";
import type { EndedSummons } from "../store/summons.ts";
import type { Actor, Services } from "./context.ts";
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

const CHUNK = 8_000;
const DEADLOCK = "40P01";
const DEADLOCK_TRIES = 5;
const NOTHING: BatchCounts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };

/**
 * Imports one file. Each chunk is one transaction with its counts, so a file that is killed in the middle and run again
 * ends in the same state. A file that cannot be read fails as a batch, with its code and sentence; what was complete stays.
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
    for await (const batch of readRecords(request.path)) {
      layout = batch.layout;
      for (const record of batch.records) {
        if (record.broken === undefined) intake.take(judge.judge(record.raw, record.position.line), record.position);
        else intake.reject(record.position, [record.broken]);
      }
      await intake.flushIfFull();
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

export interface PushRequest {
  readonly reference: Reference;
  readonly raw: RawNotice;
  readonly measure: string;
  readonly actor: Actor;
}

/** Takes one pushed notice: same key, same rules, same register as a row of a file. */
export async function importPushNotice(services: Services, request: PushRequest): Promise<BatchReport & { readonly rejections: readonly Rejection[] }> {
  const started = performance.now();
  const now = await services.now();
  const batchId = newId();
  const name = `notifica ${request.raw.id_comunicazione ?? ""}`.trim();
  await openBatch(services.pools.intake, {
    id: batchId, kind: "push", name, sha256: null, bytes: 0, measure: request.measure, actor: request.actor.id, defaultSentAt: now,
  });
  const judged = new Judge({ reference: request.reference, measure: request.measure, receivedAt: now, defaultSentAt: now }).judge(request.raw, 1);
  const intake = new Intake(services, { batchId, actor: request.actor, now, onProgress: undefined });
  intake.take(judged, { line: 1, bytes: () => Buffer.from(JSON.stringify(request.raw)) });
  const counts = await intake.finish();
  await closeBatch(services.pools.intake, batchId, { state: "done", layout: null, errorCode: null, errorMessage: null });
  return {
    batchId, ...counts, state: "done", errorCode: null, errorMessage: null,
    seconds: (performance.now() - started) / 1_000,
    rejections: judged.ok ? [] : judged.rejections,
  };
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

interface Taken {
  readonly staged: StagedNotice;
  readonly warnings: readonly string[];
}

interface Chunk {
  readonly taken: Taken[];
  readonly rejected: RejectedRow[];
  rejectedRecords: number;
}

interface IntakeOptions {
  readonly batchId: string;
  readonly actor: Actor;
  readonly now: string;
  readonly onProgress: ((counts: BatchCounts) => void) | undefined;
}

/** Gathers judged records and stores them a chunk at a time, reading ahead while the database works. */
class Intake {
  readonly #services: Services;
  readonly #options: IntakeOptions;
  #chunk: Chunk = emptyChunk();
  #storing: Promise<void> = Promise.resolve();
  #counts: BatchCounts = NOTHING;

  constructor(services: Services, options: IntakeOptions) {
    this.#services = services;
    this.#options = options;
  }

  take(judged: ReturnType<Judge["judge"]>, position: RecordPosition): void {
    if (judged.ok) this.#chunk.taken.push(judged);
    else this.reject(position, judged.rejections);
  }

  reject(position: RecordPosition, rejections: readonly Rejection[]): void {
    const bytes = position.bytes();
    this.#chunk.rejectedRecords += 1;
    rejections.forEach((rejection, seq) => {
      this.#chunk.rejected.push({ line: position.line, seq, field: rejection.field, code: rejection.code, message: rejection.message, bytes });
    });
  }

  async flushIfFull(): Promise<void> {
    if (this.#chunk.taken.length + this.#chunk.rejectedRecords >= CHUNK) await this.#flush();
  }

  async finish(): Promise<BatchCounts> {
    await this.#flush();
    await this.#storing;
    return this.#counts;
  }

  async #flush(): Promise<void> {
    const chunk = this.#chunk;
    this.#chunk = emptyChunk();
    await this.#storing;
    this.#storing = this.#store(chunk);
    // A failure is met at the next flush or at the end; until then it must not count as unhandled.
    this.#storing.catch(() => undefined);
  }

  async #store(chunk: Chunk): Promise<void> {
    if (chunk.taken.length === 0 && chunk.rejectedRecords === 0) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#counts = addCounts(this.#counts, await this.#storeOnce(chunk));
        break;
      } catch (error) {
        // Cancelling a summons may wait in a circle with the sending of its messages: the database undoes one of the two, whole.
        if ((error as { code?: string }).code !== DEADLOCK || attempt === DEADLOCK_TRIES) throw error;
      }
    }
    this.#options.onProgress?.(this.#counts);
  }

  #storeOnce(chunk: Chunk): Promise<BatchCounts> {
    return inTransaction(this.#services.pools.intake, async (client) => {
      const outcomes: StoredNotice["outcome"][] = [];
      for (const round of rounds(chunk.taken)) outcomes.push(...(await this.#storeRound(client, round)));
      await writeRejected(client, this.#options.batchId, chunk.rejected);
      const counted = countOutcomes(outcomes, chunk.rejectedRecords);
      await countInBatch(client, this.#options.batchId, counted);
      return counted;
    });
  }

  async #storeRound(client: PoolClient, round: readonly Taken[]): Promise<StoredNotice["outcome"][]> {
    const { batchId, now, actor } = this.#options;
    const { notices, moves } = await storeChunk(client, batchId, now, round.map(({ staged }) => staged));
    const received = notices.filter((notice) => notice.outcome === "created" || notice.outcome === "updated");
    const drafts = received.map((notice) => ({ notice, draft: noticeAct(notice, round[notice.ord]!, { batchId, now }) }));
    await appendActs(client, actor, drafts.filter(({ notice }) => notice.newCase).map(({ draft }) => draft), { fresh: true });
    await appendActs(client, actor, drafts.filter(({ notice }) => !notice.newCase).map(({ draft }) => draft));
    const ended = [
      ...(await this.#end(client, moves.map((move) => move.caseId), "case-moved")),
      ...(await this.#end(client, notices.filter((notice) => notice.stoppedBeingBound).map((notice) => notice.caseId), "no-longer-bound")),
    ];
    await appendActs(client, actor, [...moves.map((move) => moveAct(move, now)), ...ended]);
    return notices.map((notice) => notice.outcome);
  }

  async #end(client: PoolClient, caseIds: readonly string[], reason: string): Promise<ActDraft[]> {
    const ended = await cancelOpenSummonses(client, caseIds, this.#options.now);
    return ended.map((summons) => cancelAct(summons, reason, this.#options.now));
  }
}

function emptyChunk(): Chunk {
  return { taken: [], rejected: [], rejectedRecords: 0 };
}

/** A key that comes back in one chunk goes to a later round, so that each round has every key once, in the file's order. */
function rounds(taken: readonly Taken[]): Taken[][] {
  const result: Taken[][] = [];
  const times = new Map<string, number>();
  for (const one of taken) {
    const key = `${one.staged.taxCode}/${one.staged.protocol}/${one.staged.role}`;
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    (result[time] ??= []).push(one);
  }
  return result;
}

function countOutcomes(outcomes: readonly StoredNotice["outcome"][], rejected: number): BatchCounts {
  const created = outcomes.filter((outcome) => outcome === "created").length;
  const updated = outcomes.filter((outcome) => outcome === "updated").length;
  return { read: outcomes.length + rejected, created, updated, unchanged: outcomes.length - created - updated, rejected };
}

function addCounts(a: BatchCounts, b: BatchCounts): BatchCounts {
  return {
    read: a.read + b.read,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  };
}

function noticeAct(notice: StoredNotice, taken: Taken, at: { batchId: string; now: string }): ActDraft {
  const { staged, warnings } = taken;
  return {
    subjectId: notice.caseId,
    subjectKind: "case",
    kind: notice.outcome === "created" ? "notice-received" : "notice-updated",
    happenedAt: at.now,
    citation: "DM_2_9_2019_ART4",
    payload: {
      batch: at.batchId,
      line: staged.line,
      notice: notice.noticeId,
      version: notice.version,
      sentAt: staged.sentAt,
      digest: Buffer.from(staged.digest).toString("hex"),
      bound: staged.bound,
      notBoundReason: staged.notBoundReason,
      office: staged.officeId,
      queue: staged.queueReason,
      warnings,
    },
  };
}

function moveAct(move: CaseMove, now: string): ActDraft {
  return {
    subjectId: move.caseId,
    subjectKind: "case",
    kind: "case-moved",
    happenedAt: now,
    citation: "DM_2_9_2019_ART4",
    payload: { from: move.from, to: move.to, rule: move.rule },
  };
}

function cancelAct(summons: EndedSummons, reason: string, now: string): ActDraft {
  return {
    subjectId: summons.caseId,
    subjectKind: "case",
    kind: "summons-cancelled",
    happenedAt: now,
    citation: "DL4_2019_ART4_C5",
    payload: { summons: summons.summonsId, appointment: summons.appointmentId, office: summons.officeId, startsAt: summons.startsAt, reason },
  };
}
