// Use case: the turn of the day. Every open term is counted again; those run out turn red, move a state, or ask a person to decide.

import type { PoolClient } from "pg";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { epochOf, instantOf } from "../domain/calendar/instants.ts";
import { romeDay } from "../domain/calendar/rome-time.ts";
import { conveneTerm, didTerm } from "../domain/calendar/terms.ts";
import { measureOf } from "../domain/measures/catalogue.ts";
import type { OpenTerm } from "../domain/measures/clock-types.ts";
import { dueInstantOf, dueOf, stateOf } from "../domain/procedure/terms.ts";
import type { Moment } from "../domain/procedure/terms.ts";
import { holdGrownEntries, tellWaitingFor } from "../store/activities.ts";
import { newId } from "../store/ids.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import { foldShowUp } from "../store/show-up.ts";
import {
  changeTerms, holdTurn, markNoticeTerms, moveNoticeTerms, nextRunning, noticeTermGroups, openTermTasks, saveTurn,
} from "../store/terms.ts";
import type { RunningTerm, TermChange, TermTask, Turn } from "../store/terms.ts";
import type { ActOutcome } from "./acts/act-outcome.ts";
import type { Bindings } from "./acts/binding.ts";
import { ACTIVITY_TEXTS } from "./acts/bindings/activities-texts.ts";
import { BINDINGS } from "./acts/bindings.ts";
import { calendarOf } from "./acts/facts.ts";
import { followingId } from "./acts/following-id.ts";
import { perform } from "./acts/perform.ts";
import { termTaskKind } from "./acts/term-task.ts";
import { ACT_TEXTS } from "./acts/texts.ts";
import { SYSTEM } from "./context.ts";
import type { Services } from "./context.ts";
import { markReachedAges, reviewDuties } from "./duty-review.ts";
import type { Reference } from "./reference.ts";

export interface TurnRequest {
  readonly reference: Reference;
  /** Business time; the day is the offices' own. */
  readonly now: string;
  readonly bindings?: Bindings;
  /** Terms in one transaction. */
  readonly chunk?: number;
}

const CHUNK = 5_000;
const NOTICES_CHUNK = 20_000;

/**
 * Counts every open term again, for one day, once: a day already turned is left alone, one begun is gone on with. Each chunk is one
 * transaction that also keeps how far it came, so that a process killed in the middle loses nothing and does nothing twice. What a
 * term's running out does is what its table says: an indicator turns red, the program performs an act of the table, or the desk is
 * asked. The memory does not grow with the number of terms.
 */
export async function turnOfDay(services: Services, request: TurnRequest): Promise<Turn> {
  const day = romeDay(request.now);
  for (;;) {
    const turn = await inTransaction(services.pools.worker, async (client) => {
      const held = await holdTurn(client, day, request.now);
      if (held.step === "done") return held;
      const next = held.step === "notices" ? await turnNotices(client, request, held) : await turnItems(client, services, request, held);
      await saveTurn(client, next);
      return next;
    });
    if (turn.step === "done") {
      // After the terms, and again if the process was killed here: what is due is looked at until nothing is.
      await markReachedAges(services, request.now);
      await reviewDuties(services, request);
      await foldShowUp(services.pools.worker);
      return turn;
    }
  }
}

/** The terms of notices: an indicator only. Those of one measure and day of grant have one due day, so they are moved together. */
async function turnNotices(client: PoolClient, { reference }: TurnRequest, turn: Turn): Promise<Turn> {
  let { looked, moved } = turn;
  // Once a day, before the first rows are marked.
  if (turn.expired === 0 && looked === 0) {
    for (const group of await noticeTermGroups(client)) {
      looked += group.terms;
      const measure = measureOf(group.measure, group.grantedOn);
      if (measure === undefined) continue;
      const termOf = group.kind === "T1" ? didTerm : conveneTerm;
      const term = termOf(measure, group.grantedOn, reference.suspensions(group.measure), reference.workingCalendar(null));
      if (term === null) continue;
      const { start, due } = term;
      if (start !== group.startsOn || due !== group.dueOn) moved += await moveNoticeTerms(client, group, { startsOn: start, dueOn: due });
    }
  }
  const marked = await markNoticeTerms(client, turn.day, NOTICES_CHUNK);
  const isOver = marked.expired + marked.restored < NOTICES_CHUNK;
  return { ...turn, looked, moved, expired: turn.expired + marked.expired, step: isOver ? "items" : "notices" };
}

/** The next open terms of items, in id order. */
async function turnItems(client: PoolClient, services: Services, request: TurnRequest, turn: Turn): Promise<Turn> {
  const terms = await nextRunning(client, turn.afterId, request.chunk ?? CHUNK);
  if (terms.length === 0) return finish(client, turn, request.now);
  const judged = judge(terms, request, turn.day);
  const performed = await performExpiries(services, request, judged.toPerform);
  await changeTerms(client, judged.changes);
  const tasks = await openTermTasks(client, request.now, [...judged.tasks, ...performed.tasks]);
  return {
    ...turn,
    afterId: terms.at(-1)!.id,
    looked: turn.looked + terms.length,
    expired: turn.expired + judged.expired,
    moved: turn.moved + judged.moved,
    acts: turn.acts + performed.done,
    refused: turn.refused + performed.tasks.length,
    tasks: turn.tasks + tasks,
  };
}

