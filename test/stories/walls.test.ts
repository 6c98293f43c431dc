// Every table that bears a person, read without any condition: an office sees its own rows, all of them and no other.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { foldDay } from "../../src/store/day-digest.ts";
import { inOffice, inTransaction } from "../../src/store/pools.ts";
import { convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const OF_CASE = (column: string): string => `select c.office_id from competence c where c.case_id = ${column}`;
const OF_CASES = (condition: string): string => `select c.office_id from competence c join case_file f on f.id = c.case_id where ${condition}`;
const OF_MESSAGE = (column: string): string => `select c.office_id from competence c join message m on m.case_id = c.case_id where m.id = ${column}`;

/** For each table (as t) the offices that may see a row, as the parts that see everything work them out. */
const OWNERS: Readonly<Record<string, string>> = {
  competence: "select t.office_id",
  case_file: OF_CASE("t.id"),
  case_fact: OF_CASE("t.case_id"),
  person: OF_CASES("f.person_id = t.id"),
  contact_point: OF_CASES("f.person_id = t.person_id"),
  person_language: OF_CASES("f.person_id = t.person_id"),
  benefit: OF_CASES("f.benefit_id = t.id"),
  notice: OF_CASE("t.case_id"),
  term: OF_CASE("t.case_id"),
  desk_task: OF_CASE("t.case_id"),
  appointment: OF_CASE("t.case_id"),
  dossier_item: OF_CASE("t.case_id"),
  item_term: OF_CASE("t.case_id"),
  report: OF_CASE("t.case_id"),
  delivery_evidence: OF_CASE("t.case_id"),
  escalation_step: OF_CASE("t.case_id"),
  outbound_event: OF_CASE("t.case_id"),
  node_policy: OF_CASE("t.case_id"),
  node_report: OF_CASE("t.case_id"),
  node_report_attempt: OF_CASE("t.case_id"),
  summons: OF_CASE("t.case_id"),
  message: OF_CASE("t.case_id"),
  failure_care: OF_CASE("t.case_id"),
  message_content: OF_MESSAGE("t.message_id"),
  message_part: OF_MESSAGE("t.message_id"),
  send_attempt: OF_MESSAGE("t.message_id"),
  receipt: OF_MESSAGE("t.message_id"),
  letter: OF_CASE("t.case_id"),
  letter_pdf: OF_MESSAGE("t.message_id"),
  letter_event: OF_MESSAGE("t.message_id"),
  act: OF_CASE("t.subject_id"),
  act_payload: `select c.office_id from competence c join act a on a.subject_id = c.case_id where a.id = t.act_id`,
  chain: OF_CASE("t.subject_id"),
  day_head: OF_CASE("t.subject_id"),
  access_log: OF_CASE("t.case_id"),
  protected_person: OF_CASES("f.person_id = t.person_id"),
  processing_restriction: OF_CASES("f.person_id = t.person_id"),
  document: OF_CASE("t.case_id"),
  draft: OF_CASE("t.case_id"),
  interview: OF_CASE("t.case_id"),
  interview_step: OF_CASE("t.case_id"),
  contact_change: OF_CASES("f.person_id = t.person_id"),
  domicile_lookup: OF_CASES("f.person_id = t.person_id"),
  issued_paper: OF_CASE("t.case_id"),
  paper_scan: OF_CASE("t.case_id"),
  signing_code: OF_CASE("t.case_id"),
  substitution: "select t.office_id",
  agenda_exception: "select t.office_id",
  agenda_replan: "select t.office_id",
  desk_ability: "select t.office_id",
  overbooking_setting: "select t.office_id",
  overbooking_place: "select t.office_id",
  agenda_replan_seat: OF_CASE("t.case_id"),
  visit: OF_CASE("t.case_id"),
  office_day: "select t.office_id",
  worklist: OF_CASE("t.case_id"),
  control_case: OF_CASE("t.case_id"),
  case_assignment: OF_CASE("t.case_id"),
  case_wait: OF_CASE("t.case_id"),
  case_note: OF_CASE("t.case_id"),
  worklist_view: "select t.office_id",
  campaign: "select unnest(t.offices)",
  campaign_person: OF_CASE("t.case_id"),
};

/** The parts that see all rows share the tables out: the intake has those of the persons, others these. */
const SEEN_WHOLE_BY: Readonly<Record<string, "worker" | "audit" | "retention">> = {
  failure_care: "retention",
  message_content: "worker",
  message_part: "worker",
  send_attempt: "worker",
  receipt: "worker",
  escalation_step: "worker",
  letter: "worker",
  letter_pdf: "worker",
  letter_event: "worker",
  day_head: "worker",
  access_log: "retention",
  protected_person: "retention",
  processing_restriction: "retention",
  document: "retention",
  draft: "retention",
  interview: "retention",
  interview_step: "retention",
  contact_change: "retention",
  domicile_lookup: "worker",
  issued_paper: "retention",
  paper_scan: "retention",
  signing_code: "retention",
  agenda_exception: "worker",
  agenda_replan: "worker",
  desk_ability: "worker",
  overbooking_setting: "worker",
  overbooking_place: "worker",
  agenda_replan_seat: "retention",
  visit: "retention",
  office_day: "retention",
  substitution: "audit",
  case_assignment: "retention",
  case_wait: "retention",
  case_note: "retention",
  control_case: "retention",
  worklist_view: "retention",
  campaign: "retention",
  campaign_person: "retention",
  node_policy: "worker",
  node_report: "worker",
  node_report_attempt: "worker",
};

describe("walls of the application", () => {
  let database: TestDatabase;
  let offices: string[] = [];

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 300, waves: [1] });
    const { worker } = database.services.pools;
    await worker.query("select control_follow(1000000)");
    await worker.query(`insert into receipt (gateway_id, message_id, status, at) select gateway_id, id, 'delivered', now() from message`);
    await worker.query(`insert into send_attempt (message_id, gateway_id, outcome) select id, gateway_id, 'retry' from message`);
    await worker.query(`insert into message_part (message_id, part, gateway_id, reference) select id, 1, gateway_id, 'prova' from message`);
    await worker.query(`insert into letter (message_id, case_id, gateway_id, product, code)
      select id, case_id, gateway_id, 'ordinary-letter', lpad(row_number() over ()::text, 16, '0') from message`);
    await worker.query("insert into letter_pdf (message_id, pdf) select id, 'prova' from message");
    await worker.query("insert into letter_event (message_id, code, happened_at) select id, 'CON080', now() from message");
    await writeDossiers(worker);
    await inTransaction(worker, (client) => foldDay(client, "2019-09-02"));
    await writeAround(database.services.pools);
    const found = await worker.query<{ office: string }>(
      `select office_id as office from competence group by office_id order by count(*) desc, office_id limit 3`,
    );
    offices = found.rows.map((row) => row.office);
    // Nobody's office is one too: its operator sees nothing.
    offices.push("", "X000C000000");
  });
  after(() => database.close());

  it("stand on every table that the application may read and that bears a person", async () => {
    const rows = await database.administer<{ name: string; walled: boolean }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled from pg_class c
       where c.relnamespace = 'convoca'::regnamespace and c.relkind = 'r' and has_table_privilege('convoca_app', c.oid, 'select')`,
    );
    const walled = rows.filter((row) => row.walled).map((row) => row.name);
    assert.deepEqual(walled.toSorted(), Object.keys(OWNERS).toSorted());
    const bearing = await database.administer<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
       where table_schema = 'convoca' and column_name in ('case_id', 'person_id', 'tax_code', 'benefit_id', 'message_id', 'surname')`,
    );
    const open = rows.filter((row) => !row.walled && bearing.some((one) => one.name === row.name));
    assert.deepEqual(open, []);
  });

  for (const [table, owners] of Object.entries(OWNERS)) {
    it(`show an office its own rows of ${table}, and no other`, async () => {
      const { pools } = database.services;
      let seen = 0;
      for (const office of offices) {
        const mine = await inOffice(pools.app, office, async (db) => (await db.query<{ row: string }>(`select t::text as row from ${table} t`)).rows);
        const expected = await expectedRows(pools[SEEN_WHOLE_BY[table] ?? "intake"], table, owners, office);
        assert.deepEqual(mine.map(({ row }) => row).toSorted(), expected.toSorted(), `${table} seen from «${office}»`);
        seen += mine.length;
      }
      assert.ok(seen > 0, `nobody saw a row of ${table}: the story proves nothing`);
    });
  }
});

