// Receipts of certified mail: each kind read right, each lie put aside with its code, and nothing that is thrown at the reader believed or fatal.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { X509Certificate } from "node:crypto";
import { before, describe, it } from "node:test";
import { certifiedFinding } from "../../domain/messages/certified-mail.ts";
import { CERTIFIED_QUARANTINE, certifiedReceiptName } from "../../domain/messages/certified-texts.ts";
import { checkMailSignature } from "../../exchange/cms/mail-signature.ts";
import { composeReceipt } from "../../simulator/pec-receipts.ts";
import type { PecHouse, PecMail, PecReceiptPlan } from "../../simulator/pec-receipts.ts";
import { identity } from "../../simulator/pec-seal.ts";
import { readCertifiedData } from "./certified-data.ts";
import { fieldText } from "./mime.ts";
import { readMail } from "./receipt.ts";
import type { JudgeSignature, MailRead } from "./receipt.ts";

const KEY = "0192f7a0-1111-7222-8333-444455556666";
const FROM = "convoca@pec.regione.example";
const TO = "maria.esposito@pec.example";
const AT = new Date("2026-03-02T10:20:30Z");
const root = identity({ name: "Radice di prova" }, null);
const DOMAIN = "pec.gestore.example";
const mailbox = [`posta-certificata@${DOMAIN}`];
const HOUSE: PecHouse = { domain: DOMAIN, name: "Gestore di prova", sealer: identity({ name: "Gestore di prova", mailboxes: mailbox, from: new Date("2020-01-01") }, root), stranger: identity({ name: "Altri", mailboxes: mailbox }, null) };
const MAIL: PecMail = {
  from: FROM, to: TO, messageId: `${KEY}@convoca.example`, subject: "Convocazione",
  raw: Buffer.from(`From: <${FROM}>\r\nTo: <${TO}>\r\nSubject: Convocazione\r\nMessage-ID: <${KEY}@convoca.example>\r\n\r\nVenga allo sportello è ora.\r\n`, "utf8"),
};
const authorities = [new X509Certificate(root.certificate)];
const judge: JudgeSignature = (mail) => checkMailSignature(mail, authorities);
const unknowing: JudgeSignature = (mail) => checkMailSignature(mail, []);
const read = (plan: PecReceiptPlan, how = judge): MailRead => readMail(composeReceipt(HOUSE, MAIL, plan, AT), how);
const code = (mail: MailRead): string => (mail.kind === "quarantined" ? mail.code : mail.kind === "receipt" ? `ricevuta ${mail.receipt.code}` : mail.what);

