// Use case: exclusions looked at again. A fact told anew, an age reached, a work that lasts: what is stored comes to say what the facts say.

import { nextExclusionReview } from "../domain/duties/exclusion.ts";
import { reviewExclusions } from "../domain/duties/exclusion/facts.ts";
import type { ExclusionChange } from "../domain/duties/exclusion/facts.ts";
import { romeDay } from "../domain/calendar/rome-time.ts";
import { addDays } from "../domain/calendar/days.ts";
import { MEASURES } from "../domain/measures/catalogue.ts";
import { newId } from "../store/ids.ts";
import { openDossierTask, readCase } from "../store/items.ts";
import { inTransaction } from "../store/pools.ts";
import { markAges, nextDutyReviews, setDutyReview } from "../store/standing.ts";
import type { AgeLimit } from "../store/standing.ts";
import type { ActOutcome } from "./acts/act-outcome.ts";
import { hasObligations, readDuties } from "./acts/duties.ts";
import type { Duties } from "./acts/duties.ts";
import { readFacts } from "./acts/facts.ts";
import { followingId } from "./acts/following-id.ts";
import { perform } from "./acts/perform.ts";
import { ACT_TEXTS } from "./acts/texts.ts";
import { SYSTEM } from "./context.ts";
import type { Services } from "./context.ts";
import type { Reference } from "./reference.ts";

export interface DutyReviewRequest {
  readonly reference: Reference;
  /** Business time; the day is the offices' own. */
  readonly now: string;
  /** At most so many cases; all that are due where absent. */
  readonly limit?: number;
}

export interface DutyReview {
  readonly cases: number;
  readonly acts: number;
}

const CHUNK = 200;
const EXCLUSION = "esclusione";

/**
 * Looks again at the cases that are due: their exclusions are opened, changed or ended by the acts of their table, one transaction each,
 * and the next day on which the answer may be another is kept. Run twice, the second finds nothing to do.
 */
export async function reviewDuties(services: Services, request: DutyReviewRequest): Promise<DutyReview> {
  const today = romeDay(request.now);
  const total = { cases: 0, acts: 0 };
  for (let left = request.limit ?? Infinity; left > 0; ) {
    const due = await inTransaction(services.pools.worker, (client) => nextDutyReviews(client, today, Math.min(CHUNK, left)));
    if (due.length === 0) break;
    for (const caseId of due) total.acts += await reviewCase(services, request, caseId);
    total.cases += due.length;
    left -= due.length;
  }
  return total;
}

/** Marks who has reached an age since the last notice and was never looked at; gives how many. Once a day is enough. */
export function markReachedAges(services: Services, now: string): Promise<number> {
  return inTransaction(services.pools.worker, (client) => markAges(client, romeDay(now), AGE_LIMITS));
}

/** The ages of each version of each measure, by the days of grant that it rules. */
const AGE_LIMITS: readonly AgeLimit[] = [...Map.groupBy(MEASURES, ({ code }) => code).values()].flatMap((versions) =>
  versions.map((version, at) => {
    const next = versions[at + 1];
    return {
      measure: version.code,
      grantedFrom: at === 0 ? "0001-01-01" : version.grantedFrom,
      grantedTo: next === undefined ? null : addDays(next.grantedFrom, -1),
      notBoundFromAge: version.notBoundFromAge.value,
      adultFromAge: version.adultFromAge.value,
    };
  }),
);

/** One case, at once: the exclusions that its facts ask for today. Gives how many acts were done. */
export async function reviewCase(services: Services, { reference, now }: DutyReviewRequest, caseId: string): Promise<number> {
  const today = romeDay(now);
  const found = await inTransaction(services.pools.worker, async (client) => {
    const row = await readCase(client, caseId);
    if (row === null) return null;
    const duties = await readDuties(client, await readFacts(client, row));
    return { row, duties, changes: reviewExclusions(duties.outside, duties.exclusions, duties.measure, today) };
  });
  const outcomes: ActOutcome[] = [];
  for (const change of found?.changes ?? []) outcomes.push(await changeOne(services, reference, caseId, today, change));
  const isRefused = outcomes.some((outcome) => !outcome.ok);
  await inTransaction(services.pools.worker, async (client) => {
    const next = found === null ? null : nextExclusionReview(found.duties.facts, found.duties.measure, today);
    // What another hand has changed meanwhile is looked at again tomorrow.
    await setDutyReview(client, caseId, isRefused ? addDays(today, 1) : next, now);
    if (found !== null && cameOfAge(found.row.notBoundReason, found.duties, today)) {
      const task = { id: newId(), caseId, kind: `convene-again:${EXCLUSION}`, reason: "age-reached", detail: ACT_TEXTS.conveneAgain };
      await openDossierTask(client, task, now);
    }
  });
  return outcomes.filter((outcome) => outcome.ok && !outcome.value.repeated).length;
}

/** Done under an id that follows from the case, the day and the change: two processes that find the same do it once. */
async function changeOne(services: Services, reference: Reference, caseId: string, today: string, { act, item, input }: ExclusionChange): Promise<ActOutcome> {
  const what = item ?? ("fact" in input ? input.fact : "");
  return perform(
    services,
    reference,
    {
      procedure: EXCLUSION, caseId, itemId: item, act, input, actId: followingId(`duty-review/${caseId}/${what}/${act}`, JSON.stringify([today, input])),
      expectedVersion: null,
    },
    SYSTEM,
  );
}

/** The last notice said minor, and nothing keeps the person out any more: nobody convenes them by a plan until a new notice comes. */
function cameOfAge(notBoundReason: string | null, duties: Duties, today: string): boolean {
  return notBoundReason === "minor" && hasObligations(duties, today);
}
