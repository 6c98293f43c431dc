// Where the acts of the day sheet run: one transaction behind the office's walls, every refusal given back as a value.

import type { PoolClient } from "pg";
import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { businessNow } from "../../store/clock.ts";
import { lockDay } from "../../store/day-sheet.ts";
import type { LockedDay } from "../../store/day-sheet.ts";
import { inOffice } from "../../store/pools.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import type { ActRefused } from "../acts/act-outcome.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Run } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";

export type DayOutcome<T> = { readonly ok: true; readonly value: T } | ActRefused;

export interface AtDesk {
  readonly client: PoolClient;
  readonly office: string;
  readonly actor: Actor;
  /** Business time, and the office's day of it. */
  readonly now: string;
  readonly today: string;
}

/** Waiting in a circle with other work is undone by the database: the one it chose tries again. */
const TRIES = 5;

export function refused(code: string, message: string): ActRefused {
  return { ok: false, refusal: { code, message }, allowed: [] };
}

/** Runs `work` in one transaction; refusals thrown in it roll everything back and come out as values. */
export async function atDesk<T>(services: Services, actor: Actor, work: (desk: AtDesk) => Promise<T>): Promise<DayOutcome<T>> {
  const { office } = actor;
  if (office === undefined) return refused("FOGLIO_SENZA_SEDE", DAY_SHEET_REFUSALS.noOffice);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const value = await inOffice(services.pools.app, office, async (client) => {
        const now = await businessNow(client);
        return work({ client, office, actor, now, today: romeDay(now) });
      });
      return { ok: true, value };
    } catch (error) {
      if (error instanceof NotPerformed) return error.refused;
      if (error instanceof Refused) return { ok: false, refusal: error.refusal, allowed: [] };
      const { code, constraint } = error as { code?: string; constraint?: string };
      const fault = { ...(code === undefined ? {} : { code }), ...(constraint === undefined ? {} : { constraint }) };
      const refusal = BINDINGS.get("convocazione")?.refusalOf?.(fault) ?? null;
      if (refusal !== null) return { ok: false, refusal, allowed: [] };
      if (code === "23505" && constraint === "visit_once") return refused("GIA_IN_SALA", DAY_SHEET_REFUSALS.alreadyThere);
      if (code === "23505" && constraint === "act_pkey") return refused("ATTO_GIA_USATO", ACT_TEXTS.actIdUsed);
      if (code !== "40P01" || attempt === TRIES) throw error;
    }
  }
}

/** Holds the day: arrivals and closings of an office come one after the other. */
export async function holdDay({ client, office }: AtDesk, day: string): Promise<LockedDay> {
  return lockDay(client, office, day);
}

/** The same, refused when the day is closed. */
export async function holdOpenDay(desk: AtDesk, day: string): Promise<LockedDay> {
  const locked = await holdDay(desk, day);
  if (locked.closedAt !== null) throw new Refused("GIORNO_CHIUSO", DAY_SHEET_REFUSALS.dayClosed);
  return locked;
}

export function runOf({ client, actor }: AtDesk, reference: Reference): Run {
  return { client, reference, bindings: BINDINGS, actor, depth: 0 };
}
