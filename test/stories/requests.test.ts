// Stories of what persons ask of their data: a whole copy, a correction as an act, a restriction that stops every message; each within its term.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { checkLetter } from "../../src/domain/people/tax-code-encoding.ts";
import { pdf } from "../../src/domain/documents/sample-files.test-data.ts";
import { COLUMN_TITLES } from "../../src/domain/requests/column-titles.ts";
import { PERSONAL_TABLES } from "../../src/domain/retention/tables.ts";
import { handIn } from "../../src/services/documents/hand-in.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { copyPage } from "../../src/services/requests/copy-page.ts";
import { lift, rectify, restrict } from "../../src/services/requests/correct.ts";
import { copyFor, documentFor } from "../../src/services/requests/export.ts";
import { answerRequest, extendTerm, registerRequest } from "../../src/services/requests/handle.ts";
import { inOffice, inTransaction } from "../../src/store/pools.ts";
import { listRequests, openRestriction } from "../../src/store/requests.ts";
import { columnsOf } from "../../src/store/retention-sets.ts";
import { actsOf, ADMINISTRATOR, convened, convenedRegion, messagesOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const KEYS = keysOfText(
  JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }),
  "prova",
);
const SYSTEM_CHAIN = "00000000-0000-7000-8000-000000000000";

