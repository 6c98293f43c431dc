// Reads for the control screen of the national node: figures, what waits, the messages exchanged, who is missing.

import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";
import type { ExchangeDetail, ListedExchange, MissingPersons, NationalNodeView, NodeDay, NodeFlow, NodeRun } from "../../contract/national-node.ts";

/** Of a count by outcome, the columns of the screen. */
const COUNTS = `coalesce(sum(count), 0)::int as received, coalesce(sum(count) filter (where outcome in ('created', 'updated', 'answered')), 0)::int as applied,
  coalesce(sum(count) filter (where outcome = 'same'), 0)::int as same, coalesce(sum(count) filter (where outcome = 'older'), 0)::int as older,
  coalesce(sum(count) filter (where outcome = 'refused'), 0)::int as refused, coalesce(sum(count) filter (where outcome = 'failed'), 0)::int as failed`;

export async function readFlows(db: Queryable, from: string): Promise<NodeFlow[]> {
  const { rows } = await db.query<NodeFlow>(
    `select f.code as flow, f.direction, c.*, coalesce(o.waiting, i.waiting) as waiting, coalesce(o.oldest, i.oldest) as "oldestWaiting",
       coalesce(o.nearest_due, i.due) as "nearestDue"
     from node_flow f
     cross join lateral (select ${COUNTS} from node_day d where d.flow = f.code and d.day >= $1) c
     cross join lateral (select count(*)::int as waiting, min(at) as oldest, min(due_on) as due from node_exchange x
       where x.flow = f.code and x.settled_at is null and x.outcome in ('refused', 'failed') and x.repeats is null and f.code = 'notice') i
     left join node_report_figures() o on o.flow = f.code
     order by f.position`,
    [from],
  );
  return rows;
}

export async function readDays(db: Queryable, from: string): Promise<NodeDay[]> {
  const { rows } = await db.query<NodeDay>(`select day, flow, ${COUNTS} from node_day where day >= $1 group by 1, 2 order by day desc, flow`, [from]);
  return rows;
}

export async function readRefusals(db: Queryable, from: string): Promise<NationalNodeView["refusals"]> {
  const { rows } = await db.query<NationalNodeView["refusals"][number]>(
    `select flow, outcome, code, sum(count)::int as count from node_day where day >= $1 and outcome in ('refused', 'failed') and code <> ''
     group by 1, 2, 3 order by 4 desc, 3 limit 20`,
    [from],
  );
  return rows;
}

export async function readRuns(db: Queryable): Promise<NodeRun[]> {
  const { rows } = await db.query<NodeRun>(
    `select r.id, r.state, asked_at as "askedAt", asked_by as "askedBy", extracted_at as "extractedAt", r.finished_at as "finishedAt", r.position as read, r.same,
       coalesce(b.rows_created, 0) as created, coalesce(b.rows_updated, 0) as updated, coalesce(b.rows_unchanged, 0) as older, coalesce(b.rows_rejected, 0) as rejected,
       r.gone, r.back, r.tasks, r.batch_id as "batchId", r.error_message as "errorMessage"
     from node_run r left join batch b on b.id = r.batch_id order by asked_at desc, r.id desc limit 10`,
  );
  return rows;
}

export async function countAbsences(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>("select count(distinct case_id)::int as count from node_absence");
  return rows[0]!.count;
}

const LISTED = `x.id, x.flow, x.at, x.outcome, x.code, x.message, x.reference, x.bytes::int as bytes, x.took_ms as "tookMs", x.due_on as "dueOn", x.settled_how as "settledHow"`;

export interface ExchangeFilter {
  readonly flow?: string | undefined;
  readonly day?: string | undefined;
  readonly outcome?: string | undefined;
  readonly waiting?: "yes" | undefined;
}

/** Newest first; those that wait, by their term and then oldest first. */
export async function listExchanges(db: Queryable, filter: ExchangeFilter, cursor: string | undefined): Promise<{ rows: ListedExchange[]; next: string | null }> {
  const after = readCursor(cursor, 1)?.[0] ?? null;
  const waits = filter.waiting === "yes";
  const { rows } = await db.query<ListedExchange>(
    `select ${LISTED} from node_exchange x
     where ($1::text is null or x.flow = $1) and ($2::date is null or x.day = $2) and ($3::text is null or x.outcome = $3)
       ${waits ? "and x.flow = 'notice' and x.settled_at is null and x.outcome in ('refused', 'failed') and x.repeats is null" : ""}
       and ($4::uuid is null or x.id ${waits ? ">" : "<"} $4)
     order by x.id ${waits ? "asc" : "desc"} limit ${PAGE + 1}`,
    [filter.flow ?? null, filter.day ?? null, filter.outcome ?? null, after],
  );
  return page(rows, (row) => [row.id]);
}

/** One exchange whole: what went over the wire, as text. */
export async function readExchange(db: Queryable, id: string): Promise<ExchangeDetail | null> {
  const { rows } = await db.query<Omit<ExchangeDetail, "request" | "answer" | "isWhole"> & { request: Buffer; answer: Buffer | null }>(
    `select ${LISTED}, x.request, x.answer, encode(x.digest, 'hex') as digest, x.settled_at as "settledAt", x.settled_by as "settledBy", x.repeats,
       x.case_id as "caseId", x.batch_id as "batchId" from node_exchange x where x.id = $1`,
    [id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const isWhole = row.flow !== "notice" || row.bytes <= row.request.length;
  return { ...row, request: shown(row.request), answer: row.answer === null ? null : shown(row.answer), isWhole };
}

/** What is no text is shown with the mark of what cannot be read; the bytes themselves are kept. */
function shown(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\0", "\uFFFD");
}

export async function listMissing(db: Queryable, cursor: string | undefined): Promise<MissingPersons> {
  const after = readCursor(cursor, 1)?.[0] ?? null;
  const { rows } = await db.query<MissingPersons["rows"][number]>(
    `select a.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode", o.name as office, max(a.states)::int as states, min(a.since) as since, min(a.due_on) as "dueOn",
       bool_or(a.task_id is not null) as asked
     from node_absence a join case_file f on f.id = a.case_id join person p on p.id = f.person_id
     left join competence c on c.case_id = a.case_id left join office o on o.id = c.office_id
     where ($1::uuid is null or a.case_id > $1) group by a.case_id, p.surname, p.name, p.tax_code, o.name order by a.case_id limit ${PAGE + 1}`,
    [after],
  );
  return page(rows, (row) => [row.caseId]);
}
