// How each act changes the data of an exclusion: used when acting and when rebuilding from the register.

import type { IsoDate } from "../../notices/types.ts";
import type { ActDone } from "../../procedure/act-done.ts";
import { keepEvidence } from "../evidence.ts";
import type { Period } from "../exclusion.ts";
import type { ExclusionAct, ExclusionData, ExclusionInputs } from "./types.ts";

type After = {
  readonly [A in ExclusionAct]: (
    data: ExclusionData,
    input: ExclusionInputs[A],
    done: ActDone,
  ) => ExclusionData;
};

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  open: (data, { fact, from, to, work }) => ({ ...data, fact, from, to, work, source: "system" }),
  record: (data, { fact, from, to, work, evidence }, { by }) => ({
    ...data,
    fact,
    from,
    to,
    work,
    source: "operator",
    evidence: keepEvidence(evidence, by),
  }),
  update: (data, { from, to, work }) => ({ ...data, from, to, work }),
  reopen: (data, { from, to, work }) => ({ ...data, from, to, work }),
  correct: (data, { from, to, evidence }, { by }) => ({
    ...data,
    from,
    to,
    source: "operator",
    evidence: keepEvidence(evidence, by),
  }),
  end: (data, { to, source }) => ({
    ...data,
    to,
    source: source === "operator" ? source : data.source,
    contestedBy: null,
    volunteer: closed(data.volunteer, to),
  }),
  contest: (data, _input, { by }) => ({ ...data, contestedBy: by }),
  uphold: (data, _input, { on }) => ({ ...data, contestedBy: null, volunteer: closed(data.volunteer, on) }),
  annul: (data, _input, { on }) => ({
    ...data,
    contestedBy: null,
    liftedOn: on,
    volunteer: closed(data.volunteer, on),
  }),
  join: (data, _input, { on }) => ({ ...data, volunteer: [...data.volunteer, { from: on, to: null }] }),
  leave: (data, _input, { on }) => ({ ...data, volunteer: closed(data.volunteer, on) }),
};

/** The data of an exclusion once `act` is done. */
export function exclusionAfter<A extends ExclusionAct>(
  data: ExclusionData,
  act: A,
  input: ExclusionInputs[A],
  done: ActDone,
): ExclusionData {
  return AFTER[act](data, input, done);
}

/** Open periods end on a day; one that would begin after it never was. */
function closed(periods: readonly Period[], on: IsoDate): readonly Period[] {
  return periods.flatMap((period) => {
    if (period.to !== null) return [period];
    return period.from <= on ? [{ from: period.from, to: on }] : [];
  });
}
