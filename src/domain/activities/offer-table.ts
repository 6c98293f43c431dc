// Offerta di lavoro congrua: the table of law from the offer that comes in to the answer of the person, who decides.

import type { Procedure, Row } from "../procedure/types.ts";
import { OFFER_GUARDS } from "./offer-guards.ts";
import { OFFER_ACTS, OFFER_EFFECTS, OFFER_STATES } from "./offer-texts.ts";
import type { OfferAct, OfferContext, OfferEffect, OfferGuard, OfferState } from "./offer-types.ts";

type OfferRow = Row<OfferState, OfferAct, OfferGuard, never, OfferEffect>;

const SUITABLE = ["DL4_2019_ART4_C9", "L234_2021", "DL48_2023_ART9", "DLGS150_2015_ART25"] as const;
const BREACH = ["DL4_2019_ART7_C5", "L234_2021", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7"] as const;
const OFFICE = ["operator", "office-manager"] as const;
const STILL = { opens: [], closes: [] } as const;
const REFUSAL = { from: ["presented"], act: "record-refusal", by: OFFICE, ...STILL } as const;

const ROWS = [
  {
    from: ["none"],
    act: "record",
    by: OFFICE,
    when: ["person-bound", "measure-has-offers", "day-plausible"],
    to: "received",
    ...STILL,
    law: SUITABLE,
  },
  {
    from: ["received"],
    act: "judge-suitable",
    by: OFFICE,
    when: [
      "person-bound",
      "distance-known",
      "within-reach",
      "day-plausible",
      "criteria-checked",
      "derogation-weighed",
    ],
    to: "suitable",
    ...STILL,
    law: SUITABLE,
  },
  {
    from: ["received"],
    act: "judge-not-suitable",
    by: OFFICE,
    when: ["day-plausible", "reason-given"],
    to: "not-suitable",
    ...STILL,
    law: SUITABLE,
  },
  {
    from: ["suitable"],
    act: "present",
    by: OFFICE,
    when: ["person-bound", "day-plausible", "person-told", "consequences-told"],
    to: "presented",
    ...STILL,
    law: SUITABLE,
  },
  {
    from: ["presented"],
    act: "accept",
    by: [...OFFICE, "citizen"],
    when: ["day-plausible"],
    to: "accepted",
    ...STILL,
    law: SUITABLE,
  },
  {
    ...REFUSAL,
    when: ["day-plausible", "reason-listed", "evidence-seen"],
    to: "excused",
    law: ["NOTA_MLPS_3374_2016"],
  },
  {
    ...REFUSAL,
    when: ["day-plausible", "duty-holds", "reason-given", "ordinal-shown", "last-offer"],
    to: "refused",
    law: BREACH,
    effects: ["count-refusal", "fact-for-conditionality"],
    harms: true,
  },
  {
    // Counted with the others, and for benefits of 2022 it lowers the sum: it harms, though nothing is to be reported yet.
    ...REFUSAL,
    when: ["day-plausible", "duty-holds", "reason-given", "ordinal-shown", "not-last-offer"],
    to: "refused",
    law: SUITABLE,
    effects: ["count-refusal"],
    harms: true,
  },
  {
    ...REFUSAL,
    when: ["day-plausible", "no-duty", "reason-given"],
    to: "excused",
    law: SUITABLE,
  },
  {
    from: ["refused"],
    act: "correct-refusal",
    by: ["office-manager"],
    when: ["day-plausible", "reason-given", "not-yet-reported"],
    to: "presented",
    ...STILL,
    law: SUITABLE,
    effects: ["close-fact"],
  },
  {
    from: ["accepted"],
    act: "record-hired",
    by: ["system", ...OFFICE],
    when: ["day-plausible", "hiring-proven"],
    to: "hired",
    ...STILL,
    law: SUITABLE,
    effects: ["close-for-job"],
  },
  {
    from: ["accepted"],
    act: "record-not-hired",
    by: OFFICE,
    when: ["day-plausible", "reason-given"],
    to: "not-hired",
    ...STILL,
    law: SUITABLE,
  },
  {
    from: ["received", "suitable", "presented", "accepted"],
    act: "withdraw",
    by: OFFICE,
    when: ["day-plausible", "reason-given"],
    to: "withdrawn",
    ...STILL,
    law: SUITABLE,
    effects: ["tell-person"],
  },
] as const satisfies readonly OfferRow[];

export const JOB_OFFER: Procedure<OfferState, OfferAct, OfferGuard, never, OfferContext, OfferEffect> = {
  name: "offerta-di-lavoro",
  title: "L’offerta di lavoro",
  states: OFFER_STATES,
  initial: ["none"],
  final: ["not-suitable", "hired", "not-hired", "excused", "withdrawn"],
  acts: OFFER_ACTS,
  guards: OFFER_GUARDS,
  terms: {},
  effects: OFFER_EFFECTS,
  rows: ROWS,
};