/** One act for the whole night: what was looked at and what came of it. Whoever waits for a place that the day brings is told with it, once. */
async function finish(client: PoolClient, turn: Turn, now: string): Promise<Turn> {
  const { day, looked, expired, moved, acts, tasks, refused } = turn;
  const grown = await holdGrownEntries(client, day);
  if (grown.length > 0) {
    const places = grown.map(({ id, title }) => ({ entryId: id, id: newId(), detail: ACTIVITY_TEXTS.placeFree(title) }));
    await tellWaitingFor(client, places, "activity-entry-changed", now);
  }
  await appendActs(client, SYSTEM, [
    {
      id: followingId("turn-of-day", day),
      subjectId: SYSTEM_SUBJECT,
      subjectKind: "system",
      kind: "day-turned",
      happenedAt: now,
      payload: { day, looked, expired, moved, acts, tasks, refused },
    },
  ]);
  return { ...turn, step: "done", finishedAt: now };
}

interface Judged {
  readonly changes: TermChange[];
  readonly tasks: TermTask[];
  readonly toPerform: RunningTerm[];
  expired: number;
  moved: number;
}

function judge(terms: readonly RunningTerm[], { reference, now, bindings = BINDINGS }: TurnRequest, day: string): Judged {
  const moment: Moment = { day: toDayNumber(day), epoch: epochOf(now) };
  const judged: Judged = { changes: [], tasks: [], toPerform: [], expired: 0, moved: 0 };
  for (const term of terms) {
    const calendar = calendarOf(reference, term.measure, term.officeId);
    const open = openTermOf(term);
    const dueOn = toIsoDate(dueOf(open, calendar));
    const dueInstant = dueInstantOf(open, calendar);
    const dueAt = dueInstant === null ? null : instantOf(dueInstant);
    const isOver = stateOf(open, moment, calendar) === "expired";
    const isNew = isOver && term.expiredOn === null;
    if (dueOn !== term.dueOn || dueAt !== term.dueAt) judged.moved += 1;
    else if (!isNew && isOver === (term.expiredOn !== null)) continue;
    judged.changes.push({ id: term.id, dueOn, dueAt, expiredOn: isOver ? (term.expiredOn ?? day) : null });
    if (!isNew) continue;
    judged.expired += 1;
    expire(judged, term, bindings);
  }
  return judged;
}

/** What the table says of a term that has run out. A term whose procedure is not bound any more is only marked. */
function expire(judged: Judged, term: RunningTerm, bindings: Bindings): void {
  const procedure = bindings.get(term.procedure)?.procedure;
  const rule = procedure?.terms[term.kind];
  if (procedure === undefined || rule === undefined || rule.expiry.then === "kpi") return;
  if (rule.expiry.then === "state") judged.toPerform.push(term);
  else judged.tasks.push(taskFor(term, ACT_TEXTS.termTask(rule.title, rule.expiry.acts.map((act) => `«${procedure.acts[act] ?? act}»`))));
}

function taskFor(term: RunningTerm, detail: string): TermTask {
  return { id: newId(), caseId: term.caseId, kind: termTaskKind(term.procedure, term.kind), reason: "term-expired", detail };
}

/**
 * The acts that follow from terms run out, each in its own transaction and under an id that follows from the term: done before the
 * chunk is kept, they are found done when it is gone through again. One that the table refuses becomes a task of the desk.
 */
async function performExpiries(
  services: Services,
  { reference, bindings = BINDINGS }: TurnRequest,
  terms: readonly RunningTerm[],
): Promise<{ done: number; tasks: TermTask[] }> {
  const tasks: TermTask[] = [];
  let done = 0;
  for (const term of terms) {
    const rule = bindings.get(term.procedure)?.procedure.terms[term.kind];
    if (rule?.expiry.then !== "state") continue;
    const outcome: ActOutcome = await perform(
      services,
      reference,
      {
        procedure: term.procedure,
        caseId: term.caseId,
        itemId: term.itemId,
        act: rule.expiry.act,
        input: {},
        actId: followingId(term.id, "expiry"),
        expectedVersion: null,
      },
      SYSTEM,
      bindings,
    );
    if (outcome.ok) done += 1;
    else tasks.push(taskFor(term, ACT_TEXTS.termActRefused(rule.title, outcome.refusal.message)));
  }
  return { done, tasks };
}

/** The term as the rules count it; its norms play no part here. */
function openTermOf(term: RunningTerm): OpenTerm {
  return {
    kind: term.clock,
    start: toDayNumber(term.startsOn),
    startedAt: term.startedAt === null ? null : epochOf(term.startedAt),
    amount: term.amount,
    unit: term.unit,
    suspended: term.suspended,
    metOn: null,
    metBy: null,
    citation: null,
    startCitation: null,
  };
}
