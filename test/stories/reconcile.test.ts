// Stories of restored backups: nothing is sent until what the gateways know has been brought back, over real sockets.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Sender } from "../../src/channels/channel.ts";
import { RDC_2019 } from "../../src/domain/measures/rdc-2019/parameters.ts";
import { freeSeats, moveAppointment } from "../../src/services/appointments.ts";
import type { Services } from "../../src/services/context.ts";
import { resolveUncertain, setGatewayState } from "../../src/services/decisions.ts";
import { advanceFence, checkFence, reconcileGateways } from "../../src/services/reconcile.ts";
import type { ReconcileReport } from "../../src/services/reconcile.ts";
import { startOutsideWorld } from "../../src/simulator/outside-world.ts";
import type { OutsideWorld } from "../../src/simulator/outside-world.ts";
import { gateways } from "../../src/store/messages.ts";
import { SYSTEM_SUBJECT, verifyChains } from "../../src/store/register.ts";
import { channelOf } from "../../src/worker/channels.ts";
import { Worker } from "../../src/worker/worker.ts";
import { actsOf, ADMINISTRATOR, convened, convenedRegion, MAIL, MEASURE, operatorOf, setUpGateways, SMS } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { Backup, TestDatabase } from "./fixtures/database.ts";

const query = async <T>(services: Services, sql: string, values: unknown[] = []): Promise<T[]> => (await services.pools.worker.query(sql, values)).rows as T[];
const gatewayStates = async (services: Services): Promise<string[]> =>
  (await query<{ state: string }>(services, "select state from gateway order by id")).map((row) => row.state);

