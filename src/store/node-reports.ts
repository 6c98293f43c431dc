// Queries of what the national node is told: acts taken from where they were put down, reports claimed in the order of the person, answers, mending.

import type { ClientBase, Pool } from "pg";
import { romeDay } from "../domain/calendar/rome-time.ts";
import type { NodeReport } from "../domain/reporting/types.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

/** An act that must be told, with what the telling needs of its case. */
export interface UntoldAct {
  readonly id: string;
  readonly caseId: string;
  readonly personId: string;
  readonly itemId: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly madeAt: string;
  readonly grantedOn: string;
  /** Earliest legal term to tell it; null where none runs. */
  readonly dueOn: string | null;
}

const ACT = `e.id, e.case_id as "caseId", f.person_id as "personId", e.item_id as "itemId", e.kind, e.payload, e.made_at as "madeAt",
  b.granted_on as "grantedOn",
  (select min(t.due_on) from item_term t where t.item_id = e.item_id and t.kind in ('report', 'report-pact')
     and (t.met_at is null or t.met_at >= e.made_at)) as "dueOn"`;

/** The next acts that were put down and not yet made into reports, in the order of their numbers; held until the transaction ends. */
export async function nextUntold(client: ClientBase, limit: number): Promise<UntoldAct[]> {
  const { rows } = await client.query<UntoldAct>(
    `with next as (select id from outbound_event where sent_at is null order by id limit $1 for update skip locked)
     select ${ACT}
     from next join outbound_event e using (id) join case_file f on f.id = e.case_id join benefit b on b.id = f.benefit_id order by e.id`,
    [limit],
  );
  return rows;
}

/** Reports that were sent on again without a number: what was wrong with them may be mended. Held until the transaction ends. */
export async function nextUnnumbered(client: ClientBase, limit: number): Promise<{ readonly id: string; readonly part: number; readonly act: UntoldAct }[]> {
  const { rows } = await client.query<UntoldAct & { readonly reportId: string; readonly part: number }>(
    `with next as (
       select id, seq, event_id, part from node_report where state = 'waiting' and flow = 'sap' and policy_number is null order by seq limit $1 for update skip locked
     )
     select r.id as "reportId", r.part, ${ACT}
     from next r join outbound_event e on e.id = r.event_id join case_file f on f.id = e.case_id join benefit b on b.id = f.benefit_id order by r.seq`,
    [limit],
  );
  return rows.map(({ reportId, part, ...act }) => ({ id: reportId, part, act }));
}

export async function renumber(client: ClientBase, id: string, report: NodeReport, refusal: { readonly code: string; readonly message: string } | null): Promise<void> {
  await client.query(
    `update node_report set report = $2, policy_number = $3, state = case when $4::text is null then 'waiting' else 'refused' end,
       answer = $4, detail = $5, followed = false where id = $1`,
    [id, JSON.stringify(report), report.flow === "sap" ? report.number : null, refusal?.code ?? null, refusal?.message ?? null],
  );
}

export async function closeUnnumbered(client: ClientBase, id: string): Promise<void> {
  await client.query("update node_report set state = 'set-aside' where id = $1", [id]);
}

export interface StoredPolicy {
  readonly caseId: string;
  readonly number: string;
  readonly kind: "N00" | "RC1" | "A02" | "A07" | "activity";
  readonly itemId: string | null;
  readonly code: string;
  readonly proposedOn: string;
  readonly lastEvent: string;
}

/** The policies of these cases as last told, oldest first. */
export async function policiesOf(client: ClientBase, caseIds: readonly string[]): Promise<StoredPolicy[]> {
  const { rows } = await client.query<StoredPolicy>(
    `select case_id as "caseId", number, kind, item_id as "itemId", code, proposed_on as "proposedOn", last_event as "lastEvent"
     from node_policy where case_id = any($1::uuid[]) order by made_at, number`,
    [caseIds],
  );
  return rows;
}

/** So many numbers of new policies, never given twice. */
export async function drawNumbers(client: ClientBase, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ n: string }>("select nextval('node_policy_sequence') as n from generate_series(1, $1)", [count]);
  return rows.map((row) => Number(row.n));
}

