// The lot is fair and always the same; the interval is the one that the literature gives.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { armOf, difference, effectOf, LEAST_PER_ARM, wilson } from "./comparison.ts";

const close = (found: number, expected: number): void => assert.ok(Math.abs(found - expected) < 0.00006, `${found} instead of ${expected}`);
const household = (n: number): string => `0198a1b2-${String(n % 10_000).padStart(4, "0")}-7000-8000-${String(n).padStart(12, "0")}`;

describe("the lot", () => {
  it("is the same for a household however often it is drawn, and another with another seed", () => {
    let moved = 0;
    for (let n = 0; n < 1_000; n++) {
      assert.equal(armOf("seme-uno", household(n), 50), armOf("seme-uno", household(n), 50));
      if (armOf("seme-uno", household(n), 50) !== armOf("seme-due", household(n), 50)) moved += 1;
    }
    assert.ok(moved > 400 && moved < 600, String(moved));
  });

  it("gives each wording its share", () => {
    for (const share of [1, 10, 33, 50, 90, 99]) {
      let b = 0;
      for (let n = 0; n < 20_000; n++) if (armOf("seme-di-prova", household(n), share) === "B") b += 1;
      const expected = 200 * share;
      const deviation = Math.sqrt(20_000 * (share / 100) * (1 - share / 100));
      assert.ok(Math.abs(b - expected) < 4 * deviation, `${share}%: ${b} instead of ${expected}`);
    }
  });

  it("does not follow the order of the households", () => {
    let same = 0;
    for (let n = 0; n < 20_000; n++) if (armOf("seme", household(n), 50) === armOf("seme", household(n + 1), 50)) same += 1;
    assert.ok(same > 9_700 && same < 10_300, String(same));
  });
});

describe("the interval", () => {
  it("is Wilson's for one share", () => {
    const of81 = wilson(81, 263);
    close(of81.low, 0.2553);
    close(of81.high, 0.3662);
    assert.equal(wilson(0, 20).low, 0);
    close(wilson(0, 20).high, 0.1611);
  });

  it("is Newcombe's for a difference: the examples of his paper", () => {
    const cases: readonly (readonly [number, number, number, number, number, number])[] = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [6, 7, 2, 7, 0.0582, 0.8062],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [10, 10, 0, 10, 0.6075, 1],
    ];
    for (const [b, ofB, a, ofA, low, high] of cases) {
      const found = difference({ count: b, of: ofB }, { count: a, of: ofA });
      close(found.value, b / ofB - a / ofA);
      close(found.low, low);
      close(found.high, high);
    }
  });
});

describe("what is shown", () => {
  const counts = (a: readonly [number, number], b: readonly [number, number]) => [
    { arm: "A" as const, written: a[1], known: a[1], came: a[0], confirmed: a[0] },
    { arm: "B" as const, written: b[1], known: b[1], came: b[0], confirmed: b[0] },
  ];

  it("says more, fewer or unclear", () => {
    assert.equal(effectOf(counts([500, 1_000], [580, 1_000]), "came")?.verdict, "more");
    assert.equal(effectOf(counts([580, 1_000], [500, 1_000]), "came")?.verdict, "fewer");
    assert.equal(effectOf(counts([500, 1_000], [510, 1_000]), "confirmed")?.verdict, "unclear");
  });

  it("is nothing while few are counted, or a few could be made out", () => {
    assert.equal(effectOf([], "came"), null);
    assert.equal(effectOf(counts([15, LEAST_PER_ARM - 1], [500, 1_000]), "came"), null);
    assert.equal(effectOf(counts([4, 100], [50, 100]), "came"), null);
    assert.equal(effectOf(counts([50, 100], [96, 100]), "came"), null);
    assert.notEqual(effectOf(counts([15, LEAST_PER_ARM], [15, LEAST_PER_ARM]), "came"), null);
  });
});
