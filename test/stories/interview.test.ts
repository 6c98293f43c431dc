// The first interview, told: from the identity card to the Pact ready to be signed; what is typed is never lost; the ways out; the walls.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { ActRequest, Dossier } from "../../src/contract/acts.ts";
import type { DraftAnswer, Interview } from "../../src/contract/interview.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { actsOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { codeIn } from "./fixtures/door.ts";
import { ANSWERS, BANDS, InterviewDesk, stepOf } from "./fixtures/interview-desk.ts";

let desk: InterviewDesk;
before(async () => {
  desk = await InterviewDesk.open(130);
});
after(() => desk.close());

describe("dalla carta d’identità al patto da firmare", () => {
  let person: Convened;

  it("comincia vuoto: il primo passo è l’identità, con la fonte e la data di ogni dato", async () => {
    person = desk.next();
    await desk.meet(person);
    const view = await desk.read(person);
    assert.equal(view.next, "identity");
    assert.deepEqual(
      view.steps.map(({ state }) => state),
      ["todo", "todo", "todo", "blocked", "blocked", "blocked", "blocked"].with(5, view.steps[5]!.state),
    );
    const { form } = stepOf(view, "identity");
    const points = form!.fields.filter(({ name }) => name.startsWith("recapito-"));
    assert.ok(
      points.length > 0 &&
        points.every(({ help }) => /Dalla notifica INPS del \d\d\/\d\d\/2019/.test(help ?? "")),
    );
    const blocked = stepOf(view, "index");
    assert.match(blocked.said ?? "", /DID non risulta resa/);
    assert.ok(blocked.law !== null, "why it cannot be done yet has its law");
  });

  it("identità e recapiti confermati: un atto nel registro, con la storia dei recapiti", async () => {
    await desk.done(person, "identity");
    const acts = await actsOf(desk.database.services, person.caseId);
    const check = acts.find(({ kind }) => kind === "identity-checked")!;
    assert.equal((check.payload as { paper: string }).paper, "id-card");
    const changes = await desk.database.services.pools.retention.query<{ change: string }>(
      "select change from contact_change c join case_file f on f.person_id = c.person_id where f.id = $1",
      [person.caseId],
    );
    assert.ok(changes.rows.length > 0 && changes.rows.every(({ change }) => change === "confirmed"));
    assert.equal((await desk.read(person)).next, "did");
  });

  it("la DID senza firma è rifiutata dalla norma, e nulla resta a metà; poi è resa", async () => {
    const refused = await desk.confirm(person, "did");
    assert.equal(codeIn(refused), "DID_SIGNED");
    assert.equal((await desk.read(person)).next, "did");
    await desk.done(person, "did", { signed: true });
  });

  it("ripetere lo stesso passo perché la risposta si è persa non lo fa due volte", async () => {
    const actId = randomUUID();
    const first = await desk.confirm(person, "household", {}, { actId });
    const again = await desk.confirm(person, "household", {}, { actId });
    assert.deepEqual(
      [first.json<{ repeated: boolean }>().repeated, again.json<{ repeated: boolean }>().repeated],
      [false, true],
    );
    const acts = (await actsOf(desk.database.services, person.caseId)).filter(
      ({ kind }) => kind === "household-checked",
    );
    assert.equal(acts.length, 1);
  });

  it("il questionario è precompilato con la fonte; ciò che manca è nominato campo per campo, e nulla è salvato", async () => {
    const { form } = stepOf(await desk.read(person), "index");
    const age = form!.fields.find(({ name }) => name === "age")!;
    assert.match(age.help ?? "", /Dalla data di nascita della notifica: \d+/);
    const wrong = await desk.confirm(person, "index", {
      ...ANSWERS,
      studyTitle: null,
      monthsSearching: 9999,
    });
    assert.equal(wrong.statusCode, 422);
    assert.deepEqual(
      wrong.json<{ fields: { field: string }[] }>().fields.map(({ field }) => field),
      ["studyTitle", "monthsSearching"],
    );
    const together = await desk.confirm(person, "index", { ...ANSWERS, monthsSinceLastJob: 1190 });
    assert.deepEqual(
      together.json<{ fields: { field: string }[] }>().fields.map(({ field }) => field),
      ["monthsSinceLastJob"],
    );
    await desk.done(person, "index", ANSWERS);
    assert.equal(stepOf(await desk.read(person), "index").state, "todo", "the index is awaited");
  });

  it("l’indice arriva; la valutazione si scrive e si decide insieme", async () => {
    await desk.done(person, "index", { value: 0.42 });
    await desk.done(person, "assessment", BANDS);
    const view = await desk.read(person);
    assert.equal(stepOf(view, "assessment").said, "Profilo deciso");
    assert.equal(view.next, "pact", "the profile leads to the pact: no choice is left to make");
  });

  it("il patto: impegni della misura, il prossimo appuntamento tenuto in agenda; concordato, resta da firmare", async () => {
    const view = await desk.read(person);
    const { form } = stepOf(view, "pact");
    const seats = form!.fields.find(({ name }) => name === "meeting") as unknown as {
      options: { value: string }[];
    };
    assert.ok(seats.options.length > 0);
    const seat = seats.options[0]!.value;
    await desk.done(person, "pact", { personHeard: true });
    const after = await desk.read(person);
    assert.equal(stepOf(after, "pact").said, "Concordato, da firmare");
    assert.equal(after.meeting?.startsAt, seat.slice(seat.indexOf(" ") + 1));
    const pact = after.entries.find(({ procedure }) => procedure === "patto")!;
    assert.ok(pact.acts.some(({ act, allowed, hasForm }) => act === "sign-person" && allowed && hasForm));
    const content = (pact.item!.data as { proposal: { commitments: { kind: string; text: string }[] } })
      .proposal;
    assert.ok(content.commitments.every(({ text }) => text !== ""));
    assert.equal(stepOf(after, "pact").form, null);
    const agenda = await desk.anna.get(`/api/agenda?day=${after.meeting!.startsAt.slice(0, 10)}`);
    assert.ok(agenda.body.includes(person.caseId), "the seat is taken in the agenda of that day");
  });

  it("si conclude con il suo esito; il registro lo racconta in ordine, verifica, e ridà ogni pratica com’è", async () => {
    const answer = await desk.finish(person);
    assert.equal(answer.statusCode, 200, answer.body);
    const kinds = (await actsOf(desk.database.services, person.caseId)).map(({ kind }) => kind);
    const told = [
      "identity-checked",
      "did/take",
      "household-checked",
      "profilazione/request-index",
      "profilazione/record-index",
      "profilazione/draft",
      "profilazione/decide",
      "patto/draft",
      "patto/agree",
      "meeting-agreed",
      "interview-closed",
    ];
    assert.deepEqual(
      kinds.filter((kind) => told.includes(kind)),
      told,
    );
    assert.deepEqual((await verifyRegister(desk.database.services)).faults, []);
    assert.deepEqual((await rebuildItems(desk.database.services, BINDINGS)).faults, []);
  });
});

