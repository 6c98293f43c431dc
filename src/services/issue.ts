// Use case: convening. Each planned appointment becomes one summons, written by SMS and e-mail at once or, whom these do not reach, by the next way of the measure.

import type { ClientBase } from "pg";
import { decide } from "../domain/procedure/interpreter.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import { markIssued, nextPlanned, queueMessages, gateways } from "../store/messages.ts";
import type { NewMessage, SummonsToWrite } from "../store/messages.ts";
import { closeTasks } from "../store/outcomes.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import { markWorklistIssued, writeWorklistByHand } from "../store/worklist-bulk.ts";
import type { Actor, Services } from "./context.ts";
import { nodeSettings } from "./node-settings.ts";
import type { Reference } from "./reference.ts";
import { firstLook, firstStepOf } from "./escalation/first-step.ts";
import { otherWays } from "./escalation/other-ways.ts";
import { compose, measureParameters, only, openDesk, planWriting } from "./writing.ts";
import type { WritingDesk, WritingPlan } from "./writing.ts";

export interface IssueRequest {
  readonly reference: Reference;
  readonly actor: Actor;
  /** Convene only appointments up to this day; null for all that are planned. */
  readonly lastDay?: string | null;
  /** Only these summonses. */
  readonly only?: readonly string[];
  readonly onProgress?: (done: IssueReport) => void;
}

export interface IssueReport {
  readonly summonses: number;
  readonly sms: number;
  readonly emails: number;
  /** Of them: whom certified mail or the post reach, who are told by the steps of the measure. */
  readonly otherwise: number;
  /** Planned, but with no usable channel: they are on the office's list. */
  readonly unreachable: number;
  /** Parts of all SMS, and how many needed more than one. */
  readonly smsParts: number;
  readonly smsLong: number;
}

const CHUNK = 2_000;
/** Chunks under way at once: one is composed while the database stores the other. */
const LANES = 2;
const NOTHING: IssueReport = { summonses: 0, sms: 0, emails: 0, otherwise: 0, unreachable: 0, smsParts: 0, smsLong: 0 };
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const BULK = 9;

/**
 * Issues every planned summons, a chunk in one transaction. Two chunks are under way at once: while the database stores one, the
 * next is composed. Safe to run twice or from two workers: each summons is issued once; killed in the middle, what is left is
 * issued by the next run.
 */
export async function issueSummonses(services: Services, request: IssueRequest): Promise<IssueReport> {
  const pool = services.pools.worker;
  const desk = openDesk(request.reference, await nodeSettings(pool), await gateways(pool));
  const run: Run = { services, request, desk, total: NOTHING, after: FIRST_ID, picking: Promise.resolve() };
  await Promise.all(Array.from({ length: LANES }, () => issueChunks(run)));
  return run.total;
}

interface Run {
  readonly services: Services;
  readonly request: IssueRequest;
  readonly desk: WritingDesk;
  total: IssueReport;
  /** The last summons that any lane has picked: the next chunk begins after it. */
  after: string;
  picking: Promise<unknown>;
}

/** One lane: chunk after chunk until none is left. */
async function issueChunks(run: Run): Promise<void> {
  const { services, request, desk } = run;
  for (;;) {
    const now = await services.now();
    const chunk = await inTransaction(services.pools.worker, async (client) => {
      const rows = await pick(run, client);
      return { looked: rows.length, ...(await issuePlans(client, { desk, actor: request.actor, now }, planWriting(desk, rows, now))) };
    });
    if (chunk.looked === 0) return;
    run.total = add(run.total, chunk.looked, chunk.issued, chunk.messages);
    request.onProgress?.(run.total);
  }
}

export interface Issuing {
  readonly desk: WritingDesk;
  readonly actor: Actor;
  readonly now: string;
  /** Said in the act beside the rest. */
  readonly campaign?: string;
}

