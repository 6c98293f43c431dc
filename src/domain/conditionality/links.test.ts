// What a report may be linked to, and what proves that the person was told before the fact.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ACTIVITY } from "../activities/table.ts";
import { BLANK_ACTIVITY } from "../activities/data.ts";
import { JOB_OFFER } from "../activities/offer-table.ts";
import { BLANK_OFFER } from "../activities/offer-types.ts";
import { PRESENCE } from "../activities/presence-table.ts";
import { BLANK_PRESENCE } from "../activities/presence-types.ts";
import { VOUCHER } from "../activities/voucher-table.ts";
import { BLANK_VOUCHER } from "../activities/voucher-types.ts";
import { benefitEnd, linksOf } from "./links.ts";
import type { Run } from "./links.ts";
import { CASE_LIFE } from "../case-life/table.ts";
import { PACT } from "../pact/table.ts";
import { newPact } from "../pact/data.ts";
import { provenBefore, signedPacts } from "./tellings.ts";
import type { Telling } from "./tellings.ts";

const agreed = (run: Omit<Run, "id">): unknown => {
  const [, ...links] = linksOf([{ id: "x", ...run }], "2019-05-20");
  return links.map(({ from, to }) => [from, to]);
};

describe("what a report may be linked to", () => {
  it("the policy of the first appointment, from the benefit on", () => {
    assert.deepEqual(linksOf([], "2019-05-20"), [
      { kind: "first-appointment-policy", id: "RC1", from: "2019-05-20", to: null },
    ]);
  });

  it("an activity of the pact, from its proposal to its end; not one annulled, nor one outside a pact", () => {
    const data = {
      ...BLANK_ACTIVITY,
      pactId: "p1",
      proposedOn: "2019-09-20",
      acceptedOn: "2019-09-24",
      endedOn: "2019-12-01",
    };
    assert.deepEqual(agreed({ procedure: ACTIVITY.name, state: "started", data }), [
      ["2019-09-20", "2019-12-01"],
    ]);
    assert.deepEqual(agreed({ procedure: ACTIVITY.name, state: "annulled", data }), []);
    assert.deepEqual(
      agreed({ procedure: ACTIVITY.name, state: "started", data: { ...data, pactId: null } }),
      [],
    );
  });

  it("an offer put to the person, a voucher given, a presence agreed", () => {
    const offer = { ...BLANK_OFFER, presentedOn: "2019-10-01", answeredOn: "2019-10-03" };
    assert.deepEqual(agreed({ procedure: JOB_OFFER.name, state: "refused", data: offer }), [
      ["2019-10-01", "2019-10-03"],
    ]);
    assert.deepEqual(agreed({ procedure: JOB_OFFER.name, state: "withdrawn", data: offer }), []);
    assert.deepEqual(agreed({ procedure: JOB_OFFER.name, state: "suitable", data: BLANK_OFFER }), []);
    const voucher = { ...BLANK_VOUCHER, givenOn: "2019-10-01" };
    assert.deepEqual(agreed({ procedure: VOUCHER.name, state: "given", data: voucher }), [
      ["2019-10-01", null],
    ]);
    assert.deepEqual(agreed({ procedure: VOUCHER.name, state: "withdrawn", data: voucher }), []);
    const presence = { ...BLANK_PRESENCE, startedOn: "2022-02-01" };
    assert.deepEqual(agreed({ procedure: PRESENCE.name, state: "running", data: presence }), [
      ["2022-02-01", null],
    ]);
    assert.deepEqual(agreed({ procedure: "did", state: "given", data: {} }), []);
  });
});

describe("the end of a benefit", () => {
  const end = (data: object): string | null =>
    benefitEnd([{ id: "x", procedure: CASE_LIFE.name, state: "ended", data }]);

  it("is the first of what the life of the case tells; without it, the benefit lasts", () => {
    const lasts = { endedOn: null, forfeitedOn: null, diedOn: null };
    assert.equal(
      benefitEnd([{ id: "x", procedure: "did", state: "given", data: { endedOn: "2019-10-01" } }]),
      null,
    );
    assert.equal(end(lasts), null);
    assert.equal(end({ ...lasts, endedOn: "2020-11-30" }), "2020-11-30");
    assert.equal(
      end({ endedOn: "2020-11-30", forfeitedOn: "2020-09-30", diedOn: "2020-10-02" }),
      "2020-09-30",
    );
  });
});

describe("what proves that the person was told", () => {
  const telling = (id: string, at: string, outcome: Telling["outcome"]): Telling => ({
    id,
    at,
    outcome,
    channel: "sms",
    until: null,
    appointmentId: "a",
  });

  it("only what came before the fact; a failure is an attempt, and proves nothing", () => {
    const told = [
      telling("1", "2019-09-20T08:00:00.000Z", "received"),
      telling("2", "2019-09-20T08:00:00.000Z", "failed"),
      telling("3", "2019-10-01T08:00:00.000Z", "received"),
    ];
    const { attempts, evidence } = provenBefore(told, "2019-10-01T08:00:00.000Z");
    assert.deepEqual(
      attempts.map(({ outcome }) => outcome),
      ["received", "failed"],
    );
    assert.deepEqual(evidence, ["1"]);
  });

  it("a pact signed by both binds from the day after, up to its end; one not signed, or annulled, does not", () => {
    const signature = { on: "2019-09-20", how: "paper", by: "ada" } as const;
    const version = { number: 1, person: signature, office: { ...signature, on: "2019-09-23" } };
    const data = { ...newPact(1), versions: [version], endedOn: "2019-12-31" };
    const proves = (happenedAt: string, state = "in-force", of: object = data): boolean =>
      provenBefore(
        signedPacts([{ id: "p", procedure: PACT.name, state, data: of }]),
        happenedAt,
      ).evidence.includes("p");
    assert.deepEqual(
      [
        "2019-09-20T20:00:00.000Z",
        "2019-09-21T08:00:00.000Z",
        "2019-12-31T20:00:00.000Z",
        "2020-01-01T08:00:00.000Z",
      ].map((at) => proves(at)),
      [false, true, true, false],
    );
    assert.equal(proves("2019-10-01T08:00:00.000Z", "annulled"), false);
    assert.equal(proves("2019-10-01T08:00:00.000Z", "draft", newPact(1)), false);
    assert.deepEqual(signedPacts([{ id: "x", procedure: "did", state: "given", data: {} }]), []);
  });
});
