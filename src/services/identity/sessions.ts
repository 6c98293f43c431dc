// Use cases of sessions: begun, found, turned into another role, ended; the secret changes at each of these steps.

import type { Pool } from "pg";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { newId } from "../../store/ids.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Queryable } from "../../store/read/query.ts";
import { endSession, endSessionsOf, findSession, insertSession, touchSession } from "../../store/sessions.ts";
import type { Choice, SessionRow, SessionStep } from "../../store/sessions.ts";
import { demoUser, logDoor } from "../../store/sessions-users.ts";
import { hashSecret, looksLikeSecret, newSecret } from "./secrets.ts";
import type { DoorSettings } from "./settings.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

/** Where a request comes from, as far as the record of the door wants to know. */
export interface Visitor {
  readonly address: string | null;
  readonly agent: string | null;
}

/** What the browser is given: the only time the secret is known. */
export interface Entered {
  readonly secret: string;
  readonly sessionId: string;
  readonly step: SessionStep;
}

export interface Beginning {
  readonly userId: string;
  readonly step: SessionStep;
  readonly choice: Choice | null;
  readonly choices: readonly Choice[];
  /** The session that ends with this one: same login, other secret. */
  readonly follows?: string;
  readonly provider?: { readonly id: string; readonly sid: string | null; readonly token: string | null };
}

/** A login that stops half-way is forgotten soon. */
const HALFWAY_SECONDS = 600;
const DEMO_SECONDS = 7 * 86_400;

/** Begins a session, ending the one it follows in the same transaction. */
export async function beginSession(
  db: Queryable,
  settings: DoorSettings,
  visitor: Visitor,
  beginning: Beginning,
): Promise<Entered> {
  const secret = newSecret();
  const id = newId();
  const open = beginning.step === "open";
  await insertSession(db, {
    id,
    secretHash: hashSecret(secret),
    userId: beginning.userId,
    step: beginning.step,
    role: beginning.choice?.role ?? null,
    office: beginning.choice?.office ?? null,
    choices: beginning.choices,
    idleSeconds: open ? settings.sessionIdleMinutes * 60 : HALFWAY_SECONDS,
    longestSeconds: settings.sessionLongestHours * 3_600,
    ...(beginning.follows === undefined ? {} : { follows: beginning.follows }),
    address: visitor.address,
    agent: visitor.agent,
    ...(beginning.provider === undefined ? {} : { provider: beginning.provider }),
  });
  if (beginning.follows !== undefined) await endSession(db, beginning.follows, "rotated");
  return { secret, sessionId: id, step: beginning.step };
}

/** The session that a cookie names, while it is alive. `used` = somebody is at work: the idle limit starts anew. */
export async function sessionOf(pool: Pool, secret: string, used: boolean): Promise<SessionRow | null> {
  if (!looksLikeSecret(secret)) return null;
  const session = await findSession(pool, hashSecret(secret));
  if (session !== null && !session.holds) return roleIsOver(pool, session);
  if (session !== null && session.stale && used) await touchSession(pool, session.id);
  return session;
}

/** A role that has ended, of its own or with the substitution that gave it, ends its session at the next click: the login begins anew with what is left. */
async function roleIsOver(pool: Pool, session: SessionRow): Promise<null> {
  await inTransaction(pool, async (db) => {
    if (await endSession(db, session.id, "role-over"))
      await logDoor(db, {
        kind: "role-over",
        userId: session.userId,
        actor: session.login,
        sessionId: session.id,
        detail: session.office === null ? session.role : `${session.role}@${session.office}`,
      });
  });
  return null;
}

/** Takes another of the roles and offices that the login may take; refused for any that it may not. */
export async function changeRole(
  pool: Pool,
  settings: DoorSettings,
  visitor: Visitor,
  session: SessionRow,
  wanted: Choice,
): Promise<Outcome<Entered>> {
  const choice = session.choices.find((one) => one.role === wanted.role && one.office === wanted.office);
  if (choice === undefined) return refuse("RUOLO_NON_CONCESSO", IDENTITY_TEXTS.notYourRole);
  return accept(
    await inTransaction(pool, async (db) => {
      const entered = await beginSession(db, settings, visitor, {
        userId: session.userId,
        step: "open",
        choice,
        choices: session.choices,
        follows: session.id,
      });
      await logDoor(db, {
        kind: "role-taken",
        userId: session.userId,
        actor: session.login,
        address: visitor.address,
        sessionId: entered.sessionId,
        detail: choice.office === null ? choice.role : `${choice.role}@${choice.office}`,
      });
      return entered;
    }),
  );
}

/** Of nobody: made up, and sound, so that a report can leave in a demonstration too. */
const DEMO_TAX_CODES: Readonly<Record<string, string>> = {
  operator: "DMEPTR75H41F839J",
  "second-officer": "DMESND80B03F839N",
  "office-manager": "DMERPN70C49F839A",
};

/** A session of the demonstration: whoever sits at this machine chooses whom to play. Without a password, so in a demonstration's database only. */
export async function enterDemo(
  pool: Pool,
  settings: DoorSettings,
  visitor: Visitor,
  choice: Choice & { readonly name: string },
  follows: string | null,
): Promise<Entered> {
  const login = choice.office === null ? `demo-${choice.role}` : `demo-${choice.role}@${choice.office}`;
  return inTransaction(pool, async (db) => {
    const userId = await demoUser(db, { id: newId(), login, name: choice.name, taxCode: DEMO_TAX_CODES[choice.role] ?? null });
    const secret = newSecret();
    const id = newId();
    await insertSession(db, {
      id,
      secretHash: hashSecret(secret),
      userId,
      step: "open",
      role: choice.role,
      office: choice.office,
      choices: [{ role: choice.role, office: choice.office }],
      idleSeconds: Math.max(settings.sessionIdleMinutes * 60, DEMO_SECONDS),
      longestSeconds: DEMO_SECONDS,
      ...visitor,
    });
    if (follows !== null) await endSession(db, follows, "rotated");
    return { secret, sessionId: id, step: "open" };
  });
}

/** Leaves: this session only. */
export async function leave(pool: Pool, session: SessionRow, visitor: Visitor): Promise<void> {
  await inTransaction(pool, async (db) => {
    await endSession(db, session.id, "left");
    await logDoor(db, {
      kind: "left",
      userId: session.userId,
      actor: session.login,
      address: visitor.address,
      sessionId: session.id,
    });
  });
}

/** Ends all sessions of the user, this one too: whoever holds another one is out at the next click. Answers how many. */
export async function leaveEverywhere(pool: Pool, session: SessionRow, visitor: Visitor): Promise<number> {
  return inTransaction(pool, async (db) => {
    const ended = await endSessionsOf(db, session.userId, "all-ended");
    await logDoor(db, {
      kind: "all-sessions-ended",
      userId: session.userId,
      actor: session.login,
      address: visitor.address,
      sessionId: session.id,
      detail: String(ended),
    });
    return ended;
  });
}
