// What is due next: by hand for each measure, and whatever happens never twice, never late, never where it failed, always up to a proof or a person.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { weekdayOf } from "../calendar/days.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import type { ChannelStep } from "../measures/channel-types.ts";
import { PHONE_CALL } from "../measures/usual-channels.ts";
import type { SummonsChannel } from "../measures/words.ts";
import { isByHand, nextDue } from "./next-due.ts";
import { CALL_OUTCOMES } from "./types.ts";
import type {
  Call,
  NextDue,
  PolicyFacts,
  PolicyMeasure,
  StepTaken,
  TellingOutcome,
  ToldOnce,
  Ways,
} from "./types.ts";

const CALENDAR = { isWorking: (day: number): boolean => weekdayOf(day) <= 5 };
const measure = (version: string): PolicyMeasure => MEASURES.find((each) => each.version === version)!;
/** A Monday at eleven in Rome; the appointment is five weeks later. */
const NOW = "2019-09-09T09:00:00.000Z";
const EVERY_WAY: Ways = {
  sms: "usable",
  email: "usable",
  pec: "usable",
  phone: "usable",
  "ordinary-letter": "usable",
  "registered-letter": "usable",
};

const facts = (change: Partial<PolicyFacts>): PolicyFacts => ({
  now: NOW,
  state: "issued",
  subject: "summons",
  startsAt: "2019-10-14T08:00:00.000Z",
  told: [],
  calls: [],
  steps: [],
  ways: EVERY_WAY,
  ...change,
});
const told = (channel: SummonsChannel, outcome: TellingOutcome, since = NOW): ToldOnce => ({
  channel,
  outcome,
  since,
});
const due = (change: Partial<PolicyFacts>, version = "rdc-2019"): NextDue =>
  nextDue(facts(change), measure(version), CALENDAR);
const words = (next: NextDue): string => {
  if (next.kind === "begin")
    return `${next.step.step}: ${next.channels.join("+")}${next.leftOut.map((one) => `, no ${one.channel} ${one.why}`).join("")}`;
  if (next.kind === "wait") return `until ${next.until} then ${next.next?.step ?? "desk"}`;
  return next.kind === "ended"
    ? next.because
    : next.begun
      ? "desk has it"
      : `desk${next.leftOut.map((one) => `, no ${one.channel} ${one.why}`).join("")}`;
};

describe("telling a beneficiary of RdC", () => {
  it("waits two working days for a receipt, and for a gateway that is behind as long as it takes", () => {
    assert.equal(
      words(due({ told: [told("sms", "sent"), told("email", "sent")] })),
      "until 2019-09-11T07:00:00.000Z then pec",
    );
    assert.equal(
      words(
        due({ told: [told("sms", "waiting"), told("email", "failed")], now: "2019-09-20T09:00:00.000Z" }),
      ),
      "until 2019-09-20T10:00:00.000Z then pec",
    );
  });
  it("that an SMS reached is over; an e-mail that is only sent is not", () => {
    assert.equal(words(due({ told: [told("sms", "received")] })), "proven");
    assert.equal(words(due({ told: [told("email", "sent")], now: "2019-09-12T09:00:00.000Z" })), "pec: pec");
  });
  it("goes on at once when everything failed, passing over what cannot be used, and says why", () => {
    const ways: Ways = { ...EVERY_WAY, pec: "no-address" };
    assert.equal(
      words(due({ told: [told("sms", "failed"), told("email", "failed")], ways })),
      "phone: phone, no pec no-address",
    );
    assert.equal(
      words(due({ told: [told("sms", "failed")], ways: { phone: "no-address" } })),
      "desk, no pec no-gateway, no phone no-address, no registered-letter no-gateway",
    );
  });
  it("is called three times, or until somebody is found, refuses, or no number is left", () => {
    const failed = [told("sms", "failed")];
    const steps: StepTaken[] = [{ step: "phone", at: NOW, begun: true }];
    const call = (outcome: Call["outcome"], hour: number): Call => ({
      outcome,
      at: `2019-09-09T${10 + hour}:00:00.000Z`,
    });
    const with_ = (calls: readonly Call[], ways: Ways = EVERY_WAY): string =>
      words(due({ told: failed, steps, calls, ways, now: "2019-09-09T15:00:00.000Z" }));
    assert.equal(with_([]), "until 2019-09-11T07:00:00.000Z then registered-letter");
    assert.equal(
      with_([call("no-answer", 0), call("no-answer", 1)]),
      "until 2019-09-11T07:00:00.000Z then registered-letter",
    );
    assert.equal(
      with_([0, 1, 2].map((hour) => call("no-answer", hour))),
      "registered-letter: registered-letter",
    );
    assert.equal(with_([call("spoke", 0)]), "registered-letter: registered-letter");
    assert.equal(with_([call("refused", 0)]), "registered-letter: registered-letter");
    assert.equal(
      with_([call("wrong-number", 0)]),
      "until 2019-09-11T07:00:00.000Z then registered-letter",
      "there is another number",
    );
    assert.equal(
      with_([call("wrong-number", 0)], { ...EVERY_WAY, phone: "no-address" }),
      "registered-letter: registered-letter",
    );
  });
  it("by letter only where it can come in time; then it is for the desk, once", () => {
    const steps: StepTaken[] = [{ step: "phone", at: NOW, begun: true }];
    const late = {
      told: [told("sms", "failed")],
      steps,
      calls: [{ outcome: "refused", at: NOW }] as const,
      now: "2019-10-10T09:00:00.000Z",
    };
    assert.equal(words(due(late)), "desk, no registered-letter too-late");
    assert.equal(
      words(due({ ...late, steps: [...steps, { step: "desk", at: NOW, begun: true }] })),
      "desk has it",
    );
  });
  it("ends with an answer, with the hour of the appointment, with whatever closes the summons", () => {
    for (const state of ["confirmed", "asks-another-date", "declined"] as const)
      assert.equal(words(due({ state })), "answered");
    assert.equal(words(due({ now: "2019-10-14T08:00:00.000Z" })), "over");
    for (const state of ["planned", "attended", "cancelled", "absent", "to-convene-again"] as const)
      assert.equal(words(due({ state })), "told-otherwise");
  });
  it("a cancellation wants no proof: that the person knows", () => {
    const cancelled = { state: "cancelled", subject: "cancelled", told: [told("sms", "failed")] } as const;
    assert.equal(words(due(cancelled)), "phone: phone");
    assert.equal(words(due({ ...cancelled, calls: [{ outcome: "spoke", at: NOW }] })), "proven");
  });
  it("after a no-show that nothing proved, the formal way at once", () => {
    assert.equal(
      words(
        due({ subject: "again", told: [told("sms", "sent")], ways: { ...EVERY_WAY, pec: "no-address" } }),
      ),
      "registered-letter: registered-letter, no pec no-address",
    );
  });
});

