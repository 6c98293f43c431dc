// The arrows go to the seat that lies that way, straight before aside.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestInDirection } from "./arrows.ts";

const at = (left: number, top: number) => ({ name: `${left},${top}`, getBoundingClientRect: () => ({ left, top, width: 10, height: 10 }) });

test("the next seat in each direction; none where there is none; other keys go nowhere", () => {
  const grid = [at(0, 0), at(100, 0), at(200, 0), at(0, 50), at(200, 50), at(100, 100)];
  const from = (left: number, top: number) => grid.find((one) => one.name === `${left},${top}`)!;
  const name = (key: string, left: number, top: number): string | null => nearestInDirection(key, from(left, top), grid)?.name ?? null;
  assert.equal(name("ArrowRight", 0, 0), "100,0");
  assert.equal(name("ArrowRight", 0, 50), "200,50", "over the taken seat between them");
  assert.equal(name("ArrowDown", 100, 0), "100,100", "straight ahead before what is nearer and aside");
  assert.equal(name("ArrowLeft", 0, 0), null);
  assert.equal(name("ArrowUp", 100, 100), "100,0");
  assert.equal(name("Enter", 0, 0), null);
});
