// From gathered facts to the guards of a case's life, decided by the table; and what is stored of it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { buildTermCalendar } from "../calendar/term-calendar.ts";
import type { ADI } from "../measures/adi/parameters.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { RDC_2022 } from "../measures/rdc-2022/parameters.ts";
import { decide } from "../procedure/interpreter.ts";
import { caseAfter } from "./after.ts";
import { benefitStanding, STANDING_WORDS } from "./benefit-standing.ts";
import type { CaseFields } from "./data.ts";
import { NO_CASE_LIFE } from "./data.ts";
import type { CaseData, Continuation } from "./data.ts";
import {
  carriedOver,
  caseContext,
  destinationOf,
  dutyOf,
  hasMinorsOrDisabled,
  isRenewalOf,
} from "./facts.ts";
import type { CaseFacts, ProtocolFacts } from "./facts.ts";
import { CASE_LIFE } from "./table.ts";
import type { CaseAct, CaseState } from "./types.ts";

const DONE = { on: "2020-02-10", by: "op-1" };
const OWN: ProtocolFacts = {
  protocol: "P1",
  previousProtocol: null,
  measure: "RDC",
  personId: "maria",
  grantedOn: "2019-05-20",
};
const FACTS: CaseFacts = {
  today: "2020-02-10",
  own: OWN,
  applicationDate: "2019-04-10",
  duty: "bound",
  pactStands: false,
  destination: { kind: "office", officeId: "B", rule: "residence" },
  handedOver: false,
  benefit: "in-course",
  next: null,
  olderRenewedBy: null,
};
const DATA: CaseData = { ...NO_CASE_LIFE, officeId: "A", lastNoticeAt: "2020-01-01T00:00:00.000Z" };
const calendar = buildTermCalendar({ working: { isWorking: () => true }, suspensions: [] });

interface Change {
  readonly facts?: Partial<CaseFacts>;
  readonly data?: Partial<CaseData>;
  readonly state?: CaseState;
  readonly measure?: typeof RDC_2019 | typeof NASPI | typeof ADI;
}

function answer(act: CaseAct, input: CaseFields, change: Change = {}): string {
  const context = caseContext({
    data: { ...DATA, ...change.data },
    input,
    facts: { ...FACTS, ...change.facts },
    measure: change.measure ?? RDC_2019,
    calendar,
  });
  const outcome = decide(CASE_LIFE, act, { state: change.state ?? "to-convene", by: "system", context });
  return outcome.ok ? outcome.value.to : outcome.refusal.code;
}

describe("a case's life", () => {
  it("never follows an older notice than the last one followed, and a person needs none", () => {
    assert.equal(
      answer("transfer", { noticeAt: "2019-12-31T00:00:00.000Z" }),
      "VITA_DEL_CASO_NOTICE_NOT_OLDER",
    );
    assert.equal(answer("transfer", { noticeAt: "2020-01-01T00:00:00.000Z" }), "moved");
    assert.equal(answer("transfer", { noticeAt: "2020-01-02T00:00:00.000Z" }), "moved");
    assert.equal(answer("transfer", { noticeAt: null }), "moved");
    assert.equal(answer("transfer", {}), "moved");
  });

  it("passes to the office of the address, when it is another one", () => {
    assert.equal(answer("transfer", {}, { data: { officeId: "B" } }), "VITA_DEL_CASO_OTHER_OFFICE_COMPETENT");
    assert.equal(answer("transfer", {}, { data: { officeId: null } }), "moved");
    const routed = { rule: "residence", noPostalReach: false } as const;
    assert.deepEqual(destinationOf({ kind: "office", officeId: "B", ...routed }), {
      kind: "office",
      officeId: "B",
      rule: "residence",
    });
    const queued = { kind: "queue", address: "residence", noPostalReach: false } as const;
    assert.deepEqual(destinationOf({ ...queued, reason: "outside-region" }), { kind: "other-region" });
    assert.equal(destinationOf({ ...queued, reason: "abroad" }), null);
    assert.equal(destinationOf({ ...queued, reason: "zip-unknown" }), null);
  });

  it("is blocked eighteen months after a forfeiture, six with minors, and not at all where no clock says so", () => {
    const over = (today: string, data: Partial<CaseData>, measure?: Change["measure"]): string =>
      answer(
        "end-block",
        {},
        { state: "forfeited", data, facts: { today }, ...(measure === undefined ? {} : { measure }) },
      );
    const forfeitedOn = "2020-01-15";
    assert.equal(over("2021-07-15", { forfeitedOn }), "VITA_DEL_CASO_BLOCK_OVER");
    assert.equal(over("2021-07-16", { forfeitedOn }), "ended");
    assert.equal(over("2020-07-15", { forfeitedOn, minorsOrDisabled: true }), "VITA_DEL_CASO_BLOCK_OVER");
    assert.equal(over("2020-07-16", { forfeitedOn, minorsOrDisabled: true }), "ended");
    assert.equal(over("2020-01-16", { forfeitedOn }, NASPI), "ended");
    assert.equal(over("2029-01-16", { forfeitedOn: null }), "VITA_DEL_CASO_BLOCK_OVER");
  });

  it("is renewed only by a protocol that names it, of the same person and measure, not granted before it", () => {
    const next: ProtocolFacts = { ...OWN, protocol: "P2", previousProtocol: "P1", grantedOn: "2020-12-20" };
    assert.equal(answer("renew", {}, { facts: { next } }), "renewed");
    assert.equal(answer("renew", {}), "VITA_DEL_CASO_RENEWAL_LINKED");
    for (const wrong of [
      { previousProtocol: "P0" },
      { measure: "ADI" },
      { personId: "ciro" },
      { grantedOn: "2019-05-19" },
      { protocol: "P1" },
    ]) {
      assert.equal(isRenewalOf({ ...next, ...wrong }, OWN), false, JSON.stringify(wrong));
    }
    assert.equal(answer("continue", {}, { facts: { olderRenewedBy: "P1" } }), "notified");
    assert.equal(
      answer("continue", {}, { facts: { olderRenewedBy: "P9" } }),
      "VITA_DEL_CASO_CONTINUES_OLDER",
    );
  });

  it("carries over what the new version knows, and leaves breaches with the old protocol", () => {
    const exemptions = [
      { itemId: "1", code: "X1", to: "2021-03-01" },
      { itemId: "2", code: "X1", to: "2020-11-01" },
      { itemId: "3", code: "X9", to: "2021-03-01" },
    ];
    const given = {
      old: RDC_2019,
      next: RDC_2019,
      nextGrantedOn: "2020-12-20",
      exemptions,
      pactStands: true,
      breachIds: ["b"],
    };
    assert.deepEqual(carriedOver(given), {
      counters: true,
      exemptions: [exemptions[0]],
      pact: "stands",
      breachIds: ["b"],
    });
    assert.equal(carriedOver({ ...given, next: RDC_2022 }).pact, "revise");
    assert.equal(carriedOver({ ...given, pactStands: false, next: RDC_2022 }).pact, "none");
    assert.equal(carriedOver({ ...given, next: NASPI }).counters, false);
  });

  it("excludes before it exempts, and shortens the block for minors or disability", () => {
    assert.equal(dutyOf({ excluded: true, exempt: true }), "excluded");
    assert.equal(dutyOf({ excluded: false, exempt: true }), "exempt");
    assert.equal(dutyOf({ excluded: false, exempt: false }), "bound");
    assert.equal(
      hasMinorsOrDisabled({ birthDates: ["1980-01-01", "2002-02-10"], disabled: false }, "2020-02-09"),
      true,
    );
    assert.equal(
      hasMinorsOrDisabled({ birthDates: ["1980-01-01", "2002-02-10"], disabled: false }, "2020-02-10"),
      false,
    );
    assert.equal(hasMinorsOrDisabled({ birthDates: ["1980-01-01"], disabled: true }, "2020-02-10"), true);
  });

  it("understands the platform's word however it is written, and leaves alone what it does not know", () => {
    assert.equal(benefitStanding(" accolta "), "in-course");
    assert.equal(benefitStanding("In_corso"), "in-course");
    assert.equal(benefitStanding("DECADUTO"), "forfeited");
    assert.equal(benefitStanding("cessata"), "ended");
    for (const word of ["SOSPESA", "", "toString", "RESPINTA"]) assert.equal(benefitStanding(word), null);
    for (const [word, standing] of STANDING_WORDS)
      assert.equal(benefitStanding(word.toLowerCase()), standing);
  });
});

