// Tells the national node one report over SOAP, and reads its answer: taken, refused, not now, nobody there, or no answer at all.

import { request } from "undici";
import type { Agent } from "undici";
import type { NodeReport } from "../../domain/reporting/types.ts";
import type { NodeConnection, ReportsConnection } from "./connection.ts";
import { operationOf, reportEnvelope } from "./report-xml.ts";
import type { Addressee } from "./report-xml.ts";
import { DOOR_TEXTS } from "./report-texts.ts";
import { readBySchema } from "./schemas.ts";
import type { MessageSchema } from "./schemas.ts";
import { messageText } from "./xml-message.ts";

/** How one telling ended. `deferred`: the node said not now; `unreachable`: nothing left; `no-answer`: it may have arrived. */
export type NodeAnswer =
  | { readonly kind: "taken"; readonly code: string | null; readonly detail: string | null }
  | { readonly kind: "refused"; readonly code: string; readonly detail: string }
  | { readonly kind: "deferred"; readonly code: string | null; readonly detail: string }
  | { readonly kind: "unreachable"; readonly detail: string }
  | { readonly kind: "no-answer"; readonly detail: string };

export interface NodeExchange {
  readonly sent: string;
  readonly received: string | null;
  readonly answer: NodeAnswer;
}

/** The way to the node. Never throws for what the other side does. */
export interface NodeDoor {
  send(report: NodeReport, to: Addressee): Promise<NodeExchange>;
  close(): Promise<void>;
}

/** Nothing of the request can have left when one of these ends it. */
const NEVER_LEFT: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);
const MOST_BYTES = 64 * 1024;
/** By its answers of the standard: X001 is the node's own trouble, not the report's. */
const NOT_NOW = "X001";

/** The way of a connection that has one. */
export function openDoor({ authorization, schemas }: NodeConnection, reports: ReportsConnection): NodeDoor {
  return {
    send: async (report, to) => {
      const sent = reportEnvelope(report, to);
      const isPolicy = report.flow === "sap";
      const ended = await ask(reports.agent, isPolicy ? reports.sapUrl : reports.breachUrl, { operation: operationOf(report), body: sent, authorization });
      if ("answer" in ended) return { sent, received: null, answer: ended.answer };
      return { sent, received: ended.body, answer: await answerOf(ended.status, ended.body, isPolicy ? schemas.sap : schemas.breach) };
    },
    close: () => reports.agent.close(),
  };
}

type Ended = { readonly status: number; readonly body: string } | { readonly answer: NodeAnswer };

interface Call {
  readonly operation: string;
  readonly body: string;
  readonly authorization: string | null;
}

async function ask(dispatcher: Agent, url: string, { operation, body, authorization }: Call): Promise<Ended> {
  try {
    const response = await request(url, {
      dispatcher,
      method: "POST",
      headers: { "content-type": "text/xml; charset=utf-8", soapaction: `"${operation}"`, ...(authorization === null ? {} : { authorization }) },
      body,
    });
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of response.body as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > MOST_BYTES) throw new Error("answer too long");
      pieces.push(piece);
    }
    return { status: response.statusCode, body: Buffer.concat(pieces).toString("utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const detail = error instanceof Error ? `${code === "" ? error.name : code}: ${error.message}` : String(error);
    return { answer: NEVER_LEFT.has(code) ? { kind: "unreachable", detail } : { kind: "no-answer", detail } };
  }
}

/** What an answer says. A fault of the server, or one that its schema does not admit, tells nothing of the report: it may have been taken. */
async function answerOf(status: number, body: string, schema: MessageSchema): Promise<NodeAnswer> {
  if (status === 429 || status === 503) return { kind: "deferred", code: `HTTP_${status}`, detail: DOOR_TEXTS.notNow };
  if (status === 401 || status === 403 || status === 404) return { kind: "deferred", code: `HTTP_${status}`, detail: DOOR_TEXTS.notAdmitted };
  const text = messageText(Buffer.from(body), MOST_BYTES);
  if (!text.ok) return { kind: "no-answer", detail: `HTTP ${status}: ${text.refusal.message}` };
  const leaves = new Map<string, string>();
  const read = await readBySchema(text.value, schema, { soap: "required" }, { leaf: (name, value) => void leaves.set(name, value) });
  if (!read.ok) return { kind: "no-answer", detail: `HTTP ${status}: ${read.refusal.message}` };
  const code = leaves.get("codiceErrore") ?? null;
  const said = leaves.get("messaggioErrore") ?? leaves.get("faultstring") ?? "";
  if (read.value.root === "Fault") return { kind: "deferred", code: leaves.get("faultcode") ?? null, detail: said === "" ? DOOR_TEXTS.notNow : said };
  const outcome = leaves.get("esito");
  if (outcome === "OK") return { kind: "taken", code, detail: said === "" ? null : said };
  if (outcome === NOT_NOW) return { kind: "deferred", code: NOT_NOW, detail: said === "" ? DOOR_TEXTS.notNow : said };
  return { kind: "refused", code: code ?? "KO", detail: said === "" ? DOOR_TEXTS.noReason : said };
}
