// Queries of how a case stands towards other procedures: when it was bound, on which days it was present, what is reported.

import type { ClientBase } from "pg";

export interface BoundPeriod {
  readonly caseId: string;
  readonly from: string;
  /** Null: until now. */
  readonly to: string | null;
  readonly bound: boolean;
  /** Why not, in the words of the notice; "si" where bound. */
  readonly reason: string;
}

/** Since when each person has been bound or not, as the notices said; the first is taken to hold from the grant of the benefit. */
export async function boundOn(client: ClientBase, caseIds: readonly string[]): Promise<BoundPeriod[]> {
  const { rows } = await client.query<BoundPeriod>({
    name: "standing-bound",
    text: `select k.case_id as "caseId",
       case when k.valid_from = min(k.valid_from) over (partition by k.case_id) then least(k.valid_from, b.granted_on::timestamptz) else k.valid_from end as "from",
       k.valid_to as "to", k.value = 'si' as bound, k.value as reason
     from case_fact k join case_file f on f.id = k.case_id join benefit b on b.id = f.benefit_id
     where k.case_id = any($1::uuid[]) and k.kind = 'bound' order by k.valid_from`,
    values: [caseIds],
  });
  return rows;
}

/** Days of appointments at which the person was present. */
export async function attendedDays(client: ClientBase, caseId: string): Promise<string[]> {
  const { rows } = await client.query<{ day: string }>({
    name: "standing-attended",
    text: `select distinct a.day from summons s join appointment a on a.id = s.appointment_id where s.case_id = $1 and s.state = 'attended' order by 1`,
    values: [caseId],
  });
  return rows.map((row) => row.day);
}

/** Breaches of this case of which a report stands. */
export async function standingReports(client: ClientBase, caseId: string): Promise<string[]> {
  const { rows } = await client.query<{ event: string }>({
    name: "standing-reports",
    text: "select event from report where case_id = $1 and ended_as is null",
    values: [caseId],
  });
  return rows.map((row) => row.event);
}

/** An exemption of the household as the limit looks at it, across the walls. */
export interface HeldRow {
  readonly itemId: string;
  readonly personId: string;
  readonly code: string;
  readonly caredId: string | null;
  readonly periods: readonly { readonly from: string; readonly to: string }[];
  readonly endedOn: string | null;
}

/** Those of a household named by its unit; to be read under the unit's lock. */
export async function heldExemptions(client: ClientBase, unitId: string): Promise<HeldRow[]> {
  const { rows } = await client.query<HeldRow>({
    name: "standing-exemptions",
    text: `select item_id as "itemId", person_id as "personId", code, cared_id as "caredId", periods, ended_on as "endedOn" from held_exemptions($1)`,
    values: [unitId],
  });
  return rows;
}

/** Days on which the planner and the desk must know that nobody waits for the person: the open summons of a case, with its day. */
export interface StandingSummons {
  readonly id: string;
  readonly day: string;
}

/** The summons of a case that may still be cancelled; null when there is none. */
export async function cancellableSummons(client: ClientBase, caseId: string): Promise<StandingSummons | null> {
  const { rows } = await client.query<StandingSummons>({
    name: "standing-summons",
    text: `select s.id, a.day from summons s join appointment a on a.id = s.appointment_id
     where s.case_id = $1 and s.state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined')`,
    values: [caseId],
  });
  return rows[0] ?? null;
}

/** Cases to look at again on a day, those longest due first; another process's are passed over. */
export async function nextDutyReviews(client: ClientBase, day: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select case_id as id from duty_review where due_on <= $1 order by due_on, case_id limit $2 for update skip locked`,
    [day, limit],
  );
  return rows.map((row) => row.id);
}

/** When a case is to be looked at next; null: no day in sight. */
export async function setDutyReview(client: ClientBase, caseId: string, dueOn: string | null, now: string): Promise<void> {
  await client.query(
    `insert into duty_review (case_id, due_on, reviewed_at) values ($1, $2, $3)
     on conflict (case_id) do update set due_on = excluded.due_on, reviewed_at = excluded.reviewed_at`,
    [caseId, dueOn, now],
  );
}

export interface AgeLimit {
  readonly measure: string;
  readonly grantedFrom: string;
  readonly grantedTo: string | null;
  readonly notBoundFromAge: number | null;
  readonly adultFromAge: number;
}

/** Marks the cases never looked at whose person has reached an age of the measure since the notice; gives how many. */
export async function markAges(client: ClientBase, day: string, limits: readonly AgeLimit[]): Promise<number> {
  const { rowCount } = await client.query(
    `insert into duty_review (case_id, due_on)
     select f.id, $1::date from unnest($2::text[], $3::date[], $4::date[], $5::int[], $6::int[]) l (measure, granted_from, granted_to, old_age, adult_age)
     join benefit b on b.measure = l.measure and b.granted_on >= l.granted_from and (l.granted_to is null or b.granted_on <= l.granted_to)
     join case_file f on f.benefit_id = b.id join person p on p.id = f.person_id
     where (f.bound and p.birth_date + make_interval(years => l.old_age) <= $1::date)
        or (not f.bound and f.not_bound_reason = 'minor' and p.birth_date + make_interval(years => l.adult_age) <= $1::date)
     on conflict (case_id) do nothing`,
    [
      day, limits.map((one) => one.measure), limits.map((one) => one.grantedFrom), limits.map((one) => one.grantedTo),
      limits.map((one) => one.notBoundFromAge), limits.map((one) => one.adultFromAge),
    ],
  );
  return rowCount ?? 0;
}

/** Codes of the provinces of today ("NA", "AV" …). */
export async function provinceCodes(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ province: string }>("select distinct province from municipality");
  return rows.map((row) => row.province);
}
