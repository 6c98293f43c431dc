// The registers of digital domiciles as the other side of the wire: the PDND's tokens, lists taken, prepared and given, by either protocol; slow, down, wrong, partial.

import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { jwtVerify } from "jose";
import { Mishaps } from "./chance.ts";
import { listenOn, mergeSettings, openControl } from "./control.ts";
import type { ControlServer } from "./control.ts";
import { startOrClose } from "./controlled-port.ts";

const MOST_CODES = 1_000;
const MOST_BYTES = 256 * 1024;
const TAX_CODE = /^(?:\d{11}|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])$/iu;

/** Shares are 0…1, by seeded chance on the list. */
export interface RegistersBehaviour {
  /** Refuses connections. */
  paused: boolean;
  latencyMs: number;
  /** From a list taken to the list ready. */
  readyMs: number;
  hangShare: number;
  errorShare: number;
  /** Answers what its own specification does not admit. */
  wrongShare: number;
  /** Leaves one person in ten out of the answer. */
  partialShare: number;
  /** Has forgotten the list. */
  lostShare: number;
  /** Takes the list and does not say so: the connection ends before the answer. */
  mutedShare: number;
  /** Refuses whoever asks for a token. */
  noVoucher: boolean;
  /** Questions in all, beyond which it answers 429; null: no limit. */
  quota: number | null;
}

export const CALM_REGISTERS: RegistersBehaviour = {
  paused: false, latencyMs: 0, readyMs: 0, hangShare: 0, errorShare: 0, wrongShare: 0, partialShare: 0, lostShare: 0, mutedShare: 0, noVoucher: false, quota: null,
};

export interface Declared {
  readonly address: string;
  readonly profession?: string;
  readonly endsAt?: string;
}

export interface RegistersOptions {
  readonly host?: string;
  readonly port?: number;
  readonly controlPort?: number;
  readonly seed?: number;
  /** Checks assertions and signatures with it; without it any well-formed assertion will do. */
  readonly publicKey?: KeyObject;
  readonly behaviour?: Partial<RegistersBehaviour>;
}

interface List {
  readonly codes: readonly string[];
  readonly at: number;
}

export class DomicileRegisters {
  readonly #options: RegistersOptions;
  readonly #server: Server;
  readonly #mishaps: Mishaps;
  readonly #declared = { inad: new Map<string, readonly Declared[]>(), "ini-pec": new Map<string, readonly Declared[]>() };
  readonly #lists = new Map<string, List>();
  readonly #tokens = new Set<string>();
  #control: ControlServer | null = null;
  behaviour: RegistersBehaviour;
  port = 0;
  questions = 0;
  vouchers = 0;
  /** How often each code was asked about, in a list that was taken. */
  readonly asked = new Map<string, number>();
  signed = 0;

  constructor(options: RegistersOptions) {
    this.#options = options;
    this.#mishaps = new Mishaps(options.seed ?? 1);
    this.behaviour = mergeSettings(CALM_REGISTERS, options.behaviour ?? {});
    this.#server = createServer((message, response) => {
      this.#serve(message, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get controlPort(): number {
    return this.#control?.port ?? 0;
  }

