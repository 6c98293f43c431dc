// What is unusual in how somebody looks at persons: five rules, their parameters as data, and what each found.

import { romeTime } from "../calendar/rome-time.ts";
import { toDayNumber } from "../calendar/days.ts";
import { epochOf } from "../calendar/instants.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { NO_REASON } from "./reasons.ts";

export const UNUSUAL_RULES = ["relative", "protected", "burst", "out-of-hours", "no-act"] as const;
export type UnusualRule = (typeof UNUSUAL_RULES)[number];

export interface UnusualParameters {
  /** Own relatives: a surname that the user has declared, where the family lives. */
  readonly relative: { readonly active: boolean };
  /** Persons marked as exposed to curiosity. */
  readonly protected: { readonly active: boolean };
  /** Many different persons in a short time, by the machine's clock. */
  readonly burst: { readonly active: boolean; readonly persons: number; readonly minutes: number };
  /** Before and after these minutes of the day, and on days on which the office does not work. */
  readonly "out-of-hours": { readonly active: boolean; readonly from: number; readonly to: number };
  /** A person about whom nothing is to be done, when no reason is given within so many minutes. */
  readonly "no-act": { readonly active: boolean; readonly graceMinutes: number };
}

/** Those of the program, where the Region has no others. */
export const UNUSUAL_DEFAULTS: UnusualParameters = {
  relative: { active: true },
  protected: { active: true },
  burst: { active: true, persons: 40, minutes: 15 },
  "out-of-hours": { active: true, from: 7 * 60, to: 20 * 60 },
  "no-act": { active: true, graceMinutes: 30 },
};

/** A surname with the municipality where that family lives. */
export interface Kin {
  readonly surname: string;
  readonly municipality: string;
}

/** One person looked at by one user. */
export interface Seen {
  readonly id: number;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly office: string | null;
  /** The machine's clock. */
  readonly at: IsoInstant;
  /** The procedure's clock. */
  readonly businessAt: IsoInstant;
  readonly caseId: string;
  readonly personId: string;
  readonly surname: string;
  readonly municipality: string | null;
  readonly isProtected: boolean;
  readonly reasonKind: string | null;
  /** A reason chosen afterwards by the same user. */
  readonly reasonGiven: boolean;
  /**
   * What is asked of it now: every rule; every rule but that on the reason, which may still be given; that rule alone, at the end of
   * the time for it; nothing: it was looked at before, and only counts where many are counted.
   */
  readonly look: "all" | "all-but-reason" | "reason" | "count";
}

export interface UnusualContext {
  readonly parameters: UnusualParameters;
  readonly kinOf: (actor: string) => readonly Kin[];
  /** Days on which an office works. */
  readonly workingDays: (office: string | null) => WorkingCalendar;
}

export interface RaisedFlag {
  readonly rule: UnusualRule;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly office: string | null;
  /** Null where it is of many persons. */
  readonly caseId: string | null;
  readonly day: IsoDate;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly accesses: readonly number[];
}

/** Every flag that `seen` raises: one for each rule, user, person (or none) and day. `seen` may come in any order. */
export function unusualAccesses(seen: readonly Seen[], context: UnusualContext): RaisedFlag[] {
  const { parameters } = context;
  const found: RaisedFlag[] = [];
  for (const access of seen) {
    if (access.look === "count") continue;
    if (
      parameters["no-act"].active &&
      access.look !== "all-but-reason" &&
      access.reasonKind === NO_REASON &&
      !access.reasonGiven
    )
      found.push(flagOf("no-act", access, { graceMinutes: parameters["no-act"].graceMinutes }));
    if (access.look === "reason") continue;
    if (parameters.relative.active) found.push(...relativeFlag(access, context));
    if (parameters.protected.active && access.isProtected) found.push(flagOf("protected", access, {}));
    if (parameters["out-of-hours"].active) found.push(...hoursFlag(access, context));
  }
  if (parameters.burst.active)
    for (const own of Map.groupBy(seen, (access) => access.actor).values())
      found.push(...burstFlags(own, parameters.burst));
  return together(found);
}

