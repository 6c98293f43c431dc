// Queries of how a case stands towards other procedures: when it was bound, on which days it was present, what is reported.

import type { ClientBase } from "pg";

export interface BoundPeriod {
  readonly from: string;
  /** Null: until now. */
  readonly to: string | null;
  readonly bound: boolean;
}

/** Since when the person has been bound or not, as the notices said; the first is taken to hold from the grant of the benefit. */
export async function boundOn(client: ClientBase, caseId: string): Promise<BoundPeriod[]> {
  const { rows } = await client.query<BoundPeriod>({
    name: "standing-bound",
    text: `select case when k.valid_from = min(k.valid_from) over () then least(k.valid_from, b.granted_on::timestamptz) else k.valid_from end as "from",
       k.valid_to as "to", k.value = 'si' as bound
     from case_fact k join case_file f on f.id = k.case_id join benefit b on b.id = f.benefit_id
     where k.case_id = $1 and k.kind = 'bound' order by k.valid_from`,
    values: [caseId],
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
