// The citizen's phone shows business dates, not those of the machine that plays the gateway.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startOutsideWorld } from "../simulator/outside-world.ts";
import type { OutsideWorld } from "../simulator/outside-world.ts";
import { readDevice } from "./outside-world.ts";

const KEY = "01990000-0000-7000-8000-000000000001";
const NUMBER = "+393331234567";

describe("a text on the phone", () => {
  let outside: OutsideWorld;
  before(async () => {
    outside = await startOutsideWorld();
    for (const key of [KEY, "01990000-0000-7000-8000-000000000002"]) {
      const body = JSON.stringify({ key, to: NUMBER, from: "CPI", text: `testo ${key.at(-1)}` });
      await fetch(`${outside.smsUrl}/messages`, {
        method: "POST",
        headers: { authorization: "Bearer demo" },
        body,
      });
    }
  });
  after(() => outside.stop());

  it("bears the moment at which it left by the business clock; one that nobody knows, the gateway's", async () => {
    const world = { smsUrl: outside.sms.controlUrl, mailUrl: outside.mail.controlUrl };
    const began = Date.now() - 60_000;
    const [stranger, known] = await readDevice(world, "sms", NUMBER, (keys) => {
      assert.equal(keys.length, 2);
      return Promise.resolve(new Map([[KEY, "2019-09-02T08:00:00.000Z"]]));
    });
    assert.deepEqual([known?.text, known?.at], ["testo 1", "2019-09-02T08:00:00.000Z"]);
    assert.ok(Date.parse(stranger?.at ?? "") > began);
  });
});
