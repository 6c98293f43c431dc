// How each act changes the data of an exemption: used when acting and when rebuilding from the register.

import type { ActDone } from "../../procedure/act-done.ts";
import { keepEvidence } from "../evidence.ts";
import type { ExemptionAct, ExemptionData, ExemptionInputs, WorkHours } from "./types.ts";

type After = {
  readonly [A in ExemptionAct]: (
    data: ExemptionData,
    input: ExemptionInputs[A],
    done: ActDone,
  ) => ExemptionData;
};

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  request: (data, { code, caredId }) => ({ ...data, code, caredId }),
  grant: (data, { code, caredId, from, to, hours, evidence }, { by }) => ({
    ...data,
    code,
    caredId,
    periods: [{ from, to }],
    hours: keepHours(hours),
    evidence: keepEvidence(evidence, by),
    decidedBy: by,
  }),
  refuse: (data, { reason }, { by }) => ({ ...data, reason, decidedBy: by }),
  renew: (data, { from, to, hours, evidence }, { by }) => ({
    ...data,
    periods: [...data.periods, { from, to }],
    hours: keepHours(hours),
    evidence: keepEvidence(evidence, by),
    decidedBy: by,
  }),
  "record-cessation": (data, { ceasedOn, reason }, { on }) => ({ ...data, ceasedOn, endedOn: on, reason }),
  revoke: (data, { reason }, { on, by }) => ({ ...data, endedOn: on, reason, decidedBy: by }),
  expire: (data) => data,
};

/** The data of an exemption once `act` is done. */
export function exemptionAfter<A extends ExemptionAct>(
  data: ExemptionData,
  act: A,
  input: ExemptionInputs[A],
  done: ActDone,
): ExemptionData {
  return AFTER[act](data, input, done);
}

function keepHours(hours: WorkHours | null): WorkHours | null {
  return hours === null ? null : { weekly: hours.weekly, travel: hours.travel };
}
