// The SMPP sender against a gateway on a real socket that throttles, loses, cuts, doubles and dies at the worst moments.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { KEY_TAG, startSmsc } from "../../simulator/smsc.ts";
import type { Smsc, SmscOptions } from "../../simulator/smsc.ts";
import type { SmscBehaviour } from "../../simulator/smsc-settings.ts";
import type { Inbox, IncomingText, OutgoingMessage, Receipt, Sender } from "../channel.ts";
import { smppChannel } from "./channel.ts";
import type { SmppSettings } from "./channel.ts";
import { answerTo, COMMAND, writeShortMessage } from "./pdu.ts";

const LONG = "Testo di prova con è e € che non sta in un solo messaggio. ".repeat(6);

function message(key: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { key, to: "+393331234567", from: "CPICampania", body: `Testo di prova è ${key}`, encoding: "gsm7", ...over };
}

/** Waits for what a real socket brings, whenever that is. */
async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const limit = performance.now() + 8_000; !isSo(); await sleep(5)) assert.ok(performance.now() < limit, `waited in vain until ${what}`);
}

/** What a test opened, ended in the other order when it is over. */
const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function gateway(behaviour: Partial<SmscBehaviour> = {}, options: SmscOptions = {}): Promise<Smsc> {
  const smsc = await startSmsc({ ...options, behaviour: { echoMarks: true, ...behaviour } });
  open.push(() => smsc.close());
  return smsc;
}

interface Kept extends Inbox {
  readonly kept: Receipt[];
  fails: boolean;
}

function inboxOf(text?: (text: IncomingText) => Promise<void>): Kept {
  const inbox: Kept = {
    kept: [],
    fails: false,
    receipts: async (receipts) => {
      if (inbox.fails) throw new Error("the database is away");
      inbox.kept.push(...receipts);
    },
    onFault: () => undefined,
    ...(text === undefined ? {} : { text }),
  };
  return inbox;
}

function senderTo(port: number, over: Partial<SmppSettings> = {}, inbox?: Inbox): Sender {
  const sender = smppChannel({
    id: "prova", url: `smpp://127.0.0.1:${port}`, systemId: "convoca", password: () => "prova", sender: "CPICampania", keyTag: KEY_TAG, timeoutMs: 1_000, concurrency: 10, ...over,
  }).open(inbox);
  open.push(() => sender.close());
  return sender;
}

/** A server that does with each connection what the test says. */
async function rawServer(act: (socket: Socket, chunk: Buffer) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => act(socket, chunk));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** Binds whoever asks, then does with the next packet what the test says. */
function afterBinding(act: (socket: Socket, chunk: Buffer) => void): (socket: Socket, chunk: Buffer) => void {
  return (socket, chunk) => {
    if (chunk.readUInt32BE(4) === COMMAND.bindTransceiver) socket.write(answerTo(COMMAND.bindTransceiver, 0, chunk.readUInt32BE(12), Buffer.from("X\0")));
    else act(socket, chunk);
  };
}

