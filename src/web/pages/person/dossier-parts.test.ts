// Parts of the dossier: which runs, what presses, which term comes first, whose act it is.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DossierItem, DossierTerm } from "../../../contract/acts.ts";
import type { Person } from "../../../contract/person.ts";
import { PROCEDURE_PAGES } from "../../texts/person.ts";
import { actsOf, nextTerm, openTerms, partsOf } from "./dossier-parts.ts";
import { linesOf } from "./summaries/row.ts";
import { SUMMARIES } from "./summaries/summaries.ts";

const item = (procedure: string, id: string, closedAt: string | null, terms: DossierTerm[] = []): DossierItem => ({
  procedure, title: procedure, terms, acts: [], counted: {},
  item: { id, state: "x", stateText: "x", version: 1, openedAt: "2019-09-02T08:00:00Z", closedAt, lastAct: "a", data: {} },
});
const term = (id: string, dueOn: string, more: Partial<DossierTerm> = {}): DossierTerm => ({
  id, kind: id, title: id, startsOn: "2019-09-01", dueOn, dueAt: null, daysLeft: 3, law: "Legge", metAt: null, expired: false, ...more,
});
const person = (more: Partial<Pick<Person, "tasks" | "terms">> = {}): Pick<Person, "tasks" | "terms"> => ({ tasks: [], terms: [], ...more });
const dossier = (...items: DossierItem[]) => ({ caseId: "c", today: "2019-09-02", items });

describe("the parts of a dossier", () => {
  it("every procedure has its part, also before anything has happened", () => {
    const parts = partsOf(dossier(), person());
    assert.equal(parts.length, 13);
    assert.ok(parts.every(({ current, pending }) => current.length === 0 && pending === 0));
  });

  it("those that run come first, newest first; where none runs, the last one stands", () => {
    const parts = partsOf(dossier(item("esonero", "1", "2019-09-03T08:00:00Z"), item("esonero", "2", null), item("esonero", "3", null)), person());
    const exempt = parts.find(({ procedure }) => procedure === "esonero");
    assert.deepEqual([exempt?.current.map((one) => one.item?.id), exempt?.earlier.map((one) => one.item?.id)], [["3", "2"], ["1"]]);
    const ended = partsOf(dossier(item("patto", "1", "2019-09-03T08:00:00Z")), person()).find(({ procedure }) => procedure === "patto");
    assert.deepEqual(ended?.current.map((one) => one.item?.id), ["1"]);
  });

  it("only the last summons runs", () => {
    const parts = partsOf(dossier(item("convocazione", "1", null), item("convocazione", "2", null)), person());
    assert.deepEqual(parts[0]?.current.map((one) => one.item?.id), ["2"]);
  });

  it("terms of the notice and of the procedures stand together by day; the first not yet drawn is the next", () => {
    const terms = openTerms(
      dossier(item("esonero", "1", null, [term("late", "2019-08-01", { expired: true, daysLeft: -32 }), term("soon", "2019-09-05"), term("met", "2019-09-03", { metAt: "x" })])),
      person({ terms: [{ kind: "T2", startsOn: "2019-08-10", dueOn: "2019-09-09", daysLeft: 7, citation: "DL", metAt: null, metBy: null }] }),
    );
    assert.deepEqual(terms.map(({ title }) => title), ["late", "soon", "Convocare entro 30 giorni"]);
    assert.equal(nextTerm(terms)?.title, "soon");
  });

  it("terms that press and tasks of the desk are pending where they belong", () => {
    const task = (kind: string, closedAt: string | null = null) => ({ id: kind, kind, reason: "x", detail: null, openedAt: "2019-09-02T08:00:00Z", closedAt });
    const parts = partsOf(
      dossier(item("esonero", "1", null, [term("soon", "2019-09-05"), term("far", "2020-01-05", { daysLeft: 120 })])),
      person({ tasks: [task("review:esonero/contest"), task("not-delivered"), task("unreachable", "2019-09-02T09:00:00Z")] }),
    );
    const pending = Object.fromEntries(parts.filter((part) => part.pending > 0).map(({ procedure, pending: count }) => [procedure, count]));
    assert.deepEqual(pending, { convocazione: 1, esonero: 2 });
  });

  it("acts written in bulk belong to their procedure", () => {
    const acts = ["summons-issued", "convocazione/move", "notice-received", "did/take", "document-judged"].map((kind) => ({ kind }));
    assert.deepEqual(actsOf("convocazione", acts).map(({ kind }) => kind), ["summons-issued", "convocazione/move"]);
    assert.deepEqual(actsOf("vita-del-caso", acts).map(({ kind }) => kind), ["notice-received"]);
  });
});

describe("what the data say", () => {
  const about = { names: new Map([["p", "Rossi Anna"]]), appointments: [] };

  it("every procedure has a summary, and an item without data says nothing", () => {
    assert.deepEqual(Object.keys(SUMMARIES), Object.keys(PROCEDURE_PAGES));
    for (const summary of Object.values(SUMMARIES)) assert.deepEqual(linesOf(summary, {}, about), []);
  });

  it("an exemption says its reason, whom it is for, its days and its proof, in words", () => {
    const data = {
      code: "X1", caredId: "p", periods: [{ from: "2019-09-02", to: "2019-12-31" }], hours: null, decidedBy: "anna", ceasedOn: null, endedOn: null, reason: null,
      evidence: { seenOn: "2019-09-02", outcome: "sufficient", expiresOn: null, seenBy: "anna" },
    };
    assert.deepEqual(linesOf(SUMMARIES["esonero"]!, data, about).map(({ value }) => value), [
      "X1, cura di un figlio con meno di tre anni", "Rossi Anna", "dal 02/09/2019 al 31/12/2019", "prova sufficiente, vista il 02/09/2019 da anna", "anna",
    ]);
  });
});
