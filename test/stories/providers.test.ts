// Two providers of one channel: who carries what, who is trusted, what passes from one to the other and what never does.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { carrierOf } from "../../src/domain/providers/shares.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { careForProviders, restGateway } from "../../src/services/providers/care.ts";
import { setGatewayWeight, setSenderRegistration } from "../../src/services/providers/decisions.ts";
import { sharesOf } from "../../src/services/writing.ts";
import { saveSettings } from "../../src/store/clock.ts";
import { noteAnswer, openGateway } from "../../src/store/lanes.ts";
import { gateways } from "../../src/store/messages.ts";
import { buryWorker, claim, giveBackOfTheDead, registerWorker } from "../../src/store/outbox.ts";
import { newId } from "../../src/store/ids.ts";
import { inTransaction } from "../../src/store/pools.ts";
import { addCounts, addReceiptCounts } from "../../src/store/providers.ts";
import { SYSTEM_SUBJECT } from "../../src/store/register.ts";
import { NO_COUNTS } from "../../src/domain/providers/health.ts";
import { issueSummonses } from "../../src/services/issue.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { actsOf, ADMINISTRATOR, convenedRegion, operatorOf, SMS } from "./fixtures/convened.ts";
import { openTestDatabase } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const OTHER = "sms-riserva";
const REASON = "Prova dei fornitori";
const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const NOBODY_THERE = "nessuno risponde";

