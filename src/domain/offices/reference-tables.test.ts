// The project's own reference files are read whole and agree with each other; broken rows are refused one by one.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { columnName } from "./reference-cells.ts";
import { checkReference } from "./reference-check.ts";
import { loadReference, readRows, REFERENCE } from "./reference.test-data.ts";
import {
  parseClosures,
  parseDesks,
  parseOffices,
  parseOpeningHours,
  parseOfficeContactsDemo,
  REFERENCE_TABLES,
} from "./reference-tables.ts";

const rows = loadReference();
const SEASON = { from: "2019-01-01" };

test("every file of the folder is a known table, read without a refusal", () => {
  // The times of retention are read by those who erase, with a refusal of their own for each row.
  const files = readdirSync(REFERENCE).filter((name) => name.endsWith(".csv") && name !== "retention.csv" && name !== "map-tiles.csv");
  assert.deepEqual(files.toSorted(), Object.keys(REFERENCE_TABLES).toSorted());
});

test("the tables hold what they should", () => {
  assert.equal(rows["offices.csv"].length, 46);
  assert.equal(rows["basins.csv"].length, 549);
  assert.equal(rows["municipalities.csv"].filter((m) => m.region === "Campania").length, 550);
  assert.equal(rows["municipalities.csv"].length, 7915);
  assert.equal(rows["municipalities-history.csv"].length, 19275);
  assert.equal(rows["foreign-states.csv"].length, 291);
  assert.equal(
    rows["cohort-by-office.csv"].reduce((sum, row) => sum + row.households, 0),
    126_921,
  );
  assert.deepEqual(
    rows["napoli-zip-offices.csv"].map((row) => row.zip),
    [
      "80121",
      "80122",
      "80123",
      "80124",
      "80125",
      "80126",
      "80127",
      "80128",
      "80129",
      "80131",
      "80132",
      "80133",
      "80134",
      "80135",
      "80136",
      "80137",
      "80138",
      "80139",
      "80141",
      "80142",
      "80143",
      "80144",
      "80145",
      "80146",
      "80147",
    ],
  );
});

test("the tables agree: every office served, seated and sourced, today and in the season", () => {
  assert.deepEqual(checkReference(rows, "Campania", SEASON), []);
});

test("desks follow the staff: 460 shared by load, 561 people where they were", () => {
  const base = rows["desks.csv"].filter((row) => row.scenario === "base");
  const real = rows["desks.csv"].filter((row) => row.scenario === "organico-2019");
  assert.equal(base.length, 46);
  assert.equal(real.length, 46);
  assert.equal(
    base.reduce((sum, row) => sum + row.desks, 0),
    460,
  );
  assert.equal(
    real.reduce((sum, row) => sum + (row.staff ?? 0), 0),
    561,
  );
  assert.ok(real.reduce((sum, row) => sum + row.desks, 0) < 126);
  const staff = new Map(real.map((row) => [row.officeId, row.staff]));
  assert.equal(staff.get("G813C000314"), 13);
  assert.equal(staff.get("F138C000345"), 12);
  const scenarios = rows["desk-scenarios.csv"];
  for (const scenario of scenarios) assert.equal(scenario.staffTotal, 561);
});

test("shares of the cohort's parameters add up", () => {
  const value = new Map(rows["cohort-parameters.csv"].map((row) => [row.key, row.value]));
  const sum = (prefix: string): number =>
    [...value].filter(([key]) => key.startsWith(prefix)).reduce((total, [, share]) => total + share, 0);
  for (const prefix of [
    "household-size-",
    "province-share-",
    "age-",
    "citizenship-",
    "education-",
    "granted-",
  ])
    assert.ok(Math.abs(sum(prefix) - 1) < 1e-9, `${prefix} ${sum(prefix)}`);
});

test("demo contacts are fictitious: example domain, numbers nobody can have", () => {
  for (const contact of rows["office-contacts-demo.csv"]) {
    assert.match(contact.email, /\.example$/);
    assert.match(contact.phone.replaceAll(" ", ""), /^\+390(81|89|82[345])0{4,}\d{2}$/);
  }
  const real = {
    office_id: "F839C000305",
    phone: "+39 081 5551234",
    email: "cpi@regione.campania.it",
    demo: "yes",
    source: "x",
    confidence: "L",
  };
  assert.deepEqual(
    parseOfficeContactsDemo([real]).refusals.map((r) => r.column),
    ["email"],
  );
});

