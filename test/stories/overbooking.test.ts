// Who shows up is counted as it is written, and an office that promises something about waiting is given places in more as far as the promise bears them.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { romeDay } from "../../src/domain/calendar/rome-time.ts";
import { leadBand } from "../../src/domain/show-up/factors.ts";
import { showUpOf } from "../../src/domain/show-up/show-up-of.ts";
import { moveAppointment } from "../../src/services/appointments.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { recordNoShows, recordOutcome } from "../../src/services/day-sheet/outcomes.ts";
import { readSheet } from "../../src/services/day-sheet/sheet.ts";
import { planWave } from "../../src/services/plan.ts";
import { issueSummonses } from "../../src/services/issue.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { showUpTable } from "../../src/services/show-up/known.ts";
import { outlookOf } from "../../src/services/show-up/outlook.ts";
import { setPromise } from "../../src/services/show-up/promise.ts";
import { inOffice } from "../../src/store/pools.ts";
import { foldShowUp, readShowUpCells, rebuildShowUp } from "../../src/store/show-up.ts";
import { convened, convenedRegion, MEASURE, pretendAccepted } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const SCENARIO = "base";
const PROMISE = { waitMinutes: 30, probability: 0.95, mostPerDesk: 2 } as const;

describe("who shows up, and places in more", () => {
  let db: TestDatabase;
  let office = "";
  let manager: Actor;
  let people: Convened[] = [];

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, SCENARIO, { households: 160, waves: [] });
    // A small office has everybody: its first days are full.
    const found = await db.administer<{ id: string }>("select office_id as id from desk where scenario = $1 group by office_id having count(*) = 6 order by 1 limit 1", [SCENARIO]);
    office = found[0]!.id;
    await db.services.pools.intake.query("update competence set office_id = $1", [office]);
    manager = { id: `responsabile@${office}`, role: "office-manager", office };
    // Outcomes of earlier seasons: two out of three came.
    await db.administer(
      `insert into show_up_tally (office_id, hour, weekday, channel, lead, call, kept, came, missed)
       select $1, h, d, c, 2, 1, true, 20, 10 from generate_series(8, 17) h, generate_series(1, 5) d, unnest(array['sms', 'email', 'sms+email', 'letter', 'none']) c`,
      [office],
    );
  });
  after(() => db.close());

  const promised = (change: Partial<Parameters<typeof setPromise>[1]> = {}) =>
    setPromise(db.services, { id: randomUUID(), promise: PROMISE, reason: "Molti non vengono", seen: 0, actor: manager, ...change });
  const plan = (wave: 1 | 2) =>
    planWave(db.services, { reference: db.reference, measure: MEASURE, wave, scenario: SCENARIO, firstDay: "2019-09-09", lastDay: "2019-12-13", target: "2019-12-15", actor: SYSTEM });
  const seats = () => db.services.pools.worker.query<{ id: string; caseId: string; desk_id: number; lane: number; starts_at: string; day: string; reason: string | null }>(
    `select a.id, a.case_id as "caseId", a.desk_id, a.lane, a.starts_at, a.day, p.reason from appointment a
     left join overbooking_place p on (p.desk_id, p.lane, p.starts_at) = (a.desk_id, a.lane, a.starts_at) where a.state = 'held' order by a.starts_at, a.desk_id, a.lane`,
  ).then(({ rows }) => rows);
  const refusal = (outcome: { ok: boolean; refusal?: { code: string } }): string => outcome.refusal?.code ?? "ok";

  it("promises nothing beyond the bounds, without a reason, over another's promise, or for no office; the same request is done once", async () => {
    assert.equal(refusal(await promised({ promise: { ...PROMISE, probability: 0.5 } })), "PROBABILITA_FUORI_LIMITI");
    assert.equal(refusal(await promised({ reason: "  no " })), "PROMESSA_MOTIVO");
    assert.equal(refusal(await promised({ actor: { id: "regione", role: "regional" } })), "PROMESSA_SENZA_SEDE");
    assert.equal(refusal(await promised({ seen: 3 })), "PROMESSA_CAMBIATA");
    const id = randomUUID();
    const [one, again] = [await promised({ id }), await promised({ id })];
    assert.deepEqual([one, again], [{ ok: true, value: { version: 1 } }, { ok: true, value: { version: 1 } }]);
    assert.equal(refusal(await promised()), "PROMESSA_CAMBIATA");
    const { planner } = db.services.pools;
    await assert.rejects(planner.query("update overbooking_setting set wait_minutes = 60"), /permission denied/);
  });

  it("plans places in more where days are full: numbered, with a reason, one at most at an hour of a desk, never over the desk's limit", async () => {
    const { placed, unplaced } = await plan(1);
    const held = await seats();
    assert.equal(held.length, placed);
    assert.equal(unplaced, 0);
    const more = held.filter(({ lane }) => lane > 0);
    assert.ok(more.length >= 5, `${more.length} places in more`);
    for (const { lane, reason } of more) assert.ok(lane === 1 && /posto in più/.test(reason ?? "") && /30 minuti/.test(reason ?? ""), reason ?? "no place");
    assert.equal(new Set(held.map(({ desk_id, lane, starts_at }) => `${desk_id}/${lane}/${starts_at}`)).size, held.length);
    for (const list of Map.groupBy(more, ({ desk_id, day }) => `${desk_id}/${day}`).values()) assert.ok(list.length <= PROMISE.mostPerDesk);
    const chosen = more[0]!;
    const outlook = await inOffice(db.services.pools.app, office, async (client) => {
      const table = await showUpTable(client);
      return outlookOf(client, { reference: db.reference, scenario: SCENARIO, officeId: office, minutes: 30, now: new Date(Date.parse(chosen.starts_at) - 86_400_000).toISOString(), promise: PROMISE, table });
    });
    assert.ok(outlook !== null && outlook.inMore > 0 && outlook.cautious.worstLate <= 0.05 + 1e-9, JSON.stringify(outlook));
    assert.ok(outlook.cautious.convened > outlook.seats - 20 && outlook.usual.expected < outlook.cautious.expected && outlook.cautious.meanWait <= PROMISE.waitMinutes);
  });

  it("two on one place are refused by the database, and a place that was not opened too", async () => {
    const [ordinary, extra] = [(await seats()).find(({ lane }) => lane === 0)!, (await seats()).find(({ lane }) => lane === 1)!];
    const sit = (desk: number, lane: number, at: string) => db.services.pools.planner.query(
      `insert into appointment (id, case_id, benefit_id, office_id, desk_id, lane, starts_at, ends_at, day, hour, wave, together)
       select gen_random_uuid(), f.id, f.benefit_id, $1, $2, $3, $4::timestamptz, $4::timestamptz + interval '30 minutes', $4::date, 1, 1, true
       from case_file f where f.id not in (select case_id from appointment where state = 'held') limit 1`,
      [office, desk, lane, at],
    );
    await assert.rejects(sit(ordinary.desk_id, 0, ordinary.starts_at), /one_person_per_seat/);
    await assert.rejects(sit(extra.desk_id, 1, extra.starts_at), /one_person_per_seat/);
    await assert.rejects(sit(extra.desk_id, 2, extra.starts_at), /no place in more/);
    await assert.rejects(sit(ordinary.desk_id, 1, "2019-12-12T08:00:00Z"), /no place in more/);
    await assert.rejects(db.services.pools.planner.query("delete from overbooking_place"), /permission denied/);
  });

  it("says on the day sheet who has a place in more, and moving them gives an ordinary seat", async () => {
    await issueSummonses(db.services, { reference: db.reference, actor: SYSTEM });
    const extra = (await seats()).find(({ lane }) => lane === 1)!;
    const sheet = await inOffice(db.services.pools.app, office, async (client) => readSheet(client, office, extra.day, await db.services.now()));
    assert.deepEqual(sheet.rows.filter(({ inMore }) => inMore).map(({ caseId }) => caseId).toSorted(), (await seats()).filter(({ lane, day }) => lane === 1 && day === extra.day).map(({ caseId }) => caseId).toSorted());
    const moved = await moveAppointment(db.services, {
      reference: db.reference, scenario: SCENARIO, caseId: extra.caseId, appointmentId: extra.id, seat: { deskId: extra.desk_id, startsAt: "2019-12-11T09:00:00.000Z" },
      reason: "Chiede un altro giorno", actId: randomUUID(), actor: { ...manager, role: "operator" },
    });
    assert.ok(moved.ok, JSON.stringify(moved));
    assert.deepEqual((await seats()).filter(({ caseId }) => caseId === extra.caseId).map(({ lane, day }) => [lane, day]), [[0, "2019-12-11"]]);
  });

  it("counts who came and who did not, in their cell; takes a correction back; a justification changes nothing", async () => {
    people = (await convened(db.services)).filter(({ state }) => state === "issued");
    const day = romeDay(people[0]!.startsAt);
    const ofDay = people.filter(({ startsAt }) => romeDay(startsAt) === day).slice(0, 6);
    await db.setBusinessTime(new Date(Date.parse(ofDay.at(-1)!.startsAt) + 7_200_000).toISOString());
    for (const { summonsId } of ofDay) await pretendAccepted(db.services, summonsId);
    const before = await counts();
    const record = async (one: Convened, act: string, input: Record<string, unknown> = {}) => {
      const { rows } = await db.services.pools.worker.query<{ version: number }>("select version from summons where id = $1", [one.summonsId]);
      const done = await recordOutcome(db.services, db.reference, { caseId: one.caseId, summonsId: one.summonsId, version: rows[0]!.version, act, actId: randomUUID(), input }, manager);
      assert.ok(done.ok, JSON.stringify(done));
    };
    await record(ofDay[0]!, "record-attendance");
    await record(ofDay[1]!, "record-attendance");
    const versions = await db.services.pools.worker.query<{ id: string; version: number }>("select id, version from summons where id = any($1::uuid[])", [ofDay.map(({ summonsId }) => summonsId)]);
    const versionOf = new Map(versions.rows.map(({ id, version }) => [id, version]));
    const missed = await recordNoShows(
      db.services, db.reference, day,
      ofDay.slice(2).map(({ caseId, summonsId }) => ({ caseId, summonsId, version: versionOf.get(summonsId)!, actId: randomUUID(), becomes: "to-convene-again" as const, counterSeen: 0 })),
      manager,
    );
    const absent = missed.filter(({ done }) => done).length;
    assert.deepEqual(await counts(), { came: before.came + 2, missed: before.missed + absent }, JSON.stringify(missed));
    assert.ok(absent > 0, JSON.stringify(missed));
    await record(ofDay[1]!, "correct-attendance", { reason: "Era un’altra persona" });
    assert.deepEqual(await counts(), { came: before.came + 1, missed: before.missed + absent });
    const { rows: [cell] } = await db.services.pools.worker.query<{ counted: string; hour: number; dow: number; days: number }>(
      `select s.counted::text, a.hour, extract(isodow from a.day)::int as dow, a.day - (s.issued_at at time zone 'Europe/Rome')::date as days
       from summons s join appointment a on a.id = s.appointment_id where s.id = $1`, [ofDay[0]!.summonsId]);
    assert.ok(cell!.counted.startsWith(`(${office},${cell!.hour},${cell!.dow},`) && cell!.counted.endsWith(`,${leadBand(cell!.days)},1,t)`), JSON.stringify(cell));
  });

  it("keeps what it knows when the night folds the rows, finds it again in the register, and learns from it", async () => {
    const before = await readShowUpCells(db.services.pools.worker);
    await foldShowUp(db.services.pools.worker);
    const sorted = (cells: typeof before) => cells.filter(({ came }) => came < 20).map((cell) => JSON.stringify(cell)).toSorted();
    assert.deepEqual(sorted(await readShowUpCells(db.services.pools.worker)), sorted(before));
    await db.administer("delete from show_up_tally where not kept");
    await db.services.pools.worker.query("update summons set counted = null where (counted).came");
    assert.equal(await rebuildShowUp(db.services.pools.retention), 1);
    assert.deepEqual(sorted(await readShowUpCells(db.services.pools.worker)), sorted(before));
    assert.equal(await rebuildShowUp(db.services.pools.retention), 0);
    const { mean, low, high } = showUpOf(await showUpTable(db.services.pools.worker), { officeId: office, hour: 9, weekday: 2, channel: "sms", leadDays: 10, call: 1 });
    assert.ok(low < 0.667 && 0.667 < high && Math.abs(mean - 0.667) < 0.03, `${low} ${mean} ${high}`);
    const bands = await db.administer<{ days: number; lead: number }>("select d as days, show_up_lead(d) as lead from generate_series(0, 60) d");
    for (const { days, lead } of bands) assert.equal(lead, leadBand(days));
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  const counts = async () => {
    const [row] = await db.administer<{ came: number; missed: number }>("select coalesce(sum(came), 0)::int as came, coalesce(sum(missed), 0)::int as missed from show_up_tally where not kept");
    return row!;
  };
});
