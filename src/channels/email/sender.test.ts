// The e-mail sender against an SMTP server on a real socket, and against servers that break at every step.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startMailServer } from "../../simulator/mail-server.ts";
import type { MailServer } from "../../simulator/mail-server.ts";
import { CALM_MAIL } from "../../simulator/mail-settings.ts";
import { unstuff } from "../../simulator/smtp-session.ts";
import type { OutgoingMessage, SendOutcome, Sender } from "../channel.ts";
import { emailChannel } from "./channel.ts";
import { messageIdFor } from "./return-path.ts";

function message(key: string, over: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const raw = [
    "From: cpi.napoli@lavoro.example",
    "To: a@posta.example",
    "Subject: Convocazione",
    `Message-ID: ${messageIdFor(key, "esiti.example")}`,
    `X-Convoca-Message: ${key}`,
    "",
    "Gentile utente,",
    ".una riga che comincia con un punto",
    ".",
    "..e una con due: perché è così",
    "",
  ].join("\r\n");
  return { key, to: "a@posta.example", from: "cpi.napoli@lavoro.example", body: "", raw, ...over };
}

function senderTo(
  port: number,
  over: { timeoutMs?: number; concurrency?: number; user?: string; password?: string } = {},
): Sender {
  return emailChannel({
    id: "prova",
    host: "127.0.0.1",
    port,
    sender: "cpi.napoli@lavoro.example",
    returnPathDomain: "esiti.example",
    timeoutMs: 3000,
    ...over,
  }).open();
}

/** A server that answers each line with what `say` returns (null = cut the connection), and counts messages it would have taken. */
async function scripted(
  say: (line: string, socket: Socket) => string | null,
  greeting = "220 prova",
): Promise<{ port: number; close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write(`${greeting}\r\n`);
    let rest = "";
    socket.on("data", (chunk) => {
      rest += chunk.toString("utf8");
      const lines = rest.split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const answer = say(line, socket);
        if (answer === null) {
          socket.destroy();
          return;
        }
        if (answer !== "") socket.write(`${answer}\r\n`);
      }
    });
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

async function outcomeWith(
  say: (line: string, socket: Socket) => string | null,
  greeting?: string,
): Promise<SendOutcome> {
  const server = await scripted(say, greeting);
  const sender = senderTo(server.port, { timeoutMs: 400 });
  try {
    return await sender.send(message("k1"));
  } finally {
    await sender.close();
    server.close();
  }
}

/** Answers as a plain server would, except to the command in `special`. */
function except(special: string, answer: string | null): (line: string) => string | null {
  let inData = false;
  return (line) => {
    if (inData) {
      if (line === ".") inData = false;
      return line === "." ? (special === "." ? answer : "250 ok") : "";
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === special) return answer;
    inData = verb === "DATA";
    return inData ? "354 go" : "250 ok";
  };
}

