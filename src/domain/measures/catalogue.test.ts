// The measures as declared: every value has its source, versions follow the grant date, breaches and proofs are those of the sheet.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CITATIONS } from "../law/citation.ts";
import { agendaParameters, MEASURES, measureOf } from "./catalogue.ts";
import { nextStep } from "./ladder.ts";
import { isAtLeast, proofOf, strongestProof } from "./proof.ts";
import type { ToldBy } from "./proof.ts";
import type { MeasureParameters, Source } from "./types.ts";

const version = (code: string, grantedOn?: string): string | undefined => measureOf(code, grantedOn)?.version;
const measure = (name: string): MeasureParameters => MEASURES.find((each) => each.version === name)!;

describe("the version of a measure", () => {
  it("is the one in force on the day of grant, whenever the fact is judged", () => {
    assert.equal(version("RDC", "2019-04-01"), "rdc-2019");
    assert.equal(version("RDC", "2021-12-31"), "rdc-2019");
    assert.equal(version("RDC", "2022-01-01"), "rdc-2022");
    assert.equal(version("RDC", "2023-12-31"), "rdc-2022");
    assert.equal(version("ADI", "2024-02-01"), "adi");
  });
  it("outside every interval is the nearest, and of an unknown code there is none", () => {
    assert.equal(version("RDC", "2019-01-01"), "rdc-2019");
    assert.equal(version("RDC"), "rdc-2022");
    assert.equal(version("XYZ", "2019-05-01"), undefined);
  });
  it("never overlaps another of the same code", () => {
    for (const [, versions] of Map.groupBy(MEASURES, (each) => each.code))
      for (const [at, each] of versions.entries())
        assert.ok(at === 0 || versions[at - 1]!.grantedTo! < each.grantedFrom, each.version);
  });
});

describe("the agenda of an office, where no case is at hand", () => {
  const [rdc] = MEASURES as readonly [MeasureParameters];
  const long = { ...rdc, code: "LUNGA", grantedFrom: "2020-01-01", appointmentMinutes: { ...rdc.appointmentMinutes, value: 45 }, minimumNoticeWorkingDays: { ...rdc.minimumNoticeWorkingDays, value: 1 } };
  const short = { ...long, code: "BREVE", grantedFrom: "2021-01-01", appointmentMinutes: { ...rdc.appointmentMinutes, value: 20 }, minimumNoticeWorkingDays: { ...rdc.minimumNoticeWorkingDays, value: 5 } };
  const rules = (on: string, measures: readonly MeasureParameters[]): readonly [number, number] => {
    const { appointmentMinutes, minimumNoticeWorkingDays } = agendaParameters(on, measures);
    return [appointmentMinutes.value, minimumNoticeWorkingDays.value];
  };
  it("is that of the one measure there is", () => {
    assert.deepEqual(rules("2019-09-02", [rdc]), [30, 3]);
    assert.deepEqual(rules("2020-01-01", [long]), [45, 1]);
    assert.deepEqual(rules("2019-09-02", [long]), [45, 1], "before the first grant too");
  });
  it("is the shortest seat and the shortest notice of those granted by that day", () => {
    assert.deepEqual(rules("2019-12-31", [rdc, long, short]), [30, 3]);
    assert.deepEqual(rules("2020-01-01", [rdc, long, short]), [30, 1]);
    assert.deepEqual(rules("2021-01-01", [rdc, long, short]), [20, 1]);
  });
  it("is, with the catalogue, that of the RdC in its season", () => {
    assert.deepEqual(rules("2019-09-02", MEASURES), [rdc.appointmentMinutes.value, rdc.minimumNoticeWorkingDays.value]);
  });
});

/** Every object of a measure that says where it comes from, wherever it lies. */
function* sourcesIn(value: unknown, path: string): Generator<readonly [string, Source]> {
  if (typeof value !== "object" || value === null) return;
  if ("note" in value && "confidence" in value && "citation" in value) yield [path, value as Source];
  for (const [key, inner] of Object.entries(value)) yield* sourcesIn(inner, `${path}.${key}`);
}

