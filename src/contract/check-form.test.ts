// The check of forms: what is missing, wrong, hidden or strange is named by its path, and only that.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { FormField } from "../domain/procedure/form-types.ts";
import { checkForm, initialValues, inputOf } from "./check-form.ts";

const WORK: readonly FormField[] = [
  { kind: "choice", name: "kind", label: "Lavoro", required: true, options: [{ value: "employee", label: "Dipendente" }, { value: "self-employed", label: "Autonomo" }] },
  { kind: "day", name: "startsOn", label: "Dal", required: true, from: "2019-01-01", to: "2019-12-31" },
  { kind: "number", name: "hours", label: "Ore", required: true, min: 1, max: 60, whole: true, when: { field: "kind", in: ["employee"] } },
];
const FIELDS: readonly FormField[] = [
  { kind: "text", name: "reason", label: "Motivo", required: true, shortest: 5, longest: 20 },
  { kind: "yes-no", name: "signed", label: "Firmata", required: true },
  { kind: "group", name: "work", label: "Lavoro", required: false, fields: WORK },
  { kind: "list", name: "periods", label: "Periodi", required: false, least: 0, most: 2, add: "Aggiungi", fields: WORK.slice(1, 2) },
  { kind: "fixed", name: "count", label: "Conteggio", required: true, value: { before: 1 }, shown: "Una assenza" },
];
const paths = (values: Record<string, unknown>): string[] => checkForm(FIELDS, values).map(({ field }) => field);
const right = { reason: "  non vuole ", signed: true, work: null, periods: [], count: { before: 1 } };

test("what is right has no problem, and goes in without what is empty or hidden", () => {
  assert.deepEqual(paths(right), []);
  const work = { kind: "self-employed", startsOn: "2019-02-03", hours: 12 };
  assert.deepEqual(inputOf(FIELDS, { ...right, work }), {
    reason: "non vuole", signed: true, work: { kind: "self-employed", startsOn: "2019-02-03" }, periods: [], count: { before: 1 },
  });
});

test("each wrong field is named by its path", () => {
  assert.deepEqual(paths({ ...right, reason: "" }), ["reason"]);
  assert.deepEqual(paths({ ...right, reason: "    a    " }), ["reason"]);
  assert.deepEqual(paths({ ...right, reason: 7 }), ["reason"]);
  assert.deepEqual(paths({ ...right, signed: "sì" }), ["signed"]);
  assert.deepEqual(paths({ ...right, work: { kind: "employee", startsOn: "2019-02-30", hours: 99 } }), ["work.startsOn", "work.hours"]);
  assert.deepEqual(paths({ ...right, work: { kind: "else", startsOn: "2018-12-31" } }), ["work.kind", "work.startsOn"]);
  assert.deepEqual(paths({ ...right, periods: [{ startsOn: "2019-05-05" }, {}] }), ["periods.1.startsOn"]);
  assert.deepEqual(paths({ ...right, periods: [{}, {}, {}] }), ["periods"]);
  assert.deepEqual(paths({ ...right, count: { before: 2 } }), ["count"]);
  assert.deepEqual(paths({ ...right, approvedBy: "me" }), ["approvedBy"]);
  assert.deepEqual(paths({ ...right, work: "none" }), ["work"]);
});

test("a form opens with what is known, and empty for the rest", () => {
  assert.deepEqual(initialValues(FIELDS), { reason: "", signed: false, work: null, periods: [], count: { before: 1 } });
});
