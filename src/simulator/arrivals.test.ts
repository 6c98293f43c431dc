// What a simulator remembers of a million messages: by key, in order, byte by byte, whatever the keys and addresses are.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { TextColumn } from "./columns.ts";
import { KeyIndex } from "./key-index.ts";
import { MailStore } from "./mail-store.ts";
import { SmsStore } from "./sms-store.ts";

const request = (key: string, to = "+39333", callback = "http://a/") => ({ key, to, callback });

describe("keys", () => {
  it("are found again as they came: message ids, ids in capitals, anything else", () => {
    const key = fc.oneof(
      fc.uuid(),
      fc.uuid().map((id) => id.toUpperCase()),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 300 }), fc.uuid(), (keys, stranger) => {
        const index = new KeyIndex();
        for (const [row, each] of keys.entries()) assert.equal(index.add(each), row);
        for (const [row, each] of keys.entries())
          assert.deepEqual([index.find(each), index.keyOf(row)], [row, each]);
        if (!keys.includes(stranger)) assert.equal(index.find(stranger), -1);
      }),
    );
  });

  it("stay apart when there are many and they differ in one digit only", () => {
    const index = new KeyIndex();
    const keyOf = (n: number): string => `01990000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
    for (let n = 0; n < 50_000; n += 1) index.add(keyOf(n));
    for (let n = 0; n < 50_000; n += 997)
      assert.deepEqual([index.find(keyOf(n)), index.keyOf(n)], [n, keyOf(n)]);
    assert.equal(index.find(keyOf(50_000)), -1);
  });
});

describe("texts of a column", () => {
  it("come back whole: empty, accented, longer than a piece", () => {
    const texts = ["", "è", "+39333", "x".repeat(300_000), "fine", "y".repeat(200_000), "z".repeat(200_000)];
    const column = new TextColumn();
    for (const [row, text] of texts.entries()) column.add(row, text);
    assert.deepEqual(
      texts.map((_, row) => column.get(row)),
      texts,
    );
  });
});

describe("arrivals", () => {
  it("the last ones keep their content, all keep their facts", () => {
    const store = new SmsStore(2);
    for (const key of ["a", "b", "c"]) store.accept(request(key, `+39${key}`), `{"${key}"}`, 5, true);
    store.get("a")!.status = "failed";
    assert.deepEqual(
      store.list().map(({ key, to, status, body }) => [key, to, status, body]),
      [
        ["a", "+39a", "failed", null],
        ["b", "+39b", "accepted", '{"b"}'],
        ["c", "+39c", "accepted", '{"c"}'],
      ],
    );
    assert.deepEqual(
      store.kept().map(({ key }) => key),
      ["c", "b"],
    );
    assert.deepEqual(store.latestRecipients(2), ["+39c", "+39b"]);
    store.clear();
    assert.deepEqual([store.length, store.get("a"), store.list()], [0, undefined, []]);
  });

  it("a clock set back does not put the list out of order", () => {
    const store = new SmsStore(2);
    for (const [key, at] of [
      ["a", 10],
      ["b", 4],
      ["c", 12],
    ] as const)
      store.accept(request(key), "{}", at, true);
    assert.deepEqual([store.positionAt(10), store.positionAt(11), store.positionAt(13)], [0, 2, 3]);
  });

  it("a letter that nobody reads any more keeps its return path until its bounce is written", () => {
    const store = new MailStore(1);
    const letter = { from: "x@y", recipients: ["a@b"], envelopeId: "e", wire: Buffer.from("ciao") };
    const first = store.accept(letter, "1", 1, false);
    store.accept(letter, "2", 2, false);
    assert.deepEqual([first.from, first.envelopeId, first.wire?.toString()], ["x@y", "e", "ciao"]);
    store.reported(first);
    assert.deepEqual([first.from, first.envelopeId, first.wire], ["", null, null]);
    assert.deepEqual([first.to, first.bounced], ["a@b", false]);
    first.bounced = true;
    first.bounceSent = true;
    assert.deepEqual([first.bounced, first.bounceSent], [true, true]);
  });
});
