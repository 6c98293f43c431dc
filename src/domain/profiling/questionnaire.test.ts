// The check of answers: each field by itself, against the others, and whatever a form may send.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays } from "../calendar/days.ts";
import { ANSWERS, BANDS_GIVEN, LISTS } from "./profiling.test-data.ts";
import { ASSESSMENT_SHEETS } from "./qualitative.ts";
import { INDEX_RANGE, PROFILE_VALIDITY_MONTHS, QUANTITATIVE_QUESTIONNAIRES } from "./quantitative.ts";
import { checkAnswers, questionnaireOf, questionnaireOn } from "./questionnaire.ts";
import type { Completeness } from "./questionnaire.ts";

const ASKED = QUANTITATIVE_QUESTIONNAIRES[0]!;
const SHEET_2019 = ASSESSMENT_SHEETS[0]!;
const SHEET_2022 = ASSESSMENT_SHEETS[1]!;

function codes(
  raw: Readonly<Record<string, unknown>>,
  questionnaire = ASKED,
  completeness: Completeness = "complete",
): string[] {
  const checked = checkAnswers(questionnaire, raw, LISTS, completeness);
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
}

describe("the answers of the quantitative questionnaire", () => {
  it("are taken when all is there", () =>
    assert.deepEqual(checkAnswers(ASKED, ANSWERS, LISTS), { ok: true, answers: ANSWERS }));

  it("may come as a form sends them, and are kept in one form and order", () => {
    const sent = Object.fromEntries(
      Object.entries({
        ...ANSWERS,
        age: " 40 ",
        inCourse: "no",
        drivingLicence: "si",
        yearsInItaly: " ",
      }).toReversed(),
    );
    const checked = checkAnswers(ASKED, sent, LISTS);
    assert.ok(checked.ok);
    assert.equal(JSON.stringify(checked.answers), JSON.stringify(ANSWERS));
  });

  const wrong: readonly [string, Record<string, unknown>, string[]][] = [
    ["a required answer left out", { age: undefined }, ["age CAMPO_MANCANTE"]],
    ["words for a number", { age: "quaranta" }, ["age CAMPO_NON_NUMERO"]],
    ["half a year", { age: 40.5 }, ["age CAMPO_NON_NUMERO"]],
    ["no number at all", { age: Number.NaN }, ["age CAMPO_NON_NUMERO"]],
    ["a child", { age: 14, monthsSinceLastJob: 0, monthsSearching: 0 }, ["age CAMPO_FUORI_LIMITI"]],
    ["too old", { age: 121 }, ["age CAMPO_FUORI_LIMITI"]],
    ["a code not in the list", { sex: "X" }, ["sex CAMPO_FUORI_ELENCO"]],
    ["a name that every object has", { sex: "toString" }, ["sex CAMPO_FUORI_ELENCO"]],
    ["a province that is not", { province: "ZZ" }, ["province CAMPO_FUORI_ELENCO"]],
    ["neither yes nor no", { inCourse: "forse" }, ["inCourse CAMPO_FUORI_ELENCO"]],
    ["a field of another version", { height: 3 }, ["height CAMPO_SCONOSCIUTO"]],
    ["a foreign citizen without years", { citizenship: "other" }, ["yearsInItaly CAMPO_MANCANTE"]],
    ["longer here than alive", { yearsInItaly: 41 }, ["yearsInItaly CAMPO_INCOERENTE"]],
    ["a last job that is missing", { monthsSinceLastJob: null }, ["monthsSinceLastJob CAMPO_MANCANTE"]],
    [
      "a last job of who never worked",
      { conditionLastYear: "first-job" },
      ["monthsSinceLastJob CAMPO_DA_LASCIARE_VUOTO"],
    ],
    ["work as a child", { monthsSinceLastJob: 313 }, ["monthsSinceLastJob CAMPO_INCOERENTE"]],
    ["search as a child", { monthsSearching: 313 }, ["monthsSearching CAMPO_INCOERENTE"]],
    ["more children than people", { dependentChildren: 4 }, ["dependentChildren CAMPO_INCOERENTE"]],
    [
      "several at once, in the order of the form",
      { drivingLicence: 3, age: "x", householdSize: 0, more: 1 },
      [
        "age CAMPO_NON_NUMERO",
        "householdSize CAMPO_FUORI_LIMITI",
        "drivingLicence CAMPO_FUORI_ELENCO",
        "more CAMPO_SCONOSCIUTO",
      ],
    ],
  ];
  for (const [title, change, expected] of wrong)
    it(`are refused: ${title}`, () => assert.deepEqual(codes({ ...ANSWERS, ...change }), expected));

  const good: readonly [string, Record<string, unknown>][] = [
    ["years in Italy as many as the age", { citizenship: "eu", yearsInItaly: 40 }],
    ["work from the day of fourteen", { monthsSinceLastJob: 312 }],
    ["a student who never worked", { conditionLastYear: "student", monthsSinceLastJob: "" }],
    ["a student who worked", { conditionLastYear: "student" }],
    ["one adult with children", { dependentChildren: 3 }],
  ];
  for (const [title, change] of good)
    it(`are taken: ${title}`, () => assert.deepEqual(codes({ ...ANSWERS, ...change }), []));

  it("are told what would be right, in a whole sentence that names the field", () => {
    const checked = checkAnswers(
      ASKED,
      { ...ANSWERS, age: 130, sex: "X", monthsSearching: undefined },
      LISTS,
    );
    assert.ok(!checked.ok);
    assert.deepEqual(
      checked.problems.map(({ message }) => message),
      [
        "«Età» deve essere fra 15 e 120.",
        "«Sesso» deve essere una di queste voci: maschio; femmina.",
        "«Mesi di ricerca di lavoro» manca: è un dato necessario.",
      ],
    );
  });

  it("whatever is sent, are taken again as they were taken, or refused with sentences", () => {
    const any = fc.dictionary(
      fc.constantFrom(...ASKED.fields.map(({ name }) => name), "__proto__", "x"),
      fc.oneof(fc.anything(), fc.integer({ min: -5, max: 130 }), fc.constantFrom("si", "M", "italian", "NA")),
    );
    fc.assert(
      fc.property(any, (sent) => {
        const checked = checkAnswers(ASKED, { ...ANSWERS, ...sent }, LISTS);
        if (checked.ok) assert.deepEqual(checkAnswers(ASKED, checked.answers, LISTS), checked);
        else for (const { message } of checked.problems) assert.match(message, /^.{15,}[.]$/u);
      }),
    );
  });
});

