// Every office of Campania in one part, nothing said that others may not read, and no text in the wrong alphabet.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { checkSmsSender, composeSms } from "./compose-sms.ts";
import { CAMPANIA_OFFICES, messageInput, officeOf, templates } from "./messages.test-data.ts";
import { measureSms } from "./gsm7.ts";
import { lintMessage } from "./lint.ts";
import type { MessageKind, SummonsMessageInput } from "./types.ts";

const SET = templates();
const KINDS: readonly MessageKind[] = ["summons", "reminder", "moved", "cancelled"];
const LONG_DAY = {
  ...messageInput().appointment,
  localDate: "2019-11-27",
  localTime: "12:30",
  startsAt: "2019-11-27T11:30:00.000Z",
  previous: { localDate: "2019-11-20", localTime: "11:30" },
};

function sms(
  input: SummonsMessageInput,
  kind: MessageKind,
  nameThePerson: boolean,
): ReturnType<typeof composeSms> {
  return composeSms(input, { kind, nameThePerson, templates: SET });
}

describe("one part", () => {
  it("has 46 offices to try", () => assert.equal(CAMPANIA_OFFICES.length, 46));
  for (const kind of KINDS) {
    it(`fits every office: ${kind}`, () => {
      for (const row of CAMPANIA_OFFICES) {
        const input = messageInput({
          office: officeOf(row),
          appointment: LONG_DAY,
          person: { firstName: "Maria Immacolata", surname: "Di Sant’Elia", language: "it" },
        });
        for (const named of [false, true]) {
          const message = sms(input, kind, named);
          assert.deepEqual([message.parts, message.encoding], [1, "gsm7"], message.text);
          assert.equal(message.text.includes("per Maria"), named, message.text);
          const needed = [row[0], "12:30", "27", input.office.phone, input.referenceCode];
          if (kind !== "cancelled") needed.push(row[1]);
          for (const value of needed) assert.ok(message.text.includes(value), `${value} in ${message.text}`);
          const findings = lintMessage(message.text, { officeName: row[0], phone: input.office.phone });
          assert.deepEqual(findings, [], message.text);
        }
      }
    });
  }
  it("says it is a duty in the summons to every office, named or not", () => {
    for (const row of CAMPANIA_OFFICES) {
      const input = messageInput({ office: officeOf(row), appointment: LONG_DAY });
      assert.ok(sms(input, "summons", true).text.includes("appuntamento obbligatorio"));
    }
  });
});

describe("wording", () => {
  it("is complete where there is room", () => {
    assert.equal(
      sms(messageInput(), "summons", false).text,
      "CPI Avellino: appuntamento obbligatorio lunedì 9 settembre 2019 ore 09:00, Via Pescatori 93, Avellino. Per cambiare data: tel. 081 5550123. Rif. K7M2-Q4PX",
    );
  });
  it("goes down the ladder one step at a time", () => {
    const rungs = new Set<number>();
    for (let length = 1; length < 100; length++) {
      const office = officeOf(["CPI Avellino", "x".repeat(length), "Avellino"]);
      const message = sms(messageInput({ office }), "summons", false);
      if (message.parts === 1) rungs.add(message.rung);
    }
    assert.deepEqual([...rungs], [0, 1, 2, 3, 4]);
  });
  it("shortens the given names last and keeps the initial", () => {
    const office = officeOf([
      "CPI Castellammare di Stabia",
      "Via Regina Margherita 74",
      "Castellammare di Stabia",
    ]);
    const person = { firstName: "Maria Antonietta Immacolata", surname: "Esposito", language: "it" } as const;
    const message = sms(messageInput({ office, person }), "summons", true);
    assert.equal(message.rung, 5);
    assert.ok(message.text.includes(" per Maria E. lun 9/9 ore 09:00"));
  });
  it("keeps the municipality where the office's name does not say it", () => {
    const office = officeOf(["CPI Napoli Fuorigrotta", `Via ${"x".repeat(40)}`, "Napoli"]);
    assert.ok(sms(messageInput({ office }), "summons", false).text.includes(", Napoli."));
  });
  it("takes two parts rather than drop what matters", () => {
    const office = officeOf(["CPI Avellino", `Via ${"lunga ".repeat(25)}1`, "Avellino"]);
    const message = sms(messageInput({ office }), "summons", false);
    assert.equal(message.parts, 2);
    for (const value of ["09:00", "lun", "081 5550123", "K7M2-Q4PX"]) assert.ok(message.text.includes(value));
  });
  it("writes capitals with an apostrophe and stays in one part", () => {
    const office = officeOf(["CPI FORLÌ", "PIAZZA LIBERTÀ 1", "FORLÌ"]);
    const message = sms(messageInput({ office }), "summons", false);
    assert.deepEqual([message.encoding, message.parts], ["gsm7", 1]);
    assert.ok(message.text.includes("CPI FORLI': ") && message.text.includes("LIBERTA' 1"));
  });
  it("sends a name in another script whole, in UCS-2", () => {
    const person = { firstName: "Олена", surname: "Шевченко", language: "uk" } as const;
    const message = sms(messageInput({ person }), "summons", true);
    assert.equal(message.encoding, "ucs2");
    assert.ok(message.text.includes("Олена Ш.") && !message.text.includes("?"));
    assert.equal(message.parts, 2);
  });
  it("never says anybody's surname, and no name where the telephone is one's own", () => {
    const person = { firstName: "Ciro", surname: "Esposito", language: "it" } as const;
    for (const kind of KINDS) {
      assert.ok(!sms(messageInput({ person }), kind, true).text.includes("Esposito"));
      assert.ok(!sms(messageInput({ person }), kind, false).text.includes("Ciro"));
    }
  });
  it("is one line whatever is in the values", () => {
    const value = fc.string({
      unit: fc.constantFrom("\r", "\n", "\t", " ", "a", "è", "À", "ж", "😀", "\u2028"),
    });
    fc.assert(
      fc.property(value, value, fc.constantFrom(...KINDS), (name, address, kind) => {
        const base = messageInput();
        const person = { firstName: `A${name}`, surname: `B${name}`, language: "it" } as const;
        const message = sms(
          { ...base, person, office: { ...base.office, address: `V${address}` } },
          kind,
          true,
        );
        assert.doesNotMatch(message.text, /[\r\n\u2028]|\?/);
        assert.equal(message.parts, measureSms(message.text).parts);
      }),
    );
  });
});

describe("sender", () => {
  for (const alias of ["CPICampania", "CPI", "Regione 1"])
    it(`takes ${alias}`, () => assert.ok(checkSmsSender(alias).ok));
  for (const [alias, code] of [
    ["CPI Campania!", "MITTENTE_LUNGHEZZA"],
    ["AB", "MITTENTE_LUNGHEZZA"],
    ["Città", "MITTENTE_CARATTERI"],
    [" CPI", "MITTENTE_CARATTERI"],
    ["3331234567", "MITTENTE_CIFRE"],
    ["333 123 A", "MITTENTE_CIFRE"],
  ] as const) {
    it(`refuses ${alias}`, () => {
      const checked = checkSmsSender(alias);
      assert.equal(checked.ok ? "" : checked.refusal.code, code);
    });
  }
});