describe("what is stored of a case's life", () => {
  const continuation: Continuation = {
    protocol: "P2",
    caseId: "c2",
    carried: { counters: true, exemptions: [], pact: "none", breachIds: [] },
  };

  it("follows each act", () => {
    const moved = caseAfter(
      DATA,
      "transfer",
      { noticeAt: null, destination: { kind: "office", officeId: "B", rule: "residence" } },
      DONE,
    );
    assert.equal(moved.officeId, "B");
    assert.equal(
      caseAfter(moved, "leave-region", { noticeAt: null, destination: { kind: "other-region" } }, DONE)
        .officeId,
      null,
    );
    const lost = caseAfter(
      moved,
      "record-forfeiture",
      { noticeAt: null, on: "2020-02-01", reason: "", minorsOrDisabled: true },
      DONE,
    );
    assert.deepEqual([lost.forfeitedOn, lost.minorsOrDisabled], ["2020-02-01", true]);
    assert.equal(caseAfter(lost, "restore", { noticeAt: null }, DONE).forfeitedOn, null);
    const dead = caseAfter(
      DATA,
      "record-death",
      { noticeAt: null, on: "2020-02-01", reason: "", evidenceSeen: true },
      DONE,
    );
    assert.equal(dead.diedOn, "2020-02-01");
    const back = caseAfter(
      dead,
      "correct-death",
      { noticeAt: null, reason: "omonimia", evidenceSeen: true },
      DONE,
    );
    assert.deepEqual([back.diedOn, back.reason], [null, "omonimia"]);
    assert.deepEqual(
      caseAfter(DATA, "renew", { noticeAt: null, ...continuation }, DONE).renewedBy,
      continuation,
    );
    assert.deepEqual(
      caseAfter(DATA, "continue", { noticeAt: null, ...continuation }, DONE).continues,
      continuation,
    );
    assert.equal(
      caseAfter(
        DATA,
        "end-benefit",
        { noticeAt: null, on: "2020-01-31", reason: "", evidenceSeen: true },
        DONE,
      ).endedOn,
      "2020-01-31",
    );
  });

  it("goes forward in notices only, in whatever order they come", () => {
    const instants = fc.array(
      fc.option(fc.date({ min: new Date("2019-01-01"), max: new Date("2026-01-01"), noInvalidDate: true })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(instants, (list) => {
        const told = list.map((one) => one?.toISOString() ?? null);
        const last = told.reduce(
          (data, noticeAt) => caseAfter(data, "assess", { noticeAt }, DONE),
          NO_CASE_LIFE,
        ).lastNoticeAt;
        assert.equal(
          last,
          told
            .filter((one) => one !== null)
            .toSorted()
            .at(-1) ?? null,
        );
      }),
    );
  });
});
