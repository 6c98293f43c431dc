// Use cases: what is due is closed into batches, each batch reaches the print house once, and the print house has it.

import { createWriteStream } from "node:fs";
import { mkdir, open, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { outboundFolder } from "../../channels/letter/channel.ts";
import { clockText, romeTime } from "../../domain/calendar/rome-time.ts";
import { PRODUCTS } from "../../domain/letters/products.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { AlteredLetter, batchArchive, Meter } from "../../exchange/letters/batch-file.ts";
import type { BatchFile } from "../../exchange/letters/batch-file.ts";
import { OperatorFault } from "../../store/fault.ts";
import { newId } from "../../store/ids.ts";
import {
  acceptLetters, batchesWithPrefix, batchLines, changeBatch, insertBatch, lockBatch, lockLetterGateway, pdfsOf, pickLetters, renameBatch,
  unwrittenBatches,
} from "../../store/letter-batches.ts";
import type { BatchLine, LetterBatch } from "../../store/letter-batches.ts";
import { recordProofs } from "../../store/letter-outcomes.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { printHouses } from "./gateways.ts";
import type { PrintHouse } from "./gateways.ts";
import { LETTER_SERVICE_TEXTS } from "./texts.ts";

async function houseOf(services: Services, gatewayId: string): Promise<PrintHouse | null> {
  return (await printHouses(services.pools.worker)).find(({ id }) => id === gatewayId) ?? null;
}

/**
 * Closes what is due at a print house into batches of the size that it takes, each in one transaction: killed in between, a letter is in one
 * batch or in none. `dueBy`: only what was due by then. Refusals: STAMPATORE_SCONOSCIUTO, STAMPATORE_FERMO, NESSUNA_LETTERA.
 */
export async function closeBatches(services: Services, gatewayId: string, actor: Actor, dueBy?: string): Promise<Outcome<LetterBatch[]>> {
  const house = await houseOf(services, gatewayId);
  if (house === null) return refuse("STAMPATORE_SCONOSCIUTO", LETTER_SERVICE_TEXTS.unknownGateway);
  const batches: LetterBatch[] = [];
  for (;;) {
    const closed = await inTransaction(services.pools.worker, (client) => closeOne(client, services, house, { actor, dueBy }));
    if (!closed.ok) return closed;
    if (closed.value !== null) batches.push(closed.value);
    if (closed.value === null || closed.value.letters < house.settings.batchLetters) break;
  }
  return batches.length === 0 ? refuse("NESSUNA_LETTERA", LETTER_SERVICE_TEXTS.nothingDue) : accept(batches);
}

async function closeOne(
  client: PoolClient,
  services: Services,
  house: PrintHouse,
  { actor, dueBy }: { readonly actor: Actor; readonly dueBy: string | undefined },
): Promise<Outcome<LetterBatch | null>> {
  const standing = await lockLetterGateway(client, house.id);
  if (standing?.state !== "open")
    return refuse("STAMPATORE_FERMO", LETTER_SERVICE_TEXTS.held(standing?.reason ?? LETTER_SERVICE_TEXTS.heldNoReason));
  const now = await services.now();
  const letters = await pickLetters(client, house.id, dueBy ?? now, house.settings.batchLetters);
  if (letters.length === 0) return accept(null);
  const prefix = `LOTTO_${house.id.replaceAll(/[^A-Za-z0-9-]/g, "-")}_${romeTime(now).date.replaceAll("-", "")}_`;
  const name = `${prefix}${String((await batchesWithPrefix(client, prefix)) + 1).padStart(3, "0")}`;
  const batch = await insertBatch(client, {
    gatewayId: house.id, name, product: house.settings.product, closedAt: now, closedBy: actor.id,
    letters: letters.map(({ messageId }) => messageId), sheets: letters.reduce((sum, { sheets }) => sum + sheets, 0),
  });
  await appendActs(client, actor, [
    { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "letter-batch-closed", happenedAt: now, payload: { batch: name, letters: letters.length, sheets: batch.sheets } },
    ...letters.map(({ caseId, messageId, code, digest, sheets }) => ({
      subjectId: caseId, subjectKind: "case" as const, kind: "letter-in-batch", happenedAt: now,
      payload: { message: messageId, letter: code, batch: name, sheets, pdf: digest },
    })),
  ]);
  return accept(batch);
}

/** The bytes of a batch, always the same. Throws an operator's fault when a PDF is not the one that was drawn. */
export async function* batchBytes(client: PoolClient, batch: LetterBatch, sender: string): AsyncGenerator<Buffer> {
  const lines = await batchLines(client, batch.id);
  const { date, minutes } = romeTime(batch.closedAt);
  const file: BatchFile = {
    name: batch.name, sender, clock: `${date}T${clockText(minutes)}:00`,
    letters: lines.map(({ recipient, product, ...line }) => ({ ...line, product: PRODUCTS[product].word, address: recipient.split("\n") })),
  };
  try {
    yield* batchArchive(file, pdfsInTurn(client, lines));
  } catch (error) {
    if (error instanceof AlteredLetter) throw new OperatorFault("LETTERA_ALTERATA", LETTER_SERVICE_TEXTS.altered(error.code), { cause: error });
    throw error;
  }
}

const AT_ONCE = 100;

async function* pdfsInTurn(client: PoolClient, lines: readonly BatchLine[]): AsyncGenerator<Buffer> {
  for (let from = 0; from < lines.length; from += AT_ONCE) yield* await pdfsOf(client, lines.slice(from, from + AT_ONCE).map(({ messageId }) => messageId));
}

/**
 * Brings every closed batch of a print house into its folder, exactly once. The whole file is written beside its place and recorded as ready;
 * only then it gets its name, in one step. Killed before it is ready it is written again, the same bytes; killed after, a file that is no longer
 * beside its place has got its name, and is never written a second time. What nobody can tell is shown to a person.
 */
export async function handOverBatches(services: Services, house: PrintHouse): Promise<number> {
  const folder = outboundFolder(house.url);
  if (folder === null || folder === undefined || house.state !== "open") return 0;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let handed = 0;
  for (const id of await unwrittenBatches(services.pools.worker, house.id)) {
    await inTransaction(services.pools.worker, (client) => makeReady(client, id, folder, house.sender));
    const now = await services.now();
    if (await inTransaction(services.pools.worker, (client) => giveName(client, id, folder, now))) handed += 1;
  }
  return handed;
}

const besideOf = (folder: string, { name }: LetterBatch): string => join(folder, `.${name}.zip.parte`);
const placeOf = (folder: string, { name }: LetterBatch): string => join(folder, `${name}.zip`);

async function makeReady(client: PoolClient, id: number, folder: string, sender: string): Promise<void> {
  const batch = await lockBatch(client, id, true);
  if (batch?.state !== "closed") return;
  // Nothing of this batch was ever named: whatever bears its name is of another time of this archive.
  if (await isThere(placeOf(folder, batch))) return changeBatch(client, id, { state: "uncertain", note: LETTER_SERVICE_TEXTS.taken });
  const meter = new Meter();
  const beside = besideOf(folder, batch);
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of batchBytes(client, batch, sender)) yield meter.take(piece);
  };
  await pipeline(Readable.from(pieces(), { objectMode: true }), createWriteStream(beside, { mode: 0o600, flush: true }));
  await syncFolder(folder);
  await changeBatch(client, id, { state: "ready", sha256: meter.digest(), bytes: meter.bytes });
}