/** Issues these summonses, locked in this transaction as planned; those with no way to write are passed over, those whom only certified mail or the post reach are looked at at once. The last thing of its transaction. */
export async function issuePlans(client: ClientBase, issuing: Issuing, plans: readonly WritingPlan[]): Promise<{ readonly issued: readonly WritingPlan[]; readonly messages: readonly NewMessage[] }> {
  const { desk, actor, now } = issuing;
  const { issued, messages } = composeSummonses(desk, plans, await otherWays(client, desk, plans, now), now);
  const silent = issued.filter((plan) => plan.messages.length === 0).map(({ summons }) => summons.caseId);
  const meeting = issued.filter(({ summons }) => measureParameters(summons.measure, summons.grantedOn).conveneMetBy.value === "summons-issued");
  const termMet = meeting.map(({ summons }) => summons.caseId);
  await closeTasks(client, now, "unreachable", silent, "convocata-per-altra-via");
  await writeWorklistByHand(client);
  await markIssued(client, now, issued.map((plan) => ({ summonsId: plan.summons.summonsId, lookAt: firstLook(desk, plan, now) })), termMet);
  await queueMessages(client, messages);
  await appendActs(client, actor, actsOf(issuing, issued, messages));
  await markWorklistIssued(client, issued.map(({ summons }) => summons.caseId), termMet);
  return { issued, messages };
}

/** The next chunk in id order. The lanes pick in turn, so no summons is looked at by two of them. */
async function pick(run: Run, client: ClientBase): Promise<SummonsToWrite[]> {
  const before = run.picking;
  const picked = (async () => {
    await before;
    const rows = await nextPlanned(client, run.after, CHUNK, run.request.lastDay ?? null, run.request.only ?? null);
    run.after = rows.at(-1)?.summonsId ?? run.after;
    return rows;
  })();
  // The other lane waits for its turn, not for this one's luck: a failure is told to whoever asked.
  run.picking = picked.catch(() => undefined);
  return picked;
}

function composeSummonses(desk: WritingDesk, plans: readonly WritingPlan[], others: ReadonlyMap<string, unknown>, now: string) {
  const issued: WritingPlan[] = [];
  const messages: NewMessage[] = [];
  for (const plan of plans) {
    const own = firstStepOf(only(plan, "summons"), "summons");
    if (!mayIssue(own, now, others.has(plan.summons.caseId))) continue;
    issued.push(own);
    for (const planned of own.messages) messages.push(compose(desk, own, planned, { priority: BULK, composedAt: now }));
  }
  return { issued, messages };
}

function mayIssue(plan: WritingPlan, now: string, hasOther: boolean): boolean {
  return decide(SUMMONS, "issue", {
    state: "planned",
    by: "system",
    context: {
      now,
      bound: plan.summons.bound,
      seatHeld: true,
      appointmentAt: plan.summons.startsAt,
      earliest: now,
      channelUsable: plan.messages.length > 0 || hasOther,
      allChannelsFailed: false,
      reason: "",
    },
  }).ok;
}

function actsOf({ now, campaign }: Issuing, issued: readonly WritingPlan[], messages: readonly NewMessage[]): ActDraft[] {
  const bySummons = Map.groupBy(messages, (message) => message.summonsId);
  return issued.map(({ summons }) => ({
    subjectId: summons.caseId,
    subjectKind: "case",
    kind: "summons-issued",
    happenedAt: now,
    citation: "DL4_2019_ART4_C15QUINQUIES",
    payload: {
      summons: summons.summonsId,
      appointment: summons.appointmentId,
      office: summons.officeId,
      startsAt: summons.startsAt,
      ...(campaign === undefined ? {} : { campaign }),
      messages: (bySummons.get(summons.summonsId) ?? []).map((message) => ({
        id: message.id,
        channel: message.channel,
        recipient: message.recipient,
        template: `${message.template}@${message.templateVersion}`,
        digest: Buffer.from(message.digest).toString("hex"),
      })),
    },
  }));
}

function add(total: IssueReport, looked: number, issued: readonly WritingPlan[], messages: readonly NewMessage[]): IssueReport {
  const sms = messages.filter((message) => message.channel === "sms");
  return {
    summonses: total.summonses + issued.length,
    otherwise: total.otherwise + issued.filter((plan) => plan.messages.length === 0).length,
    sms: total.sms + sms.length,
    emails: total.emails + messages.length - sms.length,
    unreachable: total.unreachable + looked - issued.length,
    smsParts: total.smsParts + sms.reduce((sum, message) => sum + message.parts, 0),
    smsLong: total.smsLong + sms.filter((message) => message.parts > 1).length,
  };
}
