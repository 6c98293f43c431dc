// Story: sessions. Who has none gets nothing; one lives as long as its limits say, changes its secret with its role, ends when told.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { Session } from "../../src/contract/session.ts";
import { clearDoor } from "../../src/store/sessions.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, Browser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";

const OFFICE = "F839C000305";
const OTHER = "A509C000183";
const HERE = { role: "operator", office: OFFICE };
const THERE = { role: "office-manager", office: OTHER };
/** What answers to strangers, and why it may. */
const PUBLIC = new Set([
  "GET /api/open-data/figures.json",
  "GET /api/open-data/figures.csv",
  "GET /api/open-data/catalog.jsonld",
  "GET /api/session",
  "GET /api/openapi.json",
  "GET /api/login",
  "POST /api/login",
  "GET /api/login/provider/{provider}",
  "GET /api/login/provider/{provider}/callback",
  "POST /api/login/provider/{provider}/logout",
  // The screen of a waiting room: numbers and desks, to who has its address.
  "GET /api/waiting-screen/{token}",
]);

describe("Sessioni", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let demo: FastifyInstance;
  let userId: string;
  before(async () => {
    database = await openTestDatabase();
    app = await openDoor(database);
    demo = await openDoor(database, { demo: true });
    userId = await addUser(database, "ada", [HERE, THERE]);
  });
  after(async () => {
    await app.close();
    await demo.close();
    await database.close();
  });

  const stored = async (browser: Browser): Promise<{ ended: string | null; seen: string }> => {
    const hash = createHash("sha256").update(browser.jar.get("convoca")!).digest();
    const { rows } = await database.services.pools.login.query<{ ended: string | null; seen: string }>(
      `select ended_because as ended, seen_at as seen from user_session where secret_hash = $1`,
      [hash],
    );
    return rows[0]!;
  };
  const change = (browser: Browser, assignment: string): Promise<unknown> =>
    database.services.pools.login.query(`update user_session set ${assignment} where secret_hash = $1`, [
      createHash("sha256").update(browser.jar.get("convoca")!).digest(),
    ]);

  it("senza sessione non risponde nessuna via dell'API, in nessun metodo", async () => {
    const described = app.swagger() as { paths: Record<string, Record<string, unknown>> };
    let closed = 0;
    for (const [path, methods] of Object.entries(described.paths)) {
      if (!path.startsWith("/api/")) continue;
      for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
        if (PUBLIC.has(`${method} ${path}`)) continue;
        const url = path.replaceAll(/\{[^}]+\}/g, "00000000-0000-7000-8000-000000000000");
        const answer = await new Browser(app).ask(url, {
          method: method as "GET",
          ...(method === "GET" ? {} : { payload: {} }),
        });
        assert.equal(codeIn(answer), "ACCESSO_NECESSARIO", `${method} ${path}`);
        closed += 1;
      }
    }
    assert.ok(closed >= 18, `only ${closed} routes seen`);
    assert.equal(codeIn(await new Browser(app).get("/api/session")), "ACCESSO_NECESSARIO");
    assert.equal(codeIn(await new Browser(app).get("/api/nothing-here")), "ACCESSO_NECESSARIO");
  });

  it("un segreto inventato, vecchio, doppio o il ruolo scritto nel cookie non aprono niente", async () => {
    const good = (await enteredAs(app, database, userId, [HERE])).jar.get("convoca")!;
    const planted = "A".repeat(43);
    for (const cookie of [
      `convoca=${planted}`,
      `convoca=${good}x`,
      `convoca=${good.toUpperCase()}`,
      `convoca=${planted}; convoca=${good}`,
      `convoca_ruolo=administrator%2F`,
      "convoca=' or 1=1 --",
      `convoca=${"a".repeat(6000)}`,
    ]) {
      const answer = await new Browser(app).ask("/api/cases/counts", { headers: { cookie } });
      assert.equal(codeIn(answer), "ACCESSO_NECESSARIO", cookie.slice(0, 40));
    }
    assert.equal(
      (await new Browser(app).ask("/api/cases/counts", { headers: { cookie: `convoca=${good}` } }))
        .statusCode,
      200,
    );
  });

  it("nel database c'è solo l'impronta del segreto, e solo la porta la legge", async () => {
    const browser = await enteredAs(app, database, userId, [HERE]);
    const secret = browser.jar.get("convoca")!;
    const { rows } = await database.services.pools.login.query<{ row: string }>(
      "select s::text as row from user_session s",
    );
    assert.ok(rows.every(({ row }) => !row.includes(secret)));
    for (const part of ["app", "control", "intake", "planner", "worker", "retention"] as const)
      for (const table of ["user_session", "user_password", "user_totp", "login_throttle"])
        await assert.rejects(
          database.services.pools[part].query(`select 1 from ${table}`),
          { code: "42501" },
          `${part} reads ${table}`,
        );
  });

  it("al cambio di sede il segreto cambia, quello di prima è morto, e una sede non concessa è rifiutata", async () => {
    const browser = await enteredAs(app, database, userId, [HERE, THERE]);
    const first = browser.jar.get("convoca")!;
    const refused = await browser.post("/api/session", { role: "operator", office: OTHER });
    assert.equal(codeIn(refused), "RUOLO_NON_CONCESSO");
    assert.equal(codeIn(await browser.post("/api/session", { role: "administrator" })), "RUOLO_NON_CONCESSO");
    assert.equal(browser.jar.get("convoca"), first);
    const answer = await browser.post("/api/session", { role: "office-manager", office: OTHER });
    assert.equal(answer.statusCode, 200);
    const session = answer.json<Session>();
    assert.deepEqual(
      [session.role, session.office?.id, session.user.login],
      ["office-manager", OTHER, "ada"],
    );
    assert.notEqual(browser.jar.get("convoca"), first);
    const old = new Browser(app);
    old.jar.set("convoca", first);
    assert.equal(codeIn(await old.get("/api/session")), "ACCESSO_NECESSARIO");
  });

  it("chi porta da fuori un segreto già scelto ne riceve un altro (fissazione della sessione)", async () => {
    const victim = new Browser(demo);
    victim.jar.set("convoca", "B".repeat(43));
    const answer = await victim.post("/api/session", { role: "regional" });
    assert.equal(answer.statusCode, 200);
    assert.notEqual(victim.jar.get("convoca"), "B".repeat(43));
    const cookie = answer.headers["set-cookie"]!.toString();
    assert.match(cookie, /^convoca=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it("dietro https il cookie è di questo solo sito, e mai in chiaro", async () => {
    const secure = await openDoor(database, { publicUrl: "https://convoca.example" });
    const userHere = await enteredAs(secure, database, userId, [HERE, THERE]);
    userHere.jar.set("__Host-convoca", userHere.jar.get("convoca")!);
    userHere.jar.delete("convoca");
    const answer = await userHere.ask("/api/session", {
      method: "POST",
      payload: { role: "office-manager", office: OTHER },
      headers: { host: "convoca.example", origin: "https://convoca.example" },
    });
    assert.equal(answer.statusCode, 200);
    assert.match(
      answer.headers["set-cookie"]!.toString(),
      /^__Host-convoca=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    assert.match(answer.headers["strict-transport-security"]!.toString(), /max-age=\d{8}/);
    await secure.close();
  });

  it("finisce se nessuno la usa, e comunque dopo il suo limite", async () => {
    const idle = await enteredAs(app, database, userId, [HERE]);
    await change(idle, "seen_at = now() - interval '31 minutes'");
    assert.equal(codeIn(await idle.get("/api/session")), "ACCESSO_NECESSARIO");
    const long = await enteredAs(app, database, userId, [HERE]);
    await change(long, "expires_at = now() - interval '1 second'");
    assert.equal(codeIn(await long.get("/api/session")), "ACCESSO_NECESSARIO");
    const rotated = await enteredAs(app, database, userId, [HERE, THERE]);
    await change(rotated, "expires_at = now() + interval '5 minutes'");
    const session = (await rotated.post("/api/session", THERE)).json<Session>();
    assert.ok(
      Date.parse(session.until) - Date.now() < 301_000,
      "another role does not make the login longer",
    );
  });

  it("ciò che le pagine chiedono da sole non la tiene viva, chi lavora sì", async () => {
    const browser = await enteredAs(app, database, userId, [HERE]);
    await change(browser, "seen_at = now() - interval '20 minutes'");
    const { seen } = await stored(browser);
    await browser.ask("/api/session", { headers: { "x-convoca-background": "1" } });
    assert.equal((await stored(browser)).seen, seen);
    await browser.get("/api/session");
    assert.notEqual((await stored(browser)).seen, seen);
  });

  it("un gesto le chiude tutte, su ogni macchina; quelle degli altri no", async () => {
    const here = await enteredAs(app, database, userId, [HERE]);
    const there = await enteredAs(app, database, userId, [HERE]);
    const stranger = await enteredAs(app, database, await addUser(database, "bice", [HERE]), [HERE]);
    const mine = (await here.get("/api/sessions")).json<{ sessions: { id: string; current: boolean }[] }>()
      .sessions;
    assert.equal(mine.filter((one) => one.current).length, 1);
    const others = (await stranger.get("/api/sessions")).json<{ sessions: { id: string }[] }>().sessions;
    assert.equal(others.length, 1);
    assert.equal((await here.post(`/api/sessions/${others[0]!.id}/end`)).statusCode, 404);
    const answer = await here.post("/api/sessions/end-all");
    assert.equal(answer.statusCode, 200);
    assert.equal(here.jar.size, 0);
    assert.equal(codeIn(await there.get("/api/session")), "ACCESSO_NECESSARIO");
    assert.equal((await stranger.get("/api/session")).statusCode, 200);
  });

  it("chi è fermato è fuori al gesto seguente", async () => {
    const browser = await enteredAs(app, database, await addUser(database, "carlo", [HERE]), [HERE]);
    assert.equal((await browser.get("/api/session")).statusCode, 200);
    await database.services.pools.login.query(
      "update app_user set stopped_at = now(), stopped_because = 'prova' where login = 'carlo'",
    );
    assert.equal(codeIn(await browser.get("/api/session")), "ACCESSO_NECESSARIO");
  });

  it("ciò che è finito da tempo è dimenticato, ciò che vive resta", async () => {
    const [old, alive] = [
      await enteredAs(app, database, userId, [HERE]),
      await enteredAs(app, database, userId, [HERE]),
    ];
    await change(old, "ended_at = now() - interval '91 days', ended_because = 'left'");
    await clearDoor(database.services.pools.login);
    assert.equal(await stored(old), undefined);
    assert.equal((await stored(alive)).ended, null);
  });

  it("un altro sito non può far agire il browser di chi è entrato", async () => {
    const browser = await enteredAs(app, database, userId, [HERE, THERE]);
    for (const headers of [
      { origin: "https://altro.example", "sec-fetch-site": "same-origin" },
      { origin: "http://localhost", "sec-fetch-site": "cross-site" },
      { origin: "http://localhost", "sec-fetch-site": "same-site" },
      { origin: "null" },
      { origin: "http://localhost:81" },
      { origin: undefined, "sec-fetch-site": undefined },
    ]) {
      const answer = await browser.ask("/api/sessions/end-all", { method: "POST", payload: {}, headers });
      assert.equal(codeIn(answer), "ALTRO_SITO", JSON.stringify(headers));
    }
    assert.equal((await browser.get("/api/session")).statusCode, 200);
  });

  it("campi in più non passano: né l'utente, né la sede di un ruolo che non l'ha", async () => {
    const browser = await enteredAs(app, database, userId, [HERE]);
    for (const body of [
      { ...HERE, userId: "1" },
      { ...HERE, kind: "demo" },
      { ...HERE, choices: [{ role: "administrator", office: null }] },
      { role: ["operator"], office: OFFICE },
      { role: "integration" },
      { __proto__: { role: "administrator" }, constructor: {} },
    ])
      assert.equal(codeIn(await browser.post("/api/session", body)), "DATI_NON_VALIDI", JSON.stringify(body));
  });

  it("gli utenti della dimostrazione esistono solo nel suo database", async () => {
    const { login, intake } = database.services.pools;
    const player = new Browser(demo);
    assert.equal((await player.get("/api/session")).json<Session>().user.kind, "demo");
    await intake.query("update installation set demo = false");
    await assert.rejects(
      login.query(
        "insert into app_user (id, kind, login, name, added_by) values (gen_random_uuid(), 'demo', 'x1', 'x', 'x')",
      ),
      {
        code: "23514",
      },
    );
    assert.equal((await new Browser(demo).post("/api/session", HERE)).statusCode, 500);
    await intake.query("update installation set production_since = now()");
    await assert.rejects(intake.query("update installation set demo = true"), { code: "23514" });
    await intake.query("update installation set production_since = null, demo = true");
  });
});