describe("a restored backup", () => {
  let database: TestDatabase;
  let world: OutsideWorld;
  let backup: Backup;
  let place: { stateFolder: string };
  let orphans = 0;

  before(async () => {
    database = await openTestDatabase();
    world = await startOutsideWorld({ sms: { sendReceipts: false }, mail: { sendBounces: false } });
    await convenedRegion(database, "base", { households: 60, ports: { smsUrl: world.smsUrl, mailPort: world.mail.port } });
    place = { stateFolder: await mkdtemp(join(tmpdir(), "convoca-recinto-")) };
    await advanceFence(database.services, place);
    backup = await database.backup();
    await work(database.services);
    // After the backup somebody was moved and told: a message that the restored database will not know.
    const person = (await convened(database.services)).find((one) => one.channels.includes("sms"))!;
    const office = { reference: database.reference, scenario: "base" };
    const [seat] = await freeSeats(database.services, { ...office, officeId: person.officeId, fromDay: "2019-10-07", toDay: "2019-10-11", measure: MEASURE, grantedOn: "2019-05-20" });
    assert.ok((await moveAppointment(database.services, { ...office, caseId: person.caseId, seat: seat!, reason: "prova", actor: operatorOf(person.officeId) })).ok);
    await work(database.services);
    orphans = (await query<{ n: number }>(database.services, "select count(*)::int as n from message where kind = 'moved' and channel = 'sms'"))[0]!.n;
    assert.equal(orphans, 1);
  });
  after(async () => {
    await world.stop();
    await database.close();
    await rm(place.stateFolder, { recursive: true, force: true });
  });

  /** A worker at work until nothing that may leave is left (or for a second, when nothing may). */
  const work = async (services: Services, atMostMs = 15_000): Promise<void> => {
    const worker = new Worker({
      services,
      reference: database.reference,
      quietHours: RDC_2019.quietHours.value,
      guard: async () => !(await checkFence(services, place)).restored && !(await advanceFence(services, place)).restored,
      onFault: (fault) => assert.fail(String(fault)),
      idleMs: 50,
    });
    worker.start();
    const until = Date.now() + atMostMs;
    const left = () => query(services, "select 1 from message where state in ('due', 'claimed') limit 1");
    while (Date.now() < until && (await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await worker.stop();
  };
  const standing = (services: Services) =>
    query<{ id: string; channel: string; state: string; reference: string | null; failure: string | null }>(
      services,
      "select id, channel, state, reference, failure from message order by id",
    );
  const sent = async () => ({ sms: (await world.sms.counts()).messages, mail: (await world.mail.counts()).messages, copies: (await world.mail.counts()).copies });
  const reconcile = async (services: Services, options: { canBeListed?: boolean; canBeAsked?: boolean; without?: string } = {}): Promise<ReconcileReport> => {
    const channels = new Map<string, Sender>();
    for (const row of await gateways(services.pools.worker)) {
      if (row.id === options.without) continue;
      const settings = row.id === SMS && options.canBeListed !== undefined ? { ...row.settings, canBeListed: options.canBeListed } : row.settings;
      channels.set(row.id, channelOf({ ...row, settings, canBeAsked: row.id === SMS ? (options.canBeAsked ?? row.canBeAsked) : row.canBeAsked }).open());
    }
    try {
      return await reconcileGateways(services, { channels, ...place, actor: ADMINISTRATOR });
    } finally {
      await Promise.all([...channels.values()].map((sender) => sender.close()));
    }
  };

  it("everything had left before the restore, once", async () => {
    const counts = await sent();
    const messages = await standing(database.services);
    assert.ok(messages.every((message) => message.state === "accepted"));
    assert.equal(counts.sms, messages.filter((message) => message.channel === "sms").length);
    assert.equal(counts.mail, messages.filter((message) => message.channel === "email").length);
    assert.deepEqual(await world.sms.sentTwice(), []);
  });

  it("sends nothing, by worker or by word, until it is reconciled; then no SMS twice, and every e-mail in doubt is shown", async () => {
    const { services } = await backup.restore();
    const atFirst = await sent();
    assert.ok((await standing(services)).every((message) => message.state === "due"));
    await work(services, 1_500);
    assert.deepEqual(await sent(), atFirst);
    assert.deepEqual(await gatewayStates(services), ["held", "held"]);
    const byWord = await setGatewayState(services, { gatewayId: MAIL, state: "open", reason: "fretta", actor: ADMINISTRATOR });
    assert.equal(byWord.ok === false && byWord.refusal.code, "GATEWAY_DA_RICONCILIARE");
    // Configuration is written again at every start: it does not open what is held.
    await setUpGateways(services, { smsUrl: world.smsUrl, mailPort: world.mail.port });
    await work(services, 1_500);
    assert.deepEqual(await sent(), atFirst);

    const report = await reconcile(services);
    assert.equal(report.complete, true);
    const messages = await standing(services);
    const known = new Map((await standing(database.services)).map((message) => [message.id, message]));
    for (const message of messages) {
      if (message.channel === "sms") assert.deepEqual([message.state, message.reference], ["accepted", known.get(message.id)!.reference]);
      else assert.deepEqual([message.state, message.failure], ["uncertain", "restored-backup"]);
    }
    const sms = report.gateways.find((one) => one.gatewayId === SMS)!;
    const mail = report.gateways.find((one) => one.gatewayId === MAIL)!;
    assert.equal(sms.known, messages.filter((message) => message.channel === "sms").length);
    assert.equal(sms.orphans, orphans);
    assert.equal(mail.uncertain, messages.filter((message) => message.channel === "email").length);
    assert.equal(report.lines.length, 2);
    assert.equal((await query(services, "select 1 from gateway_orphan where gateway_id = $1", [SMS])).length, orphans);
    const tasks = await query<{ n: number }>(services, "select count(*)::int as n from desk_task where kind = 'uncertain' and reason = 'restored-backup' and closed_at is null");
    assert.equal(tasks[0]!.n, (await query(services, "select distinct case_id from message where state = 'uncertain'")).length);

    await work(services, 1_500);
    assert.deepEqual(await sent(), atFirst);
    assert.deepEqual(await world.sms.sentTwice(), []);
    const acts = (await actsOf(services, SYSTEM_SUBJECT)).map((act) => act.kind);
    assert.deepEqual(acts.filter((kind) => kind === "restored-backup-found").length, 1);
    assert.deepEqual(acts.filter((kind) => kind === "gateway-reconciled").length, 2);
    const client = await services.pools.worker.connect();
    assert.deepEqual(await verifyChains(client, [SYSTEM_SUBJECT]).finally(() => client.release()), []);

    // A person decides that one e-mail goes again: that one, and no other, leaves.
    const [doubt] = await query<{ id: string }>(services, "select id from message where state = 'uncertain' order by id limit 1");
    assert.ok((await resolveUncertain(services, { messageId: doubt!.id, decision: "resend", reason: "non l'ha ricevuta", actor: ADMINISTRATOR })).ok);
    await work(services);
    assert.deepEqual(await sent(), { ...atFirst, copies: atFirst.copies + 1 });
    assert.equal((await query(services, "select 1 from message where id = $1 and state = 'accepted'", [doubt!.id])).length, 1);
  });

  it("a gateway that can only be asked is asked about every message", async () => {
    const { services } = await backup.restore();
    const atFirst = await sent();
    assert.equal((await checkFence(services, place)).restored, true);
    const report = await reconcile(services, { canBeListed: false });
    assert.equal(report.complete, true);
    assert.ok((await standing(services)).filter((message) => message.channel === "sms").every((message) => message.state === "accepted"));
    assert.equal(report.gateways.find((one) => one.gatewayId === SMS)!.orphans, 0, "asking by key finds no strangers");
    assert.deepEqual(await sent(), atFirst);
  });

  it("what the gateway never had leaves after the reconciliation, once; claims of the dead come back", async () => {
    const { services } = await backup.restore();
    const atFirst = await sent();
    const [fresh, claimed] = await query<{ id: string }>(services, "select id from message where channel = 'sms' order by id limit 2");
    // Two messages that a worker of the backup's time had claimed: the gateway has one, the key of the other it has never seen.
    const dead = "00000000-0000-7000-8000-00000000dead";
    await query(services, "insert into worker (id, host, pid, heartbeat_at) values ($1, 'morto', 1, now() - interval '1 day')", [dead]);
    assert.ok(fresh);
    const { rows } = await services.pools.worker.query<{ id: string }>(
      `insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at)
       select overlay(id::text placing 'ffff' from 20 for 4)::uuid, case_id, summons_id, appointment_id, 'reminder', channel, gateway_id, recipient, template, template_version, encoding, parts, due_at, expires_at
       from message where id = $1 returning id`,
      [fresh.id],
    );
    await query(services, "insert into message_content select $2, sender, subject, body, raw, digest from message_content where message_id = $1", [fresh.id, rows[0]!.id]);
    await query(services, "update message set state = 'claimed', worker_id = $2 where id = any($1::uuid[])", [[claimed!.id, rows[0]!.id], dead]);
    assert.equal((await checkFence(services, place)).restored, true);
    assert.equal((await reconcile(services)).complete, true);
    assert.deepEqual(await query(services, "select state from message where id = any($1::uuid[]) order by state", [[claimed!.id, rows[0]!.id]]), [{ state: "accepted" }, { state: "due" }]);
    await work(services);
    assert.deepEqual(await sent(), { ...atFirst, sms: atFirst.sms + 1 });
    assert.deepEqual(await world.sms.sentTwice(), []);
  });

  it("a gateway that does not answer stays held, the others open; a second run finishes and repeats nothing", async () => {
    const { services } = await backup.restore();
    const atFirst = await sent();
    assert.equal((await checkFence(services, place)).restored, true);
    await world.sms.change({ paused: true });
    let half: Awaited<ReturnType<typeof reconcile>>;
    try {
      half = await reconcile(services);
    } finally {
      await world.sms.change({ paused: false });
    }
    assert.equal(half.complete, false);
    assert.deepEqual(await gatewayStates(services), ["open", "held"]);
    const uncertain = (await standing(services)).filter((message) => message.state === "uncertain").length;
    await work(services, 1_000);
    assert.deepEqual(await sent(), atFirst);
    const missing = await reconcile(services, { without: SMS });
    assert.equal(missing.complete, false);
    const whole = await reconcile(services);
    assert.equal(whole.complete, true);
    assert.deepEqual(whole.gateways.map((one) => one.gatewayId), [SMS]);
    assert.equal((await standing(services)).filter((message) => message.state === "uncertain").length, uncertain);
    assert.deepEqual(await gatewayStates(services), ["open", "open"]);
    assert.deepEqual((await reconcile(services)).lines.length, 1);
    assert.deepEqual(await sent(), atFirst);
  });

  it("an e-mail written after the restore, or not yet due when the host last sent, is in no doubt", async () => {
    const { services } = await backup.restore();
    const [early, late] = await query<{ id: string }>(services, "select id from message where channel = 'email' order by id limit 2");
    await services.pools.intake.query("update message set due_at = '2019-10-01T08:00:00Z' where id = $1", [late!.id]);
    assert.equal((await checkFence(services, place)).restored, true);
    await reconcile(services);
    const states = new Map((await standing(services)).map((message) => [message.id, message.state]));
    assert.equal(states.get(early!.id), "uncertain");
    assert.equal(states.get(late!.id), "due");
  });
});
