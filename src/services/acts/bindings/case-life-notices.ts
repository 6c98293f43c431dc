// Use case: lives that the notices have overtaken are brought up to date, each by the act of the table that follows from what was told.

import { STANDING_WORDS } from "../../../domain/case-life/benefit-standing.ts";
import type { BenefitStanding } from "../../../domain/case-life/types.ts";
import { isOvertaken, lifeItem, overtakenLives } from "../../../store/case-life.ts";
import type { LifeCursor, OvertakenLife } from "../../../store/case-life.ts";
import { newId } from "../../../store/ids.ts";
import { openDossierTask } from "../../../store/items.ts";
import { inTransaction } from "../../../store/pools.ts";
import { SYSTEM } from "../../context.ts";
import type { Services } from "../../context.ts";
import type { Reference } from "../../reference.ts";
import type { Bindings } from "../binding.ts";
import { BINDINGS } from "../bindings.ts";
import { kindOf } from "../entry.ts";
import { perform } from "../perform.ts";
import { LIFE } from "./case-life-facts.ts";
import { CASE_LIFE_TEXTS } from "./case-life-texts.ts";

export interface FollowRequest {
  readonly reference: Reference;
  readonly bindings?: Bindings;
  /** Where an earlier run stopped; from the beginning where absent. */
  readonly after?: LifeCursor;
  /** After so many it stops, so that nothing else waits; without, it goes on to the end. */
  readonly most?: number;
}

export interface Followed {
  readonly done: number;
  /** Each has a task at its desk. */
  readonly refused: number;
  /** Where to go on from; null when all have been gone through. */
  readonly next: LifeCursor | null;
}

const CHUNK = 500;
const FIRST: LifeCursor = { turn: 0, caseId: "00000000-0000-0000-0000-000000000000" };

const wordsOf = (standing: BenefitStanding): string[] => STANDING_WORDS.filter(([, means]) => means === standing).map(([word]) => word);
const WORDS = { forfeited: wordsOf("forfeited"), ended: wordsOf("ended"), inCourse: wordsOf("in-course") };

/**
 * Intake has moved the walls, cancelled summonses and linked renewals when the notices came; here the life of each case records it, with
 * all that the law makes follow. Each act is one transaction, so that a run killed in the middle is gone on with by the next; one that
 * finds nothing to do writes nothing. An act that is refused leaves a task, for a person to decide.
 */
export async function followNotices(services: Services, request: FollowRequest): Promise<Followed> {
  const { most = Infinity } = request;
  let [done, refused] = [0, 0];
  for (let after = request.after ?? FIRST; ;) {
    const limit = Math.min(CHUNK, most - done - refused);
    const lives = await inTransaction(services.pools.worker, (client) => overtakenLives(client, WORDS, after, limit));
    for (const life of lives) {
      const why = await follow(services, request, life);
      if (why === null) done += 1;
      else if (await askForIt(services, life, why)) refused += 1;
    }
    const last = lives.at(-1);
    if (last === undefined || lives.length < limit) return { done, refused, next: null };
    after = { turn: last.turn, caseId: last.caseId };
    if (done + refused >= most) return { done, refused, next: after };
  }
}

/** Null when done, or in Italian why not. */
async function follow(services: Services, request: FollowRequest, life: OvertakenLife): Promise<string | null> {
  const { caseId, act } = life;
  // Read now: the life of a renewed protocol may have begun with the act on the one before.
  const itemId = await inTransaction(services.pools.worker, (client) => lifeItem(client, caseId));
  const asked = { procedure: LIFE, caseId, itemId, act, input: {}, actId: newId(), expectedVersion: null };
  const outcome = await perform(services, request.reference, asked, SYSTEM, request.bindings ?? BINDINGS);
  return outcome.ok ? null : outcome.refusal.message;
}

/** False when another process has followed it meanwhile: then there is nothing to ask. */
async function askForIt(services: Services, life: OvertakenLife, why: string): Promise<boolean> {
  const now = await services.now();
  const { caseId, act } = life;
  return inTransaction(services.pools.worker, async (client) => {
    if (!(await isOvertaken(client, WORDS, life))) return false;
    const task = { id: newId(), caseId, kind: `follow:${LIFE}`, reason: kindOf(LIFE, act), detail: CASE_LIFE_TEXTS.notFollowed(why) };
    await openDossierTask(client, task, now);
    return true;
  });
}
