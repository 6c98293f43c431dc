// The rules of law read no clock, no chance and no environment: the same facts always give the same answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { impurities } from "./purity.ts";
import { filesOf, isForTests } from "./source-tree.ts";

const DOMAIN = filesOf(["src/domain"], (path) => path.endsWith(".ts") && !isForTests(path));

test("the scan sees the domain", () => {
  assert.ok(DOMAIN.length >= 70, `only ${DOMAIN.length} files seen`);
});

test("the domain is pure", () => {
  assert.deepEqual(DOMAIN.flatMap(impurities), []);
});

test("each impurity is found", () => {
  const wrong = [
    "const now = Date.now();",
    "const now = new Date();",
    "const now = new Date;",
    "const now = Date();",
    "const dice = Math.random();",
    "import { Temporal } from 'temporal-polyfill'; const now = Temporal.Now.instant();",
    "const pick = Math.random;",
    "const who = process.env['USER'];",
    "const page = await fetch('http://localhost');",
    "const id = crypto.randomUUID();",
    "globalThis.counter = 1;",
    "setTimeout(() => undefined, 1);",
    "console.log('x');",
    "import { readFileSync } from 'node:fs';",
    "class A { run() { return () => performance.now(); } }",
  ];
  for (const text of wrong) {
    assert.ok(impurities({ path: "src/domain/wrong.ts", text }).length > 0, `not found: ${text}`);
  }
});

test("what only looks impure is let through", () => {
  const right = [
    "// Date.now() is forbidden here\nexport const text = 'Math.random()';",
    "export const day = new Date(0);",
    "export const days = (date: { now: string }) => date.now;",
    "export function process(row: string): string { return row; }",
  ];
  for (const text of right) assert.deepEqual(impurities({ path: "src/domain/right.ts", text }), [], text);
});
