// Stories of an offer of work, written by hand: who may do each act, what it leads to, and what refuses it.

import type { Story } from "../procedure/story.ts";
import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type { OfferAct, OfferContext, OfferEffect, OfferState } from "./offer-types.ts";

/** The last suitable offer, to an obliged person without an excuse. */
const CONTEXT: OfferContext = {
  bound: true,
  measureHasOffers: true,
  reason: "detto allo sportello",
  distanceKnown: true,
  withinReach: true,
  criteriaChecked: true,
  derogationWeighed: true,
  personTold: true,
  consequencesTold: true,
  dayPlausible: true,
  reasonListed: false,
  evidenceSeen: false,
  duty: true,
  ordinalShown: true,
  last: true,
  hiringProven: true,
  reported: false,
};

const OFFICE = ["operator", "office-manager"] as const;
const NO_DAY = ["DAY_PLAUSIBLE", { dayPlausible: false }] as const;
const NO_REASON = ["REASON_GIVEN", { reason: "" }] as const;
const NOT_BOUND = ["PERSON_BOUND", { bound: false }] as const;
const REFUSAL = { act: "record-refusal", from: ["presented"], by: OFFICE } as const;

const TOLD: readonly ToldAct<OfferState, OfferAct, never, OfferContext, OfferEffect>[] = [
  {
    title: "Un’offerta si registra per chi è tenuto",
    act: "record",
    from: ["none"],
    by: OFFICE,
    to: "received",
    refused: [NOT_BOUND, ["MEASURE_HAS_OFFERS", { measureHasOffers: false }], NO_DAY],
  },
  {
    title: "È congrua se il luogo si raggiunge e gli altri criteri sono verificati",
    act: "judge-suitable",
    from: ["received"],
    by: OFFICE,
    to: "suitable",
    refused: [
      NOT_BOUND,
      ["DISTANCE_KNOWN", { distanceKnown: false }],
      ["WITHIN_REACH", { withinReach: false }],
      NO_DAY,
      ["CRITERIA_CHECKED", { criteriaChecked: false }],
      ["DEROGATION_WEIGHED", { derogationWeighed: false }],
    ],
  },
  {
    title: "Altrimenti non è congrua, con il motivo, e non si conta",
    act: "judge-not-suitable",
    from: ["received"],
    by: OFFICE,
    to: "not-suitable",
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "Si presenta alla persona, dicendo che cosa può seguire da un rifiuto",
    act: "present",
    from: ["suitable"],
    by: OFFICE,
    to: "presented",
    refused: [
      NOT_BOUND,
      NO_DAY,
      ["PERSON_TOLD", { personTold: false }],
      ["CONSEQUENCES_TOLD", { consequencesTold: false }],
    ],
  },
  {
    title: "La persona accetta",
    act: "accept",
    from: ["presented"],
    by: [...OFFICE, "citizen"],
    to: "accepted",
    refused: [NO_DAY],
  },
  {
    ...REFUSAL,
    title: "Rifiuta con un giustificato motivo provato",
    to: "excused",
    facts: { reasonListed: true, evidenceSeen: true },
    refused: [
      NO_DAY,
      ["ORDINAL_SHOWN", { reasonListed: false, ordinalShown: false }],
      ["ORDINAL_SHOWN", { evidenceSeen: false, ordinalShown: false }],
    ],
  },
  {
    ...REFUSAL,
    title: "Rifiuta l’ultima offerta: una persona valuta",
    to: "refused",
    effects: ["count-refusal", "fact-for-conditionality"],
    refused: [
      NO_DAY,
      ["REASON_LISTED", { duty: null }],
      NO_REASON,
      ["ORDINAL_SHOWN", { ordinalShown: false }],
      ["LAST_OFFER", { last: null }],
    ],
  },
  {
    ...REFUSAL,
    title: "Rifiuta un’offerta prima dell’ultima: si conta",
    to: "refused",
    facts: { last: false },
    effects: ["count-refusal"],
    refused: [
      NO_DAY,
      ["REASON_LISTED", { duty: null }],
      NO_REASON,
      ["ORDINAL_SHOWN", { ordinalShown: false }],
    ],
  },
  {
    ...REFUSAL,
    title: "Rifiuta chi quel giorno non era tenuto: non si conta",
    to: "excused",
    facts: { duty: false },
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "Il rifiuto scritto per errore si corregge, finché non è segnalato",
    act: "correct-refusal",
    from: ["refused"],
    by: ["office-manager"],
    to: "presented",
    effects: ["close-fact"],
    refused: [
      NO_DAY,
      NO_REASON,
      ["NOT_YET_REPORTED", { reported: true }],
      ["NOT_YET_REPORTED", { reported: null }],
    ],
  },
  {
    title: "È assunta",
    act: "record-hired",
    from: ["accepted"],
    by: ["system", ...OFFICE],
    to: "hired",
    effects: ["close-for-job"],
    refused: [NO_DAY, ["HIRING_PROVEN", { hiringProven: false }]],
  },
  {
    title: "Il datore di lavoro non la assume: nulla ricade su di lei",
    act: "record-not-hired",
    from: ["accepted"],
    by: OFFICE,
    to: "not-hired",
    refused: [NO_DAY, NO_REASON],
  },
  {
    title: "L’offerta è ritirata",
    act: "withdraw",
    from: ["received", "suitable", "presented", "accepted"],
    by: OFFICE,
    to: "withdrawn",
    effects: ["tell-person"],
    refused: [NO_DAY, NO_REASON],
  },
];

export const OFFER_STORIES: readonly Story<OfferState, OfferAct, never, OfferContext, OfferEffect>[] = [
  ...TOLD.map((told) => toldAct("OFFERTA_DI_LAVORO", CONTEXT, told)),
  {
    title: "Chi ha accettato non può più rifiutare, chi ha rifiutato non accetta senza correzione",
    start: "accepted",
    context: CONTEXT,
    steps: [
      { act: "record-refusal", by: "operator", refused: "OFFERTA_DI_LAVORO_STATO" },
      { act: "accept", by: "citizen", from: "refused", refused: "OFFERTA_DI_LAVORO_STATO" },
      { act: "present", by: "operator", from: "not-suitable", refused: "OFFERTA_DI_LAVORO_STATO" },
    ],
  },
];
