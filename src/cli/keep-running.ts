// The embedded server under a watch: one that ends by itself is started again where every pool looks for it.

import { join } from "node:path";
import { isAlive, startEmbedded } from "../store/embedded.ts";
import type { EmbeddedDatabase } from "../store/embedded.ts";
import type { Config } from "./config.ts";
import { CLI_TEXTS } from "./texts.ts";

const WATCH_MS = 1_000;

/** Watches `first` and its successors; `stop` stops the one that runs then. */
export function keepRunning(config: Config, first: EmbeddedDatabase): { stop(): Promise<void> } {
  let current = first;
  let reviving: Promise<void> | null = null;
  const revive = async (): Promise<void> => {
    process.stderr.write(`${CLI_TEXTS.databaseAgain}\n`);
    try {
      current = await startEmbedded({ home: join(config.home, "postgres"), port: first.port });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    reviving = null;
  };
  const watch = setInterval(() => {
    if (reviving === null && !isAlive(current.pid)) reviving = revive();
  }, WATCH_MS);
  return {
    stop: async () => {
      clearInterval(watch);
      await reviving;
      await current.stop();
    },
  };
}
