// One day's board against every arrangement of the day.

import assert from "node:assert/strict";
import { it } from "node:test";
import * as fc from "fast-check";
import { DayBoard } from "./day-board.ts";

/** Whether each household can have as many different hours as it has members: tries every way. */
function canSeat(
  room: readonly number[],
  households: readonly number[],
  blocked: readonly string[],
): boolean {
  const left = [...room];
  const taken = new Set(blocked);
  const go = (index: number): boolean => {
    if (index === households.length) return true;
    for (let hour = 0; hour < left.length; hour += 1) {
      const key = `${households[index]} ${hour}`;
      if (left[hour] === 0 || taken.has(key)) continue;
      left[hour]! -= 1;
      taken.add(key);
      if (go(index + 1)) return true;
      left[hour]! += 1;
      taken.delete(key);
    }
    return false;
  };
  return go(0);
}

const DAY = fc.record({
  room: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 4 }),
  households: fc.array(fc.nat({ max: 2 }), { maxLength: 7 }),
  blocked: fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 3 })), { maxLength: 3 }),
  leaves: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
});

it("takes one more exactly when some arrangement of the day has room, also after people have left", () => {
  fc.assert(
    fc.property(DAY, ({ room, households, blocked, leaves }) => {
      const board = new DayBoard(room, Int32Array.from(households));
      for (const [household, hour] of blocked) board.block(household, hour);
      const keys = blocked.map(([household, hour]) => `${household} ${hour}`);
      let seated: number[] = [];
      households.forEach((household, person) => {
        const isPossible = canSeat(room, [...seated.map((one) => households[one]!), household], keys);
        assert.equal(board.addTied(person), isPossible);
        if (!isPossible) return;
        seated.push(person);
        if (!leaves[person]) return;
        board.removeTied(person);
        seated = seated.filter((one) => one !== person);
      });
      assert.equal(board.persons, seated.length);
      checkHours(board, room, households, keys, seated);
    }),
    { numRuns: 2000 },
  );
});

function checkHours(
  board: DayBoard,
  room: readonly number[],
  households: readonly number[],
  blocked: readonly string[],
  seated: readonly number[],
): void {
  const taken = new Set(blocked);
  const found: number[] = [];
  for (const { hour, people } of board.tied()) {
    assert.ok(people.length <= room[hour]!);
    for (const person of people) {
      const key = `${households[person]} ${hour}`;
      assert.ok(!taken.has(key), "a household once an hour");
      taken.add(key);
      found.push(person);
    }
  }
  assert.deepEqual(
    found.toSorted((a, b) => a - b),
    [...seated],
  );
}