async function giveName(client: PoolClient, id: number, folder: string, now: string): Promise<boolean> {
  const batch = await lockBatch(client, id, true);
  if (batch?.state !== "ready") return false;
  const beside = besideOf(folder, batch);
  if (await isThere(beside)) {
    await rename(beside, placeOf(folder, batch));
    await syncFolder(folder);
  } else if (!(await isThere(placeOf(folder, batch)))) {
    await changeBatch(client, id, { state: "uncertain", note: LETTER_SERVICE_TEXTS.vanished });
    return false;
  }
  await changeBatch(client, id, { state: "handed", handedAt: now });
  return true;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return false;
    throw error;
  });
}

/** A name lasts only once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder);
  await handle.sync();
}

/**
 * The print house confirmed that it has the batch: its letters are accepted, and count as sent. Refusals: LOTTO_SCONOSCIUTO, LOTTO_NON_CONSEGNATO,
 * LOTTO_ACCETTATO.
 */
export async function acceptBatch(services: Services, id: number, actor: Actor, note: string): Promise<Outcome<LetterBatch>> {
  const houses = await printHouses(services.pools.worker);
  const now = await services.now();
  return inTransaction(services.pools.worker, async (client) => {
    const batch = await lockBatch(client, id);
    if (batch === null) return refuse("LOTTO_SCONOSCIUTO", LETTER_SERVICE_TEXTS.unknownBatch);
    if (batch.state === "accepted") return refuse("LOTTO_ACCETTATO", LETTER_SERVICE_TEXTS.alreadyAccepted);
    const isTakenByHand = houses.some(({ id: house, url }) => house === batch.gatewayId && outboundFolder(url) === null);
    if (batch.state !== "handed" && !(isTakenByHand && batch.state === "closed")) return refuse("LOTTO_NON_CONSEGNATO", LETTER_SERVICE_TEXTS.notYetHanded);
    const letters = await acceptLetters(client, id, now);
    await recordProofs(client, letters.map(({ product, code, caseId, summonsId, appointmentId }) => ({
      id: newId(), caseId, summonsId, appointmentId, channel: product, outcome: "sent", happenedAt: now,
      reference: LETTER_SERVICE_TEXTS.handedToPost(batch.name, code), recordedBy: actor.id,
    })));
    await changeBatch(client, id, { state: "accepted", acceptedAt: now, acceptedBy: actor.id, ...(note === "" ? {} : { note }) });
    await appendActs(client, actor, [
      { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "letter-batch-accepted", happenedAt: now, payload: { batch: batch.name, letters: batch.letters, note } },
    ]);
    return accept({ ...batch, state: "accepted" as const, acceptedAt: now, acceptedBy: actor.id });
  });
}

