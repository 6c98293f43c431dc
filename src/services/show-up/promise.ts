// Use case: the head of an office sets what it promises about waiting, and with it how many places in more its days may bear.

import { isDeepStrictEqual } from "node:util";
import { NO_PROMISE, judgePromise } from "../../domain/overbooking/policy.ts";
import type { WaitingPromise } from "../../domain/overbooking/types.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { lockAgenda, officeSubject } from "../../store/agenda.ts";
import { businessNow } from "../../store/clock.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { insertSetting, readSettings } from "../../store/show-up.ts";
import type { SettingRow } from "../../store/show-up.ts";
import type { Actor, Services } from "../context.ts";
import { SHOW_UP_TEXTS } from "./texts.ts";

export interface PromiseRequest {
  /** Made by whoever asks: asked again, nothing is done twice. */
  readonly id: string;
  readonly promise: WaitingPromise;
  readonly reason: string;
  /** The version that the page showed; 0 where there was none. */
  readonly seen: number;
  readonly actor: Actor;
}

const SHORTEST_REASON = 5;

/** The promise of a row, or none. */
export function promiseOf(row: SettingRow | undefined): WaitingPromise {
  return row === undefined ? NO_PROMISE : { waitMinutes: row.waitMinutes, probability: row.probability, mostPerDesk: row.mostPerDesk };
}

/**
 * Writes the next version, with an act on the office's chain. It is for plans to come: nobody who holds a seat is moved.
 * Refusals: PROMESSA_SENZA_SEDE, PROMESSA_MOTIVO, PROMESSA_CAMBIATA, and those of `judgePromise`.
 */
export async function setPromise(services: Services, request: PromiseRequest): Promise<Outcome<{ version: number }>> {
  const { actor, id, seen } = request;
  const { office } = actor;
  const reason = request.reason.trim();
  if (office === undefined) return refuse("PROMESSA_SENZA_SEDE", SHOW_UP_TEXTS.noOffice);
  const judged = judgePromise(request.promise);
  if (!judged.ok) return judged;
  if (reason.length < SHORTEST_REASON) return refuse("PROMESSA_MOTIVO", SHOW_UP_TEXTS.reasonMissing);
  const promise = judged.value;
  return inOffice(services.pools.app, office, async (client) => {
    await lockAgenda(client, office);
    const [last] = await readSettings(client, office, 1);
    if (last?.id === id && isDeepStrictEqual(promiseOf(last), promise)) return accept({ version: last.version });
    if ((last?.version ?? 0) !== seen) return refuse("PROMESSA_CAMBIATA", SHOW_UP_TEXTS.changed);
    const now = await businessNow(client);
    const row: SettingRow = { id, version: seen + 1, ...promise, reason, enteredAt: now, enteredBy: actor.id };
    await insertSetting(client, office, row);
    await appendActs(client, actor, [
      {
        subjectId: await officeSubject(client, office), subjectKind: "office", kind: "waiting-promised", happenedAt: now, citation: "L241_1990_ART1",
        payload: { office, setting: id, version: row.version, ...promise, reason, before: last === undefined ? null : promiseOf(last) },
      },
    ]);
    return accept({ version: row.version });
  });
}
