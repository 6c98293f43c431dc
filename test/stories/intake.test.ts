// Stories of intake: notices come in files, twice, out of order, with mistakes; every row is accounted for and nobody is lost.

import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import type { RawNotice } from "../../src/domain/notices/types.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, CIRO, csvOf, fileOf, MARIA, memberOf, NONNO, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

describe("intake of notices", () => {
  let db: TestDatabase;
  before(async () => (db = await openTestDatabase()));
  after(() => db.close());

  const receive = async (rows: readonly RawNotice[]) =>
    importNoticeFile(db.services, { reference: db.reference, path: await fileOf(rows), measure: "RDC", actor: SYSTEM });
  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await db.services.pools.intake.query(sql, values)).rows as T[];
  /** What the database says now, whatever the road that led there. */
  const state = async () => ({
    people: await query("select tax_code, surname, reach, residence, postal, data_as_of from person order by tax_code"),
    cases: await query(`select p.tax_code, b.protocol, f.role, f.bound, f.not_bound_reason, c.office_id, t.due_on, t.met_by
      from case_file f join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
      left join competence c on c.case_id = f.id left join term t on t.case_id = f.id and t.kind = 'T2' order by 1, 2`),
    contacts: await query(`select p.tax_code, kind, value, usable, shared_by from contact_point join person p on p.id = person_id
      where current order by 1, 2, 3`),
    notices: await query("select tax_code, protocol, role, sent_at, encode(digest, 'hex') from notice order by 1, 2, 3"),
    queue: await query("select p.tax_code, reason from routing_queue q join case_file f on f.id = q.case_id join person p on p.id = f.person_id order by 1"),
  });
  const wipe = () =>
    db.administer(`truncate convoca.person, convoca.benefit, convoca.batch, convoca.chain, convoca.act, convoca.act_payload cascade`);
  beforeEach(wipe);

  it("takes a household: one benefit, one case for each notified person, the term and the office of each", async () => {
    const report = await receive([noticeOf(MARIA), memberOf(MARIA, CIRO)]);
    assert.deepEqual([report.read, report.created, report.rejected], [2, 2, 0]);
    const { cases, people } = await state();
    assert.equal(people.length, 2);
    assert.deepEqual(
      cases.map((one) => [(one as { role: string }).role, (one as { office_id: string }).office_id, (one as { due_on: string }).due_on]),
      [["M", "A509C000183", "2019-10-02"], ["R", "A509C000183", "2019-10-02"]],
    );
    assert.equal((await query("select 1 from benefit")).length, 1);
    // One telephone given for both: it is marked as shared.
    assert.deepEqual([...new Set((await query<{ n: number }>("select shared_by as n from contact_point")).map((row) => row.n))], [2]);
  });

  it("changes nothing when the same file comes again", async () => {
    const path = await fileOf([noticeOf(MARIA), memberOf(MARIA, CIRO)]);
    await importNoticeFile(db.services, { reference: db.reference, path, measure: "RDC", actor: SYSTEM });
    const first = await state();
    const again = await importNoticeFile(db.services, { reference: db.reference, path, measure: "RDC", actor: SYSTEM });
    assert.deepEqual([again.read, again.created, again.updated, again.unchanged], [2, 0, 0, 2]);
    assert.deepEqual(await state(), first);
  });

  it("keeps the newest word and its history, whatever the order of the files", async () => {
    const older = [noticeOf(MARIA), memberOf(MARIA, CIRO)];
    const newer = [
      noticeOf(MARIA, { data_invio: "2019-09-02T06:00:00Z", des_telefono: "3339999999", cod_comune_residenza: "F839", des_comune_residenza: "NAPOLI", cod_cap_residenza: "80121" }),
    ];
    await receive(older);
    const update = await receive(newer);
    assert.equal(update.updated, 1);
    const inOrder = await state();
    assert.equal((await query("select 1 from notice_history")).length, 1);
    assert.deepEqual(
      await query("select office_id from competence_history"),
      [{ office_id: "A509C000183" }],
      "the move is remembered",
    );
    await wipe();
    await receive(newer);
    const late = await receive(older);
    assert.deepEqual([late.created, late.unchanged], [1, 1]);
    assert.deepEqual(await state(), inOrder);
    assert.equal((await query("select 1 from notice_record where outcome = 'older' and payload is not null")).length, 1);
  });

  it("a change of role makes a new fact, never a second case", async () => {
    await receive([noticeOf(MARIA), memberOf(MARIA, CIRO)]);
    await receive([
      noticeOf(CIRO, { data_invio: "2019-09-02T05:00:00Z" }),
      memberOf(CIRO, MARIA, { data_invio: "2019-09-02T05:00:00Z" }),
    ]);
    const { cases } = await state();
    assert.equal(cases.length, 2);
    const roles = await query<{ role: string; valid: boolean }>(
      `select f.value as role, f.valid_to is null as valid from case_fact f join case_file c on c.id = f.case_id join person p on p.id = c.person_id
       where f.kind = 'role' and p.tax_code = $1 order by f.valid_from`,
      [taxCodeOf(MARIA)],
    );
    assert.deepEqual(roles, [{ role: "R", valid: false }, { role: "M", valid: true }]);
  });

  it("an applicant of seventy-one is received but not bound, and no term runs", async () => {
    await receive([noticeOf(NONNO), memberOf(NONNO, ANNA)]);
    const [old, young] = (await state()).cases.toSorted((a, b) => ((a as { bound: boolean }).bound ? 1 : 0) - ((b as { bound: boolean }).bound ? 1 : 0)) as {
      bound: boolean; not_bound_reason: string | null; due_on: string | null;
    }[];
    assert.deepEqual([old?.bound, old?.not_bound_reason, old?.due_on], [false, "age", null]);
    assert.deepEqual([young?.bound, young?.due_on], [true, "2019-10-02"]);
  });

  it("a renewal under a new protocol is linked to the benefit before it, in either order", async () => {
    const renewal = noticeOf(MARIA, {
      cod_protocollo_inps: "INPS-RDC-2019-0000099",
      cod_protocollo_inps_prec: "INPS-RDC-2019-0000001",
      data_invio: "2019-09-02T05:00:00Z",
    });
    await receive([renewal]);
    await receive([noticeOf(MARIA)]);
    const linked = await query<{ before: string }>(
      "select o.protocol as before from benefit b join benefit o on o.id = b.previous_benefit_id where b.protocol = 'INPS-RDC-2019-0000099'",
    );
    assert.deepEqual(linked, [{ before: "INPS-RDC-2019-0000001" }]);
  });

  it("rejects a bad row with its bytes and a sentence, and takes the rest", async () => {
    const bad = noticeOf(ANNA, { cod_fiscale: "DNCNNA99B68A509X", cod_protocollo_inps: "INPS-2" });
    const report = await receive([noticeOf(MARIA), bad, memberOf(MARIA, CIRO)]);
    assert.deepEqual([report.read, report.created, report.rejected], [3, 2, 1]);
    const rows = await query<{ line: number; code: string; message: string; bytes: Buffer }>("select line, code, message, bytes from rejected_row order by seq");
    assert.equal(rows[0]?.line, 3);
    assert.match(rows[0]!.bytes.toString("latin1"), /DNCNNA99B68A509X/);
    assert.ok(rows.every((row) => row.message.length > 20));
  });

  it("drops nobody: what cannot be routed waits for a person with its reason", async () => {
    await receive([
      noticeOf(MARIA, { cod_comune_residenza: "Z112", des_comune_residenza: "GERMANIA", cod_cap_residenza: "", cod_protocollo_inps: "P1" }),
      noticeOf(CIRO, { cod_comune_residenza: "", des_comune_residenza: "ROCCAFINTA", cod_protocollo_inps: "P2" }),
      noticeOf(ANNA, { cod_comune_residenza: "F839", des_comune_residenza: "NAPOLI", cod_cap_residenza: "80100", cod_protocollo_inps: "P3" }),
    ]);
    const reasons = (await query<{ reason: string }>("select reason from routing_queue order by reason")).map((row) => row.reason);
    assert.deepEqual(reasons, ["abroad", "unknown-municipality", "zip-unknown"]);
    assert.equal((await query("select 1 from case_file")).length, 3);
  });

  it("who has no usable contact is a task of the desk, and leaves it when a number comes", async () => {
    await receive([noticeOf(MARIA, { des_telefono: "", des_email: "maria(at)example" })]);
    assert.deepEqual(await query("select kind, reason, closed_at from desk_task"), [{ kind: "unreachable", reason: "paper", closed_at: null }]);
    await receive([noticeOf(MARIA, { data_invio: "2019-09-02T06:00:00Z" })]);
    const [task] = await query<{ closed_by: string }>("select closed_by from desk_task");
    assert.equal(task?.closed_by, "recapito-ricevuto");
  });

  it("a file that is not a table fails as a batch with a sentence, and nothing is half written", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "convoca-storia-")), "vuoto.csv");
    await writeFile(path, "");
    const report = await importNoticeFile(db.services, { reference: db.reference, path, measure: "RDC", actor: SYSTEM });
    assert.equal(report.state, "failed");
    assert.equal(report.errorCode, "FILE_VUOTO");
    assert.ok((report.errorMessage ?? "").length > 10);
  });

  it("two imports of the same people at the same time end as one", async () => {
    const rows = [noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "P9" })];
    const [a, b] = await Promise.all([receive(rows), receive([...rows].reverse())]);
    assert.equal(a.created + b.created, 3);
    assert.equal(a.unchanged + b.unchanged, 3);
  });

  it("each notice leaves an act, and the chain of acts verifies until somebody touches it", async () => {
    await receive([noticeOf(MARIA), memberOf(MARIA, CIRO)]);
    await receive([noticeOf(MARIA, { data_invio: "2019-09-02T06:00:00Z", des_telefono: "3339999999" })]);
    const sound = await verifyRegister(db.services);
    assert.deepEqual(sound.faults, []);
    const kinds = (await query<{ kind: string }>("select kind from act where subject_kind = 'case' order by recorded_at, seq")).map((row) => row.kind);
    assert.deepEqual(kinds.toSorted(), ["notice-received", "notice-received", "notice-updated"]);
    await assert.rejects(db.services.pools.intake.query("update act set kind = 'x'"), /permission denied|append-only/);
  });

  it("reads what Excel in Italy writes: the same people from cp1252, UTF-8 with BOM, UTF-16 and tabs", async () => {
    const rows = [noticeOf(ANNA, { des_cognome: "DE NICOLÒ" })];
    const text = csvOf(rows);
    const folder = await mkdtemp(join(tmpdir(), "convoca-storia-"));
    const forms: [string, Buffer][] = [
      ["cp1252.csv", Buffer.from(text, "latin1")],
      ["utf8.csv", Buffer.from(`\ufeff${text}`, "utf8")],
      ["utf16.csv", Buffer.from(`\ufeff${text}`, "utf16le")],
      ["tab.txt", Buffer.from(text.replaceAll(";", "\t"), "utf8")],
    ];
    for (const [name, bytes] of forms) {
      await wipe();
      await writeFile(join(folder, name), bytes);
      const report = await importNoticeFile(db.services, { reference: db.reference, path: join(folder, name), measure: "RDC", actor: SYSTEM });
      assert.equal(report.created, 1, name);
      assert.deepEqual(await query("select surname from person"), [{ surname: "DE NICOLÒ" }], name);
    }
    assert.ok((await readFile(join(folder, "utf16.csv"))).length > 0);
  });
});
