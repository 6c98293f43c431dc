// The lists of the conditionality desk, and what the page of a fact shows; everything behind the office's wall.

import type { FactList } from "../../contract/conditionality.ts";
import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";
import { shown } from "./case-messages.ts";

export interface FactListRow {
  readonly what: "fact" | "absence" | "task";
  readonly id: string;
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly measure: string;
  readonly event: string | null;
  readonly detail: string | null;
  readonly happenedOn: string | null;
  readonly state: string;
  readonly term: { readonly kind: string; readonly dueOn: string; readonly dueAt: string | null } | null;
  readonly papers: number;
  readonly proposedBy: string | null;
}

/** Which term is the one that matters in a state. */
const TERM_OF_STATE = `case i.state when 'may-justify' then 'justify' when 'reported' then 'cancel-report' else 'report' end`;
const PAPERS = (caseId: string): string =>
  `(select count(*)::int from document d where d.case_id = ${caseId} and d.kind = 'justification' and d.outcome is null and d.erased_at is null)`;

const facts = (condition: string): string => `select 'fact' as what, i.id, i.case_id, i.data->>'event' as event, null as detail,
    i.data->>'happenedOn' as happened_on, i.state, i.data->>'proposedBy' as proposed_by,
    (select jsonb_build_object('kind', t.kind, 'dueOn', t.due_on, 'dueAt', t.due_at) from item_term t
     where t.item_id = i.id and t.kind = ${TERM_OF_STATE} order by t.opened_at desc limit 1) as term, i.opened_at
  from dossier_item i where i.procedure = 'condizionalita' and ${condition}`;

const ABSENCES = `select 'absence', s.id, s.case_id, 'E-CONV', null, a.day::text, 'unjustified', null, null::jsonb, a.starts_at
  from summons s join appointment a on a.id = s.appointment_id where s.state = 'unjustified'
    and not exists (select 1 from dossier_item i where i.procedure = 'condizionalita' and i.data->>'summonsId' = s.id::text)`;

/** Facts that another procedure has put before the desk and on whose day nothing is recorded yet. */
const TASKS = `select 'task', d.id, d.case_id, null, d.detail, substr(d.kind, 8, 10), 'task', null, null::jsonb, d.opened_at
  from desk_task d where d.closed_at is null and d.kind like 'breach-%'
    and not exists (select 1 from dossier_item i where i.case_id = d.case_id and i.procedure = 'condizionalita'
      and i.data->>'happenedOn' = substr(d.kind, 8, 10) and i.state <> 'withdrawn')`;

const JUSTIFY_OVER = `not exists (select 1 from item_term t where t.item_id = i.id and t.kind = 'justify' and t.met_at is null
  and t.due_on >= (business_now() at time zone 'Europe/Rome')::date)`;
const OPEN_STATES = `i.state in ('may-justify', 'held', 'report-cancelled')`;

/** What each list holds. A fact may stand in two: one that may be justified no more, with papers that nobody has looked at. */
const LISTS: Readonly<Record<FactList, string>> = {
  "to-judge": `${facts(`(i.state in ('held', 'report-cancelled') or (i.state = 'may-justify' and ${JUSTIFY_OVER}))`)} union all ${ABSENCES} union all ${TASKS}`,
  justifications: facts(`(i.state = 'may-justify' or (${OPEN_STATES} and ${PAPERS("i.case_id")} > 0))`),
  approval: facts(`i.state in ('proposed', 'approved')`),
  window: facts(`i.state = 'reported'`),
  closed: facts(`i.state in ('settled', 'applied', 'forfeited', 'not-applied', 'justified', 'withdrawn', 're-convened')`),
};

type Row = FactListRow & { readonly sortKey: string } & Record<string, unknown>;

/** One page of a list: nearest term first, and what has no term yet by its day; the closed ones newest first. */
export async function listFacts(db: Queryable, list: FactList, cursor: string | undefined): Promise<{ rows: FactListRow[]; next: string | null }> {
  const after = readCursor(cursor, 2);
  const isClosed = list === "closed";
  const key = isClosed ? "x.opened_at::text" : "coalesce(x.term->>'dueAt', x.term->>'dueOn', x.happened_on, '9999')";
  const [order, beyond] = isClosed ? ["desc", "<"] : ["asc", ">"];
  const { rows } = await db.query<Row>(
    `with listed as (select x.*, ${key} as sort_key from (${LISTS[list]}) x), shown as (
       select * from listed where $1::text is null or (sort_key, id) ${beyond} ($1, $2::uuid) order by sort_key ${order}, id ${order} limit ${PAGE + 1}
     )
     select l.what, l.id, l.case_id as "caseId", p.surname, p.name, b.measure, l.event, l.detail, l.happened_on as "happenedOn", l.state, l.term,
       l.proposed_by as "proposedBy", l.sort_key as "sortKey", ${PAPERS("l.case_id")} as papers
     from shown l join case_file f on f.id = l.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     order by l.sort_key ${order}, l.id ${order}`,
    after ?? [null, null],
  );
  return page(rows, ({ sortKey, id }) => [sortKey, id]);
}

