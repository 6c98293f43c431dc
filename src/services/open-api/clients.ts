// Use cases: other systems are registered, get a secret, change it, sign with their keys, are closed; each is an act of the installation.

import type { ClientBase } from "pg";
import { isApiScope } from "../../domain/open-api/scopes.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { addKey, changeSigning, clientByName, closeClient, insertClient } from "../../store/api-clients.ts";
import type { Signing } from "../../store/api-clients.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import { openOffices } from "../../store/sessions-users.ts";
import type { Actor, Services } from "../context.ts";
import { hashSecret, newSecret } from "../identity/secrets.ts";
import { Refused, refusable } from "../refused.ts";
import { API_TEXTS } from "./texts.ts";

const KEY_DAYS = 365;
/** The other side has a day to change over. */
const GRACE_HOURS = 24;

export interface Registration {
  readonly name: string;
  readonly title: string;
  readonly offices: readonly string[];
  readonly scopes: readonly string[];
  readonly perMinute: number;
}

/** Registers a system and gives its secret, which is shown this once. Refusals: NOME_NON_VALIDO, NOME_GIA_USATO, PERMESSI_NON_VALIDI, SEDI_SCONOSCIUTE. */
export async function registerClient(services: Services, { name, title, offices, scopes, perMinute }: Registration, actor: Actor): Promise<Outcome<{ secret: string }>> {
  return told(services, actor, "api-client-added", { name, title, offices, scopes, perMinute }, async (db) => {
    if (!/^[a-z][a-z0-9-]{2,39}$/u.test(name)) throw new Refused("NOME_NON_VALIDO", API_TEXTS.nameWrong);
    if (scopes.length === 0 || !scopes.every(isApiScope)) throw new Refused("PERMESSI_NON_VALIDI", API_TEXTS.scopesWrong);
    const known = new Set(await openOffices(db, [...offices]));
    const unknown = offices.filter((office) => !known.has(office));
    if (offices.length === 0 || unknown.length > 0) throw new Refused("SEDI_SCONOSCIUTE", API_TEXTS.officesWrong(unknown.join(", ")));
    const id = newId();
    if (!(await insertClient(db, { id, name, title, offices, scopes, perMinute, signing: null }))) throw new Refused("NOME_GIA_USATO", API_TEXTS.nameTaken);
    return { secret: await giveKey(db, id) };
  });
}

/** A new secret; those of before live on for a day. Refusals: SISTEMA_SCONOSCIUTO. */
export async function rotateKey(services: Services, name: string, actor: Actor): Promise<Outcome<{ secret: string }>> {
  return told(services, actor, "api-client-key-changed", { name }, async (db) => {
    const client = await clientByName(db, name);
    if (client === null) throw new Refused("SISTEMA_SCONOSCIUTO", API_TEXTS.noClient);
    return { secret: await giveKey(db, client.id) };
  });
}

/** From now on the system shows tokens signed with these keys, and its secret opens nothing; null: the secret again. Refusals: SISTEMA_SCONOSCIUTO, CHIAVI_NON_VALIDE. */
export async function setSigning(services: Services, name: string, signing: Signing | null, actor: Actor): Promise<Outcome<null>> {
  const kids = signing?.keys.map((key) => String(key["kid"])) ?? [];
  return told(services, actor, "api-client-signing-set", { name, kids, integrity: signing?.integrity ?? false }, async (db) => {
    const isWrong = signing !== null && (signing.keys.length === 0 || signing.keys.some((key) => (key["kty"] !== "RSA" && key["kty"] !== "EC") || key["d"] !== undefined));
    if (isWrong) throw new Refused("CHIAVI_NON_VALIDE", API_TEXTS.keysWrong);
    if (!(await changeSigning(db, name, signing))) throw new Refused("SISTEMA_SCONOSCIUTO", API_TEXTS.noClient);
    return null;
  });
}

/** Nothing of it opens anything from now on. Refusals: SISTEMA_SCONOSCIUTO. */
export async function endClient(services: Services, name: string, actor: Actor): Promise<Outcome<null>> {
  return told(services, actor, "api-client-closed", { name }, async (db) => {
    if (!(await closeClient(db, name))) throw new Refused("SISTEMA_SCONOSCIUTO", API_TEXTS.noClient);
    return null;
  });
}

async function giveKey(db: ClientBase, clientId: string): Promise<string> {
  const secret = newSecret();
  await addKey(db, { id: newId(), clientId, hash: hashSecret(secret), days: KEY_DAYS, graceHours: GRACE_HOURS });
  return secret;
}

async function told<T>(services: Services, actor: Actor, kind: string, payload: object, work: (db: ClientBase) => Promise<T>): Promise<Outcome<T>> {
  const happenedAt = await services.now();
  return refusable(() =>
    inTransaction(services.pools.worker, async (db) => {
      const done = await work(db);
      await appendActs(db, actor, [{ subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind, happenedAt, payload }]);
      return done;
    }),
  );
}
