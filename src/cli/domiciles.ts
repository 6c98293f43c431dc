// `convoca domiciles`: how the search of digital domiciles stands; and its settings, for the worker.

import { ZodError } from "zod";
import { readDomicileSettings } from "../exchange/domiciles/settings.ts";
import { RegisterClient } from "../exchange/domiciles/register-client.ts";
import { REGISTER_RULES } from "../domain/domiciles/registers.ts";
import { OperatorFault } from "../store/fault.ts";
import { lastBatches, registerFigures } from "../store/domiciles.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { DOMICILE_CLI_TEXTS } from "./domicile-texts.ts";

const SHOWN = 10;

/** The registers that settings name; none where there are no settings. A file that cannot be used is an operator's fault. */
export function registerClients({ domicilesFile }: Pick<Config, "domicilesFile">): RegisterClient[] {
  if (domicilesFile === null) return [];
  try {
    return readDomicileSettings(domicilesFile).map((connection) => new RegisterClient(connection));
  } catch (cause) {
    // Paths of members only: a value may be a secret.
    const what = cause instanceof ZodError ? cause.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") : (cause as Error).message;
    throw new OperatorFault("DOMICILI_IMPOSTAZIONI", DOMICILE_CLI_TEXTS.badSettings(domicilesFile, what), { cause });
  }
}

export async function domicilesCommand(config: Config, args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new OperatorFault("COMANDO_INCOMPLETO", DOMICILE_CLI_TEXTS.usage);
  const clients = registerClients(config);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (clients.length === 0) say(DOMICILE_CLI_TEXTS.off);
  await withDatabase(config, async ({ services }) => {
    const pool = services.pools.intake;
    for (const figures of await registerFigures(pool)) say(DOMICILE_CLI_TEXTS.register(REGISTER_RULES[figures.code].title, figures));
    for (const batch of await lastBatches(pool, SHOWN)) say(DOMICILE_CLI_TEXTS.batch(REGISTER_RULES[batch.register].title, batch));
  });
}
