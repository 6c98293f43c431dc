// `convoca keys`: the keys of documents. What each opens, a new one, the passage to it, the end of an old one.

import { businessNow } from "../store/clock.ts";
import { romeDay } from "../domain/calendar/rome-time.ts";
import { addKey, dropKey } from "../services/documents/key-ring.ts";
import { keyUse, rotateKeys } from "../services/documents/rotate.ts";
import { KEY_TEXTS } from "../services/documents/texts.ts";
import type { Services } from "../services/context.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { keysFile, neededKeys } from "./document-keys.ts";
import { RETENTION_CLI_TEXTS } from "./retention-texts.ts";
import { count } from "./texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const OPERATOR = { id: process.env["USER"] ?? "riga-di-comando", role: "administrator" } as const;

export async function keysCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb = "status", version] = args;
  await withDatabase(config, async ({ services }) => {
    if (verb === "status") await status(config, services);
    else if (verb === "new") await addOne(config, services);
    else if (verb === "rotate") await rotate(config, services);
    else if (verb === "retire" && version !== undefined) await retire(config, services, version);
    else throw new OperatorFault("COMANDO_INCOMPLETO", RETENTION_CLI_TEXTS.keysUsage);
  });
}

async function status(config: Config, services: Services): Promise<void> {
  for (const { version, documents, given, current } of await keyUse(services, neededKeys(config))) {
    say(RETENTION_CLI_TEXTS.key(version, count(documents), given, current));
  }
}

function ownFile(config: Config): string {
  const file = keysFile(config);
  if (file === null) throw new OperatorFault("CHIAVI_NELL_AMBIENTE", config.documentKeys === null ? KEY_TEXTS.notGiven : KEY_TEXTS.fromEnvironment);
  return file;
}

async function addOne(config: Config, services: Services): Promise<void> {
  const file = ownFile(config);
  say(RETENTION_CLI_TEXTS.keyAdded(await addKey(file, romeDay(await businessNow(services.pools.retention))), file));
}

async function rotate(config: Config, services: Services): Promise<void> {
  const { rewrapped, version } = await rotateKeys(services, neededKeys(config), OPERATOR);
  say(RETENTION_CLI_TEXTS.rotated(count(rewrapped), version));
}

/** Only a version that opens nothing any more, here: copies of the database made before still need it to be read. */
async function retire(config: Config, services: Services, version: string): Promise<void> {
  const file = ownFile(config);
  const used = (await keyUse(services, neededKeys(config))).find((one) => one.version === version)?.documents ?? 0;
  if (used > 0) throw new OperatorFault("CHIAVE_IN_USO", KEY_TEXTS.inUse(version, count(used)));
  await dropKey(file, version);
  say(RETENTION_CLI_TEXTS.retired(version));
}
