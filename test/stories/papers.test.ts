// Stories of the issued papers: the draft, the issue, what is kept, revisions, the scan that comes back; each paper of each procedure.

import assert from "node:assert/strict";
import { hash, randomBytes, randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import type { PactData } from "../../src/domain/pact/data.ts";
import type { Block } from "../../src/domain/papers/blocks.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import type { Printer } from "../../src/exchange/typst/printer.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { issuePaper, openPaper, previewPaper, readDraft } from "../../src/services/papers/issue.ts";
import type { Press } from "../../src/services/papers/issue.ts";
import { papersOfCase } from "../../src/services/papers/list.ts";
import { handInScan, signOnPaper } from "../../src/services/papers/scan.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { actsOf, convened, convenedRegion, operatorOf } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { CONTENT, Way } from "./fixtures/pact-way.ts";
import { tagsOf } from "./fixtures/pdf-tags.ts";

const DAY = "2019-10-07";
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");
const officer = (office: string) => ({ ...operatorOf(office), office });

describe("the issued papers", () => {
  let db: TestDatabase;
  let way: Way;
  let printer: Printer;
  let press: Press;
  let people: Convened[] = [];
  before(async () => {
    db = await openTestDatabase();
    way = new Way(db);
    printer = openPrinter();
    press = { services: db.services, reference: db.reference, printer };
    await convenedRegion(db, "base", { households: 60 });
    people = await convened(db.services);
    await way.on(DAY);
  });
  after(async () => {
    await printer.close();
    await db.close();
  });

  const request = (person: Convened, itemId: string) => ({ caseId: person.caseId, itemId, actor: officer(person.officeId) });
  const issue = (person: Convened, itemId: string, expectedVersion: number | null = null) => issuePaper(press, KEYS, { ...request(person, itemId), expectedVersion });
  const issued = async (person: Convened, itemId: string) => {
    const outcome = await issue(person, itemId);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.paper;
  };
  const open = (person: Convened, paperId: string, office = person.officeId, mayOpenRestricted = true) =>
    openPaper(db.services, KEYS, { paperId, actor: officer(office), mayOpenRestricted });
  const code = (outcome: { ok: true } | { ok: false; refusal: { code: string } }): string => (outcome.ok ? "" : outcome.refusal.code);
  const textOf = async (person: Convened, itemId: string): Promise<{ text: string; blocks: readonly Block[] }> => {
    const draft = await readDraft(press, { ...request(person, itemId), mayOpenRestricted: true });
    assert.ok(draft.ok, JSON.stringify(draft));
    return { text: JSON.stringify(draft.value.content), blocks: draft.value.content.blocks };
  };

  it("a draft is looked at and not issued; agreed, the pact is issued once, sealed, and opens to the same bytes with a line in the log", async () => {
    const person = people[0]!;
    await way.did(person, DAY);
    await way.profile(person, DAY);
    const { itemId } = await way.done(person, "patto", "draft", { content: CONTENT });
    const draft = await previewPaper(press, { ...request(person, itemId), mayOpenRestricted: true });
    assert.ok(draft.ok);
    assert.match(draft.value.name, /bozza/);
    assert.equal(code(await issue(person, itemId)), "DOCUMENTO_IN_BOZZA");
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, { itemId });
    assert.equal(code(await issue(person, itemId, 1)), "VERSIONE_CAMBIATA");
    const paper = await issued(person, itemId);
    assert.deepEqual([paper.paper, paper.number, paper.itemVersion, paper.subtitle], ["patto", 1, 2, "Versione 1"]);
    const again = await Promise.all([issue(person, itemId, 2), issue(person, itemId, 2)]);
    assert.deepEqual(again.map((one) => one.ok && [one.value.isNew, one.value.paper.id]), [[false, paper.id], [false, paper.id]]);
    const before = await db.services.pools.audit.query("select 1 from access_log where action = 'document'");
    const [first, second] = [await open(person, paper.id), await open(person, paper.id)];
    assert.ok(first.ok && second.ok);
    assert.ok(first.value.content.equals(second.value.content));
    assert.equal(hash("sha256", first.value.content, "hex"), paper.pdfDigest);
    const after = await db.services.pools.audit.query("select 1 from access_log where action = 'document'");
    assert.equal((after.rowCount ?? 0) - (before.rowCount ?? 0), 2);
    const act = (await actsOf(db.services, person.caseId)).find(({ kind }) => kind === "paper-issued");
    assert.deepEqual([act?.payload["document"], act?.payload["contentSha256"], act?.payload["sha256"]], [paper.id, paper.contentDigest, paper.pdfDigest]);
  });

  it("is accessible: PDF/UA-1, Italian, titled, tagged, and read in order", async () => {
    const person = people[0]!;
    const [paper] = await listOf(person);
    const opened = await open(person, paper!.id);
    assert.ok(opened.ok);
    const tags = tagsOf(opened.value.content);
    assert.deepEqual([tags.part, tags.lang, tags.marked, tags.title], [1, "it-IT", true, true]);
    assert.ok(tags.roles.includes("H1") && tags.roles.includes("H2") && tags.roles.includes("TH") && tags.roles.includes("L"), tags.roles.join(" "));
    assert.equal(tags.fontsEmbedded, true);
  });

  const listOf = async (person: Convened) => {
    const list = await papersOfCase(db.services, db.reference, { caseId: person.caseId, actor: officer(person.officeId) });
    assert.ok(list.ok);
    return list.value.issued;
  };

  it("another office neither sees nor opens nor issues it", async () => {
    const person = people[0]!;
    const stranger = people.find(({ officeId }) => officeId !== person.officeId)!;
    const [paper] = await listOf(person);
    assert.equal(code(await open(person, paper!.id, stranger.officeId)), "DOCUMENTO_ASSENTE");
    const asked = { caseId: person.caseId, itemId: paper!.itemId, actor: officer(stranger.officeId) };
    assert.equal(code(await issuePaper(press, KEYS, { ...asked, expectedVersion: null })), "CASO_NON_VISIBILE");
    assert.equal(code(await papersOfCase(db.services, db.reference, asked)), "CASO_NON_VISIBILE");
    assert.equal(code(await handInScan(db.services, KEYS, { paperId: paper!.id, name: "x", bytes: png(30, 20), actor: asked.actor })), "DOCUMENTO_ASSENTE");
  });

  it("signed on paper, the scan comes back and the acts of both name the document; what is rebuilt from the register is the same", async () => {
    const person = people[0]!;
    const [paper] = await listOf(person);
    const actor = officer(person.officeId);
    const sign = (who: "person" | "office", expectedVersion: number) =>
      signOnPaper(db.services, db.reference, { paperId: paper!.id, who, on: DAY, actId: randomUUID(), expectedVersion, actor });
    assert.equal(code(await sign("person", 2)), "SCANSIONE_MANCANTE");
    assert.equal(code(await handInScan(db.services, KEYS, { paperId: paper!.id, name: "x.exe", bytes: Buffer.from("MZ\u0090\u0000"), actor })), "TIPO_NON_ACCETTATO");
    const scan = await handInScan(db.services, KEYS, { paperId: paper!.id, name: "patto.png", bytes: png(30, 20), actor });
    assert.ok(scan.ok);
    assert.equal(code(await sign("office", 2)), "TESTO_CAMBIATO");
    assert.equal(code(await sign("person", 2)), "");
    assert.equal(code(await sign("office", 3)), "");
    const item = await way.item(person, paper!.itemId);
    const [version] = (item.data as unknown as PactData).versions;
    assert.equal(item.state, "in-force");
    assert.equal(version?.document, paper!.id);
    assert.deepEqual(version?.person.evidence, { document: paper!.id, digest: paper!.contentDigest, scans: [scan.value.id], confirmed: null });
    assert.deepEqual((await listOf(person))[0]!.scans, [scan.value.id]);
  });

  it("a revision says what changes, and every version stays as it was", async () => {
    const person = people[0]!;
    const [first] = await listOf(person);
    const itemId = first!.itemId;
    const content = { ...CONTENT, meetEveryDays: 15, commitments: CONTENT.commitments.map((each) => (each.code === "O3" ? { ...each, timesAWeek: 5 } : each)) };
    await way.done(person, "patto", "revise", { content, reason: "nuovi orari" }, { itemId });
    assert.equal(code(await issue(person, itemId)), "DOCUMENTO_IN_BOZZA");
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, { itemId });
    const { text } = await textOf(person, itemId);
    for (const said of ["Versione 2: rivede la versione 1", "prima almeno uno ogni 30 giorni, ora almeno uno ogni 15", "Almeno 5 azioni", "nuovi orari"]) assert.ok(text.includes(said), said);
    const second = await issued(person, itemId);
    assert.equal(second.number, 2);
    const papers = await listOf(person);
    assert.deepEqual(papers.map(({ number, subtitle }) => [number, subtitle.slice(0, 10)]), [[2, "Versione 2"], [1, "Versione 1"]]);
    const kept = await open(person, first!.id);
    assert.ok(kept.ok);
    assert.equal(hash("sha256", kept.value.content, "hex"), first!.pdfDigest);
    await way.bothSign(person, DAY, itemId);
  });

  it("a text changed while it was being drawn is not issued: nothing of it stays", async () => {
    const person = people[1]!;
    const itemId = await way.agreed(person, DAY);
    const meddling: Printer = {
      ...printer,
      print: async (job) => {
        await way.done(person, "patto", "draft", { content: { ...CONTENT, meetEveryDays: 20 } }, { itemId });
        return printer.print(job);
      },
    };
    const outcome = await issuePaper({ ...press, printer: meddling }, KEYS, { ...request(person, itemId), expectedVersion: null });
    assert.equal(code(outcome), "VERSIONE_CAMBIATA");
    assert.deepEqual(await listOf(person), []);
    const dead: Printer = { print: async () => ({ ok: false, refusal: { code: "PDF_NON_RIUSCITO", message: "" } }), close: async () => undefined };
    await way.done(person, "patto", "agree", { on: DAY, personHeard: true }, { itemId });
    assert.equal(code(await issuePaper({ ...press, printer: dead }, KEYS, { ...request(person, itemId), expectedVersion: null })), "PDF_NON_RIUSCITO");
    assert.deepEqual(await listOf(person), []);
    assert.ok((await issue(person, itemId)).ok);
  });

  it("the DID, the appointment given at the desk: their own papers, from their own data", async () => {
    const person = people[2]!;
    await way.did(person, DAY);
    const list = await papersOfCase(db.services, db.reference, { caseId: person.caseId, actor: officer(person.officeId) });
    assert.ok(list.ok);
    const papers = new Map(list.value.toIssue.map((each) => [each.content.paper, each]));
    assert.deepEqual([...papers.keys()].toSorted(), ["appuntamento", "did"]);
    const did = papers.get("did")!;
    assert.match(JSON.stringify(did.content), /7 ottobre 2019.*allo sportello/);
    assert.equal((await issued(person, did.item.id)).paper, "did");
    const slip = papers.get("appuntamento")!;
    const [{ reference } = { reference: "" }] = await way.query<{ reference: string }>("select reference from summons where id = $1", [person.summonsId]);
    assert.ok(slip.content.blocks.some((block) => block.kind === "code" && block.text === reference));
    const kept = await issued(person, slip.item.id);
    const opened = await open(person, kept.id);
    assert.ok(opened.ok && tagsOf(opened.value.content).roles.includes("Figure"), "the code is told in words too");
  });

  it("the decision on an exemption says outcome, days and norm, and never why", async () => {
    const person = people[3]!;
    const evidence = { seenOn: DAY, expiresOn: null, outcome: "sufficient" };
    const granted = await way.act(person, "esonero", "grant", { code: "X3", from: DAY, to: "2020-03-31", evidence });
    assert.ok(granted.ok, JSON.stringify(granted));
    const { text, blocks } = await textOf(person, granted.value.itemId);
    assert.match(text, /concesso dal 7 ottobre 2019 al 31 marzo 2020/);
    assert.ok(blocks.some((block) => block.kind === "small"));
    assert.ok(!/X3|certificat|disabil|salute|malat|cura/i.test(text), text);
    assert.equal((await issued(person, granted.value.itemId)).paper, "esonero");
  });

  it("the passage to the municipality carries its written reasons, and is opened only by who may", async () => {
    const applicants = await way.query<{ id: string }>("select id from case_file where role = 'R'", []);
    const person = people.slice(5).find(({ caseId }) => applicants.some(({ id }) => id === caseId))!;
    await way.query("update summons set state = 'attended' where case_id = $1", [person.caseId]);
    await db.setBusinessTime(new Date(Date.parse(person.startsAt) + 3_600_000).toISOString());
    const written = { grounds: ["C3"], reasons: "Il nucleo vive in un alloggio senza utenze: prima di un percorso di lavoro serve un sostegno." };
    const proposed = await way.done(person, "invio-al-comune", "propose", written);
    assert.equal(code(await issue(person, proposed.itemId)), "DOCUMENTO_IN_BOZZA");
    await way.done(person, "invio-al-comune", "send", {}, { itemId: proposed.itemId });
    const { text } = await textOf(person, proposed.itemId);
    assert.match(text, /alloggio senza utenze/);
    const paper = await issued(person, proposed.itemId);
    assert.equal(paper.restricted, true);
    assert.equal(code(await open(person, paper.id, person.officeId, false)), "DOCUMENTO_RISERVATO");
    assert.ok((await open(person, paper.id)).ok);
  });

  it("the register is whole, and a paper that was issued cannot be changed", async () => {
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
    await assert.rejects(db.administer("alter table issued_paper no force row level security; update issued_paper set subtitle = 'x'"), /append-only/);
  });
});
