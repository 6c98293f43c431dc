// The promise about waiting against days lived one by one: rates learned from outcomes drawn at rates that are known, places in more chosen on them, and
// at least ten thousand days lived with the true rates, with the rates as learned, and with all of them at the unlucky end of their interval.

import { parseArgs } from "node:util";
import { extraSeats } from "../../src/domain/overbooking/extra-seats.ts";
import { liveSession } from "../../src/domain/overbooking/simulate.test-data.ts";
import { LONG_SHARE } from "../../src/domain/overbooking/policy.ts";
import type { OpenSlot, WaitingPromise } from "../../src/domain/overbooking/types.ts";
import { learnShowUp, logistic } from "../../src/domain/show-up/learn.ts";
import { seeded } from "../../src/domain/show-up/seeded.test-data.ts";
import { showUpOf } from "../../src/domain/show-up/show-up-of.ts";
import type { ShowUpCell } from "../../src/domain/show-up/types.ts";

const { values } = parseArgs({ options: { days: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } } });
const days = Number(values.days);
const chance = seeded(Number(values.seed));

/** Desks of the offices, from the smallest to the largest. */
const OFFICES = [1, 2, 3, 4, 6, 8, 12, 18, 30] as const;
const HOURS = [540, 570, 600, 630, 660, 690, 720] as const;
const WEEKDAYS = [1, 2, 3, 4, 5] as const;
const PROMISES: readonly WaitingPromise[] = [
  { waitMinutes: 30, probability: 0.95, mostPerDesk: 2 },
  { waitMinutes: 20, probability: 0.9, mostPerDesk: 4 },
  { waitMinutes: 45, probability: 0.99, mostPerDesk: 4 },
];
const SERVICE = { slotMinutes: 30, longShare: LONG_SHARE.value };

const normal = (): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
const offices = OFFICES.map((desks, index) => ({ id: `sede-${index}`, desks, effect: 0.3 * normal() }));
const hourEffect = new Map([9, 10, 11, 12].map((hour) => [hour, 0.15 * normal()]));
const dayEffect = new Map(WEEKDAYS.map((weekday) => [weekday as number, 0.1 * normal()]));
const truth = (office: (typeof offices)[number], start: number, weekday: number): number =>
  logistic(1.05 + office.effect + hourEffect.get(Math.floor(start / 60))! + dayEffect.get(weekday)!);

// Six weeks of outcomes, from which everything is learned.
const WEEKS = 6;
const cells = offices.flatMap((office) =>
  WEEKDAYS.flatMap((weekday) =>
    [9, 10, 11, 12].map((hour): ShowUpCell => {
      const people = office.desks * WEEKS * HOURS.filter((start) => Math.floor(start / 60) === hour).length;
      let came = 0;
      for (let one = 0; one < people; one += 1) if (chance() < truth(office, hour * 60, weekday)) came += 1;
      return { officeId: office.id, hour, weekday, channel: "sms+email", lead: 2, call: 1, came, missed: people - came };
    }),
  ),
);
const before = performance.now();
const table = learnShowUp(cells);
const learned = performance.now() - before;

type Ends = "true" | "mean" | "high";
interface Kept {
  worst: number;
  late: number;
  hours: number;
  waited: number;
  came: number;
}

let failures = 0;
console.log(`learned from ${cells.reduce((sum, { came, missed }) => sum + came + missed, 0)} outcomes in ${learned.toFixed(0)} ms; ${days} days for each office, promise and truth`);
for (const promise of PROMISES) {
  console.log(`\nwithin ${promise.waitMinutes} minutes, ${promise.probability * 100}%, at most ${promise.mostPerDesk} a desk a day`);
  for (const office of offices) {
    const row: string[] = [];
    let places = 0;
    let choosing = 0;
    for (const ends of ["true", "mean", "high"] as const satisfies readonly Ends[]) {
      const kept: Kept = { worst: 0, late: 0, hours: 0, waited: 0, came: 0 };
      for (const weekday of WEEKDAYS) {
        const desks = Array.from({ length: office.desks }, (_, desk) => desk);
        const rates = HOURS.map((start) => showUpOf(table, { officeId: office.id, hour: Math.floor(start / 60), weekday, channel: "sms+email", leadDays: 10, call: 1 }));
        const slots = HOURS.map((start, index): OpenSlot => ({ start, desks, comes: desks.map(() => rates[index]!.high), extraComes: rates[index]!.high, taken: [] }));
        const began = performance.now();
        const extra = extraSeats(slots, promise, SERVICE);
        choosing += performance.now() - began;
        places += extra.length;
        const lived = HOURS.map((start, index) => {
          const rate = ends === "true" ? truth(office, start, weekday) : rates[index]![ends];
          return { start, comes: Array.from({ length: office.desks + extra.filter((place) => place.start === start).length }, () => rate) };
        });
        live(lived, office.desks, promise, kept, extra.length > 0);
      }
      row.push(`${ends}: late at the worst hour ${(100 * kept.worst).toFixed(2)}%, mean wait ${(kept.waited / Math.max(1, kept.came)).toFixed(2)} min`);
    }
    console.log(`${String(office.desks).padStart(3)} desks  ${(places / 15).toFixed(1)} places a day (+${((100 * places) / 15 / (office.desks * HOURS.length)).toFixed(0)}%)  ${row.join("  |  ")}  (${(choosing / 15).toFixed(0)} ms a day)`);
  }
}
console.log(failures === 0 ? "\nthe promise holds in all of them" : `\nthe promise fails in ${failures}`);
process.exitCode = failures === 0 ? 0 : 1;

/** Lives a fifth of the days, counting the hours at which somebody waited too long; days without places in more promise nothing. */
function live(lived: Parameters<typeof liveSession>[0], desks: number, promise: WaitingPromise, kept: Kept, promised: boolean): void {
  if (!promised) return;
  const rounds = Math.ceil(days / WEEKDAYS.length);
  const late = lived.map(() => 0);
  let [waited, came] = [0, 0];
  for (let day = 0; day < rounds; day += 1) {
    const one = liveSession(lived, desks, SERVICE, chance);
    for (const [hour, longest] of one.longest.entries()) if (longest !== null && longest > promise.waitMinutes) late[hour]! += 1;
    waited += one.waited;
    came += one.came;
  }
  kept.worst = Math.max(kept.worst, ...late.map((each) => each / rounds));
  kept.waited += waited;
  kept.came += came;
  // Chance alone moves a share of so many days by this much, four times in a hundred thousand.
  const chanceAlone = 4 * Math.sqrt((promise.probability * (1 - promise.probability)) / rounds);
  if (Math.max(...late) / rounds > 1 - promise.probability + chanceAlone) failures += 1;
  if (waited / Math.max(1, came) > promise.waitMinutes) failures += 1;
}
