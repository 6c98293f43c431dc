// Client of the two registers of digital domiciles: a list of codes handed over, whether it is ready, the answer read; nothing here is ever thrown for what they do.

import { request } from "undici";
import { DIALECTS } from "./dialects.ts";
import type { Dialect, PersonAnswer } from "./dialects.ts";
import type { RegisterConnection } from "./settings.ts";
import { DOMICILE_TEXTS } from "./texts.ts";
import { NoVoucher, Vouchers } from "./voucher.ts";

/** 1,000 persons with several addresses each are less than one. */
const MOST_BYTES = 8 * 1024 * 1024;
const REMOTE_ID = /^[\w{}-]{1,100}$/u;

export type RegisterFault =
  | "REGISTRO_NON_RAGGIUNGIBILE" | "REGISTRO_ERRORE" | "REGISTRO_ACCESSO" | "REGISTRO_TROPPE_RICHIESTE"
  | "REGISTRO_RISPOSTA_NON_VALIDA" | "REGISTRO_RICHIESTA_RIFIUTATA" | "REGISTRO_ELENCO_SCADUTO";

export interface Failed {
  readonly ok: false;
  readonly code: RegisterFault;
  readonly message: string;
  /** How long the register asks to be left alone, where it says. */
  readonly retryMs: number | null;
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

export class RegisterClient {
  readonly connection: RegisterConnection;
  readonly #dialect: Dialect;
  readonly #vouchers: Vouchers;

  constructor(connection: RegisterConnection) {
    this.connection = connection;
    this.#dialect = DIALECTS[connection.code](connection.names);
    this.#vouchers = new Vouchers(connection.auth, connection);
  }

  /** Hands a list over; the register answers with the name under which it keeps it. */
  async ask(codes: readonly string[], at: Date): Promise<{ readonly ok: true; readonly remoteId: string } | Failed> {
    const body = JSON.stringify(this.#dialect.question(codes, this.connection.reference, at));
    const reply = await this.#send("POST", this.#dialect.paths.ask, body);
    if ("ok" in reply) return reply;
    if (reply.status !== 200 && reply.status !== 202) return faultOf(reply);
    const remoteId = this.#dialect.remoteId(parse(reply.text));
    return remoteId === null || !REMOTE_ID.test(remoteId) ? invalid() : { ok: true, remoteId };
  }

  /** The answer, or that it is not ready. */
  async take(remoteId: string): Promise<{ readonly ok: true; readonly people: readonly PersonAnswer[] } | { readonly ok: true; readonly people: null } | Failed> {
    const { paths } = this.#dialect;
    if (paths.state !== null) {
      const ready = await this.#isReady(paths.state.replace("{id}", remoteId));
      if (ready !== true) return ready === false ? { ok: true, people: null } : ready;
    }
    const reply = await this.#send("GET", paths.take.replace("{id}", remoteId), null);
    if ("ok" in reply) return reply;
    const parsed = parse(reply.text);
    if (this.#dialect.isNotReady(reply.status, parsed)) return { ok: true, people: null };
    if (reply.status !== 200) return faultOf(reply);
    const people = this.#dialect.people(parsed);
    return people === null ? invalid() : { ok: true, people };
  }

  async #isReady(path: string): Promise<boolean | Failed> {
    const reply = await this.#send("GET", path, null);
    if ("ok" in reply) return reply;
    // Where to fetch it is known: an address given by the other side is not followed.
    if (reply.status === 303) return true;
    if (reply.status !== 200) return faultOf(reply);
    return this.#dialect.isDone(parse(reply.text)) ?? invalid();
  }

  async #send(method: "GET" | "POST", path: string, body: string | null): Promise<Reply | Failed> {
    const { url, agent, timeoutMs, auth } = this.connection;
    const target = `${url.replace(/\/+$/u, "")}${path}${auth.kind === "assertion" ? `?client_id=${encodeURIComponent(auth.clientId)}` : ""}`;
    try {
      const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${await this.#vouchers.token()}` };
      if (auth.scope !== undefined) headers["scope"] = auth.scope;
      if (body !== null) Object.assign(headers, { "content-type": "application/json" }, await this.#vouchers.signature(body, target));
      const answer = await request(target, { method, headers, dispatcher: agent, signal: AbortSignal.timeout(timeoutMs), ...(body === null ? {} : { body }) });
      const text = await firstText(answer.body);
      if (text === null) return invalid();
      if (answer.statusCode === 401 || answer.statusCode === 403) this.#vouchers.forget();
      if (answer.statusCode === 429) return failed("REGISTRO_TROPPE_RICHIESTE", secondsOf(answer.headers["retry-after"]));
      return { status: answer.statusCode, text };
    } catch (error) {
      if (error instanceof NoVoucher) return failed(error.status === null ? "REGISTRO_NON_RAGGIUNGIBILE" : error.status >= 500 ? "REGISTRO_ERRORE" : "REGISTRO_ACCESSO");
      return failed("REGISTRO_NON_RAGGIUNGIBILE");
    }
  }
}

function faultOf({ status }: Reply): Failed {
  if (status === 401 || status === 403) return failed("REGISTRO_ACCESSO");
  if (status === 400 || status === 413 || status === 422) return failed("REGISTRO_RICHIESTA_RIFIUTATA");
  if (status === 404 || status === 410) return failed("REGISTRO_ELENCO_SCADUTO");
  return status >= 500 ? failed("REGISTRO_ERRORE") : invalid();
}

function failed(code: RegisterFault, retryMs: number | null = null): Failed {
  return { ok: false, code, message: DOMICILE_TEXTS[code], retryMs };
}

function invalid(): Failed {
  return failed("REGISTRO_RISPOSTA_NON_VALIDA");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function secondsOf(header: string | string[] | undefined): number | null {
  return typeof header === "string" && /^\d{1,6}$/u.test(header) ? Number(header) * 1_000 : null;
}

/** Null for an answer without end. */
async function firstText(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
