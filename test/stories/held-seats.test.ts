// The seat that an appointment holds: the database itself refuses two at one time in a desk's lane, to the microsecond.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { PoolClient } from "pg";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

interface Seat {
  readonly desk: number;
  readonly lane?: number;
  readonly from: string;
  readonly to: string;
  readonly state?: string;
}

const NINE: Seat = { desk: 7, from: "2019-10-01 07:00:00Z", to: "2019-10-01 07:20:00Z" };

describe("held seats", () => {
  let db: TestDatabase;
  let client: PoolClient;
  before(async () => {
    db = await openTestDatabase();
    client = await db.services.pools.planner.connect();
    // The table's own constraint, without the people it would need.
    await client.query("create temp table seat_try (like convoca.appointment including defaults including indexes)");
  });
  after(async () => {
    client.release(true);
    await db.close();
  });

  const hold = ({ desk, lane = 0, from, to, state = "held" }: Seat) =>
    client.query(
      `insert into seat_try (id, case_id, benefit_id, office_id, desk_id, lane, starts_at, ends_at, day, hour, wave, state)
       values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '', $1, $2, $3, $4, '2019-10-01', 9, 1, $5)`,
      [desk, lane, from, to, state],
    );
  const refusesAfter = async (first: Seat, second: Seat): Promise<boolean> => {
    await client.query("truncate seat_try");
    await hold(first);
    return hold(second).then(() => false, (error: { code?: string; constraint?: string }) => {
      assert.equal(error.code, "23P01");
      return true;
    });
  };

  for (const [what, other, refused] of [
    ["the same seat", NINE, true],
    ["a seat inside it", { ...NINE, from: "2019-10-01 07:05:00Z", to: "2019-10-01 07:06:00Z" }, true],
    ["a seat around it", { ...NINE, from: "2019-10-01 06:00:00Z", to: "2019-10-01 08:00:00Z" }, true],
    ["one that begins a microsecond before it ends", { ...NINE, from: "2019-10-01 07:19:59.999999Z", to: "2019-10-01 07:40:00Z" }, true],
    ["one that ends a microsecond after it begins", { ...NINE, from: "2019-10-01 06:40:00Z", to: "2019-10-01 07:00:00.000001Z" }, true],
    ["one that begins as it ends", { ...NINE, from: "2019-10-01 07:20:00Z", to: "2019-10-01 07:40:00Z" }, false],
    ["one that ends as it begins", { ...NINE, from: "2019-10-01 06:40:00Z", to: "2019-10-01 07:00:00Z" }, false],
    ["the same hour at the next desk", { ...NINE, desk: 8 }, false],
    ["the same hour in another lane", { ...NINE, lane: 1 }, false],
    ["the same hour in the farthest lane", { ...NINE, lane: 32_767 }, false],
    ["the same hour in the lane next to it of the desk before", { ...NINE, desk: 6, lane: 32_767 }, false],
    ["the same seat, given up", { ...NINE, state: "released" }, false],
  ] as const) {
    it(`${refused ? "are refused to" : "leave free"} ${what}`, async () => {
      assert.equal(await refusesAfter(NINE, other), refused);
    });
  }

  it("are judged as ranges of time would be, whatever desk, lane and hour", async () => {
    const { rows } = await client.query<{ pairs: number; overlapping: number; otherwise: number }>(
      `with seat as (
         select n, (n * 7919) % 5 + (n % 2) * 2147483000 as desk, (n * 104729) % 3 as lane, at, at + (1 + (n * 31) % 4) * interval '10 minutes' as till
         from generate_series(1, 1200) n, lateral (select timestamptz '2019-10-01 07:00Z' + ((n * 6151) % 97) * interval '5 minutes') t (at)
       ), shape as (
         select *, box(point(desk * 65536::double precision + lane, date_part('epoch', at - timestamptz '2000-01-01 00:00+00') * 1e6),
                       point(desk * 65536::double precision + lane, date_part('epoch', till - timestamptz '2000-01-01 00:00+00') * 1e6 - 0.5)) as seat
         from seat
       )
       select count(*)::int as pairs, count(*) filter (where a.seat && b.seat)::int as overlapping,
         count(*) filter (where (a.seat && b.seat) <> (a.desk = b.desk and a.lane = b.lane and tstzrange(a.at, a.till) && tstzrange(b.at, b.till)))::int as otherwise
       from shape a join shape b on a.n < b.n`,
    );
    assert.equal(rows[0]!.otherwise, 0);
    assert.ok(rows[0]!.overlapping > 1_000 && rows[0]!.pairs > 700_000, JSON.stringify(rows[0]));
  });
});
