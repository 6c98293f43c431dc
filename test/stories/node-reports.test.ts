// What the offices do reaches the national platform: each thing once, in the order of the person, whatever happens to the line in between.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { nodeConnection } from "../../src/exchange/national-node/connection.ts";
import { openDoor } from "../../src/exchange/national-node/report-door.ts";
import type { NodeDoor } from "../../src/exchange/national-node/report-door.ts";
import type { Actor } from "../../src/services/context.ts";
import { handInFile } from "../../src/services/node/hand-in-file.ts";
import { mendReport } from "../../src/services/node/settle-report.ts";
import type { Mending } from "../../src/services/node/settle-report.ts";
import { NodeSender, sendOnce } from "../../src/services/node/send.ts";
import type { SenderOptions } from "../../src/services/node/send.ts";
import { tellNode } from "../../src/services/node/tell.ts";
import { claimReports } from "../../src/store/node-reports.ts";
import { openNodeReceiver } from "../../src/simulator/node-receiver.ts";
import type { NodeReceiver } from "../../src/simulator/node-receiver.ts";
import { ada, bea, Stories } from "./acts-conditionality-cases.ts";
import type { PersonCase } from "./acts-conditionality-cases.ts";
import { CONTENT, Way } from "./fixtures/pact-way.ts";
import { ANNA, CIRO, MARIA, memberOf, noticeOf } from "./fixtures/notice-rows.ts";

const DAY = "2019-10-02";
const BODY = "80011990639";

