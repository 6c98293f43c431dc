// Queries of terms: opened and met by acts, and looked at again, in order of id, at the turn of each day.

import type { ClientBase } from "pg";
import type { ClockId, ClockUnit } from "../domain/measures/clock-types.ts";

/** A term of an item as it is kept: all that is needed to count it again. */
export interface ItemTerm {
  readonly id: string;
  readonly caseId: string;
  readonly itemId: string;
  readonly procedure: string;
  /** Its name in the table of the procedure. */
  readonly kind: string;
  readonly clock: ClockId;
  readonly startsOn: string;
  readonly startedAt: string | null;
  readonly amount: number;
  readonly unit: ClockUnit;
  readonly suspended: boolean;
  readonly dueOn: string;
  readonly dueAt: string | null;
  readonly citation: string | null;
  readonly startCitation: string | null;
  readonly openedAt: string;
  readonly openedBy: string;
}

export interface StoredTerm extends ItemTerm {
  readonly metAt: string | null;
  readonly metBy: string | null;
  readonly expiredOn: string | null;
}

const TERM = `t.id, t.case_id as "caseId", t.item_id as "itemId", t.procedure, t.kind, t.clock, t.starts_on as "startsOn", t.started_at as "startedAt",
  t.amount, t.unit, t.suspended, t.due_on as "dueOn", t.due_at as "dueAt", t.citation, t.start_citation as "startCitation",
  t.opened_at as "openedAt", t.opened_by as "openedBy", t.met_at as "metAt", t.met_by as "metBy", t.expired_on as "expiredOn"`;

