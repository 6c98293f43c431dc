// Stories of the papers: handed in sealed, opened only in the compartment and with a line in the log, proof of an exemption without its diagnosis.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { pdf, png } from "../../src/domain/documents/sample-files.test-data.ts";
import { BINDINGS } from "../../src/services/acts/bindings.ts";
import { rebuildItems } from "../../src/services/acts/rebuild.ts";
import { evidenceRefusal, noteEvidence } from "../../src/services/documents/evidence.ts";
import { handIn } from "../../src/services/documents/hand-in.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import type { KeyRing } from "../../src/services/documents/key-ring.ts";
import { openDocument } from "../../src/services/documents/open.ts";
import { recordOutcome } from "../../src/services/documents/outcome.ts";
import { keyUse, rotateKeys } from "../../src/services/documents/rotate.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { listDocuments } from "../../src/store/documents.ts";
import { inOffice, inTransaction } from "../../src/store/pools.ts";
import { actsOf, ADMINISTRATOR } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { BIMBO, done, OFFICE, receiveHouseholds, refusal, trying } from "./fixtures/household.ts";
import type { Cases } from "./fixtures/household.ts";
import { ANNA, MARIA } from "./fixtures/notice-rows.ts";

const OPERATOR = { id: `operatore@${OFFICE}`, role: "operator", office: OFFICE } as const;
const STRANGER = { id: "operatore@F839C000305", role: "operator", office: "F839C000305" } as const;
const FIRST = randomBytes(32).toString("base64");
const SECOND = randomBytes(32).toString("base64");
const ring = (current: string, keys: Record<string, string>): KeyRing =>
  keysOfText(JSON.stringify({ current, keys }), "prova");
const KEYS = ring("uno", { uno: FIRST });
const DIAGNOSIS = "diagnosi-inconfondibile-7731";
const CERTIFICATE = pdf(`% ${DIAGNOSIS}\n`);
const REASON = "istruttoria dell’esonero";

