// Stories of an office's hours changed by hand: closures that move people, openings, mistakes, two at once, a fall in the middle.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { applyChange, previewChange } from "../../src/services/agenda/change.ts";
import type { ExceptionDraft, HoursChange } from "../../src/services/agenda/change.ts";
import { copyWeek, previewCopy } from "../../src/services/agenda/copy-week.ts";
import { resumeReplans, runReplan } from "../../src/services/agenda/replan-run.ts";
import { freeSeats, moveAppointment } from "../../src/services/appointments.ts";
import type { Actor } from "../../src/services/context.ts";
import { planWave } from "../../src/services/plan.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { newId } from "../../src/store/ids.ts";
import { officeSubject } from "../../src/store/agenda.ts";
import { inOffice } from "../../src/store/pools.ts";
import { verifyChains } from "../../src/store/register.ts";
import { actsOf, convened, convenedRegion, MEASURE, messagesOf, operatorOf, pretendAccepted } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const SCENARIO = "base";
const EVERY = [1, 2, 3, 4, 5, 6, 7] as const;

describe("an office's hours, by hand", () => {
  let database: TestDatabase;
  let people: Convened[] = [];
  let office = "";
  let manager: Actor;
  let run: { reference: TestDatabase["reference"]; scenario: string };

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, SCENARIO, { households: 150, waves: [1, 2] });
    people = await convened(database.services);
    office = people[0]!.officeId;
    manager = { id: `responsabile@${office}`, role: "office-manager", office };
    run = { reference: database.reference, scenario: SCENARIO };
  });
  after(() => database.close());

  const closure = (day: string, part: Partial<ExceptionDraft> = {}): ExceptionDraft => ({
    id: newId(), kind: "closure", from: day, to: day, weekdays: EVERY, fromMinute: null, toMinute: null, deskId: null, reason: "Guasto al riscaldamento", ...part,
  });
  const preview = async (change: HoursChange, actor = manager) => {
    const shown = await previewChange(database.services, { ...run, change, actor });
    assert.ok(shown.ok, JSON.stringify(shown));
    return shown.value;
  };
  const enter = async (draft: ExceptionDraft, actor = manager) => {
    const { digest } = await preview({ enter: draft }, actor);
    const done = await applyChange(database.services, { ...run, change: { enter: draft }, digest, actor });
    assert.ok(done.ok, JSON.stringify(done));
    return done.value;
  };
  const code = async (outcome: Promise<{ ok: boolean; refusal?: { code: string } }>): Promise<string> => {
    const found = await outcome;
    return found.ok ? "ok" : found.refusal!.code;
  };
  const heldOf = async (caseId: string) =>
    (
      await database.services.pools.worker.query<{ id: string; startsAt: string; deskId: number; day: string; officeId: string }>(
        `select id, starts_at as "startsAt", desk_id as "deskId", day, office_id as "officeId" from appointment where case_id = $1 and state = 'held'`,
        [caseId],
      )
    ).rows;
  const ours = async (): Promise<Convened[]> => (await convened(database.services)).filter((one) => one.officeId === office);
  const busiestDay = async (): Promise<string> => {
    const days = Map.groupBy((await ours()).filter((one) => one.state === "issued"), (one) => one.startsAt.slice(0, 10));
    return [...days].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]![0];
  };
  const overlaps = async (): Promise<number> =>
    (
      await database.services.pools.worker.query(
        "select 1 from appointment a join appointment b on a.desk_id = b.desk_id and a.id < b.id and a.state = 'held' and b.state = 'held' and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)",
      )
    ).rowCount ?? 0;

  it("a closed day: everybody booked is shown with a new date, approved at once, moved once and told once with the reason", async () => {
    const day = await busiestDay();
    const hit = (await ours()).filter((one) => one.startsAt.startsWith(day));
    for (const one of hit) await pretendAccepted(database.services, one.summonsId);
    const draft = closure(day);
    const shown = await preview({ enter: draft });
    assert.deepEqual(new Set(shown.proposals.map((one) => one.caseId)), new Set(hit.map((one) => one.caseId)));
    assert.ok(shown.effects[0]!.seats < 0);
    assert.ok(shown.proposals.every((one) => one.to !== null && !one.to.startsAt.startsWith(day) && !one.sameTime));
    assert.deepEqual(await preview({ enter: draft }), shown, "asked again, the same answer");
    for (const one of hit) assert.equal((await heldOf(one.caseId))[0]!.id, one.appointmentId, "a preview moves nobody");

    const done = await applyChange(database.services, { ...run, change: { enter: draft }, digest: shown.digest, actor: manager });
    assert.ok(done.ok && done.value.hits === hit.length);
    assert.deepEqual(await runReplan(database.services, run, office, done.value.replanId!), { all: hit.length, waiting: 0, moved: hit.length, sameTime: 0, task: 0, elsewhere: 0 });
    for (const { caseId, summonsId } of hit) {
      const [now, ...more] = await heldOf(caseId);
      assert.deepEqual(more, []);
      const proposed = shown.proposals.find((one) => one.caseId === caseId)!;
      assert.deepEqual({ deskId: now!.deskId, startsAt: now!.startsAt }, proposed.to);
      const messages = await messagesOf(database.services, summonsId);
      const told = messages.filter((one) => one.kind === "moved" && one.state === "due");
      assert.equal(new Set(told.map((one) => one.channel)).size, told.length);
      for (const one of told) assert.match(one.body, /per chiusura/);
      for (const one of told.filter((message) => message.channel === "email")) assert.doesNotMatch(one.body, /riscaldamento/, "the office's own words stay inside");
      assert.ok(!messages.some((one) => one.kind === "reminder" && one.state === "due" && one.appointmentId !== now!.id));
      const last = (await actsOf(database.services, caseId)).at(-1)!;
      assert.equal(last.kind, "convocazione/move");
      assert.equal(last.actor, manager.id);
    }
    assert.equal(await overlaps(), 0);
    // Done again by another worker: nothing more happens.
    const before = await database.services.pools.worker.query("select count(*)::int as n from message");
    await runReplan(database.services, run, office, done.value.replanId!);
    assert.deepEqual((await database.services.pools.worker.query("select count(*)::int as n from message")).rows, before.rows);
    const subject = await inOffice(database.services.pools.app, office, (client) => officeSubject(client, office));
    const acts = await actsOf(database.services, subject);
    assert.deepEqual(acts.map((one) => one.kind), ["agenda-exception-entered", "agenda-replan-done"]);
    const client = await database.services.pools.worker.connect();
    assert.deepEqual(await verifyChains(client, [subject, ...hit.map((one) => one.caseId)]).finally(() => client.release()), []);
  });

  it("one desk away: the people keep their hour at another desk, and hear nothing", async () => {
    const [one] = (await ours()).filter((person) => person.state === "issued");
    const day = one!.startsAt.slice(0, 10);
    const hit = (await ours()).filter((person) => person.startsAt.startsWith(day) && person.deskId === one!.deskId);
    const before = await Promise.all(hit.map((person) => messagesOf(database.services, person.summonsId)));
    const draft = closure(day, { deskId: one!.deskId, reason: "Operatore assente" });
    const shown = await preview({ enter: draft });
    assert.equal(shown.proposals.length, hit.length);
    assert.ok(shown.proposals.every((proposal) => proposal.sameTime && proposal.to!.startsAt === proposal.startsAt));
    const done = await enter(draft);
    const counts = await runReplan(database.services, run, office, done.replanId!);
    assert.equal(counts!.sameTime, hit.length);
    for (const [at, person] of hit.entries()) {
      const [now] = await heldOf(person.caseId);
      assert.equal(now!.id, person.appointmentId);
      assert.notEqual(now!.deskId, person.deskId);
      assert.deepEqual(await messagesOf(database.services, person.summonsId), before[at]);
      assert.equal((await actsOf(database.services, person.caseId)).at(-1)!.kind, "appointment-desk-changed");
    }
  });

  it("entered twice, in the past, over hours that are closed already, by another office or at its desk: refused, each with its reason", async () => {
    const day = "2019-11-13";
    const draft = closure(day, { fromMinute: 540, toMinute: 600 });
    await enter(draft);
    const apply = (change: HoursChange, actor = manager) => applyChange(database.services, { ...run, change, digest: "x", actor });
    const again = await apply({ enter: draft });
    assert.ok(again.ok && again.value.repeated, "the same request sent again is the same closure");
    assert.equal(await code(apply({ enter: { ...draft, id: newId(), reason: "Scritto due volte" } })), "ECCEZIONE_GIA_INSERITA");
    assert.equal(await code(apply({ enter: { ...draft, from: "2019-11-14", to: "2019-11-14" } })), "RICHIESTA_GIA_SERVITA");
    assert.equal(await code(apply({ enter: closure("2019-08-30") })), "ECCEZIONE_PASSATA");
    assert.equal(await code(apply({ enter: closure("2019-11-16") })), "ECCEZIONE_GIA_CHIUSA", "a Saturday");
    assert.equal(await code(apply({ enter: closure("2019-11-18", { reason: "  " }) })), "ECCEZIONE_MOTIVO");
    const stranger = people.find((one) => one.officeId !== office)!;
    assert.equal(await code(apply({ enter: closure("2019-11-18", { deskId: stranger.deskId }) })), "SPORTELLO_IGNOTO");
    const theirs: Actor = { id: "x", role: "office-manager", office: stranger.officeId };
    assert.equal(await code(apply({ withdraw: draft.id, reason: "non è nostra" }, theirs)), "ECCEZIONE_ASSENTE");
    await assert.rejects(
      inOffice(database.services.pools.app, stranger.officeId, (client) =>
        client.query("insert into agenda_exception (id, office_id, kind, days, weekdays, reason, entered_at, entered_by) values ($1, $2, 'closure', '[2019-12-01,2019-12-02)', '{1}', 'x', now(), 'x')", [newId(), office]),
      ),
      { code: "42501" },
    );
    await assert.rejects(
      inOffice(database.services.pools.app, office, (client) => client.query("delete from agenda_exception where id = $1", [draft.id])),
      { code: "42501" },
    );
  });

  it("what was shown is what is approved: when the agenda changes in between, it is shown again", async () => {
    const day = await busiestDay();
    const draft = closure(day, { reason: "Assemblea del personale" });
    const { digest, proposals } = await preview({ enter: draft });
    const first = proposals.find((one) => one.summonsState === "issued")!;
    const [seat] = await freeSeats(database.services, { ...run, officeId: office, fromDay: "2019-11-25", toDay: "2019-11-29", measure: MEASURE, grantedOn: START.slice(0, 10) });
    assert.ok((await moveAppointment(database.services, { ...run, caseId: first.caseId, seat: seat!, reason: "lo chiede lei", actor: operatorOf(office) })).ok);
    assert.equal(await code(applyChange(database.services, { ...run, change: { enter: draft }, digest, actor: manager })), "PROPOSTE_CAMBIATE");
  });

  it("two managers enter the same closure at the same moment: one closure", async () => {
    const day = "2019-11-20";
    const [one, other] = [closure(day), closure(day)];
    const shown = await Promise.all([preview({ enter: one }), preview({ enter: other })]);
    const codes = await Promise.all([one, other].map((draft, at) => code(applyChange(database.services, { ...run, change: { enter: draft }, digest: shown[at]!.digest, actor: manager }))));
    assert.deepEqual(codes.toSorted(), ["ECCEZIONE_GIA_INSERITA", "ok"]);
    await resumeReplans(database.services, run);
  });

  it("killed in the middle, it is gone on with: each moved once, each told once; a seat taken meanwhile is replaced; who has moved is left alone", async () => {
    const day = await busiestDay();
    const draft = closure(day, { reason: "Infiltrazioni d'acqua" });
    const { digest, proposals } = await preview({ enter: draft });
    assert.ok(proposals.length >= 3, "the day has people");
    const done = await applyChange(database.services, { ...run, change: { enter: draft }, digest, actor: manager });
    assert.ok(done.ok);
    const replanId = done.value.replanId!;
    // The process dies before its first commit: what it was about to do is not there.
    const dying = { ...database.services, pools: { ...database.services.pools, app: failingAfter(database.services.pools.app, 2) } };
    await assert.rejects(runReplan(dying, { ...run, chunk: 1 }, office, replanId), /killed/);
    // Meanwhile an operator gives the seat meant for one to somebody else, and moves another by hand.
    const left = await inOffice(database.services.pools.app, office, (client) => client.query<{ id: string }>("select case_id as id from agenda_replan_seat where replan_id = $1 and state = 'waiting'", [replanId]));
    assert.equal(left.rows.length, proposals.length - 1, "one was moved before the fall");
    const [robbed, moved] = proposals.filter((one) => one.summonsState === "issued" && left.rows.some(({ id }) => id === one.caseId));
    const [stranger] = (await ours()).filter((one) => one.state === "issued" && !one.startsAt.startsWith(day));
    const robbery = await moveAppointment(database.services, { ...run, caseId: stranger!.caseId, seat: robbed!.to!, reason: "lo chiede lui", actor: operatorOf(office) });
    assert.ok(robbery.ok, JSON.stringify(robbery));
    const [seat] = await freeSeats(database.services, { ...run, officeId: office, fromDay: "2019-11-25", toDay: "2019-12-06", measure: MEASURE, grantedOn: START.slice(0, 10) });
    assert.ok((await moveAppointment(database.services, { ...run, caseId: moved!.caseId, seat: seat!, reason: "lo chiede lei", actor: operatorOf(office) })).ok);
    const [byHand] = await heldOf(moved!.caseId);

    assert.ok((await resumeReplans(database.services, run)) > 0);
    const { rows } = await database.services.pools.app.query("select 1").then(() => inOffice(database.services.pools.app, office, (client) => client.query<{ state: string; n: number }>("select state, count(*)::int as n from agenda_replan_seat where replan_id = $1 group by 1 order by 1", [replanId])));
    assert.deepEqual(rows.map((row) => row.state), ["elsewhere", "moved"]);
    assert.deepEqual(await heldOf(moved!.caseId), [byHand]);
    const [now] = await heldOf(robbed!.caseId);
    assert.ok(now!.startsAt !== robbed!.to!.startsAt || now!.deskId !== robbed!.to!.deskId);
    for (const { caseId } of proposals.filter((one) => one.caseId !== moved!.caseId)) {
      assert.equal((await heldOf(caseId)).length, 1);
      assert.equal((await actsOf(database.services, caseId)).filter((act) => act.kind === "convocazione/move" && JSON.stringify(act.payload).includes("Infiltrazioni")).length, 1);
    }
    assert.equal(await overlaps(), 0);
    assert.equal(await resumeReplans(database.services, run), 0);
  });

  it("who cannot be placed is a task of the desk, and keeps the appointment until somebody finds them a place", async () => {
    // No seat is left anywhere in sight: the office closes from today on, for a year.
    const draft = closure(START.slice(0, 10), { to: "2020-08-25", reason: "Trasferimento della sede" });
    const { digest, proposals } = await preview({ enter: draft });
    const unplaced = proposals.filter((one) => one.to === null);
    assert.ok(unplaced.length > 0 && unplaced.every((one) => one.late));
    const done = await applyChange(database.services, { ...run, change: { enter: draft }, digest, actor: manager });
    assert.ok(done.ok);
    const counts = await runReplan(database.services, run, office, done.value.replanId!);
    assert.equal(counts!.task, unplaced.length);
    const { rows } = await database.services.pools.worker.query<{ detail: string }>("select detail from desk_task where case_id = $1 and kind = 'replan' and closed_at is null", [unplaced[0]!.caseId]);
    assert.match(rows[0]!.detail, /non c'è un altro posto libero/);
    assert.equal((await heldOf(unplaced[0]!.caseId)).length, 1);
    // The closure is withdrawn: the seats are there again, and the withdrawal hits nobody.
    const back = await preview({ withdraw: done.value.exceptionId, reason: "Il trasferimento è rinviato" });
    assert.deepEqual(back.proposals, []);
    assert.ok(back.effects.every((effect) => effect.seats > 0));
    const withdrawn = await applyChange(database.services, { ...run, change: { withdraw: done.value.exceptionId, reason: "Il trasferimento è rinviato" }, digest: back.digest, actor: manager });
    assert.ok(withdrawn.ok);
    assert.equal(await code(applyChange(database.services, { ...run, change: { withdraw: done.value.exceptionId, reason: "ancora una volta" }, digest: "x", actor: manager })), "ECCEZIONE_ASSENTE");
    const [seat] = await freeSeats(database.services, { ...run, officeId: office, fromDay: "2019-10-01", toDay: "2019-12-13", measure: MEASURE, grantedOn: START.slice(0, 10) });
    assert.ok((await moveAppointment(database.services, { ...run, caseId: unplaced[0]!.caseId, seat: seat!, reason: "posto trovato", actor: operatorOf(office) })).ok);
    const open = await database.services.pools.worker.query("select 1 from desk_task where case_id = $1 and kind = 'replan' and closed_at is null", [unplaced[0]!.caseId]);
    assert.equal(open.rowCount, 0);
  });

  it("a Saturday opens: seats are offered there and the planner gives them; withdrawn, whoever sits there is moved", async () => {
    const saturday = "2019-10-05";
    const [desk] = database.reference.desks(SCENARIO).filter((one) => one.officeId === office && one.number === 1);
    const draft: ExceptionDraft = { ...closure(saturday), kind: "opening", fromMinute: 540, toMinute: 600, deskId: desk!.id, reason: "Sabato di recupero" };
    await enter(draft);
    const free = await freeSeats(database.services, { ...run, officeId: office, fromDay: saturday, toDay: saturday, measure: MEASURE, grantedOn: START.slice(0, 10) });
    assert.equal(free.length, 2);
    // The planner looks at the same seats: with nothing but that Saturday in its window it has these two to give.
    await database.services.pools.planner.query("update appointment set state = 'released' where case_id in (select case_id from summons where state = 'planned')");
    await database.services.pools.planner.query("update summons set state = 'cancelled', version = version + 1 where state = 'planned'");
    const report = await planWave(database.services, { reference: database.reference, measure: MEASURE, wave: 1, scenario: SCENARIO, firstDay: saturday, lastDay: saturday, target: "2019-12-15", actor: SYSTEM });
    const given = (await database.services.pools.worker.query<{ n: number }>("select count(*)::int as n from appointment where day = $1 and state = 'held' and office_id = $2", [saturday, office])).rows[0]!.n;
    assert.ok(report.placed <= 2 && given === report.placed);
    const mover = (await ours()).find((one) => one.state === "issued" && one.startsAt > "2019-09-05")!;
    const [left] = await freeSeats(database.services, { ...run, officeId: office, fromDay: saturday, toDay: saturday, measure: MEASURE, grantedOn: START.slice(0, 10) });
    if (left !== undefined) assert.ok((await moveAppointment(database.services, { ...run, caseId: mover.caseId, seat: left, reason: "preferisce il sabato", actor: operatorOf(office) })).ok);
    const back = await preview({ withdraw: draft.id, reason: "Il sabato non si apre più" });
    assert.equal(back.proposals.length, given + (left === undefined ? 0 : 1));
    assert.ok(back.proposals.every((one) => one.to !== null && !one.to.startsAt.startsWith(saturday)));
  });

  it("a week is copied onto others: what can be is entered in one act, what is in the way is told", async () => {
    const monday = "2020-01-13";
    const [desk] = database.reference.desks(SCENARIO).filter((one) => one.officeId === office && one.number === 2);
    await enter({ ...closure("2020-01-14"), kind: "opening", fromMinute: 900, toMinute: 1020, reason: "Martedì lungo" });
    await enter(closure("2020-01-16", { deskId: desk!.id, reason: "Corso di formazione" }));
    const busy = await busiestDay();
    const request = { ...run, week: monday, onto: ["2020-01-22", "2020-01-27", busy, "2019-08-26"], actor: manager };
    const shown = await previewCopy(database.services, request);
    assert.ok(shown.ok);
    assert.equal(shown.value.length, 8);
    const codes = shown.value.map((row) => row.refusal?.code ?? "ok");
    assert.deepEqual(codes.slice(0, 2), ["ECCEZIONE_PASSATA", "ECCEZIONE_PASSATA"]);
    assert.deepEqual(codes.slice(-4), ["ok", "ok", "ok", "ok"]);
    const copied = await copyWeek(database.services, request);
    assert.ok(copied.ok);
    const again = await copyWeek(database.services, { ...request, onto: ["2020-01-22"] });
    assert.equal(!again.ok && again.refusal.code, "COPIA_NIENTE");
    assert.equal(await code(copyWeek(database.services, { ...request, onto: [monday] })), "COPIA_STESSA_SETTIMANA");
    assert.equal(await code(copyWeek(database.services, { ...request, week: "2020-02-10", onto: ["2020-02-17"] })), "COPIA_VUOTA");
  });
});

/** A pool whose transactions are cut, as by a kill, after so many have ended well. */
function failingAfter<P extends { connect: () => Promise<{ query: (...args: never[]) => Promise<unknown> }> }>(pool: P, ended: number): P {
  let left = ended;
  return new Proxy(pool, {
    get(target, name, receiver) {
      if (name !== "connect") return Reflect.get(target, name, receiver) as unknown;
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get(inner, key) {
            const value = Reflect.get(inner, key) as unknown;
            if (key !== "query") return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(inner) : value;
            return (...args: never[]) => ((args[0] as unknown) === "commit" && (left -= 1) < 0 ? Promise.reject(new Error("killed")) : inner.query(...args));
          },
        });
      };
    },
  });
}
