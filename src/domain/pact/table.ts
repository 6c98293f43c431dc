// Patto per il Lavoro: the table of law from the draft to the signatures of both, its revisions, and its end.

import type { Procedure, Row } from "../procedure/types.ts";
import { PACT_GUARDS } from "./guards.ts";
import { PACT_ACTS, PACT_EFFECTS, PACT_STATES, PACT_TERMS } from "./texts.ts";
import type { PactAct, PactContext, PactEffect, PactGuard, PactState, PactTerm } from "./types.ts";

type PactRow = Row<PactState, PactAct, PactGuard, PactTerm, PactEffect>;

const PACT_LAW = [
  "DL4_2019_ART4_C7",
  "DL4_2019_ART4_C8",
  "DL48_2023_ART4",
  "DL48_2023_ART12",
  "DLGS150_2015_ART20",
] as const;
const TOLD = ["DL4_2019_ART6_C4", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART20"] as const;
const BREACH = ["DL4_2019_ART7_C5", "DL48_2023_ART8_C6", "DLGS150_2015_ART21_C7"] as const;
const OFFICE = ["operator", "office-manager"] as const;
const PROGRAM_TOO = ["system", ...OFFICE] as const;
const STANDING = ["in-force", "revising", "revision-agreed", "revision-signed"] as const;
const STILL = { opens: [], closes: [] } as const;

const ENTITLED = [
  "person-bound",
  "not-excluded-or-exempt",
  "did-given",
  "profile-decided",
  "profile-leads-here",
] as const;
const SIGNING = [...ENTITLED, "profile-as-agreed", "day-plausible", "signature-seen"] as const;

const WRITING = [
  {
    // A text changed after the agreement, or after the person's signature, must be agreed and signed again.
    from: ["none", "draft", "agreed", "person-signed"],
    act: "draft",
    by: OFFICE,
    when: ["person-bound", "not-excluded-or-exempt", "no-other-pact"],
    to: "draft",
    ...STILL,
    law: PACT_LAW,
  },
  {
    from: ["draft"],
    act: "agree",
    by: OFFICE,
    when: [...ENTITLED, "content-written", "commitments-complete", "person-heard", "day-plausible"],
    to: "agreed",
    ...STILL,
    law: PACT_LAW,
  },
  {
    from: ["agreed"],
    act: "sign-person",
    by: [...OFFICE, "citizen"],
    when: SIGNING,
    to: "person-signed",
    ...STILL,
    law: PACT_LAW,
  },
  {
    from: ["person-signed"],
    act: "sign-office",
    by: OFFICE,
    when: [...SIGNING, "document-named"],
    to: "in-force",
    opens: ["report-pact"],
    closes: [],
    law: PACT_LAW,
    effects: ["send-to-platform", "supersede-earlier", "count-presence"],
  },
  {
    // A renewal under a new protocol: what both signed goes on, as the parameters of the measure say.
    from: ["none"],
    act: "carry-over",
    by: PROGRAM_TOO,
    when: ["person-bound", "no-other-pact", "earlier-pact-stands"],
    to: "in-force",
    ...STILL,
    law: PACT_LAW,
    effects: ["send-to-platform"],
  },
  {
    from: ["draft", "agreed", "person-signed"],
    act: "drop",
    by: OFFICE,
    when: ["reason-given"],
    to: "dropped",
    ...STILL,
    law: PACT_LAW,
  },
] as const satisfies readonly PactRow[];

const REFUSAL = { from: ["agreed"], act: "record-refusal", by: OFFICE, to: "refused", ...STILL } as const;

/** Refusing to sign is a fact that conditionality may take over: nothing follows from it by itself. */
const REFUSING = [
  {
    ...REFUSAL,
    when: ["day-plausible", "duty-holds", "present-that-day", "consequences-told", "reason-given"],
    law: BREACH,
    effects: ["open-breach"],
    harms: true,
  },
  {
    ...REFUSAL,
    when: ["day-plausible", "no-duty", "reason-given"],
    law: PACT_LAW,
    effects: ["desk-task"],
  },
  {
    from: ["refused"],
    act: "sign-person",
    by: [...OFFICE, "citizen"],
    when: SIGNING,
    to: "person-signed",
    ...STILL,
    law: PACT_LAW,
    effects: ["review-breach"],
  },
  {
    from: ["refused"],
    act: "reopen",
    by: OFFICE,
    when: ["reason-given"],
    to: "draft",
    ...STILL,
    law: PACT_LAW,
    effects: ["review-breach"],
  },
  {
    from: ["refused"],
    act: "correct-refusal",
    by: ["office-manager"],
    when: ["not-yet-reported", "reason-given"],
    to: "agreed",
    ...STILL,
    law: BREACH,
    effects: ["close-breach"],
  },
  {
    from: ["refused"],
    act: "drop",
    by: ["office-manager"],
    when: ["not-yet-reported", "reason-given"],
    to: "dropped",
    ...STILL,
    law: PACT_LAW,
    effects: ["close-breach"],
  },
] as const satisfies readonly PactRow[];

/** A revision is agreed and signed like the pact; until both have signed it the pact stands as it was. */
const REVISING = [
  {
    from: STANDING,
    act: "revise",
    by: OFFICE,
    when: ["person-bound", "not-excluded-or-exempt", "reason-given"],
    to: "revising",
    ...STILL,
    law: PACT_LAW,
  },
  {
    from: ["revising"],
    act: "agree",
    by: OFFICE,
    when: [...ENTITLED, "content-written", "commitments-complete", "person-heard", "day-plausible"],
    to: "revision-agreed",
    ...STILL,
    law: PACT_LAW,
  },
  {
    from: ["revision-agreed"],
    act: "sign-person",
    by: [...OFFICE, "citizen"],
    when: SIGNING,
    to: "revision-signed",
    ...STILL,
    law: PACT_LAW,
  },
  {
    from: ["revision-signed"],
    act: "sign-office",
    by: OFFICE,
    when: [...SIGNING, "document-named"],
    to: "in-force",
    opens: ["report-pact"],
    closes: [],
    law: PACT_LAW,
    effects: ["send-to-platform", "count-presence"],
  },
  {
    from: ["revising", "revision-agreed", "revision-signed"],
    act: "drop-revision",
    by: OFFICE,
    when: ["reason-given"],
    to: "in-force",
    ...STILL,
    law: PACT_LAW,
  },
] as const satisfies readonly PactRow[];

const COMMUNICATED: readonly PactRow[] = STANDING.map((state) => ({
  from: [state],
  act: "record-communicated",
  by: PROGRAM_TOO,
  when: ["platform-number"],
  to: state,
  opens: [],
  closes: ["report-pact"],
  law: TOLD,
}));

const ENDING = [
  {
    from: STANDING,
    act: "supersede",
    by: PROGRAM_TOO,
    when: ["successor-signed"],
    to: "superseded",
    opens: [],
    closes: ["report-pact"],
    law: PACT_LAW,
    effects: ["send-to-platform"],
  },
  {
    from: STANDING,
    act: "end",
    by: PROGRAM_TOO,
    when: ["day-plausible", "end-reason-listed"],
    to: "ended",
    opens: [],
    closes: ["report-pact"],
    law: PACT_LAW,
    effects: ["send-to-platform", "end-presence", "review-activities"],
  },
  {
    from: STANDING,
    act: "annul",
    by: ["office-manager"],
    when: ["reason-given"],
    to: "annulled",
    opens: [],
    closes: ["report-pact"],
    law: PACT_LAW,
    effects: ["send-to-platform", "end-presence", "review-activities"],
  },
] as const satisfies readonly PactRow[];

export const PACT: Procedure<PactState, PactAct, PactGuard, PactTerm, PactContext, PactEffect> = {
  name: "patto",
  title: "Il patto",
  states: PACT_STATES,
  initial: ["none"],
  final: ["dropped", "superseded", "ended", "annulled"],
  acts: PACT_ACTS,
  guards: PACT_GUARDS,
  terms: PACT_TERMS,
  effects: PACT_EFFECTS,
  rows: [...WRITING, ...REFUSING, ...REVISING, ...COMMUNICATED, ...ENDING],
};
