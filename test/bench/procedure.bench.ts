// Processor time of one decision, of the acts offered on a page, and of looking again at every open term of a region.

import { toDayNumber, toIsoDate } from "../../src/domain/calendar/days.ts";
import { buildTermCalendar } from "../../src/domain/calendar/term-calendar.ts";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { decide, offers } from "../../src/domain/procedure/interpreter.ts";
import { openTerm, stateOf } from "../../src/domain/procedure/terms.ts";
import { SUMMONS } from "../../src/domain/summons/table.ts";

const TERMS = 400_000;
const DECISIONS = 500_000;
const KINDS = ["did", "convene", "report", "reapplication-block"] as const;

const CONTEXT = {
  now: "2019-09-02T08:00:00.000Z",
  bound: true,
  seatHeld: true,
  appointmentAt: "2019-09-12T07:00:00.000Z",
  earliest: "2019-09-06T22:00:00.000Z",
  channelUsable: true,
  allChannelsFailed: false,
  reason: "prova",
};

/** Microseconds of processor time of one call, after a tenth of the calls to warm up. */
function microsecondsOf(times: number, work: (turn: number) => void): number {
  for (let turn = 0; turn < times / 10; turn += 1) work(turn);
  const before = process.cpuUsage();
  for (let turn = 0; turn < times; turn += 1) work(turn);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

const issued = { state: "issued", by: "operator", context: CONTEXT } as const;
const planned = { state: "planned", by: "operator", context: CONTEXT } as const;
const first = toDayNumber("2019-04-01");
const day = first + 400;
const now = { day, epoch: day * 86_400_000 };
const calendar = buildTermCalendar({
  working: { isWorking: (each) => (each + 3) % 7 < 5 },
  suspensions: RDC_2019.suspensions,
});
const terms = Array.from({ length: TERMS }, (_, at) => {
  const on = toIsoDate(first + (at % 600));
  const kind = KINDS[at % KINDS.length] ?? "convene";
  return openTerm(RDC_2019, kind, { on, grantedOn: on });
}).filter((term) => term !== null);

const accepted = microsecondsOf(DECISIONS, () => decide(SUMMONS, "issue", planned));
const refused = microsecondsOf(DECISIONS, () => decide(SUMMONS, "record-no-show", issued));
const page = microsecondsOf(DECISIONS / 10, () => offers(SUMMONS, issued));
let expired = 0;
const before = process.cpuUsage();
for (const term of terms) if (stateOf(term, now, calendar) === "expired") expired += 1;
const { user, system } = process.cpuUsage(before);

console.log(`an act accepted            ${accepted.toFixed(2)} µs`);
console.log(`an act refused             ${refused.toFixed(2)} µs`);
console.log(`all acts of a page         ${page.toFixed(2)} µs (${Object.keys(SUMMONS.acts).length} acts)`);
console.log(
  `${terms.length} terms looked at   ${((user + system) / 1000).toFixed(0)} ms (${expired} expired)`,
);