export async function savePolicies(client: ClientBase, policies: readonly StoredPolicy[], now: string): Promise<void> {
  await client.query(
    `insert into node_policy (number, case_id, kind, item_id, code, proposed_on, last_event, made_at)
     select r.number, r.case_id, r.kind, r.item_id, r.code, r.proposed_on, r.last_event, $2
     from jsonb_to_recordset($1) r (number text, case_id uuid, kind text, item_id uuid, code text, proposed_on date, last_event text)
     on conflict (number) do update set last_event = excluded.last_event, proposed_on = excluded.proposed_on`,
    [JSON.stringify(policies.map((one) => ({ number: one.number, case_id: one.caseId, kind: one.kind, item_id: one.itemId, code: one.code, proposed_on: one.proposedOn, last_event: one.lastEvent }))), now],
  );
}

export interface NewReport {
  readonly id: string;
  readonly eventId: string;
  readonly part: number;
  readonly caseId: string;
  readonly personId: string;
  readonly kind: string;
  readonly policyNumber: string | null;
  readonly report: NodeReport;
  readonly priority: number;
  readonly dueOn: string | null;
  /** When the act was done. */
  readonly madeAt: string;
  /** Why it cannot leave as it is; null where it can. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** Writes the reports of the acts and marks these as told; what stands before an urgent one of the same person becomes urgent with it. */
export async function saveReports(client: ClientBase, reports: readonly NewReport[], actIds: readonly string[], now: string): Promise<void> {
  const rows = reports.map((one, n) => ({
    n, id: one.id, event_id: one.eventId, part: one.part, case_id: one.caseId, person_id: one.personId, flow: one.report.flow, kind: one.kind,
    policy_number: one.policyNumber, report: one.report, priority: one.priority, due_on: one.dueOn,
    state: one.refusal === null ? "waiting" : "refused", answer: one.refusal?.code ?? null, detail: one.refusal?.message ?? null, made_at: one.madeAt,
  }));
  if (rows.length > 0) {
    await client.query(
      `insert into node_report (id, event_id, part, case_id, person_id, flow, kind, policy_number, report, priority, due_on, state, answer, detail, made_at)
       select r.id, r.event_id, r.part, r.case_id, r.person_id, r.flow, r.kind, r.policy_number, r.report, r.priority, r.due_on, r.state, r.answer, r.detail, r.made_at
       from jsonb_to_recordset($1) r (id uuid, event_id uuid, part smallint, case_id uuid, person_id uuid, flow text, kind text, policy_number text,
         report jsonb, priority smallint, due_on date, state text, answer text, detail text, made_at timestamptz, n integer)
       order by r.n`,
      [JSON.stringify(rows)],
    );
    const urgent = [...new Set(reports.filter(({ priority }) => priority === 0).map(({ personId }) => personId))];
    if (urgent.length > 0) {
      await client.query("update node_report set priority = 0 where person_id = any($1::uuid[]) and state = 'waiting' and priority > 0", [urgent]);
    }
  }
  await client.query("update outbound_event set sent_at = $2 where id = any($1::uuid[])", [actIds, now]);
}

export interface ClaimedReport {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly policyNumber: string | null;
  readonly report: NodeReport;
  readonly attempts: number;
  readonly taxCode: string;
  readonly measure: string;
  readonly protocol: string;
  readonly officeId: string | null;
}

/**
 * Claims up to `limit` reports: of each person the first that is not done with, and nothing behind one that is on the wire, refused, doubtful
 * or handed in by file. From the commit on they may have arrived.
 */
export async function claimReports(db: Queryable, limit: number): Promise<ClaimedReport[]> {
  const { rows } = await db.query<ClaimedReport>(
    `with next as (
       select id from node_report r
       where state = 'waiting' and (flow <> 'sap' or policy_number is not null) and (not_before is null or not_before <= clock_timestamp())
         and not exists (select 1 from node_report e where e.person_id = r.person_id and e.seq < r.seq and e.state not in ('acknowledged', 'set-aside'))
       order by priority, seq limit $1 for update skip locked
     ), claimed as (
       update node_report set state = 'on-wire' where id = any(array(select id from next))
       returning id, seq, case_id, kind, policy_number, report, attempts, priority
     )
     select c.id, c.case_id as "caseId", c.kind, c.policy_number as "policyNumber", c.report, c.attempts,
       p.tax_code as "taxCode", b.measure, b.protocol, k.office_id as "officeId"
     from claimed c join case_file f on f.id = c.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
       left join competence k on k.case_id = c.case_id
     order by c.priority, c.seq`,
    [limit],
  );
  return rows;
}

export interface ReportResult {
  readonly id: string;
  readonly caseId: string;
  readonly state: "acknowledged" | "refused" | "waiting" | "uncertain";
  readonly outcome: "taken" | "refused" | "deferred" | "unreachable" | "no-answer" | "known";
  readonly code: string | null;
  readonly detail: string | null;
  /** Machine time before the next try; null where there is none. */
  readonly retryInMs: number | null;
  readonly sent: string;
  readonly received: string | null;
}

/** Records what came of claimed reports, with the bytes of both sides. What is no longer on the wire was recorded before: it counts once. */
export async function recordResults(client: ClientBase, results: readonly ReportResult[], now: string): Promise<void> {
  const rows = results.map((one) => ({
    id: one.id, state: one.state, outcome: one.outcome, code: one.code, detail: one.detail, retry_ms: one.retryInMs, sent: one.sent, received: one.received,
  }));
  await client.query(
    `with results as (
       select * from jsonb_to_recordset($1) r (id uuid, state text, outcome text, code text, detail text, retry_ms double precision, sent text, received text)
     ), settled as (
       update node_report n set state = r.state, attempts = n.attempts + 1, answer = r.code, detail = r.detail,
         answered_at = case when r.state in ('acknowledged', 'refused') then $2::timestamptz end,
         not_before = clock_timestamp() + r.retry_ms * interval '1 millisecond'
       from results r where n.id = r.id and n.state = 'on-wire' returning n.id, n.case_id, n.flow
     ), counted as (
       insert into node_day (day, flow, outcome, code, count)
       select $3, s.flow, case when r.outcome in ('taken', 'known') then 'answered' when r.outcome = 'refused' then 'refused' else 'failed' end,
         case when r.outcome = 'refused' then coalesce(r.code, '') else '' end, count(*)
       from results r join settled s on s.id = r.id group by 2, 3, 4
       on conflict (day, flow, outcome, code) do update set count = node_day.count + excluded.count
     )
     insert into node_report_attempt (report_id, case_id, at, outcome, code, detail, sent, received)
     select r.id, s.case_id, $2, r.outcome, r.code, r.detail, r.sent, r.received from results r join settled s on s.id = r.id`,
    [JSON.stringify(rows), now, romeDay(now)],
  );
}

/** Reports that a process which is gone has left on the wire: nobody knows whether they arrived. */
export async function leftOnWire(db: Queryable): Promise<{ readonly id: string; readonly flow: "sap" | "condizionalita" }[]> {
  const { rows } = await db.query<{ id: string; flow: "sap" | "condizionalita" }>("select id, flow from node_report where state = 'on-wire' order by seq");
  return rows;
}

export async function settleLeft(db: Queryable, ids: readonly string[], state: "waiting" | "uncertain", detail: string): Promise<void> {
  await db.query("update node_report set state = $2, detail = $3 where id = any($1::uuid[]) and state = 'on-wire'", [ids, state, detail]);
}

export async function doubtBreaches(db: Queryable, detail: string): Promise<void> {
  await db.query("update node_report set state = 'uncertain', detail = $1 where state = 'waiting' and flow = 'condizionalita'", [detail]);
}

export interface Line {
  readonly failures: number;
  readonly downSince: string | null;
  readonly retryInMs: number;
  readonly detail: string | null;
}

export async function readLine(db: Queryable): Promise<Line> {
  const { rows } = await db.query<Line>(
    `select failures, down_since as "downSince", detail,
       greatest(0, extract(epoch from retry_at - clock_timestamp()) * 1000)::double precision as "retryInMs" from node_line`,
  );
  const [line] = rows;
  return line === undefined ? { failures: 0, downSince: null, retryInMs: 0, detail: null } : { ...line, retryInMs: line.retryInMs ?? 0 };
}

/** The node does not answer: each failure doubles the rest, from two seconds to a minute. */
export async function lineDown(db: Queryable, detail: string): Promise<void> {
  await db.query(
    `update node_line set failures = failures + 1, down_since = coalesce(down_since, business_now()), detail = $1,
       retry_at = clock_timestamp() + least(60, 2 * power(2, least(failures, 6))) * interval '1 second'`,
    [detail],
  );
}

/** The node answers again. Policies that were handed in as a file meanwhile are told after all: it knows them by number and event. */
export async function lineUp(db: Queryable): Promise<void> {
  await db.query(
    `with up as (update node_line set failures = 0, down_since = null, retry_at = null, detail = null where failures > 0 returning 1)
     update node_report set state = 'waiting' where state = 'by-file' and flow = 'sap' and exists (select 1 from up)`,
  );
}

/** The reports of the office that wait, in their order, held: none of them is on the wire, nor will be while they are. */
export async function holdWaiting(client: ClientBase, limit: number): Promise<ClaimedReport[]> {
  const { rows } = await client.query<ClaimedReport>(
    `select r.id, r.case_id as "caseId", r.kind, r.policy_number as "policyNumber", r.report, r.attempts, p.tax_code as "taxCode", b.measure, b.protocol, k.office_id as "officeId"
     from node_report r join case_file f on f.id = r.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
       left join competence k on k.case_id = r.case_id
     where r.state = 'waiting' and (r.flow <> 'sap' or r.policy_number is not null) order by r.seq limit $1 for update of r skip locked`,
    [limit],
  );
  return rows;
}

export async function markFiled(client: ClientBase, reports: readonly { readonly id: string; readonly caseId: string; readonly sent: string }[], by: string): Promise<void> {
  await client.query("update node_report set state = 'by-file', settled_by = $2 where id = any($1::uuid[])", [reports.map(({ id }) => id), by]);
  await client.query(
    `insert into node_report_attempt (report_id, case_id, at, outcome, sent)
     select r.id, r.case_id, business_now(), 'by-file', r.sent from jsonb_to_recordset($1) r (id uuid, case_id uuid, sent text)`,
    [JSON.stringify(reports.map(({ id, caseId, sent }) => ({ id, case_id: caseId, sent })))],
  );
}

export interface Answered {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly itemId: string;
  readonly state: "acknowledged" | "refused";
  readonly report: NodeReport;
  readonly detail: string | null;
}

/** Answers from which something follows that was not done yet, oldest first. */
export async function nextAnswered(db: Queryable, limit: number): Promise<Answered[]> {
  const { rows } = await db.query<Answered>(
    `select r.id, r.case_id as "caseId", r.kind, e.item_id as "itemId", r.state, r.report, r.detail
     from node_report r join outbound_event e on e.id = r.event_id
     where r.state in ('acknowledged', 'refused') and not r.followed order by r.seq limit $1`,
    [limit],
  );
  return rows;
}

export async function markFollowed(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query("update node_report set followed = true where id = any($1::uuid[])", [ids]);
}

export interface HeldReport {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly state: string;
  readonly flow: "sap" | "condizionalita";
}

/** The report as it is now, held; null when it is not there or stands behind another office's walls. */
export async function lockReport(client: ClientBase, id: string): Promise<HeldReport | null> {
  const { rows } = await client.query<HeldReport>(`select id, case_id as "caseId", kind, state, flow from node_report where id = $1 for update`, [id]);
  return rows[0] ?? null;
}

export async function settleReport(client: Queryable, id: string, state: "waiting" | "acknowledged" | "set-aside", by: string): Promise<void> {
  await client.query("update node_report set state = $2, not_before = null, settled_by = $3 where id = $1", [id, state, by]);
}

/** Whether a report of the case still waits for somebody. */
export async function reportsToSettle(client: ClientBase, caseId: string): Promise<boolean> {
  const { rows } = await client.query<{ open: boolean }>(
    "select exists (select 1 from node_report where case_id = $1 and state in ('refused', 'uncertain', 'by-file')) as open", [caseId],
  );
  return rows[0]?.open === true;
}