describe("every value", () => {
  for (const each of MEASURES) {
    it(`of ${each.version} has its norm, its certainty and, where it is not certain, a remark`, () => {
      const sources = [...sourcesIn(each, each.version)];
      assert.ok(sources.length > 30);
      for (const [path, { citation, confidence, note, remark }] of sources) {
        assert.ok(note.length > 3, path);
        assert.ok(citation === null || citation in CITATIONS, path);
        if (confidence === "unverified")
          assert.ok((remark ?? "").length > 10, `${path}: unverified without a remark`);
        if (citation !== null) {
          const { measures } = CITATIONS[citation] as { measures?: readonly string[] };
          assert.ok(
            measures === undefined || measures.includes(each.code),
            `${path}: ${citation} does not rule ${each.code}`,
          );
        }
      }
    });
  }
});

describe("the ladder of absences", () => {
  const kinds = (name: string, event: "E-CONV" | "E-OFF" | "E-PRES" = "E-CONV"): readonly string[] =>
    [0, 1, 2, 3].map((counted) => {
      const next = nextStep(measure(name), event, counted);
      if (next === null) return "-";
      return next.step.kind === "reduction" ? `-${next.step.months}` : next.step.kind;
    });
  it("is that of each measure", () => {
    assert.deepEqual(kinds("rdc-2019"), ["-1", "-2", "forfeiture", "forfeiture"]);
    assert.deepEqual(kinds("rdc-2022"), ["-1", "-2", "forfeiture", "forfeiture"]);
    assert.deepEqual(kinds("adi"), ["forfeiture", "forfeiture", "forfeiture", "forfeiture"]);
    assert.deepEqual(kinds("sfl"), ["forfeiture", "forfeiture", "forfeiture", "forfeiture"]);
    assert.deepEqual(kinds("naspi"), ["-0.25", "-1", "forfeiture", "forfeiture"]);
    assert.deepEqual(kinds("adi", "E-PRES")[0], "suspension");
    assert.deepEqual(kinds("rdc-2019", "E-PRES")[0], "-");
    assert.deepEqual(
      MEASURES.map((each) => [each.version, each.unit]),
      [
        ["rdc-2019", "household"],
        ["rdc-2022", "household"],
        ["adi", "household"],
        ["sfl", "person"],
        ["naspi", "person"],
      ],
    );
  });
  it("shows the count before and after", () => {
    const next = nextStep(measure("rdc-2019"), "E-CONV", 1);
    assert.deepEqual([next?.before, next?.after], [1, 2]);
  });
});

describe("proof of a summons", () => {
  const enough = (name: string, ...attempts: readonly ToldBy[]): boolean =>
    isAtLeast(strongestProof(measure(name), attempts), measure(name).proofForSanction.value);
  it("by SMS is enough for RdC, never for NASpI", () => {
    const sms: ToldBy = { channel: "sms", outcome: "received" };
    assert.equal(enough("rdc-2019", sms), true);
    assert.equal(enough("naspi", sms), false);
    assert.equal(enough("naspi", sms, { channel: "pec", outcome: "received" }), true);
    assert.equal(enough("naspi", { channel: "registered-letter", outcome: "sent" }), false);
    for (const name of ["rdc-2019", "rdc-2022", "adi", "sfl", "naspi"])
      assert.equal(enough(name, { channel: "signed-at-desk", outcome: "received" }), true, name);
  });
  it("that failed, was only sent, or was a phone call, proves no delivery", () => {
    assert.equal(enough("rdc-2019", { channel: "sms", outcome: "sent" }), false);
    assert.equal(enough("rdc-2019", { channel: "sms", outcome: "failed" }), false);
    assert.equal(enough("rdc-2019", { channel: "phone", outcome: "received" }), false);
    assert.equal(enough("rdc-2019"), false);
    assert.equal(proofOf({ channel: "phone", outcome: "sent" }), "none");
  });
});
