// Kills in the middle of an office's work: a step of the interview, a closure that moves people, acts from a page. Nothing half done, nothing twice.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { initialValues } from "../../src/contract/check-form.ts";
import type { Interview } from "../../src/contract/interview.ts";
import { freeSeats } from "../../src/services/appointments.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { MEASURE } from "../stories/fixtures/convened.ts";
import type { Convened } from "../stories/fixtures/convened.ts";
import { START } from "../stories/fixtures/database.ts";
import { DeskOffice } from "./desk-office.ts";
import type { Answer, Asked, Blow } from "./desk-office.ts";
import { assertSound } from "./kill-task.ts";

const BLOWS: readonly Blow[] = ["process", "server"];
const AT_ONCE = 6;
const MOVED_AT_LEAST = 30;

describe("kills at the desk", { timeout: 300_000 }, () => {
  let desk: DeskOffice;
  let taken = 0;
  before(async () => (desk = await DeskOffice.open()));
  after(() => desk.close());

  const some = (many: number): Convened[] => {
    // From the end: the closures take the people of the first days.
    const found = desk.people.filter(({ state }) => state === "issued").toReversed().slice(taken, (taken += many));
    assert.equal(found.length, many, "nobody is left");
    return found;
  };
  /** All at once; the blow falls with the first answer, while the others are under way. What was answered before it. */
  const struck = async (asked: readonly Asked[], blow: Blow): Promise<(Answer | null)[]> => {
    const answers = asked.map((one) => desk.ask(one));
    await Promise.any(answers);
    await desk.strike(blow);
    return Promise.all(answers);
  };
  const actsOf = (caseIds: readonly string[], kind: string): Promise<{ id: string; n: number }[]> =>
    desk.rows("select subject_id as id, count(*)::int as n from act where subject_id = any($1::uuid[]) and kind = $2 group by 1", [caseIds, kind]);
  const onceEach = async (people: readonly Convened[], kind: string): Promise<void> => {
    const found = await actsOf(people.map(({ caseId }) => caseId), kind);
    assert.equal(found.length, people.length, `${kind}: of everybody`);
    assert.deepEqual(found.filter(({ n }) => n !== 1), [], `${kind}: once`);
  };
  const said = (what: string, before: readonly (Answer | null)[]): void =>
    void process.stdout.write(`  ${what}: ${before.filter((one) => one?.status === 200).length} of ${before.length} answered before\n`);

  for (const blow of BLOWS) {
    it(`a step of the interview is confirmed when the ${blow} falls`, async () => {
      const people = some(AT_ONCE);
      const asked = await Promise.all(
        people.map(async ({ caseId }): Promise<Asked> => {
          const { steps } = await desk.get<Interview>(`/api/cases/${caseId}/interview`);
          const { form } = steps.find(({ step }) => step === "identity")!;
          return { path: `/api/cases/${caseId}/interview/steps/identity`, body: { actId: randomUUID(), values: initialValues(form!.fields), draftSeen: null } };
        }),
      );
      const before = await struck(asked, blow);
      said(`interview, ${blow}`, before);
      for (const [at, one] of asked.entries()) {
        const answer = await desk.insist(one);
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        if (before[at]?.status === 200) assert.deepEqual(answer.body, { ...before[at].body, repeated: true }, "what was answered is kept");
        assert.deepEqual(await desk.insist(one), { status: 200, body: { ...answer.body, repeated: true } });
      }
      await onceEach(people, "identity-checked");
      for (const { caseId } of people) {
        const { steps } = await desk.get<Interview>(`/api/cases/${caseId}/interview`);
        assert.equal(steps.find(({ step }) => step === "identity")!.state, "done");
      }
      await assertSound(desk.pool);
    });

    it(`acts are done from the page when the ${blow} falls`, async () => {
      const people = some(AT_ONCE);
      const asked = people.map(({ caseId }): Asked => ({
        path: `/api/cases/${caseId}/acts`,
        body: { procedure: "did", act: "take", item: null, actId: randomUUID(), expectedVersion: null, input: { declaredOn: START.slice(0, 10), signed: true } },
      }));
      const before = await struck(asked, blow);
      said(`acts, ${blow}`, before);
      for (const [at, one] of asked.entries()) {
        const answer = await desk.insist(one);
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        if (before[at]?.status === 200) assert.deepEqual(answer.body, { ...before[at].body, repeated: true }, "what was answered is kept");
        assert.deepEqual((await desk.insist(one)).body, { ...answer.body, repeated: true });
      }
      await onceEach(people, "did/take");
      const twice = await desk.rows("select case_id from outbound_event where case_id = any($1::uuid[]) group by case_id, kind having count(*) > 1", [people.map(({ caseId }) => caseId)]);
      assert.deepEqual(twice, [], "told outside once");
      await assertSound(desk.pool);
    });

    it(`appointments are moved when the ${blow} falls`, async () => {
      const people = some(AT_ONCE);
      const seats = await freeSeats(desk.services, { reference: desk.reference, scenario: "base", officeId: desk.office, fromDay: "2019-12-02", toDay: "2019-12-12", measure: MEASURE, grantedOn: START.slice(0, 10) });
      const held = new Map((await desk.rows<{ caseId: string; id: string }>(`select case_id as "caseId", id from appointment where state = 'held' and office_id = $1`, [desk.office])).map(({ caseId, id }) => [caseId, id]));
      const asked = people.map(({ caseId }, at): Asked => ({
        path: "/api/agenda/moves", body: { caseId, appointmentId: held.get(caseId), deskId: seats[at]!.deskId, startsAt: seats[at]!.startsAt, reason: "lo chiede la persona", actId: randomUUID() },
      }));
      const before = await struck(asked, blow);
      said(`moves, ${blow}`, before);
      for (const [at, one] of asked.entries()) {
        const answer = await desk.insist(one);
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        if (before[at]?.status === 200) assert.deepEqual(answer.body, before[at].body, "what was answered is kept");
        assert.deepEqual(await desk.insist(one), answer, "asked again, the same answer");
      }
      await movedOnce(people.map(({ caseId }) => caseId), "lo chiede la persona");
      await toldOnce(people.map(({ caseId }) => caseId));
      await assertSound(desk.pool);
    });

    it(`a closure moves ${MOVED_AT_LEAST} people and more when the ${blow} falls`, async () => {
      const { from, to } = await crowded();
      const change = { enter: { id: randomUUID(), kind: "closure", from, to, weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: null, toMinute: null, deskId: null, reason: `Guasto: ${blow}` } };
      const shown = await desk.insist({ path: "/api/agenda/hours/preview", body: { change } }, "office-manager");
      assert.equal(shown.status, 200, JSON.stringify(shown.body));
      const hit = (shown.body["proposals"] as { caseId: string }[]).map(({ caseId }) => caseId);
      assert.ok(hit.length >= MOVED_AT_LEAST, `${hit.length} people`);
      const asked = { path: "/api/agenda/hours", body: { change, digest: shown.body["digest"] } };
      const entered = await desk.insist(asked, "office-manager");
      assert.equal(entered.status, 200, JSON.stringify(entered.body));
      const replan = entered.body["replanId"] as string;
      while ((await states(replan))["moved"] === undefined) await sleep(2);
      await desk.strike(blow);
      const left = (await states(replan))["waiting"] ?? 0;
      process.stdout.write(`  closure, ${blow}: ${left} of ${hit.length} were still to be moved\n`);
      const again = await desk.insist(asked, "office-manager");
      assert.equal(again.status, 200, "the same closure asked again is the same closure");
      await untilDone(replan);
      assert.equal((await states(replan))["waiting"], undefined);
      await movedOnce(hit, `Guasto: ${blow}`);
      await toldOnce(hit);
      const inside = await desk.rows("select 1 from appointment where office_id = $1 and state = 'held' and day between $2 and $3", [desk.office, from, to]);
      assert.deepEqual(inside, []);
      await assertSound(desk.pool);
    });
  }

  it("every chain of the register holds after all of it", async () => {
    const { faults } = await verifyRegister(desk.services);
    assert.deepEqual(faults, []);
  });

  const states = async (replanId: string): Promise<Record<string, number>> => {
    const rows = await desk.rows<{ state: string; n: number }>("select state, count(*)::int as n from agenda_replan_seat where replan_id = $1 group by 1", [replanId]);
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  /** Each was moved once for this reason, whatever moved them before. */
  const movedOnce = async (caseIds: readonly string[], reason: string): Promise<void> => {
    const moves = await desk.rows<{ n: number }>(
      "select count(*)::int as n from act a join act_payload p on p.act_id = a.id where a.subject_id = any($1::uuid[]) and a.kind = 'convocazione/move' and p.payload like $2 group by a.subject_id",
      [caseIds, `%${reason}%`],
    );
    assert.deepEqual([moves.length, moves.filter(({ n }) => n !== 1)], [caseIds.length, []], "each moved once");
  };
  const untilDone = async (replanId: string): Promise<void> => {
    for (const until = Date.now() + 30_000; Date.now() < until; await sleep(100)) {
      const [row] = await desk.rows<{ done: boolean }>("select done_at is not null as done from agenda_replan where id = $1", [replanId]);
      if (row!.done) return;
    }
    assert.fail("the closure is not gone on with");
  };
  /** The days from the first with appointments on, as many as it takes for so many people. */
  const crowded = async (): Promise<{ from: string; to: string }> => {
    const days = await desk.rows<{ day: string; n: number }>(
      "select day::text as day, count(*)::int as n from appointment where office_id = $1 and state = 'held' group by day order by day", [desk.office],
    );
    let people = 0;
    const last = days.find(({ n }) => (people += n) >= MOVED_AT_LEAST);
    assert.ok(last !== undefined, `${people} people in all`);
    return { from: days[0]!.day, to: last.day };
  };
  /** Of the appointment that each holds now one message for each channel waits to leave, or has left, and none of another. */
  const toldOnce = async (caseIds: readonly string[]): Promise<void> => {
    const wrong = await desk.rows(
      `select m.case_id, m.channel, count(*)::int as n, bool_and(a.state = 'held') as held from message m join appointment a on a.id = m.appointment_id
       where m.case_id = any($1::uuid[]) and m.kind = 'moved' and m.state = 'due' group by 1, 2 having count(*) <> 1 or not bool_and(a.state = 'held')`,
      [caseIds],
    );
    assert.deepEqual(wrong, []);
    const untold = await desk.rows(
      "select case_id from message where case_id = any($1::uuid[]) group by case_id having not bool_or(kind = 'moved' and state = 'due')", [caseIds],
    );
    assert.deepEqual(untold, [], "each who can be written to is told");
  };
});
