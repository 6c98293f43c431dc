// Bounces, from the message sent to the receipt stored, over real sockets all the way.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startMailServer } from "../../simulator/mail-server.ts";
import type { MailServer } from "../../simulator/mail-server.ts";
import type { Sender } from "../channel.ts";
import { openBounceListener } from "./bounce-listener.ts";
import type { BounceListener, ReturnedItem } from "./bounce-listener.ts";
import { emailChannel } from "./channel.ts";
import { readDeliveryStatus } from "./delivery-status.ts";
import { keyOfMessageId, keyOfReturnPath, returnPathFor } from "./return-path.ts";

const DOMAIN = "esiti.example";

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i += 1) await sleep(10);
  assert.ok(condition(), "waited 5 seconds in vain");
}

describe("bounce listener", () => {
  const items: ReturnedItem[] = [];
  let isStoreDown = false;
  let listener: BounceListener;
  let server: MailServer;
  let sender: Sender;
  before(async () => {
    listener = await openBounceListener({
      port: 0,
      domain: DOMAIN,
      store: async (item) => {
        await sleep(1);
        if (isStoreDown) throw new Error("database away");
        items.push(item);
      },
    });
    server = await startMailServer({
      bounceTarget: { host: "127.0.0.1", port: listener.port },
      behaviour: { bouncedAddresses: ["ignoto@posta.example"] },
    });
    sender = emailChannel({
      id: "prova",
      host: "127.0.0.1",
      port: server.port,
      sender: "cpi@lavoro.example",
      returnPathDomain: DOMAIN,
    }).open();
  });
  after(async () => {
    await sender.close();
    await server.close();
    await listener.close();
  });

  async function send(key: string, to: string): Promise<void> {
    const raw = `From: cpi@lavoro.example\r\nTo: ${to}\r\nX-Convoca-Message: ${key}\r\nSubject: prova\r\n\r\nciao\r\n`;
    const outcome = await sender.send({ key, to, from: "cpi@lavoro.example", body: "", raw });
    assert.equal(outcome.kind, "accepted");
  }

  it("a message to an unknown mailbox comes back as a failed receipt with its key; one to a good mailbox does not", async () => {
    await send("0190aaaa-1111-7000-8000-000000000001", "ignoto@posta.example");
    await send("0190aaaa-1111-7000-8000-000000000002", "buono@posta.example");
    await until(() => items.length === 1);
    const [item] = items.splice(0);
    assert.ok(item?.kind === "receipt");
    const { raw, at, ...receipt } = item.receipt;
    assert.deepEqual(receipt, {
      channel: "email",
      key: "0190aaaa-1111-7000-8000-000000000001",
      reference: null,
      status: "failed",
      code: "5.1.1",
      diagnostic: "550 5.1.1 mailbox unavailable",
    });
    assert.match(raw, /multipart\/report/);
    assert.ok(at !== null && !Number.isNaN(Date.parse(at)));
  });

  it("the other server keeps the bounce until it is stored", async () => {
    isStoreDown = true;
    await send("k-store", "ignoto@posta.example");
    await until(() => server.counts().bounces.refusals > 0);
    assert.equal(items.length, 0);
    isStoreDown = false;
    await until(() => items.length === 1);
    const [item] = items.splice(0);
    assert.equal(item?.kind === "receipt" && item.receipt.key, "k-store");
  });

  it("delays, doubles and losses are as told", async () => {
    await server.change({ delayedShare: 1, bouncedAddresses: [] });
    await send("k-late", "buono@posta.example");
    await until(() => items.length === 1);
    const [late] = items.splice(0);
    assert.equal(late?.kind === "receipt" && late.receipt.status, "delayed");
    await server.change({
      delayedShare: 0,
      bouncedAddresses: ["ignoto@posta.example"],
      doubleBouncesShare: 1,
    });
    await send("k-double", "ignoto@posta.example");
    await until(() => items.length === 2);
    items.splice(0);
    await server.change({ loseBouncesShare: 1 });
    await send("k-lost", "ignoto@posta.example");
    await until(() => server.counts().bounces.lost === 1);
    assert.equal(items.length, 0);
  });

  it("relays nothing, and takes mail that is no bounce as such", async () => {
    const replies = await talk(listener.port, [
      "EHLO x",
      "MAIL FROM:<a@b.example>",
      "RCPT TO:<qualcuno@altrove.example>",
      `RCPT TO:<${returnPathFor("k", DOMAIN)}>`,
      "DATA",
      "Subject: sono in ferie\r\n\r\ntorno presto\r\n.",
      "QUIT",
    ]);
    assert.match(replies, /550 5\.7\.1 relay not permitted/);
    assert.match(replies, /250 2\.0\.0 stored/);
    const [item] = items.splice(0);
    assert.ok(item?.kind === "other");
    assert.deepEqual(item.recipients, ["esiti+k@esiti.example"]);
  });
});

