// An office's day told as a clerk would tell it: who came, who waits, who was taken for somebody else, who came without an appointment; two at the same row.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { romeDay } from "../../src/domain/calendar/rome-time.ts";
import { arrive, queueUp, seatsNow, takeSeat } from "../../src/services/day-sheet/arrive.ts";
import { signedCode } from "../../src/services/day-sheet/desk-code.ts";
import { findAtDoor } from "../../src/services/day-sheet/find.ts";
import type { DayOutcome } from "../../src/services/day-sheet/in-day.ts";
import { recordOutcome } from "../../src/services/day-sheet/outcomes.ts";
import { readSheet } from "../../src/services/day-sheet/sheet.ts";
import type { SheetRow } from "../../src/services/day-sheet/sheet.ts";
import { stepVisit } from "../../src/services/day-sheet/visits.ts";
import type { Actor } from "../../src/services/context.ts";
import { readDeskSecret } from "../../src/store/day-sheet.ts";
import { inOffice } from "../../src/store/pools.ts";
import { actsOf, convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

function done<T>(outcome: DayOutcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? "" : `${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}
function refusal<T>(outcome: DayOutcome<T>): string {
  assert.ok(!outcome.ok, "it was done");
  return outcome.refusal.code;
}

describe("the day sheet of an office", () => {
  let db: TestDatabase;
  let people: Convened[] = [];
  let office = "";
  let day = "";
  /** Those of the day, and those of later days in the same office. */
  let ofToday: Convened[] = [];
  let later: Convened[] = [];
  let stranger: Convened;

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 300 });
    people = await convened(db.services);
    office = people[0]!.officeId;
    day = romeDay(people[0]!.startsAt);
    // So few people all have their hour on one day: some of them come a week later.
    const busy = people.filter((one) => one.officeId === office && romeDay(one.startsAt) === day);
    await db.services.pools.worker.query(
      "update appointment set day = day + 7, starts_at = starts_at + interval '7 days', ends_at = ends_at + interval '7 days' where id = any($1::uuid[])",
      [busy.slice(-6).map(({ appointmentId }) => appointmentId)],
    );
    people = await convened(db.services);
    const own = people.filter((one) => one.officeId === office);
    ofToday = own.filter((one) => romeDay(one.startsAt) === day);
    later = own.filter((one) => romeDay(one.startsAt) > day);
    stranger = people.find((one) => one.officeId !== office)!;
    await db.setBusinessTime(new Date(Date.parse(ofToday[0]!.startsAt) - 600_000).toISOString());
    assert.ok(ofToday.length >= 6 && later.length >= 4, `${ofToday.length} today, ${later.length} later`);
  });
  after(() => db.close());

  const clerk = (name = "ada"): Actor => ({ id: name, role: "clerk", office });
  const operator = (name = "bruno"): Actor => ({ id: name, role: "operator", office });
  const rows = async (): Promise<readonly SheetRow[]> => {
    const now = await db.services.now();
    return (await inOffice(db.services.pools.app, office, (client) => readSheet(client, office, day, now))).rows;
  };
  const rowOf = async ({ caseId }: Convened): Promise<SheetRow> => (await rows()).find((row) => row.caseId === caseId)!;
  const asked = (person: Convened, version: number, actId: string = randomUUID()) => ({ caseId: person.caseId, summonsId: person.summonsId, version, actId });
  const comes = async (person: Convened, who = clerk()) => arrive(db.services, db.reference, asked(person, (await rowOf(person)).version ?? 1), who);

  it("shows who is expected by hour, with name, hour, desk and tax code, and nothing of the benefit", async () => {
    const shown = await rows();
    assert.deepEqual(shown.map(({ caseId }) => caseId).toSorted(), ofToday.map(({ caseId }) => caseId).toSorted());
    assert.ok(shown.every(({ standing }) => standing === "expected"));
    assert.ok(shown.every(({ startsAt }, index) => index === 0 || shown[index - 1]!.startsAt! <= startsAt!));
    assert.deepEqual(
      Object.keys(shown[0]!).toSorted(),
      ["caseId", "deskId", "inMore", "key", "kind", "meetingId", "minute", "movedTo", "name", "standing", "startsAt", "stateText", "summonsId", "surname", "taxCode", "version", "visit"],
    );
  });

  it("records who comes: present by the act of the law, a number, waiting; asked for twice, once", async () => {
    const [person] = ofToday as [Convened];
    const request = asked(person, (await rowOf(person)).version!);
    const first = done(await arrive(db.services, db.reference, request, clerk()));
    assert.equal(first.ticket, 1);
    assert.deepEqual(done(await arrive(db.services, db.reference, request, clerk())), first);
    const row = await rowOf(person);
    assert.deepEqual([row.standing, row.stateText, row.visit?.ticket], ["waiting", "Presente", 1]);
    const kinds = (await actsOf(db.services, person.caseId)).map(({ kind, actor }) => `${kind} ${actor}`);
    assert.equal(kinds.filter((kind) => kind === "convocazione/record-attendance ada").length, 1);
  });

  it("tells the second of two clerks at the same row who was faster", async () => {
    const person = ofToday[1]!;
    const { version } = await rowOf(person);
    const [a, b] = await Promise.all([
      arrive(db.services, db.reference, asked(person, version!), clerk("ada")),
      arrive(db.services, db.reference, asked(person, version!), clerk("carla")),
    ]);
    const lost = a.ok ? b : a;
    assert.equal([a, b].filter((one) => one.ok).length, 1);
    assert.ok(!lost.ok);
    assert.equal(lost.refusal.code, "VERSIONE_CAMBIATA");
    assert.match(lost.refusal.message, a.ok ? /ada/ : /carla/);
    const { visit } = await rowOf(person);
    const call = (desk: number, who: string) => stepVisit(db.services, db.reference, visit!.id, { step: "call", version: visit!.version, desk }, operator(who));
    const calls = await Promise.all([call(1, "bruno"), call(2, "dora")]);
    assert.equal(calls.filter((one) => one.ok).length, 1);
    const second = calls.find((one) => !one.ok)!;
    assert.ok(!second.ok && second.refusal.code === "VISITA_CAMBIATA" && /(bruno|dora) ha appena fatto: chiamata allo sportello [12]/.test(second.refusal.message));
  });

  it("calls by number, sends back to wait, ends, and takes an end back", async () => {
    const person = ofToday[0]!;
    const step = async (name: "call" | "wait" | "seen" | "left" | "mistake", desk = 1) => {
      const { visit } = await rowOf(person);
      const request = name === "call" ? { step: name, version: visit!.version, desk } : { step: name, version: visit!.version };
      return stepVisit(db.services, db.reference, visit!.id, request, operator());
    };
    assert.equal(refusal(await step("call", 99)), "SPORTELLO_SCONOSCIUTO");
    done(await step("call", 2));
    assert.deepEqual([(await rowOf(person)).standing, (await rowOf(person)).visit?.desk], ["called", 2]);
    done(await step("wait"));
    assert.equal((await rowOf(person)).standing, "waiting");
    done(await step("call"));
    done(await step("seen"));
    assert.equal((await rowOf(person)).standing, "seen");
    assert.equal(refusal(await step("left")), "VISITA_FINITA");
    done(await step("wait"));
    assert.equal(refusal(await step("mistake")), "ARRIVO_CON_APPUNTAMENTO");
    done(await step("seen"));
  });

  it("corrects a presence recorded for the wrong person by an act with its reason: the outcome is open again", async () => {
    const person = ofToday[2]!;
    done(await comes(person));
    const version = (await rowOf(person)).version!;
    const correct = (reason: string) =>
      recordOutcome(db.services, db.reference, { ...asked(person, version), act: "correct-attendance", input: { reason } }, clerk());
    assert.equal(refusal(await correct(" ")), "CONVOCAZIONE_REASON_GIVEN");
    // Nothing proves yet that the summons arrived: what is open again cannot become an absence.
    assert.equal(done(await correct("omonimo: era un’altra persona")).state, "not-delivered");
    const row = await rowOf(person);
    assert.deepEqual([row.standing, row.visit], ["expected", null]);
    // And when the right person comes after all, they are received.
    assert.ok(done(await comes(person)).ticket > 1);
  });

  it("does not let in by mistake who is expected on another day, or is another office's", async () => {
    const tomorrow = later[0]!;
    assert.equal(refusal(await arrive(db.services, db.reference, asked(tomorrow, 1), clerk())), "NON_DI_OGGI");
    assert.equal(refusal(await arrive(db.services, db.reference, asked(stranger, 1), clerk())), "PERSONA_NON_VISIBILE");
    assert.equal(refusal(await arrive(db.services, db.reference, asked(ofToday[3]!, 1), { id: "regione", role: "regional" })), "FOGLIO_SENZA_SEDE");
  });

  it("reads the code of a summons, says when a paper is out of date, and of whom another office follows says only which office", async () => {
    const { pools } = db.services;
    const secret = await readDeskSecret(pools.app);
    const coded = async ({ summonsId, appointmentId }: Convened): Promise<string> => {
      const { rows: found } = await pools.worker.query<{ reference: string }>("select reference from summons where id = $1", [summonsId]);
      return signedCode(secret, found[0]!.reference, appointmentId);
    };
    const find = async (text: string) => done(await findAtDoor(db.services, text, clerk()));
    const person = ofToday[3]!;
    const code = await coded(person);
    const read = await find(code.replaceAll("-", "'"));
    assert.deepEqual([read.kind, read.byCode, read.moved, read.people[0]?.caseId, read.people[0]?.today], ["here", true, false, person.caseId, true]);
    assert.equal((await find(code.slice(3, 12))).people[0]?.caseId, person.caseId, "typed without its signature");
    assert.equal((await find(`${code.slice(0, -1)}${code.endsWith("2") ? "3" : "2"}`)).kind, "bad-code");
    // Of a later day: where and when.
    const other = await find(await coded(later[0]!));
    assert.deepEqual([other.people[0]?.today, other.people[0]?.startsAt], [false, later[0]!.startsAt]);
    // Of another office: which, and the hour, since the paper is in their hand; by tax code the office alone.
    const abroad = await find(await coded(stranger));
    assert.deepEqual([abroad.kind, abroad.people, abroad.elsewhere], ["elsewhere", [], { officeId: stranger.officeId, startsAt: stranger.startsAt }]);
    const { rows: who } = await pools.intake.query<{ code: string; surname: string }>(
      "select p.tax_code as code, p.surname from case_file f join person p on p.id = f.person_id where f.id = $1",
      [stranger.caseId],
    );
    assert.deepEqual((await find(who[0]!.code)).elsewhere, { officeId: stranger.officeId, startsAt: null });
    assert.ok(!(await find(who[0]!.surname)).people.some(({ caseId }) => caseId === stranger.caseId));
    assert.equal((await find("zzzzqqqq")).kind, "nobody");
  });

  it("puts who comes without an appointment in the queue, once, with a line in the register", async () => {
    const person = later[1]!;
    const request = { caseId: person.caseId, actId: randomUUID() };
    const first = done(await queueUp(db.services, db.reference, request, clerk()));
    assert.deepEqual(done(await queueUp(db.services, db.reference, request, clerk())), first);
    assert.equal(refusal(await queueUp(db.services, db.reference, { ...request, actId: randomUUID() }, clerk())), "GIA_IN_SALA");
    assert.equal(refusal(await queueUp(db.services, db.reference, { caseId: stranger.caseId, actId: randomUUID() }, clerk())), "PERSONA_NON_VISIBILE");
    assert.equal(refusal(await queueUp(db.services, db.reference, { caseId: ofToday[4]!.caseId, actId: randomUUID() }, clerk())), "APPUNTAMENTO_OGGI");
    const row = await rowOf(person);
    assert.deepEqual([row.kind, row.standing, row.visit?.ticket], ["walk-in", "waiting", first.ticket]);
    assert.ok((await actsOf(db.services, person.caseId)).some(({ kind }) => kind === "came-without-appointment"));
    // Entered by mistake: taken out again, without any act of the law.
    done(await stepVisit(db.services, db.reference, row.visit!.id, { step: "mistake", version: row.visit!.version }, clerk()));
    assert.ok(!(await rows()).some(({ caseId }) => caseId === person.caseId));
  });

  it("gives a free hour of today to who signs it: the date ahead is given up, presence is recorded, the place in the queue is kept", async () => {
    const person = later[2]!;
    const { ticket } = done(await queueUp(db.services, db.reference, { caseId: person.caseId, actId: randomUUID() }, clerk()));
    const seats = done(await seatsNow(db.services, db.reference, person.caseId, operator()));
    const now = await db.services.now();
    assert.ok(seats.length > 0 && seats.every(({ startsAt }) => startsAt > now && romeDay(startsAt) === day));
    const request = { caseId: person.caseId, actId: randomUUID(), seat: seats[0]! };
    assert.equal(refusal(await takeSeat(db.services, db.reference, request, clerk())), "CONVOCAZIONE_CHI");
    assert.equal(done(await takeSeat(db.services, db.reference, request, operator())).ticket, ticket);
    assert.equal(done(await takeSeat(db.services, db.reference, request, operator())).ticket, ticket);
    const row = await rowOf(person);
    assert.deepEqual([row.kind, row.standing, row.startsAt, row.visit?.ticket], ["appointment", "waiting", seats[0]!.startsAt, ticket]);
    const again = { ...request, caseId: later[3]!.caseId, actId: randomUUID() };
    assert.equal(refusal(await takeSeat(db.services, db.reference, again, operator())), "POSTO_PRESO");
    const yesterday = { ...again, seat: { ...seats[0]!, startsAt: later[3]!.startsAt } };
    assert.equal(refusal(await takeSeat(db.services, db.reference, yesterday, operator())), "NON_DI_OGGI");
  });

  it("shows an appointment moved meanwhile struck out, with its new hour", async () => {
    const moved = (await inOffice(db.services.pools.app, office, async (client) => {
      const now = await db.services.now();
      return (await readSheet(client, office, romeDay(later[2]!.startsAt), now)).rows;
    })).find(({ caseId }) => caseId === later[2]!.caseId)!;
    assert.deepEqual([moved.kind, moved.standing], ["given-up", "moved"]);
    assert.equal(moved.movedTo, (await rowOf(later[2]!)).startsAt);
  });
});
