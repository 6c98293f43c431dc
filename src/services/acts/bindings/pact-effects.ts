// What follows from an act on a pact: the pact it takes the place of, the periodic presence, a refusal put before whoever weighs it.

import type { AbsenceEvent } from "../../../domain/measures/words.ts";
import type { PactData, PactFields } from "../../../domain/pact/data.ts";
import { isPactInForce } from "../../../domain/pact/facts.ts";
import { PACT } from "../../../domain/pact/table.ts";
import type { PactEffect, PactState } from "../../../domain/pact/types.ts";
import type { PresenceData } from "../../../domain/activities/presence-types.ts";
import type { Item } from "../../../store/items.ts";
import type { Deed, EffectHandler, Moment } from "../binding.ts";
import { hasObligations, readDuties } from "../duties.ts";
import { askDesk } from "../effects.ts";
import { closeFact, putFact, reviewFact } from "./activities-facts.ts";
import type { FactWords } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

type PactDeed = Deed<PactData, PactFields>;

const PRESENCE = "presenza-periodica";
const OPEN_ACTIVITIES = new Set(["proposed", "waiting", "enrolled", "started", "suspended"]);

/** The breach of a pact not signed. */
export const PACT_EVENT: AbsenceEvent = "E-PATTO";
const WORDS: FactWords = { title: PACT.title, event: PACT_EVENT, what: ACTIVITY_TEXTS.refusedPact };

export const PACT_HANDLERS: Readonly<Partial<Record<PactEffect, EffectHandler<PactData, PactFields>>>> = {
  "supersede-earlier": supersedeEarlier,
  "count-presence": countPresence,
  "end-presence": endPresence,
  "review-activities": async (deed) => {
    const isOpen = ({ procedure, state }: Item): boolean => procedure === "attivita" && OPEN_ACTIVITIES.has(state);
    if (deed.moment.facts.items.some(isOpen)) await askDesk(deed, "review-activities", ACTIVITY_TEXTS.reviewActivities);
  },
  "open-breach": (deed) => onRefusal(deed, (day) => putFact(deed, WORDS, day)),
  "review-breach": (deed) => onRefusal(deed, (day) => reviewFact(deed, WORDS.title, day)),
  "close-breach": (deed) => onRefusal(deed, (day) => closeFact(deed, WORDS, day)),
};

/** The day of the refusal, as it stands or as it stood before this act took it away. */
async function onRefusal({ moment, item, data }: PactDeed, then: (day: string) => Promise<void>): Promise<void> {
  const before = moment.facts.items.find(({ id }) => id === item.id)?.data as PactData | undefined;
  const day = data.refusal?.on ?? before?.refusal?.on;
  if (day !== undefined) await then(day);
}

async function supersedeEarlier({ moment, item, follow }: PactDeed): Promise<void> {
  for (const other of moment.facts.items) {
    if (other.procedure !== PACT.name || other.id === item.id || !isPactInForce(other.state as PactState)) continue;
    await follow({ procedure: PACT.name, itemId: other.id, act: "supersede", input: { supersededBy: item.id }, bySystem: true });
  }
}

/** Whoever signs is there: the term of the periodic presence begins, or runs anew. Nothing where the measure asks none, or nobody is bound. */
async function countPresence(deed: PactDeed): Promise<void> {
  const { client, moment, data, follow } = deed;
  const on = data.versions.at(-1)?.office.on;
  if (on === undefined || moment.facts.parameters.clocks["periodic-presence"] === null || !deed.isBound(PRESENCE)) return;
  const running = runningPresence(moment);
  if (running === undefined) {
    if (hasObligations(await readDuties(client, moment.facts), moment.today)) {
      await follow({ procedure: PRESENCE, itemId: null, act: "begin", input: { on }, bySystem: true });
    }
    return;
  }
  const { lastOn } = running.data as unknown as PresenceData;
  if (lastOn !== null && on <= lastOn) return;
  await follow({ procedure: PRESENCE, itemId: running.id, act: "record-presence", input: { on, how: "office" }, bySystem: true });
}

async function endPresence({ moment, follow, isBound }: PactDeed): Promise<void> {
  const running = runningPresence(moment);
  if (running === undefined || !isBound(PRESENCE)) return;
  await follow({ procedure: PRESENCE, itemId: running.id, act: "end", input: { on: moment.today, reason: ACTIVITY_TEXTS.pactEnded }, bySystem: true });
}

function runningPresence({ facts }: Moment): Item | undefined {
  return facts.items.find(({ procedure, closedAt }) => procedure === PRESENCE && closedAt === null);
}