describe("a receipt", () => {
  const cases: readonly (readonly [PecReceiptPlan, string, string])[] = [
    [{ kind: "accettazione" }, "accettazione", "accepted"],
    [{ kind: "accettazione", isForeign: true }, "accettazione/esterno", "failed not-certified-mailbox"],
    [{ kind: "presa-in-carico" }, "presa-in-carico", "accepted"],
    [{ kind: "avvenuta-consegna" }, "avvenuta-consegna", "delivered"],
    [{ kind: "avvenuta-consegna", form: "breve" }, "avvenuta-consegna", "delivered"],
    [{ kind: "avvenuta-consegna", form: "sintetica" }, "avvenuta-consegna", "delivered"],
    [{ kind: "preavviso-errore-consegna", error: "altro", extendedError: "4.4.7 - Gestore - entro 12 ore" }, "preavviso-errore-consegna/altro/4.4.7", "accepted"],
    [{ kind: "errore-consegna", error: "altro", extendedError: "5.4.7 - Gestore - entro 24 ore" }, "errore-consegna/altro/5.4.7", "failed not-reachable-in-time"],
    [{ kind: "errore-consegna", error: "no-dest", extendedError: "5.1.1 - Gestore - casella inesistente" }, "errore-consegna/no-dest/5.1.1", "failed mailbox-not-existing"],
    [{ kind: "errore-consegna", error: "no-dominio", extendedError: "5.1.2 - Gestore" }, "errore-consegna/no-dominio/5.1.2", "failed domain-not-existing"],
    [{ kind: "errore-consegna", error: "altro", extendedError: "5.2.2 - Gestore - casella piena" }, "errore-consegna/altro/5.2.2", "failed mailbox-full"],
    [{ kind: "errore-consegna", error: "virus" }, "errore-consegna/virus", "failed virus-found"],
    [{ kind: "rilevazione-virus", error: "virus" }, "rilevazione-virus/virus", "failed virus-found"],
    [{ kind: "non-accettazione", error: "altro", extendedError: "formato errato" }, "non-accettazione/altro", "failed message-rejected"],
    [{ kind: "non-accettazione", error: "virus" }, "non-accettazione/virus", "failed virus-found"],
    [{ kind: "avvenuta-consegna", trick: "odd-header-case" }, "avvenuta-consegna", "delivered"],
    [{ kind: "avvenuta-consegna", trick: "indefinite" }, "avvenuta-consegna", "delivered"],
  ];
  for (const [plan, word, proves] of cases) {
    it(`of kind ${word}${plan.form === undefined ? "" : ` (${plan.form})`}${plan.trick === undefined ? "" : ` (${plan.trick})`} proves: ${proves}`, () => {
      const mail = read(plan);
      assert.ok(mail.kind === "receipt", code(mail));
      const { receipt } = mail;
      assert.deepEqual([receipt.key, receipt.code, receipt.sender, receipt.recipient, receipt.at, receipt.signer, receipt.signerTrusted], [KEY, word, FROM, TO, "2026-03-02T10:20:30.000Z", "Gestore di prova", true]);
      assert.equal([receipt.finding.status, ...(receipt.finding.status === "failed" ? [receipt.finding.cause] : [])].join(" "), proves);
      assert.notEqual(certifiedReceiptName(receipt.code), receipt.code);
      assert.match(receipt.reference, /^opec[0-9a-f]{32}@/);
    });
  }

  it("whose signer nobody vouches for is marked where no authority was given, and put aside where one was", () => {
    const mail = read({ kind: "accettazione" }, unknowing);
    assert.ok(mail.kind === "receipt");
    assert.equal(mail.receipt.signerTrusted, false);
    const other = identity({ name: "Altra radice" }, null);
    assert.equal(code(read({ kind: "accettazione" }, (signed) => checkMailSignature(signed, [new X509Certificate(other.certificate)]))), "FIRMA_CATENA");
  });

  it("that lies is put aside with its code", () => {
    const lies: readonly (readonly [PecReceiptPlan, string])[] = [
      [{ kind: "avvenuta-consegna", trick: "unsigned" }, "FIRMA_ASSENTE"],
      [{ kind: "avvenuta-consegna", trick: "wrong-key" }, "FIRMA_ERRATA"],
      [{ kind: "avvenuta-consegna", trick: "altered" }, "FIRMA_ERRATA"],
      [{ kind: "avvenuta-consegna", trick: "doctype" }, "DATICERT_DOCTYPE"],
      [{ kind: "avvenuta-consegna", trick: "two-data" }, "DATICERT_DOPPIO"],
      [{ kind: "avvenuta-consegna", trick: "no-data" }, "DATICERT_ASSENTE"],
      [{ kind: "avvenuta-consegna", trick: "header-lies" }, "RICEVUTA_DISCORDE"],
      [{ kind: "avvenuta-consegna", isForeign: true }, "CONSEGNA_SENZA_CASELLA"],
      [{ kind: "avvenuta-consegna", about: { messageId: "qualcosa@altrove.example" } }, "MESSAGGIO_NON_NOSTRO"],
      [{ kind: "avvenuta-consegna", about: { to: "non un indirizzo" } }, "DATICERT_INCOMPLETO"],
    ];
    for (const [, word] of lies) assert.ok(Object.hasOwn(CERTIFIED_QUARANTINE, word), word);
    const altered = composeReceipt(HOUSE, MAIL, { kind: "avvenuta-consegna" }, AT).toString("latin1").replace("Venga", "Resti");
    assert.deepEqual(lies.map(([plan]) => code(read(plan))), lies.map(([, word]) => word));
    assert.equal(code(readMail(Buffer.from(altered, "latin1"), judge)), "FIRMA_ERRATA");
    const foreign: PecHouse = { ...HOUSE, sealer: identity({ name: "Firma d'altri", mailboxes: ["qualcuno@altrove.example"] }, root) };
    assert.equal(code(readMail(composeReceipt(foreign, MAIL, { kind: "accettazione" }, AT), judge)), "FIRMA_DI_ALTRI");
    const expired: PecHouse = { ...HOUSE, sealer: identity({ name: "Scaduto", mailboxes: mailbox, from: new Date("2010-01-01"), until: new Date("2011-01-01") }, root) };
    assert.equal(code(readMail(composeReceipt(expired, MAIL, { kind: "accettazione" }, AT), judge)), "FIRMA_SCADUTA");
  });
});

