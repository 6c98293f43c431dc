// Queries that end a summons: the seat is released, what has not left is withdrawn.

import type { ClientBase } from "pg";

export interface EndedSummons {
  readonly summonsId: string;
  readonly caseId: string;
  readonly appointmentId: string;
  readonly officeId: string;
  readonly startsAt: string;
  readonly wasIssued: boolean;
}

/** Cancels the open summons of each case: seat released, unsent messages withdrawn. Past appointments are left as they are. */
export async function cancelOpenSummonses(client: ClientBase, caseIds: readonly string[], now: string): Promise<EndedSummons[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await client.query<EndedSummons>(
    `with open as (
       select s.id, s.case_id, s.appointment_id, s.issued_at, a.office_id, a.starts_at
       from summons s join appointment a on a.id = s.appointment_id
       where s.case_id = any($1::uuid[]) and s.state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') and a.starts_at > $2
       order by s.id for update of s
     ), released as (
       update appointment a set state = 'released' from open where a.id = open.appointment_id
     ), withdrawn as (
       update message m set state = 'withdrawn', settled_at = clock_timestamp()
       from open where m.appointment_id = open.appointment_id and m.state = 'due'
     ), ended as (
       update summons s set state = 'cancelled', version = version + 1 from open where s.id = open.id
     )
     select id as "summonsId", case_id as "caseId", appointment_id as "appointmentId", office_id as "officeId",
       starts_at as "startsAt", issued_at is not null as "wasIssued" from open`,
    [caseIds, now],
  );
  return rows;
}
