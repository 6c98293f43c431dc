// The table of times: what is taken, what is refused and where; and which numbers may be shown.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { RETENTION_KIND_NAMES } from "./kinds.ts";
import { shownFigures, SMALLEST_SHOWN } from "./figures.ts";
import { readRules, ruleFor, RULE_COLUMNS } from "./rules.ts";
import type { RuleRow } from "./rules.ts";

const MEASURES = ["RDC", "ADI"];
const sound = (): RuleRow[] =>
  RETENTION_KIND_NAMES.map((kind) => ({
    kind,
    measure: "*",
    months: kind === "dossier" ? "60" : "24",
    source: "fonte",
    confidence: "L",
    remark: "da decidere",
  }));
const changed = (kind: string, change: RuleRow): RuleRow[] =>
  sound().map((row) => (row["kind"] === kind ? { ...row, ...change } : row));
const problem = (rows: readonly RuleRow[]): string => {
  const read = readRules(rows, MEASURES);
  return read.ok ? "taken" : read.refusal.message;
};

describe("the table of times", () => {
  it("that comes with the program is sound, and says of each time how sure it is", () => {
    const text = readFileSync(join(import.meta.dirname, "../../../reference/retention.csv"), "utf8");
    const rows = parse(text, { columns: true }) as RuleRow[];
    assert.deepEqual(Object.keys(rows[0]!), [...RULE_COLUMNS]);
    const read = readRules(rows, ["RDC", "ADI", "SFL", "NASPI", "DIS-COLL"]);
    assert.ok(read.ok, JSON.stringify(read));
    for (const rule of read.value) if (rule.confidence !== "H") assert.ok(rule.remark.length > 20, rule.kind);
  });

  it("gives a measure its own time, and the others that of all", () => {
    const read = readRules(
      [
        ...sound(),
        { kind: "dossier", measure: "ADI", months: "120", source: "x", confidence: "H", remark: "" },
      ],
      MEASURES,
    );
    assert.ok(read.ok);
    assert.equal(ruleFor(read.value, "dossier", "ADI").months, 120);
    assert.equal(ruleFor(read.value, "dossier", "RDC").months, 60);
    assert.equal(ruleFor(read.value, "message-text", "ADI").months, 24);
  });

  it("is refused with the line and what is wrong there", () => {
    assert.match(problem(changed("document", { months: "0" })), /riga 4: «0»/);
    for (const months of ["", "-1", "1.5", "1e2", "601", "sei"])
      assert.match(problem(changed("dossier", { months })), /riga 2: .*mesi/);
    assert.match(problem(changed("dossier", { measure: "XYZ" })), /«XYZ»/);
    assert.match(problem(changed("old-contact", { measure: "ADI" })), /non dipende/);
    assert.match(problem(changed("dossier", { source: " " })), /fonte/);
    assert.match(problem(changed("dossier", { confidence: "" })), /affidabilità/);
    assert.match(problem(changed("dossier", { remark: "" })), /nota/);
    assert.match(problem(changed("access-log", { months: "5" })), /almeno 6/);
    assert.match(problem([...sound(), sound()[0]!]), /c’è già/);
    assert.match(problem(sound().filter((row) => row["kind"] !== "message-text")), /manca «message-text»/);
    assert.match(problem(changed("message-text", { months: "61" })), /dura più del fascicolo/);
    assert.match(
      problem([...sound(), { ...sound()[0]!, measure: "ADI", months: "12" }]),
      /per «ADI» dura più/,
    );
    assert.match(problem([{ kind: "altro" }]), /«altro» non esiste/);
  });
});

describe("numbers that are shown", () => {
  it("hold back small ones, and a second one that would give the first away", () => {
    const cells = [
      ["a", 2],
      ["b", 7],
      ["c", 40],
    ].map(([place, amount]) => ({ group: "g", place: String(place), amount: Number(amount) }));
    const [group] = shownFigures(cells);
    assert.equal(group?.total, 49);
    assert.deepEqual(
      group?.cells.map((cell) => cell.amount),
      [null, null, 40],
    );
  });

  it("hold back the total of a single small number", () => {
    assert.deepEqual(shownFigures([{ group: "g", place: "a", amount: 3 }]), [
      { group: "g", total: null, cells: [{ group: "g", place: "a", amount: null }] },
    ]);
  });

  it("never let a small number be worked out from what is shown", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, (list) => {
        const [group] = shownFigures(list.map((amount, at) => ({ group: "g", place: String(at), amount })));
        const shown = group!.cells.filter((cell) => cell.amount !== null);
        for (const cell of shown) assert.ok(cell.amount! >= SMALLEST_SHOWN);
        const hidden = group!.cells.length - shown.length;
        if (hidden === 0 || group!.total === null) return;
        const rest = group!.total - shown.reduce((sum, cell) => sum + cell.amount!, 0);
        assert.ok(hidden >= 2 && rest >= SMALLEST_SHOWN);
      }),
    );
  });
});
