// Campaigns: chosen from the list, previewed, approved by a second person, carried out at their pace; two at once never call the same household twice.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { aheadFor, runCampaigns } from "../../src/services/campaigns/run.ts";
import { approveCampaign, campaignFor, changeCampaign, makeCampaign, pauseCampaign, previewCampaign, proposeCampaign, removeCampaign, resumeCampaign, sendCampaignBack, stopCampaign } from "../../src/services/campaigns/steer.ts";
import type { Approval, CampaignInput } from "../../src/services/campaigns/steer.ts";
import type { Actor } from "../../src/services/context.ts";
import { SYSTEM } from "../../src/services/context.ts";
import { importNoticeFile } from "../../src/services/intake.ts";
import { issueSummonses } from "../../src/services/issue.ts";
import { conveneShown, previewConvening } from "../../src/services/worklist/convene.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { writeStoryCohort } from "./fixtures/cohort.ts";
import { actsOf, MEASURE, operatorOf, setUpGateways } from "./fixtures/convened.ts";
import { openTestDatabase, START } from "./fixtures/database.ts";
import type { TestDatabase } from "./fixtures/database.ts";
import { query } from "./fixtures/case-life.ts";

const LIMITS = {
  firstDay: "2019-09-05", lastDay: "2019-12-13", sendFrom: "10:00", sendTo: "18:00", messagesPerHour: 36_000, peoplePerDay: 10_000, perPhonePerDay: 2, perPhonePerHour: 1, partPrice: 45,
} as const;
const REGION: Actor = { id: "regione", role: "regional" };
const REGION_TOO: Actor = { id: "regione-due", role: "regional" };

function valueOf<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}
const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "" : outcome.refusal.code);

