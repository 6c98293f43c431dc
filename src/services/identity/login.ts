// Logging in with a local account, step by step: password, second factor, own password, setting the factor up, role. No step can be skipped.

import type { Pool } from "pg";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Queryable } from "../../store/read/query.ts";
import { endSessionsOf } from "../../store/sessions.ts";
import type { SessionRow, SessionStep } from "../../store/sessions.ts";
import {
  clearFailures,
  countFailure,
  lockedSeconds,
  readKnock,
  readLocal,
  readTotp,
  rehashPassword,
  savePassword,
  takeStep,
  useRecoveryCode,
} from "../../store/sessions-login.ts";
import type { LocalLogin } from "../../store/sessions-login.ts";
import { choicesOf, logDoor, wordsNear } from "../../store/sessions-users.ts";
import { judgePassword, LONGEST } from "./password-rules.ts";
import { checkNobody, checkPassword, hashPassword, isOutdated } from "./passwords.ts";
import { hashRecoveryCode } from "./recovery-codes.ts";
import { unseal } from "./seal.ts";
import type { LoginKeys } from "./seal.ts";
import { hashSecret } from "./secrets.ts";
import { beginSession } from "./sessions.ts";
import type { Entered, Visitor } from "./sessions.ts";
import { readDoorSettings } from "./settings.ts";
import type { DoorSettings } from "./settings.ts";
import { IDENTITY_TEXTS } from "./texts.ts";
import { stepOfCode } from "./totp.ts";

/** What the door works with: its own connections, and the keys that second factors are sealed with. */
export interface Door {
  readonly pool: Pool;
  readonly keys: LoginKeys | null;
}

/** A refusal that says when to come back. */
export type Refused = Outcome<never> & { readonly retryAfter?: number };

/** Failures are counted by the name as typed, whether anybody has it or not. */
export function throttleKey(login: string): Buffer {
  return hashSecret(login.normalize("NFKC").toLowerCase());
}

export function locked(seconds: number): Refused {
  return { ...refuse("ACCESSO_BLOCCATO", IDENTITY_TEXTS.locked(seconds)), retryAfter: seconds };
}

/** Counts and records a failure; the answer is the same for a wrong password, a wrong name and a stopped user. */
export async function failed(
  pool: Pool,
  settings: DoorSettings,
  visitor: Visitor,
  whose: { readonly login: string; readonly userId: string | null; readonly kind: string },
  refusal: Refused,
): Promise<Refused> {
  const key = throttleKey(whose.login);
  const seconds = await countFailure(pool, key, {
    after: settings.lockAfter,
    firstSeconds: settings.lockFirstSeconds,
    longestSeconds: settings.lockLongestMinutes * 60,
  });
  await logDoor(pool, {
    kind: seconds > 0 ? `${whose.kind}-locked` : whose.kind,
    userId: whose.userId,
    actor: whose.userId === null ? null : whose.login,
    typed: whose.userId === null ? key : null,
    address: visitor.address,
  });
  return seconds > 0 ? locked(seconds) : refusal;
}

/** The first step: name and password. */
export async function knock(
  door: Door,
  visitor: Visitor,
  given: { readonly login: string; readonly password: string },
): Promise<Outcome<Entered> | Refused> {
  const { pool } = door;
  const settings = await readDoorSettings(pool);
  const { user, lockedSeconds: seconds } = await readKnock(pool, given.login, throttleKey(given.login));
  if (seconds > 0) return locked(seconds);
  const password = given.password.slice(0, LONGEST * 2);
  const right =
    user === null || user.phc === null
      ? await checkNobody(password, settings)
      : await checkPassword(password, user.phc, settings);
  if (!right || user === null || user.phc === null) {
    const refusal = refuse("CREDENZIALI_ERRATE", IDENTITY_TEXTS.wrongCredentials);
    return failed(
      pool,
      settings,
      visitor,
      { login: given.login, userId: user?.id ?? null, kind: "wrong-password" },
      refusal,
    );
  }
  if (user.oneTimeUntil !== null && Date.parse(user.oneTimeUntil) < Date.now())
    return refuse("PASSWORD_SCADUTA", IDENTITY_TEXTS.expiredOneTime);
  // Guesses made side by side have passed the first look together: what was locked meanwhile stays locked, right or not.
  const meanwhile = await lockedSeconds(pool, throttleKey(given.login));
  if (meanwhile > 0) return locked(meanwhile);
  if (isOutdated(user.phc, settings))
    await rehashPassword(pool, user.id, user.phc, await hashPassword(password, settings));
  return goOn(pool, settings, visitor, user, user.totp ? "second-factor" : null);
}

