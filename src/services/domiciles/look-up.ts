// Use case: digital domiciles asked of the national registers, list by list: what is asked is written down first, what is answered becomes a contact.

import { judgeAnswer, isClosed } from "../../domain/domiciles/judge-answer.ts";
import type { RegisterCode } from "../../domain/domiciles/registers.ts";
import { REGISTER_RULES } from "../../domain/domiciles/registers.ts";
import { clockText, romeTime } from "../../domain/calendar/rome-time.ts";
import type { PersonAnswer } from "../../exchange/domiciles/dialects.ts";
import type { Failed, RegisterClient } from "../../exchange/domiciles/register-client.ts";
import { renewReach } from "../../store/contacts.ts";
import {
  applyPoints, batchTaken, casesOfPeople, closeBatch, codesOf, countOpen, countRequest, dueBatches, failBatch, halveBatch, lookLater, lookNow, openBatch, peopleOf,
  readRegister, recordAnswers, registerDown, registerUp, setPeople, setSweep, sweepPeople, takeWanted, wantAgain,
} from "../../store/domiciles.ts";
import type { AskedPerson, ChangedPoint, LookupAnswer, OpenBatch } from "../../store/domiciles.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import type { PoolClient } from "pg";
import { appendActs, lockCases } from "../../store/register.ts";
import { SYSTEM } from "../context.ts";
import type { Actor, Services } from "../context.ts";
import { LOOKUP_TEXTS } from "./texts.ts";

const DAY_MS = 86_400_000;
const FIRST_REST_MS = 2_000;
const LONGEST_REST_MS = 600_000;
/** A list that is answered wrongly so often is given up, and its persons asked for anew. */
const MOST_TRIES = 5;
/** A person whom the answers never name is left until the answer would be old. */
const MOST_NAMED = 3;
export const REGISTER_ACTOR: Actor = { ...SYSTEM, id: "domicili-digitali" };

