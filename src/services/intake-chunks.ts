// Judged notices gathered into chunks, and each chunk stored: its parts side by side, each with its acts and counts in one transaction.

import type { PoolClient } from "pg";
import type { RecordPosition, Rejection } from "../domain/notices/types.ts";
import { countInBatch, writeRejected } from "../store/batches.ts";
import type { BatchCounts, RejectedRow } from "../store/batches.ts";
import { packNotice, storeNotices } from "../store/intake.ts";
import type { PackedNotice, StoredNotice, StoringContext } from "../store/intake.ts";
import { roomFor, storeInTurn } from "../store/intake-turn.ts";
import { appendActs, canonicalJson } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import { cancelOpenSummonses } from "../store/summons.ts";
import { newId } from "../store/ids.ts";
import type { Actor, Services } from "./context.ts";
import { cancelAct, FIRST_NOTICE, moveAct, noticeAct, noticeFacts, noticePayload } from "./intake-acts.ts";
import type { NoticeFacts } from "./intake-acts.ts";
import { endMeetingsOfMoved } from "./meetings/follow-case.ts";
import { takeApart } from "./intake-parts.ts";
import type { Ties } from "./intake-parts.ts";
import type { Judged } from "./judging.ts";

const CHUNK = 8_000;
/** As many as the database is given to do at once; smaller parts would not be worth their connection. */
const PARTS = 2;
const SMALLEST_PART = 500;
const NOTHING: BatchCounts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };

/** A judged notice as it waits to be stored: packed, with what ties it to others and what its act will say. */
export interface Taken extends Ties, PackedNotice {
  readonly key: string;
  readonly facts: NoticeFacts;
}

export interface Rejected {
  readonly rows: RejectedRow[];
  records: number;
}

/** Of which batch, by whom and when (business time) notices are stored. */
export interface StoringFor {
  readonly batchId: string;
  readonly actor: Actor;
  readonly now: string;
}

export interface IntakeOptions extends StoringFor {
  readonly onProgress: ((counts: BatchCounts) => void) | undefined;
}

/** Gathers judged records and stores them a chunk at a time, reading ahead while the database works. */
export class Intake {
  readonly #services: Services;
  readonly #options: IntakeOptions;
  #chunk = new Map<string, Taken>();
  /** Keys that came back in one chunk: each chunk has every key once, in the file's order. */
  #later: Taken[] = [];
  #rejected: Rejected = { rows: [], records: 0 };
  #storing: Promise<void> = Promise.resolve();
  #counts: BatchCounts = NOTHING;

  constructor(services: Services, options: IntakeOptions) {
    this.#services = services;
    this.#options = options;
  }

  take(judged: Judged, position: RecordPosition): void {
    if (judged.ok) this.#add(takenOf(judged, this.#options.batchId));
    else this.reject(position, judged.rejections);
  }

  reject(position: RecordPosition, rejections: readonly Rejection[]): void {
    const bytes = position.bytes();
    this.#rejected.records += 1;
    rejections.forEach((rejection, seq) => {
      this.#rejected.rows.push({ line: position.line, seq, field: rejection.field, code: rejection.code, message: rejection.message, bytes });
    });
  }

