// Profilazione: the table of law from the data gathered with the DID to the profile that the pact stands on.

import type { Procedure, Row } from "../procedure/types.ts";
import { PROFILING_GUARDS } from "./guards.ts";
import { PROFILING_ACTS, PROFILING_EFFECTS, PROFILING_STATES } from "./texts.ts";
import type {
  ProfilingAct,
  ProfilingContext,
  ProfilingEffect,
  ProfilingGuard,
  ProfilingState,
} from "./types.ts";

type ProfilingRow = Row<ProfilingState, ProfilingAct, ProfilingGuard, never, ProfilingEffect>;

const ROWS = [
  {
    // Answers found wrong later are asked about again; an assessment already written waits for the new index.
    from: ["none", "requested", "received", "without-index", "drafted"],
    act: "request-index",
    by: ["operator", "office-manager"],
    when: ["person-bound", "not-excluded-or-exempt", "did-given", "questionnaire-in-force", "answers-valid"],
    to: "requested",
    opens: [],
    closes: [],
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022", "DLGS150_2015_ART19"],
    effects: ["ask-index"],
  },
  {
    // An index that comes late sends a draft back: whoever assesses must have seen it.
    from: ["requested", "without-index", "drafted"],
    act: "record-index",
    by: ["system", "operator", "office-manager"],
    when: ["index-expected", "index-answers-request", "index-in-range", "index-dated"],
    to: "received",
    opens: [],
    closes: [],
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022"],
  },
  {
    // A service that does not answer must not keep a person from the pact.
    from: ["requested"],
    act: "go-on-without-index",
    by: ["office-manager"],
    when: ["reason-given"],
    to: "without-index",
    opens: [],
    closes: [],
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022"],
  },
  {
    from: ["received", "without-index", "drafted"],
    act: "draft",
    by: ["operator", "office-manager"],
    when: ["sheet-in-force", "assessment-valid"],
    to: "drafted",
    opens: [],
    closes: [],
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022"],
  },
  {
    from: ["drafted"],
    act: "decide",
    by: ["operator", "office-manager"],
    when: [
      "person-bound",
      "not-excluded-or-exempt",
      "did-given",
      "sheet-still-in-force",
      "assessment-complete",
      "sources-ticked",
      "outcome-reasoned",
    ],
    to: "decided",
    opens: [],
    closes: [],
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022", "DLGS150_2015_ART20"],
    effects: ["send-to-platform"],
  },
  {
    from: ["decided"],
    act: "expire",
    by: ["system"],
    when: ["validity-over"],
    to: "expired",
    opens: [],
    closes: [],
    law: ["DELIBERA_ANPAL_5_2022"],
    effects: ["desk-task"],
  },
  {
    from: ["decided", "expired"],
    act: "redo",
    by: ["operator", "office-manager"],
    when: ["reason-given"],
    to: "superseded",
    opens: [],
    closes: [],
    law: ["CIRC_ANPAL_3_2019", "DELIBERA_ANPAL_5_2022"],
    effects: ["desk-task"],
  },
  {
    from: ["requested", "received", "without-index", "drafted"],
    act: "close",
    by: ["system", "operator", "office-manager"],
    when: ["reason-given"],
    to: "closed",
    opens: [],
    closes: [],
    law: ["GDPR_ART5"],
  },
] as const satisfies readonly ProfilingRow[];

export const PROFILING: Procedure<
  ProfilingState,
  ProfilingAct,
  ProfilingGuard,
  never,
  ProfilingContext,
  ProfilingEffect
> = {
  name: "profilazione",
  title: "La profilazione",
  states: PROFILING_STATES,
  initial: ["none"],
  final: ["superseded", "closed"],
  acts: PROFILING_ACTS,
  guards: PROFILING_GUARDS,
  // No norm that was read sets a term for profiling.
  terms: {},
  effects: PROFILING_EFFECTS,
  rows: ROWS,
};
