// Stories of the turn of the day: what runs out turns red, moves a state or asks a person; once, whoever is killed or comes twice.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { offersOf } from "../../src/services/acts/offers.ts";
import { perform } from "../../src/services/acts/perform.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { readItems } from "../../src/store/items.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { readItemTerms } from "../../src/store/terms.ts";
import { operatorOf } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { LOANS } from "./fixtures/loan.ts";
import { ANNA, CIRO, fileOf, MARIA, memberOf, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

const OFFICE = "A509C000183";
const operator = operatorOf(OFFICE);

describe("the turn of the day", () => {
  let db: TestDatabase;
  const cases = new Map<string, string>();

  before(async () => {
    db = await openTestDatabase();
    const path = await fileOf([noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    await importNoticeFile(db.services, { reference: db.reference, path, measure: "RDC", actor: SYSTEM });
    const { rows } = await db.services.pools.worker.query<{ id: string; code: string }>("select f.id, p.tax_code as code from case_file f join person p on p.id = f.person_id");
    for (const row of rows) cases.set(row.code, row.id);
  });
  after(() => db.close());

  const caseOf = (person: typeof ANNA): string => cases.get(taxCodeOf(person))!;
  const act = async (caseId: string, name: string, itemId: string | null, input: Record<string, unknown>): Promise<string> => {
    const outcome = await perform(
      db.services, db.reference, { procedure: "prestito", caseId, itemId, act: name, input, actId: randomUUID(), expectedVersion: null }, operator, LOANS,
    );
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.itemId;
  };
  const turn = async (day: string, services = db.services) => {
    const now = `${day}T03:00:00.000Z`;
    await db.setBusinessTime(now);
    return turnOfDay(services, { reference: db.reference, now, bindings: LOANS, chunk: 2 });
  };
  const itemOf = async (caseId: string, itemId: string) =>
    (await inTransaction(db.services.pools.worker, (client) => readItems(client, [caseId]))).find((item) => item.id === itemId)!;
  const termsOf = async (itemId: string) =>
    new Map((await inTransaction(db.services.pools.worker, (client) => readItemTerms(client, [itemId]))).map((term) => [term.kind, term]));
  const tasksOf = async (caseId: string) =>
    (await db.services.pools.worker.query<{ kind: string; detail: string }>("select kind, detail from desk_task where case_id = $1 and closed_at is null order by kind", [caseId])).rows;

  it("performs the act of the table, asks a person, turns an indicator red: each on its day, and once", async () => {
    await db.setBusinessTime(START);
    // Asked on Monday the 2nd: lapses with the 2nd, to answer by the 3rd, late after the 16th.
    const lapsing = await act(caseOf(ANNA), "ask", null, { reason: "affitto", on: "2019-09-02" });
    const lasting = await act(caseOf(MARIA), "ask", null, { reason: "auto", on: "2019-09-20" });

    const third = await turn("2019-09-03");
    // With the terms to give the DID, late since June.
    assert.deepEqual([third.expired, third.acts, third.tasks, third.refused], [4, 1, 0, 0]);
    assert.equal((await itemOf(caseOf(ANNA), lapsing)).state, "lapsed");
    assert.equal((await itemOf(caseOf(MARIA), lasting)).state, "asked");

    const fourth = await turn("2019-09-04");
    assert.deepEqual([fourth.expired, fourth.acts, fourth.tasks], [1, 0, 1]);
    const [task] = await tasksOf(caseOf(ANNA));
    assert.equal(task?.kind, "term:prestito/answer");
    assert.match(task?.detail ?? "", /Risposta.*«Conta», oppure «Chiudi»/);

    const again = await turn("2019-09-04");
    assert.deepEqual(again, fourth);
    assert.equal((await tasksOf(caseOf(ANNA))).length, 1);

    const red = await turn("2019-09-17");
    assert.deepEqual([red.expired, red.acts, red.tasks], [1, 0, 0]);
    assert.equal((await termsOf(lapsing)).get("late")?.expiredOn, "2019-09-17");
    assert.equal((await termsOf(lasting)).get("late")?.expiredOn, null);
  });

  it("meeting a term closes the task of its running out, and a met term never runs out", async () => {
    const itemId = await act(caseOf(CIRO), "ask", null, { reason: "casa", on: "2019-09-18" });
    await turn("2019-09-20");
    assert.ok((await tasksOf(caseOf(CIRO))).some(({ kind }) => kind === "term:prestito/answer"));
    const other = await act(caseOf(CIRO), "ask", null, { reason: "casa", on: "2019-09-20" });
    await act(caseOf(CIRO), "close", other, { reason: "non serve" });
    assert.ok(!(await tasksOf(caseOf(CIRO))).some(({ kind }) => kind === "term:prestito/answer"));
    const before = await termsOf(other);
    await turn("2019-11-30");
    assert.deepEqual([...(await termsOf(other)).values()], [...before.values()]);
    assert.equal((await itemOf(caseOf(CIRO), itemId)).state, "lapsed");
  });

  it("the terms of notices turn red as an indicator, and nothing else happens to the person", async () => {
    const { rows } = await db.services.pools.worker.query<{ kind: string; due: string; red: string; bound: number }>(
      "select kind, due_on as due, expired_on as red, count(*)::int as bound from term group by 1, 2, 3 order by 1",
    );
    // The DID runs from the recognition of May: it was late already at the first turn.
    assert.deepEqual(rows, [{ kind: "T1", due: "2019-06-19", red: rows[0]?.red, bound: 3 }, { kind: "T2", due: "2019-10-02", red: "2019-11-30", bound: 3 }]);
    assert.ok(rows[0]!.red < "2019-11-30");
  });

  it("a suspension learnt later moves the due day, and takes the red away", async () => {
    const itemId = await act(caseOf(ANNA), "ask", null, { reason: "luce", on: "2020-03-10" });
    assert.equal((await termsOf(itemId)).get("late")?.dueOn, "2020-07-24");
    await db.services.pools.worker.query("update item_term set due_on = '2020-03-12', expired_on = '2020-03-13' where item_id = $1 and kind = 'late'", [itemId]);
    const done = await turn("2020-03-16");
    assert.ok(done.moved >= 1);
    const { dueOn, expiredOn } = (await termsOf(itemId)).get("late")!;
    assert.deepEqual([dueOn, expiredOn], ["2020-07-24", null]);
  });

  it("killed between two chunks it goes on where it was; two at once do the work of one", async () => {
    const items: string[] = [];
    for (let at = 0; at < 7; at += 1) items.push(await act(caseOf(MARIA), "ask", null, { reason: `n. ${at}`, on: "2020-03-20" }));
    const now = "2020-03-23T04:00:00.000Z";
    await db.setBusinessTime(now);
    const request = { reference: db.reference, now, bindings: LOANS, chunk: 2 };
    let connections = 0;
    const { worker } = db.services.pools;
    const failing = new Proxy(worker, {
      get: (target, name) => {
        if (name !== "connect") return Reflect.get(target, name) as unknown;
        connections += 1;
        if (connections > 14) return () => Promise.reject(new Error("killed"));
        return target.connect.bind(target);
      },
    });
    await assert.rejects(turnOfDay({ ...db.services, pools: { ...db.services.pools, worker: failing } }, request), /killed/);
    const halfway = await Promise.all(items.map((id) => itemOf(caseOf(MARIA), id)));
    assert.ok(halfway.some(({ state }) => state === "lapsed") && halfway.some(({ state }) => state === "asked"), halfway.map(({ state }) => state).join());
    const [one, other] = await Promise.all([turnOfDay(db.services, request), turnOfDay(db.services, request)]);
    assert.deepEqual(one, other);
    for (const id of items) {
      const item = await itemOf(caseOf(MARIA), id);
      assert.deepEqual([item.state, item.version], ["lapsed", 2]);
    }
  });

  it("offers a page the acts of every item and of those that may begin, with what counts already", async () => {
    await act(caseOf(MARIA), "ask", null, { reason: "gas", on: "2020-12-01" });
    const outcome = await offersOf(db.services, db.reference, caseOf(MARIA), operator, LOANS);
    assert.ok(outcome.ok);
    const open = outcome.value.find(({ item }) => item?.state === "asked");
    assert.ok(open !== undefined, "an item still asked");
    assert.deepEqual(open.acts.filter(({ allowed }) => allowed).map((offer) => offer.act), ["count", "note", "close"]);
    assert.equal(open.acts.find((offer) => offer.act === "approve")?.code, "PRESTITO_STATO");
    const fresh = outcome.value.at(-1)!;
    assert.equal(fresh.item, null);
    assert.deepEqual(fresh.acts.map((offer) => offer.act), ["ask", "ask-again"]);
    const stranger = await offersOf(db.services, db.reference, caseOf(MARIA), operatorOf("F839C000305"), LOANS);
    assert.equal(stranger.ok ? "" : stranger.refusal.code, "CASO_NON_VISIBILE");
  });

  it("leaves a register that verifies, and rows that it gives back", async () => {
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
    assert.deepEqual((await rebuildItems(db.services, LOANS)).faults, []);
  });
});
