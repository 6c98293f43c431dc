// Stories of conditionality: three members absent on one day, two sessions at once, across two offices; the second pair of eyes.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { countAt } from "../../src/domain/conditionality/counter.ts";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { CONDITIONALITY_BINDING } from "../../src/services/acts/bindings/conditionality.ts";
import { handlerOf } from "../../src/services/acts/effects.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { inOffice } from "../../src/store/pools.ts";
import { ada, bea, BREACHES, carla, LUCA, NAPOLI, OPERATOR, RC1, Stories } from "./acts-conditionality-cases.ts";
import type { PersonCase } from "./acts-conditionality-cases.ts";
import { ANNA, CIRO, MARIA, memberOf, noticeOf } from "./fixtures/notice-rows.ts";

const TUESDAY = "2019-10-01T08:00:00.000Z";
const FRIDAY = "2019-10-04T10:00:00.000Z";

it("every effect of conditionality is carried out by someone", () => {
  for (const effect of Object.keys(CONDITIONALITY_BINDING.procedure.effects)) handlerOf(CONDITIONALITY_BINDING, effect);
});

describe("three members of a household, in two offices", () => {
  let stories: Stories;
  let maria: PersonCase;
  let ciro: PersonCase;
  let luca: PersonCase;
  before(async () => {
    stories = await Stories.open();
    const apart = { cod_protocollo_inps: "INPS-RDC-2019-0000002" };
    await stories.receive([noticeOf(MARIA), memberOf(MARIA, CIRO), memberOf(MARIA, LUCA, NAPOLI), noticeOf(ANNA, apart)]);
    [maria, ciro, luca] = await Promise.all([stories.caseOf(MARIA), stories.caseOf(CIRO), stories.caseOf(LUCA)]);
    await stories.db.setBusinessTime("2019-10-02T10:00:00.000Z");
  });
  after(() => stories.db.close());

  it("absent on the same day: counted 0, 1 and 2 as their absences are confirmed, whatever the office", async () => {
    assert.notEqual(luca.officeId, maria.officeId);
    const frozen: number[] = [];
    for (const member of [maria, luca, ciro]) {
      frozen.push((await stories.count(member, "E-CONV")).before);
      await stories.called(member, TUESDAY, { state: "absent" });
    }
    assert.deepEqual(frozen, [0, 1, 2]);
    assert.deepEqual((await stories.count(maria, "E-CONV")).step, { kind: "forfeiture" });
  });

  it("an absence goes over to this procedure with its count, once, and only when it is unjustified", async () => {
    const [absence] = await stories.query<{ id: string }>("select id from summons where case_id = $1", [maria.caseId]);
    const count = countAt(RDC_2019, "E-CONV", 0);
    const input = { summonsId: absence!.id, count };
    assert.equal(await stories.refused(maria, "take-over", input), "ABSENCE_UNJUSTIFIED");
    await stories.query("update summons set state = 'unjustified' where case_id = any($1)", [[maria, luca, ciro].map((each) => each.caseId)]);
    assert.equal(await stories.refused(maria, "take-over", { summonsId: absence!.id }), "COUNT_FROZEN");
    assert.equal(await stories.refused(maria, "take-over", { ...input, count: { ...count, step: { kind: "forfeiture" } } }), "COUNT_FROZEN");
    const taken = await stories.done(maria, "take-over", input);
    assert.equal(taken.state, "held");
    assert.deepEqual(taken.opened.map(({ kind, dueOn }) => [kind, dueOn]), [["hold", "2019-10-03"], ["report", "2019-10-16"]]);
    assert.equal(await stories.refused(maria, "take-over", input), "ABSENCE_UNJUSTIFIED");
    const [item] = await stories.query<{ data: { evidence: string[]; happenedOn: string } }>("select data from dossier_item where id = $1", [taken.itemId]);
    assert.deepEqual([item?.data.evidence.length, item?.data.happenedOn], [1, "2019-10-01"]);
  });

  it("their reports leave one after the other: none while one before it may still be justified", async () => {
    const items = [await itemOf(maria)];
    for (const [at, member] of [luca, ciro].entries()) {
      const [absence] = await stories.query<{ id: string }>("select id from summons where case_id = $1", [member.caseId]);
      const taken = await stories.done(member, "take-over", { summonsId: absence!.id, count: countAt(RDC_2019, "E-CONV", at + 1) });
      items.push(taken.itemId);
    }
    const [first, second, third] = items as [string, string, string];
    assert.equal(await stories.refused(maria, "propose", { link: RC1, count: await stories.count(maria, null, first) }, first), "HOLD_OVER");
    await stories.db.setBusinessTime(FRIDAY);
    // The second is looked at before the first was proposed: what may still be justified does not count.
    assert.equal((await stories.count(luca, null, second)).before, 0);
    await stories.proposed(maria, first, FRIDAY);
    const stale = { link: RC1, count: countAt(RDC_2019, "E-CONV", 0) };
    assert.equal(await stories.refused(luca, "propose", stale, second), "COUNTER_SHOWN");
    await stories.proposed(luca, second, FRIDAY);
    await stories.proposed(ciro, third, FRIDAY);
    for (const [member, item] of [[maria, first], [luca, second], [ciro, third]] as const) {
      await stories.done(member, "approve", { count: await stories.count(member, null, item) }, item, bea(member));
    }
    const send = (member: PersonCase, item: string) => stories.refused(member, "send-report", { operatorTaxCode: OPERATOR }, item);
    assert.deepEqual([await send(luca, second), await send(maria, first), await send(ciro, third)], ["COUNT_AS_PROPOSED", "accepted", "COUNT_AS_PROPOSED"]);
    assert.deepEqual([await send(luca, second), await send(ciro, third)], ["accepted", "accepted"]);
    const counted = (await Promise.all(items.map((item) => stories.reports(item)))).map(([report]) => [report?.before, report?.after]);
    assert.deepEqual(counted, [[0, 1], [1, 2], [2, 3]]);
  });

  it("two recorded at once, by two sessions in two offices, never both read 0", async () => {
    const facts = await Promise.all(
      [maria, luca].map(async (member) => {
        const { messageId } = await stories.called(member, TUESDAY);
        const count = await stories.count(member, "E-ORIE");
        assert.equal(count.before, 0);
        return { event: "E-ORIE", happenedAt: "2019-10-01T09:00:00.000Z", documents: ["registro 3"], told: [messageId], count };
      }),
    );
    const outcomes = await Promise.all([stories.refused(maria, "record-fact", facts[0]), stories.refused(luca, "record-fact", facts[1])]);
    assert.deepEqual(outcomes.toSorted(), ["COUNTER_SHOWN", "accepted"]);
    const slower = outcomes[0] === "accepted" ? luca : maria;
    const fact = outcomes[0] === "accepted" ? facts[1]! : facts[0]!;
    const count = await stories.count(slower, "E-ORIE");
    assert.deepEqual(count, { before: 1, after: 2, step: { kind: "forfeiture" } });
    assert.equal(await stories.refused(slower, "record-fact", { ...fact, count }), "accepted");
    const kept = await stories.query<{ before: number }>(
      "select (data->'countAtFact'->>'before')::int as before from dossier_item where data->>'event' = 'E-ORIE' order by 1",
    );
    assert.deepEqual(kept.map(({ before: number }) => number), [0, 1]);
  });

  it("of the other office's member an office reads what is counted, and nothing else; a stranger reads nothing", async () => {
    const { pools } = stories.db.services;
    const read = (office: string) =>
      inOffice(pools.app, office, async (client) =>
        (await client.query<Record<string, unknown>>("select * from breaches_of_unit('household', $1, $1, null)", [maria.benefitId])).rows,
      );
    const rows = await read(luca.officeId);
    assert.equal(rows.length, 5);
    assert.deepEqual(Object.keys(rows[0]!), ["own", "position", "event", "state", "measure", "same_benefit", "happened_on", "recorded_at"]);
    assert.deepEqual(await read("H703C000204"), []);
    const others = await inOffice(pools.app, luca.officeId, async (client) => (await client.query("select 1 from dossier_item where case_id = $1", [maria.caseId])).rows);
    assert.deepEqual(others, []);
  });

  it("who proposed does not approve, whatever the role; and the database does not take it either", async () => {
    const item = await stories.recorded(ciro, "2019-10-01T10:00:00.000Z");
    await stories.db.setBusinessTime(FRIDAY);
    await stories.done(ciro, "close-justification", {}, item);
    await stories.done(ciro, "propose", { link: RC1, count: await stories.count(ciro, null, item) }, item, carla(ciro));
    const count = await stories.count(ciro, null, item);
    assert.equal(await stories.refused(ciro, "approve", { count }, item, carla(ciro)), "NOT_OWN");
    assert.equal(await stories.refused(ciro, "approve", { count }, item, { ...carla(ciro), role: "second-officer" }), "NOT_OWN");
    assert.equal(await stories.refused(ciro, "approve", { count }, item, ada(ciro)), "CHI");
    assert.equal(await stories.refused(ciro, "send-report", { operatorTaxCode: OPERATOR }, item), "STATO");
    await stories.done(ciro, "approve", { count }, item, bea(ciro));
    assert.equal(await stories.refused(ciro, "send-report", { operatorTaxCode: "BNCDAA75H41F839A" }, item), "OPERATOR_IDENTIFIED");
    await stories.done(ciro, "send-report", { operatorTaxCode: OPERATOR.toLowerCase() }, item);
    assert.deepEqual(await stories.tasks(ciro), ["tell:condizionalita"]);
  });

  it("without what was agreed with the person there is nothing to link a report to", async () => {
    const [item] = await stories.query<{ id: string }>("select id from dossier_item where case_id = $1 and data->>'event' = 'E-ORIE'", [maria.caseId]);
    await stories.done(maria, "close-justification", {}, item!.id);
    const count = await stories.count(maria, null, item!.id);
    assert.equal(await stories.refused(maria, "propose", { link: RC1, count }, item!.id), "ACTIVITY_CHOSEN");
    assert.equal(await stories.refused(maria, "propose", { link: { kind: "agreed-activity", id: maria.caseId }, count }, item!.id), "ACTIVITY_CHOSEN");
    assert.equal(await stories.refused(maria, "propose", { link: { kind: "altro", id: "x" }, count }, item!.id), "CAMPO_ILLEGGIBILE");
  });

  it("is made again from the register, by its reducer too", async () => {
    assert.deepEqual((await rebuildItems(stories.db.services, BREACHES)).faults, []);
    assert.deepEqual((await verifyRegister(stories.db.services)).faults, []);
  });

  async function itemOf(of: PersonCase): Promise<string> {
    return (await stories.query<{ id: string }>("select id from dossier_item where case_id = $1 and data->>'event' = 'E-CONV'", [of.caseId]))[0]!.id;
  }
});
