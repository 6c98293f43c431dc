// Use case: convening many from the list. What was shown is what is done: the seats are decided again, and only if they are the same are they held, and people written to.

import type { PoolClient } from "pg";
import { addDays } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { measureOf } from "../../domain/measures/catalogue.ts";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { candidatesOf, closePlan, openPlan } from "../../store/planning.ts";
import { conveneCandidates } from "../../store/worklist-convene.ts";
import type { ConveneCandidate } from "../../store/worklist-convene.ts";
import type { Actor, Services } from "../context.ts";
import { issueSummonses } from "../issue.ts";
import { alone } from "../plan.ts";
import { decideOffice } from "../plan-decide.ts";
import type { DecidedOffice, OfficeRequest } from "../plan-decide.ts";
import { writeOffice } from "../plan-write.ts";
import type { Reference } from "../reference.ts";
import { measureParameters } from "../writing.ts";
import { WORKLIST_TEXTS as TEXTS } from "./texts.ts";

/** How far ahead a seat is looked for. */
const HORIZON_DAYS = 90;

export interface ConveneRequest {
  readonly reference: Reference;
  readonly scenario: string;
  readonly office: string;
  readonly caseIds: readonly string[];
  readonly actor: Actor;
}

export type ConveneChannel = "sms" | "email" | "pec" | "letter";

export interface PreviewSeat {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly deskId: number;
  readonly startsAt: string;
  readonly channels: readonly ConveneChannel[];
}

export interface Preview {
  readonly seats: readonly PreviewSeat[];
  readonly cannot: readonly { readonly caseId: string; readonly surname: string; readonly name: string; readonly why: string; readonly law: string | null }[];
  readonly firstDay: string;
  readonly lastDay: string;
}

interface Weighed {
  readonly preview: Preview;
  readonly decided: DecidedOffice | null;
}

