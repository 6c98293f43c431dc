// Stories of an absence that becomes a breach: confirmed on the summons with its count, gone over by itself, fallen with the absence.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { bindingsOf } from "../../src/services/acts/binding.ts";
import { CONDITIONALITY_BINDING } from "../../src/services/acts/bindings/conditionality.ts";
import { SUMMONS_BINDING } from "../../src/services/acts/bindings/summons.ts";
import { ada, carla, LUCA, NAPOLI, Stories } from "./acts-conditionality-cases.ts";
import type { PersonCase } from "./acts-conditionality-cases.ts";
import { CIRO, MARIA, memberOf, noticeOf } from "./fixtures/notice-rows.ts";

const BOTH = bindingsOf([SUMMONS_BINDING, CONDITIONALITY_BINDING]);
const TUESDAY = "2019-10-01T08:00:00.000Z";

describe("an absence that becomes a breach", () => {
  let stories: Stories;
  let members: [PersonCase, PersonCase, PersonCase];
  before(async () => {
    stories = await Stories.open();
    await stories.receive([noticeOf(MARIA), memberOf(MARIA, CIRO), memberOf(MARIA, LUCA, NAPOLI)]);
    members = [await stories.caseOf(MARIA), await stories.caseOf(LUCA), await stories.caseOf(CIRO)];
    for (const member of members) await stories.called(member, TUESDAY, { state: "issued" });
    await stories.db.setBusinessTime("2019-10-01T12:00:00.000Z");
  });
  after(() => stories.db.close());

  const onSummons = async (of: PersonCase, act: string, input: object = {}, actor = ada(of)): Promise<string> => {
    const [summons] = await stories.query<{ id: string }>("select id from summons where case_id = $1", [of.caseId]);
    const outcome = await stories.actOf("convocazione", of, act, input, summons!.id, actor, BOTH);
    return outcome.ok ? outcome.value.state : outcome.refusal.code;
  };
  const breachOf = async (of: PersonCase) =>
    (await stories.query<{ id: string; state: string; before: number; evidence: string[] }>(
      `select id, state, (data->'countAtFact'->>'before')::int as before, data->'evidence' as evidence from dossier_item
       where case_id = $1 and procedure = 'condizionalita'`, [of.caseId],
    ))[0];

  it("two members' absences confirmed at once never both read the same number; the third reads two", async () => {
    const [maria, luca, ciro] = members;
    const outcomes = await Promise.all([onSummons(maria, "record-no-show", { counterSeen: 0 }), onSummons(luca, "record-no-show", { counterSeen: 0 })]);
    assert.deepEqual(outcomes.toSorted(), ["CONVOCAZIONE_COUNTER_SHOWN", "absent"]);
    const slower = outcomes[0] === "absent" ? luca : maria;
    assert.equal((await stories.count(slower, "E-CONV")).before, 1);
    assert.equal(await onSummons(slower, "record-no-show", { counterSeen: 1 }), "absent");
    assert.equal((await stories.count(ciro, "E-CONV")).before, 2);
    assert.equal(await onSummons(ciro, "record-no-show", { counterSeen: 2 }), "absent");
  });

  it("unjustified, it goes over by itself with its proof and the count of then; its own number does not move", async () => {
    await stories.db.setBusinessTime("2019-10-03T08:00:00.000Z");
    for (const member of members) assert.equal(await onSummons(member, "close-justification"), "unjustified");
    const breaches = await Promise.all(members.map(breachOf));
    assert.deepEqual(breaches.map((breach) => breach?.state), ["held", "held", "held"]);
    assert.deepEqual(breaches.map((breach) => breach?.before ?? -1).toSorted((a, b) => a - b), [0, 1, 2]);
    assert.ok(breaches.every((breach) => breach?.evidence.length === 1));
    assert.equal((await stories.count(members[0], "E-CONV")).before, 3);
  });

  it("justified late by the head of the office, the breach falls with the absence; once reported, it does no more", async () => {
    const [maria, luca, ciro] = members;
    const late = { justifiedReason: "G1", evidenceSeen: true, toldOn: "2019-10-03", reason: "era in ospedale" };
    assert.equal(await onSummons(ciro, "justify", late, carla(ciro)), "justified");
    assert.equal((await breachOf(ciro))?.state, "withdrawn");
    assert.equal((await stories.count(maria, "E-CONV")).before, 2);
    const breach = (await breachOf(luca))!;
    await stories.reported(luca, breach.id, "2019-10-04T10:00:00.000Z");
    assert.equal(await onSummons(luca, "justify", late, carla(luca)), "CONVOCAZIONE_NOT_YET_REPORTED");
    assert.deepEqual((await stories.reports(breach.id)).map(({ before: number, after: next }) => [number, next]), [[0, 1]]);
  });
});
