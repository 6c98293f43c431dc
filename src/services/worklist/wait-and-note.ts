// Use cases: a case waits until a day, for a reason; a note is stuck on it, changed, taken off.

import type { PoolClient } from "pg";
import { addDays, isIsoDate } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { NoteReason, WaitReason } from "../../domain/worklist/reason-texts.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { endWait, insertNote, insertWait, openNote, openWait, removeNote, visibleCases } from "../../store/worklist.ts";
import type { Actor, Services } from "../context.ts";
import { WORKLIST_TEXTS as TEXTS } from "./texts.ts";

interface OnCase {
  readonly caseId: string;
  readonly office: string;
  readonly actor: Actor;
}

interface Moment {
  readonly client: PoolClient;
  readonly at: string;
  readonly today: string;
}

const FARTHEST_DAYS = 366;

/** Behind the office's wall, with the case held; null where the case is not the office's. */
async function onCase<T>(services: Services, { caseId, office }: OnCase, work: (moment: Moment) => Promise<Outcome<T>>): Promise<Outcome<T> | null> {
  return inOffice(services.pools.app, office, async (client) => {
    if ((await visibleCases(client, [caseId])).length === 0) return null;
    await lockCases(client, [caseId]);
    const at = await businessNow(client);
    return work({ client, at, today: romeDay(at) });
  });
}

/** One open for a case: a new one takes the place of the one before. Refusals: DATA_PASSATA, DATA_LONTANA, DATA_INESISTENTE, MOTIVO_MANCANTE. */
export async function waitUntil(
  services: Services,
  request: OnCase & { readonly until: string; readonly reason: WaitReason; readonly note: string },
): Promise<Outcome<string> | null> {
  const { until, reason, note, actor, caseId } = request;
  return onCase(services, request, async ({ client, at, today }) => {
    const bad = dayRefusal(until, addDays(today, 1), today, TEXTS.past);
    if (bad !== null) return bad;
    if (reason === "other" && note === "") return refuse("MOTIVO_MANCANTE", TEXTS.needsText);
    await endWait(client, caseId, { at, by: actor.id, because: "again" });
    await insertWait(client, caseId, { id: newId(), until, reason, note }, { at, by: actor.id });
    await appendActs(client, actor, [{ subjectId: caseId, subjectKind: "case", kind: "case-waits", happenedAt: at, payload: { until, reason, note } }]);
    return accept(TEXTS.waits);
  });
}

/** Refusal: NON_IN_ATTESA. */
export async function endWaitByHand(services: Services, request: OnCase): Promise<Outcome<string> | null> {
  const { actor, caseId } = request;
  return onCase(services, request, async ({ client, at }) => {
    const wait = await openWait(client, caseId);
    if (wait === null) return refuse("NON_IN_ATTESA", TEXTS.noWait);
    await endWait(client, caseId, { at, by: actor.id, because: "by-hand" });
    await appendActs(client, actor, [
      { subjectId: caseId, subjectKind: "case", kind: "case-wait-ended", happenedAt: at, payload: { until: wait.until, reason: wait.reason } },
    ]);
    return accept(TEXTS.waitEnded);
  });
}

/** Writes the note, or its next version. Refusals: PROMEMORIA_UGUALE, DATA_PASSATA, DATA_LONTANA, DATA_INESISTENTE, MOTIVO_MANCANTE. */
export async function writeNote(
  services: Services,
  request: OnCase & { readonly reason: NoteReason; readonly text: string; readonly dueOn: string | null },
): Promise<Outcome<string> | null> {
  const { reason, text, dueOn, actor, caseId } = request;
  return onCase(services, request, async ({ client, at, today }) => {
    const before = await openNote(client, caseId);
    if (before !== null && before.reason === reason && before.text === text && before.dueOn === dueOn) return refuse("PROMEMORIA_UGUALE", TEXTS.noChange);
    // A day that was right when it was written is left as it is by who changes the words.
    const bad = dueOn === null || dueOn === before?.dueOn ? null : dayRefusal(dueOn, today, today, TEXTS.pastNote);
    if (bad !== null) return bad;
    if (reason === "other" && text === "") return refuse("MOTIVO_MANCANTE", TEXTS.needsText);
    if (before !== null) await removeNote(client, caseId, actor.id, at);
    await insertNote(client, caseId, { id: newId(), reason, text, dueOn }, { at, by: actor.id });
    return accept(TEXTS.noted);
  });
}

/** Refusal: NESSUN_PROMEMORIA. */
export async function takeNoteOff(services: Services, request: OnCase): Promise<Outcome<string> | null> {
  return onCase(services, request, async ({ client, at }) => {
    const removed = await removeNote(client, request.caseId, request.actor.id, at);
    return removed ? accept(TEXTS.noteRemoved) : refuse("NESSUN_PROMEMORIA", TEXTS.noNote);
  });
}

function dayRefusal(day: string, first: string, today: string, past: string): Outcome<never> | null {
  if (!isIsoDate(day)) return refuse("DATA_INESISTENTE", TEXTS.notThisDay);
  if (day < first) return refuse("DATA_PASSATA", past);
  return day > addDays(today, FARTHEST_DAYS) ? refuse("DATA_LONTANA", TEXTS.tooFar) : null;
}
