// Days as the lists write them.

import assert from "node:assert/strict";
import { it } from "node:test";
import { tinyDay } from "./format.ts";

it("a day of this year is written without the year, one of another year with it", () => {
  assert.equal(tinyDay("2019-10-14"), "14 ott");
  assert.equal(tinyDay("2019-12-31", "2019-10-14"), "31 dic");
  assert.equal(tinyDay("2020-01-02", "2019-10-14"), "2 gen 2020");
  assert.equal(tinyDay("2018-12-31", "2019-10-14"), "31 dic 2018");
});
