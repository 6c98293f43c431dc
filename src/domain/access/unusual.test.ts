// The rules of unusual access: what raises a flag, what does not, and that one flag gathers all that triggered it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { buildHolidayCalendar } from "../calendar/holidays.ts";
import { workingCalendar } from "../calendar/working-days.ts";
import { parametersWith, surnameKey, UNUSUAL_DEFAULTS, unusualAccesses } from "./unusual.ts";
import type { Seen, UnusualContext, UnusualRule } from "./unusual.ts";

const CONTEXT: UnusualContext = {
  parameters: UNUSUAL_DEFAULTS,
  kinOf: (actor) => (actor === "rossi" ? [{ surname: "D'ADDIO", municipality: "F839" }] : []),
  workingDays: () => workingCalendar(buildHolidayCalendar([])),
};
const MONDAY = "2019-09-02T08:00:00.000Z";
const view = (over: Partial<Seen> = {}): Seen => ({
  id: 1,
  actor: "rossi",
  role: "operator",
  onBehalfOf: null,
  office: "F839C000305",
  at: MONDAY,
  businessAt: MONDAY,
  caseId: "c1",
  personId: "p1",
  surname: "FERRARA",
  municipality: "F839",
  isProtected: false,
  reasonKind: "term",
  reasonGiven: false,
  look: "all",
  ...over,
});
const rulesOf = (seen: readonly Seen[], context = CONTEXT): UnusualRule[] =>
  unusualAccesses(seen, context).map((flag) => flag.rule);
const many = (count: number, over: (n: number) => Partial<Seen> = () => ({})): Seen[] =>
  Array.from({ length: count }, (_, n) =>
    view({ id: n + 1, caseId: `c${n}`, personId: `p${n}`, ...over(n) }),
  );

