// Refusals counted by code: an attack shows as a number that grows, whatever it tries.

const counts = new Map<string, number>();

/** Codes are ours, so their number is small; a status stands for whatever has no code. */
export function countRefusal(code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

/** How often each was given since this process started. */
export function refusalCounts(): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
