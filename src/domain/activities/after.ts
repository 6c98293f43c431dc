// How each act changes the data of an activity: used when acting and when rebuilding from the register.

import { addDays } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";
import type { ActivityData, ActivityInputs } from "./data.ts";
import { monthOf } from "./puc.ts";
import type { ActivityAct, ActivityOutcome, DayRecord } from "./types.ts";

type After = { readonly [A in ActivityAct]: (data: ActivityData, input: ActivityInputs[A]) => ActivityData };

const reasoned = (data: ActivityData, { reason }: { readonly reason: string }): ActivityData => ({
  ...data,
  reason,
});
const dated = (data: ActivityData, { on }: { readonly on: IsoDate }): ActivityData =>
  ended(data, on, data.startedOn === null ? null : "interrupted");

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  propose: (data, { on, entry, pactId, weeklyMinutes }) => ({
    ...data,
    entry,
    pactId,
    weeklyMinutes,
    proposedOn: on,
  }),
  accept: (data, { on, placed }) => ({ ...data, acceptedOn: on, waitingSince: placed ? null : on }),
  "give-place": (data) => ({ ...data, waitingSince: null }),
  "record-refusal": (data, input) => ({ ...reasoned(data, input), refusedOn: input.on }),
  "correct-refusal": (data, input) => ({
    ...reasoned(data, input),
    acceptedOn: null,
    waitingSince: null,
    refusedOn: null,
  }),
  cancel: reasoned,
  start: (data, { on }) => ({ ...data, startedOn: on }),
  "record-presence": (data, { on, minutes }) => recorded(data, { day: on, mark: "present", minutes }),
  "record-absence": (data, { on, justifiedReason, evidenceSeen }) => {
    const mark = justifiedReason !== null && evidenceSeen ? "justified" : "absent";
    return recorded(data, { day: on, mark, minutes: 0 });
  },
  "record-lost-hours": (data, { on }) => ({ ...data, shortMonths: [...data.shortMonths, monthOf(on)] }),
  "justify-absence": (data, { on }) =>
    withoutShortMonth(recorded(data, { day: on, mark: "justified", minutes: 0 }), on),
  "correct-attendance": (data, { on, mark, minutes, reason }) => ({
    ...withoutShortMonth(
      mark === null ? struckOut(data, on) : recorded(data, { day: on, mark, minutes }),
      on,
    ),
    reason,
  }),
  suspend: (data, { on, reason }) => ({ ...data, pauses: [...data.pauses, { from: on, to: null }], reason }),
  resume: (data, { on }) => ({ ...data, pauses: closedPauses(data, addDays(on, -1)) }),
  complete: (data, { on, outcome }) => ended(data, on, outcome),
  account: (data) => data,
  "end-for-job": (data, { on }) => ended(data, on, "job-found"),
  interrupt: (data, input) => reasoned(ended(data, input.on, "interrupted"), input),
  "lose-requirements": (data, input) => reasoned(ended(data, input.on, "interrupted"), input),
  abandon: (data, input) => reasoned(ended(data, input.on, "abandoned"), input),
  "correct-abandonment": (data, { on, reason }) => ({
    ...data,
    endedOn: null,
    outcome: null,
    pauses: closedPauses(data, addDays(on, -1)),
    reason,
  }),
  "end-exempt": dated,
  "end-excluded": dated,
  "end-forfeited": dated,
  transform: (data, input) => ({ ...reasoned(dated(data, input), input), replacedBy: input.replacedBy }),
  annul: (data, input) => reasoned({ ...data, endedOn: input.on, outcome: null }, input),
};

/** The data of an activity once `act` is done. */
export function activityAfter<A extends ActivityAct>(
  data: ActivityData,
  act: A,
  input: ActivityInputs[A],
): ActivityData {
  return AFTER[act](data, input);
}

function ended(data: ActivityData, on: IsoDate, outcome: ActivityOutcome | null): ActivityData {
  return { ...data, endedOn: on, outcome };
}

function struckOut(data: ActivityData, day: IsoDate): ActivityData {
  return { ...data, attendance: data.attendance.filter((each) => each.day !== day) };
}

function recorded(data: ActivityData, record: DayRecord): ActivityData {
  const others = struckOut(data, record.day).attendance;
  return { ...data, attendance: [...others, record].toSorted((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** The register of the month has changed: whether its hours are short must be asked again. */
function withoutShortMonth(data: ActivityData, day: IsoDate): ActivityData {
  return { ...data, shortMonths: data.shortMonths.filter((month) => month !== monthOf(day)) };
}

/** A pause resumed on the day it began never was. */
function closedPauses(data: ActivityData, to: IsoDate): ActivityData["pauses"] {
  return data.pauses
    .map((pause) => (pause.to === null ? { ...pause, to } : pause))
    .filter((pause) => pause.to === null || pause.from <= pause.to);
}
