// The control room: figures followed from random work are those counted from nothing; who may see what; small counts never shown.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { checkFigures, followAll, rebuildFigures } from "../../src/services/control-room/follow.ts";
import { followChanges } from "../../src/store/control-room.ts";
import { convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { act, query } from "./fixtures/case-life.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const STEPS = Number(process.env["CONVOCA_CONTROL_STEPS_LONG"] ?? 90);

/** A small generator with a seed: the same steps each time. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("La cabina di regia", () => {
  let database: TestDatabase;
  let all: Convened[] = [];
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 160 });
    all = await convened(database.services);
  });
  after(() => database.close());

  const assertRight = async (): Promise<void> => {
    const check = await checkFigures(database.services);
    assert.deepEqual(check.wrongCases, []);
    assert.deepEqual(check.wrongFigures, []);
    assert.ok(check.cases > 160);
  };
  const figures = (): Promise<object[]> =>
    query(database, "select office_id, family, key, stage, counted::int from control_check_figures() order by 1, 2, 3, 4");

  it("dopo l’arrivo, il piano e l’invio i conti seguiti sono quelli rifatti da zero", async () => {
    assert.ok((await followAll(database.services)) > 0);
    assert.deepEqual(await figures(), []);
    await assertRight();
  });

  it("dopo atti e ricevute a caso, seguiti da due insieme a pezzi qualsiasi, i conti sono quelli rifatti da zero", async () => {
    const chance = chanceFrom(20_190_902);
    const { services } = database;
    const pool = services.pools.worker;
    const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
    const steps: readonly (() => Promise<unknown>)[] = [
      () => deed("convocazione", "confirm", {}),
      () => deed("convocazione", "record-attendance", {}),
      () => deed("convocazione", "record-no-show", {}),
      () => deed("convocazione", "cancel", { reason: "prova dei conti" }),
      () => deed("did", "take", { declaredOn: "2019-09-02", signed: true }),
      () => pool.query("update message set state = 'accepted', accepted_at = clock_timestamp() where state = 'due' and case_id = $1", [pick(all).caseId]),
      () => pool.query("update message set state = 'delivered', settled_at = clock_timestamp() where state = 'accepted'"),
      () => pool.query("select pass_case($1, $2, 'prova', business_now())", [pick(all).caseId, pick(all).officeId]),
      () => services.pools.intake.query("update person set reach = $2 where id = (select person_id from case_file where id = $1)", [pick(all).caseId, pick(["sms", "nobody", "paper"])]),
      () => services.pools.intake.query("update case_file set bound = not bound where id = $1", [pick(all).caseId]),
      () => Promise.all([followChanges(pool, 1 + Math.floor(chance() * 9)), followChanges(pool, 3)]),
    ];
    async function deed(procedure: string, name: string, input: Record<string, unknown>): Promise<void> {
      const one = pick(all);
      await act(database, operatorOf(one.officeId), { caseId: one.caseId, procedure, act: name, input });
    }
    for (let step = 0; step < STEPS; step += 1) await pick(steps)();
    await assertRight();
    const [seen] = await query<{ n: number }>(database, "select count(*)::int as n from control_check_cases(array(select control_cases_after('00000000-0000-0000-0000-000000000000', 100000)))");
    assert.equal(seen!.n, 0);
  });

  it("un conto alterato si vede, e rifatto da zero torna giusto", async () => {
    await database.administer("set role convoca_figures; update control_figure set n = n + 1 where ctid = (select ctid from control_figure where n > 0 limit 1)");
    assert.equal((await checkFigures(database.services)).wrongFigures.length, 1);
    await rebuildFigures(database.services);
    await assertRight();
  });
});
