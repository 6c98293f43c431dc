// Stories of the engine of acts: one transaction each, two hands at once, the same act twice, another office, nothing half done.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { ActOutcome } from "../../src/services/acts/act-outcome.ts";
import { perform } from "../../src/services/acts/perform.ts";
import type { ActRequest } from "../../src/services/acts/perform.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { readItems, readItemActs } from "../../src/store/items.ts";
import type { Item } from "../../src/store/items.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { readItemTerms } from "../../src/store/terms.ts";
import { operatorOf } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { LOANS } from "./fixtures/loan.ts";
import { ANNA, CIRO, fileOf, MARIA, memberOf, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

const OFFICE = "A509C000183";

describe("acts on the dossier", () => {
  let db: TestDatabase;
  let maria = "";
  let ciro = "";
  let anna = "";
  const operator: Actor = operatorOf(OFFICE);

  before(async () => {
    db = await openTestDatabase();
    const path = await fileOf([noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    await importNoticeFile(db.services, { reference: db.reference, path, measure: "RDC", actor: SYSTEM });
    [maria, ciro, anna] = await Promise.all([MARIA, CIRO, ANNA].map(async (person) => (await caseOf(taxCodeOf(person)))!)) as [string, string, string];
  });
  after(() => db.close());

  const caseOf = async (taxCode: string): Promise<string | undefined> =>
    (await db.services.pools.worker.query<{ id: string }>("select f.id from case_file f join person p on p.id = f.person_id where p.tax_code = $1", [taxCode])).rows[0]?.id;
  const act = (request: Partial<ActRequest> & Pick<ActRequest, "caseId" | "act">, actor: Actor = operator): Promise<ActOutcome> =>
    perform(
      db.services, db.reference,
      { procedure: "prestito", itemId: null, input: { reason: "prova" }, actId: randomUUID(), expectedVersion: request.itemId === undefined ? 0 : 1, ...request },
      actor, LOANS,
    );
  const itemsOf = (caseId: string): Promise<Item[]> => inTransaction(db.services.pools.worker, (client) => readItems(client, [caseId]));
  const begun = async (caseId: string): Promise<string> => {
    const outcome = await act({ caseId, act: "ask" });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.itemId;
  };
  const refusal = (outcome: ActOutcome): string => (outcome.ok ? "accepted" : outcome.refusal.code);

  it("writes the item, its terms on the measure's clocks, and the act in the case's chain", async () => {
    const outcome = await act({ caseId: anna, act: "ask", input: { reason: "per l’affitto", on: "2019-09-05" } });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    const [item] = await itemsOf(anna);
    assert.deepEqual(
      [item?.id, item?.state, item?.version, item?.data],
      [outcome.value.itemId, "asked", 1, { notes: ["per l’affitto"], askedBy: operator.id, counter: null, on: "2019-09-05" }],
    );
    // Thursday the 5th: the day after; the day itself; ten working days, of which none is a feast in Avellino.
    assert.deepEqual(
      outcome.value.opened.map(({ kind, dueOn }) => [kind, dueOn]),
      [["answer", "2019-09-06"], ["lapse", "2019-09-05"], ["late", "2019-09-19"]],
    );
    const terms = await inTransaction(db.services.pools.worker, (client) => readItemTerms(client, [outcome.value.itemId]));
    assert.deepEqual(terms.map(({ kind, dueOn, metAt }) => [kind, dueOn, metAt]), [["lapse", "2019-09-05", null], ["answer", "2019-09-06", null], ["late", "2019-09-19", null]]);
    const acts = await inTransaction(db.services.pools.worker, (client) => readItemActs(client, [anna]));
    assert.deepEqual(acts.map(({ kind, actor, happenedAt }) => [kind, actor, happenedAt]), [["prestito/ask", operator.id, START]]);
  });

  it("says what is missing and what may be done instead, and leaves everything as it was", async () => {
    const itemId = await begun(anna);
    const outcome = await act({ caseId: anna, itemId, act: "approve" });
    assert.ok(!outcome.ok);
    assert.equal(outcome.refusal.code, "PRESTITO_STATO");
    assert.deepEqual(outcome.allowed.map(({ act: one }) => one), ["count", "note", "close"]);
    const before = await itemsOf(anna);
    assert.equal(refusal(await act({ caseId: anna, itemId, act: "note", input: { reason: "  " } })), "PRESTITO_REASON");
    const without = await act({ caseId: anna, itemId, act: "count", input: {} });
    assert.ok(!without.ok);
    assert.equal(without.refusal.code, "PRESTITO_COUNTER_SHOWN");
    assert.deepEqual(await itemsOf(anna), before);
  });

  it("of two operators at once the second hears who was faster, with what", async () => {
    const itemId = await begun(anna);
    const other: Actor = { ...operator, id: "altra@sede" };
    const outcomes = await Promise.all([
      act({ caseId: anna, itemId, act: "note", input: { reason: "uno" } }),
      act({ caseId: anna, itemId, act: "close", input: { reason: "due" } }, other),
    ]);
    assert.equal(outcomes.filter((one) => one.ok).length, 1);
    const [won, lost] = outcomes[0]?.ok === true ? outcomes : outcomes.toReversed();
    assert.ok(won?.ok === true && lost?.ok === false);
    assert.equal(lost.refusal.code, "VERSIONE_CAMBIATA");
    const who = outcomes[0]?.ok === true ? operator : other;
    assert.deepEqual([lost.changed?.by, lost.changed?.version, lost.changed?.state], [who.id, 2, won.value.state]);
    assert.match(lost.refusal.message, new RegExp(who.id));
    assert.equal((await itemsOf(anna)).find((one) => one.id === itemId)?.version, 2);
  });

  it("two members counted at the same moment never both read the same count", async () => {
    const [one, other] = [await begun(maria), await begun(ciro)];
    const count = (caseId: string, itemId: string, counterSeen: number) => act({ caseId, itemId, act: "count", input: { counterSeen } });
    const outcomes = await Promise.all([count(maria, one, 0), count(ciro, other, 0)]);
    assert.deepEqual(outcomes.map(refusal).toSorted(), ["PRESTITO_COUNTER_SHOWN", "accepted"]);
    const [lostCase, lostItem] = outcomes[0]?.ok === true ? [ciro, other] : [maria, one];
    assert.equal(refusal(await count(lostCase, lostItem, 1)), "accepted");
    const counters = [...(await itemsOf(maria)), ...(await itemsOf(ciro))].map((item) => item.data["counter"]);
    assert.deepEqual(new Set(counters), new Set([0, 1]));
    // Another household counts for itself.
    const third = await begun(anna);
    assert.equal(refusal(await count(anna, third, 0)), "accepted");
  });

  it("asked twice with the same id, at once or later, an act is done once and answered twice", async () => {
    const actId = randomUUID();
    const before = (await itemsOf(anna)).length;
    const ask = () => act({ caseId: anna, act: "ask", actId });
    const answers = [...(await Promise.all([ask(), ask(), ask()])), await ask()];
    const told = answers.map((one) => {
      assert.ok(one.ok, JSON.stringify(one));
      const { repeated: _, ...rest } = one.value;
      return rest;
    });
    for (const one of told) assert.deepEqual(one, told[0]);
    assert.equal(answers.filter((one) => one.ok && !one.value.repeated).length, 1);
    assert.equal((await itemsOf(anna)).length, before + 1);
  });

  it("an id that served for another act, here or on another office's case, is refused", async () => {
    const actId = randomUUID();
    assert.equal(refusal(await act({ caseId: anna, act: "ask", actId })), "accepted");
    assert.equal(refusal(await act({ caseId: anna, act: "ask", actId, input: { reason: "altro" } })), "ATTO_GIA_USATO");
    assert.equal(refusal(await act({ caseId: maria, act: "ask", actId })), "ATTO_GIA_USATO");
  });

  it("another office neither acts nor learns that the case exists", async () => {
    const stranger = operatorOf("F839C000305");
    assert.equal(refusal(await act({ caseId: anna, act: "ask" }, stranger)), "CASO_NON_VISIBILE");
    assert.equal(refusal(await act({ caseId: randomUUID(), act: "ask" }, stranger)), "CASO_NON_VISIBILE");
    const { office: _, ...homeless } = operator;
    assert.equal(refusal(await act({ caseId: anna, act: "ask" }, homeless)), "ATTO_SENZA_SEDE");
    // A person acts on their own case, and on no other.
    assert.equal(refusal(await act({ caseId: anna, act: "ask" }, { id: taxCodeOf(ANNA), role: "citizen" })), "accepted");
    assert.equal(refusal(await act({ caseId: maria, act: "ask" }, { id: taxCodeOf(ANNA), role: "citizen" })), "CASO_NON_VISIBILE");
  });

  it("an act that follows from an act is done with it, on the other member's case, and asked again is not done again", async () => {
    const before = [(await itemsOf(maria)).length, (await itemsOf(ciro)).length];
    const actId = randomUUID();
    const ask = () => act({ caseId: maria, act: "ask-again", actId });
    assert.equal(refusal(await ask()), "accepted");
    assert.equal(refusal(await ask()), "accepted");
    assert.deepEqual([(await itemsOf(maria)).length, (await itemsOf(ciro)).length], before.map((count) => count + 1));
    const tasks = await db.services.pools.worker.query("select kind, reason from desk_task where case_id = $1 and closed_at is null", [maria]);
    assert.deepEqual(tasks.rows, [{ kind: "act:prestito", reason: "prestito/ask-again" }]);
  });

  it("what fails in the middle leaves nothing: no state, no term met, no act", async () => {
    const itemId = await begun(anna);
    const counted = (await itemsOf(anna)).filter((item) => item.counts === "breach").length;
    assert.equal(refusal(await act({ caseId: anna, itemId, act: "count", input: { counterSeen: counted } })), "accepted");
    const before = [await itemsOf(anna), await inTransaction(db.services.pools.worker, (client) => readItemActs(client, [anna]))];
    await assert.rejects(act({ caseId: anna, itemId, act: "note", expectedVersion: 2 }), /the power went/);
    assert.deepEqual([await itemsOf(anna), await inTransaction(db.services.pools.worker, (client) => readItemActs(client, [anna]))], before);
  });

  it("refuses what no act may carry", async () => {
    const tried = async (input: unknown): Promise<string> => refusal(await act({ caseId: anna, act: "ask", input }));
    assert.equal(await tried({ reason: "x".repeat(300_000) }), "DOCUMENTO_TROPPO_GRANDE");
    assert.equal(await tried({ reason: "prova", on: "2091-09-05" }), "DATA_ANNO_IMPOSSIBILE");
    assert.equal(await tried({ reason: "prova", on: "1919-09-05" }), "DATA_ANNO_IMPOSSIBILE");
    assert.equal(await tried({ reason: "prova", on: "2019-02-30" }), "DATA_IMPOSSIBILE");
    assert.equal(await tried(["prova"]), "DATI_ILLEGGIBILI");
    assert.equal(await tried({ reason: 7 }), "MOTIVO_ILLEGGIBILE");
    assert.equal(refusal(await act({ caseId: anna, act: "dance" })), "ATTO_SCONOSCIUTO");
    assert.equal(refusal(await act({ caseId: anna, act: "ask", procedure: "ballo" })), "PROCEDIMENTO_SCONOSCIUTO");
    assert.equal(refusal(await act({ caseId: anna, act: "ask", actId: "1" })), "ATTO_ILLEGGIBILE");
    assert.equal(refusal(await act({ caseId: anna, act: "note", itemId: randomUUID() })), "PRATICA_ASSENTE");
  });

  it("leaves a register that verifies", async () => {
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
