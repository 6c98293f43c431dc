// Stories of reminders and cancellations: once, at a permitted hour, where they can be read, never to those who were told too late.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { freeSeats, moveAppointment } from "../../src/services/appointments.ts";
import { tellCancellations } from "../../src/services/cancellations.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { queueReminders } from "../../src/services/reminders.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { cancelOpenSummonses } from "../../src/store/summons.ts";
import { actsOf, convened, convenedRegion, MEASURE, messagesOf, operatorOf, pretendAccepted } from "./fixtures/convened.ts";
import type { Convened, SentMessage } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const HOUR = 3_600_000;
const hoursBefore = (instant: string, hours: number): string => new Date(Date.parse(instant) - hours * HOUR).toISOString();

describe("reminders", () => {
  let database: TestDatabase;
  let people: Convened[] = [];
  const used = new Set<string>();

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 300, waves: [1, 2] });
    people = (await convened(database.services)).filter((one) => one.state === "issued");
  });
  after(() => database.close());
  afterEach(() => database.setBusinessTime(START));

  const remind = () => queueReminders(database.services, { reference: database.reference, actor: SYSTEM });
  const remindersOf = async (person: Convened): Promise<SentMessage[]> =>
    (await messagesOf(database.services, person.summonsId)).filter((message) => message.kind === "reminder");
  const count = async (): Promise<number> =>
    (await database.services.pools.worker.query<{ n: number }>("select count(*)::int as n from message where kind = 'reminder'")).rows[0]!.n;

  /** Somebody whom no story has used, given the first seat at or after `from` on that day (a move made on the Monday of the start). */
  const seenAt = async (from: string, channels = 2): Promise<{ person: Convened; startsAt: string }> => {
    const person = people.find((one) => !used.has(one.caseId) && one.channels.length === channels);
    assert.ok(person);
    used.add(person.caseId);
    const startsAt = await moveTo(person, from);
    return { person, startsAt };
  };
  const moveTo = async (person: Convened, from: string): Promise<string> => {
    const office = { reference: database.reference, scenario: "base" };
    const day = from.slice(0, 10);
    const free = await freeSeats(database.services, { ...office, officeId: person.officeId, fromDay: day, toDay: day, measure: MEASURE, grantedOn: "2019-05-20" });
    const seat = free.find((one) => one.startsAt >= from);
    assert.ok(seat, `a free seat after ${from}`);
    const moved = await moveAppointment(database.services, { ...office, caseId: person.caseId, seat, reason: "prova", actor: operatorOf(person.officeId) });
    assert.ok(moved.ok, JSON.stringify(moved));
    return seat.startsAt;
  };

  it("a week before nobody is reminded of anything", async () => {
    assert.deepEqual(await remind(), { appointments: 0, messages: 0 });
  });

  it("is made ready two hours ahead, on every channel, to leave forty-eight hours before, before the bulk", async () => {
    const { person, startsAt } = await seenAt("2019-10-09T08:00");
    await database.setBusinessTime(hoursBefore(startsAt, 50.1));
    await remind();
    assert.deepEqual(await remindersOf(person), []);
    await database.setBusinessTime(hoursBefore(startsAt, 49.9));
    await remind();
    const found = await remindersOf(person);
    assert.deepEqual(found.map((one) => one.channel).sort(), ["email", "sms"]);
    for (const one of found) assert.deepEqual([one.state, one.priority, one.dueAt], ["due", 5, hoursBefore(startsAt, 48)]);
    assert.equal((await actsOf(database.services, person.caseId)).at(-1)?.kind, "reminder-queued");
  });

  it("one that falls on a Sunday waits for Monday at nine", async () => {
    const { person } = await seenAt("2019-10-15T07:30");
    await database.setBusinessTime("2019-10-13T10:00:00.000Z");
    await remind();
    assert.deepEqual(await remindersOf(person), []);
    await database.setBusinessTime("2019-10-14T05:30:00.000Z");
    await remind();
    for (const one of await remindersOf(person)) assert.equal(one.dueAt, "2019-10-14T07:00:00.000Z");
    assert.equal((await remindersOf(person)).length, 2);
  });

  it("after a run of holidays it leaves before them: seen on the day after Santo Stefano, told on Christmas Eve", async () => {
    const { person, startsAt } = await seenAt("2019-12-27T08:00");
    await database.setBusinessTime("2019-12-24T05:30:00.000Z");
    await remind();
    assert.deepEqual(await remindersOf(person), []);
    await database.setBusinessTime("2019-12-24T07:30:00.000Z");
    await remind();
    const dues = (await remindersOf(person)).map((one) => one.dueAt);
    assert.deepEqual(dues, [hoursBefore(startsAt, 72), hoursBefore(startsAt, 72)]);
  });

  it("run late it leaves at once; in the quiet hours it waits; under twelve hours before it does not leave", async () => {
    const { person: evening, startsAt } = await seenAt("2019-10-23T07:00");
    const { person: night } = await seenAt("2019-10-30T08:00");
    assert.ok(startsAt < "2019-10-23T09");
    await database.setBusinessTime("2019-10-22T17:30:00.000Z");
    await remind();
    assert.deepEqual((await remindersOf(evening)).map((one) => one.dueAt), ["2019-10-22T17:30:00.000Z", "2019-10-22T17:30:00.000Z"]);
    await database.setBusinessTime("2019-10-29T21:00:00.000Z");
    await remind();
    assert.deepEqual(await remindersOf(night), []);
  });

  it("whoever has an address that failed is reminded at the other one only", async () => {
    const { person, startsAt } = await seenAt("2019-10-10T08:00");
    await database.services.pools.worker.query(
      "update message set state = 'failed', failure = 'number-not-existing' where summons_id = $1 and channel = 'sms' and state = 'due'",
      [person.summonsId],
    );
    await database.setBusinessTime(hoursBefore(startsAt, 48));
    await remind();
    assert.deepEqual((await remindersOf(person)).map((message) => message.channel), ["email"]);
  });

  it("a moved appointment loses its reminder and gets one for the new day, when that comes", async () => {
    const { person, startsAt } = await seenAt("2019-10-16T08:00");
    await pretendAccepted(database.services, person.summonsId);
    await database.setBusinessTime(hoursBefore(startsAt, 47));
    await remind();
    assert.equal((await remindersOf(person)).length, 2);
    const moved = await moveTo(person, "2019-11-13T08:00");
    assert.deepEqual((await remindersOf(person)).map((message) => message.state), ["withdrawn", "withdrawn"]);
    await remind();
    assert.equal((await remindersOf(person)).length, 2);
    await database.setBusinessTime(hoursBefore(moved, 47));
    await remind();
    assert.deepEqual((await remindersOf(person)).map((message) => message.state), ["withdrawn", "withdrawn", "due", "due"]);
  });

  it("one who is told of the appointment only after the reminder's hour gets none", async () => {
    const { person, startsAt } = await seenAt("2019-10-17T08:00");
    await database.services.pools.intake.query("update message set due_at = $2 where summons_id = $1 and state = 'due'", [person.summonsId, hoursBefore(startsAt, 46)]);
    await database.setBusinessTime(hoursBefore(startsAt, 45));
    await remind();
    assert.deepEqual(await remindersOf(person), []);
  });

  it("a second run, and two at once, add nothing", async () => {
    // Saturday at seven in Rome: of everyone seen on Monday the ninth at nine and later, some are to be reminded from nine on.
    await database.setBusinessTime("2019-09-07T05:30:00.000Z");
    const atFirst = await count();
    const both = await Promise.all([remind(), remind()]);
    const now = await count();
    assert.ok(now > atFirst);
    assert.equal(both[0]!.messages + both[1]!.messages, now - atFirst);
    assert.deepEqual(await remind(), { appointments: 0, messages: 0 });
  });
});

