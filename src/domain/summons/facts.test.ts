// What the guards of a summons are told: proof weighed by the measure, the term to justify, the date that is judged.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addDays } from "../calendar/days.ts";
import { romeInstant } from "../calendar/rome-time.ts";
import { buildTermCalendar } from "../calendar/term-calendar.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import type { ToldBy } from "../measures/proof.ts";
import { summonsAfter } from "./after.ts";
import { NO_SUMMONS } from "./data.ts";
import type { HeldAppointment, SummonsData, SummonsFields } from "./data.ts";
import { countShown, summonsContext } from "./facts.ts";
import type { SummonsFacts, SummonsMeasure } from "./facts.ts";
import type { SummonsAct } from "./types.ts";

const DAY = "2019-09-12";
const APPOINTMENT: HeldAppointment = {
  id: "a1",
  officeId: "F839C000305",
  deskId: 7,
  startsAt: "2019-09-12T07:00:00.000Z",
  endsAt: "2019-09-12T07:30:00.000Z",
  day: DAY,
  hour: 9,
};
const SEATED: SummonsData = { ...NO_SUMMONS, appointment: APPOINTMENT };
const calendar = buildTermCalendar({
  working: { isWorking: () => true },
  suspensions: [{ from: "2020-03-17", to: "2020-07-16" }],
});
const FACTS: SummonsFacts = {
  now: "2019-09-13T10:00:00.000Z",
  grantedOn: "2019-05-20",
  bound: true,
  obligedThatDay: true,
  calendar,
  seatHeld: true,
  seat: null,
  earliest: "2019-09-18T22:00:00.000Z",
  channelUsable: true,
  allChannelsFailed: false,
  tellings: [{ channel: "sms", outcome: "received", evidence: "m1" }],
  counter: 1,
  reported: false,
};

interface Asked {
  readonly data?: SummonsData;
  readonly act?: SummonsAct | null;
  readonly input?: SummonsFields | null;
  readonly facts?: Partial<SummonsFacts>;
  readonly measure?: SummonsMeasure;
}

const context = ({ data = SEATED, act = "justify", input = {}, facts = {}, measure = RDC_2019 }: Asked) =>
  summonsContext({ data, act, input, facts: { ...FACTS, ...facts }, measure });

describe("the facts of a summons", () => {
  it("weighs the proof as the measure does: an SMS delivered proves for one, not for another", () => {
    const told = (...tellings: ToldBy[]) => ({
      tellings: tellings.map((one) => ({ ...one, evidence: "e" })),
    });
    assert.equal(context({}).meeting?.proof, "delivered");
    assert.equal(context({ measure: NASPI }).meeting?.proof, "none");
    assert.equal(context({ facts: told({ channel: "sms", outcome: "sent" }) }).meeting?.proof, "sent");
    assert.equal(context({ facts: told({ channel: "phone", outcome: "received" }) }).meeting?.proof, "none");
    const signed = told(
      { channel: "sms", outcome: "failed" },
      { channel: "signed-at-desk", outcome: "received" },
    );
    assert.equal(context({ facts: signed, measure: NASPI }).meeting?.proof, "legal");
    assert.equal(context({ facts: { tellings: [] } }).meeting?.proof, "none");
  });

  it("told in time by the end of the day after, or of the day after an impediment ended", () => {
    const inTime = (toldOn: string, impedimentUntil: string | null = null): boolean | undefined =>
      context({ input: { toldOn, impedimentUntil }, facts: { now: "2019-12-01T10:00:00.000Z" } }).meeting
        ?.toldInTime;
    assert.equal(inTime("2019-09-13"), true);
    assert.equal(inTime("2019-09-14"), false);
    assert.equal(inTime("2019-09-30", "2019-09-29"), true);
    assert.equal(inTime("2019-10-01", "2019-09-29"), false);
    assert.equal(inTime("2019-12-02"), false, "tomorrow nobody has told yet");
    assert.equal(inTime("2019-09-30", "2091-09-29"), false, "a year written wrong moves nothing");
    assert.equal(context({ input: {} }).meeting?.toldInTime, false, "an act without the day is not in time");
    assert.equal(
      context({ act: null, input: null }).meeting?.toldInTime,
      true,
      "a page offers it while the day after lasts",
    );
  });

  it("the term is over when its last day is, and not before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
        const now = romeInstant(addDays(DAY, days), minutes);
        assert.equal(context({ facts: { now } }).meeting?.justifyTermOver, days > 1);
      }),
    );
  });

  it("nothing is known without an appointment, but that a date was signed", () => {
    assert.equal(context({ data: NO_SUMMONS, act: "plan" }).meeting, undefined);
    assert.equal(
      context({ data: NO_SUMMONS }).seatHeld,
      false,
      "a seat of another summons is not this one's",
    );
    const signed = context({ data: NO_SUMMONS, act: "agree-at-desk", input: { signed: true } });
    assert.deepEqual(
      [signed.meeting?.signed, signed.meeting?.excludedOrExempt, signed.meeting?.proof],
      [true, true, "none"],
    );
    assert.equal(context({ facts: { obligedThatDay: null } }).meeting?.excludedOrExempt, true);
  });

  it("judges the date that is wanted, unless the one that stands has passed", () => {
    const seat = { deskId: 1, startsAt: "2019-10-07T07:00:00.000Z" };
    const at = (now: string) =>
      context({ act: "move", input: { seat }, facts: { now, seat: "free" } }).appointmentAt;
    assert.equal(at("2019-09-11T10:00:00.000Z"), seat.startsAt);
    assert.equal(at(FACTS.now), APPOINTMENT.startsAt);
    assert.equal(context({ act: "move", input: { seat }, facts: { seat: "taken" } }).seatHeld, false);
  });

  it("shows the step of the ladder that the next absence would be", () => {
    assert.deepEqual(countShown(RDC_2019, 0)?.after, 1);
    assert.deepEqual(countShown(RDC_2019, 2)?.step, { kind: "forfeiture" });
    assert.equal(countShown({ ladders: [] }, 0), null);
  });
});

describe("the data of a summons", () => {
  const done = { on: "2019-09-13", by: "o1" };
  it("keeps what each act leaves, and forgets what was asked about the old date", () => {
    const asked = summonsAfter(SEATED, "ask-another-date", { reason: " visita " }, done);
    assert.deepEqual(asked.asked, { reason: "visita", on: "2019-09-13" });
    const moved = summonsAfter(asked, "move", { appointment: { ...APPOINTMENT, id: "a2" } }, done);
    assert.deepEqual([moved.asked, moved.appointment?.id, moved.reason], [null, "a2", "visita"]);
    const absence = {
      proof: "delivered",
      count: countShown(RDC_2019, 1),
      tellings: FACTS.tellings,
    } as const;
    const absent = summonsAfter(moved, "record-no-show", { absence }, done);
    assert.deepEqual(absent.absence, { ...absence, recordedBy: "o1" });
    assert.equal(summonsAfter(moved, "record-no-show", {}, done).absence, null);
    const late = { justifiedReason: "G1", toldOn: "2019-09-20", impedimentUntil: "2019-09-19" };
    const justified = summonsAfter(absent, "justify", late, done);
    assert.deepEqual(justified.justification, { reason: "G1", toldOn: "2019-09-20", by: "o1" });
    assert.equal(justified.impedimentUntil, "2019-09-19");
    assert.deepEqual(justified.absence, absent.absence, "what was confirmed stays as it was");
    assert.deepEqual(summonsAfter(absent, "confirm", { extra: 1 } as SummonsFields, done), absent);
  });
});
