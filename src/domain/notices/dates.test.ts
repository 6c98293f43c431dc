// Dates as people, Excel and machines write them; instants checked against Temporal as oracle.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { epochOf } from "../calendar/instants.ts";
import { romeDay } from "../calendar/rome-time.ts";
import { parseDay, parseInstant } from "./dates.ts";
import type { DayOptions } from "./dates.ts";

const dayOf = (raw: string, options?: DayOptions): string => {
  const outcome = parseDay(raw, options);
  return outcome.ok ? outcome.value : outcome.refusal.code;
};
const instantOf = (raw: string): string => {
  const outcome = parseInstant(raw);
  return outcome.ok ? outcome.value : outcome.refusal.code;
};

describe("days", () => {
  it("reads every habit", () => {
    for (const raw of [
      "2019-09-02",
      "02/09/2019",
      "2/9/2019",
      "2-9-2019",
      "02.09.2019",
      "02 09 2019",
      "2019/09/02",
      "20190902",
      "2 settembre 2019",
      "02-set-2019",
      "2 sett. 2019",
      "1° settembre 2019",
      "2019-09-02T10:00:00",
      "2019-09-02 10:00",
      "02/09/2019 10:15",
      "02/09/2019 00:00:00",
      "2019-09-02T00:00:00.000",
      "2019-09-02+02:00",
      "2019-09-01T22:00:00Z",
      "2019-09-01T22:00:00.000Z",
      "43710",
      "43710.4270833333",
      "43710,5",
      " 02/09/2019 ",
    ]) {
      assert.equal(dayOf(raw), raw.startsWith("1°") ? "2019-09-01" : "2019-09-02", raw);
    }
  });

  it("refuses what does not exist or cannot be told", () => {
    for (const raw of [
      "31/04/2019",
      "29/02/2019",
      "09/13/2019",
      "2019-13-01",
      "00/01/2019",
      "2019-02-30",
      "32/01/2019",
    ]) {
      assert.equal(dayOf(raw), "DATA_INESISTENTE", raw);
    }
    for (const raw of [
      "",
      "ieri",
      "2019",
      "1234",
      "09/2019",
      "2 foo 2019",
      "2019-9",
      "02/09-2019",
      "99999",
    ]) {
      assert.equal(dayOf(raw), "DATA_FORMATO", raw);
    }
    assert.equal(dayOf("02/09/19"), "DATA_ANNO_DUE_CIFRE");
    assert.equal(dayOf("02/09/2019 25:00"), "ORA_NON_VALIDA");
    assert.equal(dayOf("02/09/2019 ore dieci"), "ORA_NON_VALIDA");
  });

  it("reads two-digit years of birth as the latest that is not in the future", () => {
    const options = { twoDigitYearsUpTo: "2019-09-02" };
    assert.equal(dayOf("12/03/85", options), "1985-03-12");
    assert.equal(dayOf("02/09/19", options), "2019-09-02");
    assert.equal(dayOf("03/09/19", options), "1919-09-03");
    assert.equal(dayOf("3 set 00", options), "2000-09-03");
  });

  it("reads any real day back, in every order and as a serial", () => {
    const real = fc.integer({ min: 10_000, max: 73_000 });
    fc.assert(
      fc.property(real, fc.constantFrom("/", "-", "."), (serial, sign) => {
        const date = Temporal.PlainDate.from("1899-12-30").add({ days: serial });
        const iso = date.toString();
        assert.equal(dayOf(String(serial)), iso);
        assert.equal(dayOf(iso), iso);
        assert.equal(dayOf([date.day, date.month, date.year].join(sign)), iso);
        assert.equal(dayOf(iso.split("-").toReversed().join(sign)), iso);
        assert.equal(dayOf(iso.replaceAll("-", "")), iso);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789/-.: TZ+setEI") }),
        (raw) => void parseDay(raw),
      ),
    );
  });
});

describe("instants", () => {
  it("takes a time without a zone as Italian time, summer and winter", () => {
    assert.equal(instantOf("2019-09-02T10:15:00"), "2019-09-02T08:15:00.000Z");
    assert.equal(instantOf("02/09/2019 10:15"), "2019-09-02T08:15:00.000Z");
    assert.equal(instantOf("02/09/2019 10.15"), "2019-09-02T08:15:00.000Z");
    assert.equal(instantOf("2019-12-02 10:15:30.5"), "2019-12-02T09:15:30.500Z");
    assert.equal(instantOf("02/09/2019"), "2019-09-01T22:00:00.000Z");
    assert.equal(instantOf("01/01/2020"), "2019-12-31T23:00:00.000Z");
    assert.equal(instantOf("43710.5"), "2019-09-02T10:00:00.000Z");
  });

  it("honours a zone", () => {
    assert.equal(instantOf("2019-09-02T10:15:00Z"), "2019-09-02T10:15:00.000Z");
    assert.equal(instantOf("2019-09-02T10:15:00.123+02:00"), "2019-09-02T08:15:00.123Z");
    assert.equal(instantOf("2019-01-01T00:30:00+01:00"), "2018-12-31T23:30:00.000Z");
    assert.equal(instantOf("2019-09-02T10:15:00-0500"), "2019-09-02T15:15:00.000Z");
  });

  it("goes forward in the hour that does not exist, takes the first of the hour that comes twice", () => {
    assert.equal(instantOf("2019-03-31T02:30:00"), "2019-03-31T01:30:00.000Z");
    assert.equal(instantOf("2019-10-27T02:30:00"), "2019-10-27T00:30:00.000Z");
  });

  it("refuses the impossible", () => {
    assert.equal(instantOf("2019-09-02T24:30:00"), "ORA_NON_VALIDA");
    assert.equal(instantOf("1990-09-02T10:00:00"), "DATA_FUORI_INTERVALLO");
    assert.equal(instantOf("31/02/2020 10:00"), "DATA_INESISTENTE");
    assert.equal(instantOf("domani"), "DATA_FORMATO");
  });

  it("agrees with Temporal at every minute of 1996-2099, and gives the same Italian day", () => {
    const minute = fc.tuple(fc.integer({ min: 1996, max: 2099 }), fc.integer({ min: 0, max: 525_599 }));
    fc.assert(
      fc.property(minute, ([year, minutes]) => {
        const local = Temporal.PlainDateTime.from({ year, month: 1, day: 1 }).add({ minutes });
        const expected = local.toZonedDateTime("Europe/Rome", { disambiguation: "compatible" });
        const got = instantOf(local.toString());
        assert.equal(epochOf(got), expected.epochMilliseconds, local.toString());
        assert.equal(romeDay(got), expected.toPlainDate().toString());
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with Temporal around every change of the clocks", () => {
    for (let year = 1996; year <= 2099; year += 1) {
      for (const month of [3, 10]) {
        const last = Temporal.PlainDate.from({ year, month, day: 31 });
        const sunday = last.subtract({ days: last.dayOfWeek % 7 });
        for (const time of ["00:59", "01:00", "01:59", "02:00", "02:59", "03:00", "03:01"]) {
          const local = sunday.toPlainDateTime(Temporal.PlainTime.from(time));
          const expected = local.toZonedDateTime("Europe/Rome", { disambiguation: "compatible" });
          assert.equal(epochOf(instantOf(local.toString())), expected.epochMilliseconds, local.toString());
        }
      }
    }
  });
});
