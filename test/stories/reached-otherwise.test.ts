// Stories of who has neither mobile nor e-mail: certified mail or the post convene them where measure and node have them, and the counts say so; and of providers that give no receipts.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { MEASURES } from "../../src/domain/measures/catalogue.ts";
import { isByHand } from "../../src/domain/channel-policy/next-due.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { escalate } from "../../src/services/escalation/escalate.ts";
import { tellingStanding } from "../../src/services/escalation/standing.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { issueSummonses } from "../../src/services/issue.ts";
import { setGivesReceipts } from "../../src/services/providers/decisions.ts";
import { storeReceipts } from "../../src/services/receipts.ts";
import { applyRetention } from "../../src/services/retention/apply.ts";
import { readRulesFile } from "../../src/services/retention/rules-file.ts";
import { inOffice } from "../../src/store/pools.ts";
import { toldAtPhones } from "../../src/store/campaign-people.ts";
import { listCases } from "../../src/store/read/case-list.ts";
import { readOverview } from "../../src/store/read/overview.ts";
import { ADMINISTRATOR, convenedRegion, MAIL, SMS } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";

const HOUSE = {
  id: "raccomandate-prova", channel: "letter", url: "download:", sender: "Regione Campania", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false,
  settings: { product: "registered-letter" },
} as const;
const CERTIFIED = {
  id: "pec-prova", channel: "pec", url: "smtps://127.0.0.1:9", sender: "cpi@pec.example", ratePerSecond: null, concurrency: 1, deduplicates: false, canBeAsked: false,
  settings: { user: "cpi@pec.example", passwordEnv: "CONVOCA_PROVA_PEC", imapUrl: "imaps://127.0.0.1:9" },
} as const;

interface Planned {
  readonly caseId: string;
  readonly personId: string;
  readonly officeId: string;
  readonly summonsId: string;
}

