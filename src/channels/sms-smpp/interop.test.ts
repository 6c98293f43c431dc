// Another hand's reading of the protocol on the other end of the line: the `smpp` package as gateway of our sender, and as client of our simulator.

import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, describe, it } from "node:test";
import smpp from "smpp";
import type { SmppPdu, SmppSession } from "smpp";
import { startSmsc } from "../../simulator/smsc.ts";
import type { Inbox, IncomingText, Receipt } from "../channel.ts";
import { smppChannel } from "./channel.ts";

const LONG = "Convocazione: perché così è più lungo di un messaggio solo, con [parentesi] e €. ".repeat(4);

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function foreignGateway(onSession: (session: SmppSession) => void): Promise<string> {
  const sessions = new Set<SmppSession>();
  const server = smpp.createServer((session) => {
    sessions.add(session);
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: SmppPdu) => session.send(pdu.response({ command_status: pdu["password"] === "prova" ? 0 : 14 })));
    session.on("enquire_link", (pdu: SmppPdu) => session.send(pdu.response()));
    session.on("unbind", (pdu: SmppPdu) => session.send(pdu.response()));
    onSession(session);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    server.close();
    for (const session of sessions) session.destroy();
  });
  return `smpp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("our sender at a foreign gateway", () => {
  it("binds, hands over short and long texts that the other reads as they were, and gets the receipts", async () => {
    const seen: SmppPdu[] = [];
    let bound: SmppSession | null = null;
    const url = await foreignGateway((session) => {
      bound = session;
      session.on("submit_sm", (pdu: SmppPdu) => {
        seen.push(pdu);
        session.send(pdu.response({ message_id: `id-${seen.length}` }));
      });
    });
    const kept: Receipt[] = [];
    const texts: IncomingText[] = [];
    const inbox: Inbox = { receipts: async (receipts) => void kept.push(...receipts), text: async (text) => void texts.push(text), onFault: assert.fail };
    const sender = smppChannel({ id: "x", url, systemId: "convoca", password: () => "prova", sender: "CPICampania", validityHours: 50 }).open(inbox);
    open.push(() => sender.close());
    const text = "Però l'è così: €[]{}~ ù";
    assert.deepEqual(await sender.send({ key: "k", to: "+393331234567", from: "CPICampania", body: text, encoding: "gsm7" }), { kind: "accepted", reference: "id-1" });
    assert.equal((seen[0]!["short_message"] as { message: string }).message, text);
    const { source_addr_ton: sourceTon, source_addr: source, dest_addr_ton: destTon, destination_addr: destination, registered_delivery: receipt } = seen[0] as unknown as Record<string, unknown>;
    assert.deepEqual([sourceTon, source, destTon, destination, receipt], [5, "CPICampania", 1, "393331234567", 1]);
    const long = await sender.send({ key: "l", to: "+393331234567", from: "+390811234567", body: LONG, encoding: "gsm7" });
    assert.ok(long.kind === "accepted" && long.parts?.length === 3);
    const parts = seen.slice(1).map((pdu) => pdu["short_message"] as { udh: readonly Buffer[]; message: string });
    assert.equal(parts.map(({ message }) => message).join(""), LONG);
    await sender.send({ key: "u", to: "+393331234567", from: "CPICampania", body: "Запрошення 😀", encoding: "ucs2" });
    assert.equal((seen[4]!["short_message"] as { message: string }).message, "Запрошення 😀");
    const receiptText = "id:id-1 sub:001 dlvrd:001 submit date:1909021000 done date:1909021001 stat:DELIVRD err:000 text:";
    const answered = await new Promise<SmppPdu>((resolve) => bound!.deliver_sm({ esm_class: 4, source_addr: "393331234567", short_message: receiptText, receipted_message_id: "id-1", message_state: 2 }, resolve));
    assert.equal(answered.command_status, 0);
    assert.deepEqual([kept[0]?.reference, kept[0]?.status], ["id-1", "delivered"]);
    await new Promise<SmppPdu>((resolve) => bound!.deliver_sm({ source_addr_ton: 1, source_addr: "393331234567", destination_addr: "40404", short_message: "NUOVA DATA" }, resolve));
    assert.deepEqual([texts[0]?.from, texts[0]?.text], ["+393331234567", "NUOVA DATA"]);
    assert.deepEqual(await sender.probe(), { kind: "up" });
  });
});

describe("a foreign client at our simulator", () => {
  it("binds, hands over a text with its own mark, and reads the receipt", async () => {
    const smsc = await startSmsc({ behaviour: { receiptForm: "both" } });
    open.push(() => smsc.close());
    const session = smpp.connect({ url: `smpp://127.0.0.1:${smsc.port}` });
    open.push(() => session.destroy());
    session.on("error", () => undefined);
    await once(session, "connect");
    const bound = await new Promise<SmppPdu>((resolve) => session.bind_transceiver({ system_id: "convoca", password: "prova" }, resolve));
    assert.equal(bound.command_status, 0);
    const receipt = once(session, "deliver_sm");
    const answer = await new Promise<SmppPdu>((resolve) => session.submit_sm({ destination_addr_ton: 1, destination_addr: "393331234567", short_message: "Città €", registered_delivery: 1 }, resolve));
    assert.equal(answer.command_status, 0);
    const [pdu] = (await receipt) as [SmppPdu];
    session.send(pdu.response());
    assert.equal(String(pdu["receipted_message_id"]).replace("\0", ""), answer["message_id"]);
    assert.match((pdu["short_message"] as { message: string }).message, /stat:DELIVRD/);
    assert.equal((JSON.parse(smsc.store.list()[0]!.body!) as { text: string }).text, "Città €");
  });
});
