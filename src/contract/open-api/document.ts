// The OpenAPI 3.1 document of what other systems may ask for, made from the table of operations and their schemas.

import { z } from "zod";
import { OPERATIONS } from "./operations.ts";
import type { Operation } from "./operations.ts";
import { ApiProblem, NAMED } from "./schemas.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

export const API_VERSION = "1.0.0";
export const API_PREFIX = "/api/v1";
/** Stands in the document that is kept with the program; a server puts its own address there. */
const EXAMPLE_ADDRESS = "https://convoca.regione.example";

const TEXTS = {
  title: "Convoca per altri sistemi",
  summary: "Casi, convocazioni e appuntamenti dei centri per l’impiego, per i sistemi collegati",
  description:
    "Ogni sistema lavora dietro le mura delle sedi che gli sono aperte e con i permessi che ha. Le risposte non si conservano in memoria (Cache-Control: no-store). Le scritture vogliono una chiave di idempotenza: la stessa chiave con la stessa richiesta dà la stessa risposta, e l’atto si compie una volta sola.",
  server: "Questa installazione",
  token: "Segreto del sistema collegato, o un JWT firmato secondo ID_AUTH_REST_02 dove è convenuto",
  signature: "JWT secondo INTEGRITY_REST_01, dove è convenuto: firma «digest» e «content-type» della richiesta",
  idempotency: "Scelta da chi chiede, una per atto; vale sette giorni",
  limit: "Richieste ammesse in un minuto",
  remaining: "Richieste che restano",
  reset: "Secondi dopo i quali il limite è di nuovo intero",
  retry: "Secondi dopo i quali chiedere di nuovo",
  problems: {
    400: "La richiesta non si legge", 401: "Chi chiede non è riconosciuto", 403: "Manca il permesso, o la sede non è aperta a chi chiede", 404: "Non c’è, o sta dietro le mura di un’altra sede",
    409: "Le regole del procedimento non lo permettono ora", 422: "Chiave di idempotenza mancante o già usata per altro", 429: "Troppe richieste", 503: "Il servizio non può lavorare ora",
  },
} as const;

/** The document, with `address` (scheme and host) as its server. */
export function openApiDocument(address = EXAMPLE_ADDRESS): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS as readonly Operation[]) (paths[operation.path] ??= {})[operation.method] = described(operation);
  return {
    openapi: "3.1.0",
    info: {
      title: TEXTS.title,
      summary: TEXTS.summary,
      "x-summary": TEXTS.summary,
      "x-api-id": "convoca",
      description: TEXTS.description,
      version: API_VERSION,
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      contact: { name: "Regione", url: address },
      termsOfService: address,
    },
    servers: [{ url: `${address}${API_PREFIX}`, description: TEXTS.server, ...(address.startsWith("https:") ? {} : { "x-sandbox": true }) }],
    tags: [{ name: "convoca", description: TEXTS.summary }],
    security: [{ Token: [] }],
    paths,
    components: {
      securitySchemes: { Token: { type: "http", scheme: "bearer", description: TEXTS.token } },
      headers: {
        "RateLimit-Limit": header(TEXTS.limit),
        "RateLimit-Remaining": header(TEXTS.remaining),
        "RateLimit-Reset": header(TEXTS.reset),
        "Retry-After": header(TEXTS.retry),
      },
      responses: Object.fromEntries(Object.entries(TEXTS.problems).map(([status, text]) => [`Problem${status}`, problem(status, text)])),
      schemas: schemasOf(),
    },
  };
}

function header(description: string): JsonObject {
  return { description, schema: { type: "integer", format: "int32", minimum: 0, maximum: 2_147_483_647 } };
}

const RATE = Object.fromEntries(["Limit", "Remaining", "Reset"].map((name) => [`RateLimit-${name}`, { $ref: `#/components/headers/RateLimit-${name}` }]));
const RETRY = { "Retry-After": { $ref: "#/components/headers/Retry-After" } };

function problem(status: string, description: string): JsonObject {
  const waits = status === "429" || status === "503";
  return {
    description,
    headers: { ...(status === "503" ? {} : RATE), ...(waits ? RETRY : {}) },
    content: { "application/problem+json": { schema: reference(ApiProblem) } },
  };
}

function described(operation: Operation): Json {
  const { id, summary, description, scope, params, query, body, answer, status } = operation;
  const problems = ["400", ...(scope === null ? [] : ["401", "403"]), ...(params === undefined ? [] : ["404"]), ...(body === undefined ? [] : ["409", "422"]), "429", "503"];
  return {
    operationId: id,
    summary,
    description,
    tags: ["convoca"],
    ...(scope === null ? { security: [{}] } : { "x-scope": scope }),
    parameters: [...parametersOf("path", params), ...parametersOf("query", query), ...(body === undefined ? [] : headersOf())],
    ...(body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: reference(body) } } } }),
    responses: {
      [String(status)]: { description: summary, headers: RATE, content: { "application/json": { schema: reference(answer) } } },
      ...Object.fromEntries(problems.map((code) => [code, { $ref: `#/components/responses/Problem${code}` }])),
    },
  };
}

function headersOf(): JsonObject[] {
  return [
    { name: "Idempotency-Key", in: "header", required: true, description: TEXTS.idempotency, schema: { type: "string", minLength: 8, maxLength: 100, pattern: "^[A-Za-z0-9_-]+$" } },
    { name: "Agid-JWT-Signature", in: "header", required: false, description: TEXTS.signature, schema: { type: "string", maxLength: 8192, pattern: "^[A-Za-z0-9_.-]+$" } },
  ];
}

function parametersOf(place: "path" | "query", shape: z.ZodObject | undefined): JsonObject[] {
  if (shape === undefined) return [];
  const { properties = {}, required = [] } = tidy(z.toJSONSchema(shape, { io: "input" }) as Json) as { properties?: Record<string, Json>; required?: readonly string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: place, required: required.includes(name), schema }));
}

function reference(schema: z.ZodType): JsonObject {
  const id = NAMED.get(schema)?.id;
  if (id === undefined) throw new Error("a schema of the API has no name");
  return { $ref: `#/components/schemas/${id}` };
}

function schemasOf(): JsonObject {
  const { schemas } = z.toJSONSchema(NAMED, { uri: (id) => `#/components/schemas/${id}`, io: "output" }) as unknown as { schemas: Record<string, Json> };
  return Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, schema]) => [id, tidy(schema)]));
}

/** Without what only says again: names of the dialect, the long patterns of what a format says; every integer has its format, every array its least. */
function tidy(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => tidy(item));
  if (value === null || typeof value !== "object") return value;
  const object = value as JsonObject;
  const entries = Object.entries(object).filter(([key]) => key !== "$schema" && key !== "$id" && !(key === "pattern" && "format" in object));
  const out: Record<string, Json> = Object.fromEntries(entries.map(([key, item]) => [key, tidy(item)]));
  if (out["type"] === "integer" && !("format" in out)) out["format"] = "int32";
  return out;
}

/** The document as YAML: every text quoted as in JSON, so that nothing can be read otherwise. */
export function asYaml(value: Json, indent = ""): string {
  if (value === null || typeof value !== "object") return `${JSON.stringify(value)}\n`;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return value.length === 0 ? "[]\n" : `\n${value.map((item: Json) => `${indent}- ${asYaml(item, inner).trimStart()}`).join("")}`;
  const entries = Object.entries(value as JsonObject);
  if (entries.length === 0) return "{}\n";
  return `\n${entries.map(([key, item]) => `${indent}${JSON.stringify(key)}: ${asYaml(item, inner)}`).join("")}`;
}
