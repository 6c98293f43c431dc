// The simulated outside world as a whole: receipts on command, processes that are killed and remember, phone and mailbox.

import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isAuthenticCallback } from "../channels/callback-auth.ts";
import type { Receipt, Sender } from "../channels/channel.ts";
import { emailChannel } from "../channels/email/channel.ts";
import { smsHttpChannel } from "../channels/sms-http/channel.ts";
import { parseReceipts } from "../channels/sms-http/receipts.ts";
import { Mishaps, RateLimit, chanceOf } from "./chance.ts";
import { citizenDevices } from "./citizen-devices.ts";
import { startOutsideWorld } from "./outside-world.ts";
import type { OutsideWorld } from "./outside-world.ts";
import { CALM_SMS } from "./sms-settings.ts";
import { readSmsRequest } from "./sms-store.ts";

const SECRET = { kind: "hmac", secret: "segreto" } as const;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1000 && !(await condition()); i += 1) await sleep(10);
  assert.ok(await condition(), "waited in vain");
}

function smsSender(world: OutsideWorld, callbackUrl: string): Sender {
  const url = world.smsUrl;
  return smsHttpChannel({
    id: "s",
    url,
    token: "demo",
    sender: "CPI",
    callbackUrl,
    canBeAsked: true,
    timeoutMs: 3000,
  }).open();
}

describe("receipts of the simulated gateway", () => {
  const receipts: Receipt[] = [];
  let refuseNext = 0;
  let world: OutsideWorld;
  let sender: Sender;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const signature = request.headers["x-signature"];
      const isOurs = isAuthenticCallback(SECRET, { "x-signature": String(signature) }, body);
      response.statusCode = isOurs && refuseNext-- <= 0 ? 204 : 500;
      if (response.statusCode === 204) receipts.push(...parseReceipts(body).receipts);
      response.end();
    });
  });
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    world = await startOutsideWorld({ callbackSecret: SECRET });
    sender = smsSender(world, `http://127.0.0.1:${(server.address() as AddressInfo).port}/ricevute`);
  });
  beforeEach(async () => {
    await world.sms.change(CALM_SMS);
    receipts.length = 0;
    refuseNext = 0;
  });
  after(async () => {
    await sender.close();
    await world.stop();
    server.close();
    server.closeAllConnections();
  });
  const send = async (key: string, to = "+393331234567"): Promise<void> => {
    assert.equal((await sender.send({ key, to, from: "CPI", body: "ciao" })).kind, "accepted");
  };

  it("one final receipt for each message, in batches; unknown numbers fail", async () => {
    await world.sms.change({ unknownNumbers: ["+390000000001"] });
    await Promise.all(
      Array.from({ length: 1000 }, (_, i) => send(`n${i}`, i % 10 === 0 ? "+390000000001" : undefined)),
    );
    await until(() => receipts.length >= 1000);
    await sleep(50);
    assert.equal(new Set(receipts.map((receipt) => receipt.key)).size, 1000);
    assert.equal(receipts.length, 1000);
    assert.equal(receipts.filter((receipt) => receipt.status === "failed").length, 100);
  });

  it("lost, doubled and early ones, by a chance that repeats", async () => {
    await world.sms.change({ loseReceiptsShare: 0.5 });
    const keys = Array.from({ length: 200 }, (_, i) => `lost${i}`);
    await Promise.all(keys.map((key) => send(key)));
    const kept = keys.filter((key) => chanceOf(1, "lose-receipt", key) >= 0.5);
    await until(() => receipts.length >= kept.length);
    await sleep(50);
    assert.equal(receipts.length, kept.length);
    assert.deepEqual(new Set(receipts.map((receipt) => receipt.key)), new Set(kept));
    receipts.length = 0;
    await world.sms.change({ loseReceiptsShare: 0, doubleReceiptsShare: 1 });
    await send("twice");
    await until(() => receipts.length === 2);
    receipts.length = 0;
    await world.sms.change({ doubleReceiptsShare: 0, earlyReceiptsShare: 1 });
    const sent = send("early");
    await until(() => receipts.length === 1);
    await sent;
  });

  it("out of order: a final receipt may overtake the one before it", async () => {
    await world.sms.change({ bufferedShare: 1, receiptJitterMs: 120, receiptBatch: 1 });
    await Promise.all(Array.from({ length: 40 }, (_, i) => send(`o${i}`)));
    await until(() => receipts.length === 80);
    const overtaken = receipts.filter(
      (receipt, i) =>
        receipt.status === "delayed" && receipts.slice(0, i).some((other) => other.key === receipt.key),
    );
    assert.ok(overtaken.length > 0 && overtaken.length < 40, String(overtaken.length));
  });

  it("tries again when nobody takes them", async () => {
    refuseNext = 2;
    await send("again");
    await until(() => receipts.length === 1);
    assert.ok((await world.sms.counts()).receipts.refusals >= 2);
  });

  it("a setting that does not exist, or of another type, is an error", async () => {
    await assert.rejects(world.sms.change({ latenzaMs: 5 } as never), /no such setting/);
    await assert.rejects(world.sms.change({ latencyMs: "5" } as never), /wrong type/);
    await world.sms.change({ ratePerSecond: 5 });
    await world.sms.change({ ratePerSecond: null });
  });
});

