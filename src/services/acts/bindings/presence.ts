// The periodic presence on the dossier: its term on the measure's clock, and a missed one put before whoever weighs it.

import { presenceAfter, presenceContext, presenceDue } from "../../../domain/activities/presence-facts.ts";
import { PRESENCE } from "../../../domain/activities/presence-table.ts";
import { BLANK_PRESENCE, PRESENCE_KINDS } from "../../../domain/activities/presence-types.ts";
import type {
  PresenceAct, PresenceContext, PresenceData, PresenceEffect, PresenceFields, PresenceGuard, PresenceInputs, PresenceState, PresenceTerm,
} from "../../../domain/activities/presence-types.ts";
import { JUSTIFIED_REASONS } from "../../../domain/measures/words.ts";
import { isPactInForce } from "../../../domain/pact/facts.ts";
import type { PactState } from "../../../domain/pact/types.ts";
import { reportsWithDays } from "../../../store/activities.ts";
import type { StandingReport } from "../../../store/activities.ts";
import { bind } from "../binding.ts";
import type { Deed, Moment } from "../binding.ts";
import { hasObligations, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { isOneOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { closeFact, isReported, putFact } from "./activities-facts.ts";
import type { FactWords } from "./activities-facts.ts";
import { ACTIVITY_TEXTS } from "./activities-texts.ts";

/** What came with the form, and the last day of the term as the register keeps it. */
type Fields = PresenceFields & { readonly dueOn?: string };

interface More {
  readonly duties: Duties;
  readonly reports: readonly StandingReport[];
}

const WORDS: FactWords = { title: PRESENCE.title, event: "E-PRES", what: ACTIVITY_TEXTS.missedPresence };
const REASONED = { on: isText, reason: isText };

const FIELDS: Readonly<Record<PresenceAct, Readonly<Record<string, FieldCheck>>>> = {
  begin: { on: isText },
  "record-presence": { on: isText, how: isOneOf(Object.keys(PRESENCE_KINDS)) },
  "record-missed": { ...REASONED, reminded: isYesNo },
  justify: { on: isText, justifiedReason: orNull(isOneOf(JUSTIFIED_REASONS)), evidenceSeen: isYesNo },
  "correct-missed": REASONED,
  end: REASONED,
};

export const PRESENCE_BINDING = bind<
  PresenceState, PresenceAct, PresenceGuard, PresenceTerm, PresenceContext, PresenceEffect, PresenceData, Fields, More
>({
  procedure: PRESENCE,
  perCase: "one-open",
  begin: () => BLANK_PRESENCE,
  readInput: (act, raw) => readFields<Fields>(raw, FIELDS[act]),
  complete: ({ act, input, data, moment }) => {
    if (act === "record-presence") return { ...input, how: input.how ?? "office" };
    const dueOn = act === "record-missed" ? dueOf(data, moment) : null;
    return dueOn === null ? input : { ...input, dueOn };
  },
  more: async (client, { facts }) => ({ duties: await readDuties(client, facts), reports: await reportsWithDays(client, facts.caseId) }),
  context: ({ data, input, moment, item, more }) => {
    const { today, facts, calendar } = moment;
    const due = dueOf(data, moment);
    return presenceContext({
      data,
      ...(input === null ? {} : { input }),
      facts: {
        today,
        grantedOn: facts.grantedOn,
        bound: hasObligations(more.duties, today),
        pactSigned: hasPact(moment),
        obliged: due === null ? null : hasObligations(more.duties, due),
        reported: isReported(more.reports, moment, { event: "E-PRES", itemId: item?.id ?? null, days: data.missed }),
      },
      measure: facts.parameters,
      calendar,
    });
  },
  after: (data, act, input) => presenceAfter(data, act, input as PresenceInputs[typeof act]),
  termFacts: (_term, { data }) => (data.lastOn === null ? null : { on: data.lastOn }),
  effects: {
    "fact-for-conditionality": (deed) => onMissed(deed.data.missed, (day) => putFact(deed, WORDS, day)),
    "close-fact": (deed) => onMissed(missedBefore(deed), (day) => closeFact(deed, WORDS, day)),
  },
});

/** Signed by both, and neither ended nor superseded. */
export function hasPact({ facts }: Moment): boolean {
  return facts.items.some(({ procedure, state }) => procedure === "patto" && isPactInForce(state as PactState));
}

function dueOf(data: PresenceData, { facts, calendar }: Moment): string | null {
  return presenceDue(data, facts.parameters, calendar);
}

function missedBefore({ moment, item }: Deed<PresenceData, Fields>): readonly string[] {
  const before = moment.facts.items.find(({ id }) => id === item.id)?.data as PresenceData | undefined;
  return before?.missed ?? [];
}

/** The last term that was missed: the one that the act is about. */
async function onMissed(missed: readonly string[], then: (day: string) => Promise<void>): Promise<void> {
  const day = missed.at(-1);
  if (day !== undefined) await then(day);
}
