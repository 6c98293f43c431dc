// A contact point found wrong at the desk: it stops being used at once, what waited for it leaves for the right one, and the history stays.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { actsOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { codeIn } from "./fixtures/door.ts";
import { InterviewDesk, stepOf } from "./fixtures/interview-desk.ts";

let desk: InterviewDesk;
before(async () => {
  desk = await InterviewDesk.open(60);
});
after(() => desk.close());

describe("un recapito sbagliato", () => {
  const contacts = async (person: Convened): Promise<{ kind: string; value: string }[]> =>
    (
      await desk.database.services.pools.worker.query<{ kind: string; value: string }>(
        "select c.kind, c.value from contact_point c join case_file f on f.person_id = c.person_id where f.id = $1 and c.current and c.usable order by 1 desc, 2",
        [person.caseId],
      )
    ).rows;
  const change = (person: Convened, more: object) =>
    desk.anna.post(`/api/cases/${person.caseId}/contacts`, {
      actId: randomUUID(),
      source: "phone",
      confirmed: [],
      wrong: [],
      newPhone: "",
      newEmail: "",
      reason: "",
      ...more,
    });
  const messages = async (
    person: Convened,
  ): Promise<{ state: string; recipient: string; kind: string; body: string }[]> =>
    (
      await desk.database.services.pools.worker.query<{
        state: string;
        recipient: string;
        kind: string;
        body: string;
      }>(
        "select m.state, m.recipient, m.kind, t.body from message m join message_content t on t.message_id = m.id where m.case_id = $1 and m.channel = 'sms' order by m.id",
        [person.caseId],
      )
    ).rows;
  let person: Convened;

  it("smette subito di essere usato: ciò che vi doveva partire è ritirato e riscritto al nuovo, una volta sola", async () => {
    await desk.database.setBusinessTime("2019-09-03T08:00:00.000Z");
    person = desk.next(({ channels, state }) => channels.includes("sms") && state === "issued");
    const wrong = (await contacts(person)).find(({ kind }) => kind === "mobile")!;
    const before = await messages(person);
    assert.deepEqual(
      before.map(({ state }) => state),
      ["due"],
    );
    const request = { actId: randomUUID(), wrong: [wrong], newPhone: "339 12 34 567" };
    const answer = await change(person, request);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual(
      [answer.json<{ withdrawn: number }>().withdrawn, answer.json<{ rewritten: number }>().rewritten],
      [1, 1],
    );
    const after = await messages(person);
    assert.deepEqual(
      after.map(({ state, recipient }) => [state, recipient]),
      [
        ["withdrawn", wrong.value],
        ["due", "+393391234567"],
      ],
    );
    assert.equal(after[1]!.kind, "summons");
    assert.ok(after[1]!.body.length > 20);
    await change(person, request);
    assert.equal((await messages(person)).length, 2);
    const kept = (await contacts(person)).filter(({ kind }) => kind === "mobile");
    assert.deepEqual(
      kept.map(({ value }) => value),
      ["+393391234567"],
    );
  });

  it("nemmeno una notifica più recente lo rimette in uso", async () => {
    const [point] = (
      await desk.database.services.pools.worker.query<{ value: string; personId: string }>(
        `select c.value, c.person_id as "personId" from contact_point c join case_file f on f.person_id = c.person_id
       where f.id = $1 and c.problem = 'RECAPITO_SBAGLIATO'`,
        [person.caseId],
      )
    ).rows;
    assert.ok(point !== undefined);
    // As the intake writes what a notice repeats.
    await desk.database.services.pools.intake.query(
      `insert into contact_point (person_id, kind, value, raw, source, source_date, usable) values ($1, 'mobile', $2, $2, 'notice', now(), true)
       on conflict (person_id, kind, value) do update set usable = excluded.usable and contact_point.problem is distinct from 'RECAPITO_SBAGLIATO', current = true`,
      [point.personId, point.value],
    );
    assert.ok(!(await contacts(person)).some(({ value }) => value === point.value));
  });

  it("se non ne resta nessuno lo sportello ha un compito, che si chiude quando ne arriva un altro", async () => {
    const wrong = await contacts(person);
    const lost = await change(person, { wrong });
    assert.equal(lost.statusCode, 200, lost.body);
    assert.ok((await desk.way.openTasks(person)).includes("unreachable"));
    assert.equal(
      (await desk.read(person)).contactWords.filter((word) => word.change === "dropped").length,
      wrong.length + 1,
    );
    await change(person, { newEmail: "nuova@posta.example" });
    assert.ok(!(await desk.way.openTasks(person)).includes("unreachable"));
  });

  it("un numero che non è un numero, uno che non c’è e nessuno: ciascuno con la sua frase, e nulla cambia", async () => {
    const before = await contacts(person);
    assert.match(codeIn(await change(person, { newPhone: "12" })), /^TEL_/);
    assert.equal(
      codeIn(await change(person, { wrong: [{ kind: "mobile", value: "+390000000000" }] })),
      "RECAPITO_ASSENTE",
    );
    assert.equal(codeIn(await change(person, {})), "RECAPITI_NULLA");
    assert.equal(
      (
        await desk.elsewhere.post(`/api/cases/${person.caseId}/contacts`, {
          actId: randomUUID(),
          source: "desk",
          confirmed: [],
          wrong: [],
          newPhone: "3391234567",
          newEmail: "",
          reason: "",
        })
      ).statusCode,
      404,
    );
    assert.deepEqual(await contacts(person), before);
  });

  it("il cognome letto sul documento si corregge, e da subito la si trova con quello", async () => {
    const { form } = stepOf(await desk.read(person), "identity");
    const street = form!.fields.find(({ name }) => name === "street")!.initial;
    await desk.done(person, "identity", { matches: false, surname: "D’Ambrosio Prova", street });
    assert.equal((await desk.read(person)).person.surname, "D’AMBROSIO PROVA");
    const found = await desk.anna.get(`/api/cases?q=${encodeURIComponent("d'ambrosio prova")}`);
    assert.ok(found.body.includes(person.caseId));
    const act = (await actsOf(desk.database.services, person.caseId)).findLast(
      ({ kind }) => kind === "identity-checked",
    )!;
    assert.equal(
      (act.payload as { changed: { surname: { after: string } } }).changed.surname.after,
      "D’AMBROSIO PROVA",
    );
    const bad = await desk.confirm(person, "identity", { matches: false, surname: "D3", street });
    assert.equal(codeIn(bad), "NOME");
  });
});