/**
 * A person says what became of a batch that nobody can tell of: the print house has it, or it is written again. Refusals: LOTTO_SCONOSCIUTO,
 * LOTTO_NON_INCERTO, MOTIVO_MANCANTE.
 */
export async function settleBatch(services: Services, id: number, decision: "taken" | "write-again", reason: string, actor: Actor): Promise<Outcome<LetterBatch>> {
  if (reason.trim() === "") return refuse("MOTIVO_MANCANTE", LETTER_SERVICE_TEXTS.reasonMissing);
  const now = await services.now();
  return inTransaction(services.pools.worker, async (client) => {
    const batch = await lockBatch(client, id);
    if (batch === null) return refuse("LOTTO_SCONOSCIUTO", LETTER_SERVICE_TEXTS.unknownBatch);
    if (batch.state !== "uncertain") return refuse("LOTTO_NON_INCERTO", LETTER_SERVICE_TEXTS.notUncertain);
    const state = decision === "taken" ? ("handed" as const) : ("closed" as const);
    await changeBatch(client, id, { state, note: reason, ...(decision === "taken" ? { handedAt: now } : { sha256: null, bytes: null }) });
    if (decision === "write-again") await renameBatch(client, id);
    await appendActs(client, actor, [
      { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "letter-batch-settled", happenedAt: now, payload: { batch: batch.name, decision, reason } },
    ]);
    return accept({ ...batch, state });
  });
}