describe("chi non ha né cellulare né e-mail", () => {
  let db: TestDatabase;
  let byPec: Planned;
  let byPost: Planned;
  let byNothing: Planned;

  const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await db.services.pools.worker.query(sql, values)).rows as T[];
  const listed = async ({ officeId, caseId }: Planned): Promise<boolean> =>
    inOffice(db.services.pools.app, officeId, async (client) => (await listCases(client, "unreachable", undefined)).rows.some((row) => row.caseId === caseId));
  const pending = async ({ caseId }: Planned): Promise<boolean> => (await query<{ on: boolean }>(`select pending & 128 <> 0 as "on" from worklist where case_id = $1`, [caseId]))[0]!.on;
  const unreachable = async (): Promise<number> => (await readOverview(db.services.pools.control)).offices.reduce((sum, one) => sum + one.unreachable, 0);
  const channels = async ({ summonsId }: Planned): Promise<string[]> =>
    (await query<{ channel: string }>("select distinct channel from message where summons_id = $1 order by 1", [summonsId])).map(({ channel }) => channel);
  const settle = async (): Promise<void> => {
    while ((await escalate(db.services, { reference: db.reference, actor: SYSTEM })).looked > 0);
  };

  before(async () => {
    db = await openTestDatabase();
    await convenedRegion(db, "base", { households: 60, onlyPlanned: true });
    await query("update appointment set day = day + 28, starts_at = starts_at + interval '28 days', ends_at = ends_at + interval '28 days'");
    const people = await query<Planned>(
      `select s.case_id as "caseId", f.person_id as "personId", a.office_id as "officeId", s.id as "summonsId"
       from summons s join appointment a on a.id = s.appointment_id join case_file f on f.id = s.case_id join person p on p.id = f.person_id
       where p.postal and p.reach like 'sms%' and a.office_id = (select a.office_id from appointment a where a.state = 'held' group by 1 order by count(*) desc, 1 limit 1)
       order by s.id limit 3`);
    assert.equal(people.length, 3);
    [byPec, byPost, byNothing] = people as [Planned, Planned, Planned];
    const three = people.map(({ personId }) => personId);
    const { intake } = db.services.pools;
    await intake.query("update contact_point set current = false where person_id = any($1::uuid[])", [three]);
    await intake.query("insert into contact_point (person_id, kind, value, raw, source, source_date, usable) values ($1, 'pec', 'persona@pec.example', 'persona@pec.example', 'desk', now(), true)", [byPec.personId]);
    await intake.query("update person set reach = case when id = $1 then 'pec' when id = $2 then 'paper' else 'nobody' end, postal = (id = $2) where id = any($3::uuid[])", [byPec.personId, byPost.personId, three]);
  });
  after(() => db.close());

  it("per quali vie scrive una misura è la stessa tabella nel programma e nella base di dati", async () => {
    const stored = await query<{ way: string }>("select measure || '/' || channel as way from summons_way order by 1");
    const own = MEASURES.flatMap(({ code, channelPolicy }) =>
      channelPolicy.steps.summons.filter((step) => !isByHand(step)).flatMap((step) => step.channels.filter((one) => one !== "sms" && one !== "email").map((one) => `${code}/${one}`)));
    assert.deepEqual(stored.map(({ way }) => way), [...new Set(own)].toSorted());
  });

  it("senza PEC né stampatore nessuno dei tre è raggiungibile, e le pagine lo dicono; con loro solo chi non ha nulla", async () => {
    const before = await unreachable();
    for (const one of [byPec, byPost, byNothing]) assert.deepEqual([await listed(one), await pending(one)], [true, true]);
    await ensureGateways(db.services, [HOUSE]);
    assert.deepEqual([await listed(byPec), await listed(byPost), await listed(byNothing)], [true, false, true]);
    assert.deepEqual([await pending(byPec), await pending(byPost)], [true, false]);
    await ensureGateways(db.services, [CERTIFIED]);
    assert.deepEqual([await listed(byPec), await listed(byPost), await listed(byNothing)], [false, false, true]);
    assert.deepEqual([await pending(byPec), await pending(byPost), await pending(byNothing)], [false, false, true]);
    assert.ok((await unreachable()) <= before - 2);
    const reach = (await readOverview(db.services.pools.control)).reach;
    assert.equal(reach.filter((one) => one.reach === "pec").reduce((sum, one) => sum + one.cases, 0), 1);
  });

  it("sono convocati: nessun messaggio subito, e la via della misura comincia al primo sguardo; chi non ha nulla resta allo sportello", async () => {
    const report = await issueSummonses(db.services, { reference: db.reference, actor: SYSTEM });
    assert.ok(report.otherwise >= 2, JSON.stringify(report));
    assert.deepEqual(await query("select state from summons where id = any($1::uuid[]) order by id", [[byPec.summonsId, byPost.summonsId, byNothing.summonsId]]), [{ state: "issued" }, { state: "issued" }, { state: "planned" }]);
    await settle();
    assert.deepEqual([await channels(byPec), await channels(byPost), await channels(byNothing)], [["pec"], ["letter"], []]);
    // Their number is not among those the desk must look for; and nothing follows twice.
    await settle();
    assert.equal((await query("select 1 from message where summons_id = any($1::uuid[])", [[byPec.summonsId, byPost.summonsId]])).length, 2);
    const again = await issueSummonses(db.services, { reference: db.reference, actor: SYSTEM });
    assert.equal(again.summonses, 0);
  });

  it("ciò che chiunque manda a un telefono conta per i limiti di una campagna", async () => {
    const [one] = await query<{ phone: string; at: string }>("select recipient as phone, min(due_at) as at from message where channel = 'sms' and kind = 'summons' group by 1 order by 1 limit 1");
    const told = await toldAtPhones(db.services.pools.planner as never, [one!.phone], "2019-09-01T00:00:00Z", "2019-09-05T00:00:00Z");
    assert.deepEqual(told, [{ phone: one!.phone, at: one!.at }]);
  });

  it("la ricevuta di un fornitore per il messaggio di un altro non è di nessuno", async () => {
    const [one] = await query<{ id: string }>("select id from message where channel = 'sms' and kind = 'summons' order by id limit 1");
    const said = { channel: "sms" as const, key: one!.id, reference: null, status: "failed" as const, code: null, diagnostic: null, at: null, raw: "" };
    const before = await query("select state, settled_at from message where id = $1", [one!.id]);
    for (const gateway of [MAIL, CERTIFIED.id]) await storeReceipts(db.services, gateway, [said]);
    assert.deepEqual(await query("select state, settled_at from message where id = $1", [one!.id]), before);
    assert.deepEqual(await query("select count(*)::int as n from receipt where message_id is null"), [{ n: 2 }]);
    await storeReceipts(db.services, SMS, [said]);
    assert.deepEqual(await query("select state from message where id = $1", [one!.id]), [{ state: "failed" }]);
  });

  it("le righe scartate degli esiti postali hanno il tempo delle altre righe scartate", async () => {
    await query("insert into letter_file (id, sha256, name, taken_at, taken_by, columns, line_count, fresh, repeated, rejected) select v.id::uuid, v.sha::bytea, v.id, v.at::timestamptz, 'prova', '{}', 1, 0, 0, 1 from (values ('00000000-0000-7000-8000-000000000001', repeat('a', 32), '2019-01-10'), ('00000000-0000-7000-8000-000000000002', repeat('b', 32), '2019-08-10')) v (id, sha, at)");
    await query("insert into letter_file_reject (file_id, line, code, message, cells) select id, 2, 'ESITO_SCONOSCIUTO', '', '{}' from letter_file");
    const rules = await readRulesFile(join(import.meta.dirname, "../../reference/retention.csv"));
    await applyRetention(db.services, rules, { actor: ADMINISTRATOR });
    assert.deepEqual(await query("select file_id as id from letter_file_reject"), [{ id: "00000000-0000-7000-8000-000000000002" }]);
  });

  it("un fornitore dichiarato senza ricevute: il suo silenzio non fa telefonare a nessuno; dichiarato di nuovo con ricevute, sì", async () => {
    await query("update message set state = 'accepted', settled_at = null where channel = 'sms' and kind = 'summons'");
    await query("update message set state = 'failed', failure = 'mailbox-not-existing' where channel = 'email' and kind = 'summons'");
    const decide = (givesReceipts: boolean) => setGivesReceipts(db.services, { gatewayId: SMS, givesReceipts, reason: "contratto", actor: ADMINISTRATOR });
    assert.ok((await decide(false)).ok);
    assert.equal((await decide(false)).ok, false);
    await db.setBusinessTime("2019-09-04T07:00:00.000Z");
    await settle();
    // Who has no mobile was told by e-mail alone, which failed: their call is due all the same.
    const calls = () => query<{ caseId: string }>(
      `select t.case_id as "caseId" from desk_task t where t.kind = 'call:convocazione' and t.closed_at is null
       and exists (select 1 from message m where m.case_id = t.case_id and m.channel = 'sms' and m.kind = 'summons')`);
    assert.deepEqual(await calls(), []);
    const [waits] = await query<{ caseId: string; officeId: string; startsAt: string; lookAt: string }>(
      `select s.case_id as "caseId", a.office_id as "officeId", a.starts_at as "startsAt", s.look_at as "lookAt" from summons s join appointment a on a.id = s.appointment_id
       join message m on m.summons_id = s.id and m.channel = 'sms' where s.state = 'issued' and a.starts_at > '2019-10-01' order by s.id limit 1`);
    assert.equal(waits!.lookAt, waits!.startsAt);
    const shown = await inOffice(db.services.pools.app, waits!.officeId, (client) => tellingStanding(client, db.reference, waits!.caseId, "2019-09-04T07:00:00.000Z"));
    assert.match(shown!.next.text, /non dà ricevute/);
    assert.ok((await decide(true)).ok);
    await settle();
    assert.ok((await calls()).some(({ caseId }) => caseId === waits!.caseId));
    await db.setBusinessTime(START);
  });
});
