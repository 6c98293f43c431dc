// The rules of the Italian guidelines for APIs (Linee guida sull’interoperabilità, checker «Italian Guidelines Full»), as functions over a document.

import type { Json } from "./document.ts";

type Node = { readonly [key: string]: Json };
interface Rule {
  /** Its name in italia/api-oas-checker-rules. */
  readonly name: string;
  readonly source: string;
  /** What is wrong, where; nothing when the rule is kept. */
  readonly faults: (document: Node) => string[];
}

const isNode = (value: Json | undefined): value is Node => value !== null && typeof value === "object" && !Array.isArray(value);
const child = (node: Json | undefined, key: string): Json | undefined => (isNode(node) ? node[key] : undefined);
const at = (node: Json | undefined, ...keys: readonly string[]): Json | undefined => keys.reduce<Json | undefined>((from, key) => child(from, key), node);
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const nodes = (value: Json | undefined): [string, Json][] => (isNode(value) ? Object.entries(value) : []);
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

function* walk(value: Json, where = "#"): Generator<[string, Node]> {
  if (Array.isArray(value)) for (const [index, item] of (value as readonly Json[]).entries()) yield* walk(item, `${where}/${index}`);
  else if (isNode(value)) {
    yield [where, value];
    for (const [key, item] of Object.entries(value)) yield* walk(item, `${where}/${key}`);
  }
}

/** What a reference names, otherwise the node itself. */
function resolved(document: Node, node: Json): Json {
  const target = child(node, "$ref");
  return typeof target === "string" ? (at(document, ...target.slice(2).split("/")) ?? null) : node;
}

function operations(document: Node): [string, string, Node][] {
  return nodes(document["paths"]).flatMap(([path, methods]) => nodes(methods).flatMap(([method, operation]): [string, string, Node][] => (isNode(operation) ? [[path, method, operation]] : [])));
}

function responses(document: Node): [string, string, Node][] {
  return operations(document).flatMap(([path, method, operation]) =>
    nodes(operation["responses"]).map(([status, response]): [string, string, Node] => [`${method} ${path} ${status}`, status, resolved(document, response) as Node]),
  );
}

const has = (name: string, source: string, ...path: readonly string[]): Rule => ({ name, source, faults: (document) => (at(document, ...path) ? [] : [path.join(".")]) });
const schemas = (name: string, source: string, type: string, isWrong: (schema: Node) => boolean): Rule => ({
  name,
  source,
  faults: (document) => [...walk(document)].filter(([, node]) => node["type"] === type && isWrong(node)).map(([where]) => where),
});
const names = (name: string, source: string, of: (document: Node) => readonly string[], allowed: RegExp): Rule => ({ name, source, faults: (document) => of(document).filter((one) => !allowed.test(one)) });

const requestHeaders = (document: Node): string[] => [...walk(document)].filter(([, node]) => node["in"] === "header").map(([, node]) => text(node["name"]));
const responseHeaders = (document: Node): string[] => responses(document).flatMap(([, , response]) => nodes(response["headers"]).map(([header]) => header));
const FULL_RATE = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];
const PASCAL_HEADER = /^[A-Z][A-Za-z0-9]*(-[A-Z][A-Za-z0-9]*)*$/;