function flagOf(rule: UnusualRule, access: Seen, detail: RaisedFlag["detail"]): RaisedFlag {
  const { actor, role, onBehalfOf, office, caseId, id } = access;
  return {
    rule,
    actor,
    role,
    onBehalfOf,
    office,
    caseId,
    day: romeTime(access.businessAt).date,
    detail,
    accesses: [id],
  };
}

/** A surname as it is compared: «DE LUCA», «De Luca» and «DELUCA» are one, accents and apostrophes do not count. */
export function surnameKey(surname: string): string {
  return surname
    .normalize("NFD")
    .replaceAll(/[^\p{Letter}]/gu, "")
    .toUpperCase();
}

function relativeFlag(access: Seen, { kinOf }: UnusualContext): RaisedFlag[] {
  const key = surnameKey(access.surname);
  const kin = kinOf(access.actor).find(
    ({ surname, municipality }) => surnameKey(surname) === key && municipality === access.municipality,
  );
  return kin === undefined
    ? []
    : [flagOf("relative", access, { surname: kin.surname, municipality: kin.municipality })];
}

function hoursFlag(access: Seen, { parameters, workingDays }: UnusualContext): RaisedFlag[] {
  const { date, minutes } = romeTime(access.businessAt);
  const { from, to } = parameters["out-of-hours"];
  if (!workingDays(access.office).isWorking(toDayNumber(date)))
    return [flagOf("out-of-hours", access, { why: "closed-day", minute: minutes })];
  return minutes >= from && minutes < to
    ? []
    : [flagOf("out-of-hours", access, { why: "hour", minute: minutes, from, to })];
}

/** Windows that end with an access not looked at before and hold at least so many different persons. */
function burstFlags(own: readonly Seen[], rule: UnusualParameters["burst"]): RaisedFlag[] {
  const sorted = own
    .map((access) => ({ access, time: epochOf(access.at) }))
    .toSorted((a, b) => a.time - b.time || a.access.id - b.access.id);
  const width = rule.minutes * 60_000;
  const inWindow = new Map<string, number>();
  const flags: RaisedFlag[] = [];
  let first = 0;
  sorted.forEach(({ access, time }, at) => {
    inWindow.set(access.personId, (inWindow.get(access.personId) ?? 0) + 1);
    while (sorted[first]!.time <= time - width) {
      const gone = sorted[first]!.access.personId;
      const left = inWindow.get(gone)! - 1;
      if (left === 0) inWindow.delete(gone);
      else inWindow.set(gone, left);
      first += 1;
    }
    if (inWindow.size < rule.persons || access.look === "count" || access.look === "reason") return;
    const accesses = sorted.slice(first, at + 1).map((one) => one.access.id);
    const detail = { persons: inWindow.size, minutes: rule.minutes, limit: rule.persons };
    flags.push({ ...flagOf("burst", access, detail), caseId: null, accesses });
  });
  return flags;
}

/** One flag for each rule, user, person and day, with all that triggered it; the last detail is the fullest. */
function together(flags: readonly RaisedFlag[]): RaisedFlag[] {
  const one = new Map<string, RaisedFlag>();
  for (const flag of flags) {
    const key = JSON.stringify([flag.rule, flag.actor, flag.caseId, flag.day]);
    const known = one.get(key);
    const accesses = [...new Set([...(known?.accesses ?? []), ...flag.accesses])].toSorted((a, b) => a - b);
    one.set(key, { ...flag, accesses });
  }
  return [...one.values()];
}

/** The program's parameters with what the Region has changed of them; a value of the wrong kind is left out. */
export function parametersWith(
  rows: readonly {
    readonly rule: string;
    readonly active: boolean;
    readonly parameters: Readonly<Record<string, unknown>>;
  }[],
): UnusualParameters {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const rule of UNUSUAL_RULES) {
    const own: Readonly<Record<string, unknown>> = UNUSUAL_DEFAULTS[rule];
    const row = rows.find((one) => one.rule === rule);
    merged[rule] = { ...own };
    if (row === undefined) continue;
    for (const [name, value] of Object.entries(row.parameters))
      if (
        name in own &&
        name !== "active" &&
        typeof value === "number" &&
        Number.isInteger(value) &&
        value >= 0
      )
        merged[rule][name] = value;
    merged[rule]["active"] = row.active;
  }
  return merged as unknown as UnusualParameters;
}
