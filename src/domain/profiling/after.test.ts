// What is stored of a profile, act by act; and that a decided one is never touched.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newProfile, profilingAfter } from "./after.ts";
import { ANSWERS, ASSESSMENT, INDEX, REQUEST } from "./profiling.test-data.ts";
import type { ProfilingData } from "./types.ts";

const BY_OPERATOR = { on: "2019-09-12", by: "o1" };
const BY_NODE = { on: "2019-09-12", by: "nodo" };
const ASK = { requestId: "r1", questionnaire: "quantitativa-2019", answers: ANSWERS };
const { requestId, value, method, computedOn } = INDEX;
const GOT = { requestId, value, method, computedOn };

function drafted(): ProfilingData {
  const asked = profilingAfter(newProfile(2), "request-index", ASK, BY_OPERATOR);
  const received = profilingAfter(asked, "record-index", GOT, BY_NODE);
  return profilingAfter(received, "draft", ASSESSMENT, BY_OPERATOR);
}

describe("the data of a profile", () => {
  it("keeps the request, the index with its version and dates, the assessment", () => {
    const { request, index, assessment, decided } = drafted();
    assert.deepEqual(
      { request, index, assessment, decided },
      { request: REQUEST, index: INDEX, assessment: ASSESSMENT, decided: null },
    );
  });

  it("is frozen whole at the decision, and stays so when it is made again", () => {
    const data = profilingAfter(drafted(), "decide", {}, { on: "2019-09-13", by: "o2" });
    assert.deepEqual(data.decided, {
      number: 2,
      request: REQUEST,
      index: INDEX,
      withoutIndexFor: null,
      assessment: ASSESSMENT,
      outcome: "pact",
      decidedOn: "2019-09-13",
      decidedBy: "o2",
    });
    const expired = profilingAfter(data, "expire", {}, BY_NODE);
    const redone = profilingAfter(expired, "redo", { reason: "nuovo titolo di studio" }, BY_OPERATOR);
    assert.equal(redone.decided, data.decided);
    assert.equal(redone.endedFor, "nuovo titolo di studio");
  });

  it("forgets the index of other answers, and why there was none once one came", () => {
    assert.equal(
      profilingAfter(drafted(), "request-index", { ...ASK, requestId: "r2" }, BY_OPERATOR).index,
      null,
    );
    const asked = profilingAfter(newProfile(1), "request-index", ASK, BY_OPERATOR);
    const without = profilingAfter(asked, "go-on-without-index", { reason: "servizio fermo" }, BY_OPERATOR);
    assert.equal(without.withoutIndexFor, "servizio fermo");
    assert.equal(profilingAfter(without, "record-index", GOT, BY_NODE).withoutIndexFor, null);
    assert.equal(profilingAfter(without, "request-index", ASK, BY_OPERATOR).withoutIndexFor, null);
    assert.equal(profilingAfter(without, "close", { reason: "esclusa" }, BY_NODE).endedFor, "esclusa");
  });

  it("stores nothing that an act does not know", () => {
    const more = { ...ASK, note: "altro" };
    assert.deepEqual(profilingAfter(newProfile(1), "request-index", more, BY_OPERATOR).request, REQUEST);
  });

  it("cannot be decided without an assessment", () => {
    assert.throws(() => profilingAfter(newProfile(1), "decide", {}, BY_OPERATOR), /without an assessment/);
  });
});
