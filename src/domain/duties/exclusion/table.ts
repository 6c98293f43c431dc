// Esclusione: the table of law of a fact that takes a person out of the obligations, from the day it is known to its end.

import type { Procedure, Row } from "../../procedure/types.ts";
import { EXCLUSION_GUARDS } from "./guards.ts";
import { EXCLUSION_ACTS, EXCLUSION_EFFECTS, EXCLUSION_STATES } from "./texts.ts";
import type {
  ExclusionAct,
  ExclusionContext,
  ExclusionEffect,
  ExclusionGuard,
  ExclusionState,
} from "./types.ts";

type ExclusionRow = Row<ExclusionState, ExclusionAct, ExclusionGuard, never, ExclusionEffect>;

const OUT = [
  "DL4_2019_ART4_C2",
  "DM_13_12_2023_ART8",
  "DL48_2023_ART6",
  "DL48_2023_ART12",
  "DLGS150_2015_ART21",
] as const;

/** The fact begins, changes, ends: the program follows it, an operator may tell it with a paper. */
const FOLLOWING = [
  {
    from: ["none"],
    act: "open",
    by: ["system"],
    when: ["fact-listed", "fact-stands"],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["cancel-summons", "tell-platform"],
  },
  {
    from: ["none"],
    act: "record",
    by: ["operator", "office-manager"],
    when: ["fact-listed", "fact-told", "date-can-be", "evidence-seen"],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["cancel-summons", "tell-platform"],
  },
  {
    from: ["in-force"],
    act: "update",
    by: ["system"],
    when: ["fact-stands"],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
  },
  {
    from: ["volunteering"],
    act: "update",
    by: ["system"],
    when: ["fact-stands"],
    to: "volunteering",
    opens: [],
    closes: [],
    law: OUT,
  },
  {
    from: ["ended"],
    act: "reopen",
    by: ["system"],
    when: ["fact-stands"],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["cancel-summons", "tell-platform"],
  },
  {
    from: ["in-force", "ended"],
    act: "correct",
    by: ["operator", "office-manager"],
    when: ["fact-told", "date-can-be", "evidence-seen", "reason-listed"],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["cancel-summons", "tell-platform"],
  },
  {
    from: ["in-force", "volunteering", "contested"],
    act: "end",
    by: ["system"],
    when: ["fact-over"],
    to: "ended",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["convene-again", "tell-platform"],
  },
  {
    from: ["in-force", "volunteering"],
    act: "end",
    by: ["operator", "office-manager"],
    when: ["fact-told", "date-can-be", "reason-listed"],
    to: "ended",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["convene-again", "tell-platform"],
  },
] as const satisfies readonly ExclusionRow[];

/** Somebody says that it is not so: it holds until another person decides, and what it covered stays covered. */
const CONTESTING = [
  {
    from: ["in-force", "volunteering"],
    act: "contest",
    by: ["operator", "office-manager", "citizen"],
    when: ["reason-listed"],
    to: "contested",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["desk-task"],
  },
  {
    from: ["contested"],
    act: "uphold",
    by: ["office-manager", "second-officer"],
    when: ["reason-listed"],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
  },
  {
    from: ["contested"],
    act: "annul",
    by: ["office-manager", "second-officer"],
    when: ["not-own-proposal", "reason-listed"],
    to: "annulled",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["convene-again", "tell-platform"],
    harms: true,
  },
] as const satisfies readonly ExclusionRow[];

/** Who is excluded may take part where the measure says so, and stop whenever they like. */
const VOLUNTEERING = [
  {
    from: ["in-force"],
    act: "join",
    by: ["operator", "office-manager"],
    when: ["volunteers-allowed", "signed"],
    to: "volunteering",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["open-path"],
  },
  {
    from: ["volunteering"],
    act: "leave",
    by: ["citizen", "operator", "office-manager"],
    when: [],
    to: "in-force",
    opens: [],
    closes: [],
    law: OUT,
    effects: ["cancel-summons"],
  },
] as const satisfies readonly ExclusionRow[];

export const EXCLUSION: Procedure<
  ExclusionState,
  ExclusionAct,
  ExclusionGuard,
  never,
  ExclusionContext,
  ExclusionEffect
> = {
  name: "esclusione",
  title: "L’esclusione dagli obblighi",
  states: EXCLUSION_STATES,
  initial: ["none"],
  final: ["annulled"],
  acts: EXCLUSION_ACTS,
  guards: EXCLUSION_GUARDS,
  terms: {},
  effects: EXCLUSION_EFFECTS,
  rows: [...FOLLOWING, ...CONTESTING, ...VOLUNTEERING],
};
