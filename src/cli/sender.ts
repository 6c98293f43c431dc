// The sending process as a child: started, started again when it ends by itself, ended.

import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { OperatorFault } from "../store/fault.ts";
import { CLI_TEXTS } from "./texts.ts";

/** An outage that ends the process at once must not become a storm of processes. */
const AGAIN_MS = 2_000;
/** What closing the windows on the wire may take; what is cut then is asked about at the next start. */
const PATIENCE_MS = 30_000;

export interface Sender {
  /** Resolves when it sends; rejects when it could not start. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** Runs `convoca worker` on the database of `url` until `stop`. */
export function startSender(url: string): Sender {
  let stopping = false;
  let again: NodeJS.Timeout | undefined;
  let child = forkWorker(url);
  const ready = firstMessage(child);
  const watch = (): void => {
    child.once("exit", () => {
      if (stopping) return;
      process.stderr.write(`${CLI_TEXTS.workerAgain}\n`);
      again = setTimeout(() => {
        child = forkWorker(url);
        watch();
      }, AGAIN_MS);
    });
  };
  ready.then(watch, () => undefined);
  return {
    ready,
    stop: async () => {
      stopping = true;
      clearTimeout(again);
      await end(child);
    },
  };
}

function forkWorker(url: string): ChildProcess {
  return fork(join(import.meta.dirname, "main.ts"), ["worker"], {
    env: { ...process.env, CONVOCA_WORKER_DATABASE: url },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Ctrl-C goes to the whole group: the worker ends when we tell it, not before.
    detached: true,
  });
}

async function firstMessage(child: ChildProcess): Promise<void> {
  const early = once(child, "exit").then(() => {
    throw new OperatorFault("INVII_NON_PARTITI", CLI_TEXTS.workerNotStarted);
  });
  await Promise.race([once(child, "message"), early]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await ended;
  clearTimeout(impatience);
}
