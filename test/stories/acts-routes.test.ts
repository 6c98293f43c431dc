// Stories of an act done from a page: what may be done, its form, what would follow, doing it, doing it twice, being too late.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { ActDone, ActPreview, Dossier, FormAnswer } from "../../src/contract/acts.ts";
import type { PersonPage } from "../../src/contract/person.ts";
import { checkForm, initialValues, inputOf } from "../../src/contract/check-form.ts";
import { EXEMPTION_CODES } from "../../src/domain/measures/words.ts";
import type { FormField } from "../../src/domain/procedure/form-types.ts";
import { PROCEDURES } from "../../src/domain/procedures.ts";
import { momentOf, readFacts } from "../../src/services/acts/facts.ts";
import type { FormContext } from "../../src/services/acts/forms/form-context.ts";
import { shapeInput } from "../../src/services/acts/forms/input-shape.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { FORMS } from "../../src/services/acts/forms/forms.ts";
import { readCase } from "../../src/store/items.ts";
import { readNames } from "../../src/store/read/household-names.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { filled } from "./fixtures/filled.ts";

/** Who works at a desk of an office. */
const AT_DESK: ReadonlySet<string> = new Set(["operator", "office-manager", "second-officer"]);
/** Acts that the tables leave to a desk too, and that follow by themselves: from a renewal, and from the signature of the next pact. */
const BY_THEMSELVES: ReadonlySet<string> = new Set(["patto/carry-over", "patto/supersede"]);

/** Procedures whose forms are the same for a case where nothing has happened yet. */
const FROM_NOTHING: ReadonlySet<string> = new Set(["convocazione", "did", "esclusione", "esonero", "invio-al-comune", "vita-del-caso"]);

/** Every act that somebody at a desk may perform, by its procedure. */
const DESK_ACTS = PROCEDURES.flatMap(({ name, rows }) =>
  [...new Set(rows.filter(({ by }) => by.some((role) => AT_DESK.has(role))).map(({ act }) => act))].map((act) => ({ procedure: name, act })),
);

it("a form names only acts of its procedure", () => {
  for (const [procedure, forms] of Object.entries(FORMS)) {
    const acts = BINDINGS.get(procedure)?.procedure.acts ?? {};
    for (const act of Object.keys(forms)) assert.ok(Object.hasOwn(acts, act), `${procedure}/${act}`);
  }
});

it("every act that a desk may perform has a form, but those that follow by themselves", () => {
  const without = DESK_ACTS.filter(({ procedure, act }) => FORMS[procedure]?.[act] === undefined).map(({ procedure, act }) => `${procedure}/${act}`);
  assert.deepEqual(without, [...BY_THEMSELVES]);
});

