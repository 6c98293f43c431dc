// The contract for other systems keeps every rule of the Italian guidelines; each rule finds what breaks it.

import assert from "node:assert/strict";
import { it } from "node:test";
import { asYaml, openApiDocument } from "./document.ts";
import type { Json } from "./document.ts";
import { GUIDELINES } from "./guidelines.test-data.ts";

type Node = { [key: string]: Json };
const fresh = (): Node => JSON.parse(JSON.stringify(openApiDocument())) as Node;
const at = (node: Json | undefined, ...keys: readonly string[]): Node => keys.reduce<Node>((from, key) => from[key] as Node, node as Node);

for (const rule of GUIDELINES) it(`${rule.name} (${rule.source})`, () => assert.deepEqual(rule.faults(fresh()), []));

const listOffices = (document: Node): Node => at(document, "paths", "/offices", "get");
/** One break for each rule: a rule that lets its break pass checks nothing. */
const BREAKS: Readonly<Record<string, (document: Node) => void>> = {
  "has-x-summary": (d) => delete at(d, "info")["x-summary"],
  "has-contact": (d) => delete at(d, "info")["contact"],
  "has-termsOfService": (d) => delete at(d, "info")["termsOfService"],
  "has-x-api-id": (d) => delete at(d, "info")["x-api-id"],
  "use-semver": (d) => (at(d, "info")["version"] = "1"),
  "no-swagger-2": (d) => (d["openapi"] = "2.0"),
  "servers-use-https": (d) => (d["servers"] = [{ url: "http://a.example", description: "x" }]),
  "servers-description": (d) => (d["servers"] = [{ url: "https://a.example" }]),
  "paths-status": (d) => delete at(d, "paths")["/status"],
  "paths-status-return-json": (d) => (at(d, "paths", "/status", "get", "responses", "200")["content"] = { "text/plain": {} }),
  "paths-http-method": (d) => (at(d, "paths")["/create/office"] = {}),
  "paths-kebab-case": (d) => (at(d, "paths")["/Offices_Of"] = {}),
  "request-headers-pascal-case": (d) => (listOffices(d)["parameters"] = [{ name: "my-header", in: "header" }]),
  "response-headers-pascal-case": (d) => (at(listOffices(d), "responses", "200")["headers"] = { "rate-limit": {} }),
  "no-forbidden-headers": (d) => (listOffices(d)["parameters"] = [{ name: "Authorization", in: "header" }]),
  "no-x-headers": (d) => (listOffices(d)["parameters"] = [{ name: "X-Thing", in: "header" }]),
  "schema-camel-case": (d) => (at(d, "components", "schemas")["office_page"] = {}),
  "properties-snake-case": (d) => (at(d, "components", "schemas", "Office", "properties")["officeId"] = {}),
  "no-method-name-in-operationId": (d) => (listOffices(d)["operationId"] = "get_offices"),
  "use-recommended-names": (d) => (at(d, "components", "schemas", "Office", "properties")["surname"] = {}),
  "number-format": (d) => (at(d, "components", "schemas")["Amount"] = { type: "number" }),
  "integer-format": (d) => (at(d, "components", "schemas")["Amount"] = { type: "integer" }),
  "sec-string-maxlength": (d) => (at(d, "components", "schemas")["Text"] = { type: "string" }),
  "sec-array-boundaries": (d) => (at(d, "components", "schemas")["Texts"] = { type: "array" }),
  "sec-no-additionalProperties": (d) => (at(d, "components", "schemas")["Open"] = { type: "object" }),
  "response-with-json-object": (d) => (at(listOffices(d), "responses", "200")["content"] = { "application/json": { schema: { type: "array" } } }),
  "use-problem-json-for-errors": (d) => (at(d, "components", "responses", "Problem404")["content"] = { "application/json": {} }),
  "use-problem-schema": (d) => delete at(d, "components", "schemas", "Problem", "properties")["title"],
  "missing-ratelimit": (d) => (at(listOffices(d), "responses", "200")["headers"] = {}),
  "ratelimit-429-presence": (d) => (at(d, "components", "responses", "Problem429")["headers"] = {}),
  "missing-retry-after": (d) => (at(d, "components", "responses", "Problem503")["headers"] = {}),
  "http-request-GET-no-body": (d) => (listOffices(d)["requestBody"] = {}),
  "http-response-content-2xx": (d) => delete at(listOffices(d), "responses", "200")["content"],
  "sec-credentials-parameters": (d) => (listOffices(d)["parameters"] = [{ name: "secret", in: "query" }]),
  "sec-protection-global-unsafe": (d) => (d["security"] = [{}]),
  "every-reference-is-there": (d) => (at(d, "components", "schemas")["Lost"] = { $ref: "#/components/schemas/Nowhere" }),
};

for (const rule of GUIDELINES)
  it(`${rule.name} finds its break`, () => {
    const document = fresh();
    BREAKS[rule.name]!(document);
    assert.notEqual(rule.faults(document).length, 0);
  });

it("the YAML has a line for every member of the document", () => {
  const text = asYaml(openApiDocument());
  for (const path of Object.keys(at(fresh(), "paths"))) assert.ok(text.includes(`\n  ${JSON.stringify(path)}: \n`), path);
  assert.equal(asYaml({ a: [], b: [{ c: "x: y", d: null }], e: {} }), '\n"a": []\n"b": \n  - "c": "x: y"\n    "d": null\n"e": {}\n');
});
