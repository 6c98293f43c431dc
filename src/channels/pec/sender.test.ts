// What the end of a hand-over to a provider of certified mail means: taken, too big, refused, in doubt, or not let in.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startPecProvider } from "../../simulator/pec-provider.ts";
import type { PecProvider } from "../../simulator/pec-provider.ts";
import type { OutgoingMessage, Sender } from "../channel.ts";
import { pecChannel } from "./channel.ts";

const KEY = "0192f7a0-1111-7222-8333-444455556666";

describe("handing over certified mail", () => {
  let provider: PecProvider;
  before(async () => {
    provider = await startPecProvider({
      plan: () => [],
      cutsAfterData: ({ to }) => to.startsWith("tagliata"),
      refuses: ({ to }) => (to.startsWith("rifiutata") ? "554 5.6.0 formato" : null),
    });
  });
  after(() => provider.close());

  const open = (password = provider.password): Sender =>
    pecChannel({
      id: "pec-prova", smtpUrl: provider.smtpUrl, imapUrl: provider.imapUrl, user: provider.user, password: () => password, sender: provider.address,
      certificates: () => provider.authority, judgeSignature: () => ({ ok: false, fault: "FIRMA_ERRATA" }), folder: "INBOX", pollMs: 1_000, maxMailBytes: 65_536, timeoutMs: 3_000,
    }).open();
  const message = (to: string, size = 0): OutgoingMessage => ({
    key: KEY, to, from: provider.address, body: "",
    raw: `From: <${provider.address}>\r\nTo: <${to}>\r\nMessage-ID: <${KEY}@convoca.example>\r\n\r\n${"x".repeat(size)}\r\n`,
  });

  it("says what the provider said, and doubts only where it said nothing after the message", async () => {
    const sender = open();
    assert.equal((await sender.send(message("maria@pec.example"))).kind, "accepted");
    assert.deepEqual([provider.taken[0]?.from, provider.taken[0]?.to, provider.taken[0]?.messageId], [provider.address, "maria@pec.example", `${KEY}@convoca.example`]);
    const refused = await sender.send(message("rifiutata@pec.example"));
    assert.deepEqual([refused.kind, refused.kind === "refused" && refused.code], ["refused", "5.6.0"]);
    assert.equal((await sender.send(message("tagliata@pec.example"))).kind, "no-answer");
    const big = await sender.send(message("maria@pec.example", 31 * 1024 * 1024));
    assert.deepEqual([big.kind, big.kind === "refused" && big.code], ["refused", "TOO_BIG"]);
    assert.equal(provider.taken.length, 2);
    assert.equal((await sender.probe()).kind, "up");
    await sender.close();
  });

  it("that is not let in blames no message", async () => {
    const sender = open("sbagliata");
    assert.equal((await sender.send(message("maria@pec.example"))).kind, "deferred");
    assert.equal((await sender.probe()).kind, "down");
    await sender.close();
    assert.equal(provider.taken.length, 2);
  });
});
