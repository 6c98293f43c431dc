// Who serves whom: the cases an operator meets, and what must hold for everybody.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { buildCompetenceTable, route, type Routing } from "./competence.ts";
import { loadReference } from "./reference.test-data.ts";
import { ROUTING_RULE_TEXTS, UNROUTABLE_TEXTS } from "./texts.ts";

const rows = loadReference();
const table = buildCompetenceTable({
  region: "Campania",
  offices: rows["offices.csv"],
  basins: rows["basins.csv"],
  zipBasins: rows["napoli-zip-offices.csv"],
  municipalities: rows["municipalities.csv"],
  formerMunicipalities: rows["municipalities-history.csv"].map((m) => ({
    code: m.code,
    name: m.name,
    region: m.region ?? "",
  })),
  successors: rows["municipality-successors.csv"],
});
const DAY = "2019-09-09";
const AVERSA = "A512C000211";
const SALERNO = "H703C000186";
const AVELLINO = "A509C000183";

const office = (officeId: string, rule: keyof typeof ROUTING_RULE_TEXTS): Routing => ({
  kind: "office",
  officeId,
  rule,
  noPostalReach: false,
});
const at = (municipalityCode: string, zip?: string) =>
  zip === undefined ? { municipalityCode } : { municipalityCode, zip };

test("residence decides when there is no domicile, domicile when there is one", () => {
  assert.deepEqual(route({ residence: at("A512") }, table, DAY), office(AVERSA, "residence"));
  assert.deepEqual(
    route({ residence: at("A512"), domicile: at("H703") }, table, DAY),
    office(SALERNO, "domicile"),
  );
  assert.deepEqual(
    route({ residence: at("A512"), domicile: { street: "Via Roma 1" } }, table, DAY),
    office(AVERSA, "residence"),
  );
  assert.deepEqual(
    route({ residence: at("H501"), domicile: at("H703") }, table, DAY),
    office(SALERNO, "domicile"),
  );
  assert.deepEqual(route({ residence: at(" a512 ") }, table, DAY), office(AVERSA, "residence"));
});

test("a domicile outside the region leaves the residence's office; both outside, a person decides", () => {
  assert.deepEqual(
    route({ residence: at("A512"), domicile: at("H501") }, table, DAY),
    office(AVERSA, "residence-domicile-outside"),
  );
  assert.deepEqual(
    route({ residence: at("A512"), domicile: at("Z112") }, table, DAY),
    office(AVERSA, "residence-domicile-outside"),
  );
  const queue = { kind: "queue", address: "residence", noPostalReach: false } as const;
  assert.deepEqual(route({ residence: at("H501"), domicile: at("F205") }, table, DAY), {
    ...queue,
    reason: "outside-region",
  });
  assert.deepEqual(route({ residence: at("Z129") }, table, DAY), { ...queue, reason: "abroad" });
});

test("Napoli goes by postal code, and a code that says nothing is not guessed", () => {
  assert.deepEqual(route({ residence: at("F839", "80144") }, table, DAY), office("F839C000305", "residence"));
  assert.deepEqual(route({ residence: at("F839", "80125") }, table, DAY), office("F839C000346", "residence"));
  assert.deepEqual(
    route({ residence: at("F839", " 80147 ") }, table, DAY),
    office("F839C000631", "residence"),
  );
  for (const zip of ["80100", "80130", "", "8014", "84100"])
    assert.deepEqual(route({ residence: at("F839", zip) }, table, DAY), {
      kind: "queue",
      reason: "zip-unknown",
      address: "residence",
      noPostalReach: false,
    });
  assert.equal(route({ residence: at("F839") }, table, DAY).kind, "queue");
  // A Napoli domicile that says nothing is not replaced by a residence elsewhere.
  assert.deepEqual(route({ residence: at("A512"), domicile: at("F839", "80100") }, table, DAY), {
    kind: "queue",
    reason: "zip-unknown",
    address: "domicile",
    noPostalReach: false,
  });
});

test("a suppressed municipality is served by its successor, and it is said", () => {
  assert.deepEqual(route({ residence: at("F693") }, table, DAY), {
    ...office(AVELLINO, "residence"),
    successorOf: "F693",
  });
  assert.deepEqual(route({ residence: at("M330") }, table, DAY), office(AVELLINO, "residence"));
  assert.deepEqual(route({ residence: at("G573", "80126") }, table, DAY), {
    ...office("F839C000346", "residence"),
    successorOf: "G573",
  });
  assert.equal(
    (route({ residence: at("A753") }, table, DAY) as { reason: string }).reason,
    "suppressed-municipality",
  );
});

test("what cannot be read stands in the queue with its reason", () => {
  const reason = (code?: string): unknown => {
    const routing = route({ residence: code === undefined ? {} : { municipalityCode: code } }, table, DAY);
    return routing.kind === "queue" ? routing.reason : routing;
  };
  assert.equal(reason(), "no-municipality");
  assert.equal(reason(" "), "no-municipality");
  assert.equal(reason("X999"), "unknown-municipality");
  assert.equal(reason("Napoli"), "unknown-municipality");
  const typo = route({ residence: at("A512"), domicile: at("X999") }, table, DAY);
  assert.deepEqual(typo, {
    kind: "queue",
    reason: "unknown-municipality",
    address: "domicile",
    noPostalReach: false,
  });
  for (const text of [...Object.values(UNROUTABLE_TEXTS), ...Object.values(ROUTING_RULE_TEXTS)])
    assert.ok(text.length > 10);
});

