// How each act changes the data of a DID: used when acting and when rebuilding from the register.

import type { ActDone } from "../procedure/act-done.ts";
import type { AvailabilityAct, AvailabilityData, AvailabilityInputs, Declaration } from "./types.ts";

type After = {
  readonly [A in AvailabilityAct]: (
    data: AvailabilityData,
    input: AvailabilityInputs[A],
    done: ActDone,
  ) => AvailabilityData;
};

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  take: (data, { declaredOn }, { by }) =>
    declared(data, { on: declaredOn, how: "desk", platformId: null, takenBy: by }),
  "record-from-platform": (data, { declaredOn, platformId }, { by }) =>
    declared(data, { on: declaredOn, how: "platform", platformId, takenBy: by }),
  "record-with-benefit": (data, { declaredOn }, { by }) =>
    declared(data, { on: declaredOn, how: "with-benefit", platformId: null, takenBy: by }),
  "record-work": (data, { work: { kind, startsOn, endsOn, yearlyEuros } }) => ({
    ...data,
    work: { kind, startsOn, endsOn, yearlyEuros },
  }),
  withdraw: (data, _input, { on }) => ({ ...data, withdrawnOn: on }),
  correct: (data, { declaredOn }) =>
    data.declaration === null ? data : { ...data, declaration: { ...data.declaration, on: declaredOn } },
  annul: (data) => ({ ...data, declaration: null, withdrawnOn: null }),
  refuse: (data, { refusedOn }) => ({ ...data, refusedOn }),
  "correct-refusal": (data) => ({ ...data, refusedOn: null }),
};

/** The data of a DID once `act` is done. A refusal stays in the data when the DID is given later: its breach is not closed by that alone. */
export function availabilityAfter<A extends AvailabilityAct>(
  data: AvailabilityData,
  act: A,
  input: AvailabilityInputs[A],
  done: ActDone,
): AvailabilityData {
  return AFTER[act](data, input, done);
}

function declared(data: AvailabilityData, declaration: Declaration): AvailabilityData {
  return { ...data, declaration, withdrawnOn: null };
}
