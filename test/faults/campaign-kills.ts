// One campaign of the Region over whoever is to be convened, its worker killed again and again, paused, resumed, and stopped near its end; then everybody is accounted for.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { approveCampaign, makeCampaign, pauseCampaign, previewCampaign, proposeCampaign, resumeCampaign, stopCampaign } from "../../src/services/campaigns/steer.ts";
import type { Actor, Services } from "../../src/services/context.ts";
import type { Reference } from "../../src/services/reference.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { Chance } from "./chance.ts";
import { Child } from "./child.ts";

const LIMITS = {
  firstDay: "2019-09-16", lastDay: "2019-12-13", sendFrom: "09:00", sendTo: "19:00", messagesPerHour: 36_000, peoplePerDay: 100_000, perPhonePerDay: 3, perPhonePerHour: 2, partPrice: 45,
} as const;
const AUTHOR: Actor = { id: "regione", role: "regional" };
const SECOND: Actor = { id: "regione-due", role: "regional" };

export interface CampaignOfKills {
  readonly url: string;
  readonly services: Services;
  readonly reference: Reference;
  readonly kills: number;
  /** Paused and resumed once a third is told. */
  readonly pauses: boolean;
  /** Share of those told after which it is stopped; 1 lets it end by itself. */
  readonly stopAt: number;
}

export interface CampaignEnd {
  readonly chosen: number;
  readonly ready: number;
  readonly told: number;
  readonly skipped: number;
  readonly withdrawn: number;
  readonly messages: number;
  readonly kills: number;
  readonly previewMs: number;
  readonly approveMs: number;
  readonly runMs: number;
  readonly pausedMs: number;
}

export async function killCampaign({ url, services, reference, kills, pauses, stopAt }: CampaignOfKills): Promise<CampaignEnd> {
  const inForce = { reference, scenario: "base" };
  const ask = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await services.pools.planner.query(sql, values)).rows as T[];
  const id = valueOf(await makeCampaign(services, inForce, AUTHOR, { name: "Convocazioni d’autunno", action: "convene", choice: "filtri=da-convocare", offices: (await ask<{ id: string }>("select distinct office_id as id from worklist")).map((one) => one.id), limits: LIMITS }));
  const [previewMs, shown] = await timed(() => previewCampaign(services, inForce, AUTHOR, id));
  const { preview, digest } = valueOf(shown);
  valueOf(await proposeCampaign(services, AUTHOR, id));
  const [approveMs, approved] = await timed(() => approveCampaign(services, inForce, SECOND, id, { digest, reason: "prova" }));
  assert.ok(valueOf(approved).done);
  const states = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries((await ask<{ state: string; n: number }>("select state, count(*)::int as n from campaign_person where campaign_id = $1 group by 1", [id])).map((row) => [row.state, row.n]));
  const chance = new Chance("campagna");
  const began = performance.now();
  let struck = 0;
  let pausedMs = 0;
  let isPaused = !pauses;
  let worker = new Child("test/faults/runners/campaign.ts", [url]);
  try {
    for (;;) {
      await worker.said("at work");
      await sleep(struck < kills ? chance.between(20, 1_500) : 200);
      const now = await states();
      const told = now["told"] ?? 0;
      if (!isPaused && told > preview.ready / 3 && (now["planned"] ?? 0) > 0) {
        isPaused = true;
        pausedMs = await pauseAndResume();
      }
      if (stopAt < 1 && told >= preview.ready * stopAt) break;
      if ((now["waiting"] ?? 0) + (now["planned"] ?? 0) === 0) break;
      if (struck >= kills) continue;
      await worker.kill();
      struck += 1;
      worker = new Child("test/faults/runners/campaign.ts", [url]);
    }
    if (stopAt < 1) await halfLeaves();
    if (stopAt < 1) valueOf(await stopCampaign(services, SECOND, id, { releaseSeats: true, reason: "prova" }));
    await until(async () => ["done", "stopped"].includes((await ask<{ state: string }>("select state from campaign where id = $1", [id]))[0]!.state));
  } finally {
    await worker.kill();
  }
  const runMs = performance.now() - began;
  await assertOnce(ask, id);
  const end = await states();
  const [totals] = await ask<{ messages: number }>("select messages from campaign where id = $1", [id]);
  assert.equal(totals!.messages, (await ask<{ n: number }>("select coalesce(sum(messages), 0)::int as n from campaign_person where campaign_id = $1 and state = 'told'", [id]))[0]!.n);
  // Nobody is lost: whoever was ready was told, or it is said why not.
  assert.equal((end["told"] ?? 0) + (end["skipped"] ?? 0) + (end["withdrawn"] ?? 0), preview.ready);
  return { chosen: preview.chosen, ready: preview.ready, told: end["told"] ?? 0, skipped: end["skipped"] ?? 0, withdrawn: end["withdrawn"] ?? 0, messages: totals!.messages, kills: struck, previewMs, approveMs, runMs, pausedMs };

  /** As the gateways would have it: what is first in the list is handed over, the rest has not left when the stop comes. */
  async function halfLeaves(): Promise<void> {
    await services.pools.worker.query(
      `update message set state = 'accepted', accepted_at = clock_timestamp() where state = 'due' and kind = 'summons' and case_id in (
         select case_id from campaign_person where campaign_id = $1 and state = 'told' order by position limit $2)`,
      [id, Math.ceil(preview.ready / 2)],
    );
  }

  async function pauseAndResume(): Promise<number> {
    const [took, paused] = await timed(() => pauseCampaign(services, SECOND, id));
    valueOf(paused);
    // What had not left when the pause came is held: none of it is to be claimed.
    const loose = () => ask("select 1 from message m join campaign_person p on p.case_id = m.case_id and p.appointment_id = m.appointment_id where p.campaign_id = $1 and m.state = 'due' and m.kind = 'summons' and m.not_before is distinct from 'infinity' limit 1", [id]);
    await until(async () => (await loose()).length === 0);
    const before = await states();
    await sleep(300);
    assert.deepEqual(await states(), before, "nobody is told in a pause");
    valueOf(await resumeCampaign(services, SECOND, id));
    return took;
  }
}

