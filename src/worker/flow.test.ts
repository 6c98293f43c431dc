// The flow of one gateway ends whenever it is told to, also when the end comes from inside.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";
import { Flow } from "./flow.ts";
import type { FlowOptions } from "./flow.ts";

const MESSAGE: ClaimedMessage = {
  id: "m1", recipient: "+393331234567", encoding: "gsm7", parts: 1, attempts: 0, sender: "CPI Napoli", body: "Prova", raw: null, summonsId: "c1", priority: 5, trial: false,
};
const RESULT: MessageResult = { id: "m1", state: "accepted", reference: "r1", retryInMs: null, countsAsAttempt: true, failure: null, attempt: null };

interface Trial {
  isEnding: boolean;
  readonly recorded: MessageResult[];
}

function trial(over: (trial: Trial) => Partial<FlowOptions>): { flow: Flow; trial: Trial } {
  const state: Trial = { isEnding: false, recorded: [] };
  const flow = new Flow({
    places: 2,
    take: () => [],
    more: () => sleep(1),
    send: async () => RESULT,
    record: async (results) => {
      state.recorded.push(...results.map(({ result }) => result));
      return 1;
    },
    isEnding: () => state.isEnding,
    end: () => (state.isEnding = true),
    mayStillRecord: () => false,
    ...over(state),
  });
  return { flow, trial: state };
}

describe("the flow of a gateway", () => {
  it("ends when taking finds that this worker may have been declared dead, with nothing on the wire", { timeout: 5_000 }, async () => {
    const { flow } = trial((state) => ({
      take: () => {
        state.isEnding = true;
        return [];
      },
    }));
    await flow.run();
  });

  it("ends when the end comes while one is on the wire, and records it first", { timeout: 5_000 }, async () => {
    const left = [MESSAGE];
    const { flow, trial: state } = trial((ended) => ({
      take: () => left.splice(0),
      send: async () => {
        ended.isEnding = true;
        await sleep(20);
        return RESULT;
      },
    }));
    await flow.run();
    assert.deepEqual(state.recorded, [RESULT]);
  });

  it("ends when the end comes while it waits for more", { timeout: 5_000 }, async () => {
    const { flow } = trial((state) => ({
      more: async () => {
        await sleep(5);
        state.isEnding = true;
      },
    }));
    await flow.run();
  });
});
