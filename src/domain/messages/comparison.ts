// Two wordings compared: who gets which, by lot and always the same, and what the difference is worth.

export type Arm = "A" | "B";

/** Draws a household's wording: the same seed and household always give the same one, whoever asks and however often. `shareB` in hundredths. */
export function armOf(seed: string, householdId: string, shareB: number): Arm {
  return spread(`${seed}/${householdId}`) % 10_000 < shareB * 100 ? "B" : "A";
}

/** 32 bits from a text (FNV-1a, then mixed so that near texts fall far apart). Not for secrets: for drawing lots. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Half of 5% lies beyond it on each side of the normal curve. */
const Z95 = 1.959963984540054;

/** Wilson's score interval of a share, 95%. `of` > 0. */
export function wilson(count: number, of: number): Interval {
  const share = count / of;
  const z2 = Z95 * Z95;
  const middle = share + z2 / (2 * of);
  const half = Z95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  const whole = 1 + z2 / of;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}

export interface Difference extends Interval {
  /** Share of B less share of A. */
  readonly value: number;
}

/** Difference of two shares with its 95% interval (Newcombe 1998, method 10: hybrid score, no continuity correction). */
export function difference(b: { readonly count: number; readonly of: number }, a: { readonly count: number; readonly of: number }): Difference {
  const shareA = a.count / a.of;
  const shareB = b.count / b.of;
  const aroundA = wilson(a.count, a.of);
  const aroundB = wilson(b.count, b.of);
  const value = shareB - shareA;
  return {
    value,
    low: value - Math.hypot(shareB - aroundB.low, aroundA.high - shareA),
    high: value + Math.hypot(aroundB.high - shareB, shareA - aroundA.low),
  };
}

export interface ArmCounts {
  readonly arm: Arm;
  readonly written: number;
  /** Of those, with an outcome of their day. */
  readonly known: number;
  readonly came: number;
  readonly confirmed: number;
}

/** With fewer on one side nothing is shown: neither would it mean anything, nor should a single person be made out. */
export const LEAST_PER_ARM = 30;
/** No figure that counts so few people, or leaves out so few, is shown. */
const LEAST_IN_CELL = 5;

export interface Effect {
  readonly a: { readonly count: number; readonly of: number };
  readonly b: { readonly count: number; readonly of: number };
  readonly difference: Difference;
  /** "more": B surely above A; "fewer": surely below; "unclear": the interval holds nothing as well. */
  readonly verdict: "more" | "fewer" | "unclear";
}

const isHidden = (count: number, of: number): boolean => of < LEAST_PER_ARM || count < LEAST_IN_CELL || of - count < LEAST_IN_CELL;

/** What can be said of one outcome; null while too few are counted. */
export function effectOf(counts: readonly ArmCounts[], outcome: "came" | "confirmed"): Effect | null {
  const of = outcome === "came" ? "known" : "written";
  const [a, b] = (["A", "B"] as const).map((arm) => {
    const own = counts.find((each) => each.arm === arm);
    return { count: own?.[outcome] ?? 0, of: own?.[of] ?? 0 };
  });
  if (a === undefined || b === undefined || isHidden(a.count, a.of) || isHidden(b.count, b.of)) return null;
  const found = difference(b, a);
  return { a, b, difference: found, verdict: found.low > 0 ? "more" : found.high < 0 ? "fewer" : "unclear" };
}
