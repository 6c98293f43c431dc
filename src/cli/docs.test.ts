// The committed pages of the procedure are those that the tables make now, and say what the tables say.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CITATIONS } from "../domain/law/citation.ts";
import { MEASURES } from "../domain/measures/catalogue.ts";
import { PROCEDURES } from "../domain/procedures.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import { generateProcedurePages, PAGES_FOLDER, suspensionsOf } from "./docs.ts";
import { measureTables } from "./docs-measure-tables.ts";
import { procedurePage } from "./docs-procedure.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const PAGES = generateProcedurePages();
const textOf = (name: string): string =>
  PAGES.find((page) => page.path === `${PAGES_FOLDER}/${name}.md`)?.text ?? "";

describe("the pages of the procedure", () => {
  it("are committed as the tables make them: run «npm run convoca -- docs» when this fails", () => {
    for (const page of PAGES) assert.equal(readFileSync(join(ROOT, page.path), "utf8"), page.text, page.path);
  });

  it("are the only ones in their folder", () => {
    const committed = readdirSync(join(ROOT, PAGES_FOLDER)).map((name) => `${PAGES_FOLDER}/${name}`);
    assert.deepEqual(committed.toSorted(), PAGES.map((page) => page.path).toSorted());
  });

  it("show every row, guard and norm of the summons", () => {
    const text = textOf(SUMMONS.name);
    assert.equal(text.match(/^### /gm)?.length, SUMMONS.rows.length);
    for (const guard of Object.values(SUMMONS.guards)) assert.ok(text.includes(guard.refusal), guard.refusal);
    for (const state of Object.values(SUMMONS.states)) assert.ok(text.includes(`«${state}»`), state);
  });

  it("say for each term of the summons what happens when it runs out, and mark what may cost the benefit", () => {
    const text = textOf(SUMMONS.name);
    for (const { title } of Object.values(SUMMONS.terms)) assert.ok(text.includes(`| ${title} |`), title);
    const harms = SUMMONS.rows.filter((row) => row.harms === true).length;
    assert.equal(text.split("Può costare il beneficio").length - 1, harms);
  });

  it("explain every code that a refusal of a procedure may bear", () => {
    for (const procedure of PROCEDURES)
      for (const guard of Object.keys(procedure.guards)) {
        const code = `${procedure.name}_${guard}`.toUpperCase().replaceAll("-", "_");
        assert.ok(textOf(procedure.name).includes(`| \`${code}\` |`), code);
      }
  });

  it("print every remark of every measure, on its page and beside the others", () => {
    const together = textOf("misure-a-confronto");
    for (const measure of MEASURES) {
      assert.ok(together.includes(`(misura-${measure.version}.md)`), measure.version);
      for (const { source } of measureTables(measure).flatMap((table) => table.lines)) {
        if (source.remark === undefined) continue;
        assert.ok(textOf(`misura-${measure.version}`).includes(source.remark), source.remark);
        assert.ok(together.includes(source.remark), source.remark);
      }
    }
  });

  it("show the suspensions that the measure declares: the table of reference and the folder of the measure are equal", () => {
    for (const code of new Set(MEASURES.map((measure) => measure.code))) {
      const declared = MEASURES.filter((measure) => measure.code === code).flatMap(
        (measure) => measure.suspensions,
      );
      const windows = (list: readonly { from: string; to: string; citation: string | null }[]): string[] =>
        [...new Set(list.map(({ from, to, citation }) => `${from} ${to} ${citation}`))].toSorted();
      assert.deepEqual(windows(declared), windows(suspensionsOf(code)), code);
    }
  });

  it("name every norm exactly once, used or not", () => {
    const text = textOf("norme");
    for (const { id } of Object.values(CITATIONS)) assert.equal(text.split(`\`${id}\``).length, 2, id);
  });

  it("work out the first wave's term as the agreement of 1 August 2019 wants it", () => {
    assert.match(
      textOf("misura-rdc-2019"),
      /\| 1° aprile 2019 \| 2 settembre 2019 \| 2 ottobre 2019 \| 0 \|/,
    );
    // Granted ten days before the suspension: nine of the thirty days have run, the other twenty-one follow it.
    assert.match(textOf("misura-rdc-2019"), /\| 7 marzo 2020 \| 7 marzo 2020 \| 6 agosto 2020 \| 122 \|/);
  });

  it("change with the table", () => {
    const [first, ...rest] = SUMMONS.rows;
    const moved = { ...SUMMONS, rows: [{ ...first!, to: "issued" as const }, ...rest] };
    assert.notEqual(procedurePage(moved), procedurePage(SUMMONS));
  });
});
