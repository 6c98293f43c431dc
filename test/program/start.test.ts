// Story: whoever installs Convoca starts it, starts it again, ends it; and each thing that stands in the way is said in one sentence.

import assert from "node:assert/strict";
import { fork, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import pg from "pg";
import { freePort, isAlive, startEmbedded } from "../../src/store/embedded.ts";
import { migrate, relationsOf } from "../../src/store/migrate.ts";
import { openAdministrator } from "../../src/store/pools.ts";
import { openTestDatabase } from "../stories/fixtures/database.ts";
import type { TestDatabase } from "../stories/fixtures/database.ts";
import { addUser } from "../stories/fixtures/door.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const PATIENCE = { timeout: 120_000 };
const READY = /Pronto: (http:\/\/127\.0\.0\.1:\d+)/;

/** A start in a process group of its own, as a terminal gives it. */
class Start {
  output = "";
  readonly child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(env: Record<string, string>) {
    const { DATABASE_URL: _, ...inherited } = process.env;
    this.child = spawn(process.execPath, [join(ROOT, "bin", "convoca.js"), "start"], {
      env: { ...inherited, CONVOCA_DEMO_HOUSEHOLDS: "100", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", (bytes: Buffer) => (this.output += bytes.toString()));
    this.#ended = once(this.child, "close");
  }

  /** Waits for a text, and fails when the program ends without it. */
  async says(text: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = text.exec(this.output);
      if (found !== null) return found;
      assert.equal(this.child.exitCode, null, this.output);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ctrl-C: every process of the terminal's foreground group is told. */
  ctrlC(): void {
    process.kill(-this.child.pid!, "SIGINT");
  }

  async ends(): Promise<number | null> {
    await this.#ended;
    return this.child.exitCode;
  }
}

/** Processes of an installation still alive: its folder stands in their environment or on their command line. */
function leftBehind(home: string): string[] {
  const about = (pid: string): string => {
    try {
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return "";
      return readFileSync(`/proc/${pid}/cmdline`, "utf8") + readFileSync(`/proc/${pid}/environ`, "utf8");
    } catch {
      return "";
    }
  };
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid && about(pid).includes(home));
}

/** A refused start: its exit code, the one sentence without its code, the code. */
async function refusal(env: Record<string, string>): Promise<{ exit: number | null; lines: string[]; code: string }> {
  const attempt = new Start(env);
  const exit = await attempt.ends();
  const lines = attempt.output.split("\n").filter((line) => line !== "" && line !== "Convoca si avvia.");
  return { exit, lines, code: /\[([A-Z_]+)\]$/.exec(lines.at(-1) ?? "")?.[1] ?? attempt.output };
}

async function refused(env: Record<string, string>, code: string): Promise<void> {
  const { exit, lines, code: said } = await refusal(env);
  assert.equal(said, code);
  assert.equal(exit, 1);
  assert.equal(lines.length, 1, `one sentence, nothing else: ${lines.join(" | ")}`);
}

async function listenAnywhere(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

describe("Avvio", () => {
  let folder: string;
  let home: string;
  let env: { CONVOCA_HOME: string; CONVOCA_PORT: string };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "convoca-avvio-"));
    home = join(folder, "casa");
    env = { CONVOCA_HOME: home, CONVOCA_PORT: String(await freePort()) };
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** What the database holds, counted by its superuser while nothing else runs. */
  async function counts(): Promise<Record<string, number>> {
    const server = await startEmbedded({ home: join(home, "postgres") });
    const password = (await readFile(join(home, "postgres", "password"), "utf8")).trim();
    const client = new pg.Client({ host: "127.0.0.1", port: server.port, user: "postgres", password, database: "convoca" });
    await client.connect();
    try {
      const found: Record<string, number> = {};
      for (const table of ["person", "benefit", "case_file", "summons", "appointment", "message", "batch"]) {
        found[table] = (await client.query<{ n: number }>(`select count(*)::int as n from convoca.${table}`)).rows[0]!.n;
      }
      return found;
    } finally {
      await client.end();
      await server.stop();
    }
  }

  async function postmaster(): Promise<number> {
    return Number((await readFile(join(home, "postgres", "data", "postmaster.pid"), "utf8")).split("\n")[0]);
  }

  it("la prima volta fa tutto, le seguenti conservano tutto, anche uccise; chi è fermato non lascia niente", PATIENCE, async () => {
    const first = new Start(env);
    const [, url] = await first.says(READY);
    const session = (await (await fetch(`${url}/api/session`)).json()) as { demo: boolean };
    assert.equal(session.demo, true);
    assert.match(first.output, /100 nuclei/);

    // A second start on the same folder is refused and leaves the first one alone.
    const otherPort = String(await freePort());
    await refused({ ...env, CONVOCA_PORT: otherPort }, "GIA_IN_FUNZIONE");
    await refused({ CONVOCA_HOME: join(folder, "altra"), CONVOCA_PORT: env.CONVOCA_PORT }, "PORTA_OCCUPATA");
    assert.equal((await fetch(`${url}/api/session`)).status, 200);

    first.ctrlC();
    assert.equal(await first.ends(), 0);
    assert.match(first.output, /Fermato\.\n$/);
    assert.deepEqual(leftBehind(home), []);
    const kept = await counts();
    assert.ok(kept["person"]! >= 100 && kept["message"]! > 0, JSON.stringify(kept));

    const second = new Start(env);
    await second.says(READY);
    assert.doesNotMatch(second.output, /nuclei|Interfaccia web/);

    // Killed, it leaves a running database: the next start takes it over, and its worker and simulators end by themselves.
    second.child.kill("SIGKILL");
    await second.ends();
    const orphan = await postmaster();
    const third = new Start(env);
    await third.says(READY);
    assert.equal(await postmaster(), orphan);
    third.child.kill("SIGTERM");
    assert.equal(await third.ends(), 0);
    assert.deepEqual(leftBehind(home), []);
    assert.deepEqual(await counts(), kept);

    // A worker of its own stops the database that it started.
    const { DATABASE_URL: _, ...inherited } = process.env;
    const alone = fork(join(ROOT, "src", "cli", "main.ts"), ["worker"], { env: { ...inherited, ...env }, stdio: ["ignore", "ignore", "pipe", "ipc"] });
    assert.deepEqual(await once(alone, "message"), ["ready", undefined]);
    assert.ok(isAlive(await postmaster()));
    const ended = once(alone, "exit");
    alone.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null]);
    assert.deepEqual(leftBehind(home), []);
  });

  it("interrotto mentre il database nasce, riparte da capo", PATIENCE, async () => {
    const young = join(folder, "giovane");
    const cut = new Start({ CONVOCA_HOME: young, CONVOCA_PORT: env.CONVOCA_PORT });
    await cut.says(/Convoca si avvia/);
    for (;;) {
      const files = await readdir(join(young, "postgres")).catch(() => []);
      if (files.some((name) => name.startsWith("data"))) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    cut.child.kill("SIGKILL");
    await cut.ends();
    const server = await startEmbedded({ home: join(young, "postgres") });
    const client = await openAdministrator(server.url);
    assert.equal((await client.query("select 1 as one")).rows[0].one, 1);
    await client.end();
    await server.stop();
    assert.deepEqual(leftBehind(young), []);
  });
});

describe("Avvio rifiutato", () => {
  let folder: string;
  let env: Record<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "convoca-rifiuti-"));
    env = { CONVOCA_HOME: join(folder, "casa"), CONVOCA_PORT: String(await freePort()) };
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("per impostazioni sbagliate e cartelle impossibili", PATIENCE, async () => {
    await writeFile(join(folder, "file"), "");
    await Promise.all([
      refused({ ...env, CONVOCA_PORT: "ottomila" }, "IMPOSTAZIONE_NON_VALIDA"),
      refused({ ...env, CONVOCA_DEMO: "false" }, "IMPOSTAZIONE_NON_VALIDA"),
      refused({ ...env, CONVOCA_URL: "http://convoca.example" }, "IMPOSTAZIONE_NON_VALIDA"),
      refused({ ...env, CONVOCA_PROXIES: "casa" }, "IMPOSTAZIONE_NON_VALIDA"),
    ]);
    await Promise.all([
      refused({ ...env, DATABASE_URL: "banca dati" }, "DATABASE_URL_NON_VALIDO"),
      refused({ ...env, CONVOCA_HOME: join(folder, "file", "casa") }, "CARTELLA_NON_SCRIVIBILE"),
    ]);
  });

  it("la dimostrazione non esce da questa macchina; senza dimostrazione se ne esce solo dietro un proxy che cifra", PATIENCE, async () => {
    await Promise.all([
      refused({ ...env, CONVOCA_HOST: "0.0.0.0" }, "DEMO_NON_LOCALE"),
      refused({ ...env, CONVOCA_URL: "https://convoca.example" }, "DEMO_NON_LOCALE"),
      refused({ ...env, CONVOCA_HOST: "0.0.0.0", CONVOCA_DEMO: "no" }, "ASCOLTO_NON_LOCALE"),
    ]);
  });

  it("per un database che non risponde, o è troppo vecchio", PATIENCE, async () => {
    const old = createServer(answerAsVersion14);
    const port = await listenAnywhere(old);
    const nobody = await freePort();
    try {
      await refused({ ...env, DATABASE_URL: `postgres://a:b@127.0.0.1:${nobody}/x` }, "DB_IRRAGGIUNGIBILE");
      await refused({ ...env, DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/x` }, "DB_TROPPO_VECCHIO");
    } finally {
      old.close();
    }
  });
});

describe("Database che non si toccano", () => {
  let database: TestDatabase;
  let folder: string;
  let env: Record<string, string>;

  before(async () => {
    database = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "convoca-rifiuti-"));
    env = { CONVOCA_HOME: join(folder, "casa"), CONVOCA_PORT: String(await freePort()), DATABASE_URL: database.url };
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The code with which a migration of the database as it is now is refused; "" when it is not. */
  async function migrationRefused(): Promise<string> {
    const client = await openAdministrator(database.url);
    try {
      await migrate(client);
      return "";
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.end();
    }
  }

  it("la dimostrazione e i dati veri non si mescolano", PATIENCE, async () => {
    const real = await refusal({ ...env, CONVOCA_DEMO: "no" });
    assert.deepEqual([real.exit, real.code], [1, "DEMO_NEL_DATABASE"]);
    await database.administer("update installation set demo = false");
    const { exit, code } = await refusal(env);
    assert.deepEqual({ exit, code }, { exit: 1, code: "DEMO_SU_DATI_VERI" });
    // What was once started in earnest, or has users of its own, stays closed to the demonstration, empty as it may be.
    await database.administer("update installation set production_since = now(), settings = '{}'");
    assert.equal((await refusal(env)).code, "DEMO_SU_PRODUZIONE");
    await database.administer("update installation set production_since = null");
    await addUser(database, "ada", []);
    assert.equal((await refusal(env)).code, "DEMO_SU_PRODUZIONE");
    const gateways = await database.administer("select id from gateway");
    assert.deepEqual(gateways, [], "nothing of the demonstration was written");
    await database.administer("update installation set demo = true");
  });

  it("ogni tabella e vista del database viene da una migrazione che il programma sa leggere", async () => {
    const migrations = join(ROOT, "src", "store", "migrations");
    const sql = await Promise.all((await readdir(migrations)).map((name) => readFile(join(migrations, name), "utf8")));
    const rows = await database.administer<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'convoca'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'schema_migration'`,
    );
    assert.deepEqual(sql.flatMap(relationsOf).sort(), rows.map((row) => row.name).sort());
  });

  it("registro delle migrazioni più nuovo, diverso o monco", PATIENCE, async () => {
    assert.equal(await migrationRefused(), "");
    await database.administer("insert into schema_migration (position, name, checksum) values (9999, '9999_futura.sql', 'x')");
    assert.equal(await migrationRefused(), "DB_PIU_NUOVO");
    await database.administer("delete from schema_migration where position = 9999");
    const [line] = await database.administer<{ name: string; checksum: string }>("select name, checksum from schema_migration where position = 3");
    await database.administer("update schema_migration set checksum = 'altro' where position = 3");
    assert.equal(await migrationRefused(), "DB_MIGRAZIONE_DIVERSA");
    await database.administer("update schema_migration set checksum = $1 where position = 3", [line!.checksum]);
    const lines = await database.administer<{ position: number; name: string; checksum: string }>("select position, name, checksum from schema_migration");
    await database.administer("delete from schema_migration where position > 4");
    assert.equal(await migrationRefused(), "DB_MIGRATO_A_META");
    await database.administer("delete from schema_migration");
    assert.equal(await migrationRefused(), "DB_MIGRATO_A_META");
    for (const { position, name, checksum } of lines) {
      await database.administer("insert into schema_migration (position, name, checksum) values ($1, $2, $3)", [position, name, checksum]);
    }
    assert.equal(await migrationRefused(), "");
  });

  it("una tabella che manca", PATIENCE, async () => {
    await database.administer("drop table desk_task cascade");
    assert.equal(await migrationRefused(), "DB_MIGRATO_A_META");
    await refused(env, "DB_MIGRATO_A_META");
  });
});

/** As much of the wire protocol as a client needs to be told that this is PostgreSQL 14. */
function answerAsVersion14(socket: Socket): void {
  const message = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.write(type, 0);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const ready = message("Z", Buffer.from("I"));
  const column = (name: string): Buffer => Buffer.concat([Buffer.from(`${name}\0`), Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0])]);
  const value = (text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
  const answer = Buffer.concat([
    message("T", Buffer.concat([Buffer.from([0, 2]), column("number"), column("version")])),
    message("D", Buffer.concat([Buffer.from([0, 2]), value("140012"), value("14.12")])),
    message("C", Buffer.from("SELECT 1\0")),
    ready,
  ]);
  socket.on("error", () => undefined);
  socket.once("data", () => {
    socket.write(Buffer.concat([message("R", Buffer.from([0, 0, 0, 0])), ready]));
    socket.on("data", () => socket.write(answer));
  });
}
