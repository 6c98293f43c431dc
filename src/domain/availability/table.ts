// DID: the table of law of the declaration of immediate availability, from the first word to its loss, withdrawal or refusal.

import type { Procedure, Row } from "../procedure/types.ts";
import { AVAILABILITY_GUARDS } from "./guards.ts";
import { AVAILABILITY_ACTS, AVAILABILITY_EFFECTS, AVAILABILITY_STATES, AVAILABILITY_TERMS } from "./texts.ts";
import type {
  AvailabilityAct,
  AvailabilityContext,
  AvailabilityEffect,
  AvailabilityGuard,
  AvailabilityState,
  AvailabilityTerm,
} from "./types.ts";

type AvailabilityRow = Row<
  AvailabilityState,
  AvailabilityAct,
  AvailabilityGuard,
  AvailabilityTerm,
  AvailabilityEffect
>;

/** The person declares: at the desk, on the platform, or with the benefit itself. After a refusal it still counts, and the breach is read again. */
const DECLARING = [
  {
    from: ["none", "lost", "withdrawn", "annulled"],
    act: "take",
    by: ["operator", "office-manager"],
    when: ["person-bound", "adult", "unemployed", "date-can-be", "signed"],
    to: "given",
    opens: [],
    closes: ["did"],
    law: ["DL4_2019_ART4_C1", "DLGS150_2015_ART19"],
    effects: ["tell-platform"],
  },
  {
    from: ["refused"],
    act: "take",
    by: ["operator", "office-manager"],
    when: ["person-bound", "adult", "unemployed", "date-can-be", "signed"],
    to: "given",
    opens: [],
    closes: ["did"],
    law: ["DL4_2019_ART4_C1", "DLGS150_2015_ART19"],
    effects: ["tell-platform", "review-breach"],
  },
  {
    from: ["none", "lost", "withdrawn", "annulled"],
    act: "record-from-platform",
    by: ["citizen", "system", "operator", "office-manager"],
    when: ["person-bound", "adult", "unemployed", "date-can-be", "platform-number"],
    to: "given",
    opens: [],
    closes: ["did"],
    law: ["DL4_2019_ART4_C1", "DLGS150_2015_ART19"],
  },
  {
    from: ["refused"],
    act: "record-from-platform",
    by: ["citizen", "system", "operator", "office-manager"],
    when: ["person-bound", "adult", "unemployed", "date-can-be", "platform-number"],
    to: "given",
    opens: [],
    closes: ["did"],
    law: ["DL4_2019_ART4_C1", "DLGS150_2015_ART19"],
    effects: ["review-breach"],
  },
  {
    from: ["none"],
    act: "record-with-benefit",
    by: ["system", "operator", "office-manager"],
    when: ["carried-by-benefit", "date-can-be"],
    to: "given",
    opens: [],
    closes: ["did"],
    law: ["DLGS150_2015_ART21", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART19"],
  },
] as const satisfies readonly AvailabilityRow[];

/** What work does to it: a fact, so the program may record it. It opens no breach. */
const WORKING = [
  {
    from: ["given", "suspended"],
    act: "record-work",
    by: ["system", "operator", "office-manager"],
    when: ["work-known", "work-keeps"],
    to: "given",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C15QUATER", "CIRC_ANPAL_1_2019"],
    effects: ["review-duties"],
  },
  {
    from: ["given", "suspended"],
    act: "record-work",
    by: ["system", "operator", "office-manager"],
    when: ["work-suspends"],
    to: "suspended",
    opens: [],
    closes: [],
    law: ["DLGS150_2015_ART19", "CIRC_ANPAL_1_2019"],
    effects: ["review-duties"],
  },
  {
    from: ["given", "suspended"],
    act: "record-work",
    by: ["system", "operator", "office-manager"],
    when: ["work-ends"],
    to: "lost",
    opens: [],
    closes: [],
    law: ["DLGS150_2015_ART19", "CIRC_ANPAL_1_2019"],
    effects: ["review-duties", "tell-platform"],
  },
  {
    // The end of that work, or an error in it: a new DID is needed all the same.
    from: ["lost"],
    act: "record-work",
    by: ["system", "operator", "office-manager"],
    when: ["work-known"],
    to: "lost",
    opens: [],
    closes: [],
    law: ["DLGS150_2015_ART19", "CIRC_ANPAL_1_2019"],
    effects: ["review-duties"],
  },
] as const satisfies readonly AvailabilityRow[];

/** Errors put right, and a will that changes. Only a refusal said in front of an operator opens a breach, and a person decides it. */
const UNDOING = [
  {
    from: ["given", "suspended"],
    act: "withdraw",
    by: ["citizen", "operator", "office-manager"],
    when: ["consequences-told", "signed"],
    to: "withdrawn",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C1", "DLGS150_2015_ART19"],
    effects: ["tell-platform", "desk-task"],
    harms: true,
  },
  {
    from: ["given"],
    act: "correct",
    by: ["operator", "office-manager"],
    when: ["adult", "date-can-be", "reason-given"],
    to: "given",
    opens: [],
    closes: [],
    law: ["DLGS150_2015_ART19"],
    effects: ["tell-platform"],
  },
  {
    // It was never given: the term runs again from its first day, as an indicator.
    from: ["given", "suspended", "lost", "withdrawn"],
    act: "annul",
    by: ["operator", "office-manager"],
    when: ["reason-given"],
    to: "annulled",
    opens: ["did"],
    closes: [],
    law: ["DLGS150_2015_ART19"],
    effects: ["tell-platform", "desk-task"],
  },
  {
    from: ["none", "lost", "withdrawn", "annulled"],
    act: "refuse",
    by: ["operator", "office-manager"],
    when: [
      "refusal-counts",
      "obliged-that-day",
      "day-not-suspended",
      "present-that-day",
      "consequences-told",
      "reason-given",
    ],
    to: "refused",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART7_C5", "DLGS150_2015_ART19"],
    effects: ["open-breach"],
    harms: true,
  },
  {
    from: ["refused"],
    act: "correct-refusal",
    by: ["office-manager"],
    when: ["not-yet-reported", "reason-given"],
    to: "none",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART7_C5", "DLGS150_2015_ART19"],
    effects: ["close-breach"],
  },
] as const satisfies readonly AvailabilityRow[];

export const AVAILABILITY: Procedure<
  AvailabilityState,
  AvailabilityAct,
  AvailabilityGuard,
  AvailabilityTerm,
  AvailabilityContext,
  AvailabilityEffect
> = {
  name: "did",
  title: "La dichiarazione di immediata disponibilità",
  states: AVAILABILITY_STATES,
  initial: ["none"],
  final: [],
  acts: AVAILABILITY_ACTS,
  guards: AVAILABILITY_GUARDS,
  terms: AVAILABILITY_TERMS,
  effects: AVAILABILITY_EFFECTS,
  rows: [...DECLARING, ...WORKING, ...UNDOING],
};
