// How each act changes the data of a case's life: used when acting and when rebuilding from the register.

import type { ActDone } from "../procedure/act-done.ts";
import type { CarriedOver, CaseData, CaseInputs, CaseStamp, Continuation } from "./data.ts";
import type { CaseAct, Destination } from "./types.ts";

type After = {
  readonly [A in CaseAct]: (data: CaseData, input: CaseInputs[A]) => CaseData;
};

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  assess: (data) => data,
  transfer: (data, { destination }) => withOffice(data, destination),
  "leave-region": (data, { destination }) => withOffice(data, destination),
  "return-to-region": (data, { destination }) => withOffice(data, destination),
  "record-hand-over": (data) => data,
  "record-hand-back": (data) => data,
  "record-forfeiture": (data, { on, reason, minorsOrDisabled }) => ({
    ...data,
    forfeitedOn: on,
    minorsOrDisabled,
    reason,
  }),
  "end-block": (data) => data,
  "end-benefit": (data, { on, reason }) => ({ ...data, endedOn: on, reason }),
  restore: (data) => ({ ...data, forfeitedOn: null, endedOn: null }),
  renew: (data, input) => ({ ...data, renewedBy: continuation(input) }),
  continue: (data, input) => ({ ...data, continues: continuation(input) }),
  "record-death": (data, { on, reason }) => ({ ...data, diedOn: on, reason }),
  "correct-death": (data, { reason }) => ({ ...data, diedOn: null, reason }),
};

/** The data of a case's life once `act` is done. The last notice followed only goes forward. */
export function caseAfter<A extends CaseAct>(
  data: CaseData,
  act: A,
  input: CaseInputs[A],
  _done: ActDone,
): CaseData {
  return { ...AFTER[act](data, input), lastNoticeAt: later(data.lastNoticeAt, input) };
}

function later(last: string | null, { noticeAt }: CaseStamp): string | null {
  if (noticeAt === null) return last;
  return last === null || noticeAt > last ? noticeAt : last;
}

function withOffice(data: CaseData, destination: Destination): CaseData {
  return { ...data, officeId: destination.kind === "office" ? destination.officeId : null };
}

function continuation({ protocol, caseId, carried }: Continuation): Continuation {
  return { protocol, caseId, carried: carriedOf(carried) };
}

function carriedOf({ counters, exemptions, pact, breachIds }: CarriedOver): CarriedOver {
  return {
    counters,
    exemptions: exemptions.map(({ itemId, code, to }) => ({ itemId, code, to })),
    pact,
    breachIds: [...breachIds],
  };
}