test("a broken row is refused with its line, column, code and what to do; the others go in", () => {
  const good = readRows("offices.csv")[0] ?? {};
  const parsed = parseOffices([
    good,
    { ...good, id: "F839" },
    { ...good, name: " " },
    { ...good, from: "2019-02-30" },
    { ...good, from: "2020-01-01", to: "2019-01-01" },
  ]);
  assert.equal(parsed.rows.length, 1);
  assert.deepEqual(
    parsed.refusals.map((r) => [r.line, r.column, r.code]),
    [
      [2, "id", "RIFERIMENTO_FORMATO"],
      [3, "name", "RIFERIMENTO_VUOTO"],
      [4, "from", "RIFERIMENTO_DATA"],
      [5, "to", "RIFERIMENTO_RIGA"],
    ],
  );
  assert.match(parsed.refusals[0]?.message ?? "", /«F839» non va bene/);
});

test("hours, numbers and halves of days are checked", () => {
  const hours = readRows("opening-hours.csv")[0] ?? {};
  const columns = (parsed: { refusals: readonly { column: string }[] }): string[] =>
    parsed.refusals.map((r) => r.column);
  assert.deepEqual(
    columns(
      parseOpeningHours([
        { ...hours, weekday: "8" },
        { ...hours, opens: "9.00" },
        { ...hours, closes: "08:00" },
      ]),
    ),
    ["weekday", "opens", "closes"],
  );
  const closure = readRows("office-closures.csv")[0] ?? {};
  assert.deepEqual(
    columns(
      parseClosures([
        { ...closure, from_time: "09:00" },
        { ...closure, from_time: "12:00", to_time: "09:00" },
      ]),
    ),
    ["to_time", "to_time"],
  );
  assert.equal(parseClosures([{ ...closure, from_time: "09:00", to_time: "12:00" }]).rows[0]?.fromTime, 540);
  const desk = readRows("desks.csv")[0] ?? {};
  assert.deepEqual(
    columns(
      parseDesks([
        { ...desk, desks: "-1" },
        { ...desk, desks: "dodici" },
        { ...desk, confidence: "X" },
      ]),
    ),
    ["desks", "desks", "confidence"],
  );
  assert.equal(columnName("municipalityCode"), "municipality_code");
});

test("tables that do not agree are told, each with what is wrong", () => {
  const offices = rows["offices.csv"];
  const first = offices[0];
  assert.ok(first);
  const codes = (broken: typeof rows): string[] => [
    ...new Set(checkReference(broken, "Campania", SEASON).map((p) => `${p.table} ${p.code}`)),
  ];
  assert.deepEqual(codes({ ...rows, "offices.csv": [...offices, first] }), [
    "offices.csv RIFERIMENTO_DOPPIO",
  ]);
  assert.deepEqual(codes({ ...rows, "office-seats.csv": rows["office-seats.csv"].slice(1) }), [
    "office-seats.csv RIFERIMENTO_SEDE",
  ]);
  assert.deepEqual(
    codes({
      ...rows,
      "office-seats.csv": rows["office-seats.csv"].map((s) => ({ ...s, from: "2016-01-01" })),
    }),
    ["office-seats.csv RIFERIMENTO_SEDE"],
  );
  assert.deepEqual(codes({ ...rows, "basins.csv": rows["basins.csv"].slice(1) }), [
    "basins.csv BACINI_INCOMPLETI",
  ]);
  assert.deepEqual(
    codes({ ...rows, "sources.csv": rows["sources.csv"].filter((s) => s.id !== "ipotesi") }).length > 1,
    true,
  );
  const lost = codes({ ...rows, "offices.csv": offices.slice(1) });
  assert.ok(
    lost.includes("opening-hours.csv RIFERIMENTO_UFFICIO") && lost.includes("basins.csv BACINI_INCOMPLETI"),
    lost.join(),
  );
});
