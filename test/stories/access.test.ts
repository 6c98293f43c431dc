// Story: who has seen whom. Each opening is written with its why, nobody can change what is written, and what is unusual is told to the auditor.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { AccessFlags, Accesses, AccessRules, Kin, Municipalities, OfficeUsers, PersonAccesses, Visit } from "../../src/contract/access.ts";
import { reviewAccesses } from "../../src/services/access/review.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { inOffice } from "../../src/store/pools.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";

const USERS = ["operator", "day-sheet-clerk", "office-manager", "second-officer", "regional", "administrator", "auditor"] as const;
const WITHOUT_OFFICE: ReadonlySet<string> = new Set(["regional", "administrator", "auditor"]);

describe("Registro degli accessi", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let office: string;
  let otherOffice: string;
  /** A person convened in `office`, and one of another office. */
  let caseId: string;
  let otherCase: string;
  const browsers = new Map<string, Browser>();
  const as = (role: (typeof USERS)[number] | "neighbour"): Browser => browsers.get(role)!;

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 200 });
    const calls = await convened(database.services);
    ({ officeId: office, caseId } = calls[0]!);
    const other = calls.find((call) => call.officeId !== office)!;
    ({ officeId: otherOffice, caseId: otherCase } = other);
    app = await openDoor(database);
    const enter = async (name: string, role: string, of: string | null): Promise<void> => {
      const choices = [{ role, office: of }];
      browsers.set(name, await enteredAs(app, database, await addUser(database, name, choices), choices));
    };
    for (const role of USERS) await enter(role, role, WITHOUT_OFFICE.has(role) ? null : office);
    await enter("neighbour", "operator", otherOffice);
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  /** The log as the auditor's role holds it, without the auditor's own lines. */
  const log = async (condition = "true"): Promise<Record<string, unknown>[]> =>
    (await database.services.pools.audit.query(`select * from access_log where actor <> 'auditor' and ${condition} order by id`)).rows;
  const open = async (browser: Browser, id = caseId): Promise<number> => (await browser.get(`/api/cases/${id}`)).statusCode;

  it("each opening is one line: who, in which role and office, when, and which work was at hand", async () => {
    const before = (await log()).length;
    assert.equal(await open(as("operator")), 200);
    assert.equal(await open(as("operator")), 200);
    const [one, two, ...rest] = (await log()).slice(before);
    assert.deepEqual(rest, []);
    for (const line of [one, two]) {
      assert.deepEqual(
        [line?.["actor"], line?.["actor_role"], line?.["office_id"], line?.["case_id"], line?.["action"], line?.["hits"]],
        ["operator", "operator", office, caseId, "person-page", 1],
      );
      assert.equal(line?.["business_at"], "2019-09-02T08:00:00.000Z");
      // The term of the first contact runs out within thirty days of the second of September.
      assert.ok(["appointment", "term", "desk-task"].includes(String(line?.["reason_kind"])), String(line?.["reason_kind"]));
    }
  });

  it("a person of another office is not opened, and nothing is written of the attempt as if it had been", async () => {
    const before = (await log()).length;
    assert.equal(await open(as("operator"), otherCase), 404);
    assert.equal((await log()).length, before);
  });

  it("a list is one line with how many it showed", async () => {
    const answer = await as("operator").get("/api/cases?list=all");
    const shown = answer.json<{ rows: unknown[] }>().rows.length;
    assert.ok(shown > 1);
    const [line] = (await log()).slice(-1);
    assert.deepEqual([line?.["action"], line?.["hits"], line?.["case_id"]], ["list:all", shown, null]);
  });

  it("no working role changes or takes away a line, nor chooses when it was written", async () => {
    for (const [part, pool] of Object.entries(database.services.pools)) {
      const tryTo = (sql: string): Promise<string> => pool.query(sql).then(({ rowCount }) => `done to ${rowCount}`, (error: { code: string }) => error.code);
      assert.equal(await tryTo("update access_log set actor = 'altri'"), "42501", part);
      const deleted = await tryTo("delete from access_log");
      // The retention may, but sees only what is old enough.
      assert.ok(deleted === "42501" || (part === "retention" && deleted === "done to 0"), `${part}: ${deleted}`);
      assert.equal(await tryTo("truncate access_log"), "42501", part);
    }
    const { app: pool } = database.services.pools;
    const forge = (columns: string, values: string): Promise<unknown> =>
      inOffice(pool, office, (db) => db.query(`insert into access_log (business_at, actor, actor_role, action, ${columns}) values (now(), 'x', 'operator', 'list:all', ${values})`));
    await assert.rejects(forge("office_id, at", `'${office}', now() - interval '1 day'`), { code: "42501" });
    await assert.rejects(forge("office_id", `'${otherOffice}'`), { code: "42501" });
    await assert.rejects(forge("office_id, case_id", `'${office}', '${otherCase}'`), { code: "42501" });
    await assert.rejects(
      inOffice(pool, office, (db) => db.query(`insert into access_log (business_at, actor, actor_role, office_id, case_id, action) values (now(), 'x', 'operator', $1, $2, 'person-page')`, [office, caseId])),
      { code: "23514" },
    );
  });

  it("erased by age only: what is younger than the node keeps it is not there for the retention", async () => {
    await database.administer(`alter table access_log no force row level security`);
    await database.administer(
      `insert into access_log (at, business_at, actor, actor_role, action)
       select now() - make_interval(months => m), now(), 'antico', 'operator', 'prova' from unnest(array[5, 7, 23, 25]) m`,
    );
    await database.administer(`alter table access_log force row level security`);
    const { retention, intake } = database.services.pools;
    const left = async (): Promise<number> => (await log("actor = 'antico'")).length;
    await retention.query("delete from access_log");
    assert.equal(await left(), 3);
    await intake.query(`update installation set settings = settings || '{"accessLogMonths": 1}'`);
    await retention.query("delete from access_log");
    assert.equal(await left(), 1, "never less than six months");
    await intake.query(`update installation set settings = settings - 'accessLogMonths'`);
  });

  it("the manager of the office sees who has opened the page; the others do not, nor does another office", async () => {
    const answer = await as("office-manager").get(`/api/cases/${caseId}/accesses`);
    assert.equal(answer.statusCode, 200);
    const { rows } = answer.json<PersonAccesses>();
    assert.ok(rows.length >= 2);
    assert.deepEqual([rows[0]?.actor, rows[0]?.actorName, rows[0]?.action], ["operator", "Persona operator", "person-page"]);
    for (const role of ["operator", "day-sheet-clerk", "second-officer", "regional", "administrator", "neighbour"] as const)
      assert.equal((await as(role).get(`/api/cases/${caseId}/accesses`)).statusCode, 403, role);
    assert.equal((await as("office-manager").get(`/api/cases/${otherCase}/accesses`)).statusCode, 404);
  });

  it("where nothing is to be done the reason is asked, chosen, and written beside the opening", async () => {
    const { worker, intake } = database.services.pools;
    await intake.query("update term set met_at = now(), met_by = 'prova' where case_id = $1", [caseId]);
    await worker.query("update appointment set state = 'released' where case_id = $1", [caseId]);
    await worker.query("update desk_task set closed_at = now(), closed_by = 'prova' where case_id = $1", [caseId]);
    const operator = as("operator");
    const visit = async (): Promise<Visit> => (await operator.get(`/api/cases/${caseId}/visit`)).json();
    assert.equal(await open(operator), 200);
    assert.deepEqual(await visit(), { reasonKind: "none", asked: true });
    const tell = (body: object): Promise<string> => operator.post(`/api/cases/${caseId}/access-reason`, body).then(codeIn);
    assert.equal(await tell({ kind: "curiosity" }), "DATI_NON_VALIDI");
    assert.equal(await tell({ kind: "other" }), "DATI_NON_VALIDI");
    assert.equal(await tell({ kind: "call", note: "chiede la data" }), "200");
    assert.deepEqual(await visit(), { reasonKind: "call", asked: false });
    const [line] = (await log()).slice(-1);
    assert.deepEqual([line?.["action"], line?.["reason_kind"], line?.["reason"], line?.["hits"]], ["person-reason", "call", "chiede la data", 0]);
    assert.equal((await as("neighbour").post(`/api/cases/${caseId}/access-reason`, { kind: "call" })).statusCode, 404);
  });

  describe("accessi insoliti", () => {
    const flags = async (state = "open"): Promise<AccessFlags> => {
        const answer = await as("auditor").get(`/api/access-flags?state=${state}`);
        assert.equal(answer.statusCode, 200, answer.body);
        return answer.json();
      };
    const flagOf = async (rule: string): Promise<AccessFlags["rows"][number] | undefined> => (await flags()).rows.find((row) => row.rule === rule);

    it("ordinary work raises none", async () => {
      assert.deepEqual((await flags()).rows, []);
    });

    it("a protected person: marked by the manager only, flagged at each opening until no longer", async () => {
      const mark = (browser: Browser, isProtected: boolean): Promise<string> =>
        browser.post(`/api/cases/${caseId}/protection`, { isProtected, reason: "parente di una collega" }).then(codeIn);
      assert.equal(await mark(as("operator"), true), "PERMESSO_MANCANTE");
      assert.equal(await mark(as("office-manager"), false), "PERSONA_NON_PROTETTA");
      assert.equal(await mark(as("office-manager"), true), "200");
      assert.equal(await mark(as("office-manager"), true), "PERSONA_GIA_PROTETTA");
      await open(as("operator"));
      await as("operator").post(`/api/cases/${caseId}/access-reason`, { kind: "at-desk" });
      await open(as("operator"));
      await reviewAccesses(database.services, database.reference);
      const flag = await flagOf("protected");
      assert.deepEqual([flag?.actor, flag?.caseId, flag?.day, flag?.count], ["operator", caseId, "2019-09-02", 2]);
      assert.ok(flag!.person!.surname.length > 0);
      assert.equal(await mark(as("office-manager"), false), "200");
    });

    it("a relative, by the surname and the municipality that were declared", async () => {
      const { rows } = await database.services.pools.intake.query<{ surname: string; municipality: string }>(
        `select p.surname, p.residence ->> 'municipalityCode' as municipality from person p join case_file f on f.person_id = p.id where f.id = $1`,
        [otherCase],
      );
      const { surname, municipality } = rows[0]!;
      const declare = (browser: Browser, body: object): Promise<string> => browser.post("/api/user-kin", body).then(codeIn);
      const kin = { login: "neighbour", surname: surname.toLowerCase(), municipality };
      assert.equal(await declare(as("operator"), kin), "PERMESSO_MANCANTE");
      assert.equal(await declare(as("office-manager"), kin), "UTENTE_DI_ALTRA_SEDE");
      assert.equal(await declare(as("office-manager"), { ...kin, login: "office-manager" }), "FAMIGLIA_PROPRIA");
      assert.equal(await declare(as("office-manager"), { ...kin, login: "operator" }), "200");
      assert.equal(await declare(as("administrator"), { ...kin, login: "nessuno" }), "COMUNE_O_UTENTE_SCONOSCIUTO");
      assert.equal(await declare(as("administrator"), { ...kin, municipality: "Z999" }), "COMUNE_O_UTENTE_SCONOSCIUTO");
      assert.equal(await declare(as("administrator"), { ...kin, surname: "<b>" }), "COGNOME");
      assert.equal(await declare(as("administrator"), kin), "200");
      assert.equal(await declare(as("administrator"), kin), "200", "the same one twice is one");
      const listed = async (browser: Browser): Promise<Kin["rows"]> => (await browser.get("/api/user-kin")).json<Kin>().rows;
      assert.deepEqual((await listed(as("administrator"))).map((row) => row.login).toSorted(), ["neighbour", "operator"]);
      const [own] = await listed(as("office-manager"));
      assert.deepEqual([own?.login, own?.name, (await listed(as("office-manager"))).length], ["operator", "Persona operator", 1]);
      assert.equal(await as("office-manager").post(`/api/user-kin/${own!.id}/remove`).then(codeIn), "200");
      assert.equal(await as("office-manager").post(`/api/user-kin/${own!.id}/remove`).then(codeIn), "FAMIGLIA_ASSENTE");
      const [theirs] = await listed(as("administrator"));
      assert.equal(await as("office-manager").post(`/api/user-kin/${theirs!.id}/remove`).then(codeIn), "UTENTE_DI_ALTRA_SEDE");
      const users = (await as("office-manager").get("/api/office-users")).json<OfficeUsers>().users.map((user) => user.login);
      assert.deepEqual(users.toSorted(), ["day-sheet-clerk", "operator", "second-officer"], "whom she may name: not herself");
      const found = (await as("office-manager").get("/api/municipalities?q=SANT'AGAT")).json<Municipalities>().rows;
      assert.ok(found.length > 0 && found.every((row) => row.name.toLowerCase().startsWith("sant")));
      assert.equal(await open(as("neighbour"), otherCase), 200);
      const flag = await flagOf("relative");
      assert.deepEqual([flag?.actor, flag?.caseId, flag?.detail["municipality"]], ["neighbour", otherCase, municipality]);
    });

    it("by night, and on a Sunday", async () => {
      await database.setBusinessTime("2019-09-08T09:00:00.000Z");
      await open(as("neighbour"), otherCase);
      await database.setBusinessTime("2019-09-02T21:00:00.000Z");
      await open(as("neighbour"), otherCase);
      await database.setBusinessTime("2019-09-02T08:00:00.000Z");
      const found = (await flags()).rows.filter((row) => row.rule === "out-of-hours");
      assert.deepEqual(found.map((row) => `${row.day} ${String(row.detail["why"])}`).toSorted((a, b) => a.localeCompare(b)), ["2019-09-02 hour", "2019-09-08 closed-day"]);
    });

    it("many persons in a short time, with the number that the Region has set", async () => {
      const change = (browser: Browser, body: object): Promise<string> => browser.post("/api/access-rules/burst", body).then(codeIn);
      const five = { active: true, parameters: { persons: 5 }, reason: "sede piccola" };
      assert.equal(await change(as("administrator"), five), "PERMESSO_MANCANTE");
      assert.equal(await change(as("auditor"), { ...five, reason: " " }), "DATI_NON_VALIDI");
      assert.equal(await change(as("auditor"), { ...five, parameters: { persons: 1 } }), "PARAMETRO_FUORI_LIMITI");
      assert.equal(await change(as("auditor"), five), "200");
      assert.equal(await as("auditor").post("/api/access-rules/altra", five).then(codeIn), "DATI_NON_VALIDI");
      const { rules } = (await as("auditor").get("/api/access-rules")).json<AccessRules>();
      const burst = rules.find((one) => one.rule === "burst");
      assert.deepEqual([burst?.changed?.by, burst?.changed?.reason, burst?.parameters.map(({ name, value }) => `${name} ${value}`)], ["auditor", "sede piccola", ["persons 5", "minutes 15"]]);
      assert.equal(rules.find((one) => one.rule === "no-act")?.changed, null);
      await assert.rejects(database.services.pools.control.query("update access_rule set active = false"), { code: "42501" });
      const list = (await as("second-officer").get("/api/cases?list=all")).json<{ rows: { caseId: string }[] }>();
      for (const row of list.rows.slice(0, 6)) await open(as("second-officer"), row.caseId);
      const flag = await flagOf("burst");
      assert.deepEqual([flag?.actor, flag?.caseId, flag?.detail["limit"], flag?.count], ["second-officer", null, 5, 6]);
    });

    it("a person about whom nothing is to be done, when the time to say why has passed", async () => {
      await open(as("office-manager"));
      assert.equal(await flagOf("no-act"), undefined);
      const atOnce = { active: true, parameters: { graceMinutes: 0 }, reason: "il motivo si dice subito" };
      assert.equal(await as("auditor").post("/api/access-rules/no-act", atOnce).then(codeIn), "200");
      const flag = await flagOf("no-act");
      assert.deepEqual([flag?.actor, flag?.caseId], ["office-manager", caseId]);
      assert.deepEqual(await reviewAccesses(database.services, database.reference), { looked: 0, raised: 0 });
    });

    it("thresholds and family names are acts of the register, which says who and why and no family name", async () => {
      const { rows } = await database.services.pools.retention.query<{ kind: string; actor: string; payload: string }>(
        `select a.kind, a.actor, y.payload from act a join act_payload y on y.act_id = a.id where a.subject_kind = 'system' and a.kind ~ '^(access-rule|user-kin)' order by a.seq`,
      );
      assert.deepEqual(
        rows.map(({ kind, actor }) => `${kind} ${actor}`),
        ["user-kin-declared office-manager", "user-kin-declared administrator", "user-kin-withdrawn office-manager", "access-rule-changed auditor", "access-rule-changed auditor"],
      );
      assert.deepEqual(JSON.parse(rows[0]!.payload), { user: "operator" });
      assert.match(rows[3]!.payload, /"persons":5.*"persons":40.*sede piccola/);
      assert.deepEqual((await verifyRegister(database.services)).faults, []);
    });

    it("is closed by an auditor, once, with a reason; and stays as it was found", async () => {
      const flag = (await flagOf("burst"))!;
      const close = (browser: Browser, body: object): Promise<string> => browser.post(`/api/access-flags/${flag.id}/close`, body).then(codeIn);
      const closing = { outcome: "explained", reason: "recupero dei fascicoli prima della riunione" };
      assert.equal(await close(as("administrator"), closing), "PERMESSO_MANCANTE");
      assert.equal(await close(as("auditor"), { ...closing, reason: "" }), "DATI_NON_VALIDI");
      assert.equal(await close(as("auditor"), closing), "200");
      assert.equal(await close(as("auditor"), closing), "SEGNALAZIONE_CHIUSA");
      const [closed] = (await flags("closed")).rows;
      assert.deepEqual([closed?.id, closed?.closed?.by, closed?.closed?.outcome, closed?.count], [flag.id, "auditor", "explained", 6]);
      const { audit } = database.services.pools;
      await assert.rejects(audit.query("update access_flag set closed_reason = 'altro' where id = $1", [flag.id]), { code: "23514" });
      await assert.rejects(audit.query("update access_flag set actor = 'altro' where id = $1", [flag.id]), { code: "42501" });
      await assert.rejects(audit.query("delete from access_flag"), { code: "42501" });
      await assert.rejects(audit.query("update access_flag set closed_at = now(), closed_by = actor, outcome = 'explained', closed_reason = 'x' where closed_at is null"), { code: "23514" });
    });

    it("the auditor finds accesses by person, user, office and day, and is written down too", async () => {
      const find = async (query: string): Promise<Accesses> => {
        const answer = await as("auditor").get(`/api/accesses?${query}`);
        assert.equal(answer.statusCode, 200, answer.body);
        return answer.json();
      };
      const all = (await find("")).rows;
      assert.ok(all.length > 10);
      const person = all.find((row) => row.caseId === caseId)!.person!;
      const byName = (await find(`person=${encodeURIComponent(`${person.name.slice(0, 3)} ${person.surname}`.toLowerCase())}`)).rows;
      assert.ok(byName.some((row) => row.caseId === caseId) && byName.every((row) => row.person?.surname === person.surname));
      assert.ok((await find(`case=${otherCase}`)).rows.every((row) => row.caseId === otherCase));
      assert.deepEqual(new Set((await find("user=neighbour")).rows.map((row) => row.actor)), new Set(["neighbour"]));
      assert.ok((await find(`office=${office}`)).rows.every((row) => row.actor !== "neighbour"));
      assert.deepEqual((await find("day=2019-09-08")).rows.map((row) => row.actor), ["neighbour"]);
      assert.ok(all.some((row) => row.flagged) && all.some((row) => !row.flagged));
      assert.ok(all.some((row) => row.actor === "auditor" && row.action === "access-flags"));
      for (const role of USERS.filter((one) => one !== "auditor"))
        for (const path of ["/api/accesses", "/api/access-flags"]) assert.equal((await as(role).get(path)).statusCode, 403, `${role} ${path}`);
    });
  });
});
