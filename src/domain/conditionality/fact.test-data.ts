// Facts that the tests of conditionality share: an orientation meeting of 1 October 2019, of a household that has RdC since May.

import { buildHolidayCalendar } from "../calendar/holidays.ts";
import { buildTermCalendar } from "../calendar/term-calendar.ts";
import { workingCalendar } from "../calendar/working-days.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { conditionalityAfter } from "./after.ts";
import { countAt } from "./counter.ts";
import type { UnitBreach } from "./counter.ts";
import type { ConditionalityData, ConditionalityInputs, ConditionalityStep, FactInput } from "./data.ts";
import type { ConditionalityFacts, ConditionalityQuestion } from "./facts.ts";
import type { FrozenCount } from "./types.ts";

export const CALENDAR = buildTermCalendar({
  working: workingCalendar(buildHolidayCalendar([])),
  suspensions: RDC_2019.suspensions,
});
export const ADA = { at: "2019-10-01T10:00:00.000Z", actorId: "ada" } as const;

/** The count of an orientation breach with so many before it. */
export const orientation = (before: number): FrozenCount => countAt(RDC_2019, "E-ORIE", before)!;

export const FACT: FactInput = {
  ...ADA,
  event: "E-ORIE",
  happenedAt: "2019-10-01T08:00:00.000Z",
  benefitId: "b1",
  personId: "p1",
  measureVersion: "rdc-2019",
  attempts: [{ channel: "sms", outcome: "received" }],
  evidence: ["sms-1"],
  formalReminderOn: null,
  count: orientation(0),
};

export const FACTS: ConditionalityFacts = {
  measure: RDC_2019,
  grantedOn: "2019-05-20",
  benefitEndedOn: null,
  duties: { facts: { birthDate: "1980-05-12", known: [], notBoundOtherwise: [] }, exemptions: [] },
  links: [{ kind: "agreed-activity", id: "a1", from: "2019-09-20", to: null }],
  breaches: [],
  absence: null,
  operatorCodeSound: true,
};

/** A step of an act, with what its form holds. */
export function step<A extends keyof ConditionalityInputs>(
  act: A,
  input: ConditionalityInputs[A],
): ConditionalityStep {
  return { act, input } as unknown as ConditionalityStep;
}

export const RECORD = step("record-fact", FACT);
export const PROPOSE = step("propose", {
  at: "2019-10-04T10:00:00.000Z",
  actorId: "bea",
  link: { kind: "agreed-activity", id: "a1" },
  count: orientation(0),
});
export const APPROVE = step("approve", {
  at: "2019-10-04T11:00:00.000Z",
  actorId: "carla",
  count: orientation(0),
});
export const SEND = step("send-report", {
  at: "2019-10-04T12:00:00.000Z",
  actorId: "bea",
  operatorTaxCode: "RSSMRA80A01F839W",
  proof: "delivered",
});

/** The data after these steps. */
export function told(...steps: readonly ConditionalityStep[]): ConditionalityData {
  const data = steps.reduce<ConditionalityData | null>(
    (before, each) => conditionalityAfter(before, each),
    null,
  );
  if (data === null) throw new RangeError("nothing was told");
  return data;
}

/** A question about the fact of the first of October, an hour after it; `change` says what is different. */
export function question(change: Partial<ConditionalityQuestion> = {}): ConditionalityQuestion {
  return {
    data: null,
    step: RECORD,
    facts: FACTS,
    calendar: CALENDAR,
    now: ADA.at,
    actorId: "ada",
    ...change,
  };
}

/** A breach of the same unit, recorded before all others unless its position says otherwise. */
export function breach(change: Partial<UnitBreach> = {}): UnitBreach {
  return {
    own: false,
    position: 1,
    event: "E-ORIE",
    state: "reported",
    measure: "RDC",
    sameBenefit: true,
    happenedOn: "2019-09-25",
    recordedAt: "2019-09-25T10:00:00.000Z",
    ...change,
  };
}
