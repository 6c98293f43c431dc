// Stories of letters on paper: written, drawn, closed into batches that a kill cannot double, and what the post reports of them.

import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { letterCode, shownCode } from "../../src/domain/letters/letter-code.ts";
import { openPrinter } from "../../src/exchange/typst/printer.ts";
import { readDirectory, readEnd } from "../../src/exchange/zip/stored.ts";
import { gatherEvidence } from "../../src/services/evidence/record.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { acceptBatch, closeBatches, handOverBatches, settleBatch } from "../../src/services/letters/batches.ts";
import { drawLetters } from "../../src/services/letters/draw.ts";
import { printHouses } from "../../src/services/letters/gateways.ts";
import { importOutcomes } from "../../src/services/letters/outcomes.ts";
import { letterTurn } from "../../src/services/letters/work.ts";
import { writeLetters } from "../../src/services/letters/write.ts";
import type { LettersWritten } from "../../src/services/letters/write.ts";
import { nodeSettings } from "../../src/services/node-settings.ts";
import { openDesk } from "../../src/services/writing.ts";
import { readRejects } from "../../src/store/letter-outcomes.ts";
import { gateways } from "../../src/store/messages.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { ADMINISTRATOR, convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { tagsOf } from "./fixtures/pdf-tags.ts";
import { textOf } from "./fixtures/pdf-text.ts";

const AR = "stampa-ar";
const ORDINARY = "stampa-ordinaria";

