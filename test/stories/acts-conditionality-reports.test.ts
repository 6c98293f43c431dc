// Stories of a report that has left: never edited, cancelled once and in time, discarded, answered by INPS; the count goes on after a renewal.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { ada, bea, BREACHES, carla, LUCA, NAPOLI, OPERATOR, Stories } from "./acts-conditionality-cases.ts";
import type { PersonCase } from "./acts-conditionality-cases.ts";
import { ANNA, CIRO, MARIA, memberOf, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

const ALONE = "INPS-RDC-2019-0000002";

describe("a report that has left", () => {
  let stories: Stories;
  let maria: PersonCase;
  let ciro: PersonCase;
  let luca: PersonCase;
  let anna: PersonCase;
  before(async () => {
    stories = await Stories.open();
    const rows = [noticeOf(MARIA), memberOf(MARIA, CIRO), memberOf(MARIA, LUCA, NAPOLI), noticeOf(ANNA, { cod_protocollo_inps: ALONE })];
    await stories.receive(rows);
    [maria, ciro, luca, anna] = await Promise.all([MARIA, CIRO, LUCA, ANNA].map((person) => stories.caseOf(person))) as [PersonCase, PersonCase, PersonCase, PersonCase];
  });
  after(() => stories.db.close());

  const at = (instant: string): Promise<void> => stories.db.setBusinessTime(instant);
  const outbound = (itemId: string): Promise<{ kind: string; payload: Record<string, unknown> }[]> =>
    stories.query("select kind, payload from outbound_event where item_id = $1 order by made_at, id", [itemId]);

  it("carries what the platform asks for, and no more of the dossier", async () => {
    await at("2019-10-02T10:00:00.000Z");
    const item = await stories.recorded(anna, "2019-10-01T08:00:00.000Z");
    await stories.reported(anna, item, "2019-10-04T10:00:00.000Z");
    const [event] = await outbound(item);
    assert.equal(event?.kind, "condizionalita/send-report");
    const { reportId, ...payload } = event.payload;
    assert.equal(typeof reportId, "string");
    assert.deepEqual(payload, {
      officeId: anna.officeId, event: "E-PATTO", taxCode: anna.taxCode, operatorTaxCode: OPERATOR, measure: "RDC", measureVersion: "rdc-2019",
      protocol: ALONE, applicationDate: "2019-04-10", factOn: "2019-10-01", link: { kind: "first-appointment-policy", id: "RC1" },
      counterBefore: 0, counterAfter: 1, proof: "delivered", hoursWaited: 73, sentAt: "2019-10-04T10:00:00.000Z",
    });
    const [row] = await stories.query<Record<string, unknown>>(
      `select event, fact_on, counter_before, counter_after, hours_waited, operator_tax_code, proposed_by, approved_by, link_id, jsonb_array_length(evidence) as papers
       from report where item_id = $1`, [item],
    );
    assert.deepEqual(row, {
      event: "E-PATTO", fact_on: "2019-10-01", counter_before: 0, counter_after: 1, hours_waited: 73, operator_tax_code: OPERATOR,
      proposed_by: ada(anna).id, approved_by: bea(anna).id, link_id: "RC1", papers: 2,
    });
  });

  it("is never edited, not even by hand in the database; and stands exactly while its item says so", async () => {
    const [report] = await stories.query<{ id: string; item: string }>("select id, item_id as item from report where case_id = $1", [anna.caseId]);
    await assert.rejects(stories.query("update report set counter_before = 0, counter_after = 1 where id = $1", [report!.id]), /permission denied/);
    await assert.rejects(stories.query("delete from report where id = $1", [report!.id]), /permission denied/);
    await assert.rejects(
      stories.query("update dossier_item set state = 'held', version = version + 1, last_act = gen_random_uuid() where id = $1", [report!.item]),
      /in state held its report still stands/,
    );
    await assert.rejects(
      stories.query(
        "update report set ended_as = 'cancelled', ended_at = now(), ended_by = 'x', ended_reason = 'x', ended_act = gen_random_uuid(), fact_on = '2019-10-02' where id = $1",
        [report!.id],
      ),
      /permission denied/,
    );
    for (const act of ["justify", "convene-again", "withdraw", "send-back", "approve", "send-report"]) {
      assert.equal(await stories.refused(anna, act, {}, report!.item, carla(anna)), "STATO", act);
    }
  });

  it("sent in error, it is cancelled in the window, with a reason, by who may; it stays as it left", async () => {
    const [{ item } = { item: "" }] = await stories.query<{ item: string }>("select item_id as item from report where case_id = $1", [anna.caseId]);
    await at("2019-10-14T20:00:00.000Z");
    assert.equal(await stories.refused(anna, "cancel-report", { reason: "persona sbagliata" }, item, ada(anna)), "CHI");
    assert.equal(await stories.refused(anna, "cancel-report", { reason: " " }, item, bea(anna)), "REASON_GIVEN");
    await stories.done(anna, "cancel-report", { reason: "persona sbagliata" }, item, bea(anna));
    assert.deepEqual((await stories.reports(item)).map(({ ended }) => ended), ["cancelled"]);
    assert.deepEqual((await outbound(item)).map(({ kind, payload }) => [kind, payload["cancelledAt"]]), [
      ["condizionalita/send-report", undefined],
      ["condizionalita/cancel-report", "2019-10-14T20:00:00.000Z"],
    ]);
    assert.equal((await stories.count(anna, "E-PATTO")).before, 0);
  });

  it("only once: proposed anew and sent, it is cancelled no more", async () => {
    const [{ item } = { item: "" }] = await stories.query<{ item: string }>("select item_id as item from report where case_id = $1", [anna.caseId]);
    await stories.reported(anna, item, "2019-10-15T10:00:00.000Z");
    assert.equal(await stories.refused(anna, "cancel-report", { reason: "di nuovo" }, item, bea(anna)), "NEVER_CANCELLED");
    assert.deepEqual((await stories.reports(item)).map(({ ended }) => ended), ["cancelled", null]);
  });

  it("too late: the window is over, the turn of the day closes it, and nothing else happens to the person", async () => {
    const [{ item } = { item: "" }] = await stories.query<{ item: string }>("select item_id as item from report where case_id = $1", [anna.caseId]);
    const other = await stories.recorded(maria, "2019-10-14T08:00:00.000Z");
    await stories.reported(maria, other, "2019-10-17T10:00:00.000Z");
    await at("2019-10-28T01:00:00.000Z");
    assert.equal(await stories.refused(maria, "cancel-report", { reason: "tardi" }, other, bea(maria)), "CANCEL_WINDOW_OPEN");
    const turn = await turnOfDay(stories.db.services, { reference: stories.db.reference, now: "2019-10-28T01:00:00.000Z", bindings: BREACHES });
    assert.deepEqual([turn.acts, turn.refused], [2, 0]);
    assert.deepEqual([await stories.stateOf(item), await stories.stateOf(other)], ["settled", "settled"]);
    assert.equal(await stories.refused(maria, "cancel-report", { reason: "tardi" }, other, bea(maria)), "STATO");
    assert.equal((await stories.reports(other))[0]?.ended, null);
  });

  it("one that counts no more: the desk of a later one is asked to read it again, in whatever office it is", async () => {
    await at("2019-11-05T10:00:00.000Z");
    const first = await stories.recorded(ciro, "2019-11-04T08:00:00.000Z");
    const second = await stories.recorded(luca, "2019-11-04T09:00:00.000Z");
    await stories.reported(ciro, first, "2019-11-07T10:00:00.000Z");
    await stories.reported(luca, second, "2019-11-07T11:00:00.000Z");
    assert.deepEqual([(await stories.reports(first))[0]?.before, (await stories.reports(second))[0]?.before], [1, 2]);
    await stories.done(ciro, "cancel-report", { reason: "era presente" }, first, carla(ciro));
    assert.ok((await stories.tasks(luca)).includes("later-report:condizionalita"));
    assert.ok(!(await stories.tasks(maria)).includes("later-report:condizionalita"), "an earlier one did not count it");
    assert.ok(!(await stories.tasks(ciro)).includes("later-report:condizionalita"));
    const told = await stories.query<{ detail: string }>("select detail from desk_task where kind = 'later-report:condizionalita'");
    assert.match(told[0]?.detail ?? "", /^Dal 07\/11\/2019 .* ne contava una di troppo\./);
    // Its immutable row says what was counted when it left; what stands now is counted anew.
    assert.deepEqual(await stories.reports(second).then(([report]) => [report?.before, report?.after]), [2, 3]);
    assert.equal((await stories.count(ciro, null, first)).before, 2);
  });

  it("discarded by the platform it never existed for INPS: a fact on hold again, and cancelling is still possible once", async () => {
    const [{ id: item } = { id: "" }] = await stories.query<{ id: string }>(
      "select id from dossier_item where case_id = $1 and data->>'event' = 'E-PATTO'", [luca.caseId],
    );
    assert.equal(await stories.refused(luca, "record-discard", { reason: "codice 99" }, item, carla(luca)), "CHI");
    await stories.done(luca, "record-discard", {}, item, SYSTEM);
    assert.deepEqual([await stories.stateOf(item), (await stories.reports(item))[0]?.ended], ["held", "discarded"]);
    await stories.reported(luca, item, "2019-11-08T10:00:00.000Z");
    assert.deepEqual((await stories.reports(item)).map(({ before: number, ended }) => [number, ended]), [[2, "discarded"], [1, null]]);
    await stories.done(luca, "cancel-report", { reason: "era in ospedale" }, item, bea(luca));
    assert.deepEqual((await stories.reports(item)).map(({ ended }) => ended), ["discarded", "cancelled"]);
  });

  it("is answered by INPS, which may think again: what it did not apply counts no more", async () => {
    const [{ id: item } = { id: "" }] = await stories.query<{ id: string }>(
      "select id from dossier_item where case_id = $1 and data->>'event' = 'E-PATTO'", [maria.caseId],
    );
    await at("2019-12-02T10:00:00.000Z");
    const answer = (input: object) => stories.refused(maria, "record-answer", input, item);
    assert.equal(await answer({ on: "2019-12-01" }), "ANSWER_FORFEITS");
    assert.equal(await answer({ answer: "reduction", on: "2019-10-16", months: 1 }), "ANSWER_FORFEITS", "before it was sent");
    assert.equal(await answer({ answer: "reduction", on: "2091-12-01", months: 1 }), "DATA_ANNO_IMPOSSIBILE");
    assert.equal(await answer({ answer: "forfeiture", on: "2019-11-28" }), "accepted");
    assert.equal(await stories.stateOf(item), "forfeited");
    assert.ok((await stories.tasks(maria)).includes("forfeited:condizionalita"));
    const standing = (await stories.count(ciro, "E-PATTO")).before;
    assert.equal(await answer({ answer: "nothing", on: "2019-12-02" }), "accepted");
    assert.equal((await stories.count(ciro, "E-PATTO")).before, standing - 1);
    assert.equal(await answer({ answer: "forfeiture", on: "2019-12-02" }), "STATO");
    assert.equal((await stories.reports(item))[0]?.ended, null, "the report stands in the books as it left");
  });

  it("counts go on under a new protocol of the same household, and not under another's", async () => {
    await at("2021-06-03T10:00:00.000Z");
    const renewed = { cod_protocollo_inps: "INPS-RDC-2021-0000009", cod_protocollo_inps_prec: ALONE, dtt_domanda: "2021-04-10", dtt_rendicontazione: "2021-05-10", data_invio: "2021-05-12T10:00:00Z" };
    const stranger = { ...renewed, cod_protocollo_inps: "INPS-RDC-2021-0000010", cod_protocollo_inps_prec: "" };
    await stories.receive([noticeOf(ANNA, renewed), noticeOf(CIRO, { ...stranger, cod_fiscale_richiedente: taxCodeOf(CIRO) })]);
    const again = await stories.caseOf(ANNA, "RDC", "INPS-RDC-2021-0000009");
    assert.equal((await stories.count(again, "E-PATTO")).before, 1);
    assert.equal((await stories.count(await stories.caseOf(CIRO, "RDC", "INPS-RDC-2021-0000010"), "E-PATTO")).before, 0);
    const item = await stories.recorded(again, "2021-06-02T08:00:00.000Z");
    await stories.reported(again, item, "2021-06-07T10:00:00.000Z");
    assert.deepEqual(await stories.reports(item), [{ before: 1, after: 2, ended: null, version: "rdc-2019", proof: "delivered" }]);
    assert.equal((await stories.count(anna, "E-PATTO")).before, 2, "seen from the old protocol too");
  });

  it("is made again from the register, by its reducer too", async () => {
    assert.deepEqual((await rebuildItems(stories.db.services, BREACHES)).faults, []);
  });
});
