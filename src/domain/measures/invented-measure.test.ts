// A measure invented as data only: it counts persons, forgives once, counts working days, wants a letter, exempts and recalls in its own way.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toDayNumber, toIsoDate } from "../calendar/days.ts";
import { buildTermCalendar } from "../calendar/term-calendar.ts";
import { conveneTerm } from "../calendar/terms.ts";
import { isBound } from "../people/household.ts";
import { decide } from "../procedure/interpreter.ts";
import { dueOf, openTerm } from "../procedure/terms.ts";
import { SUMMONS } from "../summons/table.ts";
import type { MeetingFacts } from "../summons/types.ts";
import { measureOf } from "./catalogue.ts";
import { nextStep } from "./ladder.ts";
import { strongestProof } from "./proof.ts";
import { RDC_2019 } from "./rdc-2019/parameters.ts";
import type { ToldBy } from "./proof.ts";
import type { MeasureParameters } from "./types.ts";

const SOURCE = { citation: null, confidence: "inferred", note: "Misura inventata per la prova" } as const;

const INVENTED: MeasureParameters = {
  ...RDC_2019,
  code: "PROVA",
  version: "prova-2030",
  name: "Assegno di prova",
  grantedFrom: "2030-01-01",
  unit: "person",
  notBoundFromAge: { value: 50, ...SOURCE },
  clocks: {
    ...RDC_2019.clocks,
    convene: {
      amount: 5,
      unit: "working-days",
      start: "recognition",
      suspended: true,
      transitions: [],
      ...SOURCE,
    },
    "periodic-presence": {
      amount: 45,
      unit: "calendar-days",
      start: "last-presence",
      suspended: true,
      transitions: [],
      ...SOURCE,
    },
    "voucher-choice": null,
  },
  suspensions: [{ from: "2030-08-01", to: "2030-08-31", ...SOURCE }],
  validChannels: { value: ["registered-letter"], ...SOURCE },
  proofForSanction: { value: "legal", ...SOURCE },
  ladders: [
    {
      event: "E-CONV",
      steps: [{ kind: "suspension" }, { kind: "reduction", months: 4 }],
      linkedTo: "agreed-activity",
      afterFormalReminder: true,
      ...SOURCE,
    },
  ],
  exemptions: [
    {
      code: "X1",
      title: "Cura di un figlio",
      limit: { per: "household", members: 2 },
      longestMonths: 3,
      renewable: false,
      evidence: "dichiarazione",
      ...SOURCE,
    },
  ],
};

const calendar = buildTermCalendar({
  working: { isWorking: (day) => (((day + 3) % 7) + 7) % 7 < 5 },
  suspensions: INVENTED.suspensions,
});

describe("a measure nobody has seen before, from data alone", () => {
  it("is found by its code and day of grant", () => {
    assert.equal(measureOf("PROVA", "2031-05-05", [RDC_2019, INVENTED])?.version, "prova-2030");
  });

  it("counts its own days", () => {
    const convene = openTerm(INVENTED, "convene", { on: "2030-07-30" });
    // Wednesday 31 July is the first of five; the others follow the suspended August.
    assert.equal(convene && toIsoDate(dueOf(convene, calendar)), "2030-09-05");
    const presence = openTerm(INVENTED, "periodic-presence", { on: "2030-01-01" });
    assert.equal(presence && dueOf(presence, calendar), toDayNumber("2030-02-15"));
    assert.equal(openTerm(INVENTED, "voucher-choice", { on: "2030-01-01" }), null);
    const always = { isWorking: () => true };
    assert.equal(conveneTerm(INVENTED, "2030-01-01", [], always).due, "2030-01-06");
  });

  it("binds by its own age", () => {
    assert.equal(isBound({ birthDate: "1979-01-01" }, INVENTED, "2030-06-01").reason, "age");
    assert.equal(isBound({ birthDate: "1979-01-01" }, RDC_2019, "2030-06-01").bound, true);
  });

  it("climbs its own ladder", () => {
    const steps = [0, 1, 2].map((counted) => nextStep(INVENTED, "E-CONV", counted)?.step.kind);
    assert.deepEqual(steps, ["suspension", "reduction", "reduction"]);
    assert.equal(nextStep(INVENTED, "E-PATTO", 0), null);
  });

  it("takes an absence only on its own proof", () => {
    const noShow = (measure: MeasureParameters, attempts: readonly ToldBy[]): string => {
      const meeting: MeetingFacts = {
        dayStartsAt: "2030-03-01T23:00:00.000Z",
        proof: strongestProof(measure, attempts),
        proofNeeded: measure.proofForSanction.value,
        signed: false,
        excludedOrExempt: false,
        suspendedDay: false,
        counter: 0,
        counterSeen: 0,
        justifiedReason: null,
        evidenceSeen: false,
        toldInTime: false,
        justifyTermOver: false,
        reported: false,
      };
      const context = {
        now: "2030-03-03T10:00:00.000Z",
        bound: true,
        seatHeld: true,
        appointmentAt: "2030-03-02T09:00:00.000Z",
        earliest: "2030-03-02T09:00:00.000Z",
        channelUsable: true,
        allChannelsFailed: false,
        reason: "",
        meeting,
      };
      const outcome = decide(SUMMONS, "record-no-show", { state: "issued", by: "operator", context });
      return outcome.ok ? outcome.value.to : outcome.refusal.code;
    };
    const sms: ToldBy = { channel: "sms", outcome: "received" };
    const letter: ToldBy = { channel: "registered-letter", outcome: "received" };
    assert.equal(noShow(RDC_2019, [sms]), "absent");
    assert.equal(noShow(INVENTED, [sms]), "to-convene-again");
    assert.equal(noShow(INVENTED, [sms, letter]), "absent");
  });
});
