// Distributions of counts: how many of several come, each with a chance of their own.

/** Distribution of the number who come: entry k is the chance of exactly k. By convolution, one person after the other. */
export function countOf(chances: readonly number[]): Float64Array {
  const count = new Float64Array(chances.length + 1);
  count[0] = 1;
  for (const [index, chance] of chances.entries()) {
    for (let k = index + 1; k > 0; k -= 1) count[k] = count[k]! * (1 - chance) + count[k - 1]! * chance;
    count[0] = count[0]! * (1 - chance);
  }
  return count;
}

/** Distributions of the count of so many alike, from none to `most`. */
export function countsOfAlike(most: number, chance: number): readonly Float64Array[] {
  return Array.from({ length: most + 1 }, (_, many) => countOf(Array.from({ length: many }, () => chance)));
}
