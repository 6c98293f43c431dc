// The collector answers nobody before their receipts are stored, and joins what waits.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Receipt } from "../channels/channel.ts";
import { receiptCollector } from "./receipt-collector.ts";

const receipt = (key: string): Receipt => ({
  channel: "sms",
  key,
  reference: null,
  status: "delivered",
  code: null,
  diagnostic: null,
  at: null,
  raw: "{}",
});

describe("receipt collector", () => {
  it("stores what arrives during a write in one later write, lane by lane", async () => {
    const writes: string[] = [];
    let release = (): void => undefined;
    const first = new Promise<void>((resolve) => (release = resolve));
    const collect = receiptCollector(async (gateway, receipts) => {
      writes.push(`${gateway}:${receipts.map((one) => one.key).join("")}`);
      if (writes.length === 1) await first;
    });
    const answered: string[] = [];
    const all = ["a", "b", "c"].map((key) => collect("x", [receipt(key)]).then(() => answered.push(key)));
    await collect("y", [receipt("z")]);
    assert.deepEqual(writes, ["x:a", "y:z"]);
    assert.deepEqual(answered, [], "nobody is answered before the write ends");
    release();
    await Promise.all(all);
    assert.deepEqual(writes, ["x:a", "y:z", "x:bc"]);
    assert.deepEqual(answered, ["a", "b", "c"]);
  });

  it("a failed write fails its callers and not the next ones", async () => {
    let times = 0;
    const collect = receiptCollector(async () => {
      times += 1;
      if (times === 1) throw new Error("disk full");
    });
    await assert.rejects(collect("x", [receipt("a")]), /disk full/);
    await collect("x", [receipt("b")]);
    assert.equal(times, 2);
  });
});
