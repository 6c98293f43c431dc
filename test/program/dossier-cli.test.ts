// `convoca dossier` run as a command: for one case and for a list, refusals in words, the exit code of a dossier that was changed.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { actsOf, convened, convenedRegion } from "../stories/fixtures/convened.ts";
import type { Convened } from "../stories/fixtures/convened.ts";
import { openTestDatabase } from "../stories/fixtures/database.ts";
import type { TestDatabase } from "../stories/fixtures/database.ts";

const run = promisify(execFile);
const REASON = "richiesto dal giudice, RG 100/2020";

describe("convoca dossier", () => {
  let db: TestDatabase;
  let folder = "";
  let person: Convened;
  let stranger: Convened;
  before(async () => {
    db = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "convoca-fascicolo-"));
    await convenedRegion(db, "base", { households: 30 });
    const people = await convened(db.services);
    person = people[0]!;
    stranger = people.find(({ officeId }) => officeId !== person.officeId)!;
  });
  after(async () => {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("the command makes it, for one and for a list, refuses to write over another, and verifies with words and an exit code", async () => {
    const list = join(folder, "elenco.txt");
    const nobody = "0199d0c0-0000-7000-8000-000000000001";
    await writeFile(list, `${person.caseId}\n${stranger.caseId}\r\n\n${nobody}\n`);
    const convoca = (...args: string[]): Promise<{ code: number; said: string }> =>
      run(process.execPath, ["src/cli/main.ts", "dossier", ...args], {
        cwd: join(import.meta.dirname, "..", ".."),
        env: { ...process.env, DATABASE_URL: db.url, CONVOCA_HOME: join(folder, "casa") },
      }).then(({ stdout }) => ({ code: 0, said: stdout }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: error.stdout + error.stderr }));
    const out = join(folder, "fascicoli");
    const many = await convoca("make", "--list", list, "--out", out, "--reason", REASON);
    assert.deepEqual([many.code, /2 fascicoli su 3/.test(many.said), many.said.includes(nobody)], [1, true, true], many.said);
    const path = join(out, `fascicolo-${person.caseId}.zip`);
    const [again, sound] = await Promise.all([convoca("make", "--case", person.caseId, "--out", path, "--reason", REASON), convoca("verify", path)]);
    assert.deepEqual([again.code, /FILE_ESISTENTE/.test(again.said)], [1, true], again.said);
    assert.deepEqual([sound.code, /Il fascicolo è integro/.test(sound.said)], [0, true], sound.said);
    const act = (await actsOf(db.services, stranger.caseId)).findLast(({ kind }) => kind === "evidence-handed-out");
    assert.equal(act?.payload["reason"], REASON);
    const bytes = await readFile(path);
    bytes[2_000] = bytes[2_000]! ^ 1;
    await writeFile(path, bytes);
    const broken = await convoca("verify", path);
    assert.deepEqual([broken.code, /NON è integro/.test(broken.said), /fascicolo\.pdf/.test(broken.said)], [1, true, true], broken.said);
  });
});