export async function openItemTerm(client: ClientBase, term: ItemTerm): Promise<void> {
  await client.query({
    name: "term-open",
    text: `insert into item_term (id, case_id, item_id, procedure, kind, clock, starts_on, started_at, amount, unit, suspended, due_on, due_at,
      citation, start_citation, opened_at, opened_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    values: [
      term.id, term.caseId, term.itemId, term.procedure, term.kind, term.clock, term.startsOn, term.startedAt, term.amount, term.unit, term.suspended,
      term.dueOn, term.dueAt, term.citation, term.startCitation, term.openedAt, term.openedBy,
    ],
  });
}

export interface Meeting {
  readonly now: string;
  /** Name of the act that meets them, and its id. */
  readonly by: string;
  readonly act: string;
}

/** Meets the open terms of these kinds; gives the kinds that were open. */
export async function meetItemTerms(client: ClientBase, itemId: string, kinds: readonly string[], meeting: Meeting): Promise<string[]> {
  if (kinds.length === 0) return [];
  const { rows } = await client.query<{ kind: string }>({
    name: "term-meet",
    text: "update item_term set met_at = $3, met_by = $4, met_act = $5 where item_id = $1 and kind = any($2::text[]) and met_at is null returning kind",
    values: [itemId, kinds, meeting.now, meeting.by, meeting.act],
  });
  return rows.map((row) => row.kind);
}

/** Meets the term that a notice opened for the case, by its number ("T1", "T2" …). */
export async function meetNoticeTerm(client: ClientBase, caseId: string, code: string, meeting: Pick<Meeting, "now" | "by">): Promise<void> {
  await client.query("update term set met_at = $3, met_by = $4 where case_id = $1 and kind = $2 and met_at is null", [caseId, code, meeting.now, meeting.by]);
}

/** Until when a term that a notice opened for the case runs; null when none is running. */
export async function noticeTermDue(client: ClientBase, caseId: string, code: string): Promise<string | null> {
  const { rows } = await client.query<{ due: string }>("select due_on as due from term where case_id = $1 and kind = $2 and met_at is null order by due_on limit 1", [caseId, code]);
  return rows[0]?.due ?? null;
}

/** Opens again a term of the notice that one of these acts had met, since it was corrected. */
export async function reopenNoticeTerm(client: ClientBase, caseId: string, code: string, metBy: readonly string[]): Promise<void> {
  await client.query("update term set met_at = null, met_by = null where case_id = $1 and kind = $2 and met_by = any($3::text[])", [caseId, code, metBy]);
}

/** All terms of these items, those not met first. */
export async function readItemTerms(client: ClientBase, itemIds: readonly string[]): Promise<StoredTerm[]> {
  const { rows } = await client.query<StoredTerm>({
    name: "terms-of-items",
    text: `select ${TERM} from item_term t where t.item_id = any($1::uuid[]) order by t.met_at is not null, t.due_on, t.id`,
    values: [itemIds],
  });
  return rows;
}

/** An open term with what its calendar depends on. */
export interface RunningTerm extends StoredTerm {
  readonly measure: string;
  readonly grantedOn: string;
  readonly officeId: string | null;
}

/** The next open terms in id order. */
export async function nextRunning(client: ClientBase, after: string, limit: number): Promise<RunningTerm[]> {
  const { rows } = await client.query<RunningTerm>({
    name: "terms-running",
    text: `select ${TERM}, b.measure, b.granted_on as "grantedOn", c.office_id as "officeId"
     from (select * from item_term where met_at is null and id > $1 order by id limit $2) t
     join case_file f on f.id = t.case_id join benefit b on b.id = f.benefit_id left join competence c on c.case_id = t.case_id order by t.id`,
    values: [after, limit],
  });
  return rows;
}

export interface TermChange {
  readonly id: string;
  readonly dueOn: string;
  readonly dueAt: string | null;
  readonly expiredOn: string | null;
}

/** Writes what the turn of the day found of these terms; one met meanwhile is left alone. */
export async function changeTerms(client: ClientBase, changes: readonly TermChange[]): Promise<void> {
  if (changes.length === 0) return;
  await client.query({
    name: "terms-change",
    text: `update item_term t set due_on = c.due_on, due_at = c.due_at, expired_on = c.expired_on
     from unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::date[]) c (id, due_on, due_at, expired_on) where t.id = c.id and t.met_at is null`,
    values: [changes.map((one) => one.id), changes.map((one) => one.dueOn), changes.map((one) => one.dueAt), changes.map((one) => one.expiredOn)],
  });
}

/** The open terms of notices, told apart only by what their due day depends on. */
export interface NoticeTermGroup {
  readonly kind: "T1" | "T2";
  readonly measure: string;
  readonly grantedOn: string;
  readonly startsOn: string;
  readonly dueOn: string;
  readonly terms: number;
}

export async function noticeTermGroups(client: ClientBase): Promise<NoticeTermGroup[]> {
  const { rows } = await client.query<NoticeTermGroup>(
    `select t.kind, b.measure, b.granted_on as "grantedOn", t.starts_on as "startsOn", t.due_on as "dueOn", count(*)::int as terms
     from term t join case_file f on f.id = t.case_id join benefit b on b.id = f.benefit_id
     where t.kind in ('T1', 'T2') and t.met_at is null group by 1, 2, 3, 4, 5`,
  );
  return rows;
}

/** The start and due day of the open notice terms of one group, where they have changed. */
export async function moveNoticeTerms(client: ClientBase, group: NoticeTermGroup, to: { readonly startsOn: string; readonly dueOn: string }): Promise<number> {
  const { rowCount } = await client.query(
    `update term t set starts_on = $5, due_on = $6 from case_file f join benefit b on b.id = f.benefit_id
     where f.id = t.case_id and t.kind = $7 and t.met_at is null and b.measure = $1 and b.granted_on = $2 and t.starts_on = $3 and t.due_on = $4`,
    [group.measure, group.grantedOn, group.startsOn, group.dueOn, to.startsOn, to.dueOn, group.kind],
  );
  return rowCount ?? 0;
}

/** Turns red what has run out unmet, and takes the red from what a suspension has moved; at most so many rows. Gives how many changed. */
export async function markNoticeTerms(client: ClientBase, day: string, limit: number): Promise<{ expired: number; restored: number }> {
  const { rows } = await client.query<{ expired: number; restored: number }>(
    `with found as (
       select case_id, kind, due_on < $1::date as over from term
       where met_at is null and ((due_on < $1::date and expired_on is null) or (due_on >= $1::date and expired_on is not null))
       limit $2 for update skip locked
     ), marked as (
       update term t set expired_on = case when found.over then $1::date end from found
       where t.case_id = found.case_id and t.kind = found.kind returning found.over
     )
     select count(*) filter (where over)::int as expired, count(*) filter (where not over)::int as restored from marked`,
    [day, limit],
  );
  return rows[0]!;
}

/** How far the turn of a day has come. */
export interface Turn {
  readonly day: string;
  readonly step: "notices" | "items" | "done";
  readonly afterId: string;
  readonly looked: number;
  readonly expired: number;
  readonly moved: number;
  readonly acts: number;
  readonly tasks: number;
  readonly refused: number;
  readonly finishedAt: string | null;
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Begins the turn of `day`, or finds it begun, and holds it until the end of the transaction: one process at a time goes on with it. */
export async function holdTurn(client: ClientBase, day: string, now: string): Promise<Turn> {
  await client.query(
    "insert into turn_of_day (day, started_at, step, after_id) values ($1, $2, 'notices', $3) on conflict (day) do nothing",
    [day, now, FIRST_ID],
  );
  const { rows } = await client.query<Turn>(
    `select day, step, after_id as "afterId", looked, expired, moved, acts, tasks, refused, finished_at as "finishedAt"
     from turn_of_day where day = $1 for update`,
    [day],
  );
  return rows[0]!;
}

export async function saveTurn(client: ClientBase, turn: Turn): Promise<void> {
  await client.query(
    `update turn_of_day set step = $2, after_id = $3, looked = $4, expired = $5, moved = $6, acts = $7, tasks = $8, refused = $9, finished_at = $10
     where day = $1`,
    [turn.day, turn.step, turn.afterId, turn.looked, turn.expired, turn.moved, turn.acts, turn.tasks, turn.refused, turn.finishedAt],
  );
}

export interface TermTask {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly reason: string;
  readonly detail: string;
}

/** Opens tasks in bulk, one of a kind for a case; gives how many are new. */
export async function openTermTasks(client: ClientBase, now: string, tasks: readonly TermTask[]): Promise<number> {
  if (tasks.length === 0) return 0;
  const { rowCount } = await client.query(
    `insert into desk_task (id, case_id, kind, reason, detail, opened_at)
     select id, case_id, kind, reason, detail, $1 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) t (id, case_id, kind, reason, detail)
     on conflict (case_id, kind) where closed_at is null do nothing`,
    [now, tasks.map((one) => one.id), tasks.map((one) => one.caseId), tasks.map((one) => one.kind), tasks.map((one) => one.reason), tasks.map((one) => one.detail)],
  );
  return rowCount ?? 0;
}
