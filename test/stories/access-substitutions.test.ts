// Story: standing in for somebody. Given by a third, for days to come; who stands in acts in their own name, for another; and approves nothing of either.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { PersonAccesses, Substitutions } from "../../src/contract/access.ts";
import type { Session } from "../../src/contract/session.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { choicesOf } from "../../src/store/sessions-users.ts";
import { substitutionsOf } from "../../src/store/substitutions.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";

describe("Sostituzioni", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let call: Convened;
  let other: Convened;
  let substituteId: string;
  const browsers = new Map<string, Browser>();
  const as = (login: string): Browser => browsers.get(login)!;
  const enter = async (login: string, role: string, office: string | null, userId?: string): Promise<void> => {
    const choices = [{ role, office }];
    browsers.set(login, await enteredAs(app, database, userId ?? (await addUser(database, login, choices)), choices));
  };

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 60 });
    const calls = await convened(database.services);
    call = calls[0]!;
    other = calls.find((one) => one.officeId !== call.officeId)!;
    app = await openDoor(database);
    await enter("amministratrice", "administrator", null);
    await enter("revisore", "auditor", null);
    await enter("bianchi", "office-manager", call.officeId);
    await enter("verdi", "operator", call.officeId);
    await enter("neri", "office-manager", other.officeId);
    substituteId = await addUser(database, "rossi", [{ role: "operator", office: other.officeId }]);
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const draft = (over: object = {}): object => ({
    absent: "bianchi", substitute: "rossi", role: "office-manager", office: call.officeId, from: "2019-09-02", to: "2019-09-06", reason: "ferie estive", ...over,
  });
  const give = (who: string, over: object = {}): Promise<string> => as(who).post("/api/substitutions", draft(over)).then(codeIn);
  const listed = async (who: string): Promise<Substitutions["rows"]> => (await as(who).get("/api/substitutions")).json<Substitutions>().rows;

  it("is given by the manager of the office or the administrator, and never by one of the two", async () => {
    assert.equal(await give("verdi"), "PERMESSO_MANCANTE");
    assert.equal(await give("revisore"), "PERMESSO_MANCANTE");
    assert.equal(await give("bianchi"), "SOSTITUZIONE_PROPRIA");
    assert.equal(await give("neri"), "SOSTITUZIONE_ALTRA_SEDE");
    assert.equal(await give("amministratrice", { from: "2019-09-01" }), "SOSTITUZIONE_NEL_PASSATO");
    assert.equal(await give("amministratrice", { substitute: "nessuno" }), "UTENTE_SCONOSCIUTO");
    assert.equal(await give("amministratrice", { office: "X000C000000" }), "SEDE_SCONOSCIUTA");
    assert.equal(await give("amministratrice", { from: "2019-02-30" }), "DATI_NON_VALIDI");
    assert.equal(await give("amministratrice"), "200");
    assert.equal(await give("amministratrice", { absent: "verdi", from: "2019-09-06", to: "2019-09-09" }), "SOSTITUZIONE_DOPPIA");
    assert.equal(await give("bianchi", { absent: "verdi", role: "operator", from: "2019-09-09", to: "2019-09-10" }), "200");
  });

  it("is seen by the office it is of, by the administrator and by the auditor", async () => {
    assert.equal((await listed("bianchi")).length, 2);
    assert.equal((await listed("amministratrice")).length, 2);
    assert.equal((await listed("revisore")).length, 2);
    assert.deepEqual(await listed("neri"), []);
    assert.equal((await as("verdi").get("/api/substitutions")).statusCode, 403);
    const first = (await listed("bianchi")).find((row) => row.absent === "bianchi");
    assert.deepEqual([first?.absentName, first?.substituteName, first?.givenBy], ["Persona bianchi", "Persona rossi", "amministratrice"]);
  });

  it("gives its role on its days, and on no other", async () => {
    const { login } = database.services.pools;
    const rolesOn = async (instant: string): Promise<string[]> => {
      await database.setBusinessTime(instant);
      return (await choicesOf(login, substituteId)).map(({ role, office }) => `${role}@${office}`).toSorted();
    };
    const own = `operator@${other.officeId}`;
    assert.deepEqual(await rolesOn("2019-09-06T21:59:00.000Z"), [`office-manager@${call.officeId}`, own]);
    assert.deepEqual(await rolesOn("2019-09-06T22:00:00.000Z"), [own]);
    assert.deepEqual(await rolesOn("2019-09-09T08:00:00.000Z"), [own, `operator@${call.officeId}`].toSorted());
    assert.deepEqual((await substitutionsOf(login, "rossi", "2019-09-02")).map((one) => one.absent), ["bianchi"]);
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("who stands in is written with their own name, for whom they stand in", async () => {
    await enter("rossi", "office-manager", call.officeId, substituteId);
    assert.equal((await as("rossi").get("/api/session")).json<Session>().standsInFor, "Persona bianchi");
    assert.equal((await as("bianchi").get("/api/session")).json<Session>().standsInFor, null);
    assert.equal((await as("rossi").get(`/api/cases/${call.caseId}`)).statusCode, 200);
    assert.equal((await as("bianchi").get(`/api/cases/${call.caseId}`)).statusCode, 200);
    const { rows } = (await as("bianchi").get(`/api/cases/${call.caseId}/accesses`)).json<PersonAccesses>();
    assert.deepEqual(rows.slice(0, 2).map(({ actor, onBehalfOf }) => [actor, onBehalfOf]), [["bianchi", null], ["rossi", "bianchi"]]);
    const task = await database.services.pools.worker.query<{ id: string }>(
      "insert into desk_task (id, case_id, kind, reason, opened_at) values (gen_random_uuid(), $1, 'prova', 'prova', now()) returning id", [call.caseId],
    );
    const closed = await as("rossi").post(`/api/desk-tasks/${task.rows[0]!.id}/close`, { note: "sentita al telefono" });
    assert.equal(closed.statusCode, 200, closed.body);
    const { acts } = (await as("bianchi").get(`/api/cases/${call.caseId}`)).json<{ acts: { actor: string }[] }>();
    assert.equal(acts[0]?.actor, "rossi per conto di bianchi");
    assert.deepEqual((await verifyRegister(database.services)).faults, [], "and the chain holds");
    await enter("rossi", "operator", other.officeId, substituteId);
    await as("rossi").get(`/api/cases/${other.caseId}`);
    const { rows: at } = (await as("neri").get(`/api/cases/${other.caseId}/accesses`)).json<PersonAccesses>();
    assert.deepEqual([at[0]?.actor, at[0]?.onBehalfOf], ["rossi", null], "in their own office they act for nobody");
  });

  it("nobody approves what is their own, nor what is of whom they stand in for: the database refuses it", async () => {
    const { worker } = database.services.pools;
    const item = async (proposedBy: string): Promise<string> => {
      const { rows } = await worker.query<{ id: string }>(
        `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
         values (gen_random_uuid(), $1, 'prova', 'proposed', 1, jsonb_build_object('proposedBy', $2::text, 'approvedBy', null), 'household', $3, now(), gen_random_uuid()) returning id`,
        [call.caseId, proposedBy, call.benefitId],
      );
      return rows[0]!.id;
    };
    const approve = async (proposedBy: string, approvedBy: string): Promise<string> =>
      worker.query(
        `update dossier_item set data = data || jsonb_build_object('approvedBy', $2::text), version = 2, last_act = gen_random_uuid() where id = $1`,
        [await item(proposedBy), approvedBy],
      ).then(() => "done", (error: { constraint?: string }) => error.constraint ?? "other");
    assert.equal(await approve("verdi", "verdi"), "approver_is_another");
    assert.equal(await approve("bianchi", "rossi"), "approver_is_another");
    assert.equal(await approve("rossi", "bianchi"), "approver_is_another");
    assert.equal(await approve("verdi", "rossi"), "done");
    assert.equal(await approve("verdi", "bianchi"), "done");
    await database.setBusinessTime("2019-09-07T08:00:00.000Z");
    assert.equal(await approve("bianchi", "rossi"), "done", "when it is over they are two again");
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
    const report = (proposed: string, approved: string): Promise<string> =>
      item("verdi").then((id) => worker.query(
        `insert into report (id, case_id, item_id, event, fact_on, measure_version, unit_kind, unit_id, counter_before, counter_after, proof, evidence, link_kind, link_id,
           hours_waited, operator_tax_code, proposed_by, approved_by, act_id, sent_at)
         values (gen_random_uuid(), $1, $2, 'E-CONV', '2019-09-02', 'rdc-2019', 'household', $3, 0, 1, 'delivered', '["ricevuta"]', 'first-appointment-policy', 'prova',
           48, 'X', $4, $5, gen_random_uuid(), now())`,
        [call.caseId, id, call.benefitId, proposed, approved],
      )).then(() => "done", (error: { constraint?: string; message: string }) => error.constraint ?? error.message);
    assert.equal(await report("bianchi", "rossi"), "approver_is_another");
    assert.equal(await report("verdi", "rossi"), "done");
  });

  it("two substitutes of the same person are one body, and so is who stood in when it was proposed", async () => {
    const { worker } = database.services.pools;
    await addUser(database, "gialli", [{ role: "operator", office: call.officeId }]);
    assert.equal(await give("amministratrice", { substitute: "gialli", from: "2019-09-04", to: "2019-09-10" }), "200");
    const approve = async (proposedBy: string, openedAt: string, approvedBy: string): Promise<string> => {
      const { rows } = await worker.query<{ id: string }>(
        `insert into dossier_item (id, case_id, procedure, state, version, data, unit_kind, unit_id, opened_at, last_act)
         values (gen_random_uuid(), $1, 'prova', 'proposed', 1, jsonb_build_object('proposedBy', $2::text, 'approvedBy', null), 'household', $3, $4, gen_random_uuid()) returning id`,
        [call.caseId, proposedBy, call.benefitId, openedAt],
      );
      return worker.query(
        `update dossier_item set data = data || jsonb_build_object('approvedBy', $2::text), version = 2, last_act = gen_random_uuid() where id = $1`,
        [rows[0]!.id, approvedBy],
      ).then(() => "done", (error: { constraint?: string }) => error.constraint ?? "other");
    };
    await database.setBusinessTime("2019-09-04T08:00:00.000Z");
    assert.equal(await approve("rossi", "2019-09-04T07:00:00Z", "gialli"), "approver_is_another", "both stand in for bianchi");
    await database.setBusinessTime("2019-09-09T08:00:00.000Z");
    assert.equal(await approve("rossi", "2019-09-05T07:00:00Z", "bianchi"), "approver_is_another", "rossi stood in when it was proposed");
    assert.equal(await approve("rossi", "2019-09-05T07:00:00Z", "gialli"), "approver_is_another", "one after the other, for the same person");
    assert.equal(await approve("rossi", "2019-09-09T07:00:00Z", "bianchi"), "done", "what rossi proposes afterwards is rossi's own");
    assert.equal(await approve("verdi", "2019-09-05T07:00:00Z", "gialli"), "done");
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("the session of who stands in ends with the last day, at the first click after it; one's own role goes on", async () => {
    await enter("rossi", "office-manager", call.officeId, substituteId);
    assert.equal((await as("rossi").get("/api/session")).statusCode, 200);
    await database.setBusinessTime("2019-09-07T08:00:00.000Z");
    assert.equal(await as("rossi").get("/api/session").then(codeIn), "ACCESSO_NECESSARIO");
    const { rows } = await database.services.pools.login.query<{ detail: string }>("select detail from login_event where kind = 'role-over' and actor = 'rossi'");
    assert.deepEqual(rows, [{ detail: `office-manager@${call.officeId}` }]);
    await enter("rossi", "operator", other.officeId, substituteId);
    assert.equal((await as("rossi").get("/api/session")).statusCode, 200);
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("is ended before its time from the next day on, and what it was stays", async () => {
    const id = (await listed("bianchi")).find((row) => row.absent === "bianchi" && row.substitute === "rossi")!.id;
    const end = (who: string, body: object = { reason: "rientrata prima" }): Promise<string> => as(who).post(`/api/substitutions/${id}/end`, body).then(codeIn);
    assert.equal(await end("verdi"), "PERMESSO_MANCANTE");
    assert.equal(await end("neri"), "SOSTITUZIONE_ASSENTE");
    assert.equal(await end("bianchi", { reason: "" }), "DATI_NON_VALIDI");
    assert.equal(await end("bianchi"), "200");
    assert.equal(await end("bianchi"), "SOSTITUZIONE_FINITA");
    const { login, control } = database.services.pools;
    assert.equal((await substitutionsOf(login, "rossi", "2019-09-02")).length, 1);
    assert.equal((await substitutionsOf(login, "rossi", "2019-09-03")).length, 0);
    assert.equal(await give("amministratrice", { from: "2019-09-03" }), "200", "the days that are free again can be given anew");
    await assert.rejects(control.query("update substitution set ended_from = ended_from - 1, ended_by = 'x', ended_reason = 'x'"), { code: "23514" });
    await assert.rejects(control.query("update substitution set substitute = 'altri'"), { code: "42501" });
    await assert.rejects(control.query("delete from substitution"), { code: "42501" });
  });
});
