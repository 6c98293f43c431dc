// Walls, role by role: which part reads which table, that nothing without an office is something, that no query, function or trick goes round.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Pool, PoolClient } from "pg";
import { inOffice } from "../../src/store/pools.ts";
import { PARTS } from "../../src/store/roles.ts";
import type { Part } from "../../src/store/roles.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

/** Tables without walls: nobody is in them. Whatever else there is, and whatever is new, needs forced row-level security and policies. */
const NOBODYS: Readonly<Record<string, string>> = {
  access_rule: "parametri", active_measure: "catalogo", active_measure_change: "catalogo", control_figure: "conti di regia", control_followed: "conti di regia: fino a quando", control_public: "conti pubblici", basin: "territorio", clock: "orologio", closure_range: "sedi",
  day_digest: "impronte", desk: "sedi", desk_count: "sedi", desk_scenario: "sedi", desk_secret: "chiave dei codici di sportello: non apre dati",
  dispatch_window: "finestre degli invii: chiavi di messaggi, letta dal solo processo che invia", gateway: "canali", gateway_count: "conti degli invii, senza messaggi", gateway_event: "vicende dei canali", gateway_receipt_count: "conti delle ricevute, senza messaggi", sender_registration: "mittenti registrati", gateway_price: "prezzi dei canali", holiday_rule: "festività",
  installation: "impianto", municipality: "territorio", municipality_successor: "territorio", office: "sedi", office_seat: "sedi",
  letter_batch: "lotti", message_text: "testi della Regione", text_ruling: "testi in vigore", wording_comparison: "testi a confronto", trial_contact: "recapiti di chi prova i testi: letta dal solo processo che li scrive",
   letter_file: "file di esiti",
  domicile_register: "registri dei domicili digitali", domicile_batch: "elenchi chiesti ai registri: numeri, non persone", domicile_day: "richieste ai registri, contate",
  node_day: "conti degli scambi con il nodo", node_flow: "flussi del nodo", node_run: "confronti con il nodo", node_line: "la linea verso il nodo",
  opening_rule: "sedi", outbox_counted: "giorni contati", outbox_day: "conti dei messaggi", place: "territorio", plan: "piani", plan_shortage: "piani", reference_import: "tabelle", reference_table: "tabelle",
  reply_secret: "chiave dei collegamenti: senza il secondo controllo non apre dati", schema_migration: "migrazioni", sender_fence: "memoria di chi invia", term_suspension: "norme", turn_of_day: "giri di giornata",
  plan_rule: "regole del piano, senza persone",
  show_up_tally: "conti di chi viene, senza persone",
  forecast_run: "previsioni: conti per sede",
  unit_lock: "serrature: letta dalla sola cancellazione", worker: "processi",
  summons_way: "per quali vie una misura scrive: tabella del programma",
  worklist_rule: "che cosa resta in sospeso: tabella del programma",
};
/** Columns by which a row is of somebody, or says something of them. */
const BEARS = ["case_id", "person_id", "tax_code", "benefit_id", "surname", "name_of", "recipient", "payload", "birth_date", "value"];

