// The term of the periodic presence on the measure's clock, what the guards look at, and how each act changes the data.

import { isIsoDate, toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { dueOf, openTerm } from "../procedure/terms.ts";
import type {
  PresenceAct,
  PresenceContext,
  PresenceData,
  PresenceFields,
  PresenceInputs,
} from "./presence-types.ts";

export interface PresenceFacts {
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  readonly bound: boolean;
  readonly pactSigned: boolean;
  /** Neither excluded nor exempt, and not handed over, on the last day of the term; null when not known. */
  readonly obliged: boolean | null;
  readonly reported: boolean | null;
}

type PresenceMeasure = Pick<MeasureParameters, "clocks" | "ladders" | "justifications">;

/** Last day on which the person may come; null when the measure asks no presence, or none is due yet. */
export function presenceDue(
  data: Pick<PresenceData, "lastOn">,
  measure: Pick<MeasureParameters, "clocks">,
  calendar: TermCalendar,
): IsoDate | null {
  const term = data.lastOn === null ? null : openTerm(measure, "periodic-presence", { on: data.lastOn });
  return term === null ? null : toIsoDate(dueOf(term, calendar));
}

/** Everything the guards look at. */
export function presenceContext(question: {
  readonly data: PresenceData;
  readonly input?: PresenceFields;
  readonly facts: PresenceFacts;
  readonly measure: PresenceMeasure;
  readonly calendar: TermCalendar;
}): PresenceContext {
  const { data, input = {}, facts, measure, calendar } = question;
  const on = input.on !== undefined && isIsoDate(input.on) ? input.on : null;
  const due = presenceDue(data, measure, calendar);
  const isBreach = measure.ladders.some(({ event }) => event === "E-PRES");
  return {
    measureAsks: measure.clocks["periodic-presence"] !== null,
    bound: facts.bound,
    pactSigned: facts.pactSigned,
    dayPlausible: on !== null && on <= facts.today && on >= (data.lastOn ?? facts.grantedOn),
    termOver: due !== null && facts.today > due,
    duty:
      facts.obliged === null || due === null
        ? null
        : facts.obliged && isBreach && !calendar.isSuspended(toDayNumber(due)),
    reminded: input.reminded === true,
    reason: input.reason ?? "",
    reasonListed: measure.justifications.some(({ reason }) => reason === input.justifiedReason),
    evidenceSeen: input.evidenceSeen === true,
    reported: facts.reported,
  };
}

type After = { readonly [A in PresenceAct]: (data: PresenceData, input: PresenceInputs[A]) => PresenceData };

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  begin: (data, { on }) => ({ ...data, startedOn: on, lastOn: on }),
  "record-presence": (data, { on, how }) => ({
    ...data,
    lastOn: on,
    presences: [...data.presences, { on, how }],
  }),
  "record-missed": (data, { dueOn, reason }) => ({ ...data, missed: [...data.missed, dueOn], reason }),
  justify: (data, { on }) => ({ ...data, lastOn: on }),
  "correct-missed": (data, { on, reason }) => ({
    ...data,
    lastOn: on,
    presences: [...data.presences, { on, how: "office" }],
    missed: data.missed.slice(0, -1),
    reason,
  }),
  end: (data, { on, reason }) => ({ ...data, endedOn: on, reason }),
};

/** The data of a periodic presence once `act` is done. */
export function presenceAfter<A extends PresenceAct>(
  data: PresenceData,
  act: A,
  input: PresenceInputs[A],
): PresenceData {
  return AFTER[act](data, input);
}
