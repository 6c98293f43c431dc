// Ranks: first differing key decides, then identity; the order of the list never.

import assert from "node:assert/strict";
import { it } from "node:test";
import { rankByPriority } from "./priority.ts";

it("ranks by key, then by identity", () => {
  const list = [
    { keys: [-3, 40], id: "c" },
    { keys: [-8, 50], id: "b" },
    { keys: [-3, 25], id: "d" },
    { keys: [-3, 40], id: "a" },
    { keys: [-3], id: "e" },
  ];
  assert.deepEqual([...rankByPriority(list)], [4, 0, 2, 3, 1]);
  assert.deepEqual([...rankByPriority(list.toReversed())], [1, 3, 2, 0, 4]);
});