describe("ciò che si scrive non si perde", () => {
  let person: Convened;

  it("una collega della stessa sede riprende da dove si era; il passo confermato toglie la sua bozza e lascia il resto", async () => {
    person = desk.next();
    const content = {
      at: "did",
      values: { identity: { newEmail: "maria@posta.example" }, household: { note: "da rivedere" } },
    };
    const { draft } = (await desk.save(person, content, 0)).json<DraftAnswer>();
    assert.deepEqual([draft?.version, draft?.author], [1, "anna"]);
    const resumed = await desk.read(person, desk.bruno);
    assert.deepEqual(resumed.draft?.content, content);
    assert.equal(resumed.draft?.author, "anna");
    assert.equal(resumed.draft?.warm, true);
    await desk.done(person, "identity", {}, desk.bruno);
    assert.deepEqual((await desk.read(person, desk.bruno)).draft?.content, {
      at: "did",
      values: { household: { note: "da rivedere" } },
    });
    await desk.done(person, "household", { note: "da rivedere" }, desk.bruno);
    assert.equal((await desk.read(person, desk.bruno)).draft, null);
  });

  it("due insieme: il secondo è avvisato di chi ha scritto e quando; può riprendere da lì, e allora è avvisato il primo", async () => {
    await desk.save(person, { values: { did: { signed: true } } }, 0);
    const late = await desk.save(person, { values: {} }, 0, desk.bruno);
    assert.equal(codeIn(late), "BOZZA_CAMBIATA");
    assert.match(late.json<{ detail: string }>().detail, /ha scritto anna/);
    assert.equal(late.json<{ changed: { by: string; version: number } }>().changed.version, 1);
    const took = (
      await desk.save(person, { values: { did: { signed: true, way: "take" } } }, 1, desk.bruno, true)
    ).json<DraftAnswer>();
    assert.deepEqual([took.draft?.version, took.draft?.author], [2, "bruno"]);
    assert.equal(codeIn(await desk.save(person, { values: {} }, 1)), "BOZZA_CAMBIATA");
    const stale = await desk.confirm(person, "did", { signed: true }, { draftSeen: 1 });
    assert.equal(codeIn(stale), "BOZZA_CAMBIATA", "what was overtaken confirms nothing");
    await desk.done(person, "did", { signed: true }, desk.bruno);
    const twice = await desk.confirm(person, "did", { signed: true });
    assert.equal(codeIn(twice), "PASSO_NON_APERTO");
  });

  it("un’altra sede non trova né il colloquio né la bozza, e non vi scrive", async () => {
    assert.equal((await desk.elsewhere.get(`/api/cases/${person.caseId}/interview`)).statusCode, 404);
    assert.equal((await desk.elsewhere.get(`/api/cases/${person.caseId}/drafts/colloquio`)).statusCode, 404);
    assert.equal((await desk.save(person, { values: {} }, 0, desk.elsewhere, true)).statusCode, 404);
    const step = await desk.elsewhere.post(`/api/cases/${person.caseId}/interview/steps/did`, {
      actId: randomUUID(),
      values: {},
      draftSeen: null,
    });
    assert.equal(step.statusCode, 404);
    assert.equal(
      (await desk.anna.get(`/api/cases/${person.caseId}/drafts/colloquio`)).json<DraftAnswer>().draft,
      null,
    );
  });

  it("una bozza enorme è rifiutata, una con un testo qualsiasi è solo testo", async () => {
    const huge = await desk.save(person, { values: { a: "x".repeat(250_000) } }, 0);
    assert.equal(huge.statusCode, 413);
    const odd = await desk.save(person, { values: { "'); drop table draft; --": ["<script>", 0, null] } }, 0);
    assert.equal(odd.statusCode, 200);
  });
});