/** Goes to `step`, or where none is told to the next that is still due; the session's secret changes each time. */
export async function goOn(
  pool: Pool,
  settings: DoorSettings,
  visitor: Visitor,
  user: LocalLogin,
  step: SessionStep | null,
  follows?: string,
): Promise<Outcome<Entered>> {
  const choices = await choicesOf(pool, user.id);
  const due = step ?? stepDue(settings, user);
  if (due === null && choices.length === 0) return refuse("NESSUN_RUOLO", IDENTITY_TEXTS.noRoles);
  const next = due ?? (choices.length === 1 ? "open" : "choose");
  return accept(
    await inTransaction(pool, async (db) => {
      const entered = await beginSession(db, settings, visitor, {
        userId: user.id,
        step: next,
        choice: next === "open" ? choices[0]! : null,
        choices,
        ...(follows === undefined ? {} : { follows }),
      });
      if (due === null) await recordEntry(db, user, visitor, entered.sessionId);
      return entered;
    }),
  );
}

function stepDue(settings: DoorSettings, user: LocalLogin): SessionStep | null {
  if (user.oneTimeUntil !== null) return "new-password";
  return settings.secondFactor === 1 && !user.totp ? "enrol" : null;
}

async function recordEntry(
  db: Queryable,
  user: LocalLogin,
  visitor: Visitor,
  sessionId: string,
): Promise<void> {
  await clearFailures(db, throttleKey(user.login));
  await logDoor(db, {
    kind: "entered",
    userId: user.id,
    actor: user.login,
    address: visitor.address,
    sessionId,
  });
}

/** The user whose login stands at `step`; a refusal at any other. */
export async function atStep(
  pool: Pool,
  session: SessionRow,
  step: SessionStep,
): Promise<Outcome<LocalLogin>> {
  const user = session.step === step ? await readLocal(pool, session.userId) : null;
  return user === null ? refuse("PASSO_DIVERSO", IDENTITY_TEXTS.notThisStep) : accept(user);
}

/** The second step: the code of the phone, or a recovery code. Each is good once; failures count as those of the password do. */
export async function answerSecondFactor(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  given: { readonly code: string } | { readonly recovery: string },
): Promise<Outcome<Entered> | Refused> {
  const { pool } = door;
  const at = await atStep(pool, session, "second-factor");
  if (!at.ok) return at;
  const settings = await readDoorSettings(pool);
  const user = at.value;
  const seconds = await lockedSeconds(pool, throttleKey(user.login));
  if (seconds > 0) return locked(seconds);
  const judged =
    "code" in given
      ? await judgeCode(door, user.id, given.code, true)
      : (await useRecoveryCode(pool, user.id, hashRecoveryCode(given.recovery, user.id)))
        ? accept(null)
        : refuse("CODICE_ERRATO", IDENTITY_TEXTS.wrongRecovery);
  if (!judged.ok)
    return failed(
      pool,
      settings,
      visitor,
      { login: user.login, userId: user.id, kind: "wrong-code" },
      judged,
    );
  if ("recovery" in given)
    await logDoor(pool, {
      kind: "recovery-code-used",
      userId: user.id,
      actor: user.login,
      address: visitor.address,
    });
  return goOn(pool, settings, visitor, user, null, session.id);
}

/** `confirmed` = the factor must be in force, or else still being set up. */
export async function judgeCode(
  { pool, keys }: Door,
  userId: string,
  code: string,
  confirmed: boolean,
): Promise<Outcome<null>> {
  const kept = await readTotp(pool, userId);
  if (kept?.confirmed !== confirmed) return refuse("CODICE_ERRATO", IDENTITY_TEXTS.wrongCode);
  if (keys === null) return refuse("CHIAVE_ACCESSI_MANCANTE", IDENTITY_TEXTS.keyMissing);
  const step = stepOfCode(unseal(await keys(), kept.sealed, userId), code, Date.now());
  if (step === null) return refuse("CODICE_ERRATO", IDENTITY_TEXTS.wrongCode);
  return (await takeStep(pool, userId, step))
    ? accept(null)
    : refuse("CODICE_GIA_USATO", IDENTITY_TEXTS.usedCode);
}

/** The step of who came with a one-time password: choose an own one. Every other session of the user ends. */
export async function chooseFirstPassword(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  password: string,
): Promise<Outcome<Entered>> {
  const at = await atStep(door.pool, session, "new-password");
  if (!at.ok) return at;
  const settings = await readDoorSettings(door.pool);
  const replaced = await replacePassword(door, visitor, at.value, password, session.id, settings);
  if (!replaced.ok) return replaced;
  return goOn(door.pool, settings, visitor, { ...at.value, oneTimeUntil: null }, null, session.id);
}

export async function replacePassword(
  { pool }: Door,
  visitor: Visitor,
  user: LocalLogin,
  password: string,
  keep: string,
  settings: DoorSettings,
): Promise<Outcome<null>> {
  const judged = judgePassword(password, user.login, await wordsNear(pool, user.id));
  if (!judged.ok) return judged;
  if (user.phc !== null && (await checkPassword(password, user.phc, settings)))
    return refuse("PASSWORD_UGUALE", IDENTITY_TEXTS.passwordSame);
  const phc = await hashPassword(password, settings);
  await inTransaction(pool, async (db) => {
    await savePassword(db, user.id, phc, null);
    await endSessionsOf(db, user.id, "password-changed", keep);
    await logDoor(db, {
      kind: "password-changed",
      userId: user.id,
      actor: user.login,
      address: visitor.address,
      sessionId: keep,
    });
  });
  return accept(null);
}
