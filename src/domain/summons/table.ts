// Convocazione: the table of law from the seat held in the agenda to the message that arrived, or did not.

import type { Procedure, Row } from "../procedure/types.ts";
import { SUMMONS_GUARDS } from "./guards.ts";
import { SUMMONS_ACTS, SUMMONS_STATES, SUMMONS_TERMS } from "./texts.ts";
import type { SummonsAct, SummonsContext, SummonsGuard, SummonsState, SummonsTerm } from "./types.ts";

type SummonsRow = Row<SummonsState, SummonsAct, SummonsGuard, SummonsTerm>;

const ROWS = [
  {
    from: ["none", "cancelled"],
    act: "plan",
    by: ["system", "operator", "office-manager"],
    when: ["person-bound", "seat-held", "notice-enough"],
    to: "planned",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C5", "REGION_TARGET_2019"],
  },
  {
    from: ["planned"],
    act: "issue",
    by: ["system", "operator", "office-manager"],
    when: ["person-bound", "seat-held", "channel-usable"],
    to: "issued",
    opens: [],
    closes: ["convene"],
    law: ["DL4_2019_ART4_C15QUINQUIES", "DL4_2019_ART4_C5"],
  },
  {
    // A message that did not arrive never becomes an absence: the office looks for another way.
    from: ["issued"],
    act: "record-not-delivered",
    by: ["system"],
    when: ["all-channels-failed"],
    to: "not-delivered",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C15QUINQUIES"],
  },
  {
    // Receipts may come late or in any order: a proof of delivery counts even after a failure.
    from: ["not-delivered"],
    act: "record-delivered",
    by: ["system"],
    when: [],
    to: "issued",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C15QUINQUIES"],
  },
  {
    from: ["planned"],
    act: "move",
    by: ["operator", "office-manager"],
    when: ["reason-given", "appointment-ahead", "seat-held", "notice-enough"],
    to: "planned",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C5"],
  },
  {
    from: ["issued", "not-delivered"],
    act: "move",
    by: ["operator", "office-manager"],
    when: ["reason-given", "appointment-ahead", "seat-held", "notice-enough"],
    to: "issued",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C15QUINQUIES"],
  },
  {
    from: ["planned", "issued", "not-delivered"],
    act: "cancel",
    by: ["system", "operator", "office-manager"],
    when: ["reason-given"],
    to: "cancelled",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C5"],
  },
] as const satisfies readonly SummonsRow[];

export const SUMMONS: Procedure<SummonsState, SummonsAct, SummonsGuard, SummonsTerm, SummonsContext> = {
  name: "convocazione",
  title: "La convocazione",
  states: SUMMONS_STATES,
  acts: SUMMONS_ACTS,
  guards: SUMMONS_GUARDS,
  terms: SUMMONS_TERMS,
  rows: ROWS,
};