export const GUIDELINES: readonly Rule[] = [
  has("has-x-summary", "metadata", "info", "x-summary"),
  has("has-contact", "metadata", "info", "contact"),
  has("has-termsOfService", "metadata", "info", "termsOfService"),
  has("has-x-api-id", "metadata", "info", "x-api-id"),
  names("use-semver", "metadata", (document) => [text(at(document, "info", "version"))], /^[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9+.-]+)?$/),
  names("no-swagger-2", "oas3only", (document) => [text(document["openapi"])], /^3\.1\./),
  { name: "servers-use-https", source: "https", faults: (document) => list(document["servers"]).filter((server) => child(server, "x-sandbox") !== true && !text(child(server, "url")).startsWith("https://")).map(String) },
  { name: "servers-description", source: "https", faults: (document) => list(document["servers"]).filter((server) => !child(server, "description")).map(String) },
  has("paths-status", "paths", "paths", "/status"),
  { name: "paths-status-return-json", source: "paths", faults: (document) => nodes(at(document, "paths", "/status", "get", "responses", "200", "content")).map(([type]) => type).filter((type) => !/^application\/(problem\+)?json$/.test(type)) },
  names("paths-http-method", "paths", (document) => nodes(document["paths"]).map(([path]) => path), /^(?!.*\/(get|post|put|delete|patch|create|remove|list)(\/|[A-Z_-]|$)).*$/),
  names("paths-kebab-case", "RAC_REST_NAME_002", (document) => nodes(document["paths"]).map(([path]) => path), /^(\/[a-z0-9-.]+|\/\{[a-zA-Z0-9_]+\})+$/),
  names("request-headers-pascal-case", "RAC_REST_NAME_003", requestHeaders, PASCAL_HEADER),
  names("response-headers-pascal-case", "RAC_REST_NAME_003", responseHeaders, PASCAL_HEADER),
  names("no-forbidden-headers", "headers", (document) => [...requestHeaders(document), ...responseHeaders(document)], /^(?!(accept|content-type|authorization)$).*$/i),
  names("no-x-headers", "RFC 6648", (document) => [...requestHeaders(document), ...responseHeaders(document)], /^(?!x-(?!RateLimit-|Correlation-ID|ReplyTo)).*$/i),
  names("schema-camel-case", "casing", (document) => nodes(at(document, "components", "schemas")).map(([name]) => name), /^([A-Z][a-z0-9]*)+$/),
  names("properties-snake-case", "RAC_REST_NAME_004", (document) => [...walk(document)].filter(([, node]) => node["type"] === "object").flatMap(([, node]) => nodes(node["properties"]).map(([name]) => name)), /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/),
  names("no-method-name-in-operationId", "naming", (document) => operations(document).map(([, , operation]) => text(operation["operationId"])), /^(?!(get|post|put|delete|patch|head)).+$/i),
  names("use-recommended-names", "naming", (document) => [...walk(document)].flatMap(([, node]) => nodes(node["properties"]).map(([name]) => name)), /^(?!(nome|name|surname|cf|fiscal_?code|fiscal_?number|first_?name|last_?name)$).*$/i),
  schemas("number-format", "RAC_REST_FORMAT_004", "number", (schema) => !schema["format"]),
  schemas("integer-format", "RAC_REST_FORMAT_004", "integer", (schema) => !["int32", "int64"].includes(text(schema["format"]))),
  schemas("sec-string-maxlength", "security", "string", (schema) => !schema["enum"] && !schema["const"] && !schema["format"] && schema["maxLength"] === undefined),
  schemas("sec-array-boundaries", "security", "array", (schema) => schema["maxItems"] === undefined || schema["minItems"] === undefined),
  schemas("sec-no-additionalProperties", "security", "object", (schema) => schema["additionalProperties"] !== false),
  { name: "response-with-json-object", source: "schemas", faults: (document) => responses(document).flatMap(([where, , response]) => nodes(response["content"]).filter(([, media]) => child(resolved(document, child(media, "schema") ?? null), "type") !== "object").map(() => where)) },
  { name: "use-problem-json-for-errors", source: "RFC 9457", faults: (document) => responses(document).filter(([, status, response]) => /^[45]/.test(status) && nodes(response["content"]).map(([type]) => type).join() !== "application/problem+json").map(([where]) => where) },
  { name: "use-problem-schema", source: "RFC 9457", faults: (document) => responses(document).filter(([, status]) => /^[45]/.test(status)).flatMap(([where, , response]) => {
    const properties = child(resolved(document, at(response, "content", "application/problem+json", "schema") ?? null), "properties");
    return ["status", "title", "detail"].every((name) => child(properties, name)) ? [] : [where];
  }) },
  { name: "missing-ratelimit", source: "ratelimit", faults: (document) => responses(document).filter(([, status, response]) => /^[24]/.test(status) && !FULL_RATE.every((name) => child(response["headers"], name))).map(([where]) => where) },
  { name: "ratelimit-429-presence", source: "RFC 6585", faults: (document) => responses(document).filter(([, status, response]) => status === "429" && !at(response, "headers", "Retry-After")).map(([where]) => where) },
  { name: "missing-retry-after", source: "RFC 9110", faults: (document) => responses(document).filter(([, status, response]) => status === "503" && !at(response, "headers", "Retry-After")).map(([where]) => where) },
  { name: "http-request-GET-no-body", source: "RFC 9110", faults: (document) => operations(document).filter(([, method, operation]) => (method === "get" || method === "delete") && operation["requestBody"] !== undefined).map(([path]) => path) },
  { name: "http-response-content-2xx", source: "RFC 9110", faults: (document) => responses(document).filter(([, status, response]) => /^20[01236]/.test(status) && nodes(response["content"]).length === 0).map(([where]) => where) },
  names("sec-credentials-parameters", "RAC_GEN_004", (document) => [...walk(document)].filter(([, node]) => node["in"] === "query" || node["in"] === "path").map(([, node]) => text(node["name"])), /^(?!.*(password|secret|apikey)).*$/i),
  { name: "sec-protection-global-unsafe", source: "security", faults: (document) => operations(document).filter(([, method, operation]) => method !== "get" && list(operation["security"] ?? document["security"]).every((one) => nodes(one).length === 0)).map(([path]) => path) },
  { name: "every-reference-is-there", source: "OAS 3.1", faults: (document) => [...walk(document)].filter(([, node]) => typeof node["$ref"] === "string" && resolved(document, node) === null).map(([, node]) => text(node["$ref"])) },
];
