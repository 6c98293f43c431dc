// Stories of telling a person step by step: SMS bounced, e-mail silent, a call on the right day, a letter, the desk; and nothing twice.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Pool, PoolClient } from "pg";
import type { CallOutcome } from "../../src/domain/channel-policy/types.ts";
import { SUMMONS_BINDING } from "../../src/services/acts/bindings/summons.ts";
import { formOf } from "../../src/services/acts/form-of.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { perform } from "../../src/services/acts/perform.ts";
import { freeSeats } from "../../src/services/appointments.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { escalate } from "../../src/services/escalation/escalate.ts";
import type { EscalationReport } from "../../src/services/escalation/escalate.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { tellingStanding } from "../../src/services/escalation/standing.ts";
import { reviewSummonses } from "../../src/services/receipts.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { inOffice } from "../../src/store/pools.ts";
import { actsOf, convened, convenedRegion, MEASURE, messagesOf, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { done, refusal } from "./fixtures/household.ts";

/** START is Monday, the second of September; of silence the first step has two working days, up to nine in the morning. */
const PRINT_HOUSE = {
  id: "raccomandate-prova", channel: "letter", url: "/tmp/convoca-storia-lettere", sender: "Regione Campania", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false,
  settings: { product: "registered-letter" },
} as const;
const TWO_DAYS_LATER = "2019-09-04T07:00:00.000Z";

describe("a person who does not answer", () => {
  let db: TestDatabase;
  let people: Convened[] = [];
  const used = new Set<string>();

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 150, waves: [1, 2] });
    // So few are seen in the first days of the agenda: here they are seen four weeks later.
    await query("update appointment set day = day + 28, starts_at = starts_at + interval '28 days', ends_at = ends_at + interval '28 days'");
    people = await convened(db.services);
    // All but those of whom a story is told were reached.
    await query("update message set state = 'delivered', settled_at = now()");
  });
  after(() => db.close());

  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const escalateNow = (chunk?: number): Promise<EscalationReport> =>
    escalate(db.services, { reference: db.reference, actor: SYSTEM, ...(chunk === undefined ? {} : { chunk }) });
  /** Until nothing more is due at this hour: what was just begun is looked at again at once. */
  const settle = async (): Promise<EscalationReport> => {
    const sum = { looked: 0, messages: 0, calls: 0, desks: 0 };
    for (;;) {
      const one = await escalateNow();
      if (one.looked === 0) return sum;
      for (const key of ["looked", "messages", "calls", "desks"] as const) sum[key] += one[key];
    }
  };
  /** Somebody convened by SMS and e-mail, at least eight working days ahead, of whom nobody has heard yet. */
  const next = async (state: "accepted" | "failed", from = "2019-10-01"): Promise<Convened> => {
    const found = people.find((one) => !used.has(one.caseId) && one.state === "issued" && one.channels.length === 2 && one.startsAt > from);
    assert.ok(found, "the cohort has nobody left for this story");
    used.add(found.caseId);
    await query("update message set state = $2, settled_at = null, failure = case when $2 = 'failed' then 'number-not-existing' end where summons_id = $1", [found.summonsId, state]);
    return found;
  };
  const stepsOf = async ({ caseId }: Convened): Promise<string[]> =>
    (await query<{ line: string }>(
      "select step || ' ' || channel || coalesce(': ' || why, '') as line from escalation_step where case_id = $1 order by at, begun, step, channel", [caseId],
    )).map(({ line }) => line);
  const tasksOf = async ({ caseId }: Convened): Promise<string[]> =>
    (await query<{ kind: string }>("select kind from desk_task where case_id = $1 and closed_at is null order by kind", [caseId])).map(({ kind }) => kind);
  const lookAt = async ({ summonsId }: Convened): Promise<string | null> =>
    (await query<{ at: string | null }>("select look_at as at from summons where id = $1", [summonsId]))[0]!.at;
  const numbersOf = async ({ caseId }: Convened): Promise<string[]> =>
    (await query<{ value: string }>(
      `select c.kind || '/' || c.value as value from contact_point c join case_file f on f.person_id = c.person_id
       where f.id = $1 and c.kind <> 'email' and c.usable and c.current order by c.kind desc, c.value`, [caseId],
    )).map(({ value }) => value);
  const act = (person: Convened, name: string, input: unknown = {}, actor = operatorOf(person.officeId)) =>
    perform(db.services, db.reference, { procedure: "convocazione", caseId: person.caseId, itemId: person.summonsId, act: name, input, actId: randomUUID(), expectedVersion: null }, actor);
  const call = async (person: Convened, callOutcome: CallOutcome) => done(await act(person, "note-call", { callOutcome, number: (await numbersOf(person))[0] ?? "" }));

  it("is looked at when the first step has had its time, and costs nothing before", async () => {
    await db.setBusinessTime("2019-09-03T10:00:00.000Z");
    assert.equal((await escalateNow()).looked, 0);
    const looks = await query<{ at: string; people: number }>("select look_at as at, count(*)::int as people from summons where look_at is not null group by 1");
    assert.deepEqual(looks.map(({ at }) => at), [TWO_DAYS_LATER]);
    await db.setBusinessTime(TWO_DAYS_LATER);
    // Everybody was reached: each is looked at once, and never again.
    const first = await settle();
    assert.equal(first.looked, looks[0]!.people);
    assert.deepEqual([first.messages, first.calls, first.desks], [0, 0, 0]);
    assert.equal((await settle()).looked, 0);
  });

  it("SMS bounced, e-mail silent: on the second working day somebody calls; after three calls the letter, and as there is none, the desk", async () => {
    await db.setBusinessTime(START);
    const person = await next("accepted");
    await query("update message set state = 'failed', failure = 'number-not-existing' where summons_id = $1 and channel = 'sms'", [person.summonsId]);
    await query("update summons set look_at = $2 where id = $1", [person.summonsId, START]);
    await settle();
    assert.deepEqual(await stepsOf(person), [], "an e-mail may still be delivered");
    assert.equal(await lookAt(person), TWO_DAYS_LATER);
    await db.setBusinessTime("2019-09-04T06:59:00.000Z");
    assert.equal((await escalateNow()).looked, 0);
    await db.setBusinessTime(TWO_DAYS_LATER);
    assert.equal((await settle()).calls, 1);
    assert.deepEqual(await stepsOf(person), ["pec pec: no-gateway", "phone phone"]);
    assert.deepEqual(await tasksOf(person), ["call:convocazione"]);
    const shown = await inOffice(db.services.pools.app, person.officeId, (client) => tellingStanding(client, db.reference, person.caseId, TWO_DAYS_LATER));
    assert.deepEqual(
      shown!.tried.map(({ what, outcome }) => `${what}: ${outcome}`).toSorted(),
      ["PEC: non usata: il canale non è configurato su questo nodo", "SMS: non recapitato", "posta elettronica ordinaria: inviato, senza ricevuta", "telefonata dello sportello: compito dello sportello"],
    );
    assert.match(shown!.next.text, /^Tocca allo sportello telefonare .+poi: appuntamento da far firmare allo sportello\.$/);
    assert.equal(shown!.next.at, "2019-09-06T07:00:00.000Z");
    const last = (await actsOf(db.services, person.caseId)).at(-1)!;
    assert.deepEqual([last.kind, last.payload["step"]], ["channel-step", "phone"]);

    await call(person, "no-answer");
    await call(person, "no-answer");
    await settle();
    assert.deepEqual(await tasksOf(person), ["call:convocazione"], "twice is not enough");
    await call(person, "no-answer");
    assert.deepEqual(await tasksOf(person), []);
    assert.equal((await settle()).desks, 1);
    assert.deepEqual((await stepsOf(person)).toSorted(), ["desk signed-at-desk", "pec pec: no-gateway", "phone phone", "registered-letter registered-letter: no-gateway"]);
    assert.deepEqual(await tasksOf(person), ["sign:convocazione"]);

    // A call and an SMS that failed prove nothing: the person is never absent.
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    await settle();
    assert.deepEqual(await tasksOf(person), [], "the hour is past");
    assert.equal(done(await act(person, "record-no-show", { counterSeen: 0 })).state, "to-convene-again");
  });

  it("told by telephone and signed at the desk: proof enough, the tasks go, an absence may be reported", async () => {
    await db.setBusinessTime(START);
    const person = await next("failed");
    await reviewSummonses(db.services, [person.summonsId]);
    await settle();
    assert.deepEqual(await tasksOf(person), ["call:convocazione", "not-delivered"], "everything failed: nobody waits two days");
    await call(person, "spoke");
    await settle();
    assert.deepEqual(await tasksOf(person), ["not-delivered", "sign:convocazione"]);
    // They come before their date and sign it as it stands.
    done(await act(person, "agree-at-desk", { signed: true, reference: "foglio 7" }));
    assert.ok(!(await tasksOf(person)).includes("sign:convocazione"));
    await settle();
    assert.equal(await lookAt(person), null);
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    assert.equal(done(await act(person, "record-no-show", { counterSeen: 0 })).state, "absent");
  });

  it("a wrong number is given up as on the person's page; who has none left is for the desk", async () => {
    await db.setBusinessTime(START);
    const person = await next("failed");
    await reviewSummonses(db.services, [person.summonsId]);
    await settle();
    assert.equal(refusal(await act(person, "note-call", {})), "CONVOCAZIONE_CALL_TOLD");
    assert.equal(refusal(await act(person, "note-call", { callOutcome: "wrong-number", number: "mobile/+390000" })), "RECAPITO_ASSENTE");
    for (let left = (await numbersOf(person)).length; left > 0; left -= 1) {
      assert.ok((await tasksOf(person)).includes("call:convocazione"));
      await call(person, "wrong-number");
    }
    assert.deepEqual(await numbersOf(person), []);
    await settle();
    assert.ok(!(await tasksOf(person)).includes("call:convocazione"));
    assert.ok((await tasksOf(person)).includes("sign:convocazione"));
    const [kept] = await query<{ outcome: string; number: string }>("select call_outcome as outcome, number from delivery_evidence where case_id = $1 limit 1", [person.caseId]);
    assert.equal(kept!.outcome, "wrong-number");
    assert.match(kept!.number, /^\+39/);
  });

  it("an answer ends it; a receipt that comes late too", async () => {
    await db.setBusinessTime(START);
    const [answers, reached] = [await next("failed"), await next("failed")];
    await reviewSummonses(db.services, [answers.summonsId, reached.summonsId]);
    await settle();
    done(await act(answers, "confirm"));
    await query("update message set state = 'delivered' where summons_id = $1 and channel = 'sms'", [reached.summonsId]);
    await reviewSummonses(db.services, [reached.summonsId]);
    await settle();
    for (const one of [answers, reached]) {
      assert.equal((await tasksOf(one)).includes("call:convocazione"), false);
      assert.equal(await lookAt(one), null);
    }
  });

  it("a moved appointment stops it, and has steps of its own", async () => {
    await db.setBusinessTime(START);
    const person = await next("accepted");
    const [seat] = await freeSeats(db.services, {
      reference: db.reference, officeId: person.officeId, scenario: "base", measure: MEASURE, grantedOn: "2019-05-20", fromDay: "2019-10-21", toDay: "2019-11-08",
    });
    done(await act(person, "move", { seat, reason: "sportello chiuso" }));
    await query("update message set state = 'failed', failure = 'unspecified' where summons_id = $1 and kind = 'moved'", [person.summonsId]);
    await reviewSummonses(db.services, [person.summonsId]);
    await settle();
    const steps = await query<{ subject: string; appointment: string }>(
      "select distinct e.subject, (e.appointment_id = s.appointment_id)::text as appointment from escalation_step e join summons s on s.id = e.summons_id where e.case_id = $1", [person.caseId],
    );
    assert.deepEqual(steps, [{ subject: "moved", appointment: "true" }]);
    done(await act(person, "cancel", { reason: "non più tenuta" }));
    await settle();
    assert.equal((await tasksOf(person)).includes("call:convocazione"), false);
  });

  it("two workers at once, one of them killed in the middle: nothing twice, nothing lost", async () => {
    await db.setBusinessTime(START);
    const many: Convened[] = [];
    for (let n = 0; n < 8; n += 1) many.push(await next("failed"));
    await reviewSummonses(db.services, many.map(({ summonsId }) => summonsId));
    // Killed when all but the last thing of its transaction is written: as if it had never begun.
    await assert.rejects(escalate({ ...db.services, pools: { ...db.services.pools, worker: killedAtTheEnd(db.services.pools.worker) } }, { reference: db.reference, actor: SYSTEM }), /killed/);
    assert.deepEqual(await query("select 1 from escalation_step where case_id = any($1::uuid[])", [many.map(({ caseId }) => caseId)]), []);
    const both = await Promise.all([escalateNow(2), escalateNow(2), escalateNow(3)]);
    await settle();
    assert.equal(both.reduce((sum, one) => sum + one.calls, 0), 8);
    for (const one of many) {
      assert.deepEqual((await stepsOf(one)).filter((line) => line === "phone phone"), ["phone phone"]);
      assert.deepEqual((await tasksOf(one)).filter((kind) => kind === "call:convocazione"), ["call:convocazione"]);
      assert.equal((await actsOf(db.services, one.caseId)).filter(({ kind }) => kind === "channel-step").length, 1);
    }
  });

  it("the form of the call says whom, which numbers, and what to say", async () => {
    await db.setBusinessTime(START);
    const person = await next("failed");
    await reviewSummonses(db.services, [person.summonsId]);
    await settle();
    const form = await formOf(db.services, db.reference, { caseId: person.caseId, procedure: "convocazione", itemId: person.summonsId, act: "note-call" }, operatorOf(person.officeId));
    assert.ok(form.ok, JSON.stringify(form));
    assert.match(form.value.lead ?? "", /^Chiedere di .+farsi dire la data di nascita.+la aspetta il \d\d\/\d\d\/2019 alle \d\d:\d\d, in /);
    const number = form.value.fields.find(({ name }) => name === "number");
    assert.ok(number?.kind === "choice");
    assert.match(number.options[0]!.hint ?? "", /(cellulare|telefono fisso), .+ del \d\d\/\d\d\/\d{4}/);
    const offers = await offersOf(db.services, db.reference, person.caseId, operatorOf(person.officeId));
    assert.ok(JSON.stringify(offers).includes("note-call"));
    assert.equal(SUMMONS_BINDING.procedure.acts["note-call"], "Annota una telefonata");
    assert.deepEqual((await messagesOf(db.services, person.summonsId)).length, 2, "no message was written by a call");
  });

  it("another measure has another policy, as data: the same silence, and nobody waits two days", async () => {
    await db.setBusinessTime(START);
    const person = await next("accepted");
    await db.services.pools.intake.query("update benefit set measure = 'NASPI' where id = $1", [person.benefitId]);
    await query("update summons set look_at = $2 where id = $1", [person.summonsId, START]);
    await settle();
    assert.deepEqual((await stepsOf(person)).toSorted(), ["pec pec: no-gateway", "phone phone", "registered-letter registered-letter: no-gateway"]);
    // A receipt of the SMS and an answer are not what this measure wants.
    await query("update message set state = 'delivered' where summons_id = $1", [person.summonsId]);
    done(await act(person, "confirm"));
    await settle();
    assert.ok((await lookAt(person)) !== null, "it goes on");
  });

  it("with a print house the registered letter leaves by itself; brought by the post it proves, and the person who does not come is absent", async () => {
    await db.setBusinessTime(START);
    await ensureGateways(db.services, [PRINT_HOUSE]);
    const [person, homeless] = [await next("failed"), await next("failed")];
    await db.services.pools.intake.query("update person set residence = '{}', domicile = null where id in (select person_id from case_file where id = $1)", [homeless.caseId]);
    await reviewSummonses(db.services, [person.summonsId, homeless.summonsId]);
    await settle();
    for (const one of [person, homeless]) await call(one, "refused");
    await settle();
    const [letter] = (await messagesOf(db.services, person.summonsId)).filter(({ channel }) => channel === "letter");
    assert.deepEqual([letter?.kind, letter?.state], ["summons", "due"]);
    assert.ok((await stepsOf(person)).includes("registered-letter registered-letter"));
    assert.deepEqual(await tasksOf(person), ["not-delivered"], "no desk while the letter is on its way");
    assert.ok((await stepsOf(homeless)).includes("registered-letter registered-letter: no-address"));
    assert.ok((await tasksOf(homeless)).includes("sign:convocazione"));
    await settle();
    assert.equal((await messagesOf(db.services, person.summonsId)).filter(({ channel }) => channel === "letter").length, 1);

    await query("update message set state = 'delivered' where id = $1", [letter!.id]);
    await reviewSummonses(db.services, [person.summonsId]);
    await settle();
    assert.equal(await lookAt(person), null);
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    assert.equal(done(await act(person, "record-no-show", { counterSeen: 0 })).state, "absent");
    const [kept] = await query<{ data: { absence: { proof: string } } }>("select data from summons where id = $1", [person.summonsId]);
    assert.equal(kept!.data.absence.proof, "legal");
  });

  it("the register holds", async () => {
    const report = await verifyRegister(db.services);
    assert.deepEqual(report.faults ?? [], []);
  });
});

/** A pool whose transactions are cut off at their last statement. */
function killedAtTheEnd(pool: Pool): Pool {
  return new Proxy(pool, {
    get: (target, name) => {
      if (name !== "connect") {
        const own: unknown = Reflect.get(target, name);
        return typeof own === "function" ? (own as (...args: unknown[]) => unknown).bind(target) : own;
      }
      return async (): Promise<PoolClient> => {
        const client = await target.connect();
        return new Proxy(client, {
          get: (inner, key) => {
            const own: unknown = Reflect.get(inner, key);
            if (typeof own !== "function") return own;
            const call = (own as (...args: unknown[]) => unknown).bind(inner);
            if (key !== "query") return call;
            return (...args: unknown[]) => (String(args[0]).includes("set look_at") ? Promise.reject(new Error("killed")) : call(...args));
          },
        });
      };
    },
  });
}
