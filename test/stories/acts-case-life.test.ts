// Stories of cases that move, end and are lost: the old office sees nothing, the register goes on, nothing leaves for the dead.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { followNotices } from "../../src/services/acts/bindings/case-life-notices.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { tellEndedMeetings } from "../../src/services/meetings/follow-case.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { inOffice } from "../../src/store/pools.ts";
import { act, agreeMeeting, AVELLINO, caseOf, convene, isConveneRunning, itemOf, managerOf, meetingOf, outcomeOf, query, receive, summonsOf, tasksOf } from "./fixtures/case-life.ts";
import { actsOf, operatorOf } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, CIRO, MARIA, memberOf, NONNO, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";
import type { Person } from "./fixtures/notice-rows.ts";

const HOME = { cod_protocollo_inps: "INPS-RDC-2019-0000001" };
const MOVED = { cod_protocollo_inps: "INPS-RDC-2019-0000002" };
const LOST = { cod_protocollo_inps: "INPS-RDC-2019-0000003" };
const LIFE = "vita-del-caso";
const SALERNO = { des_indirizzo_residenza: "VIA ROMA 9", cod_cap_residenza: "84121", cod_comune_residenza: "H703", des_comune_residenza: "SALERNO" };
const MILAN = { des_indirizzo_residenza: "VIA DANTE 3", cod_cap_residenza: "20121", cod_comune_residenza: "F205", des_comune_residenza: "MILANO" };
const LUCA: Person = { surname: "IANNONE", name: "LUCA", sex: "M", birthDate: "1985-03-04", birthPlaceCode: "A509" };
const SARA: Person = { surname: "IANNONE", name: "SARA", sex: "F", birthDate: "1987-07-08", birthPlaceCode: "A509" };
const PINO: Person = { surname: "VITALE", name: "PINO", sex: "M", birthDate: "1975-01-09", birthPlaceCode: "A509" };