/** Of one register: questions at most so many in a minute. */
export class Pace {
  readonly #perMinute: number;
  #minute = -1;
  #used = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  allows(nowMs: number): boolean {
    const minute = Math.floor(nowMs / 60_000);
    if (minute !== this.#minute) [this.#minute, this.#used] = [minute, 0];
    if (this.#used >= this.#perMinute) return false;
    this.#used += 1;
    return true;
  }
}

export interface LookUp {
  readonly services: Services;
  readonly client: RegisterClient;
  readonly pace: Pace;
  /** Machine time: the register's hours and quotas know no other. */
  readonly machineNow?: () => Date;
}

/**
 * One turn with one register: lists written down are handed over, lists handed over are looked after, new ones are made up to as many as may be open.
 * Killed at any point it goes on where it was: a list is written down before it leaves, and what comes of an answer is one transaction. Gives how many
 * questions were asked of the register.
 */
export async function lookUpTurn(lookUp: LookUp): Promise<number> {
  const { services, client: { connection } } = lookUp;
  const pool = services.pools.worker;
  const { code } = connection;
  const now = (lookUp.machineNow ?? (() => new Date()))();
  if (isClosed(clockText(romeTime(now.toISOString()).minutes), connection.closed)) return 0;
  if ((await readRegister(pool, code)).isResting) return 0;
  let asked = 0;
  for (const batch of await dueBatches(pool, code, connection.waitHours * 3_600_000)) {
    const done = await advance(lookUp, batch, now);
    if (done === "stop") return asked;
    asked += 1;
  }
  while ((await countOpen(pool, code)) < connection.open) {
    const batch = await makeBatch(lookUp);
    if (batch === null) break;
    if ((await advance(lookUp, batch, now)) === "stop") break;
    asked += 1;
  }
  return asked;
}

/** Hands a list over, or looks after it. "stop": nothing more may be asked of the register now. */
async function advance(lookUp: LookUp, batch: OpenBatch, now: Date): Promise<"on" | "stop"> {
  const { services, client, pace } = lookUp;
  const pool = services.pools.worker;
  const { code, perDay } = client.connection;
  if (batch.isOld) {
    await inTransaction(pool, (db) => failBatch(db, batch.id, { code: "REGISTRO_TROPPO_TEMPO", message: LOOKUP_TEXTS.tooLong }));
    return "on";
  }
  if (!pace.allows(performance.now()) || !(await countRequest(pool, code, perDay))) return "stop";
  return batch.state === "asked" ? handOver(lookUp, batch, now) : fetchAnswer(lookUp, batch);
}

async function handOver(lookUp: LookUp, batch: OpenBatch, now: Date): Promise<"on" | "stop"> {
  const { services, client } = lookUp;
  const pool = services.pools.worker;
  const codes = await codesOf(pool, batch.id);
  if (codes.length === 0) {
    // Its persons are gone since: their dossiers were deleted.
    await inTransaction(pool, (db) => failBatch(db, batch.id, { code: "REGISTRO_NESSUNO", message: LOOKUP_TEXTS.nobodyLeft }));
    return "on";
  }
  const taken = await client.ask(codes, now);
  if (!taken.ok) return failed(lookUp, batch, taken);
  await batchTaken(pool, batch.id, taken.remoteId, client.connection.pollSeconds * 1_000);
  await registerUp(pool, client.connection.code);
  return "on";
}

async function fetchAnswer(lookUp: LookUp, batch: OpenBatch): Promise<"on" | "stop"> {
  const { services, client } = lookUp;
  const answer = await client.take(batch.remoteId!);
  if (!answer.ok) return failed(lookUp, batch, answer);
  if (answer.people === null) await lookLater(services.pools.worker, batch.id, client.connection.pollSeconds * 1_000, null);
  else await applyAnswer(services, client.connection.code, batch.id, answer.people);
  await registerUp(services.pools.worker, client.connection.code);
  return "on";
}

async function failed(lookUp: LookUp, batch: OpenBatch, fault: Failed): Promise<"on" | "stop"> {
  const { services, client } = lookUp;
  const pool = services.pools.worker;
  const { code } = client.connection;
  if (fault.code === "REGISTRO_RICHIESTA_RIFIUTATA" && batch.state === "asked") {
    await refusedList(services, code, batch);
    return "on";
  }
  if (fault.code === "REGISTRO_ELENCO_SCADUTO" || (fault.code === "REGISTRO_RISPOSTA_NON_VALIDA" && batch.tries + 1 >= MOST_TRIES)) {
    await inTransaction(pool, (db) => failBatch(db, batch.id, fault));
    await registerDown(pool, code, FIRST_REST_MS, fault.message);
    return "stop";
  }
  const { failures } = await readRegister(pool, code);
  const rest = fault.retryMs ?? Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(failures, 20));
  await lookLater(pool, batch.id, rest, fault);
  await registerDown(pool, code, rest, fault.message);
  return "stop";
}

/** The register refuses the list as it is: one code of it must be wrong. Halves find it; alone, it is the answer about that person. */
async function refusedList(services: Services, code: RegisterCode, batch: OpenBatch): Promise<void> {
  const now = await services.now();
  await inTransaction(services.pools.worker, async (db) => {
    const people = await peopleOf(db, batch.id);
    if (people.length > 1) return halveBatch(db, batch.id, { id: newId(), people: Math.floor(people.length / 2) }, code);
    await recordAnswers(db, code, now, people.map(({ personId }) => ({ personId, outcome: "refused", address: null, raw: null, validUntil: null, extractedAt: null })));
    await lookNow(db, people.map(({ personId }) => personId), now);
    return closeBatch(db, batch.id, { found: 0, none: 0, missing: people.length });
  });
}

