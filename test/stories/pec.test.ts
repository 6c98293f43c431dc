// Stories of certified mail: written to by PEC over real sockets, receipts picked up from the mailbox, every kind, in any order, once; lies put aside.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { evidenceContent } from "../../src/domain/evidence/narrative.ts";
import { strongestProof } from "../../src/domain/measures/proof.ts";
import type { ToldBy } from "../../src/domain/measures/proof.ts";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { certifiedReceiptName } from "../../src/domain/messages/certified-texts.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { changeContacts } from "../../src/services/contacts/change-contacts.ts";
import { escalate } from "../../src/services/escalation/escalate.ts";
import { reviewSummonses } from "../../src/services/receipts.ts";
import { gatherEvidence } from "../../src/services/evidence/record.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { watchCertified } from "../../src/services/pec/clocks.ts";
import { compose, openDesk, planWriting } from "../../src/services/writing.ts";
import { composeReceipt } from "../../src/simulator/pec-receipts.ts";
import type { PecMail } from "../../src/simulator/pec-receipts.ts";
import { startPecProvider } from "../../src/simulator/pec-provider.ts";
import type { PecProvider, PlannedReceipt } from "../../src/simulator/pec-provider.ts";
import { tellingsOfCase } from "../../src/store/breaches.ts";
import { gateways, queueMessages, summonsToTell } from "../../src/store/messages.ts";
import { newId } from "../../src/store/ids.ts";
import { inOffice, inTransaction } from "../../src/store/pools.ts";
import { readCaseMessages, readSignedMail } from "../../src/store/read/case-messages.ts";
import { Worker } from "../../src/worker/worker.ts";
import { convenedRegion, operatorOf } from "./fixtures/convened.ts";
import { NODE_SETTINGS, openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const SECRET = "CONVOCA_PROVA_PEC";
const PEC = "pec-prova";

/** What comes back, by the name before the @. */
const PLANS: Readonly<Record<string, readonly PlannedReceipt[]>> = {
  consegnata: [{ kind: "accettazione" }, { kind: "avvenuta-consegna", afterMs: 20 }],
  rovescio: [{ kind: "accettazione", afterMs: 120 }, { kind: "avvenuta-consegna" }],
  doppia: [{ kind: "accettazione", copies: 2 }, { kind: "avvenuta-consegna", copies: 3, afterMs: 10 }],
  esterna: [{ kind: "accettazione", isForeign: true }],
  inesistente: [{ kind: "accettazione" }, { kind: "errore-consegna", error: "no-dest", extendedError: "5.1.1 - Gestore - casella inesistente", afterMs: 15 }],
  rifiutata: [{ kind: "non-accettazione", error: "altro", extendedError: "5.6.0 - Gestore - formato" }],
  virus: [{ kind: "accettazione" }, { kind: "rilevazione-virus", error: "virus", afterMs: 10 }],
  tarda: [{ kind: "accettazione" }, { kind: "preavviso-errore-consegna", error: "altro", extendedError: "4.4.7 - Gestore - 12 ore", afterMs: 15 }],
  muta: [],
  tagliata: [{ kind: "accettazione", afterMs: 60 }, { kind: "avvenuta-consegna", afterMs: 120 }],
  falsa: [{ kind: "accettazione" }, { kind: "avvenuta-consegna", trick: "unsigned" }, { kind: "avvenuta-consegna", trick: "wrong-key" }, { kind: "avvenuta-consegna", trick: "altered" }, { kind: "avvenuta-consegna", trick: "doctype" }],
  altrui: [{ kind: "accettazione" }, { kind: "avvenuta-consegna", about: { to: "un.altro@pec.example" } }, { kind: "avvenuta-consegna", about: { from: "altro.mittente@pec.example" } }, { kind: "avvenuta-consegna", about: { messageId: "0192f7a0-1111-7222-8333-444455556666@convoca.example" } }],
};
const NAMES = Object.keys(PLANS);
const planOf = ({ to }: PecMail): readonly PlannedReceipt[] => PLANS[to.split("@")[0]!] ?? [];

describe("certified mail", () => {
  let database: TestDatabase;
  let provider: PecProvider;
  let folder: string;
  let fetchesToCut = 0;
  const faults: unknown[] = [];
  const ask = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.services.pools.worker.query(sql, values)).rows as T[];
  const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
    for (const limit = performance.now() + 30_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 20))) assert.ok(performance.now() < limit, `waited in vain until ${what}; ${faults.map(String).join("; ")}`);
  };
  const counted = async (): Promise<number> => Number((await ask<{ n: string }>("select coalesce(sum(receipts + quarantined + incoming), 0) as n from pec_mailbox"))[0]!.n);
  const newWorker = (): Worker => new Worker({ services: database.services, reference: database.reference, quietHours: RDC_2019.quietHours.value, onFault: (fault) => faults.push(fault), idleMs: 20 });
  const rows = (): Promise<{ name: string; id: string; caseId: string; state: string; failure: string | null; codes: string[] }[]> =>
    ask(`select split_part(m.recipient, '@', 1) as name, m.id, m.case_id as "caseId", m.state, m.failure,
           array(select r.code from receipt r where r.message_id = m.id order by r.id) as codes
         from message m where m.channel = 'pec' order by m.id`);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "convoca-pec-"));
    process.env[SECRET] = "da mettere";
    database = await openTestDatabase();
    provider = await startPecProvider({
      plan: planOf,
      cutsAfterData: ({ to }) => to.startsWith("tagliata"),
      cutsFetch: () => fetchesToCut > 0 && fetchesToCut-- > 0,
    });
    process.env[SECRET] = provider.password;
    await writeFile(join(folder, "radice.pem"), provider.authority);
    await convenedRegion(database, "base", { households: 30 });
    await ask("update gateway set state = 'held'");
    await ensureGateways(database.services, [
      {
        id: PEC, channel: "pec", url: provider.smtpUrl, sender: provider.address, ratePerSecond: null, concurrency: 4, deduplicates: false, canBeAsked: false,
        settings: {
          imapUrl: provider.imapUrl, user: provider.user, password: `env:${SECRET}`, pollSeconds: 0.2, timeoutMs: 5_000,
          authoritiesFile: join(folder, "radice.pem"), certificatesFile: join(folder, "radice.pem"),
        },
      },
    ]);
    await writeToAll();
  });
  after(async () => {
    Reflect.deleteProperty(process.env, SECRET);
    await provider.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** One certified summons for as many people as there are plans. */
  const writeToAll = async (): Promise<void> => {
    const issued = await ask<{ id: string }>("select id from summons where state = 'issued' order by id limit $1", [NAMES.length]);
    assert.equal(issued.length, NAMES.length);
    await inTransaction(database.services.pools.worker, async (client) => {
      const desk = openDesk(database.reference, NODE_SETTINGS, await gateways(client));
      const plans = planWriting(desk, await summonsToTell(client, issued.map(({ id }) => id)), START);
      await queueMessages(client, plans.map((plan, index) => compose(desk, plan, { kind: "summons", channel: "pec", address: `${NAMES[index]}@pec.example`, nameThePerson: false, notBefore: START }, { priority: 5, composedAt: START })));
    });
  };

  it("each receipt proves what it says of its message, once, whatever the order; an answer that was lost is told by the mailbox; a lie proves nothing", async () => {
    const worker = newWorker();
    worker.start();
    const sent = NAMES.length;
    const arrived = Object.values(PLANS).flat().reduce((sum, { copies = 1 }) => sum + copies, 0) - 3; // the same bytes again are no other mail
    await until("everything was sent", async () => provider.taken.length === sent);
    await until("every mail was picked up", async () => (await counted()) >= arrived);
    await worker.stop();
    const states = new Map((await rows()).map((row) => [row.name, row]));
    const standing = (name: string): string => [states.get(name)!.state, ...(states.get(name)!.failure === null || states.get(name)!.state !== "failed" ? [] : [states.get(name)!.failure])].join(" ");
    assert.deepEqual(Object.fromEntries(NAMES.map((name) => [name, standing(name)])), {
      consegnata: "delivered", rovescio: "delivered", doppia: "delivered", esterna: "failed not-certified-mailbox", inesistente: "failed mailbox-not-existing",
      rifiutata: "failed message-rejected", virus: "failed virus-found", tarda: "accepted", muta: "accepted", tagliata: "delivered", falsa: "accepted", altrui: "accepted",
    });
    assert.deepEqual(states.get("doppia")!.codes, ["accettazione", "avvenuta-consegna"]);
    assert.deepEqual(states.get("tarda")!.codes, ["accettazione", "preavviso-errore-consegna/altro/4.4.7"]);
    assert.equal(new Set(provider.taken.map(({ messageId }) => messageId)).size, sent, "nobody was written to twice");
    const quarantined = await ask<{ code: string }>("select code from pec_mail where outcome = 'quarantined' order by id");
    assert.deepEqual(quarantined.map(({ code }) => code).toSorted(), ["DATICERT_DOCTYPE", "DESTINATARI_DIVERSI", "FIRMA_ASSENTE", "FIRMA_ERRATA", "FIRMA_ERRATA", "MESSAGGIO_SCONOSCIUTO", "MITTENTE_DIVERSO"]);
    const [tagliata] = await ask<{ outcome: string }>("select outcome from send_attempt where message_id = $1", [states.get("tagliata")!.id]);
    assert.equal(tagliata?.outcome, "no-answer");
    assert.deepEqual(await ask("select 1 from desk_task where kind = 'uncertain' and closed_at is null"), []);
  });

  it("the whole signed mail is kept, byte by byte, with who signed it", async () => {
    const kept = await ask<{ eml: Buffer; signer: string; trusted: boolean }>("select eml, signer, signer_trusted as trusted from receipt where eml is not null");
    const inMailbox = new Set(provider.mailbox.map(({ raw }) => raw.toString("base64")));
    assert.ok(kept.length >= 14);
    for (const { eml, signer, trusted } of kept) {
      assert.ok(inMailbox.has(eml.toString("base64")));
      assert.deepEqual([signer, trusted], ["Gestore di prova", true]);
    }
  });

  it("the dossier of proof holds them as they came, and the summons is proved as the law asks for a sanction", async () => {
    const { caseId, id } = (await rows()).find(({ name }) => name === "consegnata")!;
    const [{ office }] = (await ask<{ office: string }>("select office_id as office from competence where case_id = $1", [caseId])) as [{ office: string }];
    const gathered = await gatherEvidence(database.services.pools.app, { caseId, office, actor: SYSTEM, reason: "prova di consegna", withRestricted: false, at: START });
    const receipts = gathered!.record.messaggi.find((message) => message.id === id)!.ricevute;
    assert.deepEqual(receipts.map(({ codice, file }) => [codice, file?.endsWith(".eml")]), [["accettazione", true], ["avvenuta-consegna", true]]);
    for (const { file, impronta } of receipts) {
      const content = gathered!.contents.get(file!)!;
      assert.ok(Buffer.isBuffer(content) && provider.mailbox.some(({ raw }) => raw.equals(content)));
      assert.equal(createHash("sha256").update(content).digest("hex"), impronta);
    }
    assert.match(JSON.stringify(evidenceContent(gathered!.record, gathered!.texts)), /Ricevuta di avvenuta consegna/);
    const told = await inTransaction(database.services.pools.worker, (client) => tellingsOfCase(client, caseId));
    assert.equal(strongestProof(RDC_2019, told as (ToldBy & (typeof told)[number])[]), "legal");
  });

  it("the person's page shows each receipt in Italian, and hands out the signed mail to who may read it", async () => {
    const { caseId } = (await rows()).find(({ name }) => name === "inesistente")!;
    const [{ office }] = (await ask<{ office: string }>("select office_id as office from competence where case_id = $1", [caseId])) as [{ office: string }];
    const { shown, eml, elsewhere } = await inOffice(database.services.pools.app, office, async (db) => {
      const message = (await readCaseMessages(db, caseId)).find(({ channel }) => channel === "pec")!;
      const receipt = message.history.at(-1)!.original!;
      return { shown: message, eml: await readSignedMail(db, caseId, receipt), elsewhere: await readSignedMail(db, newId(), receipt) };
    });
    assert.deepEqual(shown.history.filter(({ from }) => from === "receipt").map(({ code, signer }) => `${certifiedReceiptName(code!)}: ${signer}`), [
      "Ricevuta di accettazione: Gestore di prova", "Avviso di mancata consegna (casella inesistente, 5.1.1): Gestore di prova",
    ]);
    assert.ok(eml !== null && provider.mailbox.some(({ raw }) => raw.equals(eml)));
    assert.equal(elsewhere, null);
    const [other] = await ask<{ office: string }>("select id as office from office where id <> $1 limit 1", [office]);
    assert.deepEqual(await inOffice(database.services.pools.app, other!.office, (db) => readCaseMessages(db, caseId)), []);
  });

  it("a mandatory act never says how to unsubscribe; it comes from the Region's certified address with the calendar in it, and its key in the Message-ID", () => {
    for (const { raw, from, messageId } of provider.taken) {
      const text = raw.toString("latin1");
      assert.doesNotMatch(text, /^List-Unsubscribe/im);
      assert.match(text, new RegExp(`^From: [^\\r]*(?:\\r\\n )?[^\\r]*<${provider.address}>`, "m"));
      assert.match(text, /^Content-Type: text\/calendar/m);
      assert.equal(from, provider.address);
      assert.match(messageId, /^[0-9a-f-]{36}@convoca\.example$/);
    }
  });

  it("numbered anew by the server, cut in the middle, read by a second worker: nothing twice, nothing lost, ordinary mail kept for a person", async () => {
    const before = { counted: await counted(), receipts: (await ask<{ n: number }>("select count(*)::int as n from receipt"))[0]!.n };
    provider.renumber();
    fetchesToCut = 1;
    const [first, second] = [newWorker(), newWorker()];
    first.start();
    second.start();
    provider.put(Buffer.from("From: Maria <maria@posta.example>\r\nSubject: =?utf-8?q?Non_posso_venire_luned=C3=AC?=\r\n\r\nBuongiorno\r\n"));
    provider.put(Buffer.from("From: posta-certificata@pec.gestore.example\r\nX-Trasporto: errore\r\nSubject: ANOMALIA MESSAGGIO: pubblicita'\r\n\r\nbusta\r\n"));
    provider.put(Buffer.alloc(5 * 1024 * 1024, "Subject: enorme\r\n\r\n\0\xff"));
    const tarda = provider.taken.find(({ to }) => to.startsWith("tarda"))!;
    provider.put(composeReceipt(provider.house, tarda, { kind: "avvenuta-consegna" }, new Date()));
    await until("the late delivery came", async () => (await rows()).find(({ name }) => name === "tarda")!.state === "delivered");
    await Promise.all([first.stop(), second.stop()]);
    assert.equal(await counted(), before.counted + 4);
    assert.equal((await ask<{ n: number }>("select count(*)::int as n from receipt"))[0]!.n, before.receipts + 1);
    const kept = await ask<{ code: string; subject: string; mailFrom: string }>(`select code, subject, mail_from as "mailFrom" from pec_mail where outcome = 'incoming' or code = 'TROPPO_GRANDE' order by id`);
    assert.deepEqual(kept, [
      { code: "ordinary", subject: "Non posso venire lunedì", mailFrom: "Maria <maria@posta.example>" },
      { code: "anomaly", subject: "ANOMALIA MESSAGGIO: pubblicita'", mailFrom: "posta-certificata@pec.gestore.example" },
      { code: "TROPPO_GRANDE", subject: "enorme", mailFrom: "" },
    ]);
    assert.equal(provider.taken.length, NAMES.length);
  });

  it("a person gives a certified address at the desk: when all else failed, the summons goes there", async () => {
    const [person] = await ask<{ caseId: string; summonsId: string; office: string }>(
      `select s.case_id as "caseId", s.id as "summonsId", c.office_id as office from summons s join competence c on c.case_id = s.case_id
       where s.state = 'issued' and not exists (select 1 from message m where m.summons_id = s.id and m.channel = 'pec') order by s.id limit 1`,
    );
    const { caseId, summonsId, office } = person!;
    const given = await changeContacts(database.services, database.reference, { caseId, actId: newId(), check: { source: "desk", confirmed: [], wrong: [], newPhone: "", newEmail: "", newPec: " Nuova.Casella@PEC.example ", reason: "" } }, operatorOf(office));
    assert.ok(given.ok, JSON.stringify(given));
    await ask("update message set state = 'failed', failure = 'mailbox-not-existing', settled_at = clock_timestamp() where summons_id = $1", [summonsId]);
    await reviewSummonses(database.services, [summonsId]);
    await escalate(database.services, { reference: database.reference, actor: SYSTEM });
    const written = await ask<{ recipient: string; gateway: string; state: string }>("select recipient, gateway_id as gateway, state from message where summons_id = $1 and channel = 'pec'", [summonsId]);
    assert.deepEqual(written, [{ recipient: "Nuova.Casella@pec.example", gateway: PEC, state: "due" }]);
  });

  it("what is silent too long is shown to the office, and no more when it has been heard of", async () => {
    const { id, caseId } = (await rows()).find(({ name }) => name === "muta")!;
    const tasks = (): Promise<{ reason: string }[]> => ask("select reason from desk_task where case_id = $1 and kind = 'pec-silent' and closed_at is null", [caseId]);
    const since = async (hours: number): Promise<void> => void (await database.administer("update convoca.message set accepted_at = clock_timestamp() - $2 * interval '1 hour' where id = $1", [id, hours]));
    await watchCertified(database.services);
    assert.deepEqual(await tasks(), []);
    await database.administer("alter table convoca.message no force row level security");
    await since(1.5);
    await watchCertified(database.services);
    assert.deepEqual(await tasks(), [{ reason: "no-acceptance" }]);
    await since(30);
    await watchCertified(database.services);
    assert.deepEqual(await tasks(), [{ reason: "no-acceptance" }], "one open task of a kind");
    await database.administer("update convoca.message set state = 'delivered' where id = $1", [id]);
    await database.administer("alter table convoca.message force row level security");
    await watchCertified(database.services);
    assert.deepEqual(await tasks(), []);
  });
});
