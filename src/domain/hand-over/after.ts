// How each act changes the data of a passage to the municipality: used when acting and when rebuilding from the register.

import type { ActDone } from "../procedure/act-done.ts";
import type { HandOverAct, HandOverData, HandOverInputs } from "./types.ts";

type After = {
  readonly [A in HandOverAct]: (data: HandOverData, input: HandOverInputs[A], done: ActDone) => HandOverData;
};

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  propose: (data, { grounds, reasons }, { on, by }) => ({
    ...data,
    grounds: [...grounds],
    reasons,
    proposedBy: by,
    proposedOn: on,
  }),
  // Who corrects the reasons proposes them: the second look is another person's.
  amend: (data, { grounds, reasons }, { on, by }) => ({
    ...data,
    grounds: [...grounds],
    reasons,
    proposedBy: by,
    proposedOn: on,
    approvedBy: null,
  }),
  approve: (data, _input, { by }) => ({ ...data, approvedBy: by }),
  send: (data, { municipality }, { on }) => ({ ...data, municipality, sentOn: on }),
  solicit: (data, _input, { on }) => ({ ...data, solicitedOn: [...data.solicitedOn, on] }),
  "take-charge": (data, { on }) => ({ ...data, inChargeOn: on }),
  "send-back": (data, { on, reason }) => ({ ...data, endedOn: on, endReason: reason }),
  return: (data, { on, reason }) => ({ ...data, endedOn: on, endReason: reason }),
  withdraw: (data, { reason }, { on }) => ({ ...data, endedOn: on, endReason: reason }),
  "close-with-case": (data, _input, { on }) => ({ ...data, endedOn: on }),
};

/** The data of a passage to the municipality once `act` is done. */
export function handOverAfter<A extends HandOverAct>(
  data: HandOverData,
  act: A,
  input: HandOverInputs[A],
  done: ActDone,
): HandOverData {
  return AFTER[act](data, input, done);
}
