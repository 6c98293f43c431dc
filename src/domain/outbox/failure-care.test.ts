// The acts for each cause, and what stands against them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FAILURE_CAUSES } from "../messages/receipts.ts";
import { careFor, careObstacle } from "./failure-care.ts";
import type { CareFacts } from "./failure-care.ts";
import { failureText } from "./texts.ts";

const OPEN: CareFacts = {
  isOpen: true, act: "again", failure: "not-reachable-in-time", isOfSummons: true, stillTrue: true, restricted: false, toldOtherwise: false, partArrived: false, contacts: 1,
};

describe("care of failures", () => {
  it("a contact that does not exist is never tried again", () => {
    for (const cause of ["number-not-existing", "mailbox-not-existing", "domain-not-existing", "mailbox-disabled"] as const) {
      assert.equal(careFor(cause)[0], "contact-dropped");
      assert.equal(careObstacle({ ...OPEN, failure: cause }), "not-for-cause");
    }
  });

  it("every cause of a gateway has an act and a sentence; an unknown one has the telephone", () => {
    for (const cause of FAILURE_CAUSES) {
      assert.ok(careFor(cause).includes("phone"), cause);
      assert.notEqual(failureText(cause).name, cause);
    }
    assert.deepEqual(careFor("constructor"), ["phone"]);
    assert.equal(failureText("toString").name, "toString");
  });

  it("nobody is written to twice when the first may have arrived", () => {
    assert.equal(careObstacle(OPEN), null);
    assert.equal(careObstacle({ ...OPEN, toldOtherwise: true }), "told-otherwise");
    assert.equal(careObstacle({ ...OPEN, partArrived: true }), "part-arrived");
    assert.equal(careObstacle({ ...OPEN, stillTrue: false }), "no-longer-true");
    assert.equal(careObstacle({ ...OPEN, isOpen: false }), "taken-care");
    assert.equal(careObstacle({ ...OPEN, restricted: true }), "restricted");
    assert.equal(careObstacle({ ...OPEN, contacts: 0 }), "no-contact");
    assert.equal(careObstacle({ ...OPEN, isOfSummons: false }), "not-a-summons");
  });

  it("a dead contact is given up even where nothing is to be written, and the telephone is always there", () => {
    const dead: CareFacts = { ...OPEN, act: "contact-dropped", failure: "number-not-existing", toldOtherwise: true, contacts: 0 };
    assert.equal(careObstacle(dead), null);
    assert.equal(careObstacle({ ...dead, act: "phone", stillTrue: false }), null);
    assert.equal(careObstacle({ ...dead, isOpen: false }), "taken-care");
  });
});
