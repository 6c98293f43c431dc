// The command line: one entry for all commands; an operator's fault is one sentence and a non-zero exit.

import { inspect } from "node:util";
import { keepCompiled } from "./compiled.ts";
import { homeOf, readConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { explain } from "./explain.ts";
import { CLI_TEXTS } from "./texts.ts";

type Command = (config: Config, args: readonly string[]) => Promise<void>;

/** Each command is loaded when asked for, so that a short one does not pay for the others. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./start.ts")).start,
  worker: async () => (await import("./worker.ts")).worker,
  migrate: async () => (await import("./commands.ts")).migrateCommand,
  reference: async () => (await import("./commands.ts")).referenceCommand,
  node: async () => (await import("./node.ts")).nodeCommand,
  domiciles: async () => (await import("./domiciles.ts")).domicilesCommand,
  import: async () => (await import("./commands.ts")).importCommand,
  plan: async () => (await import("./commands.ts")).planCommand,
  forecast: async () => (await import("./forecast.ts")).forecastCommand,
  convene: async () => (await import("./commands.ts")).conveneCommand,
  settings: async () => (await import("./commands.ts")).settingsCommand,
  gateway: async () => (await import("./commands.ts")).gatewayCommand,
  mailbox: async () => (await import("./mailbox.ts")).mailboxCommand,
  reconcile: async () => (await import("./commands.ts")).reconcileCommand,
  verify: async () => (await import("./commands.ts")).verifyCommand,
  figures: async () => (await import("./figures.ts")).figuresCommand,
  season: async () => (await import("./season.ts")).season,
  user: async () => (await import("./user.ts")).userCommand,
  retention: async () => (await import("./retention.ts")).retentionCommand,
  dossier: async () => (await import("./dossier.ts")).dossierCommand,
  keys: async () => (await import("./keys.ts")).keysCommand,
  "login-key": async () => (await import("./login-key.ts")).loginKeyCommand,
  provider: async () => (await import("./provider.ts")).providerCommand,
  system: async () => (await import("./system.ts")).systemCommand,
  "api-client": async () => (await import("./api-client.ts")).apiClientCommand,
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
  keepCompiled(homeOf(process.env));
  const command = await load();
  await command(readConfig(), args);
}

/** The sentence for the operator; the cause goes below it only where there is no sentence to give, or on request. */
async function tell(error: unknown): Promise<void> {
  const fault = await explain(error, homeOf(process.env));
  if (fault === null) process.stderr.write(`${CLI_TEXTS.unexpected}\n${inspect(error)}\n`);
  else process.stderr.write(`${fault.message} [${fault.code}]\n${process.env["CONVOCA_LOG"] === "debug" ? `${inspect(error)}\n` : ""}`);
}

try {
  await main();
} catch (error) {
  await tell(error);
  // Children and timers that a half-done start left behind must not keep the process.
  process.exit(1);
}