describe("e-mail sender against the server", () => {
  let server: MailServer;
  let sender: Sender;
  before(async () => {
    server = await startMailServer({ keepMessages: 100 });
    sender = senderTo(server.port);
  });
  beforeEach(async () => {
    await server.change(CALM_MAIL);
    server.store.clear();
  });
  after(async () => {
    await sender.close();
    await server.close();
  });

  it("hands over the message byte for byte, under a return path that carries the key", async () => {
    const outcome = await sender.send(message("k1"));
    assert.equal(outcome.kind, "accepted");
    const stored = server.store.get("k1");
    assert.ok(stored?.wire);
    assert.equal(unstuff(stored.wire).toString("utf8"), message("k1").raw);
    assert.deepEqual(
      [stored.from, stored.to, stored.envelopeId],
      ["esiti+k1@esiti.example", "a@posta.example", "k1"],
    );
  });

  it("a refused address is permanent, and the session goes on", async () => {
    await server.change({ refusedAddresses: ["no@posta.example"] });
    const outcome = await sender.send(message("k2", { to: "no@posta.example" }));
    assert.deepEqual(outcome, {
      kind: "refused",
      permanent: true,
      code: "5.1.1",
      detail: "550 5.1.1 mailbox unavailable",
    });
    assert.equal((await sender.send(message("k3"))).kind, "accepted");
  });

  it("4xx to the recipient, after the message, and at the rate limit: deferred; 554 after the message: refused", async () => {
    await server.change({ deferShare: 1 });
    assert.deepEqual(await sender.send(message("k4")), {
      kind: "deferred",
      code: "4.3.0",
      detail: "451 4.3.0 try again later",
    });
    await server.change({ deferShare: 0, deferDataShare: 1 });
    assert.equal((await sender.send(message("k4"))).kind, "deferred");
    await server.change({ deferDataShare: 0, ratePerSecond: 0 });
    assert.equal((await sender.send(message("k4"))).kind, "deferred");
    await server.change({ ratePerSecond: null, refuseDataShare: 1 });
    assert.equal((await sender.send(message("k4"))).kind, "refused");
    assert.equal(server.counts().messages, 0);
  });

  it("cut at DATA: never left; cut after the message: no answer, though it was taken", async () => {
    await server.change({ dropBeforeShare: 1 });
    assert.equal((await sender.send(message("k5"))).kind, "unreachable");
    await server.change({ dropBeforeShare: 0, dropAfterShare: 1 });
    assert.equal((await sender.send(message("k6"))).kind, "no-answer");
    assert.deepEqual([server.store.get("k5"), server.store.get("k6")?.copies], [undefined, 1]);
  });

  it("a paused server is unreachable, then takes messages again", async () => {
    assert.equal((await sender.send(message("k7"))).kind, "accepted");
    await server.change({ paused: true });
    assert.equal((await sender.send(message("k8"))).kind, "unreachable");
    assert.equal((await sender.probe()).kind, "down");
    await server.change({ paused: false });
    assert.deepEqual(await sender.probe(), { kind: "up" });
    assert.equal((await sender.send(message("k8"))).kind, "accepted");
  });

  it("a session that the server ended while idle is replaced without a word", async () => {
    assert.equal((await sender.send(message("k9"))).kind, "accepted");
    await server.change({ paused: true });
    await server.change({ paused: false });
    assert.equal((await sender.send(message("k10"))).kind, "accepted");
    await sleep(20);
    assert.equal((await sender.send(message("k11"))).kind, "accepted");
    assert.equal(server.counts().copies, 3);
  });

  it("10,000 messages arrive once each", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10_000 }, (_, i) => sender.send(message(`b${i}`))),
    );
    assert.equal(outcomes.filter((outcome) => outcome.kind === "accepted").length, 10_000);
    const { messages, arrivals, copies } = server.counts();
    assert.deepEqual({ messages, arrivals, copies }, { messages: 10_000, arrivals: 10_000, copies: 10_000 });
  });
});

