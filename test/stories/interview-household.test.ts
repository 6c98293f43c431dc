// The household in the interview: two carers and one small child, who holds the exemption, what the measure allows, and the refusal with its law.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { Interview } from "../../src/contract/interview.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { BIMBO, OFFICE, receiveHouseholds } from "./fixtures/household.ts";
import type { Cases } from "./fixtures/household.ts";
import { CIRO, MARIA } from "./fixtures/notice-rows.ts";

describe("il nucleo nel colloquio", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let cases: Cases;
  let browser: Browser;
  before(async () => {
    database = await openTestDatabase();
    cases = await receiveHouseholds(database);
    app = await openDoor(database);
    const choices = [{ role: "operator" as const, office: OFFICE }];
    browser = await enteredAs(app, database, await addUser(database, "anna", choices), choices);
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const read = async (caseId: string): Promise<Interview> => {
    const answer = await browser.get(`/api/cases/${caseId}/interview`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<Interview>();
  };
  const grant = (caseId: string, caredId: string, today: string) =>
    browser.post(`/api/cases/${caseId}/acts`, {
      procedure: "esonero",
      act: "grant",
      item: null,
      actId: randomUUID(),
      expectedVersion: null,
      input: {
        code: "X1",
        caredId,
        from: today,
        to: "2020-03-01",
        hours: null,
        evidence: { seenOn: today, outcome: "sufficient", expiresOn: null },
      },
    });

  it("ogni componente è mostrato con ciò che lo riguarda: il bambino è minorenne, gli altri possono chiedere", async () => {
    const { members, limits } = await read(cases.get(MARIA)!.caseId);
    assert.equal(members.length, 4);
    assert.match(members[0]!.name, /ESPOSITO|MARIA/);
    const child = members.find(({ caseId }) => caseId === cases.get(BIMBO)!.caseId)!;
    assert.ok(
      child.exclusions.some(({ title, law }) => title === "minorenne" && law !== null),
      JSON.stringify(child.exclusions),
    );
    const care = limits.find(({ code }) => code === "X1")!;
    assert.deepEqual([care.limit, care.holders, care.full], ["un solo componente per nucleo", [], false]);
  });

  it("concesso all’una, il limite è pieno e dice a chi; all’altro è rifiutato con la norma, e per la prima il percorso si ferma", async () => {
    const { today } = await read(cases.get(MARIA)!.caseId);
    const child = cases.get(BIMBO)!.personId;
    const granted = await grant(cases.get(MARIA)!.caseId, child, today);
    assert.equal(granted.statusCode, 200, granted.body);
    const seen = await read(cases.get(CIRO)!.caseId);
    const care = seen.limits.find(({ code }) => code === "X1")!;
    assert.ok(care.full);
    assert.match(care.holders[0]!, /fino al 01\/03\/2020/);
    const refused = await grant(cases.get(CIRO)!.caseId, child, today);
    assert.equal(codeIn(refused), "ESONERO_LIMIT_FREE");
    assert.match(refused.json<{ citation: string }>().citation, /88\/CU|4\/2019|Accordo/);
    const mother = await read(cases.get(MARIA)!.caseId);
    assert.ok(mother.ways.find(({ way }) => way === "exempt")!.taken);
    assert.equal(mother.steps.find(({ step }) => step === "pact")!.state, "closed");
    assert.equal(seen.steps.find(({ step }) => step === "did")!.state, "todo", "the other carer walks on");
  });
});
