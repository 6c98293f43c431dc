// Contact points keep what was written, and say how a person can be reached.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { emailContacts, markShared, phoneContacts, postalContact } from "./contact.ts";
import { reachability } from "./reachability.ts";

const origin = { source: "notice", date: "2019-09-02" };

describe("contact points", () => {
  it("keeps every number of a cell, the bad ones with their problem", () => {
    const points = phoneContacts("333 1234567 / 081 5551234; 333123456O", origin);
    assert.deepEqual(points, [
      { kind: "mobile", value: "+393331234567", raw: "333 1234567", ...origin, usable: true },
      { kind: "landline", value: "+390815551234", raw: "081 5551234", ...origin, usable: true },
      {
        kind: "mobile",
        value: "333123456O",
        raw: "333123456O",
        ...origin,
        usable: false,
        problem: "TEL_LETTERE",
      },
    ]);
    assert.deepEqual(phoneContacts("  ", origin), []);
  });

  it("keeps a doubtful e-mail usable, with its doubt", () => {
    const [doubtful, bad] = emailContacts("m@gmial.com; m@@x.it", origin);
    assert.ok(doubtful?.usable === true && doubtful.problem === "EMAIL_DOMINIO_SOSPETTO");
    assert.ok(bad?.usable === false && bad.problem === "EMAIL_PIU_CHIOCCIOLE");
  });

  it("knows that paper does not reach a fictitious or incomplete address", () => {
    const good = postalContact({ street: "VIA ROMA 1", zip: "80100", municipalityName: "NAPOLI" }, origin);
    assert.equal(good.value, "VIA ROMA 1, 80100 NAPOLI");
    assert.equal(good.usable, true);
    for (const street of ["VIA FITTIZIA 1", "SENZA FISSA DIMORA", "Via della Casa Comunale 1", "S.F.D."]) {
      const point = postalContact({ street, zip: "80100", municipalityName: "NAPOLI" }, origin);
      assert.equal(point.problem, "POSTA_INDIRIZZO_FITTIZIO", street);
    }
    assert.equal(
      postalContact({ street: "VIA ROMA 1", zip: "80100" }, origin).problem,
      "POSTA_INDIRIZZO_INCOMPLETO",
    );
    assert.equal(postalContact({ street: "VIA ROMA 1", municipalityName: "NAPOLI" }, origin).usable, false);
  });

  it("marks what others have too, never the postal address", () => {
    const points = [
      ...phoneContacts("3331234567", origin),
      postalContact({ street: "VIA ROMA 1", zip: "80100", municipalityName: "NAPOLI" }, origin),
    ];
    assert.deepEqual(
      markShared(points, () => true).map((point) => point.shared),
      [true, undefined],
    );
    assert.deepEqual(
      markShared(points, () => false),
      points,
    );
  });
});

describe("reachability", () => {
  const paper = postalContact({ street: "VIA ROMA 1", zip: "80100", municipalityName: "NAPOLI" }, origin);
  const sms = phoneContacts("3331234567", origin);
  const landline = phoneContacts("0815551234", origin);
  const email = emailContacts("m@example.it", origin);

  it("is derived from usable points only", () => {
    assert.equal(reachability([...sms, ...email, paper]), "sms+email");
    assert.equal(reachability([...sms, paper]), "sms");
    assert.equal(reachability([...landline, ...email]), "email");
    assert.equal(reachability([...landline, paper]), "paper");
    const pec = { ...email[0]!, kind: "pec" as const };
    assert.equal(reachability([...landline, pec, paper]), "pec");
    assert.equal(reachability([...email, pec]), "email");
    assert.equal(reachability([{ ...pec, usable: false }, paper]), "paper");
    assert.equal(reachability(landline), "nobody");
    assert.equal(
      reachability([...phoneContacts("333123456O", origin), ...emailContacts("x@", origin)]),
      "nobody",
    );
    assert.equal(reachability([]), "nobody");
  });
});
