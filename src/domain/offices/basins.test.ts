// A table of basins that leaves someone without an office, or with two, is refused with the list.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { addDays, inForce } from "../calendar/days.ts";
import { type BasinRows, checkBasins } from "./basins.ts";
import { loadReference } from "./reference.test-data.ts";
import type { Basin } from "./types.ts";

const reference = loadReference();
const campania = reference["municipalities.csv"].filter((m) => m.region === "Campania");
const good: BasinRows = {
  basins: reference["basins.csv"],
  zipBasins: reference["napoli-zip-offices.csv"],
  offices: reference["offices.csv"],
};
const SEASON = { from: "2019-09-01", to: "2019-12-31" };

function problemsOf(rows: BasinRows, interval: { from: string; to?: string } = SEASON): string[] {
  const check = checkBasins(rows, campania, interval);
  return check.ok
    ? []
    : check.problems.map(
        (p) => `${p.kind} ${p.municipality}${p.zip ?? ""} ${p.from} ${p.to ?? "-"} ${p.officeIds.join("+")}`,
      );
}

test("the project's own table is complete, now and without end", () => {
  assert.deepEqual(checkBasins(good, campania, SEASON), { ok: true });
  assert.deepEqual(checkBasins(good, campania, { from: "2016-01-01" }), { ok: true });
});

test("before the table begins every municipality is without an office", () => {
  const check = checkBasins(good, campania, { from: "2015-12-31", to: "2016-01-31" });
  assert.equal(check.ok, false);
  if (!check.ok)
    assert.equal(
      check.problems.filter((p) => p.kind === "uncovered" && p.to === "2015-12-31").length,
      549 + 25,
    );
});

test("a municipality left out is listed, with an Italian sentence", () => {
  const check = checkBasins(
    { ...good, basins: good.basins.filter((b) => b.municipalityCode !== "A512") },
    campania,
    SEASON,
  );
  assert.equal(check.ok, false);
  if (check.ok) return;
  assert.equal(check.refusal.code, "BACINI_INCOMPLETI");
  assert.equal(
    check.refusal.message,
    "La tabella dei bacini non si può caricare: un caso da correggere\nAversa: nessun ufficio dal 2019-09-01 al 2019-12-31",
  );
});

test("a hole of one day and an overlap of one day are both seen", () => {
  const others = good.basins.filter((b) => b.municipalityCode !== "A512");
  const split = (firstTo: string, secondFrom: string): BasinRows => ({
    ...good,
    basins: [
      ...others,
      { municipalityCode: "A512", officeId: "A512C000211", from: "2016-01-01", to: firstTo },
      { municipalityCode: "A512", officeId: "B963C000210", from: secondFrom },
    ],
  });
  assert.deepEqual(problemsOf(split("2019-10-14", "2019-10-15")), []);
  assert.deepEqual(problemsOf(split("2019-10-14", "2019-10-16")), [
    "uncovered Aversa 2019-10-15 2019-10-15 ",
  ]);
  assert.deepEqual(problemsOf(split("2019-10-14", "2019-10-14")), [
    "doubled Aversa 2019-10-14 2019-10-14 A512C000211+B963C000210",
  ]);
  // The same office twice is two answers as well: one of the rows is a mistake.
  assert.deepEqual(problemsOf({ ...good, basins: [...good.basins, ...good.basins.slice(0, 1)] }).length, 1);
});

test("postal codes are checked one by one, and a divided city may not stand in the whole table too", () => {
  const zips = good.zipBasins;
  const doubled = {
    ...good,
    zipBasins: [
      ...zips,
      { municipalityCode: "F839", zip: "80121", officeId: "F839C000305", from: "2019-12-01" },
    ],
  };
  assert.deepEqual(problemsOf(doubled), [
    "doubled Napoli80121 2019-12-01 2019-12-31 F839C000346+F839C000305",
  ]);
  const both = {
    ...good,
    basins: [...good.basins, { municipalityCode: "F839", officeId: "F839C000305", from: "2016-01-01" }],
  };
  assert.equal(problemsOf(both).length, zips.length);
  assert.deepEqual(problemsOf({ ...good, zipBasins: [] }), ["uncovered Napoli 2019-09-01 2019-12-31 "]);
});

test("an office that closes, or never was, and a municipality of elsewhere are told", () => {
  const offices = good.offices.map((o) => (o.id === "H703C000186" ? { ...o, to: "2019-10-31" } : o));
  assert.deepEqual(problemsOf({ ...good, offices }), [
    "office-not-valid Salerno 2019-11-01 2019-12-31 H703C000186",
  ]);
  const never = good.offices.filter((o) => o.id !== "H703C000186");
  assert.deepEqual(problemsOf({ ...good, offices: never }), [
    "office-not-valid Salerno 2019-09-01 2019-12-31 H703C000186",
  ]);
  assert.deepEqual(
    problemsOf({
      ...good,
      basins: [...good.basins, { municipalityCode: "H501", officeId: "H703C000186", from: "2016-01-01" }],
    }),
    ["unknown-municipality H501 2019-09-01 2019-12-31 "],
  );
});

test("the check agrees with looking at every single day", () => {
  const ids = ["H703C000186", "A512C000211"];
  const row = fc.record({
    office: fc.nat(1),
    at: fc.integer({ min: -5, max: 25 }),
    days: fc.integer({ min: 1, max: 30 }),
    open: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), (list) => {
      const from = "2019-09-01";
      const interval = { from, to: addDays(from, 19) };
      const basins = list.map((r): Basin => {
        const basin = { municipalityCode: "H703", officeId: ids[r.office] ?? "", from: addDays(from, r.at) };
        return r.open ? basin : { ...basin, to: addDays(from, r.at + r.days - 1) };
      });
      const expected = { uncovered: new Set<string>(), doubled: new Set<string>() };
      for (let d = 0; d < 20; d += 1) {
        const day = addDays(from, d);
        const count = basins.filter((b) => inForce(b, day)).length;
        if (count === 0) expected.uncovered.add(day);
        if (count > 1) expected.doubled.add(day);
      }
      const check = checkBasins(
        { basins, zipBasins: [], offices: good.offices },
        [{ code: "H703", name: "Salerno", region: "Campania" }],
        interval,
      );
      const found = { uncovered: new Set<string>(), doubled: new Set<string>() };
      if (!check.ok)
        for (const p of check.problems)
          if (p.kind === "uncovered" || p.kind === "doubled")
            for (let d = 0; d < 20; d += 1)
              if (inForce(p, addDays(from, d))) found[p.kind].add(addDays(from, d));
      assert.deepEqual(found, expected);
      assert.equal(check.ok, expected.uncovered.size + expected.doubled.size === 0);
    }),
  );
});
