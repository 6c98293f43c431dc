// What is sent of a form: the fixed values are the form's own, and what was written before comes back only where there is a field for it.

import assert from "node:assert/strict";
import { it } from "node:test";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { inputFrom, resumed } from "./use-form.ts";

const FIELDS: readonly FormField[] = [
  { kind: "text", name: "reason", label: "Motivo", required: true, longest: 50 },
  { kind: "fixed", name: "seen", label: "Visti", required: true, value: 3, shown: "3" },
  { kind: "list", name: "each", label: "Voci", required: true, least: 0, most: 3, add: "Aggiungi", fields: [
    { kind: "fixed", name: "mark", label: "Segno", required: true, value: "a", shown: null },
    { kind: "day", name: "on", label: "Giorno", required: true },
  ] },
];

it("a value that is only shown cannot be brought by hand", () => {
  assert.deepEqual(inputFrom(FIELDS, { reason: " così ", seen: 9, each: [{ on: "2019-09-02" }] }), {
    reason: "così", seen: 3, each: [{ mark: "a", on: "2019-09-02" }],
  });
});

it("what was written comes back without the fixed values and without fields that are no more", () => {
  assert.deepEqual(resumed(FIELDS, { reason: "scritto prima", seen: 2, gone: "via" }), { reason: "scritto prima" });
});