/** Who reads each walled table, written by hand: a grant more or less must be changed here too, knowingly. */
const ALL_CASES = "intake planner worker app retention";
const READERS: Readonly<Record<string, string>> = {
  agenda_exception: "planner worker app replies", agenda_replan: "worker app", agenda_replan_seat: "app retention",
  api_client: "worker login", api_key: "worker login", api_request: "worker retention", api_token_seen: "login",
  access_flag: "retention audit", access_flag_view: "retention audit", access_log: "app retention audit", access_unreviewed: "retention audit",
  act: `${ALL_CASES} control audit documents replies`, act_payload: `${ALL_CASES} replies`, app_user: "control login", appointment: `${ALL_CASES} replies`, batch: "intake retention", benefit: `${ALL_CASES} replies`,
  case_fact: `${ALL_CASES} replies`, case_file: `${ALL_CASES} audit documents replies`, chain: `${ALL_CASES} control audit documents replies`, competence: `${ALL_CASES} audit documents replies`,
  competence_history: "intake retention", contact_point: `${ALL_CASES} replies`, delivery_evidence: `${ALL_CASES} replies`, escalation_step: "worker app retention", desk_task: `${ALL_CASES} replies`,
  control_case: "app retention", control_change: "retention",
  contact_change: "app retention", day_head: "worker app retention", draft: "app retention", interview: "app retention", interview_step: "app retention",
  document: "worker app retention documents replies", document_chunk: "retention documents", document_key: "retention documents", dossier_item: `${ALL_CASES} documents replies`,
  case_assignment: "worker app retention", case_note: "worker app retention", case_wait: "worker app retention replies", worklist: ALL_CASES, worklist_view: "app retention",
  duty_review: "intake worker retention", failure_care: "app retention", gateway_orphan: "worker retention", item_term: `${ALL_CASES} replies`, kept_figure: "retention", message: `${ALL_CASES} replies`, office_day: "worker app retention", visit: "worker app retention",
  message_content: "worker app retention replies", message_part: "worker app retention", notice: "intake worker app retention", notice_history: "intake retention", notice_record: "intake retention",
  overbooking_setting: "planner worker app", overbooking_place: "planner worker app", desk_ability: "planner worker app",
  outbound_event: ALL_CASES, person: `${ALL_CASES} audit documents replies`, processing_restriction: `${ALL_CASES} documents replies`, protected_person: "app retention audit",
  issued_paper: "worker app retention documents", paper_scan: "worker app retention documents", signing_code: "worker app retention",
  letter: "worker app retention documents replies", letter_event: "worker app retention", letter_file_reject: "worker retention", letter_pdf: "worker app retention",
  pec_mail: "worker retention", pec_mailbox: "worker retention", receipt: "worker app retention replies", rejected_row: "intake retention", report: `${ALL_CASES} replies`, retention_run: "retention", routing_queue: "intake worker retention",
  domicile_lookup: "worker app retention",
  node_policy: "worker app retention", node_report: "worker app retention", node_report_attempt: "worker app retention",
  node_absence: "intake retention", node_exchange: "intake retention", node_seen: "intake retention",
  incoming_sms: "worker retention", person_language: `${ALL_CASES} replies`, wording_assignment: "worker retention", reminder_stop: "planner worker retention", reply_try: "retention", reply_visit: "retention",
  campaign: "planner worker app retention", campaign_household: "planner worker retention", campaign_person: "planner worker app retention",
  send_attempt: "worker app retention", subject_request: "retention", substitution: "app control audit", summons: `${ALL_CASES} documents replies`, term: `${ALL_CASES} replies`, user_kin: "control audit",
  login_claim_rule: "login", login_event: "control login", login_flow: "login", login_provider: "login", login_throttle: "login", logout_token_seen: "login",
  user_password: "login", user_recovery_code: "login", user_role: "login", user_session: "login", user_totp: "login",
};
/** The parts that work for one office at a time. */
/** And the one that works for one visit of a person: without it there is nobody. */
const OF_AN_OFFICE: ReadonlySet<string> = new Set(["app", "documents", "replies"]);

