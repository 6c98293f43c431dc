// Stories of moved appointments: one seat, one person, everybody told, whoever tries at the same moment.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { rehearse } from "../../src/services/agenda/rehearse.ts";
import { freeSeats, moveAct, moveAppointment } from "../../src/services/appointments.ts";
import type { Seat } from "../../src/services/seats.ts";
import type { Actor } from "../../src/services/context.ts";
import { verifyChains } from "../../src/store/register.ts";
import { actsOf, ADMINISTRATOR, convened, convenedRegion, MEASURE, messagesOf, operatorOf, pretendAccepted } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const SCENARIO = "base";

describe("moving an appointment", () => {
  let database: TestDatabase;
  let people: Convened[] = [];
  let office = "";
  let operator: Actor;

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, SCENARIO, { households: 300, waves: [1, 2] });
    people = await convened(database.services);
    office = people[0]!.officeId;
    operator = operatorOf(office);
  });
  after(() => database.close());

  /** The next person of the busiest office that no story has used, who was written to. */
  const used = new Set<string>();
  const next = (wanted: (one: Convened) => boolean = () => true): Convened => {
    const found = people.find((one) => one.officeId === office && one.state === "issued" && !used.has(one.caseId) && wanted(one));
    assert.ok(found, "the cohort has nobody left for this story");
    used.add(found.caseId);
    return found;
  };
  const seats = async (fromDay = "2019-10-07", toDay = "2019-10-11"): Promise<Seat[]> =>
    freeSeats(database.services, { reference: database.reference, officeId: office, scenario: SCENARIO, fromDay, toDay, measure: MEASURE, grantedOn: START.slice(0, 10) });
  const move = (person: Convened, seat: Seat, change: { reason?: string; actor?: Actor } = {}) =>
    moveAppointment(database.services, {
      reference: database.reference, caseId: person.caseId, seat, reason: change.reason ?? "visita medica", actor: change.actor ?? operator,
    });
  const held = async (caseId: string) =>
    (
      await database.services.pools.worker.query<{ id: string; startsAt: string; deskId: number }>(
        `select id, starts_at as "startsAt", desk_id as "deskId" from appointment where case_id = $1 and state = 'held'`,
        [caseId],
      )
    ).rows;

  it("releases the old seat, holds the new one, withdraws what has not left and writes again", async () => {
    const person = next((one) => one.channels.length === 2);
    const [seat] = await seats();
    const earlier = await messagesOf(database.services, person.summonsId);
    const outcome = await move(person, seat!);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.deepEqual(await held(person.caseId), [{ id: outcome.value.appointmentId, startsAt: seat!.startsAt, deskId: seat!.deskId }]);
    const written = await messagesOf(database.services, person.summonsId);
    for (const old of earlier) assert.equal(written.find((message) => message.id === old.id)?.state, "withdrawn");
    const fresh = written.filter((message) => message.state === "due");
    // Nothing had left: the person gets a plain summons for the new date, not news of a move of which they never knew the start.
    assert.deepEqual(fresh.map(({ kind, channel, priority }) => ({ kind, channel, priority })).sort((a, b) => a.channel.localeCompare(b.channel)), [
      { kind: "summons", channel: "email", priority: 0 },
      { kind: "summons", channel: "sms", priority: 0 },
    ]);
    assert.equal(outcome.value.messages, 2);
    assert.match(fresh.find((message) => message.channel === "sms")!.body, / 7\/10 /);
  });

  it("tells of the move those who were told of the first date, also when it moves twice before word gets out", async () => {
    const person = next((one) => one.channels.includes("sms"));
    await pretendAccepted(database.services, person.summonsId);
    const free = await seats();
    const first = await move(person, free.at(-1)!);
    assert.ok(first.ok, JSON.stringify(first));
    const second = await move(person, free.findLast((seat) => seat.startsAt !== free.at(-1)!.startsAt)!);
    assert.ok(second.ok, JSON.stringify(second));
    const sms = (await messagesOf(database.services, person.summonsId)).filter((message) => message.channel === "sms");
    assert.deepEqual(sms.map((message) => [message.kind, message.state]), [["summons", "accepted"], ["moved", "withdrawn"], ["moved", "due"]]);
    assert.match(sms[2]!.body, / 11\/10 /);
    const { rows } = await database.services.pools.worker.query("select attempt, state, appointment_id from summons where id = $1", [person.summonsId]);
    assert.deepEqual(rows, [{ attempt: 3, state: "issued", appointment_id: second.value.appointmentId }]);
  });

  it("to another desk at the same hour: the seat is exchanged, and the person, for whom nothing changes, hears nothing", async () => {
    const person = next((one) => one.channels.includes("sms"));
    await pretendAccepted(database.services, person.summonsId);
    const free = await seats("2019-10-28", "2019-10-31");
    assert.ok((await move(person, free[0]!)).ok);
    const before = await messagesOf(database.services, person.summonsId);
    const beside = free.find((seat) => seat.startsAt === free[0]!.startsAt && seat.deskId !== free[0]!.deskId)!;
    const outcome = await move(person, beside, { reason: "la collega è in ferie" });
    assert.ok(outcome.ok && outcome.value.sameTime, JSON.stringify(outcome));
    assert.deepEqual((await held(person.caseId)).map(({ deskId, startsAt }) => ({ deskId, startsAt })), [beside]);
    assert.deepEqual(await messagesOf(database.services, person.summonsId), before);
    const last = (await actsOf(database.services, person.caseId)).at(-1)!;
    assert.deepEqual([last.kind, last.payload["from"], last.payload["to"], last.payload["reason"]], ["appointment-desk-changed", free[0]!.deskId, beside.deskId, "la collega è in ferie"]);
    const wordless = await move(person, free[0]!, { reason: " " });
    assert.equal(wordless.ok === false && wordless.refusal.code, "MOTIVO_MANCANTE");
  });

  it("an answer is lost: asked again under its number nobody is moved again, and the answer is the same; at once, an hour later, after a further move", async () => {
    const person = next((one) => one.channels.length > 0);
    await pretendAccepted(database.services, person.summonsId);
    const free = await seats("2019-12-09", "2019-12-13");
    const ask = (appointmentId: string, seat: Seat, actId: string) =>
      moveAppointment(database.services, { reference: database.reference, scenario: SCENARIO, caseId: person.caseId, seat, reason: " turno di lavoro ", actor: operator, appointmentId, actId });
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    const [done, ...again] = [...(await Promise.all([1, 2, 3].map(() => ask(person.appointmentId, free[0]!, first)))), await ask(person.appointmentId, free[0]!, first)];
    assert.ok(done!.ok && done!.value.messages > 0, JSON.stringify(done));
    for (const one of again) assert.deepEqual(one, done);
    const moves = async () => (await actsOf(database.services, person.caseId)).map(({ kind }) => kind).filter((kind) => kind === "convocazione/move" || kind === "appointment-desk-changed");
    assert.deepEqual(await moves(), ["convocazione/move"]);
    const told = (await messagesOf(database.services, person.summonsId)).filter(({ kind }) => kind === "moved");
    assert.equal(told.length, done!.value.messages, "told once on each channel");

    const beside = free.find((seat) => seat.startsAt === free[0]!.startsAt && seat.deskId !== free[0]!.deskId)!;
    const changed = await ask(done!.value.appointmentId, beside, second);
    assert.ok(changed.ok && changed.value.sameTime, JSON.stringify(changed));
    assert.deepEqual(await ask(done!.value.appointmentId, beside, second), changed);
    const farther = free.findLast((seat) => seat.startsAt !== free[0]!.startsAt)!;
    assert.ok((await ask(done!.value.appointmentId, farther, third)).ok);
    assert.deepEqual([await ask(person.appointmentId, free[0]!, first), await ask(done!.value.appointmentId, beside, second)], [done, changed]);
    assert.deepEqual(await moves(), ["convocazione/move", "appointment-desk-changed", "convocazione/move"]);
    const other = await ask(done!.value.appointmentId, farther, first);
    assert.equal(!other.ok && other.refusal.code, "ATTO_GIA_USATO");
  });

  it("who was faster is named, with the next free seats; a stale page moves nobody", async () => {
    const [one, other] = [next(), next()];
    const [seat] = await seats("2019-11-18", "2019-11-22");
    const ask = (person: Convened, appointmentId: string, actor: Actor) =>
      moveAppointment(database.services, { reference: database.reference, scenario: SCENARIO, caseId: person.caseId, seat: seat!, reason: "lo chiede al telefono", actor, appointmentId });
    const colleague: Actor = { ...operator, id: "m.esposito" };
    assert.ok((await ask(one, one.appointmentId, colleague)).ok);
    const late = await ask(other, other.appointmentId, operator);
    assert.equal(late.ok === false && late.refusal.code, "POSTO_PRESO");
    assert.match(late.ok ? "" : late.refusal.message, /lo ha dato m\.esposito .*I posti liberi più vicini: \d\d\/11\/2019 alle \d\d:\d\d, sportello \d+;/);
    // A second drag from a page that still shows the first date.
    const stale = await ask(one, one.appointmentId, operator);
    assert.equal(stale.ok === false && stale.refusal.code, "APPUNTAMENTO_CAMBIATO");
    assert.match(stale.ok ? "" : stale.refusal.message, /è già \d\d\/11\/2019 alle .*spostato da m\.esposito/);
    const foreign = await ask({ ...one, caseId: people.find((person) => person.officeId !== office)!.caseId }, one.appointmentId, operator);
    assert.equal(foreign.ok === false && foreign.refusal.code, "APPUNTAMENTO_CAMBIATO");
  });

  it("the preview is the message word for word, says what is withdrawn, and leaves no trace", async () => {
    const person = next((one) => one.channels.length === 2);
    await pretendAccepted(database.services, person.summonsId);
    const [seat] = await seats("2019-12-02", "2019-12-06");
    const trace = async () => [await held(person.caseId), await messagesOf(database.services, person.summonsId), await actsOf(database.services, person.caseId)];
    const before = await trace();
    const shown = await rehearse(database.services, database.reference, moveAct({ caseId: person.caseId, seat: seat!, reason: "visita medica" }, person.summonsId, null), operator);
    assert.ok(shown.ok, JSON.stringify(shown));
    assert.deepEqual(await trace(), before);
    assert.ok((await move(person, seat!)).ok);
    const sms = (await messagesOf(database.services, person.summonsId)).find((message) => message.kind === "moved" && message.channel === "sms")!;
    assert.equal(shown.value.messages.find((message) => message.channel === "sms")!.body, sms.body);
    assert.match(sms.body, /spostato a/);
    assert.doesNotMatch(sms.body, /quello di \.|visita/);
    assert.ok(shown.value.reminderAt !== null && shown.value.reminderAt < seat!.startsAt);
    const refused = await rehearse(database.services, database.reference, moveAct({ caseId: person.caseId, seat: seat!, reason: "ancora" }, person.summonsId, null), operator);
    assert.equal(!refused.ok && refused.refusal.code, "POSTO_UGUALE");
  });

  it("writes the act with its reason, and the chain verifies", async () => {
    const person = next();
    const [seat] = await seats();
    const outcome = await move(person, seat!, { reason: "  turno di lavoro " });
    assert.ok(outcome.ok);
    const acts = await actsOf(database.services, person.caseId);
    const last = acts.at(-1)!;
    assert.equal(last.kind, "convocazione/move");
    assert.equal(last.actor, operator.id);
    const set = last.payload["set"] as { reason: string; appointment: { startsAt: string } };
    assert.equal(set.reason, "turno di lavoro");
    assert.equal(set.appointment.startsAt, seat!.startsAt);
    const client = await database.services.pools.worker.connect();
    assert.deepEqual(await verifyChains(client, [person.caseId]).finally(() => client.release()), []);
  });

  it("of many operators on one seat exactly one wins; the others keep the seat they had", async () => {
    const rivals = [next(), next(), next(), next(), next(), next()];
    const [seat] = await seats("2019-10-14", "2019-10-18");
    const outcomes = await Promise.all(rivals.map((rival) => move(rival, seat!)));
    assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1);
    for (const [index, outcome] of outcomes.entries()) {
      const [now, ...more] = await held(rivals[index]!.caseId);
      assert.deepEqual(more, []);
      if (outcome.ok) assert.equal(now?.startsAt, seat!.startsAt);
      else {
        assert.equal(outcome.refusal.code, "POSTO_PRESO");
        assert.equal(now?.id, rivals[index]!.appointmentId);
        assert.deepEqual((await messagesOf(database.services, rivals[index]!.summonsId)).filter((message) => message.priority === 0), []);
      }
    }
  });

  it("two people who want each other's seat at the same moment: nobody loses the one they have", async () => {
    const [one, other] = [next(), next()];
    const outcomes = await Promise.all([
      move(one, { deskId: other.deskId, startsAt: other.startsAt }),
      move(other, { deskId: one.deskId, startsAt: one.startsAt }),
    ]);
    for (const outcome of outcomes) if (!outcome.ok) assert.match(outcome.refusal.code, /^(POSTO_PRESO|CONVOCAZIONE_NOTICE_ENOUGH)$/);
    assert.equal((await held(one.caseId)).length, 1);
    assert.equal((await held(other.caseId)).length, 1);
  });

  it("the same move asked twice at once moves once", async () => {
    const person = next();
    const [seat] = await seats("2019-10-21", "2019-10-25");
    const outcomes = await Promise.all([move(person, seat!), move(person, seat!)]);
    assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1);
    const lost = outcomes.find((outcome) => !outcome.ok);
    assert.equal(lost?.ok === false && lost.refusal.code, "POSTO_UGUALE");
    assert.equal((await held(person.caseId)).length, 1);
  });

  it("another office's operator is refused and sees nothing", async () => {
    const person = next();
    const stranger = people.find((one) => one.officeId !== office)!.officeId;
    const [seat] = await freeSeats(database.services, {
      reference: database.reference, officeId: stranger, scenario: SCENARIO, fromDay: "2019-10-07", toDay: "2019-10-11", measure: MEASURE, grantedOn: START.slice(0, 10),
    });
    const outcome = await move(person, seat!, { actor: operatorOf(stranger) });
    assert.equal(outcome.ok === false && outcome.refusal.code, "CASO_NON_VISIBILE");
    assert.equal((await held(person.caseId))[0]?.id, person.appointmentId);
  });

  it("an operator cannot take a seat of another office's desk", async () => {
    const person = next();
    const stranger = people.find((one) => one.officeId !== office)!.officeId;
    const [seat] = await freeSeats(database.services, {
      reference: database.reference, officeId: stranger, scenario: SCENARIO, fromDay: "2019-10-07", toDay: "2019-10-11", measure: MEASURE, grantedOn: START.slice(0, 10),
    });
    const outcome = await move(person, seat!);
    assert.equal(outcome.ok === false && outcome.refusal.code, "CONVOCAZIONE_SEAT_HELD");
  });

  it("the walls hold below the use case: an operator's connection can write for its own cases only", async () => {
    const person = next();
    const stranger = people.find((one) => one.officeId !== office)!.officeId;
    const client = await database.services.pools.app.connect();
    try {
      await client.query("begin");
      await client.query("select set_config('app.office', $1, true)", [stranger]);
      const moved = await client.query("update appointment set state = 'released' where id = $1", [person.appointmentId]);
      assert.equal(moved.rowCount, 0);
      await assert.rejects(
        client.query(
          `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at)
           values (gen_random_uuid(), $1, $2, $3, 'moved', 'sms', 'sms-prova', '+393330000000', 'x', 1, 'gsm7', 1, now(), now())`,
          [person.caseId, person.summonsId, person.appointmentId],
        ),
        { code: "42501" },
      );
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("needs a reason, a role of the office, a seat of the opening rules and the minimum notice", async () => {
    const person = next();
    const [seat] = await seats();
    const codes = async (outcome: ReturnType<typeof move>): Promise<string> => {
      const found = await outcome;
      return found.ok ? "accepted" : found.refusal.code;
    };
    assert.equal(await codes(move(person, seat!, { reason: "  " })), "CONVOCAZIONE_REASON_GIVEN");
    assert.equal(await codes(move(person, seat!, { actor: ADMINISTRATOR })), "SPOSTAMENTO_SENZA_SEDE");
    assert.equal(await codes(move(person, seat!, { actor: { ...operator, role: "regional" } })), "CONVOCAZIONE_CHI");
    assert.equal(await codes(move(person, { ...seat!, startsAt: "ieri" })), "POSTO_ILLEGGIBILE");
    assert.equal(await codes(move(person, { deskId: seat!.deskId, startsAt: "2019-10-06T08:00:00.000Z" })), "CONVOCAZIONE_SEAT_HELD", "a Sunday");
    assert.equal(await codes(move(person, { deskId: seat!.deskId, startsAt: seat!.startsAt.replace(":00.000Z", ":07.000Z") })), "CONVOCAZIONE_SEAT_HELD");
    assert.equal(await codes(move(person, { deskId: person.deskId, startsAt: person.startsAt })), "POSTO_UGUALE");
    assert.equal(await codes(move(person, { deskId: seat!.deskId, startsAt: "2019-09-04T07:00:00.000Z" })), "CONVOCAZIONE_NOTICE_ENOUGH");
    assert.equal((await held(person.caseId))[0]?.id, person.appointmentId);
  });

  it("proposes no seat under the minimum notice of three working days, and none that is held", async () => {
    const free = await seats("2019-09-01", "2019-09-09");
    assert.ok(free.length > 0);
    assert.equal(free[0]!.startsAt.slice(0, 10), "2019-09-05");
    const taken = new Set(people.filter((one) => one.officeId === office).map((one) => `${one.deskId}/${one.startsAt}`));
    const now = new Set((await convened(database.services)).filter((one) => one.officeId === office).map((one) => `${one.deskId}/${one.startsAt}`));
    for (const seat of free) assert.ok(!now.has(`${seat.deskId}/${seat.startsAt}`));
    assert.ok(taken.size > 0);
  });

  it("two members of a household are not given the same hour by a move", async () => {
    const all = await convened(database.services);
    const households = Map.groupBy(all.filter((one) => one.officeId === office && !used.has(one.caseId)), (one) => one.benefitId);
    const pair = [...households.values()].find((members) => members.length >= 2);
    assert.ok(pair, "the cohort has a household with two people convened in this office");
    for (const member of pair) used.add(member.caseId);
    const free = await seats("2019-11-04", "2019-11-08");
    const first = free[0]!;
    const sameHour = free.find((seat) => seat.deskId !== first.deskId && seat.startsAt === first.startsAt)!;
    assert.ok((await move(pair[0]!, first)).ok);
    const refused = await move(pair[1]!, sameHour);
    assert.equal(refused.ok === false && refused.refusal.code, "POSTO_STESSA_ORA_DEL_NUCLEO");
    assert.equal((await held(pair[1]!.caseId))[0]?.id, pair[1]!.appointmentId);
  });

  it("after a summons that reached nobody, the move leaves a task: somebody must tell the person", async () => {
    const person = next();
    await database.services.pools.worker.query("update message set state = 'failed', failure = 'number-not-existing' where summons_id = $1", [person.summonsId]);
    await database.services.pools.worker.query("update summons set state = 'not-delivered' where id = $1", [person.summonsId]);
    const outcome = await move(person, (await seats()).at(-5)!);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.equal(outcome.value.messages, 0);
    const { rows } = await database.services.pools.worker.query("select kind, reason from desk_task where case_id = $1 and closed_at is null", [person.caseId]);
    assert.deepEqual(rows, [{ kind: "not-delivered", reason: "moved-untold" }]);
  });

  it("a planned summons moves in silence: it is convened later, for the new date", async () => {
    const person = people.find((one) => one.state === "planned" && !used.has(one.caseId));
    assert.ok(person, "the cohort has people who cannot be written to");
    used.add(person.caseId);
    const own = operatorOf(person.officeId);
    const [seat] = await freeSeats(database.services, {
      reference: database.reference, officeId: person.officeId, scenario: SCENARIO, fromDay: "2019-10-07", toDay: "2019-10-11", measure: MEASURE, grantedOn: START.slice(0, 10),
    });
    const outcome = await move(person, seat!, { actor: own });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.equal(outcome.value.messages, 0);
    const { rows } = await database.services.pools.worker.query("select state from summons where id = $1", [person.summonsId]);
    assert.deepEqual(rows, [{ state: "planned" }]);
  });

  it("a past appointment is not moved, nor one that was cancelled", async () => {
    const person = next();
    const [seat] = await seats("2019-11-11", "2019-11-15");
    await database.setBusinessTime(new Date(Date.parse(person.startsAt) + 60_000).toISOString());
    const late = await move(person, seat!);
    await database.setBusinessTime(START);
    assert.equal(late.ok === false && late.refusal.code, "CONVOCAZIONE_APPOINTMENT_AHEAD");
    await database.services.pools.worker.query("update summons set state = 'cancelled' where id = $1", [person.summonsId]);
    const cancelled = await move(person, seat!);
    assert.equal(cancelled.ok === false && cancelled.refusal.code, "CONVOCAZIONE_STATO");
  });
});