describe("letters", () => {
  let database: TestDatabase;
  let folder: string;
  let everybody: Convened[];
  const printer = openPrinter();
  const ask = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.services.pools.worker.query(sql, values)).rows as T[];

  before(async () => {
    database = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), "convoca-lettere-"));
    await convenedRegion(database, "base", { households: 60 });
    await ensureGateways(database.services, [house(AR, "registered-letter", `file://${folder}/ar`), house(ORDINARY, "ordinary-letter", `file://${folder}/ordinaria`)]);
    everybody = (await convened(database.services)).filter(({ state, startsAt }) => state === "issued" && startsAt > "2019-09-09");
    await database.setBusinessTime("2019-08-28T08:00:00.000Z");
  });
  after(async () => {
    await printer.close();
    await rm(folder, { recursive: true, force: true });
    await database.close();
  });

  const house = (id: string, product: string, url: string) =>
    ({ id, channel: "letter", url, sender: "Regione Campania", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false, settings: { product, batchLetters: 4 } }) as const;
  const write = async (people: readonly Convened[], product: "registered-letter" | "ordinary-letter" = "registered-letter"): Promise<LettersWritten> => {
    const { services, reference } = database;
    const pool = services.pools.worker;
    const desk = openDesk(reference, await nodeSettings(pool), await gateways(pool));
    const now = await services.now();
    return inTransaction(pool, (client) => writeLetters(client, desk, { summonsIds: people.map(({ summonsId }) => summonsId), product, kind: "summons", actor: ADMINISTRATOR, now }));
  };
  const handOver = async (gatewayId: string): Promise<number> => {
    const found = (await printHouses(database.services.pools.worker)).find(({ id }) => id === gatewayId);
    return handOverBatches(database.services, found!);
  };
  const batches = (): Promise<{ id: number; name: string; state: string; letters: number; sha256: string | null; note: string | null }[]> =>
    ask("select id, name, state, letters, sha256, note from letter_batch order by id");
  const importText = async (text: string | Buffer, name = "esiti.csv") => {
    const path = join(folder, name);
    await writeFile(path, text);
    return importOutcomes(database.services, { path, name, actor: ADMINISTRATOR });
  };
  const standing = async (code: string) =>
    (await ask<{ state: string; reference: string | null; proven: string | null; at: string | null }>(
      `select m.state, m.reference, l.proven, l.proven_at as at from letter l join message m on m.id = l.message_id where l.code = $1`, [code]))[0]!;
  const proofs = (code: string): Promise<{ channel: string; outcome: string; day: string }[]> =>
    ask("select channel, outcome, (happened_at at time zone 'Europe/Rome')::date as day from delivery_evidence where reference like $1 order by recorded_at, outcome", [`%${code}%`]);

  let codes: string[] = [];

  it("are written once, with the person's address; whom the post cannot find is refused with what to do", async () => {
    const [first, ...others] = everybody;
    await database.administer("alter table convoca.person no force row level security");
    await database.administer(`update convoca.person set domicile = null, residence = residence - 'street' where id = (select person_id from convoca.case_file where id = $1)`, [first!.caseId]);
    await database.administer("alter table convoca.person force row level security");
    const { written, refused } = await write([first!, ...others.slice(0, 9)]);
    assert.equal(written.length, 9);
    assert.deepEqual(refused.map(({ caseId, refusal }) => [caseId, refusal.code]), [[first!.caseId, "INDIRIZZO_SENZA_VIA"]]);
    assert.match(refused[0]!.refusal.message, /completare la residenza/);
    codes = written.map(({ code }) => code);
    assert.deepEqual((await write(others.slice(0, 2))).refused.map(({ refusal }) => refusal.code), ["LETTERA_GIA_SCRITTA", "LETTERA_GIA_SCRITTA"]);
    const acts = await ask<{ payload: string }>("select p.payload from act a join act_payload p on p.act_id = a.id where a.kind = 'letter-written'");
    assert.equal(acts.length, 9);
    await database.setBusinessTime("2019-09-03T08:00:00.000Z");
    assert.deepEqual((await write(everybody.slice(10, 11))).refused.map(({ refusal }) => refusal.code), ["LETTERA_TARDI"]);
    await database.setBusinessTime("2019-08-28T08:00:00.000Z");
  });

  it("are drawn as PDF/A with the address in the window, the code and its bars, the words and the law", async () => {
    assert.equal(await drawLetters(database.services, [printer], 1_000), 9);
    assert.equal(await drawLetters(database.services, [printer], 1_000), 0);
    const rows = await ask<{ pdf: Buffer; digest: Buffer; code: string; recipient: string; sheets: number; body: string }>(
      `select p.pdf, l.pdf_digest as digest, l.code, l.sheets, m.recipient, c.body from letter l join letter_pdf p using (message_id) join message m on m.id = l.message_id
       join message_content c on c.message_id = m.id`);
    assert.equal(rows.length, 9);
    for (const { pdf, digest, code, recipient, sheets } of rows) {
      assert.ok(hash("sha256", pdf, "buffer").equals(digest));
      assert.equal(sheets, 1);
      const tags = tagsOf(pdf);
      assert.deepEqual([tags.lang, tags.marked, tags.fontsEmbedded], ["it-IT", true, true]);
      assert.match(pdf.toString("latin1"), /pdfaid:part>2</);
      const text = textOf(pdf);
      for (const line of [...recipient.split("\n"), shownCode(code), "appuntamento obbligatorio", "DL 4/2019, art. 4, c. 5"]) assert.ok(text.includes(line), `${line}: ${text}`);
    }
    await assert.rejects(ask("update letter_pdf set pdf = 'altro'"), { code: "42501" });
  });

  it("leave in batches of the print house's size; killed at any point, the same file once and no letter twice", async () => {
    const { services } = database;
    const [one, two] = await Promise.all([closeBatches(services, AR, ADMINISTRATOR), closeBatches(services, AR, ADMINISTRATOR)]);
    assert.deepEqual([one.ok, two.ok].filter(Boolean).length >= 1, true);
    const closed = await batches();
    assert.deepEqual(closed.map(({ state, letters }) => [state, letters]), [["closed", 4], ["closed", 4], ["closed", 1]]);
    assert.deepEqual(closed.map(({ name }) => name), [1, 2, 3].map((n) => `LOTTO_stampa-ar_20190828_00${n}`));
    const again = await closeBatches(services, AR, ADMINISTRATOR);
    assert.equal(again.ok ? "" : again.refusal.code, "NESSUNA_LETTERA");
    // Killed while it was written: half a file lies beside its place.
    await handOver(ORDINARY);
    await writeFile(join(folder, "mezzo"), "mezzo");
    assert.equal(await handOver(AR), 3);
    const bytes = await readFile(join(folder, "ar", `${closed[0]!.name}.zip`));
    assert.equal((await batches())[0]!.sha256, hash("sha256", bytes, "hex"));
    const files = (await readdir(join(folder, "ar"))).toSorted();
    assert.deepEqual(files, closed.map(({ name }) => `${name}.zip`));
    // Killed before the record that it was ready: written again, the same bytes.
    await unlink(join(folder, "ar", files[0]!));
    await ask("update letter_batch set state = 'closed', sha256 = null, handed_at = null where id = $1", [closed[0]!.id]);
    await writeFile(join(folder, "ar", `.${closed[0]!.name}.zip.parte`), "mezzo");
    assert.equal(await handOver(AR), 1);
    assert.ok((await readFile(join(folder, "ar", files[0]!))).equals(bytes));
    // Killed after the name was given, before that was recorded: not written a second time, though the print house took it meanwhile… or did not.
    await ask("update letter_batch set state = 'ready', handed_at = null where id = $1", [closed[1]!.id]);
    assert.equal(await handOver(AR), 1);
    await unlink(join(folder, "ar", files[2]!));
    await ask("update letter_batch set state = 'ready', handed_at = null where id = $1", [closed[2]!.id]);
    assert.equal(await handOver(AR), 0);
    const doubtful = (await batches())[2]!;
    assert.equal(doubtful.state, "uncertain");
    assert.match(doubtful.note!, /può averlo preso lo stampatore/);
    assert.equal((await readdir(join(folder, "ar"))).length, 2);
    const settled = await settleBatch(services, doubtful.id, "write-again", "Lo stampatore non l’ha ricevuto: risposta del 2 settembre", ADMINISTRATOR);
    assert.ok(settled.ok);
    assert.equal(await handOver(AR), 1);
    assert.deepEqual((await readdir(join(folder, "ar"))).toSorted().at(-1), `${doubtful.name}_R.zip`);
    const twice = await ask("select 1 from letter group by message_id having count(distinct batch_id) > 1");
    assert.equal(twice.length, 0);
  });

  it("give the print house an index and the digest of every file", async () => {
    const [first] = await batches();
    const zip = await readFile(join(folder, "ar", `${first!.name}.zip`));
    const end = readEnd(zip.subarray(-22), zip.length)!;
    const { entries } = readDirectory(zip.subarray(end.offset, end.offset + end.size), 100)!;
    assert.deepEqual(entries.map(({ name }) => name.replace(/\d{16}/, "N")), ["indice.csv", "impronte.txt", ...Array.from({ length: 4 }, () => "lettere/N.pdf")]);
    let at = 0;
    const contents = entries.map(({ name, size }) => {
      const content = zip.subarray(at + 30 + name.length, at + 30 + name.length + size);
      at += 30 + name.length + size;
      return [name, content] as const;
    });
    const [index, digests] = contents.map(([, content]) => content.toString("utf8"));
    const rows = index!.trim().split("\r\n");
    assert.equal(rows.length, 5);
    assert.match(rows[1]!, /^LOTTO_stampa-ar_20190828_001;1;lettere\/\d{16}\.pdf;\d{16};RACCOMANDATA_AR;1;\d+;[0-9a-f]{64};[^;]+;[^;]+;[^;]+;/);
    for (const [name, content] of contents) if (name !== "impronte.txt") assert.ok(digests!.includes(`${hash("sha256", content, "hex")}  ${name}`), name);
  });

  it("are accepted when the print house says so, one by one with their numbers or by a person for a whole batch", async () => {
    const [first, second] = await batches();
    const inFirst = await ask<{ code: string }>("select code from letter where batch_id = $1 order by place", [first!.id]);
    codes = inFirst.map(({ code }) => code);
    await database.setBusinessTime("2019-09-04T08:00:00.000Z");
    const report = await importText(
      ["Codice lettera;Numero raccomandata;Codice esito;Data esito", ...codes.map((code, at) => `${code};69${String(at).padStart(10, "0")};CON080;03/09/2019 10:15`)].join("\r\n"));
    assert.deepEqual([report.rows, report.fresh, report.rejected], [4, 4, 0]);
    assert.deepEqual(await standing(codes[0]!), { state: "accepted", reference: "690000000000", proven: "sent", at: "2019-09-03T08:15:00.000Z" });
    assert.equal((await batches())[0]!.state, "accepted");
    const byHand = await acceptBatch(database.services, second!.id, ADMINISTRATOR, "Ricevuta per telefono");
    assert.ok(byHand.ok);
    const again = await acceptBatch(database.services, second!.id, ADMINISTRATOR, "");
    assert.equal(again.ok ? "" : again.refusal.code, "LOTTO_ACCETTATO");
    const told = await ask<{ n: number }>("select count(*)::int as n from message m join letter l on l.message_id = m.id where l.batch_id = $1 and m.state = 'accepted'", [second!.id]);
    assert.equal(told[0]!.n, 4);
  });

  it("learn from the post, in any order and encoding, what became of them: delivered, kept and not fetched, lost", async () => {
    await database.setBusinessTime("2019-10-21T08:00:00.000Z");
    const rows = [
      // Out of order: the closed file before the notice of storage, which moves the effect back.
      "690000000001;RECRN005C;2019-10-09;", "690000000001;RECRN010;2019-09-07T09:00:00+02:00;", "690000000001;RECRN011;2019-09-09;", "690000000001;RECRN005A;2019-10-08;",
      "690000000000;RECRN001A;10/09/2019;", "690000000000;RECRN001C;12/09/2019;",
      "690000000002;RECRN002F;2019-09-11;M04", "690000000003;RECRN006;2019-09-11;",
    ];
    const wide = Buffer.from(`\uFEFF${["Raccomandata;Esito;Data;Causale", ...rows].join("\n")}`, "utf16le");
    const report = await importText(wide, "esiti-utf16.csv");
    assert.deepEqual([report.rows, report.fresh, report.repeated, report.rejected], [8, 8, 0, 0]);
    assert.deepEqual([(await standing(codes[0]!)).state, (await standing(codes[1]!)).state, (await standing(codes[2]!)).state, (await standing(codes[3]!)).state], ["delivered", "delivered", "failed", "failed"]);
    assert.deepEqual((await proofs(codes[0]!)).at(-1), { channel: "registered-letter", outcome: "received", day: "2019-09-12" });
    assert.equal((await standing(codes[1]!)).at, "2019-09-17T12:00:00.000Z", "ten days after the notice of storage");
    const causes = await ask<{ failure: string }>("select m.failure from message m join letter l on l.message_id = m.id where l.code = any($1) order by l.place", [codes.slice(2)]);
    assert.deepEqual(causes.map(({ failure }) => failure), ["person-moved", "lost"]);
    const raw = await ask<{ raw: string }>("select r.raw from receipt r join letter l on l.message_id = r.message_id where l.code = $1 and r.code = 'RECRN001C'", [codes[0]!]);
    assert.deepEqual(JSON.parse(raw[0]!.raw), { file: "esiti-utf16.csv", riga: 7, celle: ["690000000000", "RECRN001C", "12/09/2019", ""] });
    // The same file again, and the same rows in another file: nothing twice.
    const before2 = await ask("select id from receipt union all select id from letter_event");
    assert.equal((await importText(wide, "altro-nome.csv")).isRepeated, true);
    const other = await importText(["raccomandata,esito,data,causale", ...rows.toReversed().map((row) => row.replaceAll(";", ","))].join("\n"), "esiti-virgole.csv");
    assert.deepEqual([other.fresh, other.repeated, other.rejected], [0, 8, 0]);
    assert.equal((await ask("select id from receipt union all select id from letter_event")).length, before2.length);
  });

  it("a wrong file is refused, a wrong row is given back with its line and why, and matches no letter", async () => {
    await assert.rejects(importText("nome;cognome\nA;B"), { code: "INTESTAZIONE_ESITI" });
    await assert.rejects(importText(Buffer.from("%PDF-1.7 prova")), { code: "FILE_PDF" });
    const [second] = (await batches()).slice(1);
    const [other] = await ask<{ code: string }>("select code from letter where batch_id = $1 order by place limit 1", [second!.id]);
    const stranger = letterCode("0193c000-0000-7000-8abc-0123456789ab");
    const before2 = await ask("select message_id from letter_event");
    const bad: readonly (readonly [string, string])[] = [
      [`${codes[0]};690000000000;XYZ123;2019-09-12;`, "ESITO_SCONOSCIUTO"],
      [`${codes[0]};690000000000;;2019-09-12;`, "ESITO_MANCANTE"],
      [`${codes[0]};690000000001;RECRN001C;2019-09-13;`, "NUMERO_GIA_USATO"],
      [`${codes[0]};699999999999;RECRN001C;2019-09-13;`, "NUMERO_DISCORDE"],
      [`${codes[0]!.slice(0, 15)}${(Number(codes[0]![15]) + 1) % 10};;RECRN001C;2019-09-13;`, "CODICE_LETTERA_ERRATO"],
      [`${stranger};;RECRN001C;2019-09-13;`, "LETTERA_SCONOSCIUTA"],
      [";688888888888;RECRN001C;2019-09-13;", "LETTERA_SCONOSCIUTA"],
      [";;RECRN001C;2019-09-13;", "LETTERA_MANCANTE"],
      [`${codes[0]};;RECRN001C;2019-13-13;`, "DATA_NON_VALIDA"],
      [`${codes[0]};;RECRN001C;2030-01-01;`, "DATA_FUTURA"],
      [`${codes[0]};;RECRN001C;2019-08-01;`, "DATA_PRIMA_DEL_LOTTO"],
      [`${codes[0]};;RECRN002C;2019-09-13;M77`, "CAUSALE_SCONOSCIUTA"],
      [`${codes[0]};12;RECRN001C;2019-09-13;`, "NUMERO_NON_VALIDO"],
    ];
    const good = `${other!.code};670000000001;RECRN003C;2019-09-13;`;
    const report = await importText(["codice_lettera;numero_raccomandata;codice_esito;data_esito;causale", ...bad.map(([row]) => row), good].join("\n"), "esiti-con-errori.csv");
    assert.deepEqual([report.rows, report.fresh, report.rejected], [bad.length + 1, 1, bad.length]);
    const given = await readRejects(database.services.pools.worker, report.id, 0, 100);
    assert.deepEqual(given.map(({ line, code }) => [line, code]), bad.map(([, code], at) => [at + 2, code]));
    assert.equal((await ask("select message_id from letter_event")).length, before2.length + 1);
    assert.equal((await standing(other!.code)).state, "delivered");
  });

  it("an ordinary letter is never called delivered: only that it left", async () => {
    await database.setBusinessTime("2019-08-29T08:00:00.000Z");
    const { written } = await write(everybody.slice(12, 13), "ordinary-letter");
    await drawLetters(database.services, [printer], 10);
    assert.ok((await closeBatches(database.services, ORDINARY, ADMINISTRATOR)).ok);
    await handOver(ORDINARY);
    const code = written[0]!.code;
    await database.setBusinessTime("2019-09-20T08:00:00.000Z");
    const report = await importText(`codice lettera;esito;data\n${code};CON018;2019-09-05\n${code};RECRN001C;2019-09-09`, "ordinaria.csv");
    assert.deepEqual([report.fresh, report.rejected], [1, 1]);
    assert.deepEqual([(await standing(code)).state, (await standing(code)).proven], ["accepted", "sent"]);
    assert.deepEqual((await proofs(code)).map(({ channel, outcome }) => [channel, outcome]), [["ordinary-letter", "sent"]]);
  });

  it("nothing is closed while the print house is held, and what a restored archive finds in the folder is asked about", async () => {
    await database.setBusinessTime("2019-08-29T08:00:00.000Z");
    await write(everybody.slice(13, 14), "ordinary-letter");
    await drawLetters(database.services, [printer], 10);
    await ask("update gateway set state = 'held', state_reason = 'backup ripristinato' where id = $1", [ORDINARY]);
    const held = await closeBatches(database.services, ORDINARY, ADMINISTRATOR);
    assert.equal(held.ok ? "" : held.refusal.code, "STAMPATORE_FERMO");
    await ask("update gateway set state = 'open', state_reason = null where id = $1", [ORDINARY]);
    await writeFile(join(folder, "ordinaria", "LOTTO_stampa-ordinaria_20190829_002.zip"), "di un altro tempo");
    assert.ok((await closeBatches(database.services, ORDINARY, ADMINISTRATOR)).ok);
    assert.equal(await handOver(ORDINARY), 0);
    const last = (await batches()).at(-1)!;
    assert.equal(last.state, "uncertain");
    const refused = await settleBatch(database.services, last.id, "taken", "  ", ADMINISTRATOR);
    assert.equal(refused.ok ? "" : refused.refusal.code, "MOTIVO_MANCANTE");
    assert.ok((await settleBatch(database.services, last.id, "taken", "Lo stampatore conferma", ADMINISTRATOR)).ok);
    assert.ok((await acceptBatch(database.services, last.id, ADMINISTRATOR, "")).ok);
  });

  it("at the hours of the print house what is due is drawn, closed and handed over by itself; what comes later waits for the next", async () => {
    const turn = (): Promise<number> => letterTurn(database.services, printer, (fault) => assert.fail(String(fault)));
    await ask(`update gateway set settings = settings || '{"closeAt": "09:00, 16:00"}' where id = $1`, [ORDINARY]);
    await database.setBusinessTime("2019-08-29T20:00:00.000Z");
    await write(everybody.slice(14, 15), "ordinary-letter");
    await database.setBusinessTime("2019-08-30T06:30:00.000Z");
    const before2 = (await batches()).length;
    assert.equal(await turn(), 1);
    assert.equal((await batches()).length, before2, "half past eight: not yet");
    await database.setBusinessTime("2019-08-30T07:05:00.000Z");
    await turn();
    assert.deepEqual((await batches()).slice(before2).map(({ name, state }) => [name, state]), [["LOTTO_stampa-ordinaria_20190830_001", "handed"]]);
    await write(everybody.slice(15, 16), "ordinary-letter");
    await turn();
    await turn();
    assert.equal((await batches()).length, before2 + 1, "the next goes at sixteen");
    await ask("update message set state = 'withdrawn' where channel = 'letter' and state = 'due'");
  });

  it("stand in the dossier of proof as the sheet that was printed, with what the post said", async () => {
    const [one] = await ask<{ caseId: string; office: string; messageId: string; digest: string }>(
      `select l.case_id as "caseId", c.office_id as office, l.message_id as "messageId", encode(l.pdf_digest, 'hex') as digest
       from letter l join competence c on c.case_id = l.case_id where l.code = $1`, [codes[0]!]);
    const gathered = await gatherEvidence(database.services.pools.app, {
      caseId: one!.caseId, office: one!.office, actor: ADMINISTRATOR, reason: "prova", withRestricted: false, at: await database.services.now(),
    });
    assert.ok(gathered !== null);
    const message = gathered.record.messaggi.find(({ id }) => id === one!.messageId)!;
    assert.deepEqual([message.file, message.impronta], [`messaggi/${one!.messageId}.pdf`, one!.digest]);
    assert.equal(hash("sha256", gathered.contents.get(message.file!)!, "hex"), one!.digest);
    assert.ok(message.ricevute.some(({ codice }) => codice === "RECRN001C"));
  });
});
