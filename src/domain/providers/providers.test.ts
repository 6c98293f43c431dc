// Which provider carries what, when one is ill or slow, and what a sender may look like.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { binOf, binsWithin, DELAY_BINS, delayAt, errorShare, illnessOf, nextTrust, NO_COUNTS } from "./health.ts";
import { checkSender, oneSender } from "./senders.ts";
import { carrierOf, shareOut } from "./shares.ts";
import type { Carrier } from "./shares.ts";
import { PROVIDER_RULES, readThreshold, thresholdsOf, USUAL_THRESHOLDS } from "./thresholds.ts";

const carrier = (id: string, over: Partial<Carrier> = {}): Carrier => ({ id, state: "open", failures: 0, weight: 100, load: 100, senderBarred: false, ...over });
const ids = (carriers: readonly Carrier[]): string[] => shareOut(carriers).parts.map((part) => part.carrier.id);
const idAt = (place: number): string => `00000000-0000-7000-8000-0000${Math.floor(place * 2 ** 32).toString(16).padStart(8, "0")}`;

describe("who carries a message", () => {
  it("the sound ones, in one order; all that may when none is sound; nobody without a weight or a sender", () => {
    assert.deepEqual(ids([carrier("b"), carrier("a"), carrier("c", { failures: 1 })]), ["a", "b"]);
    assert.deepEqual(ids([carrier("a", { state: "paused" }), carrier("b", { state: "held" })]), ["a", "b"]);
    assert.deepEqual(ids([carrier("a", { weight: 0 }), carrier("b", { senderBarred: true })]), []);
    assert.equal(carrierOf(shareOut([]), idAt(0)), undefined);
  });

  it("each has the stretch of its weight and load", () => {
    const shares = shareOut([carrier("a", { weight: 300 }), carrier("b", { load: 50, weight: 200 })]);
    const share = Array.from({ length: 1_000 }, (_, n) => carrierOf(shares, idAt(n / 1_000))?.id).filter((id) => id === "a").length;
    assert.equal(share, 750);
    assert.equal(carrierOf(shares, idAt(0.999_999))?.id, "b");
  });
});

describe("the health of a provider", () => {
  it("errors count from their least number on; being too fast is none; refusals have a threshold of their own", () => {
    const usual = USUAL_THRESHOLDS;
    assert.equal(illnessOf({ ...NO_COUNTS, unanswered: 19 }, usual), null);
    assert.deepEqual(illnessOf({ ...NO_COUNTS, accepted: 10, unreachable: 10 }, usual), { kind: "errors", percent: 50, of: 20 });
    assert.equal(illnessOf({ ...NO_COUNTS, accepted: 11, unreachable: 9, throttled: 900 }, usual), null);
    assert.equal(illnessOf({ ...NO_COUNTS, accepted: 30, refused: 70 }, usual), null);
    assert.deepEqual(illnessOf({ ...NO_COUNTS, accepted: 20, refused: 80 }, usual), { kind: "refusals", percent: 80, of: 100 });
    assert.equal(errorShare(NO_COUNTS), null);
  });

  it("trust is halved while receipts are late, never below a tenth, and comes back step by step", () => {
    let trust = { load: 100, isSlow: false };
    const loads = [0.4, 0.4, 0.4, 0.4, 0.4, 0.2, 0.05, 0.2, null].map((late) => (trust = nextTrust(trust, late, USUAL_THRESHOLDS)).load);
    assert.deepEqual(loads, [50, 25, 12, 10, 10, 10, 20, 30, 40]);
  });

  it("lengths of time are counted in bins, and read back within theirs", () => {
    assert.deepEqual([0, 1, 1.01, 299, 300, 301, 90_000].map(binOf), [0, 0, 1, 14, 14, 15, DELAY_BINS.length]);
    assert.equal(binsWithin(300), 15);
    assert.equal(binsWithin(299), 14, "a bin that the limit cuts is late");
    assert.equal(delayAt(0.5, new Map()), null);
    assert.equal(delayAt(0.5, new Map([[0, 100]])), 0.5);
    assert.equal(delayAt(0.95, new Map([[0, 90], [3, 10]])), 4);
    assert.equal(delayAt(1, new Map([[DELAY_BINS.length, 1]])), 86_400);
  });
});

describe("thresholds", () => {
  it("are read within their limits; what cannot be meant is the usual one", () => {
    assert.equal(readThreshold("drainAfterSeconds", "0"), null);
    assert.equal(readThreshold("drainAfterSeconds", "7"), 7);
    assert.deepEqual(thresholdsOf({ errorPercent: "x" }), USUAL_THRESHOLDS);
    assert.equal(thresholdsOf({ errorPercent: 60 }).errorPercent, 60);
    for (const rule of Object.values(PROVIDER_RULES)) assert.ok(rule.usual >= rule.least && rule.usual <= rule.most && rule.why.endsWith("."), rule.title);
  });

  it("never contradict one another", () => {
    const chosen = thresholdsOf({ slowPercent: 5, inTimePercent: 50, slowAfterSeconds: 3_600, slowWindowSeconds: 60 });
    assert.equal(chosen.inTimePercent, 4);
    assert.equal(chosen.slowWindowSeconds, 7_200);
  });
});

describe("senders", () => {
  const code = (channel: "sms" | "email", sender: string): string => {
    const judged = checkSender(channel, sender);
    return judged.ok ? "ok" : judged.refusal.code;
  };

  it("a telephone shows a name of at most 11 characters or a number; a mailbox an address", () => {
    for (const good of ["CPICampania", "CPI Napoli", "+390810000000", "43033"]) assert.equal(code("sms", good), "ok", good);
    const bad = { CPICampaniaNapoli: "MITTENTE_LUNGHEZZA", "12345678901": "MITTENTE_NUMERO", "+39 081": "MITTENTE_NUMERO", "CPI-Napoli": "MITTENTE_CARATTERI", "1A2": "MITTENTE_CIFRE" };
    for (const [sender, wanted] of Object.entries(bad)) assert.equal(code("sms", sender), wanted, sender);
    assert.deepEqual([code("email", "a@b.example"), code("email", "CPICampania")], ["ok", "MITTENTE_INDIRIZZO"]);
  });

  it("all that share a channel show the same one; one without a weight may differ", () => {
    const gateway = (id: string, sender: string, weight: number) => ({ id, channel: "sms", sender, weight, settings: {} });
    assert.ok(oneSender([gateway("a", "Uno", 1), gateway("b", "Due", 0), gateway("c", "Uno", 5)]).ok);
    const judged = oneSender([gateway("a", "Uno", 1), gateway("b", "Due", 1)]);
    assert.equal(judged.ok ? "" : judged.refusal.code, "MITTENTI_DIVERSI");
  });
});
