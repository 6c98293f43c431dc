// The days an exemption covers, and the limit of holders counted day by day.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays } from "../../calendar/days.ts";
import { exemptPeriods, isExemptOn, isLimitFree, othersAtOnce } from "./held.ts";
import type { HeldExemption } from "./held.ts";
import { NO_EXEMPTION } from "./types.ts";
import type { ExemptionData, ExemptPeriod } from "./types.ts";

const YEAR: ExemptPeriod = { from: "2019-10-01", to: "2020-09-30" };
const held = (personId: string, change: Partial<ExemptionData> = {}): HeldExemption => ({
  itemId: `x-${personId}`,
  personId,
  data: { ...NO_EXEMPTION, code: "X2", caredId: "grandma", periods: [YEAR], ...change },
});

describe("the days an exemption covers", () => {
  it("run from the first to the last, up to the act that ended it", () => {
    const on = (data: Partial<ExemptionData>): boolean[] =>
      ["2019-09-30", "2019-10-01", "2020-03-10", "2020-03-11", "2020-09-30", "2020-10-01"].map((day) =>
        isExemptOn([held("a", data)], day),
      );
    assert.deepEqual(on({}), [false, true, true, true, true, false]);
    assert.deepEqual(on({ endedOn: "2020-03-10" }), [false, true, true, false, false, false]);
    assert.deepEqual(on({ periods: [] }), [false, false, false, false, false, false]);
    assert.deepEqual(exemptPeriods(held("a", { endedOn: "2019-09-01" }).data), []);
  });

  it("leave a gap between an exemption and a late renewal", () => {
    const periods = [YEAR, { from: "2020-11-01", to: "2020-12-31" }];
    const late = [held("a", { periods })];
    assert.deepEqual(
      ["2020-09-30", "2020-10-15", "2020-11-01"].map((day) => isExemptOn(late, day)),
      [true, false, true],
    );
  });
});

describe("the limit", () => {
  const wanted = { personId: "b", code: "X2", caredId: "grandma", period: YEAR } as const;
  const household = { per: "household", members: 1 } as const;
  const caredPerson = { per: "cared-person", members: 1 } as const;

  it("per cared person lets two members care for two, not for one", () => {
    assert.equal(isLimitFree(caredPerson, [held("a")], wanted), false);
    assert.equal(isLimitFree(caredPerson, [held("a")], { ...wanted, caredId: "grandpa" }), true);
    assert.equal(isLimitFree(household, [held("a")], { ...wanted, caredId: "grandpa" }), false);
    assert.equal(isLimitFree({ per: "none" }, [held("a")], wanted), true);
  });
  it("looks at other members, the same reason and the same days", () => {
    assert.equal(isLimitFree(household, [held("b")], wanted), true);
    assert.equal(isLimitFree(household, [held("a", { code: "X1" })], wanted), true);
    const after = { from: "2020-10-01", to: "2020-12-31" };
    assert.equal(isLimitFree(household, [held("a")], { ...wanted, period: after }), true);
    assert.equal(isLimitFree(household, [held("a", { endedOn: "2020-03-10" })], wanted), false);
    const later = { from: "2020-03-11", to: "2020-12-31" };
    assert.equal(
      isLimitFree(household, [held("a", { endedOn: "2020-03-10" })], { ...wanted, period: later }),
      true,
    );
  });
  it("counts who holds it on one same day, not who ever did", () => {
    const spring = held("a", { periods: [{ from: "2019-10-01", to: "2019-12-31" }] });
    const autumn = held("c", { periods: [{ from: "2020-01-01", to: "2020-03-31" }] });
    assert.equal(isLimitFree({ per: "household", members: 2 }, [spring, autumn], wanted), true);
    assert.equal(isLimitFree({ per: "household", members: 2 }, [spring, held("c")], wanted), false);
  });
  it("equals a count made day by day", () => {
    const period = fc
      .tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 10 }))
      .map(([start, length]): ExemptPeriod => ({
        from: addDays("2020-01-01", start),
        to: addDays("2020-01-01", start + length),
      }));
    const exemption = fc
      .record({
        who: fc.constantFrom("a", "b", "c", "d"),
        periods: fc.array(period, { maxLength: 2 }),
        ended: fc.option(fc.integer({ min: 0, max: 30 })),
      })
      .map(({ who, periods, ended }) =>
        held(who, { periods, endedOn: ended === null ? null : addDays("2020-01-01", ended) }),
      );
    fc.assert(
      fc.property(fc.array(exemption, { maxLength: 6 }), period, (all, asked) => {
        let most = 0;
        for (let day = asked.from; day <= asked.to; day = addDays(day, 1)) {
          const on = all.filter((each) => each.personId !== "b" && isExemptOn([each], day));
          most = Math.max(most, new Set(on.map(({ personId }) => personId)).size);
        }
        assert.equal(
          othersAtOnce(all, "b", () => true, asked),
          most,
        );
      }),
    );
  });
});
