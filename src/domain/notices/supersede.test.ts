// When two notices say the same, and which of them counts.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalNotice } from "./canonical.ts";
import { accepted, good } from "./notice.test-data.ts";
import { supersede, unchangedReason } from "./supersede.ts";
import type { Notice } from "./types.ts";

describe("content and order of notices", () => {
  it("canonical text depends on content only", () => {
    const { notice } = accepted(good);
    const rebuilt = Object.fromEntries(Object.entries(notice).toReversed()) as unknown as Notice;
    assert.equal(canonicalNotice(rebuilt), canonicalNotice(notice));
    assert.equal(
      canonicalNotice({ ...notice, sentAt: "2019-09-02T08:00:00.000Z", communicationId: "7" }),
      canonicalNotice(notice),
    );
    const full: Required<Notice> = {
      ...notice,
      previousProtocol: "P",
      sex: "F",
      birthPlaceCode: "F839",
      birthPlaceName: "NAPOLI",
      domicile: { street: "VIA PO 2", zip: "80021", municipalityCode: "A064", municipalityName: "AFRAGOLA" },
      phone: "1",
      email: "2",
      sapCode: "3",
      officeCode: "4",
      origin: "5",
      transformedOn: "2019-05-01",
      applicationKind: "6",
      stateChangedOn: "2019-05-02",
      communicationId: "7",
      bound: true,
      notBoundReason: "other",
    };
    const other = { street: "ALTRA", zip: "00100", municipalityCode: "H501", municipalityName: "ROMA" };
    for (const key of Object.keys(full)) {
      const isAddress = key === "residence" || key === "domicile";
      const changed: Notice = { ...full, [key]: isAddress ? other : key === "bound" ? false : "changed" };
      const isContent = key !== "sentAt" && key !== "communicationId";
      assert.equal(canonicalNotice(changed) !== canonicalNotice(full), isContent, key);
    }
    for (const part of ["street", "zip", "municipalityCode", "municipalityName"]) {
      const changed: Notice = { ...full, domicile: { ...full.domicile, [part]: "changed" } };
      assert.notEqual(canonicalNotice(changed), canonicalNotice(full), part);
    }
  });

  it("only a later notice changes what is stored", () => {
    const stored = { sentAt: "2019-09-01T08:00:00.000Z", digest: "a" };
    assert.equal(supersede(null, stored), "created");
    assert.equal(unchangedReason(null, stored), null);
    for (const [sentAt, digest, result, reason] of [
      ["2019-09-01T08:00:00.001Z", "b", "updated", null],
      ["2019-09-01T08:00:00.001Z", "a", "updated", null],
      ["2019-09-01T08:00:00.000Z", "a", "unchanged", "same"],
      ["2019-09-01T08:00:00.000Z", "b", "unchanged", "conflicting"],
      ["2019-09-01T07:59:59.999Z", "b", "unchanged", "older"],
    ] as const) {
      assert.equal(supersede(stored, { sentAt, digest }), result);
      assert.equal(unchangedReason(stored, { sentAt, digest }), reason);
    }
  });

  it("ends the same whatever the order of arrival and however often it is repeated", () => {
    const version = fc.record({
      sentAt: fc.integer({ min: 0, max: 9 }).map((n) => `2019-09-0${n + 1}T00:00:00.000Z`),
      digest: fc.constantFrom("a", "b"),
    });
    const versions = fc.uniqueArray(version, { selector: (each) => each.sentAt, minLength: 1 });
    const shuffled = versions.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([list, arriving]) => {
        let stored: { sentAt: string; digest: string } | null = null;
        for (const each of arriving) if (supersede(stored, each) !== "unchanged") stored = each;
        const latest = list.reduce((a, b) => (b.sentAt > a.sentAt ? b : a));
        assert.deepEqual(stored, latest);
      }),
    );
  });
});
