// Convening many from the worklist: what was shown is what is done, or what has changed is said; a seat is held before any message, and nobody is convened twice.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Actor } from "../../src/services/context.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { conveneShown, previewConvening } from "../../src/services/worklist/convene.ts";
import type { ConveneOutcome, ConveneRequest, Preview } from "../../src/services/worklist/convene.ts";
import { WORKLIST_TEXTS } from "../../src/services/worklist/texts.ts";
import { act, outcomeOf, query } from "./fixtures/case-life.ts";
import { writeStoryCohort } from "./fixtures/cohort.ts";
import { MEASURE, operatorOf, setUpGateways } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("Convocare più persone dall’elenco", () => {
  let database: TestDatabase;
  let office = "";
  let actor: Actor;
  /** Bound, reachable, in households of their own, in the order of their ids. */
  let free: string[] = [];
  let paper = "";

  before(async () => {
    database = await openTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), "convoca-storia-"));
    try {
      const cohort = await writeStoryCohort(folder, 300);
      for (const file of cohort.files) await importNoticeFile(database.services, { reference: database.reference, path: file.path, measure: MEASURE, actor: SYSTEM });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await setUpGateways(database.services);
    const [busiest] = await query<{ office: string }>(database, "select office_id as office from worklist group by 1 order by count(*) desc, 1 limit 1");
    office = busiest!.office;
    actor = operatorOf(office);
    const reachable = await query<{ id: string }>(
      database,
      `select w.case_id as id from worklist w join case_file f on f.id = w.case_id join person p on p.id = f.person_id
       where w.office_id = $1 and w.pending & 1 <> 0 and p.reach in ('sms', 'email', 'sms+email')
         and (select count(*) from case_file o where o.benefit_id = f.benefit_id and o.bound) = 1 order by 1`,
      [office],
    );
    free = reachable.map((row) => row.id);
    const [one] = await query<{ id: string }>(
      database,
      `select w.case_id as id from worklist w join case_file f on f.id = w.case_id join person p on p.id = f.person_id
       where w.office_id = $1 and w.pending & 1 <> 0 and p.reach in ('paper', 'nobody') order by 1 limit 1`,
      [office],
    );
    paper = one!.id;
    assert.ok(free.length >= 8, `only ${free.length} people to convene`);
  });
  after(() => database.close());

  const request = (caseIds: readonly string[], by: Actor = actor): ConveneRequest => ({ reference: database.reference, scenario: "base", office: by.office ?? office, caseIds, actor: by });
  const preview = async (caseIds: readonly string[], by: Actor = actor): Promise<Preview> => {
    const shown = await previewConvening(database.services, request(caseIds, by));
    assert.ok(shown.ok, JSON.stringify(shown));
    return shown.value;
  };
  const convene = async (shown: Preview, caseIds: readonly string[]): Promise<ConveneOutcome> => {
    const outcome = await conveneShown(database.services, request(caseIds), shown.seats);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value;
  };
  const held = (caseIds: readonly string[]) =>
    query<{ caseId: string; deskId: number; startsAt: string; state: string; messages: number }>(
      database,
      `select s.case_id as "caseId", a.desk_id as "deskId", a.starts_at as "startsAt", s.state, (select count(*)::int from message m where m.summons_id = s.id) as messages
       from summons s join appointment a on a.id = s.appointment_id and a.state = 'held' where s.case_id = any($1::uuid[]) order by 1`,
      [caseIds],
    );

  it("l’anteprima non tiene nulla; confermata, ognuno ha il posto che era mostrato e il suo messaggio", async () => {
    const cases = [free[0]!, free[1]!, free[2]!, paper];
    const shown = await preview(cases);
    assert.equal(shown.seats.length, 3);
    assert.deepEqual(shown.cannot.map((one) => [one.caseId, one.why]), [[paper, WORKLIST_TEXTS.notReachable]]);
    assert.deepEqual(await held(cases), []);
    const outcome = await convene(shown, cases);
    assert.ok(outcome.done && outcome.people === 3 && outcome.messages >= 3, JSON.stringify(outcome));
    const seats = await held(cases);
    assert.deepEqual(
      seats.map(({ caseId, deskId, startsAt }) => ({ caseId, deskId, startsAt })),
      shown.seats.map(({ caseId, deskId, startsAt }) => ({ caseId, deskId, startsAt })).toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)),
    );
    assert.ok(seats.every((seat) => seat.state === "issued" && seat.messages > 0));
    const left = await query(database, "select 1 from worklist where case_id = any($1::uuid[]) and pending & 1 <> 0", [free.slice(0, 3)]);
    assert.equal(left.length, 0);
  });

  it("chi ha già una convocazione non è convocato di nuovo, e si dice perché", async () => {
    const shown = await preview([free[0]!]);
    assert.deepEqual(shown.seats, []);
    assert.equal(shown.cannot[0]?.why, WORKLIST_TEXTS.hasSummons);
    const again = await conveneShown(database.services, request([free[0]!]), [{ caseId: free[0]!, deskId: 1, startsAt: "2019-09-20T08:00:00.000Z" }]);
    assert.ok(again.ok && !again.value.done);
    assert.equal((await held([free[0]!])).length, 1);
  });

  it("se intanto il posto è preso, non si convoca nessuno e si mostra che cosa è cambiato", async () => {
    const cases = [free[3]!, free[4]!];
    const first = await preview(cases);
    const rival = await preview([free[5]!]);
    assert.equal(rival.seats[0]!.startsAt, first.seats[0]!.startsAt, "the two are offered the same seat");
    assert.ok((await convene(rival, [free[5]!])).done);
    const outcome = await convene(first, cases);
    assert.ok(!outcome.done && outcome.changes.length > 0, JSON.stringify(outcome));
    assert.deepEqual(await held(cases), []);
    assert.ok((await convene((outcome as { preview: Preview }).preview, cases)).done);
    assert.equal((await held(cases)).length, 2);
  });

  it("due che confermano la stessa anteprima nello stesso istante: uno solo convoca", async () => {
    const cases = [free[6]!];
    const shown = await preview(cases);
    const both = await Promise.all([convene(shown, cases), convene(shown, cases)]);
    assert.equal(both.filter((one) => one.done).length, 1);
    const seats = await held(cases);
    assert.equal(seats.length, 1);
    assert.equal((await query(database, "select 1 from message where case_id = $1 and kind = 'summons' group by channel having count(*) > 1", [cases[0]])).length, 0);
  });

  it("chi non è più tenuto, è di un’altra sede o non può convocare", async () => {
    const caseId = free[7]!;
    const granted = await act(database, actor, { caseId, procedure: "vita-del-caso", act: "assess", input: {} });
    assert.ok(typeof outcomeOf(granted) === "string");
    await database.services.pools.intake.query("update case_file set bound = false, not_bound_reason = 'age' where id = $1", [caseId]);
    assert.equal((await preview([caseId])).cannot[0]?.why, WORKLIST_TEXTS.notBound);
    const [other] = await query<{ office: string }>(database, "select office_id as office from worklist where office_id <> $1 limit 1", [office]);
    assert.deepEqual(await preview([free[0]!], operatorOf(other!.office)), { ...(await preview([], operatorOf(other!.office))) });
    const second = await previewConvening(database.services, request([caseId], { id: "secondo", role: "second-officer", office }));
    assert.equal(second.ok ? "" : second.refusal.code, "CONVOCARE_NON_CONSENTITO");
  });
});
