// What each attempt to tell a person proves, and whether it came in time.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { bestProof, layOut } from "./evidence.ts";

const FACT = "2019-10-08T08:00:00.000Z";
const sms = (outcome: "received" | "sent" | "failed", at = "2019-09-25T07:00:00.000Z") => ({ channel: "sms", outcome, at }) as const;

describe("the evidence laid out", () => {
  it("a receipt before the fact is enough for RdC; what only left, failed or came afterwards is not", () => {
    assert.deepEqual(layOut(RDC_2019, sms("received"), FACT), { strength: "delivered", valid: true, inTime: true, enough: true });
    assert.equal(layOut(RDC_2019, sms("sent"), FACT).enough, false);
    assert.equal(layOut(RDC_2019, sms("failed"), FACT).strength, "none");
    assert.deepEqual(layOut(RDC_2019, sms("received", FACT), FACT), { strength: "delivered", valid: true, inTime: false, enough: false });
  });

  it("for NASpI an SMS proves nothing, a registered letter does", () => {
    assert.equal(layOut(NASPI, sms("received"), FACT).enough, false);
    assert.equal(layOut(NASPI, { channel: "registered-letter", outcome: "received", at: "2019-09-25T07:00:00.000Z" }, FACT).enough, true);
  });

  it("the best is the strongest of what came in time", () => {
    const laidOut = [layOut(RDC_2019, sms("sent"), FACT), layOut(RDC_2019, sms("received", "2019-10-09T07:00:00.000Z"), FACT)];
    assert.equal(bestProof(laidOut), "sent");
    assert.equal(bestProof([]), "none");
  });
});
