// What follows from an act on an activity: its national event put down for the platform, places, facts put before whoever weighs them.

import type { ActivityData } from "../../../domain/activities/data.ts";
import { BLANK_ACTIVITY } from "../../../domain/activities/data.ts";
import { BREACH_OF_KIND } from "../../../domain/activities/entry.ts";
import type { ActivityEntry } from "../../../domain/activities/entry.ts";
import { policyEvent } from "../../../domain/activities/event.ts";
import { newFactDays } from "../../../domain/activities/fact-days.ts";
import type { Standing } from "../../../domain/activities/fact-days.ts";
import type { ActivityAct, ActivityEffect, ActivityState } from "../../../domain/activities/types.ts";
import { placesTaken, readEntry, tellFirstWaiting } from "../../../store/activities.ts";
import { newId } from "../../../store/ids.ts";
import { queueOutbound } from "../../../store/items.ts";
import { closeTasks } from "../../../store/outcomes.ts";
import type { Deed, EffectHandler } from "../binding.ts";
import { kindOf } from "../entry.ts";
import { closeFact, putFact } from "./activities-facts.ts";
import type { FactWords } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

type ActivityDeed = Deed<ActivityData, { readonly on?: string }>;

const HOLDING: ReadonlySet<ActivityState> = new Set(["enrolled", "started", "suspended"]);

export const ACTIVITY_HANDLERS: Readonly<Partial<Record<ActivityEffect, EffectHandler<ActivityData, { readonly on?: string }>>>> = {
  "report-event": reportEvent,
  "hold-place": holdPlace,
  // The state is the place in the line, and its day the order.
  "join-waiting-list": async () => undefined,
  "release-place": releasePlace,
  "fact-for-conditionality": async (deed) => {
    for (const day of newFactDays(before(deed), after(deed))) await putFact(deed, wordsOf(deed), day);
  },
  "close-fact": async (deed) => {
    for (const day of newFactDays(after(deed), before(deed))) await closeFact(deed, wordsOf(deed), day);
  },
};

/** Puts down the event of the national dictionary with the dates it is bound to; the exchange takes it from there. */
async function reportEvent(deed: ActivityDeed): Promise<void> {
  const { client, moment, item, data, act, actId, input } = deed;
  const event = policyEvent(act as ActivityAct, before(deed).state, data, input.on ?? moment.today);
  if (event === null) throw new Error(`${act} from ${before(deed).state} has no national event`);
  const { taxCode, measure, protocol, officeId } = moment.facts;
  const { nationalCode, providerCode, title, startsOn, endsOn } = entryOf(data);
  await queueOutbound(
    client,
    {
      id: newId(),
      caseId: item.caseId,
      itemId: item.id,
      actId,
      kind: kindOf(item.procedure, act),
      payload: {
        taxCode, measure, protocol, officeId, state: item.state, outcome: data.outcome,
        policy: { id: item.id, nationalCode, providerCode, title, startsOn, endsOn },
        event,
      },
    },
    moment.now,
  );
}

/** The place is the state itself, counted under the lock of the entry. Throws when there were more persons than places after all. */
async function holdPlace(deed: ActivityDeed): Promise<void> {
  const { client, data } = deed;
  await waitsNoMore(deed);
  const { id } = entryOf(data);
  const places = ((await readEntry(client, id)) ?? entryOf(data)).places;
  if (places !== null && (await placesTaken(client, id, null)) > places) throw new Error(`activity ${id}: more than ${places} places held`);
}

/** A place that was held is free: the office of whoever has waited longest is told. */
async function releasePlace(deed: ActivityDeed): Promise<void> {
  const { client, moment, item, data, act } = deed;
  await waitsNoMore(deed);
  if (!HOLDING.has(before(deed).state)) return;
  const { id, title } = entryOf(data);
  const task = { id: newId(), reason: kindOf(item.procedure, act), detail: ACTIVITY_TEXTS.placeFree(title) };
  await tellFirstWaiting(client, id, task, moment.now);
}

/** Whoever had been told of a free place has it, or wants it no more. */
async function waitsNoMore(deed: ActivityDeed): Promise<void> {
  if (before(deed).state === "waiting") await closeTasks(deed.client, deed.moment.now, "place:attivita", [deed.item.caseId], deed.moment.actor.id);
}

/** The activity before this act; blank for one that it has begun. */
function before({ moment, item }: ActivityDeed): Standing {
  const stored = moment.facts.items.find(({ id }) => id === item.id);
  return stored === undefined
    ? { state: "none", data: BLANK_ACTIVITY }
    : { state: stored.state as ActivityState, data: stored.data as unknown as ActivityData };
}

function after({ item, data }: ActivityDeed): Standing {
  return { state: item.state as ActivityState, data };
}

function entryOf({ entry }: ActivityData): ActivityEntry {
  if (entry === null) throw new Error("an activity without the entry of the catalogue");
  return entry;
}

const WHAT: Readonly<Partial<Record<ActivityAct, string>>> = {
  "record-absence": ACTIVITY_TEXTS.absent,
  "record-lost-hours": ACTIVITY_TEXTS.hoursShort,
  "record-refusal": ACTIVITY_TEXTS.refusedActivity,
  abandon: ACTIVITY_TEXTS.abandoned,
};

function wordsOf({ data, act }: ActivityDeed): FactWords {
  const { title, kind } = entryOf(data);
  return { title: `«${title}»`, event: BREACH_OF_KIND[kind], what: WHAT[act as ActivityAct] ?? "" };
}
