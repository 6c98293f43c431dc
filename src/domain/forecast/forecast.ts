// The forecast of the Region: many futures of each office, read by their tenths; the Region's are the sums of its offices', future by future.

import { toIsoDate } from "../calendar/days.ts";
import { beta, chanceOf, gamma, seedOf } from "./chance.ts";
import type { Chance } from "./chance.ts";
import { peopleOf, simulate } from "./simulate.ts";
import type { Drawn, Future } from "./simulate.ts";
import type { Band, DateBand, Forecast, ForecastInput, Foreseen, OfficeInput } from "./types.ts";

/** What one future of an office, or of the Region, comes to. */
interface Told {
  readonly convened: Int32Array;
  readonly seen: Int32Array;
  readonly signed: Int32Array;
  readonly breaches: Int32Array;
  readonly last: readonly [number, number, number];
  readonly overdue: number;
  readonly lost: number;
  readonly shortage: number;
}

const MOST_RUNS = 2_000;

/** The same input gives the same forecast, number by number. Throws a RangeError for a number of futures that is none. */
export function forecast(input: ForecastInput): Forecast {
  const { runs } = input.assumptions;
  if (!Number.isInteger(runs) || runs < 1 || runs > MOST_RUNS) throw new RangeError(`${runs} futures`);
  const shared = Array.from({ length: runs }, (_, run) => sharedOf(input, chanceOf(seedOf(input.seed, "region", run))));
  const sums: Told[][] = [];
  const offices = input.offices.map((office) => {
    const { told, shows } = futuresOf(input, office, shared);
    sums.push(told);
    const sorted = Float64Array.from(shows).toSorted();
    return { officeId: office.officeId, showUp: bandOf(sorted), ...summed(input, [office], [told]) };
  });
  return { region: summed(input, input.offices, sums), offices };
}

/** What all offices have in common in one future. */
function sharedOf({ assumptions: a, offices }: ForecastInput, chance: Chance): Omit<Drawn, "inflow"> {
  let came = 0;
  let missed = 0;
  for (const { evidence } of offices) {
    came += evidence.came;
    missed += evidence.missed;
  }
  // Offices differ: thousands of outcomes of the Region do not tell an office's own share to the last digit.
  const weight = Math.min(1, 400 / Math.max(1, came + missed));
  const showUp = beta(chance, a.showUp * a.regionWeight + came * weight, (1 - a.showUp) * a.regionWeight + missed * weight);
  const signs = a.signsAtFirst * a.pathWeight;
  const leaves = a.leavesAtFirst * a.pathWeight;
  const rest = Math.max(0.5, (1 - a.signsAtFirst - a.leavesAtFirst) * a.pathWeight);
  const [x, y, z] = [gamma(chance, signs), gamma(chance, leaves), gamma(chance, rest)];
  return { showUp, signsAtFirst: x / (x + y + z), leavesAtFirst: y / (x + y + z) };
}

function futuresOf(input: ForecastInput, office: OfficeInput, shared: readonly Omit<Drawn, "inflow">[]): { told: Told[]; shows: number[] } {
  const { assumptions: a, today, seed } = input;
  const { came, missed } = office.evidence;
  const rate = inflowRate(office.evidence.inflow);
  const shows: number[] = [];
  const told = shared.map((common, run) => {
    const chance = chanceOf(seedOf(seed, office.officeId, run));
    const p = Math.min(0.999, Math.max(0.01, common.showUp));
    const own = beta(chance, p * a.officeWeight + came, (1 - p) * a.officeWeight + missed);
    const showUp = Math.min(0.99, Math.max(0.05, 1 - (1 - own) * a.missFactor + a.showUpPoints / 100));
    shows.push(showUp);
    const drawn = { ...common, showUp, inflow: rate.shape === 0 ? 0 : gamma(chance, rate.shape) / rate.weeks };
    return toldOf(input, office, drawn, simulate(office, today, a, drawn, chance));
  });
  return { told, shows };
}

/**
 * Newcomers of a week, as a Gamma: shape / weeks is the mean. A first list that brings everybody at once says nothing of the weeks to come:
 * a week of more than five times the usual one (and of more than ten people) is left out.
 */
export function inflowRate(weeks: readonly number[]): { readonly shape: number; readonly weeks: number } {
  const sorted = [...weeks].sort((x, y) => x - y);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const usual = weeks.filter((count) => count <= Math.max(10, 5 * median));
  const sum = usual.reduce((total, count) => total + count, 0);
  return sum === 0 ? { shape: 0, weeks: 1 } : { shape: sum + 0.5, weeks: usual.length };
}

function toldOf(input: ForecastInput, office: OfficeInput, drawn: Drawn, future: Future): Told {
  const { last, convened, seen, signed, breaches, overdue, lost } = future;
  return { convened, seen, signed, breaches, last: [last.convened, last.seen, last.signed], overdue, lost, shortage: shortageOf(input, office, drawn) };
}

