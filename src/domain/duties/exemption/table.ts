// Esonero: the table of law of a decision that frees a person from the obligations up to a day, its renewal and its end.

import type { Procedure, Row } from "../../procedure/types.ts";
import { EXEMPTION_GUARDS } from "./guards.ts";
import { EXEMPTION_ACTS, EXEMPTION_EFFECTS, EXEMPTION_STATES, EXEMPTION_TERMS } from "./texts.ts";
import type {
  ExemptionAct,
  ExemptionContext,
  ExemptionEffect,
  ExemptionGuard,
  ExemptionState,
  ExemptionTerm,
} from "./types.ts";

type ExemptionRow = Row<ExemptionState, ExemptionAct, ExemptionGuard, ExemptionTerm, ExemptionEffect>;

const EXEMPTING = ["DL4_2019_ART4_C3", "ACCORDO_88CU_2019", "CIRC_ANPAL_3_2019"] as const;
/** The same reasons, limits and papers whether granted or renewed. */
const CHECKED = [
  "cared-known",
  "end-written",
  "dates-can-be",
  "duration-allowed",
  "cared-young-enough",
  "not-already-held",
  "limit-free",
  "work-enough",
  "evidence-seen",
  "evidence-covers",
] as const;

const DECIDING = [
  {
    from: ["none"],
    act: "request",
    by: ["citizen", "operator", "clerk"],
    when: ["person-bound", "code-listed"],
    to: "requested",
    opens: [],
    closes: [],
    law: EXEMPTING,
  },
  {
    from: ["none", "requested"],
    act: "grant",
    by: ["operator", "office-manager"],
    when: ["person-bound", "code-listed", ...CHECKED],
    to: "granted",
    opens: ["exemption-end"],
    closes: [],
    law: EXEMPTING,
    effects: ["cancel-summons", "tell-platform", "tell-person"],
  },
  {
    from: ["requested"],
    act: "refuse",
    by: ["operator", "office-manager"],
    when: ["reason-listed"],
    to: "refused",
    opens: [],
    closes: [],
    law: EXEMPTING,
    effects: ["tell-person"],
  },
  {
    from: ["granted"],
    act: "renew",
    by: ["operator", "office-manager"],
    when: ["person-bound", "renewable", ...CHECKED, "ends-later"],
    to: "granted",
    opens: ["exemption-end"],
    closes: ["exemption-end"],
    law: EXEMPTING,
    effects: ["tell-platform", "tell-person"],
  },
  {
    from: ["expired"],
    act: "renew",
    by: ["operator", "office-manager"],
    when: ["person-bound", "renewable", ...CHECKED, "ends-later"],
    to: "granted",
    opens: ["exemption-end"],
    closes: [],
    law: EXEMPTING,
    effects: ["cancel-summons", "tell-platform", "tell-person"],
  },
] as const satisfies readonly ExemptionRow[];

/** It ends on its day, or earlier: with the fact, or by a decision. The days before the act stay exempt. */
const ENDING = [
  {
    from: ["granted"],
    act: "record-cessation",
    by: ["system", "operator", "office-manager"],
    when: ["fact-ceased", "reason-listed"],
    to: "ended",
    opens: [],
    closes: ["exemption-end"],
    law: EXEMPTING,
    effects: ["convene-again", "tell-platform", "tell-person"],
  },
  {
    from: ["granted"],
    act: "revoke",
    by: ["office-manager"],
    when: ["reason-listed"],
    to: "revoked",
    opens: [],
    closes: ["exemption-end"],
    law: EXEMPTING,
    effects: ["convene-again", "tell-platform", "tell-person"],
    harms: true,
  },
  {
    from: ["granted"],
    act: "expire",
    by: ["system"],
    when: ["end-passed"],
    to: "expired",
    opens: [],
    closes: ["exemption-end"],
    law: EXEMPTING,
    effects: ["convene-again", "tell-platform"],
  },
] as const satisfies readonly ExemptionRow[];

export const EXEMPTION: Procedure<
  ExemptionState,
  ExemptionAct,
  ExemptionGuard,
  ExemptionTerm,
  ExemptionContext,
  ExemptionEffect
> = {
  name: "esonero",
  title: "L’esonero dagli obblighi",
  states: EXEMPTION_STATES,
  initial: ["none"],
  final: ["refused", "ended", "revoked"],
  acts: EXEMPTION_ACTS,
  guards: EXEMPTION_GUARDS,
  terms: EXEMPTION_TERMS,
  effects: EXEMPTION_EFFECTS,
  rows: [...DECIDING, ...ENDING],
};
