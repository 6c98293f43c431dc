// Use case: what the post reports is taken from a file. Each row is of one letter of ours or of none: what is not sure is given back.

import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { Receipt, ReceiptStatus } from "../../channels/channel.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { conclude } from "../../domain/letters/conclude.ts";
import type { LetterConclusion } from "../../domain/letters/conclude.ts";
import { OUTCOME_TITLES } from "../../domain/letters/texts.ts";
import { readOutcome } from "../../domain/letters/outcome-row.ts";
import type { ReadOutcome } from "../../domain/letters/outcome-row.ts";
import { openOutcomes } from "../../exchange/letters/outcome-file.ts";
import type { OutcomeRow } from "../../exchange/letters/outcome-file.ts";
import { ROW_REFUSALS } from "../../exchange/letters/texts.ts";
import type { RowRefusal } from "../../exchange/letters/texts.ts";
import { readBlocks } from "../../exchange/file-import/source.ts";
import { newId } from "../../store/ids.ts";
import { closeToldBatches } from "../../store/letter-batches.ts";
import {
  bindNumbers, eventsOf, finishFile, insertRejects, keepEvents, lockKnown, openFile, readFileRow, recordProofs, writeProven,
} from "../../store/letter-outcomes.ts";
import type { KnownLetter, OutcomeFileRow, RejectedOutcome } from "../../store/letter-outcomes.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { storeReceiptsOf } from "../receipts.ts";
import { LETTER_SERVICE_TEXTS } from "./texts.ts";

export interface OutcomeImport {
  readonly path: string;
  readonly name: string;
  readonly actor: Actor;
}

export interface OutcomeReport extends OutcomeFileRow {
  /** These very bytes were taken before: nothing was done now. */
  readonly isRepeated: boolean;
}

/** Rows of one transaction. */
const CHUNK = 1_000;

/**
 * Takes a file of outcomes. Rows that are of no letter of ours, or contradict what is known, are kept apart with their line and why. The same file
 * again does nothing; cut off in the middle, it is gone through again and nothing counts twice. Throws `UnreadableFile`.
 */
export async function importOutcomes(services: Services, { path, name, actor }: OutcomeImport): Promise<OutcomeReport> {
  const { pools } = services;
  const now = await services.now();
  const sha256 = await digestOf(path);
  const { columns, rows } = await openOutcomes(path);
  const file = await inTransaction(pools.worker, (client) => openFile(client, { id: newId(), sha256, name, takenAt: now, takenBy: actor.id, columns }));
  if (file.finishedAt !== null) {
    await rows.return(undefined);
    return { ...file, isRepeated: true };
  }
  const counts = { rows: 0, fresh: 0, repeated: 0, rejected: 0 };
  for await (const chunk of inChunks(rows)) {
    const done = await inTransaction(pools.worker, (client) => takeChunk(client, { fileId: file.id, name, now, actor }, chunk));
    counts.rows += chunk.length;
    counts.fresh += done.fresh;
    counts.rejected += done.rejected;
    counts.repeated += chunk.length - done.fresh - done.rejected;
  }
  await inTransaction(pools.worker, (client) => finishFile(client, file.id, counts, now));
  return { ...(await readFileRow(pools.worker, file.id))!, isRepeated: false };
}

async function digestOf(path: string): Promise<string> {
  const digest = createHash("sha256");
  for await (const block of readBlocks(path)) digest.update(block);
  return digest.digest("hex");
}

