// Invio ai servizi del Comune: the table of law from the written reasons to the municipality's care, and back to the office.

import type { Procedure, Row } from "../procedure/types.ts";
import { HAND_OVER_GUARDS } from "./guards.ts";
import { HAND_OVER_ACTS, HAND_OVER_EFFECTS, HAND_OVER_STATES, HAND_OVER_TERMS } from "./texts.ts";
import type {
  HandOverAct,
  HandOverContext,
  HandOverEffect,
  HandOverGuard,
  HandOverState,
  HandOverTerm,
} from "./types.ts";

type HandOverRow = Row<HandOverState, HandOverAct, HandOverGuard, HandOverTerm, HandOverEffect>;

const OFFICE = ["operator", "office-manager"] as const;
/** The municipality tells by the platform, or writes to the office. */
const PROGRAM_TOO = ["system", "operator", "office-manager"] as const;
const SENDING = ["DL4_2019_ART4_C5QUATER", "DL48_2023_ART4", "CIRC_ANPAL_3_2019"] as const;
const ANSWERING = ["DL4_2019_ART4_C11", "DL48_2023_ART4", "CIRC_ANPAL_3_2019"] as const;
const RETURNING = ["DL4_2019_ART4_C12", "DL48_2023_ART4", "NATIONAL_NOTICES"] as const;

/** The operator finds particular difficulties, and writes why. A second person looks where the measure says so. */
const PROPOSING = [
  {
    from: ["none"],
    act: "propose",
    by: OFFICE,
    when: [
      "measure-hands-over",
      "applicant",
      "with-office",
      "met-at-office",
      "municipality-known",
      "grounds-listed",
      "reasons-written",
    ],
    to: "proposed",
    opens: [],
    closes: [],
    law: SENDING,
  },
  {
    // What was approved is approved no longer.
    from: ["proposed", "approved"],
    act: "amend",
    by: OFFICE,
    when: ["grounds-listed", "reasons-written"],
    to: "proposed",
    opens: [],
    closes: [],
    law: SENDING,
  },
  {
    from: ["proposed"],
    act: "approve",
    by: ["second-officer", "office-manager"],
    when: ["second-look-wanted", "not-own-proposal"],
    to: "approved",
    opens: [],
    closes: [],
    law: ["L241_1990_ART6"],
  },
  {
    from: ["proposed"],
    act: "send",
    by: OFFICE,
    when: ["with-office", "municipality-known", "no-second-look"],
    to: "sent",
    opens: ["municipal-answer"],
    closes: [],
    law: SENDING,
    effects: ["hand-case", "send-to-platform", "tell-person"],
  },
  {
    from: ["approved"],
    act: "send",
    by: OFFICE,
    when: ["with-office", "municipality-known"],
    to: "sent",
    opens: ["municipal-answer"],
    closes: [],
    law: SENDING,
    effects: ["hand-case", "send-to-platform", "tell-person"],
  },
  {
    from: ["proposed", "approved"],
    act: "withdraw",
    by: ["operator", "second-officer", "office-manager"],
    when: ["reason-given"],
    to: "withdrawn",
    opens: [],
    closes: [],
    law: ["L241_1990_ART3"],
  },
] as const satisfies readonly HandOverRow[];

/** The municipality takes the household in charge, or not; the office may ask again, or take the sending back. */
const WITH_MUNICIPALITY = [
  {
    from: ["sent"],
    act: "solicit",
    by: OFFICE,
    when: [],
    to: "sent",
    opens: [],
    closes: [],
    law: ANSWERING,
    effects: ["send-to-platform"],
  },
  {
    from: ["sent"],
    act: "take-charge",
    by: PROGRAM_TOO,
    when: ["date-can-be"],
    to: "in-charge",
    opens: [],
    closes: ["municipal-answer"],
    law: ANSWERING,
  },
  {
    from: ["sent"],
    act: "send-back",
    by: PROGRAM_TOO,
    when: ["date-can-be", "reason-given"],
    to: "sent-back",
    opens: [],
    closes: ["municipal-answer"],
    law: RETURNING,
    effects: ["take-case-back", "desk-task", "tell-person"],
  },
  {
    // The platform may tell the passage back before anybody told that the household was in charge.
    from: ["sent", "in-charge"],
    act: "return",
    by: PROGRAM_TOO,
    when: ["date-can-be"],
    to: "returned",
    opens: [],
    closes: ["municipal-answer"],
    law: RETURNING,
    effects: ["take-case-back", "desk-task", "tell-person"],
  },
  {
    from: ["sent"],
    act: "withdraw",
    by: ["office-manager"],
    when: ["reason-given"],
    to: "withdrawn",
    opens: [],
    closes: ["municipal-answer"],
    law: ["L241_1990_ART3"],
    effects: ["take-case-back", "send-to-platform", "tell-person"],
  },
] as const satisfies readonly HandOverRow[];

/** The case ends while it is proposed or sent: the municipality is told where it was told before. */
const CLOSING = [
  {
    from: ["proposed", "approved"],
    act: "close-with-case",
    by: ["system"],
    when: ["case-left"],
    to: "closed",
    opens: [],
    closes: [],
    law: ["NATIONAL_NOTICES"],
  },
  {
    from: ["sent", "in-charge"],
    act: "close-with-case",
    by: ["system"],
    when: ["case-left"],
    to: "closed",
    opens: [],
    closes: ["municipal-answer"],
    law: ["NATIONAL_NOTICES"],
    effects: ["send-to-platform"],
  },
] as const satisfies readonly HandOverRow[];

export const HAND_OVER: Procedure<
  HandOverState,
  HandOverAct,
  HandOverGuard,
  HandOverTerm,
  HandOverContext,
  HandOverEffect
> = {
  name: "invio-al-comune",
  title: "L’invio ai servizi del Comune",
  states: HAND_OVER_STATES,
  initial: ["none"],
  final: ["sent-back", "returned", "withdrawn", "closed"],
  acts: HAND_OVER_ACTS,
  guards: HAND_OVER_GUARDS,
  terms: HAND_OVER_TERMS,
  effects: HAND_OVER_EFFECTS,
  rows: [...PROPOSING, ...WITH_MUNICIPALITY, ...CLOSING],
};
