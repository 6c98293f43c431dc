// Compiled code is kept where there is a folder to keep it in; where there is not, the program runs all the same.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";

const LAUNCHER = join(import.meta.dirname, "..", "..", "bin", "convoca.js");
/** Keeps what it compiles from then on, and says whether its children are told to. */
const KEEPING = `
  const { keepCompiled } = await import(${JSON.stringify(join(import.meta.dirname, "compiled.ts"))});
  keepCompiled(process.argv[1]);
  await import(${JSON.stringify(join(import.meta.dirname, "texts.ts"))});
  console.log(process.env.NODE_COMPILE_CACHE ?? "niente");`;

describe("compiled code", () => {
  const folder = mkdtempSync(join(tmpdir(), "convoca-compilati-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env;
  const run = (home: string, words: readonly string[]): string =>
    execFileSync(process.execPath, words, {
      env: { ...inherited, CONVOCA_HOME: home },
      encoding: "utf8",
    }).trim();
  const keep = (home: string): string => run(home, ["--input-type=module", "-e", KEEPING, home]);

  it("lies in the folder of data, and children are told", () => {
    assert.equal(keep(folder), join(folder, "compilati"));
    assert.ok(readdirSync(join(folder, "compilati")).length > 0);
    assert.match(run(folder, [LAUNCHER, "help"]), /Uso: convoca/);
  });

  it("is done without where the folder is missing, is a file, or cannot hold it", () => {
    const missing = join(folder, "manca");
    const file = join(folder, "file");
    writeFileSync(file, "");
    for (const home of [missing, file, "/proc"]) {
      assert.equal(keep(home), "niente");
      assert.match(run(home, [LAUNCHER, "help"]), /Uso: convoca/);
    }
    assert.equal(existsSync(missing), false);
    const taken = mkdtempSync(join(folder, "presa-"));
    writeFileSync(join(taken, "compilati"), "");
    keep(taken);
    assert.match(run(taken, [LAUNCHER, "help"]), /Uso: convoca/);
  });
});
