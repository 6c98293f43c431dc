// Stories of the profile on the dossier: no DID, no profile; the questionnaire of its day; what was decided stays as it was.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ANSWERS, ASSESSMENT } from "../../src/domain/profiling/profiling.test-data.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { done, MANAGER, NONNA, OPERATOR, receiveHouseholds, refusal, trying } from "./fixtures/household.ts";
import type { Cases } from "./fixtures/household.ts";
import { ANNA, CIRO, MARIA, NONNO } from "./fixtures/notice-rows.ts";
import type { Person } from "./fixtures/notice-rows.ts";

const ASKED = { questionnaire: "quantitativa-2019", answers: ANSWERS };

describe("profiles on the dossier", () => {
  let db: TestDatabase;
  let cases: Cases;
  let tried: ReturnType<typeof trying>;

  before(async () => {
    db = await openTestDatabase();
    cases = await receiveHouseholds(db);
    tried = trying(db);
  });
  after(() => db.close());

  const act = (person: Person, name: string, input: unknown = {}, itemId: string | null = null, actor = OPERATOR) =>
    tried({ procedure: "profilazione", caseId: cases.get(person)!.caseId, itemId, act: name, input }, actor);
  const did = async (person: Person): Promise<void> => {
    done(await tried({ procedure: "did", caseId: cases.get(person)!.caseId, act: "take", input: { declaredOn: "2019-09-02", signed: true } }));
  };
  const dataOf = async (itemId: string) =>
    (await db.services.pools.worker.query<{ data: Record<string, unknown> }>("select data from dossier_item where id = $1", [itemId])).rows[0]!.data;

  it("without a DID nobody is profiled, nor is who is excluded", async () => {
    assert.equal(refusal(await act(ANNA, "request-index", ASKED)), "PROFILAZIONE_DID_GIVEN");
    assert.equal(refusal(await act(NONNO, "request-index", ASKED)), "PROFILAZIONE_PERSON_BOUND");
    await did(ANNA);
    assert.equal(refusal(await act(ANNA, "request-index", { ...ASKED, questionnaire: "quantitativa-2018" })), "PROFILAZIONE_QUESTIONNAIRE_IN_FORCE");
    assert.equal(refusal(await act(ANNA, "request-index", { ...ASKED, answers: { ...ANSWERS, province: "XX" } })), "PROFILAZIONE_ANSWERS_VALID");
    assert.equal(refusal(await act(ANNA, "request-index", { ...ASKED, answers: { ...ANSWERS, age: ["40"] } })), "CAMPO_ILLEGGIBILE");
  });

  it("asks the index, takes the answer to that request alone, and freezes all that the decision stood on", async () => {
    const asked = done(await act(ANNA, "request-index", { ...ASKED, answers: { ...ANSWERS, age: "40", inCourse: "no" } }));
    const { request } = (await dataOf(asked.itemId)) as { request: { id: string; answers: unknown } };
    assert.deepEqual(request.answers, ANSWERS, "written in one way, whatever way they came");
    const { rows } = await db.services.pools.worker.query("select kind from outbound_event where item_id = $1", [asked.itemId]);
    assert.deepEqual(rows, [{ kind: "profilazione/request-index" }]);
    const index = { requestId: request.id, value: 0.72, method: "2019-1", computedOn: "2019-09-02" };
    assert.equal(refusal(await act(ANNA, "record-index", { ...index, requestId: "altra" }, asked.itemId)), "PROFILAZIONE_INDEX_ANSWERS_REQUEST");
    assert.equal(refusal(await act(ANNA, "record-index", { ...index, value: 7 }, asked.itemId)), "PROFILAZIONE_INDEX_IN_RANGE");
    done(await act(ANNA, "record-index", index, asked.itemId));
    assert.equal(refusal(await act(ANNA, "request-index", ASKED)), "PRATICA_GIA_APERTA");
    done(await act(ANNA, "draft", ASSESSMENT, asked.itemId));
    assert.equal(done(await act(ANNA, "decide", {}, asked.itemId)).state, "decided");
    const before = (await dataOf(asked.itemId))["decided"] as Record<string, unknown>;
    assert.deepEqual([before["number"], before["decidedOn"], before["decidedBy"], before["outcome"]], [1, START.slice(0, 10), OPERATOR.id, "pact"]);
    // Made again: a second profile, and the first stays as it was decided.
    done(await act(ANNA, "redo", { reason: "ha finito un corso" }, asked.itemId));
    const again = done(await act(ANNA, "request-index", ASKED));
    assert.equal((await dataOf(again.itemId))["number"], 2);
    assert.deepEqual((await dataOf(asked.itemId))["decided"], before);
  });

  it("goes on without an index only by the head of the office, and leads to the municipality only with its reasons", async () => {
    await did(MARIA);
    const asked = done(await act(MARIA, "request-index", ASKED));
    assert.equal(refusal(await act(MARIA, "go-on-without-index", { reason: "servizio fermo" }, asked.itemId)), "PROFILAZIONE_CHI");
    done(await act(MARIA, "go-on-without-index", { reason: "servizio fermo da tre giorni" }, asked.itemId, MANAGER));
    const outcome = (reasons?: string) => ({
      ...ASSESSMENT, answers: { ...ASSESSMENT.answers, outcome: "municipal-services", ...(reasons === undefined ? {} : { reasons }) },
    });
    done(await act(MARIA, "draft", outcome(), asked.itemId));
    assert.equal(refusal(await act(MARIA, "decide", {}, asked.itemId)), "PROFILAZIONE_OUTCOME_REASONED");
    done(await act(MARIA, "draft", outcome("bisogni sociali prevalenti"), asked.itemId));
    done(await act(MARIA, "decide", {}, asked.itemId));
  });

  it("whoever is exempt meanwhile is not profiled; two operators at once decide once", async () => {
    await did(CIRO);
    const asked = done(await act(CIRO, "request-index", ASKED));
    const { request } = (await dataOf(asked.itemId)) as { request: { id: string } };
    done(await act(CIRO, "record-index", { requestId: request.id, value: 0.5, method: "2019-1", computedOn: "2019-09-02" }, asked.itemId));
    const drafts = await Promise.all(
      [OPERATOR, MANAGER].map((actor) =>
        tried({ procedure: "profilazione", caseId: cases.get(CIRO)!.caseId, itemId: asked.itemId, act: "draft", input: ASSESSMENT, expectedVersion: 2 }, actor),
      ),
    );
    assert.deepEqual(drafts.map(refusal).toSorted(), ["VERSIONE_CAMBIATA", "accepted"]);
    const grant = { code: "X3", from: "2019-09-02", to: "2019-12-31", evidence: { seenOn: "2019-09-02", outcome: "sufficient", expiresOn: "2019-12-31" } };
    done(await tried({ procedure: "esonero", caseId: cases.get(CIRO)!.caseId, act: "grant", input: grant }));
    assert.equal(refusal(await act(CIRO, "decide", {}, asked.itemId)), "PROFILAZIONE_NOT_EXCLUDED_OR_EXEMPT");
    assert.equal(refusal(await act(NONNA, "close", { reason: "prova" })), "PROFILAZIONE_STATO");
  });

  it("is made again from the register, by its reducer too", async () => {
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
  });
});
