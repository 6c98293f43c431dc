// The column «in sospeso»: the nearest first, each with its norm; facts and terms that bind nobody stay out.

import assert from "node:assert/strict";
import { it } from "node:test";
import { pendingItems } from "./item.ts";
import { kindsIn, maskOf, PENDING } from "./pending.ts";
import type { PendingKind } from "./pending.ts";

const TERMS = [
  { term: "T2", dueOn: "2019-10-02", law: "norma del termine" },
  { term: "T1", dueOn: "2019-09-30", law: null },
];

it("what has the nearest day comes first, what has none last; the norm of the term before that of the kind", () => {
  const items = pendingItems(maskOf(["bound", "to-convene", "did-missing", "document"]), TERMS, "RDC");
  assert.deepEqual(items.map((one) => [one.kind, one.dueOn]), [["did-missing", "2019-09-30"], ["to-convene", "2019-10-02"], ["document", null]]);
  assert.equal(items[1]!.law, "norma del termine");
  assert.match(items[0]!.law ?? "", /DL 4\/2019/);
});

it("the law is that of the measure", () => {
  const [item] = pendingItems(maskOf(["bound", "to-convene"]), [], "ADI");
  assert.match(item!.law ?? "", /DL 48\/2023/);
});

it("the terms of a notice do not run for who is not bound, exempt or elsewhere; facts alone are no work", () => {
  for (const kinds of [["exempt", "bound"], ["gone", "bound"], ["did-given"], []] as PendingKind[][]) assert.deepEqual(pendingItems(maskOf(kinds), TERMS, "RDC"), []);
});

it("a term that belongs to no kind stands by itself", () => {
  const [item] = pendingItems(maskOf(["bound", "pact-in-force"]), [{ term: "patto/report-pact", dueOn: "2019-11-01", law: null }], "RDC");
  assert.deepEqual([item!.kind, item!.term], [null, "patto/report-pact"]);
});

it("no bit is given twice, and a mask gives its kinds back", () => {
  const bits = Object.values(PENDING).map(({ bit }) => bit);
  assert.equal(new Set(bits).size, bits.length);
  const kinds: PendingKind[] = ["to-convene", "waiting", "document", "superseded"];
  assert.deepEqual(kindsIn(maskOf(kinds)), kinds);
});
