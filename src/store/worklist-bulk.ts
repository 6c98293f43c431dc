// The worklist's rows written by bulk work itself, set by set, after everything else in its transaction: whoever ends a transaction with them waits for nobody.

import type { ClientBase } from "pg";

type Client = Pick<ClientBase, "query">;

/** From here to the end of the transaction no row of the list is made anew for each row written: the caller writes them. */
export const BY_HAND = "set local app.worklist = 'by-hand'";
const BY_ITSELF = "set local app.worklist = ''";

export async function writeWorklistByHand(client: Client): Promise<void> {
  await client.query(BY_HAND);
}

export interface PlannedSeat {
  readonly caseId: string;
  readonly day: string;
  readonly startsAt: string;
}

/** Cases that have just been given a seat: no longer to be convened, still to be told. */
export async function markWorklistPlanned(client: Client, seats: readonly PlannedSeat[]): Promise<void> {
  await client.query(
    `update worklist w set pending = (w.pending & ~1::bigint) | 2, meets_on = s.day, meets_at = s.starts_at
     from unnest($1::uuid[], $2::date[], $3::timestamptz[]) s (case_id, day, starts_at) where w.case_id = s.case_id`,
    [seats.map((one) => one.caseId), seats.map((one) => one.day), seats.map((one) => one.startsAt)],
  );
}

/** Cases that have just been written to; for those given last, the term to convene is met by it. */
export async function markWorklistIssued(client: Client, caseIds: readonly string[], termMetFor: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const met = new Set(termMetFor);
  await client.query(
    `update worklist w set pending = (w.pending & ~2::bigint) | 4, convene_due = case when s.met then null else w.convene_due end
     from unnest($1::uuid[], $2::boolean[]) s (case_id, met) where w.case_id = s.case_id`,
    [caseIds, caseIds.map((id) => met.has(id))],
  );
}

/** Persons of a chunk (see `matched`) who are new and have this one notice: their rows follow from it. */
const ALONE = `select the_person from matched where known_person is null group by the_person having count(*) = 1`;

/** The rows of a chunk's cases, as the last thing it writes: those of new persons as they stand, the others made anew. */
export const CHUNK_WORKLIST = [
  `create temp table alone on commit drop as ${ALONE}`,

  `insert into worklist (case_id, office_id, sort_key, pending, did_due, convene_due)
   select c.case_id, c.office_id, c.search_key,
     case when m.bound then (1::bigint << 40) | (1 << 14) | 1 | case when p.reach in ('pec', 'paper', 'nobody') and told_way(m.measure, p.reach, p.postal) is null then 1 << 7 else 0 end else 0 end,
     case when m.bound then m.did_due end, case when m.bound then m.term_due end
   from alone join matched m on m.the_person = alone.the_person join person p on p.id = alone.the_person join competence c on c.case_id = m.the_case`,

  `select worklist_refresh(array(
     select f.id from case_file f where f.person_id in (
       select m.the_person from matched m where m.outcome in ('created', 'updated') except select the_person from alone)))`,

  BY_ITSELF,
];
