// Use case: notices pushed by the national node, one by one. Those that come together are committed together; each answer waits for its commit.

import { hash } from "node:crypto";
import { conveneTerm } from "../../domain/calendar/terms.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { measureOf, UNNAMED_MEASURE } from "../../domain/measures/catalogue.ts";
import type { RawNotice } from "../../domain/notices/types.ts";
import type { PushAnswerCode, PushMessage } from "../../exchange/national-node/push-notice.ts";
import { pushAnswer, readPushMessage, soapFault } from "../../exchange/national-node/push-notice.ts";
import type { MessageSchema } from "../../exchange/national-node/schemas.ts";
import { openDoneBatch } from "../../store/batches.ts";
import { newId } from "../../store/ids.ts";
import { storeInTurn } from "../../store/intake-turn.ts";
import { keepExchanges, recordOutcomes } from "../../store/node-exchanges.ts";
import type { ExchangeOutcome, NewExchange } from "../../store/node-exchanges.ts";
import { inTransaction } from "../../store/pools.ts";
import type { PoolClient } from "pg";
import { SYSTEM } from "../context.ts";
import type { Actor, Services } from "../context.ts";
import { storePart, takenOf } from "../intake-chunks.ts";
import type { Rejected, Taken } from "../intake-chunks.ts";
import { Judge } from "../judging.ts";
import type { Judged } from "../judging.ts";
import type { Reference } from "../reference.ts";
import { NODE_TEXTS } from "./texts.ts";

export const NATIONAL_NODE: Actor = { ...SYSTEM, id: "nodo-nazionale" };

/** Committed together at most: more would only make the first of them wait. */
const GROUP = 64;
/** What waits to be committed at most; beyond it the node is told to come again. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

export interface PushReply {
  readonly status: number;
  readonly xml: string;
  readonly outcome: ExchangeOutcome | "busy";
  /** Why it was not taken in; empty where it was. */
  readonly message: string;
}

export interface PushedBody {
  /** What came, or its beginning where it was too large to be read. */
  readonly bytes: Uint8Array;
  /** Of the whole body, as far as it is known. */
  readonly size: number;
  /** Told when the body was not read to its end: code and sentence of the refusal. */
  readonly cut?: { readonly code: string; readonly message: string };
}

interface Waiting {
  readonly id: string;
  readonly body: PushedBody;
  readonly message: PushMessage;
  readonly startedAt: number;
  readonly repeats: string | null;
  readonly resolve: (reply: PushReply) => void;
}

/** A message of the group with what was decided of it. */
interface Decided {
  readonly waiting: Waiting;
  outcome: ExchangeOutcome;
  code: string | null;
  message: string | null;
  line: number | null;
  dueOn: string | null;
}

export interface PushIntakeOptions {
  readonly services: Services;
  readonly reference: () => Promise<Reference>;
  readonly schema?: MessageSchema;
  readonly actor?: Actor;
}

export class PushIntake {
  readonly #options: PushIntakeOptions;
  readonly #queue: Waiting[] = [];
  #waitingBytes = 0;
  #running = false;

  constructor(options: PushIntakeOptions) {
    this.#options = options;
  }

