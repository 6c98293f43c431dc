// `convoca user`: who may enter with a name and a password of this installation.

import { parseArgs } from "node:util";
import type { Outcome } from "../domain/outcome.ts";
import {
  addLocalUser,
  giveRole,
  recordTaxCode,
  resetUser,
  sendOut,
  setStopped,
  takeRole,
} from "../services/identity/users.ts";
import type { Grant } from "../services/identity/users.ts";
import { checkTaxCode } from "../domain/people/tax-code.ts";
import { loadReference } from "../services/reference.ts";
import { OperatorFault } from "../store/fault.ts";
import { inTransaction } from "../store/pools.ts";
import { endEverySession } from "../store/sessions.ts";
import { listUsers, logDoor } from "../store/sessions-users.ts";
import type { Config } from "./config.ts";
import { withDatabase } from "./database.ts";
import type { OpenDatabase } from "./database.ts";
import { USER_TEXTS } from "./user-texts.ts";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const BY = `riga-di-comando:${process.env["USER"] ?? "?"}`;

export function orFault<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new OperatorFault(outcome.refusal.code, outcome.refusal.message);
  return outcome.value;
}

interface Given {
  readonly login: string;
  readonly name: string | null;
  readonly because: string;
  readonly code: string;
  readonly grant: Grant | null;
}

function read(args: readonly string[]): Given {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: "string" },
      role: { type: "string" },
      office: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      because: { type: "string" },
      code: { type: "string" },
    },
  });
  const { role, office = null, from = null, to = null } = values;
  return {
    login: positionals[0] ?? "",
    name: values.name ?? null,
    because: values.because ?? USER_TEXTS.noReason,
    code: values.code ?? "",
    grant: role === undefined ? null : { role, office, from, to },
  };
}

type Verb = (database: OpenDatabase, given: Given) => Promise<void>;

const incomplete = (): OperatorFault => new OperatorFault("COMANDO_INCOMPLETO", USER_TEXTS.usage);

const VERBS: Readonly<Record<string, Verb>> = {
  add: async ({ services }, { login, name, grant }) => {
    if (name === null || grant === null) throw incomplete();
    const { password, hours } = orFault(
      await addLocalUser(services.pools.login, { login, name, grant, by: BY }),
    );
    say(USER_TEXTS.added(login, password, hours));
  },
  reset: async ({ services }, { login }) => {
    const { password, hours } = orFault(await resetUser(services.pools.login, login, BY));
    say(USER_TEXTS.reset(login, password, hours));
  },
  "give-role": async ({ services }, { login, grant }) => {
    if (grant === null) throw incomplete();
    orFault(await giveRole(services.pools.login, login, grant, BY));
    say(USER_TEXTS.roleGiven(login, grant.role, grant.office));
  },
  "take-role": async ({ services }, { login, grant }) => {
    if (grant === null) throw incomplete();
    orFault(await takeRole(services.pools.login, login, grant, BY));
    say(USER_TEXTS.roleTaken(login, grant.role, grant.office));
  },
  "tax-code": async ({ services }, { login, code }) => {
    const { places } = await loadReference(services.pools.control);
    const checked = orFault(checkTaxCode(code.replaceAll(/\s/g, "").toUpperCase(), places));
    orFault(await recordTaxCode(services.pools.login, login, checked.code, BY));
    say(USER_TEXTS.taxCodeSet(login));
  },
  stop: async ({ services }, { login, because }) => {
    orFault(await setStopped(services.pools.login, login, { stopped: true, because }, BY));
    say(USER_TEXTS.stopped(login));
  },
  readmit: async ({ services }, { login, because }) => {
    orFault(await setStopped(services.pools.login, login, { stopped: false, because }, BY));
    say(USER_TEXTS.readmitted(login));
  },
  "send-out": async ({ services }, { login }) => {
    say(USER_TEXTS.sentOut(orFault(await sendOut(services.pools.login, login, BY))));
  },
};

const WITHOUT_LOGIN: Readonly<Record<string, (database: OpenDatabase) => Promise<void>>> = {
  list: async ({ services }) => {
    for (const user of await listUsers(services.pools.login)) say(USER_TEXTS.listed(user));
  },
  "send-out-all": async ({ services }) => {
    const ended = await inTransaction(services.pools.login, async (db) => {
      const count = await endEverySession(db, "sent-out");
      await logDoor(db, { kind: "everybody-sent-out", actor: BY, detail: String(count) });
      return count;
    });
    say(USER_TEXTS.sentOut(ended));
  },
};

export async function userCommand(config: Config, args: readonly string[]): Promise<void> {
  const [verb = "", ...rest] = args;
  const alone = WITHOUT_LOGIN[verb];
  if (alone !== undefined) return withDatabase(config, alone);
  const given = read(rest);
  const work = VERBS[verb];
  if (work === undefined || given.login === "") throw incomplete();
  await withDatabase(config, (database) => work(database, given));
}
