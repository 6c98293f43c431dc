// Receipts in every order, twice and early: one result.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { readMailStatus, readSmsStatus } from "./receipt-codes.ts";
import {
  FAILURE_CAUSES,
  applyHandover,
  applyReceipt,
  applyReceipts,
  isContradictory,
  standing,
  withdraw,
  type MessageState,
  type ReceiptFinding,
} from "./receipts.ts";
import { isRetryable, judgeAttempt, retryDelay } from "./retry.ts";
import { FAILURE_TEXTS, STATE_TEXTS } from "./texts.ts";

const STATES = Object.keys(STATE_TEXTS) as MessageState[];
const FINDINGS: readonly ReceiptFinding[] = [
  { status: "delivered" },
  { status: "accepted" },
  { status: "unknown" },
  { status: "failed", cause: "mailbox-full" },
  { status: "failed", cause: "number-not-existing" },
];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("receipts", () => {
  it("give one result over every order and repetition of every set, from every state", () => {
    for (const state of STATES) {
      for (let mask = 0; mask < 2 ** FINDINGS.length; mask++) {
        const set = FINDINGS.filter((_, bit) => mask & (1 << bit));
        const expected = applyReceipts(standing(state), set);
        for (const order of permutations(set)) {
          assert.deepEqual(applyReceipts(standing(state), order), expected);
          assert.deepEqual(applyReceipts(standing(state), [...order, ...order.toReversed()]), expected);
        }
      }
    }
  });
  it("stay so with any receipts, and with our own record anywhere among them", () => {
    const finding: fc.Arbitrary<ReceiptFinding> = fc.oneof(
      fc.constantFrom(...FINDINGS),
      fc.constantFrom(...FAILURE_CAUSES).map((cause) => ({ status: "failed" as const, cause })),
    );
    fc.assert(
      fc.property(
        fc.array(finding, { maxLength: 8 }),
        fc.nat(8),
        fc.constantFrom("accepted", "uncertain", "unspecified"),
        (list, at, own) => {
          const cut = Math.min(at, list.length);
          const early = applyHandover(applyReceipts(standing("claimed"), list.slice(0, cut)), own);
          const late = applyReceipts(applyHandover(standing("claimed"), own), list.toReversed());
          assert.deepEqual(applyReceipts(early, list.slice(cut)), late);
        },
      ),
    );
  });
  const cases: [string, MessageState, ReceiptFinding[], MessageState][] = [
    [
      "delivered wins over failed",
      "accepted",
      [{ status: "failed", cause: "unspecified" }, { status: "delivered" }],
      "delivered",
    ],
    ["an early delivery counts", "claimed", [{ status: "delivered" }], "delivered"],
    ["a delivery counts even where our record was lost", "due", [{ status: "delivered" }], "delivered"],
    ["a doubt is resolved by acceptance", "uncertain", [{ status: "accepted" }], "accepted"],
    ["a doubt is resolved by failure", "uncertain", [{ status: "failed", cause: "mailbox-full" }], "failed"],
    ["unknown proves nothing", "uncertain", [{ status: "unknown" }], "uncertain"],
    ["acceptance does not undo a failure", "failed", [{ status: "accepted" }], "failed"],
    ["a withdrawn message stays so", "withdrawn", [{ status: "delivered" }], "withdrawn"],
  ];
  for (const [name, from, list, to] of cases) {
    it(name, () => assert.equal(applyReceipts(standing(from), list).state, to));
  }
  it("note what came for a withdrawn message", () => {
    assert.equal(applyReceipt(standing("withdrawn"), { status: "delivered" }).toldDespiteWithdrawal, true);
    assert.equal(
      applyReceipt(standing("withdrawn"), { status: "failed", cause: "no-route" }).toldDespiteWithdrawal,
      false,
    );
  });
  it("keep the contradiction and the most telling cause", () => {
    const both = applyReceipts(standing("accepted"), FINDINGS);
    assert.deepEqual(
      [both.state, both.failure, isContradictory(both)],
      ["delivered", "number-not-existing", true],
    );
  });
  it("only what is still ours can be withdrawn", () => {
    for (const state of STATES)
      assert.equal(withdraw(standing(state))?.state, state === "due" ? "withdrawn" : undefined);
  });
  it("our late record of a doubt does not undo a receipt", () => {
    assert.equal(applyHandover(standing("delivered"), "uncertain").state, "delivered");
    assert.equal(applyHandover(standing("withdrawn"), "uncertain").state, "withdrawn");
  });
  it("every state and cause has its Italian", () => {
    for (const cause of FAILURE_CAUSES) assert.ok(FAILURE_TEXTS[cause].whatToDo.endsWith("."));
  });
});