/** Who would be convened when, and who cannot and why. Nothing is held. Refusal: CONVOCARE_NON_CONSENTITO. */
export async function previewConvening(services: Services, request: ConveneRequest): Promise<Outcome<Preview>> {
  const refusal = mayConvene(request.actor);
  if (refusal !== null) return refusal;
  const client = await services.pools.planner.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    return { ok: true, value: (await weigh(client, request, newId())).preview };
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

export type ConveneOutcome =
  | { readonly done: true; readonly people: number; readonly messages: number }
  | { readonly done: false; readonly changes: readonly string[]; readonly preview: Preview };

export interface ShownSeat {
  readonly caseId: string;
  readonly deskId: number;
  readonly startsAt: string;
}

/**
 * Holds the seats that were shown, then writes to those people. One planner works at a time, so between deciding and holding nobody else gives
 * seats by plan; a seat that a desk takes in that moment is refused by the database, and nothing is done. Refusal: CONVOCARE_NON_CONSENTITO.
 */
export async function conveneShown(services: Services, request: ConveneRequest, shown: readonly ShownSeat[]): Promise<Outcome<ConveneOutcome>> {
  const refusal = mayConvene(request.actor);
  if (refusal !== null) return refusal;
  const pool = services.pools.planner;
  const held = await alone(pool, async (client) => {
    const planId = newId();
    const weighed = await inSnapshot(client, () => weigh(client, request, planId));
    const changes = differences(shown, weighed.preview);
    const { decided } = weighed;
    if (changes.length > 0 || decided === null) return { changes, preview: weighed.preview };
    const { measure, wave, scenario, firstDay, lastDay, target, now } = decided.request;
    await openPlan(client, { id: planId, measure, wave, scenario, businessAt: now, parameters: { firstDay, lastDay, target, cases: shown.length }, actor: request.actor.id });
    const started = performance.now();
    try {
      await writeOffice(pool, decided, undefined);
    } catch (error) {
      if (!isTaken(error)) throw error;
      const again = await inSnapshot(client, () => weigh(client, request, newId()));
      return { changes: differences(shown, again.preview), preview: again.preview };
    } finally {
      await closePlan(client, planId, (performance.now() - started) / 1_000);
    }
    return { summonses: decided.appointments.map((one) => one.summonsId) };
  });
  if (!("summonses" in held)) return { ok: true, value: { done: false, ...held } };
  const report = await issueSummonses(services, { reference: request.reference, actor: request.actor, only: held.summonses });
  return { ok: true, value: { done: true, people: held.summonses.length, messages: report.sms + report.emails } };
}

function mayConvene(actor: Actor): Outcome<never> | null {
  const may = (["plan", "issue"] as const).every((act) => SUMMONS.rows.some((row) => row.act === act && row.by.some((by) => by === actor.role)));
  return may ? null : refuse("CONVOCARE_NON_CONSENTITO", TEXTS.notAllowed);
}

/** A seat, an hour of the household or a person's one summons, taken a moment ago. */
function isTaken(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === "23P01" || code === "23505";
}

async function inSnapshot<T>(client: PoolClient, read: () => Promise<T>): Promise<T> {
  await client.query("begin isolation level repeatable read read only");
  try {
    return await read();
  } finally {
    await client.query("rollback");
  }
}

/** Decides seats for those who can be convened; the same question about the same agenda has the same answer. */
async function weigh(client: PoolClient, request: ConveneRequest, planId: string): Promise<Weighed> {
  const now = await businessNow(client);
  const today = romeDay(now);
  const lastDay = addDays(today, HORIZON_DAYS);
  const asked = [...new Set(request.caseIds)];
  const candidates = await conveneCandidates(client, request.office, asked);
  // One agenda has seats of one length: people of another measure are convened apart.
  const measure = mostCommon(candidates.map((one) => one.measure));
  const known = measure === null ? undefined : measureOf(measure, today);
  const busy = measure === null ? new Map() : await standing(client, request.office, measure, asked);
  const why = new Map<string, string>();
  for (const one of candidates) {
    const reason = reasonAgainst(one, measure, known === undefined, busy.get(one.caseId) ?? false);
    if (reason !== null) why.set(one.caseId, reason);
  }
  const only = new Set(candidates.map((one) => one.caseId).filter((id) => !why.has(id)));
  const decided =
    measure === null || known === undefined || only.size === 0
      ? null
      : await decideOffice(client, officeRequest(request, { only, measure, planId, now, firstDay: today, lastDay }), { persons: new Set(), hours: new Map(), codes: new Set() });
  return { decided, preview: previewOf(candidates, why, decided, { firstDay: today, lastDay }) };
}

type Given = Pick<OfficeRequest, "measure" | "planId" | "now" | "firstDay" | "lastDay"> & { readonly only: ReadonlySet<string> };

function officeRequest(request: ConveneRequest, given: Given): OfficeRequest {
  return {
    ...given,
    reference: request.reference,
    scenario: request.scenario,
    officeId: request.office,
    actor: request.actor,
    wave: 1,
    target: given.lastDay,
    placeLate: true,
    measureParameters: measureParameters(given.measure, given.firstDay),
  };
}

/** By case: whether the person holds a seat or has an open summons, in whatever office. */
async function standing(client: PoolClient, office: string, measure: string, caseIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await candidatesOf(client, office, measure, caseIds);
  return new Map(rows.map((row) => [row.caseId, row.holdsSeat || row.writtenTo]));
}

function reasonAgainst(one: ConveneCandidate, measure: string | null, unknown: boolean, isCalled: boolean): string | null {
  if (unknown || one.measure !== measure) return TEXTS.otherMeasure;
  if (!one.bound) return TEXTS.notBound;
  if (one.superseded) return TEXTS.newerBenefit;
  if (one.released) return TEXTS.dutyless;
  if (isCalled) return TEXTS.hasSummons;
  return one.way === null ? TEXTS.notReachable : null;
}

function channelsOf({ way, reach }: ConveneCandidate): ConveneChannel[] {
  if (way === "pec" || way === "letter") return [way];
  return (["sms", "email"] as const).filter((channel) => reach.split("+").includes(channel));
}

function previewOf(
  candidates: readonly ConveneCandidate[],
  why: ReadonlyMap<string, string>,
  decided: DecidedOffice | null,
  days: { readonly firstDay: string; readonly lastDay: string },
): Preview {
  const byCase = new Map(candidates.map((one) => [one.caseId, one]));
  const seats = (decided?.appointments ?? [])
    .map(({ caseId, deskId, startsAt }) => {
      const one = byCase.get(caseId)!;
      return { caseId, surname: one.surname, name: one.name, deskId, startsAt, channels: channelsOf(one) };
    })
    .toSorted((a, b) => (a.startsAt === b.startsAt ? a.deskId - b.deskId : a.startsAt < b.startsAt ? -1 : 1));
  const placed = new Set(seats.map((seat) => seat.caseId));
  const cannot = candidates
    .filter(({ caseId }) => !placed.has(caseId))
    .map(({ caseId, surname, name }) => ({ caseId, surname, name, why: why.get(caseId) ?? TEXTS.noSeat, law: null }));
  return { seats, cannot, ...days };
}

/** What is no longer as it was shown, in words. */
function differences(shown: readonly ShownSeat[], { seats, cannot }: Preview): string[] {
  const before = new Map(shown.map((seat) => [seat.caseId, seat]));
  const now = new Map(seats.map((seat) => [seat.caseId, seat]));
  const who = ({ surname, name }: { surname: string; name: string }): string => `${surname} ${name}`;
  return [
    ...cannot.filter(({ caseId }) => before.has(caseId)).map((one) => TEXTS.nowCannot(who(one), one.why)),
    ...seats.flatMap((seat) => {
      const was = before.get(seat.caseId);
      if (was === undefined) return TEXTS.nowCan(who(seat));
      return was.deskId === seat.deskId && was.startsAt === seat.startsAt ? [] : TEXTS.seatMoved(who(seat));
    }),
    ...(shown.some(({ caseId }) => !now.has(caseId) && !cannot.some((one) => one.caseId === caseId)) ? [TEXTS.goneFromHere] : []),
  ];
}

function mostCommon(values: readonly string[]): string | null {
  const counted = [...Map.groupBy(values, (value) => value)].toSorted(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1));
  return counted[0]?.[0] ?? null;
}
