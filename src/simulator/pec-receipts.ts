// Receipts as a provider of certified mail writes them (RFC 6109): text, certified data, the message where it belongs, the seal over all; right or forged.

import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { seal } from "./pec-seal.ts";
import type { Identity } from "./pec-seal.ts";

export type PecKind = "accettazione" | "non-accettazione" | "presa-in-carico" | "avvenuta-consegna" | "errore-consegna" | "preavviso-errore-consegna" | "rilevazione-virus";

/** How a receipt is made to lie, or to come another way than most do. */
export type PecTrick = "unsigned" | "wrong-key" | "altered" | "doctype" | "two-data" | "no-data" | "odd-header-case" | "header-lies" | "indefinite";

export interface PecReceiptPlan {
  readonly kind: PecKind;
  readonly error?: "nessuno" | "no-dest" | "no-dominio" | "virus" | "altro";
  readonly extendedError?: string;
  /** The recipient's mailbox is not a certified one. */
  readonly isForeign?: boolean;
  readonly form?: "completa" | "breve" | "sintetica";
  readonly trick?: PecTrick;
  /** Instead of the message's own. */
  readonly about?: { readonly messageId?: string; readonly to?: string; readonly from?: string };
}

export interface PecMail {
  readonly from: string;
  readonly to: string;
  /** Without its brackets. */
  readonly messageId: string;
  readonly subject: string;
  readonly raw: Buffer;
}

export interface PecHouse {
  readonly domain: string;
  readonly name: string;
  readonly sealer: Identity;
  /** Somebody else's key. */
  readonly stranger: Identity;
}

const EOL = "\r\n";
const SUBJECTS: Readonly<Record<PecKind, string>> = {
  accettazione: "ACCETTAZIONE",
  "non-accettazione": "AVVISO DI NON ACCETTAZIONE",
  "presa-in-carico": "PRESA IN CARICO",
  "avvenuta-consegna": "CONSEGNA",
  "errore-consegna": "AVVISO DI MANCATA CONSEGNA",
  "preavviso-errore-consegna": "AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO",
  "rilevazione-virus": "PROBLEMA DI SICUREZZA",
};

/** The whole receipt of `mail`, as it comes to the sender's mailbox. */
export function composeReceipt(house: PecHouse, mail: PecMail, plan: PecReceiptPlan, at: Date): Buffer {
  const identifier = `opec${randomUUID().replaceAll("-", "")}@${house.domain}`;
  const messageId = plan.about?.messageId ?? mail.messageId;
  const content = signedContent(house, mail, plan, { at, identifier, messageId });
  const odd = plan.trick === "odd-header-case";
  const told = plan.trick === "header-lies" ? "accettazione" : plan.kind;
  const head = [
    `From: "${house.name}" <posta-certificata@${house.domain}>`,
    `To: <${mail.from}>`,
    `Subject: ${SUBJECTS[plan.kind]}: ${mail.subject}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${identifier}>`,
    `${odd ? "x-ricevuta" : "X-Ricevuta"}: ${told}`,
    `${odd ? "X-RIFERIMENTO-MESSAGE-ID" : "X-Riferimento-Message-ID"}: <${messageId}>`,
    ...(plan.kind === "avvenuta-consegna" ? [`${odd ? "X-Tiporicevuta" : "X-TipoRicevuta"}: ${plan.form ?? "completa"}`] : []),
    "MIME-Version: 1.0",
  ];
  if (plan.trick === "unsigned") return Buffer.concat([Buffer.from(`${head.join(EOL)}${EOL}`, "latin1"), content]);
  const signature = seal(content, plan.trick === "wrong-key" ? { ...house.stranger, certificate: house.sealer.certificate, name: house.sealer.name, serial: house.sealer.serial } : house.sealer);
  const shown = plan.trick === "altered" ? Buffer.from(content.toString("latin1").replace("il messaggio per", "il messaggio di"), "latin1") : content;
  const mark = `----firma-${randomUUID()}`;
  const base64 = (plan.trick === "indefinite" ? indefinite(signature) : signature).toString("base64").replace(/.{76}/g, `$&${EOL}`);
  return Buffer.concat([
    Buffer.from(`${[...head, `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;${EOL} boundary="${mark}"`, "", "This is an S/MIME signed message", "", `--${mark}`, ""].join(EOL)}`, "latin1"),
    shown,
    Buffer.from([`${EOL}--${mark}`, `Content-Type: application/pkcs7-signature; name="smime.p7s"`, "Content-Transfer-Encoding: base64", `Content-Disposition: attachment; filename="smime.p7s"`, "", base64, `--${mark}--`, ""].join(EOL), "latin1"),
  ]);
}

