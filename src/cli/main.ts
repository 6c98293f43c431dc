// The command line: one entry for all commands; an operator's fault is one sentence and a non-zero exit.

import { OperatorFault } from "../store/fault.ts";
import { CLI_TEXTS } from "./texts.ts";
import { readConfig } from "./config.ts";
import type { Config } from "./config.ts";

type Command = (config: Config, args: readonly string[]) => Promise<void>;

/** Each command is loaded when asked for, so that a short one does not pay for the others. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).start,
  worker: async () => (await import("./worker.ts")).worker,
  migrate: async () => (await import("./commands.ts")).migrateCommand,
  reference: async () => (await import("./commands.ts")).referenceCommand,
  import: async () => (await import("./commands.ts")).importCommand,
  plan: async () => (await import("./commands.ts")).planCommand,
  convene: async () => (await import("./commands.ts")).conveneCommand,
  settings: async () => (await import("./commands.ts")).settingsCommand,
  gateway: async () => (await import("./commands.ts")).gatewayCommand,
  reconcile: async () => (await import("./commands.ts")).reconcileCommand,
  verify: async () => (await import("./commands.ts")).verifyCommand,
  season: async () => (await import("./season.ts")).season,
  docs: async () => (await import("./docs.ts")).docsCommand,
};

async function main(): Promise<void> {
  const [name = "help", ...args] = process.argv.slice(2);
  const load = COMMANDS[name];
  if (load === undefined) {
    process.stdout.write(`${CLI_TEXTS.help}\n`);
    process.exitCode = name === "help" || name === "--help" ? 0 : 2;
    return;
  }
  const command = await load();
  await command(readConfig(), args);
}

/** The sentence for the operator; the cause goes below it only where there is no sentence to give. */
function tell(error: unknown): void {
  if (error instanceof OperatorFault) {
    process.stderr.write(`${error.message} [${error.code}]\n`);
    return;
  }
  process.stderr.write(`${CLI_TEXTS.unexpected}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (error instanceof Error && error.cause !== undefined) process.stderr.write(`  ${String(error.cause)}\n`);
}

try {
  await main();
} catch (error) {
  tell(error);
  // Children and timers that a half-done start left behind must not keep the process.
  process.exit(1);
}
