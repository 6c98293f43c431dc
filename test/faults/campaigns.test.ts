// A campaign whose worker is killed -9 again and again: nobody called twice, nobody lost; paused, resumed, stopped while it goes on. Whole: `test/bench/campaigns.bench.ts`.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { convenedRegion } from "../stories/fixtures/convened.ts";
import { openTestDatabase } from "../stories/fixtures/database.ts";
import type { TestDatabase } from "../stories/fixtures/database.ts";
import { killCampaign } from "./campaign-kills.ts";

describe("a campaign under kill -9", () => {
  let database: TestDatabase;
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 120, waves: [], onlyPlanned: true });
  });
  after(() => database.close());

  it("tells everybody once, whatever is killed", async () => {
    const { url, services, reference } = database;
    const end = await killCampaign({ url, services, reference, kills: 3, pauses: false, stopAt: 1 });
    assert.ok(end.told > 60, JSON.stringify(end));
    assert.equal(end.kills > 0, true);
    assert.equal(end.withdrawn, 0);
  });
});
