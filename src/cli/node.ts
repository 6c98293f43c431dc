// `convoca node compare [FILE]`: the platform's whole state against ours, now; and the settings of the national node.

import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ZodError } from "zod";
import type { NodeConnection } from "../exchange/national-node/connection.ts";
import { readNodeConnection } from "../exchange/national-node/connection.ts";
import { ServiceClient } from "../exchange/national-node/service-client.ts";
import type { Services } from "../services/context.ts";
import { askDailyRun, compareState } from "../services/node/compare-state.ts";
import type { Compared, CompareOptions } from "../services/node/compare-state.ts";
import { loadReference } from "../services/reference.ts";
import { OperatorFault } from "../store/fault.ts";
import { newId } from "../store/ids.ts";
import { clearExchanges } from "../store/node-exchanges.ts";
import { askRun } from "../store/node-runs.ts";
import { readRuns } from "../store/read/national-node.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { NODE_CLI_TEXTS } from "./node-texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** How the national node is reached; null where it was not told. A file that cannot be used is an operator's fault. */
export function nodeConnectionOf({ nodeFile }: Pick<Config, "nodeFile">): NodeConnection | null {
  if (nodeFile === null) return null;
  try {
    return readNodeConnection(nodeFile);
  } catch (cause) {
    // Paths of members only: a value may be a secret.
    const what = cause instanceof ZodError ? cause.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") : (cause as Error).message;
    throw new OperatorFault("NODO_IMPOSTAZIONI", NODE_CLI_TEXTS.badSettings(nodeFile, what), { cause });
  }
}

export async function nodeCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb, file] = args;
  if (verb !== "compare") throw new OperatorFault("COMANDO_INCOMPLETO", NODE_CLI_TEXTS.usage);
  const connection = nodeConnectionOf(config);
  if (file === undefined && connection?.stateUrl == null) throw new OperatorFault("NODO_NON_CONFIGURATO", NODE_CLI_TEXTS.noState);
  await withDatabase(config, async ({ services }) => {
    const asked = { id: newId(), at: await services.now(), by: "riga-di-comando", file: file === undefined ? null : resolve(file), autoDay: null };
    if (!(await askRun(services.pools.intake, asked))) say(NODE_CLI_TEXTS.goesOn);
    const compared = await compareState(services, await optionsOf(config, services, connection));
    if (compared === null) throw new OperatorFault("CONFRONTO_IN_CORSO", NODE_CLI_TEXTS.otherProcess);
    await tell(services, compared);
  });
}

async function tell(services: Services, { runId, state }: Compared): Promise<void> {
  const run = (await readRuns(services.pools.intake)).find(({ id }) => id === runId)!;
  say(NODE_CLI_TEXTS.compared(run));
  if (state === "failed") throw new OperatorFault("CONFRONTO_NON_RIUSCITO", run.errorMessage ?? "");
}

async function optionsOf(config: Config, services: Services, connection: NodeConnection | null): Promise<CompareOptions> {
  const spool = join(config.home, "nodo");
  await mkdir(spool, { recursive: true, mode: 0o700 });
  return { reference: await loadReference(services.pools.intake), connection, client: connection === null ? null : new ServiceClient(connection), spool };
}

/** The worker's care of the node: the run of the day, what is asked for, and what is over. One at a time; a run may take a minute, and nothing waits for it. */
export class NodeCare {
  readonly #config: Config;
  readonly #services: Services;
  readonly #onFault: (fault: unknown) => void;
  readonly #connection: NodeConnection | null;
  #busy = false;
  #clearedAt = -Infinity;

  constructor(config: Config, services: Services, onFault: (fault: unknown) => void) {
    this.#config = config;
    this.#services = services;
    this.#onFault = onFault;
    this.#connection = nodeConnectionOf(config);
  }

  look(): void {
    if (this.#busy) return;
    this.#busy = true;
    this.#care()
      .catch(this.#onFault)
      .finally(() => (this.#busy = false));
  }

  async #care(): Promise<void> {
    const services = this.#services;
    await askDailyRun(services, { dailyAt: this.#connection?.dailyAt ?? null });
    await compareState(services, await optionsOf(this.#config, services, this.#connection));
    if (performance.now() - this.#clearedAt < 3_600_000) return;
    this.#clearedAt = performance.now();
    await clearExchanges(services.pools.intake);
  }
}
