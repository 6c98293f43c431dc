#!/usr/bin/env node
// What we ship and what is known against it: `sbom` writes the CycloneDX list of production dependencies, `check` has them audited and holds the list complete.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LONGEST_MS = 120_000;
/** From the mildest on; what fails the build begins with "high". */
const FAILING = ["high", "critical"];

/**
 * What `npm audit --json` answered. "vulnerable": something of severity high or more; "fine"; "unchecked": the registry does not
 * answer audits, or there is no network. An answer that is none of these counts as unchecked, never as fine.
 * @param {string} text
 * @returns {{ kind: "vulnerable" | "fine" | "unchecked", said: string }}
 */
export function judgeAudit(text) {
  const answer = parsed(text);
  const counts = answer?.metadata?.vulnerabilities;
  if (answer === null || counts === undefined || typeof answer.vulnerabilities !== "object") {
    const why = firstLine(answer?.error?.summary) ?? status(answer) ?? firstLine(answer?.error?.code) ?? "no answer";
    return { kind: "unchecked", said: why };
  }
  const harmful = Object.values(answer.vulnerabilities).filter((one) => FAILING.includes(one.severity));
  if (harmful.length > 0 || FAILING.some((severity) => counts[severity] > 0))
    return { kind: "vulnerable", said: harmful.map((one) => `${one.name} (${one.severity})`).sort().join(", ") };
  return { kind: "fine", said: `${counts.total ?? 0} known, none of severity high or more` };
}

/** An answer's status and nothing of where it came from: the registry of a machine is its own business. */
function status(answer) {
  return typeof answer?.statusCode === "number" ? `status ${answer.statusCode}` : null;
}

function firstLine(text) {
  return typeof text === "string" && text.trim() !== "" && !/https?:/.test(text) ? text.trim().split("\n")[0] : null;
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/**
 * The package URLs of all that a lockfile (version 3) installs without development dependencies, whatever the platform.
 * @param {{ packages: Record<string, { name?: string, version: string, dev?: boolean, link?: boolean }> }} lock
 */
export function productionOf(lock) {
  const urls = new Set();
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === "" || entry.dev === true || entry.link === true) continue;
    const name = entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    urls.add(`pkg:npm/${name.replace(/^@/, "%40")}@${entry.version}`);
  }
  return urls;
}

const plain = (purl) => purl.split(/[?#]/)[0];

/**
 * npm's list of everything, cut down to what production needs. npm's own `--omit dev` leaves out what development happens to need as well.
 */
export function productionSbom(everything, lock) {
  const wanted = productionOf(lock);
  const components = everything.components.filter((one) => wanted.has(plain(one.purl)));
  const kept = new Set([everything.metadata.component["bom-ref"], ...components.map((one) => one["bom-ref"])]);
  const dependencies = everything.dependencies
    .filter((one) => kept.has(one.ref))
    .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((ref) => kept.has(ref)) }));
  return { ...everything, components, dependencies };
}

/** The production dependencies that a list does not hold, and those it holds that are none. */
export function wrongIn(sbom, lock) {
  const wanted = productionOf(lock);
  const held = new Set(sbom.components.map((one) => plain(one.purl)));
  return { missing: [...wanted].filter((one) => !held.has(one)), strange: [...held].filter((one) => !wanted.has(one)) };
}

/** What npm printed, whatever its exit code; nothing when it cannot be started or takes too long. */
async function npm(...args) {
  const child = spawn("npm", args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"], timeout: LONGEST_MS });
  let output = "";
  child.stdout.on("data", (part) => (output += part));
  await new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  return output;
}

async function makeSbom() {
  const lock = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8"));
  const output = await npm("sbom", "--sbom-format", "cyclonedx", "--package-lock-only");
  const everything = parsed(output);
  if (everything === null) throw new Error("npm sbom gave no list");
  return { sbom: productionSbom(everything, lock), lock };
}

async function check() {
  const { kind, said } = judgeAudit(await npm("audit", "--omit=dev", "--json"));
  const WORDS = { vulnerable: "VULNERABLE", fine: "none", unchecked: "NOT CHECKED" };
  console.log(`known vulnerabilities: ${WORDS[kind]} (${said})`);
  if (kind === "unchecked") console.log("  The registry in use does not answer audits, or there is no network: run it again where one does.");
  const { sbom, lock } = await makeSbom();
  const { missing, strange } = wrongIn(sbom, lock);
  for (const one of missing) console.log(`  missing from the list of components: ${one}`);
  for (const one of strange) console.log(`  in the list of components without need: ${one}`);
  console.log(`list of components (CycloneDX ${sbom.specVersion}): ${sbom.components.length} production dependencies, ${missing.length} missing`);
  if (kind === "vulnerable" || missing.length + strange.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , verb = "check"] = process.argv;
  if (verb === "sbom") console.log(JSON.stringify((await makeSbom()).sbom, null, 2));
  else await check();
}
