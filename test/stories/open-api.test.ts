// Stories of another system: who it is, what it may, page by page, one act once, signed requests, the generated client.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { ConvocaProblem, createClient } from "../../client/index.js";
import { endClient, registerClient, rotateKey, setSigning } from "../../src/services/open-api/clients.ts";
import { ADMINISTRATOR, convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { openDoor } from "./fixtures/door.ts";
import { signedBody } from "./fixtures/signed-body.ts";
import type { Signer } from "./fixtures/signed-body.ts";

/** What an answer holds, as far as the stories look at it; its whole shape is checked by the server. */
interface Body {
  readonly code?: string;
  readonly case_id: string;
  readonly items: Readonly<Record<string, string>>[];
  readonly next_cursor: string | null;
  readonly person: { readonly tax_code: string } | null;
  readonly terms: readonly unknown[];
  readonly status: string;
  readonly openapi: string;
  readonly state: string;
}
const ROOT = join(import.meta.dirname, "..", "..");

describe("another system", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let calls: Convened[] = [];
  let here: Convened;
  let there: Convened;
  /** Written to, in the office of the first: each is answered for by one story. */
  let others: Convened[] = [];
  let listening = { address: "" };
  let secret = "";
  const ALL = ["cases", "people", "agenda", "replies", "presence"];

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 90 });
    calls = await convened(database.services);
    here = calls.find((one) => one.state === "issued")!;
    others = calls.filter((one) => one.officeId === here.officeId && one.caseId !== here.caseId && one.state === "issued");
    there = calls.find((call) => call.officeId !== here.officeId)!;
    app = await openDoor(database);
    listening = { address: await app.listen({ host: "127.0.0.1", port: 0 }) };
    secret = await added("comune-di-prova", ALL);
  });
  after(async () => {
    await app?.close();
    await database.close();
  });

  async function added(name: string, scopes: string[], perMinute = 6000): Promise<string> {
    const done = await registerClient(database.services, { name, title: "Comune di prova", offices: [here.officeId], scopes, perMinute }, ADMINISTRATOR);
    assert.ok(done.ok, done.ok ? "" : done.refusal.message);
    return done.value.secret;
  }
  const ask = (path: string, token = secret, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    app.inject({ url: `/api/v1${path}`, headers: { host: "localhost", ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...headers } });
  const send = (path: string, body: unknown, key: string | null, token = secret, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    app.inject({
      method: "POST", url: `/api/v1${path}`, payload: typeof body === "string" ? body : JSON.stringify(body),
      headers: { host: "localhost", "content-type": "application/json", authorization: `Bearer ${token}`, ...(key === null ? {} : { "idempotency-key": key }), ...headers },
    });
  const replies = (call: Convened): string => `/offices/${call.officeId}/cases/${call.caseId}/summonses/${call.summonsId}/replies`;

  it("is nobody without a secret, with another's, and once it is closed", async () => {
    for (const token of ["", "x", "A".repeat(43), "a.b.c"]) {
      const answer = await ask(`/offices/${here.officeId}/cases`, token);
      assert.equal(answer.statusCode, 401, token);
      assert.equal(answer.headers["content-type"], "application/problem+json; charset=utf-8");
      assert.equal(answer.json<Body>().code, "SISTEMA_NON_RICONOSCIUTO");
    }
    const gone = await added("sistema-chiuso", ["cases"]);
    assert.equal((await ask("/offices", gone)).statusCode, 200);
    assert.ok((await endClient(database.services, "sistema-chiuso", ADMINISTRATOR)).ok);
    assert.equal((await ask("/offices", gone)).statusCode, 401);
  });

  it("sees the offices opened to it, and none of the others", async () => {
    assert.deepEqual((await ask("/offices")).json<Body>().items.map((office) => office["office_id"]), [here.officeId]);
    assert.equal((await ask(`/offices/${there.officeId}/cases`)).json<Body>().code, "SEDE_NON_APERTA");
    assert.equal((await ask(`/offices/${here.officeId}/cases/${there.caseId}`)).statusCode, 404);
    assert.equal((await send(replies({ ...there, officeId: here.officeId }), { answer: "confirm" }, "chiave-altrui")).statusCode, 404);
  });

  it("reads every case once, page by page, and each reading is written down", async () => {
    const [{ cases } = { cases: 0 }] = (await database.services.pools.worker.query<{ cases: number }>("select count(*)::int as cases from competence where office_id = $1", [here.officeId])).rows;
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Body = (await ask(`/offices/${here.officeId}/cases?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`)).json();
      assert.ok(page.items.length <= 3);
      seen.push(...page.items.map((row) => row["case_id"]!));
      cursor = page.next_cursor;
    }
    assert.equal(new Set(seen).size, cases);
    assert.equal(seen.length, cases);
    const detail = (await ask(`/offices/${here.officeId}/cases/${here.caseId}`)).json<Body>();
    assert.equal(detail.case_id, here.caseId);
    assert.match(detail.person?.tax_code ?? "", /^[A-Z0-9]{16}$/);
    assert.ok(detail.terms.length > 0);
    const { rows: logged } = await database.services.pools.audit.query("select hits from access_log where actor = 'sistema:comune-di-prova' and action = 'api-case' and case_id = $1", [here.caseId]);
    assert.equal(logged.length, 1);
  });

  it("without the permission on people gets no name, and without one on a thing not the thing", async () => {
    const narrow = await added("solo-casi", ["cases"]);
    assert.equal((await ask(`/offices/${here.officeId}/cases/${here.caseId}`, narrow)).json<Body>().person, null);
    assert.equal((await ask(`/offices/${here.officeId}/appointments?from=2019-09-09&to=2019-09-09`, narrow)).json<Body>().code, "PERMESSO_MANCANTE");
    assert.equal((await send(replies(here), { answer: "confirm" }, "chiave-stretta", narrow)).statusCode, 403);
  });

  it("reads summonses with their evidence, appointments of days, codes, the state of the service", async () => {
    const summonses = (await ask(`/offices/${here.officeId}/cases/${here.caseId}/summonses`)).json<Body>();
    assert.deepEqual(summonses.items.map((row) => row["summons_id"]), [here.summonsId]);
    const day = here.startsAt.slice(0, 10);
    const appointments = (await ask(`/offices/${here.officeId}/appointments?from=${day}&to=${day}`)).json<Body>();
    assert.ok(appointments.items.some((row) => row["appointment_id"] === here.appointmentId));
    assert.equal((await ask(`/offices/${here.officeId}/appointments?from=2019-09-01&to=2019-12-01`)).json<Body>().code, "GIORNI_NON_VALIDI");
    assert.equal((await ask("/codes?limit=5")).json<Body>().items.length, 5);
    const status = await ask("/status", "");
    assert.equal(status.json<Body>().status, "ok");
    assert.ok(Number(status.headers["ratelimit-remaining"]) > 0);
    assert.equal((await ask("/openapi.json", "")).json<Body>().openapi, "3.1.0");
    assert.match((await ask("/openapi.yaml", "")).body, /^"openapi": "3.1.0"\n/);
  });

  it("a reply is one act, however often it is asked; another request under its key is refused", async () => {
    const path = replies(here);
    assert.equal((await send(path, { answer: "confirm" }, null)).json<Body>().code, "CHIAVE_MANCANTE");
    assert.equal((await send(path, { answer: "another-date" }, "chiave-senza-motivo")).json<Body>().code, "MOTIVO_MANCANTE");
    const answers = await Promise.all([1, 2, 3].map(() => send(path, { answer: "confirm" }, "risposta-0001")));
    answers.push(await send(path, { answer: "confirm" }, "risposta-0001"));
    for (const answer of answers) {
      assert.equal(answer.statusCode, 201, answer.body);
      assert.deepEqual(answer.json(), answers[0]!.json());
    }
    assert.equal(answers[0]!.json<Body>().state, "confirmed");
    const { rows: acts } = await database.services.pools.worker.query("select actor, actor_role from act where subject_id = $1 and kind = 'convocazione/confirm'", [here.caseId]);
    assert.deepEqual(acts, [{ actor: "sistema:comune-di-prova", actor_role: "clerk" }]);
    const other = await send(path, { answer: "another-date", reason: "ha una visita medica" }, "risposta-0001");
    assert.deepEqual([other.statusCode, other.json<Body>().code], [422, "CHIAVE_GIA_USATA"]);
    // The rules of the procedure hold for it as for everybody.
    const early = await send(path.replace("/replies", "/presences"), { present: true }, "presenza-0001");
    assert.equal(early.statusCode, 409, early.body);
  });

  it("killed between the act and its answer, the same request again finds the act and does nothing twice", async () => {
    const call = others[0]!;
    const first = (await send(replies(call), { answer: "confirm" }, "risposta-uccisa")).json<Body>();
    await database.services.pools.worker.query("update api_request set answer = null where key = 'risposta-uccisa'");
    assert.deepEqual((await send(replies(call), { answer: "confirm" }, "risposta-uccisa")).json<Body>(), first);
    const { rows: acts } = await database.services.pools.worker.query("select 1 from act where subject_id = $1 and kind = 'convocazione/confirm'", [call.caseId]);
    assert.equal(acts.length, 1);
  });

  it("what is not as the contract says is refused with a problem, and nothing is put down", async () => {
    for (const body of ["{", "[]", '{"answer":"boh"}', '{"answer":"confirm","more":1}', '{"answer":"another-date","reason":"x"}']) {
      const answer = await send(replies(here), body, `chiave-${createHash("sha256").update(body).digest("hex").slice(0, 8)}`);
      assert.equal(answer.statusCode, 400, body);
      assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
    }
    assert.equal((await ask(`/offices/${here.officeId}/cases?limit=100000`)).statusCode, 400);
    assert.equal((await ask(`/offices/${here.officeId}/cases/nessuno`)).statusCode, 400);
    assert.equal((await ask(`/offices/${here.officeId}/cases?cursor=${"a".repeat(400)}`)).statusCode, 400);
  });

  it("asks no more in a minute than it may", async () => {
    const few = await added("con-limite", ["cases"], 2);
    assert.deepEqual([await ask("/offices", few), await ask("/offices", few)].map((answer) => [answer.statusCode, answer.headers["ratelimit-remaining"]]), [[200, "1"], [200, "0"]]);
    const refused = await ask("/offices", few);
    assert.equal(refused.statusCode, 429);
    assert.ok(Number(refused.headers["retry-after"]) >= 1);
  });

  it("a new secret opens, and the one of before for a day more", async () => {
    const old = await added("che-cambia", ["cases"]);
    const changed = await rotateKey(database.services, "che-cambia", ADMINISTRATOR);
    assert.ok(changed.ok);
    assert.equal((await ask("/offices", changed.value.secret)).statusCode, 200);
    assert.equal((await ask("/offices", old)).statusCode, 200);
    await database.services.pools.worker.query("update api_key set expires_at = expires_at - interval '25 hours' where expires_at < clock_timestamp() + interval '2 days'");
    assert.equal((await ask("/offices", old)).statusCode, 401);
    assert.equal((await ask("/offices", changed.value.secret)).statusCode, 200);
  });

  /** Runs one of the examples as whoever reads it would, against the server as it listens. */
  async function example(name: string, env: Record<string, string>, args: string[]): Promise<string> {
    const { address } = listening;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [join(ROOT, "examples", name), ...args], { env: { ...process.env, CONVOCA_ADDRESS: address, ...env } });
    return stdout.trim();
  }

  it("uses the generated client: the example runs as it is written", async () => {
    const call = others[2]!;
    const said = (await example("confirm-and-list.js", { CONVOCA_SECRET: secret }, [call.caseId, call.summonsId])).split("\n");
    assert.match(said[0]!, /: [1-9]\d*$/);
    assert.deepEqual(said.slice(1), ["confirmed true", "422 CHIAVE_GIA_USATA"]);
    const client = createClient({ address: listening.address, token: "A".repeat(43) });
    await assert.rejects(client.listOffices(), (error: unknown) => error instanceof ConvocaProblem && error.status === 401 && error.code === "SISTEMA_NON_RICONOSCIUTO");
  });

  describe("that signs", () => {
    let own: Signer;
    const AUDIENCE = "http://localhost/api/v1";
    const token = (claims: { audience?: string; life?: string; jti?: string; key?: Signer } = {}): Promise<string> =>
      new SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "k1" }).setIssuer("che-firma").setAudience(claims.audience ?? AUDIENCE).setIssuedAt()
        .setJti(claims.jti ?? randomUUID()).setExpirationTime(claims.life ?? "60s").sign((claims.key ?? own).key);
    let oldSecret = "";
    before(async () => {
      const pair = await generateKeyPair("ES256");
      own = { key: pair.privateKey, kid: "k1", alg: "ES256", issuer: "che-firma" };
      oldSecret = await added("che-firma", ALL);
      const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k1" }];
      assert.ok((await setSigning(database.services, "che-firma", { keys, integrity: true }, ADMINISTRATOR)).ok);
    });

    it("shows a token made for one request, and no secret any more", async () => {
      assert.equal((await ask("/offices", oldSecret)).json<Body>().code, "TOKEN_NECESSARIO");
      const good = await token();
      assert.equal((await ask("/offices", good)).statusCode, 200);
      assert.equal((await ask("/offices", good)).json<Body>().code, "TOKEN_GIA_USATO");
      const stranger = { ...own, key: (await generateKeyPair("ES256")).privateKey };
      for (const wrong of [{ audience: "https://altro.example" }, { life: "-2m" }, { key: stranger }])
        assert.equal((await ask("/offices", await token(wrong))).json<Body>().code, "TOKEN_NON_VALIDO", JSON.stringify(Object.keys(wrong)));
    });

    it("the example of signed requests runs as it is written", async () => {
      const pair = await generateKeyPair("ES256", { extractable: true });
      await added("che-firma-davvero", ALL);
      const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k2" }];
      assert.ok((await setSigning(database.services, "che-firma-davvero", { keys, integrity: true }, ADMINISTRATOR)).ok);
      const folder = await mkdtemp(join(tmpdir(), "convoca-firma-"));
      const file = join(folder, "key.jwk");
      await writeFile(file, JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: "k2", alg: "ES256" }));
      const call = others[3]!;
      assert.equal(await example("signed-requests.js", { SYSTEM_NAME: "che-firma-davvero", SYSTEM_KEY_FILE: file }, [call.caseId, call.summonsId]), "confirmed");
      await rm(folder, { recursive: true });
    });

    it("a body is taken as it was signed, and in no other way", async () => {
      const call = others[1]!;
      const body = JSON.stringify({ answer: "confirm" });
      const signed = (text = body): ReturnType<typeof signedBody> => signedBody(own, text, AUDIENCE);
      const sent = async (headers: Record<string, string>, text = body): Promise<Body> => (await send(replies(call), text, "firmata-0001", await token(), headers)).json();
      assert.equal((await sent({})).code, "FIRMA_NON_VALIDA");
      assert.equal((await sent({ ...(await signed('{"answer":"another-date","reason":"altro testo"}')) })).code, "CONTENUTO_ALTERATO");
      assert.equal((await sent({ ...(await signed()), digest: "SHA-256=AAAA" })).code, "CONTENUTO_ALTERATO");
      const once = await signed();
      assert.equal((await sent({ ...once })).state, "confirmed");
      assert.equal((await sent({ ...once })).code, "TOKEN_GIA_USATO");
    });
  });
});