describe("the papers of a case", () => {
  let db: TestDatabase;
  let cases: Cases;
  let certificate = "";

  before(async () => {
    db = await openTestDatabase();
    cases = await receiveHouseholds(db);
  });
  after(() => db.close());

  const maria = (): string => cases.get(MARIA)!.caseId;
  const code = (outcome: { ok: boolean; refusal?: { code: string } }): string =>
    outcome.ok ? "accepted" : outcome.refusal!.code;
  const give = (bytes: Uint8Array, change: Partial<Parameters<typeof handIn>[2]> = {}) =>
    handIn(db.services, KEYS, {
      caseId: maria(),
      kind: "health-certificate",
      name: "C:\\certificato Maria.pdf",
      bytes,
      actor: OPERATOR,
      ...change,
    });
  const open = (
    documentId: string,
    change: Partial<Parameters<typeof openDocument>[2]> = {},
    keys: KeyRing = KEYS,
  ) => openDocument(db.services, keys, { documentId, reason: REASON, actor: OPERATOR, ...change });
  const logged = () =>
    db.services.pools.audit.query<{ action: string; reason: string; case_id: string }>(
      "select action, reason, case_id from access_log order by id",
    );

  it("a certificate is handed in sealed: nothing of it, nor its name, is readable in any table", async () => {
    const outcome = await give(CERTIFICATE);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    certificate = outcome.value.id;
    const { rows } = await db.services.pools.retention.query<{ name: string }>(
      "select c.relname as name from pg_class c where c.relnamespace = 'convoca'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'select')",
    );
    for (const { name } of rows) {
      const found = await db.services.pools.retention.query(
        `select 1 from ${name} t where t::text ~ '${DIAGNOSIS}|certificato Maria' limit 1`,
      );
      assert.equal(found.rowCount, 0, name);
    }
    const sealed = await inOffice(db.services.pools.documents, OFFICE, (client) =>
      client.query<{ text: string }>(
        "select encode(sealed, 'escape') as text from document_chunk union all select encode(sealed_name, 'escape') from document_key",
      ),
    );
    assert.ok(sealed.rows.length > 0);
    for (const { text } of sealed.rows) assert.ok(!text.includes(DIAGNOSIS) && !text.includes("Maria"));
    const act = (await actsOf(db.services, maria())).at(-1);
    assert.equal(act?.kind, "document-handed-in");
    assert.match(String(act?.payload["sha256"]), /^[0-9a-f]{64}$/);
  });

  it("whoever follows the case sees that it is there; its content and key are out of the application's reach", async () => {
    const listed = await inOffice(db.services.pools.app, OFFICE, (client) => listDocuments(client, maria()));
    assert.deepEqual(
      listed.map(({ id, outcome, restricted }) => ({ id, outcome, restricted })),
      [{ id: certificate, outcome: null, restricted: true }],
    );
    for (const part of ["app", "worker", "intake", "planner", "control", "retention"] as const) {
      for (const column of ["document_chunk.sealed", "document_key.sealed_name"]) {
        const [table, field] = column.split(".");
        await assert.rejects(
          inTransaction(db.services.pools[part], (client) => client.query(`select ${field} from ${table}`)),
          { code: "42501" },
          `${part} reads ${column}`,
        );
      }
    }
  });

  it("it is opened in its office, with a reason, and the line is in the log before the bytes are out", async () => {
    const before = (await logged()).rows.length;
    assert.equal(code(await open(certificate, { reason: " ab " })), "MOTIVO_MANCANTE");
    assert.equal(code(await open(certificate, { actor: STRANGER })), "DOCUMENTO_ASSENTE");
    assert.equal(code(await open(randomUUID())), "DOCUMENTO_ASSENTE");
    assert.equal((await logged()).rows.length, before);
    const opened = await open(certificate);
    assert.ok(opened.ok);
    assert.ok(opened.value.content.equals(CERTIFICATE));
    assert.equal(opened.value.name, "certificato Maria.pdf");
    assert.deepEqual((await logged()).rows.at(-1), {
      action: "restricted-document",
      reason: `${certificate}: ${REASON}`,
      case_id: maria(),
    });
    // A key that does not fit opens nothing, and the attempt is logged all the same.
    await assert.rejects(open(certificate, {}, ring("uno", { uno: SECOND })), { code: "CHIAVE_SBAGLIATA" });
    assert.equal((await logged()).rows.length, before + 2);
  });

  it("another office neither hands in nor sees, and a case that moves takes its papers along", async () => {
    assert.equal(code(await give(CERTIFICATE, { actor: STRANGER })), "CASO_NON_VISIBILE");
    await db.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [
      maria(),
      STRANGER.office,
    ]);
    assert.equal(code(await open(certificate)), "DOCUMENTO_ASSENTE");
    assert.equal(code(await open(certificate, { actor: STRANGER })), "accepted");
    await db.services.pools.intake.query("update competence set office_id = $2 where case_id = $1", [
      maria(),
      OFFICE,
    ]);
  });

  it("takes only what it can look into, whatever the name says", async () => {
    assert.equal(code(await give(png(20, 10), { name: "foto.exe" })), "accepted");
    assert.equal(code(await give(Buffer.from("PK\u0003\u0004finto.pdf"))), "TIPO_NON_ACCETTATO");
    assert.equal(code(await give(pdf("7 0 obj << /S /JavaScript >> endobj\n"))), "CONTENUTO_ATTIVO");
    assert.equal(code(await give(Buffer.alloc(11 * 1024 * 1024))), "DOCUMENTO_TROPPO_GRANDE");
  });

  it("what was handed in cannot be changed, and a piece exchanged in the database is noticed", async () => {
    await assert.rejects(db.services.pools.worker.query("update document set media = 'text/plain'"), {
      code: "42501",
    });
    await assert.rejects(
      inOffice(db.services.pools.documents, OFFICE, (client) =>
        client.query("update document_chunk set sealed = '\\x00'"),
      ),
      { code: "42501" },
    );
    const other = await give(pdf("% altro\n"));
    assert.ok(other.ok);
    // Even the owner, who may do what no part may.
    await db.administer(`alter table document_chunk no force row level security; alter table document_chunk disable trigger chunk_is_fixed;
      update document_chunk c set sealed = o.sealed from document_chunk o where c.document_id = '${other.value.id}' and o.document_id = '${certificate}';
      alter table document_chunk enable trigger chunk_is_fixed; alter table document_chunk force row level security`);
    await assert.rejects(open(other.value.id), { code: "DOCUMENTO_ALTERATO" });
  });

  it("an act may name it as evidence only in its own case; what the act finds is all that others see", async () => {
    const { worker } = db.services.pools;
    const check = (caseId: string, input: unknown) =>
      inTransaction(
        worker,
        async (client) => (await evidenceRefusal(client, caseId, input))?.code ?? "accepted",
      );
    const evidence = {
      seenOn: "2019-09-02",
      outcome: "sufficient",
      expiresOn: "2020-03-31",
      documentId: certificate,
    };
    assert.equal(await check(maria(), { code: "X1", evidence }), "accepted");
    assert.equal(await check(maria(), { evidence: { ...evidence, documentId: null } }), "accepted");
    assert.equal(await check(cases.get(ANNA)!.caseId, { evidence }), "DOCUMENTO_ASSENTE");
    assert.equal(await check(maria(), { papers: [{ documentId: randomUUID() }] }), "DOCUMENTO_ASSENTE");
    assert.equal(
      await check(maria(), { evidence: { ...evidence, documentId: "../../etc/passwd" } }),
      "DOCUMENTO_ILLEGGIBILE",
    );
    assert.equal(
      await check(maria(), { evidence: { ...evidence, documentId: { toString: 1 } } }),
      "DOCUMENTO_ILLEGGIBILE",
    );
    await inTransaction(worker, (client) =>
      noteEvidence(client, maria(), { evidence }, { on: "2019-09-02", by: OPERATOR.id }),
    );
    const [seen] = (
      await inOffice(db.services.pools.app, OFFICE, (client) => listDocuments(client, maria()))
    ).filter(({ id }) => id === certificate);
    assert.deepEqual(
      [seen?.outcome, seen?.expiresOn, seen?.seenOn],
      ["sufficient", "2020-03-31", "2019-09-02"],
    );
    assert.equal(
      await check(maria(), { evidence: { ...evidence, outcome: "insufficient" } }),
      "ESITO_DISCORDE",
    );
    assert.equal(
      code(
        await recordOutcome(db.services, {
          documentId: certificate,
          outcome: "insufficient",
          expiresOn: null,
          actor: OPERATOR,
        }),
      ),
      "accepted",
    );
    assert.equal(await check(maria(), { evidence: { ...evidence, outcome: "insufficient" } }), "accepted");
  });

  it("an exemption granted on it shows code, outcome and expiry, and the register names no diagnosis", async () => {
    const act = trying(db);
    const given = await give(pdf("% secondo certificato\n"));
    assert.ok(given.ok);
    const input = (documentId: string) => ({
      code: "X1", caredId: cases.get(BIMBO)!.personId, from: "2019-09-02", to: "2019-12-31",
      evidence: { seenOn: "2019-09-02", outcome: "sufficient", expiresOn: "2020-01-31", documentId },
    });
    const request = { procedure: "esonero", caseId: maria(), act: "grant" };
    assert.equal(refusal(await act({ ...request, input: input(randomUUID()) })), "DOCUMENTO_ASSENTE");
    done(await act({ ...request, input: input(given.value.id) }));
    const { rows } = await db.services.pools.worker.query<{ data: { code: string; evidence: Record<string, unknown> } }>(
      "select data from dossier_item where case_id = $1 and procedure = 'esonero'", [maria()],
    );
    const seen = { seenOn: "2019-09-02", outcome: "sufficient", expiresOn: "2020-01-31", seenBy: OPERATOR.id, documentId: given.value.id };
    assert.equal(rows[0]?.data.code, "X1");
    assert.deepEqual(rows[0]?.data.evidence, seen);
    const [listed] = (await inOffice(db.services.pools.app, OFFICE, (client) => listDocuments(client, maria()))).filter(({ id }) => id === given.value.id);
    assert.deepEqual([listed?.outcome, listed?.expiresOn], ["sufficient", "2020-01-31"]);
    assert.ok(!JSON.stringify(await actsOf(db.services, maria())).includes(DIAGNOSIS));
    assert.deepEqual((await rebuildItems(db.services, BINDINGS)).faults, []);
  });

  it("keys are rotated in steps; killed half-way it goes on, and the old key is then needed by nothing", async () => {
    const both = { uno: FIRST, due: SECOND };
    let wrapped = 0;
    const dying: KeyRing = {
      ...ring("due", both),
      byVersion: async (version) => {
        wrapped += 1;
        if (wrapped > 2) throw new Error("killed");
        return ring("due", both).byVersion(version);
      },
    };
    const contents = () =>
      inOffice(db.services.pools.documents, OFFICE, (client) =>
        client.query("select document_id, seq, md5(sealed) from document_chunk order by 1, 2"),
      );
    const before = (await contents()).rows;
    await assert.rejects(rotateKeys(db.services, dying, ADMINISTRATOR, 1), /killed/);
    const half = await keyUse(db.services, ring("due", both));
    assert.deepEqual(
      half.map(({ version, documents }) => [version, documents > 0]),
      [
        ["due", true],
        ["uno", true],
      ],
    );
    const rest = await rotateKeys(db.services, ring("due", both), ADMINISTRATOR, 1);
    assert.equal(rest.rewrapped, half.find(({ version }) => version === "uno")?.documents);
    assert.equal((await rotateKeys(db.services, ring("due", both), ADMINISTRATOR)).rewrapped, 0);
    assert.deepEqual((await contents()).rows, before);
    const opened = await open(certificate, {}, ring("due", { due: SECOND }));
    assert.ok(opened.ok && opened.value.content.equals(CERTIFICATE));
    const acts = await actsOf(db.services, "00000000-0000-7000-8000-000000000000");
    const rotated = acts
      .filter(({ kind }) => kind === "keys-rotated")
      .reduce((sum, { payload }) => sum + Number(payload["documents"]), 0);
    assert.equal(
      rotated,
      half.reduce((sum, { documents }) => sum + documents, 0),
    );
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