describe("Campagne", () => {
  let database: TestDatabase;
  let offices: string[] = [];
  const inForce = () => ({ reference: database.reference, scenario: "base" });
  const manager = (office: string): Actor => ({ id: `responsabile@${office}`, role: "office-manager", office });

  before(async () => {
    database = await openTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), "convoca-storia-"));
    try {
      const cohort = await writeStoryCohort(folder, 400);
      for (const file of cohort.files) await importNoticeFile(database.services, { reference: database.reference, path: file.path, measure: MEASURE, actor: SYSTEM });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await setUpGateways(database.services);
    offices = (await query<{ office: string }>(database, "select office_id as office from worklist group by 1 order by count(*) desc, 1")).map((row) => row.office);
  });
  after(() => database.close());

  const input = (more: Partial<CampaignInput> = {}): CampaignInput => ({ name: "Prova", action: "convene", choice: "filtri=da-convocare", offices: [], limits: LIMITS, ...more });
  const made = async (actor: Actor, more: Partial<CampaignInput> = {}): Promise<string> => valueOf(await makeCampaign(database.services, inForce(), actor, input(more)));
  const previewed = async (actor: Actor, more: Partial<CampaignInput> = {}) => {
    const id = await made(actor, more);
    return { id, ...valueOf(await previewCampaign(database.services, inForce(), actor, id)) };
  };
  const approved = async (id: string, author: Actor, second: Actor, digest: string): Promise<Approval> => {
    valueOf(await proposeCampaign(database.services, author, id));
    return valueOf(await approveCampaign(database.services, inForce(), second, id, { digest, reason: "prova" }));
  };
  const run = (aheadMs = 30_000) => runCampaigns({ services: database.services, reference: database.reference, aheadMs });
  const states = async (id: string): Promise<Record<string, number>> =>
    Object.fromEntries((await database.services.pools.planner.query<{ state: string; n: number }>("select state, count(*)::int as n from campaign_person where campaign_id = $1 group by 1", [id])).rows.map((row) => [row.state, row.n]));
  const read = async (id: string) => (await campaignFor(database.services, REGION, id)) ?? (await campaignFor(database.services, manager(offices[0]!), id));
  /** Nobody is called twice, nor two of a household in what is the first wave. */
  const once = async (): Promise<void> => {
    assert.deepEqual(await query(database, "select s.case_id from summons s where s.state <> 'cancelled' group by 1 having count(*) > 1"), []);
    assert.deepEqual(await query(database, "select f.person_id from summons s join case_file f on f.id = s.case_id where s.state <> 'cancelled' group by 1 having count(*) > 1"), []);
    assert.deepEqual(await query(database, "select m.appointment_id from message m group by m.appointment_id, m.kind, m.channel having count(*) > 1"), []);
  };

  it("l’anteprima dice chi, quando, quanto costa e chi resta fuori, e non tiene nulla", async () => {
    const author = operatorOf(offices[0]!);
    const { preview, people, id } = await previewed(author);
    assert.equal(preview.chosen, people.length);
    assert.equal(preview.ready + sum(preview.cannot) + sum(preview.out), preview.chosen);
    assert.ok(preview.ready > 5, JSON.stringify(preview));
    assert.ok((preview.cannot["unreachable"] ?? 0) > 0 && (preview.out["not-first"] ?? 0) > 0, JSON.stringify(preview));
    assert.equal(preview.cost, preview.parts * 45);
    assert.ok(preview.parts >= preview.sms && preview.sms > 0);
    assert.equal(preview.sendsFrom, START);
    assert.deepEqual(preview.days, [{ day: "2019-09-02", people: preview.ready }]);
    assert.deepEqual(preview.offices.map((one) => one.officeId), [offices[0]]);
    assert.ok(preview.offices[0]!.firstDay >= "2019-09-05");
    assert.deepEqual(await query(database, "select 1 from appointment"), []);
    const again = valueOf(await previewCampaign(database.services, inForce(), author, id));
    assert.equal(again.digest, (await read(id))?.digest);
    // Behind the walls.
    assert.equal(await campaignFor(database.services, manager(offices[1]!), id), null);
    assert.equal(await campaignFor(database.services, REGION, id), null);
    assert.equal(codeOf(await proposeCampaign(database.services, operatorOf(offices[1]!), id)), "CAMPAGNA_NON_VISIBILE");
    valueOf(await removeCampaign(database.services, author, id));
  });

  it("limiti che non possono stare, stati e persone sbagliate sono rifiutati, con il perché", async () => {
    const author = manager(offices[0]!);
    const bad = await makeCampaign(database.services, inForce(), author, input({ limits: { ...LIMITS, sendTo: "21:00" } }));
    assert.equal(codeOf(bad), "CAMPAGNA_LIMITI");
    assert.match(bad.ok ? "" : bad.refusal.message, /dalle 09:00 alle 20:00/);
    assert.equal(codeOf(await makeCampaign(database.services, inForce(), REGION, input({ offices: ["X"] }))), "CAMPAGNA_SEDI");
    const id = await made(author);
    assert.equal(codeOf(await proposeCampaign(database.services, author, id)), "CAMPAGNA_SENZA_ANTEPRIMA");
    assert.equal(codeOf(await pauseCampaign(database.services, author, id)), "CAMPAGNA_STATO");
    const { digest } = valueOf(await previewCampaign(database.services, inForce(), author, id));
    valueOf(await changeCampaign(database.services, inForce(), author, id, input({ choice: "filtri=convocati-oggi" })));
    assert.equal(codeOf(await previewCampaign(database.services, inForce(), author, id)), "CAMPAGNA_VUOTA");
    valueOf(await changeCampaign(database.services, inForce(), author, id, input()));
    assert.equal(valueOf(await previewCampaign(database.services, inForce(), author, id)).digest, digest);
    valueOf(await proposeCampaign(database.services, author, id));
    assert.equal(codeOf(await approveCampaign(database.services, inForce(), author, id, { digest, reason: "sì" })), "CAMPAGNA_PROPRIA");
    assert.equal(codeOf(await approveCampaign(database.services, inForce(), { ...author, id: "altra" }, id, { digest, reason: " " })), "MOTIVO_MANCANTE");
    // The database itself refuses the same hand.
    await assert.rejects(database.services.pools.planner.query("update campaign set state = 'running', approved_by = made_by, approved_at = now(), approval_reason = 'x' where id = $1", [id]), /approved by who made it/);
    valueOf(await sendCampaignBack(database.services, { ...author, id: "altra" }, id, "meno persone"));
    valueOf(await removeCampaign(database.services, author, id));
  });

  it("se i fatti sono cambiati nulla parte, e si dice che cosa: poi parte proprio ciò che è mostrato, anche accanto a chi convoca a mano", async () => {
    const office = offices[0]!;
    const author = operatorOf(office);
    const shown = await previewed(author, { limits: { ...LIMITS, messagesPerHour: 3_600 } });
    const [first, second] = shown.people.filter((one) => one.state === "ready").toSorted((a, b) => a.position - b.position);
    const byHand = async (caseId: string): Promise<void> => {
      const request = { ...inForce(), office, caseIds: [caseId], actor: { ...author, id: "allo sportello" } };
      const preview = valueOf(await previewConvening(database.services, request));
      assert.ok(valueOf(await conveneShown(database.services, request, preview.seats)).done);
    };
    await byHand(first!.caseId);
    const changed = await approved(shown.id, author, manager(office), shown.digest);
    assert.ok(!changed.done);
    assert.ok(changed.changes.some((one) => /^1 persona in meno: non è più fra le persone/.test(one)), JSON.stringify(changed));
    assert.deepEqual(Object.keys(await states(shown.id)).toSorted(), ["cannot", "out", "ready"]);
    const now = await read(shown.id);
    assert.equal(valueOf(await approveCampaign(database.services, inForce(), manager(office), shown.id, { digest: now!.digest!, reason: "prova" })).done, true);
    // Between approval and its turn: told by hand.
    await byHand(second!.caseId);
    const kept = await database.services.pools.planner.query<{ caseId: string; startsAt: string; deskId: number }>(
      `select case_id as "caseId", starts_at as "startsAt", desk_id as "deskId" from campaign_person where campaign_id = $1 and state = 'waiting' and case_id <> $2 order by 1`, [shown.id, second!.caseId]);
    await run(0);
    // The whole plan issued by somebody else leaves those of the campaign alone.
    assert.equal((await issueSummonses(database.services, { reference: database.reference, actor: SYSTEM })).summonses, 0);
    const held = await query<{ caseId: string; startsAt: string; deskId: number }>(
      database, `select a.case_id as "caseId", a.starts_at as "startsAt", a.desk_id as "deskId" from appointment a where a.plan_id = $1 and a.state = 'held' order by 1`, [shown.id]);
    const skipped = new Set((await query<{ id: string }>(database, "select case_id as id from campaign_person where campaign_id = $1 and state = 'skipped'", [shown.id])).map((row) => row.id));
    assert.ok(skipped.has(second!.caseId));
    assert.deepEqual(held, kept.rows.filter((row) => !skipped.has(row.caseId)));
    await database.setBusinessTime("2019-09-02T08:30:00.000Z");
    for (let turn = 0; turn < 20; turn += 1) await run(3_600_000);
    assert.equal((await read(shown.id))?.state, "done");
    assert.deepEqual((await actsOf(database.services, shown.id)).map((one) => one.kind), ["campaign-made", "campaign-proposed", "campaign-approved", "campaign-done"]);
    // An even distance: one message a second.
    const dues = await query<{ at: string }>(database, "select due_at as at from message m join appointment a on a.id = m.appointment_id where a.plan_id = $1 order by 1", [shown.id]);
    const told = await query<{ at: string; messages: number }>(database, "select told_at as at, messages from campaign_person where campaign_id = $1 and state = 'told' order by told_at", [shown.id]);
    assert.ok(told.length > 5 && dues.length >= told.length);
    for (let at = 1; at < told.length; at += 1) assert.ok(Date.parse(told[at]!.at) - Date.parse(told[at - 1]!.at) >= told[at - 1]!.messages * 1_000);
    await once();
    await database.setBusinessTime(START);
  });

  it("due campagne sulle stesse persone, con due che lavorano insieme: ciascuna è convocata una volta sola", async () => {
    const some = offices.slice(1, 5);
    const one = await previewed(REGION, { offices: some });
    // The Region asks after nobody: what it looks for by name is passed over.
    const two = await previewed(REGION_TOO, { offices: some, name: "Le stesse", choice: "vista=mio&filtri=da-convocare&cerca=Nessuno&operatore=altri" });
    assert.equal(one.digest, two.digest);
    assert.ok((await approved(one.id, REGION, REGION_TOO, one.digest)).done);
    const late = await approved(two.id, REGION_TOO, REGION, two.digest);
    assert.ok(!late.done && late.changes.some((text) => text.includes("altra campagna")), JSON.stringify(late));
    // Approved in the same instant, and past the check: the database keeps the household with one.
    const { planner } = database.services.pools;
    await assert.rejects(planner.query("update campaign_person set state = 'waiting', reason = null where campaign_id = $1 and reason = 'other-campaign'", [two.id]), { code: /23503|23505/ });
    await Promise.all([run(3_600_000), run(3_600_000)]);
    for (let turn = 0; turn < 20; turn += 1) await Promise.all([run(3_600_000), run(3_600_000)]);
    assert.equal((await read(one.id))?.state, "done");
    const { told, skipped, people } = (await read(one.id))!;
    assert.equal(told + skipped, people);
    await once();
    assert.deepEqual(await query(database, "select 1 from campaign_household"), []);
  });

  it("in pausa nulla parte; ferma, ciò che non è partito è ritirato e il posto liberato; chi era stato avvisato resta convocato", async () => {
    const office = offices[5]!;
    const [author, second] = [operatorOf(office), manager(office)];
    const shown = await previewed(author, { limits: { ...LIMITS, messagesPerHour: 60 } });
    assert.ok(shown.preview.ready >= 3, `${shown.preview.ready} people`);
    assert.ok((await approved(shown.id, author, second, shown.digest)).done);
    await run(0);
    await run(90_000);
    const before = await states(shown.id);
    assert.ok((before["told"] ?? 0) >= 1 && (before["planned"] ?? 0) >= 1, JSON.stringify(before));
    const unsent = () => query<{ held: boolean; state: string }>(database, "select m.not_before = 'infinity' as held, m.state from message m join appointment a on a.id = m.appointment_id where a.plan_id = $1", [shown.id]);
    valueOf(await pauseCampaign(database.services, second, shown.id));
    assert.ok((await unsent()).every((one) => one.held));
    await run(3_600_000);
    assert.deepEqual(await states(shown.id), before);
    valueOf(await resumeCampaign(database.services, second, shown.id));
    assert.ok((await unsent()).every((one) => one.held !== true));
    // One has left.
    const [left] = await query<{ id: string }>(database, "select case_id as id from campaign_person where campaign_id = $1 and state = 'told' order by told_at limit 1", [shown.id]);
    await database.services.pools.worker.query("update message set state = 'accepted', accepted_at = now(), reference = id::text where case_id = $1", [left!.id]);
    valueOf(await stopCampaign(database.services, second, shown.id, { releaseSeats: true, reason: "sede allagata" }));
    for (let turn = 0; turn < 4; turn += 1) await run();
    assert.equal((await read(shown.id)) ?? (await campaignFor(database.services, author, shown.id))?.state, "stopped");
    const ended = await states(shown.id);
    assert.equal(ended["told"], 1);
    assert.equal((ended["planned"] ?? 0) + (ended["waiting"] ?? 0), 0);
    const seats = await query<{ id: string }>(database, "select case_id as id from appointment where plan_id = $1 and state = 'held'", [shown.id]);
    assert.deepEqual(seats, [left]);
    assert.deepEqual(await query(database, "select 1 from message m join appointment a on a.id = m.appointment_id where a.plan_id = $1 and m.state = 'due'", [shown.id]), []);
    // Who was not told waits to be convened again.
    assert.equal((await query(database, "select 1 from worklist w join campaign_person p on p.case_id = w.case_id where p.campaign_id = $1 and p.state = 'withdrawn' and w.pending & 1 = 0", [shown.id])).length, 0);
    await once();
  });

  it("un telefono che serve più persone ne riceve quante stabilito; le altre aspettano e non fermano nessuno", async () => {
    const office = offices[6]!;
    const author = operatorOf(office);
    const people = await query<{ personId: string }>(
      database, `select f.person_id as "personId" from worklist w join case_file f on f.id = w.case_id join person p on p.id = f.person_id
       where w.office_id = $1 and w.pending & 1 <> 0 and f.role = 'R' and p.reach like 'sms%' limit 3`, [office]);
    assert.equal(people.length, 3);
    await database.services.pools.intake.query("update contact_point set value = '+393331112223', shared_by = 3 where kind = 'mobile' and usable and current and person_id = any($1::uuid[])", [people.map((one) => one.personId)]);
    const shown = await previewed(author);
    assert.ok(shown.preview.phoneWaits >= 1, JSON.stringify(shown.preview));
    assert.equal(shown.preview.days.length, 2);
    assert.ok((await approved(shown.id, author, manager(office), shown.digest)).done);
    await run(0);
    for (let turn = 0; turn < 4; turn += 1) await run(60_000);
    const phones = () => query<{ at: string }>(database, "select told_at as at from campaign_person where campaign_id = $1 and phone = '+393331112223' and told_at is not null order by 1", [shown.id]);
    assert.equal((await phones()).length, 1);
    assert.ok((await query(database, "select 1 from campaign_person where campaign_id = $1 and state = 'told'", [shown.id])).length > 1 || shown.preview.ready === 3);
    for (const at of ["2019-09-02T09:05:00.000Z", "2019-09-02T12:00:00.000Z", "2019-09-03T08:00:00.000Z"]) {
      await database.setBusinessTime(at);
      for (let turn = 0; turn < 4; turn += 1) await run(60_000);
    }
    assert.deepEqual((await phones()).map((one) => one.at.slice(0, 10)), ["2019-09-02", "2019-09-02", "2019-09-03"]);
    await database.setBusinessTime(START);
  });

  it("ricordare: chi è convocato riceve il suo promemoria una volta; fermata, i promemoria tornano alla loro ora", async () => {
    const office = offices[0]!;
    const author = operatorOf(office);
    const shown = await previewed(author, { action: "remind", choice: "filtri=senza-risposta", limits: { ...LIMITS, messagesPerHour: 60, perPhonePerDay: 9, perPhonePerHour: 9 } });
    assert.ok(shown.preview.ready >= 3, JSON.stringify(shown.preview));
    assert.ok((await approved(shown.id, author, manager(office), shown.digest)).done);
    await run(60_000);
    const written = await query<{ kind: string; due: string }>(database, "select m.kind, m.due_at as due from message m join campaign_person p on p.case_id = m.case_id and p.appointment_id = m.appointment_id where p.campaign_id = $1 and m.kind = 'reminder'", [shown.id]);
    assert.ok(written.length >= 1 && written.every((one) => one.due.startsWith("2019-09-02")), JSON.stringify([shown.preview, written, await states(shown.id)]));
    valueOf(await stopCampaign(database.services, manager(office), shown.id, { releaseSeats: false, reason: "prova" }));
    for (let turn = 0; turn < 4; turn += 1) await run();
    const back = await query<{ due: string; state: string }>(database, "select m.due_at as due, m.state from message m join campaign_person p on p.case_id = m.case_id and p.appointment_id = m.appointment_id where p.campaign_id = $1 and m.kind = 'reminder'", [shown.id]);
    assert.ok(back.every((one) => one.state === "due" && one.due > "2019-09-03"), JSON.stringify(back));
    assert.deepEqual(await query(database, "select 1 from appointment a join campaign_person p on p.appointment_id = a.id where p.campaign_id = $1 and a.state <> 'held'", [shown.id]), []);
  });

  it("quanto lontano si prepara segue l’orologio", () => {
    assert.equal(aheadFor(null, START), 30_000);
    assert.equal(aheadFor(START, "2019-09-02T08:00:01.000Z"), 30_000);
    assert.equal(aheadFor(START, "2019-09-02T09:00:00.000Z"), 7_200_000);
  });
});

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, one) => total + one, 0);
}
