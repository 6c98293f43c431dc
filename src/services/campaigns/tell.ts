// The next messages of a campaign, each with its place in time: its summonses issued, its reminders queued, at its pace and under its caps.

import type { PoolClient } from "pg";
import { epochOf, instantOf } from "../../domain/calendar/instants.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { note, Pacer } from "../../domain/campaigns/pace.ts";
import type { Pace, PhoneBook } from "../../domain/campaigns/pace.ts";
import { reminderFacts } from "../../store/appointments.ts";
import { markEnded, markTold, nextToTell, remindable, stillPlanned, toldAtPhones, waitFor } from "../../store/campaign-people.ts";
import type { EndedPerson, NextPerson, ToldPerson } from "../../store/campaign-people.ts";
import { addToCampaign, keepPace, lockCampaign } from "../../store/campaigns.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { gateways, nextPlanned, queueMessages, summonsToTell } from "../../store/messages.ts";
import type { NewMessage } from "../../store/messages.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { SYSTEM } from "../context.ts";
import { otherWays } from "../escalation/other-ways.ts";
import { issuePlans } from "../issue.ts";
import { nodeSettings } from "../node-settings.ts";
import { REMINDER_LOCK, remindAt, reminderAct } from "../reminders.ts";
import { earliestDay } from "../seats.ts";
import { measureParameters, only, openDesk, planWriting } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";
import { later, PHONE_MEMORY_MS } from "./turn.ts";
import type { CampaignRun } from "./turn.ts";
import { giveBack } from "./stop-run.ts";

const CHUNK = 500;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const BULK = 9;

/** One chunk. False when nobody may be told for now, or another process has this campaign in hand. */
export async function tellChunk(run: CampaignRun, id: string): Promise<boolean> {
  const { services, reference } = run;
  const pool = services.pools.worker;
  const desk = openDesk(reference, await nodeSettings(pool), await gateways(pool));
  const now = await services.now();
  return inTransaction(pool, async (client) => {
    const campaign = await lockCampaign(client, id, false);
    if (campaign?.state !== "running") return false;
    const horizon = later(now, run.aheadMs);
    if (campaign.nextAt !== null && campaign.nextAt > horizon) return false;
    const next = await nextToTell(client, id, horizon, mostNow(campaign, run.aheadMs));
    if (next.length === 0) return false;
    const turn = await Turn.open(client, { run, desk, campaign, now, horizon });
    return turn.take(next);
  });
}

/** No more than may leave up to the horizon, so that little is read in vain. */
function mostNow({ limits }: CampaignRow, aheadMs: number): number {
  return Math.min(CHUNK, Math.ceil((limits.messagesPerHour * aheadMs) / 3_600_000) + 10);
}

interface TurnOf {
  readonly run: CampaignRun;
  readonly desk: WritingDesk;
  readonly campaign: CampaignRow;
  readonly now: string;
  readonly horizon: string;
}

interface Taken {
  readonly person: NextPerson;
  readonly plan: WritingPlan;
  readonly at: string;
}

class Turn {
  readonly #client: PoolClient;
  readonly #of: TurnOf;
  readonly #taken: Taken[] = [];
  readonly #deferred: { readonly caseId: string; readonly until: string }[] = [];
  readonly #skipped: EndedPerson[] = [];
  readonly #book: PhoneBook = new Map();
  /** In somebody's hand at this moment: their turn comes again. */
  #inHand: ReadonlySet<string> = new Set();
  /** Whom certified mail or the post reach, by case: told by the steps that follow. */
  #others: ReadonlyMap<string, unknown> = new Map();

  private constructor(client: PoolClient, of: TurnOf) {
    this.#client = client;
    this.#of = of;
  }

  static async open(client: PoolClient, of: TurnOf): Promise<Turn> {
    // The hourly work on reminders and this one never write the same one.
    if (of.campaign.action === "remind") await client.query("select pg_advisory_xact_lock($1)", [REMINDER_LOCK]);
    return new Turn(client, of);
  }

