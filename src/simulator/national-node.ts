// The national node as the other side of the wire: keeps the state of the platform, pushes notices, answers questions, gives the whole state.

import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { NOTICE_FIELDS } from "../domain/notices/types.ts";
import type { NoticeField, RawNotice } from "../domain/notices/types.ts";
import { escapeXml, writeNoticeXml } from "../exchange/national-node/notice-xml.ts";
import { Mishaps } from "./chance.ts";
import { BadControl, listenOn, mergeSettings, openControl } from "./control.ts";
import type { ControlServer } from "./control.ts";
import { CALM_NODE } from "./national-node-settings.ts";
import type { NodeBehaviour } from "./national-node-settings.ts";

const SERVICE = "http://servizi.lavoro.gov.it/serviceRDC";
const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** What the answer of the service and the state say of one person, in the order of the schema. */
const LAST: readonly NoticeField[] = ["cod_misura", "flg_tenuto", "cod_motivo_non_tenuto", "cod_protocollo_inps_prec"];
const PUSH_ONLY: ReadonlySet<string> = new Set(["data_invio", "id_comunicazione", "cod_cpi", "fonte", "dtt_trasformazione", "tipo_domanda", "dtt_variazione_stato", ...LAST]);
const BODY: readonly NoticeField[] = [...NOTICE_FIELDS.filter((field) => !PUSH_ONLY.has(field)), ...LAST];
const MOST_BYTES = 64 * 1024;
const RESENDS = 20;

export interface NationalNodeOptions {
  readonly host?: string;
  readonly port?: number;
  readonly controlPort?: number;
  readonly seed?: number;
  /** Where notices are pushed to, and with which token. */
  readonly target?: string;
  readonly token?: string;
  readonly behaviour?: Partial<NodeBehaviour>;
}

export interface NodeCounts {
  readonly persons: number;
  readonly questions: number;
  readonly states: number;
  /** Pushed messages by the code answered; "persa" those that it chose not to send. */
  readonly pushed: Readonly<Record<string, number>>;
}

export class NationalNode {
  readonly #options: NationalNodeOptions;
  readonly #server: Server;
  readonly #mishaps: Mishaps;
  readonly #persons = new Map<string, RawNotice>();
  readonly #pushed = new Map<string, number>();
  #control: ControlServer | null = null;
  #questions = 0;
  #states = 0;
  behaviour: NodeBehaviour;
  port = 0;

