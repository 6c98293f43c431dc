// Story: users and providers from the command line, as whoever installs Convoca does it before anybody can enter.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { exchangeToken, loginKeys } from "../../src/cli/login-key.ts";
import { readConfig } from "../../src/cli/config.ts";
import { seal, unseal } from "../../src/services/identity/seal.ts";
import { saveTotp } from "../../src/store/sessions-login.ts";
import { openTestDatabase } from "../stories/fixtures/database.ts";
import type { TestDatabase } from "../stories/fixtures/database.ts";
import { addUser, Browser, codeIn, openDoor } from "../stories/fixtures/door.ts";

const MAIN = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const OFFICE = "F839C000305";

describe("Utenti e gestori dalla riga di comando", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let home: string;
  before(async () => {
    database = await openTestDatabase();
    home = await mkdtemp(join(tmpdir(), "convoca-utenti-"));
  });
  after(async () => {
    await rm(home, { recursive: true, force: true });
    await database.close();
  });

  const convoca = async (...args: string[]): Promise<{ code: number; said: string }> => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, DATABASE_URL: database.url, CONVOCA_HOME: home },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number];
    return { code, said };
  };

  it("la prima amministratrice entra con la password provvisoria che il comando ha mostrato una volta", async () => {
    const { code, said } = await convoca(
      "user",
      "add",
      "Ada",
      "--name",
      "Ada Esposito",
      "--role",
      "administrator",
    );
    assert.equal(code, 0, said);
    const password = /^ {2}([2-9a-z]{4}(?:-[2-9a-z]{4}){3})$/m.exec(said)?.[1];
    assert.ok(password !== undefined, said);
    const app = await openDoor(database);
    const browser = new Browser(app);
    assert.equal((await browser.post("/api/login", { login: "ada", password })).statusCode, 200);
    assert.equal((await browser.get("/api/login")).json<{ step: string }>().step, "new-password");
    await app.close();
    const stored = await database.services.pools.login.query<{ row: string }>(
      "select p::text as row from user_password p",
    );
    assert.ok(stored.rows.every(({ row }) => !row.includes(password) && row.includes("$argon2id$")));
  });

  it("ciò che non va è detto in una frase con il suo codice", async () => {
    for (const [args, wanted] of [
      [["user", "add", "ada", "--name", "Altra", "--role", "administrator"], "UTENTE_ESISTENTE"],
      [["user", "add", "bice", "--name", "Bice", "--role", "operator"], "SEDE_MANCANTE"],
      [
        ["user", "add", "bice", "--name", "Bice", "--role", "operator", "--office", "X000"],
        "SEDE_SCONOSCIUTA",
      ],
      [["user", "add", "bice", "--name", "Bice", "--role", "re"], "RUOLO_SCONOSCIUTO"],
      [["user", "add", "b c", "--name", "Bice", "--role", "auditor"], "UTENTE_NON_VALIDO"],
      [["user", "reset", "nessuno"], "UTENTE_SCONOSCIUTO"],
      [["user", "add", "bice"], "COMANDO_INCOMPLETO"],
      [
        ["provider", "set", "r", "--name", "R", "--issuer", "http://gestore.example", "--client-id", "c"],
        "GESTORE_NON_VALIDO",
      ],
      [["provider", "rules", "nessuno"], "GESTORE_SCONOSCIUTO"],
      [["settings", "sessionIdleMinutes=99999"], "IMPOSTAZIONE_NON_VALIDA"],
    ] as const) {
      const { code, said } = await convoca(...args);
      assert.equal(code, 1, said);
      assert.match(said, new RegExp(`\\[${wanted}\\]\\n$`), said);
    }
  });

  it("ruoli dati e tolti, utenti fermati e riammessi, gestori con le loro regole", async () => {
    const lines: string[] = [];
    for (const args of [
      ["user", "give-role", "ada", "--role", "operator", "--office", OFFICE, "--to", "2019-12-31"],
      ["user", "take-role", "ada", "--role", "operator", "--office", OFFICE],
      ["user", "stop", "ada", "--because", "in aspettativa"],
      ["user", "list"],
      ["user", "readmit", "ada"],
      ["user", "send-out", "ada"],
      [
        "provider",
        "set",
        "regione",
        "--name",
        "Regione",
        "--issuer",
        "https://gestore.example",
        "--client-id",
        "convoca",
        "--secret-file",
        "segreto",
      ],
      [
        "provider",
        "rule",
        "regione",
        "--claim",
        "ruoli",
        "--value",
        "sportello",
        "--role",
        "operator",
        "--office-claim",
        "cpi",
        "--from",
        "2019-01-01",
      ],
      ["provider", "rules", "regione"],
      ["settings", "sessionIdleMinutes=15"],
    ]) {
      const { code, said } = await convoca(...args);
      assert.equal(code, 0, `${args.join(" ")}: ${said}`);
      lines.push(said);
    }
    assert.match(lines[3]!, /ada · Ada Esposito · locale · administrator · .*FERMATO/);
    const rule =
      /^([0-9a-f-]{36}) · ruoli = «sportello» → operator nelle sedi di «cpi» · 2019-01-01–senza fine/.exec(
        lines[8]!,
      )?.[1];
    assert.ok(rule !== undefined, lines[8]!);
    assert.equal((await convoca("provider", "drop-rule", "regione", rule)).code, 0);
    assert.equal((await convoca("provider", "stop", "regione")).code, 0);
    const app = await openDoor(database);
    assert.equal(codeIn(await new Browser(app).get("/api/login/provider/regione")), "NON_TROVATO");
    await app.close();
    const { rows } = await database.services.pools.login.query<{ kind: string }>(
      "select kind from login_event order by id",
    );
    assert.deepEqual(
      [
        "user-added",
        "role-given",
        "role-taken-back",
        "user-stopped",
        "user-readmitted",
        "all-sessions-ended",
        "provider-set",
        "claim-rule-added",
      ].filter((kind) => !rows.some((row) => row.kind === kind)),
      [],
    );
  });

  it("la chiave degli accessi nasce una volta, la legge solo il suo proprietario, e una che manca è detta", async () => {
    const config = readConfig({ CONVOCA_HOME: home });
    const [one, two] = await Promise.all([loginKeys(config), loginKeys(config)].map(async (keys) => (await (await keys)())[0]!));
    assert.deepEqual(one, two);
    const path = join(home, "keys", "login.key");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await readFile(path, "utf8")).trim(), one!.toString("base64"));
    await assert.rejects(loginKeys(readConfig({ CONVOCA_LOGIN_KEY_FILE: join(home, "non-c-e") })), {
      code: "CHIAVE_ACCESSI_ILLEGGIBILE",
    });
    await assert.rejects(exchangeToken(readConfig({ CONVOCA_EXCHANGE_TOKEN_FILE: join(home, "non-c-e") })), {
      code: "GETTONE_ILLEGGIBILE",
    });
    assert.equal(await exchangeToken(readConfig({})), null);
  });

  it("la chiave cambia senza che chi entra se ne accorga: nuova, corrente, sola; interrotta, riprende", async () => {
    const pool = database.services.pools.login;
    const keys = await loginKeys(readConfig({ CONVOCA_HOME: home }));
    const [first] = await keys();
    const ids: string[] = [];
    for (const login of ["chiave-a", "chiave-b", "chiave-c"]) {
      const id = await addUser(database, login, []);
      ids.push(id);
      await saveTotp(pool, id, seal(first!, Buffer.from(`segreto ${login}`), id));
    }
    // One sealed before keys had names, one by a key that nobody has any more.
    const unmarked = Buffer.concat([Buffer.from([1]), seal(first!, Buffer.from("antico"), ids[1]!).subarray(5)]);
    await saveTotp(pool, ids[1]!, unmarked);
    await saveTotp(pool, ids[2]!, seal(randomBytes(32), Buffer.from("perso"), ids[2]!));

    assert.equal((await convoca("login-key", "altro")).code, 1);
    assert.match((await convoca("login-key", "status")).said, /corrente\): 1 secondi fattori[^]*1 secondi fattori sigillati prima[^]*CHIAVE MANCANTE/);
    assert.equal((await convoca("login-key", "new")).code, 0);
    assert.match((await convoca("login-key", "new")).said, /CAMBIO_CHIAVE_IN_CORSO/);
    assert.equal((await keys()).length, 2);
    assert.deepEqual((await keys())[0], first, "until it is known everywhere the old one seals");
    assert.match((await convoca("login-key", "retire")).said, /CHIAVE_IN_USO/);
    // Killed after the file and before the rows: the next run finds the new one current already.
    const path = join(home, "keys", "login.key");
    const [old, added] = (await readFile(path, "utf8")).trim().split("\n") as [string, string];
    await writeFile(path, `${added.replace("next ", "")}\n${old}\n`);
    const rotated = await convoca("login-key", "rotate");
    assert.match(rotated.said, /2 secondi fattori passati[^]*chiave-c: nessuna delle chiavi/);
    const [current] = await keys();
    assert.notDeepEqual(current, first);
    const sealed = await pool.query<{ id: string; sealed: Buffer }>("select user_id as id, sealed from user_totp where user_id = any($1)", [ids.slice(0, 2)]);
    for (const row of sealed.rows) assert.match(unseal(current!, row.sealed, row.id).toString(), /segreto chiave-a|antico/);
    assert.match((await convoca("login-key", "rotate")).said, /^0 secondi fattori/);
    assert.match((await convoca("login-key", "retire")).said, /CHIAVE_IN_USO/, "what nobody opens has to be reset first");
    await pool.query("delete from user_totp where user_id = $1", [ids[2]]);
    assert.equal((await convoca("login-key", "retire")).code, 0);
    assert.deepEqual(await keys(), [current]);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });
});