describe("an act from a page", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let people: Convened[] = [];
  let browser: Browser;
  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 40 });
    people = await convened(database.services);
    app = await openDoor(database);
    const choices = [{ role: "operator" as const, office: people[0]!.officeId }];
    browser = await enteredAs(app, database, await addUser(database, "anna.operatrice", choices), choices);
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const dossier = async (caseId: string): Promise<Dossier> => (await browser.get(`/api/cases/${caseId}/dossier`)).json<Dossier>();
  const take = (more: object = {}): object => ({
    procedure: "did", act: "take", item: null, actId: randomUUID(), expectedVersion: null, input: { declaredOn: "2019-09-02", signed: true }, ...more,
  });

  it("the dossier says where each procedure stands, which acts may be done and why not the others, with the law", async () => {
    const { caseId } = people[0]!;
    const { items, today } = await dossier(caseId);
    assert.equal(today, "2019-09-02");
    const summons = items.find(({ procedure }) => procedure === "convocazione");
    assert.ok(summons?.item !== null && summons!.acts.some(({ allowed, reason, law }) => !allowed && reason !== null && law !== null));
    assert.ok(items.find(({ procedure }) => procedure === "did")?.acts.some(({ act, hasForm }) => act === "take" && hasForm));
  });

  it("the page brings the person and the dossier at once, and its opening is one row of the access log", async () => {
    const { caseId } = people[0]!;
    const rows = async (): Promise<number> =>
      (await database.services.pools.audit.query<{ n: number }>("select count(*)::int as n from access_log where case_id = $1", [caseId])).rows[0]!.n;
    const before = await rows();
    const { person, dossier: shown } = (await browser.get(`/api/cases/${caseId}/page`)).json<PersonPage>();
    assert.equal(person.caseId, caseId);
    assert.ok(shown.items.length > 3);
    assert.equal(await rows(), before + 1);
  });

  it("the form comes with its fields; before confirming one sees what would follow, and nothing is left of that", async () => {
    const { caseId } = people[0]!;
    const { form } = (await browser.get(`/api/cases/${caseId}/form?procedure=did&act=take`)).json<FormAnswer>();
    assert.deepEqual(initialValues(form.fields), { declaredOn: "2019-09-02", signed: false });
    const answer = await browser.post(`/api/cases/${caseId}/acts/preview`, take());
    assert.equal(answer.statusCode, 200, answer.body);
    const preview = answer.json<ActPreview>();
    assert.equal(preview.stateText, "DID resa");
    assert.equal(preview.acts[0]?.kind, "did/take");
    assert.ok((await dossier(caseId)).items.every(({ procedure, item }) => procedure !== "did" || item === null));
  });

  it("wrong fields are named, a missing signature is the law's to refuse; then it is done, once however often it is asked", async () => {
    const { caseId } = people[0]!;
    const path = `/api/cases/${caseId}/acts`;
    const wrong = await browser.post(path, take({ input: { declaredOn: "2019-09-31", signed: true, approvedBy: "me" } }));
    assert.equal(wrong.statusCode, 422);
    assert.deepEqual(wrong.json<{ fields: { field: string }[] }>().fields.map(({ field }) => field), ["declaredOn", "approvedBy"]);
    assert.equal(codeIn(await browser.post(path, take({ input: { declaredOn: "2019-09-02", signed: false } }))), "DID_SIGNED");
    const asked = take();
    const done = (await browser.post(path, asked)).json<ActDone>();
    assert.equal(done.stateText, "DID resa");
    const again = (await browser.post(path, asked)).json<ActDone>();
    assert.deepEqual([again.repeated, again.itemId, again.version], [true, done.itemId, done.version]);
    const late = await browser.post(path, take());
    assert.equal(codeIn(late), "PRATICA_GIA_APERTA");
    const stale = await browser.post(path, take({ act: "annul", item: done.itemId, expectedVersion: done.version - 1, input: { reason: "persona sbagliata" } }));
    assert.equal(codeIn(stale), "VERSIONE_CAMBIATA");
    assert.equal(stale.json<{ changed: { by: string } }>().changed.by, "anna.operatrice");
  });

  it("the Pact names who follows the person as people know them, not by their login", async () => {
    const { form } = (await browser.get(`/api/cases/${people[0]!.caseId}/form?procedure=patto&act=draft`)).json<FormAnswer>();
    const content = form.fields.find(({ name }) => name === "content");
    assert.ok(content?.kind === "group");
    assert.equal(content.fields.find(({ name }) => name === "responsible")?.initial, "Persona anna.operatrice");
  });

  it("another office's person, an unknown act and an act of the program have no form and are not done", async () => {
    const stranger = people.find(({ officeId }) => officeId !== people[0]!.officeId)!;
    assert.equal((await browser.get(`/api/cases/${stranger.caseId}/dossier`)).statusCode, 404);
    assert.equal((await browser.get(`/api/cases/${stranger.caseId}/form?procedure=did&act=take`)).statusCode, 404);
    assert.equal((await browser.post(`/api/cases/${stranger.caseId}/acts`, take())).statusCode, 404);
    const { caseId } = people[0]!;
    assert.equal(codeIn(await browser.get(`/api/cases/${caseId}/form?procedure=did&act=to-string`)), "ATTO_SENZA_MODULO");
    assert.equal(codeIn(await browser.get(`/api/cases/${caseId}/form?procedure=constructor&act=name`)), "PROCEDIMENTO_SCONOSCIUTO");
    assert.equal(codeIn(await browser.post(`/api/cases/${caseId}/acts`, take({ extra: 1 }))), "DATI_NON_VALIDI");
  });

  /** Everything that the form of an act may look at, on the first person's case. */
  const looking = async <T>(use: (context: FormContext) => Promise<T>): Promise<T> => {
    const client = await database.services.pools.worker.connect();
    try {
      const row = (await readCase(client, people[0]!.caseId))!;
      const actor = { id: "anna.operatrice", role: "operator" as const, office: people[0]!.officeId };
      const facts = await readFacts(client, row);
      const moment = momentOf({ reference: database.reference, now: await database.services.now(), actor, facts, counted: new Map() });
      return await use({ client, moment, item: null, household: await readNames(client, row.benefitId, row.caseId), documents: [], actorName: "Anna Operatrice" });
    } finally {
      client.release();
    }
  };

  it("every form, filled in as its fields ask, is accepted by the check and read by the act", () =>
    looking(async (context) => {
      for (const { procedure, act } of DESK_ACTS) {
        const make = FORMS[procedure]?.[act];
        if (make === undefined || !FROM_NOTHING.has(procedure)) continue;
        const { fields } = await make(context);
        const values = filled(fields, context.moment.today);
        const open = withoutChoices(fields);
        assert.deepEqual(checkForm(fields, values).filter(({ field }) => !open.some((name) => field.startsWith(name))), [], `${procedure}/${act}`);
        // Where there is nothing to choose from the form cannot be sent: the rest is read all the same.
        const input = Object.fromEntries(Object.entries(inputOf(fields, values)).filter(([name, value]) => value !== null || !open.includes(name)));
        const read = BINDINGS.get(procedure)!.readInput(act, shapeInput(procedure, input) as Record<string, unknown>);
        assert.ok(read.ok, `${procedure}/${act}: ${JSON.stringify(read)} ${JSON.stringify(values)}`);
      }
    }));

  it("seats come one for each hour, after the notice; reasons of exemption are those of the measure", () =>
    looking(async (context) => {
      const [seat] = (await FORMS["convocazione"]!["plan"]!(context)).fields;
      assert.ok(seat?.kind === "choice" && seat.options.length > 20 && seat.options.every(({ value }) => value.slice(value.indexOf("@") + 1) > "2019-09-03"));
      assert.equal(new Set(seat.options.map(({ value }) => value.slice(value.indexOf("@")))).size, seat.options.length);
      const [code] = (await FORMS["esonero"]!["grant"]!(context)).fields;
      assert.ok(code?.kind === "choice");
      assert.deepEqual(code.options.map(({ value }) => value), [...EXEMPTION_CODES]);
    }));
});

/** Fields of a choice for which this case has nothing to choose from. */
function withoutChoices(fields: readonly FormField[]): string[] {
  return fields.flatMap((field) => ((field.kind === "choice" || field.kind === "many" || field.kind === "document") && field.options.length === 0 ? [field.name] : []));
}
