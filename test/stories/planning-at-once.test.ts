// Offices written two at a time, planners that meet, chunks of messages side by side: the outcome is that of one after the other.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openServices, SYSTEM } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { issueSummonses } from "../../src/services/issue.ts";
import { planWave } from "../../src/services/plan.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { writeStoryCohort } from "./fixtures/cohort.ts";
import { MEASURE, setUpGateways } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { Restored, TestDatabase } from "./fixtures/database.ts";

const SEATS = `select p.tax_code, a.office_id, a.desk_id, a.starts_at, a.wave from appointment a join case_file f on f.id = a.case_id
  join person p on p.id = f.person_id where a.state = 'held' order by p.tax_code, a.starts_at`;

describe("work done side by side", () => {
  let db: TestDatabase;
  let copies: Restored[];
  before(async () => {
    db = await openTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), "convoca-storia-"));
    const cohort = await writeStoryCohort(folder, 600);
    for (const file of cohort.files)
      await importNoticeFile(db.services, {
        reference: db.reference,
        path: file.path,
        measure: MEASURE,
        actor: SYSTEM,
      });
    await rm(folder, { recursive: true, force: true });
    await setUpGateways(db.services);
    // In every third household the second member lives elsewhere: two offices have somebody of it.
    await db.services.pools.intake.query(`with moved as (
        select f.id, row_number() over (order by f.id) as n from case_file f where f.role = 'M' and f.bound
      ) update competence c set office_id = 'F839C000305' from moved m where m.id = c.case_id and m.n % 3 = 0`);
    const backup = await db.backup();
    copies = [await backup.restore(), await backup.restore(), await backup.restore()];
  });
  after(() => db.close());

  const plan = (one: Pick<Restored, "services">, wave: 1 | 2 = 1) =>
    planWave(one.services, {
      reference: db.reference,
      measure: MEASURE,
      wave,
      scenario: "base",
      firstDay: "2019-09-09",
      lastDay: "2019-12-13",
      target: "2019-12-15",
      actor: SYSTEM,
    });
  const rowsOf = async (one: Pick<Restored, "services">, sql: string) =>
    (await one.services.pools.worker.query<Record<string, unknown>>(sql)).rows;

  it("two planners at one time give what one gives, and nobody two seats", async () => {
    const [alone, together] = [copies[0]!, copies[1]!];
    const first = await plan(alone);
    const both = await Promise.all([plan(together), plan(together)]);
    assert.ok(first.placed > 300);
    assert.deepEqual(
      both.map((report) => report.placed).toSorted((a, b) => a - b),
      [0, first.placed],
    );
    assert.deepEqual(await rowsOf(together, SEATS), await rowsOf(alone, SEATS));
    const [seconds] = [await plan(alone, 2), await plan(together, 2)];
    assert.ok(seconds.placed > 0);
    assert.deepEqual(await rowsOf(together, SEATS), await rowsOf(alone, SEATS));
  });

  it("members of one household whom two offices call are not called for one hour", async () => {
    const spread = await rowsOf(
      copies[0]!,
      `select benefit_id from appointment where state = 'held' group by benefit_id having count(distinct office_id) > 1`,
    );
    assert.ok(spread.length > 0, "no household is called by two offices: the story says nothing");
    assert.deepEqual(
      await rowsOf(
        copies[0]!,
        `select 1 from appointment where state = 'held' group by benefit_id, day, hour having count(*) > 1`,
      ),
      [],
    );
  });

  it("an office that cannot be written leaves the offices before it planned, none after it, and the next run ends the work", async () => {
    const broken = copies[2]!;
    const wanted = await rowsOf(copies[0]!, `${SEATS.replace("where", "where a.wave = 1 and")}`);
    const offices = [...new Set(wanted.map((row) => String(row["office_id"])))].toSorted();
    const failing = offices[Math.floor(offices.length / 2)]!;
    const impatient = openServices(broken.url);
    impatient.pools.planner.on("connect", (client) => void client.query("set lock_timeout = 1000"));
    const taker = await broken.services.pools.intake.connect();
    try {
      // Somebody holds a row that this office's acts need, for longer than the planner is let wait.
      await taker.query("begin");
      await taker.query(
        "select 1 from chain where subject_id in (select case_id from competence where office_id = $1) for update",
        [failing],
      );
      await assert.rejects(plan({ services: impatient }), /lock timeout/);
    } finally {
      await taker.query("rollback");
      taker.release(true);
      await impatient.close();
    }
    const written = (
      await rowsOf(broken, "select distinct office_id from appointment order by office_id")
    ).map((row) => row["office_id"]);
    assert.deepEqual(
      written,
      offices.filter((office) => office < failing),
    );
    await plan(broken);
    assert.deepEqual(await rowsOf(broken, SEATS), wanted);
    assert.deepEqual((await verifyRegister(broken.services)).faults, []);
  });

  it("two composings at one time write to everyone once", async () => {
    const [alone, together] = [copies[0]!, copies[1]!];
    const one = await issueSummonses(alone.services, { reference: db.reference, actor: SYSTEM });
    const two = await Promise.all(
      [1, 2].map(() => issueSummonses(together.services, { reference: db.reference, actor: SYSTEM })),
    );
    assert.ok(one.sms > 0 && one.emails > 0);
    assert.equal(
      two.reduce((sum, report) => sum + report.sms, 0),
      one.sms,
    );
    assert.equal(
      two.reduce((sum, report) => sum + report.emails, 0),
      one.emails,
    );
    const messages = `select p.tax_code, m.kind, m.channel, m.recipient, m.due_at, m.expires_at, m.priority, m.parts, m.encoding, c.sender
      from message m join message_content c on c.message_id = m.id join case_file f on f.id = m.case_id join person p on p.id = f.person_id
      order by 1, 2, 3, 4, 5`;
    assert.deepEqual(await rowsOf(together, messages), await rowsOf(alone, messages));
    assert.deepEqual((await verifyRegister(together.services)).faults, []);
  });
});
