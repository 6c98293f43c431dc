// The forecast of a small Region: made of what the database holds, kept once a night, made again number by number, moved by levers.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { toDayNumber } from "../../src/domain/calendar/days.ts";
import { forecastOfNight, judgeForecasts, makeForecast, verifyForecast } from "../../src/services/forecast/make.ts";
import { whatIf } from "../../src/services/forecast/what-if.ts";
import { convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

describe("the forecast", () => {
  let database: TestDatabase;
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 200, waves: [1] });
  });
  after(() => database.close());

  it("counts everybody bound once, where they stand, and foresees the last meeting after the last seat", async () => {
    const { services, reference } = database;
    const made = await makeForecast(services, { reference, scenario: "base", kind: "asked", madeBy: "prova", runs: 40 });
    const { rows } = await services.pools.worker.query<{ bound: number; held: number; last: string }>(
      `select count(*)::int as bound, count(a.id)::int as held, max(a.day) as last from case_file f join competence c on c.case_id = f.id
       left join appointment a on a.case_id = f.id and a.state = 'held' where f.bound`,
    );
    const { bound, held, last } = rows[0]!;
    assert.equal(made.result.region.people, bound);
    assert.equal(made.input.offices.flatMap(({ booked }) => booked).reduce((sum, { count }) => sum + count, 0), held);
    assert.ok(made.result.region.lastSeen[1]! >= toDayNumber(last));
    assert.ok(made.result.region.lastSigned[1]! >= made.result.region.lastSeen[0]!);
    // The sums of the offices are the Region's.
    assert.equal(made.result.offices.reduce((sum, { people }) => sum + people, 0), bound);
  });

  it("of a night is one, and another day has its own", async () => {
    const { services, reference } = database;
    assert.notEqual(await forecastOfNight(services, { reference, now: START, runs: 40 }), null);
    assert.equal(await forecastOfNight(services, { reference, now: START, runs: 40 }), null);
    // Another process that was making it meanwhile keeps nothing.
    await makeForecast(services, { reference, scenario: "base", kind: "night", madeBy: "prova", runs: 40 });
    const { rows } = await services.pools.worker.query("select 1 from forecast_run where kind = 'night'");
    assert.equal(rows.length, 1);
  });

  it("is made again from what is kept, and a number that was touched shows", async () => {
    const { services } = database;
    const verified = await verifyForecast(services, null);
    assert.ok(verified.ok && verified.value.same);
    await database.administer("alter table forecast_run disable trigger forecast_stays");
    const touch = (people: number) =>
      database.administer("update forecast_run set result = jsonb_set(result, '{region,people}', to_jsonb($2::int)) where id = $1", [verified.value.forecast.id, people]);
    await touch(7);
    const again = await verifyForecast(services, verified.value.forecast.id);
    assert.ok(again.ok && !again.value.same);
    await touch(verified.value.forecast.result.region.people);
    await database.administer("alter table forecast_run enable trigger forecast_stays");
    await assert.rejects(services.pools.worker.query("delete from forecast_run"));
    const none = await verifyForecast(services, "0199f3b0-0000-7000-8000-000000000009");
    assert.ok(!none.ok && none.refusal.code === "PREVISIONE_ASSENTE");
  });

  it("with levers: more show up, more are seen; a desk more never brings the last meeting later; an office unknown is refused", async () => {
    const { services, reference } = database;
    const pull = (levers: Parameters<typeof whatIf>[1]["levers"]) => whatIf(services, { reference, levers });
    const more = await pull([{ kind: "show-up", points: 20 }]);
    assert.ok(more.ok);
    assert.ok(more.value.after.region.seenByTarget[1] > more.value.before.region.seenByTarget[1]);
    const desks = await pull([{ kind: "desks", officeId: null, desks: 2 }, { kind: "saturdays", officeId: null, minutes: 240 }]);
    assert.ok(desks.ok);
    assert.ok(desks.value.after.region.lastSeen[1]! <= desks.value.before.region.lastSeen[1]!);
    const unknown = await pull([{ kind: "desks", officeId: "X000C000000", desks: 1 }]);
    assert.ok(!unknown.ok && unknown.refusal.code === "LEVA_SEDE");
  });

  it("held against what happened: a week later the night before is judged", async () => {
    const { services, reference } = database;
    assert.deepEqual(await judgeForecasts(services), []);
    await database.setBusinessTime("2019-09-24T08:00:00.000Z");
    await forecastOfNight(services, { reference, now: "2019-09-24T08:00:00.000Z", runs: 40 });
    const [judged] = await judgeForecasts(services);
    // Nobody recorded an outcome: nobody was seen, and the band says otherwise.
    assert.deepEqual({ night: judged?.night, sunday: judged?.sunday, seen: judged?.seen, held: judged?.held }, { night: "2019-09-02", sunday: "2019-09-15", seen: 0, held: false });
  });
});
