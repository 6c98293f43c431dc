// The account of who is in, or is being let in: password changed, second factor set up, recovery codes renewed.

import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { inTransaction } from "../../store/pools.ts";
import { endSessionsOf } from "../../store/sessions.ts";
import type { SessionRow } from "../../store/sessions.ts";
import {
  lockedSeconds,
  readLocal,
  readTotp,
  saveRecoveryCodes,
  saveTotp,
} from "../../store/sessions-login.ts";
import type { LocalLogin } from "../../store/sessions-login.ts";
import { logDoor } from "../../store/sessions-users.ts";
import { atStep, failed, goOn, judgeCode, locked, replacePassword, throttleKey } from "./login.ts";
import type { Door, Refused } from "./login.ts";
import { LONGEST } from "./password-rules.ts";
import { checkPassword } from "./passwords.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts";
import { seal } from "./seal.ts";
import type { Entered, Visitor } from "./sessions.ts";
import { readDoorSettings } from "./settings.ts";
import { IDENTITY_TEXTS } from "./texts.ts";
import { newTotpSecret } from "./totp.ts";

/** Proof that whoever sits at an open session is the user: asked again before anything that outlives the session. */
async function provePassword(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  password: string,
): Promise<Outcome<LocalLogin> | Refused> {
  const settings = await readDoorSettings(door.pool);
  const user = await readLocal(door.pool, session.userId);
  if (user === null || user.phc === null)
    return refuse("UTENTE_NON_LOCALE", IDENTITY_TEXTS.notLocal(session.login));
  const seconds = await lockedSeconds(door.pool, throttleKey(user.login));
  if (seconds > 0) return locked(seconds);
  if (await checkPassword(password.slice(0, LONGEST * 2), user.phc, settings)) return accept(user);
  const refusal = refuse("CREDENZIALI_ERRATE", IDENTITY_TEXTS.wrongPassword);
  return failed(
    door.pool,
    settings,
    visitor,
    { login: user.login, userId: user.id, kind: "wrong-password" },
    refusal,
  );
}

/** Changes the password of who is in: the present one is asked, every other session ends. */
export async function changePassword(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  given: { readonly current: string; readonly password: string },
): Promise<Outcome<null> | Refused> {
  const proved = await provePassword(door, visitor, session, given.current);
  if (!proved.ok) return proved;
  return replacePassword(
    door,
    visitor,
    proved.value,
    given.password,
    session.id,
    await readDoorSettings(door.pool),
  );
}

/** Begins setting a second factor up. While logging in: the step says so. Later: the present password is asked, and the factor in force goes. */
export async function beginSecondFactor(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  password: string | null,
): Promise<Outcome<{ readonly secret: Buffer; readonly login: string }> | Refused> {
  if (door.keys === null) return refuse("CHIAVE_ACCESSI_MANCANTE", IDENTITY_TEXTS.keyMissing);
  const who =
    session.step === "open"
      ? await provePassword(door, visitor, session, password ?? "")
      : await atStep(door.pool, session, "enrol");
  if (!who.ok) return who;
  const secret = newTotpSecret();
  const [current] = await door.keys();
  if (current === undefined) return refuse("CHIAVE_ACCESSI_MANCANTE", IDENTITY_TEXTS.keyMissing);
  await saveTotp(door.pool, who.value.id, seal(current, secret, who.value.id));
  return accept({ secret, login: who.value.login });
}

export interface Confirmed {
  readonly recoveryCodes: readonly string[];
  /** The next step's session; null for who was in already. */
  readonly entered: Entered | null;
}

/** The first right code puts the factor in force and gives the recovery codes: the only time they are seen. */
export async function confirmSecondFactor(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  code: string,
): Promise<Outcome<Confirmed> | Refused> {
  const { pool } = door;
  const user =
    session.step === "open" || session.step === "enrol" ? await readLocal(pool, session.userId) : null;
  const kept = user === null ? null : await readTotp(pool, user.id);
  if (user === null || kept === null || kept.confirmed)
    return refuse("CONFIGURAZIONE_ASSENTE", IDENTITY_TEXTS.noEnrolment);
  const settings = await readDoorSettings(pool);
  const judged = await judgeCode(door, user.id, code, false);
  if (!judged.ok)
    return failed(
      pool,
      settings,
      visitor,
      { login: user.login, userId: user.id, kind: "wrong-code" },
      judged,
    );
  const recoveryCodes = newRecoveryCodes();
  await inTransaction(pool, async (db) => {
    await saveRecoveryCodes(
      db,
      user.id,
      recoveryCodes.map((one) => hashRecoveryCode(one, user.id)),
    );
    await endSessionsOf(db, user.id, "second-factor-changed", session.id);
    await logDoor(db, {
      kind: "second-factor-set",
      userId: user.id,
      actor: user.login,
      address: visitor.address,
      sessionId: session.id,
    });
  });
  if (session.step === "open") return accept({ recoveryCodes, entered: null });
  const next = await goOn(pool, settings, visitor, { ...user, totp: true }, null, session.id);
  return next.ok ? accept({ recoveryCodes, entered: next.value }) : next;
}

/** Ten new recovery codes in place of the earlier ones; the present password is asked. */
export async function renewRecoveryCodes(
  door: Door,
  visitor: Visitor,
  session: SessionRow,
  password: string,
): Promise<Outcome<readonly string[]> | Refused> {
  const proved = await provePassword(door, visitor, session, password);
  if (!proved.ok) return proved;
  const user = proved.value;
  if (!user.totp) return refuse("CONFIGURAZIONE_ASSENTE", IDENTITY_TEXTS.noEnrolment);
  const codes = newRecoveryCodes();
  await inTransaction(door.pool, async (db) => {
    await saveRecoveryCodes(
      db,
      user.id,
      codes.map((one) => hashRecoveryCode(one, user.id)),
    );
    await logDoor(db, {
      kind: "recovery-codes-renewed",
      userId: user.id,
      actor: user.login,
      address: visitor.address,
    });
  });
  return accept(codes);
}
