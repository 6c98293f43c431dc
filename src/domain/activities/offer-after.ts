// How each act changes the data of an offer of work: used when acting and when rebuilding from the register.

import type { OfferAct, OfferData, OfferInputs } from "./offer-types.ts";

type After = { readonly [A in OfferAct]: (data: OfferData, input: OfferInputs[A]) => OfferData };

// Fields are taken one by one: whatever else comes with an input is not stored.
const AFTER: After = {
  record: (data, { on, offer: { employer, job, municipalityId, km, minutes } }) => ({
    ...data,
    offer: { employer, job, municipalityId, km, minutes },
    receivedOn: on,
  }),
  "judge-suitable": (data, { ordinal, of }) => ({ ...data, ordinal, of }),
  "judge-not-suitable": (data, { reason }) => ({ ...data, reason }),
  present: (data, { on }) => ({ ...data, presentedOn: on }),
  accept: (data, { on }) => ({ ...data, answeredOn: on }),
  "record-refusal": (data, { on, reason, justifiedReason }) => ({
    ...data,
    answeredOn: on,
    justifiedReason,
    reason,
  }),
  "correct-refusal": (data, { reason }) => ({ ...data, answeredOn: null, justifiedReason: null, reason }),
  "record-hired": (data) => data,
  "record-not-hired": (data, { reason }) => ({ ...data, reason }),
  withdraw: (data, { reason }) => ({ ...data, reason }),
};

/** The data of an offer once `act` is done. */
export function offerAfter<A extends OfferAct>(data: OfferData, act: A, input: OfferInputs[A]): OfferData {
  return AFTER[act](data, input);
}
