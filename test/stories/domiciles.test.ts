// Digital domiciles asked of the registers: everybody once, in lists; slow, down, wrong, partial, refusing; killed in the middle; and who is about to be written to first.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { registerConnections } from "../../src/exchange/domiciles/settings.ts";
import type { DomicileSettings } from "../../src/exchange/domiciles/settings.ts";
import { RegisterClient } from "../../src/exchange/domiciles/register-client.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { keepDomiciles } from "../../src/services/domiciles/keep.ts";
import { lookUpTurn, Pace } from "../../src/services/domiciles/look-up.ts";
import { escalate } from "../../src/services/escalation/escalate.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { verifyRegister } from "../../src/services/register-check.ts";
import { CALM_REGISTERS, startDomicileRegisters } from "../../src/simulator/domicile-registers.ts";
import type { DomicileRegisters } from "../../src/simulator/domicile-registers.ts";
import { declareRegisters, registerFigures } from "../../src/store/domiciles.ts";
import { convened, convenedRegion } from "./fixtures/convened.ts";
import type { Convened } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const NOON = () => new Date("2026-03-10T11:00:00Z");
const MONTH_LATER = "2019-10-05T08:00:00.000Z";

describe("digital domiciles", () => {
  let db: TestDatabase;
  let folder: string;
  let registers: DomicileRegisters;
  let people: { id: string; code: string }[] = [];
  let calls: Convened[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "convoca-domicili-"));
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    await writeFile(join(folder, "chiave.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
    registers = await startDomicileRegisters({ publicKey });
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 100 });
    calls = await convened(db.services);
    people = await query<{ id: string; code: string }>(
      "select distinct p.id, p.tax_code as code from person p join case_file f on f.person_id = p.id where f.bound order by p.id",
    );
  });
  after(async () => {
    await registers.close();
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });

  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const settings = (change: object = {}): DomicileSettings => ({
    timeoutMs: 150,
    registers: {
      inad: {
        url: `${registers.url}/inad`, reference: "convocazione RdC", batch: 40, pollSeconds: 0.05, freshnessDays: 30, perMinute: 10_000,
        auth: { kind: "pdnd", tokenUrl: `${registers.url}/token.oauth2`, clientId: "prova", keyId: "k1", purposeId: "f1", audience: "pdnd", privateKeyFile: join(folder, "chiave.pem"), sign: true },
        ...change,
      },
    },
  });
  const clientOf = (change: object = {}): RegisterClient => new RegisterClient(registerConnections(settings(change))[0]!);
  const turn = (client: RegisterClient, machineNow = NOON): Promise<number> =>
    lookUpTurn({ services: db.services, client, pace: new Pace(client.connection.perMinute), machineNow });
  /** Until nothing is open and nothing more is asked. */
  const settle = async (client: RegisterClient): Promise<void> => {
    for (let turns = 0; turns < 200; turns += 1) {
      await query("update domicile_batch set look_at = clock_timestamp() where state in ('asked', 'waiting')");
      await query("update domicile_register set retry_at = null");
      if ((await turn(client)) === 0 && (await query("select 1 from domicile_batch where state in ('asked', 'waiting') union all select 1 from domicile_lookup where answered_at is null")).length === 0) return;
    }
    assert.fail("the search does not come to an end");
  };
  const openAll = (): Promise<unknown> => query("update domicile_register set swept_at = null, retry_at = null, failures = 0");
  const outcomes = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await query<{ outcome: string; n: number }>("select coalesce(outcome, 'open') as outcome, count(*)::int as n from domicile_lookup group by 1")).map(({ outcome, n }) => [outcome, n]));
  const pecOf = (personId: string): Promise<{ value: string; source: string; usable: boolean; problem: string | null }[]> =>
    query("select value, source, usable, problem from contact_point where person_id = $1 and kind = 'pec' order by value", [personId]);

  it("is off unless configured: nobody is asked, nobody waits", async () => {
    await keepDomiciles(db.services, { clients: [], onFault: (fault) => assert.fail(String(fault)) })();
    assert.equal(registers.questions, 0);
    assert.deepEqual((await registerFigures(db.services.pools.intake)).map(({ configured }) => configured), [false, false]);
  });

  it("asks about everybody who has duties, in lists, once; what is found is a contact with its source, and an act of the case", async () => {
    registers.declare("inad", people[0]!.code, [{ address: "Anna.Rossi@PEC.example", profession: "Avvocato" }, { address: "anna@domicilio.example" }]);
    registers.declare("inad", people[1]!.code, [{ address: "chiuso@pec.example", endsAt: "2020-01-01T00:00:00Z" }]);
    const client = clientOf();
    await declareRegisters(db.services.pools.worker, [client.connection]);
    await settle(client);
    assert.deepEqual(await outcomes(), { found: 1, none: people.length - 1 });
    assert.deepEqual(await pecOf(people[0]!.id), [{ value: "anna@domicilio.example", source: "inad", usable: true, problem: null }]);
    assert.deepEqual([...registers.asked.values()].filter((times) => times !== 1), [], "somebody was asked about twice");
    assert.equal(registers.asked.size, people.length);
    assert.ok(registers.signed > 0 && registers.vouchers === 1);
    assert.deepEqual((await query<{ payload: unknown }>("select p.payload from act a join act_payload p on p.act_id = a.id where a.kind = 'domicile-found'")).length > 0, true);
    await openAll();
    await settle(client);
    assert.equal(Math.max(...registers.asked.values()), 1, "within the freshness nobody is asked about again");
  });

  it("a domicile withdrawn is given up a month later, with an act; one that changes is replaced; what the person has said stays", async () => {
    await query("insert into contact_point (person_id, kind, value, raw, source, source_date, usable) values ($1, 'pec', 'mia@pec.example', 'mia@pec.example', 'desk', now(), true)", [people[0]!.id]);
    registers.declare("inad", people[0]!.code, []);
    registers.declare("inad", people[2]!.code, [{ address: "due@domicilio.example" }]);
    await db.setBusinessTime(MONTH_LATER);
    await openAll();
    const client = clientOf();
    await settle(client);
    assert.deepEqual(await pecOf(people[0]!.id), [
      { value: "anna@domicilio.example", source: "inad", usable: false, problem: "DOMICILIO_CESSATO" },
      { value: "mia@pec.example", source: "desk", usable: true, problem: null },
    ]);
    assert.equal((await query("select 1 from act where kind = 'domicile-withdrawn'")).length > 0, true);
    registers.declare("inad", people[2]!.code, [{ address: "tre@domicilio.example" }]);
    await db.setBusinessTime("2019-11-10T08:00:00.000Z");
    await openAll();
    await settle(client);
    assert.deepEqual((await pecOf(people[2]!.id)).map(({ value, usable }) => `${value} ${usable}`), ["due@domicilio.example false", "tre@domicilio.example true"]);
  });

  it("slow, in error, wrong, partial, forgetful, mute, silent: everybody is answered in the end, and every list has its end", async () => {
    await db.setBusinessTime("2019-12-20T08:00:00.000Z");
    const client = clientOf();
    for (const behaviour of [{ errorShare: 0.4 }, { wrongShare: 0.5, partialShare: 0.5 }, { lostShare: 0.4, mutedShare: 0.3 }, { readyMs: 120, latencyMs: 5 }, { hangShare: 0.2 }]) {
      await query("delete from domicile_lookup");
      await openAll();
      await registers.change({ ...CALM_REGISTERS, ...behaviour });
      await settle(client);
      const { found = 0, none = 0, missing = 0 } = await outcomes();
      assert.equal(found + none + missing, people.length, JSON.stringify(behaviour));
    }
    await registers.change(CALM_REGISTERS);
    assert.deepEqual(await query("select 1 from domicile_batch where state in ('asked', 'waiting')"), []);
  });

  it("one code that the register refuses does not take its list along: halves find it", async () => {
    await query("delete from domicile_lookup");
    await openAll();
    await query("insert into domicile_lookup (person_id, register, tax_code, wanted_at) select id, 'inad', tax_code, now() from person where id = any($1::uuid[])", [people.slice(0, 8).map(({ id }) => id)]);
    await query("update domicile_lookup set tax_code = tax_code");
    const client = clientOf({ who: "wanted", batch: 8, open: 1 });
    await registers.change({ ...CALM_REGISTERS, paused: true });
    await turn(client);
    await query("update domicile_lookup set tax_code = 'CODICE SBAGLIATO' where person_id = $1", [people[3]!.id]);
    await registers.change(CALM_REGISTERS);
    await settle(client);
    const { refused = 0, found = 0, none = 0 } = await outcomes();
    assert.deepEqual([refused, found + none], [1, 7]);
  });

  it("killed between the list that left and its being written down, it goes on with the same list", async () => {
    await query("delete from domicile_lookup");
    await openAll();
    const client = clientOf({ open: 1, batch: people.length });
    await registers.change({ ...CALM_REGISTERS, mutedShare: 1 });
    await turn(client);
    await registers.change(CALM_REGISTERS);
    assert.deepEqual((await query<{ state: string; n: number }>("select state, count(*)::int as n from domicile_batch where state in ('asked', 'waiting') group by 1")), [{ state: "asked", n: 1 }]);
    assert.equal((await outcomes())["open"], people.length);
    // Another process takes its place.
    await settle(clientOf({ open: 1 }));
    assert.equal((await outcomes())["open"], undefined);
  });

  it("keeps to the day's quota, to the register's hours, and to how long it asks to be left alone", async () => {
    await query("delete from domicile_lookup");
    await openAll();
    await query("delete from domicile_day");
    const before = registers.questions;
    await settleOnce(clientOf({ perDay: 3, batch: 10, open: 20 }));
    assert.equal(registers.questions - before, 3);
    await query("delete from domicile_day");
    assert.equal(await turn(clientOf(), () => new Date("2026-03-09T23:30:00Z")), 0, "closed from midnight to one, in Rome");
    await registers.change({ quota: registers.questions });
    await turn(clientOf());
    const [row] = await query<{ ms: number; detail: string }>("select extract(epoch from retry_at - clock_timestamp())::float * 1000 as ms, detail from domicile_register where code = 'inad'");
    assert.ok(row!.ms > 0 && row!.ms <= 1_000);
    assert.match(row!.detail, /troppe/u);
    await registers.change(CALM_REGISTERS);
    await settle(clientOf());
  });
  const settleOnce = async (client: RegisterClient): Promise<void> => {
    for (let turns = 0; turns < 10; turns += 1) await turn(client);
  };

  it("without a voucher nobody is asked, and the register is said to be closed to us", async () => {
    await query("delete from domicile_lookup");
    await openAll();
    await registers.change({ noVoucher: true });
    const before = registers.questions;
    await turn(clientOf());
    assert.equal(registers.questions, before);
    assert.match((await registerFigures(db.services.pools.intake))[0]!.detail ?? "", /credenziali/u);
    await registers.change(CALM_REGISTERS);
    await openAll();
    await settle(clientOf());
  });

  it("INI-PEC gives the address of a profession; INAD is believed before it", async () => {
    registers.declare("ini-pec", people[5]!.code, [{ address: "studio@pec.example" }]);
    const auth = { kind: "assertion" as const, tokenUrl: `${registers.url}/ini-pec/authentication`, clientId: "prova", keyId: "k1", audience: "infocamere", privateKeyFile: join(folder, "chiave.pem"), scope: "pec" };
    const [client] = registerConnections({ timeoutMs: 150, registers: { "ini-pec": { url: `${registers.url}/ini-pec`, reference: "prova", auth, pollSeconds: 0.05 } } });
    await openAll();
    await registers.change({ readyMs: 60 });
    await settle(new RegisterClient(client!));
    await registers.change(CALM_REGISTERS);
    assert.deepEqual(await pecOf(people[5]!.id), [{ value: "studio@pec.example", source: "ini-pec", usable: true, problem: null }]);
  });

  it("before certified mail or a letter the register is asked, first of all and for a day at most; the address found is the one written to", async () => {
    await db.setBusinessTime(START);
    await ensureGateways(db.services, [{
      id: "pec-prova", channel: "pec", url: "smtps://127.0.0.1:9", sender: "regione@pec.example", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false,
      settings: { imapUrl: "imaps://127.0.0.1:9", user: "prova", password: "env:PEC_PROVA" },
    }]);
    await query("delete from domicile_lookup");
    await query("update contact_point set usable = false, current = false where kind = 'pec'");
    await declareRegisters(db.services.pools.worker, [clientOf().connection]);
    await query("update appointment set day = day + 28, starts_at = starts_at + interval '28 days', ends_at = ends_at + interval '28 days'");
    await query("update message set state = 'delivered', settled_at = now()");
    const [first, second] = calls.filter((call) => call.state === "issued" && call.channels.length === 2);
    for (const one of [first!, second!]) await query("update message set state = 'failed', settled_at = null, failure = 'number-not-existing' where summons_id = $1", [one.summonsId]);
    await query("update summons set look_at = null");
    await query("update summons set look_at = $2 where id = any($1::uuid[])", [[first!.summonsId, second!.summonsId], START]);
    const request = { reference: db.reference, actor: SYSTEM };
    await escalate(db.services, request);
    const steps = (call: Convened): Promise<{ line: string }[]> => query("select step || ' ' || channel || coalesce(': ' || why, '') as line from escalation_step where case_id = $1 order by at, begun, step, channel", [call.caseId]);
    assert.deepEqual([...(await steps(first!)), ...(await steps(second!))], [], "both wait for the register");
    const [person] = await query<{ code: string }>("select p.tax_code as code from person p join case_file f on f.person_id = p.id where f.id = $1", [first!.caseId]);
    registers.declare("inad", person!.code, [{ address: "trovata@domicilio.example" }]);
    await settle(clientOf({ who: "wanted" }));
    await escalate(db.services, request);
    assert.deepEqual((await steps(first!)).map(({ line }) => line), ["pec pec"]);
    assert.deepEqual((await steps(second!)).map(({ line }) => line), ["pec pec: no-address", "phone phone"]);
    assert.deepEqual(await query("select recipient from message where summons_id = $1 and channel = 'pec'", [first!.summonsId]), [{ recipient: "trovata@domicilio.example" }]);
  });

  it("leaves every chain of the register whole", async () => {
    assert.deepEqual((await verifyRegister(db.services)).faults, []);
  });
});
