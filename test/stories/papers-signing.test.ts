// Stories of signing on screen: the code reaches the telephone and nobody else; right, wrong, late, for another text, two operators, one phone for many.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import type { PactData } from "../../src/domain/pact/data.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import type { Printer } from "../../src/exchange/typst/printer.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { issuePaper } from "../../src/services/papers/issue.ts";
import { confirmCode, readToSign, sendCode } from "../../src/services/papers/sign.ts";
import { bodyWithCode, CODE_MARK } from "../../src/services/papers/signing-code.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { startOutsideWorld } from "../../src/simulator/outside-world.ts";
import type { OutsideWorld } from "../../src/simulator/outside-world.ts";
import { readCaseMessages } from "../../src/store/read/case-messages.ts";
import { inOffice } from "../../src/store/pools.ts";
import { Worker } from "../../src/worker/worker.ts";
import { actsOf, convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { CONTENT, Way } from "./fixtures/pact-way.ts";

const DAY = "2019-10-07";
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");
const officer = (office: string) => ({ ...operatorOf(office), office });

describe("signing on screen", () => {
  let db: TestDatabase;
  let way: Way;
  let world: OutsideWorld;
  let printer: Printer;
  let people: Convened[] = [];
  let next = 0;
  let person: Convened;
  let [itemId, paperId, phone] = ["", "", ""];

  before(async () => {
    db = await openTestDatabase();
    way = new Way(db);
    world = await startOutsideWorld({ sms: { sendReceipts: false }, mail: { sendBounces: false } });
    printer = openPrinter();
    await convenedRegion(db, "base", { households: 45, onlyPlanned: true, ports: { smsUrl: world.smsUrl, mailPort: world.mail.port } });
    const phones = await way.query<{ id: string }>(
      "select f.id from case_file f join contact_point c on c.person_id = f.person_id where c.kind = 'mobile' and c.usable and c.current and c.shared_by = 1", [],
    );
    people = (await convened(db.services)).filter(({ caseId }) => phones.some(({ id }) => id === caseId));
    await way.on(DAY);
  });
  after(async () => {
    await world.stop();
    await printer.close();
    await db.close();
  });
  beforeEach(async () => {
    person = people[next]!;
    next += 1;
    itemId = await way.agreed(person, DAY);
    paperId = await issue();
    const [found] = await way.query<{ value: string }>(
      "select value from contact_point c join case_file f on f.person_id = c.person_id where f.id = $1 and kind = 'mobile' and usable and current", [person.caseId],
    );
    phone = found!.value;
  });

  const desk = () => ({ services: db.services, reference: db.reference, keys: KEYS });
  const actor = () => officer(person.officeId);
  const code = (outcome: { ok: true } | { ok: false; refusal: { code: string } }): string => (outcome.ok ? "" : outcome.refusal.code);
  const issue = async (): Promise<string> => {
    const press = { services: db.services, reference: db.reference, printer };
    const outcome = await issuePaper(press, KEYS, { caseId: person.caseId, itemId, actor: officer(person.officeId), expectedVersion: null });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.paper.id;
  };
  const send = async (as = actor()) => {
    const outcome = await sendCode(desk(), { paperId, actor: as });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.codeId;
  };
  const confirm = (codeId: string, typed: string, actId: string = randomUUID(), as = actor()) => confirmCode(desk(), { paperId, actor: as, codeId, typed, actId });
  /** What the telephone would show, as the sender works it out. */
  const codeOn = async (codeId: string): Promise<string> => {
    const [message] = await way.query<{ id: string; body: string }>(
      "select t.message_id as id, t.body from signing_code c join message_content t on t.message_id = c.message_id where c.id = $1", [codeId],
    );
    const body = await bodyWithCode(db.services.pools.worker, KEYS, message!);
    return /\b(\d{6})\b/.exec(body ?? "")?.[1] ?? "";
  };
  const textsOn = async (to: string): Promise<string[]> => {
    const answer = await fetch(`${world.sms.controlUrl}/control/messages?to=${encodeURIComponent(to)}`);
    return ((await answer.json()) as { messages: { text: string }[] }).messages.map(({ text }) => text);
  };
  const wrong = (right: string): string => String((Number(right) + 1) % 1_000_000).padStart(6, "0");
  const stateOf = async (): Promise<string> => (await way.item(person, itemId)).state;

  it("the code reaches the telephone through the outbox and stands nowhere else; given back, it is the person's signature with its evidence", async () => {
    const codeId = await send();
    const worker = new Worker({ services: db.services, reference: db.reference, quietHours: RDC_2019.quietHours.value, onFault: (fault) => assert.fail(String(fault)), documentKeys: KEYS, idleMs: 30 });
    worker.start();
    const arrived = async (): Promise<string | undefined> => (await textsOn(phone)).find((text) => text.includes("Patto"));
    for (let tries = 0; tries < 100 && (await arrived()) === undefined; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    await worker.stop();
    const right = /\b(\d{6})\b/.exec((await arrived()) ?? "")?.[1] ?? "";
    assert.match(right, /^\d{6}$/);
    assert.equal(right, await codeOn(codeId));
    const shown = await inOffice(db.services.pools.app, person.officeId, (client) => readCaseMessages(client, person.caseId));
    const message = shown.find(({ kind }) => kind === "signing-code");
    assert.ok(message?.body.includes(CODE_MARK) && !message.body.includes(right));
    const everywhere = await db.administer<{ found: string }>(
      `select c.relname as found from pg_class c where c.relnamespace = 'convoca'::regnamespace and c.relkind = 'r' and c.relname in ('signing_code', 'message', 'message_content', 'act_payload', 'send_attempt')`,
    );
    assert.equal(everywhere.length, 5);
    for (const { found } of everywhere) {
      const rows = await db.services.pools.retention.query(`select 1 from ${found} t where t::text ~ '\\m${right}\\M'`);
      assert.equal(rows.rowCount, 0, `the code stands in ${found}`);
    }
    const actId = randomUUID();
    const signed = await confirm(codeId, `${right.slice(0, 3)} ${right.slice(3)}`, actId);
    assert.ok(signed.ok, JSON.stringify(signed));
    assert.equal(signed.value.state, "person-signed");
    const again = await confirm(codeId, right, actId);
    assert.ok(again.ok && again.value.repeated);
    assert.equal(code(await confirm(codeId, right)), "GIA_FIRMATO");
    const { personSignature } = (await way.item(person, itemId)).data as unknown as PactData;
    assert.equal(personSignature?.how, "screen");
    assert.deepEqual([personSignature?.evidence?.document, personSignature?.evidence?.confirmed?.phoneTail], [paperId, phone.slice(-3)]);
    const act = (await actsOf(db.services, person.caseId)).findLast(({ kind }) => kind === "patto/sign-person");
    assert.match(JSON.stringify(act?.payload), new RegExp(`${paperId}.*[0-9a-f]{64}`));
    assert.ok(!JSON.stringify(act?.payload).includes(phone));
  });

  it("three wrong codes use it up; a fresh one signs", async () => {
    const codeId = await send();
    const right = await codeOn(codeId);
    assert.equal(code(await confirm(codeId, "12 34")), "CODICE_ILLEGGIBILE");
    assert.deepEqual([code(await confirm(codeId, wrong(right))), code(await confirm(codeId, wrong(right))), code(await confirm(codeId, wrong(right)))], ["CODICE_ERRATO", "CODICE_ERRATO", "CODICE_ESAURITO"]);
    assert.equal(code(await confirm(codeId, right)), "CODICE_ESAURITO");
    assert.equal(await stateOf(), "agreed");
    assert.ok((await actsOf(db.services, person.caseId)).some(({ kind }) => kind === "signing-code-spent"));
    const fresh = await send();
    assert.equal(code(await confirm(fresh, await codeOn(fresh))), "");
  });

  it("after ten minutes of the machine's clock it is worth nothing, and leaves no more", async () => {
    const codeId = await send();
    const right = await codeOn(codeId);
    await db.administer(`alter table signing_code no force row level security; alter table signing_code disable trigger signing_code_is_guarded;
      update signing_code set sent_at = sent_at - interval '10 minutes', expires_at = expires_at - interval '10 minutes' where id = '${codeId}';
      alter table signing_code enable trigger signing_code_is_guarded; alter table signing_code force row level security`);
    assert.equal(code(await confirm(codeId, right)), "CODICE_SCADUTO");
    assert.equal(await codeOn(codeId), "");
    assert.equal(await stateOf(), "agreed");
  });

  it("a text changed after the code was sent is not signed with it", async () => {
    const codeId = await send();
    const right = await codeOn(codeId);
    await way.done(person, "patto", "draft", { content: { ...CONTENT, meetEveryDays: 7 } }, { itemId });
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, { itemId });
    assert.equal(code(await confirm(codeId, right)), "TESTO_CAMBIATO");
    assert.equal(code(await sendCode(desk(), { paperId, actor: actor() })), "TESTO_CAMBIATO");
    assert.equal(await stateOf(), "agreed");
    paperId = await issue();
    const fresh = await send();
    assert.equal(code(await confirm(fresh, right)), right === (await codeOn(fresh)) ? "" : "CODICE_ERRATO");
    assert.equal(code(await confirm(fresh, await codeOn(fresh))), "");
  });

  it("two operators: the later code counts, both confirming sign once", async () => {
    const colleague = { ...actor(), id: `collega@${person.officeId}` };
    const first = await send();
    const early = await codeOn(first);
    const second = await send(colleague);
    assert.equal(code(await confirm(first, early)), "CODICE_SOSTITUITO");
    const right = await codeOn(second);
    const both = await Promise.all([confirm(second, right), confirm(second, right, randomUUID(), colleague)]);
    assert.deepEqual(both.map(code).toSorted(), ["", "GIA_FIRMATO"]);
    const signatures = (await actsOf(db.services, person.caseId)).filter(({ kind }) => kind === "patto/sign-person");
    assert.equal(signatures.length, 1);
    const withdrawn = await way.query<{ state: string }>("select state from message where case_id = $1 and kind = 'signing-code' order by id", [person.caseId]);
    assert.deepEqual(withdrawn.map(({ state }) => state), ["withdrawn", "due"]);
  });

  it("a code sent for one paper signs no other, nor from another office, nor by the form of acts", async () => {
    const codeId = await send();
    const right = await codeOn(codeId);
    const stranger = people.find(({ officeId }) => officeId !== person.officeId)!;
    assert.equal(code(await confirmCode(desk(), { paperId, actor: officer(stranger.officeId), codeId, typed: right, actId: randomUUID() })), "DOCUMENTO_ASSENTE");
    assert.equal(code(await readToSign(desk(), { paperId, actor: officer(stranger.officeId) })), "DOCUMENTO_ASSENTE");
    const forged = { on: DAY, how: "screen", signed: true, evidence: { document: paperId, digest: "", scans: [], confirmed: { at: `${DAY}T09:00:00.000Z`, phoneTail: "000" } } };
    assert.equal(await way.code(person, "patto", "sign-person", forged, { itemId }), "PATTO_SIGNATURE_SEEN");
    assert.equal(await stateOf(), "agreed");
  });

  it("where a code would not arrive, or would prove nothing, it is said beforehand", async () => {
    const refusals: string[] = [];
    const refusedWhile = async (change: string, undo: string): Promise<void> => {
      await db.services.pools.intake.query(change, [person.caseId]);
      refusals.push(code(await sendCode(desk(), { paperId, actor: actor() })));
      await db.services.pools.intake.query(undo, [person.caseId]);
    };
    const points = "update contact_point set %s where kind = 'mobile' and person_id = (select person_id from case_file where id = $1)";
    await refusedWhile(points.replace("%s", "shared_by = 2"), points.replace("%s", "shared_by = 1"));
    await refusedWhile(points.replace("%s", "usable = false"), points.replace("%s", "usable = true"));
    await way.query("update gateway set state = 'paused' where channel = 'sms'", []);
    refusals.push(code(await sendCode(desk(), { paperId, actor: actor() })));
    await way.query("update gateway set state = 'open' where channel = 'sms'", []);
    await db.setBusinessTime(`${DAY}T20:30:00.000Z`);
    refusals.push(code(await sendCode(desk(), { paperId, actor: actor() })));
    await way.on(DAY);
    assert.deepEqual(refusals, ["CELLULARE_CONDIVISO", "NESSUN_CELLULARE", "SMS_FERMI", "ORA_DI_SILENZIO"]);
    for (let sent = 0; sent < 5; sent += 1) await send();
    assert.equal(code(await sendCode(desk(), { paperId, actor: actor() })), "TROPPI_CODICI");
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
