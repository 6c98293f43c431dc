// The e-mail as a mail reader takes it apart, and what may not get into its headers.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { simpleParser, type ParsedMail } from "mailparser";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { checkOfficeForMessages, composeEmail } from "./compose-email.ts";
import { CAMPANIA_OFFICES, messageInput, officeOf, templates } from "./messages.test-data.ts";
import { lintMessage } from "./lint.ts";
import { buildMime, headerText, isSafeAddress, mailDate, quotedPrintable, type Envelope } from "./mime.ts";
import type { MessageKind, SummonsMessageInput } from "./types.ts";
import { tidy } from "./wording.ts";

const SET = templates();
const KINDS: readonly MessageKind[] = ["summons", "reminder", "moved", "cancelled"];
const ID = "0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b";
const ENVELOPE: Envelope = {
  messageId: ID,
  domain: "convoca.example",
  date: "2019-09-02T08:30:05.000Z",
  from: { name: "Centro per l’impiego di Avellino", address: "avellino@convoca.example" },
};

function email(input: SummonsMessageInput, kind: MessageKind = "summons"): ReturnType<typeof composeEmail> {
  return composeEmail(input, {
    kind,
    templates: SET,
    recipient: "maria.rossi@posta.example",
    composedAt: "2019-09-02T08:30:00.000Z",
    domain: "convoca.example",
  });
}

function mime(input: SummonsMessageInput, kind: MessageKind = "summons"): string {
  return buildMime(email(input, kind), ENVELOPE);
}

function addressesOf(field: ParsedMail["to"]): string[] {
  return (Array.isArray(field) ? field : [field]).flatMap(
    (one) => one?.value.map((each) => each.address ?? "") ?? [],
  );
}

function checkLines(raw: string): void {
  assert.ok(!/[^\r\n\x20-\x7e]/.test(raw), "pure ASCII");
  assert.ok(!/[^\r]\n|\r[^\n]/.test(raw), "CRLF only");
  const head = raw.slice(0, raw.indexOf("\r\n\r\n"));
  for (const line of head.split("\r\n")) assert.ok(line.length <= 78, line);
  for (const line of raw.split("\r\n")) assert.ok(line.length <= 998, line);
}

