// Learning who shows up: additive on the logit by factor, every level drawn towards the others as far as little was seen of it.

import { levelsOfCell } from "./factors.ts";
import { SHOW_UP_PRIOR } from "./prior.ts";
import type { ShowUpPrior } from "./prior.ts";
import { cholesky, inverseOf, solveWith } from "./symmetric.ts";
import { FACTORS } from "./types.ts";
import type { Factor, Level, ShowUpCell, ShowUpTable } from "./types.ts";

const MOST_ROUNDS = 60;
const STILL = 1e-6;
/** Beyond this the logit says nothing more, and its exponential too much. */
const FARTHEST = 12;
const MOST_DISPERSION = 0.5;
const HALVINGS = 40;
const TERMS = FACTORS.length + 1;

interface Design {
  readonly levels: Record<Factor, Record<string, Level>>;
  /** Position of the factor of each coefficient but the base. */
  readonly factorOf: readonly number[];
  /** Coefficients of each cell, `TERMS` in a row; the base is 0. */
  readonly terms: Int32Array;
  readonly came: Float64Array;
  readonly seen: Float64Array;
}

interface State {
  readonly effects: Float64Array;
  readonly covariance: Float64Array;
  readonly spread: Float64Array;
  readonly dispersion: number;
}

/**
 * Estimates the table from the outcomes. A cell is beta-binomial around logistic(base + effect of each factor's level); base and effects
 * are normal, the spread of each factor's effects is learned with them (empirical Bayes). Without outcomes it is the prior.
 *
 * Deterministic: the same cells, in whatever order, give the same table but for rounding. About 0.1 s for 20,000 cells.
 */
export function learnShowUp(cells: readonly ShowUpCell[], prior: ShowUpPrior = SHOW_UP_PRIOR): ShowUpTable {
  const design = designOf(cells);
  const count = design.factorOf.length + 1;
  let state: State = {
    effects: Float64Array.from({ length: count }, (_, index) => (index === 0 ? logit(prior.rate) : 0)),
    covariance: new Float64Array(count * count),
    spread: Float64Array.from(FACTORS, () => prior.spread),
    dispersion: 0,
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = oneRound(design, state, prior);
    const moved = next.effects.reduce((most, effect, index) => Math.max(most, Math.abs(effect - state.effects[index]!)), 0);
    state = next;
    if (moved < STILL) break;
  }
  return tableOf(design, state, prior);
}

export const logit = (p: number): number => Math.log(p / (1 - p));
export const logistic = (x: number): number => 1 / (1 + Math.exp(-Math.max(-FARTHEST, Math.min(FARTHEST, x))));

function designOf(cells: readonly ShowUpCell[]): Design {
  const levels = Object.fromEntries(FACTORS.map((factor) => [factor, {}])) as Record<Factor, Record<string, { at: number; came: number; missed: number }>>;
  const factorOf: number[] = [];
  const used = cells.filter(({ came, missed }) => came + missed > 0);
  const terms = new Int32Array(used.length * TERMS);
  for (const [index, cell] of used.entries()) {
    const named = levelsOfCell(cell);
    for (const [position, factor] of FACTORS.entries()) {
      const level = (levels[factor][named[factor]] ??= { at: factorOf.push(position), came: 0, missed: 0 });
      level.came += cell.came;
      level.missed += cell.missed;
      terms[index * TERMS + position + 1] = level.at;
    }
  }
  return { levels, factorOf, terms, came: Float64Array.from(used, ({ came }) => came), seen: Float64Array.from(used, ({ came, missed }) => came + missed) };
}

