// E-mail addresses: what is forgiven, what is refused and why.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { normalizeEmail, readEmails, suspectDomain } from "./email.ts";
import { PEOPLE_TEXTS } from "./texts.ts";

function said(raw: string): string {
  const outcome = normalizeEmail(raw);
  if (outcome.ok) return outcome.value;
  assert.ok(outcome.refusal.code in PEOPLE_TEXTS);
  assert.doesNotMatch(outcome.refusal.message, /\{\w+\}/);
  return outcome.refusal.code;
}

function check(expected: string, ...written: readonly string[]): void {
  for (const raw of written) assert.equal(said(raw), expected, JSON.stringify(raw));
}

describe("e-mail", () => {
  it("keeps the name, lowers the domain, forgives wrapping", () => {
    check(
      "Mario.Rossi@example.it",
      "Mario.Rossi@example.it",
      "Mario.Rossi@EXAMPLE.IT",
      " Mario.Rossi@Example.it ",
      "mailto:Mario.Rossi@example.it",
      "Mario Rossi <Mario.Rossi@example.it>",
      "Mario.Rossi@example.it\u200b",
      "Mario.Rossi@example.it; altro@example.com",
      "Mario.Rossi@example.it, altro@example.com",
      "Mario.Rossi@example.it altro@example.com",
      "mario.rossi; Mario.Rossi@example.it",
    );
    check("o'brien+cpi@sub.example.co.uk", "o'brien+cpi@sub.example.co.uk");
    check("a@xn--bcher-kva.example", "a@xn--bcher-kva.example");
  });

  it("names each fault", () => {
    check("EMAIL_NON_INDICATA", "", "-", "n.d.", "nessuna", "non disponibile", " ");
    check("EMAIL_SENZA_CHIOCCIOLA", "mario.rossi.example.it", "mario.rossi gmail.com");
    check("EMAIL_PIU_CHIOCCIOLE", "mario@@example.it", "a@b@example.it");
    check("EMAIL_SPAZI", "mario rossi@example.it", "mario@example .it");
    check("EMAIL_VIRGOLA", "mario,rossi@example.it", "mario@example,it");
    check(
      "EMAIL_PUNTI",
      "mario..rossi@example.it",
      "mario.rossi@example.it.",
      ".mario@example.it",
      "mario.@example.it",
      "m@.it",
    );
    check("EMAIL_CARATTERI", "nicolò@example.it", "mario(casa)@example.it", "mario@esempìo.it");
    check("EMAIL_NOME", "@example.it", `${"a".repeat(65)}@example.it`);
    check(
      "EMAIL_DOMINIO",
      "mario@example",
      "mario@-example.it",
      "mario@example.i",
      "mario@10.0.0.1",
      "mario@exa_mple.it",
    );
    check("EMAIL_TROPPO_LUNGA", `mario@${"abcdefghi.".repeat(26)}it`);
  });

  it("points out well-known slips without refusing them", () => {
    check("mario@gmial.com", "mario@gmial.com");
    assert.match(suspectDomain("mario@gmial.com")?.message ?? "", /gmail\.com/);
    assert.equal(suspectDomain("mario@gmail.com"), null);
  });

  it("keeps every address of a cell", () => {
    assert.deepEqual(
      readEmails("a@b.it; sbagliata; c@d.it").map((each) => each.outcome.ok),
      [true, false, true],
    );
  });

  it("whatever is accepted reads back as itself; nothing throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.emailAddress(), fc.string({ unit: fc.constantFrom(..."ab.@-, ;IT") })),
        (raw) => {
          const outcome = normalizeEmail(raw);
          if (outcome.ok) assert.deepEqual(normalizeEmail(outcome.value), outcome);
        },
      ),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => assert.ok(readEmails(raw).length > 0)));
  });
});
