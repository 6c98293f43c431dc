// The simulated mail server spoken to byte by byte: pipelining, dot-stuffing, split packets, order of commands.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { startMailServer } from "./mail-server.ts";
import type { MailServer } from "./mail-server.ts";
import { keyOfWire } from "./mail-store.ts";
import { unstuff } from "./smtp-session.ts";

describe("SMTP session", () => {
  let server: MailServer;
  let socket: Socket;
  let heard = "";
  before(async () => {
    server = await startMailServer({ maxBytes: 20_000 });
  });
  beforeEach(async () => {
    server.store.clear();
    heard = "";
    socket?.destroy();
    socket = connect(server.port, "127.0.0.1");
    socket.on("data", (chunk) => (heard += chunk.toString("latin1")));
    await once(socket, "connect");
    await replies(1);
  });
  after(async () => {
    socket.destroy();
    await server.close();
  });

  async function replies(count: number): Promise<string[]> {
    const whole = (): string[] => heard.split("\r\n").filter((line) => /^\d{3} /.test(line));
    for (let i = 0; i < 400 && whole().length < count; i += 1) await sleep(5);
    return whole().map((line) => line.slice(0, 3));
  }

  const ENVELOPE = "MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n";

  it("takes two messages in one packet, envelope and body pipelined", async () => {
    socket.write(
      `EHLO x\r\n${ENVELOPE}Message-ID: <1@x>\r\n\r\nuno\r\n.\r\n${ENVELOPE}Message-ID: <2@x>\r\n\r\ndue\r\n.\r\nQUIT\r\n`,
    );
    assert.deepEqual(await replies(11), [
      "220",
      "250",
      "250",
      "250",
      "354",
      "250",
      "250",
      "250",
      "354",
      "250",
      "221",
    ]);
    assert.deepEqual(
      server.store.list().map((mail) => mail.key),
      ["1@x", "2@x"],
    );
  });

  it("takes a message that comes one byte at a time", async () => {
    for (const byte of Buffer.from(`EHLO x\r\n${ENVELOPE}Message-ID: <1@x>\r\n\r\n..\r\nfine\r\n.\r\n`)) {
      socket.write(Buffer.from([byte]));
      await sleep(0);
    }
    assert.deepEqual(await replies(6), ["220", "250", "250", "250", "354", "250"]);
    const wire = server.store.get("1@x")?.wire;
    assert.ok(wire);
    assert.equal(unstuff(wire).toString("latin1"), "Message-ID: <1@x>\r\n\r\n.\r\nfine\r\n");
  });

  it("only CRLF dot CRLF ends a message: bare line feeds smuggle nothing", async () => {
    socket.write(`EHLO x\r\n${ENVELOPE}Message-ID: <1@x>\r\n\r\nuno\n.\nMAIL FROM:<x@y>\r\n.\r\n`);
    assert.equal((await replies(6)).at(-1), "250");
    assert.equal(server.store.length, 1);
    assert.match(server.store.get("1@x")?.wire?.toString("latin1") ?? "", /MAIL FROM:<x@y>\r\n$/);
  });

  it("an empty message is a message", async () => {
    socket.write(`EHLO x\r\n${ENVELOPE}.\r\nNOOP\r\n`);
    assert.deepEqual((await replies(7)).slice(4), ["354", "250", "250"]);
    assert.equal(server.store.length, 1);
  });

  it("keeps the order of commands, and the limit of size", async () => {
    socket.write(
      "RCPT TO:<c@d>\r\nDATA\r\nMAIL FROM:<a@b> SIZE=30000\r\nMAIL FROM:a@b\r\nMAIL FROM:<a@b>\r\nMAIL FROM:<a@b>\r\nDATA\r\nRSET\r\nBOH\r\n",
    );
    assert.deepEqual(await replies(10), [
      "220",
      "503",
      "503",
      "552",
      "501",
      "250",
      "503",
      "554",
      "250",
      "500",
    ]);
    heard = "";
    socket.write(`${ENVELOPE}${"x".repeat(25_000)}\r\n.\r\nNOOP\r\n`);
    assert.deepEqual(await replies(5), ["250", "250", "354", "552", "250"]);
  });

  it("answers in order while a slow message holds up what follows it", async () => {
    await server.change({ latencyMs: 60 });
    socket.write(`EHLO x\r\n${ENVELOPE}Message-ID: <1@x>\r\n\r\nuno\r\n.\r\nNOOP\r\n`);
    assert.deepEqual(await replies(5), ["220", "250", "250", "250", "354"]);
    await sleep(20);
    assert.equal((await replies(5)).length, 5);
    assert.deepEqual((await replies(7)).slice(5), ["250", "250"]);
    await server.change({ latencyMs: 0 });
  });

  it("nodemailer's ordinary pool finds it a good server", async () => {
    const transport = createTransport({ host: "127.0.0.1", port: server.port, pool: true, ignoreTLS: true });
    const text = "perché\n.\n..due\n";
    const sent = await transport.sendMail({
      from: "a@b.example",
      to: "c@d.example",
      subject: "È così",
      text,
      messageId: "<n1@x>",
    });
    transport.close();
    assert.deepEqual(sent.accepted, ["c@d.example"]);
    assert.equal(server.store.get("n1@x")?.to, "c@d.example");
  });

  it("reads the key whatever the case and the folding of the header", () => {
    const wire = (header: string): string | null =>
      keyOfWire(Buffer.from(`From: a@b\r\n${header}\r\n\r\nX-Convoca-Message: no\r\n`));
    assert.equal(wire("X-Convoca-Message: k1"), "k1");
    assert.equal(wire("x-convoca-message:\r\n k2"), "k2");
    assert.equal(wire("MESSAGE-ID: <k3@x>"), "k3@x");
    assert.equal(wire("Subject: x"), null);
  });
});
