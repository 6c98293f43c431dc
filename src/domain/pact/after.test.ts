// How acts change the data of a pact: what both have signed is frozen, what was agreed of another text falls.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { pactAfter } from "./after.ts";
import { newPact } from "./data.ts";
import type { PactInputs } from "./data.ts";
import { AGREED, CONTENT, DRAFT, PERSON_SIGNED, PROFILE, SIGNED } from "./pact.test-data.ts";
import type { PactAct } from "./types.ts";

const DONE = { on: "2019-12-01", by: "operatore" } as const;
const SHORTER = { ...CONTENT, meetEveryDays: 15 };

const INPUTS: PactInputs = {
  draft: { content: SHORTER },
  agree: { on: "2019-11-20", personHeard: true, profile: PROFILE },
  "sign-person": { on: "2019-11-21", how: "remote", signed: true },
  "sign-office": { on: "2019-11-22", how: "digital", signed: true, document: "PG/2019/2" },
  "carry-over": { version: SIGNED.versions[0]!, protocol: "INPS-1" },
  "record-communicated": { platformNumber: "A02-1" },
  revise: { content: SHORTER, reason: "orari cambiati" },
  "drop-revision": { reason: "non serve" },
  "record-refusal": { on: "2019-11-20", reason: "non vuole", consequencesTold: true },
  "correct-refusal": { reason: "era un’altra persona" },
  reopen: { reason: "torna sul patto" },
  drop: { reason: "esclusa" },
  supersede: { supersededBy: "patto-2" },
  end: { on: "2019-12-01", endReason: "job" },
  annul: { reason: "persona sbagliata" },
};

const after = <A extends PactAct>(data: typeof SIGNED, act: A) => pactAfter(data, act, INPUTS[act], DONE);

describe("the data of a pact", () => {
  it("keep the version both have signed, with the profile it stood on", () => {
    assert.deepEqual(SIGNED.versions, [
      {
        number: 1,
        content: CONTENT,
        profile: PROFILE,
        agreedOn: "2019-10-03",
        person: { on: "2019-10-04", how: "paper", by: "operatrice" },
        office: { on: "2019-10-05", how: "paper", by: "responsabile" },
        document: "PG/2019/1",
        carriedFrom: null,
      },
    ]);
    assert.deepEqual([SIGNED.proposal, SIGNED.agreed, SIGNED.personSignature], [null, null, null]);
  });

  it("lose the agreement and the signature when the text changes", () => {
    const rewritten = after(PERSON_SIGNED, "draft");
    assert.deepEqual(
      [rewritten.proposal?.meetEveryDays, rewritten.agreed, rewritten.personSignature],
      [15, null, null],
    );
    assert.equal(after(PERSON_SIGNED, "agree").personSignature, null);
    assert.equal(after(AGREED, "reopen").agreed, null);
  });

  it("gain a version with a signed revision, and lose nothing with one that falls", () => {
    const revised = after(SIGNED, "revise");
    assert.deepEqual([revised.proposal?.meetEveryDays, revised.reason], [15, "orari cambiati"]);
    const signed = after(after(after(revised, "agree"), "sign-person"), "sign-office");
    assert.deepEqual(
      signed.versions.map(({ number, content, document }) => [number, content.meetEveryDays, document]),
      [
        [1, 30, "PG/2019/1"],
        [2, 15, "PG/2019/2"],
      ],
    );
    const fallen = after(after(revised, "agree"), "drop-revision");
    assert.deepEqual([fallen.versions, fallen.proposal, fallen.agreed], [SIGNED.versions, null, null]);
  });

  it("say which version the platform knows, who refused, what took its place, why it ended", () => {
    assert.deepEqual(after(SIGNED, "record-communicated").communicated, [
      { version: 1, platformNumber: "A02-1", on: "2019-12-01" },
    ]);
    assert.deepEqual(after(AGREED, "record-refusal").refusal, {
      on: "2019-11-20",
      reason: "non vuole",
      by: "operatore",
    });
    assert.equal(after(after(AGREED, "record-refusal"), "correct-refusal").refusal, null);
    assert.notEqual(after(after(AGREED, "record-refusal"), "reopen").refusal, null);
    assert.equal(after(SIGNED, "supersede").supersededBy, "patto-2");
    const { endedOn, endedFor } = after(SIGNED, "end");
    assert.deepEqual([endedOn, endedFor], ["2019-12-01", "job"]);
  });

  it("carry the last version over to a new protocol, saying from which", () => {
    const carried = after(newPact(1), "carry-over");
    assert.deepEqual(carried.versions, [{ ...SIGNED.versions[0]!, number: 1, carriedFrom: "INPS-1" }]);
  });

  it("are not signed for the office without the agreement and the person's signature", () => {
    for (const data of [newPact(1), DRAFT, AGREED]) assert.throws(() => after(data, "sign-office"));
  });

  it("never change what both have signed, and are plain JSON, whatever the acts", () => {
    const acts = Object.keys(INPUTS).filter(
      (act) => act !== "sign-office" && act !== "carry-over",
    ) as PactAct[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 12 }), (done) => {
        const data = done.reduce((each, act) => after(each, act), SIGNED);
        assert.deepEqual(data.versions, SIGNED.versions);
        assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
      }),
    );
  });
});
