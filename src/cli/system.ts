// `convoca system`: the other systems that may use the API, their secrets and public keys.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { endClient, registerClient, rotateKey, setSigning } from "../services/open-api/clients.ts";
import type { Services } from "../services/context.ts";
import { listClients } from "../store/api-clients.ts";
import { OperatorFault } from "../store/fault.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import { SYSTEM_CLI_TEXTS } from "./system-texts.ts";
import { orFault } from "./user.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const OPERATOR = { id: process.env["USER"] ?? "riga-di-comando", role: "administrator" } as const;
const USUAL_PER_MINUTE = 600;

export async function systemCommand(config: Config, args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      title: { type: "string" },
      offices: { type: "string", default: "" },
      scopes: { type: "string", default: "" },
      "per-minute": { type: "string", default: String(USUAL_PER_MINUTE) },
      integrity: { type: "boolean", default: false },
    },
  });
  const [verb = "list", name = "", file = ""] = positionals;
  const words = (text: string): string[] => text.split(",").map((word) => word.trim()).filter((word) => word !== "");
  await withDatabase(config, async ({ services }) => {
    if (verb === "list") return list(services);
    if (name === "") throw new OperatorFault("COMANDO_INCOMPLETO", SYSTEM_CLI_TEXTS.usage);
    if (verb === "add") {
      const perMinute = Number(values["per-minute"]);
      if (!Number.isInteger(perMinute) || perMinute < 1 || perMinute > 60_000) throw new OperatorFault("COMANDO_INCOMPLETO", SYSTEM_CLI_TEXTS.usage);
      const given = { name, title: values.title ?? name, offices: words(values.offices), scopes: words(values.scopes), perMinute };
      say(SYSTEM_CLI_TEXTS.secret(name, orFault(await registerClient(services, given, OPERATOR)).secret));
    } else if (verb === "key") say(SYSTEM_CLI_TEXTS.secret(name, orFault(await rotateKey(services, name, OPERATOR)).secret));
    else if (verb === "sign" && file !== "") {
      orFault(await setSigning(services, name, { keys: publicKeys(file), integrity: values.integrity }, OPERATOR));
      say(SYSTEM_CLI_TEXTS.signs(name));
    } else if (verb === "secret") {
      orFault(await setSigning(services, name, null, OPERATOR));
      say(SYSTEM_CLI_TEXTS.unsigned(name));
    } else if (verb === "close") {
      orFault(await endClient(services, name, OPERATOR));
      say(SYSTEM_CLI_TEXTS.closed(name));
    } else throw new OperatorFault("COMANDO_INCOMPLETO", SYSTEM_CLI_TEXTS.usage);
  });
}

/** The keys of a JWKS file; what is no JWKS has none, and is refused as such. */
function publicKeys(file: string): Record<string, unknown>[] {
  try {
    const parsed = JSON.parse(readFileSync(file, "utf8")) as { keys?: unknown };
    return Array.isArray(parsed.keys) ? (parsed.keys as Record<string, unknown>[]) : [];
  } catch {
    return [];
  }
}

async function list(services: Services): Promise<void> {
  const clients = await listClients(services.pools.login);
  if (clients.length === 0) say(SYSTEM_CLI_TEXTS.none);
  for (const { name, title, offices, scopes, closedAt, signing, keys } of clients)
    say(SYSTEM_CLI_TEXTS.line(name, title, offices.length, scopes, SYSTEM_CLI_TEXTS.state(closedAt !== null, signing !== null, keys)));
}