/** How many facts wait in each list of what is open. */
export async function countFacts(db: Queryable): Promise<Record<string, number>> {
  const open = ["to-judge", "justifications", "approval", "window"] as const;
  const { rows } = await db.query<Record<string, number>>(`select ${open.map((list) => `(select count(*)::int from (${LISTS[list]}) x) as "${list}"`).join(", ")}`);
  return rows[0]!;
}

export interface ShownTelling {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly outcome: "failed" | "sent" | "received";
  readonly at: string;
  readonly appointmentId: string;
  readonly recipient: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly handedOverAt: string | null;
  readonly deliveredAt: string | null;
  readonly reference: string | null;
}

/** Everything that was written or told to the person about appointments, reminders too, with the exact text and the receipts; oldest first. */
export async function shownTellings(db: Queryable, caseId: string, appointmentId: string | null): Promise<ShownTelling[]> {
  const { rows } = await db.query<ShownTelling & Record<string, unknown>>(
    `select m.id, m.kind, m.channel, case m.state when 'delivered' then 'received' when 'accepted' then 'sent' else 'failed' end as outcome,
       coalesce((select min(r.at) from receipt r where r.message_id = m.id and r.status = 'delivered'), m.due_at) as at, m.appointment_id as "appointmentId",
       m.recipient, t.sender, t.subject, t.body as text, ${shown("m.accepted_at")} as "handedOverAt",
       (select min(r.at) from receipt r where r.message_id = m.id and r.status = 'delivered') as "deliveredAt", m.reference
     from message m left join message_content t on t.message_id = m.id
     where m.case_id = $1 and m.state in ('accepted', 'delivered', 'failed', 'uncertain') and ($2::uuid is null or m.appointment_id = $2)
     union all
     select e.id, 'evidence', e.channel, e.outcome, e.happened_at, e.appointment_id, null, e.recorded_by, null, null, e.happened_at,
       case when e.outcome = 'received' then e.happened_at end, e.reference
     from delivery_evidence e where e.case_id = $1 and ($2::uuid is null or e.appointment_id = $2)
     order by 5, 1 limit 60`,
    [caseId, appointmentId],
  );
  return rows;
}

export interface MemberThatDay {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly bound: boolean;
  /** State of the summons whose appointment was on that day; null for none. */
  readonly state: string | null;
}

/** The others of the household whom the office follows, and whether they were summoned on the day. */
export async function othersThatDay(db: Queryable, benefitId: string, caseId: string, day: string): Promise<MemberThatDay[]> {
  const { rows } = await db.query<MemberThatDay & Record<string, unknown>>(
    `select f.id as "caseId", p.surname, p.name, f.bound,
       (select s.state from summons s join appointment a on a.id = s.appointment_id where s.case_id = f.id and a.day = $3 order by a.starts_at desc limit 1) as state
     from case_file f join person p on p.id = f.person_id where f.benefit_id = $1 and f.id <> $2 order by p.birth_date`,
    [benefitId, caseId, day],
  );
  return rows;
}

export async function appointmentOf(db: Queryable, summonsId: string): Promise<{ id: string; startsAt: string; day: string; state: string; caseId: string } | null> {
  const { rows } = await db.query<{ id: string; startsAt: string; day: string; state: string; caseId: string }>(
    `select a.id, a.starts_at as "startsAt", a.day, s.state, s.case_id as "caseId" from summons s join appointment a on a.id = s.appointment_id where s.id = $1`,
    [summonsId],
  );
  return rows[0] ?? null;
}

export async function factTask(db: Queryable, id: string): Promise<{ caseId: string; kind: string; detail: string | null } | null> {
  const { rows } = await db.query<{ caseId: string; kind: string; detail: string | null }>(
    `select case_id as "caseId", kind, detail from desk_task where id = $1 and kind like 'breach-%' and closed_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

export async function personOfCase(db: Queryable, caseId: string): Promise<{ surname: string; name: string; taxCode: string } | null> {
  const { rows } = await db.query<{ surname: string; name: string; taxCode: string }>(
    `select p.surname, p.name, p.tax_code as "taxCode" from case_file f join person p on p.id = f.person_id where f.id = $1`,
    [caseId],
  );
  return rows[0] ?? null;
}
