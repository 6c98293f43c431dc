// Use case: the office manager changes the hours of single days. Shown first with everybody it hits and where they would go; approved in one act.

import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { agendaParameters } from "../../domain/measures/catalogue.ts";
import { daysOf, judgeException } from "../../domain/offices/judge-exception.ts";
import type { ExceptionEffect } from "../../domain/offices/judge-exception.ts";
import { EXCEPTION_TEXTS } from "../../domain/offices/texts.ts";
import { seatsOfDay } from "../../domain/offices/opening.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { exceptionsOf, insertException, lockAgenda, officeSubject, readException, withdrawException } from "../../store/agenda.ts";
import type { ExceptionRow, NewException } from "../../store/agenda.ts";
import { insertReplan } from "../../store/agenda-replan.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { dayExceptions, scheduleWith } from "../agenda-seats.ts";
import type { Actor, Services } from "../context.ts";
import { APPOINTMENT_TEXTS } from "../desk-texts.ts";
import type { Reference } from "../reference.ts";
import { displacedBy, proposeSeats } from "./displaced.ts";
import type { Displacing, Proposal } from "./displaced.ts";
import { AGENDA_TEXTS } from "./texts.ts";

/** An exception as it is written by hand; its id is made by whoever asks, so that it is not entered twice. */
export type ExceptionDraft = Omit<NewException, "officeId">;

export type HoursChange = { readonly enter: ExceptionDraft } | { readonly withdraw: string; readonly reason: string };

export interface ChangeRequest {
  readonly reference: Reference;
  readonly scenario: string;
  readonly change: HoursChange;
  readonly actor: Actor;
}

export interface ChangePreview {
  readonly effects: readonly ExceptionEffect[];
  readonly proposals: readonly Proposal[];
  /** What was shown, in short: whoever approves says it, and approves nothing else. */
  readonly digest: string;
}

export interface ChangeDone {
  readonly exceptionId: string;
  /** Null: nobody is hit, or it was done already. */
  readonly replanId: string | null;
  readonly hits: number;
  /** It was entered by an earlier request with the same id. */
  readonly repeated: boolean;
}

/** All exceptions of an office that a change may have to do with. */
const FAR_DAY = "9999-12-31";
const SHORTEST_REASON = 5;

/** Refusals: CAMBIO_SENZA_SEDE, SEDE_SENZA_ORARI, SPORTELLO_IGNOTO, ECCEZIONE_ASSENTE, and those of `judgeException`. */
export async function previewChange(services: Services, request: ChangeRequest): Promise<Outcome<ChangePreview>> {
  const { office } = request.actor;
  if (office === undefined) return refuse("CAMBIO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  return inOffice(services.pools.app, office, async (client) => {
    const judged = await judge(client, request, office);
    return judged.ok ? accept(judged.value.preview) : judged;
  });
}

/** Besides those of the preview: PROPOSTE_CAMBIATE (what was shown is not what would be done now), RICHIESTA_GIA_SERVITA. */
export async function applyChange(services: Services, request: ChangeRequest & { readonly digest: string }): Promise<Outcome<ChangeDone>> {
  const { actor, change, digest } = request;
  const { office } = actor;
  if (office === undefined) return refuse("CAMBIO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  return inOffice(services.pools.app, office, async (client) => {
    await lockAgenda(client, office);
    const repeated = await alreadyDone(client, change, office);
    if (repeated !== null) return repeated;
    const judged = await judge(client, request, office);
    if (!judged.ok) return judged;
    const { preview, at, exceptionId, kind, reason } = judged.value;
    if (preview.digest !== digest) return refuse("PROPOSTE_CAMBIATE", AGENDA_TEXTS.changedMeanwhile);
    if ("enter" in change) await insertException(client, { ...change.enter, reason, officeId: office }, { at: at.now, by: actor.id });
    else await withdrawException(client, change.withdraw, { at: at.now, by: actor.id, reason: change.reason.trim() });
    const replanId = preview.proposals.length === 0 ? null : newId();
    if (replanId !== null) {
      await insertReplan(
        client,
        {
          id: replanId, officeId: office, exceptionId, reason: AGENDA_TEXTS.moveReason(kind, reason), approvedAt: at.now, approvedBy: actor.id,
          approvedRole: actor.role, onBehalfOf: actor.onBehalfOf ?? null,
        },
        preview.proposals.map(({ caseId, appointmentId, to }) => ({ caseId, appointmentId, deskId: to?.deskId ?? null, startsAt: to?.startsAt ?? null })),
      );
    }
    await appendActs(client, actor, [
      {
        subjectId: await officeSubject(client, office), subjectKind: "office", kind: "enter" in change ? "agenda-exception-entered" : "agenda-exception-withdrawn",
        happenedAt: at.now,
        payload: {
          office, exception: exceptionId, ...("enter" in change ? { entered: { ...change.enter, reason } } : { reason: change.reason.trim() }),
          days: preview.effects.length, seats: preview.effects.reduce((sum, { seats }) => sum + seats, 0), people: preview.proposals.length,
          unplaced: preview.proposals.filter(({ to }) => to === null).length, replan: replanId,
        },
      },
    ]);
    return accept({ exceptionId, replanId, hits: preview.proposals.length, repeated: false });
  });
}

