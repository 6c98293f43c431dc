// Requests about one's own data: their terms.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CITATIONS } from "../law/citation.ts";
import { dueOn, extendedDue, REQUEST_LAW, urgencyOf } from "./rules.ts";
import { REQUEST_KINDS } from "./types.ts";

const code = (outcome: { ok: boolean; value?: string; refusal?: { code: string } }): string =>
  outcome.ok ? outcome.value! : outcome.refusal!.code;

describe("the term of a request", () => {
  it("is thirty days from the day it came", () => {
    assert.equal(code(dueOn("2019-09-02", "2019-09-02")), "2019-10-02");
    assert.equal(code(dueOn("2019-08-20", "2019-09-02")), "2019-09-19");
    for (const day of ["2019-09-03", "2018-09-01", "2019-02-30", "ieri", ""])
      assert.equal(code(dueOn(day, "2019-09-02")), "DATA_RICHIESTA", day);
  });

  it("is extended once, by sixty days, before it is over", () => {
    const request = { dueOn: "2019-10-02", extendedBecause: null };
    assert.equal(code(extendedDue(request, "2019-10-02")), "2019-12-01");
    assert.equal(code(extendedDue(request, "2019-10-03")), "PROROGA_TARDIVA");
    assert.equal(
      code(extendedDue({ ...request, extendedBecause: "atti di più sedi" }, "2019-09-20")),
      "GIA_PROROGATA",
    );
  });

  it("shows how near it is", () => {
    const open = { state: "open", dueOn: "2019-10-02" };
    assert.equal(urgencyOf(open, "2019-09-24"), "in-time");
    assert.equal(urgencyOf(open, "2019-09-25"), "soon");
    assert.equal(urgencyOf(open, "2019-10-02"), "soon");
    assert.equal(urgencyOf(open, "2019-10-03"), "late");
    assert.equal(urgencyOf({ ...open, state: "refused" }, "2019-12-01"), "done");
  });

  it("stands on a norm, for every kind", () => {
    for (const kind of REQUEST_KINDS) assert.match(CITATIONS[REQUEST_LAW[kind]].id, /^GDPR\.art\d+/);
  });
});