describe("SMPP sender against the gateway", () => {
  it("hands over a text intact, in either alphabet, and gets the gateway's id", async () => {
    const smsc = await gateway();
    const sender = senderTo(smsc.port);
    const outcome = await sender.send(message("m1"));
    assert.ok(outcome.kind === "accepted" && /^\d{16}$/.test(outcome.reference));
    assert.deepEqual(JSON.parse(smsc.store.get("m1")!.body!), { key: "m1", to: "+393331234567", from: "CPICampania", text: message("m1").body, encoding: "gsm7", parts: 1 });
    await sender.send(message("m2", { body: "Привіт, 😀", encoding: "ucs2" }));
    assert.equal((JSON.parse(smsc.store.get("m2")!.body!) as { text: string }).text, "Привіт, 😀");
  });

  it("a long text leaves in parts that have an id each, or whole in a field of its own", async () => {
    const smsc = await gateway();
    const cut = await senderTo(smsc.port).send(message("l1", { body: LONG }));
    assert.ok(cut.kind === "accepted" && cut.parts?.length === 3 && new Set(cut.parts).size === 3 && cut.reference === cut.parts[0]);
    const whole = await senderTo(smsc.port, { longText: "payload" }).send(message("l2", { body: LONG }));
    assert.ok(whole.kind === "accepted" && whole.parts === undefined);
    for (const key of ["l1", "l2"]) assert.equal((JSON.parse(smsc.store.get(key)!.body!) as { text: string }).text, LONG);
    assert.equal(smsc.counts().packets, 4);
  });

  it("what cannot be written in its alphabet never leaves", async () => {
    const smsc = await gateway();
    const outcome = await senderTo(smsc.port).send(message("x", { body: "漢字" }));
    assert.deepEqual([outcome.kind, outcome.kind === "refused" && outcome.code, smsc.counts().packets], ["refused", "TEXT_NOT_GSM7", 0]);
  });

  it("too fast or too full is deferred with a breath, a wrong number refused for good, a system error no answer", async () => {
    const smsc = await gateway({ ratePerSecond: 0 });
    const sender = senderTo(smsc.port);
    const kindAfter = async (behaviour: Partial<SmscBehaviour>, key: string): Promise<unknown> => {
      await smsc.change({ ratePerSecond: null, queueFullShare: 0, refusedNumbers: [], systemErrorShare: 0, ...behaviour });
      const outcome = await sender.send(message(key));
      return "code" in outcome ? [outcome.kind, outcome.code] : outcome.kind;
    };
    assert.deepEqual(await kindAfter({ ratePerSecond: 0 }, "a"), ["deferred", "ESME_RTHROTTLED"]);
    assert.deepEqual(await kindAfter({ queueFullShare: 1 }, "b"), ["deferred", "ESME_RMSGQFUL"]);
    assert.deepEqual(await kindAfter({ refusedNumbers: ["+393331234567"] }, "c"), ["refused", "ESME_RINVDSTADR"]);
    assert.deepEqual(await kindAfter({ systemErrorShare: 1 }, "d"), "no-answer");
    assert.equal(smsc.counts().messages, 0);
  });

  it("a lost answer is no answer within its time; one that comes late says after all that it was taken", async () => {
    const smsc = await gateway({ loseAnswerShare: 1, sendReceipts: false });
    const inbox = inboxOf();
    const sender = senderTo(smsc.port, { timeoutMs: 150 }, inbox);
    assert.deepEqual(await sender.send(message("lost")), { kind: "no-answer", detail: "RESPONSE_TIMEOUT" });
    await smsc.change({ loseAnswerShare: 0, latencyMs: 300 });
    assert.deepEqual(await sender.send(message("late")), { kind: "no-answer", detail: "RESPONSE_TIMEOUT" });
    await until("the late answer is told", () => inbox.kept.length === 1);
    assert.deepEqual([inbox.kept[0]?.key, inbox.kept[0]?.status, inbox.kept[0]?.code], ["late", "accepted", "LATE_ANSWER"]);
  });

  it("a wrong password is unreachable with the gateway's word: nothing left", async () => {
    const smsc = await gateway({}, { password: "altra" });
    const outcome = await senderTo(smsc.port).send(message("x"));
    assert.deepEqual(outcome, { kind: "unreachable", detail: "bind: ESME_RINVPASWD" });
  });

  it("cut before or after it was taken looks the same: no answer; then it binds again and goes on", async () => {
    const smsc = await gateway({ dropBeforeShare: 1, sendReceipts: false });
    const sender = senderTo(smsc.port);
    assert.equal((await sender.send(message("before"))).kind, "no-answer");
    assert.equal((await sender.send(message("meanwhile"))).kind, "unreachable");
    await smsc.change({ dropBeforeShare: 0, dropAfterShare: 1 });
    assert.deepEqual(await sender.probe(), { kind: "up" });
    assert.equal((await sender.send(message("after"))).kind, "no-answer");
    assert.deepEqual([smsc.store.get("before"), smsc.store.get("after")?.copies], [undefined, 1]);
    await smsc.change({ dropAfterShare: 0 });
    await sender.probe();
    assert.equal((await sender.send(message("again"))).kind, "accepted");
  });

  it("fills its window and no more: 2,000 messages arrive once each", async () => {
    const smsc = await gateway({ window: 10, sendReceipts: false });
    const sender = senderTo(smsc.port);
    let next = 0;
    let accepted = 0;
    await Promise.all(Array.from({ length: 10 }, async () => {
      while (next < 2_000) if ((await sender.send(message(`w${next++}`))).kind === "accepted") accepted += 1;
    }));
    const { messages, copies, notTaken } = smsc.counts();
    assert.deepEqual([accepted, messages, copies, notTaken], [2_000, 2_000, 2_000, 0]);
  });

  it("sends no more than its window, whatever is asked of it; who waits for a place when the line breaks has sent nothing", async () => {
    const smsc = await gateway({ window: 3, latencyMs: 5, sendReceipts: false });
    const sender = senderTo(smsc.port, { window: 3, concurrency: 50 });
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, n) => sender.send(message(`n${n}`))));
    assert.deepEqual([outcomes.filter(({ kind }) => kind === "accepted").length, smsc.counts().notTaken], [60, 0]);
    await smsc.change({ latencyMs: 1_000 });
    const cut = Promise.all(Array.from({ length: 10 }, (_, n) => sender.send(message(`c${n}`))));
    await until("three are there", () => smsc.counts().packets === 63);
    await smsc.change({ paused: true });
    const kinds = (await cut).map(({ kind }) => kind);
    assert.deepEqual([kinds.filter((kind) => kind === "no-answer").length, kinds.filter((kind) => kind === "unreachable").length], [3, 7]);
  });

  it("asks a silent line whether it lives, and leaves it when it does not", async () => {
    const smsc = await gateway();
    const sender = senderTo(smsc.port, { enquireMs: 40, timeoutMs: 100 }, inboxOf());
    await until("it is bound", () => smsc.counts().sessions === 1);
    await sleep(200);
    assert.equal(smsc.counts().binds, 1);
    await smsc.change({ answerEnquire: false });
    await until("it is bound anew", () => smsc.counts().binds > 1);
    await smsc.change({ answerEnquire: true });
    await until("a line is there", () => smsc.counts().sessions > 0);
    assert.deepEqual(await sender.probe(), { kind: "up" });
  });

  it("answers the gateway's own question, and goes when it is told to", async () => {
    const smsc = await gateway();
    const sender = senderTo(smsc.port, {}, inboxOf());
    await until("it is bound", () => smsc.counts().sessions === 1);
    smsc.each((session) => session.enquire());
    assert.equal((await sender.send(message("x"))).kind, "accepted");
    smsc.each((session) => session.unbind());
    await until("it is bound anew", () => smsc.counts().binds === 2);
  });

  it("closes cleanly: what is on the wire is waited for, then unbound, even when nobody answers that", async () => {
    const smsc = await gateway({ latencyMs: 80 });
    const sender = senderTo(smsc.port);
    await sender.probe();
    const sent = sender.send(message("x"));
    await sender.close();
    assert.equal((await sent).kind, "accepted");
    assert.equal((await sender.send(message("y"))).kind, "unreachable");
    const rude = senderTo(smsc.port, { timeoutMs: 100 });
    await rude.probe();
    await smsc.change({ answerUnbind: false });
    await rude.close();
    await until("nobody is there", () => smsc.counts().sessions === 0);
  });
});

