// Imports go down the floors only, make no cycle, and point at files that exist.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cyclesOf, edgesOf, judgeEdge } from "./import-graph.ts";
import type { Edge } from "./import-graph.ts";
import { typescriptFiles } from "./source-tree.ts";

const FILES = typescriptFiles();
const EDGES = FILES.flatMap(edgesOf);
/** Fewer would mean that the scan lost its way: it must never pass by seeing nothing. */
const LEAST_FILES = 250;
const LEAST_OWN_EDGES = 600;

test("the scan sees the whole tree", () => {
  const own = EDGES.filter((edge) => edge.kind === "own");
  assert.ok(FILES.length >= LEAST_FILES, `only ${FILES.length} files seen`);
  assert.ok(own.length >= LEAST_OWN_EDGES, `only ${own.length} imports of our own seen`);
});

test("every import of ours points at a file, with its suffix", () => {
  const known = new Set(FILES.map((file) => file.path));
  const code = EDGES.filter((edge) => edge.kind === "own" && !/\.(css|svg|json|js)$/.test(edge.to));
  const lost = code.filter((edge) => !known.has(edge.to));
  assert.deepEqual(
    lost.map((edge) => `${edge.from} → ${edge.to}`),
    [],
  );
});

test("imports go down the floors only", () => {
  assert.deepEqual(
    EDGES.map(judgeEdge).filter((finding) => finding !== null),
    [],
  );
});

test("no cycle of imports", () => {
  assert.deepEqual(
    cyclesOf(EDGES).map((cycle) => cycle.join(" → ")),
    [],
  );
});

const edgeIn = (path: string, text: string): Edge[] => edgesOf({ path, text });

test("an import that goes up is found, however it is written", () => {
  const wrong: readonly (readonly [string, string])[] = [
    ["src/domain/a/b.ts", 'import { x } from "../../store/pools.ts";'],
    ["src/domain/a/b.ts", 'import type { X } from "../../services/context.ts";'],
    ["src/domain/a/b.ts", 'import { readFile } from "node:fs/promises";'],
    ["src/domain/a/b.ts", 'import pg from "pg";'],
    ["src/store/a.ts", 'export { x } from "../services/plan.ts";'],
    ["src/store/a.ts", 'import { x } from "../contract/person.ts";'],
    ["src/services/a.ts", 'const server = await import("../server/listen.ts");'],
    ["src/server/a.ts", 'import { x } from "../simulator/main.ts";'],
    ["src/worker/a.ts", 'export * from "../cli/main.ts";'],
    ["src/web/pages/a.tsx", 'import { planOffice } from "../../domain/planning/plan-office.ts";'],
    ["src/web/a.tsx", 'import type { X } from "../server/options.ts";'],
    ["src/exchange/a.ts", 'import { x } from "./notices.test-data.ts";'],
    ["src/newfloor/a.ts", 'import { x } from "../domain/outcome.ts";'],
  ];
  for (const [path, text] of wrong) {
    const findings = edgeIn(path, text).map(judgeEdge);
    assert.ok(findings.length === 1 && findings[0] !== null, `not found: ${path}: ${text}`);
  }
});

test("an import that the floors allow is let through", () => {
  const right: readonly (readonly [string, string])[] = [
    ["src/domain/a/b.ts", 'import { Temporal } from "temporal-polyfill";'],
    ["src/store/read/a.ts", 'import type { X } from "../../contract/person.ts";'],
    ["src/services/a.ts", 'import type { Receipt } from "../channels/channel.ts";'],
    ["src/web/a.tsx", 'import { TEXTS } from "../domain/people/texts.ts";'],
    ["src/web/a.tsx", 'import type { X } from "../domain/people/contact.ts";'],
    ["src/cli/a.ts", 'import { x } from "../simulator/main.ts";'],
    ["src/channels/a.test.ts", 'import { x } from "../simulator/main.ts";'],
  ];
  for (const [path, text] of right) assert.deepEqual(edgeIn(path, text).map(judgeEdge), [null], text);
});

test("a cycle is found, and one of types is none", () => {
  const own = (from: string, to: string, typeOnly = false): Edge => ({ from, to, kind: "own", typeOnly });
  assert.equal(cyclesOf([own("a", "b"), own("b", "c"), own("c", "a")]).length, 1);
  assert.deepEqual(cyclesOf([own("a", "b"), own("b", "a", true), own("a", "c"), own("b", "c")]), []);
});
