// Where each step stands, from what the tables offer; which ways lead out.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextStep, outcomeOf, stepsOf, waysOf } from "./steps.ts";
import type { InterviewFacts, ItemFact, OfferFact, Step } from "./types.ts";

const yes = (act: string): OfferFact => ({
  act,
  allowed: true,
  reason: null,
  code: null,
  citation: "CIRC_ANPAL_3_2019",
});
const no = (act: string, code = "X", reason = "non ora"): OfferFact => ({
  act,
  allowed: false,
  reason,
  code,
  citation: "DLGS150_2015_ART20",
});
const run = (state: string, ...acts: OfferFact[]): ItemFact => ({
  itemId: null,
  version: 0,
  state,
  stateText: `stato ${state}`,
  acts,
});
const MARK = { at: "2019-09-02T08:00:00.000Z", by: "anna" };
const START: InterviewFacts = {
  marks: {},
  did: run("none", yes("take")),
  profile: run("none", no("request-index", "PROFILAZIONE_DID_GIVEN", "La DID non risulta resa"), no("draft")),
  pact: run("none", yes("draft")),
  handOver: run("none", no("propose")),
  agreeing: no("agree", "PATTO_DID_GIVEN"),
  out: null,
};
const states = (facts: InterviewFacts): Record<Step, string> =>
  Object.fromEntries(stepsOf(facts).map(({ step, state }) => [step, state])) as Record<Step, string>;

describe("the steps of the interview", () => {
  it("begin with who is there; what the tables do not allow yet says why, with its law", () => {
    assert.deepEqual(states(START), {
      identity: "todo",
      did: "todo",
      household: "todo",
      index: "blocked",
      assessment: "blocked",
      outcome: "blocked",
      pact: "blocked",
    });
    assert.equal(nextStep(stepsOf(START)), "identity");
    const index = stepsOf(START).find(({ step }) => step === "index")!;
    assert.deepEqual([index.said, index.citation], ["La DID non risulta resa", "DLGS150_2015_ART20"]);
  });

  it("a check is done by its mark, a DID by its state, wherever it was taken", () => {
    const facts = { ...START, marks: { identity: MARK }, did: run("given") };
    assert.deepEqual([states(facts).identity, states(facts).did], ["done", "done"]);
    assert.equal(nextStep(stepsOf(facts)), "household");
  });

  it("an index asked for is still to do; received, or gone on without, it is done and the assessment opens", () => {
    assert.equal(states({ ...START, profile: run("requested", no("draft")) }).index, "todo");
    for (const state of ["received", "without-index", "drafted"]) {
      const found = states({ ...START, profile: run(state, yes("draft")) });
      assert.deepEqual([found.index, found.assessment], ["done", "todo"]);
    }
  });

  it("a profile that leads to the pact leaves no outcome to choose; what only the text lacks does not shut the pact", () => {
    const facts = { ...START, profile: run("decided"), agreeing: no("agree", "PATTO_CONTENT_WRITTEN") };
    assert.deepEqual([states(facts).outcome, states(facts).pact], ["done", "todo"]);
    assert.equal(outcomeOf(facts), null, "nothing is agreed yet");
    assert.equal(states({ ...facts, pact: run("draft") }).pact, "todo");
    assert.equal(states({ ...facts, pact: run("refused", no("draft")) }).pact, "blocked");
  });

  it("a profile that leads to the municipality leaves the outcome to do, and the pact shut", () => {
    const facts = {
      ...START,
      profile: run("decided"),
      agreeing: no("agree", "PATTO_PROFILE_LEADS_HERE"),
      handOver: run("none", yes("propose")),
    };
    assert.deepEqual([states(facts).outcome, states(facts).pact], ["todo", "blocked"]);
    assert.deepEqual(
      waysOf(facts).map(({ way, open }) => [way, open]),
      [
        ["pact", false],
        ["municipality", true],
        ["exempt", false],
        ["excluded", false],
      ],
    );
  });

  it("who is out of the obligations walks no further: every step of the path is closed with the reason", () => {
    const facts: InterviewFacts = {
      ...START,
      did: run("none", no("take")),
      out: { kind: "exempt", text: "la persona è esonerata.", citation: "ACCORDO_88CU_2019" },
    };
    const found = stepsOf(facts).filter(({ step }) => ["did", "index", "assessment", "pact"].includes(step));
    assert.ok(
      found.every(
        ({ state, said, citation }) =>
          state === "closed" &&
          said === "Il percorso si ferma qui: la persona è esonerata." &&
          citation === "ACCORDO_88CU_2019",
      ),
    );
    assert.equal(states(facts).household, "todo", "the others of the household are checked all the same");
    assert.equal(outcomeOf(facts), "exempt");
  });

  it("a household handed over has left: no pact, and that is the outcome; an agreed pact is one too", () => {
    const handed = {
      ...START,
      profile: run("decided"),
      handOver: run("sent", no("propose")),
      agreeing: yes("agree"),
    };
    assert.deepEqual([states(handed).pact, outcomeOf(handed)], ["closed", "municipality"]);
    const agreed = { ...START, profile: run("decided"), pact: run("agreed") };
    assert.deepEqual([states(agreed).pact, outcomeOf(agreed)], ["done", "pact"]);
  });
});
