// The SMS sender against a gateway on a real socket, and against sockets that break at the worst moments.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startSmsGateway } from "../../simulator/sms-gateway.ts";
import type { SmsGateway } from "../../simulator/sms-gateway.ts";
import { CALM_SMS } from "../../simulator/sms-settings.ts";
import type { OutgoingMessage, SendOutcome, Sender } from "../channel.ts";
import { smsHttpChannel } from "./channel.ts";

function message(key: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { key, to: "+393331234567", from: "CPI Napoli", body: `Testo "di" prova \\ è\n${key}`, ...over };
}

function senderTo(
  port: number,
  over: { timeoutMs?: number; concurrency?: number; token?: string } = {},
): Sender {
  return smsHttpChannel({
    id: "prova",
    url: `http://127.0.0.1:${port}`,
    token: "demo",
    sender: "CPI Napoli",
    callbackUrl: "",
    canBeAsked: true,
    canBeListed: true,
    deduplicatesByKey: true,
    timeoutMs: 3000,
    ...over,
  }).open();
}

/** A server that does with each connection what the test says. */
async function rawServer(
  act: (socket: Socket, request: string) => void,
): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => act(socket, chunk.toString("utf8")));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe("SMS sender against the gateway", () => {
  let gateway: SmsGateway;
  let sender: Sender;
  before(async () => {
    gateway = await startSmsGateway();
    sender = senderTo(gateway.port);
  });
  beforeEach(async () => {
    await gateway.change(CALM_SMS);
    gateway.store.clear();
  });
  after(async () => {
    await sender.close();
    await gateway.close();
  });

  it("hands over a message with its text intact and gets a reference", async () => {
    const outcome = await sender.send(message("m1"));
    assert.equal(outcome.kind, "accepted");
    const stored = gateway.store.get("m1");
    assert.ok(stored?.body);
    const sent = JSON.parse(stored.body) as Record<string, string>;
    assert.equal(sent.text, message("m1").body);
    assert.equal(sent.encoding, "gsm7");
    assert.equal(sent.from, "CPI Napoli");
    assert.deepEqual(outcome, { kind: "accepted", reference: stored.reference });
  });

  it("gets the same reference for the same key, and the gateway makes one copy", async () => {
    const [one, two] = [await sender.send(message("m2")), await sender.send(message("m2"))];
    assert.deepEqual(one, two);
    assert.deepEqual([gateway.store.get("m2")?.arrivals, gateway.store.get("m2")?.copies], [2, 1]);
  });

  it("a gateway that does not deduplicate makes two copies, and says so when counted", async () => {
    await gateway.change({ deduplicates: false });
    await sender.send(message("m3"));
    await sender.send(message("m3"));
    assert.deepEqual(gateway.store.sentTwice(), ["m3"]);
  });

  it("refusals of the number are permanent, with the gateway's code", async () => {
    await gateway.change({ refusedNumbers: ["+390000000000"] });
    const outcome = await sender.send(message("m4", { to: "+390000000000" }));
    assert.equal(outcome.kind, "refused");
    assert.equal(outcome.kind === "refused" && outcome.code, "INVALID_NUMBER");
  });

  it("429 with Retry-After and 503 are deferred, 500 is no answer, and the message was not taken", async () => {
    await gateway.change({ ratePerSecond: 0 });
    const limited = await sender.send(message("m5"));
    assert.ok(limited.kind === "deferred" && limited.code === "RATE");
    assert.ok(limited.retryAfterMs !== undefined && limited.retryAfterMs > 0 && limited.retryAfterMs <= 1000);
    await gateway.change({ ratePerSecond: null, unavailableShare: 1 });
    const busy = await sender.send(message("m5"));
    assert.deepEqual(busy, {
      kind: "deferred",
      code: "UNAVAILABLE",
      detail: "try later",
      retryAfterMs: 1000,
    });
    await gateway.change({ unavailableShare: 0, faultShare: 1 });
    assert.equal((await sender.send(message("m5"))).kind, "no-answer");
    assert.equal(gateway.store.get("m5"), undefined);
  });

  it("a wrong token is deferred: it is our fault, not the citizen's", async () => {
    const stranger = senderTo(gateway.port, { token: "sbagliato" });
    const outcome = await stranger.send(message("m6"));
    await stranger.close();
    assert.deepEqual(outcome, { kind: "deferred", code: "UNAUTHORIZED", detail: "wrong token" });
  });

  it("cut before or after acceptance looks the same to us, and asking by key tells them apart", async () => {
    await gateway.change({ dropBeforeShare: 1 });
    assert.equal((await sender.send(message("before"))).kind, "no-answer");
    await gateway.change({ dropBeforeShare: 0, dropAfterShare: 1 });
    assert.equal((await sender.send(message("after"))).kind, "no-answer");
    assert.deepEqual(await sender.ask?.("before"), { kind: "unknown" });
    const asked = await sender.ask?.("after");
    assert.equal(asked?.kind === "known" && asked.reference, gateway.store.get("after")?.reference);
  });

  it("a paused gateway is unreachable, then reachable again on the same port", async () => {
    await gateway.change({ paused: true });
    // Until the end of the idle connections has reached us, a message could be written into one of them: that is no answer.
    await sleep(50);
    assert.equal((await sender.send(message("m7"))).kind, "unreachable");
    assert.equal((await sender.probe()).kind, "down");
    assert.equal((await sender.ask?.("m7"))?.kind, "no-answer");
    await gateway.change({ paused: false });
    assert.deepEqual(await sender.probe(), { kind: "up" });
    assert.equal((await sender.send(message("m7"))).kind, "accepted");
  });

  it("lists what was accepted since an instant, page by page, each once", async () => {
    await gateway.change({ clockOffsetMs: -3_600_000 });
    await sender.send(message("old"));
    await gateway.change({ clockOffsetMs: 0 });
    const since = new Date(Date.now() - 60_000).toISOString();
    const keys = Array.from({ length: 2500 }, (_, i) => `k${i}`);
    await Promise.all(keys.map((key) => sender.send(message(key))));
    const listed: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<NonNullable<Sender["listSince"]>>> | undefined =
        await sender.listSince?.(since, cursor);
      assert.ok(page?.kind === "page");
      for (const entry of page.entries) listed.push(entry.key);
      cursor = page.next;
      pages += 1;
    } while (cursor !== null);
    assert.equal(pages, 3);
    assert.deepEqual(listed.toSorted(), keys.toSorted());
  });

  it("10,000 messages arrive once each", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10_000 }, (_, i) => sender.send(message(`b${i}`))),
    );
    assert.equal(outcomes.filter((outcome) => outcome.kind === "accepted").length, 10_000);
    const { messages, arrivals, copies } = gateway.counts();
    assert.deepEqual({ messages, arrivals, copies }, { messages: 10_000, arrivals: 10_000, copies: 10_000 });
  });
});

