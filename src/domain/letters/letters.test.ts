// Rules of letters: codes and bars, addresses as the post takes them, outcomes in every order.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { CITATIONS } from "../law/citation.ts";
import { barWidths } from "./code128.ts";
import { conclude, letterCause } from "./conclude.ts";
import type { LetterEvent } from "./conclude.ts";
import { isLetterCode, letterCode, shownCode } from "./letter-code.ts";
import { OUTCOME_CODES } from "./outcome-codes.ts";
import { readInstant, readOutcome } from "./outcome-row.ts";
import { LONGEST_LINE, postalAddress } from "./postal-address.ts";
import type { AddressFacts } from "./postal-address.ts";
import { LETTER_PAGE, OUTCOME_TITLES } from "./texts.ts";

const NOW = "2019-10-01T08:00:00.000Z";

describe("the code of a letter", () => {
  const ids = fc.uuid({ version: 7 });
  it("is sixteen digits, made from the message alone", () => {
    fc.assert(fc.property(ids, (id) => isLetterCode(letterCode(id)) && letterCode(id) === letterCode(id)));
    assert.equal(shownCode("1234567890123456"), "1234 5678 9012 3456");
  });
  it("a single wrong digit is never another code", () => {
    fc.assert(fc.property(ids, fc.nat(15), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
      const code = letterCode(id);
      const wrong = code.slice(0, at) + ((Number(code[at]) + by) % 10) + code.slice(at + 1);
      return !isLetterCode(wrong);
    }));
  });
  it("is drawn as Code 128: start, pairs of digits, check sign, stop, each of eleven modules but the last", () => {
    const bars = barWidths("9104692226973877");
    assert.equal(bars.length, 6 * 10 + 7);
    assert.equal(bars.reduce((sum, width) => sum + width, 0), 11 * 10 + 13);
    // Start C, «1234» and the check sign worked out by hand: (105 + 12·1 + 34·2) mod 103 = 82.
    assert.deepEqual(barWidths("1234").join(""), "211232" + "112232" + "131123" + "121241" + "2331112");
    assert.throws(() => barWidths("123"), RangeError);
  });
});

describe("an address", () => {
  const good: AddressFacts = { name: "MARIA", surname: "D'ANGELO", street: "Via Roma 1", zip: "83100", municipality: { name: "Avellino", province: "AV" } };
  const code = (change: Partial<AddressFacts>): string => {
    const judged = postalAddress({ ...good, ...change });
    return judged.ok ? "" : judged.refusal.code;
  };
  it("is written as the post wants it", () => {
    const judged = postalAddress(good);
    assert.ok(judged.ok);
    assert.deepEqual(judged.value.lines, ["D'Angelo Maria", "Via Roma 1", "83100 AVELLINO AV"]);
  });
  it("is refused with what is missing", () => {
    assert.deepEqual(
      [code({ street: null, zip: null, municipality: null }), code({ street: " 12 " }), code({ street: "Senza fissa dimora" }), code({ zip: null }), code({ zip: "8310" }), code({ zip: "00000" }), code({ municipality: null })],
      ["INDIRIZZO_ASSENTE", "INDIRIZZO_SENZA_VIA", "INDIRIZZO_FITTIZIO", "CAP_ASSENTE", "CAP_NON_VALIDO", "CAP_NON_VALIDO", "COMUNE_ASSENTE"],
    );
    assert.equal(code({ street: "Via ".padEnd(120, "a") }), "INDIRIZZO_TROPPO_LUNGO");
  });
  it("is broken between words, never beyond the line of the post", () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[A-Za-z]{1,12}$/), { minLength: 1, maxLength: 8 }), (words) => {
      const judged = postalAddress({ ...good, street: `Via ${words.join(" ")} 1` });
      return !judged.ok || (judged.value.lines.length <= 5 && judged.value.lines.every((line) => line.length <= LONGEST_LINE));
    }));
  });
});

