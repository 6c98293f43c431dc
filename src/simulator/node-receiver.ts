// The national node as it hears of us: SAP services and the flow of conditionality over real sockets, with a memory of its own and whims on demand.

import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { POLICY_EVENTS } from "../domain/activities/event.ts";
import type { PolicyEventCode } from "../domain/activities/event.ts";
import { policyNumber } from "../domain/reporting/policy-number.ts";
import { escapeXml } from "../exchange/national-node/notice-xml.ts";
import { BREACH_NAMESPACE, SAP_NAMESPACE } from "../exchange/national-node/report-xml.ts";
import { nodeSchemas, readBySchema } from "../exchange/national-node/schemas.ts";
import { messageText, SOAP_NAMESPACE } from "../exchange/national-node/xml-message.ts";

/** What it does with one request: as it should; refuse; "not now"; keep silent after taking it; cut the line before reading it, or after taking it. */
export type NodeMood = "well" | "refuse" | "busy" | "mute" | "cut" | "cut-after";

export interface HeardPolicy {
  readonly number: string;
  readonly taxCode: string;
  readonly code: string;
  readonly events: readonly string[];
}

export interface NodeReceiver {
  readonly url: string;
  readonly policies: ReadonlyMap<string, HeardPolicy>;
  /** By our number of the report. */
  readonly breaches: ReadonlyMap<string, { readonly taxCode: string; readonly sentAt: string; readonly cancelledAt: string | null }>;
  /** In the order in which they were taken: tax code, operation, what it was about. */
  readonly heard: readonly { readonly taxCode: string; readonly operation: string; readonly about: string }[];
  /** Breaches that came again while it does not know them: each would have cost the person twice. */
  readonly repeated: readonly string[];
  /** Asked for each request with its count, from 1. */
  mood: (request: number, operation: string) => NodeMood;
  latencyMs: number;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  readonly port?: number;
  /** Whether it tells a breach that it already has from a new one. */
  readonly knowsBreaches?: boolean;
}

const MOST_BYTES = 256 * 1024;
const CANCEL_DAYS = 10;
const DAY_MS = 86_400_000;

interface State {
  readonly policies: Map<string, HeardPolicy>;
  readonly breaches: Map<string, { taxCode: string; sentAt: string; cancelledAt: string | null }>;
  readonly heard: { taxCode: string; operation: string; about: string }[];
  readonly repeated: string[];
}

type Leaves = ReadonlyMap<string, string>;
type Verdict = { readonly outcome: "OK" | "KO" | "X001"; readonly code?: string; readonly message?: string };

/** Opens it on a port of this machine. */
export async function openNodeReceiver({ port = 0, knowsBreaches = true }: ReceiverOptions = {}): Promise<NodeReceiver> {
  const state: State = { policies: new Map(), breaches: new Map(), heard: [], repeated: [] };
  let requests = 0;
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const receiver: NodeReceiver = {
    url: "",
    policies: state.policies,
    breaches: state.breaches,
    heard: state.heard,
    repeated: state.repeated,
    mood: () => "well",
    latencyMs: 0,
    close: () => closeServer(server),
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    const operation = String(request.headers.soapaction ?? "").replaceAll('"', "");
    const mood = receiver.mood(requests, operation);
    if (mood === "cut") return void request.socket.destroy();
    const text = messageText(await bodyOf(request), MOST_BYTES);
    if (receiver.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, receiver.latencyMs));
    if (mood === "busy") return reply(response, operation, { outcome: "X001", message: "servizio momentaneamente non disponibile" });
    if (mood === "refuse") return reply(response, operation, { outcome: "KO", code: "PA042", message: "dato non coerente con la banca dati" });
    const verdict: Verdict = text.ok ? await judge(operation, text.value, state, knowsBreaches) : { outcome: "KO", code: text.refusal.code, message: text.refusal.message };
    if (mood === "mute") return;
    if (mood === "cut-after") return void request.socket.destroy();
    reply(response, operation, verdict);
  }
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

const SCHEMAS = nodeSchemas();

async function judge(operation: string, text: string, state: State, knowsBreaches: boolean): Promise<Verdict> {
  const leaves = new Map<string, string>();
  const schema = operation === "InvioSAP" ? SCHEMAS.sap : SCHEMAS.breach;
  const read = await readBySchema(text, schema, { soap: "required" }, { leaf: (name, value) => void leaves.set(name, value) });
  if (!read.ok) return { outcome: "KO", code: "99", message: read.refusal.message };
  if (read.value.root === "InvioSAP") return takePolicy(leaves, state);
  if (read.value.root === "InvioEvento") return takeBreach(leaves, state, knowsBreaches);
  return read.value.root === "AnnullaEvento" ? cancelBreach(leaves, state) : { outcome: "KO", code: "OPERAZIONE", message: "operazione sconosciuta" };
}

