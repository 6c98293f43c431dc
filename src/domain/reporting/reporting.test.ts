// What goes out to the national node: every act that tables send has its row, numbers guard themselves, dates are those the standard admits.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ACTIVITY } from "../activities/table.ts";
import { POLICY_EVENTS } from "../activities/event.ts";
import { AVAILABILITY } from "../availability/table.ts";
import { toIsoDate } from "../calendar/days.ts";
import { CASE_LIFE } from "../case-life/table.ts";
import { CONDITIONALITY } from "../conditionality/table.ts";
import { EXCLUSION } from "../duties/exclusion/table.ts";
import { EXEMPTION } from "../duties/exemption/table.ts";
import { HAND_OVER } from "../hand-over/table.ts";
import { PACT } from "../pact/table.ts";
import { checkLetter, checkLetterOf } from "../people/tax-code-encoding.ts";
import { PROFILING } from "../profiling/table.ts";
import { policyNumber } from "./policy-number.ts";
import { checkReport } from "./policy-rules.ts";
import { SENDINGS } from "./sendings.ts";
import { translate } from "./translate.ts";
import type { ActTold } from "./translate.ts";
import type { KnownPolicy, NodeReport, PolicyReport } from "./types.ts";

const SENDER = { body: "80011990639" };
const OUTWARD = new Set(["send-to-platform", "tell-platform", "report-event", "cancel-at-platform", "ask-index"]);
const ITEM = "018f0000-0000-7000-8000-000000000001";

function told(kind: string, over: Partial<ActTold> = {}): ActTold {
  return { kind, itemId: ITEM, payload: {}, data: {}, on: "2019-10-02", grantedOn: "2019-04-18", openedBefore: false, state: "", ...over };
}

function known(over: Partial<KnownPolicy>): KnownPolicy {
  return { number: "0500000001A", kind: "RC1", itemId: null, code: "RC1", proposedOn: "2019-04-18", lastEvent: "01", ...over };
}

const policies = (reports: readonly NodeReport[]): PolicyReport[] => reports.filter((one) => one.flow === "sap");

describe("the table of sendings", () => {
  it("has a row for each act that a table of law sends out, and none for acts that none sends", () => {
    const sent = [AVAILABILITY, PROFILING, PACT, EXEMPTION, EXCLUSION, HAND_OVER, CASE_LIFE, ACTIVITY, CONDITIONALITY].flatMap(({ name, rows }) =>
      rows.filter(({ effects = [] }) => effects.some((effect) => OUTWARD.has(effect))).map(({ act }) => `${name}/${act}`),
    );
    assert.ok(sent.length > 40);
    assert.deepEqual([...new Set(sent)].toSorted(), Object.keys(SENDINGS).toSorted());
  });

  it("an act without a row is a fault, not a silence", () => {
    assert.throws(() => translate(told("patto/inventato"), [], SENDER), /no sending/);
  });
});

describe("the number of a policy", () => {
  it("has the form of the standard, and its letter is that of a tax code", () => {
    const number = policyNumber("05", 0x8b3b94, { body: SENDER.body, activity: "A02", proposedOn: "2019-10-02" });
    assert.match(number, /^05008B3B94[A-Z]$/);
    assert.equal(checkLetterOf("RSSMRA80A01F839"), checkLetter("RSSMRA80A01F839"));
  });

  it("changes its letter with any single character of what it guards", () => {
    const letter = (body: string, activity: string, proposedOn: string) => policyNumber("05", 1, { body, activity, proposedOn }).at(-1);
    const whole = letter("80011990639", "A02", "2019-10-02");
    assert.notEqual(letter("80011990638", "A02", "2019-10-02"), whole);
    assert.notEqual(letter("80011990639", "A03", "2019-10-02"), whole);
    assert.notEqual(letter("80011990639", "A02", "2019-10-03"), whole);
  });

  it("is refused from parts that are not what they should be", () => {
    const base = { body: SENDER.body, activity: "A02", proposedOn: "2019-10-02" };
    for (const wrong of [() => policyNumber("5", 1, base), () => policyNumber("05", 0, base), () => policyNumber("05", 2 ** 32, base), () => policyNumber("05", 1, { ...base, body: "X" }), () => policyNumber("05", 1, { ...base, activity: "a02" })])
      assert.throws(wrong, RangeError);
  });
});

