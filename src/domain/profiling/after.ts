// How each act changes the data of a profile: used when acting and when rebuilding from the register.

import type { ActDone } from "../procedure/act-done.ts";
import { isOutcome } from "./facts.ts";
import type { DecidedProfile, ProfilingAct, ProfilingData, ProfilingInputs } from "./types.ts";

type After = {
  readonly [A in ProfilingAct]: (
    data: ProfilingData,
    input: ProfilingInputs[A],
    done: ActDone,
  ) => ProfilingData;
};

/** Data of a profile before its first act; `number` is one more than the profiles that the case has had. */
export function newProfile(number: number): ProfilingData {
  return {
    number,
    request: null,
    index: null,
    withoutIndexFor: null,
    assessment: null,
    decided: null,
    endedFor: null,
  };
}

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  "request-index": (data, { requestId, questionnaire, answers }, { on, by }) => ({
    ...data,
    request: { id: requestId, questionnaire, answers, askedOn: on, askedBy: by },
    index: null,
    withoutIndexFor: null,
  }),
  "record-index": (data, { requestId, value, method, computedOn }, { on, by }) => ({
    ...data,
    index: { requestId, value, method, computedOn, receivedOn: on, receivedBy: by },
    withoutIndexFor: null,
  }),
  "go-on-without-index": (data, { reason }) => ({ ...data, withoutIndexFor: reason }),
  draft: (data, { sheet, answers, sources }) => ({ ...data, assessment: { sheet, answers, sources } }),
  decide: (data, _input, done) => ({ ...data, decided: decided(data, done) }),
  expire: (data) => data,
  redo: (data, { reason }) => ({ ...data, endedFor: reason }),
  close: (data, { reason }) => ({ ...data, endedFor: reason }),
};

/** The data of a profile once `act` is done. What was decided is never touched again. */
export function profilingAfter<A extends ProfilingAct>(
  data: ProfilingData,
  act: A,
  input: ProfilingInputs[A],
  done: ActDone,
): ProfilingData {
  return AFTER[act](data, input, done);
}

/** The profile as it stands, frozen. Throws when there is nothing to decide on: the table never lets it come to that. */
function decided(data: ProfilingData, { on, by }: ActDone): DecidedProfile {
  const { number, request, index, withoutIndexFor, assessment } = data;
  const outcome = assessment?.answers["outcome"];
  if (assessment === null || !isOutcome(outcome))
    throw new Error("a profile is decided without an assessment that has an outcome");
  return { number, request, index, withoutIndexFor, assessment, outcome, decidedOn: on, decidedBy: by };
}