describe("the whole message", () => {
  it("comes back as it was", async () => {
    const composed = email(messageInput());
    const parsed = await simpleParser(buildMime(composed, ENVELOPE));
    assert.equal(
      parsed.subject,
      "Appuntamento obbligatorio: lunedì 9 settembre 2019, ore 09:00 – CPI Avellino",
    );
    assert.equal(parsed.messageId, `<${ID}@convoca.example>`);
    assert.equal(parsed.date?.toISOString(), ENVELOPE.date);
    assert.equal(parsed.from?.value[0]?.name, "Centro per l’impiego di Avellino");
    assert.deepEqual(addressesOf(parsed.to), ["maria.rossi@posta.example"]);
    assert.deepEqual(addressesOf(parsed.replyTo), ["risposte@convoca.example"]);
    assert.equal(parsed.headers.get("auto-submitted"), "auto-generated");
    assert.equal(parsed.headers.get("x-convoca-message"), ID);
    assert.equal(parsed.headers.has("list-unsubscribe"), false);
    assert.equal(parsed.text?.trim(), composed.text.replaceAll("\r\n", "\n").trim());
    assert.equal(String(parsed.html).trim(), composed.html.replaceAll("\r\n", "\n").trim());
  });
  it("holds text, HTML, invitation and the same invitation attached", async () => {
    const composed = email(messageInput());
    const raw = buildMime(composed, ENVELOPE);
    const parsed = await simpleParser(raw);
    assert.match(raw, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST\r\n/);
    const attached = parsed.attachments.filter((one) => one.filename === "invito.ics");
    assert.equal(attached.length, 1);
    assert.equal(attached[0]?.content.toString("utf8").trim(), composed.invitation?.ics.trim());
    assert.ok(parsed.attachments.some((one) => one.contentType === "text/calendar"));
  });
  for (const kind of KINDS) {
    it(`is sound for every office: ${kind}`, async () => {
      for (const row of CAMPANIA_OFFICES) {
        const appointment = {
          ...messageInput().appointment,
          previous: { localDate: "2019-09-06", localTime: "10:00" },
        };
        const input = messageInput({ office: officeOf(row), appointment });
        const composed = email(input, kind);
        checkLines(buildMime(composed, ENVELOPE));
        const findings = lintMessage(composed.text, {
          officeName: input.office.name,
          phone: input.office.phone,
        });
        assert.deepEqual(findings, [], composed.text);
        for (const value of ["09:00", "9 settembre 2019", input.referenceCode, "Maria Rossi"]) {
          assert.ok(composed.text.includes(value), value);
        }
        if (kind !== "cancelled") assert.ok(composed.text.includes(`${row[1]}, ${row[2]}`));
      }
    });
  }
  it("is small", () => assert.ok(mime(messageInput()).length <= 5120, String(mime(messageInput()).length)));
  it("cancels with CANCEL, moves with REQUEST, reminds without an invitation", () => {
    assert.match(mime(messageInput(), "cancelled"), /method=CANCEL\r\n[^]*METHOD:CANCEL[^]*STATUS:CANCELLED/);
    assert.match(mime(messageInput(), "moved"), /method=REQUEST\r\n/);
    assert.doesNotMatch(mime(messageInput(), "reminder"), /calendar;|invito\.ics/);
  });
  it("says how to ask for another date and what to bring", () => {
    const { text } = email(messageInput());
    for (const words of ["chieda un’altra data", "081 5550123", "Che cosa portare", "documento d’identità"]) {
      assert.ok(text.includes(words), words);
    }
  });
  it("is written in Italian, in HTML that needs nothing from outside", () => {
    const { html } = email(messageInput());
    assert.match(html, /^<!DOCTYPE html><html lang="it">/);
    assert.match(html, /<title>[^<]+<\/title>[^]*<h1/);
    assert.doesNotMatch(html, /<img|<script|<link|https?:|url\(/);
  });
});

describe("hostile values", () => {
  const person = {
    firstName: "Ann<b>a\r\nBcc: x@y.example",
    surname: '"Rossi" & <script>',
    language: "it",
  } as const;
  it("escapes markup and lets no line end through", async () => {
    const raw = mime(messageInput({ person }));
    checkLines(raw);
    const parsed = await simpleParser(raw);
    assert.equal(parsed.bcc, undefined);
    assert.equal(addressesOf(parsed.to).length, 1);
    assert.ok(!String(parsed.html).includes("<script>") && !String(parsed.html).includes("<b>a"));
    assert.ok(parsed.text?.includes('Gentile Ann<b>a Bcc: x@y.example "Rossi" & <script>,'));
  });
  it("keeps the headers whole whatever the names", async () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          "\r\n",
          "\n",
          "\r",
          "\0",
          ":",
          ",",
          "<",
          ">",
          '"',
          "\\",
          "=?",
          "?=",
          "è",
          "😀",
          "\ud800",
          " ",
          "(",
          ")",
        ),
        fc.string({ minLength: 1, maxLength: 3 }),
      ),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (first, second) => {
        const base = messageInput();
        const input = {
          ...base,
          person: { firstName: first, surname: second, language: "it" as const },
          office: { ...base.office, name: `C${second}` },
        };
        const raw = mime(input);
        checkLines(raw);
        const parsed = await simpleParser(raw);
        assert.deepEqual(addressesOf(parsed.to), ["maria.rossi@posta.example"]);
        assert.deepEqual(addressesOf(parsed.replyTo), ["risposte@convoca.example"]);
        assert.equal(parsed.headerLines.length, 10);
        assert.equal(parsed.attachments.length, 2);
      }),
      { numRuns: 100 },
    );
  });
  it("throws rather than write an unsafe id, domain or address", () => {
    const composed = email(messageInput());
    assert.throws(() => buildMime(composed, { ...ENVELOPE, messageId: "a\r\nb" }), RangeError);
    assert.throws(() => buildMime(composed, { ...ENVELOPE, domain: "a b" }), RangeError);
    assert.throws(
      () => buildMime({ ...composed, to: { name: "", address: "a@b.it>\r\nRCPT TO:<c@d.it" } }, ENVELOPE),
      RangeError,
    );
  });
  it("knows a safe address", () => {
    for (const address of ["a@b.it", "a.b+c@posta.example", "o'hara@x-y.example"])
      assert.ok(isSafeAddress(address), address);
    for (const address of [
      "",
      "a",
      "a@b",
      "a b@c.it",
      "a@b.it\n",
      "<a@b.it>",
      "a@b.it,c@d.it",
      "à@b.it",
      ".a@b.it",
      "a..b@c.it",
      `${"x".repeat(65)}@b.it`,
    ]) {
      assert.ok(!isSafeAddress(address), address);
    }
  });
});

