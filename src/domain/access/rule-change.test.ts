// A rule keeps its own numbers within limits, and a change says why.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkRuleChange, RULE_LIMITS } from "./rule-change.ts";
import type { RuleChange } from "./rule-change.ts";
import { parametersWith, UNUSUAL_DEFAULTS, UNUSUAL_RULES } from "./unusual.ts";

const CHANGE: RuleChange = { rule: "burst", active: true, parameters: { persons: 30 }, reason: "sede piccola" };
const outcomeOf = (change: Partial<RuleChange>): string => {
  const judged = checkRuleChange({ ...CHANGE, ...change });
  return judged.ok ? JSON.stringify(judged.value.parameters) : judged.refusal.code;
};

describe("a change of a rule of unusual access", () => {
  it("keeps what is not said as the program has it", () => {
    assert.equal(outcomeOf({}), '{"persons":30,"minutes":15}');
    assert.equal(outcomeOf({ rule: "relative", parameters: {}, active: false }), "{}");
  });

  it("is refused without a reason, with numbers that are not the rule's, or past its limits", () => {
    assert.equal(outcomeOf({ reason: "  " }), "MOTIVO_MANCANTE");
    for (const parameters of [{ graceMinutes: 3 }, { toString: 3 }, { constructor: 1 }] as unknown as Record<string, number>[])
      assert.equal(outcomeOf({ parameters }), "PARAMETRO_SCONOSCIUTO");
    for (const persons of [4, 501, 5.5, Number.NaN]) assert.equal(outcomeOf({ parameters: { persons } }), "PARAMETRO_FUORI_LIMITI");
    assert.equal(outcomeOf({ rule: "out-of-hours", parameters: { from: 1200, to: 420 } }), "ORARIO_ROVESCIATO");
    assert.equal(outcomeOf({ rule: "out-of-hours", parameters: { from: 420, to: 1200 } }), '{"from":420,"to":1200}');
  });

  it("has limits for every number of every rule, and the program's own are within them", () => {
    for (const rule of UNUSUAL_RULES) {
      const { active: _, ...own } = UNUSUAL_DEFAULTS[rule] as { active: boolean } & Record<string, number>;
      assert.deepEqual(Object.keys(RULE_LIMITS[rule]).toSorted(), Object.keys(own).toSorted(), rule);
      const judged = checkRuleChange({ rule, active: true, parameters: own, reason: "prova" });
      assert.ok(judged.ok, rule);
      assert.deepEqual(parametersWith([{ rule, active: true, parameters: judged.value.parameters }]), UNUSUAL_DEFAULTS);
    }
  });
});