/** A row in each table of the dossier for every case that was convened. */
async function writeDossiers(pool: TestDatabase["services"]["pools"]["worker"]): Promise<void> {
  await pool.query(`insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
    select gen_random_uuid(), s.case_id, 'prova', 'aperta', 1, '{}', 'household', a.benefit_id, now(), gen_random_uuid()
    from summons s join appointment a on a.id = s.appointment_id`);
  await pool.query(`insert into item_term (id, case_id, item_id, procedure, kind, clock, starts_on, amount, unit, suspended, due_on, opened_at, opened_by)
    select gen_random_uuid(), case_id, id, procedure, 'prova', 'justify', '2019-09-02', 1, 'calendar-days', true, '2019-09-03', now(), last_act from dossier_item`);
  await pool.query(`insert into report (id, case_id, item_id, event, fact_on, measure_version, unit_kind, unit_id, counter_before, counter_after, proof,
      evidence, link_kind, link_id, hours_waited, operator_tax_code, proposed_by, approved_by, act_id, sent_at)
    select gen_random_uuid(), case_id, id, 'E-CONV', '2019-09-02', 'rdc-2019', unit_kind, unit_id, 0, 1, 'delivered', '["ricevuta"]',
      'first-appointment-policy', 'prova', 48, 'X', 'uno', 'due', gen_random_uuid(), now() from dossier_item`);
  await pool.query(`insert into delivery_evidence (id, case_id, summons_id, appointment_id, channel, outcome, happened_at, reference, recorded_by)
    select gen_random_uuid(), case_id, id, appointment_id, 'registered-letter', 'received', now(), 'AR 1', 'prova' from summons`);
  await pool.query(`insert into escalation_step (appointment_id, subject, step, channel, case_id, summons_id, begun, at)
    select appointment_id, 'summons', 'phone', 'phone', case_id, id, true, now() from summons`);
  await pool.query(`insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at)
    select gen_random_uuid(), case_id, id, last_act, 'prova', '{}', now() from dossier_item`);
  await pool.query(`insert into node_policy (number, case_id, kind, item_id, code, proposed_on, last_event, made_at)
    select '05' || lpad(upper(to_hex(row_number() over ())), 8, '0') || 'A', case_id, 'A02', id, 'A02', '2019-09-02', '02', now() from dossier_item`);
  await pool.query(`insert into node_report (id, event_id, part, case_id, person_id, flow, kind, report, made_at)
    select gen_random_uuid(), e.id, 0, e.case_id, f.person_id, 'sap', e.kind, '{}', now() from outbound_event e join case_file f on f.id = e.case_id`);
  await pool.query("insert into domicile_lookup (person_id, register, tax_code, wanted_at) select id, 'inad', tax_code, now() from person");
  await pool.query("insert into node_report_attempt (report_id, case_id, outcome, sent) select id, case_id, 'taken', 'prova' from node_report");
}

