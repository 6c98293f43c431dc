// Stories of the DID on the dossier: given, refused, corrected; every effect of every binding has hands that do it.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { handlerOf } from "../../src/services/acts/effects.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { perform } from "../../src/services/acts/perform.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import type { ActOutcome } from "../../src/services/acts/act-outcome.ts";
import { convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

it("every effect of every bound procedure is carried out by someone", () => {
  for (const binding of BINDINGS.values()) for (const effect of Object.keys(binding.procedure.effects)) handlerOf(binding, effect);
});

describe("the DID on the dossier", () => {
  let db: TestDatabase;
  let people: Convened[] = [];
  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 60 });
    people = await convened(db.services);
  });
  after(() => db.close());

  const act = async (person: Convened, name: string, input: Record<string, unknown>, itemId: string | null = null): Promise<ActOutcome> =>
    perform(
      db.services, db.reference,
      { procedure: "did", caseId: person.caseId, itemId, act: name, input, actId: randomUUID(), expectedVersion: null }, operatorOf(person.officeId),
    );
  const query = async <T>(sql: string, values: unknown[]): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];

  it("is taken at the desk, signed: the platform is told, and the page offers what comes next", async () => {
    const person = people[0]!;
    const unsigned = await act(person, "take", { declaredOn: "2019-09-02" });
    assert.ok(!unsigned.ok);
    assert.equal(unsigned.refusal.code, "DID_SIGNED");
    assert.ok(unsigned.allowed.some((offer) => offer.act === "take"));
    const taken = await act(person, "take", { declaredOn: "2019-09-02", signed: true });
    assert.ok(taken.ok, JSON.stringify(taken));
    assert.equal(taken.value.state, "given");
    const told = await query<{ kind: string }>("select kind from outbound_event where case_id = $1", [person.caseId]);
    assert.deepEqual(told, [{ kind: "did/take" }]);
    const offered = await offersOf(db.services, db.reference, person.caseId, operatorOf(person.officeId));
    assert.ok(offered.ok);
    const did = offered.value.find(({ procedure }) => procedure === "did");
    assert.deepEqual(did?.acts.filter(({ allowed }) => allowed).map((offer) => offer.act), ["record-work", "withdraw", "correct", "annul"]);
    assert.equal((await act(person, "take", { declaredOn: "2019-09-02", signed: true })).ok, false, "a case has one DID");
  });

  it("annulled it runs again as an indicator, from the benefit", async () => {
    const person = people[1]!;
    const taken = await act(person, "take", { declaredOn: "2019-09-02", signed: true });
    assert.ok(taken.ok);
    const annulled = await act(person, "annul", { reason: "persona sbagliata" }, taken.value.itemId);
    assert.ok(annulled.ok, JSON.stringify(annulled));
    assert.deepEqual(annulled.value.opened.map(({ kind }) => kind), ["did"]);
    assert.equal((await query<{ n: number }>("select count(*)::int as n from desk_task where case_id = $1 and kind = 'act:did'", [person.caseId]))[0]?.n, 1);
  });

  it("is refused only in front of an operator: without presence that day nothing is recorded", async () => {
    const person = people[2]!;
    const refusal = { refusedOn: person.startsAt.slice(0, 10), consequencesTold: true, reason: "non vuole" };
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    const absent = await act(person, "refuse", refusal);
    assert.ok(!absent.ok);
    assert.equal(absent.refusal.code, "DID_PRESENT_THAT_DAY");
    await query("update summons set state = 'attended' where id = $1", [person.summonsId]);
    const recorded = await act(person, "refuse", refusal);
    assert.ok(recorded.ok, JSON.stringify(recorded));
    assert.equal(recorded.value.state, "refused");
    const tasks = await query<{ kind: string }>("select kind from desk_task where case_id = $1", [person.caseId]);
    assert.deepEqual(tasks, [{ kind: "breach:did" }]);
  });

  it("is not asked in the wrong year, nor with fields that cannot be read", async () => {
    const person = people[3]!;
    const code = async (input: Record<string, unknown>): Promise<string> => {
      const outcome = await act(person, "take", input);
      return outcome.ok ? "" : outcome.refusal.code;
    };
    assert.equal(await code({ declaredOn: "2091-09-02", signed: true }), "DID_DATE_CAN_BE");
    assert.equal(await code({ declaredOn: 20190902, signed: true }), "CAMPO_ILLEGGIBILE");
    assert.equal(await code({ declaredOn: "2019-09-02", signed: "sì" }), "CAMPO_ILLEGGIBILE");
  });

  it("a summons of which no delivery is proven never becomes an absence, not even by hand in the database", async () => {
    const person = people.find((one) => one.state === "issued")!;
    await assert.rejects(query("update summons set state = 'absent' where id = $1", [person.summonsId]), /no delivery is proven/);
    await query(
      `insert into delivery_evidence (id, case_id, summons_id, appointment_id, channel, outcome, happened_at, reference, recorded_by)
       values (gen_random_uuid(), $1, $2, $3, 'registered-letter', 'received', now(), 'AR 123', 'prova')`,
      [person.caseId, person.summonsId, person.appointmentId],
    );
    await query("update summons set state = 'absent' where id = $1", [person.summonsId]);
  });

  it("a report needs its evidence and two hands, is never edited, and is cancelled once", async () => {
    const person = people[0]!;
    const [item] = await query<{ id: string }>("select id from dossier_item where case_id = $1", [person.caseId]);
    const report = (change: Record<string, unknown> = {}) => {
      const row: Record<string, unknown> = {
        id: randomUUID(), case_id: person.caseId, item_id: item!.id, event: "E-CONV", fact_on: "2019-09-02", measure_version: "rdc-2019", unit_kind: "household",
        unit_id: person.benefitId, counter_before: 0, counter_after: 1, proof: "delivered", evidence: '["ricevuta"]', link_kind: "first-appointment-policy",
        link_id: "RC1", hours_waited: 49, operator_tax_code: "X", proposed_by: "uno", approved_by: "due", act_id: randomUUID(), sent_at: "2019-09-05", ...change,
      };
      const names = Object.keys(row);
      return query(`insert into report (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")})`, Object.values(row));
    };
    await assert.rejects(report({ evidence: "[]" }), /check constraint/);
    await assert.rejects(report({ proof: "sent" }), /check constraint/);
    await assert.rejects(report({ counter_after: 2 }), /check constraint/);
    await assert.rejects(report({ counter_before: null }), /null value/);
    await assert.rejects(report({ approved_by: "uno" }), /proposed it and stands with .* who approves it|check constraint/);
    await report();
    await assert.rejects(report(), /report_stands_once/);
    const end = `update report set ended_as = 'cancelled', ended_at = now(), ended_by = 'tre', ended_reason = 'errore', ended_act = gen_random_uuid() where item_id = $1 and ended_as is null`;
    await assert.rejects(query("update report set fact_on = '2019-09-03' where item_id = $1", [item!.id]), /permission denied/);
    await query(end, [item!.id]);
    await assert.rejects(query("update report set ended_reason = 'altro' where item_id = $1", [item!.id]), /ended already/);
    await report({ act_id: randomUUID() });
    await assert.rejects(query(end, [item!.id]), /report_cancelled_once/);
  });

  it("is made again from the register, by its reducer too", async () => {
    const { faults, items } = await rebuildItems(db.services, BINDINGS);
    assert.deepEqual(faults, []);
    assert.ok(items >= 3);
  });
});
