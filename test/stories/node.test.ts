// The national node, as whoever keeps the exchange sees it: notices pushed out of order, twice, wrong; the node away; what was lost found again.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import type { RawNotice } from "../../src/domain/notices/types.ts";
import { nodeConnection } from "../../src/exchange/national-node/connection.ts";
import { mutate, seeded } from "../../src/exchange/national-node/mutations.test-data.ts";
import { writeNoticeXml } from "../../src/exchange/national-node/notice-xml.ts";
import { ServiceClient } from "../../src/exchange/national-node/service-client.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { refreshFromNode } from "../../src/services/node/ask-node.ts";
import { askDailyRun, compareState } from "../../src/services/node/compare-state.ts";
import type { Compared, CompareOptions } from "../../src/services/node/compare-state.ts";
import { closeExchange, reprocessExchange } from "../../src/services/node/mend.ts";
import { PushIntake } from "../../src/services/node/push-intake.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { CALM_NODE } from "../../src/simulator/national-node-settings.ts";
import { startNationalNode } from "../../src/simulator/national-node.ts";
import type { NationalNode } from "../../src/simulator/national-node.ts";
import { newId } from "../../src/store/ids.ts";
import { askRun } from "../../src/store/node-runs.ts";
import { readFlows, readRuns } from "../../src/store/read/national-node.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { ANNA, CIRO, MARIA, memberOf, NONNO, noticeOf, taxCodeOf } from "./fixtures/notice-rows.ts";

const ADMIN = { id: "amministratrice", role: "administrator" } as const;
const OPERATOR = { id: "operatrice", role: "operator" } as const;
const TOKEN = "un gettone lungo abbastanza per valere";
/** As the node numbers its messages. */
const sent = (raw: RawNotice, id: string, at = "2019-09-01T18:00:00Z"): RawNotice => ({ ...raw, id_comunicazione: id, data_invio: at });