describe("SMS sender against a broken line", () => {
  it("nobody listens: unreachable", async () => {
    const server = await rawServer(() => undefined);
    server.close();
    const sender = senderTo(server.port);
    assert.equal((await sender.send(message("x"))).kind, "unreachable");
    await sender.close();
  });

  it("silence after the request: no answer, within the time-out", async () => {
    const server = await rawServer(() => undefined);
    const sender = senderTo(server.port, { timeoutMs: 300 });
    assert.equal((await sender.send(message("x"))).kind, "no-answer");
    await sender.close();
    server.close();
  });

  it("connection reset after the request: no answer", async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    const sender = senderTo(server.port);
    assert.equal((await sender.send(message("x"))).kind, "no-answer");
    await sender.close();
    server.close();
  });

  it("an answer that is not HTTP: no answer", async () => {
    const server = await rawServer((socket) => socket.end("ciao\r\n"));
    const sender = senderTo(server.port);
    assert.equal((await sender.send(message("x"))).kind, "no-answer");
    await sender.close();
    server.close();
  });

  it("accepted without a readable body is accepted under our own key", async () => {
    const server = await rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK"));
    const sender = senderTo(server.port);
    assert.deepEqual(await sender.send(message("x")), { kind: "accepted", reference: "x" });
    await sender.close();
    server.close();
  });

  it("a bare 404 to a question is not 'unknown'", async () => {
    const server = await rawServer((socket) =>
      socket.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"),
    );
    const sender = senderTo(server.port);
    assert.equal((await sender.ask?.("x"))?.kind, "no-answer");
    await sender.close();
    server.close();
  });

  it("killed with requests in flight: those written are no answer, those still waiting for a connection never left", async () => {
    let seen = 0;
    const server = await rawServer(() => {
      seen += 1;
      if (seen === 3) server.close();
    });
    const sender = senderTo(server.port, { concurrency: 3 });
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => sender.send(message(`f${i}`))));
    const count = (kind: SendOutcome["kind"]): number =>
      outcomes.filter((outcome) => outcome.kind === kind).length;
    assert.deepEqual([count("no-answer"), count("unreachable")], [3, 7]);
    await sender.close();
  });

  it("a closed sender sends nothing and says so", async () => {
    const sender = senderTo(9);
    await sender.close();
    assert.equal((await sender.send(message("x"))).kind, "unreachable");
  });
});
