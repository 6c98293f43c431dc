// Hands SMS to a JSON gateway over kept-alive connections, with as little work per message as HTTP allows.

import { Pool } from "undici";
import type { Dispatcher } from "undici";
import type {
  AskOutcome,
  ChannelDescriptor,
  ListOutcome,
  OutgoingMessage,
  ProbeOutcome,
  SendOutcome,
  Sender,
} from "../channel.ts";
import { outcomeOfAnswer, readAsk, readList } from "./answers.ts";

const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** One HTTP exchange that ended with a whole answer, or without one. */
interface Exchange {
  /** 0 when there was no complete answer. */
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
  /** False = no byte of the request can have left. */
  readonly started: boolean;
  readonly error: string;
}

/** Opens the pool. `callbackUrl` and `token` go with every message. See `channel.ts` for the protocol. */
export function openSmsSender(descriptor: ChannelDescriptor, token: string, callbackUrl: string): Sender {
  const base = new URL(descriptor.address);
  const root = base.pathname.replace(/\/+$/, "");
  const pool = new Pool(base.origin, {
    connections: descriptor.concurrency,
    pipelining: 1,
    connectTimeout: descriptor.timeoutMs,
    headersTimeout: descriptor.timeoutMs,
    bodyTimeout: descriptor.timeoutMs,
    keepAliveTimeout: 4_000,
  });
  const authorization = `Bearer ${token}`;
  const tail = `,"callback":${JSON.stringify(callbackUrl)}}`;
  const messages = `${root}/messages`;
  const exchange = (path: string, limit: number): Promise<Exchange> =>
    new Promise((resolve) => {
      const handler = new AnswerHandler(resolve, limit);
      dispatch(pool, { path, method: "GET", headers: ["authorization", authorization] }, handler);
    });

  const sender: Sender = {
    send: (message) =>
      new Promise<SendOutcome>((resolve) => {
        const handler = new AnswerHandler(
          (ended) => resolve(outcomeOf(ended, message.key)),
          MAX_ANSWER_BYTES,
        );
        const headers = ["authorization", authorization, "content-type", "application/json"];
        headers.push("idempotency-key", message.key);
        dispatch(pool, { path: messages, method: "POST", headers, body: bodyOf(message, tail) }, handler);
      }),
    probe: async (): Promise<ProbeOutcome> => {
      const ended = await exchange(`${root}/health`, MAX_ANSWER_BYTES);
      if (ended.status >= 200 && ended.status < 300) return { kind: "up" };
      return { kind: "down", detail: ended.status === 0 ? ended.error : `HTTP ${ended.status}` };
    },
    close: () => closePool(pool, descriptor.timeoutMs),
  };
  if (descriptor.canBeAsked) {
    sender.ask = async (key): Promise<AskOutcome> => {
      const ended = await exchange(`${messages}/${encodeURIComponent(key)}`, MAX_ANSWER_BYTES);
      return ended.status === 0
        ? { kind: "no-answer", detail: ended.error }
        : readAsk(ended.status, ended.body);
    };
  }
  if (descriptor.canBeListed) {
    sender.listSince = async (since, cursor): Promise<ListOutcome> => {
      const from = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const ended = await exchange(`${messages}?since=${encodeURIComponent(since)}${from}`, MAX_LIST_BYTES);
      return ended.status === 0
        ? { kind: "no-answer", detail: ended.error }
        : readList(ended.status, ended.body);
    };
  }
  return sender;
}

// Only the text can hold characters that JSON must escape; the other fields are ours, but a quote would break the frame.
function bodyOf(message: OutgoingMessage, tail: string): string {
  return (
    `{"key":${quote(message.key)},"to":${quote(message.to)},"from":${quote(message.from)},` +
    `"text":${JSON.stringify(message.body)},"encoding":"${message.encoding ?? "gsm7"}"${tail}`
  );
}

const PLAIN = /^[\w+.:@ -]*$/;
function quote(value: string): string {
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

function outcomeOf(ended: Exchange, key: string): SendOutcome {
  if (ended.status !== 0) return outcomeOfAnswer(ended.status, ended.body, ended.retryAfter, key);
  if (!ended.started) return { kind: "unreachable", detail: ended.error };
  return { kind: "no-answer", detail: ended.error };
}

function dispatch(pool: Pool, options: Dispatcher.DispatchOptions, handler: AnswerHandler): void {
  try {
    pool.dispatch(options, handler);
  } catch (error) {
    // A closed pool or a header that HTTP forbids: nothing was written.
    handler.fail(error);
  }
}

/**
 * Collects one answer without the stream that `request()` would build.
 * `onRequestStart` is the line between "never left" and "may have left": undici calls it just before it writes.
 */
class AnswerHandler implements Dispatcher.DispatchHandler {
  #resolve: ((ended: Exchange) => void) | null;
  #limit: number;
  #started = false;
  #status = 0;
  #body: Buffer | null = null;
  #retryAfter: string | undefined;

  constructor(resolve: (ended: Exchange) => void, limit: number) {
    this.#resolve = resolve;
    this.#limit = limit;
  }

  onRequestStart(): void {
    this.#started = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, unknown>): void {
    if (status < 200) return;
    this.#status = status;
    const after = headers["retry-after"];
    if (typeof after === "string") this.#retryAfter = after;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body = this.#body === null ? chunk : Buffer.concat([this.#body, chunk]);
    if (this.#body.length > this.#limit) controller.abort(new Error("answer too long"));
  }

  onResponseEnd(): void {
    this.#end("");
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  fail(error: unknown): void {
    // A status line without its body is still an answer when it accepts; otherwise the reason is missing, so it is none.
    if (this.#status < 200 || this.#status >= 300) this.#status = 0;
    this.#end(describeError(error));
  }

  #end(error: string): void {
    const resolve = this.#resolve;
    this.#resolve = null;
    if (resolve === null) return;
    resolve({
      status: this.#status,
      body: this.#body?.toString("utf8") ?? "",
      retryAfter: this.#retryAfter,
      started: this.#started,
      error,
    });
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return `${code}: ${error.message}`;
}

async function closePool(pool: Pool, timeoutMs: number): Promise<void> {
  if (pool.destroyed) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), timeoutMs);
  });
  const ended = await Promise.race([pool.close().catch(() => undefined), late]);
  clearTimeout(timer);
  if (ended === "late") await pool.destroy();
}
