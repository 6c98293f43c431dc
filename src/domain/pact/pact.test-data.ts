// The pact of a beneficiary of RdC as an operator would write it, and what is known of a person who may sign it.

import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { pactAfter } from "./after.ts";
import { withMeasureTexts } from "./commitments.ts";
import { newPact } from "./data.ts";
import type { PactContent, PactData, PactProfile } from "./data.ts";
import type { PactFacts } from "./facts.ts";

export const PROFILE: PactProfile = {
  itemId: "profilo-1",
  number: 1,
  outcome: "pact",
  decidedOn: "2019-10-01",
};

export const CONTENT: PactContent = withMeasureTexts(
  {
    responsible: "operatrice@F839C000305",
    meetEveryDays: 30,
    commitments: [
      { kind: "skills-balance", code: "O1", text: "", by: "2019-11-15" },
      { kind: "platform", code: "O2", text: "", timesAWeek: 7 },
      { kind: "job-search", code: "O3", text: "", timesAWeek: 3, shownBy: "diary" },
      { kind: "training", code: "O4", text: "", agreed: "corso di segreteria, quando parte" },
      { kind: "selection", code: "O5", text: "" },
      { kind: "offers", code: "O6", text: "", of: 0 },
    ],
    leftOut: [],
  },
  RDC_2019,
);

export const FACTS: PactFacts = {
  today: "2019-10-10",
  grantedOn: "2019-05-20",
  bound: true,
  excludedOrExempt: false,
  didGiven: true,
  profile: PROFILE,
  others: [],
  earlier: null,
  refusalDay: { obliged: true, suspended: false, present: true },
  reported: false,
};

const DONE = { on: "2019-10-10", by: "operatrice" } as const;

export const DRAFT: PactData = pactAfter(newPact(1), "draft", { content: CONTENT }, DONE);
export const AGREED: PactData = pactAfter(
  DRAFT,
  "agree",
  { on: "2019-10-03", personHeard: true, profile: PROFILE },
  DONE,
);
export const PERSON_SIGNED: PactData = pactAfter(
  AGREED,
  "sign-person",
  { on: "2019-10-04", how: "paper", signed: true },
  DONE,
);
export const SIGNED: PactData = pactAfter(
  PERSON_SIGNED,
  "sign-office",
  { on: "2019-10-05", how: "paper", signed: true, document: "PG/2019/1" },
  { on: "2019-10-10", by: "responsabile" },
);