/** Waits for the greeting, says the lines at a walking pace, and returns everything heard. */
async function talk(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk.toString("utf8")));
  await until(() => heard.startsWith("220"));
  for (const line of lines) {
    await sleep(30);
    socket.write(`${line}\r\n`);
  }
  await once(socket, "close");
  return heard;
}

describe("delivery status of other servers", () => {
  const bounce = (report: string, original: string): Buffer =>
    Buffer.from(
      [
        "From: postmaster@altrove.example",
        "Date: Tue, 10 Sep 2019 11:00:00 +0200",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "Non recapitato",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        report,
        "--b",
        "Content-Type: message/rfc822",
        "",
        original,
        "--b--",
        "",
      ].join("\r\n"),
    );
  const report =
    "Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: Failed (no user)\r\nStatus: 5.2.2 (full)\r\nDiagnostic-Code: smtp; 552 5.2.2\r\n mailbox full";

  it("finds the key in the original message when the return path was rewritten", async () => {
    const raw = bounce(report, "Subject: x\r\nX-Convoca-Message: K-1\r\n\r\ntesto");
    const receipt = await readDeliveryStatus({ raw, recipients: ["altro@esiti.example"] }, DOMAIN);
    assert.deepEqual(
      [receipt?.key, receipt?.status, receipt?.code, receipt?.diagnostic, receipt?.at],
      ["k-1", "failed", "5.2.2", "552 5.2.2 mailbox full", "2019-09-10T09:00:00.000Z"],
    );
  });

  it("finds the key in the Message-ID of our own domain only", async () => {
    const read = async (id: string): Promise<string | null | undefined> => {
      const raw = bounce(report, `Message-ID: ${id}\r\n\r\ntesto`);
      return (await readDeliveryStatus({ raw, recipients: [] }, DOMAIN))?.key;
    };
    assert.equal(await read("<k-2@esiti.example>"), "k-2");
    assert.equal(await read("<k-2@altrove.example>"), null);
  });

  it("an automatic answer says nothing about delivery", async () => {
    const raw = Buffer.from("Subject: ferie\r\nAuto-Submitted: auto-replied\r\n\r\ntorno presto\r\n");
    assert.equal(await readDeliveryStatus({ raw, recipients: [returnPathFor("k", DOMAIN)] }, DOMAIN), null);
  });

  it("return paths and message ids give their key back, and only ours do", () => {
    assert.equal(keyOfReturnPath(returnPathFor("0190-ab", DOMAIN)), "0190-ab");
    assert.equal(keyOfReturnPath("ESITI+0190-AB@esiti.example"), "0190-ab");
    assert.equal(keyOfReturnPath("esiti@esiti.example"), null);
    assert.equal(keyOfReturnPath("esiti+a b@esiti.example"), null);
    assert.equal(keyOfMessageId("<x@altrove.example>", DOMAIN), null);
  });
});
