// Stories of the catalogue and of the groups: the Region keeps the editions, an operator sees what suits a person, places are never exceeded,
// the line is kept, the sheet of a day is written for all at once.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { ActDone, Dossier, FormAnswer } from "../../src/contract/acts.ts";
import type { ActivityMatches, Catalogue, EditionDetail, EditionInput, Group, ImportReport, Sheet, SheetWritten } from "../../src/contract/activities.ts";
import { checkForm, inputOf } from "../../src/contract/check-form.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { formOf } from "../../src/services/acts/form-of.ts";
import { FORMS } from "../../src/services/acts/forms/forms.ts";
import { turnOfDay } from "../../src/services/turn-of-day.ts";
import { convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { filled } from "./fixtures/fill.ts";
import { Way } from "./fixtures/pact-way.ts";

const PACT_DAY = "2019-10-07";
const COURSE: EditionInput = {
  id: "segreteria-1", course: "segreteria", title: "Addetto alla segreteria", kind: "training", nationalCode: "C06", providerCode: "01234567890",
  municipalityId: null, startsOn: "2019-11-04", endsOn: "2019-11-08", enrolBy: "2019-10-31", places: 2, waitingList: true, attendanceKept: true,
  attendanceDays: ["2019-11-04", "2019-11-05"], totalMinutes: 600, fromAge: 18, toAge: null, measures: ["RDC"], qualifications: [], description: null,
  needs: ["training"], seatMunicipality: "Napoli", seatAddress: "via Toledo 1", timetable: "lun e mar, 9–14",
};
const DESK = new Set(["operator", "office-manager", "second-officer"]);

describe("the catalogue and its groups", () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let way: Way;
  let people: Convened[] = [];
  let others: Convened[] = [];
  let operator: Browser;
  let colleague: Browser;
  let neighbour: Browser;
  let region: Browser;
  const office = (): string => people[0]!.officeId;

  before(async () => {
    database = await openTestDatabase();
    way = new Way(database);
    await convenedRegion(database, "base", { households: 90 });
    const all = await convened(database.services);
    people = all.filter(({ officeId }) => officeId === all[0]!.officeId);
    others = all.filter(({ officeId }) => officeId !== all[0]!.officeId);
    app = await openDoor(database);
    const enter = async (login: string, role: "operator" | "administrator", where: string | null): Promise<Browser> => {
      const choices = [{ role, office: where }];
      return enteredAs(app, database, await addUser(database, login, choices), choices);
    };
    operator = await enter("anna.operatrice", "operator", office());
    colleague = await enter("bea.operatrice", "operator", office());
    neighbour = await enter("carla.altrove", "operator", others[0]!.officeId);
    region = await enter("regione.catalogo", "administrator", null);
    await way.on(PACT_DAY);
    for (const person of [...people.slice(0, 5), others[0]!]) await way.signed(person, PACT_DAY);
  });
  after(async () => {
    await app.close();
    await database.close();
  });

  const acted = (browser: Browser, person: Convened, act: string, input: object, item: string | null = null) =>
    browser.post(`/api/cases/${person.caseId}/acts`, { procedure: "attivita", act, item, actId: randomUUID(), expectedVersion: null, input });
  const done = async (browser: Browser, person: Convened, act: string, input: object, item: string | null = null): Promise<ActDone> => {
    const answer = await acted(browser, person, act, input, item);
    assert.equal(answer.statusCode, 200, `${act}: ${answer.body}`);
    return answer.json<ActDone>();
  };
  const accepted = async (browser: Browser, person: Convened, entryId: string): Promise<ActDone> => {
    const { itemId } = await done(browser, person, "propose", { entryId, on: PACT_DAY });
    return done(browser, person, "accept", { on: PACT_DAY, personAgrees: true }, itemId);
  };
  const group = async (browser: Browser, id: string): Promise<Group> => (await browser.get(`/api/activities/${id}/group`)).json<Group>();

  it("the Region enters an edition; what is wrong is named field by field, and only the Region may", async () => {
    assert.equal(codeIn(await operator.post("/api/activities", { edition: COURSE })), "PERMESSO_MANCANTE");
    const wrong = await region.post("/api/activities", { edition: { ...COURSE, places: 0, endsOn: "2019-11-01", seatMunicipality: "Atlantide", attendanceDays: ["2019-12-01"] } });
    assert.equal(wrong.statusCode, 422);
    assert.deepEqual(wrong.json<{ fields: { field: string }[] }>().fields.map(({ field }) => field), ["endsOn", "attendanceDays", "places", "seatMunicipality"]);
    assert.equal((await region.post("/api/activities", { edition: COURSE })).statusCode, 200);
    assert.equal(codeIn(await region.post("/api/activities", { edition: COURSE })), "ATTIVITA_GIA_NEL_CATALOGO");
    const { rows, mayKeep } = (await operator.get("/api/activities")).json<Catalogue>();
    assert.deepEqual([rows[0]?.id, rows[0]?.seat, rows[0]?.state, mayKeep], ["segreteria-1", "Napoli, via Toledo 1", "open", false]);
    const acts = await way.query<{ kind: string; actor: string }>("select kind, actor from act where subject_kind = 'system' and kind like 'activity-entry%'", []);
    assert.deepEqual(acts, [{ kind: "activity-entry-added", actor: "regione.catalogo" }]);
  });

  it("a file is judged whole before anything is written; confirmed, it enters at once", async () => {
    const header = "codice;corso;titolo;tipo;codice_nazionale;ente;inizio;fine;iscrizioni_entro;posti;lista_attesa;registro;giorni;ore;comune_residenza;comune_sede;bisogni";
    const good = "verde-1;;Cura del verde;puc;C12;01234567890;04/11/2019;;31/10/2019;10;no;sì;;;Avellino;Avellino;motivazione e disponibilità";
    const load = (rows: readonly string[], confirm: boolean) => region.post("/api/activity-catalogue/import", { content: [header, ...rows].join("\n"), confirm });
    const bad = (await load([good, "senza-titolo;;;formazione;C06;01234567890;2019-11-04;;2019-10-31;molti;no;no;;;;;"], true)).json<ImportReport>();
    assert.deepEqual([bad.done, bad.rows.map(({ what }) => what)], [false, ["new", "wrong"]]);
    assert.match(bad.rows[1]!.problems.join(" "), /posti: Qui va un numero.*titolo/s);
    assert.equal((await operator.get("/api/activities/verde-1")).statusCode, 404);
    const checked = (await load([good], false)).json<ImportReport>();
    assert.deepEqual([checked.done, checked.message], [false, "Il file va bene: 1 nuove, 0 cambiate, 0 già così. Nulla è ancora scritto."]);
    assert.equal((await load([good], true)).json<ImportReport>().done, true);
    assert.deepEqual((await load([good], false)).json<ImportReport>().rows.map(({ what }) => what), ["same"]);
    assert.equal(codeIn(await region.post("/api/activity-catalogue/import", { content: "a,b\n1,2", confirm: false })), "FILE_ILLEGGIBILE");
  });

  it("what suits a person comes first with its reasons, and why the others do not", async () => {
    await region.post("/api/activities", { edition: { ...COURSE, id: "anziani-1", title: "Oltre i novanta", course: null, fromAge: 90 } });
    const matches = (await operator.get(`/api/cases/${people[0]!.caseId}/activity-matches`)).json<ActivityMatches>();
    const first = matches.suggested.find(({ edition }) => edition.id === "segreteria-1");
    assert.ok(first !== undefined);
    assert.match(first.reasons.join(" "), /È (nel Comune|a Napoli)/);
    assert.match(first.reasons.join(" "), /Restano 2 posti\./);
    const old = matches.others.find(({ edition }) => edition.id === "anziani-1");
    assert.deepEqual(old?.reasons, ["L’età non è fra quelle ammesse, oppure non è nota."]);
    assert.match(matches.source, /Non ci sono coordinate/);
    assert.equal((await neighbour.get(`/api/cases/${people[0]!.caseId}/activity-matches`)).statusCode, 404);
  });

  it("two operators give the last place at the same moment: one is in, the other waits, and the database itself refuses a third", async () => {
    await accepted(operator, people[0]!, "segreteria-1");
    const proposed = [
      await done(operator, people[1]!, "propose", { entryId: "segreteria-1", on: PACT_DAY }),
      await done(colleague, people[2]!, "propose", { entryId: "segreteria-1", on: PACT_DAY }),
    ];
    const agree = { on: PACT_DAY, personAgrees: true };
    const answers = await Promise.all([
      done(operator, people[1]!, "accept", agree, proposed[0]!.itemId),
      done(colleague, people[2]!, "accept", agree, proposed[1]!.itemId),
    ]);
    assert.deepEqual(answers.map(({ state }) => state).toSorted(), ["enrolled", "waiting"]);
    const waiting = answers.find(({ state }) => state === "waiting")!;
    await assert.rejects(
      way.query("update dossier_item set state = 'enrolled', version = version + 1, last_act = gen_random_uuid() where id = $1", [waiting.itemId]),
      /more persons than places/,
    );
  });

  it("who comes later does not pass before who waits, whatever office they are of; a place more is told to the first", async () => {
    const last = await accepted(neighbour, others[0]!, "segreteria-1");
    assert.equal(last.state, "waiting");
    const [ours] = (await group(operator, "segreteria-1")).rows.filter(({ state }) => state === "waiting");
    assert.deepEqual([ours?.position, (await group(neighbour, "segreteria-1")).rows.map(({ position }) => position)], [1, [2]]);
    assert.equal((await group(neighbour, "segreteria-1")).elsewhere, 2);
    const more = { fromOn: PACT_DAY, because: "un posto in più dall’ente", edition: { ...COURSE, places: 3 } };
    assert.equal((await region.post("/api/activities/segreteria-1/change", more)).statusCode, 200);
    assert.equal(codeIn(await acted(neighbour, others[0]!, "give-place", { on: PACT_DAY }, last.itemId)), "ATTIVITA_PLACE_FREE");
    const person = people.find(({ caseId }) => caseId === ours!.caseId)!;
    assert.ok((await way.openTasks(person)).includes("place:attivita"));
    assert.equal((await done(operator, person, "give-place", { on: PACT_DAY }, ours!.itemId)).state, "enrolled");
    assert.ok(!(await way.openTasks(person)).includes("place:attivita"));
    const fewer = { fromOn: PACT_DAY, because: "meno posti dall’ente", edition: { ...COURSE, places: 2 } };
    assert.equal(codeIn(await region.post("/api/activities/segreteria-1/change", fewer)), "POSTI_MENO_DEI_PRESENTI");
  });

  it("a start put off by the Region is worth for who is in already; what is planned is shown as planned", async () => {
    const later = { ...COURSE, places: 3, startsOn: "2019-11-06", attendanceDays: ["2019-11-06", "2019-11-07"] };
    assert.equal((await region.post("/api/activities/segreteria-1/change", { fromOn: "2019-10-10", because: "aula non pronta", edition: later })).statusCode, 200);
    const before = (await operator.get("/api/activities/segreteria-1")).json<EditionDetail>();
    assert.deepEqual([before.row.startsOn, before.changes.map(({ pending }) => pending)], ["2019-11-04", [false, true]]);
    await way.on("2019-11-06");
    assert.equal((await operator.get("/api/activities/segreteria-1")).json<EditionDetail>().row.startsOn, "2019-11-06");
    const { rows } = await group(operator, "segreteria-1");
    const enrolled = rows.filter(({ state }) => state === "enrolled");
    assert.equal(enrolled.length, 3);
    for (const { caseId, itemId } of enrolled) await done(operator, people.find((each) => each.caseId === caseId)!, "start", { on: "2019-11-06" }, itemId);
  });

  it("the sheet of a day is written for the whole group at once, once however often it is sent, and corrected by an act with its reason", async () => {
    const address = "/api/activities/segreteria-1/sheet";
    const sheet = (await operator.get(address)).json<Sheet>();
    assert.deepEqual([sheet.day, sheet.usualMinutes, sheet.rows.map(({ reasonNot }) => reasonNot)], ["2019-11-06", 300, [null, null, null]]);
    const marks = ["present", "absent", "G1"] as const;
    const body = {
      day: sheet.day, registerSeen: true,
      rows: sheet.rows.map(({ caseId, itemId, version }, at) => ({
        caseId, itemId, expectedVersion: version, actId: randomUUID(), mark: marks[at]!, minutes: at === 0 ? 300 : 0, evidenceSeen: at === 2, reason: "",
      })),
    };
    const written = (await operator.post(address, body)).json<SheetWritten>();
    assert.deepEqual([written.written, written.refused], [3, []], written.message);
    assert.equal((await operator.post(address, body)).json<SheetWritten>().written, 3);
    const after_ = (await colleague.get(`${address}?day=${sheet.day}`)).json<Sheet>();
    assert.deepEqual(after_.rows.map(({ mark, writtenBy }) => [mark, writtenBy]), [["present", "anna.operatrice"], ["absent", "anna.operatrice"], ["justified", "anna.operatrice"]]);
    const absent = after_.rows[1]!;
    const person = people.find(({ caseId }) => caseId === absent.caseId)!;
    assert.ok((await way.openTasks(person)).some((kind) => kind.startsWith("breach-2019-11-06")), "an absence is a fact that a person weighs");
    const correction = { caseId: absent.caseId, itemId: absent.itemId, expectedVersion: absent.version, mark: "present", minutes: 300, evidenceSeen: false };
    const without = (await colleague.post(address, { ...body, rows: [{ ...correction, actId: randomUUID(), reason: "" }] })).json<SheetWritten>();
    assert.match(without.refused[0]!.message, /motivo/i);
    const put = (await colleague.post(address, { ...body, rows: [{ ...correction, actId: randomUUID(), reason: "firma vista sul registro" }] })).json<SheetWritten>();
    assert.equal(put.written, 1, JSON.stringify(put));
    assert.ok(!(await way.openTasks(person)).some((kind) => kind.startsWith("breach-2019-11-06")));
    const stale = (await operator.post(address, { ...body, rows: [{ ...correction, actId: randomUUID(), mark: "absent", reason: "di nuovo" }] })).json<SheetWritten>();
    assert.match(stale.refused[0]!.message, /Nel frattempo bea.operatrice/);
  });

  it("another office's group is not seen and not written; closed, nobody enters any more", async () => {
    const sheet = (await operator.get("/api/activities/segreteria-1/sheet")).json<Sheet>();
    const { caseId, itemId, version } = sheet.rows[0]!;
    const row = { caseId, itemId, expectedVersion: version, actId: randomUUID(), mark: "absent", minutes: 0, evidenceSeen: false, reason: "da un’altra sede" };
    const tried = (await neighbour.post("/api/activities/segreteria-1/sheet", { day: "2019-11-06", registerSeen: true, rows: [row] })).json<SheetWritten>();
    assert.equal(tried.written, 0);
    assert.equal((await group(neighbour, "segreteria-1")).rows.length, 1);
    await way.on(PACT_DAY);
    assert.equal((await region.post("/api/activities/anziani-1/close", { on: "2019-10-09", because: "ente non più accreditato" })).statusCode, 200);
    await way.on("2019-10-09");
    assert.equal((await operator.get("/api/activities/anziani-1")).json<EditionDetail>().row.state, "closed");
  });

  it("every act that a desk may do has a form, and one filled in is read by the act", async () => {
    await way.on("2019-11-07");
    const person = people[0]!;
    const items = (await operator.get(`/api/cases/${person.caseId}/dossier`)).json<Dossier>().items;
    for (const procedure of ["attivita", "offerta-di-lavoro", "presenza-periodica", "assegno-di-ricollocazione"]) {
      const binding = BINDINGS.get(procedure)!;
      const itemId = items.find((each) => each.procedure === procedure && each.item !== null)?.item?.id ?? null;
      const acts = new Set(binding.procedure.rows.filter(({ by }) => by.some((role) => DESK.has(role))).map(({ act }) => act));
      for (const act of acts) {
        assert.ok(FORMS[procedure]?.[act] !== undefined, `${procedure}/${act} has no form`);
        const form = await formOf(database.services, database.reference, { caseId: person.caseId, procedure, act, itemId }, operatorOf(person.officeId));
        assert.ok(form.ok, `${procedure}/${act}: ${JSON.stringify(form)}`);
        const values = filled(form.value.fields, "2019-11-07");
        const missing = checkForm(form.value.fields, values).filter(({ message }) => !/manca|scegliere/i.test(message));
        assert.deepEqual(missing, [], `${procedure}/${act}`);
        const read = binding.readInput(act, inputOf(form.value.fields, values));
        // A choice that this case has nothing for stays empty, and only then is the act not readable.
        const isEmpty = form.value.fields.some((field) => field.kind === "choice" && field.required && field.options.length === 0);
        assert.ok(read.ok || isEmpty, `${procedure}/${act}: ${JSON.stringify(read)} ${JSON.stringify(values)}`);
      }
    }
    const { form } = (await operator.get(`/api/cases/${person.caseId}/form?procedure=attivita&act=propose`)).json<FormAnswer>();
    assert.ok(form.fields.some(({ name, kind }) => name === "entryId" && kind === "choice"));
  });

  it("three hundred editions are listed and weighed within what a page may wait", async () => {
    await way.on(PACT_DAY);
    const columns = "title, kind, national_code, provider_code, starts_on, ends_on, enrol_by, places, waiting_list, attendance_kept, needs, seat_municipality, changed_by";
    await way.query(
      `insert into active_measure (id, ${columns}) select 'molti-' || n, 'Corso ' || n, 'training', 'C06', '01234567890', date '2019-11-04' + n % 60,
         date '2020-03-01', date '2019-11-01', 15, true, true, array['skills'], 'F839', 'prova' from generate_series(1, 300) n`, [],
    );
    const timed = async (address: string): Promise<number> => {
      await operator.get(address);
      const from = performance.now();
      assert.equal((await operator.get(address)).statusCode, 200);
      return performance.now() - from;
    };
    for (const address of ["/api/activities?show=all", `/api/cases/${people[4]!.caseId}/activity-matches`]) {
      const took = await timed(address);
      assert.ok(took < 400, `${address}: ${took} ms`);
    }
    const first = (await operator.get("/api/activities?show=open")).json<Catalogue>();
    const second = (await operator.get(`/api/activities?show=open&cursor=${first.next}`)).json<Catalogue>();
    assert.deepEqual([first.rows.length, second.rows.some(({ id }) => first.rows.some((row) => row.id === id))], [50, false]);
  });

  it("places that a change entered ahead brings are told on their day, by its turn, once, whatever day was the last turned", async () => {
    const edition = { ...COURSE, id: "archivio-1", title: "Addetto all’archivio", startsOn: "2019-12-02", endsOn: "2019-12-06", enrolBy: "2019-11-29", places: 1, attendanceDays: ["2019-12-02"] };
    await way.on("2019-11-18");
    assert.equal((await region.post("/api/activities", { edition })).statusCode, 200);
    const waiting = others[0]!;
    await way.query("update dossier_item set version = version + 1, last_act = gen_random_uuid(), data = jsonb_set(data, '{entry,id}', '\"archivio-1\"') where case_id = $1 and procedure = 'attivita' and state = 'waiting'", [waiting.caseId]);
    const turned = (day: string) => turnOfDay(database.services, { reference: database.reference, now: `${day}T02:00:00.000Z` });
    await turned("2019-11-18");
    assert.ok(!(await way.openTasks(waiting)).includes("place:attivita"));
    const more = { fromOn: "2019-11-20", because: "un’aula più grande", edition: { ...edition, places: 4 } };
    assert.equal((await region.post("/api/activities/archivio-1/change", more)).statusCode, 200);
    await way.on("2019-11-19");
    await turned("2019-11-19");
    assert.ok(!(await way.openTasks(waiting)).includes("place:attivita"));
    // The server stood still on the day itself.
    await way.on("2019-11-21");
    await turned("2019-11-21");
    await turned("2019-11-21");
    assert.equal((await way.openTasks(waiting)).filter((kind) => kind === "place:attivita").length, 1);
    await way.query("update desk_task set closed_at = now(), closed_by = 'anna' where kind = 'place:attivita' and case_id = $1", [waiting.caseId]);
    await way.on("2019-11-22");
    await turned("2019-11-22");
    assert.ok(!(await way.openTasks(waiting)).includes("place:attivita"));
  });
});
