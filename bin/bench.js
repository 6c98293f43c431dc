#!/usr/bin/env node
// Runs benchmarks by name: `npm run bench` lists them, `npm run bench -- NAME [options]` runs one, `-- all` each in turn.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { onNode24, ROOT } from "./node24.js";

await onNode24(fileURLToPath(import.meta.url));
process.chdir(ROOT);

const scripts = new Map(
  fs
    .globSync(["test/bench/*.bench.ts", "src/**/*.bench.ts"])
    .sort()
    .map((path) => [basename(path, ".bench.ts"), path]),
);
const [name, ...options] = process.argv.slice(2);

if (name === undefined) {
  for (const [each, path] of scripts) console.log(`${each.padEnd(16)} ${purpose(path)}`);
} else if (name === "all") {
  for (const path of scripts.values()) await perform(path, options);
} else if (scripts.has(name)) {
  await perform(scripts.get(name), options);
} else {
  console.error(`Unknown benchmark «${name}». There are: ${[...scripts.keys()].join(", ") || "none"}.`);
  process.exitCode = 2;
}

/** Every file opens with one line that says what it is for. */
function purpose(path) {
  return fs
    .readFileSync(path, "utf8")
    .split("\n", 1)[0]
    .replace(/^\/\/ ?/, "");
}

async function perform(path, args) {
  console.log(`━━ ${basename(path, ".bench.ts")}: ${purpose(path)}`);
  const child = spawn(process.execPath, [path, ...args], { stdio: "inherit" });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) process.exitCode = 1;
}
