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
}

/** A small heap for each process of ours: none of them has to hold the Region in memory. */
const HEAP_OPTIONS: readonly string[] = ["--max-old-space-size=192", "--max-semi-space-size=4"];
const MAIN = join(import.meta.dirname, "..", "main.ts");

/**
 * Environment of a child. Few memory arenas, or each thread of libuv and zlib keeps one of its own. What V8 made of the sources is
 * kept in the season's folder: a child that finds it need not load the compiler (25 MiB, a quarter of a second).
 */
export function partEnvironment(settings: PartSettings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MALLOC_ARENA_MAX: "2",
    NODE_COMPILE_CACHE: join(settings.home, "compilati"),
    CONVOCA_HOME: settings.home,
    CONVOCA_SEASON_DATABASE: settings.database,
    CONVOCA_WORKER_DATABASE: settings.database,
  };
}

function start(settings: PartSettings, args: readonly string[]): ChildProcess {
  return fork(MAIN, [...args], {
    env: partEnvironment(settings),
    execArgv: [...HEAP_OPTIONS],
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

/** Starts a part that runs until it is stopped; resolves with the first thing it says. */
export async function startPart(settings: PartSettings, args: readonly string[]): Promise<Running> {
  const child = start(settings, args);
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
