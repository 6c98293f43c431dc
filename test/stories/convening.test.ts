// Stories of planning and convening: a held seat for each, one summons, one message on each usable channel, and nothing twice.

import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { romeTime } from "../../src/domain/calendar/rome-time.ts";
import { lintMessage } from "../../src/domain/messages/lint.ts";
import { openingOfDay } from "../../src/domain/offices/opening.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { issueSummonses } from "../../src/services/issue.ts";
import { planWave } from "../../src/services/plan.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { inOffice } from "../../src/store/pools.ts";
import { writeStoryCohort } from "./fixtures/cohort.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, CIRO, fileOf, MARIA, memberOf, NONNO, noticeOf } from "./fixtures/notice-rows.ts";

const SEASON = { measure: "RDC", scenario: "base", firstDay: "2019-09-09", lastDay: "2019-12-13", target: "2019-12-15", actor: SYSTEM } as const;

const GATEWAYS = [
  { id: "sms", channel: "sms", url: "http://127.0.0.1:9", sender: "CPICampania", settings: { token: "x", callbackUrl: "http://127.0.0.1:9" }, ratePerSecond: null, concurrency: 8, deduplicates: true, canBeAsked: true },
  { id: "mail", channel: "email", url: "smtp://127.0.0.1:9", sender: "convocazioni@convoca.example", settings: { returnPathDomain: "esiti.convoca.example" }, ratePerSecond: null, concurrency: 4, deduplicates: false, canBeAsked: false },
] as const;