describe("e-mail sender: what each failure means", () => {
  it("nobody listens: unreachable", async () => {
    const server = await scripted(() => null);
    server.close();
    const sender = senderTo(server.port);
    assert.equal((await sender.send(message("k1"))).kind, "unreachable");
    await sender.close();
  });

  it("greeting: refused service is ours to repair (deferred); silence and cut are unreachable", async () => {
    assert.equal((await outcomeWith(() => "", "554 no service")).kind, "deferred");
    assert.equal((await outcomeWith(() => "", "421 busy")).kind, "deferred");
    assert.equal((await outcomeWith(() => "")).kind, "unreachable");
    assert.equal((await outcomeWith(() => null)).kind, "unreachable");
  });

  it("MAIL FROM: 5xx speaks of the sender (deferred), unless the message is too big (refused)", async () => {
    assert.equal((await outcomeWith(except("MAIL", "550 5.7.1 sender rejected"))).kind, "deferred");
    assert.equal((await outcomeWith(except("MAIL", "552 5.3.4 too big"))).kind, "refused");
    assert.equal((await outcomeWith(except("MAIL", null))).kind, "unreachable");
  });

  it("RCPT TO: by reply code; cut is unreachable", async () => {
    assert.equal((await outcomeWith(except("RCPT", "550 5.1.1 unknown"))).kind, "refused");
    assert.equal((await outcomeWith(except("RCPT", "450 4.2.1 greylisted"))).kind, "deferred");
    assert.equal((await outcomeWith(except("RCPT", null))).kind, "unreachable");
  });

  it("DATA: by reply code; cut and silence before 354 are unreachable", async () => {
    assert.equal((await outcomeWith(except("DATA", "451 later"))).kind, "deferred");
    assert.equal((await outcomeWith(except("DATA", "554 no"))).kind, "refused");
    assert.equal((await outcomeWith(except("DATA", null))).kind, "unreachable");
    assert.equal((await outcomeWith(except("DATA", ""))).kind, "unreachable");
  });

  it("after the message: by reply code; cut and silence are no answer", async () => {
    assert.equal((await outcomeWith(except(".", "250 2.0.0 queued as ABC12"))).kind, "accepted");
    assert.equal((await outcomeWith(except(".", "452 4.3.1 disk full"))).kind, "deferred");
    assert.equal((await outcomeWith(except(".", "421 4.3.2 closing"))).kind, "deferred");
    assert.equal((await outcomeWith(except(".", "550 5.7.1 spam"))).kind, "refused");
    assert.equal((await outcomeWith(except(".", null))).kind, "no-answer");
    assert.equal((await outcomeWith(except(".", ""))).kind, "no-answer");
  });

  it("the relay's queue id is the reference", async () => {
    const outcome = await outcomeWith(except(".", "250 2.0.0 Ok: queued as 4BX1yZ"));
    assert.deepEqual(outcome, { kind: "accepted", reference: "4BX1yZ" });
  });

  it("an address that cannot be written is refused, nothing is injected", async () => {
    const lines: string[] = [];
    const server = await scripted((line) => {
      lines.push(line);
      return "250 ok";
    });
    const sender = senderTo(server.port);
    const outcome = await sender.send(message("k1", { to: "a@b.example>\r\nRCPT TO:<c@d.example" }));
    await sender.close();
    server.close();
    assert.ok(outcome.kind === "refused" && outcome.code === "INVALID_ADDRESS");
    assert.deepEqual(
      lines.filter((line) => /^RCPT/i.test(line)),
      [],
    );
  });

  it("a wrong password is deferred", async () => {
    const server = await scripted((line) => {
      if (/^EHLO/i.test(line)) return "250-prova\r\n250 AUTH PLAIN";
      return /^AUTH/i.test(line) ? "535 5.7.8 wrong credentials" : "250 ok";
    });
    const sender = senderTo(server.port, { user: "u", password: "p" });
    const outcome = await sender.send(message("k1"));
    await sender.close();
    server.close();
    assert.ok(outcome.kind === "deferred" && outcome.code === "5.7.8");
  });

  it("killed with sessions in flight: the messages written are no answer, those that wait never left", async () => {
    let complete = 0;
    const sockets = new Set<Socket>();
    const server = await scripted((line, socket) => {
      sockets.add(socket);
      const answer = plain(line);
      if (answer !== "250 taken") return answer;
      complete += 1;
      if (complete < 3) return "";
      server.close();
      return null;
    });
    const plain = (line: string): string => {
      if (line === ".") return "250 taken";
      if (line === "DATA") return "354 go";
      return /^(EHLO|MAIL|RCPT|RSET)/.test(line) ? "250 ok" : "";
    };
    const sender = senderTo(server.port, { concurrency: 3 });
    const outcomes = await Promise.all(Array.from({ length: 9 }, (_, i) => sender.send(message(`f${i}`))));
    const count = (kind: SendOutcome["kind"]): number =>
      outcomes.filter((outcome) => outcome.kind === kind).length;
    assert.deepEqual([count("no-answer"), count("unreachable")], [3, 6]);
    await sender.close();
  });
});
