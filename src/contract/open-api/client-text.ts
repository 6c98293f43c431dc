// The client for other systems, written from the table of operations: a module of plain JavaScript and its types.

import { openApiDocument } from "./document.ts";
import type { Json } from "./document.ts";
import { API_PREFIX } from "./document.ts";
import { OPERATIONS } from "./operations.ts";
import type { Operation } from "./operations.ts";
import { NAMED } from "./schemas.ts";

type Schema = { readonly [key: string]: Json };

const camel = (id: string): string => id.replaceAll(/_(\w)/gu, (_all, letter: string) => letter.toUpperCase());
const idOf = (schema: Operation["answer"]): string => NAMED.get(schema)!.id;

/** The module: one function for each operation. */
export function clientModule(): string {
  const table = (OPERATIONS as readonly Operation[]).map(({ id, method, path }) => `  ${camel(id)}: ["${method.toUpperCase()}", "${path}"],`);
  return `// Generated from the contract by «convoca api-client»: not to be edited by hand.

const OPERATIONS = {
${table.join("\n")}
};

/** A refusal of the server: its status, its stable code, the whole problem. */
export class ConvocaProblem extends Error {
  constructor(problem, retryAfter) {
    super(problem.detail);
    this.name = "ConvocaProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** Makes a client: \`address\` (scheme and host), and the secret or a function that makes a token for each request. */
export function createClient({ address, token, headersOf = async () => ({}), fetch = globalThis.fetch }) {
  const call = async (method, path, given = {}) => {
    const { body, idempotencyKey, ...rest } = given;
    const query = new URLSearchParams();
    const left = new Map(Object.entries(rest));
    const filled = path.replace(/\\{(\\w+)\\}/g, (_all, name) => {
      const value = left.get(name);
      left.delete(name);
      return encodeURIComponent(String(value));
    });
    for (const [name, value] of left) if (value !== undefined) query.set(name, String(value));
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(\`\${address}${API_PREFIX}\${filled}\${query.size === 0 ? "" : \`?\${query}\`}\`, {
      method,
      headers: {
        accept: "application/json, application/problem+json",
        ...(token === undefined ? {} : { authorization: \`Bearer \${typeof token === "function" ? await token() : token}\` }),
        ...(text === undefined ? {} : { "content-type": "application/json" }),
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        ...(await headersOf({ method, body: text })),
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const content = await answer.json();
    if (!answer.ok) throw new ConvocaProblem(content, Number(answer.headers.get("retry-after") ?? 0));
    return content;
  };
  return Object.fromEntries(Object.entries(OPERATIONS).map(([name, [method, path]]) => [name, (given) => call(method, path, given)]));
}

/** Every item of an operation that answers in pages, fetched page by page. */
export async function* everyItem(operation, given = {}) {
  for (let cursor; ; ) {
    const page = await operation({ ...given, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}
`;
}

/** The types of the module. */
export function clientTypes(): string {
  const { schemas } = (openApiDocument() as { components: { schemas: Record<string, Schema> } }).components;
  const types = Object.entries(schemas).map(([id, schema]) => `export type ${id} = ${typeOf(schema)};\n`);
  const methods = (OPERATIONS as readonly Operation[]).map((operation) => `  /** ${operation.summary}. */\n  readonly ${camel(operation.id)}: (given${isNeeded(operation) ? "" : "?"}: ${givenOf(operation)}) => Promise<${idOf(operation.answer)}>;`);
  return `// Generated from the contract by «convoca api-client»: not to be edited by hand.

${types.join("\n")}
export interface Options {
  readonly address: string;
  readonly token?: string | (() => Promise<string>);
  /** Headers of a signed request. */
  readonly headersOf?: (request: { readonly method: string; readonly body: string | undefined }) => Promise<Record<string, string>>;
  readonly fetch?: typeof globalThis.fetch;
}
export interface Client {
${methods.join("\n")}
}
export class ConvocaProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;
  readonly retryAfter: number;
}
export function createClient(options: Options): Client;
export function everyItem<Item, Given extends object>(operation: (given: Given) => Promise<{ items: Item[]; next_cursor: string | null }>, given?: Given): AsyncGenerator<Item>;
`;
}

const isNeeded = ({ params, body }: Operation): boolean => params !== undefined || body !== undefined;

function givenOf({ params, query, body }: Operation): string {
  const fields = [
    ...Object.keys(params?.shape ?? {}).map((name) => `${name}: string`),
    ...Object.keys(query?.shape ?? {}).map((name) => `${name}${name === "cursor" || name === "limit" ? "?" : ""}: ${name === "limit" ? "number" : "string"}`),
    ...(body === undefined ? [] : [`body: ${idOf(body)}`, "idempotencyKey: string"]),
  ];
  return `{ ${fields.join("; ")} }`;
}

function typeOf(schema: Schema): string {
  if (typeof schema["$ref"] === "string") return schema["$ref"].split("/").at(-1)!;
  if (Array.isArray(schema["anyOf"])) return (schema["anyOf"] as Schema[]).map(typeOf).join(" | ");
  if (Array.isArray(schema["enum"])) return (schema["enum"] as Json[]).map((one) => JSON.stringify(one)).join(" | ");
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  if (schema["type"] === "array") return `(${typeOf(schema["items"] as Schema)})[]`;
  if (schema["type"] === "object") {
    const required = (schema["required"] ?? []) as string[];
    return `{ ${Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).map(([name, one]) => `${name}${required.includes(name) ? "" : "?"}: ${typeOf(one)}`).join("; ")} }`;
  }
  return schema["type"] === "integer" || schema["type"] === "number" ? "number" : typeof schema["type"] === "string" ? schema["type"] : "unknown";
}
