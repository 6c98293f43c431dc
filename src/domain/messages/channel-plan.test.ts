// One message on every usable channel, nobody forgotten, nothing said twice without saying to whom.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import {
  planChange,
  planMessages,
  type ExistingMessage,
  type ReachabilityPoint,
  type SummonsToPlan,
} from "./channel-plan.ts";
import { composeSms } from "./compose-sms.ts";
import { messageInput, templates } from "./messages.test-data.ts";
import { isPermitted } from "./quiet-hours.ts";
import type { MessageState } from "./receipts.ts";
import { STATE_TEXTS } from "./texts.ts";

const CALENDAR = { isHoliday: (): boolean => false };
const NOW = "2019-09-02T10:00:00.000Z";
const QUIET = { from: "20:00", to: "09:00" };

const mobile = (address = "+393331234567", change: Partial<ReachabilityPoint> = {}): ReachabilityPoint => ({
  channel: "sms",
  address,
  usable: true,
  shared: false,
  ...change,
});
const mailbox = (
  address = "a@posta.example",
  change: Partial<ReachabilityPoint> = {},
): ReachabilityPoint => ({
  channel: "email",
  address,
  usable: true,
  shared: false,
  ...change,
});
function summons(personId: string, points: readonly ReachabilityPoint[], firstName = "Maria"): SummonsToPlan {
  const base = messageInput();
  return {
    personId,
    points,
    input: {
      ...base,
      person: { ...base.person, firstName },
      appointment: { ...base.appointment, id: `appointment-${personId}` },
      referenceCode: `RIF-${personId}`,
    },
  };
}
const plan = (...batch: SummonsToPlan[]): ReturnType<typeof planMessages> =>
  planMessages(batch, NOW, CALENDAR);

describe("channels", () => {
  it("writes on both, with a reminder on both", () => {
    const [one] = plan(summons("p", [mobile(), mailbox()]));
    assert.deepEqual(
      one?.messages.map((message) => [message.kind, message.channel]),
      [
        ["summons", "sms"],
        ["reminder", "sms"],
        ["summons", "email"],
        ["reminder", "email"],
      ],
    );
    assert.equal(one?.desk, null);
    assert.deepEqual(
      one?.messages.map((message) => message.notBefore),
      [NOW, "2019-09-07T07:00:00.000Z", NOW, "2019-09-07T07:00:00.000Z"],
    );
  });
  it("uses the first usable point of each channel only", () => {
    const [one] = plan(
      summons("p", [
        mobile("+393330000001", { usable: false }),
        mobile("+393330000002"),
        mobile("+393330000003"),
      ]),
    );
    assert.deepEqual([...new Set(one?.messages.map((message) => message.address))], ["+393330000002"]);
  });
  it("gives the desk who has none, and says why", () => {
    assert.deepEqual(plan(summons("p", []))[0]?.desk, "no-contact");
    assert.deepEqual(plan(summons("p", [mobile("+39", { usable: false })]))[0]?.desk, "contacts-not-usable");
    assert.deepEqual(plan(summons("p", [mailbox("a@b\r\nc")]))[0]?.desk, "contacts-not-usable");
  });
  it("leaves out a reminder that would not come after the summons", () => {
    const [one] = planMessages([summons("p", [mobile()])], "2019-09-07T10:00:00.000Z", CALENDAR);
    assert.deepEqual(
      one?.messages.map((message) => message.kind),
      ["summons"],
    );
  });
  it("names the person where the telephone is shared, in this batch or from elsewhere", () => {
    const [first, second, third] = plan(
      summons("p", [mobile()]),
      summons("q", [mobile()]),
      summons("r", [mobile("+393339999999")]),
    );
    assert.ok(first?.messages.every((message) => message.nameThePerson));
    assert.ok(second?.messages.every((message) => message.nameThePerson));
    assert.ok(third?.messages.every((message) => !message.nameThePerson));
    assert.ok(
      plan(summons("p", [mobile(undefined, { shared: true })]))[0]?.messages.every(
        (message) => message.nameThePerson,
      ),
    );
  });
  it("plans the same person and appointment once", () => {
    assert.equal(plan(summons("p", [mobile()]), summons("p", [mobile()])).length, 1);
  });
  it("holds for any batch: nobody forgotten, no text twice to a number, everything in permitted hours", () => {
    const SET = templates();
    const points = fc.array(
      fc.oneof(
        fc
          .record({ n: fc.nat(4), usable: fc.boolean(), shared: fc.boolean() })
          .map(({ n, usable, shared }) => mobile(`+39333000000${n}`, { usable, shared })),
        fc
          .record({ n: fc.nat(4), usable: fc.boolean() })
          .map(({ n, usable }) => mailbox(`p${n}@posta.example`, { usable })),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.array(points, { maxLength: 12 }), (people) => {
        const batch = people.map((one, index) => summons(String(index), one, "Ciro"));
        const plans = planMessages(batch, "2019-09-02T22:00:00.000Z", CALENDAR);
        assert.equal(plans.length, batch.length);
        const holders = new Map<string, number>();
        const sent: string[] = [];
        plans.forEach((one, index) => {
          const usable = new Set(
            people[index]?.filter((point) => point.usable).map((point) => point.channel),
          );
          assert.equal(one.messages.filter((message) => message.kind === "summons").length, usable.size);
          assert.equal(one.desk === null, usable.size > 0);
          for (const message of one.messages) assert.ok(isPermitted(message.notBefore, QUIET, CALENDAR));
          for (const message of one.messages) {
            if (message.channel !== "sms" || message.kind !== "summons") continue;
            holders.set(message.address, (holders.get(message.address) ?? 0) + 1);
            const input = batch[index]?.input ?? messageInput();
            const { text } = composeSms(input, {
              kind: "summons",
              templates: SET,
              nameThePerson: message.nameThePerson,
            });
            sent.push(`${message.address} ${text}`);
            assert.equal(text.includes("per Ciro R."), message.nameThePerson);
          }
        });
        assert.equal(new Set(sent).size, sent.length);
        for (const one of plans) {
          for (const message of one.messages) {
            if (message.channel === "sms" && (holders.get(message.address) ?? 0) > 1)
              assert.ok(message.nameThePerson);
          }
        }
      }),
    );
  });
});

