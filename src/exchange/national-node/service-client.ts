// Client of the SOAP 1.1 service serviceRDC: one question, one answer by the schema; tried again where that can help, left alone where it cannot.

import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";
import type { NodeConnection } from "./connection.ts";
import { escapeXml } from "./notice-xml.ts";
import { envelope } from "./push-notice.ts";
import { readBySchema } from "./schemas.ts";
import { CLIENT_TEXTS } from "./texts.ts";
import { messageText } from "./xml-message.ts";

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const FIRST_PAUSE_MS = 200;
/** So many failed questions in a row, and nobody is asked for a while: a service on its knees is not helped by more of them. */
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 30_000;
const FIELDS: ReadonlySet<string> = new Set(NOTICE_FIELDS);

export type Question = { readonly kind: "person"; readonly taxCode: string } | { readonly kind: "benefit"; readonly protocol: string };
export type ServiceFault = "NODO_NON_RAGGIUNGIBILE" | "NODO_LENTO" | "NODO_SOSPESO" | "NODO_ERRORE" | "NODO_RISPOSTA_NON_VALIDA" | "NODO_ESITO_NEGATIVO";

/** What went over the wire, to be kept, with what came of it. */
export interface Asked {
  readonly request: Buffer;
  readonly answer: Buffer | null;
  readonly tookMs: number;
  readonly tries: number;
  readonly outcome: { readonly ok: true; readonly beneficiaries: readonly RawNotice[] } | { readonly ok: false; readonly code: ServiceFault; readonly message: string };
}

type Attempt = { readonly answer: Buffer; readonly status: number } | { readonly fault: "NODO_NON_RAGGIUNGIBILE" | "NODO_LENTO" };

const OPERATIONS = {
  person: { name: "ricevi_RDC_by_codiceFiscale", field: "cod_fiscale" },
  benefit: { name: "ricevi_RDC_by_codProtocolloInps", field: "cod_protocollo_inps" },
} as const;

/** One for each process; it remembers how the last questions went. */
export class ServiceClient {
  readonly #connection: NodeConnection;
  #failures = 0;
  #closedUntil = 0;

  constructor(connection: NodeConnection) {
    this.#connection = connection;
  }

  /** Asks, as often as settings say while the other side is away or broken; never throws for what the other side does. */
  async ask(question: Question): Promise<Asked> {
    const startedAt = performance.now();
    const body = this.#requestOf(question);
    const done = (tries: number, answer: Buffer | null, outcome: Asked["outcome"]): Asked => ({ request: body, answer, tookMs: performance.now() - startedAt, tries, outcome });
    if (performance.now() < this.#closedUntil) return done(0, null, failure("NODO_SOSPESO", CLIENT_TEXTS.NODO_SOSPESO));
    for (let tries = 1; ; tries += 1) {
      const attempt = await this.#post(question.kind, body);
      const answer = "answer" in attempt ? attempt.answer : null;
      const outcome = "fault" in attempt ? failure(attempt.fault, CLIENT_TEXTS[attempt.fault]) : await this.#read(question.kind, attempt);
      const mayHelp = !outcome.ok && (outcome.code === "NODO_NON_RAGGIUNGIBILE" || outcome.code === "NODO_LENTO" || outcome.code === "NODO_ERRORE");
      if (!mayHelp || tries >= this.#connection.tries) {
        this.#remember(mayHelp);
        return done(tries, answer, outcome);
      }
      await pause(FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random()));
    }
  }

  #remember(failed: boolean): void {
    this.#failures = failed ? this.#failures + 1 : 0;
    // One question after the pause is a trial: if it fails too, the pause begins again.
    if (this.#failures >= FAILURES_TO_OPEN) this.#closedUntil = performance.now() + OPEN_MS;
  }

  #requestOf(question: Question): Buffer {
    const { name, field } = OPERATIONS[question.kind];
    const value = question.kind === "person" ? question.taxCode : question.protocol;
    const { namespace } = this.#connection.schemas.service;
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${envelope(`<${name} xmlns="${namespace}"><${field}>${escapeXml(value)}</${field}></${name}>`)}\n`);
  }

  async #post(kind: Question["kind"], body: Buffer): Promise<Attempt> {
    const { url, authorization, agent, timeoutMs, schemas } = this.#connection;
    try {
      const response = await request(url, {
        method: "POST",
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          "content-type": "text/xml; charset=utf-8",
          soapaction: `"${schemas.service.namespace}/${OPERATIONS[kind].name}"`,
          ...(authorization === null ? {} : { authorization }),
        },
      });
      return { answer: await firstBytes(response.body, MAX_ANSWER_BYTES + 1), status: response.statusCode };
    } catch (error) {
      const { name, code = "" } = error as { name?: string; code?: string };
      return { fault: name === "TimeoutError" || name === "AbortError" || code.includes("TIMEOUT") ? "NODO_LENTO" : "NODO_NON_RAGGIUNGIBILE" };
    }
  }

  async #read(kind: Question["kind"], { answer, status }: { readonly answer: Buffer; readonly status: number }): Promise<Asked["outcome"]> {
    const text = messageText(answer, MAX_ANSWER_BYTES);
    if (!text.ok) return status >= 500 ? failure("NODO_ERRORE", CLIENT_TEXTS.NODO_ERRORE(String(status))) : failure("NODO_RISPOSTA_NON_VALIDA", text.refusal.message);
    const beneficiaries: RawNotice[] = [];
    let [code, message, fault] = ["", "", ""];
    let raw: RawNotice | null = null;
    const read = await readBySchema(text.value, this.#connection.schemas.service, { soap: "required" }, {
      open: (name) => {
        if (name === "beneficiario") beneficiaries.push((raw = {}));
      },
      leaf: (name, value) => {
        if (name === "codEsito") code = value.trim();
        else if (name === "messaggioErrore") message = value.trim();
        else if (name === "faultstring") fault = value.trim();
        else if (raw !== null && isField(name)) raw[name] = value;
      },
    });
    if (!read.ok) return status >= 500 ? failure("NODO_ERRORE", CLIENT_TEXTS.NODO_ERRORE(String(status))) : failure("NODO_RISPOSTA_NON_VALIDA", read.refusal.message);
    if (read.value.root === "Fault") return failure("NODO_ERRORE", CLIENT_TEXTS.NODO_ERRORE(fault.slice(0, 300)));
    if (read.value.root !== `${OPERATIONS[kind].name}Response`) return failure("NODO_RISPOSTA_NON_VALIDA", CLIENT_TEXTS.otherAnswer);
    if (!this.#connection.okCodes.includes(code)) return failure("NODO_ESITO_NEGATIVO", CLIENT_TEXTS.NODO_ESITO_NEGATIVO(code, message.slice(0, 300)));
    return { ok: true, beneficiaries };
  }
}

function failure(code: ServiceFault, message: string): Asked["outcome"] {
  return { ok: false, code, message };
}

function isField(name: string): name is NoticeField {
  return FIELDS.has(name);
}

/** The rest of an answer without end is not waited for. */
async function firstBytes(body: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
}
