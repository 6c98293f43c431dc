// Stories of what comes back by SMS: the word that is understood, the one that is not, the number of a family, STOP, and gateways that repeat themselves.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { queueReminders } from "../../src/services/reminders.ts";
import { resumeIncoming } from "../../src/services/replies/incoming.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { startSmsGateway } from "../../src/simulator/sms-gateway.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { actsOf, convened, convenedRegion, messagesOf, SMS } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { openDoor } from "./fixtures/door.ts";

interface Phone extends Convened {
  readonly mobile: string;
  readonly persons: number;
}

describe("answering by SMS", () => {
  let db: TestDatabase;
  let app: FastifyInstance;
  let people: Phone[] = [];
  const used = new Set<string>();

  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 120 });
    app = await openDoor(db, { receiptsToken: "segreto" });
    const rows = await query<{ caseId: string; mobile: string; persons: number }>(
      `select m.case_id as "caseId", m.recipient as mobile, (select count(distinct o.case_id)::int from message o where o.channel = 'sms' and o.recipient = m.recipient) as persons
       from message m where m.channel = 'sms' and m.kind = 'summons'`,
    );
    const byCase = new Map(rows.map((row) => [row.caseId, row]));
    people = (await convened(db.services)).flatMap((one) => (byCase.has(one.caseId) ? [{ ...one, ...byCase.get(one.caseId)! }] : []));
  });
  after(async () => {
    await app.close();
    await db.close();
  });

  const alone = (): Phone => {
    const found = people.find((one) => one.persons === 1 && !used.has(one.caseId));
    assert.ok(found, "the cohort has nobody left for this story");
    used.add(found.caseId);
    return found;
  };
  const hand = (body: unknown, more: { token?: string; gateway?: string } = {}): Promise<LightMyRequestResponse> =>
    app.inject({
      method: "POST", url: `/incoming/sms/${more.gateway ?? SMS}`, payload: typeof body === "string" ? body : JSON.stringify(body),
      headers: { host: "localhost", authorization: `Bearer ${more.token ?? "segreto"}`, "content-type": "application/json" },
    });
  const write = async (from: string, text: string, id: string = randomUUID()): Promise<void> => {
    const answer = await hand({ id, from, text, at: "2019-09-02T08:00:00Z" });
    assert.equal(answer.statusCode, 200, answer.body);
  };
  const stateOf = async (person: Convened): Promise<string> => (await query<{ state: string }>("select state from summons where id = $1", [person.summonsId]))[0]!.state;
  const kindsOf = async (person: Convened): Promise<string[]> =>
    (await messagesOf(db.services, person.summonsId)).map(({ kind, channel }) => `${kind} ${channel}`).filter((one) => one.startsWith("reply")).toSorted();
  const tasksOf = (person: Convened) => query<{ kind: string; detail: string }>("select kind, detail from desk_task where case_id = $1 and closed_at is null and kind <> 'unreachable'", [person.caseId]);
  const outcomeOf = async (id: string): Promise<string | null> => (await query<{ outcome: string | null }>("select outcome from incoming_sms where reference = $1", [id]))[0]!.outcome;

  it("CONFERMO is the person's own act, with its receipt in writing; the same SMS again changes nothing", async () => {
    const person = alone();
    const id = randomUUID();
    await write(person.mobile, "Confermo, grazie!", id);
    await write(person.mobile, "Confermo, grazie!", id);
    await Promise.all([write(person.mobile, "confermo", "due"), write(person.mobile, "confermo", "due")]);
    assert.equal(await stateOf(person), "confirmed");
    const acts = (await actsOf(db.services, person.caseId)).filter(({ kind }) => kind === "convocazione/confirm");
    assert.equal(acts.length, 1);
    assert.ok((await kindsOf(person)).includes("reply-confirmed sms"));
    assert.equal((await query("select 1 from incoming_sms where sender = $1", [person.mobile])).length, 2);
  });

  it("NUOVA DATA asks the office, which finds it on its list; arriving out of order is harmless", async () => {
    const person = alone();
    await write(person.mobile, "nuova data");
    assert.equal(await stateOf(person), "asks-another-date");
    assert.match((await tasksOf(person)).find(({ kind }) => kind === "another-date:convocazione")!.detail, /chiesta con un SMS/);
    await write(person.mobile, "CONFERMO");
    assert.equal(await stateOf(person), "confirmed");
    assert.deepEqual(await tasksOf(person), []);
  });

  it("a number that serves several persons decides nothing: each desk is told, the number is asked to use the link or call", async () => {
    const [one, other] = people.filter((person) => !used.has(person.caseId) && person.persons === 1).slice(0, 2) as [Phone, Phone];
    used.add(one.caseId).add(other.caseId);
    await db.administer("alter table convoca.contact_point no force row level security");
    await db.administer(
      `insert into convoca.contact_point (person_id, kind, value, raw, source, source_date, usable) select person_id, 'mobile', $2, $2, 'prova', now(), true from convoca.case_file where id = $1`,
      [other.caseId, one.mobile],
    );
    await db.administer("alter table convoca.contact_point force row level security");
    await write(one.mobile, "CONFERMO", "famiglia");
    assert.equal(await outcomeOf("famiglia"), "shared");
    assert.deepEqual([await stateOf(one), await stateOf(other)], ["issued", "issued"]);
    for (const person of [one, other]) assert.match((await tasksOf(person)).find(({ kind }) => kind === "sms-reply")!.detail, /nulla è stato deciso/);
    await write(one.mobile, "CONFERMO", "famiglia-2");
    const answers = [...(await messagesOf(db.services, one.summonsId)), ...(await messagesOf(db.services, other.summonsId))].filter(({ kind }) => kind === "reply-shared");
    assert.deepEqual(answers.map(({ recipient }) => recipient), [one.mobile]);
  });

  it("what is not understood is read at the desk, and answered with the office's number at most once", async () => {
    const person = alone();
    await write(person.mobile, "Non posso, ho «problemi» col <lavoro>");
    await write(person.mobile, "chi siete?");
    assert.equal(await stateOf(person), "issued");
    assert.match((await tasksOf(person)).find(({ kind }) => kind === "sms-reply")!.detail, /Non posso, ho «problemi» col <lavoro>/);
    const answers = (await messagesOf(db.services, person.summonsId)).filter(({ kind }) => kind === "reply-unclear");
    assert.equal(answers.length, 1);
    assert.match(answers[0]!.body, /CONFERMO oppure NUOVA DATA.*telefoni: [+\d ]+/);
  });

  it("STOP ends the reminders and nothing else: the summons stands, and the answer says so with the office's number", async () => {
    const person = alone();
    await write(person.mobile, "STOP");
    await write(person.mobile, "stop");
    assert.equal(await stateOf(person), "issued");
    const [answer, ...more] = (await messagesOf(db.services, person.summonsId)).filter(({ kind }) => kind === "reply-stop");
    assert.deepEqual(more, []);
    assert.match(answer!.body, /La convocazione resta valida.*tel\. [+\d ]+/);
    assert.equal((await actsOf(db.services, person.caseId)).filter(({ kind }) => kind === "reminders-stopped").length, 1);
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) - 47 * 3_600_000).toISOString());
    await queueReminders(db.services, { reference: db.reference, actor: SYSTEM });
    await db.setBusinessTime(START);
    const reminded = await query<{ caseId: string }>(`select case_id as "caseId" from message where kind = 'reminder'`);
    assert.ok(reminded.length > 0, "others are reminded");
    assert.ok(!reminded.some(({ caseId }) => caseId === person.caseId));
  });

  it("nobody's number is kept and answered by nobody; what is malformed, unproved, too much or of no gateway is refused with a code", async () => {
    await write("+393999999999", "CONFERMO", "nessuno");
    await write("INFO", "CONFERMO", "alias");
    assert.deepEqual([await outcomeOf("nessuno"), await outcomeOf("alias")], ["nobody", "nobody"]);
    const code = async (answer: Promise<LightMyRequestResponse>): Promise<string> => {
      const { statusCode, body } = await answer;
      return `${statusCode} ${(JSON.parse(body) as { code: string }).code}`;
    };
    for (const wrong of ["", "{", "[]", "null", '{"id":"1"}', '{"id":"","from":"+39","text":"x"}', JSON.stringify({ id: "1", from: "+39", text: "a\0b" }), JSON.stringify({ id: "1", from: "+39", text: "x".repeat(2001) }), JSON.stringify(Array.from({ length: 101 }, () => ({ id: "1", from: "+39", text: "x" })))])
      assert.equal(await code(hand(wrong)), "400 RISPOSTA_ILLEGGIBILE", wrong.slice(0, 40));
    assert.equal(await code(hand({ id: "1", from: "+39", text: "x" }, { token: "altro" })), "401 GATEWAY_NON_RICONOSCIUTO");
    assert.equal(await code(hand({ id: "1", from: "+39", text: "x" }, { gateway: "ignoto" })), "404 GATEWAY_SCONOSCIUTO");
    assert.equal((await hand(`"${"x".repeat(70_000)}"`)).statusCode, 413);
  });

  it("a telephone of the simulated network answers, and the answer comes the way of the receipts", async () => {
    const person = alone();
    await app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const network = await startSmsGateway({ token: "rete", callbackSecret: { kind: "token", token: "segreto" } });
    try {
      const json = { "content-type": "application/json", authorization: "Bearer rete" };
      const body = JSON.stringify({ key: randomUUID(), to: person.mobile, from: "CPI", text: "appuntamento", callback: `http://127.0.0.1:${port}/receipts/sms/${SMS}` });
      assert.equal((await fetch(`http://127.0.0.1:${network.port}/messages`, { method: "POST", headers: json, body })).status, 202);
      const reply = (from: string) => fetch(`http://127.0.0.1:${network.controlPort}/control/reply`, { method: "POST", headers: json, body: JSON.stringify({ from, text: "Confermo" }) });
      assert.equal((await reply("+393000000000")).status, 400, "a telephone on which nothing arrived has nothing to answer");
      assert.equal((await reply(person.mobile)).status, 200);
      for (let tries = 0; tries < 200 && (await stateOf(person)) !== "confirmed"; tries += 1) await sleep(50);
      assert.equal(await stateOf(person), "confirmed");
    } finally {
      await network.close();
    }
  });

  it("kept and not read, since the program was killed between: the next time goes on, once", async () => {
    const person = alone();
    await query("insert into incoming_sms (id, gateway_id, reference, sender, body, received_at, case_id) values (gen_random_uuid(), $1, 'rimasto', $2, 'confermo', clock_timestamp() - interval '2 minutes', $3)", [SMS, person.mobile, person.caseId]);
    const desk = { services: db.services, reference: db.reference };
    assert.deepEqual([await resumeIncoming(desk), await resumeIncoming(desk)], [1, 0]);
    assert.deepEqual([await stateOf(person), await outcomeOf("rimasto")], ["confirmed", "confirmed"]);
    await assert.rejects(query("update incoming_sms set outcome = 'nobody', settled_at = now() where reference = 'rimasto'"), /stays as it came/);
    await assert.rejects(query("update incoming_sms set body = 'altro'"), { code: "42501" });
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