describe("long texts taken in part", () => {
  it("nothing taken: deferred or refused as a short one, and nothing of it arrived", async () => {
    const smsc = await gateway({ throttleShare: 1 });
    const sender = senderTo(smsc.port);
    assert.equal((await sender.send(message("p", { body: LONG }))).kind, "deferred");
    await smsc.change({ throttleShare: 0, refusedParts: ["1"] });
    assert.equal((await sender.send(message("p", { body: LONG }))).kind, "refused");
    assert.deepEqual([smsc.counts().incomplete, smsc.counts().packets], [0, 2]);
  });

  it("the rest is tried again by itself while the gateway only finds us too fast: each part once", async () => {
    const smsc = await gateway({ throttleShare: 0.4 });
    const sender = senderTo(smsc.port, { timeoutMs: 5_000 });
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, n) => sender.send(message(`t${n}`, { body: LONG }))));
    const accepted = outcomes.filter(({ kind }) => kind === "accepted").length;
    const { messages, copies, repeated, incomplete, notTaken } = smsc.counts();
    assert.ok(accepted > 2 && notTaken > 5, `${accepted} accepted, ${notTaken} put off`);
    assert.ok(outcomes.every(({ kind }) => kind === "accepted" || kind === "deferred"));
    assert.deepEqual([messages, copies, repeated, incomplete], [accepted, accepted, 0, 0]);
  });

  it("put off for longer than its time it is in doubt, never sent whole again; its detail names what was taken", async () => {
    const port = await rawServer(afterBinding((socket, chunk) => {
      const sequence = chunk.readUInt32BE(12);
      socket.write(answerTo(COMMAND.submit, sequence === 2 ? 0 : 0x58, sequence, Buffer.from("id1\0")));
    }));
    const outcome = await senderTo(port, { timeoutMs: 250 }).send(message("q", { body: LONG }));
    assert.deepEqual(outcome, { kind: "no-answer", detail: "ESME_RTHROTTLED, parts 1-1 of 3 taken (id1), then: command_status 0x58" });
  });

  it("a follower refused for good is refused, one without an answer in doubt", async () => {
    const smsc = await gateway({ refusedParts: ["2"] });
    const sender = senderTo(smsc.port, { timeoutMs: 200 });
    const refused = await sender.send(message("r", { body: LONG }));
    assert.ok(refused.kind === "refused" && refused.code === "ESME_RINVDSTADR" && /^parts 1-1 of 3 taken/.test(refused.detail));
    assert.equal(smsc.counts().messages, 0);
    const port = await rawServer(afterBinding((socket, chunk) => {
      // Only what comes first is answered.
      if (chunk.readUInt32BE(4) === COMMAND.submit && chunk.readUInt32BE(12) === 2) socket.write(answerTo(COMMAND.submit, 0, 2, Buffer.from("id1\0")));
    }));
    const doubtful = await senderTo(port, { timeoutMs: 200 }).send(message("s", { body: LONG }));
    assert.deepEqual(doubtful, { kind: "no-answer", detail: "parts 1-1 of 3 taken (id1), then: RESPONSE_TIMEOUT" });
  });
});