  async flushIfFull(): Promise<void> {
    while (this.#chunk.size + this.#later.length + this.#rejected.records >= CHUNK) await this.#flush();
  }

  async finish(): Promise<BatchCounts> {
    while (this.#chunk.size + this.#rejected.records > 0) await this.#flush();
    await this.#storing;
    return this.#counts;
  }

  #add(taken: Taken): void {
    if (this.#chunk.has(taken.key)) this.#later.push(taken);
    else this.#chunk.set(taken.key, taken);
  }

  async #flush(): Promise<void> {
    const notices = [...this.#chunk.values()];
    const rejected = this.#rejected;
    const later = this.#later;
    this.#chunk = new Map();
    this.#later = [];
    this.#rejected = { rows: [], records: 0 };
    for (const taken of later) this.#add(taken);
    await this.#storing;
    this.#storing = this.#store(notices, rejected);
    // A failure is met at the next flush or at the end; until then it must not count as unhandled.
    this.#storing.catch(() => undefined);
  }

  async #store(notices: readonly Taken[], rejected: Rejected): Promise<void> {
    const pool = this.#services.pools.intake;
    const parts = takeApart(notices, roomFor(pool, Math.min(PARTS, Math.ceil(notices.length / SMALLEST_PART))));
    if (parts.length === 0) parts.push([]);
    const none: Rejected = { rows: [], records: 0 };
    const counted: BatchCounts[] = [];
    const work = parts.map((part, at) => async (client: PoolClient) => {
      ({ counts: counted[at] } = await storePart(client, this.#options, part, at === 0 ? rejected : none));
    });
    await storeInTurn(pool, work);
    this.#counts = counted.reduce(addCounts, this.#counts);
    this.#options.onProgress?.(this.#counts);
  }
}

export function takenOf({ staged, warnings }: Judged & { readonly ok: true }, batchId: string): Taken {
  const facts = noticeFacts(staged, warnings, batchId);
  const actPayload = canonicalJson(noticePayload(facts, staged.noticeId, 1));
  const { taxCode, measure, protocol, previousProtocol, role } = staged;
  const packed = packNotice({ ...staged, actId: newId(), actPayload });
  return { taxCode, measure, protocol, previousProtocol, key: `${taxCode}/${protocol}/${role}`, facts, ...packed };
}

/**
 * Stores, in the transaction of `client` and once in it, notices whose keys are all different, with their acts, what was rejected and the
 * batch's counts. `told` says what became of those that did not simply open their case.
 */
export async function storePart(
  client: PoolClient, storing: StoringFor, part: readonly Taken[], rejected: Rejected,
): Promise<{ readonly counts: BatchCounts; readonly told: readonly StoredNotice[] }> {
  const told = part.length === 0 ? [] : await storeWithActs(client, storing, part);
  await writeRejected(client, storing.batchId, rejected.rows);
  const counts = countOutcomes(told, part.length, rejected.records);
  await countInBatch(client, storing.batchId, counts);
  return { counts, told };
}

async function storeWithActs(client: PoolClient, { batchId, now, actor }: StoringFor, part: readonly Taken[]): Promise<readonly StoredNotice[]> {
  const context: StoringContext = { batchId, at: now, signer: actor, firstAct: FIRST_NOTICE };
  const { notices, moves } = await storeNotices(client, context, part);
  const received = notices.filter((notice) => notice.outcome === "created" || notice.outcome === "updated");
  const movedCases = moves.map((move) => move.caseId);
  const unboundCases = notices.filter((notice) => notice.stoppedBeingBound).map((notice) => notice.caseId);
  const ended = [
    ...(await endSummonses(client, movedCases, "case-moved", now)),
    ...(await endMeetingsOfMoved(client, movedCases, now)),
    ...(await endSummonses(client, unboundCases, "no-longer-bound", now)),
  ];
  await appendActs(client, actor, [
    ...received.map((notice) => noticeAct(notice, part[notice.ord]!.facts, now)),
    ...moves.map((move) => moveAct(move, now)),
    ...ended,
  ]);
  return notices;
}

async function endSummonses(client: PoolClient, caseIds: readonly string[], reason: string, now: string): Promise<ActDraft[]> {
  const ended = await cancelOpenSummonses(client, caseIds, now);
  return ended.map((summons) => cancelAct(summons, reason, now));
}

function countOutcomes(told: readonly StoredNotice[], taken: number, rejected: number): BatchCounts {
  const opened = taken - told.length;
  const created = opened + told.filter(({ outcome }) => outcome === "created").length;
  const updated = told.filter(({ outcome }) => outcome === "updated").length;
  return { read: taken + rejected, created, updated, unchanged: taken - created - updated, rejected };
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