describe("words of the gateways", () => {
  const sms: [string, string, boolean][] = [
    ["delivered", "delivered", true],
    ["DELIVRD", "delivered", true],
    ["expired", "not-reachable-in-time", true],
    ["undeliverable", "number-not-existing", true],
    ["rejected", "message-rejected", true],
    ["buffered", "accepted", true],
    ["unknown", "unknown", true],
    ["borked", "unknown", false],
    ["", "unknown", false],
  ];
  for (const [word, expected, recognised] of sms) {
    it(`SMS ${word}`, () => {
      const { finding, recognised: known } = readSmsStatus(word);
      assert.deepEqual(
        [finding.status === "failed" ? finding.cause : finding.status, known],
        [expected, recognised],
      );
    });
  }
  const mail: [string, string, string][] = [
    ["5.1.1", "failed", "mailbox-not-existing"],
    ["5.1.1", "", "mailbox-not-existing"],
    ["5.1.2", "failed", "domain-not-existing"],
    ["5.2.1", "failed", "mailbox-disabled"],
    ["5.2.2", "failed", "mailbox-full"],
    ["5.3.4", "failed", "message-too-large"],
    ["4.4.7", "failed", "not-reachable-in-time"],
    ["4.4.7", "delayed", "accepted"],
    ["4.2.2", "", "accepted"],
    ["5.7.26", "failed", "policy-refused"],
    ["2.0.0", "delivered", "delivered"],
    ["2.0.0", "relayed", "accepted"],
    ["2.0.0", "", "delivered"],
    ["", "failed", "unspecified"],
    ["5.9.9", "failed", "unspecified"],
    ["x", "", "unknown"],
    ["5.1.1", "Failed ", "mailbox-not-existing"],
  ];
  for (const [status, action, expected] of mail) {
    it(`mail ${status} ${action}`, () => {
      const { finding } = readMailStatus(status, action);
      assert.equal(finding.status === "failed" ? finding.cause : finding.status, expected);
    });
  }
});

describe("retry", () => {
  const cases = [
    [{ kind: "http", status: 202 }, "taken", "taken"],
    [{ kind: "http", status: 409 }, "taken", "taken"],
    [{ kind: "http", status: 429 }, "retry", "retry"],
    [{ kind: "http", status: 503 }, "retry", "retry"],
    [{ kind: "http", status: 500 }, "held", "retry"],
    [{ kind: "http", status: 504 }, "held", "retry"],
    [{ kind: "http", status: 408 }, "held", "retry"],
    [{ kind: "http", status: 400 }, "refused", "refused"],
    [{ kind: "http", status: 301 }, "refused", "refused"],
    [{ kind: "smtp", code: 250 }, "taken", "taken"],
    [{ kind: "smtp", code: 451 }, "retry", "retry"],
    [{ kind: "smtp", code: 550 }, "refused", "refused"],
    [{ kind: "no-answer", sent: false }, "retry", "retry"],
    [{ kind: "no-answer", sent: true }, "held", "retry"],
  ] as const;
  for (const [outcome, plain, deduplicating] of cases) {
    it(JSON.stringify(outcome), () => {
      assert.equal(judgeAttempt(outcome, false), plain);
      assert.equal(judgeAttempt(outcome, true), deduplicating);
      assert.equal(isRetryable(outcome, false), plain === "retry");
    });
  }
  it("waits longer each time, up to a bit over an hour, always the same for the same message, not the same for all", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 1000 }), (id, attempt) => {
        const delay = retryDelay(attempt, id);
        const plain = Math.min(3_600_000, 5000 * 2 ** (Math.min(attempt, 40) - 1));
        assert.ok(delay >= plain * 0.75 - 1 && delay <= plain * 1.25 + 1);
        assert.equal(delay, retryDelay(attempt, id));
        if (attempt < 9) assert.ok(retryDelay(attempt + 1, id) > delay);
      }),
    );
    assert.ok(new Set(Array.from({ length: 1000 }, (_, n) => retryDelay(3, `message-${n}`))).size > 900);
  });
});