describe("the life of a case", () => {
  let db: TestDatabase;
  const here = operatorOf(AVELLINO);
  const [maria, ciro, anna, luca, sara, pino] = [MARIA, CIRO, ANNA, LUCA, SARA, PINO].map(taxCodeOf) as [string, string, string, string, string, string];
  before(async () => {
    db = await openTestDatabase();
    await receive(db, [
      noticeOf(MARIA, HOME), memberOf(MARIA, CIRO, HOME), noticeOf(ANNA, MOVED),
      noticeOf(LUCA, LOST), memberOf(LUCA, SARA, LOST), memberOf(LUCA, NONNO, LOST), noticeOf(PINO, { cod_protocollo_inps: "INPS-RDC-2019-0000004" }),
    ]);
    await convene(db);
  });
  after(() => db.close());

  const life = (caseId: string) => itemOf(db, caseId, LIFE);
  const officeNow = async (caseId: string): Promise<string | undefined> =>
    (await query<{ office: string }>(db, "select office_id as office from competence where case_id = $1", [caseId]))[0]?.office;
  const follow = () => followNotices(db.services, { reference: db.reference });

  /** The seat is free and the register says by which act; nobody is asked for another, and the person hears of it once, without the reason. */
  const assertMeetingOver = async (caseId: string, seat: string, because: string, words: RegExp): Promise<void> => {
    const told = await tellEndedMeetings(db.services, { reference: db.reference, actor: SYSTEM });
    assert.equal(told.meetings, 1);
    const { bodies, ...ended } = await meetingOf(db, seat);
    assert.deepEqual(ended, { state: "released", outcome: "called-off", because: [because] });
    assert.ok(bodies.length > 0 && bodies.length === told.messages);
    for (const body of bodies) assert.match(body, words);
    assert.ok(!(await tasksOf(db, caseId)).includes("agree-again"));
    assert.deepEqual(await tellEndedMeetings(db.services, { reference: db.reference, actor: SYSTEM }), { meetings: 0, messages: 0 }, "told once");
  };
  /** The seat is free, the register says why, the new desk must agree another, and the person hears of it once. */
  const assertMeetingFollowed = async (caseId: string, seat: string): Promise<void> => {
    const free = await query(db, "select state, meeting_outcome as outcome from appointment where id = $1", [seat]);
    assert.deepEqual(free, [{ state: "released", outcome: "called-off" }]);
    const acts = (await actsOf(db.services, caseId)).filter(({ kind }) => kind === "meeting-cancelled");
    assert.deepEqual(acts.map(({ payload }) => [payload["appointment"], payload["because"]]), [[seat, "case-moved"]]);
    const [task] = await query<{ detail: string }>(db, "select detail from desk_task where case_id = $1 and kind = 'agree-again' and closed_at is null", [caseId]);
    assert.match(task!.detail, /dell?.* 20\/11\/2019 alle \d\d:\d\d è annullato .*concordare un nuovo incontro/);
    const listed = await query(db, "select 1 from worklist where case_id = $1 and office_id = $2 and pending & (1::bigint << 25) <> 0 and meets_at is null", [caseId, await officeNow(caseId)]);
    assert.equal(listed.length, 1, "in the list of the office that has it now");
    const told = await tellEndedMeetings(db.services, { reference: db.reference, actor: SYSTEM });
    assert.equal(told.meetings, 1);
    assert.ok(told.messages > 0);
    const bodies = await query<{ body: string }>(db, "select c.body from message m join message_content c on c.message_id = m.id where m.appointment_id = $1 and m.kind = 'meeting-cancelled'", [seat]);
    assert.equal(bodies.length, told.messages);
    for (const { body } of bodies) assert.match(body, /annullato.*altro ufficio/s);
    assert.deepEqual(await tellEndedMeetings(db.services, { reference: db.reference, actor: SYSTEM }), { meetings: 0, messages: 0 }, "told once");
  };

  it("is valued on the facts: to convene, and out of the obligations who is seventy-one", async () => {
    const mine = await caseOf(db, maria, HOME.cod_protocollo_inps);
    const valued = await act(db, here, { caseId: mine, procedure: LIFE, act: "assess" });
    assert.equal(outcomeOf(valued), "to-convene");
    const old = await caseOf(db, taxCodeOf(NONNO), LOST.cod_protocollo_inps);
    assert.equal(outcomeOf(await act(db, here, { caseId: old, procedure: LIFE, act: "assess" })), "excluded");
    const offered = await offersOf(db.services, db.reference, mine, here);
    assert.ok(offered.ok);
    const acts = offered.value.find(({ procedure }) => procedure === LIFE)?.acts.filter(({ allowed }) => allowed).map((offer) => offer.act);
    assert.deepEqual(acts, ["assess", "record-death"]);
  });

  it("moves with a notice: at once the old office sees nothing, then the register goes on where it was", async () => {
    const caseId = await caseOf(db, maria, HOME.cod_protocollo_inps);
    assert.equal((await summonsOf(db, caseId))?.state, "issued");
    const seat = await agreeMeeting(db, caseId, "2019-11-20T09:00:00.000Z");
    const later = { ...HOME, ...SALERNO, data_invio: "2019-09-05T10:00:00Z" };
    await receive(db, [noticeOf(MARIA, later), memberOf(MARIA, CIRO, later)], "2019-09-05T11:00:00.000Z");
    const office = await officeNow(caseId);
    assert.ok(office !== undefined && office !== AVELLINO);
    const blind = await act(db, here, { caseId, procedure: LIFE, act: "assess" });
    assert.equal(outcomeOf(blind), "CASO_NON_VISIBILE");

    await assertMeetingFollowed(caseId, seat);

    assert.deepEqual(await follow(), { done: 1, refused: 0, next: null });
    assert.deepEqual(await follow(), { done: 0, refused: 0, next: null }, "a second run finds nothing to do");
    const item = await life(caseId);
    assert.deepEqual([item?.state, item?.version, item?.data["officeId"]], ["moved", 2, office]);
    assert.deepEqual(await tasksOf(db, caseId), ["act:vita-del-caso", "agree-again", "tell:vita-del-caso"]);
    assert.deepEqual(await summonsOf(db, caseId).then((one) => [one?.state, one?.seat]), ["cancelled", "released"]);
    assert.equal(await life(await caseOf(db, ciro, HOME.cod_protocollo_inps)), undefined, "nobody had acted on his case: there is nothing to record");

    const there = operatorOf(office);
    assert.equal(outcomeOf(await act(db, there, { caseId, procedure: LIFE, act: "assess" })), "to-convene");
    const kinds = (await actsOf(db.services, caseId)).map(({ kind }) => kind).filter((kind) => kind.startsWith(LIFE));
    assert.deepEqual(kinds, ["vita-del-caso/assess", "vita-del-caso/transfer", "vita-del-caso/assess"]);
    const seen = await inOffice(db.services.pools.app, office, (client) => client.query("select 1 from act where subject_id = $1 and kind like 'vita-del-caso/%'", [caseId]));
    assert.equal(seen.rowCount, 3, "the new office reads what the old one did");
    const unseen = await inOffice(db.services.pools.app, AVELLINO, (client) => client.query("select 1 from act where subject_id = $1", [caseId]));
    assert.equal(unseen.rowCount, 0);
  });

  it("is passed on by its own office, as the last thing that it does there", async () => {
    const caseId = await caseOf(db, anna, MOVED.cod_protocollo_inps);
    const nowhere = await act(db, here, { caseId, procedure: LIFE, act: "transfer" });
    assert.equal(outcomeOf(nowhere), "VITA_DEL_CASO_OTHER_OFFICE_COMPETENT");
    assert.equal((await summonsOf(db, caseId))?.state, "issued", "nothing half done");
    const seat = await agreeMeeting(db, caseId, "2019-11-20T10:00:00.000Z");
    // The address has changed, and no notice has moved the case.
    await db.services.pools.intake.query(
      `update person set residence = '{"street": "VIA ROMA 9", "zip": "84121", "municipalityCode": "H703", "municipalityName": "SALERNO"}', domicile = null where tax_code = $1`,
      [anna],
    );
    const moved = await act(db, here, { caseId, procedure: LIFE, act: "transfer" });
    assert.equal(outcomeOf(moved), "moved", JSON.stringify(moved));
    const office = await officeNow(caseId);
    assert.ok(office !== undefined && office !== AVELLINO);
    const summons = await summonsOf(db, caseId);
    assert.deepEqual([summons?.state, summons?.seat, new Set(summons?.messages)], ["cancelled", "released", new Set(["withdrawn"])]);
    await assertMeetingFollowed(caseId, seat);
    assert.equal(outcomeOf(await act(db, here, { caseId, procedure: LIFE, act: "assess" })), "CASO_NON_VISIBILE");
    const history = await query(db, "select 1 from term where case_id = $1 and met_at is not null and met_by <> 'summons-issued'", [caseId]);
    assert.equal(history.length, 0, "the term of the notice goes with the case");
    const before = await db.services.pools.intake.query<{ office: string }>("select office_id as office from competence_history where case_id = $1", [caseId]);
    assert.deepEqual(before.rows, [{ office: AVELLINO }]);
  });

  it("an office cannot pass on what is not its own, not even by hand in the database", async () => {
    const caseId = await caseOf(db, anna, MOVED.cod_protocollo_inps);
    await assert.rejects(
      inOffice(db.services.pools.app, AVELLINO, (client) => client.query("select pass_case($1, $2, 'residence', now())", [caseId, AVELLINO])),
      /not of this office/,
    );
    await assert.rejects(
      inOffice(db.services.pools.app, AVELLINO, (client) => client.query("update competence set office_id = $2 where case_id = $1", [caseId, AVELLINO])),
      /permission denied/,
    );
  });

  it("leaves the Region: no office sees it, and it comes back with a notice", async () => {
    const caseId = await caseOf(db, pino, "INPS-RDC-2019-0000004");
    const told = await act(db, here, { caseId, procedure: LIFE, act: "leave-region" });
    assert.equal(outcomeOf(told), "VITA_DEL_CASO_OUT_OF_REGION");
    const away = { cod_protocollo_inps: "INPS-RDC-2019-0000004", ...MILAN, data_invio: "2019-09-06T10:00:00Z" };
    await receive(db, [noticeOf(PINO, away)], "2019-09-06T11:00:00.000Z");
    assert.equal(await officeNow(caseId), AVELLINO, "a person decides about an address outside the Region");
    const seat = await agreeMeeting(db, caseId, "2019-11-22T09:00:00.000Z");
    assert.equal(outcomeOf(await act(db, here, { caseId, procedure: LIFE, act: "leave-region" })), "other-region");
    await assertMeetingOver(caseId, seat, `${LIFE}/leave-region`, /annullato.*altro ufficio/s);
    assert.equal(await officeNow(caseId), undefined);
    assert.equal((await query(db, "select 1 from routing_queue where case_id = $1", [caseId])).length, 0);
    assert.equal((await summonsOf(db, caseId))?.state, "cancelled");
    assert.equal(await isConveneRunning(db, caseId), false);
    const events = await query<{ kind: string }>(db, "select kind from outbound_event where case_id = $1", [caseId]);
    assert.deepEqual(events, [{ kind: "vita-del-caso/leave-region" }]);

    await receive(db, [noticeOf(PINO, { ...away, ...SALERNO, data_invio: "2019-09-07T10:00:00Z" })], "2019-09-07T11:00:00.000Z");
    assert.deepEqual(await follow(), { done: 1, refused: 0, next: null });
    assert.equal((await life(caseId))?.state, "moved");
    assert.ok((await officeNow(caseId)) !== undefined);
  });

  it("is lost when the platform says so, and never by the office's own word", async () => {
    const [his, hers] = [await caseOf(db, luca, LOST.cod_protocollo_inps), await caseOf(db, sara, LOST.cod_protocollo_inps)];
    const own = await act(db, managerOf(AVELLINO), { caseId: his, procedure: LIFE, act: "record-forfeiture", input: { on: "2019-09-01" } });
    assert.equal(outcomeOf(own), "VITA_DEL_CASO_FORFEITURE_TOLD");
    const seat = await agreeMeeting(db, his, "2019-11-21T09:00:00.000Z");
    const lost = { ...LOST, cod_stato: "Decaduta", dtt_variazione_stato: "2019-09-03", data_invio: "2019-09-08T10:00:00Z" };
    await receive(db, [noticeOf(LUCA, lost), memberOf(LUCA, SARA, lost)], "2019-09-08T11:00:00.000Z");
    // The grandfather's case is of the same benefit.
    assert.deepEqual(await follow(), { done: 3, refused: 0, next: null });
    for (const caseId of [his, hers]) {
      const item = await life(caseId);
      assert.deepEqual([item?.state, item?.data["forfeitedOn"], item?.data["minorsOrDisabled"]], ["forfeited", "2019-09-03", false]);
    }
    assert.deepEqual(await summonsOf(db, his).then((one) => [one?.state, one?.seat]), ["cancelled", "released"]);
    await assertMeetingOver(his, seat, `${LIFE}/record-forfeiture`, /^(?!.*(altro ufficio|beneficio|decad|termin)).*annullato.*non occorre/is);
    const [block] = await query<{ due: string }>(db, "select due_on as due from item_term where case_id = $1 and kind = 'reapplication-block' and met_at is null", [his]);
    assert.equal(block?.due, "2021-03-03", "eighteen months: nobody of the household is a minor");
    assert.equal(outcomeOf(await act(db, here, { caseId: his, procedure: LIFE, act: "end-block" })), "VITA_DEL_CASO_BLOCK_OVER");
  });

  it("a forfeiture taken back makes the case live again, with the terms that it had closed", async () => {
    const caseId = await caseOf(db, sara, LOST.cod_protocollo_inps);
    const back = { ...LOST, cod_stato: "ACCOLTA", data_invio: "2019-09-30T10:00:00Z" };
    await receive(db, [memberOf(LUCA, SARA, back)], "2019-10-01T08:00:00.000Z");
    assert.equal((await follow()).refused, 0);
    assert.equal((await life(caseId))?.state, "notified");
    const open = await query(db, "select 1 from item_term where case_id = $1 and kind = 'reapplication-block' and met_at is null", [caseId]);
    assert.equal(open.length, 0);
  });

  it("ends on paper by the manager: the agreed meeting with it", async () => {
    const caseId = await caseOf(db, sara, LOST.cod_protocollo_inps);
    const seat = await agreeMeeting(db, caseId, "2019-11-21T10:00:00.000Z");
    const input = { on: "2019-09-30", reason: "ha rinunciato al beneficio", evidenceSeen: true };
    assert.equal(outcomeOf(await act(db, managerOf(AVELLINO), { caseId, procedure: LIFE, act: "end-benefit", input })), "ended");
    await assertMeetingOver(caseId, seat, `${LIFE}/end-benefit`, /^(?!.*(altro ufficio|beneficio|decad|termin)).*annullato.*non occorre/is);
  });

  it("the end of the block closes the case at the turn of a day, by the program and not before", async () => {
    const caseId = await caseOf(db, luca, LOST.cod_protocollo_inps);
    const lost = { ...LOST, cod_stato: "DECADUTA", dtt_variazione_stato: "2019-09-03", data_invio: "2019-10-02T10:00:00Z" };
    await receive(db, [noticeOf(LUCA, lost)], "2019-10-03T08:00:00.000Z");
    await follow();
    assert.equal((await life(caseId))?.state, "forfeited");
    const turn = async (now: string): Promise<void> => {
      await db.setBusinessTime(now);
      await turnOfDay(db.services, { reference: db.reference, now });
    };
    await turn("2021-03-03T08:00:00.000Z");
    assert.equal((await life(caseId))?.state, "forfeited");
    await turn("2021-03-04T08:00:00.000Z");
    assert.equal((await life(caseId))?.state, "ended");
    await follow();
    assert.equal((await life(caseId))?.state, "ended", "a forfeiture served is not recorded a second time");
  });

  it("what a notice says and the table refuses is left to a person; a few at a time, from where the last run stopped", async () => {
    const [his, hers] = [await caseOf(db, luca, LOST.cod_protocollo_inps), await caseOf(db, pino, "INPS-RDC-2019-0000004")];
    // A forfeiture dated before the benefit itself.
    const wrong = { cod_protocollo_inps: "INPS-RDC-2019-0000004", ...SALERNO, cod_stato: "DECADUTA", dtt_variazione_stato: "2018-01-01", data_invio: "2021-03-04T07:00:00Z" };
    await receive(db, [noticeOf(PINO, wrong), noticeOf(ANNA, { ...MOVED, ...SALERNO, cod_stato: "cessata", data_invio: "2021-03-04T07:00:00Z" })]);
    const first = await followNotices(db.services, { reference: db.reference, most: 1 });
    assert.equal(first.done + first.refused, 1);
    assert.notEqual(first.next, null);
    const rest = await followNotices(db.services, { reference: db.reference, after: first.next! });
    assert.deepEqual([first.done + rest.done, first.refused + rest.refused, rest.next], [1, 1, null]);
    assert.equal((await life(hers))?.state, "moved", "nothing half done");
    const [task] = await query<{ detail: string }>(db, "select detail from desk_task where case_id = $1 and kind = 'follow:vita-del-caso'", [hers]);
    assert.match(task?.detail ?? "", /con una data possibile/);
    assert.equal((await life(await caseOf(db, anna, MOVED.cod_protocollo_inps)))?.state, "ended");
    assert.equal((await life(his))?.state, "ended");
  });

  it("its rows are made again from the register, and every chain verifies", async () => {
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
