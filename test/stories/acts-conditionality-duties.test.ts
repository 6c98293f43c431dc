// Stories of a fact that may or may not be held against a person: exempt, excluded, not told, suspended, justified; of another measure, of another year.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { countAt } from "../../src/domain/conditionality/counter.ts";
import { NASPI } from "../../src/domain/measures/naspi/parameters.ts";
import { offersOf } from "../../src/services/acts/offers.ts";
import { ada, bea, BREACHES, carla, later, OPERATOR, RC1, Stories } from "./acts-conditionality-cases.ts";
import type { PersonCase } from "./acts-conditionality-cases.ts";
import { ANNA, CIRO, MARIA, memberOf, NONNO, noticeOf } from "./fixtures/notice-rows.ts";

const NASPI_OF_ANNA = {
  cod_protocollo_inps: "INPS-NASPI-2019-0000001", dtt_domanda: "2019-06-01", dtt_rendicontazione: "2019-06-20", cod_misura: "NASPI",
};

describe("what may be held against a person", () => {
  let stories: Stories;
  let maria: PersonCase;
  let ciro: PersonCase;
  let anna: PersonCase;
  before(async () => {
    stories = await Stories.open();
    await stories.receive([noticeOf(MARIA), memberOf(MARIA, CIRO), memberOf(MARIA, NONNO), noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    await stories.receive([noticeOf(ANNA, NASPI_OF_ANNA)], "NASPI");
    [maria, ciro, anna] = [await stories.caseOf(MARIA), await stories.caseOf(CIRO), await stories.caseOf(ANNA)];
    await stories.db.setBusinessTime("2019-10-02T10:00:00.000Z");
  });
  after(() => stories.db.close());

  /** A refusal to sign the pact, told by a delivered message, but for what the story says. */
  const fact = async (of: PersonCase, happenedAt: string, change: object = {}): Promise<string> => {
    const { messageId } = await stories.called(of, later(happenedAt, -60));
    const input = { event: "E-PATTO", happenedAt, documents: ["verbale 7"], told: [messageId], count: await stories.count(of, "E-PATTO") };
    return stories.refused(of, "record-fact", { ...input, ...change });
  };

  it("a fact is refused for each thing that is missing, and then recorded", async () => {
    const tuesday = "2019-10-01T08:00:00.000Z";
    assert.equal(await fact(maria, tuesday, { event: "E-CONV" }), "NO_SUMMONS");
    assert.equal(await fact(maria, tuesday, { event: "E-PRES" }), "FORM_BREACH_KNOWN");
    assert.equal(await fact(maria, tuesday, { event: undefined }), "FORM_BREACH_KNOWN");
    assert.equal(await fact(maria, tuesday, { happenedAt: undefined }), "FORM_DATE_PLAUSIBLE");
    assert.equal(await fact(maria, tuesday, { happenedAt: "2019-10-03T08:00:00.000Z" }), "FORM_DATE_PLAUSIBLE");
    assert.equal(await fact(maria, tuesday, { happenedAt: "2019-05-01T08:00:00.000Z" }), "FORM_DATE_PLAUSIBLE");
    assert.equal(await fact(maria, tuesday, { happenedAt: "2091-10-01T08:00:00.000Z" }), "DATA_ANNO_IMPOSSIBILE");
    assert.equal(await fact(maria, tuesday, { happenedAt: "ieri" }), "CAMPO_ILLEGGIBILE");
    assert.equal(await fact(maria, tuesday, { told: [] }), "FORM_TOLD_PROVEN");
    assert.equal(await fact(maria, tuesday, { told: [randomUUID()] }), "FORM_TOLD_PROVEN");
    assert.equal(await fact(maria, tuesday, { documents: [" "] }), "FORM_EVIDENCE_ATTACHED");
    assert.equal(await fact(maria, tuesday, { count: null }), "COUNTER_SHOWN");
    assert.deepEqual(await stories.query("select 1 from dossier_item where case_id = $1", [maria.caseId]), []);
    assert.equal(await fact(maria, tuesday), "accepted");
  });

  it("a page offers to record a fact on any case, to take over an absence that waits, and says of a recorded one why it goes no further", async () => {
    const offered = async (of: PersonCase, itemId: string | null): Promise<Record<string, string | null>> => {
      const found = await offersOf(stories.db.services, stories.db.reference, of.caseId, ada(of), BREACHES);
      assert.ok(found.ok);
      const acts = found.value.find(({ item }) => (item?.id ?? null) === itemId)?.acts ?? [];
      return Object.fromEntries(acts.map(({ act, code }) => [act, code]));
    };
    assert.deepEqual(await offered(ciro, null), { "record-fact": null });
    const { summonsId } = await stories.called(ciro, "2019-09-30T08:00:00.000Z", { state: "unjustified" });
    assert.deepEqual(await offered(ciro, null), { "record-fact": null, "take-over": null });
    await stories.query("update summons set state = 'attended' where id = $1", [summonsId]);
    const recorded = await offered(maria, await itemOf(maria));
    assert.deepEqual(
      [recorded["justify"], recorded["close-justification"], recorded["propose"], recorded["approve"], recorded["withdraw"]],
      [null, "CONDIZIONALITA_JUSTIFY_TERM_OVER", "CONDIZIONALITA_STATO", "CONDIZIONALITA_STATO", "CONDIZIONALITA_CHI"],
    );
  });

  it("a message that did not arrive proves nothing, nor one of another person, nor one that came after the fact", async () => {
    const at = "2019-10-01T08:00:00.000Z";
    for (const sms of ["failed", "accepted"] as const) {
      const { messageId } = await stories.called(ciro, at, { sms });
      assert.equal(await fact(ciro, at, { told: [messageId] }), "FORM_TOLD_PROVEN", sms);
    }
    const { messageId: others } = await stories.called(maria, at);
    assert.equal(await fact(ciro, at, { told: [others] }), "FORM_TOLD_PROVEN");
    const called = await stories.called(ciro, at, { sms: "failed" });
    const late = await stories.letter(ciro, called, "2019-10-01T08:00:01.000Z");
    assert.equal(await fact(ciro, at, { told: [late] }), "FORM_TOLD_PROVEN");
    const early = await stories.letter(ciro, called, "2019-09-27T08:00:00.000Z");
    assert.equal(await fact(ciro, at, { told: [early] }), "accepted");
  });

  it("excluded on the day, by age or by the word of the platform, nobody is reported", async () => {
    const nonno = await stories.caseOf(NONNO);
    assert.equal(await fact(nonno, "2019-10-01T08:00:00.000Z"), "FORM_OBLIGED_THAT_DAY");
    const pool = stories.db.services.pools.intake;
    await pool.query("update case_fact set valid_to = '2019-09-20T08:00:00Z' where case_id = $1 and kind = 'bound'", [ciro.caseId]);
    await pool.query("insert into case_fact (case_id, kind, value, valid_from, valid_to) values ($1, 'bound', 'student', '2019-09-20T08:00:00Z', '2019-09-27T08:00:00Z')", [ciro.caseId]);
    await pool.query("insert into case_fact (case_id, kind, value, valid_from) values ($1, 'bound', 'si', '2019-09-27T08:00:00Z')", [ciro.caseId]);
    assert.equal(await fact(ciro, "2019-09-19T08:00:00.000Z"), "accepted");
    assert.equal(await fact(ciro, "2019-09-24T08:00:00.000Z"), "FORM_OBLIGED_THAT_DAY");
    assert.equal(await fact(ciro, "2019-09-30T08:00:00.000Z"), "accepted");
  });

  it("exempt on the day, learnt after the fact was recorded: it goes no further, and the database takes no report", async () => {
    const item = await itemOf(maria);
    await stories.proposed(maria, item, "2019-10-04T10:00:00.000Z");
    const count = await stories.count(maria, null, item);
    await exempt(maria, "2019-09-15", "2020-03-15");
    assert.equal(await stories.refused(maria, "approve", { count }, item, bea(maria)), "OBLIGED_THAT_DAY");
    assert.equal(await fact(maria, "2019-10-02T08:00:00.000Z"), "FORM_OBLIGED_THAT_DAY");
    await assert.rejects(insertReport(maria, item, "2019-10-01"), /exempt on 2019-10-01/);
    await assert.rejects(insertReport(maria, item, "2020-04-01"), /obligations were suspended on 2020-04-01/);
    await stories.done(maria, "withdraw", { reason: "era esonerata" }, item, carla(maria));
    assert.equal((await stories.count(ciro, "E-PATTO")).before, 3, "only what still stands");
  });

  it("on a suspended day nothing counts; a fact of before waits its hours out after it", async () => {
    await stories.db.setBusinessTime("2020-07-20T10:00:00.000Z");
    assert.equal(await fact(ciro, "2020-03-17T08:00:00.000Z"), "FORM_DAY_NOT_SUSPENDED");
    assert.equal(await fact(ciro, "2020-07-16T08:00:00.000Z"), "FORM_DAY_NOT_SUSPENDED");
    await stories.db.setBusinessTime("2020-03-16T11:00:00.000Z");
    const item = await stories.recorded(ciro, "2020-03-16T08:00:00.000Z");
    const terms = await stories.query<{ kind: string; due: string }>("select kind, due_on as due from item_term where item_id = $1 order by kind", [item]);
    assert.deepEqual(terms, [{ kind: "hold", due: "2020-07-18" }, { kind: "justify", due: "2020-07-17" }]);
    await stories.db.setBusinessTime("2020-04-20T10:00:00.000Z");
    assert.equal(await stories.refused(ciro, "close-justification", {}, item), "JUSTIFY_TERM_OVER");
  });

  it("justified by the day after, by whoever is at the desk; later only by the head of the office, with a reason", async () => {
    await stories.db.setBusinessTime("2019-10-09T10:00:00.000Z");
    const justification = { justifiedReason: "G1", toldOn: "2019-10-09", evidenceSeen: true };
    const first = await stories.recorded(ciro, "2019-10-08T08:00:00.000Z");
    assert.equal(await stories.refused(ciro, "justify", { ...justification, evidenceSeen: false }, first), "EVIDENCE_SEEN");
    assert.equal((await stories.done(ciro, "justify", justification, first)).state, "justified");
    await stories.db.setBusinessTime("2019-10-11T10:00:00.000Z");
    const second = await stories.recorded(ciro, "2019-10-08T09:00:00.000Z");
    await stories.done(ciro, "close-justification", {}, second);
    const late = { ...justification, toldOn: "2019-10-11" };
    assert.equal(await stories.refused(ciro, "justify", late, second), "TOLD_IN_TIME");
    assert.equal(await stories.refused(ciro, "justify", late, second, carla(ciro)), "TOLD_IN_TIME");
    // An impediment that lasted moves the term: told the day after its end is in time.
    const ill = { until: "2019-10-10", evidenceSeen: true };
    assert.deepEqual((await stories.done(ciro, "record-impediment", ill, second)).opened.map(({ dueOn }) => dueOn), ["2019-10-11"]);
    assert.equal((await stories.done(ciro, "justify", late, second)).state, "justified");
    const third = await stories.recorded(ciro, "2019-10-08T10:00:00.000Z");
    assert.equal((await stories.done(ciro, "justify", { ...late, reason: "ricoverato, lo attesta l’ospedale" }, third, carla(ciro))).state, "justified");
  });

  it("a message is enough for RdC and not for NASpI, which asks for a legal proof", async () => {
    const naspi = await stories.caseOf(ANNA, "NASPI");
    const absence = "2019-10-08T08:00:00.000Z";
    const [ofRdc, ofNaspi] = [await stories.called(anna, absence, { state: "unjustified" }), await stories.called(naspi, absence, { state: "unjustified" })];
    const rdc = { summonsId: ofRdc.summonsId, count: { before: 0, after: 1, step: { kind: "reduction", months: 1 } } };
    const own = { summonsId: ofNaspi.summonsId, count: countAt(NASPI, "E-CONV", 0) };
    assert.equal(await stories.refused(naspi, "take-over", own), "TOLD_PROVEN");
    assert.equal(await stories.refused(anna, "take-over", rdc), "accepted");
    await stories.letter(naspi, ofNaspi, "2019-09-30T08:00:00.000Z");
    const taken = await stories.done(naspi, "take-over", own);
    await stories.reported(naspi, taken.itemId, "2019-10-14T10:00:00.000Z");
    assert.deepEqual(await stories.reports(taken.itemId), [{ before: 0, after: 1, ended: null, version: "naspi", proof: "legal" }]);
  });

  it("the same person in NASpI and RdC is counted apart: by person in the one, by household in the other", async () => {
    const naspi = await stories.caseOf(ANNA, "NASPI");
    assert.equal(naspi.personId, anna.personId);
    assert.deepEqual(await stories.count(naspi, "E-CONV"), countAt(NASPI, "E-CONV", 1));
    assert.deepEqual(await stories.count(anna, "E-CONV"), { before: 1, after: 2, step: { kind: "reduction", months: 2 } });
    const [rdc] = await stories.query<{ id: string }>("select id from dossier_item where case_id = $1", [anna.caseId]);
    await stories.reported(anna, rdc!.id, "2019-10-15T10:00:00.000Z");
    assert.deepEqual((await stories.reports(rdc!.id)).map(({ before: number, version }) => [number, version]), [[0, "rdc-2019"]]);
    assert.equal((await stories.count(naspi, "E-CONV")).before, 1);
  });

  it("a fact of RdC looked at in 2026 is judged by the version of its grant; one of after its end by none", async () => {
    await stories.db.setBusinessTime("2026-03-02T10:00:00.000Z");
    const item = await stories.recorded(anna, "2022-03-01T08:00:00.000Z");
    await stories.reported(anna, item, "2026-03-10T10:00:00.000Z");
    assert.deepEqual((await stories.reports(item)).map(({ version }) => version), ["rdc-2019"]);
    assert.equal(await fact(anna, "2024-02-01T08:00:00.000Z"), "FORM_BREACH_KNOWN");
    // Its grant is corrected: what was recorded under one version is not carried on under another.
    const other = await stories.recorded(anna, "2022-03-02T08:00:00.000Z");
    await stories.db.services.pools.intake.query("update benefit set granted_on = '2022-01-10' where id = $1", [anna.benefitId]);
    await stories.db.setBusinessTime("2026-03-20T10:00:00.000Z");
    await stories.done(anna, "close-justification", {}, other);
    const count = await stories.count(anna, null, other);
    assert.equal(await stories.refused(anna, "propose", { link: RC1, count }, other), "VERSION_OF_GRANT");
  });

  async function itemOf(of: PersonCase): Promise<string> {
    return (await stories.query<{ id: string }>("select id from dossier_item where case_id = $1", [of.caseId]))[0]!.id;
  }

  /** An exemption as the dossier keeps it. */
  async function exempt(of: PersonCase, from: string, to: string): Promise<void> {
    const data = { code: "X3", caredId: null, periods: [{ from, to }], hours: null, evidence: null, decidedBy: "x", ceasedOn: null, endedOn: null, reason: null };
    await stories.query(
      `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
       values ($1, $2, 'esonero', 'granted', 1, $3, 'household', $4, '2019-10-04T10:00:00Z', gen_random_uuid())`,
      [randomUUID(), of.caseId, JSON.stringify(data), of.benefitId],
    );
  }

  function insertReport(of: PersonCase, itemId: string, factOn: string): Promise<unknown> {
    return stories.query(
      `insert into report (id, case_id, item_id, event, fact_on, measure_version, unit_kind, unit_id, counter_before, counter_after, proof, evidence, link_kind,
         link_id, hours_waited, operator_tax_code, proposed_by, approved_by, act_id, sent_at)
       values (gen_random_uuid(), $1, $2, 'E-PATTO', $3, 'rdc-2019', 'household', $4, 0, 1, 'delivered', '["x"]', 'first-appointment-policy', 'RC1', 49, $5,
         $6, $7, gen_random_uuid(), now())`,
      [of.caseId, itemId, factOn, of.benefitId, OPERATOR, ada(of).id, bea(of).id],
    );
  }
});