describe("what an act tells", () => {
  it("a Pact signed by both: its own policy begins, and the taking in charge is over", () => {
    const data = { versions: [{ agreedOn: "2019-10-01", office: { on: "2019-10-02" } }] };
    const [pact, charge] = policies(translate(told("patto/sign-office", { data }), [known({})], SENDER).reports);
    assert.deepEqual([pact?.code, pact?.event.code, pact?.proposedOn, pact?.startsOn, pact?.event.on], ["A02", "02", "2019-10-01", "2019-10-02", "2019-10-02"]);
    assert.deepEqual([charge?.code, charge?.event.code, charge?.number, charge?.endsOn], ["RC1", "10", "0500000001A", "2019-10-02"]);
  });

  it("a revision goes under the number and the proposal of its Pact, and tells nothing new of the taking in charge", () => {
    const data = { versions: [{ agreedOn: "2019-10-01", office: { on: "2019-10-02" } }, { agreedOn: "2019-11-01", office: { on: "2019-11-04" } }] };
    const before = [known({ lastEvent: "10" }), known({ number: "0500000002B", kind: "A02", itemId: ITEM, code: "A02", proposedOn: "2019-10-01", lastEvent: "02" })];
    const { reports, left } = translate(told("patto/sign-office", { data, on: "2019-11-04" }), before, SENDER);
    const [pact] = policies(reports);
    assert.deepEqual([reports.length, pact?.number, pact?.proposedOn, pact?.startsOn, pact?.event.on], [1, "0500000002B", "2019-10-01", "2019-10-02", "2019-10-02"]);
    assert.equal(left.length, 1);
  });

  it("an exemption closes the taking in charge; its end opens a new one, with a number of its own", () => {
    const [exempt] = policies(translate(told("esonero/grant"), [known({})], SENDER).reports);
    assert.deepEqual([exempt?.event.code, exempt?.number], ["13", "0500000001A"]);
    const [again] = policies(translate(told("esonero/expire", { on: "2020-04-02", openedBefore: true }), [known({ lastEvent: "13" })], SENDER).reports);
    assert.deepEqual([again?.event.code, again?.number, again?.proposedOn, again?.event.on], ["01", null, "2020-04-02", "2020-04-02"]);
    assert.deepEqual(translate(told("esonero/renew"), [known({ lastEvent: "13" })], SENDER).reports, []);
  });

  it("what was never told is not corrected there", () => {
    for (const kind of ["did/withdraw", "patto/end", "patto/annul", "esonero/expire"]) {
      const { reports, left } = translate(told(kind), [], SENDER);
      assert.deepEqual([reports.length, left.length], [0, 1], kind);
    }
  });

  it("work that leaves the DID standing is not told; work that ends it is", () => {
    const did = known({ number: "0500000003C", kind: "N00", itemId: ITEM, code: "N00", proposedOn: "2019-10-01", lastEvent: "02" });
    assert.deepEqual(translate(told("did/record-work", { state: "suspended" }), [did], SENDER).reports, []);
    const [lost] = policies(translate(told("did/record-work", { state: "lost", on: "2019-12-01" }), [did], SENDER).reports);
    assert.deepEqual([lost?.event.code, lost?.number, lost?.event.on], ["12", "0500000003C", "2019-12-01"]);
  });

  it("a breach linked to the taking in charge tells that first, where the platform never heard of it", () => {
    const payload = { reportId: "r", event: "E-CONV", factOn: "2019-10-01", operatorTaxCode: "BNCDAA75H41F839A", link: { kind: "first-appointment-policy", id: "RC1" }, applicationDate: "2019-04-10", sentAt: "2019-10-04T10:00:00.000Z" };
    assert.deepEqual(translate(told("condizionalita/send-report", { payload }), [], SENDER).reports.map(({ flow }) => flow), ["sap", "condizionalita"]);
    assert.deepEqual(translate(told("condizionalita/send-report", { payload }), [known({})], SENDER).reports.map(({ flow }) => flow), ["condizionalita"]);
    const cancelled = { ...payload, cancelledAt: "2019-10-05T10:00:00.000Z" };
    assert.deepEqual(translate(told("condizionalita/cancel-report", { payload: cancelled }), [], SENDER).reports.map(({ flow }) => flow), ["condizionalita"]);
  });
});

