#!/usr/bin/env node
// Runs the tests, section by section: `npm test` for all but the faults, `npm run test:faults` for these, `npm test -- unit stories` for some. Ends with `N passed, N failed`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onNode24, ROOT } from "./node24.js";

await onNode24(fileURLToPath(import.meta.url));
const { run } = await import("node:test");
const { spec: Spec } = await import("node:test/reporters");

const MINUTE = 60_000;
const BROWSER_NOT_RUN = "browser: NOT RUN";

/**
 * Sections in the order in which they run: cheap ones first. `atOnce` = test files running together (the machine has 2 cores);
 * `apart` = only when named: all together would take more than 25 minutes.
 */
const SECTIONS = [
  { name: "types", title: "Type check", perform: checkTypes },
  { name: "lint", title: "Lint", perform: lint },
  {
    name: "architecture",
    title: "Architecture",
    files: "test/architecture/**/*.test.ts",
    atOnce: 2,
    minutes: 3,
  },
  { name: "unit", title: "Unit and property tests", files: "src/**/*.test.ts", atOnce: 2, minutes: 5 },
  {
    name: "stories",
    title: "Stories on PostgreSQL",
    files: "test/stories/**/*.test.ts",
    atOnce: 2,
    minutes: 10,
  },
  {
    name: "program",
    title: "The whole program, started and stopped",
    files: "test/program/**/*.test.ts",
    atOnce: 2,
    minutes: 10,
  },
  { name: "browser", title: "Browser", files: "test/browser/**/*.test.ts", atOnce: 1, minutes: 20 },
  { name: "faults", title: "Faults (short form)", files: "test/faults/**/*.test.ts", atOnce: 1, minutes: 25, apart: true },
];

process.chdir(ROOT);
// Every test file is a process of its own and loads the same modules: compiled once, they load in half the time.
process.env.NODE_COMPILE_CACHE ??= join(ROOT, "node_modules", ".cache", "compiled");
const chosen = choose(process.argv.slice(2));
const database =
  process.env.DATABASE_URL === undefined ? "embedded PostgreSQL" : "the server of DATABASE_URL";
console.log(
  `Node ${process.versions.node}; database tests on ${database}; sections: ${chosen.map(({ name }) => name).join(", ")}`,
);

const results = [];
for (const section of chosen) {
  console.log(
    `\n━━ ${section.title} (${section.name}) ${"━".repeat(Math.max(4, 90 - section.title.length - section.name.length))}`,
  );
  const started = performance.now();
  const counts = await (section.perform?.() ?? runFiles(section));
  results.push({ ...section, ...counts, seconds: (performance.now() - started) / 1_000 });
}
report(results);

function choose(names) {
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    console.error(
      `Unknown section: ${unknown.join(", ")}. Sections: ${SECTIONS.map(({ name }) => name).join(", ")}.`,
    );
    process.exit(2);
  }
  return names.length === 0 ? SECTIONS.filter(({ apart }) => apart !== true) : SECTIONS.filter(({ name }) => names.includes(name));
}

/** Runs the section's files with node:test. A section without a test that ran has failed: nothing was checked. */
async function runFiles(section) {
  const files = fs
    .globSync(section.files, { exclude: (path) => String(path).includes("node_modules") })
    .sort();
  if (files.length === 0) {
    console.log(`${section.name}: NOT RUN (no file matches ${section.files})`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const stream = run({ files, concurrency: section.atOnce, timeout: section.minutes * MINUTE });
  let counts;
  stream.on("test:summary", (summary) => {
    if (summary.file === undefined) counts = summary.counts;
  });
  const printed = stream.compose(new Spec());
  printed.pipe(process.stdout, { end: false });
  await once(printed, "end");
  return settle(section, counts);
}

function settle(section, counts) {
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = counts.skipped + counts.todo;
  const failed = counts.tests - counts.passed - skipped;
  if (counts.passed > 0 || failed > 0) return { passed: counts.passed, failed, skipped };
  console.log(
    section.name === "browser" ? BROWSER_NOT_RUN : `${section.name}: NOT RUN (every test was skipped)`,
  );
  // A machine without a browser may test the rest; elsewhere a section that checked nothing has failed.
  return { passed: 0, failed: section.name === "browser" ? 0 : 1, skipped };
}

async function checkTypes() {
  const { code, output } = await command("tsc", ["-p", "tsconfig.json", "--pretty", "false"]);
  process.stdout.write(output);
  const errors = output.split("\n").filter((line) => /: error TS\d+:/.test(line)).length;
  console.log(code === 0 ? "no type error" : `${errors} type errors`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function lint() {
  const { code, output } = await command("oxlint", ["--type-aware", "--format=json"]);
  let found;
  try {
    found = JSON.parse(output).diagnostics;
  } catch {
    process.stdout.write(output);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const errors = found.filter(({ severity }) => severity === "error");
  for (const { filename, labels, message, code: rule } of errors) {
    console.log(`${filename}:${labels?.[0]?.span.line ?? 1}: ${message} [${rule}]`);
  }
  console.log(`${errors.length} errors, ${found.length - errors.length} warnings`);
  const failed = errors.length > 0 || code !== 0;
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0 };
}

function command(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(`node_modules/.bin/${program}`, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (bytes) => (output += bytes));
    child.stderr.on("data", (bytes) => process.stderr.write(bytes));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** The last line is plain, for whoever reads only that one. */
function report(sections) {
  const sum = (field) => sections.reduce((total, section) => total + section[field], 0);
  console.log("\n━━ Summary");
  for (const { name, passed, failed, skipped, seconds } of sections) {
    const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    console.log(
      `  ${failed > 0 ? "✖" : "✔"} ${name.padEnd(14)}${counts.padEnd(40)}${seconds.toFixed(1).padStart(8)} s`,
    );
  }
  const skipped = sum("skipped");
  console.log(
    `\n${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  );
  process.exit(sum("failed") > 0 ? 1 : 0);
}
