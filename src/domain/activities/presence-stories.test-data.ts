// Stories of the periodic presence, written by hand.

import type { Story } from "../procedure/story.ts";
import { toldAct } from "../procedure/told-act.test-data.ts";
import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type {
  PresenceAct,
  PresenceContext,
  PresenceEffect,
  PresenceState,
  PresenceTerm,
} from "./presence-types.ts";

const CONTEXT: PresenceContext = {
  measureAsks: true,
  bound: true,
  pactSigned: true,
  dayPlausible: true,
  termOver: true,
  duty: true,
  reminded: true,
  reason: "non si è presentata",
  reasonListed: true,
  evidenceSeen: true,
  reported: false,
};
const OFFICE = ["operator", "office-manager"] as const;
const TERM = ["periodic-presence"] as const;
const NO_DAY = ["DAY_PLAUSIBLE", { dayPlausible: false }] as const;
const NO_REASON = ["REASON_GIVEN", { reason: "  " }] as const;
const REPORTED = ["NOT_YET_REPORTED", { reported: true }] as const;
const UNKNOWN_REPORT = ["NOT_YET_REPORTED", { reported: null }] as const;

const TOLD: readonly ToldAct<PresenceState, PresenceAct, PresenceTerm, PresenceContext, PresenceEffect>[] = [
  {
    title: "La presenza comincia con il patto, dove la misura la chiede",
    act: "begin",
    from: ["none"],
    by: ["system", ...OFFICE],
    to: "running",
    opens: TERM,
    refused: [
      ["MEASURE_ASKS", { measureAsks: false }],
      ["PERSON_BOUND", { bound: false }],
      ["PACT_SIGNED", { pactSigned: false }],
      NO_DAY,
    ],
  },
  {
    title: "Si presenta, anche tardi: il termine riparte",
    act: "record-presence",
    from: ["running", "missed"],
    by: ["system", ...OFFICE, "clerk"],
    to: "running",
    opens: TERM,
    closes: TERM,
    effects: ["desk-task"],
    refused: [NO_DAY],
  },
  {
    title: "Non si presenta: una persona valuta, il programma mai",
    act: "record-missed",
    from: ["running"],
    by: OFFICE,
    to: "missed",
    effects: ["fact-for-conditionality"],
    refused: [
      ["TERM_OVER", { termOver: false }],
      ["DUTY_HOLDS", { duty: false }],
      ["DUTY_HOLDS", { duty: null }],
      ["REMINDED", { reminded: false }],
      NO_REASON,
    ],
  },
  {
    title: "Giustifica con il documento",
    act: "justify",
    from: ["running", "missed"],
    by: OFFICE,
    to: "running",
    opens: TERM,
    closes: TERM,
    effects: ["close-fact"],
    refused: [
      NO_DAY,
      ["REASON_LISTED", { reasonListed: false }],
      ["EVIDENCE_SEEN", { evidenceSeen: false }],
      REPORTED,
      UNKNOWN_REPORT,
    ],
  },
  {
    title: "Era venuta, e si corregge",
    act: "correct-missed",
    from: ["missed"],
    by: ["office-manager"],
    to: "running",
    opens: TERM,
    closes: TERM,
    effects: ["close-fact"],
    refused: [NO_DAY, NO_REASON, REPORTED, UNKNOWN_REPORT],
  },
  {
    title: "Non è più tenuta",
    act: "end",
    from: ["running", "missed"],
    by: ["system", ...OFFICE],
    to: "ended",
    closes: TERM,
    refused: [NO_DAY, NO_REASON],
  },
];

export const PRESENCE_STORIES: readonly Story<
  PresenceState,
  PresenceAct,
  PresenceTerm,
  PresenceContext,
  PresenceEffect
>[] = TOLD.map((told) => toldAct("PRESENZA_PERIODICA", CONTEXT, told));
