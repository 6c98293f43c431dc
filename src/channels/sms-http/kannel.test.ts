// Kannel's query form on a real socket: what it is asked, what its answers mean, and the receipts that its GET brings.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { isAuthenticCallback } from "../callback-auth.ts";
import type { OutgoingMessage, Sender } from "../channel.ts";
import { readKannelReceipt } from "./kannel-receipts.ts";
import { kannelChannel } from "./kannel.ts";

const MESSAGE: OutgoingMessage = { key: "0198f3a0-0000-7000-8000-000000000001", to: "+393331234567", from: "CPI Napoli", body: "Però è così: €, & = % +\nfine", encoding: "gsm7" };

describe("Kannel's query form", () => {
  let server: Server;
  let sender: Sender;
  let asked: URL[] = [];
  let answer: { status: number; body: string } | "cut" = { status: 202, body: "0: Accepted for delivery" };
  before(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://kannel");
      asked.push(url);
      if (answer === "cut") return void response.socket?.destroy();
      if (!url.searchParams.has("username")) return void response.writeHead(403).end("Authorization failed for sendsms");
      response.writeHead(answer.status).end(answer.body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    sender = kannelChannel({
      id: "k", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cgi-bin/sendsms`, user: "convoca", password: () => "se&greto", sender: "CPI Napoli",
      callbackUrl: "http://k:t@127.0.0.1:9/receipts/sms/k/kannel", smsc: "rete", timeoutMs: 500,
    }).open();
  });
  after(async () => {
    await sender.close();
    server.close();
  });

  it("carries the text whole, in its alphabet, with where the receipt goes", async () => {
    asked = [];
    assert.deepEqual(await sender.send(MESSAGE), { kind: "accepted", reference: MESSAGE.key });
    await sender.send({ ...MESSAGE, body: "Привіт 😀", encoding: "ucs2" });
    const [plain, wide] = asked.map((url) => Object.fromEntries(url.searchParams));
    assert.deepEqual(plain, {
      username: "convoca", password: "se&greto", from: "CPI Napoli", to: "+393331234567", text: MESSAGE.body, charset: "UTF-8", coding: "0", "dlr-mask": "31", smsc: "rete",
      "dlr-url": `http://k:t@127.0.0.1:9/receipts/sms/k/kannel?key=${MESSAGE.key}&type=%d&answer=%A&id=%F`,
    });
    assert.deepEqual([wide!["text"], wide!["coding"]], ["Привіт 😀", "2"]);
  });

  it("each answer has its meaning", async () => {
    const kindOf = async (status: number, body: string): Promise<string> => {
      answer = { status, body };
      return (await sender.send(MESSAGE)).kind;
    };
    assert.equal(await kindOf(202, "3: Queued for later delivery"), "accepted");
    assert.equal(await kindOf(400, "Empty receiver number not allowed, rejected"), "refused");
    assert.equal(await kindOf(403, "Authorization failed for sendsms"), "deferred");
    assert.equal(await kindOf(503, "Temporal failure, try again later."), "deferred");
    assert.equal(await kindOf(500, "?"), "no-answer");
    answer = "cut";
    assert.equal((await sender.send(MESSAGE)).kind, "no-answer");
    answer = { status: 202, body: "0: Accepted for delivery" };
    assert.deepEqual(await sender.probe(), { kind: "up" });
  });
});

describe("Kannel's receipts", () => {
  const read = (query: Record<string, string>): unknown[] | null => {
    const receipt = readKannelReceipt(query);
    return receipt === null ? null : [receipt.key, receipt.reference, receipt.status, receipt.code];
  };

  it("each kind has its meaning, with the network's own word", () => {
    assert.deepEqual(read({ key: "k", type: "1", id: "77", answer: "id:77 sub:001 dlvrd:001 stat:DELIVRD err:000" }), ["k", "77", "delivered", "DELIVRD"]);
    assert.deepEqual(read({ key: "k", type: "2", answer: "id:77 stat:UNDELIV err:001" }), ["k", null, "failed", "UNDELIV"]);
    assert.deepEqual(read({ key: "k", type: "4" }), ["k", null, "delayed", null]);
    assert.deepEqual(read({ key: "k", type: "8", answer: "ACK/" }), ["k", null, "accepted", null]);
    assert.deepEqual(read({ key: "k", type: "16", answer: "NACK/0x0000000b/Invalid Destination Address" }), ["k", null, "failed", "REJECTD"]);
  });

  it("without a key, or of a kind that does not exist, are none", () => {
    for (const query of [{}, { key: "", type: "1" }, { key: "k" }, { key: "k", type: "3" }, { key: "k", type: "toString" }] as Record<string, string>[]) assert.equal(read(query), null);
  });

  it("of any text hold nothing that a database refuses", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (answer, id) => {
      const receipt = readKannelReceipt({ key: "k", type: "1", answer, id });
      for (const value of [receipt?.reference, receipt?.code, receipt?.diagnostic, receipt?.raw]) assert.ok(value === null || value === undefined || !value.includes("\0"));
    }));
  });

  it("are proved by the password of their address, and by nothing else", () => {
    const basic = (text: string): { authorization: string } => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    const secret = { kind: "token", token: "se:greto" } as const;
    assert.equal(isAuthenticCallback(secret, basic("kannel:se:greto"), ""), true);
    for (const text of ["se:greto", "kannel:", "kannel:segreto", ""]) assert.equal(isAuthenticCallback(secret, basic(text), ""), false, text);
    assert.equal(isAuthenticCallback({ kind: "token", token: "" }, basic("kannel:"), ""), false);
    assert.equal(isAuthenticCallback({ kind: "token", token: "" }, {}, ""), false);
  });
});