describe("changes", () => {
  const existing = (
    state: MessageState,
    kind: ExistingMessage["kind"] = "summons",
    id = "m",
  ): ExistingMessage => ({
    id,
    kind,
    state,
    channel: "sms",
    address: "+393331234567",
    nameThePerson: true,
  });
  const kinds = (change: "moved" | "cancelled", ...list: ExistingMessage[]): string[] =>
    planChange(change, list, messageInput(), NOW, CALENDAR).messages.map((message) => message.kind);
  const expected: Record<MessageState, [string[], string[]]> = {
    due: [["summons", "reminder"], []],
    claimed: [["moved", "reminder"], ["cancelled"]],
    accepted: [["moved", "reminder"], ["cancelled"]],
    delivered: [["moved", "reminder"], ["cancelled"]],
    uncertain: [["moved", "reminder"], ["cancelled"]],
    failed: [[], []],
    withdrawn: [["summons", "reminder"], []],
  };
  for (const state of Object.keys(STATE_TEXTS) as MessageState[]) {
    it(`${state}: ${expected[state].join(" / ")}`, () => {
      assert.deepEqual(kinds("moved", existing(state)), expected[state][0]);
      assert.deepEqual(kinds("cancelled", existing(state)), expected[state][1]);
    });
  }
  it("withdraws what has not left, and only that", () => {
    const list = [existing("delivered"), existing("due", "reminder", "r")];
    const change = planChange("moved", list, messageInput(), NOW, CALENDAR);
    assert.deepEqual(change.withdraw, ["r"]);
    assert.deepEqual(
      change.messages.map((message) => [message.kind, message.nameThePerson]),
      [
        ["moved", true],
        ["reminder", true],
      ],
    );
  });
  it("judges each address by itself", () => {
    const list: ExistingMessage[] = [
      existing("failed"),
      { ...existing("delivered"), id: "e", channel: "email", address: "a@posta.example" },
    ];
    const change = planChange("cancelled", list, messageInput(), NOW, CALENDAR);
    assert.deepEqual(
      change.messages.map((message) => [message.kind, message.channel]),
      [["cancelled", "email"]],
    );
  });
});