describe("what comes back", () => {
  it("receipts are answered once they are stored: while they cannot be, the gateway keeps them", async () => {
    const smsc = await gateway();
    const inbox = inboxOf();
    inbox.fails = true;
    const sender = senderTo(smsc.port, {}, inbox);
    const outcome = await sender.send(message("k1"));
    await until("the gateway is refused", () => smsc.counts().receipts.refusals > 0);
    inbox.fails = false;
    await until("it brings them again", () => inbox.kept.length === 1);
    assert.ok(outcome.kind === "accepted");
    assert.deepEqual([inbox.kept[0]?.key, inbox.kept[0]?.reference, inbox.kept[0]?.status, inbox.kept[0]?.code], ["k1", outcome.reference, "delivered", "DELIVRD"]);
    await until("none is left", () => smsc.counts().receipts.queued === 0);
  });

  it("early, late, doubled, out of order, in fields or text, in hexadecimal: all are kept with the id of the answer", async () => {
    for (const behaviour of [
      { earlyReceiptsShare: 1 }, { receiptJitterMs: 80, doubleReceiptsShare: 1 }, { receiptForm: "fields" }, { receiptForm: "both", hexAnswers: true }, { hexAnswers: true },
    ] satisfies Partial<SmscBehaviour>[]) {
      const smsc = await gateway({ ...behaviour, echoMarks: false, unknownNumbers: ["+393339999999"] });
      const inbox = inboxOf();
      const ids = "hexAnswers" in behaviour ? ({ answerIds: "hex", receiptIds: "decimal" } as const) : {};
      const sender = senderTo(smsc.port, ids, inbox);
      const outcomes = await Promise.all(["+393331111111", "+393339999999"].map((to) => sender.send(message(to, { to }))));
      const expected = "doubleReceiptsShare" in behaviour ? 4 : 2;
      await until("all are there", () => inbox.kept.length === expected);
      const found = new Map(inbox.kept.map(({ reference, status, key }) => [reference, [status, key]]));
      assert.deepEqual(outcomes.map((outcome) => outcome.kind === "accepted" && found.get(outcome.reference)), [["delivered", null], ["failed", null]], JSON.stringify(behaviour));
    }
  });

  it("a receipt that is none is kept under a code and answered as taken", async () => {
    const inbox = inboxOf();
    const smsc = await gateway();
    senderTo(smsc.port, {}, inbox);
    await until("it is bound", () => smsc.counts().sessions === 1);
    const broken = Buffer.from("0000001400000005000000000000000900010101", "hex");
    smsc.each((session) => session.write(broken));
    await until("it is kept", () => inbox.kept.length === 1);
    assert.deepEqual([inbox.kept[0]?.code, inbox.kept[0]?.key, inbox.kept[0]?.reference], ["RICEVUTA_ILLEGGIBILE", null, null]);
    assert.deepEqual([smsc.counts().sessions, smsc.counts().receipts.refusals], [1, 0]);
  });

  it("a text from a person is answered once somebody has taken it; where nobody does the gateway is told to keep it", async () => {
    const said = { serviceType: "", source: { ton: 1, npi: 1, digits: "393331234567" }, destination: { ton: 3, npi: 0, digits: "40404" }, esmClass: 0, validity: "", registered: 0, coding: 0, octets: Buffer.from("CONFERMO"), tags: Buffer.alloc(0) };
    const smsc = await gateway();
    const silent = senderTo(smsc.port, {}, inboxOf());
    await until("it is bound", () => smsc.counts().sessions === 1);
    assert.equal(await smsc.bring(said), 0x64);
    await silent.close();
    await until("it is gone", () => smsc.counts().sessions === 0);
    const texts: IncomingText[] = [];
    senderTo(smsc.port, {}, inboxOf(async (text) => void texts.push(text)));
    await until("another is bound", () => smsc.counts().sessions === 1);
    assert.equal(await smsc.bring(said), 0);
    assert.deepEqual(texts.map(({ from, to, text }) => [from, to, text]), [["+393331234567", "40404", "CONFERMO"]]);
  });
});

