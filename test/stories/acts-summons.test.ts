// Stories of a summons after it was sent: answered, moved, kept; proven or not; absent, justified in time, late, or not at all; corrected.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { addDays } from "../../src/domain/calendar/days.ts";
import { bindingsOf } from "../../src/services/acts/binding.ts";
import { EXCLUSION_BINDING } from "../../src/services/acts/bindings/exclusion.ts";
import { SUMMONS_BINDING } from "../../src/services/acts/bindings/summons.ts";
import type { ActOutcome } from "../../src/services/acts/act-outcome.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { perform } from "../../src/services/acts/perform.ts";
import type { ActRequest } from "../../src/services/acts/perform.ts";
import { freeSeats } from "../../src/services/appointments.ts";
import { tellCancellations } from "../../src/services/cancellations.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { planWave } from "../../src/services/plan.ts";
import { reviewSummonses } from "../../src/services/receipts.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import type { Seat } from "../../src/services/seats.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { convened, convenedRegion, MEASURE, messagesOf, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { done, refusal } from "./fixtures/household.ts";

/** Without the procedure of breaches the desk is asked to weigh them. */
const ALONE = bindingsOf([SUMMONS_BINDING, EXCLUSION_BINDING]);
const HOUR_MS = 3_600_000;
const after1h = (instant: string): string => new Date(Date.parse(instant) + HOUR_MS).toISOString();

describe("a summons after it was sent", () => {
  let db: TestDatabase;
  let people: Convened[] = [];
  const used = new Set<string>();

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 200, waves: [1, 2] });
    people = await convened(db.services);
  });
  after(() => db.close());

  const next = (wanted: (one: Convened) => boolean = (one) => one.state === "issued"): Convened => {
    const found = people.find((one) => !used.has(one.caseId) && wanted(one));
    assert.ok(found, "the cohort has nobody left for this story");
    used.add(found.caseId);
    return found;
  };
  const manager = ({ officeId }: Convened): Actor => ({ id: `responsabile@${officeId}`, role: "office-manager", office: officeId });
  const act = (person: Convened, name: string, input: unknown = {}, change: Partial<ActRequest> & { actor?: Actor } = {}): Promise<ActOutcome> => {
    const { actor = operatorOf(person.officeId), ...request } = change;
    return perform(
      db.services, db.reference,
      { procedure: "convocazione", caseId: person.caseId, itemId: person.summonsId, act: name, input, actId: randomUUID(), expectedVersion: null, ...request },
      actor, ALONE,
    );
  };
  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const stateOf = async (summonsId: string): Promise<string> => (await query<{ state: string }>("select state from summons where id = $1", [summonsId]))[0]!.state;
  const tasksOf = async (person: Convened): Promise<string[]> =>
    (await query<{ kind: string }>("select kind from desk_task where case_id = $1 and closed_at is null order by kind", [person.caseId])).map(({ kind }) => kind);
  const citizen = async (person: Convened): Promise<Actor> => {
    const [row] = await query<{ code: string }>("select p.tax_code as code from case_file f join person p on p.id = f.person_id where f.id = $1", [person.caseId]);
    return { id: row!.code, role: "citizen" };
  };
  /** The gateways' receipts: every message of the summons was delivered, in time unless said. */
  const deliver = async (person: Convened, at = START): Promise<void> => {
    await query("update message set state = 'delivered', accepted_at = now(), settled_at = now() where summons_id = $1", [person.summonsId]);
    await query("insert into receipt (gateway_id, message_id, status, at) select gateway_id, id, 'delivered', $2 from message where summons_id = $1", [person.summonsId, at]);
  };
  const at = (instant: string): Promise<void> => db.setBusinessTime(instant);
  const free = async (person: Convened, fromDay: string): Promise<Seat> => {
    const request = { reference: db.reference, officeId: person.officeId, scenario: "base", measure: MEASURE, grantedOn: "2019-05-20" };
    const [seat] = await freeSeats(db.services, { ...request, fromDay, toDay: addDays(fromDay, 10) });
    return seat!;
  };
  /** Delivered, not come, confirmed absent with the count that stood. */
  const absent = async (person: Convened, counterSeen = 0) => {
    await deliver(person);
    await at(after1h(person.startsAt));
    return act(person, "record-no-show", { counterSeen });
  };

  it("is answered by the person: confirmed, another date asked for, the date kept or moved by the office", async () => {
    await at(START);
    const person = next((one) => one.state === "issued" && one.channels.length === 2);
    const who = await citizen(person);
    assert.equal(refusal(await act(person, "note-call", { callOutcome: "spoke" }, { actor: who })), "CONVOCAZIONE_CHI");
    assert.equal(done(await act(person, "note-call", { callOutcome: "spoke", note: "verrà" })).state, "issued", "a call changes nothing");
    assert.equal(done(await act(person, "confirm", {}, { actor: who })).state, "confirmed");
    assert.equal(refusal(await act(person, "ask-another-date", { reason: " " }, { actor: who })), "CONVOCAZIONE_REASON_GIVEN");
    done(await act(person, "ask-another-date", { reason: "visita medica" }, { actor: who }));
    assert.deepEqual(await tasksOf(person), ["another-date:convocazione"]);
    assert.equal(refusal(await act(person, "keep-date", { reason: "nessun posto" }, { actor: who })), "CONVOCAZIONE_CHI");
    assert.equal(done(await act(person, "keep-date", { reason: "nessun posto prima del termine" })).state, "issued");
    assert.deepEqual(await tasksOf(person), []);
    const told = (await messagesOf(db.services, person.summonsId)).filter(({ kind }) => kind === "reminder");
    assert.deepEqual(told.map(({ channel, state, priority }) => `${channel} ${state} ${priority}`).toSorted(), ["email due 0", "sms due 0"]);
    assert.equal(done(await act(person, "decline", {}, { actor: who })).state, "declined");
    assert.deepEqual(await tasksOf(person), ["declined:convocazione"]);
    assert.equal(refusal(await act(person, "move", { reason: "visita medica" })), "POSTO_MANCANTE");
    const moved = done(await act(person, "move", { seat: await free(person, "2019-10-07"), reason: "visita medica" }));
    assert.deepEqual([moved.state, moved.version], ["issued", 8]);
    assert.deepEqual(await tasksOf(person), []);
    // Nobody answers for somebody else.
    const other = next();
    assert.equal(refusal(await act(other, "confirm", {}, { actor: who })), "CASO_NON_VISIBILE");
  });

  it("whose SMS did not arrive is never absent: convened again, from another seat, and signed at the desk", async () => {
    await at(START);
    const person = next();
    await query("update message set state = 'failed', failure = 'number-not-existing' where summons_id = $1", [person.summonsId]);
    await reviewSummonses(db.services, [person.summonsId]);
    assert.equal(await stateOf(person.summonsId), "not-delivered");
    await at(after1h(person.startsAt));
    assert.equal(refusal(await act(person, "record-no-show", { counterSeen: 0 }, { expectedVersion: 2 })), "VERSIONE_CAMBIATA");
    const again = done(await act(person, "record-no-show", { counterSeen: 0 }));
    assert.equal(again.state, "to-convene-again");
    assert.deepEqual(again.opened, []);
    assert.ok((await tasksOf(person)).includes("convene-again:convocazione"));
    await assert.rejects(query("update summons set state = 'absent' where id = $1", [person.summonsId]), /no delivery is proven/);

    const seat = await free(person, addDays(person.startsAt.slice(0, 10), 7));
    assert.equal(refusal(await act(person, "plan", {})), "CONVOCAZIONE_SEAT_HELD");
    assert.equal(refusal(await act(person, "agree-at-desk", { seat })), "CONVOCAZIONE_AGREED_AND_SIGNED");
    const agreed = done(await act(person, "agree-at-desk", { seat, signed: true, reference: "foglio 12" }));
    assert.notEqual(agreed.itemId, person.summonsId, "another date is another summons");
    assert.equal(agreed.state, "confirmed");
    assert.equal(await stateOf(person.summonsId), "to-convene-again");
    assert.ok(!(await tasksOf(person)).includes("convene-again:convocazione"));
    assert.equal(refusal(await act(person, "plan", { seat })), "PRATICA_GIA_APERTA");
    // A signed date proves by itself: who does not come to it is absent.
    await at(after1h(seat.startsAt));
    const missed = done(await act(person, "record-no-show", { counterSeen: 0 }, { itemId: agreed.itemId }));
    assert.equal(missed.state, "absent");
    const [kept] = await query<{ data: { absence: { proof: string; count: { before: number; after: number } } } }>("select data from summons where id = $1", [agreed.itemId]);
    assert.deepEqual([kept!.data.absence.proof, kept!.data.absence.count.before, kept!.data.absence.count.after], ["legal", 0, 1]);
  });

  it("delivered after its hour proves nothing of that hour; only sent, neither", async () => {
    const [late, sent] = [next(), next()];
    await deliver(late, after1h(late.startsAt));
    await query("update message set state = 'accepted', accepted_at = now() where summons_id = $1", [sent.summonsId]);
    for (const person of [late, sent]) {
      await at(after1h(person.startsAt));
      assert.equal(done(await act(person, "record-no-show", { counterSeen: 0 })).state, "to-convene-again");
    }
    // The planner takes them up again by itself.
    const plan = { reference: db.reference, measure: MEASURE, scenario: "base", firstDay: "2019-11-04", lastDay: "2019-12-13", target: "2019-12-15", actor: SYSTEM };
    for (const wave of [1, 2] as const) await planWave(db.services, { ...plan, wave });
    const again = await query<{ id: string }>("select case_id as id from summons where case_id = any($1::uuid[]) and state = 'planned'", [[late.caseId, sent.caseId]]);
    assert.equal(again.length, 2);
  });

  it("justified by the day after with its paper; a year written wrong is caught; the next morning the desk is asked to decide", async () => {
    const [person, silent] = [next(), next()];
    const outcome = done(await absent(person));
    assert.deepEqual(outcome.opened.map(({ kind, dueOn }) => [kind, dueOn]), [["justify", addDays(person.startsAt.slice(0, 10), 1)]]);
    const day = addDays(person.startsAt.slice(0, 10), 1);
    const paper = { justifiedReason: "G1", evidenceSeen: true, toldOn: day };
    await at(`${day}T09:00:00.000Z`);
    assert.equal(refusal(await act(person, "close-justification")), "CONVOCAZIONE_JUSTIFY_TERM_OVER");
    assert.equal(refusal(await act(person, "justify", { ...paper, evidenceSeen: false })), "CONVOCAZIONE_EVIDENCE_SEEN");
    assert.equal(refusal(await act(person, "justify", { ...paper, toldOn: "2091-09-10" })), "DATA_ANNO_IMPOSSIBILE");
    assert.equal(refusal(await act(person, "justify", { ...paper, toldOn: "2019-02-30" })), "DATA_IMPOSSIBILE");
    assert.equal(refusal(await act(person, "justify", { ...paper, note: "x".repeat(300_000) })), "DOCUMENTO_TROPPO_GRANDE");
    assert.equal(refusal(await act(person, "justify", { ...paper, justifiedReason: "G9" })), "CAMPO_ILLEGGIBILE");
    const justified = done(await act(person, "justify", paper));
    assert.deepEqual([justified.state, justified.closed], ["justified", ["justify"]]);

    done(await absent(silent));
    const morning = `${addDays(silent.startsAt.slice(0, 10), 2)}T04:00:00.000Z`;
    await at(morning);
    await turnOfDay(db.services, { reference: db.reference, now: morning });
    assert.ok((await tasksOf(silent)).includes("term:convocazione/justify"));
    assert.equal(done(await act(silent, "close-justification")).state, "unjustified");
    assert.deepEqual(await tasksOf(silent), ["breach:convocazione"]);
    // Late, but true: not by an operator; by the head of the office, with the reason, and the breach falls.
    const late = { justifiedReason: "G4", evidenceSeen: true, toldOn: morning.slice(0, 10), reason: "citazione esibita" };
    assert.equal(refusal(await act(silent, "justify", late)), "CONVOCAZIONE_CHI");
    assert.equal(done(await act(silent, "justify", late, { actor: manager(silent) })).state, "justified");
    assert.deepEqual(await tasksOf(silent), []);
  });

  it("told late, an operator may not accept it; an impediment that lasted moves the term to the day after its end", async () => {
    const [person, ill] = [next(), next()];
    for (const one of [person, ill]) done(await absent(one));
    const day = (one: Convened, days: number): string => addDays(one.startsAt.slice(0, 10), days);
    const paper = (one: Convened, days: number) => ({ justifiedReason: "G1", evidenceSeen: true, toldOn: day(one, days) });
    const last = [day(person, 9), day(ill, 9)].toSorted().at(-1)!;
    await at(`${last}T09:00:00.000Z`);
    assert.equal(refusal(await act(person, "justify", paper(person, 5))), "CONVOCAZIONE_TOLD_IN_TIME");
    assert.equal(done(await act(ill, "justify", { ...paper(ill, 5), impedimentUntil: day(ill, 4) })).state, "justified");
    assert.equal(done(await act(person, "refuse-justification", { reason: "documento falso" })).state, "unjustified");
    const head = manager(person);
    assert.equal(refusal(await act(person, "correct-absence", { reason: "era presente" })), "CONVOCAZIONE_CHI");
    assert.equal(done(await act(person, "correct-absence", { reason: "era presente, firma ritrovata" }, { actor: head })).state, "attended");
    assert.equal(refusal(await act(person, "correct-attendance")), "CONVOCAZIONE_REASON_GIVEN");
    const undone = done(await act(person, "correct-attendance", { reason: "era un’altra persona, stesso cognome" })).state;
    assert.ok(["issued", "not-delivered"].includes(undone), undone);
    assert.equal(done(await act(person, "record-attendance")).state, "attended");
  });

  it("two members absent at the same moment: never the same count; the second sees the first", async () => {
    const households = Map.groupBy(people.filter((one) => one.state === "issued" && !used.has(one.caseId)), (one) => one.benefitId);
    const pair = [...households.values()].find((members) => members.length >= 2 && members[0]!.officeId === members[1]!.officeId)!;
    const [one, two] = pair as [Convened, Convened];
    for (const member of [one, two]) used.add(member.caseId);
    for (const member of [one, two]) await deliver(member);
    await at(after1h([one.startsAt, two.startsAt].toSorted().at(-1)!));
    assert.equal(refusal(await act(one, "record-no-show", {})), "CONVOCAZIONE_COUNTER_SHOWN");
    const outcomes = await Promise.all([one, two].map((member) => act(member, "record-no-show", { counterSeen: 0 })));
    assert.deepEqual(outcomes.map(refusal).toSorted(), ["CONVOCAZIONE_COUNTER_SHOWN", "accepted"]);
    const left = outcomes[0]!.ok ? two : one;
    const offered = await offersOf(db.services, db.reference, left.caseId, operatorOf(left.officeId), ALONE);
    assert.ok(offered.ok);
    const shown = offered.value.find(({ item }) => item?.id === left.summonsId)!;
    assert.deepEqual(shown.counted, { "E-CONV": 1 });
    assert.ok(shown.acts.find(({ act: name }) => name === "record-no-show")?.allowed);
    done(await act(left, "record-no-show", { counterSeen: 1 }));
    const [row] = await query<{ data: { absence: { count: { before: number } } } }>("select data from summons where id = $1", [left.summonsId]);
    assert.equal(row!.data.absence.count.before, 1);
  });

  it("excluded on the day of the appointment nobody is absent; excluded before it, the summons falls and is told", async () => {
    await at(START);
    const [person, ahead] = [next(), next((one) => one.state === "issued" && one.channels.includes("sms"))];
    const exclude = (one: Convened, from: string) =>
      perform(
        db.services, db.reference,
        {
          procedure: "esclusione", caseId: one.caseId, itemId: null, act: "record", actId: randomUUID(), expectedVersion: null,
          input: { fact: "disability", from, evidence: { seenOn: from, outcome: "sufficient", expiresOn: null } },
        },
        operatorOf(one.officeId), ALONE,
      );
    await query("update message set state = 'accepted', accepted_at = now() where summons_id = $1", [ahead.summonsId]);
    done(await exclude(ahead, "2019-09-02"));
    assert.equal(await stateOf(ahead.summonsId), "cancelled");
    await tellCancellations(db.services, { reference: db.reference, actor: SYSTEM });
    assert.ok((await messagesOf(db.services, ahead.summonsId)).some(({ kind, state }) => kind === "cancelled" && state === "due"));
    // Learnt afterwards: on that day the person had no duty.
    await deliver(person);
    await at(`${addDays(person.startsAt.slice(0, 10), 1)}T08:00:00.000Z`);
    await db.services.pools.intake.query("insert into case_fact (case_id, kind, value, valid_from) values ($1, 'bound', 'student', $2) on conflict do nothing", [person.caseId, START]);
    assert.equal(refusal(await act(person, "record-no-show", { counterSeen: 0 })), "CONVOCAZIONE_OBLIGED_THAT_DAY");
    assert.equal(done(await act(person, "cancel", { reason: "studente in quel giorno" })).state, "cancelled");
  });

  it("of two operators at once the second hears who was faster; the same act asked twice is done once; another office sees nothing", async () => {
    await at(START);
    const person = next();
    const other: Actor = { ...operatorOf(person.officeId), id: "altra@sede" };
    const outcomes = await Promise.all([
      act(person, "confirm", {}, { expectedVersion: 2 }),
      act(person, "cancel", { reason: "doppione" }, { expectedVersion: 2, actor: other }),
    ]);
    const lost = outcomes.find((one) => !one.ok);
    const won = outcomes.find((one) => one.ok);
    assert.ok(lost?.ok === false && won?.ok === true);
    assert.deepEqual([lost.refusal.code, lost.changed?.version, lost.changed?.state], ["VERSIONE_CAMBIATA", 3, won.value.state]);
    assert.match(lost.refusal.message, /Conferma la presenza|Annulla la convocazione/);

    const twice = next();
    const actId = randomUUID();
    const [one, two] = await Promise.all([act(twice, "confirm", {}, { actId }), act(twice, "confirm", {}, { actId })]);
    assert.equal([one, two].filter((each) => done(each).repeated).length, 1);
    assert.equal(refusal(await act(twice, "decline", {}, { actId })), "ATTO_GIA_USATO");
    const stranger = people.find(({ officeId }) => officeId !== twice.officeId)!.officeId;
    assert.equal(refusal(await act(twice, "decline", {}, { actor: operatorOf(stranger) })), "CASO_NON_VISIBILE");
    assert.equal(refusal(await act(twice, "decline", {}, { itemId: randomUUID() })), "PRATICA_ASSENTE");
  });

  it("planned by hand, sent by hand, held: the desk needs no plan of the Region", async () => {
    await at(START);
    const person = next();
    done(await act(person, "cancel", { reason: "riprogrammata" }));
    assert.equal((await query("select 1 from appointment where case_id = $1 and state = 'held'", [person.caseId])).length, 0);
    const seat = await free(person, "2019-10-14");
    const planned = done(await act(person, "plan", { seat }));
    const issued = done(await act(person, "issue", {}, { itemId: planned.itemId }));
    assert.equal(issued.state, "issued");
    assert.ok((await messagesOf(db.services, planned.itemId)).every(({ kind, state }) => kind === "summons" && state === "due"));
    assert.equal(refusal(await act(person, "record-attendance", {}, { itemId: planned.itemId })), "CONVOCAZIONE_APPOINTMENT_DAY_COME");
    await at(seat.startsAt);
    const clerk: Actor = { ...operatorOf(person.officeId), id: "accoglienza@sede", role: "clerk" };
    assert.equal(done(await act(person, "record-attendance", {}, { itemId: planned.itemId, actor: clerk })).state, "attended");
    assert.ok((await messagesOf(db.services, planned.itemId)).every(({ state }) => state === "withdrawn"));
    assert.equal(refusal(await act(person, "plan", { seat }, { itemId: planned.itemId })), "CONVOCAZIONE_STATO");
    assert.equal(refusal(await act(person, "plan", { seat })), "PRATICA_GIA_APERTA", "an older summons begins nothing");
  });

  it("an absence without justification goes over to the procedure of breaches with its proof and its count, and comes back with a late reason", async () => {
    const person = next();
    done(await absent(person));
    const morning = `${addDays(person.startsAt.slice(0, 10), 2)}T08:00:00.000Z`;
    await at(morning);
    const request = { procedure: "convocazione", caseId: person.caseId, itemId: person.summonsId, actId: randomUUID(), expectedVersion: null };
    done(await perform(db.services, db.reference, { ...request, act: "close-justification", input: {} }, operatorOf(person.officeId)));
    const breach = () =>
      query<{ state: string; data: { countAtFact: { before: number; after: number }; evidence: string[] } }>(
        "select state, data from dossier_item where case_id = $1 and procedure = 'condizionalita'", [person.caseId],
      );
    const [opened] = await breach();
    assert.deepEqual([opened?.state, opened?.data.countAtFact.before, opened?.data.countAtFact.after], ["held", 0, 1]);
    assert.ok(opened!.data.evidence.length > 0);
    const late = { justifiedReason: "G4", evidenceSeen: true, toldOn: morning.slice(0, 10), reason: "citazione esibita" };
    done(await perform(db.services, db.reference, { ...request, actId: randomUUID(), act: "justify", input: late }, manager(person)));
    assert.deepEqual((await breach()).map(({ state }) => state), ["withdrawn"]);
  });

  it("the acts of the program are the same acts: not delivered, and proven late", async () => {
    await at(START);
    const person = next();
    assert.equal(refusal(await act(person, "record-not-delivered", {}, { actor: SYSTEM })), "CONVOCAZIONE_ALL_CHANNELS_FAILED");
    await query("update message set state = 'failed', failure = 'number-not-existing' where summons_id = $1", [person.summonsId]);
    assert.equal(done(await act(person, "record-not-delivered", {}, { actor: SYSTEM })).state, "not-delivered");
    assert.deepEqual(await tasksOf(person), ["not-delivered"]);
    assert.equal(refusal(await act(person, "record-delivered")), "CONVOCAZIONE_CHI");
    assert.equal(done(await act(person, "record-delivered", {}, { actor: SYSTEM })).state, "issued");
    assert.deepEqual(await tasksOf(person), []);
  });

  it("leaves in the register every act of its table, and chains that verify", async () => {
    const kinds = await query<{ kind: string }>("select distinct kind from act where kind like 'convocazione/%' order by 1");
    const acts = Object.keys(SUMMONS_BINDING.procedure.acts).map((name) => `convocazione/${name}`);
    assert.deepEqual(acts.filter((name) => !kinds.some(({ kind }) => kind === name)), []);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