type Ask = <T>(sql: string, values?: unknown[]) => Promise<T[]>;

/** Nobody, and no household of the first wave, twice; no message twice; nobody «told» without a summons that stands and its messages; no seat of somebody who is not told. */
async function assertOnce(ask: Ask, id: string): Promise<void> {
  assert.deepEqual(await ask("select s.case_id from summons s where s.state <> 'cancelled' group by 1 having count(*) > 1"), []);
  assert.deepEqual(await ask("select a.benefit_id from summons s join appointment a on a.id = s.appointment_id where s.state <> 'cancelled' group by 1 having count(*) > 1"), []);
  assert.deepEqual(await ask("select m.appointment_id from message m group by m.appointment_id, m.kind, m.channel having count(*) > 1"), []);
  assert.deepEqual(await ask(
    `select p.case_id from campaign_person p join summons s on s.id = p.summons_id where p.campaign_id = $1 and p.state = 'told'
       and (s.state <> 'issued' or p.messages <> (select count(*) from message m where m.summons_id = s.id and m.kind = 'summons' and m.state <> 'withdrawn'))`, [id]), []);
  assert.deepEqual(await ask(
    "select p.case_id from campaign_person p join appointment a on a.id = p.appointment_id where p.campaign_id = $1 and p.state in ('withdrawn', 'skipped') and a.state = 'held'", [id]), []);
  assert.deepEqual(await ask(
    "select m.id from campaign_person p join message m on m.appointment_id = p.appointment_id where p.campaign_id = $1 and p.state = 'withdrawn' and m.state <> 'withdrawn'", [id]), []);
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, value: T]> {
  const began = performance.now();
  const value = await work();
  return [performance.now() - began, value];
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const limit = performance.now() + 120_000; !(await isSo()); await sleep(50)) assert.ok(performance.now() < limit, "waited in vain for the campaign");
}

function valueOf<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}
