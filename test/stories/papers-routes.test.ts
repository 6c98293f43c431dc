// Issued papers over HTTP, as the pages ask for them: statuses, headers of the files, who may, what is said where keys or compiler are missing.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { CasePapers, IssueAnswer, PaperText, SigningPage } from "../../src/contract/papers.ts";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import type { Printer } from "../../src/exchange/typst/printer.ts";
import { PRINTER_TEXTS } from "../../src/exchange/typst/texts.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { addUser, codeIn, enteredAs, openDoor } from "./fixtures/door.ts";
import type { Browser } from "./fixtures/door.ts";
import { Way } from "./fixtures/pact-way.ts";

const DAY = "2019-10-07";
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");

describe("issued papers over HTTP", () => {
  let db: TestDatabase;
  let app: FastifyInstance;
  let bare: FastifyInstance;
  let printer: Printer;
  let person: Convened;
  let itemId = "";
  let operator: Browser;
  let clerk: Browser;
  let keyless: Browser;
  const missing: Printer = {
    print: async () => ({ ok: false, refusal: { code: "PDF_NON_DISPONIBILE", message: PRINTER_TEXTS.PDF_NON_DISPONIBILE } }),
    close: async () => undefined,
  };
  before(async () => {
    db = await openTestDatabase();
    const way = new Way(db);
    await convenedRegion(db, "base", { households: 30, onlyPlanned: true });
    await way.on(DAY);
    person = (await convened(db.services))[0]!;
    itemId = await way.agreed(person, DAY);
    printer = openPrinter();
    app = await openDoor(db, { documentKeys: KEYS, printer });
    bare = await openDoor(db, { printer: missing });
    const entered = async (to: FastifyInstance, name: string, role: "operator" | "day-sheet-clerk"): Promise<Browser> => {
      const choices = [{ role, office: person.officeId }];
      return enteredAs(to, db, await addUser(db, name, choices), choices);
    };
    operator = await entered(app, "operatrice", "operator");
    clerk = await entered(app, "accoglienza", "day-sheet-clerk");
    keyless = await entered(bare, "altra", "operator");
  });
  after(async () => {
    await app.close();
    await bare.close();
    await printer.close();
    await db.close();
  });
  const papers = (): string => `/api/cases/${person.caseId}/papers`;

  it("lists what may be issued, gives its text and its draft as a file that no browser runs", async () => {
    const list = (await operator.get(papers())).json<CasePapers>();
    const pact = list.toIssue.find(({ paper }) => paper === "patto");
    assert.deepEqual([pact?.mayIssue, pact?.toSign, pact?.issuedAs, list.issued.length], [true, true, null, 0]);
    const text = (await operator.get(`${papers()}/${itemId}/text`)).json<PaperText>();
    assert.ok(text.blocks.length > 10);
    const draft = await operator.get(`${papers()}/${itemId}/draft.pdf`);
    assert.equal(draft.statusCode, 200);
    assert.match(String(draft.headers["content-disposition"]), /^attachment; filename="Patto per il Lavoro _bozza_.pdf"/);
    assert.deepEqual([draft.headers["content-type"], draft.headers["x-content-type-options"], draft.headers["cache-control"]], ["application/pdf", "nosniff", "no-store"]);
  });

  it("issues once, by who may and who has seen the version that stands", async () => {
    const body = { itemId, expectedVersion: 2 };
    assert.equal((await clerk.post(papers(), body)).statusCode, 403);
    assert.equal((await clerk.get(papers())).statusCode, 403);
    assert.equal(codeIn(await operator.post(papers(), { itemId, expectedVersion: 1 })), "VERSIONE_CAMBIATA");
    assert.equal(codeIn(await operator.post(papers(), { itemId: randomUUID(), expectedVersion: 2 })), "PRATICA_ASSENTE");
    assert.equal(codeIn(await operator.post(papers(), { itemId, expectedVersion: "due" })), "DATI_NON_VALIDI");
    const first = await operator.post(papers(), body);
    const second = await operator.post(papers(), body);
    assert.deepEqual([first.statusCode, second.statusCode], [201, 200]);
    const { paper } = first.json<IssueAnswer>();
    assert.equal(second.json<IssueAnswer>().paper.id, paper.id);
    const file = await operator.get(`/api/papers/${paper.id}/pdf`);
    assert.equal(file.rawPayload.subarray(0, 5).toString(), "%PDF-");
    assert.match(String(file.headers["content-disposition"]), /Patto%20per%20il%20Lavoro%201\.pdf$/);
    assert.equal((await operator.get(`/api/papers/${randomUUID()}/pdf`)).statusCode, 404);
  });

  it("says what is missing where there are no keys or no compiler", async () => {
    assert.equal(codeIn(await keyless.post(papers(), { itemId, expectedVersion: 2 })), "CHIAVI_NON_CONFIGURATE");
    const draft = await keyless.get(`${papers()}/${itemId}/draft.pdf`);
    assert.deepEqual([draft.statusCode, codeIn(draft)], [503, "PDF_NON_DISPONIBILE"]);
    assert.match(draft.json<{ detail: string }>().detail, /Linux x64/);
  });

  it("takes the scan back, shows the page of signing without any code, and refuses a code that was never sent", async () => {
    const [paper] = (await operator.get(papers())).json<CasePapers>().issued;
    const page = (await operator.get(`/api/papers/${paper!.id}/signing`)).json<SigningPage>();
    assert.deepEqual([page.code, page.text.digest], [null, paper!.digest]);
    const confirm = { codeId: randomUUID(), code: "123456", actId: randomUUID() };
    assert.equal(codeIn(await operator.post(`/api/papers/${paper!.id}/signing-code/confirm`, confirm)), "CODICE_ASSENTE");
    const upload = (payload: Buffer) =>
      operator.ask(`/api/papers/${paper!.id}/scan?name=patto.png`, { method: "POST", payload, headers: { "content-type": "application/octet-stream" } });
    assert.equal(codeIn(await upload(Buffer.from("MZ\0\0"))), "TIPO_NON_ACCETTATO");
    assert.equal(codeIn(await upload(Buffer.from("firmato, giuro"))), "SCANSIONE_SENZA_FIRMA");
    assert.equal((await upload(Buffer.from(png(30, 20)))).statusCode, 201);
    const sign = (who: string, expectedVersion: number) =>
      operator.post(`/api/papers/${paper!.id}/signatures`, { who, on: DAY, actId: randomUUID(), expectedVersion });
    assert.deepEqual([(await sign("person", 2)).statusCode, (await sign("office", 3)).json<{ state: string }>().state], [200, "in-force"]);
    assert.equal(codeIn(await operator.get(`/api/papers/${paper!.id}/signing`)), "TESTO_CAMBIATO");
  });

  it("all that hangs on a case can be erased at its end, in the order of the retention", async () => {
    const undone = new Error("undone");
    const erase = inTransaction(db.services.pools.retention, async (client) => {
      for (const table of ["signing_code", "paper_scan", "issued_paper", "document_chunk", "document_key", "document"]) await client.query(`delete from ${table}`);
      throw undone;
    });
    await assert.rejects(erase, (error) => error === undone);
  });
});
