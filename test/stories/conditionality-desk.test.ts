// Stories of the desk of conditionality: from an absence to the report, each step by the hand it belongs to, with the evidence on the page.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { ActDone, FormAnswer } from "../../src/contract/acts.ts";
import { checkForm, initialValues, inputOf } from "../../src/contract/check-form.ts";
import type { FactPage, Facts } from "../../src/contract/conditionality.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { formOf } from "../../src/services/acts/form-of.ts";
import { FORMS } from "../../src/services/acts/forms/forms.ts";
import { recordTaxCode } from "../../src/services/identity/users.ts";
import { ada, bea, OPERATOR, Stories } from "./acts-conditionality-cases.ts";
import type { PersonCase } from "./acts-conditionality-cases.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { filled } from "./fixtures/fill.ts";
import { ANNA, CIRO, MARIA, memberOf, noticeOf } from "./fixtures/notice-rows.ts";

type Role = "operator" | "second-officer" | "office-manager";
const DESK = new Set(["operator", "office-manager", "second-officer"]);

describe("the desk of conditionality", () => {
  let stories: Stories;
  let app: FastifyInstance;
  let maria: PersonCase;
  let ciro: PersonCase;
  let anna: PersonCase;
  let operator: Browser;
  let second: Browser;
  let stranger: Browser;

  before(async () => {
    stories = await Stories.open();
    await stories.receive([noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    [maria, ciro, anna] = await Promise.all([MARIA, CIRO, ANNA].map((person) => stories.caseOf(person))) as [PersonCase, PersonCase, PersonCase];
    app = await openDoor(stories.db);
    const enter = async (login: string, role: Role, office: string, also: readonly Role[] = []): Promise<Browser> => {
      const choices = [{ role, office }, ...also.map((each) => ({ role: each, office }))];
      return enteredAs(app, stories.db, await addUser(stories.db, login, choices), choices);
    };
    operator = await enter("ada.operatrice", "operator", maria.officeId, ["second-officer"]);
    second = await enter("bea.seconda", "second-officer", maria.officeId);
    const [other] = await stories.query<{ id: string }>("select id from office where id <> $1 order by id limit 1", [maria.officeId]);
    stranger = await enter("carla.altrove", "operator", other!.id);
  });
  after(async () => {
    await app.close();
    await stories.db.close();
  });

  const at = (instant: string): Promise<void> => stories.db.setBusinessTime(instant);
  const list = async (name: string, browser = operator): Promise<Facts> => (await browser.get(`/api/conditionality?list=${name}`)).json<Facts>();
  const fact = async (of: PersonCase, what: string, id: string, browser = operator): Promise<FactPage> => {
    const answer = await browser.get(`/api/cases/${of.caseId}/conditionality?what=${what}&id=${id}`);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<FactPage>();
  };
  /** The form as it opens, with these fields filled in. */
  const act = async (browser: Browser, of: PersonCase, name: string, item: string | null, more: object = {}) => {
    const query = `procedure=condizionalita&act=${name}${item === null ? "" : `&item=${item}`}`;
    const answer = await browser.get(`/api/cases/${of.caseId}/form?${query}`);
    assert.equal(answer.statusCode, 200, answer.body);
    const { form } = answer.json<FormAnswer>();
    const input = inputOf(form.fields, { ...initialValues(form.fields), ...more });
    return browser.post(`/api/cases/${of.caseId}/acts`, { procedure: "condizionalita", act: name, item, actId: randomUUID(), expectedVersion: null, input });
  };
  const done = async (...asked: Parameters<typeof act>): Promise<ActDone> => {
    const answer = await act(...asked);
    assert.equal(answer.statusCode, 200, `${asked[2]}: ${answer.body}`);
    return answer.json<ActDone>();
  };
  let item = "";

  it("an absence closed as unjustified waits in the list; its page shows what was sent, when, and what it proves", async () => {
    await at("2019-10-02T10:00:00.000Z");
    const { summonsId, messageId } = await stories.called(maria, "2019-10-01T08:00:00.000Z", { state: "unjustified" });
    await stories.query(
      "insert into message_content (message_id, sender, subject, body, digest) values ($1, 'CPICampania', null, 'Si presenti martedì 1 ottobre alle 10.', '\\x00')", [messageId],
    );
    await stories.query("insert into receipt (gateway_id, message_id, status, at) values ('sms-prova', $1, 'delivered', '2019-09-21T09:30:00Z')", [messageId]);
    const { rows, counts } = await list("to-judge");
    assert.deepEqual(rows.map(({ what, id, stateText }) => [what, id, stateText]), [["absence", summonsId, "Assenza ingiustificata, da aprire"]]);
    assert.equal(counts["to-judge"], 1);
    const page = await fact(maria, "absence", summonsId);
    assert.deepEqual([page.title, page.count?.before, page.count?.after, page.proof.enough], ["Mancata presentazione alla convocazione", 0, 1, true]);
    const [telling] = page.tellings;
    assert.deepEqual(
      [telling?.text, telling?.channel, telling?.recipient, telling?.deliveredAt, telling?.strength, telling?.enough],
      ["Si presenti martedì 1 ottobre alle 10.", "SMS", "+393331234567", "2019-09-21T09:30:00.000Z", "ricevuta di consegna", true],
    );
    assert.match(page.count!.text, /^Per il nucleo non c’è nessun fatto .* riduzione di una mensilità\.$/);
    assert.equal((await stranger.get(`/api/cases/${maria.caseId}/conditionality?what=absence&id=${summonsId}`)).statusCode, 404);
    assert.equal((await list("to-judge", stranger)).rows.length, 0);
    const log = await stories.db.services.pools.retention.query("select 1 from access_log where action = 'conditionality-fact' and case_id = $1", [maria.caseId]);
    assert.equal(log.rowCount, 1);
  });

  it("taken up by a person it waits its hours; only then is it proposed, with the count that was shown", async () => {
    item = (await done(operator, maria, "take-over", null)).itemId;
    const early = await act(operator, maria, "propose", item, { link: { kind: "first-appointment-policy", id: "RC1" } });
    assert.equal(codeIn(early), "CONDIZIONALITA_HOLD_OVER");
    await at("2019-10-04T10:00:00.000Z");
    const [row] = (await list("to-judge")).rows;
    assert.deepEqual([row?.what, row?.deadline?.title], ["fact", "Segnalazione (T7)"]);
    assert.equal((await done(operator, maria, "propose", item)).state, "proposed");
    assert.equal((await list("to-judge")).rows.length, 0);
    const [waiting] = (await list("approval", second)).rows;
    assert.deepEqual([waiting?.id, waiting?.proposedBy], [item, "ada.operatrice"]);
  });

  it("who proposed does not approve, a substitute neither; a second officer does, or sends it back", async () => {
    assert.equal(codeIn(await act(operator, maria, "approve", item)), "CONDIZIONALITA_CHI");
    const { rows: [user] } = await stories.db.services.pools.login.query<{ id: string }>("select id from app_user where login = 'ada.operatrice'");
    const asSecond = await enteredAs(app, stories.db, user!.id, [{ role: "second-officer", office: maria.officeId }]);
    assert.equal(codeIn(await act(asSecond, maria, "approve", item)), "CONDIZIONALITA_NOT_OWN");
    assert.equal((await done(second, maria, "send-back", item, { reason: "rileggere il recapito" })).state, "held");
    await done(operator, maria, "propose", item);
    assert.equal((await done(second, maria, "approve", item)).state, "approved");
  });

  it("it leaves with the tax code of whoever sends it, from their own record; without one it does not leave", async () => {
    assert.equal(codeIn(await act(operator, maria, "send-report", item)), "CONDIZIONALITA_OPERATOR_IDENTIFIED");
    const forged = await operator.post(`/api/cases/${maria.caseId}/acts`, {
      procedure: "condizionalita", act: "send-report", item, actId: randomUUID(), expectedVersion: null, input: { operatorTaxCode: OPERATOR },
    });
    assert.equal(forged.statusCode, 422, "a form cannot bring another one");
    assert.ok((await recordTaxCode(stories.db.services.pools.login, "ada.operatrice", OPERATOR, "prova")).ok);
    assert.equal((await done(operator, maria, "send-report", item)).state, "reported");
    const page = await fact(maria, "fact", item);
    assert.deepEqual([page.report?.operatorTaxCode, page.window?.open], [OPERATOR, true]);
    assert.deepEqual(page.hands.map(({ by }) => by), ["ada.operatrice", "ada.operatrice", "bea.seconda", "ada.operatrice"]);
    assert.equal(page.history[0]?.act, "Apre sull’assenza ingiustificata a una convocazione");
    assert.equal((await list("window")).rows[0]?.deadline?.title, "Annullamento della segnalazione (T8)");
  });

  it("the household's next absence counts one more; past the window nothing is cancelled any more", async () => {
    const other = await stories.called(ciro, "2019-10-03T08:00:00.000Z", { state: "unjustified" });
    const page = await fact(ciro, "absence", other.summonsId);
    assert.deepEqual([page.count?.before, page.count?.after, page.count?.step], [1, 2, "riduzione di 2 mensilità"]);
    assert.deepEqual(page.household.map(({ caseId }) => caseId), [maria.caseId]);
    const { window } = await fact(maria, "fact", item);
    await at(new Date(Date.parse(window!.closesAt) + 60_000).toISOString());
    assert.equal((await fact(maria, "fact", item)).window?.open, false);
    assert.equal(codeIn(await act(second, maria, "cancel-report", item, { reason: "era presente" })), "CONDIZIONALITA_CANCEL_WINDOW_OPEN");
    assert.equal((await done(operator, maria, "record-answer", item, { answer: "reduction", months: 1 })).state, "applied");
    assert.equal((await list("closed")).rows[0]?.id, item);
  });

  it("a fact is recorded from the page: tellings and count are chosen, never typed; justified with its paper it ends there", async () => {
    await at("2019-11-05T10:00:00.000Z");
    const { messageId } = await stories.called(anna, "2019-11-04T08:00:00.000Z");
    const { form } = (await operator.get(`/api/cases/${anna.caseId}/form?procedure=condizionalita&act=record-fact`)).json<FormAnswer>();
    const told = form.fields.find(({ name }) => name === "told");
    assert.ok(told?.kind === "many" && told.options.some(({ value, label }) => value === messageId && label.startsWith("SMS: ricevuto il")));
    const values = { event: "E-PATTO", happenedAt: "2019-11-04T08:01:00.000Z", documents: ["verbale 7"], told: [messageId] };
    const opened = await done(operator, anna, "record-fact", null, values);
    assert.deepEqual([(await list("justifications")).rows.map(({ id }) => id), opened.state], [[opened.itemId], "may-justify"]);
    const justified = { justifiedReason: "G1", toldOn: "2019-11-05", evidenceSeen: true };
    assert.equal((await done(operator, anna, "justify", opened.itemId, justified)).state, "justified");
    assert.equal((await fact(anna, "fact", opened.itemId)).justification?.toldOn, "2019-11-05");
  });

  it("every act that a desk may do has a form, and one filled in is read by the act", async () => {
    const binding = BINDINGS.get("condizionalita")!;
    const acts = new Set(binding.procedure.rows.filter(({ by }) => by.some((role) => DESK.has(role))).map(({ act: name }) => name));
    for (const name of acts) {
      assert.ok(FORMS["condizionalita"]?.[name] !== undefined, `${name} has no form`);
      const form = await formOf(stories.db.services, stories.db.reference, { caseId: maria.caseId, procedure: "condizionalita", act: name, itemId: item }, name === "approve" ? bea(maria) : ada(maria));
      assert.ok(form.ok, `${name}: ${JSON.stringify(form)}`);
      const values = filled(form.value.fields, "2019-11-05");
      const isEmpty = form.value.fields.some((field) => field.kind === "choice" && field.required && field.options.length === 0);
      if (!isEmpty) assert.deepEqual(checkForm(form.value.fields, values), [], name);
      assert.ok(isEmpty || binding.readInput(name, inputOf(form.value.fields, values)).ok, `${name}: ${JSON.stringify(values)}`);
    }
  });

  it("two hundred facts are listed a page at a time, nearest term first, within what a page may wait", async () => {
    const values = [anna.caseId, anna.benefitId];
    await stories.query(
      `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
       select gen_random_uuid(), $1, 'condizionalita', 'held', 1, jsonb_build_object('event', 'E-POL', 'happenedOn', '2019-11-04', 'summonsId', null),
         'household', $2, now(), gen_random_uuid() from generate_series(1, 200)`, values,
    );
    await stories.query(
      `insert into item_term (id, case_id, item_id, procedure, kind, clock, starts_on, amount, unit, suspended, due_on, opened_at, opened_by)
       select gen_random_uuid(), $1, id, 'condizionalita', 'report', 'report', '2019-11-05', 10, 'working-days', false,
         date '2019-11-10' + (row_number() over (order by id))::int % 40, now(), gen_random_uuid()
       from dossier_item where case_id = $1 and unit_id = $2 and state = 'held'`, values,
    );
    await list("to-judge");
    const from = performance.now();
    const first = await list("to-judge");
    const took = performance.now() - from;
    assert.ok(took < 300, `${took} ms`);
    assert.deepEqual([first.rows.length, first.counts["to-judge"]! >= 200], [50, true]);
    const due = first.rows.flatMap(({ deadline }) => (deadline === null ? [] : [deadline.dueOn]));
    assert.deepEqual(due, due.toSorted());
    const next = (await operator.get(`/api/conditionality?list=to-judge&cursor=${first.next}`)).json<Facts>();
    assert.ok(next.rows.every(({ id }) => first.rows.every((row) => row.id !== id)));
  });
});
