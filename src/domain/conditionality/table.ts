// Condizionalità: the table of law from a breach to its justification, or to the report that INPS answers. A person decides each step.

import type { Procedure, Row } from "../procedure/types.ts";
import { CONDITIONALITY_GUARDS } from "./guards.ts";
import {
  CONDITIONALITY_ACTS,
  CONDITIONALITY_EFFECTS,
  CONDITIONALITY_STATES,
  CONDITIONALITY_TERMS,
} from "./texts.ts";
import type {
  ConditionalityAct,
  ConditionalityContext,
  ConditionalityEffect,
  ConditionalityGuard,
  ConditionalityState,
  ConditionalityTerm,
} from "./types.ts";

type ConditionalityRow = Row<
  ConditionalityState,
  ConditionalityAct,
  ConditionalityGuard,
  ConditionalityTerm,
  ConditionalityEffect
>;

const BREACHES = [
  "DL4_2019_ART7_C7",
  "DL4_2019_ART7_C8",
  "DL4_2019_ART7_C5",
  "DL48_2023_ART8_C6",
  "DLGS150_2015_ART21_C7",
] as const;

/** Asked when the fact is recorded, and again at each step that leads to a report: facts may have changed meanwhile. */
const STANDS = [
  "version-of-grant",
  "date-plausible",
  "breach-known",
  "obliged-that-day",
  "day-not-suspended",
  "told-proven",
  "reminder-given",
  "evidence-attached",
] as const;

const STANDS_ON_THE_FORM = [
  "version-of-grant",
  "form-date-plausible",
  "form-breach-known",
  "no-summons",
  "form-obliged-that-day",
  "form-day-not-suspended",
  "form-told-proven",
  "form-reminder-given",
  "form-evidence-attached",
] as const;