describe("the sheet of the qualitative assessment", () => {
  it("may be written a little at a time, but not wrongly", () => {
    assert.deepEqual(codes({ skills: "strong" }, SHEET_2019, "draft"), []);
    assert.deepEqual(codes({ skills: "high" }, SHEET_2019, "draft"), ["skills CAMPO_FUORI_ELENCO"]);
    assert.deepEqual(codes({ ...BANDS_GIVEN }, SHEET_2019), ["outcome CAMPO_MANCANTE"]);
    assert.deepEqual(codes({ ...BANDS_GIVEN, outcome: "pact" }, SHEET_2019), []);
  });

  it("leads to a path from May 2022, when it leads to the pact", () => {
    assert.deepEqual(codes({ ...BANDS_GIVEN, outcome: "pact" }, SHEET_2022), ["path CAMPO_MANCANTE"]);
    assert.deepEqual(codes({ ...BANDS_GIVEN, outcome: "pact", path: "2" }, SHEET_2022), []);
    assert.deepEqual(codes({ ...BANDS_GIVEN, outcome: "municipal-services" }, SHEET_2022), []);
    assert.deepEqual(codes({ ...BANDS_GIVEN, outcome: "pact", path: "2" }, SHEET_2019), [
      "path CAMPO_SCONOSCIUTO",
    ]);
  });

  it("keeps reasons short, and in words", () => {
    const sheet = { ...BANDS_GIVEN, outcome: "municipal-services" };
    assert.deepEqual(codes({ ...sheet, reasons: "x".repeat(1000) }, SHEET_2019), []);
    assert.deepEqual(codes({ ...sheet, reasons: "x".repeat(1001) }, SHEET_2019), [
      "reasons CAMPO_TROPPO_LUNGO",
    ]);
    assert.deepEqual(codes({ ...sheet, reasons: 12 }, SHEET_2019), ["reasons CAMPO_NON_TESTO"]);
  });
});

describe("versions", () => {
  for (const versions of [QUANTITATIVE_QUESTIONNAIRES, ASSESSMENT_SHEETS]) {
    it(`of ${versions[0]!.version} follow one another day by day, with names and sources of their own`, () => {
      assert.equal(new Set(versions.map(({ version }) => version)).size, versions.length);
      for (const [at, version] of versions.entries()) {
        const next = versions[at + 1];
        assert.equal(version.to, next === undefined ? undefined : addDays(next.from, -1));
        assert.equal(new Set(version.fields.map(({ name }) => name)).size, version.fields.length);
        assert.equal(questionnaireOf(versions, version.version), version);
        assert.equal(questionnaireOn(versions, version.from), version);
      }
    });

    it(`of ${versions[0]!.version} ask and compare only with fields that they have`, () => {
      for (const { fields } of versions) {
        const names = new Set(fields.map(({ name }) => name));
        for (const { required, empty, limit } of fields) {
          for (const other of [
            typeof required === "boolean" ? undefined : required.field,
            empty?.field,
            limit?.than,
          ])
            assert.ok(other === undefined || names.has(other));
        }
      }
    });
  }

  it("change on their day", () => {
    assert.equal(questionnaireOn(ASSESSMENT_SHEETS, "2022-05-08")?.version, "qualitativa-2019");
    assert.equal(questionnaireOn(ASSESSMENT_SHEETS, "2022-05-09")?.version, "qualitativa-2022");
    assert.equal(questionnaireOn(ASSESSMENT_SHEETS, "2019-03-31"), null);
    assert.equal(questionnaireOf(ASSESSMENT_SHEETS, "altra"), null);
  });

  it("and values not read in a norm carry a remark", () => {
    for (const source of [INDEX_RANGE, PROFILE_VALIDITY_MONTHS, ASKED, ...ASSESSMENT_SHEETS])
      assert.ok((source.remark ?? "").length > 20, source.note);
  });
});