describe("two providers of one channel", () => {
  let database: TestDatabase;
  let sms: string[];
  const pool = () => database.services.pools.worker;
  const ask = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => (await pool().query<T & Record<string, unknown>>(sql, values)).rows;
  const second = (over: Partial<Parameters<typeof ensureGateways>[1][number]> = {}) =>
    ensureGateways(database.services, [
      {
        id: OTHER, channel: "sms", url: "http://127.0.0.1:9", sender: "CPICampania", ratePerSecond: null, concurrency: 8, deduplicates: false, canBeAsked: false,
        settings: { token: "demo", callbackUrl: "http://127.0.0.1:9/esiti" }, ...over,
      },
    ]);
  const care = () => careForProviders(database.services);
  /** The first provider has been silent for so long. */
  const silent = async (id: string, seconds: number) => {
    await restGateway(database.services, id, NOBODY_THERE);
    await ask("update gateway set sick_since = clock_timestamp() - $2 * interval '1 second', state_since = clock_timestamp() - $2 * interval '1 second' where id = $1", [id, seconds]);
  };
  const at = (id: string) => ask<{ id: string }>("select id from message where queue = $1 and state = 'due' order by priority, due_at, id", [id]).then((rows) => rows.map((row) => row.id));
  const standing = async (id: string) => (await ask<{ state: string; load: number; isSlow: boolean; failures: number; rest: number }>(
    `select state, load, is_slow as "isSlow", failures, extract(epoch from paused_until - clock_timestamp())::float8 as rest from gateway where id = $1`, [id]))[0]!;

  before(async () => {
    database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 90, onlyPlanned: true });
    await second({ weight: 100 });
    await issueSummonses(database.services, { reference: database.reference, actor: SYSTEM });
    await database.administer("alter table convoca.message no force row level security");
    sms = (await ask<{ id: string }>("select id from message where channel = 'sms'")).map(({ id }) => id);
  });
  after(() => database.close());
  /** Everything is due at the first, nothing has happened to anybody. */
  beforeEach(async () => {
    await database.administer(
      `update convoca.message set gateway_id = $1, state = 'due', worker_id = null, not_before = null, priority = 9, due_at = '2019-09-02T06:00:00Z' where channel = 'sms'`, [SMS]);
    await database.administer("truncate convoca.send_attempt");
    await ask("delete from gateway_count");
    await ask("delete from gateway_receipt_count");
    await ask(
      `update gateway set state = 'open', state_reason = null, paused_until = null, failures = 0, sick_since = null, recovered_at = null, relapses = 0, load = 100, is_slow = false,
         judged_at = null, weight = 100 where channel = 'sms'`);
  });

  it("both carry what was written, by weight; the same message always falls to the same one", async () => {
    const shares = sharesOf(await gateways(pool())).get("sms")!;
    const first = sms.filter((id) => carrierOf(shares, id)!.id === SMS).length;
    assert.ok(sms.length > 40 && first > sms.length * 0.25 && first < sms.length * 0.75, `${first} of ${sms.length}`);
    await ask("update gateway set weight = 300 where id = $1", [SMS]);
    const weighed = sharesOf(await gateways(pool())).get("sms")!;
    const many = Array.from({ length: 4_000 }, () => newId());
    const share = many.filter((id) => carrierOf(weighed, id)!.id === SMS).length / many.length;
    assert.ok(Math.abs(share - 0.75) < 0.03, `${share}`);
    assert.deepEqual(many.map((id) => carrierOf(weighed, id)!.id), many.map((id) => carrierOf(sharesOf([...weighed.parts.map(({ carrier }) => carrier)].toReversed()).get("sms")!, id)!.id));
  });

  it("a second provider gets nothing until it has a weight, and none with another sender or other bounces beside the first", async () => {
    await second({ id: "sms-terzo", sender: "AltroNome" });
    assert.deepEqual(sharesOf(await gateways(pool())).get("sms")!.parts.map(({ carrier }) => carrier.id), [SMS, OTHER]);
    await assert.rejects(second({ id: "sms-terzo", sender: "AltroNome", weight: 50 }), { code: "MITTENTI_DIVERSI" });
    const kept = await ask<{ weight: number }>("select weight from gateway where id = 'sms-terzo'");
    assert.deepEqual(kept, [{ weight: 0 }], "nothing of a refused configuration is written");
    await assert.rejects(
      second({ id: "posta-bis", channel: "email", url: "smtp://127.0.0.1:9", sender: "convocazioni@convoca.example", settings: { returnPathDomain: "altri.convoca.example" }, weight: 50 }),
      { code: "RITORNO_DIVERSO" },
    );
    const refused = await setGatewayWeight(database.services, { gatewayId: "sms-terzo", weight: 10, reason: REASON, actor: ADMINISTRATOR });
    assert.equal(refused.ok ? "" : refused.refusal.code, "MITTENTI_DIVERSI");
    await database.administer("delete from convoca.gateway where id = 'sms-terzo'");
  });

  it("what waits at a dead one passes to the other in its order, each with a line, and only after the bound", async () => {
    await ask("update message set priority = 0 where id = $1", [sms[7]]);
    const order = await at(SMS);
    await silent(SMS, 2);
    assert.equal(await care(), 0, "not yet");
    await silent(SMS, 6);
    assert.equal(await care(), sms.length);
    assert.deepEqual(await at(OTHER), order);
    const lines = await ask<{ gateway: string; to: string; n: number }>("select gateway_id as gateway, code as to, count(*)::int as n from send_attempt where outcome = 'moved' group by 1, 2");
    assert.deepEqual(lines, [{ gateway: SMS, to: OTHER, n: sms.length }]);
    const events = await ask<{ kind: string; messages: number }>("select kind, messages from gateway_event where gateway_id = $1 and kind = 'drained' order by id desc limit 1", [SMS]);
    assert.deepEqual(events, [{ kind: "drained", messages: sms.length }]);
    assert.equal(await care(), 0, "there is nothing left to move");
  });

  it("never moves what may have arrived: on the wire, in doubt, tried without an answer; asked and unknown it may", async () => {
    const [wire, doubt, silence, asked, again, later, unreachable] = sms;
    const worker = newId();
    await registerWorker(pool(), { id: worker, host: "prova", pid: 1, machine: null, born: null });
    await ask("update message set state = 'claimed', worker_id = $2 where id = $1", [wire, worker]);
    await ask("update message set state = 'uncertain' where id = $1", [doubt]);
    await database.administer("update convoca.message set due_at = '2019-09-03T06:00:00Z' where id = $1", [later]);
    const attempt = (id: string, outcome: string) => ask("insert into send_attempt (message_id, gateway_id, outcome) values ($1, $2, $3)", [id, SMS, outcome]);
    await attempt(silence!, "no-answer");
    await attempt(again!, "sent-again-same-key");
    await attempt(unreachable!, "unreachable");
    await attempt(asked!, "no-answer");
    await attempt(asked!, "never-arrived");
    await silent(SMS, 60);
    await care();
    const left = await ask<{ id: string }>("select id from message where channel = 'sms' and gateway_id = $1", [SMS]);
    assert.deepEqual(left.map(({ id }) => id).toSorted(byText), [wire!, doubt!, silence!, again!, later!].toSorted(byText));
    const moved = await at(OTHER);
    assert.ok(moved.includes(asked!) && moved.includes(unreachable!));
  });

  it("nothing leaves one that is held after a restored backup, nor for another that is ill, without a weight or with another sender", async () => {
    await ask("update gateway set state = 'held', state_since = now() - interval '1 hour' where id = $1", [SMS]);
    assert.equal(await care(), 0);
    await ask("update gateway set state = 'open' where id = $1", [SMS]);
    await silent(SMS, 60);
    for (const unfit of ["weight = 0", "failures = 1", "state = 'paused'"]) {
      await ask(`update gateway set ${unfit} where id = $1`, [OTHER]);
      await care();
      assert.equal((await at(SMS)).length, sms.length, unfit);
      await ask("update gateway set weight = 100, failures = 0, state = 'open' where id = $1", [OTHER]);
    }
    await ask("update gateway set sender = 'AltroNome' where id = $1", [OTHER]);
    await care();
    assert.equal((await at(SMS)).length, sms.length, "another sender would change the message");
    await ask("update gateway set sender = 'CPICampania' where id = $1", [OTHER]);
  });

  it("one that may be back is tried with one message of the bulk, lent by the other when it has none; the rest stays away until it has answered", async () => {
    await silent(SMS, 60);
    await care();
    await openGateway(pool(), SMS);
    assert.equal(await care(), 1, "one is lent for the trial");
    assert.equal((await at(SMS)).length, 1);
    assert.equal(await care(), 0, "and not taken away again");
    const worker = newId();
    await registerWorker(pool(), { id: worker, host: "prova", pid: 1, machine: null, born: null });
    const [trial] = await claim(pool(), { workerId: worker, gatewayId: SMS }, await database.services.now(), 100);
    assert.equal(trial?.trial, true);
    await noteAnswer(pool(), SMS);
    const back = await standing(SMS);
    assert.deepEqual([back.state, back.failures, back.load], ["open", 0, 10], "it is trusted with little at first");
    await care();
    assert.equal((await standing(SMS)).load, 20);
    await ask("update message set state = 'due', worker_id = null where id = $1", [trial.id]);
  });

  it("a claim that the database carries out only after its worker was declared dead takes nothing: nobody would ever give it back", async () => {
    const worker = newId();
    await registerWorker(pool(), { id: worker, host: "prova", pid: 1, machine: null, born: null });
    const now = await database.services.now();
    const late = await inTransaction(pool(), async (holder) => {
      await holder.query("lock table gateway in access exclusive mode");
      const claimed = claim(pool(), { workerId: worker, gatewayId: SMS }, now, 10);
      await inTransaction(pool(), (client) => buryWorker(client, worker));
      return { claimed };
    });
    assert.deepEqual(await late.claimed, []);
    assert.deepEqual(await ask("select 1 from message where worker_id = $1 and state = 'claimed'", [worker]), []);
    await ask("update message set state = 'claimed', worker_id = $1 where id = $2", [worker, sms[0]]);
    assert.equal(await giveBackOfTheDead(pool()), 1, "what an earlier version left so comes back");
  });

  it("one that falls again soon rests longer each time; one that falls after a long while begins anew", async () => {
    const rests: number[] = [];
    for (let fall = 0; fall < 4; fall += 1) {
      await restGateway(database.services, SMS, NOBODY_THERE);
      rests.push(Math.round((await standing(SMS)).rest));
      await openGateway(pool(), SMS);
      await noteAnswer(pool(), SMS);
    }
    assert.deepEqual(rests, [2, 4, 8, 16]);
    await ask("update gateway set recovered_at = clock_timestamp() - interval '1 hour' where id = $1", [SMS]);
    await restGateway(database.services, SMS, NOBODY_THERE);
    assert.equal(Math.round((await standing(SMS)).rest), 2);
  });

  it("one that a person has paused stays paused, whatever a probe finds; what waits there passes on", async () => {
    await ask("update gateway set state = 'paused', paused_until = null, state_since = clock_timestamp() - interval '1 minute' where id = $1", [SMS]);
    await openGateway(pool(), SMS);
    await restGateway(database.services, SMS, NOBODY_THERE);
    const [held] = await ask<{ state: string; until: string | null }>('select state, paused_until as until from gateway where id = $1', [SMS]);
    assert.deepEqual(held, { state: "paused", until: null });
    assert.equal(await care(), sms.length);
  });

  it("one that errs too much rests; a few errors, or being told to go slower, are nothing", async () => {
    await addCounts(pool(), SMS, { ...NO_COUNTS, accepted: 3, deferred: 4, unanswered: 2 });
    await addCounts(pool(), OTHER, { ...NO_COUNTS, accepted: 30, throttled: 500, refused: 20 });
    await care();
    assert.deepEqual([(await standing(SMS)).state, (await standing(OTHER)).state], ["open", "open"]);
    await addCounts(pool(), SMS, { ...NO_COUNTS, deferred: 20 });
    await addCounts(pool(), OTHER, { ...NO_COUNTS, refused: 200 });
    await care();
    const [ill, refusing] = await ask<{ state: string; reason: string }>("select state, state_reason as reason from gateway where id = any($1) order by id", [[SMS, OTHER]]);
    assert.equal(ill?.state, "paused");
    assert.match(ill.reason, /^Troppi errori: 90% degli ultimi 29 invii/);
    assert.match(refusing?.reason ?? "", /^Troppi rifiuti: 88%/);
    await openGateway(pool(), SMS);
    await noteAnswer(pool(), SMS);
    await care();
    assert.equal((await standing(SMS)).state, "open", "what was before its trial is not held against it");
  });

  it("late receipts lower its part and close nothing; between the thresholds nothing changes, in time it comes back", async () => {
    const when = Math.floor((Date.now() - 600_000) / 10_000) * 10;
    const judged = async (inTime: number): Promise<[number, boolean]> => {
      await ask("delete from gateway_receipt_count");
      await addReceiptCounts(pool(), SMS, [{ at: when, bin: 2, receipts: inTime }], true);
      await ask("update gateway set judged_at = null where id = $1", [SMS]);
      await care();
      const { load, isSlow, state } = await standing(SMS);
      assert.equal(state, "open");
      return [load, isSlow];
    };
    await ask("insert into gateway_count (gateway_id, at, accepted) values ($1, to_timestamp($2), 200)", [SMS, when]);
    assert.deepEqual(await judged(190), [100, false]);
    assert.deepEqual(await judged(120), [50, true]);
    assert.deepEqual(await judged(165), [50, true], "17% late: not yet in time");
    assert.deepEqual(await judged(100), [25, true]);
    assert.deepEqual(await judged(195), [35, false]);
    assert.deepEqual(await judged(165), [45, false], "17% late: not slow again either");
    assert.equal((await at(SMS)).length, sms.length, "nothing was moved");
  });

  it("one that only gives back what it could not deliver is silent about the rest, not slow", async () => {
    const when = Math.floor((Date.now() - 600_000) / 10_000) * 10;
    await ask("delete from gateway_receipt_count");
    await ask("update gateway set load = 100, is_slow = false, judged_at = null where id = $1", [SMS]);
    await addReceiptCounts(pool(), SMS, [{ at: when, bin: 2, receipts: 12 }], false);
    await care();
    const { load, isSlow } = await standing(SMS);
    assert.deepEqual([load, isSlow], [100, false]);
  });

  it("where senders must be registered, an unregistered one writes and sends nothing; every change is an act", async () => {
    const registration = { channel: "sms", sender: "CPICampania", state: "registered", registeredOn: "2019-06-03", reason: REASON, actor: ADMINISTRATOR } as const;
    const now = await database.services.now();
    const worker = newId();
    await registerWorker(pool(), { id: worker, host: "prova", pid: 1, machine: null, born: null });
    await saveSettings(database.services.pools.intake, { senderRegistry: "obbligatorio" });
    const rows = await gateways(pool());
    assert.throws(() => sharesOf(rows), { code: "MITTENTE_NON_REGISTRATO" });
    assert.deepEqual(await claim(pool(), { workerId: worker, gatewayId: SMS }, now, 10), []);
    for (const provider of [SMS, OTHER]) assert.ok((await setSenderRegistration(database.services, { ...registration, provider })).ok);
    assert.deepEqual(sharesOf(await gateways(pool())).get("sms")!.parts.map(({ carrier }) => carrier.id), [SMS, OTHER]);
    const revoked = await setSenderRegistration(database.services, { ...registration, provider: SMS, state: "revoked" });
    assert.ok(revoked.ok);
    assert.equal(await care(), sms.length, "the other may show the same name");
    const acts = (await actsOf(database.services, SYSTEM_SUBJECT)).filter(({ kind }) => kind === "sender-registration-set");
    assert.deepEqual(acts.map(({ payload }) => [payload["provider"], payload["before"], payload["state"]]), [
      [SMS, null, "registered"], [OTHER, null, "registered"], [SMS, "registered", "revoked"],
    ]);
    const refusals = [
      { ...registration, provider: SMS, registeredOn: null }, { ...registration, provider: " " }, { ...registration, provider: OTHER }, { ...registration, provider: SMS, registeredOn: "2019-09-03" },
      { ...registration, provider: SMS, sender: "12345678901" }, { ...registration, provider: SMS, reason: " " }, { ...registration, provider: SMS, actor: operatorOf("F839C000305") },
    ];
    const codes = await Promise.all(refusals.map(async (one) => { const told = await setSenderRegistration(database.services, one); return told.ok ? "ok" : told.refusal.code; }));
    assert.deepEqual(codes, [
      "REGISTRAZIONE_SENZA_DATA", "FORNITORE_MANCANTE", "REGISTRAZIONE_INVARIATA", "REGISTRAZIONE_FUTURA", "MITTENTE_NUMERO", "MOTIVO_MANCANTE", "DECISIONE_REGIONALE",
    ]);
    await saveSettings(database.services.pools.intake, { senderRegistry: "facoltativo" });
    assert.ok((await gateways(pool())).every(({ senderBarred }) => !senderBarred));
  });

  it("weights are the Region's, an act each, and never all zero", async () => {
    const request = { gatewayId: SMS, weight: 0, reason: REASON, actor: ADMINISTRATOR };
    assert.ok((await setGatewayWeight(database.services, request)).ok);
    const code = async (over: object): Promise<string> => { const told = await setGatewayWeight(database.services, { ...request, ...over }); return told.ok ? "ok" : told.refusal.code; };
    assert.equal(await code({ gatewayId: OTHER }), "ULTIMO_FORNITORE");
    assert.equal(await code({ gatewayId: "nessuno" }), "GATEWAY_SCONOSCIUTO");
    assert.equal(await code({ weight: 1_001 }), "PESO_NON_VALIDO");
    assert.equal(await code({ actor: operatorOf("F839C000305") }), "DECISIONE_REGIONALE");
    const acts = (await actsOf(database.services, SYSTEM_SUBJECT)).filter(({ kind }) => kind === "gateway-weight-set");
    assert.deepEqual(acts.map(({ payload }) => [payload["gateway"], payload["before"], payload["weight"]]), [[SMS, 100, 0]]);
  });
});