function takePolicy(leaves: Leaves, state: State): Verdict {
  const of = (name: string): string => leaves.get(name) ?? "";
  const [number, taxCode, code, event] = [of("identificativo_politica"), of("cod_fiscale"), of("tipo_attivita"), of("evento")];
  const [proposal, start, end, on] = [of("data_proposta"), of("data"), of("data_fine"), of("data_evento")];
  const known = state.policies.get(number);
  if (known !== undefined && known.taxCode !== taxCode) return { outcome: "KO", code: "PA001", message: "la politica è di un’altra persona" };
  const letter = policyNumber(number.slice(0, 2), Number.parseInt(number.slice(2, 10), 16), { body: of("codice_ente_promotore"), activity: code, proposedOn: proposal });
  if (known === undefined && letter !== number) return { outcome: "KO", code: "PA002", message: "carattere di controllo errato" };
  if (start < proposal || end < start) return { outcome: "KO", code: "PA003", message: "date della politica non in ordine" };
  const { boundTo } = POLICY_EVENTS[event as PolicyEventCode];
  const bound = boundTo === null ? on : { proposal, start, end }[boundTo];
  if (bound !== on) return { outcome: "KO", code: "PA004", message: "data dell’evento non coerente" };
  const told = `${event} ${on}`;
  if (known?.events.at(-1) === told) return { outcome: "OK", code: "PRESENTE", message: "evento già presente" };
  state.policies.set(number, { number, taxCode, code, events: [...(known?.events ?? []), told] });
  state.heard.push({ taxCode, operation: "InvioSAP", about: `${code} ${event}` });
  return { outcome: "OK" };
}

function takeBreach(leaves: Leaves, state: State, knowsBreaches: boolean): Verdict {
  const [id, taxCode, sentAt] = [leaves.get("idSegnalazione") ?? "", leaves.get("cod_fiscale") ?? "", leaves.get("data_invio") ?? ""];
  if (state.breaches.has(id)) {
    if (!knowsBreaches) state.repeated.push(id);
    return { outcome: "OK", code: "PRESENTE", message: "segnalazione già presente" };
  }
  state.breaches.set(id, { taxCode, sentAt, cancelledAt: null });
  state.heard.push({ taxCode, operation: "InvioEvento", about: leaves.get("tipo_evento") ?? "" });
  return { outcome: "OK" };
}

function cancelBreach(leaves: Leaves, state: State): Verdict {
  const [id, at] = [leaves.get("idSegnalazione") ?? "", leaves.get("data_annullamento") ?? ""];
  const known = state.breaches.get(id);
  if (known === undefined) return { outcome: "KO", code: "CO001", message: "segnalazione sconosciuta" };
  if (known.cancelledAt !== null) return known.cancelledAt === at ? { outcome: "OK", code: "PRESENTE" } : { outcome: "KO", code: "CO002", message: "segnalazione già annullata" };
  if (Date.parse(at) - Date.parse(known.sentAt) > CANCEL_DAYS * DAY_MS) return { outcome: "KO", code: "CO003", message: "termine di annullamento scaduto" };
  state.breaches.set(id, { ...known, cancelledAt: at });
  state.heard.push({ taxCode: known.taxCode, operation: "AnnullaEvento", about: id });
  return { outcome: "OK" };
}

function reply(response: ServerResponse, operation: string, { outcome, code, message }: Verdict): void {
  const namespace = operation === "InvioSAP" ? SAP_NAMESPACE : BREACH_NAMESPACE;
  const word = outcome === "X001" && operation !== "InvioSAP" ? "KO" : outcome;
  const inside = `<esito>${word}</esito>${code === undefined ? "" : `<codiceErrore>${code}</codiceErrore>`}${message === undefined ? "" : `<messaggioErrore>${escapeXml(message.slice(0, 250))}</messaggioErrore>`}`;
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP_NAMESPACE}"><soapenv:Body><${operation}Response xmlns="${namespace}">${inside}</${operation}Response></soapenv:Body></soapenv:Envelope>`;
  response.writeHead(200, { "content-type": "text/xml; charset=utf-8" });
  response.end(body);
}