/** Open days, and seats not taken, from the first that can be given to the target. */
function seatsToTarget({ today, target, assumptions }: ForecastInput, office: OfficeInput): { readonly seats: number; readonly days: number } {
  const taken = new Map<number, number>();
  for (const { day, count } of [...office.booked, ...office.second]) taken.set(day, (taken.get(day) ?? 0) + count);
  let seats = 0;
  let days = 0;
  for (let day = assumptions.noticeDays; day <= target - today && day < office.seats.length; day += 1) {
    const all = office.seats[day]!;
    if (all === 0) continue;
    days += 1;
    seats += Math.max(0, all - (taken.get(day) ?? 0));
  }
  return { seats, days };
}

/** Seats more on every open day so that all who wait are met by the target: those that the calls of this future take, less those there are. */
function shortageOf(input: ForecastInput, office: OfficeInput, { showUp, signsAtFirst, leavesAtFirst }: Drawn): number {
  const { seats, days } = seatsToTarget(input, office);
  const calls = (1 - (1 - showUp) ** input.assumptions.attempts) / showUp;
  const waiting = office.stock.reduce((sum, { count }) => sum + count, 0) + office.recall;
  const booked = office.booked.reduce((sum, { count }) => sum + count, 0);
  const met = (waiting + booked) * showUp * calls;
  const comeBack = (office.waiting + met * Math.max(0, 1 - signsAtFirst - leavesAtFirst)) / showUp;
  const lack = waiting * calls + booked * (calls - 1) + comeBack - seats;
  if (lack <= 0) return 0;
  return Math.ceil(lack / Math.max(1, days));
}

/** The futures of these offices added up, one by one, and read by their tenths. */
function summed(input: ForecastInput, offices: readonly OfficeInput[], told: readonly (readonly Told[])[]): Foreseen {
  const { today, target, assumptions } = input;
  const { runs } = assumptions;
  const offset = (((today + 3) % 7) + 7) % 7;
  const done = { convened: 0, seen: 0, signed: 0 };
  for (const { history } of offices)
    for (const week of history) for (const key of ["convened", "seen", "signed"] as const) done[key] += week[key];
  const lastDay = (at: 0 | 1 | 2): DateBand => dateBand(Array.from({ length: runs }, (_, run) => latest(told.map((futures) => futures[run]!.last[at]))), today);
  const dates = { lastConvened: lastDay(0), lastSeen: lastDay(1), lastSigned: lastDay(2) };
  const weeks = shownWeeks(dates, today, target, offset);
  const running = { convened: new Float64Array(runs).fill(done.convened), seen: new Float64Array(runs).fill(done.seen), signed: new Float64Array(runs).fill(done.signed) };
  const targetWeek = Math.floor((target - today + offset) / 7);
  let seenByTarget: Band = bandOf(running.seen);
  const rows = Array.from({ length: weeks }, (_, week) => {
    const breaches = new Float64Array(runs);
    for (const futures of told)
      for (let run = 0; run < runs; run += 1) {
        const one = futures[run]!;
        for (const key of ["convened", "seen", "signed"] as const) running[key][run]! += one[key][week] ?? 0;
        breaches[run]! += one.breaches[week] ?? 0;
      }
    const row = { sunday: today - offset + week * 7 + 6, convened: sortedBand(running.convened), seen: sortedBand(running.seen), signed: sortedBand(running.signed), breaches: sortedBand(breaches) };
    if (week <= targetWeek) seenByTarget = row.seen;
    return row;
  });
  const total = (read: (one: Told) => number): Band =>
    sortedBand(Float64Array.from({ length: runs }, (_, run) => told.reduce((sum, futures) => sum + read(futures[run]!), 0)));
  return {
    people: offices.reduce((sum, office) => sum + peopleOf(office), 0),
    ...dates,
    seenByTarget,
    weeks: rows,
    overdue: told.reduce((sum, futures) => sum + (futures[0]?.overdue ?? 0), 0),
    shortage: total((one) => one.shortage),
    openDays: Math.max(0, ...offices.map((office) => seatsToTarget(input, office).days)),
    lost: total((one) => one.lost),
  };
}

const MOST_WEEKS = 60;

/** Until the last signature in nine futures of ten, and the target, and a quarter of a year. */
function shownWeeks({ lastSigned }: { readonly lastSigned: DateBand }, today: number, target: number, offset: number): number {
  const end = lastSigned[2] ?? today + MOST_WEEKS * 7;
  return Math.min(MOST_WEEKS, Math.max(13, Math.ceil((Math.max(end, target) - today + offset + 1) / 7)));
}

/** Beyond the horizon beats every day; -1 (nobody) only where nobody is left anywhere. */
function latest(days: readonly number[]): number {
  return days.includes(-2) ? Infinity : Math.max(-1, ...days);
}

function dateBand(days: readonly number[], today: number): DateBand {
  const sorted = Float64Array.from(days).toSorted();
  const at = (part: number): number | null => {
    const day = quantile(sorted, part);
    // Nobody was left: done already.
    return Number.isFinite(day) ? today + Math.max(0, day) : null;
  };
  return [at(0.1), at(0.5), at(0.9)];
}

const quantile = (sorted: Float64Array, part: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))]!;
const bandOf = (sorted: Float64Array): Band => [quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9)];
const sortedBand = (values: Float64Array): Band => bandOf(values.toSorted());

/** A day of a band as it is written; null beyond the horizon. */
export const isoOf = (day: number | null): string | null => (day === null ? null : toIsoDate(day));