describe("another measure has another policy", () => {
  it("NASpI: SMS delivered and confirmed, and the PEC leaves all the same", () => {
    assert.equal(words(due({ told: [told("sms", "received")], state: "confirmed" }, "naspi")), "pec: pec");
    assert.equal(words(due({ told: [told("sms", "received"), told("pec", "received")] }, "naspi")), "proven");
    assert.equal(
      words(due({ told: [told("sms", "received"), told("pec", "failed")] }, "naspi")),
      "registered-letter: registered-letter",
    );
  });
  it("as data only: one that wants a confirmation asks by telephone who has not given it", () => {
    const source = { citation: null, confidence: "inferred", note: "misura di prova" } as const;
    const step: ChannelStep = { ...PHONE_CALL, step: "confirm-call" };
    const wanting: PolicyMeasure = {
      ...RDC_2019,
      channelPolicy: {
        ...RDC_2019.channelPolicy,
        confirmation: { value: { before: { amount: 3, unit: "working-days" }, step }, ...source },
      },
    };
    const proven = facts({ told: [told("sms", "received")] });
    assert.equal(
      words(nextDue(proven, wanting, CALENDAR)),
      "until 2019-10-09T07:00:00.000Z then confirm-call",
    );
    const late = { ...proven, now: "2019-10-09T07:00:00.000Z" };
    assert.equal(words(nextDue(late, wanting, CALENDAR)), "confirm-call: phone");
    const steps: StepTaken[] = [{ step: "confirm-call", at: late.now, begun: true }];
    assert.equal(
      words(nextDue({ ...late, steps }, wanting, CALENDAR)),
      "until 2019-10-11T07:00:00.000Z then desk",
    );
    assert.equal(
      words(nextDue({ ...late, steps, calls: [{ outcome: "spoke", at: late.now }] }, wanting, CALENDAR)),
      "proven",
    );
    assert.equal(words(nextDue({ ...late, state: "confirmed" }, wanting, CALENDAR)), "proven");
  });
});

describe("the policy of every measure", () => {
  for (const each of MEASURES)
    it(`of ${each.version} names a step once, in working order`, () => {
      for (const [subject, steps] of Object.entries(each.channelPolicy.steps)) {
        assert.equal(new Set(steps.map(({ step }) => step)).size, steps.length, subject);
        assert.ok(
          steps.every(({ step }) => step !== "desk" && step !== "confirm-call"),
          subject,
        );
        for (const step of steps)
          assert.equal(step.tries !== undefined, isByHand(step), `${subject}/${step.step}`);
      }
    });
});