describe("le vie d’uscita", () => {
  it("senza indice si procede solo se lo decide il responsabile, con il motivo", async () => {
    const person = desk.next();
    await desk.done(person, "identity");
    await desk.done(person, "did", { signed: true });
    await desk.done(person, "index", ANSWERS);
    const ways = (view: Interview) =>
      (
        stepOf(view, "index").form!.fields.find(({ name }) => name === "answer") as unknown as {
          options: { value: string }[];
        }
      ).options.map(({ value }) => value);
    assert.deepEqual(ways(await desk.read(person)), ["record-index"]);
    assert.deepEqual(ways(await desk.read(person, desk.head)), ["record-index", "go-on-without-index"]);
    const alone = await desk.confirm(person, "index", {
      answer: "go-on-without-index",
      reason: "il servizio non risponde",
    });
    assert.equal(alone.statusCode, 422);
    await desk.done(
      person,
      "index",
      {
        answer: "go-on-without-index",
        reason: "il servizio non risponde da ieri",
      },
      desk.head,
    );
    assert.equal(stepOf(await desk.read(person), "assessment").state, "todo");
  });

  it("un’esclusione trovata al terzo passo ferma il percorso, con la sua norma, e il colloquio si chiude con quell’esito", async () => {
    const person = desk.next();
    await desk.done(person, "identity");
    assert.equal(codeIn(await desk.finish(person)), "COLLOQUIO_SENZA_ESITO");
    const view = await desk.read(person);
    const record = view.members[0]!.begins.find(({ procedure }) => procedure === "esclusione")!.acts.find(
      ({ act }) => act === "record",
    )!;
    assert.ok(record.allowed && record.hasForm);
    const act: ActRequest = {
      procedure: "esclusione",
      act: "record",
      item: null,
      actId: randomUUID(),
      expectedVersion: null,
      input: {
        fact: "in-education",
        from: view.today,
        to: null,
        work: null,
        evidence: { seenOn: view.today, outcome: "sufficient", expiresOn: null },
      },
    };
    const recorded = await desk.anna.post(`/api/cases/${person.caseId}/acts`, act);
    assert.equal(recorded.statusCode, 200, recorded.body);
    const after = await desk.read(person);
    for (const step of ["did", "index", "assessment", "pact"] as const) {
      const { state, said } = stepOf(after, step);
      assert.equal(state, "closed", step);
      assert.match(said ?? "", /Il percorso si ferma qui: la persona è esclusa dagli obblighi \(frequenta/);
    }
    assert.ok(after.ways.find(({ way: one }) => one === "excluded")!.taken);
    await desk.done(person, "household", { note: "frequenta la quinta" });
    const closed = await desk.finish(person);
    assert.match(closed.json<{ message: string }>().message, /Esclusione/);
  });

  it("le particolari criticità portano ai servizi del Comune, con le motivazioni scritte; senza averla incontrata no", async () => {
    const { rows } = await desk.database.services.pools.worker.query<{ id: string }>(
      "select id from case_file where role = 'R'",
    );
    const applicants = new Set(rows.map(({ id }) => id));
    const person = desk.next(({ caseId }) => applicants.has(caseId));
    const before = (await desk.read(person)).ways.find(({ way: one }) => one === "municipality")!;
    assert.ok(
      !before.open && /incontr/.test(before.said ?? "") && before.law !== null,
      JSON.stringify(before),
    );
    await desk.meet(person);
    await desk.done(person, "identity");
    const view = await desk.read(person);
    const grounds = (
      stepOf(view, "outcome").form!.fields.find(({ name }) => name === "grounds") as unknown as {
        options: { value: string }[];
      }
    ).options;
    const short = await desk.confirm(person, "outcome", {
      grounds: [grounds[0]!.value],
      reasons: "difficoltà",
    });
    assert.equal(short.statusCode, 422);
    await desk.done(person, "outcome", {
      grounds: [grounds[0]!.value],
      reasons: "Il nucleo ha perso la casa e i figli non frequentano la scuola: servono i servizi sociali.",
    });
    const after = await desk.read(person);
    assert.equal(stepOf(after, "outcome").state, "done");
    assert.equal(stepOf(after, "pact").state, "closed");
    assert.match(
      after.entries.find(({ procedure }) => procedure === "invio-al-comune")?.item?.stateText ?? "",
      /Inviato/,
    );
    const dossier = (await desk.anna.get(`/api/cases/${person.caseId}/dossier`)).json<Dossier>();
    assert.ok(
      dossier.items.some(
        ({ procedure, item }) => procedure === "vita-del-caso" && item?.state === "at-municipality",
      ),
    );
  });
});
