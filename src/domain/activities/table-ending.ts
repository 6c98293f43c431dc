// Rows by which an activity ends: finished, for a job, refused, abandoned, interrupted, or closed by a fact that is nobody's fault.

import type { ActivityRow } from "./types.ts";

const EVENTS = ["ANPAL_SAP_EVENTS"] as const;
const BREACH = [
  "DL4_2019_ART7_C5",
  "DL4_2019_ART7_C8",
  "DL48_2023_ART8_C6",
  "DLGS150_2015_ART21_C7",
  "ANPAL_SAP_EVENTS",
] as const;
const BEFORE = ["proposed", "waiting", "enrolled"] as const;
const DURING = ["started", "suspended"] as const;
const OFFICE = ["operator", "office-manager"] as const;
const STILL = { opens: [], closes: [] } as const;

/** Refusing and leaving have three ways: with a justified reason, against a duty (a fact that a person weighs), without a duty. */
function withdrawing(act: "record-refusal" | "abandon"): readonly ActivityRow[] {
  const row = {
    from: act === "abandon" ? DURING : BEFORE,
    act,
    by: OFFICE,
    to: act === "abandon" ? "abandoned" : "refused",
    ...STILL,
  } as const;
  return [
    {
      ...row,
      when: ["day-plausible", "reason-listed", "evidence-seen"],
      law: ["NOTA_MLPS_3374_2016", ...EVENTS],
      effects: ["report-event", "release-place"],
    },
    {
      ...row,
      when: ["day-plausible", "duty-holds", "consequences-told", "reason-given"],
      law: BREACH,
      effects: ["report-event", "release-place", "fact-for-conditionality"],
      harms: true,
    },
    {
      ...row,
      when: ["day-plausible", "no-duty", "reason-given"],
      law: EVENTS,
      effects: ["report-event", "release-place"],
    },
  ];
}

const FINISHING = [
  {
    from: ["started"],
    act: "complete",
    by: OFFICE,
    when: ["day-plausible", "outcome-chosen", "attendance-complete"],
    to: "completed",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "release-place"],
  },
  {
    from: ["completed"],
    act: "account",
    by: ["system", ...OFFICE],
    when: ["day-plausible"],
    to: "accounted",
    ...STILL,
    law: EVENTS,
    effects: ["report-event"],
  },
  {
    from: [...BEFORE, ...DURING],
    act: "end-for-job",
    by: ["system", ...OFFICE],
    when: ["day-plausible", "job-proven"],
    to: "job-found",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "release-place"],
  },
  {
    from: DURING,
    act: "interrupt",
    by: OFFICE,
    when: ["day-plausible", "reason-given"],
    to: "interrupted",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "release-place", "tell-person"],
  },
  {
    from: DURING,
    act: "lose-requirements",
    by: OFFICE,
    when: ["day-plausible", "reason-given"],
    to: "interrupted",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "release-place", "tell-person"],
  },
  {
    // Material error after the start: as if it had never been, said so to the platform.
    from: [...DURING, "completed"],
    act: "annul",
    by: ["office-manager"],
    when: ["day-plausible", "reason-given", "not-yet-reported"],
    to: "annulled",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "release-place", "close-fact"],
  },
] as const satisfies readonly ActivityRow[];

const CLOSED_BY_FACT = [
  {
    from: [...BEFORE, ...DURING],
    act: "end-exempt",
    by: OFFICE,
    when: ["day-plausible", "person-exempt"],
    to: "ended",
    ...STILL,
    law: ["DL4_2019_ART4_C3", ...EVENTS],
    effects: ["report-event", "release-place"],
  },
  {
    from: [...BEFORE, ...DURING],
    act: "end-excluded",
    by: OFFICE,
    when: ["day-plausible", "person-excluded"],
    to: "ended",
    ...STILL,
    law: ["DL4_2019_ART4_C2", "DM_13_12_2023_ART8", ...EVENTS],
    effects: ["report-event", "release-place"],
  },
  {
    // INPS has decided already: this only tells the platform that the policy ended with the benefit.
    from: [...BEFORE, ...DURING],
    act: "end-forfeited",
    by: ["system", ...OFFICE],
    when: ["day-plausible", "benefit-forfeited"],
    to: "ended",
    ...STILL,
    law: ["DL4_2019_ART7_C5", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7", ...EVENTS],
    effects: ["report-event", "release-place"],
  },
  {
    from: [...BEFORE, ...DURING],
    act: "transform",
    by: OFFICE,
    when: ["day-plausible", "replacement-named", "reason-given"],
    to: "ended",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "release-place"],
  },
] as const satisfies readonly ActivityRow[];

const CORRECTING = [
  {
    from: ["refused"],
    act: "correct-refusal",
    by: ["office-manager"],
    when: ["day-plausible", "reason-given", "not-yet-reported"],
    to: "proposed",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "close-fact"],
  },
  {
    from: ["abandoned"],
    act: "correct-abandonment",
    by: ["office-manager"],
    when: ["day-plausible", "reason-given", "not-yet-reported"],
    to: "started",
    ...STILL,
    law: EVENTS,
    effects: ["report-event", "close-fact"],
  },
] as const satisfies readonly ActivityRow[];

export const ENDING_ROWS: readonly ActivityRow[] = [
  ...withdrawing("record-refusal"),
  ...withdrawing("abandon"),
  ...FINISHING,
  ...CLOSED_BY_FACT,
  ...CORRECTING,
];