/** What the world does: which ways there are, what becomes of each message, what each call comes to, how long between two looks. */
interface World {
  readonly version: string;
  readonly subject: "summons" | "again" | "moved" | "cancelled";
  readonly days: number;
  readonly ways: Ways;
  readonly outcomes: readonly TellingOutcome[];
  readonly calls: readonly Call["outcome"][];
  readonly hours: readonly number[];
}
const CHANNELS = Object.keys(EVERY_WAY) as (keyof typeof EVERY_WAY)[];
const worlds: fc.Arbitrary<World> = fc.record({
  version: fc.constantFrom(...MEASURES.map((each) => each.version)),
  subject: fc.constantFrom("summons", "again", "moved", "cancelled"),
  days: fc.integer({ min: 0, max: 40 }),
  ways: fc
    .array(fc.constantFrom("usable", "no-gateway", "no-address", "failed-before"), {
      minLength: CHANNELS.length,
      maxLength: CHANNELS.length,
    })
    .map((list): Ways => Object.fromEntries(CHANNELS.map((channel, at) => [channel, list[at]]))),
  outcomes: fc.array(fc.constantFrom("waiting", "unknown", "failed", "sent", "received"), {
    minLength: 12,
    maxLength: 12,
  }),
  calls: fc.array(fc.constantFrom(...CALL_OUTCOMES), { maxLength: 6 }),
  hours: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 5, maxLength: 20 }),
});

/** Lives one appointment through, looking whenever it is due (and sometimes when it is not). */
function live(world: World): {
  readonly end: NextDue;
  readonly begun: NextDue[];
  readonly at: string[];
  readonly startsAt: string;
} {
  const startsAt = new Date(Date.parse(NOW) + world.days * 86_400_000 + 3_600_000).toISOString();
  let known: PolicyFacts = {
    ...facts({}),
    startsAt,
    subject: world.subject,
    state: world.subject === "cancelled" ? "cancelled" : "issued",
    ways: world.ways,
  };
  const begun: NextDue[] = [];
  const at: string[] = [];
  for (let look = 0; look < 3_000; look += 1) {
    const next = nextDue(known, measure(world.version), CALENDAR);
    if (next.kind === "ended" || (next.kind === "desk" && next.begun))
      return { end: next, begun, at, startsAt };
    if (next.kind === "wait") {
      assert.ok(next.until > known.now, "a wait that is over is no wait");
      const early = new Date(
        Date.parse(known.now) + world.hours[look % world.hours.length]! * 3_600_000,
      ).toISOString();
      const isEarly = look % 3 === 0 && early < next.until;
      const call =
        next.now !== null && isByHand(next.now) && known.calls.length < world.calls.length
          ? [{ outcome: world.calls[known.calls.length]!, at: known.now }]
          : [];
      // A gateway that was behind catches up in the end.
      const moved = known.told.map((one, index) =>
        one.outcome === "waiting" && look > 20 ? { ...one, outcome: world.outcomes[(index + 1) % 12]! } : one,
      );
      known = { ...known, now: isEarly ? early : next.until, calls: [...known.calls, ...call], told: moved };
      continue;
    }
    begun.push(next);
    at.push(known.now);
    const step: StepTaken = {
      step: next.kind === "begin" ? next.step.step : "desk",
      at: known.now,
      begun: true,
    };
    const left: StepTaken[] = next.leftOut
      .filter((one) => one.step.step !== step.step)
      .map((one) => ({ step: one.step.step, at: known.now, begun: false }));
    const written =
      next.kind === "desk" || isByHand(next.step)
        ? []
        : next.channels.map((channel, index) =>
            told(channel, world.outcomes[(known.told.length + index) % 12]!, known.now),
          );
    known = { ...known, steps: [...known.steps, ...left, step], told: [...known.told, ...written] };
  }
  throw new Error("it never ends");
}

describe("whatever happens", () => {
  it("no step twice, none after the hour, none on a channel that cannot be used; a proof, an answer, a person or the hour ends it", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { end, begun, at, startsAt } = live(world);
        const steps = begun.map((next) => (next.kind === "begin" ? next.step.step : "desk"));
        assert.equal(new Set(steps).size, steps.length, steps.join(" "));
        for (const when of at) assert.ok(when < startsAt);
        for (const next of begun)
          if (next.kind === "begin") {
            assert.ok(next.channels.length > 0);
            for (const channel of next.channels) assert.equal(world.ways[channel], "usable");
          }
        assert.ok(
          end.kind === "desk" ||
            (end.kind === "ended" && (end.because === "proven" || end.because === "over")),
          JSON.stringify(end),
        );
        if (end.kind === "desk") assert.equal(steps.at(-1), "desk");
      }),
      { numRuns: 1_000 },
    );
  });
  it("the same facts give the same answer, and a later look of the same facts never an earlier step", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 500 }), (world, hours) => {
        const known = {
          ...facts({
            subject: "summons",
            ways: world.ways,
            told: [told("sms", world.outcomes[0]!), told("email", world.outcomes[1]!)],
          }),
        };
        const later = { ...known, now: new Date(Date.parse(NOW) + hours * 3_600_000).toISOString() };
        assert.deepEqual(
          nextDue(known, measure(world.version), CALENDAR),
          nextDue(known, measure(world.version), CALENDAR),
        );
        const first = nextDue(known, measure(world.version), CALENDAR);
        const second = nextDue(later, measure(world.version), CALENDAR);
        if (first.kind === "begin") assert.ok(second.kind !== "wait");
      }),
      { numRuns: 500 },
    );
  });
});
