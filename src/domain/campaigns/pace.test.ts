// The pace: even distances, hours and days kept, telephones that serve several, nobody lost.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { epochOf } from "../calendar/instants.ts";
import { romeTime } from "../calendar/rome-time.ts";
import { Pacer, timetable } from "./pace.ts";
import type { PaceRules } from "./pace.ts";

const RULES: PaceRules = { sendFrom: "10:00", sendTo: "12:00", messagesPerHour: 60, peoplePerDay: 1_000, perPhonePerDay: 2, perPhonePerHour: 1 };
const CALENDAR = { isHoliday: (day: string) => day === "2019-09-03" };
const MONDAY = epochOf("2019-09-02T08:00:00.000Z");
const many = (count: number, messages = 1) => Array.from({ length: count }, () => ({ messages, phone: null }));
const spread = (people: readonly { readonly messages: number; readonly phone: string | null }[], rules: Partial<PaceRules> = {}, start = MONDAY) =>
  timetable(people, new Pacer({ ...RULES, ...rules }, CALENDAR), start);

describe("pace of a campaign", () => {
  it("one message a minute, two messages two minutes apart; night, holiday and Sunday are passed over", () => {
    assert.deepEqual(spread(many(3)).at, ["2019-09-02T08:00:00.000Z", "2019-09-02T08:01:00.000Z", "2019-09-02T08:02:00.000Z"]);
    assert.deepEqual(spread(many(2, 2)).at[1], "2019-09-02T08:02:00.000Z");
    assert.deepEqual(spread(many(121)).at[120], "2019-09-04T08:00:00.000Z");
    assert.deepEqual(spread(many(1), {}, epochOf("2019-09-07T10:00:00.000Z")).at, ["2019-09-09T08:00:00.000Z"]);
  });

  it("so many people a day and no more", () => {
    assert.deepEqual(spread(many(5), { peoplePerDay: 2 }).days, [{ day: "2019-09-02", people: 2 }, { day: "2019-09-04", people: 2 }, { day: "2019-09-05", people: 1 }]);
  });

  it("who shares a telephone waits, and the others pass", () => {
    const shared = { messages: 1, phone: "+39333" };
    const { at, phoneWaits } = spread([shared, shared, shared, { messages: 1, phone: "+39334" }]);
    assert.deepEqual(at, ["2019-09-02T08:00:00.000Z", "2019-09-02T09:00:00.000Z", "2019-09-04T08:00:00.000Z", "2019-09-02T08:01:00.000Z"]);
    assert.equal(phoneWaits, 2);
  });

  it("what others send to a telephone counts, before and after: in no hour one too many", () => {
    const at = (minutes: number): number => MONDAY + minutes * 60_000;
    const free = (sent: readonly number[], perPhonePerHour: number, perPhonePerDay = 9): number =>
      (new Pacer({ ...RULES, perPhonePerHour, perPhonePerDay }, CALENDAR).phoneFree(new Map([["+39333", [...sent]]]), "+39333", MONDAY) - MONDAY) / 60_000;
    assert.equal(free([at(-30)], 1), 30, "a desk wrote half an hour ago");
    assert.equal(free([at(20)], 1), 80, "a reminder is due in twenty minutes");
    assert.equal(free([at(-70), at(70)], 1), 0);
    assert.equal(free([at(-30), at(20)], 2), 30, "two and this one within an hour");
    assert.equal(free([at(20)], 2), 0);
    assert.equal(free([at(100)], 1, 1), 48 * 60, "the day is full; the next is a holiday");
    assert.equal(free([at(14 * 24 * 60)], 1, 1), 0, "what is due in two weeks does not hold anybody back");
  });

  it("whatever the limits: never above the hour's messages, the day's people, the telephone's share; always within the hours; nobody left out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ messages: fc.integer({ min: 1, max: 2 }), phone: fc.option(fc.constantFrom("a", "b", "c"), { nil: null }) }), { maxLength: 40 }),
        fc.record({ messagesPerHour: fc.integer({ min: 1, max: 90 }), peoplePerDay: fc.integer({ min: 1, max: 9 }), perPhonePerDay: fc.integer({ min: 1, max: 3 }), perPhonePerHour: fc.integer({ min: 1, max: 2 }) }),
        (people, rules) => {
          const { at, days } = spread(people, rules);
          const sent = at.map((one, index) => ({ at: epochOf(one), ...people[index]! })).toSorted((a, b) => a.at - b.at);
          assert.equal(sent.length, people.length);
          for (const [index, one] of sent.entries()) {
            const { date, minutes } = romeTime(new Date(one.at).toISOString());
            assert.ok(minutes >= 600 && minutes < 720 && date !== "2019-09-03");
            const next = sent[index + 1];
            if (next !== undefined) assert.ok(next.at - one.at >= (one.messages * 3_600_000) / rules.messagesPerHour - 1);
            const same = sent.filter((other) => one.phone !== null && other.phone === one.phone);
            assert.ok(same.filter((other) => other.at > one.at - 3_600_000 && other.at <= one.at).length <= rules.perPhonePerHour);
            assert.ok(same.filter((other) => romeTime(new Date(other.at).toISOString()).date === date).length <= rules.perPhonePerDay);
          }
          assert.ok(days.every((day) => day.people <= rules.peoplePerDay));
        },
      ),
      { numRuns: 150 },
    );
  });
});
