// The written pages point at things that exist: links between files, npm commands, numbered decisions.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { filesOf, ROOT } from "./source-tree.ts";
import type { SourceFile } from "./source-tree.ts";

const PAGES = filesOf([""], (path) => path.endsWith(".md"));

function lostLinks(page: SourceFile): string[] {
  return [...page.text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? "")
    .filter((link) => !/^(https?:|mailto:|#)/.test(link))
    .filter((link) => !existsSync(join(ROOT, dirname(page.path), link.split("#")[0] ?? "")))
    .map((link) => `${page.path} → ${link}`);
}

function unknownCommands(page: SourceFile, scripts: ReadonlySet<string>): string[] {
  return [...page.text.matchAll(/\bnpm (?:run )?([a-z]+)\b/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => !["ci", "run", "and", "packages"].includes(name) && !scripts.has(name))
    .map((name) => `${page.path}: npm ${name}`);
}

const scripts = new Set(
  Object.keys(
    (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> })
      .scripts,
  ),
);

test("there are pages to look at", () => assert.ok(PAGES.length >= 20));

test("every link between files leads somewhere", () => assert.deepEqual(PAGES.flatMap(lostLinks), []));

test("every npm command named exists", () => {
  assert.deepEqual(
    PAGES.filter((page) => page.path === "README.md" || page.path.startsWith("docs/")).flatMap((page) =>
      unknownCommands(page, scripts),
    ),
    [],
  );
});

test("decisions are numbered without a gap, titled with their number, and listed", () => {
  const records = PAGES.filter((page) => /^docs\/decisions\/\d{4}-/.test(page.path));
  const index = PAGES.find((page) => page.path === "docs/decisions/README.md")?.text ?? "";
  records.forEach((record, place) => {
    const number = String(place + 1).padStart(4, "0");
    const name = record.path.split("/").at(-1) ?? "";
    assert.ok(name.startsWith(`${number}-`), `${name} should be number ${number}`);
    assert.ok(record.text.startsWith(`# ${number}. `), `${name}: its title begins with the number`);
    assert.ok(index.includes(`(${name})`), `${name} is not in the index`);
    for (const part of ["**Context.**", "**Decision.**", "**Consequences.**"])
      assert.ok(record.text.includes(part), `${name}: ${part}`);
  });
  assert.ok(records.length >= 12);
});

test("a lost link and an unknown command are found", () => {
  assert.equal(
    lostLinks({ path: "README.md", text: "see [this](docs/nowhere.md) and [that](LICENSE)" }).length,
    1,
  );
  assert.equal(unknownCommands({ path: "README.md", text: "npm run nothing; npm test" }, scripts).length, 1);
});