function signedContent(house: PecHouse, mail: PecMail, plan: PecReceiptPlan, facts: { readonly at: Date; readonly identifier: string; readonly messageId: string }): Buffer {
  const mark = `----dati-${randomUUID()}`;
  const data = certifiedData(house, mail, plan, facts);
  const part = (...lines: readonly string[]): string => [`--${mark}`, ...lines, ""].join(EOL);
  const dataPart = part(`Content-Type: application/xml; name="daticert.xml"`, "Content-Transfer-Encoding: base64", `Content-Disposition: attachment; filename="daticert.xml"`, "", Buffer.from(data, "utf8").toString("base64").replace(/.{76}/g, `$&${EOL}`));
  const withMessage = plan.kind === "avvenuta-consegna" && plan.form !== "sintetica";
  return Buffer.concat([
    Buffer.from(
      [
        `Content-Type: multipart/mixed; boundary="${mark}"${EOL}${EOL}`,
        part("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", `${SUBJECTS[plan.kind]}: il messaggio per ${mail.to}`),
        ...(plan.trick === "no-data" ? [] : [dataPart]),
        ...(plan.trick === "two-data" ? [dataPart] : []),
        ...(withMessage ? [part(`Content-Type: message/rfc822; name="postacert.eml"`, `Content-Disposition: attachment; filename="postacert.eml"`, "").slice(0, -EOL.length)] : []),
      ].join(""),
      "latin1",
    ),
    ...(withMessage ? [Buffer.from(EOL, "latin1"), mail.raw, Buffer.from(EOL, "latin1")] : []),
    Buffer.from(`--${mark}--${EOL}`, "latin1"),
  ]);
}

function certifiedData(house: PecHouse, mail: PecMail, plan: PecReceiptPlan, { at, identifier, messageId }: { readonly at: Date; readonly identifier: string; readonly messageId: string }): string {
  const to = plan.about?.to ?? mail.to;
  const utc = at.toISOString();
  const day = `${utc.slice(8, 10)}/${utc.slice(5, 7)}/${utc.slice(0, 4)}`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    ...(plan.trick === "doctype" ? [`<!DOCTYPE postacert [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`] : []),
    `<postacert tipo="${plan.kind}" errore="${plan.error ?? "nessuno"}">`,
    `<intestazione><mittente>${escaped(plan.about?.from ?? mail.from)}</mittente><destinatari tipo="${plan.isForeign === true ? "esterno" : "certificato"}">${escaped(to)}</destinatari>`,
    `<risposte>${escaped(mail.from)}</risposte><oggetto>${escaped(mail.subject)}</oggetto></intestazione>`,
    `<dati><gestore-emittente>${escaped(house.name)}</gestore-emittente><data zona="+0000"><giorno>${day}</giorno><ora>${utc.slice(11, 19)}</ora></data>`,
    `<identificativo>${identifier}</identificativo><msgid>&lt;${escaped(messageId)}&gt;</msgid>`,
    ...(plan.kind === "avvenuta-consegna" ? [`<ricevuta tipo="${plan.form ?? "completa"}"/>`] : []),
    ...(["avvenuta-consegna", "errore-consegna", "preavviso-errore-consegna"].includes(plan.kind) ? [`<consegna>${escaped(to)}</consegna>`] : []),
    ...(plan.extendedError === undefined ? [] : [`<errore-esteso>${escaped(plan.extendedError)}</errore-esteso>`]),
    `</dati></postacert>`,
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The outer three values written with indefinite lengths, as mail servers write them. */
function indefinite(whole: Buffer, depth = 0): Buffer {
  if (depth === 3) return whole;
  const headLength = whole[1]! < 0x80 ? 2 : 2 + (whole[1]! & 0x7f);
  const content = whole.subarray(headLength);
  // The object's name stands first where two lie side by side.
  const first = depth === 0 ? content.subarray(0, 2 + content[1]!) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from([whole[0]!, 0x80]), first, indefinite(content.subarray(first.length), depth + 1), Buffer.from([0, 0])]);
}
