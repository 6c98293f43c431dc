// Use cases on users, for the command line: added with a one-time password, given and taken roles, stopped, sent out.

import { randomInt } from "node:crypto";
import type { Pool } from "pg";
import { isRole, needsOffice, ROLES } from "../../domain/access/roles.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Queryable } from "../../store/read/query.ts";
import { endSessionsOf } from "../../store/sessions.ts";
import type { Choice } from "../../store/sessions.ts";
import { clearFailures, dropTotp, savePassword } from "../../store/sessions-login.ts";
import {
  endRole,
  findUser,
  grantRole,
  insertUser,
  setTaxCode,
  logDoor,
  openOffices,
  readmitUser,
  stopUser,
} from "../../store/sessions-users.ts";
import type { UserRow } from "../../store/sessions-users.ts";
import { throttleKey } from "./login.ts";
import { hashPassword } from "./passwords.ts";
import { readDoorSettings } from "./settings.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

/** Without signs that look alike: it is read aloud or copied from paper. */
const SIGNS = "23456789abcdefghjkmnpqrstvwxyz";

/** A one-time password of 78 bits, in four groups. */
export function newOneTimePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]!).join("");
  return [group(), group(), group(), group()].join("-");
}

export interface Grant extends Choice {
  readonly from: string | null;
  readonly to: string | null;
}

/** A role and an office that belong together, on days that are days. */
export async function judgeGrant(db: Queryable, grant: Grant): Promise<Outcome<Grant>> {
  const { role, office } = grant;
  if (!isRole(role) || role === "integration")
    return refuse(
      "RUOLO_SCONOSCIUTO",
      IDENTITY_TEXTS.badRole(ROLES.filter((one) => one !== "integration").join(", ")),
    );
  if (needsOffice(role) && office === null) return refuse("SEDE_MANCANTE", IDENTITY_TEXTS.officeMissing);
  if (!needsOffice(role) && office !== null)
    return refuse("SEDE_NON_PREVISTA", IDENTITY_TEXTS.officeNotWanted);
  if (office !== null && (await openOffices(db, [office])).length === 0)
    return refuse("SEDE_SCONOSCIUTA", IDENTITY_TEXTS.officeUnknown(office));
  for (const day of [grant.from, grant.to])
    if (day !== null && !isDay(day)) return refuse("DATA_NON_VALIDA", IDENTITY_TEXTS.badDay(day));
  return accept(grant);
}

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}

/** Adds a local user with a first role; answers the one-time password, which is shown once and good for the hours of the settings. */
export async function addLocalUser(
  pool: Pool,
  user: { readonly login: string; readonly name: string; readonly grant: Grant; readonly by: string },
): Promise<Outcome<{ readonly password: string; readonly hours: number }>> {
  const login = user.login.toLowerCase();
  if (!/^[^\s\p{Cc}]{2,200}$/u.test(login)) return refuse("UTENTE_NON_VALIDO", IDENTITY_TEXTS.badLogin);
  if (user.name.trim() === "" || /\p{Cc}/u.test(user.name))
    return refuse("NOME_NON_VALIDO", IDENTITY_TEXTS.badName);
  const judged = await judgeGrant(pool, user.grant);
  if (!judged.ok) return judged;
  if ((await findUser(pool, login)) !== null)
    return refuse("UTENTE_ESISTENTE", IDENTITY_TEXTS.userExists(login));
  const settings = await readDoorSettings(pool);
  const password = newOneTimePassword();
  const phc = await hashPassword(password, settings);
  await inTransaction(pool, async (db) => {
    const id = newId();
    await insertUser(db, { id, kind: "local", login, name: user.name.trim(), by: user.by });
    await savePassword(db, id, phc, settings.oneTimePasswordHours);
    await grantRole(db, { id: newId(), userId: id, ...user.grant, by: user.by });
    await logDoor(db, { kind: "user-added", userId: id, actor: user.by, detail: spell(user.grant) });
  });
  return accept({ password, hours: settings.oneTimePasswordHours });
}

const spell = ({ role, office }: Choice): string => (office === null ? role : `${role}@${office}`);

async function known(db: Queryable, login: string): Promise<Outcome<UserRow>> {
  const user = await findUser(db, login);
  return user === null ? refuse("UTENTE_SCONOSCIUTO", IDENTITY_TEXTS.userUnknown(login)) : accept(user);
}

