// Rows of the daily register: present, absent with or without a justified reason, hours made up or lost.

import type { ActivityRow } from "./types.ts";

const BREACH = [
  "DL4_2019_ART7_C5",
  "DL4_2019_ART7_C8",
  "DL48_2023_ART8_C6",
  "DLGS150_2015_ART21_C7",
] as const;
const REGISTER = ["DL4_2019_ART4_C8", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART20"] as const;
/** The provider’s register may come late: days are still written down after the end. */
const STATES = ["started", "suspended", "completed"] as const;
type RunningState = (typeof STATES)[number];
const OFFICE = ["operator", "office-manager"] as const;
const STILL = { opens: [], closes: [] } as const;

/** An absence is a fact that a person weighs; nothing follows from it by itself. */
function registerIn(state: RunningState): readonly ActivityRow[] {
  const day = ["attendance-kept", "day-in-activity", "day-free"] as const;
  const absence = { from: [state], act: "record-absence", by: OFFICE, to: state, ...STILL } as const;
  return [
    {
      from: [state],
      act: "record-presence",
      by: ["system", ...OFFICE],
      when: [...day, "hours-plausible"],
      to: state,
      ...STILL,
      law: REGISTER,
    },
    { ...absence, when: [...day, "reason-listed", "evidence-seen"], law: ["NOTA_MLPS_3374_2016"] },
    { ...absence, when: [...day, "no-duty"], law: REGISTER },
    // Lost hours may be made up within the month: until then the absence is only written down.
    { ...absence, when: [...day, "duty-holds", "hours-recoverable"], law: ["DM_22_10_2019"] },
    {
      ...absence,
      when: [...day, "duty-holds", "hours-lost", "register-seen"],
      law: BREACH,
      effects: ["fact-for-conditionality"],
      harms: true,
    },
  ];
}

/** What is found wrong in the register may be put right until it has been reported. */
function correctionsIn(state: RunningState): readonly ActivityRow[] {
  return [
    {
      from: [state],
      act: "justify-absence",
      by: OFFICE,
      when: ["absent-that-day", "reason-listed", "evidence-seen", "not-yet-reported"],
      to: state,
      ...STILL,
      law: ["NOTA_MLPS_3374_2016"],
      effects: ["close-fact"],
    },
    {
      // Present, or struck out: an absence written here would escape all that recording one asks.
      from: [state],
      act: "correct-attendance",
      by: OFFICE,
      when: ["day-recorded", "hours-plausible", "reason-given", "not-yet-reported"],
      to: state,
      ...STILL,
      law: REGISTER,
      effects: ["close-fact"],
    },
    {
      from: [state],
      act: "record-lost-hours",
      by: OFFICE,
      when: ["hours-recoverable", "month-over", "hours-short", "duty-holds", "register-seen"],
      to: state,
      ...STILL,
      law: ["DM_22_10_2019", "DL4_2019_ART7_C5"],
      effects: ["fact-for-conditionality"],
      harms: true,
    },
  ];
}

export const ATTENDANCE_ROWS: readonly ActivityRow[] = [
  ...STATES.flatMap(registerIn),
  ...STATES.flatMap(correctionsIn),
];