describe("what the platform hears of us", () => {
  let stories: Stories;
  let way: Way;
  let node: NodeReceiver;
  let door: NodeDoor;
  let options: SenderOptions;
  let maria: PersonCase;
  let ciro: PersonCase;
  let anna: PersonCase;

  before(async () => {
    stories = await Stories.open();
    way = new Way(stories.db);
    node = await openNodeReceiver({ knowsBreaches: false });
    const connection = nodeConnection({
      url: `${node.url}/rdc`, timeoutMs: 400,
      reports: { sapUrl: `${node.url}/sap`, breachUrl: `${node.url}/condizionalita`, system: "05", body: BODY, concurrency: 4 },
    });
    assert.ok(connection.reports !== null);
    door = openDoor(connection, connection.reports);
    options = { reference: stories.db.reference, identity: connection.reports, door, concurrency: 4, knowsBreaches: false, onFault: (fault) => assert.fail(String(fault)), idleMs: 20 };
    await stories.receive([noticeOf(MARIA), memberOf(MARIA, CIRO), noticeOf(ANNA, { cod_protocollo_inps: "INPS-RDC-2019-0000002" })]);
    [maria, ciro, anna] = (await Promise.all([MARIA, CIRO, ANNA].map((person) => stories.caseOf(person)))) as [PersonCase, PersonCase, PersonCase];
    await way.on(DAY);
  });
  after(async () => {
    await door.close();
    await node.close();
    await stories.db.close();
  });

  /** Sends until nothing more can leave now; the rest between tries is taken away. */
  const send = async (): Promise<void> => {
    await stories.query("update node_report set not_before = null where not_before is not null");
    await stories.query("update node_line set retry_at = null");
    for (let left = 30; left > 0 && (await sendOnce(stories.db.services, options)) > 0; left -= 1);
  };
  const heardOf = ({ taxCode }: PersonCase): string[] => node.heard.filter((one) => one.taxCode === taxCode).map(({ operation, about }) => `${operation} ${about}`);
  const states = (of: PersonCase): Promise<{ kind: string; state: string }[]> =>
    stories.query("select kind, state from node_report where case_id = $1 order by seq", [of.caseId]);

  it("a DID, a profile and a Pact arrive in their order, each under a number that never changes", async () => {
    await stories.called(maria, `${DAY}T08:00:00.000Z`);
    const pact = await way.signed(maria, DAY);
    await send();
    assert.deepEqual(heardOf(maria), ["InvioSAP N00 02", "InvioSAP A07 10", "InvioSAP A02 02", "InvioSAP RC1 10"]);
    assert.deepEqual(new Set((await states(maria)).map(({ state }) => state)), new Set(["acknowledged"]));
    // The platform's number is in the register, and the term to tell the Pact is met.
    const { data } = await way.item(maria, pact);
    const [{ number } = { number: "" }] = await stories.query<{ number: string }>("select number from node_policy where item_id = $1", [pact]);
    assert.match(number, /^05[0-9A-F]{8}[A-Z]$/);
    assert.deepEqual((data as unknown as { communicated: { platformNumber: string }[] }).communicated.map((one) => one.platformNumber), [number]);
    const open = await stories.query("select 1 from item_term where item_id = $1 and kind = 'report-pact' and met_at is null", [pact]);
    assert.equal(open.length, 0);
  });

  it("what was exchanged is kept as it was, bytes and all", async () => {
    const rows = await stories.query<{ sent: string; received: string; outcome: string }>(
      "select sent, received, outcome from node_report_attempt where case_id = $1 order by id", [maria.caseId],
    );
    assert.equal(rows.length, 4);
    for (const { sent, received, outcome } of rows) {
      assert.equal(outcome, "taken");
      assert.match(sent, /<InvioSAP xmlns=.*<identificativo_politica>05/u);
      assert.match(received, /<esito>OK<\/esito>/u);
    }
    await assert.rejects(stories.query("delete from node_report_attempt"), /permission denied/);
  });

  it("while the platform is down nothing is lost, and one report tries the line, not all", async () => {
    node.mood = () => "cut";
    await way.did(ciro, DAY);
    await way.profile(ciro, DAY);
    await send();
    assert.deepEqual(heardOf(ciro), []);
    const [line] = await stories.query<{ failures: number }>("select failures from node_line");
    assert.ok(line!.failures > 0);
    assert.deepEqual(await states(ciro), [{ kind: "did/take", state: "waiting" }, { kind: "profilazione/decide", state: "waiting" }]);
    node.mood = () => "well";
    await send();
    assert.deepEqual(heardOf(ciro), ["InvioSAP N00 02", "InvioSAP A07 10"]);
  });

  it("an answer that is lost on the way is asked for again under the same number: the platform has it once", async () => {
    node.mood = (_, operation) => (operation === "InvioSAP" ? "cut-after" : "well");
    const pact = await way.agreedOn(ciro, DAY, CONTENT);
    await way.bothSign(ciro, DAY, pact);
    await send();
    node.mood = () => "well";
    await send();
    assert.deepEqual(heardOf(ciro).slice(2), ["InvioSAP A02 02", "InvioSAP RC1 10"]);
    const tries = await stories.query<{ outcome: string }>(
      "select a.outcome from node_report_attempt a join node_report r on r.id = a.report_id where r.case_id = $1 and r.kind = 'patto/sign-office' and r.part = 0 order by a.id", [ciro.caseId],
    );
    assert.ok(tries.some(({ outcome }) => outcome === "no-answer") && tries.at(-1)?.outcome === "taken", JSON.stringify(tries));
  });

  it("a report that the platform refuses stops those behind it, and the office has a task with the reason", async () => {
    node.mood = () => "refuse";
    await stories.called(anna, `${DAY}T09:00:00.000Z`);
    await way.did(anna, DAY);
    await way.profile(anna, DAY);
    await send();
    node.mood = () => "well";
    await send();
    assert.deepEqual(await states(anna), [{ kind: "did/take", state: "refused" }, { kind: "profilazione/decide", state: "waiting" }]);
    const tasks = await stories.query<{ detail: string }>("select detail from desk_task where case_id = $1 and kind = 'node:refused' and closed_at is null", [anna.caseId]);
    assert.match(tasks[0]?.detail ?? "", /Dichiarazione di immediata disponibilità – Iniziata.*non coerente con la banca dati/u);
  });

  it("the office settles it with a reason; what stood behind it goes on, and the task is closed", async () => {
    const [report] = await stories.query<{ id: string }>("select id from node_report where case_id = $1 and state = 'refused'", [anna.caseId]);
    const mend = (how: Mending, actor: Actor, reason = "corretto sulla piattaforma") => mendReport(stories.db.services, { reportId: report!.id, how, reason, actor });
    const codeOf = (outcome: Awaited<ReturnType<typeof mend>>): string => (outcome.ok ? "" : outcome.refusal.code);
    assert.equal(codeOf(await mend("resend", ada(anna), "  ")), "MOTIVO_MANCANTE");
    assert.equal(codeOf(await mend("resend", { id: "altra", role: "operator", office: "A064C000307" })), "COMUNICAZIONE_NON_VISIBILE");
    // Two colleagues at once: one of them is told.
    const both = await Promise.all([mend("resend", ada(anna)), mend("resend", bea(anna))]);
    assert.deepEqual(both.map(codeOf).toSorted(), ["", "COMUNICAZIONE_GIA_DECISA"]);
    await send();
    assert.deepEqual(heardOf(anna), ["InvioSAP N00 02", "InvioSAP A07 10"]);
    assert.deepEqual((await stories.tasks(anna)).filter((kind) => kind.startsWith("node")), []);
  });

  it("a breach whose answer was lost is never told twice: a person looks on the platform first", async () => {
    await way.on("2019-10-04");
    const item = await stories.recorded(anna, "2019-10-03T08:00:00.000Z");
    await stories.reported(anna, item, "2019-10-08T10:00:00.000Z");
    node.mood = (_, operation) => (operation === "InvioEvento" ? "mute" : "well");
    await send();
    await send();
    node.mood = () => "well";
    await send();
    const breach = (await stories.query<{ id: string; state: string; report: { link: { policy: string } } }>(
      "select id, state, report from node_report where case_id = $1 and flow = 'condizionalita'", [anna.caseId],
    ))[0]!;
    assert.equal(breach.state, "uncertain");
    assert.equal(node.breaches.size, 1);
    assert.deepEqual(node.repeated, []);
    // It is linked to the taking in charge, which was told before it.
    assert.match(breach.report.link.policy, /^05[0-9A-F]{8}[A-Z]$/);
    assert.deepEqual(heardOf(anna).slice(2), ["InvioSAP RC1 01", "InvioEvento E-PATTO"]);
    const taken = await mendReport(stories.db.services, { reportId: breach.id, how: "taken", reason: "vista sulla piattaforma", actor: bea(anna) });
    assert.ok(taken.ok);
    // Cancelled in time: the platform hears of it after the event itself, once.
    await stories.done(anna, "cancel-report", { reason: "errore di persona" }, item, bea(anna));
    await send();
    assert.deepEqual(heardOf(anna).slice(4).map((one) => one.split(" ")[0]), ["AnnullaEvento"]);
  });

  it("a breach that the platform refuses never existed for INPS: the report is discarded, and may be proposed anew", async () => {
    await way.on("2019-10-10");
    const item = await stories.recorded(ciro, "2019-10-09T08:00:00.000Z");
    await stories.reported(ciro, item, "2019-10-14T10:00:00.000Z");
    node.mood = (_, operation) => (operation === "InvioEvento" ? "refuse" : "well");
    await send();
    node.mood = () => "well";
    assert.equal(await stories.stateOf(item), "held");
    assert.deepEqual((await stories.reports(item)).map(({ ended }) => ended), ["discarded"]);
  });

  it("killed with reports on the wire: the next sender settles them, and only one sends at a time", async () => {
    await way.on("2019-10-15");
    await way.done(maria, "patto", "end", { on: "2019-10-15", endReason: "job" }, { itemId: (await way.query<{ id: string }>("select id from dossier_item where case_id = $1 and procedure = 'patto'", [maria.caseId]))[0]!.id });
    await tellNode(stories.db.services, options.identity);
    const claimed = await claimReports(stories.db.services.pools.worker, 10);
    assert.ok(claimed.length > 0, "nothing was on the wire");
    const before = node.heard.length;
    const senders = [new NodeSender(stories.db.services, options), new NodeSender(stories.db.services, options)];
    for (const sender of senders) sender.start();
    for (let left = 200; left > 0 && node.heard.length === before; left -= 1) await new Promise((resolve) => setTimeout(resolve, 25));
    await Promise.all(senders.map((sender) => sender.stop()));
    assert.equal(heardOf(maria).at(-1), "InvioSAP A02 10");
    assert.equal(node.heard.length, before + claimed.length);
    const left = await stories.query("select 1 from node_report where state in ('on-wire', 'waiting') and case_id = $1", [maria.caseId]);
    assert.equal(left.length, 0);
  });

  it("while the platform is down an office hands in a file; policies are told after all when it is back, and the platform knows them", async () => {
    node.mood = () => "cut";
    await stories.query("insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at) select gen_random_uuid(), case_id, id, gen_random_uuid(), 'patto/annul', '{}', '2019-10-16T09:00:00Z' from dossier_item where case_id = $1 and procedure = 'patto'", [ciro.caseId]);
    assert.equal((await handInFile(stories.db.services, { office: ciro.officeId, reason: "piattaforma ferma", actor: ada(ciro) })).ok, false);
    await send();
    const made = await handInFile(stories.db.services, { office: ciro.officeId, reason: "piattaforma ferma", actor: ada(ciro) });
    assert.ok(made.ok && made.value.reports >= 1);
    assert.match(made.value.xml, /^<\?xml.*<Comunicazioni sede=.*<evento>07<\/evento>/su);
    assert.ok((await states(ciro)).some(({ kind, state }) => kind === "patto/annul" && state === "by-file"));
    node.mood = () => "well";
    // Something else finds the line open again.
    await stories.query("insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at) select gen_random_uuid(), case_id, id, gen_random_uuid(), 'esonero/grant', '{}', '2019-10-16T10:00:00Z' from dossier_item where case_id = $1 limit 1", [anna.caseId]);
    await send();
    await send();
    assert.ok((await states(ciro)).every(({ state }) => state === "acknowledged" || state === "set-aside"), JSON.stringify(await states(ciro)));
    assert.equal(heardOf(ciro).at(-1), "InvioSAP A02 07");
  });

  it("after a backup was restored nothing is told, and a breach that seems to wait is looked at first", async () => {
    await stories.query("insert into outbound_event (id, case_id, item_id, act_id, kind, payload, made_at) select gen_random_uuid(), case_id, id, gen_random_uuid(), 'did/annul', '{}', '2019-10-17T09:00:00Z' from dossier_item where case_id = $1 and procedure = 'did'", [anna.caseId]);
    await stories.query("update node_report set state = 'waiting' where id = (select id from node_report where flow = 'condizionalita' order by seq limit 1)");
    await stories.query("update gateway set state = 'held'");
    const heard = node.heard.length;
    const sender = new NodeSender(stories.db.services, options);
    sender.start();
    for (let left = 200; left > 0 && (await stories.query("select 1 from node_report where state = 'waiting' and flow = 'condizionalita'")).length > 0; left -= 1) await new Promise((resolve) => setTimeout(resolve, 25));
    await sender.stop();
    assert.equal(node.heard.length, heard);
    const [breach] = await stories.query<{ state: string; detail: string }>("select state, detail from node_report where flow = 'condizionalita' order by seq limit 1");
    assert.deepEqual([breach?.state, /backup/.test(breach?.detail ?? "")], ["uncertain", true]);
    await stories.query("update gateway set state = 'open'");
  });
});
