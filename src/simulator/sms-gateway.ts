// The SMS company's side: an HTTP gateway that takes messages, sends receipts, and misbehaves on command.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CallbackSecret } from "../channels/callback-auth.ts";
import { openLog } from "./append-log.ts";
import type { AppendLog } from "./append-log.ts";
import { Mishaps, RateLimit } from "./chance.ts";
import { ControlledPort, startOrClose } from "./controlled-port.ts";
import { ReceiptPoster } from "./receipt-poster.ts";
import { SMS_COLUMNS, smsRow, textsOn } from "./sms-control.ts";
import { reportOn } from "./sms-receipts.ts";
import type { ReceiptDesk } from "./sms-receipts.ts";
import { CALM_SMS } from "./sms-settings.ts";
import type { SmsBehaviour } from "./sms-settings.ts";
import { SmsStore, arrivalLine, readSmsRequest, receiptLine } from "./sms-store.ts";
import type { StoredSms } from "./sms-store.ts";

export interface SmsGatewayOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly controlPort?: number;
  readonly host?: string;
  /** What callers must bring as `Authorization: Bearer`. */
  readonly token?: string;
  /** What the gateway brings to the callback. */
  readonly callbackSecret?: CallbackSecret;
  readonly seed?: number;
  /** Texts kept for reading; older ones make room. */
  readonly keepTexts?: number;
  /** File that remembers what was accepted; without it a restart forgets. */
  readonly logFile?: string | null;
  readonly behaviour?: Partial<SmsBehaviour>;
}

export interface SmsGateway {
  readonly kind: "sms";
  readonly port: number;
  readonly controlPort: number;
  readonly store: SmsStore;
  readonly counts: () => SmsCounts;
  change(patch: Partial<SmsBehaviour>): Promise<void>;
  close(): Promise<void>;
}

/** `messages` = distinct keys; `copies` above it = messages sent twice. */
export interface SmsCounts {
  readonly requests: number;
  readonly arrivals: number;
  readonly messages: number;
  readonly copies: number;
  readonly refused: number;
  readonly notTaken: number;
  readonly dropped: number;
  readonly receipts: { sent: number; queued: number; lost: number; givenUp: number; refusals: number };
}

const JSON_TYPE = "application/json";
const PAGE = 1000;
const EARLY_MS = 30;

/** Starts the gateway and its remote control; rejects when a port is taken. */
export async function startSmsGateway(options: SmsGatewayOptions = {}): Promise<SmsGateway> {
  return startOrClose(new Gateway(options));
}

class Gateway implements SmsGateway {
  readonly kind = "sms";
  readonly store: SmsStore;
  readonly #options: SmsGatewayOptions;
  readonly #authorization: string;
  readonly #mishaps: Mishaps;
  readonly #rate = new RateLimit();
  readonly #log: AppendLog;
  readonly #poster: ReceiptPoster;
  readonly #desk: ReceiptDesk;
  readonly #server = createServer((request, response) => this.#route(request, response));
  readonly #port: ControlledPort<SmsBehaviour>;
  #requests = 0;
  #refused = 0;
  #notTaken = 0;
  #dropped = 0;

