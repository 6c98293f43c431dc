// Our server as a child process, for benchmarks that speak to it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./region.ts";

export interface WebServer {
  readonly address: string;
  /** Its highest resident memory so far, MiB; 0 where the system does not tell. */
  peakMiB(): number;
  stop(): Promise<void>;
}

/** `options` of the server besides the database: a demonstration unless told. */
export async function startWeb(url: string, options: { readonly demo?: boolean; readonly loginKey?: string } = {}): Promise<WebServer> {
  const child = spawn(process.execPath, [join(ROOT, "test/bench/contenders/web-server.ts"), JSON.stringify({ url, ...options })], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [address] = (await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "exit").then(() => Promise.reject(new Error("the server ended at once"))),
  ])) as [string];
  return {
    address,
    peakMiB: () => peakOf(child.pid!),
    stop: async () => {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