describe("what a person asks of their data", () => {
  let db: TestDatabase;
  let held: Convened;
  let person = { id: "", taxCode: "", surname: "" };
  let documentId = "";

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 120, waves: [1] });
    const all = await convened(db.services);
    held = all.find(({ channels }) => channels.length === 2)!;
    const { rows } = await db.services.pools.retention.query<typeof person>(
      `select p.id, p.tax_code as "taxCode", p.surname from case_file f join person p on p.id = f.person_id where f.id = $1`,
      [held.caseId],
    );
    person = rows[0]!;
    const given = await handIn(db.services, KEYS, {
      caseId: held.caseId,
      kind: "work-document",
      name: "contratto.pdf",
      bytes: pdf(),
      actor: { id: "prova", role: "operator", office: held.officeId },
    });
    assert.ok(given.ok);
    documentId = given.value.id;
  });
  after(() => db.close());

  const code = (outcome: { ok: boolean; refusal?: { code: string } }): string =>
    outcome.ok ? "done" : outcome.refusal!.code;
  const ask = async (
    kind: "access" | "rectification" | "restriction" | "erasure",
    taxCode = person.taxCode,
  ): Promise<string> => {
    const outcome = await registerRequest(db.services, {
      taxCode,
      kind,
      cameBy: "pec",
      receivedOn: "2019-08-30",
      note: null,
      actor: ADMINISTRATOR,
    });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.id;
  };

  it("is registered with its term, whoever asks; extended once; answered with an outcome", async () => {
    const id = await ask("access");
    const unknown = await ask("erasure", "RSSMRA80A01H501U");
    const open = await inTransaction(db.services.pools.retention, (client) =>
      listRequests(client, true, 0, 50),
    );
    assert.deepEqual(
      open.map(({ dueOn, surname }) => [dueOn, surname]),
      [
        ["2019-09-29", person.surname],
        ["2019-09-29", null],
      ],
    );
    for (const taxCode of ["", "RSSMRA80A01H501", "'; drop table person"]) {
      assert.equal(
        code(
          await registerRequest(db.services, {
            taxCode,
            kind: "access",
            cameBy: "desk",
            receivedOn: "2019-09-01",
            note: null,
            actor: ADMINISTRATOR,
          }),
        ),
        "CODICE_FISCALE",
      );
    }
    assert.equal(
      code(
        await registerRequest(db.services, {
          taxCode: person.taxCode,
          kind: "access",
          cameBy: "desk",
          receivedOn: "2019-09-03",
          note: null,
          actor: ADMINISTRATOR,
        }),
      ),
      "DATA_RICHIESTA",
    );
    assert.equal(
      code(await extendTerm(db.services, { id, reason: "atti di più sedi", actor: ADMINISTRATOR })),
      "done",
    );
    assert.equal(
      code(await extendTerm(db.services, { id, reason: "ancora", actor: ADMINISTRATOR })),
      "GIA_PROROGATA",
    );
    assert.equal(
      code(
        await answerRequest(db.services, {
          id: unknown,
          state: "refused",
          outcome: "Non si conserva nulla.",
          actor: ADMINISTRATOR,
        }),
      ),
      "done",
    );
    assert.equal(
      code(
        await answerRequest(db.services, {
          id: unknown,
          state: "granted",
          outcome: "…",
          actor: ADMINISTRATOR,
        }),
      ),
      "RICHIESTA_CHIUSA",
    );
    const acts = (await actsOf(db.services, SYSTEM_CHAIN)).filter(({ kind }) => kind.startsWith("request-"));
    assert.deepEqual(
      acts.map(({ kind }) => kind),
      ["request-registered", "request-registered", "request-extended", "request-answered"],
    );
    assert.ok(!JSON.stringify(acts).includes(person.taxCode), "an act of the system names the person");
  });

  it("gets a copy of every row that is held, and of nobody else", async () => {
    const id = await ask("access");
    const copy = await copyFor(db.services, { requestId: id, actor: ADMINISTRATOR });
    assert.ok(copy.ok);
    const found = new Map(copy.value.tables.map(({ table, rows }) => [table, rows.length]));
    const { retention } = db.services.pools;
    for (const [table, where] of [
      ["person", "id = $1"],
      ["contact_point", "person_id = $1"],
      ["case_file", "person_id = $1"],
      ["subject_request", "person_id = $1"],
      ...["appointment", "summons", "message", "notice", "term", "competence", "document", "case_fact"].map(
        (name) => [name, "case_id in (select id from case_file where person_id = $1)"],
      ),
      [
        "message_content",
        "message_id in (select m.id from message m join case_file f on f.id = m.case_id where f.person_id = $1)",
      ],
      ["act", "subject_id in (select id from case_file where person_id = $1)"],
    ] as const) {
      const { rows } = await retention.query<{ n: number }>(
        `select count(*)::int as n from ${table} where ${where} and $1::uuid is not null`,
        [person.id],
      );
      // The act of giving the copy comes after what is in it.
      assert.equal(found.get(String(table)), table === "act" ? rows[0]!.n - 1 : rows[0]!.n, String(table));
    }
    const text = JSON.stringify(copy.value);
    assert.ok(text.includes(person.taxCode));
    const others = await retention.query<{ code: string }>(
      "select tax_code as code from person where id <> $1",
      [person.id],
    );
    assert.deepEqual(
      others.rows.filter(({ code: other }) => text.includes(other)),
      [],
    );
    for (const secret of ["wrapped", "sealed", "salt", "search_key"])
      assert.ok(!copy.value.tables.some(({ columns }) => columns.includes(secret)), secret);
    const page = copyPage(copy.value);
    assert.match(page, /<h2>Dati anagrafici<\/h2>/);
    assert.match(page, /<h2>Testo dei messaggi<\/h2>/);
    assert.ok(
      page.includes(person.taxCode) &&
        !/<script|https?:\/\/(?!convoca)/i.test(page.replaceAll(/<dd>[\s\S]*?<\/dd>/g, "")),
    );
    const logged = await db.services.pools.audit.query(
      "select 1 from access_log where action = 'data-given' and case_id = $1",
      [held.caseId],
    );
    assert.equal(logged.rowCount, 1);
  });

  it("reads it in Italian: every column that is given has a title", async () => {
    const client = await db.services.pools.retention.connect();
    try {
      const untitled: string[] = [];
      for (const [table, rule] of Object.entries(PERSONAL_TABLES)) {
        if (rule.given !== true) continue;
        const columns = (await columnsOf(client, table)).filter(
          (column) => rule.hidden?.includes(column) !== true,
        );
        untitled.push(
          ...columns.filter((column) => !(column in COLUMN_TITLES)).map((column) => `${table}.${column}`),
        );
      }
      assert.deepEqual(untitled, []);
    } finally {
      client.release();
    }
  });

  it("is shown as text, whatever a name or a message holds", () => {
    const page = copyPage({
      madeAt: "2019-09-02T08:00:00.000Z",
      request: "1",
      person: "<script>alert(1)</script>",
      taxCode: "X",
      withheld: [],
      tables: [
        {
          table: "person",
          title: "Dati",
          columns: ["name"],
          rows: [{ name: `"><img src=x onerror=alert(1)>` }],
        },
      ],
    });
    assert.ok(!page.includes("<script>") && !page.includes("<img"));
  });

  it("gets their own documents opened, and nobody else's", async () => {
    const id = await ask("access");
    const mine = await documentFor(db.services, KEYS, { requestId: id, documentId, actor: ADMINISTRATOR });
    assert.ok(mine.ok && mine.value.name === "contratto.pdf");
    const other = await ask("access", "RSSMRA80A01H501U");
    assert.equal(
      code(await documentFor(db.services, KEYS, { requestId: other, documentId, actor: ADMINISTRATOR })),
      "DOCUMENTO_ASSENTE",
    );
  });

  it("has wrong data corrected, by an act that says what they were", async () => {
    const requestId = await ask("rectification");
    const fix = (corrections: Parameters<typeof rectify>[1]["corrections"]) =>
      rectify(db.services, {
        requestId,
        reason: "documento d’identità esibito",
        actor: ADMINISTRATOR,
        corrections,
        reference: db.reference,
      });
    assert.equal(code(await fix({})), "NULLA_DA_CORREGGERE");
    assert.equal(code(await fix({ surname: "<b>" })), "NOME");
    assert.equal(code(await fix({ birthDate: "2030-01-01" })), "DATA_NASCITA");
    assert.equal(code(await fix({ drop: { kind: "email", value: "di@altri.it" } })), "RECAPITO");
    assert.equal(code(await fix({ addMobile: "12" })) === "done", false);
    assert.equal(
      code(await fix({ surname: "Nuovo D’Amato", zip: "80100", addMobile: "333 9998877" })),
      "done",
    );
    const { rows } = await db.services.pools.retention.query<{ surname: string; zip: string; key: string }>(
      `select p.surname, p.residence->>'zip' as zip, c.search_key as key from person p join case_file f on f.person_id = p.id join competence c on c.case_id = f.id where p.id = $1`,
      [person.id],
    );
    assert.equal(rows[0]?.surname, "NUOVO D’AMATO");
    assert.equal(rows[0]?.zip, "80100");
    assert.match(rows[0]!.key, /^nuovo d ?amato/);
    const act = (await actsOf(db.services, held.caseId)).at(-1);
    assert.equal(act!.kind, "data-rectified");
    assert.deepEqual((act!.payload["changed"] as Record<string, unknown>)["surname"], {
      before: person.surname,
      after: "NUOVO D’AMATO",
    });
    const reached = await db.services.pools.retention.query(
      "select 1 from contact_point where person_id = $1 and value = '+393339998877' and current and usable",
      [person.id],
    );
    assert.equal(reached.rowCount, 1);
  });

  it("has a wrong tax code corrected, if it is sound, says the same birth, and is nobody else's", async () => {
    const requestId = await ask("rectification");
    const fix = (taxCode: string) =>
      rectify(db.services, { requestId, reason: "tessera sanitaria", actor: ADMINISTRATOR, corrections: { taxCode }, reference: db.reference });
    const other = await db.services.pools.retention.query<{ code: string }>("select tax_code as code from person where id <> $1 limit 1", [person.id]);
    const letters = (start: string): string => {
      const fifteen = `${start}${person.taxCode.slice(start.length, 15)}`;
      return fifteen + checkLetter(fifteen);
    };
    const sound = letters(person.taxCode.startsWith("QQQ") ? "WWW" : "QQQ");
    assert.match(code(await fix(`${sound.slice(0, 15)}${sound.endsWith("A") ? "B" : "A"}`)), /^CF_/);
    assert.match(code(await fix(other.rows[0]!.code)), /^(CODICE_FISCALE_DI_ALTRI|CF_)/);
    assert.equal(code(await fix(sound.toLowerCase())), "done");
    const held2 = await db.services.pools.retention.query<{ code: string; key: string }>(
      "select p.tax_code as code, c.search_key as key from person p join competence c on c.person_id = p.id where p.id = $1",
      [person.id],
    );
    assert.equal(held2.rows[0]!.code, sound);
    assert.ok(held2.rows[0]!.key.endsWith(sound.toLowerCase()), "found under the new code from now on");
    const act = (await actsOf(db.services, held.caseId)).at(-1);
    assert.deepEqual((act!.payload["changed"] as Record<string, unknown>)["taxCode"], { before: person.taxCode, after: sound });
    person = { ...person, taxCode: sound };
  });

  it("has the processing restricted: nothing leaves any more, by whatever way it is written; operators see it", async () => {
    const requestId = await ask("restriction");
    const before = await messagesOf(db.services, held.summonsId);
    assert.ok(before.some(({ state }) => state === "due"));
    const outcome = await restrict(db.services, {
      requestId,
      reason: "contesta l’esattezza dei dati",
      actor: ADMINISTRATOR,
    });
    assert.ok(outcome.ok && outcome.value.withdrawn === before.filter(({ state }) => state === "due").length);
    assert.equal(
      code(await restrict(db.services, { requestId, reason: "di nuovo", actor: ADMINISTRATOR })),
      "GIA_LIMITATO",
    );
    const { worker } = db.services.pools;
    const states = async (): Promise<string[]> =>
      (
        await worker.query<{ state: string }>("select distinct state from message where summons_id = $1", [
          held.summonsId,
        ])
      ).rows.map(({ state }) => state);
    assert.deepEqual(await states(), ["withdrawn"]);
    // A new message, a retry, a decision to send again: none becomes due.
    await worker.query(
      `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at)
       select gen_random_uuid(), case_id, summons_id, appointment_id, 'reminder', channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at
       from message where summons_id = $1`,
      [held.summonsId],
    );
    await worker.query("update message set state = 'due' where summons_id = $1", [held.summonsId]);
    assert.deepEqual(await states(), ["withdrawn"]);
    const seen = await inOffice(db.services.pools.app, held.officeId, (client) =>
      openRestriction(client, person.id),
    );
    assert.equal(seen?.reason, "contesta l’esattezza dei dati");
    const elsewhere = await inOffice(db.services.pools.app, "F839C000305X", (client) =>
      openRestriction(client, person.id),
    );
    assert.equal(elsewhere, null);
    const task = await worker.query(
      "select 1 from desk_task where case_id = $1 and kind = 'restricted' and closed_at is null",
      [held.caseId],
    );
    assert.equal(task.rowCount, 1);
    assert.equal(
      code(await lift(db.services, { requestId, reason: "verificati i dati", actor: ADMINISTRATOR })),
      "done",
    );
    await worker.query("update message set state = 'due' where summons_id = $1 and kind = 'summons'", [
      held.summonsId,
    ]);
    assert.deepEqual((await states()).toSorted(), ["due", "withdrawn"]);
    const kinds = (await actsOf(db.services, held.caseId)).map(({ kind }) => kind);
    assert.ok(kinds.includes("processing-restricted") && kinds.includes("restriction-lifted"));
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  it("is out of reach of every office", async () => {
    for (const part of ["app", "worker", "intake", "planner", "control", "documents", "audit"] as const) {
      await assert.rejects(
        db.services.pools[part].query("select * from subject_request"),
        { code: "42501" },
        part,
      );
    }
    await assert.rejects(
      inOffice(db.services.pools.app, held.officeId, (client) =>
        client.query("update processing_restriction set ended_at = now()"),
      ),
      { code: "42501" },
    );
  });
});