  constructor(options: NationalNodeOptions) {
    this.#options = options;
    this.#mishaps = new Mishaps(options.seed ?? 1);
    this.behaviour = mergeSettings(CALM_NODE, options.behaviour ?? {});
    this.#server = createServer((message, response) => {
      this.#serve(message, response).catch(() => response.destroy());
    });
  }

  get controlPort(): number {
    return this.#control?.port ?? 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/serviceRDC`;
  }

  get stateUrl(): string {
    return `http://127.0.0.1:${this.port}/stato`;
  }

  async start(): Promise<void> {
    const { host = "127.0.0.1", port = 0, controlPort = 0 } = this.#options;
    this.#control = await openControl(controlPort, host, {
      "GET /control": () => this.behaviour,
      "PUT /control": (_query, body) => this.change(body),
      "GET /control/counts": () => this.counts(),
      "POST /control/notices": async (_query, body) => {
        if (!Array.isArray(body)) throw new BadControl("a list of notices is needed");
        return this.say(body as RawNotice[]);
      },
      "POST /control/forget": (_query, body) => ({ forgotten: this.forget(String((body as { taxCode?: unknown } | undefined)?.taxCode)) }),
    });
    this.port = await listenOn(this.#server, port, host);
    if (this.behaviour.paused) await this.#silence();
  }

  async close(): Promise<void> {
    await this.#silence();
    await this.#control?.close();
  }

  async change(patch: unknown): Promise<NodeBehaviour> {
    this.behaviour = mergeSettings(this.behaviour, patch);
    if (this.behaviour.paused) await this.#silence();
    else if (!this.#server.listening) this.port = await listenOn(this.#server, this.port, this.#options.host ?? "127.0.0.1");
    return this.behaviour;
  }

  counts(): NodeCounts {
    return { persons: this.#persons.size, questions: this.#questions, states: this.#states, pushed: Object.fromEntries(this.#pushed) };
  }

  /** The platform knows these from now on; nothing is pushed. */
  know(notices: Iterable<RawNotice>): void {
    for (const raw of notices) this.#persons.set(keyOf(raw), { ...this.#persons.get(keyOf(raw)), ...raw });
  }

  /** The platform no longer names a person; gives how many records that was. */
  forget(taxCode: string): number {
    const keys = [...this.#persons.keys()].filter((key) => key.startsWith(`${taxCode}/`));
    for (const key of keys) this.#persons.delete(key);
    return keys.length;
  }

  /** The platform comes to know these and pushes them, with the mishaps of its behaviour; what is not taken in is sent again. */
  async say(notices: readonly RawNotice[]): Promise<Readonly<Record<string, number>>> {
    this.know(notices);
    const { duplicateShare, loseShare, disorder } = this.behaviour;
    const line: RawNotice[] = [];
    for (const raw of notices) {
      const id = raw.id_comunicazione ?? keyOf(raw);
      if (this.#mishaps.befalls(loseShare, "lose", id)) this.#count("persa");
      else line.push(...(this.#mishaps.befalls(duplicateShare, "twice", id) ? [raw, raw] : [raw]));
    }
    if (disorder) line.reverse();
    const said = new Map<string, number>();
    for (const raw of line) {
      const code = await this.#push(raw);
      said.set(code, (said.get(code) ?? 0) + 1);
      this.#count(code);
    }
    return Object.fromEntries(said);
  }

  async #push(raw: RawNotice): Promise<string> {
    const { target, token } = this.#options;
    if (target === undefined) throw new BadControl("nowhere to push to");
    const id = raw.id_comunicazione ?? keyOf(raw);
    const plain = writeNoticeXml(raw);
    const inEnvelope = this.#mishaps.befalls(this.behaviour.soapShare, "soap", id);
    let body = inEnvelope ? `${DECLARATION}<s:Envelope xmlns:s="${SOAP}"><s:Body>${plain.slice(plain.indexOf("?>") + 2)}</s:Body></s:Envelope>` : plain;
    if (this.#mishaps.befalls(this.behaviour.spoilShare, "spoil", id)) body = body.slice(0, -30);
    const headers = { "content-type": inEnvelope ? "text/xml; charset=utf-8" : "application/xml", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    for (let tries = 1; ; tries += 1) {
      const code = await request(target, { method: "POST", body, headers })
        .then(async (answer) => /<(?:\w+:)?codEsito>(\w+)</u.exec(await answer.body.text())?.[1] ?? String(answer.statusCode))
        .catch(() => "senza risposta");
      if ((code !== "999" && code !== "senza risposta") || tries >= RESENDS) return code;
      await pause(50 * tries);
    }
  }

  #count(code: string): void {
    this.#pushed.set(code, (this.#pushed.get(code) ?? 0) + 1);
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (message.method === "GET" && message.url === "/stato") return this.#giveState(response);
    if (message.method !== "POST" || message.url !== "/serviceRDC") return void response.writeHead(404).end();
    this.#questions += 1;
    const text = await textOf(message);
    const asked = /<(?:\w+:)?(ricevi_RDC_by_\w+)[\s>]/u.exec(text)?.[1];
    const [, field, value = ""] = /<(?:\w+:)?(cod_fiscale|cod_protocollo_inps)>([^<]*)</u.exec(text) ?? [];
    const { latencyMs, hangShare, errorShare, faultShare, koShare, wrongShare, truncateShare } = this.behaviour;
    const suffers = (share: number, what: string): boolean => this.#mishaps.befalls(share, what, value);
    if (latencyMs > 0) await pause(latencyMs);
    if (suffers(hangShare, "hang")) return;
    if (suffers(errorShare, "error")) return void response.writeHead(503).end();
    if (asked === undefined || suffers(faultShare, "fault")) return send(response, 500, "<s:Fault><faultcode>s:Server</faultcode><faultstring>servizio non disponibile</faultstring></s:Fault>");
    if (suffers(koShare, "ko")) return send(response, 200, answerOf(asked, "999", []));
    const found = [...this.#persons.values()].filter((raw) => (field === "cod_fiscale" ? raw.cod_fiscale === value : raw.cod_protocollo_inps === value));
    let body = answerOf(asked, "101", found.map((raw) => this.#minded(raw)));
    if (suffers(wrongShare, "wrong")) body = body.replaceAll("cod_stato>", "stato_della_domanda>").replaceAll("codEsito>", "esitoDelServizio>");
    send(response, 200, body, suffers(truncateShare, "truncate"));
  }

  #minded(raw: RawNotice): RawNotice {
    return this.#mishaps.befalls(this.behaviour.changeMindShare, "mind", keyOf(raw)) ? { ...raw, des_telefono: `333${String(1_000_000 + this.#questions)}` } : raw;
  }

  /** Written person by person: the platform is larger than any memory. */
  async #giveState(response: ServerResponse): Promise<void> {
    this.#states += 1;
    response.writeHead(200, { "content-type": "application/xml; charset=utf-8" });
    const newest = [...this.#persons.values()].reduce((last, raw) => ((raw.data_invio ?? "") > last ? raw.data_invio! : last), "2019-01-01T00:00:00Z");
    response.write(`${DECLARATION}<StatoRDC xmlns="${SERVICE}"><dataEstrazione>${this.extractedAt ?? newest}</dataEstrazione>\n`);
    let left = this.behaviour.truncateState ? Math.ceil(this.#persons.size / 2) : Infinity;
    for (const raw of this.#persons.values()) {
      if (left-- <= 0) return void response.end("<beneficiario><cod_protocollo_inps>INPS");
      if (!response.write(`${beneficiary(raw)}\n`)) await new Promise((resolve) => response.once("drain", resolve));
    }
    response.end("</StatoRDC>\n");
  }

  /** The moment of which the state speaks; that of its newest notice unless told. */
  extractedAt: string | null = null;

  #silence(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

/** Starts a simulated node; one that cannot start is closed again. */
export async function startNationalNode(options: NationalNodeOptions = {}): Promise<NationalNode> {
  const node = new NationalNode(options);
  try {
    await node.start();
    return node;
  } catch (error) {
    await node.close();
    throw error;
  }
}

function keyOf(raw: RawNotice): string {
  return `${raw.cod_fiscale}/${raw.cod_protocollo_inps}/${raw.cod_ruolo_beneficiario}`;
}

function beneficiary(raw: RawNotice): string {
  const fields = BODY.map((field) => (raw[field] === undefined || raw[field] === "" ? "" : `<${field}>${escapeXml(raw[field])}</${field}>`));
  return `<beneficiario>${fields.join("")}</beneficiario>`;
}

function answerOf(asked: string, code: string, found: readonly RawNotice[]): string {
  const error = code === "101" ? "" : "<messaggioErrore>richiesta non accolta</messaggioErrore>";
  return `<${asked}Response xmlns="${SERVICE}"><esito><codEsito>${code}</codEsito>${error}</esito>${found.map(beneficiary).join("")}</${asked}Response>`;
}

function send(response: ServerResponse, status: number, body: string, cut = false): void {
  const text = `${DECLARATION}<s:Envelope xmlns:s="${SOAP}"><s:Header/><s:Body>${body}</s:Body></s:Envelope>`;
  response.writeHead(status, { "content-type": "text/xml; charset=utf-8" }).end(cut ? text.slice(0, -40) : text);
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
