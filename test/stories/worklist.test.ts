// The worklist as an office sees it: a row a person, right after every act; filters, counts and pages that agree; who follows whom.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import { readChoice } from "../../src/contract/worklist-choice.ts";
import type { Assigned, Colleagues, SavedViews, Worklist, WorklistCounts } from "../../src/contract/worklist.ts";
import { FILTER_NAMES } from "../../src/domain/worklist/filters.ts";
import { PENDING } from "../../src/domain/worklist/pending.ts";
import type { PendingRule } from "../../src/domain/worklist/pending.ts";
import { inOffice } from "../../src/store/pools.ts";
import { countWorklist, listWorklist } from "../../src/store/read/worklist.ts";
import { convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { act, outcomeOf, query } from "./fixtures/case-life.ts";

const NOW = "2019-09-02T08:00:00.000Z";
const ASKING = { login: "anna", now: NOW, today: "2019-09-02" };
const SOME = 7;
const MANY = { burst: 1_000_000, perSecond: 1_000_000 };

describe("L’elenco di lavoro", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let all: Convened[] = [];
  let office = "";
  let elsewhere = "";
  const browsers: Record<string, Browser> = {};

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 320 });
    app = await openDoor(database, { limits: { perUser: MANY, perAddress: MANY } });
    all = await convened(database.services);
    office = all[0]!.officeId;
    elsewhere = all.find((one) => one.officeId !== office)!.officeId;
    for (const [login, role, where] of [
      ["anna", "operator", office],
      ["bruno", "operator", office],
      ["capo", "office-manager", office],
      ["carla", "operator", elsewhere],
    ] as const) {
      const choices = [{ role, office: where }];
      browsers[login] = await enteredAs(app, database, await addUser(database, login, choices), choices);
    }
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const mine = (at = 0): string => all.filter((one) => one.officeId === office)[at]!.caseId;
  const read = async <T>(login: string, path: string): Promise<T> => {
    const answer = await browsers[login]!.get(path);
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 300)}`);
    return answer.json<T>();
  };
  const done = async <T>(login: string, path: string, body: object): Promise<T> => {
    const answer = await browsers[login]!.post(path, body);
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 300)}`);
    return answer.json<T>();
  };
  const rowOf = async (login: string, caseId: string): Promise<Worklist["rows"][number] | undefined> => {
    const [{ code } = { code: "" }] = await query<{ code: string }>(
      database,
      "select p.tax_code as code from case_file f join person p on p.id = f.person_id where f.id = $1",
      [caseId],
    );
    return (await read<Worklist>(login, `/api/worklist?cerca=${code}`)).rows.find((row) => row.caseId === caseId);
  };
  const kindsOf = async (caseId: string): Promise<(string | null)[]> => (await rowOf("anna", caseId))?.pending.map((one) => one.kind) ?? [];

  /** Every row made anew says what it said: nothing was written past the list. */
  const assertRight = async (): Promise<void> => {
    const rows = () => query<object>(database, "select * from worklist order by case_id");
    const before = await rows();
    await database.services.pools.worker.query("select worklist_refresh(array(select case_id from competence))");
    assert.deepEqual(before, await rows());
  };

  it("la tabella dei sospesi è la stessa nel programma e nella base di dati", async () => {
    const stored = await query<{ rule: string }>(database, "select procedure || '/' || state || '/' || bit as rule from worklist_rule order by 1");
    const own = Object.values(PENDING as Readonly<Record<string, PendingRule>>).flatMap(({ bit, from = [] }) =>
      from.flatMap(([procedure, ...states]) => states.map((state) => `${procedure}/${state}/${bit}`)),
    );
    assert.deepEqual(stored.map(({ rule }) => rule).toSorted(), own.toSorted());
  });

  it("dopo l’arrivo, il piano e l’invio ogni riga dice il vero, e ogni persona della sede ne ha una", async () => {
    const [counted] = await query<{ rows: number; cases: number }>(
      database,
      "select (select count(*)::int from worklist) as rows, (select count(*)::int from competence) as cases",
    );
    assert.equal(counted!.rows, counted!.cases);
    await assertRight();
    const kinds = await kindsOf(mine());
    assert.deepEqual(new Set(kinds), new Set(["did-missing", "no-answer"]));
  });

  it("ogni filtro conta quante persone elenca, pagina dopo pagina, senza perderne né ripeterne", async () => {
    await inOffice(database.services.pools.app, office, async (db) => {
      const choice = (filtri: string) => readChoice((name) => (name === "filtri" ? filtri : null));
      const counts = await countWorklist(db, choice(""), ASKING);
      assert.ok(counts.total > 2 * SOME, "the office is too small for three pages");
      for (const name of ["", ...FILTER_NAMES]) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listWorklist(db, choice(name), ASKING, cursor, SOME);
          seen.push(...page.rows.map((row) => row.caseId));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        assert.equal(new Set(seen).size, seen.length, name);
        assert.equal(seen.length, name === "" ? counts.total : counts.filters[name as (typeof FILTER_NAMES)[number]], name);
      }
      const both = await countWorklist(db, choice("did-mancante,senza-risposta"), ASKING);
      const one = await countWorklist(db, choice("senza-risposta"), ASKING);
      assert.equal(both.total, one.filters["did-mancante"]);
    });
  });

  it("la scadenza più vicina viene prima, con la sua norma", async () => {
    const { rows } = await read<Worklist>("anna", "/api/worklist");
    const days = rows.map((row) => row.pending[0]?.dueOn ?? "9999");
    assert.deepEqual(days, days.toSorted());
    const due = rows.flatMap((row) => row.pending).filter((one) => one.dueOn !== null);
    assert.ok(due.length > 0);
    for (const one of due) assert.match(one.law ?? "", /DL 4\/2019|DLgs|D\.lgs|Delibera/i, JSON.stringify(one));
  });

  it("un atto si vede subito: resa la DID la persona è da profilare", async () => {
    const caseId = mine(1);
    assert.equal(outcomeOf(await act(database, operatorOf(office), { caseId, procedure: "did", act: "take", input: { declaredOn: "2019-09-02", signed: true } })), "given");
    const kinds = await kindsOf(caseId);
    assert.ok(kinds.includes("profile-missing") && !kinds.includes("did-missing"), kinds.join());
    await assertRight();
  });

  it("un caso si affida, si passa a un collega e si rende; ogni passo è un atto con chi l’aveva prima", async () => {
    const cases = [mine(2), mine(3), mine(4), mine(5)];
    const { colleagues } = await read<Colleagues>("anna", "/api/worklist/colleagues");
    assert.deepEqual(colleagues.map((one) => one.login), ["anna", "bruno", "capo"]);
    const first = await done<Assigned>("anna", "/api/worklist/assign", { cases, to: ["anna", "bruno"] });
    assert.equal(first.assigned, 4);
    assert.deepEqual(first.previous, [{ operator: null, cases }]);
    const load = await read<Worklist>("anna", "/api/worklist?vista=mio");
    assert.deepEqual(new Set(load.rows.map((row) => row.caseId)), new Set([cases[0], cases[2]]));
    assert.equal((await read<WorklistCounts>("anna", "/api/worklist/counts?vista=mio")).filters["nuovi-per-me"], 2);
    const again = await done<Assigned>("bruno", "/api/worklist/assign", { cases, to: ["bruno"] });
    assert.deepEqual([again.assigned, again.unchanged], [2, 2]);
    await done("bruno", "/api/worklist/assign", { cases: [cases[0]], to: [] });
    const acts = await query<{ payload: string }>(
      database,
      "select p.payload from act a join act_payload p on p.act_id = a.id where a.subject_id = $1 and a.kind = 'case-assigned' order by a.seq",
      [cases[0]],
    );
    assert.deepEqual(acts.map(({ payload }) => ({ ...JSON.parse(payload), office: "" })), [
      { to: "anna", from: null, office: "" },
      { to: "bruno", from: "anna", office: "" },
      { to: null, from: "bruno", office: "" },
    ]);
    await assertRight();
  });

  it("due operatori che prendono gli stessi casi nello stesso istante: ogni caso è di uno solo", async () => {
    const cases = Array.from({ length: 8 }, (_, at) => mine(6 + at));
    await Promise.all([
      done("anna", "/api/worklist/assign", { cases, to: ["anna"] }),
      done("bruno", "/api/worklist/assign", { cases: cases.toReversed(), to: ["bruno"] }),
    ]);
    const open = await query<{ operator: string; cases: number }>(
      database,
      "select operator, count(*)::int as cases from case_assignment where ended_at is null and case_id = any($1::uuid[]) group by 1",
      [cases],
    );
    assert.equal(open.reduce((sum, one) => sum + one.cases, 0), cases.length);
    await assertRight();
  });

  it("non si affida a chi non è della sede, né ciò che non è della sede", async () => {
    const theirs = all.find((one) => one.officeId === elsewhere)!.caseId;
    assert.equal(codeIn(await browsers["anna"]!.post("/api/worklist/assign", { cases: [mine()], to: ["carla"] })), "OPERATORE_NON_DELLA_SEDE");
    assert.equal(codeIn(await browsers["anna"]!.post("/api/worklist/assign", { cases: [theirs], to: ["anna"] })), "NESSUN_CASO_DELLA_SEDE");
    const mixed = await done<Assigned>("anna", "/api/worklist/assign", { cases: [theirs, mine(14)], to: ["anna"] });
    assert.deepEqual([mixed.assigned, mixed.missing], [1, 1]);
    assert.equal(codeIn(await browsers["anna"]!.post("/api/worklist/assign", { cases: [], to: ["anna"] })), "DATI_NON_VALIDI");
  });

  it("un trasferimento toglie il caso a chi lo seguiva e lo porta nell’elenco dell’altra sede", async () => {
    const caseId = mine(15);
    await done("anna", "/api/worklist/assign", { cases: [caseId], to: ["anna"] });
    await database.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [caseId, elsewhere]);
    assert.equal(await rowOf("anna", caseId), undefined);
    const row = await rowOf("carla", caseId);
    assert.equal(row?.operator, null);
    const [ended] = await query<{ because: string }>(database, "select ended_because as because from case_assignment where case_id = $1", [caseId]);
    assert.equal(ended!.because, "transfer");
    await database.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [caseId, office]);
    await assertRight();
  });

  it("chi aspetta resta in attesa fino al giorno detto, o fino al prossimo atto", async () => {
    const caseId = mine(16);
    const wait = { until: "2019-09-20", reason: "documents", note: "porta il contratto" };
    assert.equal(codeIn(await browsers["anna"]!.post(`/api/cases/${caseId}/wait`, { ...wait, until: "2019-09-02" })), "DATA_PASSATA");
    assert.equal(codeIn(await browsers["anna"]!.post(`/api/cases/${caseId}/wait`, { ...wait, until: "2019-02-30" })), "DATA_INESISTENTE");
    assert.equal(codeIn(await browsers["anna"]!.post(`/api/cases/${caseId}/wait`, { ...wait, until: "2031-01-01" })), "DATA_LONTANA");
    assert.equal(codeIn(await browsers["anna"]!.post(`/api/cases/${caseId}/wait`, { ...wait, reason: "other", note: " " })), "MOTIVO_MANCANTE");
    assert.equal(codeIn(await browsers["carla"]!.post(`/api/cases/${caseId}/wait`, wait)), "NON_TROVATO");
    await done("anna", `/api/cases/${caseId}/wait`, wait);
    await done("bruno", `/api/cases/${caseId}/wait`, { ...wait, until: "2019-09-25" });
    assert.equal((await rowOf("anna", caseId))?.wait?.until, "2019-09-25");
    assert.equal((await read<Worklist>("anna", "/api/worklist?filtri=in-attesa")).rows.length, 1);
    await act(database, operatorOf(office), { caseId, procedure: "did", act: "take", input: { declaredOn: "2019-09-02", signed: true } });
    assert.equal((await rowOf("anna", caseId))?.wait, null);
    assert.equal(codeIn(await browsers["anna"]!.post(`/api/cases/${caseId}/wait/end`)), "NON_IN_ATTESA");
    await assertRight();
  });

  it("un promemoria per persona: si cambia, non si salva uguale, si toglie", async () => {
    const caseId = mine(17);
    const note = { reason: "call", text: "dopo le 17", dueOn: "2019-09-03" };
    await done("anna", `/api/cases/${caseId}/note`, note);
    assert.equal(codeIn(await browsers["bruno"]!.post(`/api/cases/${caseId}/note`, note)), "PROMEMORIA_UGUALE");
    await done("bruno", `/api/cases/${caseId}/note`, { ...note, text: "dopo le 18" });
    const row = await rowOf("anna", caseId);
    const pending = row?.pending.find((one) => one.kind === "note");
    assert.deepEqual([row?.note?.text, pending?.detail, pending?.daysLeft], ["dopo le 18", "Chiamare la persona: dopo le 18", 1]);
    const versions = await query(database, "select 1 from case_note where case_id = $1", [caseId]);
    assert.equal(versions.length, 2);
    await done("anna", `/api/cases/${caseId}/note/remove`, {});
    assert.equal(codeIn(await browsers["anna"]!.post(`/api/cases/${caseId}/note/remove`)), "NESSUN_PROMEMORIA");
    await assertRight();
  });

  it("i filtri salvati sono di chi li salva o della sede, e tengono solo ciò che il programma conosce", async () => {
    const choice = "vista=sede&filtri=da-convocare,inventato&ordine=nome&altro=1";
    await done("anna", "/api/worklist/views", { name: "I miei", shared: false, choice });
    await done("anna", "/api/worklist/views", { name: "Di tutti", shared: true, choice });
    assert.equal(codeIn(await browsers["anna"]!.post("/api/worklist/views", { name: "di TUTTI", shared: true, choice })), "FILTRO_GIA_PRESENTE");
    const seen = async (login: string) => (await read<SavedViews>(login, "/api/worklist/views")).views.map(({ name, mine: own }) => [name, own]);
    assert.deepEqual(await seen("anna"), [["I miei", true], ["Di tutti", true]]);
    assert.deepEqual(await seen("bruno"), [["Di tutti", false]]);
    assert.deepEqual(await seen("carla"), []);
    const [, shared] = (await read<SavedViews>("anna", "/api/worklist/views")).views;
    assert.equal(shared!.choice, "vista=sede&filtri=da-convocare&ordine=nome");
    assert.equal(codeIn(await browsers["bruno"]!.post(`/api/worklist/views/${shared!.id}/remove`)), "NON_TROVATO");
    assert.equal(codeIn(await browsers["carla"]!.post(`/api/worklist/views/${shared!.id}/remove`)), "NON_TROVATO");
    await done("capo", `/api/worklist/views/${shared!.id}/remove`, {});
  });

  it("l’elenco esce come file: nel registro degli accessi c’è quante persone, e nessuna cella è una formula", async () => {
    const caseId = mine(18);
    await done("anna", `/api/cases/${caseId}/note`, { reason: "other", text: "=HYPERLINK(\"http://x\")", dueOn: null });
    const answer = await browsers["anna"]!.get("/api/worklist/export.csv?colonne=taxCode,note,phone");
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers["content-disposition"]), /attachment/);
    const lines = answer.body.split("\r\n").filter((line) => line !== "");
    assert.equal(lines[0], "\uFEFFCognome;Nome;Codice fiscale;Promemoria;Telefono;In sospeso");
    const [log] = await query<{ hits: number }>(
      { ...database, services: { ...database.services, pools: { ...database.services.pools, worker: database.services.pools.retention } } },
      "select hits from access_log where actor = 'anna' and action = 'worklist-export' order by id desc limit 1",
    );
    assert.equal(log!.hits, lines.length - 1);
    for (const cell of answer.body.split(/[;\r\n]+/)) assert.doesNotMatch(cell.replace(/^"/, ""), /^\s*[=+@]/, cell);
  });

  it("si trova per nome con accenti ed errori, codice fiscale, protocollo e telefono, anche insieme a un filtro", async () => {
    const [person] = await query<{ caseId: string; surname: string; name: string; code: string; protocol: string; phone: string }>(
      database,
      `select f.id as "caseId", p.surname, p.name, p.tax_code as code, b.protocol, k.value as phone
       from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
       join contact_point k on k.person_id = p.id and k.kind = 'mobile' and k.usable and k.current
       join worklist w on w.case_id = f.id and w.pending & 4 <> 0
       where c.office_id = $1 and length(p.surname) > 6 and p.surname !~ '[^A-Z]' order by f.id limit 1`,
      [office],
    );
    const { surname } = person!;
    const typo = `${surname.slice(0, 4)}${surname.slice(5)}`;
    for (const text of [`${surname} ${person!.name}`, typo, person!.code.toLowerCase(), person!.protocol, person!.phone, person!.phone.replace("+39", "")]) {
      const found = await read<Worklist>("anna", `/api/worklist?filtri=senza-risposta&cerca=${encodeURIComponent(text)}`);
      assert.ok(found.rows.some((row) => row.caseId === person!.caseId), text);
      const counts = await read<WorklistCounts>("anna", `/api/worklist/counts?filtri=senza-risposta&cerca=${encodeURIComponent(text)}`);
      assert.ok(counts.total >= 1, text);
      const other = await read<Worklist>("carla", `/api/worklist?cerca=${encodeURIComponent(text)}`);
      assert.ok(!other.rows.some((row) => row.caseId === person!.caseId), text);
    }
    assert.deepEqual((await read<Worklist>("anna", "/api/worklist?cerca=%27%3B%20drop%20table")).rows, []);
    assert.equal(codeIn(await browsers["anna"]!.get("/api/worklist?filtri=inventato")), "DATI_NON_VALIDI");
  });
});
