// The preview of a campaign, by the services that will do the work: who, which seats, which messages, when. Nothing is written or held.

import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import { toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import { addWorkingDays } from "../../domain/calendar/working-days.ts";
import { epochOf } from "../../domain/calendar/instants.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { judge } from "../../domain/campaigns/judge.ts";
import type { Standing, Verdict } from "../../domain/campaigns/judge.ts";
import { note, Pacer, timetable } from "../../domain/campaigns/pace.ts";
import type { PhoneBook, Timetable } from "../../domain/campaigns/pace.ts";
import { LIFE_TEXTS } from "../../domain/campaigns/texts.ts";
import type { CampaignPreview } from "../../domain/campaigns/types.ts";
import { measureOf } from "../../domain/measures/catalogue.ts";
import { PRODUCTS } from "../../domain/letters/products.ts";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Wave } from "../../domain/planning/waves.ts";
import { factsOfChosen, toldAtPhones } from "../../store/campaign-people.ts";
import type { ChosenFacts, ShownPerson } from "../../store/campaign-people.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { gateways, seatsToWrite, summonsToTell } from "../../store/messages.ts";
import type { SummonsToWrite } from "../../store/messages.ts";
import { candidatesOf } from "../../store/planning.ts";
import { SYSTEM } from "../context.ts";
import type { Services } from "../context.ts";
import { otherWays } from "../escalation/other-ways.ts";
import type { OtherWay } from "../escalation/other-ways.ts";
import { nodeSettings } from "../node-settings.ts";
import { decideOffice, wavesOf } from "../plan-decide.ts";
import type { Given } from "../plan-decide.ts";
import type { Reference } from "../reference.ts";
import { earliestDay } from "../seats.ts";
import { compose, measureParameters, openDesk, planWriting } from "../writing.ts";
import type { WritingDesk } from "../writing.ts";
import { chosenIn } from "./chosen.ts";
import { later, PHONE_MEMORY_MS } from "./turn.ts";

export interface InForce {
  readonly reference: Reference;
  readonly scenario: string;
}