  async take(next: readonly NextPerson[]): Promise<boolean> {
    const { campaign, desk, now } = this.#of;
    const plans = new Map((await this.#plansOf(next)).map((plan) => [plan.summons.summonsId, plan]));
    if (campaign.action !== "remind") this.#others = await otherWays(this.#client, desk, [...plans.values()], now);
    await this.#readBook([...plans.values()]);
    const pace = this.#allot(next, plans);
    await waitFor(this.#client, campaign.id, this.#deferred);
    // Seats first, what follows writes the worklist by hand.
    await giveBack(this.#client, campaign, this.#skipped.filter((one) => one.reason === "too-late" || one.reason === "unreachable").map((one) => one.caseId), now);
    await markEnded(this.#client, campaign.id, "skipped", this.#skipped);
    const messages = await (campaign.action === "remind" ? this.#remind(desk) : this.#issue(desk));
    const told = this.#told(messages);
    await markTold(this.#client, campaign.id, told);
    await keepPace(this.#client, campaign.id, { nextAt: instantOf(pace.nextAt), day: pace.day, people: pace.people });
    const parts = told.reduce((sum, one) => sum + one.parts, 0);
    await addToCampaign(this.#client, campaign.id, { told: told.length, skipped: this.#skipped.length, messages: messages.length, parts });
    return told.length + this.#skipped.length + this.#deferred.length > 0;
  }

  /** Those whose summons stands as it was planned; the others were told or taken away by somebody else meanwhile. */
  async #plansOf(next: readonly NextPerson[]): Promise<WritingPlan[]> {
    const { campaign, desk, now } = this.#of;
    const ids = next.map((one) => one.summonsId);
    const rows =
      campaign.action === "remind"
        ? await summonsToTell(this.#client, await remindable(this.#client, ids, now))
        : await nextPlanned(this.#client, FIRST_ID, CHUNK, null, ids);
    const found = new Set(rows.map((row) => row.summonsId));
    if (campaign.action !== "remind" && found.size < ids.length) this.#inHand = await stillPlanned(this.#client, ids.filter((one) => !found.has(one)));
    return planWriting(desk, rows, now).map((plan) => only(plan, "summons"));
  }

  async #readBook(plans: readonly WritingPlan[]): Promise<void> {
    const phones = [...new Set(plans.map(phoneOf).filter((phone) => phone !== null))];
    const { now } = this.#of;
    for (const { phone, at } of await toldAtPhones(this.#client, phones, later(now, -PHONE_MEMORY_MS), later(now, PHONE_MEMORY_MS))) note(this.#book, phone, epochOf(at));
  }

  /** Gives each their place in time, as far as the horizon. */
  #allot(next: readonly NextPerson[], plans: ReadonlyMap<string, WritingPlan>): Pace {
    const { campaign, desk, now, horizon, run } = this.#of;
    const pacer = new Pacer(campaign.limits, desk.calendar);
    const start = epochOf(now);
    const end = epochOf(horizon);
    let pace: Pace = { nextAt: campaign.nextAt === null ? start : epochOf(campaign.nextAt), day: campaign.paceDay ?? "", people: campaign.pacePeople };
    for (const person of next) {
      const plan = plans.get(person.summonsId);
      if (this.#inHand.has(person.summonsId)) continue;
      if (plan === undefined) {
        this.#skipped.push({ caseId: person.caseId, reason: campaign.action === "remind" ? "gone" : "told-by-hand" });
        continue;
      }
      if (plan.messages.length === 0 && !this.#others.has(person.caseId)) {
        this.#skipped.push({ caseId: person.caseId, reason: "unreachable" });
        continue;
      }
      const at = pacer.place(pace, start);
      if (at > end) return { ...pace, nextAt: at };
      const phone = phoneOf(plan);
      const free = phone === null ? at : pacer.phoneFree(this.#book, phone, at);
      if (free > at) {
        this.#deferred.push({ caseId: person.caseId, until: instantOf(free) });
        continue;
      }
      if (campaign.action !== "remind" && isTooLate(run, plan, instantOf(at))) {
        this.#skipped.push({ caseId: person.caseId, reason: "too-late" });
        continue;
      }
      if (phone !== null) note(this.#book, phone, at);
      pace = pacer.after(pace, at, Math.max(1, plan.messages.length));
      this.#taken.push({ person, plan, at: instantOf(at) });
    }
    return pace;
  }

  async #issue(desk: WritingDesk): Promise<readonly NewMessage[]> {
    if (this.#taken.length === 0) return [];
    const { campaign, now } = this.#of;
    const timed = this.#taken.map(({ plan, at }) => ({
      ...plan,
      messages: plan.messages.map((message) => ({ ...message, notBefore: message.notBefore > at ? message.notBefore : at })),
    }));
    return (await issuePlans(this.#client, { desk, actor: SYSTEM, now, campaign: campaign.id }, timed)).messages;
  }

  async #remind(desk: WritingDesk): Promise<readonly NewMessage[]> {
    const { campaign, now } = this.#of;
    const facts = await reminderFacts(this.#client, this.#taken.map(({ person }) => person.summonsId));
    const written = this.#taken.flatMap(({ plan, at }) => remindAt(desk, plan, facts.get(plan.summons.summonsId), { at, now, priority: BULK }));
    const messages = written.flatMap((one) => one.messages);
    await queueMessages(this.#client, messages);
    await appendActs(this.#client, SYSTEM, written.map((one) => reminderAct(one.summons, one.messages, now, campaign.id)));
    return messages;
  }

  #told(messages: readonly NewMessage[]): ToldPerson[] {
    const bySummons = Map.groupBy(messages, (message) => message.summonsId);
    return this.#taken.map(({ person, plan, at }) => {
      const own = bySummons.get(person.summonsId) ?? [];
      const parts = own.filter((message) => message.channel === "sms").reduce((sum, message) => sum + message.parts, 0);
      return { caseId: person.caseId, at, messages: own.length, parts, phone: phoneOf(plan) };
    });
  }
}

function phoneOf(plan: WritingPlan): string | null {
  return plan.messages.find((message) => message.channel === "sms")?.address ?? null;
}

/** Told at that hour, the person would have less than the minimum notice. */
function isTooLate({ reference }: CampaignRun, { summons }: WritingPlan, at: string): boolean {
  return romeDay(summons.startsAt) < earliestDay(reference, summons.officeId, measureParameters(summons.measure, summons.grantedOn), at);
}
