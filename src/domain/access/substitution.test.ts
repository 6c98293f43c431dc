// Standing in for somebody: who may give it, on which days.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkSubstitution, handText } from "./substitution.ts";
import type { Giver, SubstitutionDraft } from "./substitution.ts";

const DRAFT: SubstitutionDraft = {
  absent: "bianchi",
  substitute: "rossi",
  role: "office-manager",
  office: "F839C000305",
  from: "2019-09-02",
  to: "2019-09-13",
  reason: " ferie ",
};
const ADMINISTRATOR: Giver = { id: "verdi", role: "administrator", office: null };
const MANAGER: Giver = { id: "neri", role: "office-manager", office: "F839C000305" };

const codeOf = (
  draft: Partial<SubstitutionDraft>,
  giver: Giver = ADMINISTRATOR,
  today = "2019-09-01",
): string => {
  const outcome = checkSubstitution({ ...DRAFT, ...draft }, giver, today);
  return outcome.ok ? "" : outcome.refusal.code;
};

describe("a substitution", () => {
  it("is given with its reason trimmed, for today or later", () => {
    const outcome = checkSubstitution(DRAFT, ADMINISTRATOR, "2019-09-13");
    assert.ok(outcome.ok);
    assert.equal(outcome.value.reason, "ferie");
    assert.equal(codeOf({}, MANAGER), "");
  });

  it("is refused with a reason of its own", () => {
    assert.equal(codeOf({ substitute: "bianchi" }), "SOSTITUZIONE_DI_SE");
    assert.equal(codeOf({}, { ...ADMINISTRATOR, id: "rossi" }), "SOSTITUZIONE_PROPRIA");
    assert.equal(codeOf({}, { ...MANAGER, id: "bianchi" }), "SOSTITUZIONE_PROPRIA");
    assert.equal(codeOf({ role: "auditor" }), "SOSTITUZIONE_RUOLO");
    assert.equal(codeOf({}, { ...MANAGER, office: "G813C000312" }), "SOSTITUZIONE_ALTRA_SEDE");
    assert.equal(codeOf({ to: "2019-09-01" }), "SOSTITUZIONE_DATE");
    assert.equal(codeOf({}, ADMINISTRATOR, "2019-09-14"), "SOSTITUZIONE_PASSATA");
    assert.equal(codeOf({ to: "2020-09-03" }), "SOSTITUZIONE_LUNGA");
    assert.equal(codeOf({ to: "2020-09-02" }), "");
    assert.equal(codeOf({ reason: "  " }), "MOTIVO_MANCANTE");
  });
});

describe("a hand", () => {
  it("names both where one stands in for the other", () => {
    assert.equal(handText({ id: "rossi", onBehalfOf: "bianchi" }), "rossi per conto di bianchi");
    assert.equal(handText({ id: "rossi" }), "rossi");
  });
});
