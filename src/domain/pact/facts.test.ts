// What the guards of the pact look at: unknown facts allow nothing, steps in order, profiles and other pacts.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MEASURES } from "../measures/catalogue.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { newPact } from "./data.ts";
import type { PactData, PactFields } from "./data.ts";
import { isPactInForce, pactContext, standingVersion } from "./facts.ts";
import type { OtherPact, PactFacts } from "./facts.ts";
import { AGREED, CONTENT, DRAFT, FACTS, PERSON_SIGNED, PROFILE, SIGNED } from "./pact.test-data.ts";
import { PACT_STATES } from "./texts.ts";
import type { PactAct, PactContext, PactState } from "./types.ts";

interface Asked {
  readonly data?: PactData;
  readonly act?: PactAct;
  readonly input?: PactFields;
  readonly facts?: Partial<PactFacts>;
  readonly measure?: typeof RDC_2019 | typeof NASPI;
}

function contextOf({ data = AGREED, act, input, facts, measure = RDC_2019 }: Asked): PactContext {
  return pactContext({
    data,
    ...(act === undefined ? {} : { act }),
    ...(input === undefined ? {} : { input }),
    facts: { ...FACTS, ...facts },
    measure,
  });
}

it("the context allows nothing that is not known", () => {
  const context = pactContext({
    data: newPact(1),
    facts: {
      ...FACTS,
      bound: null,
      excludedOrExempt: null,
      didGiven: null,
      profile: null,
      earlier: null,
      refusalDay: null,
      reported: null,
    },
    measure: RDC_2019,
  });
  const { noOtherPact, ...others } = context;
  assert.deepEqual(
    Object.values(others).filter((value) => value === true),
    [],
  );
  assert.deepEqual([noOtherPact, context.duty, context.reported], [true, null, null]);
});

describe("the days of the pact", () => {
  const plausible = (act: PactAct, data: PactData, on: string): boolean =>
    contextOf({ act, data, input: { on } }).dayPlausible;
  it("follow one another, from the grant to today", () => {
    assert.deepEqual(
      ["2019-05-19", "2019-05-20", "2019-10-10", "2019-10-11", "2019-02-30"].map((on) =>
        plausible("agree", DRAFT, on),
      ),
      [false, true, true, false, false],
    );
    assert.deepEqual(
      ["2019-10-02", "2019-10-03"].map((on) => plausible("sign-person", AGREED, on)),
      [false, true],
    );
    assert.deepEqual(
      ["2019-10-02", "2019-10-03"].map((on) => plausible("record-refusal", AGREED, on)),
      [false, true],
    );
    assert.deepEqual(
      ["2019-10-03", "2019-10-04"].map((on) => plausible("sign-office", PERSON_SIGNED, on)),
      [false, true],
    );
    assert.deepEqual(
      ["2019-10-04", "2019-10-05"].map((on) => plausible("end", SIGNED, on)),
      [false, true],
    );
    assert.equal(contextOf({ act: "agree", input: {} }).dayPlausible, false);
  });
  it("of a pact carried over from another protocol are not held against the new one", () => {
    const versions = SIGNED.versions.map((each) => ({ ...each, carriedFrom: "INPS-1" }));
    const ended = { act: "end", data: { ...SIGNED, versions }, input: { on: "2019-10-02" } } as const;
    assert.equal(contextOf(ended).dayPlausible, true);
  });
});

describe("the profile of the pact", () => {
  it("is decided, leads to the pact, and is the one agreed upon", () => {
    const of = (profile: PactFacts["profile"]) => {
      const { profileDecided, profileLeadsHere, profileAsAgreed } = contextOf({ facts: { profile } });
      return [profileDecided, profileLeadsHere, profileAsAgreed];
    };
    assert.deepEqual(of(PROFILE), [true, true, true]);
    assert.deepEqual(of(null), [false, false, false]);
    assert.deepEqual(of({ ...PROFILE, itemId: "profilo-2", number: 2 }), [true, true, false]);
    assert.deepEqual(of({ ...PROFILE, outcome: "municipal-services" }), [true, false, true]);
  });
});

