// Stories of the retention: what is over goes and nothing of it is left anywhere; what is held stays; killed and run again it ends the same.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { shownFigures } from "../../src/domain/retention/figures.ts";
import { pdf } from "../../src/domain/documents/sample-files.test-data.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import type { Services } from "../../src/services/context.ts";
import { handIn } from "../../src/services/documents/hand-in.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { applyRetention } from "../../src/services/retention/apply.ts";
import { planRetention } from "../../src/services/retention/plan.ts";
import { readRulesFile } from "../../src/services/retention/rules-file.ts";
import type { RulesInForce } from "../../src/services/retention/rules-file.ts";
import { foldDay } from "../../src/store/day-digest.ts";
import { inTransaction, openAdministrator } from "../../src/store/pools.ts";
import { PERSONAL_TABLES } from "../../src/domain/retention/tables.ts";
import { readFigures } from "../../src/store/retention-runs.ts";
import { unlistedTables } from "../../src/store/retention-sets.ts";
import { ADMINISTRATOR, convened, convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { Restored, TestDatabase } from "./fixtures/database.ts";

const RULES = join(import.meta.dirname, "../../reference/retention.csv");
const KEYS = keysOfText(
  JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }),
  "prova",
);

describe("the retention", () => {
  let db: TestDatabase;
  let twin: Restored;
  let rules: RulesInForce;
  /** Cases that stay: a restricted person's, and one in which something has happened since. */
  let staying: string[] = [];
  let tokens = new Set<string>();

  before(async () => {
    db = await openTestDatabase();
    rules = await readRulesFile(RULES);
    await convenedRegion(db, "base", { households: 250, waves: [1] });
    const { worker, retention } = db.services.pools;
    await worker.query("update message set state = 'delivered', settled_at = now() where state = 'due'");
    await worker.query(
      "insert into receipt (gateway_id, message_id, status, at, raw) select gateway_id, id, 'delivered', due_at, recipient from message",
    );
    await worker.query(
      `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
       select gen_random_uuid(), id, 'prova', case when bound then 'chiusa' else 'aperta' end, 1, '{"nota": "testo"}', 'person', person_id, now(), gen_random_uuid() from case_file`,
    );
    const [first, second] = await convened(db.services);
    const office = first!.officeId;
    for (const { caseId, officeId } of [first!, second!]) {
      const given = await handIn(db.services, KEYS, {
        caseId,
        kind: "health-certificate",
        name: "certificato.pdf",
        bytes: pdf(),
        actor: { id: "prova", role: "operator", office: officeId },
      });
      assert.ok(given.ok);
    }
    await inTransaction(db.services.pools.app, async (client) => {
      await client.query("select set_config('app.office', $1, true)", [office]);
      await client.query(
        `insert into access_log (business_at, actor, actor_role, office_id, case_id, action, reason_kind, reason)
         values (business_now(), 'prova', 'operator', $1, $2, 'person-page', 'request', 'Telefonata della persona')`,
        [office, first!.caseId],
      );
    });
    await worker.query(
      "insert into gateway_orphan (gateway_id, key, recipient) select 'sms-prova', 'chiave', recipient from message where channel = 'sms' limit 1",
    );
    await inTransaction(worker, (client) => foldDay(client, "2019-09-02"));

    const [restricted, active] = (
      await retention.query<{ id: string; personId: string; benefitId: string }>(
        `select f.id, f.person_id as "personId", f.benefit_id as "benefitId" from case_file f where f.id not in ($1, $2) order by f.id desc limit 2`,
        [first!.caseId, second!.caseId],
      )
    ).rows;
    await retention.query(
      "insert into processing_restriction (id, person_id, reason, since, imposed_by) values (gen_random_uuid(), $1, 'contestazione', now(), 'prova')",
      [restricted!.personId],
    );
    await worker
      .query("update case_file set data_as_of = '2024-06-01' where id = $1", [active!.id])
      .catch(() => undefined);
    await db.services.pools.intake.query("update benefit set data_as_of = '2024-06-01' where id = $1", [
      active!.benefitId,
    ]);
    staying = (
      await retention.query<{ id: string }>(
        "select id from case_file where benefit_id = any($1) order by id",
        [[restricted!.benefitId, active!.benefitId]],
      )
    ).rows.map((row) => row.id);
    tokens = await tokensOfTheGoing();
    await db.setBusinessTime("2025-01-10T08:00:00.000Z");
    const backup = await db.backup();
    twin = await backup.restore();
  });
  after(() => db.close());

  /** What would name or point at whoever goes: codes, protocols, numbers, addresses; but for what whoever stays has too. */
  async function tokensOfTheGoing(): Promise<Set<string>> {
    const { rows } = await db.services.pools.retention.query<{ token: string; stays: boolean }>(
      `with f as (select f.*, f.id = any($1) as stays from case_file f)
       select p.tax_code as token, bool_or(f.stays) as stays from f join person p on p.id = f.person_id group by 1
       union all select c.value, bool_or(f.stays) from f join contact_point c on c.person_id = f.person_id group by 1
       union all select b.protocol, bool_or(f.stays) from f join benefit b on b.id = f.benefit_id group by 1
       union all select p.surname || ' ' || p.name, bool_or(f.stays) from f join person p on p.id = f.person_id group by 1`,
      [staying],
    );
    const kept = new Set(rows.filter((row) => row.stays).map((row) => row.token));
    return new Set(rows.map((row) => row.token).filter((token) => !kept.has(token)));
  }

  /** Every row of every table, as the part that sees them all. */
  async function allText(services: Services): Promise<string> {
    const { rows } = await services.pools.retention.query<{ name: string }>(
      "select c.relname as name from pg_class c where c.relnamespace = 'convoca'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'select')",
    );
    let text = "";
    for (const { name } of rows.filter(
      ({ name }) => !["place", "municipality", "reference_table", "office", "office_seat"].includes(name),
    )) {
      const found = await services.pools.retention.query<{ row: string }>(
        `select t::text as row from ${name} t`,
      );
      text += found.rows.map((one) => one.row).join("\n");
    }
    const rejected = await services.pools.retention.query<{ text: string }>(
      "select encode(bytes, 'escape') as text from rejected_row",
    );
    return text + rejected.rows.map((one) => one.text).join("\n");
  }

  async function countAll(services: Services): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of [...Object.keys(PERSONAL_TABLES), "kept_figure", "rejected_row", "gateway_orphan"]) {
      const column = table.startsWith("document_") ? "document_id" : "*";
      const { rows } = await services.pools.retention.query<{ n: number }>(
        `select count(${column})::int as n from ${table}`,
      );
      counts[table] = rows[0]!.n;
    }
    return counts;
  }

  it("knows of every table whether it bears a person: a new one fails here until it is said", async () => {
    assert.deepEqual(await inTransaction(db.services.pools.retention, unlistedTables), []);
    const { rows } = await db.services.pools.retention.query<{ name: string; walled: boolean }>(
      "select relname as name, relrowsecurity and relforcerowsecurity as walled from pg_class where relnamespace = 'convoca'::regnamespace and relkind = 'r'",
    );
    const open = rows
      .filter(({ name, walled }) => name in PERSONAL_TABLES && !walled)
      .map(({ name }) => name);
    // Ids of locks, which nobody but their own part reads.
    assert.deepEqual(open.toSorted(), ["unit_lock"]);
  });

  it("works with the very times that the page for the data protection officer tells", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/data-protection.md"), "utf8");
    for (const { kind, measure, months } of rules.rules) {
      const row = new RegExp(
        `^\\|[^|]*\\(\`${kind}\`\\) \\| ${measure === "*" ? "tutte" : measure} \\| ${months} \\|`,
        "m",
      );
      assert.match(page, row, `${kind} ${measure}`);
    }
  });

  it("erases nothing before its time", async () => {
    await db.setBusinessTime("2019-12-01T08:00:00.000Z");
    const plan = await planRetention(db.services, rules.rules);
    assert.deepEqual(
      plan.lines.filter(({ kind }) => kind !== "old-contact"),
      [],
    );
    await db.setBusinessTime("2025-01-10T08:00:00.000Z");
  });

  it("says first what would go, and what stays and why", async () => {
    const plan = await planRetention(db.services, rules.rules);
    const dossiers = plan.lines.filter(({ kind }) => kind === "dossier");
    assert.deepEqual(
      dossiers.map(({ held }) => held),
      [null, "restricted"],
    );
    assert.deepEqual(
      dossiers.map(({ units }) => units),
      [248, 1],
    );
    assert.ok(dossiers[0]!.cases! > 248);
    assert.equal(dossiers[0]!.rule.months, 60);
    const again = await planRetention(db.services, rules.rules);
    assert.deepEqual(again, plan);
    assert.ok((await countAll(db.services))["person"]! > 250, "a trial erased something");
  });

  it("cut off in the middle, and again, it goes on and ends as if nothing had happened", async () => {
    const straight = await applyRetention(twin.services, rules, { actor: ADMINISTRATOR });
    for (const stop of [60, 200]) {
      await assert.rejects(
        applyRetention(db.services, rules, {
          actor: ADMINISTRATOR,
          dossiersAtOnce: 20,
          thingsAtOnce: 50,
          progress: (_kind, units) => {
            if (units > stop) throw new Error("killed");
          },
        }),
        /killed/,
      );
    }
    // The connection itself is cut while a step is being done.
    const cut = applyRetention(db.services, rules, { actor: ADMINISTRATOR, dossiersAtOnce: 3 }).then(
      () => "done",
      String,
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    const administrator = await openAdministrator(db.url);
    await administrator.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'convoca-retention' and datname = current_database()",
    );
    await administrator.end();
    assert.notEqual(await cut, "done");
    const report = await applyRetention(db.services, rules, { actor: ADMINISTRATOR, dossiersAtOnce: 50 });
    assert.equal(
      Object.values(report.proof).reduce((sum, rows) => sum + rows, 0),
      0,
    );
    const counts = await countAll(db.services);
    assert.deepEqual(counts, await countAll(twin.services));
    assert.deepEqual(report.erased["dossier"], straight.erased["dossier"]);
    assert.deepEqual(
      await inTransaction(db.services.pools.retention, readFigures),
      await inTransaction(twin.services.pools.retention, readFigures),
    );
    const again = await applyRetention(db.services, rules, { actor: ADMINISTRATOR });
    assert.deepEqual(again.erased, {});
  });

  it("leaves whoever is held, whole", async () => {
    const { retention } = db.services.pools;
    const left = (await retention.query<{ id: string }>("select id from case_file order by id")).rows.map(
      (row) => row.id,
    );
    assert.deepEqual(left, staying);
    const { rows } = await retention.query(
      "select 1 from act a where a.subject_id = any($1) and not exists (select 1 from act_payload p where p.act_id = a.id)",
      [staying],
    );
    assert.equal(rows.length, 0);
  });

  it("leaves nothing of whoever is gone in any row of any table", async () => {
    assert.ok(tokens.size > 800, `only ${tokens.size}`);
    const text = (await allText(db.services)).toUpperCase();
    const found = [...tokens].filter((token) => text.includes(token.toUpperCase()));
    assert.deepEqual(found.slice(0, 10), []);
    const before = (await allText(db.services)).includes("Telefonata");
    assert.equal(before, false);
    const { rows } = await db.services.pools.audit.query<{ actor: string }>(
      "select actor from access_log where action = 'person-page'",
    );
    assert.deepEqual(rows, [{ actor: "prova" }], "who looked, and when, stays");
  });

  it("leaves a register that verifies, each erasure an act, and the nights' digests", async () => {
    const check = await verifyRegister(db.services);
    assert.deepEqual(check.faults, []);
    assert.ok(check.erased > 300);
    assert.deepEqual(
      (await rebuildItems(db.services)).faults.filter(({ problem }) => problem !== "row-without-acts"),
      [],
    );
    const { rows } = await db.services.pools.retention.query<{ subjects: number; last: number }>(
      `select count(distinct a.subject_id)::int as subjects, count(*) filter (where a.seq = c.seq)::int as last
       from act a join chain c on c.subject_id = a.subject_id where a.kind = 'data-erased' and a.subject_kind = 'case'
         and not exists (select 1 from case_file f where f.id = a.subject_id)`,
    );
    const figures = await inTransaction(db.services.pools.retention, readFigures);
    const cases = figures.filter(({ what }) => what === "casi").reduce((sum, { amount }) => sum + amount, 0);
    assert.deepEqual(rows[0], { subjects: cases, last: cases });
  });

  it("keeps numbers of what is gone, the small ones out of sight", async () => {
    const figures = await inTransaction(db.services.pools.retention, readFigures);
    assert.ok(
      figures.some(({ amount }) => amount < 5),
      "no small number to hold back",
    );
    const shown = shownFigures(
      figures.map(({ measure, grantedYear, what, officeId, amount }) => ({
        group: `${measure} ${grantedYear} ${what}`,
        place: officeId,
        amount,
      })),
    );
    for (const { cells } of shown) for (const { amount } of cells) assert.ok(amount === null || amount >= 5);
    assert.ok(shown.some(({ total }) => total !== null && total > 100));
  });

  it("only the retention erases: every other part is refused, the register by everybody", async () => {
    for (const part of ["app", "worker", "intake", "planner", "control", "documents", "audit"] as const) {
      for (const table of ["act_payload", "message_content", "person", "report", "document"]) {
        await assert.rejects(
          db.services.pools[part].query(`delete from ${table}`),
          { code: "42501" },
          `${part} ${table}`,
        );
      }
    }
    for (const table of ["act", "chain", "day_head", "day_digest"]) {
      await assert.rejects(
        db.services.pools.retention.query(`delete from ${table}`),
        { code: "42501" },
        table,
      );
    }
    await assert.rejects(db.services.pools.retention.query("update access_log set actor = 'altri'"), {
      code: "42501",
    });
    const { rowCount } = await db.services.pools.retention.query("delete from access_log");
    assert.equal(rowCount, 0, "accesses younger than their time went");
  });
});
