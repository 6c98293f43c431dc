// Use case: the platform's whole state against ours. What is new or changed is taken in as a notice is; who is missing is noted, never deleted.

import { access, rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { addDays } from "../../domain/calendar/days.ts";
import { romeDay, romeTime } from "../../domain/calendar/rome-time.ts";
import { UNNAMED_MEASURE } from "../../domain/measures/catalogue.ts";
import { GONE_RULES, isDoubtful } from "../../domain/node/gone.ts";
import type { RawNotice, Rejection } from "../../domain/notices/types.ts";
import type { FileRecord } from "../../exchange/file-import/record.ts";
import { UnreadableFile } from "../../exchange/file-import/unreadable-file.ts";
import type { NodeConnection } from "../../exchange/national-node/connection.ts";
import type { ServiceClient } from "../../exchange/national-node/service-client.ts";
import { fetchState, measureFile, readState, stateHead } from "../../exchange/national-node/state-file.ts";
import type { StateHead } from "../../exchange/national-node/state-file.ts";
import { closeBatch, openBatch } from "../../store/batches.ts";
import { newId } from "../../store/ids.ts";
import { storeInTurn } from "../../store/intake-turn.ts";
import {
  advanceRun, askOffices, askRun, beginRun, compareNotices, countMissing, endRun, hasDailyRun, holdRuns, noteBack, noteMissing, openRun, releaseRuns, resumeRun,
} from "../../store/node-runs.ts";
import type { KnownNotice, NodeRun } from "../../store/node-runs.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { Services } from "../context.ts";
import { storePart, takenOf } from "../intake-chunks.ts";
import type { Rejected, Taken } from "../intake-chunks.ts";
import { forgetAbsence, nextToConfirm } from "../../store/node-persons.ts";
import { Judge } from "../judging.ts";
import type { Judged } from "../judging.ts";
import type { Reference } from "../reference.ts";
import { refreshFromNode } from "./ask-node.ts";
import { NATIONAL_NODE } from "./push-intake.ts";
import { NODE_TEXTS } from "./texts.ts";

export interface CompareOptions {
  readonly reference: Reference;
  /** Null: only files given by hand can be compared. */
  readonly connection: NodeConnection | null;
  /** Asked, one by one, about who is missing, before an office is; null: nobody can be asked. */
  readonly client?: ServiceClient | null;
  /** Folder where the state lies while it is read; the same after a restart, so that a run that was cut goes on. */
  readonly spool: string;
  /** Records compared and written in one transaction. */
  readonly chunk?: number;
  readonly onProgress?: (records: number) => void;
}

export interface Compared {
  readonly runId: string;
  readonly state: "done" | "failed";
  readonly errorCode: string | null;
  readonly gone: number;
  readonly back: number;
  readonly tasks: number;
}

const CHUNK = 4_000;
const READ_AT_ONCE = 500;
const MOST_TRIES = 5;
/** Persons asked about one by one in a run; the others are asked about in the next. */
const MOST_CONFIRMED = 500;

/** Asks for the run of the day when its hour has come and it has had none. */
export async function askDailyRun(services: Services, { dailyAt }: { readonly dailyAt: string | null }): Promise<void> {
  if (dailyAt === null) return;
  const now = await services.now();
  const { date, minutes } = romeTime(now);
  const [hours = 0, past = 0] = dailyAt.split(":").map(Number);
  const pool = services.pools.intake;
  if (minutes < hours * 60 + past || (await hasDailyRun(pool, date))) return;
  await askRun(pool, { id: newId(), at: now, by: NATIONAL_NODE.id, file: null, autoDay: date });
}

/**
 * Runs the comparison that is asked for, or goes on with one that was cut; null when there is none, or another process is at it. Each
 * chunk is one transaction with what it wrote and how far it came. Memory does not grow with the state.
 */
export async function compareState(services: Services, options: CompareOptions): Promise<Compared | null> {
  const holder = await services.pools.intake.connect();
  let broken = false;
  const onError = (): void => void (broken = true);
  holder.on("error", onError);
  try {
    if (!(await holdRuns(holder))) return null;
    try {
      const run = await openRun(services.pools.intake);
      return run === null ? null : await new Comparison(services, options, run).run();
    } finally {
      await releaseRuns(holder).catch(onError);
    }
  } finally {
    holder.removeListener("error", onError);
    holder.release(broken);
  }
}

/** The state as it is read now. */
interface Reading {
  readonly path: string;
  readonly head: StateHead;
  readonly extractedAt: string;
  readonly batchId: string;
  /** Records that an earlier try has written. */
  readonly done: number;
}

class Comparison {
  readonly #services: Services;
  readonly #options: CompareOptions;
  readonly #run: NodeRun;

  constructor(services: Services, options: CompareOptions, run: NodeRun) {
    this.#services = services;
    this.#options = options;
    this.#run = run;
  }

  async run(): Promise<Compared> {
    if (this.#run.tries >= MOST_TRIES) return this.#end(null, { code: "STATO_TROPPI_TENTATIVI", message: NODE_TEXTS.tooManyTries });
    let reading: Reading | null = null;
    try {
      reading = (await this.#goOn()) ?? (await this.#begin());
      const isWhole = await this.#read(reading);
      return await this.#end(reading, isWhole ? null : { code: "STATO_INTERROTTO", message: NODE_TEXTS.cutState });
    } catch (error) {
      if (error instanceof UnreadableFile) return this.#end(reading, error);
      if (error instanceof NotFetched) return this.#end(null, { code: "STATO_NON_RICEVUTO", message: NODE_TEXTS.notFetched(error.message) });
      throw error;
    }
  }

  /** A run that was cut, whose file is still here and still the same. */
  async #goOn(): Promise<Reading | null> {
    const { file, sha256, extractedAt, batchId, position } = this.#run;
    if (this.#run.state !== "running" || file === null || extractedAt === null || batchId === null) return null;
    const isHere = await access(file).then(() => true, () => false);
    if (!isHere || (await measureFile(file)).sha256 !== sha256) return null;
    await resumeRun(this.#services.pools.intake, this.#run.id);
    return { path: file, head: await stateHead(file), extractedAt, batchId, done: position };
  }

  async #begin(): Promise<Reading> {
    const { connection, spool } = this.#options;
    // Asked before it begins: what comes meanwhile by itself is newer than the state.
    const now = await this.#services.now();
    const path = this.#run.givenFile ?? join(spool, `stato-${this.#run.id}.xml`);
    const { bytes, sha256 } = await this.#fetched(connection, path);
    const head = await stateHead(path);
    const extractedAt = head.extractedAt ?? now;
    const batchId = newId();
    const pool = this.#services.pools.intake;
    await openBatch(pool, { id: batchId, kind: "state", name: NODE_TEXTS.stateName(romeDay(extractedAt)), sha256, bytes, measure: UNNAMED_MEASURE, actor: NATIONAL_NODE.id, defaultSentAt: extractedAt });
    await inTransaction(pool, (client) => beginRun(client, this.#run.id, { file: path, sha256, bytes, extractedAt, batchId }));
    return { path, head, extractedAt, batchId, done: 0 };
  }

  async #fetched(connection: NodeConnection | null, path: string): Promise<{ bytes: number; sha256: string }> {
    try {
      if (this.#run.givenFile !== null) return await measureFile(this.#run.givenFile);
      if (connection?.stateUrl == null) throw new NotFetched(NODE_TEXTS.noAddress);
      return await fetchState(connection, connection.stateUrl, path);
    } catch (error) {
      throw error instanceof NotFetched ? error : new NotFetched((error as Error).message);
    }
  }

  /** False when the document ended before its end. */
  async #read(reading: Reading): Promise<boolean> {
    const now = await this.#services.now();
    const judge = new Judge({ reference: this.#options.reference, measure: UNNAMED_MEASURE, receivedAt: now, defaultSentAt: reading.extractedAt });
    const most = this.#options.chunk ?? CHUNK;
    let chunk = new Chunk(reading.batchId);
    let [at, isWhole] = [0, true];
    for await (const { records } of readState(reading.path, reading.head, READ_AT_ONCE)) {
      for (const record of records) {
        if (record.broken?.code === "XML_INTERROTTO") isWhole = false;
        else if ((at += 1) > reading.done) {
          chunk.add(record, record.broken === undefined ? judge.judge(record.raw, at) : { ok: false, rejections: [record.broken] });
          if (chunk.size >= most) {
            await this.#write(chunk, now);
            chunk = new Chunk(reading.batchId);
          }
        }
      }
      await setImmediate();
    }
    if (chunk.size > 0) await this.#write(chunk, now);
    return isWhole;
  }

  async #write(chunk: Chunk, now: string): Promise<void> {
    const pool = this.#services.pools.intake;
    const step = chunk.decide(await compareNotices(pool, chunk.keys));
    const storing = { batchId: chunk.batchId, actor: NATIONAL_NODE, now };
    const nothingToStore = step.taken.length + step.rejected.records === 0;
    if (nothingToStore) await inTransaction(pool, (client) => advanceRun(client, this.#run.id, step));
    else
      await storeInTurn(pool, [
        async (client) => {
          await storePart(client, storing, step.taken, step.rejected);
          await advanceRun(client, this.#run.id, step);
        },
      ]);
    this.#options.onProgress?.(step.records);
  }

  /** What the whole state says of who is missing; then the end of the run, with its act, in one transaction. */
  async #end(reading: Reading | null, fault: Fault | null): Promise<Compared> {
    const pool = this.#services.pools.intake;
    const now = await this.#services.now();
    const missed = reading === null || fault !== null ? { gone: 0, back: 0, fault } : await this.#miss(reading, now);
    const cleared = missed.fault === null && reading !== null ? await this.#confirm() : 0;
    if (reading !== null) {
      await closeBatch(pool, reading.batchId, { state: missed.fault === null ? "done" : "failed", layout: null, errorCode: missed.fault?.code ?? null, errorMessage: missed.fault?.message ?? null });
    }
    const ended = await inTransaction(pool, async (client) => {
      let tasks = 0;
      for (const [measure, rule] of missed.fault === null && reading !== null ? Object.entries(GONE_RULES) : [])
        tasks += await askOffices(client, { measure, states: rule.states, now, dueOn: addDays(romeDay(now), rule.days), reason: rule.citation, advice: rule.advice });
      const end = {
        state: missed.fault === null ? "done" : "failed", gone: missed.gone - cleared, back: missed.back, tasks, errorCode: missed.fault?.code ?? null, errorMessage: missed.fault?.message ?? null,
      } as const;
      await endRun(client, this.#run.id, end, romeDay(now));
      await appendActs(client, NATIONAL_NODE, [
        { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "node-state-compared", happenedAt: now, citation: "DM_2_9_2019_ART4", payload: { run: this.#run.id, batch: reading?.batchId ?? null, ...end } },
      ]);
      return end;
    });
    if (reading !== null && this.#run.givenFile === null) await rm(reading.path, { force: true });
    return { runId: this.#run.id, state: ended.state, errorCode: ended.errorCode, gone: ended.gone, back: ended.back, tasks: ended.tasks };
  }

  /** Who is named again, and who is missing: noted once for each run, however often it is gone on with. */
  async #miss({ extractedAt }: Reading, now: string): Promise<{ gone: number; back: number; fault: Fault | null }> {
    const run = { id: this.#run.id, extractedAt };
    return inTransaction(this.#services.pools.intake, async (client) => {
      const back = await noteBack(client, run.id, now);
      let gone = 0;
      let fault: Fault | null = null;
      for (const [measure, rule] of Object.entries(GONE_RULES)) {
        const { known, missing } = await countMissing(client, run, measure);
        if (isDoubtful(rule, missing, known)) fault = { code: "STATO_DUBBIO", message: NODE_TEXTS.doubtful(missing, known) };
        else await noteMissing(client, run, measure, now);
        gone += missing;
      }
      return { gone, back, fault };
    });
  }

  /** Asks the node itself about who has been missing long enough: a state may be wrong where the service is not. Gives how many it names after all. */
  async #confirm(): Promise<number> {
    const { client, reference } = this.#options;
    if (client == null) return 0;
    const named: string[] = [];
    for (const [measure, rule] of Object.entries(GONE_RULES)) {
      for (const caseId of await nextToConfirm(this.#services.pools.intake, measure, rule.states, MOST_CONFIRMED)) {
        const asked = await refreshFromNode(this.#services, { reference, client, caseId, actor: NATIONAL_NODE });
        if (asked.ok && ["same", "changed", "older"].includes(asked.value.standing)) named.push(caseId);
        // The service is away: the offices are asked, which may ask it again.
        if (!asked.ok && asked.refusal.code === "NODO_SOSPESO") break;
      }
    }
    if (named.length > 0) await forgetAbsence(this.#services.pools.intake, named);
    return named.length;
  }
}

interface Fault {
  readonly code: string;
  readonly message: string;
}

/** The state could not be had at all. */
class NotFetched extends Error {}

/** Records on their way to be compared together. */
class Chunk {
  readonly batchId: string;
  readonly keys: KnownNotice[] = [];
  readonly #judged: { readonly judged: Judged; readonly record: FileRecord }[] = [];

  constructor(batchId: string) {
    this.batchId = batchId;
  }

  get size(): number {
    return this.#judged.length;
  }

  add(record: FileRecord, judged: Judged): void {
    this.#judged.push({ judged, record });
    this.keys.push(judged.ok ? judged.staged : { ...writtenKey(record.raw), digest: null });
  }

  /** What differs is taken in; a record that cannot be read has been named all the same. Of two with one key the first counts, as in the store. */
  decide(known: readonly { readonly noticeId: string | null; readonly same: boolean }[]): { taken: Taken[]; rejected: Rejected; same: number; records: number; seen: string[] } {
    const taken = new Map<string, Taken>();
    const rejected: Rejected = { rows: [], records: 0 };
    let same = 0;
    for (const [at, { judged, record }] of this.#judged.entries()) {
      if (!judged.ok) reject(rejected, judged.rejections, record);
      else if (known[at]!.same) same += 1;
      else {
        const one = takenOf(judged, this.batchId);
        if (taken.has(one.key)) reject(rejected, [{ field: null, code: "STATO_RIPETUTO", message: NODE_TEXTS.twiceInState }], record);
        else taken.set(one.key, one);
      }
    }
    const seen = [...new Set(known.map(({ noticeId }) => noticeId).filter((id) => id !== null))];
    return { taken: [...taken.values()], rejected, same, records: this.size, seen };
  }
}

function reject(rejected: Rejected, rejections: readonly Rejection[], { position }: FileRecord): void {
  rejected.records += 1;
  const bytes = position.bytes();
  rejections.forEach(({ field, code, message }, seq) => rejected.rows.push({ line: position.line, seq, field, code, message, bytes }));
}

function writtenKey(raw: RawNotice): Omit<KnownNotice, "digest"> {
  const clean = (text: string | undefined): string => (text ?? "").trim().toUpperCase();
  return { taxCode: clean(raw.cod_fiscale), protocol: (raw.cod_protocollo_inps ?? "").trim(), role: clean(raw.cod_ruolo_beneficiario) };
}
