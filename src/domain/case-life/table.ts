// La vita del caso: the table of law from the first notice to the end, through moves, the municipality, forfeiture, renewal and death.

import type { Procedure, Row } from "../procedure/types.ts";
import { CASE_GUARDS } from "./guards.ts";
import { CASE_ACTS, CASE_EFFECTS, CASE_STATES, CASE_TERMS } from "./texts.ts";
import type { CaseAct, CaseContext, CaseEffect, CaseGuard, CaseState, CaseTerm } from "./types.ts";

type CaseRow = Row<CaseState, CaseAct, CaseGuard, CaseTerm, CaseEffect>;

/** With the office, and followed by it. */
const WITH_OFFICE = ["notified", "moved", "excluded", "to-convene", "exempt", "in-charge"] as const;
const AFTER_NOTICE = ["moved", "excluded", "to-convene", "exempt", "in-charge"] as const;
const PROGRAM_TOO = ["system", "operator", "office-manager"] as const;
const REGION_TOO = ["system", "operator", "office-manager", "regional"] as const;
/** What the Region and the offices learn from the platform. */
const TOLD = ["NATIONAL_NOTICES", "DM_2_9_2019_ART3"] as const;
const BOUND = ["DL4_2019_ART4_C2", "DL48_2023_ART6", "DL48_2023_ART12", "DLGS150_2015_ART21"] as const;
const CONVENED = ["DL4_2019_ART4_C5", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART21"] as const;

/** Where a person stands towards the obligations: read again whenever a fact changes. Exclusions first, then exemptions. */
const ASSESSING = [
  {
    from: WITH_OFFICE,
    act: "assess",
    by: PROGRAM_TOO,
    when: ["excluded-now"],
    to: "excluded",
    opens: [],
    closes: ["first-contact"],
    law: BOUND,
    effects: ["stop-convening"],
  },
  {
    from: WITH_OFFICE,
    act: "assess",
    by: PROGRAM_TOO,
    when: ["exempt-now"],
    to: "exempt",
    opens: [],
    closes: [],
    law: ["DL4_2019_ART4_C3", "CIRC_ANPAL_3_2019"],
    effects: ["stop-convening"],
  },
  {
    from: WITH_OFFICE,
    act: "assess",
    by: PROGRAM_TOO,
    when: ["bound-now", "pact-stands"],
    to: "in-charge",
    opens: [],
    closes: ["first-contact", "pact-after-return"],
    law: ["DL4_2019_ART4_C7", "DLGS150_2015_ART20"],
  },
  {
    from: ["notified"],
    act: "assess",
    by: PROGRAM_TOO,
    when: ["bound-now"],
    to: "to-convene",
    opens: ["first-contact"],
    closes: [],
    law: CONVENED,
  },
  {
    from: AFTER_NOTICE,
    act: "assess",
    by: PROGRAM_TOO,
    when: ["bound-now"],
    to: "to-convene",
    opens: [],
    closes: [],
    law: CONVENED,
  },
] as const satisfies readonly CaseRow[];

/** The address decides who is competent. The whole dossier passes, with its history; passing it is the last thing an office does. */
const MOVING = [
  {
    from: WITH_OFFICE,
    act: "transfer",
    by: REGION_TOO,
    when: ["notice-not-older", "other-office-competent"],
    to: "moved",
    opens: [],
    closes: [],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: ["stop-convening", "open-breaches-follow", "tell-person", "desk-task", "pass-dossier"],
  },
  {
    from: ["at-municipality"],
    act: "transfer",
    by: REGION_TOO,
    when: ["notice-not-older", "other-office-competent"],
    to: "at-municipality",
    opens: [],
    closes: [],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: ["open-breaches-follow", "desk-task", "pass-dossier"],
  },
  {
    from: ["forfeited"],
    act: "transfer",
    by: REGION_TOO,
    when: ["notice-not-older", "other-office-competent"],
    to: "forfeited",
    opens: [],
    closes: [],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: ["pass-dossier"],
  },
  {
    from: ["ended"],
    act: "transfer",
    by: REGION_TOO,
    when: ["notice-not-older", "other-office-competent"],
    to: "ended",
    opens: [],
    closes: [],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: ["pass-dossier"],
  },
  {
    from: ["renewed"],
    act: "transfer",
    by: REGION_TOO,
    when: ["notice-not-older", "other-office-competent"],
    to: "renewed",
    opens: [],
    closes: [],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: ["pass-dossier"],
  },
  {
    from: [...WITH_OFFICE, "at-municipality"],
    act: "leave-region",
    by: REGION_TOO,
    when: ["notice-not-older", "out-of-region"],
    to: "other-region",
    opens: [],
    closes: ["first-contact", "pact-after-return"],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: [
      "stop-convening",
      "close-terms",
      "open-breaches-follow",
      "close-hand-over",
      "send-to-platform",
      "pass-dossier",
    ],
  },
  {
    // No office sees the case any more: the Region does, or the program on a notice.
    from: ["other-region"],
    act: "return-to-region",
    by: ["system", "regional"],
    when: ["notice-not-older", "office-competent"],
    to: "moved",
    opens: [],
    closes: [],
    law: ["DM_2_9_2019_ART4", "NATIONAL_NOTICES"],
    effects: ["resume-terms", "desk-task", "pass-dossier"],
  },
] as const satisfies readonly CaseRow[];

/** What the hand-over has decided, written in the life of every member of the household. */
const HANDING = [
  {
    from: WITH_OFFICE,
    act: "record-hand-over",
    by: ["system"],
    when: ["handed-over"],
    to: "at-municipality",
    opens: [],
    closes: ["first-contact", "pact-after-return"],
    law: ["DL4_2019_ART4_C5QUATER", "CIRC_ANPAL_3_2019"],
    effects: ["stop-convening", "close-terms"],
  },
  {
    from: ["at-municipality"],
    act: "record-hand-back",
    by: ["system"],
    when: ["handed-back"],
    to: "to-convene",
    opens: ["pact-after-return"],
    closes: [],
    law: ["DL4_2019_ART4_C12", "CIRC_ANPAL_3_2019"],
    effects: ["resume-terms", "desk-task"],
  },
] as const satisfies readonly CaseRow[];

/** The benefit ends, or INPS takes it away. The office records what the platform says, and takes nothing away itself. */
const ENDING = [
  {
    from: [...WITH_OFFICE, "at-municipality", "other-region", "ended"],
    act: "record-forfeiture",
    by: PROGRAM_TOO,
    when: ["notice-not-older", "forfeiture-told"],
    to: "forfeited",
    opens: ["reapplication-block"],
    closes: ["first-contact", "pact-after-return"],
    law: ["MSG_INPS_3415_2020", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7", "NATIONAL_NOTICES"],
    effects: ["stop-convening", "close-terms", "open-breaches-follow", "close-hand-over", "tell-person"],
  },
  {
    from: ["forfeited"],
    act: "end-block",
    by: PROGRAM_TOO,
    when: ["block-over"],
    to: "ended",
    opens: [],
    closes: ["reapplication-block"],
    law: ["DL4_2019_ART7_REAPPLICATION", "DL48_2023_ART8_C6", "NATIONAL_NOTICES"],
  },
  {
    from: [...WITH_OFFICE, "at-municipality", "other-region"],
    act: "end-benefit",
    by: PROGRAM_TOO,
    when: ["notice-not-older", "end-told", "end-dated"],
    to: "ended",
    opens: [],
    closes: ["first-contact", "pact-after-return"],
    law: TOLD,
    effects: ["stop-convening", "close-terms", "open-breaches-follow", "close-hand-over"],
  },
  {
    // The person has renounced, or INPS has written: the platform will say it later.
    from: [...WITH_OFFICE, "at-municipality", "other-region"],
    act: "end-benefit",
    by: ["office-manager"],
    when: ["end-dated", "evidence-seen", "reason-given"],
    to: "ended",
    opens: [],
    closes: ["first-contact", "pact-after-return"],
    law: TOLD,
    effects: ["stop-convening", "close-terms", "open-breaches-follow", "close-hand-over"],
  },
  {
    from: ["forfeited", "ended"],
    act: "restore",
    by: PROGRAM_TOO,
    when: ["notice-not-older", "standing-told"],
    to: "notified",
    opens: [],
    closes: ["reapplication-block"],
    law: TOLD,
    effects: ["resume-terms", "desk-task"],
  },
] as const satisfies readonly CaseRow[];

/** A new protocol goes on from the old one. An appointment already given stands: the person is the same. */
const RENEWING = [
  {
    from: [...WITH_OFFICE, "at-municipality", "other-region", "ended"],
    act: "renew",
    by: PROGRAM_TOO,
    when: ["notice-not-older", "renewal-linked"],
    to: "renewed",
    opens: [],
    closes: ["first-contact", "pact-after-return"],
    law: TOLD,
    effects: ["close-terms", "open-breaches-follow", "close-hand-over", "carry-over"],
  },
  {
    from: WITH_OFFICE,
    act: "continue",
    by: ["system"],
    when: ["continues-older"],
    to: "notified",
    opens: [],
    closes: [],
    law: TOLD,
  },
] as const satisfies readonly CaseRow[];

/** No message leaves after it, and nothing is held against who has died. The passage of the household to its municipality goes on. */
const DYING = [
  {
    from: [...WITH_OFFICE, "at-municipality", "other-region", "forfeited", "ended"],
    act: "record-death",
    by: PROGRAM_TOO,
    when: ["death-dated", "evidence-seen"],
    to: "dead",
    opens: [],
    closes: ["first-contact", "pact-after-return", "reapplication-block"],
    law: ["DPR445_2000_ART43", "GDPR_ART5"],
    effects: ["stop-convening", "close-terms", "close-breaches", "other-cases", "desk-task"],
  },
  {
    from: ["dead"],
    act: "correct-death",
    by: ["office-manager"],
    when: ["evidence-seen", "reason-given"],
    to: "notified",
    opens: [],
    closes: [],
    law: ["GDPR_ART5", "DPR445_2000_ART43"],
    effects: ["resume-terms", "other-cases", "desk-task"],
  },
] as const satisfies readonly CaseRow[];

export const CASE_LIFE: Procedure<CaseState, CaseAct, CaseGuard, CaseTerm, CaseContext, CaseEffect> = {
  name: "vita-del-caso",
  title: "La vita del caso",
  states: CASE_STATES,
  initial: ["notified"],
  final: ["renewed"],
  acts: CASE_ACTS,
  guards: CASE_GUARDS,
  terms: CASE_TERMS,
  effects: CASE_EFFECTS,
  rows: [...ASSESSING, ...MOVING, ...HANDING, ...ENDING, ...RENEWING, ...DYING],
};
