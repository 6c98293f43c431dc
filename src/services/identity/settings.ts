// How the door is kept: limits of sessions, weight of password hashes, lock-out, who needs a second factor.

import type { Queryable } from "../../store/read/query.ts";
import { OperatorFault } from "../../store/fault.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

export interface DoorSettings {
  /** A session unused for so long ends. */
  readonly sessionIdleMinutes: number;
  /** A session ends after so long, used or not. */
  readonly sessionLongestHours: number;
  /** Argon2id: memory in KiB, passes, lanes. */
  readonly passwordMemoryKiB: number;
  readonly passwordPasses: number;
  readonly passwordLanes: number;
  /** How many passwords are checked at once, so that other requests keep a core. */
  readonly passwordAtOnce: number;
  /** After so many failures a name is locked: first for `lockFirstSeconds`, each time twice as long, up to `lockLongestMinutes`. */
  readonly lockAfter: number;
  readonly lockFirstSeconds: number;
  readonly lockLongestMinutes: number;
  readonly oneTimePasswordHours: number;
  /** 1 = every local user has a second factor; 0 = only who has chosen one. */
  readonly secondFactor: number;
}

export type DoorSetting = keyof DoorSettings;

interface Rule {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

/** The weights are OWASP's second choice for Argon2id (12 MiB, 3 passes, 1 lane); lighter ones are refused. */
export const DOOR_RULES: Readonly<Record<DoorSetting, Rule>> = {
  sessionIdleMinutes: { usual: 30, least: 1, most: 240 },
  sessionLongestHours: { usual: 10, least: 1, most: 24 },
  passwordMemoryKiB: { usual: 12_288, least: 7_168, most: 1_048_576 },
  passwordPasses: { usual: 3, least: 1, most: 20 },
  passwordLanes: { usual: 1, least: 1, most: 8 },
  passwordAtOnce: { usual: 2, least: 1, most: 3 },
  lockAfter: { usual: 5, least: 3, most: 20 },
  lockFirstSeconds: { usual: 30, least: 5, most: 3_600 },
  lockLongestMinutes: { usual: 60, least: 1, most: 1_440 },
  oneTimePasswordHours: { usual: 72, least: 1, most: 336 },
  secondFactor: { usual: 1, least: 0, most: 1 },
};

export const USUAL_DOOR: DoorSettings = Object.fromEntries(
  Object.entries(DOOR_RULES).map(([name, rule]) => [name, rule.usual]),
) as Record<DoorSetting, number>;

/** The lowest Argon2id weights by OWASP's table: with fewer passes more memory is needed. */
const LEAST_MEMORY_BY_PASSES: Readonly<Record<number, number>> = {
  1: 47_104,
  2: 19_456,
  3: 12_288,
  4: 9_216,
};

export function isDoorSetting(name: string): name is DoorSetting {
  return Object.hasOwn(DOOR_RULES, name);
}

/** A setting as somebody writes it; what is not a whole number within its limits is refused. */
export function doorSetting(name: DoorSetting, text: string): number {
  const rule = DOOR_RULES[name];
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= rule.least && value <= rule.most)) {
    throw new OperatorFault(
      "IMPOSTAZIONE_NON_VALIDA",
      IDENTITY_TEXTS.badSetting(name, rule.least, rule.most),
    );
  }
  return value;
}

/** Those given by the installation, the usual ones for the rest; a hash lighter than OWASP's table is made as heavy as it asks. */
export function doorSettings(given: Readonly<Record<string, unknown>>): DoorSettings {
  const settings: Record<DoorSetting, number> = { ...USUAL_DOOR };
  for (const [name, rule] of Object.entries(DOOR_RULES) as [DoorSetting, Rule][]) {
    const value = given[name];
    if (typeof value === "number" && value >= rule.least && value <= rule.most) settings[name] = value;
  }
  const least = LEAST_MEMORY_BY_PASSES[settings.passwordPasses] ?? 7_168;
  return { ...settings, passwordMemoryKiB: Math.max(settings.passwordMemoryKiB, least) };
}

export async function readDoorSettings(db: Queryable): Promise<DoorSettings> {
  const { rows } = await db.query<{ settings: Record<string, unknown> }>("select settings from installation");
  return doorSettings(rows[0]?.settings ?? {});
}
