// Story: entering through an identity provider. A conforming one all the way, its logout; then everything that a crooked one, or somebody between, can try.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { LoginState } from "../../src/contract/login.ts";
import type { Session } from "../../src/contract/session.ts";
import { listen } from "../../src/server/listen.ts";
import { newId } from "../../src/store/ids.ts";
import { addClaimRule, saveProvider } from "../../src/store/sessions-providers.ts";
import type { ClaimRule } from "../../src/store/sessions-providers.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { openDoor } from "./fixtures/door.ts";
import { CLIENT, CLIENT_SECRET, conformingProvider, crookedProvider } from "./fixtures/providers.ts";
import type { Crooked, TestProvider } from "./fixtures/providers.ts";
import { forgedTokens } from "./fixtures/forged-tokens.ts";
import { Walker } from "./fixtures/walker.ts";

const OFFICE = "F839C000305";
const OTHER = "A509C000183";
const RULE: Omit<ClaimRule, "id" | "claim" | "value" | "role"> = {
  office: null,
  officeClaim: null,
  from: null,
  to: null,
};

describe("Accesso con un gestore di identità", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let url: string;
  let folder: string;
  let provider: TestProvider;
  let crooked: Crooked;
  let who = "anna";

  before(async () => {
    database = await openTestDatabase();
    app = await openDoor(database);
    url = await listen(app, { port: 0 });
    folder = await mkdtemp(join(tmpdir(), "convoca-gestore-"));
    await writeFile(join(folder, "segreto"), `${CLIENT_SECRET}\n`, { mode: 0o600 });
    provider = await conformingProvider({
      app: url,
      id: "regione",
      who: () => who,
      claims: {
        anna: { name: "Anna\u0007 Esposito", ruoli: ["sportello"], cpi: OFFICE },
        Bruno: {
          name: "Bruno Russo",
          ruoli: ["sportello", "dirigente"],
          cpi: [OFFICE, OTHER, "Z999C000000", "' or 1=1"],
        },
        nessuno: { name: "Senza Ruolo", ruoli: ["altro", "amministratore"] },
        sola: { name: "Sola Sostituta", ruoli: [] },
      },
    });
    crooked = await crookedProvider();
    const pool = database.services.pools.login;
    const common = {
      clientId: CLIENT,
      authentication: "client_secret_basic",
      scopes: "openid profile",
      nameClaim: "name",
    } as const;
    await saveProvider(
      pool,
      {
        ...common,
        id: "regione",
        name: "Regione",
        issuer: provider.issuer,
        secretAt: `file:${join(folder, "segreto")}`,
      },
      "prova",
    );
    await saveProvider(
      pool,
      {
        ...common,
        id: "storto",
        name: "Storto",
        issuer: crooked.issuer,
        secretAt: `file:${join(folder, "segreto")}`,
      },
      "prova",
    );
    const rules: ClaimRule[] = [
      { ...RULE, id: newId(), claim: "ruoli", value: "sportello", role: "operator", officeClaim: "cpi" },
      { ...RULE, id: newId(), claim: "ruoli", value: "dirigente", role: "regional" },
      {
        ...RULE,
        id: newId(),
        claim: "ruoli",
        value: "amministratore",
        role: "administrator",
        from: "2020-01-01",
        to: "2020-12-31",
      },
    ];
    for (const rule of rules) await addClaimRule(pool, "regione", rule, "prova");
    await addClaimRule(pool, "storto", { ...rules[1]!, id: newId() }, "prova");
  });
  after(async () => {
    await app.close();
    await provider.close();
    await crooked.close();
    await rm(folder, { recursive: true, force: true });
    await database.close();
  });

  const session = async (walker: Walker): Promise<Session | null> => {
    const answer = await walker.step(`${url}/api/session`);
    return answer.status === 200 ? ((await answer.json()) as Session) : null;
  };
  const enter = async (name: string): Promise<Walker> => {
    who = name;
    const walker = new Walker();
    const { next } = await walker.follow(`${url}/api/login/provider/regione`, (to) => to === `${url}/`);
    assert.equal(next, `${url}/`);
    return walker;
  };
  const code = async (answer: Response): Promise<string> =>
    answer.headers.get("content-type")?.startsWith("application/problem+json") === true
      ? ((await answer.json()) as { code: string }).code
      : String(answer.status);
  const post = (walker: Walker, path: string, body: object): Promise<Response> =>
    walker.step(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify(body),
    });

  it("chi ha un ruolo in una sede è dentro, con il nome che il gestore dice e un solo cookie", async () => {
    const walker = await enter("anna");
    const seen = await session(walker);
    assert.deepEqual(
      [seen?.role, seen?.office?.id, seen?.user.name, seen?.user.login, seen?.user.kind],
      ["operator", OFFICE, "Anna  Esposito", "regione:anna", "provider"],
    );
    assert.deepEqual([...walker.jars.get(url)!.keys()], ["convoca"]);
    assert.equal((await walker.step(`${url}/api/cases/counts`)).status, 200);
  });

  it("chi ne ha più d'uno sceglie, solo tra sedi che esistono, e cambia senza rientrare", async () => {
    const walker = await enter("Bruno");
    assert.equal(await session(walker), null);
    const state = (await (await walker.step(`${url}/api/login`)).json()) as LoginState;
    assert.equal(state.step, "choose");
    assert.deepEqual(
      state.choices.map((one) => `${one.role}@${one.office?.id ?? ""}`).toSorted(),
      [`operator@${OTHER}`, `operator@${OFFICE}`, "regional@"].toSorted(),
    );
    assert.equal(
      await code(await post(walker, "/api/session", { role: "administrator" })),
      "RUOLO_NON_CONCESSO",
    );
    assert.equal((await post(walker, "/api/session", { role: "operator", office: OTHER })).status, 200);
    assert.equal((await post(walker, "/api/session", { role: "regional" })).status, 200);
    const seen = await session(walker);
    assert.equal(seen?.role, "regional");
    assert.match(seen!.user.login, /^regione:bruno~[0-9a-f]{12}$/);
  });

  it("chi è riconosciuto ma non ha un ruolo oggi non entra; nei giorni della regola sì", async () => {
    who = "nessuno";
    const refused = await new Walker().follow(`${url}/api/login/provider/regione`);
    assert.equal(await code(refused.answer), "NESSUN_RUOLO");
    await database.setBusinessTime("2020-06-01T08:00:00.000Z");
    assert.equal((await session(await enter("nessuno")))?.role, "administrator");
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("chi sostituisce ha quel ruolo anche se il gestore non lo dice, fino all'ultimo giorno", async () => {
    await database.services.pools.control.query(
      `insert into substitution (id, absent, substitute, role, office_id, first_day, last_day, reason, given_at, given_by)
       values (gen_random_uuid(), 'assente', 'regione:sola', 'office-manager', $1, '2019-09-02', '2019-09-03', 'ferie', business_now(), 'terza')`,
      [OFFICE],
    );
    const walker = await enter("sola");
    const seen = await session(walker);
    assert.deepEqual([seen?.role, seen?.office?.id], ["office-manager", OFFICE]);
    await database.setBusinessTime("2019-09-04T08:00:00.000Z");
    assert.equal(await session(walker), null);
    who = "sola";
    const refused = await new Walker().follow(`${url}/api/login/provider/regione`);
    assert.equal(await code(refused.answer), "NESSUN_RUOLO");
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("chi è fermato qui non entra, qualunque cosa dica il gestore", async () => {
    await enter("anna");
    await database.services.pools.login.query(
      "update app_user set stopped_at = now(), stopped_because = 'prova' where login = 'regione:anna'",
    );
    who = "anna";
    assert.equal(
      await code((await new Walker().follow(`${url}/api/login/provider/regione`)).answer),
      "UTENTE_FERMATO",
    );
    await database.services.pools.login.query(
      "update app_user set stopped_at = null, stopped_because = null where login = 'regione:anna'",
    );
  });

  it("chi esce dal gestore esce anche da qui, subito, e nessun altro", async () => {
    const [leaving, staying] = [await enter("anna"), await enter("Bruno")];
    assert.notEqual(await session(leaving), null);
    // From our page one is led on to the provider's own.
    const { next } = (await (await post(await enter("anna"), "/api/session/end", {})).json()) as {
      next: string;
    };
    assert.ok(next.startsWith(`${provider.issuer}/session/end?`), next);
    const page = await (await leaving.step(`${provider.issuer}/session/end`)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1];
    assert.ok(xsrf !== undefined, page.slice(0, 300));
    await leaving.step(`${provider.issuer}/session/end/confirm`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ xsrf, logout: "yes" }).toString(),
    });
    for (let tries = 0; tries < 50 && (await session(leaving)) !== null; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await session(leaving), null);
    const state = (await (await staying.step(`${url}/api/login`)).json()) as LoginState;
    assert.equal(state.step, "choose");
  });

  it("un codice giocato due volte, da un altro browser o senza inizio non apre niente", async () => {
    who = "anna";
    const walker = new Walker();
    const { next } = await walker.follow(`${url}/api/login/provider/regione`, (to) =>
      to.startsWith(`${url}/api/login/provider/regione/callback`),
    );
    assert.ok(next !== null);
    const flow = walker.jars.get(url)!.get("convoca_accesso")!;
    assert.equal(
      await code(await new Walker().step(next)),
      "ACCESSO_NON_INIZIATO",
      "a browser that began nothing",
    );
    const other = new Walker();
    await other.step(`${url}/api/login/provider/regione`);
    assert.equal(
      await code(await other.step(next)),
      "ACCESSO_NON_INIZIATO",
      "a browser that began something else",
    );
    assert.equal((await walker.step(next)).status, 303);
    walker.jars.get(url)!.set("convoca_accesso", flow);
    assert.equal(await code(await walker.step(next)), "ACCESSO_NON_INIZIATO", "the same answer again");
    const late = new Walker();
    const second = await late.follow(`${url}/api/login/provider/regione`, (to) =>
      to.startsWith(`${url}/api/`),
    );
    const stale = new URL(second.next!);
    stale.searchParams.set("code", "inventato");
    assert.equal(await code(await late.step(stale.href)), "GESTORE_RIFIUTATO");
    assert.equal(await session(late), null);
  });

  /** Begins at the crooked provider and brings back what `answer` puts on the callback. */
  const bringBack = async (
    answer: (at: URL, given: URLSearchParams) => void,
  ): Promise<{ status: string; walker: Walker }> => {
    const walker = new Walker();
    const { next } = await walker.follow(`${url}/api/login/provider/storto`, () => true);
    const given = new URL(next!).searchParams;
    crooked.nonce = given.get("nonce")!;
    const at = new URL(`${url}/api/login/provider/storto/callback`);
    at.searchParams.set("code", "c0d1ce");
    at.searchParams.set("state", given.get("state")!);
    at.searchParams.set("iss", crooked.issuer);
    answer(at, given);
    return { status: await code(await walker.step(at.href)), walker };
  };

  it("il gestore di prova fa entrare quando tutto è giusto: ciò che segue fallisce per la ragione detta", async () => {
    crooked.sign = (nonce) => crooked.token(nonce);
    const { status, walker } = await bringBack(() => undefined);
    assert.equal(status, "303");
    assert.equal((await session(walker))?.role, "regional");
  });

  it("gettoni falsi, scaduti, di altri, senza firma (JWT none), firmati con la chiave pubblica: nessuno passa", async () => {
    const cases = forgedTokens(crooked, CLIENT_SECRET, provider.issuer);
    for (const [name, sign] of Object.entries(cases)) {
      crooked.sign = sign;
      const { status, walker } = await bringBack(() => undefined);
      assert.equal(status, "GESTORE_RIFIUTATO", name);
      assert.equal(await session(walker), null, name);
    }
    crooked.sign = (nonce) => crooked.token(nonce);
  });

  it("gestori scambiati: la risposta di uno non vale per l'altro, e nessun codice gli è portato", async () => {
    const asked = crooked.tokenRequests;
    const wrongIssuer = await bringBack((at) => at.searchParams.set("iss", provider.issuer));
    assert.equal(wrongIssuer.status, "GESTORE_RIFIUTATO");
    const noIssuer = await bringBack((at) => at.searchParams.delete("iss"));
    assert.equal(noIssuer.status, "GESTORE_RIFIUTATO");
    const elsewhere = await bringBack((at) => (at.pathname = "/api/login/provider/regione/callback"));
    assert.equal(elsewhere.status, "GESTORE_DIVERSO");
    const twice = await bringBack((at) => at.searchParams.append("state", "altro"));
    assert.equal(twice.status, "GESTORE_RIFIUTATO");
    const error = await bringBack((at) => {
      at.searchParams.delete("code");
      at.searchParams.set("error", "access_denied");
      at.searchParams.set("error_description", "<script>alert(1)</script>");
    });
    assert.equal(error.status, "GESTORE_RIFIUTATO");
    assert.equal(crooked.tokenRequests, asked, "no code was carried anywhere");
  });

  it("una comunicazione di uscita falsa, vecchia, ripetuta o che è un altro gettone non chiude niente", async () => {
    const { walker } = await bringBack(() => undefined);
    const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
    const now = Math.floor(Date.now() / 1000);
    const tell = async (token: string): Promise<string> =>
      code(
        await fetch(`${url}/api/login/provider/storto/logout`, {
          method: "POST",
          body: new URLSearchParams({ logout_token: token }),
        }),
      );
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const bad: Readonly<Record<string, string>> = {
      none: `${encode({ alg: "none" })}.${encode({ iss: crooked.issuer, aud: CLIENT, iat: now, jti: "1", sub: "ada", events })}.`,
      "an ID token": await crooked.token("n", { jti: "2", events }),
      "no event": await crooked.token(null, { jti: "3" }),
      "for somebody else": await crooked.token(null, { jti: "4", events, aud: "altro" }),
      "of another issuer": await crooked.token(null, { jti: "5", events, iss: provider.issuer }),
      old: await crooked.token(null, { jti: "6", events, iat: now - 3600, exp: now + 3600 }),
      "of nobody": await crooked.token(null, { jti: "7", events, sub: undefined }),
      "without jti": await crooked.token(null, { events }),
      nothing: "",
    };
    for (const [name, token] of Object.entries(bad))
      assert.equal(await tell(token), "USCITA_NON_VALIDA", name);
    assert.notEqual(await session(walker), null);
    const good = await crooked.token(null, { jti: "buono", events });
    assert.equal(await tell(good), "200");
    assert.equal(await session(walker), null);
    const { walker: back } = await bringBack(() => undefined);
    assert.equal(await tell(good), "USCITA_GIA_ESEGUITA");
    assert.notEqual(await session(back), null);
  });

  it("un gestore assente o senza segreto lo si dice, e un gestore ignoto non esiste", async () => {
    const pool = database.services.pools.login;
    const common = {
      clientId: CLIENT,
      authentication: "client_secret_basic",
      scopes: "openid",
      nameClaim: "name",
    } as const;
    await saveProvider(
      pool,
      {
        ...common,
        id: "spento",
        name: "Spento",
        issuer: "http://127.0.0.1:9",
        secretAt: `file:${join(folder, "segreto")}`,
      },
      "prova",
    );
    await saveProvider(
      pool,
      {
        ...common,
        id: "muto",
        name: "Muto",
        issuer: "http://127.0.0.1:10",
        secretAt: "env:CONVOCA_NON_ESISTE",
      },
      "prova",
    );
    await saveProvider(
      pool,
      { ...common, id: "chiaro", name: "In chiaro", issuer: "http://gestore.example", secretAt: "env:HOME" },
      "prova",
    );
    for (const [id, said] of [
      ["spento", "GESTORE_ASSENTE"],
      ["muto", "GESTORE_SENZA_SEGRETO"],
      ["chiaro", "GESTORE_SENZA_TLS"],
      ["ignoto", "NON_TROVATO"],
    ] as const)
      assert.equal(await code(await fetch(`${url}/api/login/provider/${id}`, { redirect: "manual" })), said);
  });
});
