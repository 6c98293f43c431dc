// The processes of a season: jobs, receipts server and sender, each with a small heap, ended with the one that started them.

import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { OperatorFault } from "../../store/fault.ts";
import type { JobName, Jobs } from "./jobs.ts";
import { SEASON_TEXTS } from "./texts.ts";

/** What a part says to the process that started it. */
export type PartMessage =
  | { readonly kind: "moved"; readonly done: number }
  | { readonly kind: "result"; readonly value: unknown }
  | { readonly kind: "fault"; readonly code: string | null; readonly message: string };

export interface PartSettings {
  readonly database: string;
  /** Folder of the season, where the senders' memory lies. */
  readonly home: string;
  readonly households: number;
}

/**
 * A small heap for each process of ours, since none of them has to hold the Region's people in memory, only what is planned of them
 * (some hundred bytes a household: it matters at ten Regions); and one thread of V8's own beside it: there are two processors for
 * all, and each thread has its stack and its arena.
 */
function sparing(households: number): string[] {
  const heapMiB = Math.max(192, 128 + Math.ceil(households / 1_600));
  return [`--max-old-space-size=${heapMiB}`, "--max-semi-space-size=4", "--v8-pool-size=1"];
}
const MAIN = join(import.meta.dirname, "..", "main.ts");

function partEnvironment(settings: PartSettings, secrets: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CONVOCA_HOME: settings.home,
    CONVOCA_SEASON_DATABASE: settings.database,
    CONVOCA_WORKER_DATABASE: settings.database,
    ...secrets,
  };
}

function start(settings: PartSettings, args: readonly string[], secrets: Readonly<Record<string, string>> = {}): ChildProcess {
  return fork(MAIN, [...args], {
    env: partEnvironment(settings, secrets),
    execArgv: sparing(settings.households),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Ctrl-C goes to the whole group: parts end when they are told, in order.
    detached: true,
  });
}

/** Runs one job in a process of its own. Its faults become ours, sentence and all. */
export async function runJob<K extends JobName>(
  settings: PartSettings,
  name: K,
  given: Jobs[K]["given"],
  watch: { readonly onStart: (child: ChildProcess) => void; readonly onMoved: (done: number) => void },
): Promise<Jobs[K]["result"]> {
  const child = start(settings, ["season", "--part", name, JSON.stringify(given)]);
  watch.onStart(child);
  let result: { readonly value: unknown } | null = null;
  let fault: Error | null = null;
  child.on("message", (message: PartMessage) => {
    if (message.kind === "moved") watch.onMoved(message.done);
    else if (message.kind === "result") result = message;
    else
      fault =
        message.code === null ? new Error(message.message) : new OperatorFault(message.code, message.message);
  });
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  if (fault !== null) throw fault;
  if (result === null) throw new Error(SEASON_TEXTS.partEnded(name, String(code ?? signal)));
  return (result as { readonly value: unknown }).value as Jobs[K]["result"];
}

export interface Running {
  readonly child: ChildProcess;
  /** What it said first. */
  readonly first: unknown;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
}

/**
 * Starts a part that runs until it is stopped; resolves with the first thing it says. `secrets` go by the environment: a command line
 * can be read by every user of the machine.
 */
export async function startPart(
  settings: PartSettings,
  args: readonly string[],
  secrets: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = start(settings, args, secrets);
  const ended = once(child, "exit").then(([code]) => {
    throw new OperatorFault("PROCESSO_NON_PARTITO", SEASON_TEXTS.partEnded(args.join(" "), String(code)));
  });
  ended.catch(() => undefined);
  const [first] = (await Promise.race([once(child, "message"), ended])) as [unknown];
  return { child, first, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
