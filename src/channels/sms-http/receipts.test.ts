// Reading callbacks, and proving where they come from.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAuthenticCallback, signCallback } from "../callback-auth.ts";
import { outcomeOfAnswer, readRetryAfter } from "./answers.ts";
import { parseReceipts } from "./receipts.ts";

describe("SMS receipts", () => {
  it("reads one receipt", () => {
    const raw = { key: "k", reference: "r", status: "delivered", at: "2019-09-10T09:00:00Z" };
    const { receipts, unreadable } = parseReceipts(JSON.stringify(raw));
    assert.equal(unreadable, 0);
    assert.deepEqual(receipts, [
      {
        channel: "sms",
        key: "k",
        reference: "r",
        status: "delivered",
        code: null,
        diagnostic: null,
        at: "2019-09-10T09:00:00Z",
        raw: JSON.stringify(raw),
      },
    ]);
  });

  it("reads an array, keeps what can be read and counts the rest", () => {
    const body = Buffer.from(
      '[{"key":"a","status":"failed","code":"UNKNOWN_SUBSCRIBER"},{"status":"delivered"},7,{"reference":"r","status":"buffered"}]',
    );
    const { receipts, unreadable } = parseReceipts(body);
    assert.equal(unreadable, 2);
    assert.deepEqual(
      receipts.map((receipt) => [receipt.key, receipt.reference, receipt.status, receipt.code]),
      [
        ["a", null, "failed", "UNKNOWN_SUBSCRIBER"],
        [null, "r", "delayed", null],
      ],
    );
  });

  it("a word that it does not know decides nothing", () => {
    const [receipt] = parseReceipts('{"key":"a","status":"toString"}').receipts;
    assert.deepEqual([receipt?.status, receipt?.code], ["delayed", "toString"]);
  });

  it("instants with an offset become UTC, nonsense becomes nothing", () => {
    const at = (value: string): string | null | undefined =>
      parseReceipts(JSON.stringify({ key: "a", status: "sent", at: value })).receipts[0]?.at;
    assert.equal(at("2019-09-10T11:00:00+02:00"), "2019-09-10T09:00:00.000Z");
    assert.equal(at("domani"), null);
  });

  it("what is not JSON throws", () => {
    assert.throws(() => parseReceipts("status=ok"), SyntaxError);
  });
});

describe("callback proof", () => {
  it("accepts the token and nothing else", () => {
    const secret = { kind: "token", token: "segreto" } as const;
    assert.equal(isAuthenticCallback(secret, { authorization: "Bearer segreto" }, ""), true);
    assert.equal(isAuthenticCallback(secret, { authorization: "Bearer segret" }, ""), false);
    assert.equal(isAuthenticCallback(secret, {}, ""), false);
  });

  it("accepts a signature over the same bytes only", () => {
    const secret = { kind: "hmac", secret: "segreto" } as const;
    const signature = signCallback("segreto", "corpo è");
    assert.equal(isAuthenticCallback(secret, { "x-signature": signature }, Buffer.from("corpo è")), true);
    assert.equal(isAuthenticCallback(secret, { "x-signature": signature }, "corpo e"), false);
    assert.equal(isAuthenticCallback(secret, { authorization: "Bearer segreto" }, "corpo è"), false);
  });
});

describe("gateway answers", () => {
  it("each status has its meaning", () => {
    const kind = (status: number): string => outcomeOfAnswer(status, "{}", undefined, "k").kind;
    for (const status of [200, 201, 202, 204]) assert.equal(kind(status), "accepted", String(status));
    for (const status of [400, 409, 410, 413, 422]) assert.equal(kind(status), "refused", String(status));
    for (const status of [301, 401, 403, 404, 405, 408, 418, 425, 429, 503])
      assert.equal(kind(status), "deferred", String(status));
    for (const status of [500, 502, 504, 599]) assert.equal(kind(status), "no-answer", String(status));
  });

  it("Retry-After in seconds only", () => {
    assert.deepEqual(["2", "0.25", "Wed, 21 Oct 2015 07:28:00 GMT", undefined].map(readRetryAfter), [
      2000,
      250,
      null,
      null,
    ]);
  });
});