describe("convening a cohort of 400 households", () => {
  let db: TestDatabase;
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];

  before(async () => {
    db = await openTestDatabase();
    await ensureGateways(db.services, GATEWAYS);
    const { files } = await writeStoryCohort(await mkdtemp(join(tmpdir(), "convoca-coorte-")), 400);
    for (const file of files) {
      const report = await importNoticeFile(db.services, { reference: db.reference, path: file.path, measure: "RDC", actor: SYSTEM });
      assert.deepEqual(
        { read: report.read, created: report.created, updated: report.updated, unchanged: report.unchanged, rejected: report.rejected },
        { read: file.expected.read, created: file.expected.created, updated: file.expected.updated, unchanged: file.expected.unchanged, rejected: file.expected.rejected },
      );
    }
  });
  after(() => db.close());

  it("the first wave gives one seat to each household that has somebody bound and an office", async () => {
    const plan = await planWave(db.services, { ...SEASON, reference: db.reference, wave: 1 });
    const [households] = await rows<{ n: number }>(
      `select count(distinct f.benefit_id)::int as n from case_file f join competence c on c.case_id = f.id where f.bound`,
    );
    assert.equal(plan.placed, households!.n);
    assert.equal(plan.unplaced, 0);
    const [doubled] = await rows<{ n: number }>(
      "select count(*)::int as n from (select benefit_id from appointment where state = 'held' group by benefit_id having count(*) > 1) x",
    );
    assert.equal(doubled!.n, 0);
  });

  it("an applicant who is bound comes first; where not bound, the household's first bound member", async () => {
    const wrong = await rows(
      `select 1 from appointment a join case_file f on f.id = a.case_id
       where a.state = 'held' and f.role = 'M'
         and exists (select 1 from case_file r join competence c on c.case_id = r.id where r.benefit_id = f.benefit_id and r.role = 'R' and r.bound and c.office_id = a.office_id)`,
    );
    assert.equal(wrong.length, 0);
  });

  it("no seat is on a closed day, outside the opening hours, or nearer than the minimum notice", async () => {
    const seats = await rows<{ office_id: string; starts_at: string; ends_at: string; day: string }>(
      "select office_id, starts_at, ends_at, day from appointment where state = 'held'",
    );
    const schedules = db.reference.schedules("base");
    for (const seat of seats) {
      const start = romeTime(seat.starts_at);
      const open = openingOfDay(schedules.get(seat.office_id)!, db.reference.holidays, start.date);
      assert.equal(start.date, seat.day);
      assert.ok(open.some((period) => period.start <= start.minutes && start.minutes + 30 <= period.end), `${seat.office_id} ${seat.starts_at}`);
      assert.ok(seat.day >= "2019-09-09" && seat.day <= "2019-12-13");
    }
  });

  it("planning twice changes nothing", async () => {
    const before_ = await rows("select id, desk_id, starts_at from appointment order by id");
    const again = await planWave(db.services, { ...SEASON, reference: db.reference, wave: 1 });
    assert.equal(again.placed, 0);
    assert.deepEqual(await rows("select id, desk_id, starts_at from appointment order by id"), before_);
  });

  it("convenes on every usable channel, once; who has no contact stays on the office's list", async () => {
    const issued = await issueSummonses(db.services, { reference: db.reference, actor: SYSTEM });
    const again = await issueSummonses(db.services, { reference: db.reference, actor: SYSTEM });
    assert.equal(again.summonses, 0);
    assert.equal(again.sms + again.emails, 0);
    const [expected] = await rows<{ sms: number; email: number; nobody: number }>(
      `select count(*) filter (where p.reach like 'sms%')::int as sms, count(*) filter (where p.reach like '%email')::int as email,
         count(*) filter (where p.reach in ('paper', 'nobody'))::int as nobody
       from appointment a join case_file f on f.id = a.case_id join person p on p.id = f.person_id where a.state = 'held'`,
    );
    assert.deepEqual({ sms: issued.sms, email: issued.emails, nobody: issued.unreachable }, expected);
    const silent = await rows(
      `select 1 from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id
       where p.reach in ('paper', 'nobody')
         and (s.state <> 'planned' or not exists (select 1 from desk_task t where t.case_id = s.case_id and t.kind = 'unreachable' and t.closed_at is null))`,
    );
    assert.equal(silent.length, 0);
  });

  it("what is written says the appointment and nothing that others may not read", async () => {
    const messages = await rows<{ channel: string; body: string; parts: number; encoding: string; surname: string; name: string; starts_at: string }>(
      `select m.channel, c.body, m.parts, m.encoding, p.surname, p.name, a.starts_at
       from message m join message_content c on c.message_id = m.id join appointment a on a.id = m.appointment_id
       join case_file f on f.id = m.case_id join person p on p.id = f.person_id`,
    );
    const sms = messages.filter((message) => message.channel === "sms");
    assert.ok(sms.length > 200);
    assert.ok(sms.filter((message) => message.parts === 1).length / sms.length > 0.97, "one part for ordinary names and offices");
    for (const message of messages) {
      assert.deepEqual(lintMessage(message.body), [], message.body);
      assert.ok(!message.body.includes("?".repeat(2)));
    }
  });

  it("issuing meets the term of the law where the measure says so, and leaves an act on each case", async () => {
    const open = await rows("select 1 from term t join summons s on s.case_id = t.case_id where s.state = 'issued' and t.kind = 'T2' and t.met_at is null");
    assert.equal(open.length, 0);
    const [acts] = await rows<{ n: number }>("select count(*)::int as n from act where kind = 'summons-issued'");
    const [issued] = await rows<{ n: number }>("select count(*)::int as n from summons where state = 'issued'");
    assert.equal(acts!.n, issued!.n);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  it("the second wave calls the other bound members, never in an hour that their household already holds", async () => {
    const plan = await planWave(db.services, { ...SEASON, reference: db.reference, wave: 2 });
    assert.ok(plan.placed > 50);
    const clash = await rows(
      `select 1 from appointment a join appointment b on a.benefit_id = b.benefit_id and a.day = b.day and a.hour = b.hour and a.id < b.id
       where a.state = 'held' and b.state = 'held'`,
    );
    assert.equal(clash.length, 0);
  });

  it("an office sees its own people and nobody else's, in every table that bears a person", async () => {
    const [mine, other] = await rows<{ office_id: string }>("select office_id, count(*) from competence group by office_id order by count(*) desc limit 2");
    const tables = ["case_file", "person", "contact_point", "benefit", "appointment", "summons", "message", "message_content", "term", "desk_task", "notice", "competence", "act"];
    const seen = async (office: string | null): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      await inOffice(db.services.pools.app, office ?? "", async (client) => {
        for (const table of tables) counts[table] = (await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;
      });
      return counts;
    };
    const nobody = await seen(null);
    assert.ok(Object.values(nobody).every((count) => count === 0), "without an office nothing is seen");
    const own = await seen(mine!.office_id);
    assert.ok(own["person"]! > 0 && own["message_content"]! > 0 && own["act"]! > 0);
    const [truth] = await rows<{ n: number }>("select count(*)::int as n from competence where office_id = $1", [mine!.office_id]);
    assert.equal(own["case_file"], truth!.n);
    assert.notDeepEqual(await seen(other!.office_id), own);
    await assert.rejects(
      inOffice(db.services.pools.app, mine!.office_id, (client) => client.query("select 1 from batch limit 1")),
      /permission denied/,
    );
  });
});

describe("when people move or stop being bound", () => {
  let db: TestDatabase;
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const receive = async (notices: Parameters<typeof fileOf>[0]) =>
    importNoticeFile(db.services, { reference: db.reference, path: await fileOf(notices), measure: "RDC", actor: SYSTEM });
  before(async () => {
    db = await openTestDatabase();
    await ensureGateways(db.services, GATEWAYS);
    await receive([noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "P2" }), noticeOf(NONNO, { cod_protocollo_inps: "P3" })]);
    for (const wave of [1, 2] as const) await planWave(db.services, { ...SEASON, reference: db.reference, wave });
    await issueSummonses(db.services, { reference: db.reference, actor: SYSTEM });
  });
  after(() => db.close());

  it("nobody of seventy-one is convened", async () => {
    assert.equal((await rows("select 1 from summons s join case_file f on f.id = s.case_id where not f.bound")).length, 0);
    assert.equal((await rows("select 1 from summons")).length, 3);
  });

  it("a move releases the seat, withdraws what has not left, and the new office plans again; the old one sees nothing", async () => {
    await db.setBusinessTime("2019-09-03T08:00:00.000Z");
    await receive([
      noticeOf(ANNA, { cod_protocollo_inps: "P2", data_invio: "2019-09-03T06:00:00Z", cod_comune_residenza: "A783", des_comune_residenza: "BENEVENTO", cod_cap_residenza: "82100" }),
    ]);
    const [summons] = await rows<{ state: string }>(
      "select s.state from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id where p.surname like 'DE NICOL%'",
    );
    assert.equal(summons!.state, "cancelled");
    assert.deepEqual(
      (await rows<{ state: string }>("select distinct m.state from message m join case_file f on f.id = m.case_id join person p on p.id = f.person_id where p.surname like 'DE NICOL%'")).map((row) => row.state),
      ["withdrawn"],
    );
    const seenFromAvellino = await inOffice(db.services.pools.app, "A509C000183", async (client) =>
      (await client.query("select surname from person order by surname")).rows.map((row: { surname: string }) => row.surname),
    );
    assert.ok(!seenFromAvellino.some((surname) => surname.startsWith("DE NICOL")));
    const plan = await planWave(db.services, { ...SEASON, reference: db.reference, wave: 1 });
    assert.equal(plan.placed, 1);
    const [seat] = await rows<{ office_id: string }>(
      "select a.office_id from appointment a join case_file f on f.id = a.case_id join person p on p.id = f.person_id where a.state = 'held' and p.surname like 'DE NICOL%'",
    );
    assert.equal(seat!.office_id, "A783C000326");
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  it("a renewal under a new protocol does not convene the same person twice", async () => {
    await receive([
      noticeOf(MARIA, { cod_protocollo_inps: "P8", cod_protocollo_inps_prec: "INPS-RDC-2019-0000001", dtt_domanda: "2019-08-01", dtt_rendicontazione: "2019-08-30", data_invio: "2019-09-03T07:30:00Z" }),
    ]);
    const plan = await planWave(db.services, { ...SEASON, reference: db.reference, wave: 1 });
    assert.equal(plan.placed, 0);
    const open = await rows(
      "select 1 from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id where p.name = 'MARIA' and s.state in ('planned', 'issued', 'not-delivered')",
    );
    assert.equal(open.length, 1);
  });

  it("who is no longer bound is no longer convened", async () => {
    await receive([memberOf(MARIA, CIRO, { data_invio: "2019-09-03T07:00:00Z", flg_tenuto: "N", cod_motivo_non_tenuto: "OCCUPATO" })]);
    const [summons] = await rows<{ state: string }>(
      "select s.state from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id where p.name = 'CIRO'",
    );
    assert.equal(summons!.state, "cancelled");
  });
});
