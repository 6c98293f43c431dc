// `convoca provider`: identity providers, and which of their claims give which role, in which office, on which days.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { mayBePlain } from "../services/identity/providers.ts";
import { isDay, judgeGrant } from "../services/identity/users.ts";
import { OperatorFault } from "../store/fault.ts";
import { newId } from "../store/ids.ts";
import {
  addClaimRule,
  claimRules,
  openProviders,
  removeClaimRule,
  saveProvider,
  stopProvider,
} from "../store/sessions-providers.ts";
import type { ProviderRow } from "../store/sessions-providers.ts";
import { logDoor } from "../store/sessions-users.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import type { OpenDatabase } from "./database.ts";
import { PROVIDER_TEXTS } from "./provider-texts.ts";
import { orFault } from "./user.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const BY = `riga-di-comando:${process.env["USER"] ?? "?"}`;
const incomplete = (): OperatorFault => new OperatorFault("COMANDO_INCOMPLETO", PROVIDER_TEXTS.usage);

const OPTIONS = {
  name: { type: "string" },
  issuer: { type: "string" },
  "client-id": { type: "string" },
  "secret-file": { type: "string" },
  "secret-env": { type: "string" },
  "key-file": { type: "string" },
  post: { type: "boolean", default: false },
  scopes: { type: "string", default: "openid profile" },
  "name-claim": { type: "string", default: "name" },
  claim: { type: "string" },
  value: { type: "string" },
  role: { type: "string" },
  office: { type: "string" },
  "office-claim": { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
} as const;

function read(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}
type Given = ReturnType<typeof read>;

function rowOf({ values, positionals }: Given): ProviderRow {
  const [id = ""] = positionals;
  const { name, issuer, "client-id": clientId, scopes, "name-claim": nameClaim } = values;
  if (name === undefined || issuer === undefined || clientId === undefined) throw incomplete();
  if (!/^[a-z0-9-]{2,40}$/.test(id)) throw new OperatorFault("GESTORE_NON_VALIDO", PROVIDER_TEXTS.badId);
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (url === null || (url.protocol !== "https:" && !mayBePlain(issuer)))
    throw new OperatorFault("GESTORE_NON_VALIDO", PROVIDER_TEXTS.badIssuer);
  const { "secret-file": file, "secret-env": variable, "key-file": key } = values;
  if ([file, variable, key].filter((one) => one !== undefined).length > 1) throw incomplete();
  const secretAt =
    variable !== undefined
      ? `env:${variable}`
      : file !== undefined || key !== undefined
        ? `file:${resolve(file ?? key!)}`
        : null;
  const authentication =
    secretAt === null
      ? "none"
      : key !== undefined
        ? "private_key_jwt"
        : values.post
          ? "client_secret_post"
          : "client_secret_basic";
  return { id, name, issuer, clientId, secretAt, authentication, scopes, nameClaim };
}

async function known({ services }: OpenDatabase, id: string | undefined): Promise<ProviderRow> {
  const found = (await openProviders(services.pools.login)).find((one) => one.id === id);
  if (found === undefined) throw new OperatorFault("GESTORE_SCONOSCIUTO", PROVIDER_TEXTS.unknown(id ?? ""));
  return found;
}

type Verb = (database: OpenDatabase, given: Given) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = {
  set: async ({ services }, given) => {
    const row = rowOf(given);
    await saveProvider(services.pools.login, row, BY);
    await logDoor(services.pools.login, { kind: "provider-set", actor: BY, detail: row.id });
    say(PROVIDER_TEXTS.set(row.id));
  },
  stop: async ({ services }, { positionals }) => {
    const [id = ""] = positionals;
    if (!(await stopProvider(services.pools.login, id)))
      throw new OperatorFault("GESTORE_SCONOSCIUTO", PROVIDER_TEXTS.unknown(id));
    await logDoor(services.pools.login, { kind: "provider-stopped", actor: BY, detail: id });
    say(PROVIDER_TEXTS.stopped(id));
  },
  list: async ({ services }) => {
    for (const row of await openProviders(services.pools.login))
      say(PROVIDER_TEXTS.listed(row.id, row.name, row.issuer));
  },
  rules: async (database, { positionals }) => {
    const row = await known(database, positionals[0]);
    for (const rule of await claimRules(database.services.pools.login, row.id, false))
      say(PROVIDER_TEXTS.rule(rule));
  },
  rule: async (database, { positionals, values }) => {
    const row = await known(database, positionals[0]);
    const {
      claim,
      value,
      role,
      office = null,
      "office-claim": officeClaim = null,
      from = null,
      to = null,
    } = values;
    if (
      claim === undefined ||
      value === undefined ||
      role === undefined ||
      (office !== null && officeClaim !== null)
    )
      throw incomplete();
    for (const day of [from, to]) if (day !== null && !isDay(day)) throw incomplete();
    const pool = database.services.pools.login;
    // An office that comes with each login cannot be looked up now; the rest of the grant can.
    if (officeClaim === null) orFault(await judgeGrant(pool, { role, office, from, to }));
    const id = newId();
    await addClaimRule(pool, row.id, { id, claim, value, role, office, officeClaim, from, to }, BY);
    await logDoor(pool, {
      kind: "claim-rule-added",
      actor: BY,
      detail: `${row.id}: ${claim}=${value} → ${role}`,
    });
    say(PROVIDER_TEXTS.ruleAdded(id));
  },
  "drop-rule": async (database, { positionals }) => {
    const row = await known(database, positionals[0]);
    const [, id = ""] = positionals;
    const pool = database.services.pools.login;
    if (!/^[0-9a-f-]{36}$/.test(id) || !(await removeClaimRule(pool, row.id, id)))
      throw new OperatorFault("REGOLA_SCONOSCIUTA", PROVIDER_TEXTS.ruleUnknown);
    await logDoor(pool, { kind: "claim-rule-removed", actor: BY, detail: `${row.id}: ${id}` });
    say(PROVIDER_TEXTS.ruleRemoved);
  },
};

export async function providerCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb = "", ...rest] = args;
  const work = VERBS[verb];
  if (work === undefined) throw incomplete();
  const given = read(rest);
  await withDatabase(config, (database) => work(database, given));
}
