// Use cases: two wordings are compared for a while, approved by a second person; what it showed, in numbers that name nobody.

import { randomBytes } from "node:crypto";
import { isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay, romeInstant } from "../../domain/calendar/rome-time.ts";
import { effectOf } from "../../domain/messages/comparison.ts";
import type { Effect } from "../../domain/messages/comparison.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { newId } from "../../store/ids.ts";
import { decideComparison, insertComparison, listComparisons, lockComparison, readText, stopComparison, wordingCounts } from "../../store/texts.ts";
import type { Comparison, TextSubject } from "../../store/texts.ts";
import type { Actor, Services } from "../context.ts";
import { Refused } from "../refused.ts";
import { isSameSubject } from "./in-force.ts";
import { enterAct, onTexts, shippedText } from "./keep.ts";
import { TEXT_TEXTS } from "./texts.ts";

export interface ComparisonRequest extends TextSubject {
  /** Null: the text of the program. */
  readonly textA: string | null;
  readonly textB: string;
  readonly shareB: number;
  readonly question: string;
  readonly startsOn: string;
  /** Its last day. */
  readonly endsOn: string;
}

/** Refusals: TESTI_UGUALI, TESTO_NON_APPROVATO, DATA_PASSATA. */
export function proposeComparison(services: Services, request: ComparisonRequest, actor: Actor): Promise<Outcome<{ id: string; message: string }>> {
  return onTexts(services, async (client, now) => {
    const { kind, channel, locale, textA, textB, shareB, question, startsOn, endsOn } = request;
    if (textA === textB) throw new Refused("TESTI_UGUALI", TEXT_TEXTS.sameTexts);
    shippedText(request);
    for (const id of [textA, textB]) {
      const text = id === null ? null : await readText(client, id);
      if (id !== null && (text === null || text.state !== "approved" || !isSameSubject(text, request))) throw new Refused("TESTO_NON_APPROVATO", TEXT_TEXTS.comparisonText);
    }
    const today = romeDay(now);
    if (!isIsoDate(startsOn) || !isIsoDate(endsOn) || startsOn < today || endsOn < startsOn) throw new Refused("DATA_PASSATA", TEXT_TEXTS.comparisonDays);
    const id = newId();
    const startsAt = startsOn === today ? now : romeInstant(startsOn, 0);
    const endsAt = new Date(Date.parse(romeInstant(endsOn, 1439)) + 60_000).toISOString();
    const seed = randomBytes(12).toString("hex");
    await insertComparison(client, { id, kind, channel, locale, textA, textB, shareB, seed, question, startsAt, endsAt, author: actor.id }, now);
    await enterAct(client, actor, now, "wordings-proposed", { comparison: id, kind, channel, locale, textA, textB, shareB, question, startsAt, endsAt });
    return { id, message: TEXT_TEXTS.proposed };
  });
}

/** Approves or drops what somebody else proposed. Refusals: CONFRONTO_ASSENTE, CONFRONTO_DECISO, CONFRONTO_PROPRIO, CONFRONTO_SOVRAPPOSTO. */
export async function settleComparison(services: Services, id: string, approve: boolean, actor: Actor): Promise<Outcome<{ message: string }>> {
  try {
    return await onTexts(services, async (client, now) => {
      const found = await lockComparison(client, id);
      if (found === null) throw new Refused("CONFRONTO_ASSENTE", TEXT_TEXTS.comparisonUnknown);
      if (found.state !== "submitted") throw new Refused("CONFRONTO_DECISO", TEXT_TEXTS.comparisonNotOpen);
      if (approve && found.author === actor.id) throw new Refused("CONFRONTO_PROPRIO", TEXT_TEXTS.comparisonOwn);
      await decideComparison(client, id, approve ? "approved" : "dropped", actor.id, now);
      await enterAct(client, actor, now, approve ? "wordings-approved" : "wordings-dropped", { comparison: id, ...(approve ? { seed: found.seed } : {}) });
      return { message: approve ? TEXT_TEXTS.comparisonApproved : TEXT_TEXTS.comparisonDropped };
    });
  } catch (error) {
    // The database keeps two of them apart.
    if ((error as { code?: string }).code === "23P01") return { ok: false, refusal: { code: "CONFRONTO_SOVRAPPOSTO", message: TEXT_TEXTS.comparisonOverlap } };
    throw error;
  }
}

/** From now on everybody gets the text in force again. Refusals: CONFRONTO_ASSENTE, CONFRONTO_NON_IN_CORSO. */
export function endComparison(services: Services, id: string, actor: Actor): Promise<Outcome<{ message: string }>> {
  return onTexts(services, async (client, now) => {
    const found = await lockComparison(client, id);
    if (found === null) throw new Refused("CONFRONTO_ASSENTE", TEXT_TEXTS.comparisonUnknown);
    if (found.state !== "approved" || found.stoppedAt !== null || found.endsAt <= now) throw new Refused("CONFRONTO_NON_IN_CORSO", TEXT_TEXTS.comparisonNotRunning);
    await stopComparison(client, id, actor.id, now);
    await enterAct(client, actor, now, "wordings-stopped", { comparison: id });
    return { message: TEXT_TEXTS.comparisonStopped };
  });
}

export interface ShownComparison extends Comparison {
  readonly phase: "submitted" | "dropped" | "to-begin" | "running" | "over";
  /** Null while too few are counted. */
  readonly came: Effect | null;
  readonly confirmed: Effect | null;
}

/** All comparisons with what they have shown so far. */
export async function shownComparisons(db: Parameters<typeof listComparisons>[0], now: string): Promise<ShownComparison[]> {
  const shown: ShownComparison[] = [];
  for (const one of await listComparisons(db)) {
    const counts = one.state === "approved" ? await wordingCounts(db, one.id) : [];
    shown.push({ ...one, phase: phaseOf(one, now), came: effectOf(counts, "came"), confirmed: effectOf(counts, "confirmed") });
  }
  return shown;
}

function phaseOf({ state, startsAt, endsAt, stoppedAt }: Comparison, now: string): ShownComparison["phase"] {
  if (state !== "approved") return state;
  if (stoppedAt !== null || endsAt <= now) return "over";
  return startsAt > now ? "to-begin" : "running";
}
