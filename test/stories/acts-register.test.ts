// Stories of the register: random acts make the dossier again; whoever touches, cuts or deletes a chain is found.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { perform } from "../../src/services/acts/perform.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { SYSTEM } from "../../src/services/context.ts";
import type { Actor } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { foldDay } from "../../src/store/day-digest.ts";
import { readItems } from "../../src/store/items.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { operatorOf } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { Restored, TestDatabase } from "./fixtures/database.ts";
import { LOANS } from "./fixtures/loan.ts";
import { ANNA, CIRO, fileOf, MARIA, memberOf, noticeOf } from "./fixtures/notice-rows.ts";
import { openAdministrator } from "../../src/store/pools.ts";

async function verifyCommand(url: string): Promise<{ code: number | null; said: string }> {
  const home = await mkdtemp(join(tmpdir(), "convoca-storia-"));
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../bin/convoca.js"), "verify"], {
    env: { ...process.env, DATABASE_URL: url, CONVOCA_HOME: home },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => void (said += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  await rm(home, { recursive: true, force: true });
  return { code, said };
}

const OFFICE = "A509C000183";
const ACTS = ["ask", "count", "approve", "note", "close", "ask-again"] as const;

describe("the register of acts", () => {
  let db: TestDatabase;
  let cases: string[] = [];

  before(async () => {
    db = await openTestDatabase();
    const path = await fileOf([noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    await importNoticeFile(db.services, { reference: db.reference, path, measure: "RDC", actor: SYSTEM });
    cases = (await db.services.pools.worker.query<{ id: string }>("select id from case_file order by id")).rows.map((row) => row.id);
    await playAtRandom(2019);
    await inTransaction(db.services.pools.worker, (client) => foldDay(client, "2019-09-02"));
    await playAtRandom(2020);
    await inTransaction(db.services.pools.worker, (client) => foldDay(client, "2019-09-03"));
  });
  after(() => db.close());

  /** Acts drawn at random, allowed or not, on any case and item, by two people. */
  async function playAtRandom(seed: number): Promise<void> {
    const step = fc.record({
      at: fc.nat(), which: fc.nat(), act: fc.constantFrom(...ACTS), counterSeen: fc.nat(3), reason: fc.constantFrom("", "uno", "due"), second: fc.boolean(),
      isNew: fc.boolean(),
    });
    const steps = fc.sample(step, { numRuns: 250, seed });
    let done = 0;
    for (const { at, which, act, counterSeen, reason, second, isNew } of steps) {
      const caseId = cases[at % cases.length]!;
      const items = await inTransaction(db.services.pools.worker, (client) => readItems(client, [caseId]));
      const item = isNew ? undefined : items[which % Math.max(items.length, 1)];
      const operator: Actor = second ? { ...operatorOf(OFFICE), id: "seconda@sede" } : operatorOf(OFFICE);
      const outcome = await perform(
        db.services, db.reference,
        {
          procedure: "prestito", caseId, itemId: item?.id ?? null, act, input: { reason, counterSeen }, actId: randomUUID(),
          expectedVersion: item?.version ?? 0,
        },
        operator, LOANS,
      ).catch(() => null);
      if (outcome?.ok === true) done += 1;
    }
    assert.ok(done > 20, `only ${done} acts were done`);
  }

  it("gives back every item as it is stored, by what the acts wrote and by their reducers", async () => {
    const { items, erased, faults } = await rebuildItems(db.services, LOANS);
    assert.deepEqual(faults, []);
    assert.ok(items > 10);
    assert.equal(erased, 0);
  });

  it("verifies: chains, acts, two nights", async () => {
    const { faults, subjects, acts, digests, erased, lastDigest } = await verifyRegister(db.services);
    assert.deepEqual(faults, []);
    assert.ok(subjects >= cases.length && acts > 40);
    assert.equal(digests, 2);
    assert.equal(erased, 0);
    assert.match(lastDigest ?? "", /^[0-9a-f]{64}$/);
  });

  it("a night is folded once, and a night in which nothing happened has a digest too", async () => {
    const before = (await verifyRegister(db.services)).lastDigest;
    const again = await inTransaction(db.services.pools.worker, (client) => foldDay(client, "2019-09-03"));
    assert.equal(again, before);
    const quiet = await inTransaction(db.services.pools.worker, (client) => foldDay(client, "2019-09-04"));
    assert.notEqual(quiet, before);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  /** A copy of the database in which its owner has taken down triggers and walls and has done this. */
  async function tampered(...statements: string[]): Promise<Restored> {
    const copy = await (await db.backup()).restore();
    const client = await openAdministrator(copy.url);
    try {
      await client.query("set role convoca_owner; set search_path = convoca, public; alter table day_head drop constraint day_head_day_fkey");
      for (const table of ["act", "act_payload", "chain", "day_digest", "day_head", "dossier_item", "item_term"]) {
        await client.query(`alter table ${table} disable trigger user; alter table ${table} no force row level security`);
      }
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
    return copy;
  }
  const problems = async (...statements: string[]) => {
    const copy = await tampered(...statements);
    return (await verifyRegister(copy.services)).faults.map(({ problem, subjectId, seq }) => [problem, subjectId, seq]);
  };

  it("names the first broken link of a chain that was touched", async () => {
    const id = cases[0]!;
    assert.deepEqual((await problems(`update act set actor = 'altri' where subject_id = '${id}' and seq = 2`))[0], ["wrong-hash", id, 2]);
    assert.deepEqual((await problems(`update act_payload set payload = '{}' where act_id = (select id from act where subject_id = '${id}' and seq = 3)`))[0], ["wrong-payload", id, 3]);
    assert.deepEqual((await problems(`delete from act where subject_id = '${id}' and seq = 2`))[0], ["gap", id, 3]);
  });

  it("finds a tail cut off, even where the head was put back to match", async () => {
    const id = cases[1]!;
    const cut = `delete from act_payload where act_id in (select id from act where subject_id = '${id}' and seq > 3); delete from act where subject_id = '${id}' and seq > 3`;
    const found = await problems(cut);
    assert.ok(found.some(([problem, subject]) => problem === "cut-tail" && subject === id));
    const matched = await problems(cut, `update chain set seq = 3, head = (select hash from act where subject_id = '${id}' and seq = 3) where subject_id = '${id}'`);
    assert.deepEqual(matched.map(([problem, subject]) => [problem, subject]), [["tail-gone", id]]);
  });

  it("finds a chain deleted whole, with all its rows", async () => {
    const id = cases[2]!;
    const whole = [
      `delete from act_payload where act_id in (select id from act where subject_id = '${id}')`, `delete from act where subject_id = '${id}'`, `delete from chain where subject_id = '${id}'`,
    ];
    assert.deepEqual((await problems(...whole)).map(([problem, subject]) => [problem, subject]), [["chain-gone", id]]);
    // Whoever hides the heads too cannot make the night's digest come out again.
    const hidden = await problems(...whole, `delete from day_head where subject_id = '${id}'`);
    assert.ok(hidden.length > 0 && hidden.every(([problem]) => problem === "wrong-digest"), JSON.stringify(hidden));
    const acts = await problems(`delete from act_payload where act_id in (select id from act where subject_id = '${id}')`, `delete from act where subject_id = '${id}'`);
    assert.deepEqual(acts.map(([problem]) => problem).toSorted((a, b) => String(a).localeCompare(String(b))), ["chain-gone", "no-acts"]);
  });

  it("finds a night's digest that was changed or taken out", async () => {
    assert.deepEqual((await problems("update day_digest set digest = sha256('x') where day = '2019-09-03'")).map(([problem]) => problem), ["wrong-digest", "wrong-digest"]);
    assert.deepEqual((await problems("delete from day_digest where day = '2019-09-02'")).map(([problem]) => problem), ["wrong-digest"]);
  });

  it("on the command line ends with zero when all is well, otherwise with one and the first broken link", async () => {
    const sound = await verifyCommand(db.url);
    assert.equal(sound.code, 0, sound.said);
    assert.match(sound.said, /catene e \d+ atti controllati.*\n.*riepiloghi notturni ricalcolati.*\n.*pratiche ricostruite/);
    const broken = await tampered(`update act set actor = 'altri' where subject_id = '${cases[0]}' and seq = 2`);
    const { code, said } = await verifyCommand(broken.url);
    assert.equal(code, 1);
    assert.match(said, new RegExp(`catena ${cases[0]}, atto 2: l’atto è stato cambiato.*REGISTRO_ALTERATO`, "s"));
  });

  it("counts erased payloads, and still verifies; what was erased cannot be made again and is no fault", async () => {
    const copy = await (await db.backup()).restore();
    await copy.services.pools.retention.query(`delete from act_payload where act_id in (select id from act where subject_id = $1)`, [cases[0]]);
    const { faults, erased } = await verifyRegister(copy.services);
    assert.deepEqual(faults, []);
    assert.ok(erased > 3);
    const rebuilt = await rebuildItems(copy.services, LOANS);
    assert.deepEqual(rebuilt.faults, []);
  });

  it("finds a row of the dossier that was changed without an act, or put in, or taken away", async () => {
    const changed = await tampered("update dossier_item set state = 'approved', version = 9 where id = (select min(id::text)::uuid from dossier_item)");
    assert.deepEqual((await rebuildItems(changed.services)).faults.map(({ problem, where }) => [problem, where.includes("version")]), [["different", true]]);
    const gone = await tampered(
      "delete from item_term where item_id = (select min(id::text)::uuid from dossier_item); delete from dossier_item where id = (select min(id::text)::uuid from dossier_item)",
    );
    assert.deepEqual((await rebuildItems(gone.services)).faults.map(({ problem }) => problem), ["missing-row"]);
  });

  it("the database refuses a version that skips, a change without an act, and any deletion", async () => {
    const { worker } = db.services.pools;
    await assert.rejects(worker.query("update dossier_item set version = version + 2, last_act = gen_random_uuid()"), /does not follow/);
    await assert.rejects(worker.query("update dossier_item set version = version + 1"), /changed without an act/);
    await assert.rejects(worker.query("update dossier_item set case_id = $1", [cases[0]]), /permission denied/);
    await assert.rejects(worker.query("delete from dossier_item"), /permission denied/);
  });
});
