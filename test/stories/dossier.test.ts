// Stories of the dossier of proof: made whole, followed with public tools alone, broken byte by byte, stamped by a real authority, kept from other offices.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { hash, randomBytes } from "node:crypto";
import { mkdtemp, open as openFile, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { png } from "../../src/domain/documents/sample-files.test-data.ts";
import { RUN_FROM, RUN_TO } from "../../src/domain/evidence/how-to-texts.ts";
import type { EvidenceRecord } from "../../src/domain/evidence/types.ts";
import { digestList, OUTSIDE_THE_LIST } from "../../src/domain/evidence/files.ts";
import { directory, localHeader, readDirectory, readEnd } from "../../src/exchange/zip/stored.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import type { Printer } from "../../src/exchange/typst/printer.ts";
import { resolveUncertain } from "../../src/services/decisions.ts";
import { handIn } from "../../src/services/documents/hand-in.ts";
import { keysOfText } from "../../src/services/documents/key-ring.ts";
import { composeDossier, makeDossier } from "../../src/services/evidence/make.ts";
import type { Bench, Dossier, MakeRequest } from "../../src/services/evidence/make.ts";
import { stampDossier } from "../../src/services/evidence/stamp.ts";
import { verifyDossier } from "../../src/services/evidence/verify.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { foldDay } from "../../src/store/day-digest.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { appendActs } from "../../src/store/register.ts";
import { actsOf, convened, convenedRegion, messagesOf, operatorOf, pretendAccepted } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { openStampAuthority } from "./fixtures/stamp-authority.ts";
import type { StampAuthority } from "./fixtures/stamp-authority.ts";
import { tagsOf } from "./fixtures/pdf-tags.ts";

const run = promisify(execFile);
const KEYS = keysOfText(JSON.stringify({ current: "uno", keys: { uno: randomBytes(32).toString("base64") } }), "prova");
const REASON = "richiesto dal giudice, RG 100/2020";
const RAW = '{"id":"x","status":"delivered","note":"così com’è arrivata"}';

/** Names of the files in an archive, in its order. */
function bytesNames(bytes: Buffer): string[] {
  const { offset, size } = readEnd(bytes.subarray(-22), bytes.length)!;
  return readDirectory(bytes.subarray(offset, offset + size), 100)!.entries.map(({ name }) => name);
}

/** The files written as the program would, at the moment of the archive `like`. */
function storedArchive(files: ReadonlyMap<string, Buffer>, like: Buffer): Buffer {
  const { offset, size } = readEnd(like.subarray(-22), like.length)!;
  const { dos } = readDirectory(like.subarray(offset, offset + size), 100)!;
  const entries = [...files].map(([name, content]) => ({ name, size: content.length, crc: crc32(content), content }));
  return Buffer.concat([...entries.flatMap((entry) => [localHeader(entry, dos), entry.content]), directory(entries, dos)]);
}

describe("the dossier of proof", () => {
  let db: TestDatabase;
  let printer: Printer;
  let bench: Bench;
  let authority: StampAuthority;
  let folder = "";
  let person: Convened;
  let stranger: Convened;
  let restricted = "";
  let open = "";

  before(async () => {
    db = await openTestDatabase();
    printer = openPrinter({ onFault: (fault) => console.error(fault) });
    folder = await mkdtemp(join(tmpdir(), "convoca-fascicolo-"));
    authority = await openStampAuthority(folder);
    bench = { services: db.services, printer, keys: KEYS, authority: null };
    await convenedRegion(db, "base", { households: 60 });
    const people = await convened(db.services);
    person = people.find(({ channels }) => channels.length === 2)!;
    stranger = people.find(({ officeId }) => officeId !== person.officeId)!;
    await tell();
    const actor = { ...operatorOf(person.officeId), office: person.officeId };
    const taken = async (kind: "study-document" | "health-certificate"): Promise<string> => {
      const given = await handIn(db.services, KEYS, { caseId: person.caseId, kind, name: "foglio.png", bytes: png(30, 20), actor });
      assert.ok(given.ok, JSON.stringify(given));
      return given.value.id;
    };
    open = await taken("study-document");
    restricted = await taken("health-certificate");
    await inTransaction(db.services.pools.worker, (client) => foldDay(client, "2019-09-02"));
  });
  after(async () => {
    await printer.close();
    await authority.close();
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** One message delivered with its receipt, the other doubtful and settled by a person. */
  const tell = async (): Promise<void> => {
    const { worker } = db.services.pools;
    await pretendAccepted(db.services, person.summonsId);
    const [first, second] = await messagesOf(db.services, person.summonsId);
    await worker.query("insert into receipt (gateway_id, message_id, reference, status, at, raw) values ('sms-prova', $1, 'rif', 'delivered', '2019-09-02T08:05:00Z', $2)", [first!.id, RAW]);
    await worker.query("update message set state = 'delivered', settled_at = '2019-09-02T08:05:00Z' where id = $1", [first!.id]);
    await worker.query("update message set state = 'uncertain', failure = 'no-answer', attempts = 1 where id = $1", [second!.id]);
    await worker.query("insert into send_attempt (message_id, gateway_id, outcome, code) values ($1, 'posta-prova', 'no-answer', 'ETIMEDOUT')", [second!.id]);
    const settled = await resolveUncertain(db.services, { messageId: second!.id, decision: "assume-sent", reason: "sentita al telefono", actor: operatorOf(person.officeId) });
    assert.ok(settled.ok);
  };
  const asked = (more: Partial<MakeRequest> = {}): MakeRequest => ({
    caseId: person.caseId, office: person.officeId, actor: { id: "responsabile", role: "office-manager", office: person.officeId }, reason: REASON, withRestricted: false, ...more,
  });
  const bytesOf = async (dossier: Dossier): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of dossier.pieces()) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const made = async (more: Partial<MakeRequest> = {}, at: Bench = bench): Promise<{ dossier: Dossier; bytes: Buffer; path: string }> => {
    const outcome = await makeDossier(at, asked(more));
    assert.ok(outcome.ok, JSON.stringify(outcome));
    const bytes = await bytesOf(outcome.value);
    const path = join(folder, `${randomBytes(4).toString("hex")}.zip`);
    await writeFile(path, bytes);
    return { dossier: outcome.value, bytes, path };
  };
  const unpacked = async (path: string): Promise<string> => {
    const into = await mkdtemp(join(folder, "aperto-"));
    await run("unzip", ["-q", path, "-d", into]);
    return into;
  };
  const recordIn = async (into: string): Promise<EvidenceRecord> => JSON.parse(await readFile(join(into, "registro.json"), "utf8")) as EvidenceRecord;
  const codesOf = async (bytes: Buffer): Promise<string[]> => {
    const path = join(folder, "rotto.zip");
    await writeFile(path, bytes);
    return (await verifyDossier(path)).findings.map(({ code }) => code);
  };

  it("holds what was told, when, how, with every receipt as it came, the settled doubt, the register and the nights", async () => {
    const { dossier, path, bytes } = await made();
    assert.equal(bytes.length, dossier.bytes);
    const into = await unpacked(path);
    const record = await recordIn(into);
    assert.equal(record.messaggi.length, 2);
    for (const message of record.messaggi) {
      assert.ok(message.file !== null && message.fonteRecapito?.fonte === "notice" && message.composto !== null);
      assert.equal(hash("sha256", await readFile(join(into, message.file)), "hex"), message.impronta);
    }
    const mail = record.messaggi.find(({ canale }) => canale === "email")!;
    assert.match(await readFile(join(into, mail.file!), "utf8"), /^MIME-Version|^From:|Subject:/m);
    const [receipt] = record.messaggi.flatMap(({ ricevute }) => ricevute);
    assert.equal(await readFile(join(into, receipt!.file!), "utf8"), RAW);
    assert.ok(record.messaggi.some(({ invii }) => invii[0]?.esito === "no-answer"));
    const [chain] = record.catene;
    assert.equal(chain?.soggetto, person.caseId);
    assert.ok(chain.atti.some(({ genere, contenuto }) => genere === "uncertain-resolved" && contenuto?.includes("sentita al telefono") === true));
    assert.equal(chain.notti[0]?.giorno, "2019-09-02");
    assert.ok(record.termini.length > 0 && Object.keys(record.norme).length > 1 && record.appuntamenti.length === 1);
  });

  it("the PDF is PDF/A-2a, titled, tagged, in Italian, with a table of contents", async () => {
    const { path } = await made();
    const pdf = await readFile(join(await unpacked(path), "fascicolo.pdf"));
    const text = pdf.toString("latin1");
    assert.match(text, /pdfaid:part>2</);
    assert.match(text, /pdfaid:conformance>A</);
    const tags = tagsOf(pdf);
    assert.deepEqual([tags.lang, tags.marked, tags.fontsEmbedded], ["it-IT", true, true]);
    assert.ok(["TOC", "TOCI", "H2", "H3", "TH"].every((role) => tags.roles.includes(role)), [...new Set(tags.roles)].join(" "));
  });

  it("the handing out is an act with the digest, the reason and who, and lines in the access log", async () => {
    const { dossier } = await made();
    const act = (await actsOf(db.services, person.caseId)).findLast(({ kind }) => kind === "evidence-handed-out");
    assert.equal(act?.actor, "responsabile");
    assert.deepEqual([act.payload["sha256OfList"], act.payload["reason"], act.payload["stamp"], act.payload["restricted"]], [dossier.digest, REASON, "none", false]);
    const { rows } = await db.services.pools.audit.query<{ action: string }>("select action from access_log where case_id = $1 and actor = 'responsabile' order by id desc limit 2", [person.caseId]);
    assert.deepEqual(rows.map(({ action }) => action), ["document", "evidence"]);
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });

  it("a restricted paper goes in only when asked for; otherwise its outcome and its digest", async () => {
    const without = (await recordIn(await unpacked((await made()).path))).documenti;
    const digest = hash("sha256", png(30, 20), "hex");
    assert.deepEqual(Object.fromEntries(without.map(({ id, file, impronta }) => [id, [file, impronta]])), { [open]: [`documenti/${open}.png`, digest], [restricted]: [null, digest] });
    const { path } = await made({ withRestricted: true });
    const into = await unpacked(path);
    assert.deepEqual(await readFile(join(into, `documenti/${restricted}.png`)), png(30, 20));
    const { rows } = await db.services.pools.audit.query<{ reason: string }>("select reason from access_log where case_id = $1 and action = 'restricted-document'", [person.caseId]);
    assert.deepEqual(rows.map(({ reason }) => reason), [`${restricted}: ${REASON}`]);
  });

  it("the same content at the same instant is the same bytes", async () => {
    const [one, other] = [await composeDossier(bench, asked()), await composeDossier(bench, asked())];
    assert.ok(one.ok && other.ok);
    assert.ok((await bytesOf(one.value)).equals(await bytesOf(other.value)));
  });

  it("what was changed in the database is not handed out as if it were whole", async () => {
    const sms = (await messagesOf(db.services, person.summonsId)).find(({ channel }) => channel === "sms")!;
    const put = (body: string): Promise<unknown> =>
      db.administer(
        "alter table message_content disable trigger user; alter table message_content no force row level security; " +
          `update message_content set body = ${body} where message_id = '${sms.id}'; ` +
          "alter table message_content force row level security; alter table message_content enable trigger user",
      );
    await put("body || '!'");
    await assert.rejects(makeDossier(bench, asked()), { code: "FASCICOLO_NON_INTEGRO" });
    await put("left(body, -1)");
    assert.ok((await composeDossier(bench, asked())).ok);
  });

  it("what was erased at the end of its time is missing and said so, with the act that erased it; the chain holds", async () => {
    const { retention } = db.services.pools;
    const { caseId, officeId, summonsId } = stranger;
    const gone = await inTransaction(retention, async (client) => {
      const { rows } = await client.query<{ id: string }>("delete from act_payload where act_id = (select id from act where subject_id = $1 and seq = 1) returning act_id as id", [caseId]);
      await client.query("delete from message_content where message_id in (select id from message where summons_id = $1)", [summonsId]);
      await appendActs(client, { id: "convoca", role: "system" }, [{ subjectId: caseId, subjectKind: "case", kind: "data-erased", happenedAt: "2019-09-02T08:00:00.000Z", citation: "GDPR_ART5", payload: { of: "message-text", units: 1 } }]);
      return rows[0]!.id;
    });
    const { path } = await made({ caseId, office: officeId });
    assert.deepEqual((await verifyDossier(path)).findings, []);
    const into = await unpacked(path);
    const { catene, messaggi } = await recordIn(into);
    const eraser = catene[0]!.atti.findLast(({ genere }) => genere === "data-erased")!.id;
    const first = catene[0]!.atti[0]!;
    assert.deepEqual([first.id, first.sale, first.contenuto, first.cancellatoCon], [gone, null, null, eraser]);
    assert.ok(messaggi.length > 0 && messaggi.every(({ file, cancellatoCon }) => file === null && cancellatoCon === eraser));
    assert.match(await followed(into), /IL REGISTRO TORNA/);
  });

  it("another office gets nothing; without a reason nobody does; nothing stays of either", async () => {
    const acts = (await actsOf(db.services, person.caseId)).length;
    const codes = await Promise.all(
      [asked({ office: stranger.officeId }), asked({ reason: "  x " }), asked({ caseId: "0199d0c0-0000-7000-8000-000000000001" })].map(async (request) => {
        const outcome = await makeDossier(bench, request);
        return outcome.ok ? "" : outcome.refusal.code;
      }),
    );
    assert.deepEqual(codes, ["CASO_NON_VISIBILE", "MOTIVO_MANCANTE", "CASO_NON_VISIBILE"]);
    assert.equal((await actsOf(db.services, person.caseId)).length, acts);
  });

  /** What stands between the marks of VERIFICA.txt, as a third party copies it. */
  const followed = async (into: string): Promise<string> => {
    const text = await readFile(join(into, "VERIFICA.txt"), "utf8");
    const steps = text.split(`\n${RUN_FROM}\n`).slice(1).map((part) => part.split(`\n${RUN_TO}\n`)[0]!);
    assert.equal(steps.length, 6);
    const { stdout } = await run("bash", ["-e", "-o", "pipefail", "-c", steps.join("\n")], { cwd: into, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" } });
    return stdout;
  };

  it("VERIFICA.txt, followed with public tools alone, checks a dossier with its time stamp, and finds what was changed", async () => {
    const { path, dossier } = await made({}, { ...bench, authority: authority.asked });
    assert.equal(dossier.stamp, "stamped");
    const into = await unpacked(path);
    await writeFile(join(into, "autorita.pem"), authority.certificate);
    const said = await followed(into);
    assert.match(said, /IL REGISTRO TORNA/);
    assert.match(said, /registro\.json: OK/);
    assert.match(said, /Time stamp:/);
    assert.ok(said.includes(dossier.digest));
    const register = join(into, "registro.json");
    const text = await readFile(register, "utf8");
    await writeFile(register, text.replace("sentita al telefono", "sentita al Telefono"));
    await assert.rejects(followed(into));
    await assert.rejects(run("python3", ["-c", (await readFile(join(into, "VERIFICA.txt"), "utf8")).split("<<'FINE'\n")[1]!.split("\nFINE")[0]!], { cwd: into }), /ANOMALIE|NON TORNA|Command failed/);
  });

  it("verify agrees: whole, with the act's digest, and the stamp of the authority that is trusted and of no other", async () => {
    const { path, dossier } = await made({}, { ...bench, authority: authority.asked });
    const found = await verifyDossier(path, authority.asked.certificates);
    assert.deepEqual(found.findings, []);
    assert.deepEqual([found.digest, found.stamp?.trusted, found.stamp?.by], [dossier.digest, true, "Prova TSA"]);
    const other = await verifyDossier(path, authority.stranger);
    assert.deepEqual(other.findings.map(({ code }) => code), ["MARCA_CATENA"]);
  });

  it("with the authority away the dossier says plainly that it has no stamp, and is stamped later", async () => {
    const { path, dossier } = await made({}, { ...bench, authority: { ...authority.asked, url: "http://127.0.0.1:9/" } });
    assert.equal(dossier.stamp, "unreachable");
    assert.match(await readFile(join(await unpacked(path), "marca-temporale.txt"), "utf8"), /non ha marca temporale: l’autorità di marcatura non ha risposto/);
    assert.equal((await verifyDossier(path)).stamp, null);
    const refused = await stampDossier(path, { ...authority.asked, url: "http://127.0.0.1:9/" });
    assert.equal(refused.ok ? "" : refused.refusal.code, "AUTORITA_MUTA");
    const done = await stampDossier(path, authority.asked);
    assert.ok(done.ok, JSON.stringify(done));
    const later = await verifyDossier(path, authority.asked.certificates);
    assert.deepEqual([later.findings, later.digest, later.stamp?.trusted], [[], dossier.digest, true]);
    const again = await stampDossier(path, authority.asked);
    assert.equal(again.ok ? "" : again.refusal.code, "GIA_MARCATO");
  });

  it("an authority that answers with something else, with another's stamp, or for another request, gives no stamp", async () => {
    for (const lie of ["garbage", "replay", "refuse", "html"] as const) {
      authority.lie(lie);
      const { dossier } = await made({}, { ...bench, authority: authority.asked });
      assert.equal(dossier.stamp, "unreachable", lie);
    }
    authority.lie(null);
  });

  it("any altered byte fails, wherever it is, with a sentence and never a crash", async () => {
    const { bytes, path } = await made({ withRestricted: true }, { ...bench, authority: authority.asked });
    assert.deepEqual((await verifyDossier(path)).findings, []);
    // All of what surrounds the files, at the end and at the beginnings; of the rest, places by chance.
    const directoryAt = bytes.readUInt32LE(bytes.length - 6);
    const places = new Set<number>();
    for (let at = directoryAt; at < bytes.length; at += 3) places.add(at);
    for (let at = 0; at < 60; at += 1) places.add(at);
    const stampAt = bytes.indexOf("marca-temporale.tsr");
    for (let at = stampAt; at < directoryAt; at += 17) places.add(at);
    const enough = process.env["EVERY_BYTE"] === undefined ? places.size + 300 : bytes.length;
    for (let at = 0; enough === bytes.length && at < enough; at += 1) places.add(at);
    while (places.size < enough) places.add(randomBytes(6).readUIntBE(0, 6) % bytes.length);
    const file = await openFile(path, "r+");
    try {
      for (const at of places) {
        await file.write(Buffer.from([bytes[at]! ^ (1 << (at % 8))]), 0, 1, at);
        assert.ok((await verifyDossier(path)).findings.length > 0, `byte ${at} of ${bytes.length} may be changed`);
        await file.write(bytes, at, 1, at);
      }
    } finally {
      await file.close();
    }
    assert.deepEqual((await verifyDossier(path)).findings, []);
  });

  it("whoever writes the archive anew with a file more, less, other, or with a list made to fit, is found out", async () => {
    const { bytes, path } = await made();
    const into = await unpacked(path);
    const names = bytesNames(bytes);
    const rewritten = async (change: (files: Map<string, Buffer>) => void): Promise<string[]> => {
      const files = new Map<string, Buffer>();
      for (const name of names) files.set(name, await readFile(join(into, name)));
      change(files);
      return codesOf(storedArchive(files, bytes));
    };
    const listed = (files: Map<string, Buffer>): void => {
      const list = digestList([...files].filter(([name]) => !OUTSIDE_THE_LIST.has(name)).map(([name, content]) => ({ name, digest: hash("sha256", content, "hex") })));
      files.set("impronte.txt", Buffer.from(list, "utf8"));
    };
    const register = (files: Map<string, Buffer>, change: (text: string) => string): void =>
      void files.set("registro.json", Buffer.from(change(files.get("registro.json")!.toString("utf8")), "utf8"));
    assert.deepEqual(await rewritten(() => undefined), []);
    assert.deepEqual(await rewritten((files) => files.set("documenti/altro.pdf", Buffer.from("x"))), ["FILE_IN_PIU"]);
    assert.deepEqual(await rewritten((files) => (files.set("documenti/altro.pdf", Buffer.from("x")), listed(files))), ["FILE_IN_PIU"]);
    assert.deepEqual(await rewritten((files) => files.delete("VERIFICA.txt")), ["FILE_MANCANTE"]);
    assert.deepEqual(await rewritten((files) => files.set("fascicolo.pdf", Buffer.from("%PDF altro"))), ["FILE_CAMBIATO"]);
    const message = names.find((name) => name.endsWith(".txt") && name.startsWith("messaggi/"))!;
    assert.deepEqual(await rewritten((files) => (files.set(message, Buffer.from("non venire")), listed(files))), ["ORIGINALE_DIVERSO"]);
    assert.deepEqual(await rewritten((files) => (files.delete(message), listed(files))), ["FILE_MANCANTE"]);
    assert.deepEqual(await rewritten((files) => (register(files, (text) => text.replace("sentita al telefono", "mai sentita xxxxxxx")), listed(files))), ["CONTENUTO_CAMBIATO"]);
    assert.deepEqual(await rewritten((files) => (register(files, (text) => text.replace(/"autore":"operatore@[^"]+"/, '"autore":"un altro"')), listed(files))), ["ATTO_CAMBIATO"]);
    assert.deepEqual(await rewritten((files) => (register(files, (text) => ` ${text}`), listed(files))), ["REGISTRO_RISCRITTO"]);
    assert.deepEqual(await rewritten((files) => (register(files, () => '{"formato":"altro"}'), listed(files))), ["REGISTRO_ILLEGGIBILE"]);
    assert.deepEqual(await rewritten((files) => (register(files, () => "\u0000["), listed(files))), ["REGISTRO_ILLEGGIBILE"]);
    assert.deepEqual(await rewritten((files) => (register(files, (text) => text.replace(/("giorno":"2019-09-02","numero":)\d+/, "$1999")), listed(files))), ["NOTTE_DIVERSA"]);
    assert.deepEqual(await rewritten((files) => files.set("marca-temporale.txt", Buffer.from("tutto a posto"))), ["NOTA_MARCA_CAMBIATA"]);
  });

  it("cut, empty, no archive, foreign archives, strange names, doubles, bombs and extra files are refused by name", async () => {
    const { bytes } = await made();
    assert.deepEqual(await codesOf(Buffer.alloc(0)), ["NON_UN_FASCICOLO"]);
    assert.deepEqual(await codesOf(randomBytes(5_000)), ["NON_UN_FASCICOLO"]);
    for (const length of [21, 22, 100, bytes.length - 1, bytes.length >> 1]) assert.deepEqual(await codesOf(bytes.subarray(0, length)), ["NON_UN_FASCICOLO"], String(length));
    assert.deepEqual(await codesOf(Buffer.concat([bytes, Buffer.from("x")])), ["NON_UN_FASCICOLO"]);
    const foreign: Readonly<Record<string, readonly [script: string, codes: readonly string[]]>> = {
      above: ['z.writestr("../../etc/passwd", "x")', ["NOME_NON_AMMESSO"]],
      absolute: ['z.writestr("/registro.json", "x")', ["NOME_NON_AMMESSO"]],
      twice: ['z.writestr("registro.json", "x"); z.writestr("registro.json", "y")', ["NOME_DOPPIO"]],
      bomb: ['z.writestr("registro.json", "0" * 50_000_000, zipfile.ZIP_DEFLATED)', ["ARCHIVIO_CAMBIATO"]],
      empty: ["pass", Array.from({ length: 5 }, () => "FILE_MANCANTE")],
    };
    const scripts = Object.entries(foreign).map(([name, [script]]) => `z = zipfile.ZipFile("${name}.zip", "w")\n${script}\nz.close()`);
    await run("python3", ["-W", "ignore", "-c", `import zipfile\n${scripts.join("\n")}`], { cwd: folder });
    for (const [name, [, codes]] of Object.entries(foreign)) assert.deepEqual((await verifyDossier(join(folder, `${name}.zip`))).findings.map(({ code }) => code), codes, name);
  });
});
