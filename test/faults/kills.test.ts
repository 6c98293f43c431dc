// Kills with SIGKILL at random moments of import, planning, composing and sending: nothing lost, nothing twice, the same state in the end.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { KILLS, LONG, SEED } from "./chance.ts";
import { pointsMet, POINTS, printPoints } from "./kill-points.ts";
import { killSenders } from "./kill-senders.ts";
import { assertSound, killTask } from "./kill-task.ts";
import { openRegion } from "./region.ts";
import type { Region } from "./region.ts";
import { printTallies, tallyOf, totalKills } from "./tally.ts";

/** Of import, planning and composing the same part in both forms; all that is more strikes the sending. */
const TASK_KILLS = 26;
const SENDER_KILLS = Math.max(KILLS - TASK_KILLS, 10);
/** Enough for two chunks of the first file, and for a kill to meet each stage at work. */
const HOUSEHOLDS = 6_500;
const RECOVERY_LIMIT = 60;

describe(`kills (CONVOCA_FAULTS_SEED=${SEED})`, { timeout: (LONG ? 150 : 12) * 60_000 }, () => {
  let region: Region;
  before(async () => (region = await openRegion(HOUSEHOLDS)));
  after(async () => {
    printTallies();
    printPoints();
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

  it("a sending that is killed hands nothing over twice, loses nothing, and shows what it cannot know", async () => {
    await killSenders(region, SENDER_KILLS);
  });

  it("there were as many kills as promised, at each of the points", () => {
    assert.ok(totalKills() >= KILLS - 4, `${totalKills()} kills`);
    if (LONG && KILLS >= 200) for (const point of POINTS) assert.ok(pointsMet().get(point)! >= KILLS / 100, `${point}: ${pointsMet().get(point)} kills`);
  });
});
