// The agreed meeting, told: on the sheet of its day, come and not come, put off, cancelled, hit by a closure; another office; two operators at once.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { ClosingPreview, DaySheetAnswer, DaySheetRow } from "../../src/contract/day-sheet.ts";
import { addDays } from "../../src/domain/calendar/days.ts";
import { applyChange, previewChange } from "../../src/services/agenda/change.ts";
import { runReplan } from "../../src/services/agenda/replan-run.ts";
import { freeSeats } from "../../src/services/appointments.ts";
import type { Actor } from "../../src/services/context.ts";
import { readSheet } from "../../src/services/day-sheet/sheet.ts";
import { newId } from "../../src/store/ids.ts";
import { holdMeeting } from "../../src/store/interview.ts";
import { openMeetingOf } from "../../src/store/meetings.ts";
import type { StoredMeeting } from "../../src/store/meetings.ts";
import { inOffice } from "../../src/store/pools.ts";
import { verifyChains } from "../../src/store/register.ts";
import { heldAs } from "../../src/services/seats.ts";
import { measureParameters } from "../../src/services/writing.ts";
import { actsOf, MEASURE } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { codeIn } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { InterviewDesk } from "./fixtures/interview-desk.ts";

describe("gli incontri concordati", () => {
  let desk: InterviewDesk;
  let office = "";
  let granted = "";
  before(async () => {
    desk = await InterviewDesk.open(130);
  });
  after(() => desk.close());

  const services = () => desk.database.services;
  const act = (more: object) => ({ actId: randomUUID(), ...more });
  const open = (caseId: string) => inOffice(services().pools.app, office, (client) => openMeetingOf(client, caseId));
  const seats = async (fromDay: string) =>
    (await freeSeats(services(), { reference: desk.database.reference, officeId: office, scenario: "base", fromDay, toDay: addDays(fromDay, 20), measure: MEASURE, grantedOn: granted }))
      .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.deskId - b.deskId));
  /** Somebody who came to their first interview, and agreed to come again on the first free hour from about four weeks on. */
  const agreed = async (): Promise<{ person: Convened; meeting: StoredMeeting }> => {
    const person = desk.next(({ state }) => state === "issued");
    await desk.meet(person);
    office = person.officeId;
    const { rows } = await services().pools.worker.query<{ benefit: string; granted: string }>(
      `select f.benefit_id as benefit, b.granted_on::text as granted from case_file f join benefit b on b.id = f.benefit_id where f.id = $1`,
      [person.caseId],
    );
    granted = rows[0]!.granted;
    const [seat] = await seats(addDays(person.startsAt.slice(0, 10), 28));
    await inOffice(services().pools.app, office, (client) =>
      holdMeeting(client, person.caseId, rows[0]!.benefit, heldAs(office, measureParameters(MEASURE, granted), seat!)),
    );
    return { person, meeting: (await open(person.caseId))! };
  };
  const sheetOf = async (day: string, browser = desk.anna): Promise<readonly DaySheetRow[]> => {
    const answer = await browser.get(`/api/day-sheet?day=${day}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<DaySheetAnswer>().sheet!.rows;
  };
  const rowOf = async (meeting: StoredMeeting): Promise<DaySheetRow> => (await sheetOf(meeting.day)).find(({ meetingId }) => meetingId === meeting.appointmentId)!;
  const record = (meeting: StoredMeeting, what: string, more: object = {}, browser: Browser = desk.anna) =>
    browser.post("/api/day-sheet/meetings", act({ caseId: meeting.caseId, appointmentId: meeting.appointmentId, act: what, ...more }));
  const move = (meeting: StoredMeeting, seat: { deskId: number; startsAt: string }, browser: Browser = desk.anna, actId: string = randomUUID()) =>
    browser.post("/api/agenda/moves", { caseId: meeting.caseId, appointmentId: meeting.appointmentId, ...seat, reason: "Lo chiede la persona", actId });
  const messagesOf = async (caseId: string) =>
    (
      await services().pools.worker.query<{ kind: string; channel: string; state: string; body: string; appointmentId: string }>(
        `select m.kind, m.channel, m.state, c.body, m.appointment_id as "appointmentId" from message m join message_content c on c.message_id = m.id
         where m.case_id = $1 and m.kind like 'meeting-%' order by m.id`,
        [caseId],
      )
    ).rows;
  const kinds = async (caseId: string): Promise<string[]> => (await actsOf(services(), caseId)).map(({ kind }) => kind).filter((kind) => kind.startsWith("meeting-"));
  const row = async (caseId: string) =>
    (await services().pools.worker.query<{ meetsAt: Date | null; agreed: boolean }>(`select meets_at as "meetsAt", pending & (1::bigint << 34) <> 0 as agreed from worklist where case_id = $1`, [caseId])).rows[0]!;

  it("sta nel foglio del suo giorno e nella lista di lavoro; chi arriva prima dell’ora è registrato e ha un numero", async () => {
    const { person, meeting } = await agreed();
    const listed = await row(person.caseId);
    assert.ok(listed.agreed && new Date(listed.meetsAt!).toISOString() === meeting.startsAt);
    await desk.database.setBusinessTime(new Date(Date.parse(meeting.startsAt) - 20 * 60_000).toISOString());
    const shown = await rowOf(meeting);
    assert.deepEqual([shown.kind, shown.standing, shown.stateText, shown.summonsId], ["appointment", "expected", "Incontro concordato", null]);
    assert.equal(codeIn(await record(meeting, "missed")), "INCONTRO_FUTURO");
    const actId = randomUUID();
    const came = await record(meeting, "came", { actId });
    assert.equal(came.statusCode, 200, came.body);
    const again = await record(meeting, "came", { actId });
    assert.equal(again.json<{ ticket: number }>().ticket, came.json<{ ticket: number }>().ticket, "asked again, the same number");
    assert.equal((await rowOf(meeting)).standing, "waiting");
    assert.deepEqual(await kinds(person.caseId), ["meeting-attended"]);
    const left = await row(person.caseId);
    assert.deepEqual([left.agreed, left.meetsAt], [false, null]);
    assert.equal(codeIn(await record(meeting, "missed", {}, desk.bruno)), "INCONTRO_ESITO", "the second operator is told");
    assert.equal((await record(meeting, "undo", { reason: "Era un’altra persona" })).statusCode, 200);
    assert.equal((await rowOf(meeting)).standing, "expected");
    assert.equal((await record(meeting, "came")).statusCode, 200);
  });

  it("chi non viene: un atto nel registro e nessuna violazione; il giorno si chiude quando nessuno resta indeciso", async () => {
    const { person, meeting } = await agreed();
    await desk.database.setBusinessTime(new Date(Date.parse(meeting.startsAt) + 3_600_000).toISOString());
    const late = await desk.anna.get(`/api/day-sheet/closing?day=${meeting.day}`);
    assert.deepEqual(late.json<ClosingPreview>().meetings.map(({ appointmentId }) => appointmentId).includes(meeting.appointmentId), true);
    assert.equal((await record(meeting, "missed")).statusCode, 200);
    assert.equal((await rowOf(meeting)).standing, "missed");
    const breaches = await services().pools.worker.query("select 1 from dossier_item where case_id = $1 and procedure = 'condizionalita'", [person.caseId]);
    assert.equal(breaches.rowCount, 0);
    assert.deepEqual(await kinds(person.caseId), ["meeting-missed"]);
    const after = await desk.anna.get(`/api/day-sheet/closing?day=${meeting.day}`);
    assert.ok(!after.json<ClosingPreview>().meetings.some(({ appointmentId }) => appointmentId === meeting.appointmentId));
    assert.equal((await messagesOf(person.caseId)).length, 0);
  });

  it("spostato due volte prima che parta qualcosa: un solo avviso, con la data che la persona conosce; poi annullato con il motivo", async () => {
    const { person, meeting } = await agreed();
    const free = await seats(addDays(meeting.day, 1));
    const before = await desk.anna.post("/api/agenda/moves/preview", { caseId: person.caseId, appointmentId: meeting.appointmentId, ...free[0]! });
    assert.equal(before.statusCode, 200, before.body);
    assert.ok(before.json<{ messages: { kind: string }[] }>().messages.every(({ kind }) => kind === "meeting-moved"));
    assert.equal((await messagesOf(person.caseId)).length, 0, "a preview writes nothing");
    assert.equal((await move(meeting, free[0]!)).statusCode, 200);
    const second = (await open(person.caseId))!;
    assert.equal(codeIn(await move(meeting, free[1]!, desk.bruno)), "INCONTRO_ESITO", "the page of the second operator is old");
    const other = free.find(({ startsAt }) => startsAt > second.startsAt)!;
    assert.equal((await move(second, other)).statusCode, 200);
    const third = (await open(person.caseId))!;
    assert.deepEqual([third.startsAt, third.moves, third.meetingId], [other.startsAt, 2, meeting.appointmentId]);
    const due = (await messagesOf(person.caseId)).filter(({ state }) => state === "due");
    assert.ok(due.length > 0 && due.every(({ kind, appointmentId }) => kind === "meeting-moved" && appointmentId === third.appointmentId));
    assert.equal(new Set(due.map(({ channel }) => channel)).size, due.length);
    for (const { body } of due) assert.match(body, /spostato/);
    // Read afresh: a sheet that somebody has just looked at is shown again for a moment.
    const sheet = await inOffice(services().pools.app, office, (client) => readSheet(client, office, meeting.day, meeting.startsAt));
    const old = sheet.rows.find(({ meetingId }) => meetingId === meeting.appointmentId)!;
    assert.deepEqual([old.standing, old.movedTo], ["moved", third.startsAt]);

    const cancelled = await desk.anna.post(`/api/cases/${person.caseId}/meeting/cancel`, act({ appointmentId: third.appointmentId, reason: "no" }));
    assert.equal(cancelled.statusCode, 400, cancelled.body);
    const done = await desk.anna.post(`/api/cases/${person.caseId}/meeting/cancel`, act({ appointmentId: third.appointmentId, reason: "La persona lavora" }));
    assert.equal(done.statusCode, 200, done.body);
    assert.equal(await open(person.caseId), null);
    const last = (await messagesOf(person.caseId)).filter(({ state }) => state === "due");
    assert.ok(last.length > 0 && last.every(({ kind }) => kind === "meeting-cancelled"));
    assert.deepEqual(await kinds(person.caseId), ["meeting-moved", "meeting-moved", "meeting-cancelled"]);
  });

  it("la risposta si perde: chiesto di nuovo con lo stesso numero, un solo spostamento e la stessa risposta", async () => {
    const { person, meeting } = await agreed();
    const [seat, other] = await seats(addDays(meeting.day, 1));
    const actId = randomUUID();
    const both = await Promise.all([move(meeting, seat!, desk.anna, actId), move(meeting, seat!, desk.anna, actId)]);
    const later = await move(meeting, seat!, desk.anna, actId);
    for (const answer of [...both, later]) assert.deepEqual([answer.statusCode, answer.json()], [200, both[0].json()]);
    assert.deepEqual(await kinds(person.caseId), ["meeting-moved"]);
    const written = await messagesOf(person.caseId);
    assert.ok(written.length > 0 && new Set(written.map(({ channel }) => channel)).size === written.length, "told once on each channel");
    assert.equal(codeIn(await move(meeting, other!, desk.anna, actId)), "ATTO_GIA_USATO", "the number of one move serves no other");
    const cancel = () => desk.anna.post(`/api/cases/${person.caseId}/meeting/cancel`, { appointmentId: written[0]!.appointmentId, actId: cancelId, reason: "La persona lavora" });
    const cancelId = randomUUID();
    const cancelled = await cancel();
    assert.deepEqual([cancelled.statusCode, (await cancel()).json()], [200, cancelled.json()]);
    assert.equal(codeIn(await desk.anna.post(`/api/cases/${person.caseId}/meeting/cancel`, { appointmentId: written[0]!.appointmentId, actId, reason: "La persona lavora" })), "ATTO_GIA_USATO");
  });

  it("una chiusura prende il suo posto: è ripianificato come gli altri, e la persona lo sa una volta", async () => {
    const { person, meeting } = await agreed();
    const manager: Actor = { id: "capo", role: "office-manager", office };
    const run = { reference: desk.database.reference, scenario: "base" };
    const change = {
      enter: { id: newId(), kind: "closure" as const, from: meeting.day, to: meeting.day, weekdays: [1, 2, 3, 4, 5, 6, 7] as const, fromMinute: null, toMinute: null, deskId: null, reason: "Guasto al riscaldamento" },
    };
    const shown = await previewChange(services(), { ...run, change, actor: manager });
    assert.ok(shown.ok);
    const proposal = shown.value.proposals.find(({ appointmentId }) => appointmentId === meeting.appointmentId)!;
    const done = await applyChange(services(), { ...run, change, digest: shown.value.digest, actor: manager });
    assert.ok(done.ok);
    await runReplan(services(), run, office, done.value.replanId!);
    await runReplan(services(), run, office, done.value.replanId!);
    const now = (await open(person.caseId))!;
    assert.deepEqual({ deskId: now.deskId, startsAt: now.startsAt }, proposal.to);
    const written = await messagesOf(person.caseId);
    assert.ok(written.length > 0 && written.every(({ kind, state }) => kind === "meeting-moved" && state === "due"));
    assert.equal(new Set(written.map(({ channel }) => channel)).size, written.length);
    for (const { body } of written) {
      assert.match(body, /per chiusura/);
      assert.doesNotMatch(body, /riscaldamento/);
    }
  });

  it("un’altra sede non lo vede e non lo tocca; due operatori insieme: uno solo lo sposta", async () => {
    const { person, meeting } = await agreed();
    const free = (await seats(addDays(meeting.day, 1))).slice(0, 2);
    assert.equal((await record(meeting, "came", {}, desk.elsewhere)).statusCode, 409);
    assert.notEqual((await move(meeting, free[0]!, desk.elsewhere)).statusCode, 200);
    assert.notEqual((await desk.elsewhere.post(`/api/cases/${person.caseId}/meeting/cancel`, act({ appointmentId: meeting.appointmentId, reason: "Non si può" }))).statusCode, 200);
    const both = await Promise.all([move(meeting, free[0]!), move(meeting, free[1]!, desk.bruno)]);
    assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b), [200, 409]);
    assert.deepEqual(await kinds(person.caseId), ["meeting-moved"]);
    const chains = await services().pools.worker.connect();
    try {
      assert.deepEqual(await verifyChains(chains, [person.caseId]), []);
    } finally {
      chains.release();
    }
  });
});
