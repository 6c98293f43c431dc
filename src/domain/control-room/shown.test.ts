// Tables of traits and public figures: what is shown is right, what is small is not, and the difference to the whole gives nothing back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { publicRows, REGION } from "./public-figures.ts";
import { STAGE_RULES, STAGES, TRAIT_NAMES, TRAITS } from "./texts.ts";
import type { Stage, Trait } from "./texts.ts";
import { COMPARED_STAGES, shownTraits } from "./traits.ts";

/** The counts of a class: as many at each step as it has left. */
const NUMBERS: Readonly<Record<string, number>> = { bound: 400, convened: 300, delivered: 280, seen: 200, absent: 40, pact: 150 };
const usual = (_: Trait, of: string, stage: Stage): number => (of === "X" ? 0 : (NUMBERS[stage] ?? 0));

test("every step's whole stands before it, and whoever is counted is among those", () => {
  for (const stage of STAGES) {
    const { of } = STAGE_RULES[stage];
    if (of !== null) assert.ok(STAGES.indexOf(of) < STAGES.indexOf(stage), stage);
  }
});

test("large classes are shown whole, nought too", () => {
  const shown = shownTraits([{ id: "", above: null, count: usual }], 5).get("")!;
  for (const trait of TRAIT_NAMES)
    for (const of of Object.keys(TRAITS[trait].classes)) for (const stage of COMPARED_STAGES) assert.equal(shown(trait, of, stage), usual(trait, of, stage));
});

test("a small class is not shown, nor what it follows from: its sister, its difference, the province beside it", () => {
  const small = (trait: Trait, of: string, stage: Stage): number => (trait === "sex" && of === "X" && stage !== "pact" ? 2 : usual(trait, of, stage));
  const twice = (trait: Trait, of: string, stage: Stage): number => small(trait, of, stage) + usual(trait, of, stage);
  const shown = shownTraits([{ id: "", above: null, count: twice }, { id: "NA", above: "", count: small }, { id: "CE", above: "", count: usual }], 5);
  assert.equal(shown.get("NA")!("sex", "X", "seen"), null);
  assert.equal(shown.get("")!("sex", "X", "seen"), null, "the Region less Caserta would give it");
  assert.ok(["F", "M"].some((of) => shown.get("NA")!("sex", of, "seen") === null), "the total less its sisters would give it");
  assert.equal(shown.get("NA")!("age", "-29", "seen"), 200);
});

test("a place whose own total gives a small class away shows nothing of that trait", () => {
  const lonely = (trait: Trait, of: string, stage: Stage): number => (of === Object.keys(TRAITS[trait].classes)[0] && stage === "bound" ? 3 : 0);
  const shown = shownTraits([{ id: "x", above: null, count: lonely }], 5).get("x")!;
  for (const trait of TRAIT_NAMES) for (const of of Object.keys(TRAITS[trait].classes)) assert.equal(shown(trait, of, "bound"), null);
});

test("the public sees sums that agree, and no small count", () => {
  const offices = Array.from({ length: 6 }, (_, at) => ({
    id: `U${at}`, name: `CPI ${at}`, province: at < 3 ? "NA" : "CE", count: (stage: Stage) => (NUMBERS[stage] ?? (stage === "notified" ? 500 : stage === "planned" ? 320 : at === 1 ? 2 : 30)),
  }));
  const total = (stage: Stage): number => offices.reduce((sum, office) => sum + office.count(stage), 0);
  const rows = publicRows({
    offices, provinces: { NA: "Napoli", CE: "Caserta" }, weeks: [{ week: "2019-09-02", count: total }],
    trait: (trait, of, stage) => (of === Object.keys(TRAITS[trait].classes)[0] ? total(stage) : 0),
  }, 5);
  for (const row of rows) assert.ok(row.count === null || row.count === 0 || row.count >= 5, JSON.stringify(row));
  const at = (place: string, stage: Stage): number | null => rows.find((row) => row.section === "territory" && row.place === place && row.stage === stage)!.count;
  assert.equal(at(REGION, "notified"), 3000);
  assert.equal(at("U1", "exempt"), null);
  assert.ok(at("U0", "exempt") === null || at("U2", "exempt") === null || at("NA", "exempt") === null);
  assert.equal(at("U4", "seen"), 200);
});
