// Stories of exclusions and exemptions on the dossier: derived from facts and followed as they change; granted within the household's limit.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { freeSeats } from "../../src/services/appointments.ts";
import { reviewCase } from "../../src/services/duty-review.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { BIMBO, done, MANAGER, NONNA, OFFICE, OPERATOR, receive, receiveHouseholds, refusal, STUDENTE, trying } from "./fixtures/household.ts";
import type { Cases } from "./fixtures/household.ts";
import { operatorOf } from "./fixtures/convened.ts";
import { ANNA, CIRO, MARIA, memberOf, NONNO, noticeOf } from "./fixtures/notice-rows.ts";
import type { Person } from "./fixtures/notice-rows.ts";

const SEEN = { seenOn: "2019-09-02", outcome: "sufficient", expiresOn: null };

describe("exclusions and exemptions on the dossier", () => {
  let db: TestDatabase;
  let cases: Cases;
  let act: ReturnType<typeof trying>;

  before(async () => {
    db = await openTestDatabase();
    cases = await receiveHouseholds(db);
    act = trying(db);
  });
  after(() => db.close());

  const caseOf = (person: Person): string => cases.get(person)!.caseId;
  const query = async <T>(sql: string, values: unknown[]): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const itemsOf = (person: Person, procedure: string) =>
    query<{ id: string; state: string; data: Record<string, unknown> }>(
      "select id, state, data from dossier_item where case_id = $1 and procedure = $2 order by opened_at, id", [caseOf(person), procedure],
    );
  const review = (person: Person, now: string) => reviewCase(db.services, { reference: db.reference, now }, caseOf(person));
  const exempt = (person: Person, change: Record<string, unknown> = {}) =>
    act({
      procedure: "esonero", caseId: caseOf(person), act: "grant",
      input: { code: "X1", caredId: cases.get(BIMBO)!.personId, from: "2019-09-02", to: "2019-12-31", evidence: SEEN, ...change },
    });
  const take = (person: Person) =>
    act({ procedure: "did", caseId: caseOf(person), act: "take", input: { declaredOn: "2019-09-02", signed: true } });

  it("whoever turns sixty-five is out on that day, by the age of the measure, and the open summons of later days falls", async () => {
    const [seat] = await freeSeats(db.services, {
      reference: db.reference, officeId: OFFICE, scenario: "base", fromDay: "2019-09-23", toDay: "2019-09-23", measure: "RDC", grantedOn: "2019-05-20",
    });
    const planned = done(await act({ procedure: "convocazione", caseId: caseOf(NONNA), act: "plan", input: { seat: seat! } }));
    assert.equal(await review(NONNA, START), 0);
    const before = await query<{ due_on: string }>("select due_on from duty_review where case_id = $1", [caseOf(NONNA)]);
    assert.deepEqual(before, [{ due_on: "2019-09-20" }]);
    await db.setBusinessTime("2019-09-20T04:00:00.000Z");
    await turnOfDay(db.services, { reference: db.reference, now: "2019-09-20T04:00:00.000Z" });
    const [exclusion] = await itemsOf(NONNA, "esclusione");
    assert.deepEqual([exclusion?.state, exclusion?.data["fact"], exclusion?.data["from"]], ["in-force", "age", "2019-09-20"]);
    assert.deepEqual(await query("select state from summons where id = $1", [planned.itemId]), [{ state: "cancelled" }]);
    assert.deepEqual(await query("select state from appointment where case_id = $1", [caseOf(NONNA)]), [{ state: "released" }]);
    assert.equal(refusal(await take(NONNA)), "DID_PERSON_BOUND");
    await turnOfDay(db.services, { reference: db.reference, now: "2019-09-20T05:00:00.000Z" });
    assert.equal((await itemsOf(NONNA, "esclusione")).length, 1);
    await db.setBusinessTime(START);
  });

  it("two carers of one child at the same moment: one is exempt, the second is refused, whoever comes later too", async () => {
    const outcomes = await Promise.all([exempt(MARIA), exempt(CIRO)]);
    assert.deepEqual(outcomes.map(refusal).toSorted(), ["ESONERO_LIMIT_FREE", "accepted"]);
    const [carer, other] = outcomes[0]?.ok === true ? [MARIA, CIRO] : [CIRO, MARIA];
    assert.equal(refusal(await exempt(other)), "ESONERO_LIMIT_FREE");
    assert.equal(refusal(await exempt(carer)), "ESONERO_NOT_ALREADY_HELD");
    const told = await query<{ kind: string }>("select kind from outbound_event where case_id = $1", [caseOf(carer)]);
    assert.deepEqual(told, [{ kind: "esonero/grant" }]);
  });

  it("the limit is the household's even where the office does not see the other carer", async () => {
    const [carer] = (await itemsOf(MARIA, "esonero")).length === 1 ? [MARIA] : [CIRO];
    const other = carer === MARIA ? CIRO : MARIA;
    await db.services.pools.intake.query("update competence set office_id = 'F839C000305' where case_id = $1", [caseOf(carer)]);
    assert.equal(refusal(await exempt(other)), "ESONERO_LIMIT_FREE");
    await db.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [caseOf(carer), OFFICE]);
  });

  it("an exempt carer gives no DID; the day after the end, everyone else may", async () => {
    const carer = (await itemsOf(MARIA, "esonero")).length === 1 ? MARIA : CIRO;
    const other = carer === MARIA ? CIRO : MARIA;
    assert.equal(refusal(await take(carer)), "DID_PERSON_BOUND");
    const offered = await offersOf(db.services, db.reference, caseOf(carer), OPERATOR);
    assert.ok(offered.ok);
    assert.equal(offered.value.some(({ procedure }) => procedure === "did"), false);
    const term = () => query<{ due: string; by: string | null }>("select due_on as due, met_by as by from term where case_id = $1 and kind = 'T1'", [caseOf(other)]);
    assert.deepEqual(await term(), [{ due: "2019-06-19", by: null }], "opened by the notice, from the recognition");
    done(await take(other));
    assert.deepEqual(await term(), [{ due: "2019-06-19", by: "did/take" }]);
  });

  it("asks for a paper that lasts, an end before the child is three, and keeps nothing of what the paper says", async () => {
    const carer = (await itemsOf(MARIA, "esonero")).length === 1 ? MARIA : CIRO;
    assert.equal(refusal(await exempt(ANNA)), "ESONERO_CARED_KNOWN");
    const [item] = await itemsOf(carer, "esonero");
    const renew = (input: Record<string, unknown>) =>
      act({ procedure: "esonero", caseId: caseOf(carer), itemId: item!.id, act: "renew", input: { from: "2020-01-01", evidence: SEEN, ...input } });
    assert.equal(refusal(await renew({ to: "2021-03-10" })), "ESONERO_CARED_YOUNG_ENOUGH");
    assert.equal(refusal(await renew({ to: "2020-12-31", evidence: { ...SEEN, expiresOn: "2020-06-30" } })), "ESONERO_EVIDENCE_COVERS");
    assert.equal(refusal(await renew({ to: "2020-12-31", evidence: { ...SEEN, diagnosis: "…" } })), "CAMPO_ILLEGGIBILE");
    assert.equal(refusal(await renew({ to: "2091-12-31" })), "DATA_ANNO_IMPOSSIBILE");
    const renewed = done(await renew({ to: "2020-06-30" }));
    assert.deepEqual(renewed.opened.map(({ dueOn }) => dueOn), ["2020-06-30"]);
    assert.deepEqual(renewed.closed, ["exemption-end"]);
    const [after] = await itemsOf(carer, "esonero");
    assert.deepEqual(after?.data["evidence"], { ...SEEN, seenBy: OPERATOR.id });
  });

  it("ends with its day by the turn of the day, and may be renewed from there; then the other carer has room", async () => {
    const carer = (await itemsOf(MARIA, "esonero")).length === 1 ? MARIA : CIRO;
    const other = carer === MARIA ? CIRO : MARIA;
    const turn = async (day: string) => {
      await db.setBusinessTime(`${day}T04:00:00.000Z`);
      await turnOfDay(db.services, { reference: db.reference, now: `${day}T04:00:00.000Z` });
    };
    await turn("2020-06-30");
    assert.deepEqual((await itemsOf(carer, "esonero")).map(({ state }) => state), ["granted"]);
    await turn("2020-07-01");
    assert.deepEqual((await itemsOf(carer, "esonero")).map(({ state }) => state), ["expired"]);
    const tasks = await query<{ kind: string }>("select kind from desk_task where case_id = $1 and kind like 'convene%' and closed_at is null", [caseOf(carer)]);
    assert.deepEqual(tasks, [{ kind: "convene-again:esonero" }]);
    done(await exempt(other, { from: "2020-07-01", to: "2020-12-31", evidence: { ...SEEN, seenOn: "2020-07-01" } }));
    await db.setBusinessTime(START);
  });

  it("a student is out as long as the notices say so: contested by one, decided by another, ended by a new notice", async () => {
    assert.equal(await review(STUDENTE, START), 1);
    assert.equal(await review(STUDENTE, START), 0);
    const [exclusion] = await itemsOf(STUDENTE, "esclusione");
    assert.deepEqual([exclusion?.state, exclusion?.data["fact"], exclusion?.data["from"]], ["in-force", "in-education", "2019-05-20"]);
    const on = { procedure: "esclusione", caseId: caseOf(STUDENTE), itemId: exclusion!.id };
    assert.equal(refusal(await act({ ...on, act: "contest", input: { reason: "una malattia" } })), "ESCLUSIONE_REASON_LISTED");
    done(await act({ ...on, act: "contest", input: { reason: "fact-not-true" } }, MANAGER));
    assert.equal(refusal(await act({ ...on, act: "annul", input: { reason: "fact-not-true" } }, MANAGER)), "ESCLUSIONE_NOT_OWN_PROPOSAL");
    done(await act({ ...on, act: "uphold", input: { reason: "confirmed" } }, { ...MANAGER, id: "altra@sede" }));
    await db.setBusinessTime("2019-10-02T08:00:00.000Z");
    const third = { cod_protocollo_inps: "INPS-RDC-2019-0000003", data_invio: "2019-10-01T18:00:00Z" };
    await receive(db, [memberOf(NONNA, STUDENTE, { ...third, flg_tenuto: "S" })]);
    await turnOfDay(db.services, { reference: db.reference, now: "2019-10-02T08:00:00.000Z" });
    const [ended] = await itemsOf(STUDENTE, "esclusione");
    assert.deepEqual([ended?.state, ended?.data["to"]], ["ended", "2019-09-30"]);
    done(await act({ procedure: "did", caseId: caseOf(STUDENTE), act: "take", input: { declaredOn: "2019-10-02", signed: true } }));
    await db.setBusinessTime(START);
  });

  it("an operator's word opens one exclusion for a fact, not two, and only with the paper seen", async () => {
    const record = (evidence: Record<string, unknown> | undefined) =>
      act({ procedure: "esclusione", caseId: caseOf(ANNA), act: "record", input: { fact: "direct-pension", from: "2019-08-01", ...(evidence && { evidence }) } });
    assert.equal(refusal(await record(undefined)), "ESCLUSIONE_EVIDENCE_SEEN");
    const [one, two] = await Promise.all([record(SEEN), record(SEEN)]);
    assert.deepEqual([refusal(one), refusal(two)].toSorted(), ["PRATICA_GIA_APERTA", "accepted"]);
    assert.equal(refusal(await take(ANNA)), "DID_PERSON_BOUND");
    const stranger = operatorOf("F839C000305");
    assert.equal(refusal(await act({ procedure: "esclusione", caseId: caseOf(ANNA), act: "record", input: { fact: "disability" } }, stranger)), "CASO_NON_VISIBILE");
    const [pension] = await itemsOf(ANNA, "esclusione");
    done(await act({ procedure: "esclusione", caseId: caseOf(ANNA), itemId: pension!.id, act: "end", input: { to: "2019-08-31", reason: "fact-over" } }));
    done(await take(ANNA));
  });

  it("work recorded with the DID opens the exclusion in the same act, above the income; under it nobody is out", async () => {
    const [did] = await itemsOf(ANNA, "did");
    const work = (yearlyEuros: number) =>
      act({
        procedure: "did", caseId: caseOf(ANNA), itemId: did!.id, act: "record-work",
        input: { work: { kind: "employee", startsOn: "2019-08-26", endsOn: null, yearlyEuros } },
      });
    done(await work(6_000));
    assert.equal((await itemsOf(ANNA, "esclusione")).filter(({ data }) => data["fact"] === "employed").length, 0);
    assert.equal(done(await work(20_000)).state, "suspended");
    const employed = (await itemsOf(ANNA, "esclusione")).find(({ data }) => data["fact"] === "employed");
    assert.equal(employed?.state, "in-force");
    done(await work(6_000));
    assert.equal((await itemsOf(ANNA, "esclusione")).find(({ id }) => id === employed?.id)?.state, "ended");
  });

  it("the grandfather is out by his age alone, whatever the notices say, with the age of the measure", async () => {
    assert.equal(refusal(await take(NONNO)), "DID_PERSON_BOUND");
    await review(NONNO, START);
    const [exclusion] = await itemsOf(NONNO, "esclusione");
    assert.deepEqual([exclusion?.data["fact"], exclusion?.data["from"]], ["age", "2013-01-20"]);
    await receive(db, [memberOf(MARIA, NONNO, { flg_tenuto: "S", data_invio: "2019-09-02T07:00:00Z" }), noticeOf(MARIA, { data_invio: "2019-09-02T07:00:00Z" })]);
    assert.equal(await review(NONNO, START), 0);
  });

  it("is made again from the register, by its reducers too, and the register verifies", async () => {
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