export interface Weighed {
  readonly preview: CampaignPreview;
  readonly people: readonly ShownPerson[];
  /** Of who gets what, and who cannot be written to: two equal previews have one digest. */
  readonly digest: string;
  readonly measure: string;
  readonly at: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Person = Mutable<ShownPerson> & { readonly dueOn: string | null; readonly metByMeeting: boolean; other: OtherWay | null };

/** Farther ahead nothing is known of what others will send. */
const PHONE_AHEAD_MS = 60 * 86_400_000;
/** A registered letter in thousandths of a euro, at the price that stands with its kind of post: the contract's own is on the page of letters. */
const LETTER_COST = PRODUCTS["registered-letter"].cents * 10;

/** Works a campaign out as if it began now. Refusals: CAMPAGNA_VUOTA, CAMPAGNA_MISURA. */
export async function weighCampaign(services: Services, inForce: InForce, campaign: CampaignRow): Promise<Outcome<Weighed>> {
  const at = await services.now();
  const chosen = new Map<string, readonly string[]>();
  for (const office of campaign.offices) {
    const cases = await chosenIn(services, campaign, office, at);
    if (cases.length > 0) chosen.set(office, cases);
  }
  const client = await services.pools.planner.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    return await new Weighing(client, inForce, campaign, await businessNow(client)).run(chosen);
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

class Weighing {
  readonly #client: PoolClient;
  readonly #inForce: InForce;
  readonly #campaign: CampaignRow;
  readonly #now: string;
  readonly #earliest = new Map<string, string>();

  constructor(client: PoolClient, inForce: InForce, campaign: CampaignRow, now: string) {
    this.#client = client;
    this.#inForce = inForce;
    this.#campaign = campaign;
    this.#now = now;
  }

  get #calls(): boolean {
    return this.#campaign.action !== "remind";
  }

  async run(chosen: ReadonlyMap<string, readonly string[]>): Promise<Outcome<Weighed>> {
    const facts = new Map<string, ChosenFacts[]>();
    for (const [office, cases] of chosen) {
      facts.set(office, await factsOfChosen(this.#client, { office, campaign: this.#campaign.id, calls: this.#calls, now: this.#now }, cases));
    }
    const measure = mostCommon([...facts.values()].flat());
    if (measure === null) return refuse("CAMPAGNA_VUOTA", LIFE_TEXTS.nothingChosen);
    if (measureOf(measure, romeDay(this.#now)) === undefined) return refuse("CAMPAGNA_MISURA", LIFE_TEXTS.unknownMeasure);
    const desk = openDesk(this.#inForce.reference, await nodeSettings(this.#client), await gateways(this.#client));
    let people = await this.#everybody(desk, facts, measure, this.#campaign.limits.firstDay);
    let times = await this.#spread(desk, people);
    const tooSoon = this.#calls && people.some((one) => one.state === "ready" && this.#earliestFor(one, measure) > romeDay(one.startsAt!));
    // Slower than its seats: then no seat is given before the last message can leave in time.
    const last = times.days.at(-1)?.day;
    if (tooSoon && last !== undefined) {
      people = await this.#everybody(desk, facts, measure, this.#afterNotice(measure, last));
      times = await this.#spread(desk, people);
    }
    return { ok: true, value: this.#told(people, times, measure) };
  }

  async #everybody(desk: WritingDesk, facts: ReadonlyMap<string, readonly ChosenFacts[]>, measure: string, firstDay: string): Promise<Person[]> {
    const given: Given = { persons: new Set(), hours: new Map(), codes: new Set() };
    const people: Person[] = [];
    for (const [office, ofOffice] of facts) people.push(...(await this.#ofOffice(desk, office, ofOffice, { measure, firstDay, given })));
    const ready = people.filter((one) => one.state === "ready").toSorted(inOrder);
    const others = people.filter((one) => one.state !== "ready");
    for (const [position, one] of [...ready, ...others].entries()) one.position = position;
    return people;
  }

  async #ofOffice(
    desk: WritingDesk,
    office: string,
    facts: readonly ChosenFacts[],
    { measure, firstDay, given }: { readonly measure: string; readonly firstDay: string; readonly given: Given },
  ): Promise<Person[]> {
    const { action, limits } = this.#campaign;
    const waves = this.#calls ? await this.#waves(office, measure, facts) : null;
    const people = facts.map((one): Person => personOf(one, office, this.#calls, judge(action, measure, limits, standingOf(one, waves))));
    const ready = new Map(people.filter((one) => one.state === "ready").map((one) => [one.caseId, one]));
    if (ready.size === 0) return people;
    const rows = this.#calls ? await this.#seats(office, ready, { measure, firstDay, given }) : await summonsToTell(this.#client, [...ready.values()].map((one) => one.summonsId!));
    await this.#write(desk, ready, rows);
    return people;
  }

  async #waves(office: string, measure: string, facts: readonly ChosenFacts[]): Promise<Map<string, Wave>> {
    const rows = await candidatesOf(this.#client, office, measure, facts.map((one) => one.caseId));
    const waves = wavesOf(rows, new Set());
    return new Map(rows.map((row, index) => [row.caseId, waves[index]!]));
  }

  /** Gives each a seat as the planner would; gives back what would be written of it. */
  async #seats(
    officeId: string,
    ready: ReadonlyMap<string, Person>,
    { measure, firstDay, given }: { readonly measure: string; readonly firstDay: string; readonly given: Given },
  ): Promise<SummonsToWrite[]> {
    const { lastDay } = this.#campaign.limits;
    const decided = await decideOffice(
      this.#client,
      {
        ...this.#inForce, officeId, measure, wave: 1, firstDay, lastDay, target: lastDay, placeLate: true, only: new Set(ready.keys()), actor: SYSTEM,
        planId: newId(), now: this.#now, measureParameters: measureParameters(measure, firstDay),
      },
      given,
    );
    const seats = decided?.appointments ?? [];
    for (const seat of seats) Object.assign(ready.get(seat.caseId)!, { deskId: seat.deskId, startsAt: seat.startsAt });
    for (const one of ready.values()) if (one.startsAt === null) refuseOne(one, { state: "cannot", reason: "no-seat" });
    return seats.length === 0 ? [] : seatsToWrite(this.#client, seats);
  }

  /** Composes what would be sent, for its parts; whom certified mail or the post reach is told by the next step; who has no address left cannot be written to. */
  async #write(desk: WritingDesk, ready: ReadonlyMap<string, Person>, rows: readonly SummonsToWrite[]): Promise<void> {
    const plans = planWriting(desk, rows, this.#now);
    const others = this.#calls ? await otherWays(this.#client, desk, plans, this.#now) : new Map<string, OtherWay>();
    for (const plan of plans) {
      const one = ready.get(plan.summons.caseId)!;
      one.other = others.get(plan.summons.caseId) ?? null;
      const kind = this.#calls ? "summons" : "reminder";
      for (const planned of plan.messages) {
        if (planned.kind !== "summons") continue;
        one.messages += 1;
        if (planned.channel !== "sms") continue;
        one.phone = planned.address;
        one.parts += compose(desk, plan, { ...planned, kind }, { priority: 9, composedAt: this.#now }).parts;
      }
    }
    for (const one of ready.values()) if (one.state === "ready" && one.messages === 0 && one.other === null) refuseOne(one, { state: "cannot", reason: "unreachable" });
  }

  /** When each would be written to, and who would hear of a date after their term. */
  async #spread(desk: WritingDesk, people: readonly Person[]): Promise<Timetable> {
    const ready = people.filter((one) => one.state === "ready").toSorted((a, b) => a.position - b.position);
    const times = timetable(ready, new Pacer(this.#campaign.limits, desk.calendar), epochOf(this.#now), await this.#phones(ready));
    for (const [index, one] of ready.entries()) {
      one.sendsAt = times.at[index]!;
      const met = one.metByMeeting ? one.startsAt! : one.sendsAt;
      one.late = this.#calls && one.dueOn !== null && romeDay(met) > one.dueOn;
    }
    return times;
  }

  /** What the telephones of these people have had, and are about to get from others. */
  async #phones(ready: readonly Person[]): Promise<PhoneBook> {
    const book: PhoneBook = new Map();
    const phones = [...new Set(ready.flatMap(({ phone }) => phone ?? []))];
    for (const { phone, at } of await toldAtPhones(this.#client, phones, later(this.#now, -PHONE_MEMORY_MS), later(this.#now, PHONE_AHEAD_MS))) note(book, phone, epochOf(at));
    return book;
  }

  /** The first day on which this person may be met, told when they would be. */
  #earliestFor(one: Person, measure: string): string {
    const sent = romeDay(one.sendsAt!);
    const key = `${one.officeId}/${sent}`;
    const known = this.#earliest.get(key);
    if (known !== undefined) return known;
    const day = earliestDay(this.#inForce.reference, one.officeId, measureParameters(measure, sent), one.sendsAt!);
    this.#earliest.set(key, day);
    return day;
  }

  #afterNotice(measure: string, lastSendingDay: string): string {
    const notice = measureParameters(measure, lastSendingDay).minimumNoticeWorkingDays.value;
    return toIsoDate(addWorkingDays(this.#inForce.reference.workingCalendar(null), toDayNumber(lastSendingDay), notice + 1));
  }

  #told(people: readonly Person[], times: Timetable, measure: string): Weighed {
    const ready = people.filter((one) => one.state === "ready");
    const parts = ready.reduce((sum, one) => sum + one.parts, 0);
    const letters = ready.filter((one) => one.other === "letter").length;
    const sms = ready.filter((one) => one.phone !== null).length;
    const sends = ready.map((one) => one.sendsAt!);
    const preview: CampaignPreview = {
      chosen: people.length,
      ready: ready.length,
      cannot: countBy(people.filter((one) => one.state === "cannot")),
      out: countBy(people.filter((one) => one.state === "out")),
      late: ready.filter((one) => one.late).length,
      offices: officesOf(ready),
      sms,
      emails: ready.reduce((sum, one) => sum + one.messages, 0) - sms,
      pec: ready.filter((one) => one.other === "pec").length,
      letters,
      parts,
      cost: Math.round(parts * this.#campaign.limits.partPrice) + letters * LETTER_COST,
      sendsFrom: least(sends),
      sendsTo: greatest(sends),
      days: times.days,
      phoneWaits: times.phoneWaits,
    };
    const shown = people.map(({ dueOn: _, metByMeeting: __, other: ___, ...one }) => one);
    return { preview, people: shown, digest: digestOf(shown), measure, at: this.#now };
  }
}

function standingOf(one: ChosenFacts, waves: ReadonlyMap<string, Wave> | null): Standing {
  return { ...one, wave: waves?.get(one.caseId) ?? null };
}

function personOf(one: ChosenFacts, officeId: string, calls: boolean, verdict: Verdict | null): Person {
  return {
    caseId: one.caseId, personId: one.personId, benefitId: one.benefitId, officeId, position: 0, calls, late: false,
    state: verdict?.state ?? "ready", reason: verdict?.reason ?? null,
    deskId: calls ? null : one.deskId, startsAt: calls ? null : one.startsAt, sendsAt: null, messages: 0, parts: 0, phone: null,
    summonsId: calls ? null : one.summonsId, appointmentId: calls ? null : one.appointmentId,
    dueOn: one.dueOn, metByMeeting: measureOf(one.measure, one.grantedOn)?.conveneMetBy.value === "appointment-held", other: null,
  };
}

function refuseOne(one: Person, verdict: Verdict): void {
  Object.assign(one, { ...verdict, deskId: null, startsAt: null, messages: 0, parts: 0, phone: null, other: null });
}

/** By the hour of the meeting: whoever is met first is told first. */
function inOrder(a: Person, b: Person): number {
  return compare(a.startsAt!, b.startsAt!) || compare(a.officeId, b.officeId) || a.deskId! - b.deskId! || compare(a.caseId, b.caseId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mostCommon(facts: readonly ChosenFacts[]): string | null {
  const counted = [...Map.groupBy(facts, (one) => one.measure)].toSorted(([a, one], [b, two]) => two.length - one.length || compare(a, b));
  return counted[0]?.[0] ?? null;
}

function countBy(people: readonly Person[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of people) counts[reason!] = (counts[reason!] ?? 0) + 1;
  return counts;
}

function officesOf(ready: readonly Person[]): CampaignPreview["offices"] {
  return [...Map.groupBy(ready, (one) => one.officeId)]
    .map(([officeId, ofOffice]) => {
      const days = ofOffice.map((one) => romeDay(one.startsAt!));
      return { officeId, people: ofOffice.length, firstDay: least(days)!, lastDay: greatest(days)! };
    })
    .toSorted((a, b) => compare(a.officeId, b.officeId));
}

function least(texts: readonly string[]): string | null {
  return texts.reduce<string | null>((best, text) => (best === null || text < best ? text : best), null);
}

function greatest(texts: readonly string[]): string | null {
  return texts.reduce<string | null>((best, text) => (best === null || text > best ? text : best), null);
}

function digestOf(people: readonly ShownPerson[]): string {
  const lines = people
    .filter((one) => one.state !== "out")
    .map((one) => `${one.caseId} ${one.state} ${one.reason ?? ""} ${one.deskId ?? ""} ${one.startsAt ?? ""}`)
    .toSorted();
  return hash("sha256", lines.join("\n"), "hex");
}
