// The commitments of a pact: all of the measure there or left out with a reason, each filled in as its kind asks.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { MEASURES } from "../measures/catalogue.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { RDC_2022 } from "../measures/rdc-2022/parameters.ts";
import { COMMITMENT_KINDS } from "../measures/words.ts";
import type { CommitmentKind } from "../measures/words.ts";
import { checkCommitments, keepCommitment, withMeasureTexts } from "./commitments.ts";
import type { PactCommitment } from "./commitments.ts";
import { CONTENT } from "./pact.test-data.ts";

const ON = "2019-10-10";

/** One commitment of a kind, filled in so that it can be agreed upon. */
function sound(kind: CommitmentKind, code: string | null, text = "impegno"): PactCommitment {
  switch (kind) {
    case "skills-balance":
      return { kind, code, text, by: ON };
    case "platform":
      return { kind, code, text, timesAWeek: 1 };
    case "job-search":
      return { kind, code, text, timesAWeek: 1, shownBy: "interview" };
    case "training":
      return { kind, code, text, agreed: "corso" };
    case "offers":
      return { kind, code, text, of: 1 };
    default:
      return { kind, code, text };
  }
}

const codesOf = (commitments: readonly PactCommitment[], leftOut: typeof CONTENT.leftOut = []): string[] =>
  checkCommitments({ commitments, leftOut }, RDC_2019, ON).map(({ code }) => code);

/** The commitments of the example with one of them changed. */
const changed = (code: string, change: Record<string, unknown>): PactCommitment[] =>
  CONTENT.commitments.map((each) => (each.code === code ? ({ ...each, ...change } as PactCommitment) : each));

describe("the commitments of a pact", () => {
  it("are sound when all of the measure are there, whatever the measure", () => {
    assert.deepEqual(codesOf(CONTENT.commitments), []);
    for (const measure of MEASURES) {
      assert.ok(measure.commitments.length > 0, measure.version);
      const commitments = measure.commitments.map(({ kind, code, text }) => sound(kind, code, text));
      assert.deepEqual(checkCommitments({ commitments, leftOut: [] }, measure, ON), [], measure.version);
    }
  });

  it("of the measure is missing, or left out with a reason, or twice", () => {
    const without = CONTENT.commitments.filter(({ code }) => code !== "O4");
    assert.deepEqual(codesOf(without), ["IMPEGNO_MANCANTE"]);
    assert.deepEqual(codesOf(without, [{ code: "O4", reason: "segue già un corso" }]), []);
    assert.deepEqual(codesOf(without, [{ code: "O4", reason: " " }]), ["IMPEGNO_SENZA_MOTIVO"]);
    assert.deepEqual(codesOf([...CONTENT.commitments, ...CONTENT.commitments.slice(4, 5)]), [
      "IMPEGNO_DOPPIO",
    ]);
    assert.deepEqual(codesOf(CONTENT.commitments, [{ code: "O4", reason: "ed è anche scritto" }]), [
      "IMPEGNO_DOPPIO",
    ]);
  });

  it("of another measure or kind is not taken for one of this", () => {
    assert.deepEqual(codesOf([...CONTENT.commitments, sound("training", "S3")]), ["IMPEGNO_SCONOSCIUTO"]);
    assert.deepEqual(codesOf(CONTENT.commitments, [{ code: "S3", reason: "x" }]), ["IMPEGNO_SCONOSCIUTO"]);
    assert.deepEqual(codesOf(changed("O5", { kind: "presence" })), ["IMPEGNO_DI_ALTRO_TIPO"]);
    assert.deepEqual(
      codesOf([...CONTENT.commitments, sound("training", null)]),
      [],
      "one of this pact alone",
    );
  });

  it("is filled in as its kind asks", () => {
    const days = (by: string): string[] => codesOf(changed("O1", { by }));
    assert.deepEqual(
      ["2019-10-09", "2019-10-10", "2021-10-10", "2021-10-11", "2019-02-30"].map((by) => days(by).length),
      [1, 0, 0, 1, 1],
    );
    const times = (code: string, timesAWeek: number): number => codesOf(changed(code, { timesAWeek })).length;
    for (const code of ["O2", "O3"])
      assert.deepEqual(
        [0, 1, 21, 22, 1.5].map((each) => times(code, each)),
        [1, 0, 0, 1, 1],
      );
    assert.deepEqual(codesOf(changed("O3", { shownBy: "sogno" })), ["IMPEGNO_VUOTO"]);
    assert.deepEqual(codesOf(changed("O4", { agreed: " " })), ["IMPEGNO_VUOTO"]);
    assert.deepEqual(codesOf(changed("O5", { text: "" })), ["IMPEGNO_VUOTO"]);
  });

  it("takes its text and the number of offers from the measure, not from the form", () => {
    const own = withMeasureTexts(
      { commitments: [sound("offers", "O6", "nessuna"), sound("training", null, "un corso")], leftOut: [] },
      RDC_2022,
    );
    assert.deepEqual(
      own.commitments.map(({ text }) => text),
      ["Accettare almeno una di due offerte congrue", "un corso"],
    );
    const offers = (measure: typeof RDC_2019 | typeof NASPI): unknown =>
      withMeasureTexts({ commitments: [sound("offers", null)], leftOut: [] }, measure).commitments[0];
    assert.deepEqual(
      [offers(RDC_2019), offers(NASPI)].map((each) => (each as { of: number }).of),
      [3, 1],
    );
  });

  it("is kept with the fields of its kind and no other", () => {
    const kinds = Object.keys(COMMITMENT_KINDS) as CommitmentKind[];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string(), (kind, text) => {
        const one = sound(kind, null, text);
        const withMore: PactCommitment = Object.assign({ diagnosis: "x" }, one);
        assert.deepEqual(keepCommitment(withMore), one);
      }),
    );
  });
});