describe("unusual accesses", () => {
  it("are none in a day's ordinary work", () => {
    assert.deepEqual(unusualAccesses(many(39), CONTEXT), []);
  });

  it("a relative: declared surname and municipality, both; accents, case and spaces do not hide it", () => {
    assert.deepEqual(rulesOf([view({ surname: "D’Àddio" })]), ["relative"]);
    assert.deepEqual(rulesOf([view({ surname: "D'ADDIO", municipality: "H703" })]), []);
    assert.deepEqual(rulesOf([view({ surname: "D'ADDIO", municipality: null })]), []);
    assert.deepEqual(rulesOf([view({ surname: "D'ADDIO", actor: "bianchi" })]), []);
    assert.equal(surnameKey("De Luca"), surnameKey("DELUCA"));
    assert.notEqual(surnameKey("ROSSI"), surnameKey("ROSSO"));
  });

  it("a protected person, whatever the reason", () => {
    assert.deepEqual(rulesOf([view({ isProtected: true })]), ["protected"]);
  });

  it("out of hours: by the offices' clock, the first minute in and the last out, and on closed days", () => {
    const at = (businessAt: string): UnusualRule[] => rulesOf([view({ businessAt })]);
    assert.deepEqual(at("2019-09-02T05:00:00.000Z"), []);
    assert.deepEqual(at("2019-09-02T04:59:59.000Z"), ["out-of-hours"]);
    assert.deepEqual(at("2019-09-02T17:59:59.000Z"), []);
    assert.deepEqual(at("2019-09-02T18:00:00.000Z"), ["out-of-hours"]);
    const [sunday] = unusualAccesses([view({ businessAt: "2019-09-01T08:00:00.000Z" })], CONTEXT);
    assert.deepEqual([sunday?.detail["why"], sunday?.day], ["closed-day", "2019-09-01"]);
  });

  it("nothing to be done and no reason given", () => {
    assert.deepEqual(rulesOf([view({ reasonKind: "none" })]), ["no-act"]);
    assert.deepEqual(rulesOf([view({ reasonKind: "none", reasonGiven: true })]), []);
    assert.deepEqual(rulesOf([view({ reasonKind: "none", look: "count" as const })]), []);
    assert.deepEqual(rulesOf([view({ reasonKind: "none", look: "all-but-reason", isProtected: true })]), [
      "protected",
    ]);
    assert.deepEqual(rulesOf([view({ reasonKind: "none", look: "reason", isProtected: true })]), ["no-act"]);
  });

  it("many persons in a short time: forty, not forty views of one, not forty over an afternoon", () => {
    const [flag, ...rest] = unusualAccesses(many(41), CONTEXT);
    assert.deepEqual(rest, []);
    assert.deepEqual(
      [flag?.rule, flag?.caseId, flag?.detail["persons"], flag?.accesses.length],
      ["burst", null, 41, 41],
    );
    assert.deepEqual(rulesOf(many(60, () => ({ personId: "p" }))), []);
    const minute = (n: number): string => new Date(Date.UTC(2019, 8, 2, 8, n)).toISOString();
    assert.deepEqual(rulesOf(many(100, (n) => ({ at: minute(n) }))), []);
  });

  it("many: those looked at before count, and raise nothing again by themselves", () => {
    const reviewed = many(39, () => ({ look: "count" as const }));
    const fresh = view({ id: 40, caseId: "c", personId: "p" });
    assert.deepEqual(unusualAccesses([fresh, ...reviewed], CONTEXT)[0]?.accesses.length, 40);
    assert.deepEqual(rulesOf(many(60, () => ({ look: "count" as const }))), []);
    assert.deepEqual(rulesOf([...reviewed, view({ id: 40, actor: "bianchi", personId: "p" })]), []);
  });

  it("gathers in one flag what triggered it on one day, and names who was stood in for", () => {
    const twice = [
      view({ isProtected: true, onBehalfOf: "bianchi" }),
      view({ id: 2, isProtected: true, onBehalfOf: "bianchi" }),
    ];
    const flags = unusualAccesses(twice, CONTEXT);
    assert.deepEqual([flags.length, flags[0]?.accesses, flags[0]?.onBehalfOf], [1, [1, 2], "bianchi"]);
    const days = [
      view({ isProtected: true }),
      view({ id: 2, isProtected: true, businessAt: "2019-09-03T08:00:00.000Z" }),
    ];
    assert.equal(unusualAccesses(days, CONTEXT).length, 2);
  });

  it("the window counts as counting by hand does, in whatever order the accesses come", () => {
    const access = fc.record({
      person: fc.integer({ min: 0, max: 6 }),
      second: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(fc.array(access, { maxLength: 40 }), (list) => {
        const seen = list.map(({ person, second }, n) =>
          view({
            id: n + 1,
            personId: `p${person}`,
            at: new Date(Date.UTC(2019, 8, 2, 8, 0, second)).toISOString(),
          }),
        );
        const burst = { active: true, persons: 4, minutes: 1 };
        const context = { ...CONTEXT, parameters: { ...UNUSUAL_DEFAULTS, burst } };
        const byHand = list.some(({ second }) => {
          const inside = list.filter((one) => one.second <= second && one.second > second - 60);
          return new Set(inside.map((one) => one.person)).size >= 4;
        });
        assert.equal(rulesOf(seen, context).includes("burst"), byHand);
        assert.deepEqual(unusualAccesses(seen.toReversed(), context), unusualAccesses(seen, context));
      }),
    );
  });

  it("each rule can be switched off and given other numbers; what makes no sense is left out", () => {
    const rows = [
      { rule: "protected", active: false, parameters: {} },
      { rule: "burst", active: true, parameters: { persons: 2, minutes: -1, active: 0, other: 7 } },
      { rule: "unknown", active: true, parameters: {} },
    ];
    const parameters = parametersWith(rows);
    assert.deepEqual(parameters.burst, { active: true, persons: 2, minutes: 15 });
    assert.deepEqual(Object.keys(parameters), Object.keys(UNUSUAL_DEFAULTS));
    const context = { ...CONTEXT, parameters };
    assert.deepEqual(rulesOf([view({ isProtected: true })], context), []);
    assert.deepEqual(rulesOf(many(2), context), ["burst"]);
  });
});