test("a table that does not reach the day says so; a basin that moves changes office on its day", () => {
  const before = route({ residence: at("A512") }, table, "2015-12-31");
  assert.deepEqual(before, {
    kind: "queue",
    reason: "no-office-on-day",
    address: "residence",
    noPostalReach: false,
  });
  const moved = buildCompetenceTable({
    region: "Campania",
    offices: [
      { id: "A512C000211", name: "A", shortName: "A", province: "CE", from: "2016-01-01", to: "2019-10-31" },
      { id: "B963C000210", name: "B", shortName: "B", province: "CE", from: "2016-01-01" },
    ],
    basins: [
      { municipalityCode: "A512", officeId: "A512C000211", from: "2016-01-01", to: "2019-09-30" },
      { municipalityCode: "A512", officeId: "B963C000210", from: "2019-10-01" },
      { municipalityCode: "B362", officeId: "A512C000211", from: "2016-01-01" },
    ],
    zipBasins: [],
    municipalities: [
      { code: "A512", name: "Aversa", region: "Campania" },
      { code: "B362", name: "Caivano", region: "Campania" },
    ],
    formerMunicipalities: [],
    successors: [{ code: "A512", successorCode: "A512", since: "2000-01-01" }],
  });
  assert.deepEqual(route({ residence: at("A512") }, moved, "2019-09-30"), office("A512C000211", "residence"));
  assert.deepEqual(route({ residence: at("A512") }, moved, "2019-10-01"), office("B963C000210", "residence"));
  assert.equal(route({ residence: at("B362") }, moved, "2019-11-01").kind, "queue");
});

test("a circle of successors ends in the queue", () => {
  const circle = buildCompetenceTable({
    region: "Campania",
    offices: [],
    basins: [],
    zipBasins: [],
    municipalities: [],
    formerMunicipalities: [
      { code: "A001", name: "A", region: "Campania" },
      { code: "A002", name: "B", region: "Campania" },
    ],
    successors: [
      { code: "A001", successorCode: "A002", since: "1900-01-01" },
      { code: "A002", successorCode: "A001", since: "1900-01-01" },
    ],
  });
  assert.equal(
    (route({ residence: at("A001") }, circle, DAY) as { reason: string }).reason,
    "suppressed-municipality",
  );
});

test("homeless people are routed by their municipality and marked as out of the post's reach", () => {
  for (const street of ["via della Casa Comunale", "SFD", "c/o Comune"])
    assert.deepEqual(route({ residence: { ...at("A512"), street } }, table, DAY), {
      ...office(AVERSA, "residence"),
      noPostalReach: true,
    });
  const withHome = route(
    { residence: { ...at("A512"), street: "SFD" }, domicile: { ...at("H703"), street: "Via Irno 1" } },
    table,
    DAY,
  );
  assert.deepEqual(withHome, office(SALERNO, "domicile"));
});

test("everyone in every municipality of the region has an office or, in Napoli, a reason", () => {
  for (const { code, region } of rows["municipalities.csv"]) {
    const routing = route({ residence: at(code) }, table, DAY);
    if (region !== "Campania")
      assert.deepEqual(routing, {
        kind: "queue",
        reason: "outside-region",
        address: "residence",
        noPostalReach: false,
      });
    else assert.equal(routing.kind, code === "F839" ? "queue" : "office", code);
  }
});

test("whatever is written, routing answers and nobody is dropped", () => {
  const address = fc.record(
    {
      street: fc.string(),
      zip: fc.oneof(fc.string(), fc.constantFrom("80121", "80100")),
      municipalityCode: fc.oneof(
        fc.string(),
        fc.constantFrom("F839", "A512", "Z100", "H501", "F694", "__proto__", "constructor"),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(address, fc.option(address, { nil: undefined }), (residence, domicile) => {
      const routing = route(domicile === undefined ? { residence } : { residence, domicile }, table, DAY);
      if (routing.kind === "office") assert.ok(table.offices.has(routing.officeId));
      else assert.ok(routing.reason in UNROUTABLE_TEXTS);
    }),
  );
});

test("190,000 people are routed in well under a second", () => {
  const codes = rows["basins.csv"].map((row) => row.municipalityCode);
  const started = performance.now();
  let offices = 0;
  for (let i = 0; i < 190_000; i += 1) {
    const residence = {
      municipalityCode: codes[i % codes.length] ?? "",
      street: "Via Giuseppe Garibaldi 112",
      zip: "81031",
    };
    if (route({ residence }, table, DAY).kind === "office") offices += 1;
  }
  assert.equal(offices, 190_000);
  assert.ok(performance.now() - started < 2000);
});