/** One step of Newton for the effects, then what they say of the spreads and of what is left over. */
function oneRound(design: Design, state: State, prior: ShowUpPrior): State {
  const count = state.effects.length;
  const { gradient, information } = slopeOf(design, state);
  const basePrecision = prior.people * prior.rate * (1 - prior.rate);
  for (let at = 0; at < count; at += 1) {
    const [mean, precision] = at === 0 ? [logit(prior.rate), basePrecision] : [0, state.spread[design.factorOf[at - 1]!]! ** -2];
    gradient[at]! -= precision * (state.effects[at]! - mean);
    information[at * count + at]! += precision;
  }
  const factor = cholesky(information, count);
  const step = solveWith(factor, gradient);
  // A step of more than 2 on the logit overshoots.
  const scale = Math.min(1, 2 / Math.max(...step.map(Math.abs), 1e-9));
  const effects = state.effects.map((effect, at) => effect + scale * step[at]!);
  const covariance = inverseOf(factor, count);
  return { effects, covariance, spread: spreadsOf(design, effects, covariance, prior), dispersion: dispersionOf(design, effects) };
}

function slopeOf({ terms, came, seen }: Design, { effects, dispersion }: State): { gradient: Float64Array; information: Float64Array } {
  const count = effects.length;
  const gradient = new Float64Array(count);
  const information = new Float64Array(count * count);
  for (let cell = 0; cell < seen.length; cell += 1) {
    const p = chanceOf(terms, effects, cell);
    const inflation = 1 + (seen[cell]! - 1) * dispersion;
    const pull = (came[cell]! - seen[cell]! * p) / inflation;
    const weight = (seen[cell]! * p * (1 - p)) / inflation;
    for (let one = 0; one < TERMS; one += 1) {
      const row = terms[cell * TERMS + one]!;
      gradient[row]! += pull;
      for (let other = 0; other < TERMS; other += 1) information[row * count + terms[cell * TERMS + other]!]! += weight;
    }
  }
  return { gradient, information };
}

function chanceOf(terms: Int32Array, effects: Float64Array, cell: number): number {
  let sum = 0;
  for (let one = 0; one < TERMS; one += 1) sum += effects[terms[cell * TERMS + one]!]!;
  return logistic(sum);
}

/** How far apart the levels lie: what their effects say, each with its own doubt, and the belief before. */
function spreadsOf({ factorOf }: Design, effects: Float64Array, covariance: Float64Array, prior: ShowUpPrior): Float64Array {
  const squares = FACTORS.map(() => prior.spreadLevels * prior.spread ** 2);
  const levels = FACTORS.map(() => prior.spreadLevels);
  for (const [index, factor] of factorOf.entries()) {
    const at = index + 1;
    squares[factor]! += effects[at]! ** 2 + covariance[at * effects.length + at]!;
    levels[factor]! += 1;
  }
  return Float64Array.from(squares, (square, factor) => Math.sqrt(square / levels[factor]!));
}

/** The intra-class correlation by which the squared errors are as many as they should be (Williams' moments); 0 where chance explains them. */
function dispersionOf({ terms, came, seen }: Design, effects: Float64Array): number {
  const many: { readonly n: number; readonly square: number }[] = [];
  for (let cell = 0; cell < seen.length; cell += 1) {
    const n = seen[cell]!;
    if (n < 2) continue;
    const p = chanceOf(terms, effects, cell);
    many.push({ n, square: (came[cell]! - n * p) ** 2 / (n * p * (1 - p)) });
  }
  const freedom = many.length - effects.length;
  if (freedom <= 0) return 0;
  const excess = (dispersion: number): number => many.reduce((sum, { n, square }) => sum + square / (1 + (n - 1) * dispersion), 0) - freedom;
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, MOST_DISPERSION];
  for (let half = 0; half < HALVINGS; half += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

function tableOf({ levels, came, seen }: Design, { effects, covariance, spread, dispersion }: State, prior: ShowUpPrior): ShowUpTable {
  const all = came.reduce((sum, one) => sum + one, 0);
  return {
    effects: [...effects],
    covariance: [...covariance],
    levels,
    spread: Object.fromEntries(FACTORS.map((factor, index) => [factor, spread[index]!])) as Record<Factor, number>,
    dispersion,
    z: prior.z,
    came: all,
    missed: seen.reduce((sum, one) => sum + one, 0) - all,
  };
}
