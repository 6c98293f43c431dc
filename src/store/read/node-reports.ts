// Reading what an office has told the national platform: lists by state, what was exchanged of one report.

import type { ClientBase } from "pg";
import type { NodeReport } from "../../domain/reporting/types.ts";

export interface ListedReport {
  readonly id: string;
  readonly seq: string;
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly kind: string;
  readonly policyNumber: string | null;
  readonly report: NodeReport;
  readonly state: "waiting" | "on-wire" | "uncertain" | "acknowledged" | "refused" | "set-aside" | "by-file";
  readonly madeAt: string;
  readonly dueOn: string | null;
  readonly attempts: number;
  readonly answer: string | null;
  readonly detail: string | null;
}

export type ReportView = "da-decidere" | "in-attesa" | "ricevute";

export const STATES_OF: Readonly<Record<ReportView, readonly string[]>> = {
  "da-decidere": ["refused", "uncertain", "by-file"],
  "in-attesa": ["waiting", "on-wire"],
  ricevute: ["acknowledged"],
};

/** A page of the reports that may be seen, oldest first where something waits, latest first where it is done. */
export async function listReports(db: ClientBase, view: ReportView, cursor: string | undefined, limit: number): Promise<ListedReport[]> {
  const isDone = view === "ricevute";
  const { rows } = await db.query<ListedReport>(
    `select r.id, r.seq::text, r.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode", r.kind, r.policy_number as "policyNumber", r.report,
       r.state, r.made_at as "madeAt", r.due_on as "dueOn", r.attempts, r.answer, r.detail
     from node_report r join case_file f on f.id = r.case_id join person p on p.id = f.person_id
     where r.state = any($1) and ($2::bigint is null or r.seq ${isDone ? "<" : ">"} $2)
     order by r.seq ${isDone ? "desc" : "asc"} limit $3`,
    [STATES_OF[view], cursor ?? null, limit],
  );
  return rows;
}

export async function countReports(db: ClientBase): Promise<Readonly<Record<"da-decidere" | "in-attesa", number>>> {
  const { rows } = await db.query<{ toSettle: number; waiting: number }>(
    `select count(*) filter (where state = any($1))::int as "toSettle", count(*) filter (where state = any($2))::int as waiting
     from node_report where state not in ('acknowledged', 'set-aside')`,
    [STATES_OF["da-decidere"], STATES_OF["in-attesa"]],
  );
  return { "da-decidere": rows[0]?.toSettle ?? 0, "in-attesa": rows[0]?.waiting ?? 0 };
}

export interface ReportAttempt {
  readonly at: string;
  readonly outcome: "taken" | "refused" | "deferred" | "unreachable" | "no-answer" | "known" | "by-file";
  readonly code: string | null;
  readonly detail: string | null;
  readonly sent: string;
  readonly received: string | null;
}

/** What went over the wire for one report, first try first; null where it cannot be seen. */
export async function reportAttempts(db: ClientBase, id: string): Promise<{ readonly caseId: string; readonly attempts: ReportAttempt[] } | null> {
  const { rows: found } = await db.query<{ caseId: string }>(`select case_id as "caseId" from node_report where id = $1`, [id]);
  if (found[0] === undefined) return null;
  const { rows } = await db.query<ReportAttempt>("select at, outcome, code, detail, sent, received from node_report_attempt where report_id = $1 order by id", [id]);
  return { caseId: found[0].caseId, attempts: rows };
}
