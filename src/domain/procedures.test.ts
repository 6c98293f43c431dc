// Every procedure of the register is sound, and is told from the others by its name and its codes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemsOf } from "./procedure/check.ts";
import { PROCEDURES } from "./procedures.ts";

describe("the register of procedures", () => {
  for (const procedure of PROCEDURES)
    it(`${procedure.name} is sound`, () => assert.deepEqual(problemsOf(procedure), []));

  it("gives each a name of its own, fit for a code and for the address of a page", () => {
    const names = PROCEDURES.map((procedure) => procedure.name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z]+(-[a-z]+)*$/);
  });
});
