// Turns the reasons to be served first (months waiting, age, …) into one rank for the planner.

export interface Priority {
  /** Compared from the first on; smaller comes first (write "more first" as a negative number). */
  readonly keys: readonly number[];
  /** Stable identity that decides between equals, so that the order never depends on how a list was read. */
  readonly id: string;
}

/** Rank 0, 1, 2 … of each element, by position. Shorter key lists come before longer ones that begin alike. */
export function rankByPriority(priorities: readonly Priority[]): Int32Array {
  const positions = Int32Array.from(priorities, (_, position) => position);
  positions.sort((a, b) => comparePriority(priorities[a]!, priorities[b]!));
  const ranks = new Int32Array(priorities.length);
  positions.forEach((position, rank) => {
    ranks[position] = rank;
  });
  return ranks;
}

function comparePriority(a: Priority, b: Priority): number {
  const shared = Math.min(a.keys.length, b.keys.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = a.keys[index]! - b.keys[index]!;
    if (difference !== 0) return difference;
  }
  if (a.keys.length !== b.keys.length) return a.keys.length - b.keys.length;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
