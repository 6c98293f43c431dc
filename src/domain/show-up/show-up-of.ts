// What the table says of a call: the chance that the person comes, with its interval, and how each factor moves it.

import { levelsOf } from "./factors.ts";
import { logistic } from "./learn.ts";
import { FACTORS } from "./types.ts";
import type { Factor, ShowUp, ShowUpKey, ShowUpTable } from "./types.ts";

/**
 * The chance that somebody called like this comes (0 to 1), with the ends of its interval. A level never seen is as uncertain as
 * levels of its factor are apart; a factor left out of the key is taken at its average.
 */
export function showUpOf(table: ShowUpTable, key: Partial<ShowUpKey>): ShowUp {
  const { sum, used, unseen } = termsOf(table, key);
  const count = table.effects.length;
  let variance = unseen;
  for (const row of used) for (const column of used) variance += table.covariance[row * count + column]!;
  const mean = logistic(sum);
  // Calls alike in everything that is told apart still differ: that too is not known of a call to come.
  const doubt = table.z * Math.sqrt(Math.max(0, variance) + table.dispersion / (mean * (1 - mean)));
  return { mean, low: logistic(sum - doubt), high: logistic(sum + doubt) };
}

/** One step of the explanation: this level of the factor moves the chance by so much, and was seen in so many calls. */
export interface Reason {
  readonly factor: Factor;
  readonly level: string;
  /** Chance after it, the ones before it having moved it already. */
  readonly after: number;
  readonly moves: number;
  readonly seen: number;
}

/** From the base to the chance of the call, factor by factor: the last `after` is the mean of `showUpOf`. */
export function reasonsOf(table: ShowUpTable, key: Partial<ShowUpKey>): { readonly base: number; readonly reasons: readonly Reason[] } {
  const named = levelsOf(key);
  let sum = table.effects[0]!;
  const base = logistic(sum);
  let before = base;
  const reasons = FACTORS.flatMap((factor): Reason[] => {
    const level = named[factor];
    if (level === undefined) return [];
    const known = table.levels[factor][level];
    sum += known === undefined ? 0 : table.effects[known.at]!;
    const after = logistic(sum);
    const reason = { factor, level, after, moves: after - before, seen: known === undefined ? 0 : known.came + known.missed };
    before = after;
    return [reason];
  });
  return { base, reasons };
}

function termsOf(table: ShowUpTable, key: Partial<ShowUpKey>): { sum: number; used: number[]; unseen: number } {
  const named = levelsOf(key);
  const used = [0];
  let sum = table.effects[0]!;
  let unseen = 0;
  for (const factor of FACTORS) {
    const level = named[factor];
    if (level === undefined) continue;
    const known = table.levels[factor][level];
    if (known === undefined) {
      unseen += table.spread[factor] ** 2;
      continue;
    }
    sum += table.effects[known.at]!;
    used.push(known.at);
  }
  return { sum, used, unseen };
}