describe("what the standard admits", () => {
  const EVENTS = Object.keys(POLICY_EVENTS) as (keyof typeof POLICY_EVENTS)[];
  const day = fc.integer({ min: 17_800, max: 19_000 }).map((n) => toIsoDate(n));

  it("holds for whatever dates acts leave: proposal, start and end in order, the event on its day", () => {
    const kinds = Object.keys(SENDINGS).filter((kind) => !kind.startsWith("condizionalita/"));
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds), fc.constantFrom(...EVENTS), fc.constantFrom(...EVENTS), day, fc.option(day), fc.option(day), fc.option(day), fc.boolean(), fc.boolean(),
        (kind, event, last, on, one, two, three, isKnown, openedBefore) => {
          const of = POLICY_EVENTS[event].boundTo;
          const [proposedOn, startedOn, endedOn] = [one ?? on, two, three];
          // As the activity's own rules write it: the event is on the date that it is bound to.
          const bound = of === "proposal" ? proposedOn : of === "start" ? (startedOn ?? on) : of === "end" ? (endedOn ?? on) : on;
          const dates = [proposedOn, startedOn ?? bound, endedOn ?? bound].toSorted();
          const payload = {
            policy: { nationalCode: "C06", providerCode: "", title: "Corso" },
            event: { code: event, on: of === "proposal" ? dates[0] : of === "start" ? dates[1] : of === "end" ? dates[2] : on, proposedOn: dates[0], startedOn: dates[1], endedOn: dates[2] },
          };
          const data = {
            declaration: one === null ? null : { on: one }, withdrawnOn: two, endedOn: three,
            versions: two === null ? [] : [{ agreedOn: one, office: { on: two } }], decided: three === null ? null : { decidedOn: three, index: { value: 0.6 } },
          };
          const policiesKnown = isKnown ? (["RC1", "N00", "A02", "A07", "activity"] as const).map((one_, n) => known({ number: `050000000${n}A`, kind: one_, itemId: one_ === "RC1" ? null : ITEM, code: one_ === "activity" ? "C06" : one_, proposedOn, lastEvent: last })) : [];
          const { reports } = translate(told(kind, { payload, data, on, openedBefore, state: "lost", grantedOn: "2018-09-28" }), policiesKnown, SENDER);
          for (const report of reports) assert.deepEqual(checkReport(report), { ok: true, value: report }, kind);
        },
      ),
      { numRuns: 600 },
    );
  });

  it("refuses in Italian, with the norm, what the platform would not take", () => {
    const [report] = policies(translate(told("profilazione/decide", { data: { decided: { decidedOn: "2019-10-02", index: { value: 0.61 } } } }), [], SENDER).reports);
    assert.equal(report?.profilingIndex, 0.61);
    const codes = [{ ...report!, body: "" }, { ...report!, code: "" }, { ...report!, startsOn: "2019-10-01" }, { ...report!, endsOn: "2019-10-01" }, { ...report!, event: { ...report!.event, on: "2019-10-03" } }].map((one) => {
      const judged = checkReport(one);
      return judged.ok ? "" : judged.refusal.code;
    });
    assert.deepEqual(codes, ["POLITICA_ENTE", "POLITICA_ATTIVITA", "POLITICA_DATE", "POLITICA_DATE", "POLITICA_EVENTO"]);
  });
});