describe("cancellations", () => {
  let database: TestDatabase;
  let people: Convened[] = [];

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 120 });
    people = (await convened(database.services)).filter((one) => one.state === "issued");
  });
  after(() => database.close());

  const tell = () => tellCancellations(database.services, { reference: database.reference, actor: SYSTEM });
  const cancel = (person: Convened) =>
    inTransaction(database.services.pools.intake, async (client) => cancelOpenSummonses(client, [person.caseId], await database.services.now()));

  it("one who was told hears of it once, at the same addresses; two runs at once write it once", async () => {
    const person = people.find((one) => one.channels.length === 2)!;
    await pretendAccepted(database.services, person.summonsId);
    await cancel(person);
    const reports = await Promise.all([tell(), tell()]);
    assert.equal(reports[0]!.messages + reports[1]!.messages, 2);
    const messages = await messagesOf(database.services, person.summonsId);
    const told = messages.filter((message) => message.kind === "cancelled");
    assert.deepEqual(
      told.map((message) => `${message.channel} ${message.recipient} ${message.state}`).toSorted((a, b) => a.localeCompare(b)),
      messages.filter((message) => message.kind === "summons").map((message) => `${message.channel} ${message.recipient} due`).toSorted((a, b) => a.localeCompare(b)),
    );
    assert.deepEqual(await tell(), { summonses: 0, messages: 0 });
    assert.equal((await actsOf(database.services, person.caseId)).at(-1)?.kind, "cancellation-told");
  });

  it("one who had not been written to yet hears nothing: the unsent summons is withdrawn", async () => {
    const person = people.find((one) => one.channels.length === 1)!;
    await cancel(person);
    assert.deepEqual(await tell(), { summonses: 0, messages: 0 });
    assert.deepEqual((await messagesOf(database.services, person.summonsId)).map((message) => message.state), ["withdrawn"]);
  });

  it("told of a first date, moved in silence, then cancelled: still hears of it", async () => {
    const person = people.filter((one) => one.channels.length === 1)[1]!;
    await pretendAccepted(database.services, person.summonsId);
    const office = { reference: database.reference, scenario: "base" };
    const [seat] = await freeSeats(database.services, { ...office, officeId: person.officeId, fromDay: "2019-10-07", toDay: "2019-10-11", measure: MEASURE, grantedOn: "2019-05-20" });
    assert.ok((await moveAppointment(database.services, { ...office, caseId: person.caseId, seat: seat!, reason: "lavoro", actor: operatorOf(person.officeId) })).ok);
    await cancel(person);
    assert.deepEqual(await tell(), { summonses: 1, messages: 1 });
    const kinds = (await messagesOf(database.services, person.summonsId)).map((message) => [message.kind, message.state]);
    assert.deepEqual(kinds, [["summons", "accepted"], ["moved", "withdrawn"], ["cancelled", "due"]]);
  });

  it("a past date is not cancelled in anybody's mailbox", async () => {
    const person = people.filter((one) => one.channels.length === 1)[2]!;
    await pretendAccepted(database.services, person.summonsId);
    await cancel(person);
    await database.setBusinessTime(new Date(Date.parse(person.startsAt) + 1_000).toISOString());
    assert.deepEqual(await tell(), { summonses: 0, messages: 0 });
  });
});