describe("outcomes of the post", () => {
  const event = (code: string, at: string, cause: string | null = null): LetterEvent => ({ code, cause, at: `${at}T12:00:00.000Z` });
  it("say the same whatever their order and however often they come", () => {
    const events = [event("CON080", "2019-09-02"), event("RECRN010", "2019-09-05"), event("RECRN011", "2019-09-06"), event("RECRN003A", "2019-09-20"), event("RECRN003C", "2019-09-20"), event("RECRN002C", "2019-09-21", "M04")];
    const once = conclude(events);
    assert.deepEqual(once, { result: "received", at: "2019-09-15T12:00:00.000Z", code: "RECRN003C" });
    fc.assert(fc.property(fc.shuffledSubarray([...events, ...events], { minLength: 12 }), (shuffled) => { assert.deepEqual(conclude(shuffled), once); }));
  });
  it("only a closed file proves: the first word and the scanning do not", () => {
    for (const code of ["RECRN001A", "RECRN001B", "RECRN002A", "RECRN002D", "RECRN005A", "RECAG008B"]) assert.equal(conclude([event(code, "2019-09-10")])?.result, "sent", code);
    assert.equal(conclude([]), null);
  });
  it("kept letters count from the tenth day of storage, or from when they were fetched if before", () => {
    assert.equal(conclude([event("RECRN010", "2019-09-05"), event("RECRN003C", "2019-09-08")])?.at, "2019-09-08T12:00:00.000Z");
    assert.equal(conclude([event("RECRN010", "2019-09-05"), event("RECRN005C", "2019-10-05")])?.at, "2019-09-15T12:00:00.000Z");
    assert.equal(conclude([event("RECRN005C", "2019-10-05")])?.at, "2019-10-05T12:00:00.000Z", "without the notice of storage, from what was reported");
  });
  it("who refuses a letter has had it; who is not found has not", () => {
    assert.equal(conclude([event("RECRN002C", "2019-09-08", "M05")])?.result, "received");
    assert.deepEqual(conclude([event("RECRN002F", "2019-09-08")]), { result: "failed", at: "2019-09-08T12:00:00.000Z", code: "RECRN002F", cause: "person-not-found" });
    assert.equal(letterCause("RECRN002C", "M06"), "address-not-existing");
    assert.equal(letterCause("RECRN006", null), "lost");
  });
  it("every code has its Italian name, its norm and what follows from it", () => {
    assert.deepEqual([...OUTCOME_CODES.keys()].toSorted(), Object.keys(OUTCOME_TITLES).toSorted());
    for (const { title, meaning, citation } of OUTCOME_CODES.values()) assert.ok(title !== "" && meaning in LETTER_PAGE.meanings && citation in CITATIONS);
  });
});

describe("a row of outcomes", () => {
  const fields = { letter: "9104 6922 2697 3877", outcome: "recrn001c", at: "12/09/2019" };
  it("is read as people write it", () => {
    const read = readOutcome(fields, NOW);
    assert.ok(typeof read !== "string");
    assert.deepEqual([read.letter, read.number, read.outcome.code, read.at], ["9104692226973877", null, "RECRN001C", "2019-09-12T10:00:00.000Z"]);
    assert.ok(typeof readOutcome({ ...fields, outcome: "C0N080" }, NOW) !== "string");
  });
  it("dates in every form are the same moment; what is none is none", () => {
    for (const text of ["2019-09-12", "12/09/2019", "12-09-2019", "12.9.2019"]) assert.equal(readInstant(text), "2019-09-12T10:00:00.000Z", text);
    for (const text of ["2019-09-12T10:15:00+02:00", "12/09/2019 10:15", "2019-09-12 10:15:30", "2019-09-12T08:15:00Z"]) assert.equal(readInstant(text)?.slice(0, 16), "2019-09-12T08:15", text);
    for (const text of ["", "ieri", "31/02/2019", "2019-13-01", "12/09/19", "2019-09-12 25:00"]) assert.equal(readInstant(text), null, text);
  });
  it("whatever is in it, it is judged and never thrown at", () => {
    const text = fc.option(fc.string({ maxLength: 30 }), { nil: undefined });
    fc.assert(fc.property(text, text, text, text, text, (letter, number, outcome, at, cause) => {
      readOutcome(Object.fromEntries(Object.entries({ letter, number, outcome, at, cause }).filter(([, value]) => value !== undefined)), NOW);
    }));
  });
});
