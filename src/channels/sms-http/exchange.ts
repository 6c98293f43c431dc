// One HTTP exchange with a gateway over kept-alive connections, with as little work per message as HTTP allows.

import { Pool } from "undici";
import type { Dispatcher } from "undici";
import type { ChannelDescriptor, SendOutcome } from "../channel.ts";
import { outcomeOfAnswer } from "./answers.ts";

export const MAX_ANSWER_BYTES = 64 * 1024;

/** One HTTP exchange that ended with a whole answer, or without one. */
export interface Exchange {
  /** 0 when there was no complete answer. */
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
  /** False = no byte of the request can have left. */
  readonly started: boolean;
  readonly error: string;
}

/** As many connections as messages may be in flight, one request at a time on each. */
export function openPool({ address, concurrency, timeoutMs }: ChannelDescriptor): Pool {
  return new Pool(new URL(address).origin, {
    connections: concurrency,
    pipelining: 1,
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 4_000,
  });
}

/** What an exchange that was to hand over a message means for it. */
export function outcomeOf(ended: Exchange, key: string): SendOutcome {
  if (ended.status !== 0) return outcomeOfAnswer(ended.status, ended.body, ended.retryAfter, key);
  if (!ended.started) return { kind: "unreachable", detail: ended.error };
  return { kind: "no-answer", detail: ended.error };
}

export function dispatch(pool: Pool, options: Dispatcher.DispatchOptions, handler: AnswerHandler): void {
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
export class AnswerHandler implements Dispatcher.DispatchHandler {
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

/** Waits for what is in flight at most so long, then ends every connection. */
export async function closePool(pool: Pool, timeoutMs: number): Promise<void> {
  if (pool.destroyed) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), timeoutMs);
  });
  const ended = await Promise.race([pool.close().catch(() => undefined), late]);
  clearTimeout(timer);
  if (ended === "late") await pool.destroy();
}
