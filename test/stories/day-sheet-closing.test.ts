// The end of the day: who has no outcome, what follows for each, closed as an act of the office, a debt the morning after, reopened with a reason; over HTTP too.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { PoolClient } from "pg";
import type { BulkNoShow, ClosingPreview as Preview, DayDebts, DaySheetAnswer } from "../../src/contract/day-sheet.ts";
import type { Role } from "../../src/domain/access/roles.ts";
import { addDays } from "../../src/domain/calendar/days.ts";
import { romeDay, romeInstant } from "../../src/domain/calendar/rome-time.ts";
import type { DayOutcome } from "../../src/services/day-sheet/in-day.ts";
import { arrive } from "../../src/services/day-sheet/arrive.ts";
import { closeDay, previewClosing, reopenDay } from "../../src/services/day-sheet/closing.ts";
import type { ClosingPreview, UndecidedPerson } from "../../src/services/day-sheet/closing.ts";
import { recordNoShows, recordOutcome } from "../../src/services/day-sheet/outcomes.ts";
import { stepVisit } from "../../src/services/day-sheet/visits.ts";
import type { Actor } from "../../src/services/context.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, Browser, enteredAs, openDoor } from "./fixtures/door.ts";

function done<T>(outcome: DayOutcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? "" : `${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}
function refusal<T>(outcome: DayOutcome<T>): string {
  assert.ok(!outcome.ok, "it was done");
  return outcome.refusal.code;
}

describe("the closing of the day sheet", () => {
  let db: TestDatabase;
  let app: FastifyInstance;
  let office = "";
  let day = "";
  let all: Convened[] = [];
  /** Never written to: one made so, and who had no number and no address from the start. */
  let untold: string[] = [];
  let evening = "";
  const browsers = new Map<Role, Browser>();

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 200 });
    const people = await convened(db.services);
    office = people[0]!.officeId;
    day = romeDay(people[0]!.startsAt);
    all = people.filter((one) => one.officeId === office && romeDay(one.startsAt) === day);
    assert.ok(all.length >= 5);
    evening = romeInstant(day, 18 * 60);
    const { worker } = db.services.pools;
    // The messages of all but two arrived; of these, one was only sent, the other never written to.
    const [unproven, never] = all as [Convened, Convened];
    const delivered = all.slice(2).map(({ summonsId }) => summonsId);
    await worker.query("update message set state = 'delivered', accepted_at = now(), settled_at = now() where summons_id = any($1::uuid[])", [delivered]);
    await worker.query(
      "insert into receipt (gateway_id, message_id, status, at) select gateway_id, id, 'delivered', '2019-09-02T09:00:00Z' from message where summons_id = any($1::uuid[])",
      [delivered],
    );
    await worker.query("update message set state = 'accepted', accepted_at = now() where summons_id = $1", [unproven.summonsId]);
    await worker.query("update message set state = 'withdrawn' where summons_id = $1 and state = 'due'", [never.summonsId]);
    await worker.query("update summons set state = 'planned' where id = $1", [never.summonsId]);
    untold = (await convened(db.services)).filter((one) => one.state === "planned" && all.some(({ caseId }) => caseId === one.caseId)).map(({ summonsId }) => summonsId);
    app = await openDoor(db, {});
    for (const role of ["operator", "day-sheet-clerk", "office-manager"] as const) {
      browsers.set(role, await enteredAs(app, db, await addUser(db, role, [{ role, office }]), [{ role, office }]));
    }
  });
  after(async () => {
    await app.close();
    await db.close();
  });

  const operator: Actor = { id: "bruno", role: "operator", office: "" };
  const as = (role: Actor["role"], id: string): Actor => ({ ...operator, id, role, office });
  const preview = async (who = as("operator", "bruno")): Promise<ClosingPreview> => done(await previewClosing(db.services, db.reference, day, who));
  const close = (version: number, actId: string = randomUUID(), who = as("operator", "bruno")) => closeDay(db.services, { day, version, actId }, who);
  const bulkOf = (people: readonly UndecidedPerson[]) =>
    people.map(({ caseId, summonsId, version, after: { becomes, countBefore } }) => ({
      caseId, summonsId, version, actId: randomUUID(), becomes: becomes as "absent" | "to-convene-again" | "cancelled", counterSeen: countBefore,
    }));
  const bulk = (people: ReturnType<typeof bulkOf>) => recordNoShows(db.services, db.reference, day, people, as("operator", "bruno"));

  it("is refused before the day, and while somebody's hour is still ahead", async () => {
    await db.setBusinessTime(romeInstant(addDays(day, -1), 600));
    assert.equal(refusal(await close(0)), "GIORNO_FUTURO");
    await db.setBusinessTime(romeInstant(day, 8 * 60));
    assert.equal(refusal(await close(0)), "GIORNO_INDECISO");
    const found = await preview();
    assert.ok(found.undecided.every(({ ahead, after: { becomes } }) => ahead && becomes === "blocked"));
    assert.match(found.undecided.at(-1)!.after.why ?? "", /non è ancora passata/);
  });

  it("shows for each what would follow: the term to justify with its law, the count, or that it is no absence at all; and keeps nothing of it", async () => {
    await db.setBusinessTime(evening);
    const person = all.findLast(({ summonsId }) => !untold.includes(summonsId))!;
    const { version } = (await preview()).undecided.find(({ summonsId }) => summonsId === person.summonsId)!;
    done(await arrive(db.services, db.reference, { caseId: person.caseId, summonsId: person.summonsId, version, actId: randomUUID() }, as("clerk", "ada")));
    const acts = async (): Promise<number> => (await db.services.pools.worker.query("select 1 from act")).rows.length;
    const before = await acts();
    const found = await preview();
    assert.equal(found.undecided.length, all.length - 1);
    const becomes = found.undecided.map(({ after: follows }) => follows.becomes);
    assert.deepEqual([becomes.filter((one) => one === "to-convene-again").length, becomes.filter((one) => one === "cancelled").length], [1, untold.length]);
    const absent = found.undecided.find(({ after: follows }) => follows.becomes === "absent")!.after;
    assert.deepEqual([absent.countBefore, absent.countAfter, absent.justifyUntil], [0, 1, addDays(day, 1)]);
    assert.match(absent.law ?? "", /DL 4\/2019/);
    assert.match(absent.justifyLaw ?? "", /ANPAL/);
    assert.match(absent.told, /Nessun messaggio parte da solo/);
    assert.equal(await acts(), before, "a preview leaves no act");
    assert.deepEqual((await preview()).undecided.map(({ version }) => version), found.undecided.map(({ version }) => version));
  });

  it("asks the database as often for a full day as for one person", async () => {
    const said = async (people: readonly string[]): Promise<{ statements: number; people: number; served: number }> => {
      // Those of the day who are not among them have their outcome for the moment.
      const { worker, app: pool } = db.services.pools;
      const { rows } = await worker.query<{ id: string; state: string }>("select id, state from summons where id = any($1::uuid[])", [all.map(({ summonsId }) => summonsId)]);
      const hidden = rows.filter(({ id }) => !people.includes(id));
      await worker.query("update summons set state = 'attended' where id = any($1::uuid[])", [hidden.map(({ id }) => id)]);
      let statements = 0;
      const count = (client: PoolClient): void => {
        const query = client.query.bind(client);
        Object.assign(client, { query: (...asked: Parameters<typeof query>) => ((statements += 1), query(...asked)), uncounted: () => Object.assign(client, { query }) });
        counted.push(client);
      };
      const counted: PoolClient[] = [];
      pool.on("acquire", count);
      const found = await preview().finally(() => pool.off("acquire", count));
      for (const client of counted) (client as unknown as { uncounted: () => void }).uncounted();
      for (const { id, state } of hidden) await worker.query("update summons set state = $2 where id = $1", [id, state]);
      return { statements, people: found.undecided.length, served: counted.length };
    };
    const open = (await preview()).undecided.map(({ summonsId }) => summonsId);
    const [one, full] = [await said(open.slice(0, 1)), await said(open)];
    assert.deepEqual([one.people, full.people, one.served, full.served], [1, open.length, 1, 1]);
    assert.ok(open.length >= 4);
    assert.ok(full.statements > 5);
    assert.equal(full.statements, one.statements);
  });

  it("records the absences as shown, each on its own; what changed meanwhile is left out and said", async () => {
    const { undecided } = await preview();
    const [first, ...others] = undecided as [UndecidedPerson, ...UndecidedPerson[]];
    const wrong = { ...bulkOf([others.at(-1)!])[0]!, becomes: "to-convene-again" as const };
    const [other] = await bulk([wrong]);
    assert.deepEqual([other!.done, other!.why?.includes("diverso")], [false, true]);
    const stale = { ...bulkOf([first])[0]!, version: 99 };
    const people = bulkOf(others);
    const results = await bulk([stale, ...people]);
    assert.deepEqual(results.map((one) => one.done), [false, ...others.map(() => true)]);
    assert.match(results[0]!.why ?? "", /Nel frattempo .* ha compiuto/);
    // The server stopped before it answered: the same request again changes nothing.
    assert.ok((await bulk(people)).every((one) => one.done));
    assert.equal((await preview()).undecided.length, 1);
    assert.ok((await bulk(bulkOf([first]))).every((one) => one.done));
  });

  it("does not close over the waiting room; closes once, as an act of the office with its counts", async () => {
    const found = await preview();
    assert.deepEqual([found.undecided.length, found.here.length], [0, 1]);
    assert.equal(refusal(await close(found.version)), "SALA_NON_VUOTA");
    const { visit } = found.here[0]!;
    done(await stepVisit(db.services, db.reference, visit!.id, { step: "seen", version: visit!.version }, as("operator", "bruno")));
    assert.equal(refusal(await close(found.version + 1)), "FOGLIO_CAMBIATO");
    const actId = randomUUID();
    const [a, b] = await Promise.all([close(found.version, actId), close(found.version)]);
    assert.equal([a, b].filter((one) => one.ok).length, 1);
    const closer = a.ok ? actId : null;
    if (closer !== null) done(await close(found.version, closer));
    const { rows } = await db.services.pools.worker.query<{ kind: string; payload: string; subject_kind: string }>(
      "select a.kind, a.subject_kind, p.payload from act a join act_payload p on p.act_id = a.id where a.kind = 'day-closed'",
    );
    assert.equal(rows.length, 1);
    const { counts, day: told } = JSON.parse(rows[0]!.payload) as { day: string; counts: Record<string, number> };
    assert.equal(rows[0]!.subject_kind, "office");
    assert.deepEqual(
      [told, counts["booked"], counts["present"], counts["undecided"], counts["absent"]! + counts["notProven"]! + counts["present"]!, counts["cancelled"]],
      [day, all.length - untold.length, 1, 0, all.length - untold.length, untold.length],
    );
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  it("once closed takes no outcome of the day; a late comer is still received, and the manager may say that they had come", async () => {
    const absent = (await db.services.pools.worker.query<{ id: string; version: number }>(
      "select id, version from summons where state = 'absent' and id = any($1::uuid[]) limit 1", [all.map(({ summonsId }) => summonsId)],
    )).rows[0]!;
    const late = all.find(({ summonsId }) => summonsId === absent.id)!;
    const request = { caseId: late.caseId, summonsId: absent.id, version: absent.version, actId: randomUUID(), input: { reason: "era in sala dalle nove" } };
    assert.equal(refusal(await arrive(db.services, db.reference, request, as("clerk", "ada"))), "GIORNO_CHIUSO");
    const corrected = await recordOutcome(db.services, db.reference, { ...request, act: "correct-absence" }, as("operator", "bruno"));
    assert.equal(refusal(corrected), "CONVOCAZIONE_CHI");
    done(await recordOutcome(db.services, db.reference, { ...request, act: "correct-absence" }, as("office-manager", "rita")));
    const wrong = { ...request, version: absent.version + 1, actId: randomUUID(), act: "correct-attendance" };
    assert.equal(refusal(await recordOutcome(db.services, db.reference, wrong, as("operator", "bruno"))), "GIORNO_CHIUSO");
    assert.equal(refusal(await recordOutcome(db.services, db.reference, { ...wrong, act: "plan" }, as("operator", "bruno"))), "ATTO_NON_DEL_FOGLIO");
  });

  it("is a debt on the next morning until it is closed; reopened only with a reason, and a debt again", async () => {
    await db.setBusinessTime(romeInstant(addDays(day, 1), 8 * 60));
    const debts = async (): Promise<DayDebts["days"]> => {
      const { rows } = await db.services.pools.app.connect().then(async (client) => {
        try {
          await client.query("begin");
          await client.query("select set_config('app.office', $1, true)", [office]);
          return await client.query<DayDebts["days"][number]>("select day, expected, undecided, closed from days_to_close($1, $2)", [addDays(day, -30), day]);
        } finally {
          await client.query("rollback");
          client.release();
        }
      });
      return rows;
    };
    assert.deepEqual(await debts(), []);
    const state = await preview(as("office-manager", "rita"));
    const reopen = (reason: string, version = state.version) => reopenDay(db.services, { day, version, reason, actId: randomUUID() }, as("office-manager", "rita"));
    done(await reopen("manca l’esito di una persona"));
    assert.equal(refusal(await reopen("di nuovo", state.version + 1)), "GIORNO_APERTO");
    assert.deepEqual((await debts()).map((one) => [one.day, one.expected, one.undecided, one.closed]), [[day, all.length - untold.length, 0, false]]);
    done(await close(state.version + 1));
    assert.deepEqual(await debts(), []);
  });

  it("over HTTP: the same sheet is not sent twice, the screen shows numbers only, who receives sees no counts of absences", async () => {
    await db.setBusinessTime(evening);
    const clerk = browsers.get("day-sheet-clerk")!;
    const read = (await clerk.get(`/api/day-sheet?day=${day}`)).json<DaySheetAnswer>();
    assert.equal(read.sheet?.rows.length, all.length);
    assert.deepEqual(read.can, { reception: true, outcomes: false, close: false, reopen: false, openPerson: false });
    const again = (await clerk.get(`/api/day-sheet?day=${day}&seen=${read.tag}`)).json<DaySheetAnswer>();
    assert.deepEqual([again.tag, again.sheet], [read.tag, null]);
    for (const path of [`/api/day-sheet/closing?day=${day}`, "/api/agenda", "/api/cases"]) assert.equal((await clerk.get(path)).statusCode, 403, path);
    const [row] = read.sheet!.rows;
    const offers = await clerk.get(`/api/day-sheet/cases/${row!.caseId}/summonses/${row!.summonsId}`);
    const { noShow, reasons } = offers.json<{ noShow: null; reasons: [] }>();
    assert.deepEqual([noShow, reasons], [null, []]);
    const { path } = (await clerk.get("/api/day-sheet/screen")).json<{ path: string }>();
    const stranger = new Browser(app);
    const screen = await stranger.get(path.replace("/sala-attesa/", "/api/waiting-screen/"));
    assert.equal(screen.statusCode, 200);
    assert.deepEqual(Object.keys(screen.json<object>()).toSorted(), ["called", "now", "office", "waiting"]);
    assert.equal((await stranger.get(`${path.replace("/sala-attesa/", "/api/waiting-screen/")}x`)).statusCode, 404);
    const operator = browsers.get("operator")!;
    const shown = (await operator.get(`/api/day-sheet/closing?day=${day}`)).json<Preview>();
    assert.equal(shown.mayClose, false);
    const wrong = await operator.post("/api/day-sheet/no-shows", { day, people: [] } satisfies BulkNoShow);
    assert.equal(wrong.statusCode, 400);
    assert.match(wrong.json<{ fields: { field: string; message: string }[] }>().fields[0]!.message, /almeno una persona/);
    assert.equal((await operator.post("/api/day-sheet/reopen", { day, version: 1, actId: randomUUID(), reason: "una prova" })).statusCode, 403);
    assert.equal((await operator.post("/api/day-sheet/find", { text: "x" })).statusCode, 400);
  });
});
