// Stories of death and of renewal: nothing leaves for who has died, whoever writes; a new protocol goes on where the old one was.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { followNotices } from "../../src/services/acts/bindings/case-life-notices.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { tellCancellations } from "../../src/services/cancellations.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { tellEndedMeetings } from "../../src/services/meetings/follow-case.ts";
import { queueReminders } from "../../src/services/reminders.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { act, agreeMeeting, AVELLINO, caseOf, convene, isConveneRunning, itemOf, itemsOf, managerOf, meetingOf, outcomeOf, plan, query, receive, summonsOf, tasksOf } from "./fixtures/case-life.ts";
import { operatorOf } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, CIRO, MARIA, memberOf, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

const HOME = { cod_protocollo_inps: "INPS-RDC-2019-0000001" };
const ALONE = { cod_protocollo_inps: "INPS-RDC-2019-0000002" };
const NASPI = { cod_protocollo_inps: "NASPI-2019-77", cod_misura: "NASPI" };
const LIFE = "vita-del-caso";

describe("a death", () => {
  let db: TestDatabase;
  const [here, manager] = [operatorOf(AVELLINO), managerOf(AVELLINO)];
  let [hers, his, naspi] = ["", "", ""];
  let agreed: readonly string[] = [];
  before(async () => {
    db = await openTestDatabase();
    await receive(db, [noticeOf(MARIA, HOME), memberOf(MARIA, CIRO, HOME), noticeOf(MARIA, NASPI)]);
    await convene(db);
    hers = await caseOf(db, taxCodeOf(MARIA), HOME.cod_protocollo_inps);
    his = await caseOf(db, taxCodeOf(CIRO), HOME.cod_protocollo_inps);
    naspi = await caseOf(db, taxCodeOf(MARIA), NASPI.cod_protocollo_inps);
  });
  after(() => db.close());

  const DIED = { on: "2019-09-01", reason: "certificato dell’anagrafe" };
  const record = (input: Record<string, unknown>, caseId = hers) => act(db, here, { caseId, procedure: LIFE, act: "record-death", input });
  const waiting = (caseId: string) => query(db, "select 1 from message where case_id = $1 and state in ('due', 'claimed')", [caseId]);

  it("is recorded with the paper seen, on a day that can be", async () => {
    assert.equal(outcomeOf(await record(DIED)), "VITA_DEL_CASO_EVIDENCE_SEEN");
    assert.equal(outcomeOf(await record({ ...DIED, on: "2019-09-30", evidenceSeen: true })), "VITA_DEL_CASO_DEATH_DATED");
    assert.equal(outcomeOf(await record({ ...DIED, on: "2919-09-30", evidenceSeen: true })), "DATA_ANNO_IMPOSSIBILE");
    assert.equal((await waiting(hers)).length, 2, "nothing was withdrawn meanwhile");
  });

  it("takes back what has not left, gives the seat back, and closes the terms", async () => {
    // The e-mail has left already; the SMS waits.
    await query(db, "update message set state = 'accepted', accepted_at = clock_timestamp() where case_id = $1 and channel = 'email'", [hers]);
    agreed = [await agreeMeeting(db, hers, "2019-11-20T09:00:00.000Z"), await agreeMeeting(db, naspi, "2019-11-20T10:00:00.000Z")];
    assert.equal(outcomeOf(await record({ ...DIED, evidenceSeen: true })), "dead");
    const summons = await summonsOf(db, hers);
    assert.deepEqual([summons?.state, summons?.seat, summons?.messages.toSorted()], ["cancelled", "released", ["accepted", "withdrawn"]]);
    assert.equal((await waiting(hers)).length, 0);
    const open = await query(db, "select 1 from term where case_id = $1 and met_at is null", [hers]);
    assert.equal(open.length, 0);
    assert.deepEqual(await tasksOf(db, hers), ["act:vita-del-caso"]);
  });

  it("is the person's, whatever the protocol; the household goes on", async () => {
    assert.equal((await itemOf(db, naspi, LIFE))?.state, "dead");
    assert.equal((await itemOf(db, naspi, LIFE))?.data["diedOn"], "2019-09-01");
    assert.equal(await itemOf(db, his, LIFE), undefined);
    assert.equal((await summonsOf(db, his))?.state, "issued");
  });

  it("no message leaves after it: no cancellation, no reminder, no new summons", async () => {
    const telling = { reference: db.reference, actor: SYSTEM };
    assert.equal((await tellCancellations(db.services, telling)).summonses, 0);
    assert.deepEqual(await tellEndedMeetings(db.services, telling), { meetings: 0, messages: 0 });
    for (const seat of agreed)
      assert.deepEqual(await meetingOf(db, seat), { state: "released", outcome: "called-off", because: ["vita-del-caso/record-death"], bodies: [] }, "agreed under each protocol");
    await queueReminders(db.services, telling);
    await plan(db);
    assert.equal((await summonsOf(db, hers))?.state, "cancelled", "she is not planned again");
    assert.equal((await waiting(hers)).length, 0);
  });

  it("not even by hand in the database, nor by a try that comes back", async () => {
    const [sample] = await query<{ id: string }>(db, "select id from message where case_id = $1 and channel = 'email'", [hers]);
    await query(db, "update message set state = 'claimed' where id = $1", [sample!.id]);
    await query(db, "update message set state = 'due' where id = $1", [sample!.id]);
    await query(
      db,
      `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at)
       select gen_random_uuid(), case_id, summons_id, appointment_id, 'cancelled', channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at
       from message where id = $1`,
      [sample!.id],
    );
    const states = await query<{ state: string }>(db, "select distinct state from message where case_id = $1", [hers]);
    assert.deepEqual(states, [{ state: "withdrawn" }]);
  });

  it("recorded by mistake it is corrected by the manager, and the terms run again", async () => {
    const undo = { caseId: hers, procedure: LIFE, act: "correct-death", input: { reason: "omonimia", evidenceSeen: true } };
    assert.equal(outcomeOf(await act(db, here, undo)), "VITA_DEL_CASO_CHI");
    assert.equal(outcomeOf(await act(db, manager, undo)), "notified");
    assert.equal((await itemOf(db, naspi, LIFE))?.state, "notified");
    assert.equal((await tellEndedMeetings(db.services, { reference: db.reference, actor: SYSTEM })).meetings, 2, "alive, they hear that nobody expects them");
    const [term] = await query<{ by: string | null }>(db, "select met_by as by from term where case_id = $1 and kind = 'T2'", [hers]);
    assert.equal(term?.by, "summons-issued", "what an act of the office had met stays met");
    await plan(db);
    assert.equal((await summonsOf(db, hers))?.state, "planned", "she is convened again");
  });

  it("its rows are made again from the register", async () => {
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});

describe("a renewal", () => {
  let db: TestDatabase;
  const here = operatorOf(AVELLINO);
  const NEXT = { cod_protocollo_inps: "INPS-RDC-2021-0000009", cod_protocollo_inps_prec: ALONE.cod_protocollo_inps, dtt_domanda: "2020-11-20", dtt_rendicontazione: "2020-12-15" };
  let [old, young, maria] = ["", "", ""];
  before(async () => {
    db = await openTestDatabase();
    await receive(db, [noticeOf(ANNA, ALONE), noticeOf(MARIA, HOME)]);
    old = await caseOf(db, taxCodeOf(ANNA), ALONE.cod_protocollo_inps);
    maria = await caseOf(db, taxCodeOf(MARIA), HOME.cod_protocollo_inps);
  });
  after(() => db.close());

  it("is not recorded without a protocol that names this one", async () => {
    assert.equal(outcomeOf(await act(db, here, { caseId: old, procedure: LIFE, act: "renew" })), "VITA_DEL_CASO_RENEWAL_LINKED");
  });

  it("goes on where the old protocol was: exemption, counts, and a task that says so", async () => {
    await db.setBusinessTime("2020-11-02T09:00:00.000Z");
    const evidence = { seenOn: "2020-11-02", outcome: "sufficient", expiresOn: null };
    const granted = await act(db, here, {
      caseId: old, procedure: "esonero", act: "grant",
      input: { code: "X3", caredId: null, from: "2020-11-02", to: "2021-03-31", hours: null, evidence },
    });
    assert.ok(granted.ok, JSON.stringify(granted));
    assert.equal(outcomeOf(await act(db, here, { caseId: old, procedure: LIFE, act: "assess" })), "exempt");
    await receive(db, [noticeOf(ANNA, { ...NEXT, data_invio: "2020-12-20T08:00:00Z" })], "2020-12-20T09:00:00.000Z");
    young = await caseOf(db, taxCodeOf(ANNA), NEXT.cod_protocollo_inps);
    assert.deepEqual(await followNotices(db.services, { reference: db.reference }), { done: 1, refused: 0, next: null });

    const before = await itemOf(db, old, LIFE);
    assert.equal(before?.state, "renewed");
    assert.notEqual(before?.closedAt, null);
    assert.equal((before?.data["renewedBy"] as { caseId: string } | undefined)?.caseId, young);
    const now = await itemOf(db, young, LIFE);
    assert.equal(now?.state, "exempt", "the exemption decided before goes on under the new protocol");
    const carried = (now?.data["continues"] as { carried: { exemptions: { code: string; to: string }[]; counters: boolean } } | undefined)?.carried;
    assert.deepEqual(carried?.exemptions.map(({ code, to }) => [code, to]), [["X3", "2021-03-31"]]);
    assert.equal(carried?.counters, true);
    assert.deepEqual(await tasksOf(db, young), ["carry-over:vita-del-caso"]);
    const [task] = await query<{ detail: string }>(db, "select detail from desk_task where case_id = $1 and kind = 'carry-over:vita-del-caso'", [young]);
    assert.match(task?.detail ?? "", /esonero X3 .* fino al 31\/03\/2021/);
    assert.equal(await isConveneRunning(db, old), false);
    assert.equal(await isConveneRunning(db, young), true, "the new protocol has its own term");
  });

  it("is counted once: a second run finds nothing, and the unit of the counts is that of the first protocol", async () => {
    assert.deepEqual(await followNotices(db.services, { reference: db.reference }), { done: 0, refused: 0, next: null });
    const units = new Set([...(await itemsOf(db, old)), ...(await itemsOf(db, young))].filter(({ procedure }) => procedure === LIFE).map(({ unit }) => unit.id));
    assert.equal(units.size, 1);
  });

  it("closed, the old case lets nothing more be recorded, but the dossier still passes with the person", async () => {
    assert.equal(outcomeOf(await act(db, here, { caseId: old, procedure: LIFE, act: "record-death", input: { on: "2020-12-20", evidenceSeen: true } })), "VITA_DEL_CASO_STATO");
    const away = { des_indirizzo_residenza: "VIA ROMA 9", cod_cap_residenza: "84121", cod_comune_residenza: "H703", des_comune_residenza: "SALERNO" };
    await receive(db, [noticeOf(ANNA, { ...NEXT, ...away, data_invio: "2021-01-10T08:00:00Z" })], "2021-01-10T09:00:00.000Z");
    assert.deepEqual(await followNotices(db.services, { reference: db.reference }), { done: 2, refused: 0, next: null });
    const [before, now] = [await itemOf(db, old, LIFE), await itemOf(db, young, LIFE)];
    assert.deepEqual([before?.state, now?.state], ["renewed", "moved"]);
    assert.equal(before?.data["officeId"], now?.data["officeId"]);
    assert.equal(outcomeOf(await act(db, here, { caseId: young, procedure: LIFE, act: "assess" })), "CASO_NON_VISIBILE");
  });

  it("of three protocols told at once each goes on from the one before", async () => {
    const second = { ...NEXT, cod_protocollo_inps: "INPS-RDC-2021-0000010", cod_protocollo_inps_prec: HOME.cod_protocollo_inps };
    const third = { ...second, cod_protocollo_inps: "INPS-RDC-2021-0000011", cod_protocollo_inps_prec: second.cod_protocollo_inps, dtt_domanda: "2021-01-02", dtt_rendicontazione: "2021-01-05" };
    const sent = { data_invio: "2021-01-12T08:00:00Z" };
    await receive(db, [noticeOf(MARIA, { ...second, ...sent }), noticeOf(MARIA, { ...third, ...sent })], "2021-01-12T09:00:00.000Z");
    assert.equal((await followNotices(db.services, { reference: db.reference })).refused, 0);
    await followNotices(db.services, { reference: db.reference });
    const states = await Promise.all(
      [maria, await caseOf(db, taxCodeOf(MARIA), second.cod_protocollo_inps), await caseOf(db, taxCodeOf(MARIA), third.cod_protocollo_inps)].map((one) => itemOf(db, one, LIFE)),
    );
    assert.deepEqual(states.map((item) => item?.state), ["renewed", "renewed", "to-convene"]);
  });

  it("its rows are made again from the register", async () => {
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});

describe("a notice and a desk at the same moment", () => {
  let db: TestDatabase;
  before(async () => {
    db = await openTestDatabase();
  });
  after(() => db.close());

  it("one comes first, the other finds what it left, and nothing is half done", async () => {
    const people = Array.from({ length: 8 }, (_, at) => ({ ...ANNA, name: `ANNA${"ABCDEFGH"[at]}`, birthDate: `199${at}-02-1${at}` }));
    const rows = people.map((person, at) => noticeOf(person, { cod_protocollo_inps: `INPS-RDC-2019-900000${at}` }));
    await receive(db, rows);
    await convene(db);
    const cases = await Promise.all(people.map((person, at) => caseOf(db, taxCodeOf(person), `INPS-RDC-2019-900000${at}`)));
    const away = { des_indirizzo_residenza: "VIA ROMA 9", cod_cap_residenza: "84121", cod_comune_residenza: "H703", des_comune_residenza: "SALERNO" };
    await db.setBusinessTime("2019-09-05T11:00:00.000Z");
    const moving = receive(db, rows.map((row) => ({ ...row, ...away, data_invio: "2019-09-05T10:00:00Z" })));
    const input = { on: "2019-09-01", reason: "certificato", evidenceSeen: true };
    const outcomes = await Promise.all(cases.map((caseId) => act(db, operatorOf(AVELLINO), { caseId, procedure: LIFE, act: "record-death", input })));
    await moving;
    for (const [at, outcome] of outcomes.entries()) {
      assert.match(outcomeOf(outcome), /^(dead|CASO_NON_VISIBILE)$/);
      const caseId = cases[at]!;
      assert.deepEqual(await summonsOf(db, caseId).then((one) => [one?.state, one?.seat]), ["cancelled", "released"]);
      assert.equal((await itemOf(db, caseId, LIFE))?.state, outcome.ok ? "dead" : undefined);
      assert.equal((await query(db, "select 1 from message where case_id = $1 and state = 'due'", [caseId])).length, 0);
    }
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
  });
});