describe("another pact of the case", () => {
  const other = (state: PactState, data: PactData = SIGNED): readonly OtherPact[] => [
    { itemId: "altro", state, data },
  ];
  const free = (facts: Partial<PactFacts>): boolean => contextOf({ data: newPact(2), facts }).noOtherPact;
  it("being written, or in force on the same profile, is in the way", () => {
    const inTheWay = (Object.keys(PACT_STATES) as PactState[]).filter(
      (state) => !free({ others: other(state) }),
    );
    assert.deepEqual(inTheWay, [
      "draft",
      "agreed",
      "person-signed",
      "in-force",
      "revising",
      "revision-agreed",
      "revision-signed",
      "refused",
    ]);
  });
  it("in force on an earlier profile is superseded by the new one", () => {
    const profile = { ...PROFILE, itemId: "profilo-2", number: 2 };
    assert.equal(free({ others: other("in-force"), profile }), true);
    assert.equal(
      free({ others: other("in-force"), profile: null }),
      false,
      "without a profile nothing is new",
    );
  });
  it("takes the place of this one only when both have signed it", () => {
    const follows = (supersededBy: string, state: PactState): boolean =>
      contextOf({ input: { supersededBy }, facts: { others: other(state) } }).successorSigned;
    assert.deepEqual(
      [follows("altro", "in-force"), follows("altro", "agreed"), follows("x", "in-force")],
      [true, false, false],
    );
  });
});

describe("a refusal to sign", () => {
  const duty = (
    change: Partial<NonNullable<PactFacts["refusalDay"]>>,
    measure: Asked["measure"] = RDC_2019,
  ) => contextOf({ facts: { refusalDay: { ...FACTS.refusalDay!, ...change } }, measure }).duty;
  it("is against a duty only where the measure knows it, the person was obliged, and nothing was suspended", () => {
    assert.deepEqual(
      [
        duty({}),
        duty({ obliged: false }),
        duty({ obliged: null }),
        duty({ suspended: true }),
        duty({}, NASPI),
      ],
      [true, false, null, false, false],
    );
  });
  it("is a breach of every measure but NASpI, by its ladders alone", () => {
    const knows = MEASURES.filter(({ ladders }) => ladders.some(({ event }) => event === "E-PATTO"));
    assert.deepEqual(
      MEASURES.filter((each) => !knows.includes(each)).map(({ code }) => code),
      ["NASPI"],
    );
  });
});

it("the content names who follows the person, and how often they meet", () => {
  const written = (change: Partial<typeof CONTENT>): boolean =>
    contextOf({ data: { ...DRAFT, proposal: { ...CONTENT, ...change } } }).contentWritten;
  assert.deepEqual(
    [
      written({}),
      written({ responsible: " " }),
      written({ meetEveryDays: 0 }),
      written({ meetEveryDays: 180 }),
      written({ meetEveryDays: 181 }),
    ],
    [true, false, false, true, false],
  );
  assert.equal(contextOf({ data: DRAFT }).commitmentsComplete, true);
  assert.equal(
    contextOf({ data: { ...DRAFT, proposal: { ...CONTENT, commitments: [] } } }).commitmentsComplete,
    false,
  );
});

it("a signature has a way of signing, a document its number, an end its reason", () => {
  const { signatureSeen, documentNamed, endReasonListed } = contextOf({
    input: { signed: true, how: "remote", document: "PG/1", endReason: "job" },
  });
  assert.deepEqual([signatureSeen, documentNamed, endReasonListed], [true, true, true]);
  assert.equal(contextOf({ input: { signed: true } }).signatureSeen, false);
  assert.equal(contextOf({ input: { signed: false, how: "paper" } }).signatureSeen, false);
});

it("stands in its last version while a revision is under way, and no longer when it is over", () => {
  const standing = (Object.keys(PACT_STATES) as PactState[]).filter(isPactInForce);
  assert.deepEqual(standing, ["in-force", "revising", "revision-agreed", "revision-signed"]);
  assert.equal(standingVersion("revising", SIGNED)?.document, "PG/2019/1");
  assert.equal(standingVersion("ended", SIGNED), null);
  assert.equal(standingVersion("in-force", newPact(1)), null);
});