describe("encodings", () => {
  it("writes the date of RFC 5322", () => {
    assert.equal(mailDate("2019-09-02T08:30:05.000Z"), "Mon, 02 Sep 2019 08:30:05 +0000");
    for (const instant of ["2020-02-29T23:59:59.000Z", "1999-12-31T00:00:00.000Z"]) {
      assert.equal(mailDate(instant), new Date(instant).toUTCString().replace("GMT", "+0000"));
    }
  });
  it("encodes header words that a reader puts together again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), async (text) => {
        const written = headerText(text);
        for (const line of written.split("\r\n")) assert.ok(line.length <= 76, line);
        const parsed = await simpleParser(`Subject: ${written}\r\n\r\n`);
        const expected = tidy(text).trim();
        assert.equal((parsed.subject ?? "").trim().normalize("NFC"), expected.normalize("NFC"));
      }),
      { numRuns: 300 },
    );
  });
  it("quoted-printable: lines of 76 at most, and back to the same text", async () => {
    const line = fc.string({
      unit: fc.constantFrom("a", "=", "è", "😀", " ", "\t", ".", "–", "漢"),
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 5 }), async (lines) => {
        const text = `x${lines.join("\r\n")}x`;
        const written = quotedPrintable(text);
        for (const one of written.split("\r\n")) {
          assert.ok(one.length <= 76 && !/[ \t]$/.test(one) && /^[\x20-\x7e]*$/.test(one), one);
        }
        const head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable";
        const parsed = await simpleParser(`${head}\r\n\r\n${written}`);
        assert.equal(parsed.text?.trimEnd(), text.replaceAll("\r\n", "\n"));
      }),
      { numRuns: 300 },
    );
  });
  it("says the same as nodemailer's own composer would", async () => {
    const composed = email(messageInput());
    const peer = await new MailComposer({
      from: ENVELOPE.from,
      to: composed.to,
      replyTo: composed.replyTo,
      subject: composed.subject,
      text: composed.text,
      html: composed.html,
      date: new Date(ENVELOPE.date),
      messageId: `<${ID}@convoca.example>`,
      icalEvent: { method: "REQUEST", content: composed.invitation?.ics ?? "", filename: "invito.ics" },
    })
      .compile()
      .build();
    const [ours, theirs] = await Promise.all([
      simpleParser(buildMime(composed, ENVELOPE)),
      simpleParser(peer),
    ]);
    for (const field of ["subject", "text", "html", "messageId"] as const)
      assert.equal(ours[field], theirs[field]);
    assert.deepEqual(
      [ours.from?.value, ours.to, ours.replyTo],
      [theirs.from?.value, theirs.to, theirs.replyTo],
    );
    assert.deepEqual(
      ours.attachments.map((one) => one.filename),
      theirs.attachments.map((one) => one.filename),
    );
    assert.ok(buildMime(composed, ENVELOPE).length < peer.length);
  });
});

describe("office", () => {
  it("is judged once for all", () => {
    const office = officeOf(["CPI Avellino", "Via Po 1", "Avellino"]);
    assert.ok(checkOfficeForMessages(office).ok);
    const codeOf = (change: object): string => {
      const checked = checkOfficeForMessages({ ...office, ...change });
      return checked.ok ? "" : checked.refusal.code;
    };
    for (const field of ["name", "shortName", "address", "municipality", "phone"])
      assert.equal(codeOf({ [field]: " " }), "UFFICIO_INCOMPLETO");
    for (const field of ["email", "replyTo"])
      assert.equal(codeOf({ [field]: "non una mail" }), "UFFICIO_EMAIL");
  });
});
