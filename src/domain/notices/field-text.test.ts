// Text made fit to be kept, and the gathering of what is wrong with a record.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { LONGEST_TEXT, RecordReader, label } from "./field-text.ts";

const read = (written: string): string => new RecordReader({ des_cognome: written }).text("des_cognome");

test("spaces, invisible and control characters go; letters come in one form", () => {
  assert.equal(read("  DE   ROSA "), "DE ROSA");
  assert.equal(read("DE\u00a0ROSA\t"), "DE ROSA");
  assert.equal(read("D\u00adE\u200b ROSA\ufeff"), "DE ROSA");
  assert.equal(read("NICOLO\u0300"), "NICOLÒ");
  assert.equal(read("DE\u0007ROSA"), "DE ROSA");
});

test("what is tidy stays as it is, and tidying twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (written) => {
      const once = read(written);
      assert.equal(read(once), once);
      assert.doesNotMatch(once, /^\s|\s$|\s\s|\p{Cc}/u);
    }),
  );
});

test("a text too long or unreadable is refused, a contact is shortened instead", () => {
  const long = new RecordReader({ des_cognome: "X".repeat(LONGEST_TEXT + 1), des_email: "x".repeat(999) });
  assert.equal(long.text("des_cognome"), "");
  assert.equal(long.contact("des_email").length, LONGEST_TEXT);
  assert.deepEqual(
    long.rejections.map((each) => each.code),
    ["TESTO_TROPPO_LUNGO"],
  );
  const broken = new RecordReader({ des_cognome: "ESPOSIT\ufffd" });
  broken.text("des_cognome");
  assert.equal(broken.hasRejected("des_cognome"), true);
});

test("the lines of a contact are separate entries", () => {
  const record = new RecordReader({ des_telefono: "333 1234567\n081 5551234 " });
  assert.equal(record.contact("des_telefono"), "333 1234567; 081 5551234");
});

test("a missing field is said once, with its name", () => {
  const record = new RecordReader({ des_cognome: "   " });
  assert.equal(record.obligatory("des_cognome"), "");
  assert.equal(record.rejections.length, 1);
  assert.match(label("des_cognome"), /^[A-Z]/);
});