  constructor(options: SmsGatewayOptions) {
    this.#options = options;
    this.#authorization = `Bearer ${options.token ?? "demo"}`;
    this.#port = new ControlledPort({
      server: this.#server,
      hangUp: () => this.#server.closeAllConnections(),
      host: options.host,
      calm: CALM_SMS,
      behaviour: options.behaviour,
    });
    this.#mishaps = new Mishaps(options.seed ?? 1);
    this.store = new SmsStore(options.keepTexts ?? 20_000);
    this.#log = openLog(this.store, options.logFile);
    this.#poster = new ReceiptPoster(
      () => this.#behaviour,
      options.callbackSecret ?? { kind: "token", token: "demo" },
    );
    this.#desk = {
      seed: options.seed ?? 1,
      mishaps: this.#mishaps,
      poster: this.#poster,
      counts: { lost: 0 },
      settled: (message) => {
        message.receiptSent = true;
        this.#log.append([receiptLine(message.key, message.status)], ignore);
      },
    };
    // Longer than any client keeps an idle connection, so that a request never meets one that is closing.
    this.#server.keepAliveTimeout = 65_000;
  }

  get port(): number {
    return this.#port.port;
  }

  get controlPort(): number {
    return this.#port.controlPort;
  }

  get #behaviour(): SmsBehaviour {
    return this.#port.behaviour;
  }

  async start(): Promise<void> {
    await this.#port.open(this.#options, {
      store: this.store,
      counts: () => this.counts(),
      columns: SMS_COLUMNS,
      rowOf: smsRow,
      messagesTo: (recipient) => textsOn(this.store, recipient),
      replyFrom: (sender, text) => this.#reply(sender, text),
    });
    for (const message of this.store.list()) {
      if (!message.receiptSent) reportOn(message, this.#behaviour, this.#desk);
    }
  }

  counts(): SmsCounts {
    const { sent, queued, givenUp, refusals } = this.#poster;
    return {
      requests: this.#requests,
      arrivals: this.store.arrivals,
      messages: this.store.length,
      copies: this.store.copies,
      refused: this.#refused,
      notTaken: this.#notTaken,
      dropped: this.#dropped,
      receipts: { sent, queued, lost: this.#desk.counts.lost, givenUp, refusals },
    };
  }

  async change(patch: Partial<SmsBehaviour>): Promise<void> {
    await this.#port.change(patch);
  }

  async close(): Promise<void> {
    await this.#port.close();
    this.#poster.close();
    this.#log.close();
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    response.sendDate = false;
    const url = request.url ?? "/";
    if (url === "/health") return reply(response, 200, "{}");
    if (request.headers.authorization !== this.#authorization) {
      request.resume();
      return reply(response, 401, '{"code":"UNAUTHORIZED","detail":"wrong token"}');
    }
    if (request.method === "POST" && url === "/messages") return this.#receive(request, response);
    if (request.method !== "GET") return reply(response, 405, '{"code":"METHOD","detail":"GET or POST"}');
    if (url.startsWith("/messages/")) return this.#tell(decodeURIComponent(url.slice(10)), response);
    if (url.startsWith("/messages?")) return this.#list(new URLSearchParams(url.slice(10)), response);
    return reply(response, 404, '{"code":"NOT_FOUND","detail":"no such path"}');
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      this.#take((bytes ?? Buffer.alloc(0)).toString("utf8"), response);
    });
  }

  #take(body: string, response: ServerResponse): void {
    this.#requests += 1;
    const message = readSmsRequest(body);
    if (message === null)
      return this.#refuse(response, 400, '{"code":"MALFORMED","detail":"key, to and text are needed"}');
    const { key, to } = message;
    const behaviour = this.#behaviour;
    const mishaps = this.#mishaps;
    const now = Date.now();
    if (!this.#rate.allows(behaviour.ratePerSecond, now)) {
      const wait = ((1000 - (now % 1000)) / 1000).toFixed(3);
      return this.#postpone(response, 429, '{"code":"RATE","detail":"too many messages"}', wait);
    }
    if (mishaps.befalls(behaviour.dropBeforeShare, "drop-before", key)) return this.#drop(response);
    if (mishaps.befalls(behaviour.unavailableShare, "unavailable", key)) {
      return this.#postpone(response, 503, '{"code":"UNAVAILABLE","detail":"try later"}', "1");
    }
    if (mishaps.befalls(behaviour.faultShare, "fault", key)) {
      return this.#postpone(response, 500, '{"code":"FAULT","detail":"internal fault"}', null);
    }
    if (
      behaviour.refusedNumbers.includes(to) ||
      mishaps.always(behaviour.refusedNumberShare, "refused-number", to)
    ) {
      return this.#refuse(response, 422, '{"code":"INVALID_NUMBER","detail":"number not reachable by SMS"}');
    }
    const known = this.store.get(key);
    const at = now + behaviour.clockOffsetMs;
    const stored = this.store.accept(message, body, at, behaviour.deduplicates);
    this.#log.append([arrivalLine(at, body, behaviour.deduplicates)], () => {
      this.#answer(stored, known === undefined || !behaviour.deduplicates, response);
    });
  }

  #answer(message: StoredSms, isNew: boolean, response: ServerResponse): void {
    const behaviour = this.#behaviour;
    const isEarly = isNew && this.#mishaps.always(behaviour.earlyReceiptsShare, "early-receipt", message.key);
    const send = (): void => {
      if (this.#mishaps.befalls(behaviour.dropAfterShare, "drop-after", message.key)) this.#drop(response);
      else reply(response, 202, `{"reference":"${message.reference}"}`);
      if (isNew && !isEarly) reportOn(message, behaviour, this.#desk);
    };
    if (isEarly) reportOn(message, { ...behaviour, receiptDelayMs: 0, receiptJitterMs: 0 }, this.#desk);
    const wait = behaviour.latencyMs + (isEarly ? EARLY_MS : 0);
    if (wait > 0) setTimeout(send, wait);
    else send();
  }

  /** What a citizen writes back goes to where the receipts of their last text went, as an incoming SMS. */
  #reply(from: string, text: string): boolean {
    const [last] = textsOn(this.store, from);
    const callback = last === undefined ? undefined : this.store.get(last.key)?.callback;
    if (callback === undefined || callback === "") return false;
    const sms = JSON.stringify({ id: `mo-${randomUUID()}`, from, text, at: new Date(Date.now() + this.#behaviour.clockOffsetMs).toISOString() });
    this.#poster.post({ callback: callback.replace("/receipts/sms/", "/incoming/sms/"), write: () => sms, taken: () => undefined }, 0);
    return true;
  }

  #tell(key: string, response: ServerResponse): void {
    const message = this.store.get(key);
    if (message === undefined)
      return reply(response, 404, '{"code":"UNKNOWN_KEY","detail":"no such message"}');
    reply(response, 200, JSON.stringify(entryOf(message)));
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const since = Date.parse(query.get("since") ?? "");
    const cursor = query.get("cursor");
    const start = cursor === null ? this.store.positionAt(since) : Number(cursor);
    if (Number.isNaN(since) || !Number.isInteger(start) || start < 0) {
      return reply(
        response,
        400,
        '{"code":"MALFORMED","detail":"since must be an instant, cursor one of ours"}',
      );
    }
    const end = Math.min(start + PAGE, this.store.length);
    const messages = this.store.list(start, end).map(entryOf);
    const next = end < this.store.length ? String(end) : null;
    reply(response, 200, JSON.stringify({ messages, next }));
  }

  #refuse(response: ServerResponse, status: number, body: string): void {
    this.#refused += 1;
    reply(response, status, body);
  }

  #postpone(response: ServerResponse, status: number, body: string, retryAfter: string | null): void {
    this.#notTaken += 1;
    if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
    reply(response, status, body);
  }

  #drop(response: ServerResponse): void {
    this.#dropped += 1;
    response.socket?.destroy();
  }
}

function entryOf(message: StoredSms): { key: string; reference: string; status: string; at: string } {
  const { key, reference, status, at } = message;
  return { key, reference, status, at: new Date(at).toISOString() };
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": JSON_TYPE, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

function ignore(): void {}
