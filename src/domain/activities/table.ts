// Attività di politica attiva: the table of law from the proposal to the outcome, day by day in between.

import type { Procedure } from "../procedure/types.ts";
import { ACTIVITY_GUARDS } from "./guards.ts";
import { ATTENDANCE_ROWS } from "./table-attendance.ts";
import { ENDING_ROWS } from "./table-ending.ts";
import { ACTIVITY_ACTS, ACTIVITY_EFFECTS, ACTIVITY_STATES } from "./texts.ts";
import type {
  ActivityAct,
  ActivityContext,
  ActivityEffect,
  ActivityGuard,
  ActivityRow,
  ActivityState,
} from "./types.ts";

const PACT = ["DL4_2019_ART4_C8", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART20"] as const;

/** From the proposal to the first day. */
const ENTERING = [
  {
    from: ["none"],
    act: "propose",
    by: ["operator", "office-manager"],
    when: ["pact-in-force", "day-plausible", "suits-person", "hours-agreed"],
    to: "proposed",
    opens: [],
    closes: [],
    law: [...PACT, "ANPAL_SAP_EVENTS"],
    effects: ["report-event"],
  },
  {
    from: ["proposed"],
    act: "accept",
    by: ["operator", "office-manager", "citizen"],
    when: ["pact-in-force", "person-agrees", "day-plausible", "place-free"],
    to: "enrolled",
    opens: [],
    closes: [],
    law: PACT,
    effects: ["hold-place"],
  },
  {
    from: ["proposed"],
    act: "accept",
    by: ["operator", "office-manager", "citizen"],
    when: ["pact-in-force", "person-agrees", "day-plausible", "waiting-list-open"],
    to: "waiting",
    opens: [],
    closes: [],
    law: PACT,
    effects: ["join-waiting-list"],
  },
  {
    from: ["waiting"],
    act: "give-place",
    by: ["system", "operator", "office-manager"],
    when: ["place-free", "day-plausible"],
    to: "enrolled",
    opens: [],
    closes: [],
    law: PACT,
    effects: ["hold-place", "tell-person"],
  },
  {
    from: ["proposed", "waiting", "enrolled"],
    act: "cancel",
    by: ["operator", "office-manager"],
    when: ["day-plausible", "reason-given"],
    to: "not-started",
    opens: [],
    closes: [],
    law: ["ANPAL_SAP_EVENTS"],
    effects: ["report-event", "release-place", "tell-person"],
  },
  {
    from: ["enrolled"],
    act: "start",
    by: ["system", "operator", "office-manager"],
    when: ["day-plausible"],
    to: "started",
    opens: [],
    closes: [],
    law: [...PACT, "ANPAL_SAP_EVENTS"],
    effects: ["report-event"],
  },
  {
    from: ["started"],
    act: "suspend",
    by: ["operator", "office-manager"],
    when: ["day-plausible", "reason-given"],
    to: "suspended",
    opens: [],
    closes: [],
    law: ["ANPAL_SAP_EVENTS"],
    effects: ["report-event"],
  },
  {
    from: ["suspended"],
    act: "resume",
    by: ["operator", "office-manager"],
    when: ["day-plausible"],
    to: "started",
    opens: [],
    closes: [],
    law: ["ANPAL_SAP_EVENTS"],
    effects: ["report-event"],
  },
] as const satisfies readonly ActivityRow[];

export const ACTIVITY: Procedure<
  ActivityState,
  ActivityAct,
  ActivityGuard,
  never,
  ActivityContext,
  ActivityEffect
> = {
  name: "attivita",
  title: "L’attività di politica attiva",
  states: ACTIVITY_STATES,
  initial: ["none"],
  final: ["accounted", "job-found", "interrupted", "ended", "not-started", "annulled"],
  acts: ACTIVITY_ACTS,
  guards: ACTIVITY_GUARDS,
  terms: {},
  effects: ACTIVITY_EFFECTS,
  rows: [...ENTERING, ...ATTENDANCE_ROWS, ...ENDING_ROWS],
};
