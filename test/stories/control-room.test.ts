// The control room: figures followed from random work are those counted from nothing; who may see what; small counts never shown.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { Behind, ControlRoom, PublicFigures } from "../../src/contract/control-room.ts";
import { SMALL_COUNT } from "../../src/domain/control-room/parameters.ts";
import { checkFigures, followAll, rebuildFigures } from "../../src/services/control-room/follow.ts";
import { publishFigures } from "../../src/services/control-room/publish.ts";
import { readTiles } from "../../src/services/control-room/tiles.ts";
import { followChanges } from "../../src/store/control-room.ts";
import { convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { act, query } from "./fixtures/case-life.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";

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
  let app: FastifyInstance;
  let office = "";
  const browsers: Record<string, Browser> = {};
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 160 });
    all = await convened(database.services);
    office = all[0]!.officeId;
    app = await openDoor(database);
    for (const [login, role, where] of [["anna", "operator", office], ["regia", "regional", null], ["porta", "day-sheet-clerk", office]] as const) {
      const choices = [{ role, office: where }];
      browsers[login] = await enteredAs(app, database, await addUser(database, login, choices), choices);
    }
  });
  after(async () => {
    await app.close();
    await database.close();
  });
  const look = async (login: string, path = ""): Promise<ControlRoom> => {
    const answer = await browsers[login]!.get(`/api/control-room${path}`);
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 300));
    return answer.json<ControlRoom>();
  };

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

  it("la Regione scende da sé a una provincia e a una sede, e le somme tornano; ogni sede ha il suo posto sulla mappa", async () => {
    const region = await look("regia");
    assert.equal(region.scope.level, "region");
    assert.equal(region.map.length, 46);
    assert.equal(new Set(region.map.map(({ tile }) => `${tile!.column}/${tile!.row}`)).size, 46);
    assert.equal(readTiles().size, 46);
    const [cases] = await query<{ n: number; held: number }>(database, "select (select count(*)::int from case_file) as n, (select count(*)::int from appointment where state in ('held', 'agreed')) as held");
    const queued = await query<{ n: number }>(database, "select count(*)::int as n from case_file f where not exists (select 1 from competence c where c.case_id = f.id)");
    assert.equal(region.counts.notified, cases!.n);
    assert.equal(region.below.reduce((sum, { counts }) => sum + (counts.notified ?? 0), 0), cases!.n - queued[0]!.n);
    assert.equal(region.weeks.reduce((sum, { counts }) => sum + (counts.convened ?? 0), 0), region.counts.convened);
    assert.equal(region.load.reduce((sum, { used }) => sum + used, 0), cases!.held);
    assert.ok(region.load.every(({ used, seats }) => used <= seats));
    const province = await look("regia", `?ambito=${region.below[0]!.id}`);
    assert.equal(province.counts.notified, region.below[0]!.counts.notified);
    const one = await look("regia", `?ambito=${office}`);
    assert.equal(one.traits, null, "an office's small counts would follow from its province's");
    assert.ok(one.desks.length > 0 && one.desks.every(({ number }) => number > 0));
    assert.equal((await browsers["regia"]!.get("/api/control-room?ambito=XX")).statusCode, 404);
  });

  it("una sede vede sé stessa qualunque cosa chieda, con i nomi dietro ogni conto, scritti nel registro degli accessi; la Regione nessun nome", async () => {
    const own = await look("anna", "?ambito=NA");
    assert.equal(own.scope.id, office);
    assert.deepEqual(own.map.map(({ id }) => id), [office]);
    const answer = await browsers["anna"]!.get("/api/control-room/people?passo=convened");
    const { rows } = answer.json<Behind>();
    assert.equal(rows.length, Math.min(50, own.counts.convened ?? 0));
    const wrong = await query<{ n: number }>(database, "select count(*)::int as n from competence where case_id = any($1) and office_id <> $2", [rows.map((row) => row.caseId), office]);
    assert.equal(wrong[0]!.n, 0);
    const { rows: logged } = await database.services.pools.audit.query<{ hits: number }>("select hits from access_log where action = 'control-room:convened' and actor = 'anna'");
    assert.deepEqual(logged, [{ hits: rows.length }]);
    assert.equal((await browsers["regia"]!.get("/api/control-room/people?passo=convened")).statusCode, 403);
    assert.equal((await browsers["porta"]!.get("/api/control-room")).statusCode, 403);
  });

  it("i file si scaricano, e il pubblico vede i conti del giorno senza accesso, nessuno piccolo", async () => {
    for (const format of ["csv", "ods"]) assert.equal((await browsers["regia"]!.get(`/api/control-room/export/${format}`)).statusCode, 200);
    const nothing = await app.inject("/api/open-data/figures.json");
    assert.equal(nothing.statusCode, 404);
    assert.equal(codeIn(nothing), "NIENTE_DI_PUBBLICATO");
    await followAll(database.services);
    assert.equal(await publishFigures(database.services, database.reference), true);
    assert.equal(await publishFigures(database.services, database.reference), false);
    const other = await openDoor(database);
    const answer = await other.inject("/api/open-data/figures.json");
    const { rows } = answer.json<PublicFigures>();
    assert.ok(rows.length > 500);
    for (const row of rows) assert.ok(row.count === null || row.count === 0 || row.count >= SMALL_COUNT.value, JSON.stringify(row));
    assert.equal((await other.inject({ url: "/api/open-data/figures.json", headers: { "if-none-match": String(answer.headers.etag) } })).statusCode, 304);
    assert.equal((await other.inject("/api/open-data/figures.csv")).body.trim().split("\r\n").length, rows.length + 1);
    assert.match((await other.inject("/api/open-data/catalog.jsonld")).body, /dcatapit:Dataset/);
    await other.close();
  });
});
