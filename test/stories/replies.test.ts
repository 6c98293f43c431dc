// Stories of a person who answers on the page behind the link of a message, and of the office that sees the answer.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { perform } from "../../src/services/acts/perform.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { inVisit } from "../../src/store/replies.ts";
import { actsOf, convened, convenedRegion, messagesOf, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { Browser, openDoor } from "./fixtures/door.ts";

const ADDRESS = "https://cpi.regione.example";
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");
const LINK = /https:\/\/cpi\.regione\.example(\/r\/[2-9A-Z]{20})$/;
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

interface Person extends Convened {
  readonly birth: string;
  readonly taxCode: string;
}

describe("answering on the page", () => {
  let db: TestDatabase;
  let app: FastifyInstance;
  let people: Person[] = [];
  const used = new Set<string>();

  before(async () => {
    db = await openTestDatabase();
    await db.services.pools.intake.query("update installation set settings = settings || $1::jsonb", [JSON.stringify({ publicAddress: ADDRESS })]);
    await convenedRegion(db, "base", { households: 120 });
    app = await openDoor(db, { documentKeys: KEYS });
    const who = await query<{ caseId: string; birth: string; taxCode: string }>(
      `select f.id as "caseId", p.birth_date as birth, p.tax_code as "taxCode" from case_file f join person p on p.id = f.person_id`,
    );
    const byCase = new Map(who.map((one) => [one.caseId, one]));
    people = (await convened(db.services)).map((one) => ({ ...one, ...byCase.get(one.caseId)! }));
  });
  after(async () => {
    await app.close();
    await db.close();
  });

  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const next = (wanted: (one: Person) => boolean = () => true): Person => {
    const found = people.find((one) => !used.has(one.caseId) && one.state === "issued" && one.channels.includes("sms") && wanted(one));
    assert.ok(found, "the cohort has nobody left for this story");
    used.add(found.caseId);
    return found;
  };
  /** The path of the link in the last message of a kind that the person was sent. */
  const linkOf = async (person: Convened, kind = "summons"): Promise<string> => {
    const sent = (await messagesOf(db.services, person.summonsId)).filter((one) => one.kind === kind && one.channel === "sms");
    const path = LINK.exec(sent.at(-1)?.body ?? "")?.[1];
    assert.ok(path, `no link in «${sent.at(-1)?.body}»`);
    return path;
  };
  let phones = 0;
  const phone = (): Browser => new Browser(app, `10.0.${Math.floor((phones += 1) / 250)}.${1 + (phones % 250)}`);
  const post = (browser: Browser, path: string, fields: Record<string, string>): Promise<LightMyRequestResponse> =>
    browser.ask(path, { method: "POST", headers: FORM, payload: new URLSearchParams(fields).toString() });
  const answersOf = ({ birth, taxCode }: Person): Record<string, string> => ({
    giorno: String(Number(birth.slice(8))), mese: birth.slice(5, 7), anno: birth.slice(0, 4), cf: ` ${taxCode.slice(-4).toLowerCase()} `,
  });
  /** Opens the link, passes the second check, and gives the page. */
  const enter = async (person: Person, path?: string): Promise<{ browser: Browser; path: string; page: LightMyRequestResponse }> => {
    const browser = phone();
    const at = path ?? (await linkOf(person));
    const checked = await post(browser, at, answersOf(person));
    assert.equal(checked.statusCode, 303, checked.body);
    return { browser, path: at, page: await browser.get(checked.headers.location!) };
  };
  const field = (page: LightMyRequestResponse, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? "";
  const hidden = (page: LightMyRequestResponse): Record<string, string> => ({ atto: field(page, "atto"), versione: field(page, "versione") });
  const stateOf = async (person: Convened): Promise<string> => (await query<{ state: string }>("select state from summons where id = $1", [person.summonsId]))[0]!.state;
  const heldOf = (person: Convened) =>
    query<{ desk: number; at: string }>("select desk_id as desk, starts_at as at from appointment where case_id = $1 and state = 'held'", [person.caseId]);
  const tasksOf = (person: Convened) => query<{ kind: string; detail: string }>("select kind, detail from desk_task where case_id = $1 and closed_at is null order by kind", [person.caseId]);
  const text = (page: LightMyRequestResponse): string => page.body.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, " ").replaceAll(/\s+/g, " ");

  it("shows nothing of the person before the second check; then what, when, where, with whom", async () => {
    const person = next();
    const path = await linkOf(person);
    const [who] = await query<{ surname: string; name: string; reference: string }>(
      "select p.surname, p.name, s.reference from summons s join case_file f on f.id = s.case_id join person p on p.id = f.person_id where s.id = $1", [person.summonsId],
    );
    const closed = await phone().get(path);
    assert.equal(closed.statusCode, 200);
    for (const secret of [who!.surname, who!.name, who!.reference, person.taxCode, person.startsAt.slice(0, 10)])
      assert.ok(!closed.body.toLowerCase().includes(secret.toLowerCase()), secret);
    assert.match(String(closed.headers["content-security-policy"]), /^default-src 'none'; style-src 'sha256-/);
    assert.ok(!/<script|javascript:|onclick/i.test(closed.body));
    const { page } = await enter(person);
    assert.equal(page.statusCode, 200);
    assert.match(text(page), new RegExp(who!.reference));
    assert.match(text(page), /sportello \d+/);
    assert.match(text(page), /Telefono: /);
    for (const one of [closed, page]) assert.ok(Buffer.byteLength(one.body) < 20_000, String(one.body.length));
    assert.equal(page.headers["cache-control"], "no-store");
    assert.equal(page.headers["referrer-policy"], "same-origin");
  });

  it("confirms once however often the form is sent, is written a receipt on the same channels, and the office reads who did it", async () => {
    const person = next((one) => one.channels.length === 2);
    const { browser, path, page } = await enter(person);
    const form = hidden(page);
    const [first, second] = await Promise.all([post(browser, `${path}/conferma`, form), post(browser, `${path}/conferma`, form)]);
    assert.deepEqual([first.statusCode, second.statusCode], [303, 303]);
    const after1 = await browser.get(first.headers.location!);
    assert.match(text(after1), /la Sua conferma è arrivata/);
    assert.ok(!after1.body.includes("/conferma"));
    assert.equal(await stateOf(person), "confirmed");
    const acts = (await actsOf(db.services, person.caseId)).filter(({ kind }) => kind === "convocazione/confirm");
    const [own] = await query<{ id: string }>("select person_id as id from case_file where id = $1", [person.caseId]);
    assert.deepEqual(acts.map(({ actor }) => actor), [own!.id]);
    const sent = (await messagesOf(db.services, person.summonsId)).filter(({ kind }) => kind === "reply-confirmed");
    assert.deepEqual(sent.map(({ channel, state, priority }) => `${channel} ${state} ${priority}`).toSorted(), ["email due 0", "sms due 0"]);
    const [row] = await query<{ bits: string }>("select (pending & (1 << 3))::text as bits from worklist where case_id = $1", [person.caseId]);
    assert.equal(row!.bits, "8", "the worklist shows it as confirmed");
  });

  it("takes another date by itself: held at once, the old one free, told in writing with a new link; the old link says that the date has changed", async () => {
    const person = next();
    const { browser, path } = await enter(person);
    const days = await browser.get(`${path}/altra-data`);
    const day = /altra-data\?giorno=(\d{4}-\d\d-\d\d)/.exec(days.body)?.[1];
    assert.ok(day, text(days));
    assert.ok(Buffer.byteLength(days.body) < 20_000);
    const hours = await browser.get(`${path}/altra-data?giorno=${day}`);
    assert.ok(Buffer.byteLength(hours.body) < 20_000);
    const posto = /name="posto" value="([^"]+)"/.exec(hours.body)![1]!;
    const moved = await post(browser, `${path}/altra-data`, { ...hidden(hours), posto });
    assert.equal(moved.statusCode, 303, moved.body);
    const [desk, startsAt] = posto.split("@");
    assert.deepEqual(await heldOf(person), [{ desk: Number(desk), at: startsAt }]);
    assert.equal(await stateOf(person), "confirmed");
    // Still in the visit, at the old address: the new date is shown.
    const shown = await browser.get(moved.headers.location!);
    assert.match(text(shown), /il nuovo appuntamento è Suo/);
    // Nothing of the first summons had left: the new date is told as a summons of its own, with its own link.
    const fresh = (await messagesOf(db.services, person.summonsId)).filter(({ state, channel }) => state === "due" && channel === "sms");
    const link = fresh.map(({ body }) => LINK.exec(body)?.[1]).find((one) => one !== undefined);
    assert.ok(link !== undefined && link !== path);
    const stale = await phone().get(path);
    assert.equal(stale.statusCode, 410);
    assert.match(text(stale), /La data è cambiata.*Telefono: /);
    assert.equal((await enter(person, link)).page.statusCode, 200);
    const again = await perform(
      db.services, db.reference,
      { procedure: "convocazione", caseId: person.caseId, itemId: person.summonsId, act: "move", input: { seat: { deskId: Number(desk), startsAt } }, actId: randomUUID(), expectedVersion: null },
      { id: "XXXXXX00X00X000X", role: "citizen" },
    );
    assert.equal(again.ok ? "" : again.refusal.code, "CASO_NON_VISIBILE");
  });

  it("two who want the same seat at once: one gets it, the other is told and sees what is left", async () => {
    const one = next();
    const other = next((person) => person.officeId === one.officeId && person.benefitId !== one.benefitId);
    const [a, b] = [await enter(one), await enter(other)];
    const days = await a.browser.get(`${a.path}/altra-data`);
    const day = [...days.body.matchAll(/giorno=(\d{4}-\d\d-\d\d)/g)].at(-1)![1]!;
    const [pa, pb] = [await a.browser.get(`${a.path}/altra-data?giorno=${day}`), await b.browser.get(`${b.path}/altra-data?giorno=${day}`)];
    const posto = /name="posto" value="([^"]+)"/.exec(pa.body)![1]!;
    assert.ok(pb.body.includes(posto), "both are shown the same seat");
    const answers = await Promise.all([
      post(a.browser, `${a.path}/altra-data`, { ...hidden(pa), posto }), post(b.browser, `${b.path}/altra-data`, { ...hidden(pb), posto }),
    ]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted((x, y) => x - y), [303, 409]);
    const lost = answers.find(({ statusCode }) => statusCode === 409)!;
    assert.match(text(lost), /quel posto è stato preso/);
    assert.match(lost.body, /altra-data\?giorno=/);
    const held = [...(await heldOf(one)), ...(await heldOf(other))];
    assert.equal(held.filter(({ desk, at }) => `${desk}@${at}` === posto).length, 1);
    assert.equal(held.length, 2, "whoever lost keeps the old seat");
    const late = await post(a.browser, `${a.path}/altra-data`, { ...hidden(pa), atto: randomUUID(), posto: `1@${START}` });
    assert.equal(late.statusCode, 409);
    for (const wrong of ["", "x@y", "999999@2019-10-01T08:00:00.000Z"])
      assert.ok([409, 422].includes((await post(b.browser, `${b.path}/altra-data`, { ...hidden(pb), atto: randomUUID(), posto: wrong })).statusCode), wrong);
  });

  it("chooses by itself at most twice; then asks the office, which keeps or moves the date", async () => {
    const person = next();
    const { browser, path } = await enter(person);
    for (let time = 0; time < 2; time += 1) {
      const days = await browser.get(`${path}/altra-data`);
      const hours = await browser.get(/href="([^"]+altra-data\?giorno=[^"]+)"/.exec(days.body)![1]!);
      const posto = /name="posto" value="([^"]+)"/.exec(hours.body)![1]!;
      assert.equal((await post(browser, `${path}/altra-data`, { ...hidden(hours), posto })).statusCode, 303);
    }
    const no = await browser.get(`${path}/altra-data`);
    assert.match(text(no), /Ha già cambiato data due volte/);
    assert.ok(!no.body.includes("giorno="));
    assert.equal((await post(browser, `${path}/chiedo`, { ...hidden(no), motivo: " " })).statusCode, 409);
    assert.equal((await post(browser, `${path}/chiedo`, { ...hidden(no), motivo: "solo di pomeriggio" })).statusCode, 303);
    assert.equal(await stateOf(person), "asks-another-date");
    assert.match((await tasksOf(person))[0]!.detail, /solo di pomeriggio/);
    const kept = await perform(
      db.services, db.reference,
      { procedure: "convocazione", caseId: person.caseId, itemId: person.summonsId, act: "keep-date", input: { reason: "nessun posto" }, actId: randomUUID(), expectedVersion: null },
      operatorOf(person.officeId),
    );
    assert.equal(kept.ok ? kept.value.state : kept.refusal.code, "issued");
    // A form filled in before the office decided is not obeyed: the page says how things stand.
    const stale = await post(browser, `${path}/conferma`, hidden(no));
    assert.equal(stale.statusCode, 409);
    assert.match(text(stale), /Nel frattempo l’appuntamento è cambiato/);
  });

  const multipart = (fields: Record<string, string>, file: { name: string; bytes: Buffer } | null) => {
    const mark = `----prova${randomUUID()}`;
    const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
    const last = file === null ? [] : [Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="documento"; filename="${file.name}"\r\ncontent-type: image/png\r\n\r\n`), file.bytes, Buffer.from("\r\n")];
    return { headers: { "content-type": `multipart/form-data; boundary=${mark}` }, payload: Buffer.concat([...parts, ...last, Buffer.from(`--${mark}--\r\n`)]) };
  };

  it("says why it cannot come and adds a document: sealed, in the restricted compartment, opened by nobody from the page", async () => {
    const person = next();
    const { browser, path } = await enter(person);
    const page = await browser.get(`${path}/non-posso`);
    const fields = { ...hidden(page), motivo: "reserved", spiegazione: "operazione-inconfondibile" };
    const broken = await browser.ask(`${path}/non-posso`, { method: "POST", ...multipart(fields, { name: "virus.exe", bytes: Buffer.from("MZ\u0000\u0001") }) });
    assert.equal(broken.statusCode, 422);
    assert.match(text(broken), /Il documento non si può accettare/);
    assert.ok(broken.body.includes("operazione-inconfondibile"), "what was written is not lost");
    const sent = () => browser.ask(`${path}/non-posso`, { method: "POST", ...multipart(fields, { name: "certificato.png", bytes: PNG }) });
    const [once, twice] = [await sent(), await sent()];
    assert.deepEqual([once.statusCode, twice.statusCode], [303, 303], once.body);
    assert.equal(await stateOf(person), "declined");
    const papers = await query<{ restricted: boolean; kind: string; by: string }>("select restricted, kind, uploaded_by as by from document where case_id = $1", [person.caseId]);
    assert.deepEqual(papers.map(({ restricted, kind }) => `${restricted} ${kind}`), ["true justification", "true justification"]);
    const acts = await actsOf(db.services, person.caseId);
    assert.ok(!JSON.stringify(acts).includes("inconfondibile"), "what is explained stands in no act");
    assert.equal(acts.filter(({ kind }) => kind === "convocazione/decline").length, 1);
    assert.match((await tasksOf(person)).find(({ kind }) => kind === "declined:convocazione")!.detail, /motivo riservato/);
    assert.match(text(await browser.get(path)), /Ha risposto che non può venire/);
    assert.equal((await browser.ask(`${path}/non-posso`, { method: "POST", headers: { "content-type": "multipart/form-data; boundary=x" }, payload: "rotto" })).statusCode, 400);
  });

  it("a paper taken in before the program was killed is found by the same form, and the answer follows", async () => {
    const person = next();
    const { browser, path } = await enter(person);
    const page = await browser.get(`${path}/non-posso`);
    const fields = { ...hidden(page), motivo: "work", spiegazione: "turno" };
    // Killed between: the paper is there, the act is not.
    await db.administer("create or replace function convoca.fall() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$");
    await db.administer("create trigger fall before update on convoca.summons for each row execute function convoca.fall()");
    const fell = await browser.ask(`${path}/non-posso`, { method: "POST", ...multipart(fields, null) });
    await db.administer("drop trigger fall on convoca.summons; drop function convoca.fall()");
    assert.equal(fell.statusCode, 500);
    assert.match(text(fell), /La pagina non è disponibile/);
    assert.deepEqual([await stateOf(person), (await query("select 1 from document where case_id = $1", [person.caseId])).length], ["issued", 1]);
    assert.equal((await browser.ask(`${path}/non-posso`, { method: "POST", ...multipart(fields, null) })).statusCode, 303);
    assert.deepEqual([await stateOf(person), (await query("select 1 from document where case_id = $1", [person.caseId])).length], ["declined", 1]);
  });

  it("a link that is forged, of a cancelled summons or of a past date says so, in plain Italian, with whom to call", async () => {
    const person = next();
    const path = await linkOf(person);
    const other = path.endsWith("2") ? "3" : "2";
    for (const forged of [`${path.slice(0, -1)}${other}`, "/r/abc", `/r/${"2".repeat(20)}`, `/r/${encodeURIComponent("'; drop table summons")}`]) {
      const answer = await phone().get(forged);
      assert.equal(answer.statusCode, 404, forged);
      assert.match(text(answer), /Il collegamento non è valido.*Telefono: 081 000 0000/);
    }
    const cancelled = await perform(
      db.services, db.reference,
      { procedure: "convocazione", caseId: person.caseId, itemId: person.summonsId, act: "cancel", input: { reason: "errore" }, actId: randomUUID(), expectedVersion: null },
      operatorOf(person.officeId),
    );
    assert.ok(cancelled.ok);
    const dead = await phone().get(path);
    assert.equal(dead.statusCode, 410);
    assert.match(text(dead), /L’appuntamento è annullato/);
    const late = next();
    const { browser, path: itsPath, page } = await enter(late);
    await db.setBusinessTime(new Date(Date.parse(late.startsAt) + 60_000).toISOString());
    assert.match(text(await phone().get(itsPath)), /Il tempo per rispondere è passato/);
    assert.equal((await post(browser, `${itsPath}/conferma`, hidden(page))).statusCode, 409, "not even from a visit that was open");
    await db.setBusinessTime(START);
  });

  it("wrong answers are counted for the link and for the address, and waited out longer each time; the right one then waits too", async () => {
    const person = next();
    const path = await linkOf(person);
    const wrong = { giorno: "1", mese: "1", anno: "1980", cf: "000A" };
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) statuses.push((await post(phone(), path, wrong)).statusCode);
    assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429]);
    const locked = await post(phone(), path, answersOf(person));
    assert.equal(locked.statusCode, 429);
    assert.match(text(locked), /Troppi tentativi. Riprovi fra un minuto/);
    const { rows: kept } = await db.services.pools.retention.query<{ seconds: number }>(
      "select extract(epoch from wait_until - failed_at)::int as seconds from reply_try where key = $1", [`link/${person.summonsId}`],
    );
    assert.deepEqual(kept, [{ seconds: 60 }]);
    for (const incomplete of [{}, { ...wrong, giorno: "31", mese: "2" }, { ...wrong, cf: "1234567" }, { ...wrong, anno: "80" }])
      assert.equal((await post(phone(), await linkOf(next()), incomplete as Record<string, string>)).statusCode, 422);
    // Many at once are still one after the other.
    const target = next();
    const at = await linkOf(target);
    const burst = await Promise.all(Array.from({ length: 12 }, () => post(phone(), at, wrong)));
    assert.equal(burst.filter(({ statusCode }) => statusCode === 422).length, 5);
  });

  it("a visit opens its own case and nothing else: the part behind the page sees one person, no document, no secret of the desks", async () => {
    const person = next();
    const { browser } = await enter(person);
    const secret = browser.jar.get("risposta")!;
    const pool = db.services.pools.replies;
    const count = async (sql: string): Promise<number> => inVisit(pool, secret, async (client) => Number((await client.query(`select count(*)::int as n from ${sql}`)).rows[0].n));
    for (const table of ["case_file", "person", "benefit", "competence"]) assert.equal(await count(table), 1, table);
    const cases = async (table: string): Promise<string[]> =>
      inVisit(pool, secret, async (client) => (await client.query<{ c: string }>(`select distinct case_id::text as c from ${table}`)).rows.map(({ c }) => c));
    for (const table of ["summons", "appointment", "message", "desk_task", "term"]) assert.deepEqual((await cases(table)).filter((one) => one !== person.caseId), [], table);
    for (const table of ["document_chunk", "document_key", "desk_secret", "app_user", "worklist", "notice", "reply_visit", "reply_try", "incoming_sms"])
      await assert.rejects(count(table), { code: "42501" }, table);
    // Without a visit, with an invented one, with one that is over: nobody.
    for (const none of ["", "x".repeat(43)]) {
      const seen = await inVisit(pool, none, async (client) => (await client.query("select 1 from case_file")).rowCount);
      assert.equal(seen, 0);
    }
    await db.administer("alter table convoca.reply_visit no force row level security");
    await db.administer("update convoca.reply_visit set expires_at = clock_timestamp() where case_id = $1", [person.caseId]);
    await db.administer("alter table convoca.reply_visit force row level security");
    assert.equal(await inVisit(pool, secret, async (client) => (await client.query("select 1 from case_file")).rowCount), 0);
    const ended = await browser.get(await linkOf(person));
    assert.match(text(ended), /Prima di continuare/);
    // The visit of one person does not open another's link.
    const two = next();
    const visiting = await enter(next());
    assert.match(text(await visiting.browser.get(await linkOf(two))), /Prima di continuare/);
    assert.equal((await post(visiting.browser, `${await linkOf(two)}/conferma`, { atto: randomUUID(), versione: "2" })).statusCode, 303);
    assert.equal(await stateOf(two), "issued");
  });

  it("speaks the language that the person chooses, and remembers it by an act", async () => {
    const person = next();
    const path = await linkOf(person);
    const browser = phone();
    const arabic = await browser.get(`${path}?lingua=ar`);
    assert.match(arabic.body, /<html lang="ar" dir="rtl">/);
    const checked = await post(browser, path, { ...answersOf(person), lingua: "ar" });
    assert.match((await browser.get(checked.headers.location!)).body, /<html lang="ar" dir="rtl">.*موعدك/s);
    assert.equal((await post(browser, `${path}/lingua`, { lingua: "uk" })).statusCode, 303);
    assert.match(text(await browser.get(path)), /Ваша зустріч/);
    assert.match(text((await enter(person)).page), /Ваша зустріч/);
    const chosen = (await actsOf(db.services, person.caseId)).filter(({ kind }) => kind === "language-chosen").map(({ payload }) => payload["language"]);
    assert.deepEqual(chosen, ["ar", "uk"]);
    const french = await phone().ask(path, { headers: { "accept-language": "fr-FR,fr;q=0.9" } });
    assert.match(text(french), /Avant de continuer/);
  });

  it("one address that asks without end is told to wait, and others are not", async () => {
    const greedy = phone();
    const answers = await Promise.all(Array.from({ length: 140 }, () => greedy.get("/r/abc")));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    assert.ok(refused.length > 0 && refused.length < 140, String(refused.length));
    assert.match(text(refused[0]!), /Troppe richieste/);
    assert.equal((await phone().get("/r/abc")).statusCode, 404);
  });

  it("takes the date into a calendar", async () => {
    const person = next();
    const { browser, path } = await enter(person);
    const file = await browser.get(`${path}/appuntamento.ics`);
    assert.match(String(file.headers["content-type"]), /^text\/calendar/);
    assert.match(file.body, new RegExp(`DTSTART:${person.startsAt.replaceAll(/[-:]|\.000/g, "")}`));
    assert.ok(!file.body.includes("ATTENDEE"));
  });

  it("leaves a register that verifies", async () => {
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