/** A new one-time password; second factor and recovery codes go, all sessions end, a lock is lifted. */
export async function resetUser(
  pool: Pool,
  login: string,
  by: string,
): Promise<Outcome<{ readonly password: string; readonly hours: number }>> {
  const found = await known(pool, login);
  if (!found.ok) return found;
  if (found.value.kind !== "local") return refuse("UTENTE_NON_LOCALE", IDENTITY_TEXTS.notLocal(login));
  const settings = await readDoorSettings(pool);
  const password = newOneTimePassword();
  const phc = await hashPassword(password, settings);
  const { id } = found.value;
  await inTransaction(pool, async (db) => {
    await savePassword(db, id, phc, settings.oneTimePasswordHours);
    await dropTotp(db, id);
    await endSessionsOf(db, id, "reset");
    await clearFailures(db, throttleKey(found.value.login));
    await logDoor(db, { kind: "user-reset", userId: id, actor: by });
  });
  return accept({ password, hours: settings.oneTimePasswordHours });
}

/** Records the tax code that the user's reports bear: checked before, by who knows the places of birth. Refusals: UTENTE_SCONOSCIUTO. */
export async function recordTaxCode(pool: Pool, login: string, taxCode: string, by: string): Promise<Outcome<null>> {
  const found = await known(pool, login);
  if (!found.ok) return found;
  await inTransaction(pool, async (db) => {
    await setTaxCode(db, found.value.id, taxCode);
    await logDoor(db, { kind: "tax-code-set", userId: found.value.id, actor: by });
  });
  return accept(null);
}

/** Grants a role; in force at the user's next login. */
export async function giveRole(pool: Pool, login: string, grant: Grant, by: string): Promise<Outcome<null>> {
  const found = await known(pool, login);
  if (!found.ok) return found;
  if (found.value.kind !== "local")
    return refuse("UTENTE_NON_LOCALE", IDENTITY_TEXTS.rolesFromProvider(login));
  const judged = await judgeGrant(pool, grant);
  if (!judged.ok) return judged;
  await inTransaction(pool, async (db) => {
    await grantRole(db, { id: newId(), userId: found.value.id, ...grant, by });
    await logDoor(db, { kind: "role-given", userId: found.value.id, actor: by, detail: spell(grant) });
  });
  return accept(null);
}

/** Takes a role back at once: the user's sessions end, whatever they are doing. */
export async function takeRole(
  pool: Pool,
  login: string,
  choice: Choice,
  by: string,
): Promise<Outcome<null>> {
  const found = await known(pool, login);
  if (!found.ok) return found;
  return inTransaction(pool, async (db) => {
    const ended = await endRole(db, found.value.id, choice.role, choice.office, by);
    if (ended === 0) return refuse("RUOLO_NON_CONCESSO", IDENTITY_TEXTS.roleNotThere);
    await endSessionsOf(db, found.value.id, "role-taken-back");
    await logDoor(db, { kind: "role-taken-back", userId: found.value.id, actor: by, detail: spell(choice) });
    return accept(null);
  });
}

/** Stops a user (sessions end at once) or lets one enter again. */
export async function setStopped(
  pool: Pool,
  login: string,
  state: { readonly stopped: boolean; readonly because: string },
  by: string,
): Promise<Outcome<null>> {
  const found = await known(pool, login);
  if (!found.ok) return found;
  const { id } = found.value;
  await inTransaction(pool, async (db) => {
    if (state.stopped) {
      await stopUser(db, id, state.because);
      await endSessionsOf(db, id, "stopped");
    } else await readmitUser(db, id);
    await logDoor(db, {
      kind: state.stopped ? "user-stopped" : "user-readmitted",
      userId: id,
      actor: by,
      detail: state.because,
    });
  });
  return accept(null);
}

/** Ends every session of a user; answers how many. */
export async function sendOut(pool: Pool, login: string, by: string): Promise<Outcome<number>> {
  const found = await known(pool, login);
  if (!found.ok) return found;
  return inTransaction(pool, async (db) => {
    const ended = await endSessionsOf(db, found.value.id, "sent-out");
    await logDoor(db, {
      kind: "all-sessions-ended",
      userId: found.value.id,
      actor: by,
      detail: String(ended),
    });
    return accept(ended);
  });
}