  /** Takes one message; settles when what came of it is committed, never with an error. `repeats` names the kept exchange that is done again. */
  async take(body: PushedBody, repeats: string | null = null): Promise<PushReply> {
    const startedAt = performance.now();
    let message: PushMessage;
    try {
      message = body.cut === undefined ? await readPushMessage(body.bytes, this.#options.schema) : await this.#cut(body, body.cut);
    } catch {
      return { status: 200, xml: pushAnswer("999", NODE_TEXTS.ourFault), outcome: "failed", message: NODE_TEXTS.ourFault };
    }
    if (this.#waitingBytes > MOST_WAITING_BYTES) {
      return { status: 200, xml: this.#xml("999", NODE_TEXTS.busy, message.soap), outcome: "busy", message: NODE_TEXTS.busy };
    }
    return new Promise((resolve) => {
      this.#queue.push({ id: newId(), body, message, startedAt, repeats, resolve });
      this.#waitingBytes += body.bytes.length;
      if (!this.#running) void this.#run();
    });
  }

  /** What is known of a body whose end was not read: whether it was in an envelope. */
  async #cut({ bytes }: PushedBody, { code, message }: NonNullable<PushedBody["cut"]>): Promise<PushMessage> {
    const { soap } = await readPushMessage(bytes, this.#options.schema);
    return { soap, notice: { ok: false, refusal: { code, message } } };
  }

  async #run(): Promise<void> {
    this.#running = true;
    // What comes in the same breath is committed together.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) await this.#store(this.#nextGroup());
    this.#running = false;
  }

  /** The first messages that wait, no two of one notice: the second of these has to see the first. */
  #nextGroup(): Waiting[] {
    const keys = new Set<string>();
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    for (const waiting of this.#queue.splice(0)) {
      const { notice } = waiting.message;
      const key = notice.ok ? keyOf(notice.value) : "";
      if (group.length >= GROUP || keys.has(key)) {
        left.push(waiting);
        keys.add(key);
        continue;
      }
      if (key !== "") keys.add(key);
      group.push(waiting);
    }
    this.#queue.push(...left);
    for (const { body } of group) this.#waitingBytes -= body.bytes.length;
    return group;
  }

  /** One that the database cannot take must not take the others with it: each is then tried alone. */
  async #store(group: readonly Waiting[]): Promise<void> {
    try {
      for (const decided of await this.#commit(group)) this.#reply(decided);
    } catch (fault) {
      if (group.length > 1) for (const waiting of group) await this.#store([waiting]);
      else await this.#fail(group[0]!, fault);
    }
  }

  async #commit(group: readonly Waiting[]): Promise<readonly Decided[]> {
    const { services, actor = NATIONAL_NODE } = this.#options;
    const [now, reference] = await Promise.all([services.now(), this.#options.reference()]);
    const batchId = newId();
    const { decided, taken, rejected } = this.#decide(group, { now, reference, batchId });
    const keep = (client: PoolClient): Promise<void> => keepExchanges(client, decided.map((one) => this.#exchange(one, romeDay(now), batchId)));
    if (taken.length + rejected.records === 0) {
      await inTransaction(services.pools.intake, keep);
      return decided;
    }
    await storeInTurn(services.pools.intake, [
      async (client) => {
        await openDoneBatch(client, { id: batchId, kind: "push", name: NODE_TEXTS.batchName(group.length), actor: actor.id, measure: UNNAMED_MEASURE, at: now });
        await storePart(client, { batchId, actor, now }, taken, rejected);
        const outcomes = await recordOutcomes(client, batchId);
        for (const one of decided) if (one.outcome === "created") one.outcome = outcomes.get(one.line!) ?? "created";
        await keep(client);
      },
    ]);
    return decided;
  }

  #decide(group: readonly Waiting[], { now, reference, batchId }: { now: string; reference: Reference; batchId: string }): { decided: Decided[]; taken: Taken[]; rejected: Rejected } {
    const rejected: Rejected = { rows: [], records: 0 };
    const taken: Taken[] = [];
    const judge = new Judge({ reference, measure: UNNAMED_MEASURE, receivedAt: now, defaultSentAt: now });
    const decided = group.map((waiting, at): Decided => {
      const { notice } = waiting.message;
      const line = at + 1;
      if (!notice.ok) {
        const { code, message } = notice.refusal;
        return { waiting, outcome: "refused", code, message, line: null, dueOn: dueOf(textOf(waiting, "dtt_rendicontazione"), reference) };
      }
      const judged = judge.judge(notice.value, line);
      if (judged.ok) {
        taken.push(takenOf(judged, batchId));
        return { waiting, outcome: "created", code: null, message: null, line, dueOn: null };
      }
      const first = rejectInto(rejected, judged, line, waiting.body.bytes);
      return { waiting, outcome: "refused", code: first.code, message: first.message, line, dueOn: dueOf(notice.value.dtt_rendicontazione, reference) };
    });
    return { decided, taken, rejected };
  }

  #exchange({ waiting, outcome, code, message, line, dueOn }: Decided, day: string, batchId: string): NewExchange {
    const { body, message: read } = waiting;
    const reference = read.notice.ok ? (read.notice.value.id_comunicazione ?? null) : (textOf(waiting, "idComunicazione") ?? null);
    return {
      id: waiting.id, flow: "notice", day, outcome, code, message, reference: reference?.trim().slice(0, 100) ?? null,
      request: body.bytes, answer: Buffer.from(this.#answer(waiting, outcome, line, message).xml), bytes: body.size,
      digest: Buffer.from(hash("sha256", body.bytes, "hex"), "hex"), tookMs: performance.now() - waiting.startedAt,
      caseId: null, batchId: line === null ? null : batchId, line, dueOn, repeats: waiting.repeats,
    };
  }

  /** 101 taken in (one that our checks refuse is kept and shown to the Region), 99 not valid against the schema, 999 our fault. */
  #answer(waiting: Waiting, outcome: ExchangeOutcome, line: number | null, message: string | null): { status: number; xml: string } {
    const { soap, notice } = waiting.message;
    if (outcome === "failed") return { status: 200, xml: this.#xml("999", message ?? "", soap) };
    if (line !== null) return { status: 200, xml: this.#xml("101", "", soap) };
    const code = notice.ok ? "" : notice.refusal.code;
    if (code === "SOAP_VERSIONE") return { status: 500, xml: soapFault("VersionMismatch", message ?? "") };
    if (code === "SOAP_INTESTAZIONE") return { status: 500, xml: soapFault("MustUnderstand", message ?? "") };
    if (code === "SOAP_BUSTA") return { status: 500, xml: soapFault("Client", message ?? "") };
    return { status: 200, xml: this.#xml("99", message ?? "", soap) };
  }

  #xml(code: PushAnswerCode, message: string, soap: boolean): string {
    const namespace = this.#options.schema?.namespace;
    return pushAnswer(code, message, { soap, ...(namespace === undefined ? {} : { namespace }) });
  }

  #reply({ waiting, outcome, line, message }: Decided): void {
    waiting.resolve({ ...this.#answer(waiting, outcome, line, message), outcome, message: message ?? "" });
  }

  /** A fault of ours: said to the node, which sends again, and kept if the database can still do that. */
  async #fail(waiting: Waiting, fault: unknown): Promise<void> {
    const { services } = this.#options;
    const code = (fault as { code?: unknown }).code;
    const decided: Decided = { waiting, outcome: "failed", code: typeof code === "string" ? code : "GUASTO", message: NODE_TEXTS.ourFault, line: null, dueOn: null };
    try {
      const now = await services.now();
      await inTransaction(services.pools.intake, (client) => keepExchanges(client, [this.#exchange(decided, romeDay(now), waiting.id)]));
    } catch {
      // The database is away: nothing can be kept, and the node is told all the same.
    }
    this.#reply(decided);
  }
}

function keyOf(raw: RawNotice): string {
  return [raw.cod_fiscale, raw.cod_protocollo_inps, raw.cod_ruolo_beneficiario].map((part) => (part ?? "").trim().toUpperCase()).join("/");
}

function rejectInto(rejected: Rejected, judged: Judged & { readonly ok: false }, line: number, bytes: Uint8Array): { code: string; message: string } {
  rejected.records += 1;
  judged.rejections.forEach(({ field, code, message }, seq) => rejected.rows.push({ line, seq, field, code, message, bytes }));
  return judged.rejections[0]!;
}

/** A value looked for in a message that cannot be read as one: good enough to say what it was about. */
function textOf({ body }: Waiting, element: string): string | undefined {
  const text = Buffer.from(body.bytes).toString("latin1");
  return new RegExp(`<(?:[\\w.-]+:)?${element}>([\\x20-\\x3b\\x3d-\\x7e]{1,100})</`, "u").exec(text)?.[1];
}

/** Until when a person of whom this notice speaks had to be convened; null when the notice does not say from when. */
function dueOf(grantedOn: string | undefined, reference: Reference): string | null {
  const day = /^\s*(\d{4}-\d\d-\d\d)/u.exec(grantedOn ?? "")?.[1];
  if (day === undefined || Number.isNaN(Date.parse(day)) || !day.startsWith("20")) return null;
  const measure = measureOf(UNNAMED_MEASURE, day);
  return measure === undefined ? null : conveneTerm(measure, day, reference.suspensions(UNNAMED_MEASURE), reference.workingCalendar(null)).due;
}
