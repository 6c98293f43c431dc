// The invitation: right hour on both sides of the change of time, folded, escaped, stable.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { buildIcs, foldLine, type IcsEvent } from "./ics.ts";

const EVENT: IcsEvent = {
  method: "REQUEST",
  uid: "0198a1b2-0000-7000-8000-000000000001@convoca.example",
  sequence: 0,
  stamp: "2019-09-02T08:30:00.000Z",
  startsAt: "2019-09-09T07:00:00.000Z",
  durationMinutes: 30,
  summary: "Appuntamento CPI Avellino",
  location: "Via Pescatori 93, Avellino",
  description: "Rif. K7M2",
  organizerName: "CPI Avellino",
  organizerEmail: "risposte@convoca.example",
  attendeeEmail: "maria@posta.example",
};

/** An independent reading: unfold, then cut at the first colon outside quotes. */
function read(ics: string): Map<string, string> {
  const lines = ics.replaceAll("\r\n ", "").split("\r\n");
  return new Map(
    lines
      .map((line) => /^((?:[^":]|"[^"]*")*):(.*)$/s.exec(line))
      .flatMap((found) => (found ? [[found[1] ?? "", found[2] ?? ""]] : [])),
  );
}
const unescape = (text: string): string =>
  text.replace(/\\(.)/gs, (_, char: string) => (char === "n" ? "\n" : char));

describe("invitation", () => {
  it("is UTC, whatever the season", () => {
    for (const local of [
      "2019-09-09T09:00",
      "2019-10-25T09:00",
      "2019-10-28T09:00",
      "2019-03-29T09:00",
      "2019-04-01T09:00",
      "2019-12-31T23:45",
    ]) {
      const start = Temporal.ZonedDateTime.from(`${local}[Europe/Rome]`);
      const startsAt = start.toInstant().toString({ smallestUnit: "millisecond" });
      const fields = read(buildIcs({ ...EVENT, startsAt }));
      const z = (at: Temporal.ZonedDateTime): string =>
        at.toInstant().toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
      assert.equal(fields.get("DTSTART"), z(start));
      assert.equal(fields.get("DTEND"), z(start.add({ minutes: 30 })));
      assert.match(fields.get("DTSTART") ?? "", /^\d{8}T\d{6}Z$/);
    }
    assert.equal(read(buildIcs(EVENT)).get("DTSTART"), "20190909T070000Z");
    assert.equal(
      read(buildIcs({ ...EVENT, startsAt: "2019-10-28T08:00:00.000Z" })).get("DTSTART"),
      "20191028T080000Z",
    );
  });
  it("keeps the UID through a move and a cancellation, with a higher sequence", () => {
    const moved = read(buildIcs({ ...EVENT, sequence: 1, startsAt: "2019-09-16T07:00:00.000Z" }));
    const cancelled = read(buildIcs({ ...EVENT, sequence: 2, method: "CANCEL" }));
    assert.equal(moved.get("UID"), EVENT.uid);
    assert.deepEqual(
      [moved.get("SEQUENCE"), moved.get("METHOD"), moved.get("STATUS")],
      ["1", "REQUEST", "CONFIRMED"],
    );
    assert.deepEqual(
      [cancelled.get("UID"), cancelled.get("SEQUENCE"), cancelled.get("METHOD"), cancelled.get("STATUS")],
      [EVENT.uid, "2", "CANCEL", "CANCELLED"],
    );
  });
  it("gives back every text, in lines of 75 octets at most", () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom("\\", ";", ",", "\n", ":", "è", "漢", "😀", "n", '"', " "),
        fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }),
      ),
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, text, (summary, location) => {
        const ics = buildIcs({ ...EVENT, summary, location, organizerName: summary });
        for (const line of ics.split("\r\n"))
          assert.ok(new TextEncoder().encode(line).length <= 75 && !line.includes("\n"), line);
        const fields = read(ics);
        assert.equal(unescape(fields.get("SUMMARY") ?? ""), summary);
        assert.equal(unescape(fields.get("LOCATION") ?? ""), location);
        assert.equal(fields.size, 17);
      }),
    );
  });
  it("folds exactly at 75", () => {
    assert.equal(foldLine("x".repeat(75)), "x".repeat(75));
    assert.equal(foldLine("x".repeat(76)), `${"x".repeat(75)}\r\n x`);
    assert.equal(foldLine("è".repeat(38)), `${"è".repeat(37)}\r\n è`);
  });
  it("refuses an hour that is not UTC", () => {
    assert.throws(() => buildIcs({ ...EVENT, startsAt: "2019-09-09T09:00:00+02:00" }), RangeError);
  });
});
