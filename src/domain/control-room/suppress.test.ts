// Suppression against whoever subtracts: on random tables with totals no small count is shown, and none follows from what is shown.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { suppress } from "./suppress.ts";
import type { Counts, Sum } from "./suppress.ts";

const THRESHOLD = 5;

/** Places by classes, with totals of both and one of all. */
function tableOf(rows: readonly (readonly number[])[]): Counts {
  const cells = new Map<string, number>();
  const sums: Sum[] = [];
  const width = rows[0]!.length;
  const columns = Array.from({ length: width }, (_, at) => at);
  for (const [at, row] of rows.entries()) {
    for (const [column, count] of row.entries()) cells.set(`${at}/${column}`, count);
    cells.set(`${at}/*`, row.reduce((sum, count) => sum + count, 0));
    sums.push({ total: `${at}/*`, parts: columns.map((column) => `${at}/${column}`) });
  }
  for (const column of [...columns, "*"]) {
    const parts = rows.map((_, at) => `${at}/${column}`);
    cells.set(`*/${column}`, parts.reduce((sum, part) => sum + cells.get(part)!, 0));
    sums.push({ total: `*/${column}`, parts });
  }
  sums.push({ total: "*/*", parts: columns.map((column) => `*/${column}`) });
  return { cells, sums };
}

/** Rank over the rationals, by fractions of whole numbers: another way than the one tested. */
function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map(BigInt));
  let found = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column += 1) {
    const at = left.findIndex((row, index) => index >= found && row[column] !== 0n);
    if (at === -1) continue;
    [left[found], left[at]] = [left[at]!, left[found]!];
    const lead = left[found]!;
    for (let below = found + 1; below < left.length; below += 1) {
      const row = left[below]!;
      const [a, b] = [lead[column]!, row[column]!];
      if (b !== 0n) left[below] = row.map((value, index) => value * a - lead[index]! * b);
    }
    found += 1;
  }
  return found;
}

function followsFromTheRest({ sums }: Counts, hidden: ReadonlySet<string>, name: string): boolean {
  const names = [...hidden];
  const rows = sums.map(({ total, parts }) => names.map((one) => (one === total ? -1 : parts.includes(one) ? 1 : 0)));
  const alone = names.map((one) => (one === name ? 1 : 0));
  return rank([...rows, alone]) === rank(rows);
}

const COUNT = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 5, max: 400 }));
const TABLE = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 4 }))
  .chain(([height, width]) => fc.array(fc.array(COUNT, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }));

test("no small count is shown, and none follows from what is shown", () => {
  fc.assert(
    fc.property(TABLE, (rows) => {
      const table = tableOf(rows);
      const { hidden } = suppress(table, THRESHOLD);
      for (const [name, count] of table.cells) {
        if (count === 0 || count >= THRESHOLD) continue;
        assert.ok(hidden.has(name), `${name} is small and shown`);
        const standsInASum = table.sums.some(({ total, parts }) => total === name || parts.includes(name));
        // Where everything else is nought there is nothing to hide behind: then the total itself is hidden with it.
        if (standsInASum) assert.ok(!followsFromTheRest(table, hidden, name), `${name} = ${count} can be worked out`);
      }
    }),
    { seed: 54, numRuns: Number(process.env["CONVOCA_SUPPRESS_LONG"] ?? 400) },
  );
});

test("nothing is hidden where nothing is small, and nought is shown", () => {
  assert.equal(suppress(tableOf([[0, 50], [7, 90]]), THRESHOLD).hidden.size, 0);
});

test("one small count takes others with it, the smallest first; the large ones stay", () => {
  const { hidden } = suppress(tableOf([[2, 50, 300], [40, 60, 200]]), THRESHOLD);
  assert.deepEqual([...hidden].toSorted(), ["0/0", "0/1", "1/0", "1/1"]);
});

test("two small counts that together stay under the threshold give themselves away: a third is hidden", () => {
  const { hidden } = suppress({ cells: new Map([["a", 1], ["b", 1], ["c", 70], ["d", 90], ["all", 162]]), sums: [{ total: "all", parts: ["a", "b", "c", "d"] }] }, THRESHOLD);
  assert.deepEqual([...hidden].toSorted(), ["a", "b", "c"]);
});
