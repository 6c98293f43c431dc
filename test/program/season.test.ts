// A season in small: real files, processes and sockets, from the first notice to the last receipt, and nobody lost on the way.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { SeasonReport } from "../../src/cli/season/report.ts";
import { openServices } from "../../src/services/context.ts";
import type { Services } from "../../src/services/context.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import type { WrittenCohort } from "../../src/simulator/cohort/write-files.ts";
import { dropDatabase } from "../../src/store/drop-database.ts";
import { openAdministrator } from "../../src/store/pools.ts";
import { writeStoryCohort } from "../stories/fixtures/cohort.ts";
import { joinServer } from "../stories/fixtures/server.ts";
import type { TestServer } from "../stories/fixtures/server.ts";

const MAIN = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const HOUSEHOLDS = 300;

interface Ran {
  readonly code: number | null;
  readonly said: string;
  readonly report: SeasonReport;
  readonly page: string;
}

describe("a season of three hundred households", { timeout: 240_000 }, () => {
  let folder: string;
  let server: TestServer;
  let services: Services & { close(): Promise<void> };
  let truth: WrittenCohort["truth"];
  let base: Ran;
  const databases: string[] = [];

  const run = async (name: string, args: readonly string[]): Promise<Ran> => {
    const [json, html] = [join(folder, `${name}.json`), join(folder, `${name}.html`)];
    const words = [
      MAIN,
      "season",
      "--households",
      String(HOUSEHOLDS),
      "--json",
      json,
      "--html",
      html,
      "--keep",
      ...args,
    ];
    const child = spawn(process.execPath, words, {
      env: { ...process.env, DATABASE_URL: server.url, CONVOCA_HOME: join(folder, name) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "exit")) as [number | null];
    const report = JSON.parse(await readFile(json, "utf8").catch(() => assert.fail(said))) as SeasonReport;
    databases.push(report.database);
    return { code, said, report, page: await readFile(html, "utf8") };
  };
  const query = async <T>(sql: string): Promise<T[]> => (await services.pools.worker.query(sql)).rows as T[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "convoca-stagione-"));
    server = await joinServer();
    ({ truth } = await writeStoryCohort(join(folder, "coorte"), HOUSEHOLDS, {
      split: "province",
      corrections: true,
    }));
    // Appointments from October on: who moves in September has not been seen yet, and must be told and placed anew.
    base = await run("base", ["--from", "2019-10-07"]);
    const url = new URL(server.url);
    url.pathname = `/${base.report.database}`;
    services = openServices(url.href);
  });
  after(async () => {
    await services?.close();
    const administrator = await openAdministrator(server.url);
    for (const name of databases) await dropDatabase(administrator, name);
    await administrator.end();
    await server.leave();
    await rm(folder, { recursive: true, force: true });
  });

  it("ends well, every check held", () => {
    assert.equal(base.code, 0, base.said);
    assert.deepEqual(
      base.report.checks.filter((check) => check.wrong > 0),
      [],
    );
    assert.equal(base.report.ok, true);
  });

  it("writes no name, tax code, phone or address of anybody: neither on the screen, nor in the report, nor in the server's log", async () => {
    const people = await query<{ surname: string; name: string; code: string }>(
      "select surname, name, tax_code as code from person",
    );
    const contacts = await query<{ value: string }>(
      "select value from contact_point where value is not null",
    );
    assert.ok(people.length > HOUSEHOLDS && contacts.length > HOUSEHOLDS);
    const log = server.log === null ? "" : await readFile(server.log, "utf8");
    const written = `${base.said}\n${base.page}\n${JSON.stringify(base.report)}\n${log}`.toLowerCase();
    const told = [
      ...people.flatMap((one) => [one.code, `${one.surname} ${one.name}`, `${one.name} ${one.surname}`]),
      ...contacts.map((one) => one.value),
    ];
    assert.deepEqual(
      told.filter((text) => written.includes(text.toLowerCase())),
      [],
    );
  });

  it("counts what was generated, row by row", () => {
    const { expected, corrections } = truth;
    const { notices, households, persons } = base.report;
    assert.deepEqual([households, persons], [HOUSEHOLDS, truth.persons]);
    for (const name of ["read", "created", "updated", "unchanged", "rejected"] as const) {
      assert.equal(notices[name], expected[name] + corrections[name], name);
    }
    assert.equal(notices.read, notices.created + notices.updated + notices.unchanged + notices.rejected);
  });

  it("loses nothing, hands nothing over twice, books no seat twice", async () => {
    const { lost, handedOverTwice, doubleBookings, messages } = base.report;
    assert.deepEqual(
      { lost, handedOverTwice, doubleBookings, uncertain: messages.uncertain },
      { lost: 0, handedOverTwice: 0, doubleBookings: 0, uncertain: 0 },
    );
    const overlaps = await query(
      `select 1 from appointment a join appointment b on a.desk_id = b.desk_id and a.lane = b.lane and a.id < b.id
         and a.starts_at < b.ends_at and b.starts_at < a.ends_at where a.state = 'held' and b.state = 'held'`,
    );
    assert.deepEqual(overlaps, []);
    const states = await query<{ channel: string; state: string }>(
      "select distinct channel, state from message where channel = 'sms' order by 2",
    );
    assert.ok(
      states.every(({ state }) => ["delivered", "failed", "withdrawn"].includes(state)),
      JSON.stringify(states),
    );
    assert.ok(messages.delivered > 0 && messages.failed > 0);
  });

  it("convenes every bound person who has an office and can be written to", async () => {
    const forgotten = await query(
      `select f.id from case_file f join competence c on c.case_id = f.id join person p on p.id = f.person_id
       where f.bound and p.reach in ('sms+email', 'sms', 'email')
         and not exists (select 1 from case_file o join summons s on s.case_id = o.id and s.state in ('issued', 'not-delivered')
                         where o.person_id = f.person_id)`,
    );
    assert.deepEqual(forgotten, []);
    assert.equal(base.report.shortage, 0);
  });

  it("tells those who have moved, and places them at their new office", async () => {
    assert.ok((truth.correctionKinds.moved ?? 0) > 0, "the cohort has no household that moves");
    const [told] = await query<{ n: number }>(
      "select count(distinct summons_id)::int as n from message where kind = 'cancelled'",
    );
    assert.ok(told!.n > 0);
    const astray = await query(
      `select a.id from appointment a join competence c on c.case_id = a.case_id where a.state = 'held' and a.office_id <> c.office_id`,
    );
    assert.deepEqual(astray, []);
  });

  it("every task of a desk has its reason, and the reason is true", async () => {
    const tasks = await query<{ kind: string; reason: string; reach: string; living: number }>(
      `select t.kind, t.reason, p.reach,
         (select count(*)::int from message m join summons s on s.appointment_id = m.appointment_id
            where m.case_id = t.case_id and s.state in ('issued', 'not-delivered') and m.state in ('accepted', 'delivered')) as living
       from desk_task t join case_file f on f.id = t.case_id join person p on p.id = f.person_id where t.closed_at is null`,
    );
    assert.ok(tasks.length > 0);
    for (const task of tasks) {
      assert.ok(task.reason.trim() !== "", JSON.stringify(task));
      if (task.kind === "unreachable")
        assert.deepEqual([task.reason, ["paper", "nobody"].includes(task.reach)], [task.reach, true]);
      if (task.kind === "not-delivered") assert.equal(task.living, 0, JSON.stringify(task));
    }
  });

  it("the register of acts verifies, chain by chain", async () => {
    const { faults, subjects, acts } = await verifyRegister(services);
    assert.deepEqual(faults, []);
    assert.ok(subjects > HOUSEHOLDS && acts > subjects);
    assert.equal(base.report.proof.register.acts, acts);
  });

  it("times every stage, and its page has each chart with its table", () => {
    assert.ok(base.report.stages.every((stage) => stage.seconds > 0 && stage.peakMiB > 30));
    assert.ok(base.report.firstWave.seconds > 0 && base.report.firstWave.peakMiB < 1_024);
    assert.match(base.page, /<html lang="it">/);
    assert.equal(base.page.match(/<svg role="img" aria-labelledby/g)?.length, 3);
    assert.equal(base.page.match(/<details><summary>[^<]+<\/summary><div[^>]*><table><caption>/g)?.length, 3);
    assert.doesNotMatch(base.page, /https?:\/\//, "the page needs nothing else");
  });

  it("with the staff of 2019 and one day, says office by office what is missing", async () => {
    const short = await run("organico", [
      "--scenario",
      "organico-2019",
      "--from",
      "2019-09-09",
      "--to",
      "2019-09-09",
    ]);
    assert.equal(short.code, 0, short.said);
    assert.ok(short.report.shortage > 0);
    assert.ok(short.report.shortages.length > 0);
    for (const one of short.report.shortages) {
      assert.ok(one.missing > 0);
      // How many seats would do, or why no seat would.
      assert.match(one.sentence, /Bastere|nucleo|giorno di apertura/, one.sentence);
      assert.ok(short.page.includes(one.sentence.slice(0, 40)), one.sentence);
    }
    assert.ok(
      short.report.shortages.some((one) => /Bastere\S+ \d+ post\S in più in ogni giorno/.test(one.sentence)),
    );
    assert.match(short.said, /Carenze:/);
  });
});