describe("the national node", () => {
  let db: TestDatabase;
  let app: FastifyInstance;
  let node: NationalNode;
  let folder: string;
  let url: string;
  before(async () => {
    db = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "convoca-nodo-"));
    app = await buildServer({ services: db.services, demo: false, receiptsToken: "prova", exchangeToken: TOKEN, logLevel: "silent" });
    url = await app.listen({ host: "127.0.0.1", port: 0 });
    node = await startNationalNode({ target: `${url}/exchange/notices`, token: TOKEN });
  });
  after(async () => {
    await node.close();
    await app.close();
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });

  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.intake.query(sql, values)).rows as T[];
  const push = async (body: string | Buffer, type = "application/xml"): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${url}/exchange/notices`, { method: "POST", body: new Uint8Array(Buffer.from(body)), headers: { "content-type": type, authorization: `Bearer ${TOKEN}` } });
    return { status: answer.status, text: await answer.text() };
  };
  const outcomes = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await query<{ outcome: string; n: number }>("select outcome, sum(count)::int as n from node_day where flow = 'notice' group by 1")).map(({ outcome, n }) => [outcome, n]));
  const connection = () => nodeConnection({ url: node.url, stateUrl: node.stateUrl, dailyAt: "03:00", timeoutMs: 2_000, tries: 1 });
  const options = (change: Partial<CompareOptions> = {}): CompareOptions => ({ reference: db.reference, connection: connection(), client: null, spool: folder, ...change });
  const compare = async (change: Partial<CompareOptions> = {}): Promise<Compared> => {
    await askRun(db.services.pools.intake, { id: newId(), at: await db.services.now(), by: "prova", file: null, autoDay: null });
    return (await compareState(db.services, options(change)))!;
  };
  const people = async (): Promise<string[]> => (await query<{ name: string }>("select name from person order by name")).map(({ name }) => name);

  it("takes notices in disorder, twice, plain and in an envelope: the newest word stands and each has its answer", async () => {
    await node.change({ duplicateShare: 1, disorder: true });
    const answers = await node.say([
      sent(noticeOf(MARIA), "N1"),
      sent(memberOf(MARIA, CIRO), "N2"),
      sent(noticeOf(MARIA, { des_telefono: "3339999999" }), "N3", "2019-09-02T06:00:00Z"),
    ]);
    await node.change(CALM_NODE);
    assert.deepEqual(answers, { "101": 6 });
    assert.deepEqual(await people(), ["CIRO", "MARIA"]);
    assert.deepEqual(await outcomes(), { created: 2, same: 2, older: 2 });
    assert.equal((await query("select 1 from contact_point where value = '+393339999999' and current")).length, 1);
    const kept = await query<{ whole: boolean; here: boolean }>(
      "select position('codEsito>101' in convert_from(answer, 'UTF8')) > 0 and digest = sha256(request) as whole, case_id is not null as here from node_exchange",
    );
    assert.equal(kept.length, 6);
    assert.ok(kept.every(({ whole, here }) => whole && here));
  });

  it("answers 99 to what the schema does not admit, a fault to what is no SOAP 1.1, and keeps both for whoever looks into it", async () => {
    const xml = writeNoticeXml(sent(noticeOf(ANNA), "N4"));
    const wrong = await push(xml.replace("<cod_ruolo_beneficiario>R", "<cod_ruolo_beneficiario>Z"));
    assert.equal(wrong.status, 200);
    assert.match(wrong.text, /<codEsito>99<\/codEsito><messaggioErrore>.*cod_ruolo_beneficiario/u);
    const twelve = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${xml.slice(xml.indexOf("?>") + 2)}</e:Body></e:Envelope>`;
    const other = await push(twelve, "text/xml");
    assert.equal(other.status, 500);
    assert.match(other.text, /VersionMismatch/u);
    assert.equal((await push(`<!DOCTYPE a [<!ENTITY x "y">]>${xml}`)).text.includes("<codEsito>99"), true);
    assert.deepEqual(await people(), ["CIRO", "MARIA"], "nothing of it came in");
    const waiting = await query<{ reference: string; due: string }>("select reference, due_on::text as due from node_exchange where outcome = 'refused' and code = 'NOTIFICA_FUORI_SCHEMA'");
    assert.deepEqual(waiting, [{ reference: "N4", due: "2019-10-02" }], "with the term by which the person had to be convened");
  });

  it("refuses a body of a gigabyte as soon as it is longer than a notice, and goes on answering others", async () => {
    const { port } = new URL(url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), "127.0.0.1");
      let text = "";
      socket.on("data", (part) => (text += part.toString()));
      socket.on("error", (error) => (text === "" ? reject(error) : resolve(text)));
      socket.on("close", () => resolve(text));
      socket.write(`POST /exchange/notices HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: text/xml\r\nauthorization: Bearer ${TOKEN}\r\ncontent-length: 1073741824\r\n\r\n`);
      socket.write(Buffer.alloc(128 * 1024, 0x20));
    });
    assert.match(answer, /HTTP\/1.1 200[\s\S]*<codEsito>99<[\s\S]*64 KB/u);
    const [kept] = await query<{ bytes: number; kept: number }>("select bytes, octet_length(request) as kept from node_exchange where code = 'NOTIFICA_TROPPO_GRANDE'");
    assert.deepEqual(kept, { bytes: 1_073_741_824, kept: 65_536 });
  });

  it("a notice refused is done again once its cause is mended, or closed with a reason; come again well, it settles the refused one", async () => {
    const intake = new PushIntake({ services: db.services, reference: async () => db.reference });
    const ids = await query<{ id: string; code: string }>("select id, code from node_exchange where outcome = 'refused' and settled_at is null order by id");
    const again = await reprocessExchange(db.services, intake, ids.find(({ code }) => code === "NOTIFICA_FUORI_SCHEMA")!.id, ADMIN);
    assert.equal(again.ok ? "" : again.refusal.code, "ANCORA_RIFIUTATA");
    // The schema that was in use admits what it did not.
    const { nodeSchemas } = await import("../../src/exchange/national-node/schemas.ts");
    const { compileSchema } = await import("../../src/exchange/national-node/xsd-schema.ts");
    const { notice } = nodeSchemas();
    const xsd = notice.xsd.replace('<xs:enumeration value="M"/>\n    </xs:restriction>\n  </xs:simpleType>\n  <xs:simpleType name="Sesso">', '<xs:enumeration value="M"/>\n<xs:enumeration value="Z"/>\n    </xs:restriction>\n  </xs:simpleType>\n  <xs:simpleType name="Sesso">');
    assert.notEqual(xsd, notice.xsd);
    const mended = new PushIntake({ services: db.services, reference: async () => db.reference, schema: { ...notice, xsd, tables: compileSchema(xsd) } });
    const judged = await reprocessExchange(db.services, mended, ids.find(({ code }) => code === "NOTIFICA_FUORI_SCHEMA")!.id, ADMIN);
    assert.equal(judged.ok ? "" : judged.refusal.code, "ANCORA_RIFIUTATA", "the schema admits the role, our checks still do not");
    const [waits] = await query<{ n: number }>("select count(*)::int as n from node_exchange where reference = 'N4' and settled_at is null and outcome = 'refused' and repeats is null");
    assert.equal(waits!.n, 3, "done again in vain, each waits as the one that it is");
    assert.match(await node.say([sent(noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" }), "N4")]).then((said) => JSON.stringify(said)), /"101":1/u);
    const left = await query<{ how: string | null }>("select settled_how as how from node_exchange where outcome = 'refused' and reference = 'N4'");
    assert.ok(left.length >= 1 && left.every(({ how }) => how === "superseded"));
    const huge = ids.find(({ code }) => code === "NOTIFICA_TROPPO_GRANDE")!.id;
    assert.equal((await reprocessExchange(db.services, intake, huge, ADMIN)).ok, false);
    assert.equal((await closeExchange(db.services, huge, "prova del nodo", ADMIN)).ok, true);
    assert.equal((await closeExchange(db.services, huge, "prova del nodo", ADMIN)).ok, false);
  });

  it("the node away: the person's page says so and nothing changes; back, it says what changed", async () => {
    const client = new ServiceClient(connection());
    const [maria] = await query<{ id: string }>("select f.id from case_file f join person p on p.id = f.person_id where p.name = 'MARIA'");
    const ask = () => refreshFromNode(db.services, { reference: db.reference, client, caseId: maria!.id, actor: OPERATOR });
    await node.change({ paused: true });
    const away = await ask();
    assert.equal(away.ok ? "" : away.refusal.code, "NODO_NON_RAGGIUNGIBILE");
    await node.change({ paused: false });
    await db.setBusinessTime("2019-09-03T08:00:00.000Z");
    const same = await ask();
    assert.deepEqual(same.ok && same.value, { standing: "same", changed: [], refused: [] });
    node.know([noticeOf(MARIA, { des_telefono: "3331112223" })]);
    const changed = await ask();
    assert.deepEqual(changed.ok && changed.value, { standing: "changed", changed: ["phone"], refused: [] });
    node.forget(taxCodeOf(MARIA));
    const unknown = await ask();
    assert.equal(unknown.ok && unknown.value.standing, "unknown");
    assert.equal((await query("select 1 from act where kind = 'node-asked' and subject_id = $1", [maria!.id])).length, 3);
    node.know([noticeOf(MARIA, { des_telefono: "3331112223" })]);
  });

  it("the comparison finds a push that was lost, takes it in, and overwrites nothing newer", async () => {
    await node.change({ loseShare: 1 });
    await node.say([sent(noticeOf(NONNO, { cod_protocollo_inps: "INPS-RDC-2019-0000003" }), "N5")]);
    await node.change({ loseShare: 0 });
    assert.ok(!(await people()).includes("GENNARO"));
    await db.setBusinessTime("2019-09-04T04:00:00.000Z");
    // Ours is newer than the state: a notice of tonight.
    await node.say([sent(memberOf(MARIA, CIRO, { des_telefono: "3335556667" }), "N6", "2019-09-04T02:30:00Z")]);
    node.know([memberOf(MARIA, CIRO, { des_telefono: "3330000001" })]);
    node.extractedAt = "2019-09-04T01:00:00Z";
    await askDailyRun(db.services, { dailyAt: "03:00" });
    await askDailyRun(db.services, { dailyAt: "03:00" });
    const compared = await compareState(db.services, options());
    assert.deepEqual([compared?.state, compared?.gone, compared?.tasks], ["done", 0, 0]);
    assert.ok((await people()).includes("GENNARO"));
    const [run] = await readRuns(db.services.pools.intake);
    assert.deepEqual([run!.read, run!.same, run!.created, run!.updated, run!.older, run!.rejected], [4, 2, 1, 0, 1, 0]);
    assert.equal((await query("select 1 from contact_point where value = '+393335556667' and current")).length, 1);
    assert.equal(await compareState(db.services, options()), null, "once a day by itself");
  });

  it("who is no longer named is asked about after two states, never deleted; named again, nobody need decide", async () => {
    node.forget(taxCodeOf(ANNA));
    node.extractedAt = "2019-09-05T01:00:00Z";
    await db.setBusinessTime("2019-09-05T08:00:00.000Z");
    assert.deepEqual((await compare()).tasks, 0);
    node.extractedAt = "2019-09-06T01:00:00Z";
    // The state misses her and the service does not: it is the state that is wrong.
    node.know([noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    const file = join(folder, "stato.xml");
    await writeFile(file, (await (await fetch(node.stateUrl)).text()).replace(/<beneficiario>(?:(?!<\/beneficiario>)[\s\S])*<des_nome>ANNA<[\s\S]*?<\/beneficiario>\n/u, ""));
    await askRun(db.services.pools.intake, { id: newId(), at: await db.services.now(), by: "prova", file, autoDay: null });
    const second = await compareState(db.services, options({ client: new ServiceClient(connection()) }));
    assert.deepEqual([second?.gone, second?.tasks], [0, 0]);
    node.forget(taxCodeOf(ANNA));
    for (const day of ["2019-09-07", "2019-09-08"]) {
      node.extractedAt = `${day}T01:00:00Z`;
      await compare({ client: new ServiceClient(connection()) });
    }
    const open = () => query<{ reason: string }>("select reason from desk_task where kind = 'gone-from-node' and closed_at is null");
    assert.equal((await open()).length, 1);
    assert.ok((await people()).includes("ANNA"));
    node.know([noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    node.extractedAt = "2019-09-09T01:00:00Z";
    assert.equal((await compare()).back, 1);
    assert.equal((await open()).length, 0);
  });

  it("a state that ends in the middle, or misses too many, makes nobody missing", async () => {
    await node.change({ truncateState: true });
    const cut = await compare();
    assert.deepEqual([cut.state, cut.errorCode], ["failed", "STATO_INTERROTTO"]);
    await node.change({ truncateState: false, paused: true });
    assert.equal((await compare()).errorCode, "STATO_NON_RICEVUTO");
    await node.change({ paused: false });
    assert.equal((await query("select 1 from node_absence")).length, 0);
  });

  it("cut in the middle, it goes on where it was, and every record is counted once", async () => {
    node.extractedAt = "2019-09-10T01:00:00Z";
    node.know([noticeOf(MARIA, { des_telefono: "3337778889" })]);
    await askRun(db.services.pools.intake, { id: newId(), at: await db.services.now(), by: "prova", file: null, autoDay: null });
    let chunks = 0;
    const cut = compareState(db.services, options({ chunk: 1, onProgress: () => { if (++chunks === 2) throw new Error("spento"); } }));
    await assert.rejects(cut, /spento/u);
    const [half] = await readRuns(db.services.pools.intake);
    assert.deepEqual([half!.state, half!.read], ["running", 2]);
    const done = await compareState(db.services, options({ chunk: 1 }));
    assert.equal(done?.state, "done");
    const [run] = await readRuns(db.services.pools.intake);
    assert.equal(run!.read, 4);
    assert.equal(run!.same + run!.created + run!.updated + run!.older + run!.rejected, 4);
    assert.equal(run!.updated, 1);
  });

  it("spoilt messages in any number leave a whole account, and no half of anything", async () => {
    const size = Number(process.env["CONVOCA_FUZZ"] ?? 300);
    const chance = seeded(11);
    const before = Object.values(await outcomes()).reduce((sum, n) => sum + n, 0);
    const seedOf = (n: number): string => writeNoticeXml(sent(noticeOf(MARIA, { cod_protocollo_inps: `INPS-RDC-2019-${1_000_000 + (n % 500)}` }), `F${n}`));
    const intake = new PushIntake({ services: db.services, reference: async () => db.reference });
    const counted: Record<string, number> = {};
    for (let done = 0; done < size; done += 200) {
      const bodies = Array.from({ length: Math.min(200, size - done) }, (_, n) => mutate(seedOf(done + n), chance));
      for (const { outcome, xml } of await Promise.all(bodies.map((bytes) => intake.take({ bytes, size: bytes.length })))) {
        counted[outcome] = (counted[outcome] ?? 0) + 1;
        assert.match(xml, /codEsito|faultcode/u);
      }
    }
    const account = await outcomes();
    assert.equal(Object.values(account).reduce((sum, n) => sum + n, 0) - before, size);
    assert.equal(Object.values(counted).reduce((sum, n) => sum + n, 0), size);
    assert.equal(counted["failed"] ?? 0, 0, JSON.stringify(counted));
    assert.equal((await query("select 1 from case_file f where not exists (select 1 from notice n where n.case_id = f.id)")).length, 0);
    const [notice] = (await readFlows(db.services.pools.intake, "2019-01-01")).filter(({ flow }) => flow === "notice");
    assert.equal(notice!.received, notice!.applied + notice!.same + notice!.older + notice!.refused + notice!.failed);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
