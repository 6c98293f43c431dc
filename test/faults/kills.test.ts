// Kills with SIGKILL at random moments of import, planning, composing and sending: nothing lost, nothing twice, the same state in the end.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Chance, SEED } from "./chance.ts";
import { assertSound, killTask } from "./kill-task.ts";
import { openRegion } from "./region.ts";
import type { Region } from "./region.ts";
import { BLOWS, RECOVERY_LIMIT, Strikes } from "./strikes.ts";
import { World } from "./strike-world.ts";
import { printTallies, tallyOf, totalKills } from "./tally.ts";

const TASK_KILLS = 26;
/** Enough for two chunks of the first file, and for a kill to meet each stage at work. */
const HOUSEHOLDS = 6_500;

describe(`kills (CONVOCA_FAULTS_SEED=${SEED})`, { timeout: 12 * 60_000 }, () => {
  let region: Region;
  before(async () => (region = await openRegion(HOUSEHOLDS)));
  after(async () => {
    printTallies();
    await region.close();
  });

  it("without a kill every household that the files hold is taken in", async () => {
    const { rows } = await region.intake.pool.query<{ read: number; created: number; updated: number; unchanged: number; rejected: number }>(
      `select rows_read as read, rows_created as created, rows_updated as updated, rows_unchanged as unchanged, rows_rejected as rejected from batch order by started_at`,
    );
    const expected = region.cohort.files.map(({ expected: { read, created, updated, unchanged, rejected } }) => ({ read, created, updated, unchanged, rejected }));
    assert.deepEqual(rows, expected);
    await assertSound(region.messages.pool);
  });

  it("an import that is killed and run again ends as if it had never been killed", async () => {
    const tally = tallyOf("import");
    await killTask(region, { task: "import", from: region.empty, wanted: region.intake, stage: "intake", kills: 12, tally });
    assert.ok(tally.worstRecovery < RECOVERY_LIMIT);
  });

  it("a planning that is killed and run again gives the same seats, none of them twice", async () => {
    const tally = tallyOf("planning");
    await killTask(region, { task: "plan", from: region.intake.database, wanted: region.plan, stage: "plan", kills: 8, tally });
    assert.ok(tally.worstRecovery < RECOVERY_LIMIT);
  });

  it("a composing that is killed and run again writes to everyone once", async () => {
    const tally = tallyOf("composing");
    await killTask(region, { task: "convene", from: region.plan.database, wanted: region.messages, stage: "messages", kills: 6, tally });
    assert.ok(tally.worstRecovery < RECOVERY_LIMIT);
  });

  it("a sending that is killed at each of its points hands nothing over twice, loses nothing, and shows what it cannot know", async () => {
    await region.postgres.copy(region.messages.database, "invii_colpiti");
    const world = await World.open(region.postgres, "invii_colpiti");
    try {
      const strikes = new Strikes(world, new Chance("strikes"));
      const tally = tallyOf("sending");
      tally.kills = await strikes.run(BLOWS.length);
      Object.assign(tally, { lost: strikes.sums.lost, twice: strikes.sums.repeated, uncertain: strikes.sums.uncertain, worstRecovery: strikes.sums.worstRecovery });
      assert.ok(tally.worstRecovery < RECOVERY_LIMIT, `recovery took ${tally.worstRecovery} s`);
    } finally {
      await world.close();
    }
  });

  it("there were as many kills as promised", () => {
    assert.ok(totalKills() >= TASK_KILLS - 4 + BLOWS.length, `${totalKills()} kills`);
  });
});
