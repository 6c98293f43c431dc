// Easter against known years, national days against an independent calendar, local days against the tables.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Holidays from "date-holidays";
import { parse } from "csv-parse/sync";
import { toDayNumber, toIsoDate } from "./days.ts";
import {
  buildHolidayCalendar,
  type DatedHolidayRule,
  dayOfRule,
  easterSunday,
  holidayRuleText,
  holidaysOf,
  parseHolidayRule,
} from "./holidays.ts";

const REFERENCE = new URL("../../../reference/", import.meta.url);

function rulesFrom(file: string): DatedHolidayRule[] {
  const rows = parse<Record<string, string>>(readFileSync(new URL(file, REFERENCE)), { columns: true });
  return rows.map((row) => {
    const rule = parseHolidayRule(row["rule"] ?? "");
    assert.ok(rule.ok, String(row["rule"]));
    return {
      rule: rule.value,
      name: row["name"] ?? "",
      ...(row["from_year"] ? { fromYear: Number(row["from_year"]) } : {}),
      ...(row["to_year"] ? { toYear: Number(row["to_year"]) } : {}),
      ...(row["municipality_code"] ? { municipalityCode: row["municipality_code"] } : {}),
    };
  });
}

const national = rulesFrom("holidays-national.csv");
const local = rulesFrom("holidays-local.csv");

test("Easter falls where the almanacs say", () => {
  const known = [
    "1818-03-22",
    "1886-04-25",
    "1900-04-15",
    "1943-04-25",
    "1954-04-18",
    "1961-04-02",
    "1981-04-19",
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2016-03-27",
    "2018-04-01",
    "2019-04-21",
    "2020-04-12",
    "2021-04-04",
    "2022-04-17",
    "2023-04-09",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2038-04-25",
    "2049-04-18",
    "2285-03-22",
  ];
  for (const date of known) assert.equal(toIsoDate(easterSunday(Number(date.slice(0, 4)))), date);
});

test("national holidays are those of an independent calendar, every year from 2001 to 2040", () => {
  const oracle = new Holidays("IT");
  for (let year = 2001; year <= 2040; year += 1) {
    const expected = new Set(
      oracle
        .getHolidays(year)
        .filter((h) => h.type === "public")
        .map((h) => h.date.slice(0, 10)),
    );
    // In force from 2026 (L. 151/2025); a calendar that does not know it yet is completed here, and only here.
    if (year >= 2026) expected.add(`${year}-10-04`);
    const ours = new Set(holidaysOf(year, national).map((h) => h.date));
    assert.deepEqual([...ours].toSorted(), [...expected].toSorted(), String(year));
  }
});

test("the fourth of October is a holiday from 2026 and not before", () => {
  const calendar = buildHolidayCalendar(national);
  assert.equal(calendar.national(toDayNumber("2025-10-04")), undefined);
  assert.equal(calendar.national(toDayNumber("2026-10-04")), "San Francesco d'Assisi");
});

test("a local day belongs to its own town only", () => {
  const calendar = buildHolidayCalendar([...national, ...local]);
  const sanGennaro = toDayNumber("2019-09-19");
  assert.equal(calendar.local("F839", sanGennaro), "San Gennaro");
  assert.equal(calendar.local("A512", sanGennaro), undefined);
  assert.equal(calendar.national(sanGennaro), undefined);
  assert.equal(calendar.local("A783", toDayNumber("2019-08-24")), "San Bartolomeo");
  assert.equal(calendar.local("", sanGennaro), undefined);
  assert.deepEqual(
    holidaysOf(2019, [...national, ...local], "F839")
      .map((h) => `${h.date} ${h.scope}`)
      .slice(7, 10),
    ["2019-08-15 national", "2019-09-19 local", "2019-11-01 national"],
  );
});

test("the fourth Sunday of July is a Sunday, and a fifth one may be missing", () => {
  const rule = parseHolidayRule("4-sun-07");
  assert.ok(rule.ok);
  assert.equal(toIsoDate(dayOfRule(rule.value, 2019) ?? 0), "2019-07-28");
  const fifth = parseHolidayRule("5-mon-02");
  assert.ok(fifth.ok);
  assert.equal(dayOfRule(fifth.value, 2019), null);
  const leap = parseHolidayRule("02-29");
  assert.ok(leap.ok);
  assert.equal(dayOfRule(leap.value, 2019), null);
  assert.equal(toIsoDate(dayOfRule(leap.value, 2020) ?? 0), "2020-02-29");
});

test("a rule that cannot be read is refused with its text", () => {
  for (const text of ["", "13-01", "02-30", "easter+", "6-sun-07", "4-dom-07", "1 gennaio", "25/12"]) {
    const result = parseHolidayRule(text);
    assert.equal(result.ok, false, text);
    if (!result.ok) {
      assert.equal(result.refusal.code, "FESTIVITA_REGOLA");
      assert.match(result.refusal.message, /«.*»/);
    }
  }
});

test("a rule counted from Easter is found also across New Year", () => {
  const rule = parseHolidayRule("easter-120");
  assert.ok(rule.ok);
  const calendar = buildHolidayCalendar([{ rule: rule.value, name: "x" }]);
  const day = easterSunday(2019) - 120;
  assert.equal(toIsoDate(day), "2018-12-22");
  assert.equal(calendar.national(day), "x");
});

test("a rule is written as it was read", () => {
  for (const text of ["01-01", "12-26", "easter", "easter+1", "easter-47", "4-sun-07", "1-mon-12"]) {
    const rule = parseHolidayRule(text);
    assert.ok(rule.ok);
    assert.equal(holidayRuleText(rule.value), text);
  }
});
