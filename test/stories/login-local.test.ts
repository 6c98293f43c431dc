// Story: entering with a name and a password of this installation. First administrator, own password, second factor, recovery, lock-out.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { LoginState } from "../../src/contract/login.ts";
import type { Session } from "../../src/contract/session.ts";
import {
  addLocalUser,
  giveRole,
  resetUser,
  setStopped,
  takeRole,
} from "../../src/services/identity/users.ts";
import type { Grant } from "../../src/services/identity/users.ts";
import { codeOfStep, stepAt } from "../../src/services/identity/totp.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { Browser, codeIn, openDoor } from "./fixtures/door.ts";

const OFFICE = "F839C000305";
const OTHER = "A509C000183";
const PASSPHRASE = "il treno delle sette è in ritardo";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}

/** A phone: gives the code of a step of time that was not used yet (one ahead is within the drift). */
class Phone {
  readonly #secret: Buffer;
  #last = -1;
  constructor(secret: string) {
    this.#secret = fromBase32(secret);
  }
  code(): string {
    this.#last = Math.max(this.#last + 1, stepAt(Date.now()) - 1);
    return codeOfStep(this.#secret, this.#last);
  }
  again(): string {
    return codeOfStep(this.#secret, this.#last);
  }
}

describe("Accesso locale", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  before(async () => {
    database = await openTestDatabase();
    app = await openDoor(database, { loginKey: randomBytes(32) });
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const pool = () => database.services.pools.login;
  const grant = (role: string, office: string | null = null): Grant => ({
    role,
    office,
    from: null,
    to: null,
  });
  const added = async (login: string, first: Grant): Promise<string> => {
    const done = await addLocalUser(pool(), { login, name: `Persona ${login}`, grant: first, by: "prova" });
    assert.ok(done.ok);
    return done.value.password;
  };
  const enter = (browser: Browser, login: string, password: string) =>
    browser.post("/api/login", { login, password });
  const step = async (browser: Browser): Promise<string> =>
    (await browser.get("/api/login")).json<LoginState>().step;
  /** Goes the whole way of a new user; gives the phone and the recovery codes. */
  const settle = async (
    browser: Browser,
    login: string,
    oneTime: string,
  ): Promise<{ phone: Phone; codes: string[] }> => {
    assert.equal((await enter(browser, login, oneTime)).statusCode, 200);
    assert.equal((await browser.post("/api/login/password", { password: PASSPHRASE })).statusCode, 200);
    const enrolment = (await browser.post("/api/login/second-factor")).json<{ secret: string }>();
    const phone = new Phone(enrolment.secret);
    const confirmed = await browser.post("/api/login/second-factor/confirm", { code: phone.code() });
    assert.equal(confirmed.statusCode, 200, confirmed.body);
    return { phone, codes: confirmed.json<{ codes: string[] }>().codes };
  };
  const unlock = (): Promise<unknown> =>
    pool().query("update login_throttle set locked_until = now() - interval '1 second'");
  const events = async (login: string): Promise<string[]> => {
    const { rows } = await pool().query<{ kind: string }>(
      "select e.kind from login_event e join app_user u on u.id = e.user_id where u.login = $1 order by e.id",
      [login],
    );
    return rows.map((row) => row.kind);
  };

  it("la prima amministratrice: password provvisoria, poi la propria, poi il secondo fattore, poi dentro; il segreto cambia a ogni passo", async () => {
    const oneTime = await added("ada", grant("administrator"));
    const browser = new Browser(app);
    const seen = new Set<string>();
    const noted = (): void => {
      const secret = browser.jar.get("convoca")!;
      assert.ok(!seen.has(secret), "the secret is a new one");
      seen.add(secret);
    };
    assert.equal(await step(browser), "password");
    assert.equal((await enter(browser, "ADA", oneTime)).statusCode, 200);
    noted();
    assert.equal(await step(browser), "new-password");
    assert.equal(codeIn(await browser.get("/api/overview")), "ACCESSO_NECESSARIO");
    assert.equal(codeIn(await browser.post("/api/session", { role: "administrator" })), "ACCESSO_NECESSARIO");
    assert.equal(codeIn(await browser.post("/api/login/second-factor")), "PASSO_DIVERSO");
    assert.equal(codeIn(await browser.post("/api/login/password", { password: "corta" })), "PASSWORD_CORTA");
    assert.equal(codeIn(await browser.post("/api/login/password", { password: oneTime })), "PASSWORD_UGUALE");
    assert.equal((await browser.post("/api/login/password", { password: PASSPHRASE })).statusCode, 200);
    noted();
    assert.equal(await step(browser), "enrol");
    assert.equal(codeIn(await browser.get("/api/overview")), "ACCESSO_NECESSARIO");
    const enrolment = (await browser.post("/api/login/second-factor")).json<{
      secret: string;
      qr: string[];
    }>();
    assert.equal(enrolment.qr.length, enrolment.qr[0]?.length);
    const phone = new Phone(enrolment.secret);
    assert.equal(
      codeIn(await browser.post("/api/login/second-factor/confirm", { code: "000000" })),
      "CODICE_ERRATO",
    );
    const confirmed = await browser.post("/api/login/second-factor/confirm", { code: phone.code() });
    assert.equal(confirmed.json<{ codes: string[] }>().codes.length, 10);
    noted();
    const session = (await browser.get("/api/session")).json<Session>();
    assert.deepEqual([session.role, session.user.login, session.demo], ["administrator", "ada", false]);
    assert.equal((await browser.get("/api/overview")).statusCode, 200);
    assert.deepEqual(await events("ada"), [
      "user-added",
      "password-changed",
      "wrong-code",
      "second-factor-set",
      "entered",
    ]);
    assert.equal(codeIn(await enter(new Browser(app), "ada", oneTime)), "CREDENZIALI_ERRATE");
  });

  it("le volte seguenti: password e codice; lo stesso codice non vale due volte, nemmeno da un altro browser", async () => {
    const { phone } = await settle(new Browser(app), "bice", await added("bice", grant("operator", OFFICE)));
    const browser = new Browser(app);
    await enter(browser, "bice", PASSPHRASE);
    assert.equal(await step(browser), "second-factor");
    assert.equal(codeIn(await browser.get("/api/cases/counts")), "ACCESSO_NECESSARIO");
    assert.equal(codeIn(await browser.post("/api/login/code", { code: phone.again() })), "CODICE_GIA_USATO");
    const code = phone.code();
    const twins = [new Browser(app), new Browser(app)];
    for (const twin of twins) await enter(twin, "bice", PASSPHRASE);
    const answers = await Promise.all(twins.map((twin) => twin.post("/api/login/code", { code })));
    assert.deepEqual(answers.map(codeIn).toSorted(), ["200", "CODICE_GIA_USATO"]);
    assert.equal(codeIn(await browser.post("/api/login/code", { code })), "CODICE_GIA_USATO");
  });

  it("un codice di recupero vale una volta, comunque sia scritto, e se ne fanno di nuovi solo con la password", async () => {
    const browser = new Browser(app);
    const { codes } = await settle(browser, "carla", await added("carla", grant("operator", OFFICE)));
    const lost = new Browser(app);
    await enter(lost, "carla", PASSPHRASE);
    assert.equal(
      (await lost.post("/api/login/code", { recovery: ` ${codes[3]!.toLowerCase().replaceAll("-", "")} ` }))
        .statusCode,
      200,
    );
    assert.equal((await lost.get("/api/session")).statusCode, 200);
    const again = new Browser(app);
    await enter(again, "carla", PASSPHRASE);
    assert.equal(codeIn(await again.post("/api/login/code", { recovery: codes[3]! })), "CODICE_ERRATO");
    assert.equal((await lost.get("/api/account")).json<{ recoveryLeft: number }>().recoveryLeft, 9);
    assert.equal(
      codeIn(await lost.post("/api/account/recovery-codes", { password: "un'altra cosa" })),
      "CREDENZIALI_ERRATE",
    );
    const fresh = (await lost.post("/api/account/recovery-codes", { password: PASSPHRASE })).json<{
      codes: string[];
    }>().codes;
    assert.equal(new Set([...codes, ...fresh]).size, 20);
    assert.equal(codeIn(await again.post("/api/login/code", { recovery: codes[4]! })), "CODICE_ERRATO");
    assert.equal((await again.post("/api/login/code", { recovery: fresh[0]! })).statusCode, 200);
  });

  it("dopo cinque errori il nome si blocca, ogni volta il doppio; anche la password giusta aspetta, anche un nome che non esiste", async () => {
    await settle(new Browser(app), "dario", await added("dario", grant("operator", OFFICE)));
    for (const login of ["dario", "nessuno"]) {
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 7; attempt += 1) {
        await unlock();
        const answer = await enter(new Browser(app), login, "non è questa la password");
        assert.equal(
          codeIn(answer),
          attempt < 5 ? "CREDENZIALI_ERRATE" : "ACCESSO_BLOCCATO",
          `${login}, attempt ${attempt}`,
        );
        if (attempt >= 5) waits.push(Number(answer.headers["retry-after"]));
      }
      assert.deepEqual(waits, [30, 60, 120]);
      assert.equal(codeIn(await enter(new Browser(app), login, PASSPHRASE)), "ACCESSO_BLOCCATO");
    }
    await unlock();
    const browser = new Browser(app);
    assert.equal((await enter(browser, "dario", PASSPHRASE)).statusCode, 200);
    assert.equal(await step(browser), "second-factor");
    assert.equal(
      codeIn(await browser.post("/api/login/code", { code: "123456" })),
      "ACCESSO_BLOCCATO",
      "codes are counted with passwords",
    );
  });

  it("indovinare in parallelo non serve: ciò che si blocca intanto resta bloccato", async () => {
    await settle(new Browser(app), "elena", await added("elena", grant("operator", OFFICE)));
    const guesses = [...Array.from({ length: 12 }, (_, n) => `tentativo numero ${n} di molti`), PASSPHRASE];
    const answers = await Promise.all(guesses.map((guess) => enter(new Browser(app), "elena", guess)));
    assert.equal(codeIn(answers.at(-1)!), "ACCESSO_BLOCCATO");
    assert.ok(answers.every((answer) => answer.statusCode === 401 || answer.statusCode === 429));
  });

  it("un nome che esiste e uno che non esiste hanno la stessa risposta, e circa lo stesso tempo", async () => {
    await settle(new Browser(app), "fabio", await added("fabio", grant("operator", OFFICE)));
    const time = async (login: string): Promise<number> => {
      const times: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        const began = performance.now();
        const answer = await enter(new Browser(app), login, "non è questa");
        times.push(performance.now() - began);
        assert.equal(codeIn(answer), "CREDENZIALI_ERRATE");
      }
      return times.toSorted((a, b) => a - b)[1]!;
    };
    const [known, unknown] = [await time("fabio"), await time("mai.visto")];
    assert.ok(known < unknown * 3 && unknown < known * 3, `${known} ms, ${unknown} ms`);
    const { rows } = await pool().query<{ n: number }>(
      "select count(*)::int as n from login_event where actor = 'mai.visto' or detail ~ 'mai.visto'",
    );
    assert.equal(rows[0]?.n, 0, "what was typed for nobody is not written");
  });

  it("chi cambia la password chiude le altre sue sessioni; senza quella di prima non la cambia", async () => {
    const browser = new Browser(app);
    const { phone } = await settle(browser, "gina", await added("gina", grant("operator", OFFICE)));
    const other = new Browser(app);
    await enter(other, "gina", PASSPHRASE);
    assert.equal((await other.post("/api/login/code", { code: phone.code() })).statusCode, 200);
    const change = (current: string, password: string) =>
      browser.post("/api/account/password", { current, password });
    assert.equal(codeIn(await change("sbagliata", "quattro gatti neri sul tetto")), "CREDENZIALI_ERRATE");
    assert.equal(codeIn(await change(PASSPHRASE, "Benvenuto2026")), "PASSWORD_COMUNE");
    assert.equal((await change(PASSPHRASE, "quattro gatti neri sul tetto")).statusCode, 200);
    assert.equal(codeIn(await other.get("/api/session")), "ACCESSO_NECESSARIO");
    assert.equal((await browser.get("/api/session")).statusCode, 200);
    assert.equal(
      codeIn(await browser.post("/api/login/second-factor", {})),
      "CREDENZIALI_ERRATE",
      "a new factor asks for the password",
    );
  });

  it("chi ha più ruoli sceglie; un ruolo tolto chiude le sessioni; chi non ne ha non entra", async () => {
    const browser = new Browser(app);
    const oneTime = await added("hilda", grant("operator", OFFICE));
    assert.ok((await giveRole(pool(), "hilda", grant("office-manager", OTHER), "prova")).ok);
    const { phone } = await settle(browser, "hilda", oneTime);
    assert.equal(await step(browser), "choose");
    assert.equal(codeIn(await browser.get("/api/cases/counts")), "ACCESSO_NECESSARIO");
    assert.equal(
      codeIn(await browser.post("/api/session", { role: "office-manager", office: OFFICE })),
      "RUOLO_NON_CONCESSO",
    );
    assert.equal(
      (await browser.post("/api/session", { role: "office-manager", office: OTHER })).statusCode,
      200,
    );
    assert.ok((await takeRole(pool(), "hilda", { role: "office-manager", office: OTHER }, "prova")).ok);
    assert.equal(codeIn(await browser.get("/api/session")), "ACCESSO_NECESSARIO");
    assert.ok((await takeRole(pool(), "hilda", { role: "operator", office: OFFICE }, "prova")).ok);
    await enter(browser, "hilda", PASSPHRASE);
    assert.equal(codeIn(await browser.post("/api/login/code", { code: phone.code() })), "NESSUN_RUOLO");
  });

  it("un ruolo vale nei suoi giorni", async () => {
    const oneTime = await added("ivo", {
      role: "operator",
      office: OFFICE,
      from: "2019-10-01",
      to: "2019-10-31",
    });
    const browser = new Browser(app);
    await enter(browser, "ivo", oneTime);
    await browser.post("/api/login/password", { password: PASSPHRASE });
    const { secret } = (await browser.post("/api/login/second-factor")).json<{ secret: string }>();
    assert.equal(
      codeIn(await browser.post("/api/login/second-factor/confirm", { code: new Phone(secret).code() })),
      "NESSUN_RUOLO",
    );
    await database.setBusinessTime("2019-10-31T12:00:00.000Z");
    const phone = new Phone(secret);
    phone.code();
    const later = new Browser(app);
    await enter(later, "ivo", PASSPHRASE);
    assert.equal((await later.post("/api/login/code", { code: phone.code() })).statusCode, 200);
    await database.setBusinessTime("2019-11-01T12:00:00.000Z");
    await enter(later, "ivo", PASSPHRASE);
    assert.equal(codeIn(await later.post("/api/login/code", { code: phone.code() })), "NESSUN_RUOLO");
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("una password provvisoria scade; azzerare ne dà un'altra e toglie il secondo fattore; chi è fermato non entra", async () => {
    const oneTime = await added("lia", grant("operator", OFFICE));
    await pool().query(
      "update user_password set one_time_until = now() - interval '1 minute' where one_time_until is not null",
    );
    assert.equal(codeIn(await enter(new Browser(app), "lia", oneTime)), "PASSWORD_SCADUTA");
    const reset = await resetUser(pool(), "lia", "prova");
    assert.ok(reset.ok);
    const browser = new Browser(app);
    await settle(browser, "lia", reset.value.password);
    assert.ok((await setStopped(pool(), "lia", { stopped: true, because: "prova" }, "prova")).ok);
    assert.equal(codeIn(await browser.get("/api/session")), "ACCESSO_NECESSARIO");
    assert.equal(codeIn(await enter(new Browser(app), "lia", PASSPHRASE)), "CREDENZIALI_ERRATE");
    assert.ok((await setStopped(pool(), "lia", { stopped: false, because: "prova" }, "prova")).ok);
    const again = await resetUser(pool(), "lia", "prova");
    assert.ok(again.ok);
    const back = new Browser(app);
    await enter(back, "lia", again.value.password);
    assert.equal(await step(back), "new-password", "the second factor is set up anew");
  });

  it("il secondo fattore nel database è sigillato, con una chiave che non è lì", async () => {
    const { rows } = await pool().query<{ sealed: Buffer }>("select sealed from user_totp");
    assert.ok(rows.length > 5 && rows.every(({ sealed }) => sealed.length === 5 + 12 + 16 + 20));
    const elsewhere = await openDoor(database, { loginKey: randomBytes(32) });
    const browser = new Browser(elsewhere);
    await enter(browser, "ada", PASSPHRASE);
    const answer = await browser.post("/api/login/code", { code: "123456" });
    assert.equal(codeIn(answer), "CHIAVE_ACCESSI_DIVERSA");
    await elsewhere.close();
  });
});
