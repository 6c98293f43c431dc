// Use cases: which outcomes an appointment may have now and what follows from each; one outcome recorded; those of many in one go.

import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import type { JustifiedReason } from "../../domain/measures/words.ts";
import type { Offer } from "../../domain/procedure/types.ts";
import { isOpenState } from "../../domain/day-sheet/standing.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { endVisit, summonsOfDay } from "../../store/day-sheet.ts";
import type { SummonsOfDay } from "../../store/day-sheet.ts";
import type { Performed } from "../acts/act-outcome.ts";
import { performIn } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";
import { atDesk, holdOpenDay, runOf } from "./in-day.ts";
import type { AtDesk, DayOutcome } from "./in-day.ts";
import { cancelAct, followingFrom, noShowAct } from "./no-show.ts";
import type { AfterNoShow, Missed } from "./no-show.ts";
import { offered, weighing } from "./weigh.ts";

export interface Offered {
  readonly summons: SummonsOfDay;
  readonly stateText: string;
  /** All acts of the summons: which of them a page shows is its own matter. */
  readonly acts: readonly Offer<string>[];
  /** Null where there is an outcome already. */
  readonly noShow: AfterNoShow | null;
  readonly reasons: readonly { readonly code: JustifiedReason; readonly text: string }[];
}

/** Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE. */
export function outcomesOf(services: Services, reference: Reference, wanted: { readonly caseId: string; readonly summonsId: string }, actor: Actor): Promise<DayOutcome<Offered>> {
  return atDesk(services, actor, async (desk) => {
    const { client, now } = desk;
    const summons = await ofTheOffice(desk, wanted);
    const weighed = await weighing(client, { reference, actor, now }, wanted);
    const { facts } = weighed.moment;
    return {
      summons,
      stateText: weighed.binding.procedure.states[summons.state] ?? summons.state,
      acts: offered(weighed),
      noShow: isOpenState(summons.state) ? followingFrom(weighed, summons) : null,
      reasons: facts.parameters.justifications.map(({ reason, title, proof }) => ({ code: reason, text: `${title} (${proof})` })),
    };
  });
}

async function ofTheOffice(desk: AtDesk, { caseId, summonsId }: { readonly caseId: string; readonly summonsId: string }): Promise<SummonsOfDay> {
  const summons = await summonsOfDay(desk.client, caseId, summonsId);
  if (summons === null || summons.officeId !== desk.office) throw new Refused("PERSONA_NON_VISIBILE", DAY_SHEET_REFUSALS.notVisible);
  return summons;
}

export interface OutcomeRequest {
  readonly caseId: string;
  readonly summonsId: string;
  readonly version: number;
  readonly act: string;
  readonly actId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** These say what came of the day; once it is closed it is opened again first, with its reason. The others the law allows later. */
const OF_THE_DAY: ReadonlySet<string> = new Set(["record-attendance", "record-no-show", "cancel", "correct-attendance"]);
const FROM_HERE: ReadonlySet<string> = new Set([...OF_THE_DAY, "justify", "correct-absence"]);

/**
 * One outcome, by the act of the table. A presence corrected takes the person out of the waiting room too.
 * Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE, ATTO_NON_DEL_FOGLIO, GIORNO_CHIUSO, and those of `perform`.
 */
export function recordOutcome(services: Services, reference: Reference, request: OutcomeRequest, actor: Actor): Promise<DayOutcome<Performed>> {
  return atDesk(services, actor, async (desk) => {
    const { act, actId, caseId, summonsId, version, input } = request;
    if (!FROM_HERE.has(act)) throw new Refused("ATTO_NON_DEL_FOGLIO", DAY_SHEET_REFUSALS.notThisAct);
    const summons = await ofTheOffice(desk, request);
    if (OF_THE_DAY.has(act)) await holdOpenDay(desk, summons.day);
    const done = await performIn(runOf(desk, reference), { procedure: SUMMONS.name, caseId, itemId: summonsId, act, input, actId, expectedVersion: version });
    if (act === "correct-attendance") await leaveTheRoom(desk, summons);
    return done;
  });
}

async function leaveTheRoom({ client, now, actor }: AtDesk, { caseId, summonsId, day }: SummonsOfDay): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    "select id from visit where case_id = $1 and summons_id = $2 and day = $3 and ended_as is distinct from 'mistake' for update",
    [caseId, summonsId, day],
  );
  for (const { id } of rows) await endVisit(client, id, { as: "mistake", at: now, by: actor.id });
}

export interface BulkPerson {
  readonly caseId: string;
  readonly summonsId: string;
  readonly version: number;
  readonly actId: string;
  /** What the preview said would become of it: if it would be something else, nothing is done. */
  readonly becomes: "absent" | "to-convene-again" | "cancelled";
  readonly counterSeen: number;
}

export interface BulkResult {
  readonly summonsId: string;
  readonly done: boolean;
  readonly state: string | null;
  readonly why: string | null;
}

/** Each in a transaction of its own: one that is refused, or a server that stops, takes nothing away from the others. */
export async function recordNoShows(
  services: Services, reference: Reference, day: string, people: readonly BulkPerson[], actor: Actor,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const person of people) {
    const outcome = await atDesk(services, actor, async (desk) => {
      const summons = await ofTheOffice(desk, person);
      if (summons.day !== day) throw new Refused("VERSIONE_CAMBIATA", DAY_SHEET_REFUSALS.changed);
      await holdOpenDay(desk, day);
      return endWithoutThem(desk, reference, person, summons);
    });
    results.push({
      summonsId: person.summonsId,
      done: outcome.ok,
      state: outcome.ok ? outcome.value.state : null,
      why: outcome.ok ? null : outcome.refusal.message,
    });
  }
  return results;
}

async function endWithoutThem(desk: AtDesk, reference: Reference, person: BulkPerson, missed: Missed): Promise<Performed> {
  const change = { actId: person.actId, expectedVersion: person.version };
  const request = person.becomes === "cancelled" ? cancelAct(missed, change) : noShowAct(missed, person.counterSeen, change);
  const done = await performIn(runOf(desk, reference), request);
  if (done.state !== person.becomes) throw new Refused("ESITO_DIVERSO", DAY_SHEET_REFUSALS.otherThanShown);
  return done;
}
