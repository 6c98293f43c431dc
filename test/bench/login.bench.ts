// Fifty people a second log in (password and code), at 09:00 on a Monday: how long each waits, and how long everybody else's pages take meanwhile.

import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { hashPassword } from "../../src/services/identity/passwords.ts";
import { seal } from "../../src/services/identity/seal.ts";
import { readDoorSettings } from "../../src/services/identity/settings.ts";
import { codeOfStep, stepAt } from "../../src/services/identity/totp.ts";
import { newId } from "../../src/store/ids.ts";
import { machineText } from "./ground/machine.ts";
import { freshRegion, HOME, startServer, stopServer } from "./ground/region.ts";
import { startWeb } from "./ground/web.ts";

const PER_SECOND = 50;
const SECONDS = 30;
const REST_SECONDS = 5;
/** Somebody at work asks for a page so often. */
const THINK_MS = 25;
const PASSWORD = "il treno delle sette è in ritardo";
const key = randomBytes(32);
const secretOf = (id: string): Buffer => createHash("sha1").update(id).digest();

await startServer();
const region = await freshRegion();
try {
  const users = await makeUsers(PER_SECOND * SECONDS);
  const web = await startWeb(region.url, { demo: false, loginKey: key.toString("base64") });
  const client = new Pool(web.address, { connections: 64 });
  const worker = new Pool(web.address, { connections: 2 });
  try {
    const cookie = await logIn(client, users[0]!, web.address);
    const rest = await pages(worker, cookie, pause(REST_SECONDS * 1000));
    const times: number[] = [];
    const failures = new Map<string, number>();
    const rush = knockAll(client, users.slice(1), web.address, times, failures);
    const busy = await pages(worker, cookie, rush);
    const result = {
      name: "login",
      at: new Date().toISOString(),
      machine: machineText(),
      perSecond: PER_SECOND,
      logins: times.length,
      failures: Object.fromEntries(failures),
      login: quantiles(times),
      pagesAtRest: quantiles(rest),
      pagesMeanwhile: quantiles(busy),
      peakMiB: web.peakMiB(),
    };
    console.log(result);
    await mkdir(HOME, { recursive: true });
    await appendFile(join(HOME, "login.json"), `${JSON.stringify(result)}\n`);
    if (failures.size > 0) process.exitCode = 1;
  } finally {
    await client.destroy();
    await worker.destroy();
    await web.stop();
  }
} finally {
  await region.close();
  await stopServer();
}

/** Local users with a role and a second factor; one hash serves all, since each check works it out anew. */
async function makeUsers(count: number): Promise<string[]> {
  const pool = region.services.pools.login;
  const phc = await hashPassword(PASSWORD, await readDoorSettings(pool));
  const ids = Array.from({ length: count }, () => newId());
  const sealed = ids.map((id) => seal(key, secretOf(id), id));
  await pool.query(
    "insert into app_user (id, kind, login, name, added_by) select id, 'local', 'u-' || id, 'Prova', 'bench' from unnest($1::uuid[]) id",
    [ids],
  );
  await pool.query("insert into user_password (user_id, phc) select id, $2 from unnest($1::uuid[]) id", [
    ids,
    phc,
  ]);
  await pool.query(
    "insert into user_totp (user_id, sealed, confirmed_at) select * from unnest($1::uuid[], $2::bytea[]) u (id, s), lateral (select now()) t",
    [ids, sealed],
  );
  await pool.query(
    `insert into user_role (id, user_id, role, valid, granted_by)
     select gen_random_uuid(), id, 'regional', daterange('2019-01-01', null), 'bench' from unnest($1::uuid[]) id`,
    [ids],
  );
  return ids;
}

/** Both steps; gives the cookie of the open session. */
async function logIn(client: Pool, id: string, origin: string): Promise<string> {
  const step = async (path: string, body: object, cookie?: string): Promise<string> => {
    const answer = await client.request({
      path,
      method: "POST",
      headers: {
        host: new URL(origin).host,
        origin,
        "content-type": "application/json",
        ...(cookie === undefined ? {} : { cookie }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200)
      throw new Error(/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? String(answer.statusCode));
    return String(answer.headers["set-cookie"]).split(";")[0]!;
  };
  const half = await step("/api/login", { login: `u-${id}`, password: PASSWORD });
  return step("/api/login/code", { code: codeOfStep(secretOf(id), stepAt(Date.now())) }, half);
}

/** Comes at an even distance, whether those before are in or not: who is slow makes a queue, as in earnest. */
async function knockAll(
  client: Pool,
  users: readonly string[],
  origin: string,
  times: number[],
  failures: Map<string, number>,
): Promise<void> {
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (const [n, id] of users.entries()) {
    await pause(Math.max(0, began + (n * 1000) / PER_SECOND - performance.now()));
    const due = began + (n * 1000) / PER_SECOND;
    all.push(
      logIn(client, id, origin).then(
        () => void times.push(performance.now() - due),
        (error: Error) => void failures.set(error.message, (failures.get(error.message) ?? 0) + 1),
      ),
    );
  }
  await Promise.all(all);
}

/** What somebody who is in already waits for a page, until `end`. */
async function pages(client: Pool, cookie: string, end: Promise<unknown>): Promise<number[]> {
  let ended = false;
  const ending = end.finally(() => (ended = true));
  const times: number[] = [];
  while (!ended) {
    const began = performance.now();
    const answer = await client.request({ path: "/api/session", method: "GET", headers: { cookie } });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`page: ${answer.statusCode}`);
    times.push(performance.now() - began);
    await pause(THINK_MS);
  }
  await ending;
  return times;
}

function quantiles(times: readonly number[]): { p50: number; p99: number; worst: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99), worst: at(1) };
}
