// Chance with a seed: the same seed gives the same futures, on every machine.

export interface Chance {
  /** In [0, 1). */
  uniform(): number;
  normal(): number;
}

/** A 32-bit number from words, well mixed (FNV-1a, then an avalanche). */
export function seedOf(...words: readonly (string | number)[]): number {
  let h = 0x811c9dc5;
  for (const letter of words.join("/")) h = Math.imul(h ^ letter.codePointAt(0)!, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A small counter-based generator: 2³² steps, enough for one future of one office. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  let spare: number | null = null;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal };
}

const MANY = 60;
const ENOUGH = 5;

/** How many of `n` do what each does with probability `p`: by one draw along the exact distribution, by the normal curve where it is wide. */
export function binomial(chance: Chance, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(chance, n, 1 - p);
  if (n * p > ENOUGH) return clamp(Math.round(n * p + Math.sqrt(n * p * (1 - p)) * chance.normal()), 0, n);
  const odds = p / (1 - p);
  let rest = chance.uniform();
  let step = (1 - p) ** n;
  for (let count = 0; count < n; count += 1) {
    if (rest < step) return count;
    rest -= step;
    step *= ((n - count) / (count + 1)) * odds;
  }
  return n;
}

export function poisson(chance: Chance, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.normal()));
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = chance.uniform(); product > floor; product *= chance.uniform()) count += 1;
  return count;
}

/** Marsaglia and Tsang's way; a shape under one by the boost of the next. */
export function gamma(chance: Chance, shape: number): number {
  if (shape < 1) return gamma(chance, shape + 1) * Math.max(chance.uniform(), Number.MIN_VALUE) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = chance.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function beta(chance: Chance, a: number, b: number): number {
  const x = gamma(chance, a);
  return x / (x + gamma(chance, b));
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** As many as expected, the fraction by one draw: for those whose own luck nobody asks about. */
export function about(chance: Chance, n: number, p: number): number {
  return Math.floor(n * p + chance.uniform());
}
