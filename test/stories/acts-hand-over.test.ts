// Stories of the passage to the services of the municipality: never without written reasons, the whole household, and back.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { followNotices } from "../../src/services/acts/bindings/case-life-notices.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { act, AVELLINO, caseOf, convene, isConveneRunning, itemOf, managerOf, outcomeOf, plan, query, receive, summonsOf, tasksOf } from "./fixtures/case-life.ts";
import { actsOf, operatorOf } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, CIRO, MARIA, memberOf, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

const HOME = { cod_protocollo_inps: "INPS-RDC-2019-0000001" };
const OTHER = { cod_protocollo_inps: "INPS-RDC-2019-0000002" };
const LIFE = "vita-del-caso";
const PASSAGE = "invio-al-comune";
const WRITTEN = {
  grounds: ["C3", "C4"],
  reasons: "Il nucleo vive in un alloggio senza utenze e la madre segue da sola i figli: prima di un percorso di lavoro serve un sostegno.",
};

describe("the passage to the municipality", () => {
  let db: TestDatabase;
  const [here, manager] = [operatorOf(AVELLINO), managerOf(AVELLINO)];
  let [hers, his, anna] = ["", "", ""];
  before(async () => {
    db = await openTestDatabase();
    await receive(db, [noticeOf(MARIA, HOME), memberOf(MARIA, CIRO, HOME), noticeOf(ANNA, OTHER)]);
    await convene(db);
    hers = await caseOf(db, taxCodeOf(MARIA), HOME.cod_protocollo_inps);
    his = await caseOf(db, taxCodeOf(CIRO), HOME.cod_protocollo_inps);
    anna = await caseOf(db, taxCodeOf(ANNA), OTHER.cod_protocollo_inps);
  });
  after(() => db.close());

  const passage = (name: string, input: Record<string, unknown> = {}, caseId = hers, actor = here) => act(db, actor, { caseId, procedure: PASSAGE, act: name, input });
  const stateOf = async (caseId: string, procedure: string): Promise<string | undefined> => (await itemOf(db, caseId, procedure))?.state;
  /** The person came to the meeting of the first summons. */
  const meet = async (caseId: string): Promise<void> => {
    const [meeting] = await query<{ ends: string }>(db, "select a.ends_at as ends from summons s join appointment a on a.id = s.appointment_id where s.case_id = $1", [caseId]);
    await db.setBusinessTime(meeting!.ends);
    await query(db, "update summons set state = 'attended' where case_id = $1", [caseId]);
  };

  it("follows a meeting, and is for the applicant", async () => {
    assert.equal(outcomeOf(await passage("propose", WRITTEN)), "INVIO_AL_COMUNE_MET_AT_OFFICE");
    assert.equal(outcomeOf(await passage("propose", WRITTEN, his)), "INVIO_AL_COMUNE_APPLICANT");
  });

  it("without written reasons is refused, and nothing is kept of it", async () => {
    await meet(hers);
    for (const input of [{}, { grounds: ["C3"] }, { ...WRITTEN, reasons: "" }, { ...WRITTEN, reasons: "  casi   sociali  " }, { ...WRITTEN, reasons: "x".repeat(300) }]) {
      const refused = await passage("propose", input);
      assert.ok(!refused.ok);
      assert.match(refused.refusal.code, /^INVIO_AL_COMUNE_(REASONS_WRITTEN|GROUNDS_LISTED)$/);
    }
    const why = await passage("propose", { ...WRITTEN, reasons: " " });
    assert.ok(!why.ok);
    assert.equal(why.refusal.citation?.id, "DL4_2019.art4.c5quater");
    assert.equal(outcomeOf(await passage("propose", { ...WRITTEN, grounds: ["C99"] })), "INVIO_AL_COMUNE_GROUNDS_LISTED");
    assert.equal(outcomeOf(await passage("propose", { ...WRITTEN, grounds: "C3" })), "CAMPO_ILLEGGIBILE");
    assert.equal(await itemOf(db, hers, PASSAGE), undefined);
  });

  it("proposed changes nothing yet; in this measure the operator sends it without a second look", async () => {
    assert.equal(outcomeOf(await passage("propose", WRITTEN)), "proposed");
    assert.equal(await itemOf(db, hers, LIFE), undefined);
    assert.equal(outcomeOf(await passage("approve", {}, hers, manager)), "INVIO_AL_COMUNE_SECOND_LOOK_WANTED");
    assert.equal(outcomeOf(await passage("amend", { ...WRITTEN, grounds: ["C4"] })), "proposed");
  });

  it("sent, the whole household is with the municipality: no seat held, no term running, the reasons told", async () => {
    assert.equal((await summonsOf(db, his))?.state, "issued");
    const sent = await passage("send");
    assert.ok(sent.ok, JSON.stringify(sent));
    const item = await itemOf(db, hers, PASSAGE);
    assert.deepEqual([item?.state, item?.data["municipality"], item?.data["grounds"], item?.data["reasons"]], ["sent", "A509", ["C4"], WRITTEN.reasons]);
    assert.deepEqual([await stateOf(hers, LIFE), await stateOf(his, LIFE)], ["at-municipality", "at-municipality"]);
    assert.equal(await itemOf(db, anna, LIFE), undefined, "another household is left alone");
    assert.deepEqual(await summonsOf(db, his).then((one) => [one?.state, one?.seat]), ["cancelled", "released"]);
    assert.equal(await isConveneRunning(db, his), false);
    const [event] = await query<{ kind: string; reasons: string }>(
      db, "select kind, payload #>> '{data,reasons}' as reasons from outbound_event where case_id = $1 order by id desc limit 1", [hers],
    );
    assert.deepEqual(event, { kind: "invio-al-comune/send", reasons: WRITTEN.reasons });
    assert.deepEqual(sent.value.opened.map(({ kind }) => kind), ["municipal-answer"]);
    const kinds = (await actsOf(db.services, his)).map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(-2), ["vita-del-caso/record-hand-over", "summons-cancelled"]);
  });

  it("no desk takes it back by the life of the case, and nobody is planned meanwhile", async () => {
    assert.equal(outcomeOf(await act(db, here, { caseId: hers, procedure: LIFE, act: "record-hand-back" })), "VITA_DEL_CASO_CHI");
    assert.equal(outcomeOf(await act(db, here, { caseId: hers, procedure: LIFE, act: "assess" })), "VITA_DEL_CASO_STATO");
    await plan(db);
    assert.equal((await summonsOf(db, his))?.state, "cancelled");
    assert.deepEqual(await followNotices(db.services, { reference: db.reference }), { done: 0, refused: 0, next: null });
    const offered = await offersOf(db.services, db.reference, hers, here);
    assert.ok(offered.ok);
    const acts = offered.value.find(({ procedure }) => procedure === PASSAGE)?.acts.filter(({ allowed }) => allowed).map((offer) => offer.act);
    assert.deepEqual(acts, ["solicit", "take-charge", "send-back", "return"]);
  });

  it("thirty days without an answer ask the desk; asking again does not move the term", async () => {
    const [term] = await query<{ due: string }>(db, "select due_on as due from item_term where case_id = $1 and kind = 'municipal-answer'", [hers]);
    const now = new Date(Date.parse(`${term!.due}T09:00:00.000Z`) + 86_400_000).toISOString();
    await db.setBusinessTime(now);
    await turnOfDay(db.services, { reference: db.reference, now });
    assert.ok((await tasksOf(db, hers)).includes("term:invio-al-comune/municipal-answer"));
    assert.equal(outcomeOf(await passage("solicit")), "sent");
    const still = await query<{ due: string }>(db, "select due_on as due from item_term where case_id = $1 and kind = 'municipal-answer' and met_at is null", [hers]);
    assert.deepEqual(still, [term]);
  });

  it("taken in charge, and back: both are to be convened again, with thirty days for the pact", async () => {
    const [sentOn] = await query<{ day: string }>(db, "select data->>'sentOn' as day from dossier_item where case_id = $1 and procedure = $2", [hers, PASSAGE]);
    assert.equal(outcomeOf(await passage("take-charge", { on: "2019-01-01" })), "INVIO_AL_COMUNE_DATE_CAN_BE");
    assert.equal(outcomeOf(await passage("take-charge", { on: sentOn!.day })), "in-charge");
    assert.ok(!(await tasksOf(db, hers)).includes("term:invio-al-comune/municipal-answer"), "the answer closes the task");
    assert.equal(outcomeOf(await passage("withdraw", { reason: "ripensamento" }, hers, manager)), "INVIO_AL_COMUNE_STATO");
    assert.equal(outcomeOf(await passage("return", { on: sentOn!.day })), "returned");
    for (const caseId of [hers, his]) {
      assert.equal(await stateOf(caseId, LIFE), "to-convene");
      const [pact] = await query<{ starts: string; met: string | null }>(
        db, "select starts_on as starts, met_at as met from item_term where case_id = $1 and kind = 'pact-after-return'", [caseId],
      );
      assert.deepEqual(pact, { starts: sentOn!.day, met: null });
    }
    await plan(db);
    assert.equal((await summonsOf(db, his))?.state, "planned", "he is given a seat again");
  });

  it("may be sent again, and sent back by the municipality with its reason", async () => {
    assert.equal(outcomeOf(await passage("propose", WRITTEN)), "proposed");
    assert.equal(outcomeOf(await passage("send")), "sent");
    const today = (await itemOf(db, hers, PASSAGE))?.data["sentOn"];
    assert.equal(outcomeOf(await passage("send-back", { on: today })), "INVIO_AL_COMUNE_REASON_GIVEN");
    assert.equal(outcomeOf(await passage("send-back", { on: today, reason: "già seguiti da un altro ambito" })), "sent-back");
    assert.deepEqual([await stateOf(hers, LIFE), await stateOf(his, LIFE)], ["to-convene", "to-convene"]);
    const passages = await query(db, "select 1 from dossier_item where case_id = $1 and procedure = $2", [hers, PASSAGE]);
    assert.equal(passages.length, 2);
  });

  it("withdrawn by the manager it never was: no term for a pact begins", async () => {
    await meet(anna);
    await passage("propose", WRITTEN, anna);
    assert.equal(outcomeOf(await passage("send", {}, anna)), "sent");
    assert.equal(outcomeOf(await passage("withdraw", { reason: "nucleo sbagliato" }, anna)), "INVIO_AL_COMUNE_CHI");
    assert.equal(outcomeOf(await passage("withdraw", { reason: "nucleo sbagliato" }, anna, manager)), "withdrawn");
    assert.equal(await stateOf(anna, LIFE), "to-convene");
    assert.equal((await query(db, "select 1 from item_term where case_id = $1 and kind = 'pact-after-return'", [anna])).length, 0);
  });

  it("closes with the case: of a benefit that ends the municipality is told", async () => {
    await passage("propose", WRITTEN, anna);
    assert.equal(outcomeOf(await passage("send", {}, anna)), "sent");
    const [{ now }] = (await query<{ now: string }>(db, "select anchor_business as now from clock")) as [{ now: string }];
    const told = { ...OTHER, cod_stato: "CESSATA", data_invio: new Date(Date.parse(now) - 3_600_000).toISOString() };
    await receive(db, [noticeOf(ANNA, told)]);
    assert.deepEqual(await followNotices(db.services, { reference: db.reference }), { done: 1, refused: 0, next: null });
    assert.deepEqual([await stateOf(anna, LIFE), await stateOf(anna, PASSAGE)], ["ended", "closed"]);
    const [event] = await query<{ kind: string }>(db, "select kind from outbound_event where case_id = $1 order by id desc limit 1", [anna]);
    assert.equal(event?.kind, "invio-al-comune/close-with-case");
  });

  it("another office sees none of it, and cannot act", async () => {
    const stranger = operatorOf("F839C000305");
    assert.equal(outcomeOf(await passage("solicit", {}, hers, stranger)), "CASO_NON_VISIBILE");
  });

  it("its rows are made again from the register, and every chain verifies", async () => {
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