  async start(): Promise<void> {
    const { host = "127.0.0.1", port = 0, controlPort = 0 } = this.#options;
    this.#control = await openControl(controlPort, host, {
      "GET /control": () => this.behaviour,
      "PUT /control": (_query, body) => this.change(body),
      "GET /control/counts": () => ({ questions: this.questions, vouchers: this.vouchers, signed: this.signed, lists: this.#lists.size }),
    });
    this.port = await listenOn(this.#server, port, host);
    if (this.behaviour.paused) await this.#silence();
  }

  async close(): Promise<void> {
    await this.#silence();
    await this.#control?.close();
  }

  async change(patch: unknown): Promise<RegistersBehaviour> {
    this.behaviour = mergeSettings(this.behaviour, patch);
    if (this.behaviour.paused) await this.#silence();
    else if (!this.#server.listening) this.port = await listenOn(this.#server, this.port, this.#options.host ?? "127.0.0.1");
    return this.behaviour;
  }

  /** From now on the register gives these for a code; none: it gives nothing any more. */
  declare(register: "inad" | "ini-pec", taxCode: string, declared: readonly Declared[]): void {
    if (declared.length === 0) this.#declared[register].delete(taxCode);
    else this.#declared[register].set(taxCode, declared);
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(message);
    const [path = ""] = (message.url ?? "").split("?");
    if (this.behaviour.latencyMs > 0) await pause(this.behaviour.latencyMs);
    if (path === "/token.oauth2") return this.#voucher(new URLSearchParams(body).get("client_assertion") ?? "", response, true);
    if (path === "/ini-pec/authentication") return this.#voucher(String(JSON.parse(body)), response, false);
    if (!this.#tokens.has((message.headers.authorization ?? "").replace("Bearer ", ""))) return problem(response, 401, "UNAUTHORIZED");
    this.questions += 1;
    const { quota, hangShare, errorShare } = this.behaviour;
    if (quota !== null && this.questions > quota) return void response.writeHead(429, { "retry-after": "1" }).end();
    if (this.#mishaps.befalls(hangShare, "hang", path)) return;
    if (this.#mishaps.befalls(errorShare, "error", path)) return problem(response, 503, "SERVICE_UNAVAILABLE");
    if (message.headers["agid-jwt-signature"] !== undefined) await this.#checkSignature(String(message.headers["agid-jwt-signature"]));
    const [, register, ...rest] = path.split("/");
    if (register === "inad" && rest[0] === "listDigitalAddress") return this.#inad(message.method ?? "", rest.slice(1), body, response);
    if (register === "ini-pec") return this.#iniPec(rest, body, response);
    return problem(response, 404, "NOT_FOUND");
  }

  async #voucher(assertion: string, response: ServerResponse, isPdnd: boolean): Promise<void> {
    this.vouchers += 1;
    const { publicKey } = this.#options;
    const isGood = publicKey === undefined ? /^[\w-]+\.[\w-]+\.[\w-]+$/u.test(assertion) : await jwtVerify(assertion, publicKey).then(() => true, () => false);
    if (this.behaviour.noVoucher || !isGood) return problem(response, 401, "UNAUTHORIZED");
    const token = randomUUID();
    this.#tokens.add(token);
    return json(response, 200, isPdnd ? { access_token: token, token_type: "Bearer", expires_in: 600 } : token);
  }

  async #checkSignature(signature: string): Promise<void> {
    if (this.#options.publicKey !== undefined) await jwtVerify(signature, this.#options.publicKey);
    this.signed += 1;
  }

  #inad(method: string, rest: readonly string[], body: string, response: ServerResponse): void {
    if (method === "POST") {
      const { codiciFiscali, practicalReference } = JSON.parse(body) as { codiciFiscali?: unknown; practicalReference?: unknown };
      if (typeof practicalReference !== "string") return problem(response, 400, "BAD_REQUEST");
      const id = this.#take(codiciFiscali, response);
      if (id !== null) json(response, 202, { state: "PRESA_IN_CARICO", message: "Richiesta elenco presa in carico", id, dateTimeRequest: new Date().toISOString() });
      return;
    }
    const [verb, id = ""] = rest;
    const list = this.#kept(id);
    if (list === null) return problem(response, 404, "NOT_FOUND");
    const isReady = Date.now() >= list.at + this.behaviour.readyMs;
    if (verb === "state") {
      const state = isReady ? "DISPONIBILE" : "IN_ELABORAZIONE";
      return json(response, isReady ? 303 : 200, { state, message: "Richiesta elenco" }, isReady ? { location: `/inad/listDigitalAddress/response/${id}` } : {});
    }
    if (this.#mishaps.befalls(this.behaviour.wrongShare, "wrong", id)) return json(response, 200, { elenco: "non disponibile" });
    const since = new Date().toISOString();
    return json(response, 200, {
      list: this.#answered(id, list).map((codiceFiscale) => ({
        codiceFiscale, since,
        digitalAddress: (this.#declared.inad.get(codiceFiscale) ?? []).map(({ address, profession, endsAt }) => ({
          digitalAddress: address, ...(profession === undefined ? {} : { practicedProfession: profession }),
          ...(endsAt === undefined ? {} : { usageInfo: { motivation: "CESSAZIONE_VOLONTARIA", dateEndValidity: endsAt } }),
        })),
      })),
    });
  }

  #iniPec(rest: readonly string[], body: string, response: ServerResponse): void {
    if (rest[0] === "richiestaElencoPec") {
      const { elencoCf } = JSON.parse(body) as { elencoCf?: { cf: unknown }[] };
      const id = this.#take(elencoCf?.map(({ cf }) => cf), response);
      if (id !== null) json(response, 200, { dataOraRichiesta: new Date().toISOString(), identificativoRichiesta: id });
      return;
    }
    const id = rest[1] ?? "";
    const list = this.#kept(id);
    if (rest[0] !== "getElencoPec" || list === null) return problem(response, 410, "GONE");
    if (Date.now() < list.at + this.behaviour.readyMs) return json(response, 404, { code: "WSPA_ERR_05", description: "List PECs in progress.", timestamp: new Date().toISOString() });
    if (this.#mishaps.befalls(this.behaviour.wrongShare, "wrong", id)) return json(response, 200, { elencoPec: "nessuno" });
    const found = this.#answered(id, list).map((cf) => ({ cf, pecImpresa: null, pecProfessionista: (this.#declared["ini-pec"].get(cf) ?? []).map(({ address }) => ({ pec: address })) }));
    return json(response, 200, { dataOraDownload: new Date().toISOString(), identificativoRichiesta: id, elencoPec: found });
  }

  /** Null: the answer has been given, or never will be. */
  #take(codes: unknown, response: ServerResponse): string | null {
    const isList = Array.isArray(codes) && codes.length > 0 && codes.length <= MOST_CODES && codes.every((code) => typeof code === "string" && TAX_CODE.test(code));
    if (!isList) {
      problem(response, 400, "BAD_REQUEST");
      return null;
    }
    const id = randomUUID();
    this.#lists.set(id, { codes: codes as string[], at: Date.now() });
    for (const code of codes as string[]) this.asked.set(code, (this.asked.get(code) ?? 0) + 1);
    if (!this.#mishaps.befalls(this.behaviour.mutedShare, "muted", String(codes[0]))) return id;
    response.destroy();
    return null;
  }

  #kept(id: string): List | null {
    const list = this.#lists.get(id);
    if (list === undefined || this.#mishaps.befalls(this.behaviour.lostShare, "lost", id)) return null;
    return list;
  }

  #answered(id: string, { codes }: List): readonly string[] {
    return this.#mishaps.befalls(this.behaviour.partialShare, "partial", id) ? codes.filter((_code, at) => at % 10 !== 0) : codes;
  }

  #silence(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

export async function startDomicileRegisters(options: RegistersOptions = {}): Promise<DomicileRegisters> {
  return startOrClose(new DomicileRegisters(options));
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { "content-type": "application/problem+json" }).end(JSON.stringify({ status: String(status), type }));
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(parts).toString("utf8");
}
