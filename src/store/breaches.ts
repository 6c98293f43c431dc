// Queries of conditionality: the breaches of a unit across the walls, how the person was told, absences that wait, reports.

import type { ClientBase } from "pg";
import { TELLING_CHANNEL } from "./summons-acts.ts";
import type { Unit } from "./units.ts";

/** A breach of the unit, of whatever member and office: what is needed to count it, and no more. */
export interface UnitBreachRow {
  readonly own: boolean;
  readonly position: number;
  readonly event: string;
  readonly state: string;
  readonly measure: string;
  readonly sameBenefit: boolean;
  readonly happenedOn: string;
  readonly recordedAt: string;
}

/** In the order of recording; to be read under the unit's lock where the answer decides. `itemId`: the one that is counted, if recorded. */
export async function breachesOfUnit(client: ClientBase, unit: Unit, benefitId: string, itemId: string | null): Promise<UnitBreachRow[]> {
  const { rows } = await client.query<UnitBreachRow>({
    name: "breaches-of-unit",
    text: `select own, "position", event, state, measure, same_benefit as "sameBenefit", happened_on as "happenedOn", recorded_at as "recordedAt"
     from breaches_of_unit($1, $2, $3, $4) order by "position"`,
    values: [unit.kind, unit.id, benefitId, itemId],
  });
  return rows;
}

export interface TellingRow {
  readonly id: string;
  readonly channel: string;
  readonly outcome: "failed" | "sent" | "received";
  readonly at: string;
  readonly appointmentId: string;
}

/** How the person of a case was told of every appointment, by message or otherwise. What has not left tells nothing. */
export async function tellingsOfCase(client: ClientBase, caseId: string): Promise<TellingRow[]> {
  const { rows } = await client.query<TellingRow>({
    name: "breach-tellings",
    text: `select m.id, ${TELLING_CHANNEL} as channel, case m.state when 'delivered' then 'received' when 'accepted' then 'sent' else 'failed' end as outcome,
       coalesce((select min(r.at) from receipt r where r.message_id = m.id and r.status = 'delivered'), m.due_at) as at, m.appointment_id as "appointmentId"
     from message m where m.case_id = $1 and m.kind in ('summons', 'moved') and m.state in ('accepted', 'delivered', 'failed', 'uncertain')
     union all
     select e.id, e.channel, e.outcome, e.happened_at, e.appointment_id from delivery_evidence e where e.case_id = $1 order by 4, 1`,
    values: [caseId],
  });
  return rows;
}

export interface AbsenceRow {
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly startsAt: string;
  /** What the acts on the summons have left; null where none has left anything. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** Absences of the case that ended unjustified and on which nothing was opened, oldest first. */
export async function unjustifiedAbsences(client: ClientBase, caseId: string): Promise<AbsenceRow[]> {
  const { rows } = await client.query<AbsenceRow>({
    name: "breach-absences",
    // As a whole row: a summons of before its acts were kept has no data of its own.
    text: `select s.id as "summonsId", a.id as "appointmentId", a.starts_at as "startsAt", to_jsonb(s) -> 'data' as data
     from summons s join appointment a on a.id = s.appointment_id where s.case_id = $1 and s.state = 'unjustified'
       and not exists (select 1 from dossier_item i where i.case_id = $1 and i.procedure = 'condizionalita' and i.data->>'summonsId' = s.id::text)
     order by a.starts_at, s.id`,
    values: [caseId],
  });
  return rows;
}

/** A report as it leaves. The database never lets it be changed. */
export interface NewReport {
  readonly id: string;
  readonly caseId: string;
  readonly itemId: string;
  readonly event: string;
  readonly factOn: string;
  readonly measureVersion: string;
  readonly unit: Unit;
  readonly counterBefore: number;
  readonly counterAfter: number;
  readonly proof: string;
  readonly evidence: readonly string[];
  readonly linkKind: string;
  readonly linkId: string;
  readonly hoursWaited: number;
  readonly operatorTaxCode: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly actId: string;
  readonly sentAt: string;
}

export async function insertReport(client: ClientBase, report: NewReport): Promise<void> {
  await client.query({
    name: "report-insert",
    text: `insert into report (id, case_id, item_id, event, fact_on, measure_version, unit_kind, unit_id, counter_before, counter_after, proof, evidence,
       link_kind, link_id, hours_waited, operator_tax_code, proposed_by, approved_by, act_id, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    values: [
      report.id, report.caseId, report.itemId, report.event, report.factOn, report.measureVersion, report.unit.kind, report.unit.id, report.counterBefore,
      report.counterAfter, report.proof, JSON.stringify(report.evidence), report.linkKind, report.linkId, report.hoursWaited, report.operatorTaxCode,
      report.proposedBy, report.approvedBy, report.actId, report.sentAt,
    ],
  });
}

export interface ReportEnd {
  readonly itemId: string;
  readonly as: "cancelled" | "discarded";
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly actId: string;
}

/** Ends the report that stands for an item; gives its id. Throws when none stands. */
export async function endReport(client: ClientBase, end: ReportEnd): Promise<string> {
  const { rows } = await client.query<{ id: string }>({
    name: "report-end",
    text: `update report set ended_as = $2, ended_at = $3, ended_by = $4, ended_reason = $5, ended_act = $6
     where item_id = $1 and ended_as is null returning id`,
    values: [end.itemId, end.as, end.at, end.by, end.reason, end.actId],
  });
  if (rows[0] === undefined) throw new Error(`item ${end.itemId} has no report that stands`);
  return rows[0].id;
}

/** The number that stood before the last report of an item; null when it never had one. */
export async function lastCounted(client: ClientBase, itemId: string): Promise<number | null> {
  const { rows } = await client.query<{ before: number }>({
    name: "report-last-counted",
    text: "select counter_before as before from report where item_id = $1 order by sent_at desc, id desc limit 1",
    values: [itemId],
  });
  return rows[0]?.before ?? null;
}

export interface ReviewRequest {
  readonly unit: Unit;
  readonly event: string;
  readonly measure: string;
  /** Only reports under this benefit; null where breaches go on counting after a renewal. */
  readonly benefitId: string | null;
  /** Reports that counted at least so many before them. */
  readonly count: number;
  readonly reason: string;
  readonly detail: string;
}

/** Asks the desks of whatever office to read those reports again; gives how many were asked. */
export async function askToReviewReports(client: ClientBase, request: ReviewRequest, now: string): Promise<number> {
  const { rows } = await client.query<{ asked: number }>(
    "select ask_to_review_reports($1, $2, $3, $4, $5, $6, $7, $8, $9) as asked",
    [
      request.unit.kind, request.unit.id, request.event, request.measure, request.benefitId, request.count, request.reason, request.detail, now,
    ],
  );
  return rows[0]!.asked;
}