describe("SMPP sender against a broken line", () => {
  it("nobody listens: unreachable, at once while it rests", async () => {
    const sender = senderTo(1);
    assert.equal((await sender.send(message("x"))).kind, "unreachable");
    const start = performance.now();
    assert.equal((await sender.send(message("y"))).kind, "unreachable");
    assert.ok(performance.now() - start < 100);
  });

  it("somebody who is no SMPP gateway, or says nothing: unreachable", async () => {
    const http = await rawServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    assert.deepEqual(await senderTo(http).send(message("x")), { kind: "unreachable", detail: "bind: PDU_TOO_LONG: 1213486160 octets" });
    const mute = await rawServer(() => undefined);
    assert.deepEqual(await senderTo(mute, { timeoutMs: 100 }).send(message("x")), { kind: "unreachable", detail: "bind: RESPONSE_TIMEOUT" });
  });

  it("garbage, a huge length, half a packet after a submission: no answer, and the line is left", async () => {
    for (const garbage of [Buffer.from("ffffffff", "hex"), Buffer.alloc(64, 0), Buffer.from("00000010800000")]) {
      const port = await rawServer(afterBinding((socket) => socket.end(garbage)));
      assert.equal((await senderTo(port).send(message("x"))).kind, "no-answer", garbage.toString("hex"));
    }
  });

  it("answers that nobody asked for, and commands that nobody knows, change nothing", async () => {
    const port = await rawServer(afterBinding((socket, chunk) => {
      const sequence = chunk.readUInt32BE(12);
      const strange = Buffer.from("00000010000003330000000000000063", "hex");
      const receipt = writeShortMessage(COMMAND.deliver, 5, { serviceType: "", source: { ton: 0, npi: 0, digits: "" }, destination: { ton: 0, npi: 0, digits: "" }, esmClass: 4, validity: "", registered: 0, coding: 0, octets: Buffer.alloc(0), tags: Buffer.alloc(0) });
      if (chunk.readUInt32BE(4) === COMMAND.submit) socket.write(Buffer.concat([answerTo(COMMAND.submit, 0, 4711, Buffer.from("falso\0")), strange, receipt, answerTo(COMMAND.submit, 0, sequence, Buffer.from("vero\0"))]));
    }));
    assert.deepEqual(await senderTo(port).send(message("x")), { kind: "accepted", reference: "vero" });
  });

  it("an answer without an id is accepted under our own key", async () => {
    const port = await rawServer(afterBinding((socket, chunk) => socket.write(answerTo(COMMAND.submit, 0, chunk.readUInt32BE(12)))));
    assert.deepEqual(await senderTo(port).send(message("x")), { kind: "accepted", reference: "x" });
  });

  it("a gateway that dies with messages on the wire: those are no answer, and it comes back by itself with an inbox", async () => {
    const smsc = await gateway({ latencyMs: 200 });
    const sender = senderTo(smsc.port, {}, inboxOf());
    await sender.probe();
    const sent = Promise.all(Array.from({ length: 5 }, (_, n) => sender.send(message(`d${n}`))));
    await until("all are there", () => smsc.counts().packets === 5);
    await smsc.change({ paused: true });
    assert.deepEqual(new Set((await sent).map(({ kind }) => kind)), new Set(["no-answer"]));
    await smsc.change({ paused: false, latencyMs: 0 });
    await until("it is bound anew", () => smsc.counts().binds === 2);
    assert.equal((await sender.send(message("e"))).kind, "accepted");
  });
});
