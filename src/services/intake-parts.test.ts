// Taking a chunk apart: what is tied stays together and in order, nothing is lost, the parts are about as long as each other.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { takeApart } from "./intake-parts.ts";
import type { Ties } from "./intake-parts.ts";

const ties = (taxCode: string, protocol: string, previousProtocol: string | null = null): Ties => ({ taxCode, measure: "RDC", protocol, previousProtocol });

describe("taking a chunk apart", () => {
  it("keeps together one household, one person in two benefits, and a renewal with the benefit before it", () => {
    const household = [ties("A", "1"), ties("B", "1")];
    const twice = [ties("C", "2"), ties("C", "3")];
    const renewal = [ties("D", "5", "4"), ties("E", "4")];
    const chain = [ties("F", "6"), ties("G", "7"), ties("F", "7")];
    for (const tied of [household, twice, renewal, chain]) {
      const parts = takeApart([...tied, ties("Z", "99"), ties("Y", "98"), ties("X", "97")], 2);
      assert.equal(parts.length, 2);
      assert.ok(parts.some((part) => tied.every((one) => part.includes(one))), JSON.stringify(parts));
    }
  });

  it("one protocol in two measures are two benefits", () => {
    assert.equal(takeApart([ties("A", "1"), { ...ties("B", "1"), measure: "ADI" }], 2).length, 2);
  });

  it("holds for any chunk", () => {
    const few = fc.integer({ min: 0, max: 12 }).map(String);
    const notice = fc.record({ taxCode: few, measure: fc.constantFrom("RDC", "ADI"), protocol: few, previousProtocol: fc.option(few) });
    fc.assert(
      fc.property(fc.array(notice, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (notices, count) => {
        const parts = takeApart(notices, count);
        const places = new Map(notices.map((one, at) => [one, at]));
        assert.deepEqual(new Set(parts.flat()), new Set(notices));
        assert.equal(parts.flat().length, notices.length);
        for (const part of parts) {
          const order = part.map((one) => places.get(one)!);
          assert.deepEqual(order, order.toSorted((a, b) => a - b));
        }
        const persons = parts.map((part) => new Set(part.map((one) => one.taxCode)));
        const benefits = parts.map((part) => new Set(part.flatMap((one) => [one.protocol, one.previousProtocol].filter((p) => p !== null).map((p) => `${one.measure}/${p}`))));
        for (const sets of [persons, benefits]) {
          assert.equal(sets.reduce((sum, set) => sum + set.size, 0), new Set(sets.flatMap((set) => [...set])).size);
        }
      }),
    );
  });

  it("makes parts of about the same length where little is tied", () => {
    const notices = Array.from({ length: 1_000 }, (_, at) => ties(`P${at}`, `B${Math.floor(at / 3)}`));
    const [first, second] = takeApart(notices, 2);
    assert.ok(Math.abs(first!.length - second!.length) <= 3);
  });
});