const RECORDING = [
  {
    from: ["none"],
    act: "record-fact",
    by: ["operator", "office-manager"],
    when: [...STANDS_ON_THE_FORM, "counter-shown"],
    to: "may-justify",
    opens: ["justify", "hold"],
    closes: [],
    law: BREACHES,
    effects: ["tell-person"],
    harms: true,
  },
  {
    // The summons had its own window to justify, and showed its count when the absence was confirmed.
    from: ["none"],
    act: "take-over",
    by: ["operator", "office-manager"],
    when: ["absence-unjustified", ...STANDS, "count-frozen"],
    to: "held",
    opens: ["hold", "report"],
    closes: [],
    law: ["DL4_2019_ART7_C7", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7"],
    harms: true,
  },
] as const satisfies readonly ConditionalityRow[];

/** Whatever tells for the person is heard until the report has left. */
const JUSTIFYING = [
  {
    from: ["may-justify"],
    act: "record-impediment",
    by: ["operator", "office-manager"],
    when: ["impediment-plausible", "evidence-seen"],
    to: "may-justify",
    opens: ["justify"],
    closes: [],
    law: ["DELIBERA_ANPAL_54_2019", "NOTA_MLPS_3374_2016"],
  },
  {
    from: ["held"],
    act: "record-impediment",
    by: ["operator", "office-manager"],
    when: ["impediment-plausible", "evidence-seen"],
    to: "may-justify",
    opens: ["justify"],
    closes: ["report"],
    law: ["DELIBERA_ANPAL_54_2019", "NOTA_MLPS_3374_2016"],
  },
  {
    from: ["may-justify", "held", "proposed", "approved", "report-cancelled"],
    act: "justify",
    by: ["operator", "office-manager"],
    when: ["impediment-plausible", "reason-listed", "evidence-seen", "told-in-time"],
    to: "justified",
    opens: [],
    closes: ["justify", "hold", "report"],
    law: ["NOTA_MLPS_3374_2016", "DELIBERA_ANPAL_54_2019"],
    effects: ["tell-person", "resume"],
  },
  {
    // Late, but true: the head of the office may accept it, as long as no report stands.
    from: ["may-justify", "held", "proposed", "approved", "report-cancelled"],
    act: "justify",
    by: ["office-manager"],
    when: ["impediment-plausible", "reason-listed", "evidence-seen", "reason-given"],
    to: "justified",
    opens: [],
    closes: ["justify", "hold", "report"],
    law: ["NOTA_MLPS_3374_2016", "DELIBERA_ANPAL_54_2019"],
    effects: ["tell-person", "resume"],
  },
  {
    from: ["may-justify"],
    act: "refuse-justification",
    by: ["operator", "office-manager"],
    when: ["reason-given"],
    to: "held",
    opens: ["report"],
    closes: ["justify"],
    law: ["NOTA_MLPS_3374_2016", "DELIBERA_ANPAL_54_2019", "L241_1990_ART3"],
    effects: ["tell-person"],
    harms: true,
  },
  {
    from: ["may-justify"],
    act: "close-justification",
    by: ["operator", "office-manager"],
    when: ["justify-term-over"],
    to: "held",
    opens: ["report"],
    closes: ["justify"],
    law: ["DELIBERA_ANPAL_54_2019"],
    harms: true,
  },
] as const satisfies readonly ConditionalityRow[];

/** Three persons' work, two persons at least: who proposes, who approves, who sends. */
const REPORTING = [
  {
    from: ["held", "report-cancelled"],
    act: "propose",
    by: ["operator", "office-manager"],
    when: ["hold-over", ...STANDS, "activity-chosen", "counter-shown"],
    to: "proposed",
    opens: [],
    closes: ["hold"],
    law: ["DL4_2019_ART7_C12", "ANPAL_CONDIZIONALITA", "L241_1990_ART6"],
    harms: true,
  },
  {
    from: ["proposed", "approved"],
    act: "send-back",
    by: ["second-officer", "office-manager"],
    when: ["reason-given"],
    to: "held",
    opens: [],
    closes: [],
    law: ["L241_1990_ART6", "L241_1990_ART3"],
    effects: ["desk-task"],
  },
  {
    from: ["proposed"],
    act: "approve",
    by: ["second-officer", "office-manager"],
    when: ["not-own", ...STANDS, "activity-linked", "count-as-proposed", "counter-shown"],
    to: "approved",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART7_C12", "ANPAL_CONDIZIONALITA", "L241_1990_ART6"],
    harms: true,
  },
  {
    from: ["approved"],
    act: "send-report",
    by: ["operator", "second-officer", "office-manager"],
    when: [...STANDS, "activity-linked", "count-as-proposed", "operator-identified"],
    to: "reported",
    opens: ["cancel-report"],
    closes: ["report"],
    law: ["DL4_2019_ART7_C12", "ANPAL_CONDIZIONALITA", "DLGS150_2015_ART21_C12", "L241_1990_ART3"],
    effects: ["send-to-platform", "tell-person"],
    harms: true,
  },
  {
    // A report that the platform did not take never existed for INPS: it is proposed anew, not edited.
    from: ["reported", "settled"],
    act: "record-discard",
    by: ["system"],
    when: [],
    to: "held",
    opens: ["report"],
    closes: ["cancel-report"],
    law: ["ANPAL_CONDIZIONALITA"],
    effects: ["mark-discarded", "review-later-reports", "desk-task"],
  },
  {
    from: ["reported"],
    act: "close-window",
    by: ["system"],
    when: ["window-over"],
    to: "settled",
    opens: [],
    closes: ["cancel-report"],
    law: ["ANPAL_CONDIZIONALITA"],
  },
  {
    from: ["reported", "applied", "forfeited"],
    act: "cancel-report",
    by: ["second-officer", "office-manager"],
    when: ["never-cancelled", "cancel-window-open", "reason-given"],
    to: "report-cancelled",
    opens: ["report"],
    closes: ["cancel-report"],
    law: ["ANPAL_CONDIZIONALITA", "L241_1990_ART3"],
    effects: ["cancel-at-platform", "review-later-reports", "tell-person"],
  },
] as const satisfies readonly ConditionalityRow[];

const INPS_APPLIES = ["MSG_INPS_3415_2020", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7"] as const;

/** INPS applies, or does not; it may change its answer after an appeal. The office records it. */
const ENDING = [
  {
    from: ["reported", "settled", "applied", "forfeited"],
    act: "record-answer",
    by: ["system", "operator", "office-manager"],
    when: ["answer-forfeits"],
    to: "forfeited",
    opens: [],
    closes: ["cancel-report"],
    law: INPS_APPLIES,
    effects: ["tell-case-forfeited"],
  },
  {
    from: ["reported", "settled", "applied", "forfeited"],
    act: "record-answer",
    by: ["system", "operator", "office-manager"],
    when: ["answer-applies"],
    to: "applied",
    opens: [],
    closes: ["cancel-report"],
    law: INPS_APPLIES,
    effects: ["resume"],
  },
  {
    from: ["reported", "settled", "applied", "forfeited"],
    act: "record-answer",
    by: ["system", "operator", "office-manager"],
    when: ["answer-refuses"],
    to: "not-applied",
    opens: [],
    closes: ["cancel-report"],
    law: [...INPS_APPLIES, "DLGS150_2015_ART21_C12"],
    effects: ["review-later-reports", "resume"],
  },
  {
    // The proof is weak, or the first contact went wrong: better a second summons than a report that falls on appeal.
    from: ["may-justify", "held", "proposed", "approved", "report-cancelled"],
    act: "convene-again",
    by: ["office-manager"],
    when: ["reason-given"],
    to: "re-convened",
    opens: [],
    closes: ["justify", "hold", "report"],
    law: ["DL4_2019_ART7_C13", "DELIBERA_ANPAL_54_2019", "L241_1990_ART3"],
    effects: ["resume", "tell-person"],
  },
  {
    // By the program when the fact falls with its cause: the absence corrected, the person dead.
    from: ["may-justify", "held", "proposed", "approved", "report-cancelled"],
    act: "withdraw",
    by: ["system", "office-manager"],
    when: ["reason-given"],
    to: "withdrawn",
    opens: [],
    closes: ["justify", "hold", "report"],
    law: ["DL4_2019_ART7_C13", "L241_1990_ART3"],
  },
] as const satisfies readonly ConditionalityRow[];

export const CONDITIONALITY: Procedure<
  ConditionalityState,
  ConditionalityAct,
  ConditionalityGuard,
  ConditionalityTerm,
  ConditionalityContext,
  ConditionalityEffect
> = {
  name: "condizionalita",
  title: "La condizionalità",
  states: CONDITIONALITY_STATES,
  initial: ["none"],
  final: ["not-applied", "justified", "withdrawn", "re-convened"],
  acts: CONDITIONALITY_ACTS,
  guards: CONDITIONALITY_GUARDS,
  terms: CONDITIONALITY_TERMS,
  effects: CONDITIONALITY_EFFECTS,
  rows: [...RECORDING, ...JUSTIFYING, ...REPORTING, ...ENDING],
};
