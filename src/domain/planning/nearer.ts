// Who is seen on a day at which branch: the least way in all, once the days are settled.

import { allocate } from "./allocate.ts";
import type { DayPlan } from "./boards.ts";
import type { Applicant } from "./types.ts";

/**
 * Shares the columns of each day anew among the people of that day so that their ways are shortest in all; nobody's day changes, and
 * who needs somebody who can do more keeps such a column. Exact for each day, and days do not depend on each other.
 */
export function seatNearer(applicants: readonly Applicant[], { seats, columnOf, order }: DayPlan): void {
  const { days, site } = seats.columns;
  if (site === undefined || site.every((one) => one === site[0])) return;
  const byColumn = Array.from(days, (): number[] => []);
  for (const person of order) byColumn[columnOf[person]!]?.push(person);
  for (let start = 0; start < days.length;) {
    let end = start + 1;
    while (end < days.length && days[end] === days[start]) end += 1;
    const people = byColumn.slice(start, end).flat();
    if (end - start > 1 && people.length > 0) shareDay(applicants, people, { start, end, columnOf, columns: seats.columns });
    start = end;
  }
}

interface Day {
  readonly start: number;
  readonly end: number;
  readonly columnOf: Int32Array;
  readonly columns: DayPlan["seats"]["columns"];
}

function shareDay(applicants: readonly Applicant[], people: readonly number[], { start, end, columnOf, columns }: Day): void {
  const groups = Map.groupBy(people, (person) => `${applicants[person]!.needs ?? 0} ${applicants[person]!.distances?.join() ?? ""}`);
  const width = end - start;
  const rows = [...groups.values()];
  const cost = Float64Array.from({ length: rows.length * width }, (_, at) => {
    const { needs = 0, distances } = applicants[rows[Math.floor(at / width)]![0]!]!;
    const column = start + (at % width);
    if ((needs & (columns.skills?.[column] ?? 0)) !== needs) return Number.POSITIVE_INFINITY;
    return distances?.[columns.site?.[column] ?? 0] ?? 0;
  });
  const { flow } = allocate({
    rows: rows.length,
    width,
    supply: Int32Array.from(rows, (row) => row.length),
    capacity: columns.capacity.slice(start, end),
    cost,
  });
  rows.forEach((row, index) => {
    let at = index * width;
    for (const person of row) {
      while (flow[at] === 0) at += 1;
      flow[at]! -= 1;
      columnOf[person] = start + (at % width);
    }
  });
}
