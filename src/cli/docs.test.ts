// The committed pages of the procedure are those that the tables make now, and say what the tables say.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CITATIONS } from "../domain/law/citation.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import { generateProcedurePages, PAGES_FOLDER } from "./docs.ts";
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
