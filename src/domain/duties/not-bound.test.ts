// The age in a reason is that of the measure, not one written in a text.

import assert from "node:assert/strict";
import { it } from "node:test";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { NOT_BOUND_REASONS } from "../notices/types.ts";
import { notBoundText } from "./not-bound.ts";

it("says the age of the measure, and no age where it sets none", () => {
  assert.equal(notBoundText("age", RDC_2019), "Ha compiuto 65 anni");
  assert.equal(
    notBoundText("age", { ...RDC_2019, notBoundFromAge: { ...RDC_2019.notBoundFromAge, value: 60 } }),
    "Ha compiuto 60 anni",
  );
  assert.equal(notBoundText("minor", RDC_2019), "Non ha ancora compiuto 18 anni");
  const none = { ...NASPI, notBoundFromAge: { ...NASPI.notBoundFromAge, value: null } };
  assert.equal(notBoundText("age", none), NOT_BOUND_REASONS.age);
  assert.doesNotMatch(Object.values(NOT_BOUND_REASONS).join(" "), /\d\d anni/);
  assert.equal(notBoundText("pension", RDC_2019), NOT_BOUND_REASONS.pension);
  assert.equal(notBoundText("toString", RDC_2019), "toString");
});