describe("mail that is no receipt", () => {
  const mail = (...lines: string[]): string => code(readMail(Buffer.from(lines.join("\r\n"), "latin1"), judge));
  it("is kept apart for a person", () => {
    assert.equal(mail("From: a@b.example", "Subject: Domanda", "", "Buongiorno"), "ordinary");
    assert.equal(mail("From: posta-certificata@x.example", "X-Trasporto: errore", "Subject: ANOMALIA MESSAGGIO: x", "", "busta"), "anomaly");
    assert.equal(mail("From: a@b.example", "X-VerificaSicurezza: errore", "", "x"), "SICUREZZA_ERRORE");
    assert.equal(mail("From: a@b.example", "X-Ricevuta: avvenuta-consegna", "", "firmato: no"), "FIRMA_ASSENTE");
    // A receipt that somebody passes on is their word, not the provider's.
    const inside = composeReceipt(HOUSE, MAIL, { kind: "avvenuta-consegna" }, AT).toString("latin1");
    assert.equal(mail("From: a@b.example", 'Content-Type: multipart/mixed; boundary="q"', "", "--q", "Content-Type: message/rfc822", "", inside, "--q--", ""), "ordinary");
  });

  it("is read for its face without what could harm who reads it", () => {
    const { face } = readMail(Buffer.from("From: =?utf-8?q?Nicol=C3=B2?= <n@x.example>\r\nSubject: =?UTF-8?B?w6ggdW4=?=\r\n =?UTF-8?B?IGNhc28=?= \u0007\r\nMessage-ID: <1@x>\r\n\r\n", "latin1"), judge);
    assert.deepEqual(face, { from: "Nicolò <n@x.example>", subject: "è un caso", messageId: "<1@x>" });
    assert.equal(fieldText("\u202egnp.exe"), "gnp.exe");
  });

  it("does no harm, however it is made", () => {
    const deep = (levels: number): string => (levels === 0 ? "fondo" : `Content-Type: multipart/mixed; boundary="m${levels}"\r\n\r\n--m${levels}\r\n${deep(levels - 1)}\r\n--m${levels}--\r\n`);
    const data = `<?xml version="1.0"?><postacert tipo="accettazione">${"<a>".repeat(500)}${"</a>".repeat(500)}</postacert>`;
    const bomb = Buffer.alloc(10 * 1024 * 1024, "X-Ricevuta: accettazione\r\n");
    const started = performance.now();
    for (const raw of [deep(100), `X-Ricevuta: accettazione\r\n${deep(100)}`, "", "\r\n\r\n", `${"A: b\r\n".repeat(1_000)}\r\n`, `Content-Type: multipart/signed; boundary="${"x".repeat(500)}"\r\n\r\n`]) assert.notEqual(readMail(Buffer.from(raw, "latin1"), judge).kind, "receipt");
    assert.equal(readMail(bomb, judge).kind, "quarantined");
    assert.equal(readMail(Buffer.concat([Buffer.from("Content-Type: multipart/signed; boundary=b\r\n\r\n"), Buffer.alloc(10 * 1024 * 1024, "--b\r\n")]), judge).kind, "incoming");
    assert.equal(readCertifiedData(Buffer.from(data)), "DATICERT_ILLEGGIBILE");
    assert.equal(readCertifiedData(Buffer.alloc(70_000, " ")), "DATICERT_ILLEGGIBILE");
    assert.equal(readCertifiedData(Buffer.from([0xff, 0xfe, 0x00])), "DATICERT_ILLEGGIBILE");
    assert.ok(performance.now() - started < 3_000);
  });
});

describe("twenty thousand receipts with something changed", () => {
  let originals: Buffer[] = [];
  before(() => {
    originals = (["accettazione", "avvenuta-consegna", "errore-consegna"] as const).map((kind) => composeReceipt(HOUSE, MAIL, { kind, error: kind === "errore-consegna" ? "no-dest" : "nessuno" }, AT));
  });
  it("never crash the reader, and never prove more than the one that was sealed", () => {
    let state = 42;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 21_000; round += 1) {
      const from = originals[round % originals.length]!;
      let raw = Buffer.from(from);
      for (let change = next(3); change >= 0; change -= 1) {
        const at = next(raw.length);
        const how = next(5);
        if (how === 0) raw[at] = next(256);
        else if (how === 1) raw = Buffer.concat([raw.subarray(0, at), raw.subarray(Math.min(raw.length, at + 1 + next(60)))]);
        else if (how === 2) raw = Buffer.concat([raw.subarray(0, at), raw.subarray(next(raw.length)), raw.subarray(at)]).subarray(0, 60_000);
        else if (how === 3) raw = raw.subarray(0, Math.max(1, at));
        else raw = Buffer.concat([raw.subarray(0, at), from.subarray(at, at + next(300)), raw.subarray(at)]);
      }
      const mail = readMail(raw, judge);
      outcomes.set(mail.kind, (outcomes.get(mail.kind) ?? 0) + 1);
      if (mail.kind !== "receipt") continue;
      // Only what is not under the seal may have changed.
      const { key, code: word, finding } = mail.receipt;
      const expected = [{ kind: "accettazione", error: "nessuno" }, { kind: "avvenuta-consegna", error: "nessuno" }, { kind: "errore-consegna", error: "no-dest" }] as const;
      const own = expected[round % originals.length]!;
      assert.deepEqual([key, word, finding], [KEY, own.error === "nessuno" ? own.kind : `${own.kind}/${own.error}`, certifiedFinding({ ...own, isForeign: false, status: null })]);
    }
    assert.ok((outcomes.get("quarantined") ?? 0) > 5_000 && (outcomes.get("receipt") ?? 0) > 500, JSON.stringify([...outcomes]));
  });
});