describe("outside world as processes", () => {
  const folder = mkdtempSync(join(tmpdir(), "convoca-outside-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("killed in the middle it remembers what it accepted, and phone and mailbox show it", async () => {
    const files = { smsLogFile: join(folder, "sms.log"), mailLogFile: join(folder, "mail.log") };
    const first = await startOutsideWorld({ asProcesses: true, ...files });
    const sms = smsSender(first, "");
    const mailOf = (world: OutsideWorld): Sender =>
      emailChannel({
        id: "m",
        host: "127.0.0.1",
        port: world.mail.port,
        sender: "cpi@x.example",
        returnPathDomain: "e.example",
      }).open();
    const mail = mailOf(first);
    const raw = [
      "From: CPI Napoli <cpi@x.example>",
      "To: a@b.example",
      "Subject: =?utf-8?Q?Convocazione_=C3=A8?=",
      "X-Convoca-Message: m1",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="o"',
      "",
      "--o",
      'Content-Type: multipart/alternative; boundary="i"',
      "",
      "--i",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "Gentile utente",
      "--i",
      "Content-Type: text/html; charset=utf-8",
      "",
      "<p>Gentile <b>utente</b></p>",
      "--i--",
      "--o",
      'Content-Type: text/calendar; method=REQUEST; name="invito.ics"',
      'Content-Disposition: attachment; filename="invito.ics"',
      "",
      "BEGIN:VCALENDAR",
      "END:VCALENDAR",
      "--o--",
      "",
    ].join("\r\n");
    assert.equal(
      (await mail.send({ key: "m1", to: "a@b.example", from: "", body: "", raw })).kind,
      "accepted",
    );
    assert.equal(
      (await sms.send({ key: "s0", to: "+393330000000", from: "CPI", body: "È ora\ndue righe" })).kind,
      "accepted",
    );
    const flood = Array.from({ length: 3000 }, (_, i) =>
      sms.send({ key: `s${i + 1}`, to: "+393331111111", from: "CPI", body: "x" }),
    );
    await until(async () => (await first.sms.counts()).messages > 300);
    await Promise.all([first.sms.kill(), first.mail.kill()]);
    const outcomes = await Promise.all(flood);
    await Promise.all([sms.close(), mail.close()]);
    const accepted = outcomes.flatMap((outcome, i) => (outcome.kind === "accepted" ? [`s${i + 1}`] : []));
    const doubtful = outcomes.filter((outcome) => outcome.kind === "no-answer").length;
    // What was on the fifty connections, and on those that the system still opened to a process that was ending already.
    assert.ok(doubtful <= 100, `${doubtful} in doubt`);
    appendFileSync(files.smsLogFile, "A\t12\thalf a li");

    const second = await startOutsideWorld({ asProcesses: true, ...files });
    const asked = smsSender(second, "");
    for (const key of accepted) assert.equal((await asked.ask?.(key))?.kind, "known", key);
    const { messages } = await second.sms.counts();
    assert.ok(messages >= accepted.length + 1 && messages <= accepted.length + 1 + doubtful);
    const devices = citizenDevices(second.sms.controlUrl, second.mail.controlUrl);
    const texts = await devices.phone("+393330000000");
    assert.deepEqual(
      texts.map(({ key, text, from }) => [key, text, from]),
      [["s0", "È ora\ndue righe", "CPI"]],
    );
    const [letter] = await devices.mailbox("A@b.example");
    assert.ok(letter);
    assert.deepEqual(
      [letter.subject, letter.text.trim(), letter.html?.trim()],
      ["Convocazione è", "Gentile utente", "<p>Gentile <b>utente</b></p>"],
    );
    assert.match(letter.calendar ?? "", /^BEGIN:VCALENDAR/);
    assert.deepEqual((await devices.recipients(10)).addresses, ["a@b.example"]);
    await asked.close();
    await second.stop();
  });

  it("no secret stands on a command line, which every user of the machine can read", async () => {
    const world = await startOutsideWorld({
      asProcesses: true,
      smsToken: "gettone-uno",
      callbackSecret: SECRET,
    });
    for (const { pid } of [world.sms, world.mail]) {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      assert.match(line, /simulator/);
      assert.doesNotMatch(line, /gettone-uno|segreto/);
    }
    await world.stop();
  });

  it("a port in use is an error at once", async () => {
    const world = await startOutsideWorld();
    await assert.rejects(startOutsideWorld({ smsPort: world.sms.port }), { code: "EADDRINUSE" });
    await world.stop();
  });
});

describe("chance", () => {
  it("keeps its shares, repeats, and gives a retry a new chance", () => {
    const hits = Array.from({ length: 10_000 }, (_, i) => chanceOf(7, "x", `0190-${i}`)).filter(
      (chance) => chance < 0.1,
    );
    assert.ok(hits.length > 850 && hits.length < 1150, String(hits.length));
    const mishaps = new Mishaps(7);
    let attempts = 0;
    while (mishaps.befalls(0.5, "x", "k")) attempts += 1;
    assert.ok(attempts < 50);
    assert.equal(mishaps.always(0.5, "y", "k"), mishaps.always(0.5, "y", "k"));
  });

  it("a rate limit holds in each second", () => {
    const limit = new RateLimit();
    const passed = [0, 10, 20, 999, 1000, 1001, 1002].filter((now) => limit.allows(2, now));
    assert.deepEqual(passed, [0, 10, 1000, 1001]);
  });

  it("reads a request whatever its text and the order of its fields", () => {
    const request = {
      key: "k",
      to: "+39",
      from: "CPI",
      text: 'a","callback":"x"} \\" ,"to":"b"',
      encoding: "gsm7",
      callback: "http://c/",
    };
    const expected = { key: "k", to: "+39", callback: "http://c/" };
    assert.deepEqual(readSmsRequest(JSON.stringify(request)), expected);
    assert.deepEqual(
      readSmsRequest(JSON.stringify(Object.fromEntries(Object.entries(request).toReversed()))),
      expected,
    );
    assert.equal(readSmsRequest('{"key":"k"}'), null);
    assert.equal(readSmsRequest("ciao"), null);
  });
});
