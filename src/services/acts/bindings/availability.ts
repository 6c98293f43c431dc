// The DID on the dossier: what its guards look at, gathered; what follows from it, done.

import { isIsoDate, toDayNumber } from "../../../domain/calendar/days.ts";
import { availabilityAfter } from "../../../domain/availability/after.ts";
import { availabilityContext } from "../../../domain/availability/facts.ts";
import type { AvailabilityFields } from "../../../domain/availability/facts.ts";
import { AVAILABILITY } from "../../../domain/availability/table.ts";
import { reviewExclusions } from "../../../domain/duties/exclusion/facts.ts";
import { isExemptOn } from "../../../domain/duties/exemption/held.ts";
import { NO_AVAILABILITY } from "../../../domain/availability/types.ts";
import type {
  AvailabilityAct, AvailabilityContext, AvailabilityData, AvailabilityEffect, AvailabilityGuard, AvailabilityInputs, AvailabilityState, AvailabilityTerm,
} from "../../../domain/availability/types.ts";
import { attendedDays, standingReports } from "../../../store/standing.ts";
import { bind } from "../binding.ts";
import type { Deed } from "../binding.ts";
import { askDesk, tellOutside } from "../effects.ts";
import { readFacts } from "../facts.ts";
import { isText, isYesNo, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { followsPath, hasObligations, readDuties } from "../duties.ts";
import type { Duties } from "../duties.ts";
import { ACT_TEXTS } from "../texts.ts";
import { WORK } from "./duty-fields.ts";

/** The breach of a DID not given. */
const BREACH = "E-DID";

interface More {
  /** Days on which the person was present at an appointment. */
  readonly attended: readonly string[];
  readonly duties: Duties;
  readonly reported: boolean;
}

const FIELDS: Readonly<Record<AvailabilityAct, Readonly<Record<string, FieldCheck>>>> = {
  take: { declaredOn: isText, signed: isYesNo },
  "record-from-platform": { declaredOn: isText, platformId: isText },
  "record-with-benefit": { declaredOn: isText },
  "record-work": { work: WORK },
  withdraw: { signed: isYesNo, consequencesTold: isYesNo },
  correct: { declaredOn: isText, reason: isText },
  annul: { reason: isText },
  refuse: { refusedOn: isText, consequencesTold: isYesNo, reason: isText },
  "correct-refusal": { reason: isText },
};

export const AVAILABILITY_BINDING = bind<
  AvailabilityState, AvailabilityAct, AvailabilityGuard, AvailabilityTerm, AvailabilityContext, AvailabilityEffect, AvailabilityData, AvailabilityFields, More
>({
  procedure: AVAILABILITY,
  perCase: "one",
  begin: () => NO_AVAILABILITY,
  readInput: (act, raw) => readFields<AvailabilityFields>(raw, FIELDS[act]),
  // A DID given elsewhere may be years older than the benefit; the table says how old.
  oldDates: ["declaredOn", "startsOn"],
  more: async (client, { facts }) => ({
    attended: await attendedDays(client, facts.caseId),
    duties: await readDuties(client, facts),
    reported: (await standingReports(client, facts.caseId)).includes(BREACH),
  }),
  context: ({ data, act, input, moment, more }) => {
    const { facts, today, calendar } = moment;
    // A refusal is judged on its day: that of the form, or the one that was recorded.
    const day = input?.refusedOn ?? data.refusedOn ?? today;
    return availabilityContext({
      data,
      ...(act === null ? {} : { act: act as AvailabilityAct }),
      ...(input === null ? {} : { input }),
      facts: {
        today,
        grantedOn: facts.grantedOn,
        birthDate: facts.birthDate,
        bound: followsPath(more.duties, today),
        work: null,
        refusalDay: isIsoDate(day)
          ? { obliged: hasObligations(more.duties, day), suspended: calendar.isSuspended(toDayNumber(day)), present: more.attended.includes(day) && day <= today }
          : null,
        reported: more.reported,
      },
      measure: facts.parameters,
    });
  },
  after: (data, act, input, done) => availabilityAfter(data, act, input as AvailabilityInputs[typeof act], done),
  // The term runs from the benefit, as an indicator: a DID annulled puts it back where it was.
  termFacts: (_term, { moment }) => ({ on: moment.facts.grantedOn }),
  effects: {
    "tell-platform": tellOutside,
    "review-duties": reviewDutiesOf,
    "open-breach": (deed) => askDesk(deed, "breach", ACT_TEXTS.breachOfDid),
    "review-breach": (deed) => askDesk(deed, "breach", ACT_TEXTS.breachToReview),
    "close-breach": closeBreach,
  },
});

/** The breach opened on this refusal falls with it: by the table of conditionality, or by the desk where none was recorded. */
async function closeBreach(deed: Deed<AvailabilityData>): Promise<void> {
  const open = deed.moment.facts.items.find((item) => item.procedure === "condizionalita" && item.closedAt === null && item.data["event"] === BREACH);
  if (open === undefined) return askDesk(deed, "breach", ACT_TEXTS.breachFallen);
  await deed.follow({ procedure: open.procedure, itemId: open.id, act: "withdraw", input: { reason: ACT_TEXTS.breachFallen }, bySystem: true });
}

/** The work now known opens, changes or ends an exclusion at once; whoever holds an exemption is looked at by the desk. */
async function reviewDutiesOf(deed: Deed<AvailabilityData>): Promise<void> {
  const duties = await readDuties(deed.client, await readFacts(deed.client, deed.moment.facts));
  for (const { act, item, input } of reviewExclusions(duties.outside, duties.exclusions, duties.measure, deed.moment.today)) {
    await deed.follow({ procedure: "esclusione", itemId: item, act, input, bySystem: true });
  }
  if (isExemptOn(duties.exemptions, deed.moment.today)) await askDesk(deed, "review-duties", ACT_TEXTS.reviewDuties);
}
