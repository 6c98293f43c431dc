// The rows of the worklist that are shown, whole: person, benefit, open terms, tasks, appointment, who follows, waits and note. Behind the wall.

import { prepared } from "./query.ts";
import type { Queryable } from "./query.ts";

export interface WorklistRow {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly birthDate: string;
  readonly citizenship: string;
  readonly role: "R" | "M";
  readonly bound: boolean;
  readonly reach: "sms+email" | "sms" | "email" | "pec" | "paper" | "nobody";
  readonly municipality: string | null;
  readonly measure: string;
  readonly protocol: string;
  readonly grantedOn: string;
  readonly phone: string | null;
  readonly appointmentAt: string | null;
  readonly meetsOn: string | null;
  readonly justifyDue: string | null;
  readonly exemptUntil: string | null;
  readonly activityUntil: string | null;
  readonly operator: string | null;
  readonly assignedOn: string | null;
  /** Open terms: of the notice ("T2") and of items ("patto/report-pact"), with the identifier of their norm. */
  readonly terms: readonly { readonly term: string; readonly dueOn: string; readonly citation: string | null }[];
  readonly tasks: readonly { readonly kind: string; readonly detail: string | null }[];
  readonly wait: { readonly until: string; readonly reason: string; readonly note: string; readonly by: string } | null;
  readonly note: { readonly reason: string; readonly text: string; readonly dueOn: string | null; readonly by: string } | null;
}

const ROW = `f.id as "caseId", p.surname, p.name, p.tax_code as "taxCode", p.birth_date as "birthDate", p.citizenship, f.role, f.bound, p.reach,
  coalesce(p.domicile->>'municipalityName', p.residence->>'municipalityName') as municipality, b.measure, b.protocol, b.granted_on as "grantedOn",
  (select k.value from contact_point k where k.person_id = p.id and k.kind in ('mobile', 'landline') and k.usable and k.current
   order by k.kind desc, k.source_date desc, k.value limit 1) as phone,
  w.meets_at as "appointmentAt", w.meets_on as "meetsOn", w.justify_due as "justifyDue", w.exempt_until as "exemptUntil", w.activity_until as "activityUntil",
  w.assigned_to as operator, w.assigned_on as "assignedOn",
  (select coalesce(jsonb_agg(jsonb_build_object('term', t.term, 'dueOn', t.due_on, 'citation', t.citation) order by t.due_on, t.term), '[]') from (
     select kind as term, due_on, citation from term where case_id = f.id and met_at is null
     union all
     select procedure || '/' || kind, due_on, citation from item_term where case_id = f.id and met_at is null) t) as terms,
  (select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'detail', d.detail) order by d.opened_at, d.kind), '[]')
   from desk_task d where d.case_id = f.id and d.closed_at is null) as tasks,
  (select jsonb_build_object('until', z.until_on, 'reason', z.reason, 'note', z.note, 'by', z.set_by) from case_wait z
   where z.case_id = f.id and z.ended_at is null) as wait,
  (select jsonb_build_object('reason', k.reason, 'text', k.text, 'dueOn', k.due_on, 'by', k.written_by) from case_note k
   where k.case_id = f.id and k.removed_at is null) as note`;

const ROWS = `select ${ROW} from unnest($1::uuid[]) with ordinality asked (id, at)
  join case_file f on f.id = asked.id join worklist w on w.case_id = f.id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id order by asked.at`;

/** In the order asked for; cases that are not the office's are not among them. */
export async function readWorklistRows(db: Queryable, caseIds: readonly string[]): Promise<WorklistRow[]> {
  const { rows } = await prepared(db).query<WorklistRow & Record<string, unknown>>(ROWS, [caseIds]);
  return rows;
}
