// The words of closed lists, as platforms and people write them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { RecordReader } from "./field-text.ts";
import type { RawNotice } from "./types.ts";
import { readBound, readRole, readSex } from "./words.ts";

function reading<T>(raw: RawNotice, read: (record: RecordReader) => T): { value: T; codes: string[] } {
  const record = new RecordReader(raw);
  const value = read(record);
  return { value, codes: [...record.rejections, ...record.warnings].map((each) => each.code) };
}

test("roles and sexes are read in any case, and anything else is refused", () => {
  for (const [written, role] of [
    ["R", "R"],
    ["richiedente", "R"],
    ["Dichiarante", "R"],
    ["m", "M"],
    ["Componente", "M"],
  ] as const)
    assert.deepEqual(reading({ cod_ruolo_beneficiario: written }, readRole), { value: role, codes: [] });
  assert.deepEqual(reading({ cod_ruolo_beneficiario: "X" }, readRole).codes, ["RUOLO_NON_VALIDO"]);
  assert.deepEqual(reading({}, readRole), { value: null, codes: ["CAMPO_MANCANTE"] });
  assert.equal(reading({ cod_sesso: "femmina" }, readSex).value, "F");
  assert.deepEqual(reading({}, readSex), { value: undefined, codes: [] });
  assert.deepEqual(reading({ cod_sesso: "Q" }, readSex).codes, ["SESSO_NON_VALIDO"]);
});

test("who is bound, who is not and why; the word S rules over a reason", () => {
  const bound = (flag: string, reason = ""): ReturnType<typeof reading<ReturnType<typeof readBound>>> =>
    reading({ flg_tenuto: flag, cod_motivo_non_tenuto: reason }, readBound);
  assert.deepEqual(bound(""), { value: {}, codes: [] });
  assert.deepEqual(bound("sì"), { value: { bound: true }, codes: [] });
  assert.deepEqual(bound("N"), { value: { bound: false }, codes: [] });
  assert.deepEqual(bound("S", "Pensionato"), { value: { bound: true }, codes: ["TENUTO_CON_MOTIVO"] });
  assert.deepEqual(bound("forse").codes, ["TENUTO_NON_VALIDO"]);
  for (const [written, reason] of [
    ["pension", "pension"],
    ["Titolare di pensione", "pension"],
    ["minorenne", "minor"],
    ["Ha compiuto 65 anni", "age"],
    ["Lavoratore", "employed"],
    ["Frequenta la scuola", "student"],
    ["Disabilità L. 68/1999", "disability"],
    ["Altro", "other"],
  ] as const)
    assert.deepEqual(bound("", written).value, { bound: false, reason }, written);
});