async function alreadyDone(client: PoolClient, change: HoursChange, office: string): Promise<Outcome<ChangeDone> | null> {
  if (!("enter" in change)) return null;
  const there = await readException(client, office, change.enter.id);
  if (there === null) return null;
  const isSame = there.kind === change.enter.kind && there.from === change.enter.from && there.to === change.enter.to && there.deskId === change.enter.deskId &&
    there.fromMinute === change.enter.fromMinute && there.toMinute === change.enter.toMinute;
  if (!isSame) return refuse("RICHIESTA_GIA_SERVITA", AGENDA_TEXTS.idUsed);
  return accept({ exceptionId: there.id, replanId: null, hits: 0, repeated: true });
}

interface Judged {
  readonly preview: ChangePreview;
  readonly at: Displacing;
  readonly exceptionId: string;
  readonly kind: "opening" | "closure";
  readonly reason: string;
}

async function judge(client: PoolClient, { reference, scenario, change }: ChangeRequest, office: string): Promise<Outcome<Judged>> {
  const now = await businessNow(client);
  const today = romeDay(now);
  const at: Displacing = { client, reference, scenario, officeId: office, now };
  const inForce = await exceptionsOf(client, office, today, FAR_DAY);
  const planned = "enter" in change ? entering(at, inForce, change.enter, today) : withdrawing(at, inForce, change, today);
  if (!planned.ok) return planned;
  const { after, effects, days, exceptionId, kind, reason } = planned.value;
  const people = await displacedBy(at, scheduleWith(reference, scenario, office, after), days);
  const proposals = await proposeSeats(at, people, after);
  return accept({ preview: { effects, proposals, digest: digestOf(effects, proposals) }, at, exceptionId, kind, reason });
}

interface Planned {
  /** The exceptions in force after the change. */
  readonly after: readonly ExceptionRow[];
  readonly effects: readonly ExceptionEffect[];
  readonly days: { readonly from: string; readonly to: string };
  readonly exceptionId: string;
  readonly kind: "opening" | "closure";
  readonly reason: string;
}

function entering(at: Displacing, inForce: readonly ExceptionRow[], draft: ExceptionDraft, today: string): Outcome<Planned> {
  const { reference, scenario, officeId } = at;
  const schedule = scheduleWith(reference, scenario, officeId, inForce);
  if (schedule === undefined) return refuse("SEDE_SENZA_ORARI", AGENDA_TEXTS.officeUnknown);
  const row = rowOf(draft);
  const [exception] = dayExceptions(reference, scenario, [row]);
  const isOurs = draft.deskId === null || reference.desks(scenario).some((desk) => desk.id === draft.deskId && desk.officeId === officeId);
  if (exception === undefined || !isOurs) return refuse("SPORTELLO_IGNOTO", AGENDA_TEXTS.deskUnknown);
  const judged = judgeException(exception, { schedule, holidays: reference.holidays, today, slotMinutes: agendaParameters(today).appointmentMinutes.value });
  if (!judged.ok) return judged;
  return accept({ after: [...inForce, row], effects: judged.value, days: draft, exceptionId: draft.id, kind: draft.kind, reason: draft.reason.trim() });
}

function withdrawing(at: Displacing, inForce: readonly ExceptionRow[], change: { readonly withdraw: string; readonly reason: string }, today: string): Outcome<Planned> {
  const { reference, scenario, officeId } = at;
  const row = inForce.find((one) => one.id === change.withdraw);
  if (row === undefined) return refuse("ECCEZIONE_ASSENTE", EXCEPTION_TEXTS.notThere);
  if (change.reason.trim().length < SHORTEST_REASON) return refuse("ECCEZIONE_MOTIVO", EXCEPTION_TEXTS.noReason);
  const after = inForce.filter((one) => one !== row);
  const [before, later] = [scheduleWith(reference, scenario, officeId, inForce), scheduleWith(reference, scenario, officeId, after)];
  if (before === undefined || later === undefined) return refuse("SEDE_SENZA_ORARI", AGENDA_TEXTS.officeUnknown);
  const from = row.from < today ? today : row.from;
  const minutes = agendaParameters(today).appointmentMinutes.value;
  const effects = daysOf({ ...row, from }).flatMap((date) => {
    const count = (schedule: typeof before): number => seatsOfDay(schedule, reference.holidays, date, minutes).length;
    const seats = count(later) - count(before);
    return seats === 0 ? [] : [{ date, seats }];
  });
  return accept({ after, effects, days: { from, to: row.to }, exceptionId: row.id, kind: row.kind, reason: change.reason.trim() });
}

function rowOf(draft: ExceptionDraft): ExceptionRow {
  return { ...draft, weekdays: [...draft.weekdays], enteredAt: "", enteredBy: "", withdrawnAt: null, withdrawnBy: null, withdrawnReason: null };
}

function digestOf(effects: readonly ExceptionEffect[], proposals: readonly Proposal[]): string {
  const shown = [effects.map(({ date, seats }) => [date, seats]), proposals.map(({ caseId, startsAt, deskId, to }) => [caseId, startsAt, deskId, to?.startsAt ?? null, to?.deskId ?? null])];
  return createHash("sha256").update(JSON.stringify(shown)).digest("hex");
}
