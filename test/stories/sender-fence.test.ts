// Stories of the senders' fence: the memory outside the database, under SIGKILL, on new hosts, broken, shared.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Services } from "../../src/services/context.ts";
import { advanceFence, checkFence } from "../../src/services/reconcile.ts";
import { convened, convenedRegion, pretendAccepted } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

let folders: string[] = [];
const stateFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "convoca-recinto-"));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  folders = [];
});

const query = async <T>(services: Services, sql: string, values: unknown[] = []): Promise<T[]> => (await services.pools.worker.query(sql, values)).rows as T[];
const fenceFile = async (folder: string) =>
  JSON.parse(await readFile(join(folder, "sender-fence.json"), "utf8")) as { host: string; generation: number; installation: string };
const fenceRow = async (services: Services, host: string): Promise<number> =>
  (await query<{ generation: number }>(services, "select generation from sender_fence where host = $1", [host]))[0]?.generation ?? 0;
const gatewayStates = async (services: Services): Promise<string[]> =>
  (await query<{ state: string }>(services, "select state from gateway order by id")).map((row) => row.state);

describe("the senders' fence", () => {
  let database: TestDatabase;
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 30 });
  });
  after(() => database.close());
  beforeEach(async () => {
    await query(database.services, "update gateway set state = 'open'");
    await query(database.services, "update message set accepted_at = null, state = 'due' where state = 'accepted'");
    await query(database.services, "delete from worker");
  });
  const sendOne = async (): Promise<void> => pretendAccepted(database.services, (await convened(database.services)).find((one) => one.state === "issued")!.summonsId);

  it("a new host on a database that never sent is believed, and keeps step from there on", async () => {
    const place = { stateFolder: await stateFolder() };
    assert.equal((await checkFence(database.services, place)).restored, false);
    for (const generation of [1, 2, 3]) {
      assert.equal((await advanceFence(database.services, place)).restored, false);
      const file = await fenceFile(place.stateFolder);
      assert.equal(file.generation, generation);
      assert.equal(await fenceRow(database.services, file.host), generation);
    }
    await sendOne();
    assert.equal((await checkFence(database.services, place)).restored, false);
  });

  it("killed at any moment, file and database never look like a restored backup", async () => {
    const place = { stateFolder: await stateFolder() };
    await advanceFence(database.services, place);
    await sendOne();
    for (let kill = 0; kill < 8; kill += 1) {
      const child = spawn(process.execPath, [join(import.meta.dirname, "fixtures", "fence-runner.ts"), database.url, place.stateFolder], { stdio: ["ignore", "pipe", "inherit"] });
      // It has moved on once; somewhere in its next steps it is killed.
      await once(child.stdout, "data");
      child.stdout.resume();
      await new Promise((resolve) => setTimeout(resolve, 5 + kill * 7));
      child.kill("SIGKILL");
      await once(child, "exit");
      const file = await fenceFile(place.stateFolder);
      const row = await fenceRow(database.services, file.host);
      assert.ok(file.generation <= row && row <= file.generation + 1, `file ${file.generation}, database ${row}`);
      assert.equal((await checkFence(database.services, place)).restored, false);
    }
    assert.ok((await fenceFile(place.stateFolder)).generation > 8);
  });

  it("the moment between the two writes itself: the database has moved on, the file has not", async () => {
    const place = { stateFolder: await stateFolder() };
    await advanceFence(database.services, place);
    await sendOne();
    const { host } = await fenceFile(place.stateFolder);
    await query(database.services, "update sender_fence set generation = generation + 1 where host = $1", [host]);
    assert.equal((await checkFence(database.services, place)).restored, false);
    await advanceFence(database.services, place);
    assert.equal((await fenceFile(place.stateFolder)).generation, 3);
  });

  it("several processes of one host share one name and one number", async () => {
    const place = { stateFolder: await stateFolder() };
    await Promise.all(Array.from({ length: 5 }, () => advanceFence(database.services, place)));
    const file = await fenceFile(place.stateFolder);
    assert.equal(file.generation, 5);
    assert.equal(await fenceRow(database.services, file.host), 5);
  });

  it("one step behind is enough to be found out, and so is a row that is not there", async () => {
    for (const damage of ["update sender_fence set generation = generation - 1 where host = $1", "delete from sender_fence where host = $1"]) {
      const place = { stateFolder: await stateFolder() };
      await advanceFence(database.services, place);
      await advanceFence(database.services, place);
      const { host } = await fenceFile(place.stateFolder);
      await database.administer(damage, [host]);
      const check = await advanceFence(database.services, place);
      assert.equal(check.restored, true);
      assert.match(check.reason, /ripristinato un backup/);
      assert.deepEqual(await gatewayStates(database.services), ["held", "held"]);
      await query(database.services, "update gateway set state = 'open'");
    }
  });

  it("a new host beside a living worker is believed; on a database that has sent and where nobody lives it is not", async () => {
    await sendOne();
    const [beside, alone] = [await stateFolder(), await stateFolder()];
    await query(database.services, "insert into worker (id, host, pid) values (gen_random_uuid(), 'altro', 1)");
    assert.equal((await checkFence(database.services, { stateFolder: beside })).restored, false);
    await query(database.services, "update worker set heartbeat_at = now() - interval '10 minutes'");
    const check = await checkFence(database.services, { stateFolder: alone });
    assert.equal(check.restored, true);
    assert.match(check.reason, /non ne ha memoria/);
    assert.deepEqual(await gatewayStates(database.services), ["held", "held"]);
    // Said once: from here on the held gateways are what stops the sending.
    assert.equal((await checkFence(database.services, { stateFolder: alone })).restored, false);
    assert.deepEqual(await gatewayStates(database.services), ["held", "held"]);
  });

  it("a memory that cannot be read, or that is of another installation, is no memory", async () => {
    await sendOne();
    const place = { stateFolder: await stateFolder() };
    await writeFile(join(place.stateFolder, "sender-fence.json"), '{"host": "mezzo scri');
    const broken = await checkFence(database.services, place);
    assert.equal(broken.restored, true);
    assert.match(broken.reason, /non si legge/);
    const other = await openTestDatabase();
    try {
      const foreign = { stateFolder: await stateFolder() };
      await advanceFence(other.services, foreign);
      assert.equal((await checkFence(database.services, foreign)).restored, true);
    } finally {
      await other.close();
    }
  });
});