async function* inChunks(rows: AsyncIterable<OutcomeRow>): AsyncGenerator<OutcomeRow[]> {
  let chunk: OutcomeRow[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

interface Taking {
  readonly fileId: string;
  readonly name: string;
  readonly now: string;
  readonly actor: Actor;
}

interface Matched {
  readonly row: OutcomeRow;
  readonly read: ReadOutcome;
  readonly letter: KnownLetter;
}

async function takeChunk(client: PoolClient, taking: Taking, rows: readonly OutcomeRow[]): Promise<{ fresh: number; rejected: number }> {
  const rejects: RejectedOutcome[] = [];
  const reject = ({ line, cells }: OutcomeRow, code: RowRefusal): void => void rejects.push({ line, cells, code, message: ROW_REFUSALS[code] });
  const readable: { row: OutcomeRow; read: ReadOutcome }[] = [];
  for (const row of rows) {
    const read = row.broken ? ("RIGA_ILLEGGIBILE" as const) : readOutcome(row.fields, taking.now);
    if (typeof read === "string") reject(row, read);
    else readable.push({ row, read });
  }
  const known = new Shelf(await lockKnown(client, readable.flatMap(({ read }) => read.letter ?? []), readable.flatMap(({ read }) => read.number ?? [])));
  const matched: Matched[] = [];
  for (const { row, read } of readable) {
    const letter = known.match(read);
    if (typeof letter === "string") reject(row, letter);
    else matched.push({ row, read, letter });
  }
  await insertRejects(client, taking.fileId, rejects);
  const events = matched.map(({ row, read, letter }) => ({ messageId: letter.messageId, code: read.outcome.code, cause: read.cause, at: read.at, line: row.line }));
  const { fresh, own } = await keepEvents(client, taking.fileId, events);
  await bindNumbers(client, known.bound);
  await follow(client, taking, matched.filter(({ row }) => fresh.has(row.line)));
  return { fresh: own.size, rejected: rejects.length };
}

/** The letters that a chunk of rows may name. A number that a row binds holds for the rows after it. */
class Shelf {
  /** Registered numbers learnt now, by message. */
  readonly bound = new Map<string, string>();
  readonly #byCode: ReadonlyMap<string, KnownLetter>;
  readonly #byNumber: Map<string, KnownLetter>;

  constructor(letters: readonly KnownLetter[]) {
    this.#byCode = new Map(letters.map((letter) => [letter.code, letter]));
    this.#byNumber = new Map(letters.flatMap((letter) => (letter.number === null ? [] : [[letter.number, letter] as const])));
  }

  match({ letter: code, number, outcome, at }: ReadOutcome): KnownLetter | RowRefusal {
    const letter = code === null ? this.#byNumber.get(number!) : this.#byCode.get(code);
    if (letter === undefined) return "LETTERA_SCONOSCIUTA";
    if (letter.batchClosedAt === null) return "LETTERA_NON_SPEDITA";
    if (!outcome.products.includes(letter.product)) return "PRODOTTO_DISCORDE";
    // By day: a date without an hour is noon.
    if (romeDay(at) < romeDay(letter.batchClosedAt)) return "DATA_PRIMA_DEL_LOTTO";
    if (code === null || number === null) return letter;
    const ofNumber = this.#byNumber.get(number);
    if (ofNumber !== undefined && ofNumber.messageId !== letter.messageId) return "NUMERO_GIA_USATO";
    const has = letter.number ?? this.bound.get(letter.messageId);
    if (has !== undefined && has !== number) return "NUMERO_DISCORDE";
    if (letter.number === null) {
      this.bound.set(letter.messageId, number);
      this.#byNumber.set(number, letter);
    }
    return letter;
  }
}

/** What new events change: receipts as they came, the message's state, the proof, the batch, the register. */
async function follow(client: PoolClient, taking: Taking, fresh: readonly Matched[]): Promise<void> {
  if (fresh.length === 0) return;
  for (const [gatewayId, rows] of Map.groupBy(fresh, ({ letter }) => letter.gatewayId))
    await storeReceiptsOf(client, taking.now, gatewayId, rows.map((row) => receiptOf(row, taking)));
  const letters = new Map(fresh.map(({ letter }) => [letter.messageId, letter]));
  const events = await eventsOf(client, [...letters.keys()]);
  const changed = [...letters.values()].flatMap((letter) => {
    const found = conclude(events.get(letter.messageId) ?? []);
    return found === null || !isNews(letter, found) ? [] : [{ letter, found, number: letter.number ?? numberOf(fresh, letter) }];
  });
  await writeProven(client, changed.map(({ letter, found }) => ({ messageId: letter.messageId, proven: found.result, at: found.at, code: found.code })));
  await recordProofs(client, changed.map(({ letter, found, number }) => ({
    id: newId(), caseId: letter.caseId, summonsId: letter.summonsId, appointmentId: letter.appointmentId, channel: letter.product, outcome: found.result,
    happenedAt: found.at, reference: LETTER_SERVICE_TEXTS.receiptOf(number, letter.code, OUTCOME_TITLES[found.code] ?? found.code), recordedBy: taking.actor.id,
  })));
  await closeToldBatches(client, [...letters.keys()], taking.now);
  await appendActs(client, taking.actor, changed.map(({ letter, found, number }) => ({
    subjectId: letter.caseId, subjectKind: "case", kind: "letter-outcome", happenedAt: taking.now, citation: "DL4_2019_ART4_C15QUINQUIES",
    payload: { message: letter.messageId, letter: letter.code, number, result: found.result, code: found.code, at: found.at, file: taking.name },
  })));
}

function numberOf(fresh: readonly Matched[], letter: KnownLetter): string | null {
  return fresh.find(({ letter: of, read }) => of.messageId === letter.messageId && read.number !== null)?.read.number ?? null;
}

/** Another result, or a delivery that holds from an earlier day. Being on its way is told once. */
function isNews({ proven, provenAt }: KnownLetter, found: LetterConclusion): boolean {
  return proven !== found.result || (found.result !== "sent" && provenAt !== found.at);
}

function receiptOf({ row, read, letter }: Matched, { name }: Taking): Receipt {
  const alone = conclude([{ code: read.outcome.code, cause: read.cause, at: read.at }]);
  const status: ReceiptStatus = alone?.result === "received" ? "delivered" : alone?.result === "failed" ? "failed" : "accepted";
  return {
    channel: "letter", key: letter.messageId, reference: read.number, status, code: read.outcome.code, diagnostic: read.cause, at: read.at,
    raw: JSON.stringify({ file: name, riga: row.line, celle: row.cells }),
  };
}
