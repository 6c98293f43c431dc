// The story of an office's outbox: a message found by whatever people know of it, its proof, failures mended once, what the days have cost.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import { readOds } from "hucre/ods";
import { countOutbox } from "../../src/store/failure-care.ts";
import { changeContacts } from "../../src/services/contacts/change-contacts.ts";
import { reviewSummonses, storeReceipts } from "../../src/services/receipts.ts";
import { newId } from "../../src/store/ids.ts";
import { actsOf, convened, convenedRegion, messagesOf, operatorOf, SMS } from "./fixtures/convened.ts";
import type { Convened, SentMessage } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import type { Costs, Failures, OutboxMessage, OutboxPage } from "../../src/contract/outbox.ts";

const REASON = "prova della storia";
const MANY = { burst: 1_000_000, perSecond: 1_000_000 };

describe("the outbox of an office", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let people: Convened[] = [];
  let office = "";
  let operator: Browser;
  let administrator: Browser;
  const used = new Set<string>();

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 220 });
    people = await convened(database.services);
    office = people[0]!.officeId;
    app = await openDoor(database, { demo: false, limits: { perUser: MANY, perAddress: MANY } });
    const enter = async (name: string, role: "operator" | "administrator", at: string | null): Promise<Browser> => {
      const choices = [{ role, office: at }];
      return enteredAs(app, database, await addUser(database, name, choices), choices);
    };
    operator = await enter("operatrice", "operator", office);
    administrator = await enter("amministratrice", "administrator", null);
  });
  after(async () => {
    await app?.close();
    await database.close();
  });

  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.services.pools.worker.query(sql, values)).rows as T[];
  const read = async <T>(who: Browser, path: string): Promise<T> => {
    const answer = await who.ask(path);
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 300)}`);
    return answer.json() as T;
  };
  const post = (path: string, payload: object, who = operator) => who.ask(path, { method: "POST", payload });
  const care = (body: object) => post("/api/outbox/failures/care", { actId: newId(), reason: REASON, channel: "sms", ...body });
  const search = (query: string) => read<OutboxPage>(operator, `/api/outbox?al=2019-12-31&${query}`);

  /** Somebody of the office with these channels, whose SMS failed for this cause; their e-mails, if any, as told. */
  const failedFor = async (cause: string, channels: string[], emails = "failed"): Promise<{ person: Convened; sms: SentMessage }> => {
    const person = people.find((one) => one.officeId === office && one.state === "issued" && !used.has(one.caseId) && one.channels.join() === channels.join());
    assert.ok(person, `nobody with ${channels.join()}`);
    used.add(person.caseId);
    await rows("update message set state = case channel when 'sms' then 'failed' else $3 end, failure = case when channel = 'sms' or $3 = 'failed' then $2 end, settled_at = now(), accepted_at = now() where summons_id = $1 and kind = 'summons'", [person.summonsId, cause, emails]);
    await rows("update message set state = 'withdrawn' where summons_id = $1 and kind = 'reminder'", [person.summonsId]);
    await reviewSummonses(database.services, [person.summonsId]);
    const sms = (await messagesOf(database.services, person.summonsId)).find((one) => one.channel === "sms" && one.kind === "summons");
    return { person, sms: sms! };
  };

  it("is found by name, tax code, number, address and reference code, and by nobody of another office", async () => {
    const person = people.find((one) => one.officeId === office && one.channels.length === 2)!;
    const [known] = await rows<{ surname: string; name: string; tax: string; code: string; sms: string; email: string }>(
      `select p.surname, p.name, p.tax_code as tax, s.reference as code, (select recipient from message where summons_id = s.id and channel = 'sms' limit 1) as sms,
         (select recipient from message where summons_id = s.id and channel = 'email' limit 1) as email
       from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id where s.id = $1`,
      [person.summonsId],
    );
    const { surname, name, tax, code, sms, email } = known!;
    const asPeopleWrite = `${sms.slice(3, 6)} ${sms.slice(6, 9)}-${sms.slice(9)}`;
    for (const text of [`${surname} ${name}`.toLowerCase(), tax, sms, asPeopleWrite, email.toUpperCase(), code.replace("-", "").toLowerCase()]) {
      const { rows: found } = await search(`cerca=${encodeURIComponent(text)}`);
      assert.ok(found.some((row) => row.caseId === person.caseId), text);
    }
    assert.ok((await search(`cerca=${encodeURIComponent(sms)}`)).rows.every((row) => row.channel === "sms" && row.recipient === sms));
    const stranger = people.find((one) => one.officeId !== office)!;
    const [other] = await rows<{ tax: string }>("select p.tax_code as tax from case_file f join person p on p.id = f.person_id where f.id = $1", [stranger.caseId]);
    assert.deepEqual((await search(`cerca=${other!.tax}`)).rows, []);
    assert.deepEqual((await search("cerca=nessunocosi")).rows, []);
  });

  it("is gone through page by page, each message once, whatever the filters; words of the text are found", async () => {
    const expected = await rows<{ id: string }>("select m.id from message m where m.office_id = $1 and m.channel = 'sms' order by m.due_at desc, m.id desc", [office]);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: OutboxPage = await search(`canale=sms${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    }
    assert.deepEqual(seen, expected.map(({ id }) => id));
    const [one] = await rows<{ id: string; body: string }>(
      "select m.id, t.body from message m join message_content t on t.message_id = m.id where m.office_id = $1 and m.channel = 'sms' and m.kind = 'summons' order by m.id limit 1",
      [office],
    );
    const code = /Rif\. (\S+)/.exec(one!.body)![1]!;
    assert.deepEqual((await search(`parole=${encodeURIComponent(`APPUNTAMENTO ${code.toLowerCase()}`)}&canale=sms&tipo=summons`)).rows.map((row) => row.id), [one!.id]);
    assert.deepEqual((await search("modello=nessuno")).rows, []);
    // A cursor of somebody's own making begins anew, and breaks nothing.
    const forged = Buffer.from(JSON.stringify(["domani", "io"])).toString("base64url");
    assert.equal((await search(`cursor=${forged}`)).rows.length > 0, true);
  });

  it("shows one message whole: parts, contact and its source, attempts and receipts as they came; an e-mail as its file", async () => {
    const person = people.find((one) => one.officeId === office && one.channels.length === 2 && !used.has(one.caseId))!;
    used.add(person.caseId);
    const sent = (await messagesOf(database.services, person.summonsId)).filter((one) => one.kind === "summons");
    const sms = sent.find((one) => one.channel === "sms")!;
    await rows("update message set state = 'accepted', accepted_at = now(), reference = 'rif-1' where id = $1", [sms.id]);
    await storeReceipts(database.services, SMS, [{ channel: "sms", key: sms.id, reference: null, status: "delivered", code: "0", diagnostic: null, at: "2019-09-02T08:05:00.000Z", raw: "stat:DELIVRD" }]);
    const message = await read<OutboxMessage>(operator, `/api/outbox/${sms.id}`);
    assert.equal(message.state, "delivered");
    assert.equal(message.sms!.parts.map((part) => part.text).join(""), sms.body);
    assert.equal(message.contact!.source, "notice");
    assert.deepEqual(message.history.map(({ what, raw }) => [what, raw]), [["delivered", "stat:DELIVRD"]]);
    assert.deepEqual(message.acts, []);
    const email = sent.find((one) => one.channel === "email")!;
    const file = await operator.ask(`/api/outbox/${email.id}/message.eml`);
    const [kept] = await rows<{ raw: string }>("select raw from message_content where message_id = $1", [email.id]);
    assert.equal(file.body, kept!.raw);
    const preview = await operator.ask(`/api/outbox/${email.id}/preview`);
    assert.match(String(preview.headers["content-security-policy"]), /default-src 'none'.*sandbox/);
    assert.match(preview.body, /<html/i);
    assert.equal((await operator.ask(`/api/outbox/${sms.id}/message.eml`)).statusCode, 404);
    const stranger = people.find((one) => one.officeId !== office)!;
    const theirs = (await messagesOf(database.services, stranger.summonsId))[0]!;
    assert.equal((await operator.ask(`/api/outbox/${theirs.id}`)).statusCode, 404);
    const logged = await database.services.pools.retention.query<{ action: string }>("select action from access_log where case_id = $1 order by id", [person.caseId]);
    assert.deepEqual(logged.rows.map(({ action }) => action), ["message-page", "message-file", "message-file"]);
  });

  it("a phone that was off is written to again, once, and only where nobody else told the person", async () => {
    const off = await failedFor("not-reachable-in-time", ["sms"]);
    const told = await failedFor("not-reachable-in-time", ["email", "sms"], "delivered");
    const doubt = await failedFor("not-reachable-in-time", ["email", "sms"], "uncertain");
    const half = await failedFor("not-reachable-in-time", ["sms"]);
    await rows("insert into message_part (message_id, part, gateway_id, reference, height) values ($1, 1, $2, 'a', 3), ($1, 2, $2, 'b', 2)", [half.sms.id, SMS]);
    const group = (await read<Failures>(operator, "/api/outbox/failures")).groups.find((one) => one.failure === "not-reachable-in-time" && one.channel === "sms")!;
    assert.deepEqual([group.messages, group.people, group.untold, group.acts[0]], [4, 4, 2, "again"]);
    const asked = { how: "again", failure: "not-reachable-in-time", channel: "sms" };
    const preview = (await post("/api/outbox/failures/preview", asked)).json() as { possible: number; obstacles: { obstacle: string; messages: number }[] };
    assert.equal(preview.possible, 1);
    assert.deepEqual(Object.fromEntries(preview.obstacles.map(({ obstacle, messages }) => [obstacle, messages])), { "told-otherwise": 2, "part-arrived": 1 });
    const actId = newId();
    const answers = await Promise.all([care({ ...asked, actId }), care({ ...asked, actId }), care(asked)]);
    assert.deepEqual(answers.map((one) => one.statusCode), [200, 200, 200]);
    const after = (await messagesOf(database.services, off.person.summonsId)).filter((one) => one.kind === "summons");
    assert.deepEqual(after.map(({ state, recipient }) => [state, recipient]), [["failed", off.sms.recipient], ["due", off.sms.recipient]]);
    for (const { person } of [told, doubt, half]) assert.equal((await messagesOf(database.services, person.summonsId)).some((one) => one.state === "due"), false);
    assert.equal((await actsOf(database.services, off.person.caseId)).filter((act) => act.kind === "failure-taken-care").length, 1);
    // Its delivery is the proof: the summons stands again, the desk's task is closed.
    await rows("update message set state = 'accepted', accepted_at = now() where id = $1", [after[1]!.id]);
    await storeReceipts(database.services, SMS, [{ channel: "sms", key: after[1]!.id, reference: null, status: "delivered", code: "0", diagnostic: null, at: "2019-09-02T09:00:00.000Z", raw: "" }]);
    assert.deepEqual(await rows("select state from summons where id = $1", [off.person.summonsId]), [{ state: "issued" }]);
    assert.deepEqual(await rows("select 1 from desk_task where case_id = $1 and closed_at is null", [off.person.caseId]), []);
  });

  it("a number that does not exist is given up with its history; whoever has no other contact is looked for", async () => {
    const { person, sms } = await failedFor("number-not-existing", ["sms"]);
    assert.equal((await care({ how: "again", failure: "number-not-existing", message: sms.id })).statusCode, 409);
    const done = (await care({ how: "contact-dropped", failure: "number-not-existing", message: sms.id })).json() as { dropped: number; written: number };
    assert.deepEqual([done.dropped, done.written], [1, 0]);
    const point = "select current, usable, problem from contact_point k join case_file f on f.person_id = k.person_id where f.id = $1 and k.value = $2";
    assert.deepEqual(await rows(point, [person.caseId, sms.recipient]), [{ current: false, usable: false, problem: "RECAPITO_SBAGLIATO" }]);
    const tasks = await rows<{ kind: string }>("select kind from desk_task where case_id = $1 and closed_at is null order by kind", [person.caseId]);
    assert.deepEqual(tasks.map(({ kind }) => kind), ["not-delivered", "unreachable"]);
    // Found by the number that was given up.
    assert.ok((await search(`cerca=${encodeURIComponent(sms.recipient)}`)).rows.some((row) => row.id === sms.id));
    assert.equal((await read<OutboxMessage>(operator, `/api/outbox/${sms.id}`)).care!.how, "contact-dropped");
    const again = await care({ how: "phone", failure: "number-not-existing", message: sms.id });
    assert.match(again.body, /MANCATO_TAKEN_CARE/);
  });

  it("a corrected contact is written to by itself, with what did not arrive", async () => {
    const { person, sms } = await failedFor("number-not-existing", ["sms"]);
    const changed = await changeContacts(
      database.services, database.reference,
      { caseId: person.caseId, actId: newId(), check: { source: "phone", confirmed: [], wrong: [{ kind: "mobile", value: sms.recipient }], newPhone: "347 0001122", newEmail: "", reason: "" } },
      operatorOf(office),
    );
    assert.ok(changed.ok, JSON.stringify(changed));
    assert.equal(changed.value.rewritten, 1);
    const due = (await messagesOf(database.services, person.summonsId)).filter((one) => one.state === "due");
    assert.deepEqual(due.map(({ kind, recipient }) => [kind, recipient]), [["summons", "+393470001122"]]);
    // Of the same appointment; a number that is the person's alone needs no name.
    assert.equal(/Rif\. \S+/.exec(due[0]!.body)![0], /Rif\. \S+/.exec(sms.body)![0]);
    assert.equal((await read<OutboxMessage>(operator, `/api/outbox/${sms.id}`)).care!.how, "other-contact");
  });

  it("says what each day has cost, with the price of that day, and counts again only what can still change", async () => {
    await rows("update message set state = 'accepted', accepted_at = coalesce(accepted_at, now()) where office_id = $1 and state = 'due' and due_at < '2019-09-05'", [office]);
    await countOutbox(database.services.pools.worker, 50);
    const days = "dal=2019-09-01&al=2019-09-30";
    const before = await read<Costs>(operator, `/api/outbox/costs?${days}`);
    assert.ok(before.total.messages > 0 && before.total.unpriced === before.total.messages);
    assert.deepEqual(before.total.costs, []);
    const price = { gatewayId: SMS, fromOn: "2019-01-01", price: "0,045", currency: "eur", per: "part", reason: REASON };
    assert.equal((await post("/api/outbox/prices", price)).statusCode, 403);
    assert.equal((await post("/api/outbox/prices", price, administrator)).statusCode, 200);
    assert.match((await post("/api/outbox/prices", { ...price, price: "gratis" }, administrator)).body, /PREZZO_NON_VALIDO/);
    assert.match((await post("/api/outbox/prices", { ...price, gatewayId: "posta-prova" }, administrator)).body, /PREZZO_A_PARTI/);
    assert.equal((await post("/api/outbox/prices", { ...price, fromOn: "2019-09-02", price: "0.05" }, administrator)).statusCode, 200);
    const [counted] = await rows<{ parts: number }>("select sum(parts)::int as parts from message where office_id = $1 and channel = 'sms' and accepted_at is not null and due_at < '2019-09-03'", [office]);
    const costs = await read<Costs>(operator, `/api/outbox/costs?${days}&per=canale`);
    const sms = costs.rows.find((row) => row.key === "sms")!;
    assert.equal(sms.parts, counted!.parts);
    assert.deepEqual(sms.costs.map(({ currency, amount }) => [currency, amount]), [["EUR", (counted!.parts * 0.05).toFixed(5)]]);
    const region = await read<Costs>(administrator, `/api/outbox/costs?${days}&per=sede`);
    assert.ok(region.rows.some((row) => row.key === office));
    // Three days on, what is settled is not counted any more.
    await database.setBusinessTime("2019-09-20T08:00:00.000Z");
    await rows("update message set state = 'accepted', accepted_at = now() where state in ('due', 'claimed', 'uncertain')");
    await countOutbox(database.services.pools.worker, 50);
    assert.equal(await countOutbox(database.services.pools.worker, 50), 2);
    await database.setBusinessTime("2019-09-02T08:00:00.000Z");
  });

  it("is saved as a file of either kind, and each row that left is in the access log", async () => {
    const csv = await operator.ask("/api/outbox/export/csv?al=2019-12-31&canale=sms");
    assert.ok(csv.body.startsWith("\uFEFFPrevisto per il;"));
    const lines = csv.body.trim().split("\r\n");
    const [all] = await rows<{ n: number }>("select count(*)::int as n from message where office_id = $1 and channel = 'sms'", [office]);
    assert.equal(lines.length, all!.n + 1);
    const ods = await operator.ask("/api/outbox/export/ods?al=2019-12-31&canale=sms");
    const book = await readOds(new Uint8Array(ods.rawPayload));
    assert.equal(book.sheets[0]!.rows.length, lines.length);
    const logged = await database.services.pools.retention.query<{ hits: number }>("select sum(hits)::int as hits from access_log where action = 'outbox-export'");
    assert.equal(logged.rows[0]!.hits, all!.n * 2);
    for (const path of ["failures/export/csv", "failures/export/ods", "costs/export/csv?dal=2019-09-01", "costs/export/ods"]) {
      for (const who of [operator, administrator]) assert.equal((await who.ask(`/api/outbox/${path}`)).statusCode, 200, path);
    }
  });
});
