// Stories of decisions that only a person takes: an office for the unroutable, an uncertain message, a desk task, a gateway.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Outcome } from "../../src/domain/outcome.ts";
import { assignOffice, closeDeskTask, resolveUncertain, setGatewayState } from "../../src/services/decisions.ts";
import { reviewSummonses } from "../../src/services/receipts.ts";
import { inOffice } from "../../src/store/pools.ts";
import { SYSTEM_SUBJECT } from "../../src/store/register.ts";
import { actsOf, ADMINISTRATOR, convened, convenedRegion, MAIL, messagesOf, operatorOf, SMS } from "./fixtures/convened.ts";
import type { Convened, SentMessage } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "accepted" : outcome.refusal.code);

describe("decisions", () => {
  let database: TestDatabase;
  let people: Convened[] = [];
  const used = new Set<string>();

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 300 });
    people = await convened(database.services);
  });
  after(() => database.close());

  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await database.services.pools.worker.query(sql, values)).rows as T[];
  const sees = (office: string, caseId: string) =>
    inOffice(database.services.pools.app, office, async (db) => (await db.query("select 1 from case_file where id = $1", [caseId])).rowCount === 1);

  /** A person whose messages all became uncertain, with the task that shows it. */
  const doubtful = async (channels = 1): Promise<{ person: Convened; messages: SentMessage[] }> => {
    const person = people.find((one) => one.state === "issued" && !used.has(one.caseId) && one.channels.length === channels);
    assert.ok(person);
    used.add(person.caseId);
    await rows("update message set state = 'uncertain', failure = 'worker-lost', attempts = 3 where summons_id = $1", [person.summonsId]);
    await reviewSummonses(database.services, [person.summonsId]);
    return { person, messages: await messagesOf(database.services, person.summonsId) };
  };
  const openTasks = (caseId: string) => rows<{ id: string; kind: string }>("select id, kind from desk_task where case_id = $1 and closed_at is null", [caseId]);

  describe("an office for a case that no rule can route", () => {
    const queue = async (): Promise<string> => {
      const { rows: found } = await database.services.pools.intake.query<{ caseId: string }>(
        `select q.case_id as "caseId" from routing_queue q left join competence c on c.case_id = q.case_id where c.case_id is null order by q.case_id limit 1`,
      );
      assert.ok(found[0], "the cohort has people whom no rule can route");
      return found[0].caseId;
    };
    const assign = (caseId: string, change: Partial<Parameters<typeof assignOffice>[1]> = {}) =>
      assignOffice(database.services, { caseId, officeId: "F839C000305", reason: "domicilio presso il centro di accoglienza", actor: ADMINISTRATOR, ...change });

    it("takes it out of the queue and opens it to that office alone", async () => {
      const caseId = await queue();
      assert.equal(await sees("F839C000305", caseId), false);
      const outcome = await assign(caseId);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      assert.equal(await sees("F839C000305", caseId), true);
      assert.equal(await sees("A509C000183", caseId), false);
      assert.deepEqual(await rows("select office_id, rule from competence where case_id = $1", [caseId]), [{ office_id: "F839C000305", rule: "decision" }]);
      const last = (await actsOf(database.services, caseId)).at(-1)!;
      assert.equal(last.kind, "office-assigned");
      assert.equal(last.payload["reason"], "domicilio presso il centro di accoglienza");
      assert.equal(codeOf(await assign(caseId)), "CASO_NON_IN_CODA");
    });

    it("two people deciding at once: one decides", async () => {
      const caseId = await queue();
      const outcomes = await Promise.all([assign(caseId), assign(caseId, { officeId: "A509C000183" })]);
      assert.deepEqual(outcomes.map(codeOf).sort(), ["CASO_NON_IN_CODA", "accepted"]);
      assert.equal((await rows("select 1 from competence where case_id = $1", [caseId])).length, 1);
      const winner = outcomes.findIndex((outcome) => outcome.ok) === 0 ? "F839C000305" : "A509C000183";
      assert.deepEqual(await rows("select office_id from competence where case_id = $1", [caseId]), [{ office_id: winner }]);
    });

    it("from an office that had it: history kept, its access closed, its summons cancelled", async () => {
      const person = people.find((one) => one.state === "issued" && one.officeId !== "A509C000183" && !used.has(one.caseId))!;
      used.add(person.caseId);
      await database.services.pools.intake.query("insert into routing_queue (case_id, reason, since) values ($1, 'unknown-municipality', $2)", [person.caseId, START]);
      assert.equal(await sees(person.officeId, person.caseId), true);
      const outcome = await assign(person.caseId, { officeId: "A509C000183" });
      assert.ok(outcome.ok);
      assert.equal(await sees(person.officeId, person.caseId), false);
      assert.equal(await sees("A509C000183", person.caseId), true);
      assert.deepEqual(await rows("select state from summons where id = $1", [person.summonsId]), [{ state: "cancelled" }]);
      assert.deepEqual(await rows("select state from appointment where id = $1", [person.appointmentId]), [{ state: "released" }]);
      const history = await database.services.pools.intake.query("select office_id from competence_history where case_id = $1", [person.caseId]);
      assert.deepEqual(history.rows, [{ office_id: person.officeId }]);
      assert.deepEqual((await actsOf(database.services, person.caseId)).slice(-2).map((act) => act.kind), ["office-assigned", "summons-cancelled"]);
    });

    it("needs a reason, the Region, and an office that is open", async () => {
      const { caseId } = people.find((one) => !used.has(one.caseId))!;
      used.add(caseId);
      await database.services.pools.intake.query("insert into routing_queue (case_id, reason, since) values ($1, 'abroad', $2)", [caseId, START]);
      assert.equal(codeOf(await assign(caseId, { reason: " " })), "MOTIVO_MANCANTE");
      assert.equal(codeOf(await assign(caseId, { actor: operatorOf("F839C000305") })), "DECISIONE_REGIONALE");
      assert.equal(codeOf(await assign(caseId, { officeId: "Z999C000001" })), "SEDE_NON_ATTIVA");
      assert.equal((await database.services.pools.intake.query("select 1 from routing_queue where case_id = $1", [caseId])).rowCount, 1);
    });
  });

  describe("an uncertain message", () => {
    const resolve = (messageId: string, change: Partial<Parameters<typeof resolveUncertain>[1]> = {}) =>
      resolveUncertain(database.services, { messageId, decision: "resend", reason: "la persona dice di non averlo ricevuto", actor: ADMINISTRATOR, ...change });

    it("is sent again as the same message, before every other, and its task closes", async () => {
      const { person, messages } = await doubtful();
      assert.deepEqual((await openTasks(person.caseId)).map((task) => task.kind), ["uncertain"]);
      const outcome = await resolve(messages[0]!.id);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      const [now] = await messagesOf(database.services, person.summonsId);
      assert.deepEqual(
        { id: now!.id, state: now!.state, priority: now!.priority, failure: now!.failure, body: now!.body },
        { id: messages[0]!.id, state: "due", priority: 0, failure: null, body: messages[0]!.body },
      );
      assert.deepEqual(await openTasks(person.caseId), []);
      const last = (await actsOf(database.services, person.caseId)).at(-1)!;
      assert.deepEqual([last.kind, last.payload["decision"], last.payload["cause"]], ["uncertain-resolved", "resend", "worker-lost"]);
      assert.equal(codeOf(await resolve(messages[0]!.id)), "MESSAGGIO_NON_INCERTO");
    });

    it("is taken for sent with a note, and the task stays while another is in doubt", async () => {
      const { person, messages } = await doubtful(2);
      const office = operatorOf(person.officeId);
      assert.ok((await resolve(messages[0]!.id, { decision: "assume-sent", actor: office })).ok);
      assert.equal((await openTasks(person.caseId)).length, 1);
      assert.ok((await resolve(messages[1]!.id, { decision: "assume-sent", actor: office })).ok);
      assert.deepEqual(await openTasks(person.caseId), []);
      const now = await messagesOf(database.services, person.summonsId);
      assert.deepEqual(now.map(({ state, failure }) => [state, failure]), [["accepted", "assumed-sent"], ["accepted", "assumed-sent"]]);
    });

    it("two people deciding at once: one decides", async () => {
      const { messages } = await doubtful();
      const outcomes = await Promise.all([resolve(messages[0]!.id), resolve(messages[0]!.id, { decision: "assume-sent" })]);
      assert.deepEqual(outcomes.map(codeOf).sort(), ["MESSAGGIO_NON_INCERTO", "accepted"]);
    });

    it("another office's operator does not find it; no reason, no decision", async () => {
      const { person, messages } = await doubtful();
      const stranger = people.find((one) => one.officeId !== person.officeId)!.officeId;
      assert.equal(codeOf(await resolve(messages[0]!.id, { actor: operatorOf(stranger) })), "MESSAGGIO_NON_VISIBILE");
      assert.equal(codeOf(await resolve(messages[0]!.id, { reason: "" })), "MOTIVO_MANCANTE");
      assert.equal((await messagesOf(database.services, person.summonsId))[0]!.state, "uncertain");
    });

    it("about a past or a changed appointment it is not sent again, but may be taken for sent", async () => {
      const { person, messages } = await doubtful();
      await database.setBusinessTime(new Date(Date.parse(person.startsAt) + 1_000).toISOString());
      const late = await resolve(messages[0]!.id);
      await database.setBusinessTime(START);
      assert.equal(codeOf(late), "MESSAGGIO_SUPERATO");
      await rows("update summons set state = 'cancelled' where id = $1", [person.summonsId]);
      assert.equal(codeOf(await resolve(messages[0]!.id)), "MESSAGGIO_SUPERATO");
      assert.equal(codeOf(await resolve(messages[0]!.id, { decision: "assume-sent" })), "accepted");
    });
  });

  describe("a desk task", () => {
    it("closes with a note, once, and only in its office", async () => {
      const [task] = await rows<{ id: string; caseId: string; office: string }>(
        `select t.id, t.case_id as "caseId", c.office_id as office from desk_task t join competence c on c.case_id = t.case_id
         where t.kind = 'unreachable' and t.closed_at is null order by t.id limit 1`,
      );
      assert.ok(task);
      const close = (office: string, note = "numero nuovo dal Comune") => closeDeskTask(database.services, { taskId: task.id, note, actor: operatorOf(office) });
      assert.equal(codeOf(await close(people.find((one) => one.officeId !== task.office)!.officeId)), "ATTIVITA_NON_VISIBILE");
      assert.equal(codeOf(await close(task.office, "")), "NOTA_MANCANTE");
      assert.deepEqual((await Promise.all([close(task.office), close(task.office)])).map(codeOf).sort(), ["ATTIVITA_GIA_CHIUSA", "accepted"]);
      const last = (await actsOf(database.services, task.caseId)).at(-1)!;
      assert.deepEqual([last.kind, last.payload["note"]], ["desk-task-closed", "numero nuovo dal Comune"]);
    });

    it("of an uncertain message cannot be closed past the decision", async () => {
      const { person } = await doubtful();
      const [task] = await openTasks(person.caseId);
      const outcome = await closeDeskTask(database.services, { taskId: task!.id, note: "fatto", actor: operatorOf(person.officeId) });
      assert.equal(codeOf(outcome), "ATTIVITA_CON_MESSAGGI_INCERTI");
      assert.equal((await openTasks(person.caseId)).length, 1);
    });
  });

  describe("a gateway", () => {
    const set = (state: "open" | "paused", change: Partial<Parameters<typeof setGatewayState>[1]> = {}) =>
      setGatewayState(database.services, { gatewayId: SMS, state, reason: "manutenzione del fornitore", actor: ADMINISTRATOR, ...change });

    it("is paused without an end of its own and opened again, each with an act", async () => {
      assert.ok((await set("paused")).ok);
      assert.deepEqual(await rows("select state, state_reason, paused_until from gateway where id = $1", [SMS]), [
        { state: "paused", state_reason: "manutenzione del fornitore", paused_until: null },
      ]);
      assert.ok((await set("open")).ok);
      assert.deepEqual(await rows("select state, state_reason from gateway where id = $1", [SMS]), [{ state: "open", state_reason: null }]);
      const acts = (await actsOf(database.services, SYSTEM_SUBJECT)).filter((act) => act.kind === "gateway-state-set");
      assert.deepEqual(acts.map((act) => act.payload["state"]), ["paused", "open"]);
    });

    it("held after a restored backup is opened by nobody's word", async () => {
      await rows("update gateway set state = 'held', state_reason = 'prova' where id = $1", [MAIL]);
      assert.equal(codeOf(await set("open", { gatewayId: MAIL })), "GATEWAY_DA_RICONCILIARE");
      assert.equal(codeOf(await set("paused", { gatewayId: MAIL })), "GATEWAY_DA_RICONCILIARE");
      assert.deepEqual(await rows("select state from gateway where id = $1", [MAIL]), [{ state: "held" }]);
    });

    it("needs a reason and the Region, and has to exist", async () => {
      assert.equal(codeOf(await set("paused", { reason: "" })), "MOTIVO_MANCANTE");
      assert.equal(codeOf(await set("paused", { actor: operatorOf(people[0]!.officeId) })), "DECISIONE_REGIONALE");
      assert.equal(codeOf(await set("paused", { gatewayId: "nessuno" })), "GATEWAY_SCONOSCIUTO");
    });
  });
});