/** Rows beside the dossiers: who looked, who is protected, who has handed in a paper, who stands in for whom. */
async function writeAround({ intake, planner, retention, control, app, documents }: TestDatabase["services"]["pools"]): Promise<void> {
  const { rows } = await intake.query<{ office: string }>("select distinct office_id as office from competence");
  for (const { office } of rows) {
    await inOffice(app, office, (db) => db.query(`insert into person_language (person_id, language, chosen_at, act_id, source)
      select distinct person_id, 'uk', now(), gen_random_uuid(), 'desk' from competence`));
    await inOffice(app, office, (db) => db.query(`insert into protected_person (id, person_id, reason, marked_at, marked_by)
      select gen_random_uuid(), id, 'prova', now(), 'prova' from person on conflict do nothing`));
    await inOffice(app, office, async (db) => {
      await db.query(`insert into failure_care (message_id, case_id, how, act_id, taken_at, taken_by)
        select id, case_id, 'phone', gen_random_uuid(), now(), 'prova' from message`);
      await db.query("insert into draft (case_id, kind, content, version, author, saved_at) select case_id, 'prova', '{}', 1, 'prova', now() from competence");
      await db.query("insert into interview (id, case_id, started_at, started_by) select gen_random_uuid(), case_id, now(), 'prova' from competence");
      await db.query("insert into interview_step (interview_id, case_id, step, act_id, done_at, done_by) select id, case_id, 'did', id, now(), 'prova' from interview");
      await db.query(`insert into contact_change (id, person_id, kind, value, change, source, act_id, changed_at, changed_by)
        select gen_random_uuid(), id, 'mobile', '+393331234567', 'confirmed', 'desk', id, now(), 'prova' from person`);
    });
    await inOffice(documents, office, (db) => db.query(`insert into document (id, case_id, kind, restricted, media, bytes, chunks, uploaded_at, uploaded_by, act_id)
      select gen_random_uuid(), case_id, 'health-certificate', true, 'application/pdf', 1, 1, now(), 'prova', gen_random_uuid() from competence`));
    await inOffice(documents, office, async (db) => {
      await db.query(`insert into issued_paper (document_id, case_id, paper, item_id, item_version, number, subtitle, content_digest, pdf_digest, issued_at, issued_by, act_id)
        select id, case_id, 'patto', gen_random_uuid(), 1, 1, '', sha256('uno'), sha256('due'), now(), 'prova', gen_random_uuid() from document`);
      await db.query(`insert into paper_scan (document_id, paper_id, case_id, linked_at, linked_by, act_id)
        select document_id, document_id, case_id, now(), 'prova', gen_random_uuid() from issued_paper`);
    });
    await inOffice(app, office, (db) => db.query(`insert into signing_code (id, case_id, paper_id, content_digest, message_id, key_version, phone_tail, expires_at, sent_by)
      select gen_random_uuid(), case_id, document_id, content_digest, gen_random_uuid(), 'uno', '123', clock_timestamp() + interval '9 minutes', 'prova' from issued_paper`));
    await inOffice(app, office, async (db) => {
      await db.query(`insert into case_assignment (id, case_id, office_id, operator, assigned_at, assigned_by)
        select gen_random_uuid(), case_id, office_id, 'prova', now(), 'prova' from competence`);
      await db.query("insert into case_wait (id, case_id, until_on, reason, set_at, set_by) select gen_random_uuid(), case_id, '2019-10-01', 'prova', now(), 'prova' from competence");
      await db.query("insert into case_note (id, case_id, reason, written_at, written_by) select gen_random_uuid(), case_id, 'prova', now(), 'prova' from competence");
      await db.query("insert into office_day (office_id, day) select current_office(), '2019-09-02'");
      await db.query(`insert into visit (id, office_id, day, ticket, case_id, arrived_at, arrived_by)
        select gen_random_uuid(), office_id, '2019-09-02', row_number() over (), case_id, now(), 'prova' from competence`);
      await db.query(`insert into agenda_exception (id, office_id, kind, days, weekdays, reason, entered_at, entered_by)
        values (gen_random_uuid(), current_office(), 'closure', '[2019-10-01,2019-10-02)', '{1,2}', 'prova', now(), 'prova')`);
      await db.query(`insert into desk_ability (id, office_id, desk_id, version, operator, skills, languages, reason, entered_at, entered_by)
        select gen_random_uuid(), current_office(), min(id), 1, 'prova', '{}', '{en}', 'prova', now(), 'prova' from desk where office_id = current_office()`);
      await db.query(`insert into overbooking_setting (id, office_id, version, wait_minutes, probability, most_per_desk, reason, entered_at, entered_by)
        values (gen_random_uuid(), current_office(), 1, 30, 0.95, 1, 'prova', now(), 'prova')`);
      await db.query(`insert into agenda_replan (id, office_id, exception_id, reason, approved_at, approved_by, approved_role)
        select gen_random_uuid(), office_id, id, 'prova', now(), 'prova', 'office-manager' from agenda_exception`);
      await db.query(`insert into agenda_replan_seat (replan_id, case_id, appointment_id)
        select r.id, a.case_id, a.id from agenda_replan r cross join appointment a where a.state = 'held'`);
      await db.query("insert into worklist_view (id, office_id, name, choice, made_by) values (gen_random_uuid(), current_office(), 'prova', '', 'prova')");
    });
  }
  await planner.query(`insert into overbooking_place (desk_id, lane, starts_at, ends_at, office_id, day, setting_id, plan_id, reason)
    select (select min(id) from desk), 1, now() + version * interval '1 hour' + row_number() over () * interval '1 hour', now() + interval '1 year', s.office_id, '2019-10-01', s.id,
      (select id from plan limit 1), 'prova' from overbooking_setting s`);
  await planner.query(`insert into campaign (id, office_id, offices, name, action, choice, limits, made_by, made_at)
    select gen_random_uuid(), id, array[id], 'prova', 'convene', '', '{}', 'prova', now() from office`);
  await planner.query(`insert into campaign_person (campaign_id, case_id, person_id, benefit_id, office_id, position, state, calls)
    select k.id, c.case_id, f.person_id, f.benefit_id, c.office_id, 1, 'ready', true from competence c join campaign k on k.office_id = c.office_id join case_file f on f.id = c.case_id`);
  await intake.query(`insert into access_log (business_at, actor, actor_role, office_id, case_id, action, reason_kind)
    select now(), 'prova', 'operator', office_id, case_id, 'person-page', 'term' from competence`);
  await retention.query(`insert into processing_restriction (id, person_id, reason, since, imposed_by)
    select gen_random_uuid(), id, 'prova', now(), 'prova' from person`);
  await control.query(`insert into substitution (id, absent, substitute, role, office_id, first_day, last_day, reason, given_at, given_by)
    select gen_random_uuid(), 'uno', 'due', 'operator', id, '2019-09-02', '2019-09-03', 'prova', business_now(), 'tre' from office`);
}

async function expectedRows(pool: TestDatabase["services"]["pools"]["worker"], table: string, owners: string, office: string): Promise<string[]> {
  const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${table} t where $1 in (${owners})`, [office]);
  return rows.map(({ row }) => row);
}