/** The next list, written down with whom it names in one transaction; null: nobody is to be asked about. */
async function makeBatch({ services, client: { connection } }: LookUp): Promise<OpenBatch | null> {
  const { code, batch: most, who, freshnessDays } = connection;
  const now = await services.now();
  return inTransaction(services.pools.worker, async (db) => {
    const id = newId();
    await openBatch(db, { id, code, people: most });
    let people = await takeWanted(db, code, most, id);
    const register = await readRegister(db, code);
    if (who === "bound" && people < most && register.mayBegin) {
      const freshBefore = new Date(Date.parse(now) - freshnessDays * DAY_MS).toISOString();
      const swept = await sweepPeople(db, { code, most: most - people, batchId: id, after: register.sweepAfter, freshBefore, now });
      await setSweep(db, code, swept.after);
      people += swept.people;
    }
    await setPeople(db, id, people);
    return people === 0 ? null : { id, state: "asked", remoteId: null, tries: 0, people, isOld: false };
  });
}

/** What the register said of each person of the list, as contacts and acts, in one transaction; whom it does not name is asked for again. */
export async function applyAnswer(services: Services, code: RegisterCode, batchId: string, said: readonly PersonAnswer[]): Promise<void> {
  const now = await services.now();
  const byCode = new Map(said.map((one) => [one.taxCode, one]));
  await inTransaction(services.pools.worker, async (db) => {
    const people = await peopleOf(db, batchId);
    const { answers, again } = judge(people, byCode, now);
    await recordAnswers(db, code, now, answers);
    await wantAgain(db, code, again);
    // Of whom the register says nothing, nothing is taken away.
    const changed = await applyPoints(db, code, now, answers.filter(({ outcome }) => outcome === "found" || outcome === "none"));
    await tell(db, code, now, changed);
    await lookNow(db, people.filter(({ urgent }) => urgent).map(({ personId }) => personId), now);
    const count = (outcome: LookupAnswer["outcome"]): number => answers.filter((one) => one.outcome === outcome).length;
    await closeBatch(db, batchId, { found: count("found"), none: count("none"), missing: count("missing") + again.length });
  });
}

function judge(people: readonly AskedPerson[], byCode: ReadonlyMap<string, PersonAnswer>, now: string): { answers: LookupAnswer[]; again: string[] } {
  const answers: LookupAnswer[] = [];
  const again: string[] = [];
  for (const { personId, taxCode, tries } of people) {
    const said = byCode.get(taxCode);
    const word = said === undefined ? { outcome: "unreadable" as const } : judgeAnswer(said.addresses, said.extractedAt ?? now);
    const extractedAt = said?.extractedAt ?? null;
    if (word.outcome === "found") answers.push({ personId, outcome: "found", address: word.address, raw: word.raw, validUntil: word.validUntil, extractedAt });
    else if (word.outcome === "none") answers.push({ personId, outcome: "none", address: null, raw: null, validUntil: null, extractedAt });
    else if (tries < MOST_NAMED) again.push(personId);
    else answers.push({ personId, outcome: "missing", address: null, raw: null, validUntil: null, extractedAt });
  }
  return { answers, again };
}

/** Each case of the person hears of it; a confirmation of what was known is no news. */
async function tell(db: PoolClient, code: RegisterCode, now: string, changed: readonly ChangedPoint[]): Promise<void> {
  if (changed.length === 0) return;
  const people = [...new Set(changed.map(({ personId }) => personId))].toSorted();
  const cases = await casesOfPeople(db, people);
  await lockCases(db, cases.map(({ caseId }) => caseId));
  for (const personId of people) await renewReach(db, personId);
  const ofPerson = Map.groupBy(cases, ({ personId }) => personId);
  await appendActs(db, REGISTER_ACTOR, changed.flatMap(({ personId, address, change }) =>
    (ofPerson.get(personId) ?? []).map(({ caseId }) => ({
      subjectId: caseId, subjectKind: "case" as const, kind: change === "found" ? "domicile-found" : "domicile-withdrawn", happenedAt: now,
      citation: REGISTER_RULES[code].law, payload: { register: code, address },
    }))));
}
