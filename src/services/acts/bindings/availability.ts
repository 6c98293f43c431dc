// The DID on the dossier: what its guards look at, gathered; what follows from it, done.

import { romeDay } from "../../../domain/calendar/rome-time.ts";
import { isIsoDate, toDayNumber } from "../../../domain/calendar/days.ts";
import { availabilityAfter } from "../../../domain/availability/after.ts";
import { availabilityContext } from "../../../domain/availability/facts.ts";
import type { AvailabilityFields } from "../../../domain/availability/facts.ts";
import { AVAILABILITY } from "../../../domain/availability/table.ts";
import { NO_AVAILABILITY } from "../../../domain/availability/types.ts";
import type {
  AvailabilityAct, AvailabilityContext, AvailabilityData, AvailabilityEffect, AvailabilityGuard, AvailabilityInputs, AvailabilityState, AvailabilityTerm,
} from "../../../domain/availability/types.ts";
import { attendedDays, boundOn, standingReports } from "../../../store/standing.ts";
import type { BoundPeriod } from "../../../store/standing.ts";
import { bind } from "../binding.ts";
import type { Deed } from "../binding.ts";
import { askDesk, tellOutside } from "../effects.ts";
import { isNumber, isOneOf, isRecordOf, isText, isYesNo, orNull, readFields } from "../input-fields.ts";
import type { FieldCheck } from "../input-fields.ts";
import { ACT_TEXTS } from "../texts.ts";

/** The breach of a DID not given. */
const BREACH = "E-DID";

interface More {
  /** Days on which the person was present at an appointment. */
  readonly attended: readonly string[];
  readonly bound: readonly BoundPeriod[];
  readonly reported: boolean;
}

const WORK = isRecordOf({
  kind: isOneOf(["employee", "self-employed"]), startsOn: isText, endsOn: orNull(isText), yearlyEuros: orNull(isNumber),
});

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
    bound: await boundOn(client, facts.caseId),
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
        bound: facts.bound,
        work: null,
        refusalDay: isIsoDate(day)
          ? { obliged: wasBound(more.bound, day), suspended: calendar.isSuspended(toDayNumber(day)), present: more.attended.includes(day) && day <= today }
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
    "review-duties": (deed) => askDesk(deed, "review-duties", ACT_TEXTS.reviewDuties),
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

function wasBound(periods: readonly BoundPeriod[], day: string): boolean {
  return periods.some(({ from, to, bound }) => bound && romeDay(from) <= day && (to === null || day < romeDay(to)));
}
