// Every kind of act and of task that the program writes has an Italian name on the screens.

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PLAIN_ACTS } from "../../src/domain/procedure/register-texts.ts";
import { MESSAGE_FAILURES, TASKS } from "../../src/web/texts/procedure.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SOURCES = globSync("src/services/*.ts", { cwd: ROOT })
  .map((path) => readFileSync(join(ROOT, path), "utf8"))
  .join("\n");

/** Words written after `kind:` (acts, tasks), as act(…) or caseAct(…), or chosen by a condition just before. */
function wordsOf(pattern: RegExp): Set<string> {
  return new Set([...SOURCES.matchAll(pattern)].map((match) => match[1]!));
}

describe("words on the screens", () => {
  it("names every act", () => {
    const kinds = new Set([
      ...wordsOf(/kind: "([a-z]+-[a-z-]+)",\s*(?:happenedAt|$)/gm),
      ...wordsOf(/[aA]ct\((?:[a-zA-Z.]+, )?"([a-z]+-[a-z-]+)"/g),
      ...wordsOf(/kind: "([a-z]+-[a-z-]+)"/g),
    ]);
    kinds.delete("not-delivered");
    assert.ok(kinds.size >= 10, `found only ${kinds.size}`);
    assert.deepEqual([...kinds].filter((kind) => !(kind in PLAIN_ACTS)), []);
    for (const kind of ["notice-received", "notice-updated"]) assert.ok(kind in PLAIN_ACTS);
  });

  it("names every task and every failure of our own", () => {
    for (const kind of ["not-delivered", "uncertain", "unreachable"]) assert.ok(kind in TASKS, kind);
    const failures = ["no-answer", "worker-lost", "restored-backup", "assumed-sent", "expired-before-sending", "paper", "nobody"];
    assert.deepEqual(failures.filter((failure) => !(failure in MESSAGE_FAILURES)), []);
  });
});