describe("walls, role by role", () => {
  let database: TestDatabase;
  let calls: Convened[] = [];
  let here: Convened;
  let there: Convened;

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 120 });
    calls = await convened(database.services);
    here = calls[0]!;
    there = calls.find((call) => call.officeId !== here.officeId)!;
  });
  after(() => database.close());

  const pool = (part: Part): Pool => database.services.pools[part];
  const tables = (): Promise<{ name: string; walled: boolean; policies: number; readers: string; bears: string }[]> =>
    database.administer(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
         coalesce((select string_agg(r, ' ' order by n) from unnest($1::text[]) with ordinality as part (r, n) where has_any_column_privilege('convoca_' || r, c.oid, 'select')), '') as readers,
         coalesce((select string_agg(i.column_name, ' ') from information_schema.columns i where i.table_schema = 'convoca' and i.table_name = c.relname and i.column_name = any($2)), '') as bears
       from pg_class c where c.relnamespace = 'convoca'::regnamespace and c.relkind in ('r', 'p', 'f', 'm') order by 1`,
      [PARTS, BEARS],
    );

  it("every table is behind forced walls with policies, or is nobody's by name: a new one fails here until it is one or the other", async () => {
    const all = await tables();
    const open = all.filter((table) => !table.walled).map((table) => table.name);
    assert.deepEqual(open, Object.keys(NOBODYS).toSorted());
    assert.deepEqual(all.filter((table) => table.walled && table.policies === 0), []);
    assert.deepEqual(all.filter((table) => !table.walled && table.bears !== "").map(({ name, bears }) => `${name}: ${bears}`), []);
    const views = await database.administer("select relname from pg_class where relnamespace = 'convoca'::regnamespace and relkind = 'v' and relname <> 'closure' and not coalesce(reloptions @> array['security_invoker=true'], false)");
    assert.deepEqual(views, [], "a view reads with its owner's eyes");
  });

  it("each walled table is read by the parts expected, and by no other", async () => {
    const found = Object.fromEntries((await tables()).filter((table) => table.walled).map(({ name, readers }) => [name, readers]));
    const expected = Object.fromEntries(Object.entries(READERS).map(([name, parts]) => [name, PARTS.filter((part) => parts.split(" ").includes(part)).join(" ")]));
    assert.deepEqual(found, Object.fromEntries(Object.entries(expected).toSorted(([a], [b]) => (a < b ? -1 : 1))));
  });

  it("without an office, and in nobody's office, the parts of an office see no row of any table", async () => {
    let looked = 0;
    for (const { name } of (await tables()).filter((table) => table.walled))
      for (const part of PARTS) {
        const mayRead = READERS[name]!.split(" ").includes(part);
        const count = (db: { query: PoolClient["query"] }): Promise<number | string> =>
          db.query<{ n: number }>(`select count(*)::int as n from ${name}`).then(({ rows }) => rows[0]!.n, (error: { code: string }) => error.code);
        const seen = await count(pool(part));
        if (!mayRead) assert.equal(seen, "42501", `${part} ${name}`);
        else if (OF_AN_OFFICE.has(part)) {
          assert.equal(seen, 0, `${part} ${name}`);
          assert.equal(await inOffice(pool(part), "X000C000000", count), 0, `${part} ${name} in nobody's office`);
          looked += 1;
        }
      }
    assert.ok(looked > 25, `only ${looked} tables were looked at`);
  });

  it("the right office sees its people, and the parts of the Region see all: the walls are not shut", async () => {
    const count = (db: { query: PoolClient["query"] }): Promise<number> =>
      db.query<{ n: number }>("select count(*)::int as n from case_file").then(({ rows }) => rows[0]!.n);
    const all = await count(pool("intake"));
    const own = await inOffice(pool("app"), here.officeId, count);
    const theirs = await inOffice(pool("app"), there.officeId, count);
    assert.ok(own > 0 && theirs > 0 && own + theirs <= all && own < all);
    assert.equal(await inOffice(pool("documents"), here.officeId, count), own);
    for (const part of ["planner", "worker", "retention", "audit"] as const) assert.equal(await count(pool(part)), all, part);
    assert.equal(await inOffice(pool("app"), there.officeId, async (db) => (await db.query("select 1 from case_file where id = $1", [there.caseId])).rowCount), 1);
  });

  /** Queries as a mistake would write them: no condition, or one that asks for somebody else's people. */
  const BROKEN: Readonly<Record<string, string>> = {
    "no condition": "select f.id::text as case from case_file f, person p",
    "a left join": "select f.id::text as case from office o left join case_file f on true",
    "or true": `select f.id::text as case from case_file f where f.id = '00000000-0000-7000-8000-000000000000' or true`,
    "by office": "select c.case_id::text as case from competence c where c.office_id <> current_office()",
    "a subquery": "select (select string_agg(id::text, ' ') from case_file) as case",
    "a union": "select case_id::text as case from message union select case_id::text from term union select case_id::text from summons",
    "the register": "select subject_id::text as case from act",
    "payloads": "select a.payload as case from act_payload a",
    "texts of messages": "select case_id::text as case from message m join message_content t on t.message_id = m.id",
    "who looked": "select case_id::text as case from access_log",
    "for update": "select case_id::text as case from competence for key share",
    "a copy": "with moved as (select * from case_file) select id::text as case from moved",
  };
  for (const [what, sql] of Object.entries(BROKEN))
    it(`a broken query shows nobody of another office: ${what}`, async () => {
      const others = new Set(calls.filter((call) => call.officeId !== here.officeId).map((call) => call.caseId));
      const rows = await inOffice(pool("app"), here.officeId, async (db) => (await db.query<{ case: string | null }>(sql)).rows.map((row) => row.case ?? "")).catch(
        (error: { code: string }) => (assert.equal(error.code, "42501"), []),
      );
      for (const row of rows) for (const id of others) assert.ok(!row.includes(id), `${id} shown`);
    });

  it("a broken change touches nobody of another office", async () => {
    const changed = (sql: string): Promise<number | string> =>
      inOffice(pool("app"), here.officeId, async (db) => (await db.query(sql, [there.caseId])).rowCount ?? 0).catch((error: { code: string }) => error.code);
    assert.equal(await changed("update desk_task set closed_at = now(), closed_by = 'x' where case_id = $1"), 0);
    assert.equal(await changed("update summons set state = 'cancelled' where case_id = $1"), 0);
    assert.equal(await changed("update message set state = 'withdrawn' where case_id = $1"), 0);
    assert.equal(await changed("delete from competence where case_id = $1"), "42501");
    assert.equal(await changed(`insert into desk_task (id, case_id, kind, reason, opened_at) values (gen_random_uuid(), $1, 'prova', 'prova', now())`), "42501");
    assert.equal(await changed(`insert into chain (subject_id, subject_kind) values ($1, 'case')`), "42501");
    assert.equal(await changed(`insert into protected_person (id, person_id, reason, marked_at, marked_by)
      select gen_random_uuid(), f.person_id, 'x', now(), 'x' from case_file f where f.id = $1`), 0);
  });

  it("a function slipped into a query is shown nobody else either", async () => {
    const seen: string[] = [];
    await inOffice(pool("app"), here.officeId, async (db) => {
      db.on("notice", (notice) => void seen.push(notice.message ?? ""));
      await db.query(`create function pg_temp.peek(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', $1; return true; end $$`);
      await db.query("select 1 from person where pg_temp.peek(tax_code)");
    });
    const { rows } = await pool("intake").query<{ code: string; mine: boolean }>(
      `select p.tax_code as code, bool_or(c.office_id = $1) as mine from person p join case_file f on f.person_id = p.id join competence c on c.case_id = f.id group by 1`,
      [here.officeId],
    );
    assert.deepEqual(seen.toSorted(), rows.filter((row) => row.mine).map((row) => row.code).toSorted());
    assert.ok(rows.some((row) => !row.mine));
  });

  it("no working role owns anything, has powers of its own, or belongs to another", async () => {
    const roles = PARTS.map((part) => `convoca_${part}`);
    const owned = await database.administer(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any($1) and c.relpersistence <> 't'
       union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = any($1) and p.pronamespace = 'convoca'::regnamespace
       union all select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = any($1) and n.nspname !~ '^pg_'`,
      [roles],
    );
    assert.deepEqual(owned, []);
    const powers = await database.administer(
      `select rolname from pg_roles where (rolname = any($1) or rolname ~ '^convoca_[a-z]+_for_') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
      [roles],
    );
    assert.deepEqual(powers, []);
    const members = await database.administer<{ member: string; of: string }>(
      `select m.rolname as member, g.rolname as of from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
       where m.rolname = any($1) or m.rolname ~ '^convoca_[a-z]+_for_'`,
      [roles],
    );
    for (const { member, of } of members) assert.equal(member.split("_for_")[0], of, `${member} of ${of}`);
    const mayCreate = await database.administer(`select r from unnest($1::text[]) r where has_schema_privilege(r, 'convoca', 'create')`, [roles]);
    assert.deepEqual(mayCreate, []);
  });

  it("no part takes another role, lowers the walls, or makes itself their owner", async () => {
    const everybody = (): Promise<{ yes: boolean }[]> => database.administer("select has_table_privilege('public', 'convoca.person', 'select') as yes");
    for (const part of PARTS) {
      const refused = (sql: string): Promise<void> =>
        assert.rejects(pool(part).query(sql), (error: { code?: string }) => error.code === "42501", `${part}: ${sql}`);
      for (const other of PARTS.filter((one) => one !== part)) await refused(`set role convoca_${other}`);
      for (const role of ["convoca_owner", "convoca_figures"]) await refused(`set role ${role}`);
      await refused("set session authorization postgres");
      await refused("alter table person disable row level security");
      await refused("alter table person no force row level security");
      await refused("alter table person owner to current_user");
      await refused("drop policy office on person");
      await refused("create policy mine on person using (true)");
      // Of a right that is not one's own nothing is passed on, with no more than a warning.
      await pool(part).query("grant select on person to public").catch(() => undefined);
      await refused("create table convoca.mine (n integer)");
      await refused("truncate person");
      // Asking to go without row security is refused at the first row it would show, not obeyed.
      const client = await pool(part).connect();
      try {
        await client.query("set row_security = off");
        await assert.rejects(client.query("select tax_code from person"), { code: "42501" }, part);
      } finally {
        client.release(true);
      }
      // Back to the login itself: the same walls.
      const { rows } = await pool(part).query<{ own: boolean }>("select pg_has_role(session_user, 'convoca_owner', 'member') or pg_has_role(session_user, 'convoca_figures', 'member') as own");
      assert.equal(rows[0]!.own, false, part);
    }
    assert.deepEqual(await everybody(), [{ yes: false }]);
  });

  it("functions that see past the walls are nobody's but those they are granted to, and find their tables by name", async () => {
    const functions = await database.administer<{ name: string; everybody: boolean; path: string | null; trigger: boolean }>(
      `select p.proname as name, has_function_privilege('public', p.oid, 'execute') as everybody, array_to_string(p.proconfig, ',') as path, p.prorettype = 'trigger'::regtype as trigger
       from pg_proc p where p.pronamespace = 'convoca'::regnamespace and p.prosecdef order by 1`,
    );
    assert.ok(functions.length >= 10);
    assert.deepEqual(functions.filter((one) => one.path === null || !one.path.startsWith("search_path=")).map((one) => one.name), []);
    // A trigger cannot be called; statistics show nobody.
    assert.deepEqual(functions.filter((one) => one.everybody && !one.trigger && one.name !== "refresh_statistics").map((one) => one.name), []);
  });

  it("functions that count across the walls give numbers, and never more than numbers", async () => {
    const counted = await inOffice(pool("app"), here.officeId, async (db) => (await db.query("select * from case_counts()")).rows[0] as Record<string, unknown>);
    assert.ok(Object.values(counted).every((value) => typeof value === "number"));
    const [own, all] = [counted["all"] as number, (await pool("intake").query<{ n: number }>("select count(*)::int as n from competence")).rows[0]!.n];
    assert.ok(own > 0 && own < all);
  });
});
