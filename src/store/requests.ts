// Queries of the requests about one's own data: register, person, correction, restriction.

import type { ClientBase } from "pg";

export interface RequestRow {
  readonly id: string;
  readonly personId: string | null;
  readonly taxCode: string | null;
  readonly surname: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly cameBy: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly extendedBecause: string | null;
  readonly note: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly closedOn: string | null;
  readonly closedBy: string | null;
  readonly registeredBy: string;
}

const COLUMNS = `q.id, q.person_id as "personId", q.tax_code as "taxCode", p.surname, p.name, q.kind, q.came_by as "cameBy", q.received_on as "receivedOn",
  q.due_on as "dueOn", q.extended_because as "extendedBecause", q.note, q.state, q.outcome, q.closed_on as "closedOn", q.closed_by as "closedBy",
  q.registered_by as "registeredBy"`;
const FROM = "from subject_request q left join person p on p.id = q.person_id";

/** Open ones by the nearest term, or answered ones with the last first; one row more than `limit` tells that there are others. */
export async function listRequests(
  client: ClientBase,
  open: boolean,
  offset: number,
  limit: number,
): Promise<RequestRow[]> {
  const { rows } = await client.query<RequestRow>(
    `select ${COLUMNS} ${FROM} where (q.state = 'open') = $1
     order by case when $1 then q.due_on end, case when not $1 then q.closed_on end desc, q.id offset $2 limit $3`,
    [open, offset, limit],
  );
  return rows;
}

export async function readRequest(client: ClientBase, id: string, lock = false): Promise<RequestRow | null> {
  const { rows } = await client.query<RequestRow>(
    `select ${COLUMNS} ${FROM} where q.id = $1 ${lock ? "for update of q" : ""}`,
    [id],
  );
  return rows[0] ?? null;
}

export interface NewRequest {
  readonly id: string;
  readonly taxCode: string;
  readonly kind: string;
  readonly cameBy: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly note: string | null;
  readonly registeredAt: string;
  readonly registeredBy: string;
}

/** Tied to the person of that tax code, if there is one; says whether there is. */
export async function insertRequest(client: ClientBase, request: NewRequest): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    `insert into subject_request (id, person_id, tax_code, kind, came_by, received_on, due_on, note, registered_at, registered_by)
     values ($1, (select p.id from person p where p.tax_code = $2), $2, $3, $4, $5, $6, $7, $8, $9) returning person_id is not null as known`,
    [
      request.id,
      request.taxCode,
      request.kind,
      request.cameBy,
      request.receivedOn,
      request.dueOn,
      request.note,
      request.registeredAt,
      request.registeredBy,
    ],
  );
  return rows[0]!.known;
}

export async function extendRequest(
  client: ClientBase,
  id: string,
  dueOn: string,
  because: string,
): Promise<void> {
  await client.query("update subject_request set due_on = $2, extended_because = $3 where id = $1", [
    id,
    dueOn,
    because,
  ]);
}

export async function closeRequest(
  client: ClientBase,
  id: string,
  answer: { readonly state: string; readonly outcome: string; readonly on: string; readonly by: string },
): Promise<void> {
  await client.query(
    "update subject_request set state = $2, outcome = $3, closed_on = $4, closed_by = $5 where id = $1",
    [id, answer.state, answer.outcome, answer.on, answer.by],
  );
}

export interface CaseOfPerson {
  readonly id: string;
  readonly measure: string;
  readonly protocol: string;
  readonly officeId: string | null;
  readonly office: string | null;
}

export async function casesOf(client: ClientBase, personId: string): Promise<CaseOfPerson[]> {
  const { rows } = await client.query<CaseOfPerson>(
    `select f.id, b.measure, b.protocol, c.office_id as "officeId", o.name as office from case_file f join benefit b on b.id = f.benefit_id
     left join competence c on c.case_id = f.id left join office o on o.id = c.office_id where f.person_id = $1 order by f.id`,
    [personId],
  );
  return rows;
}

export interface PersonData {
  readonly taxCode: string;
  readonly provisional: boolean;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string | null;
  readonly residence: Readonly<Record<string, unknown>>;
}

export async function personData(
  client: ClientBase,
  personId: string,
  lock = false,
): Promise<PersonData | null> {
  const { rows } = await client.query<PersonData>(
    `select tax_code as "taxCode", provisional, surname, name, birth_date as "birthDate", sex, residence from person where id = $1 ${lock ? "for update" : ""}`,
    [personId],
  );
  return rows[0] ?? null;
}

export interface ContactRow {
  readonly kind: string;
  readonly value: string;
  readonly usable: boolean;
  readonly current: boolean;
}

export async function contactsOf(client: ClientBase, personId: string): Promise<ContactRow[]> {
  const { rows } = await client.query<ContactRow>(
    "select kind, value, usable, current from contact_point where person_id = $1 order by current desc, kind, value",
    [personId],
  );
  return rows;
}

/** Whether somebody here has this tax code. */
export async function isHeld(client: ClientBase, taxCode: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from person where tax_code = $1", [taxCode]);
  return rows.length > 0;
}

/** The name of a municipality that exists today; null for any other code. */
export async function municipalityName(client: ClientBase, code: string): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>("select name from municipality where code = $1", [code]);
  return rows[0]?.name ?? null;
}

/** Writes the data as corrected on `at`: only what a notice says later than that changes them again. */
export async function correctPerson(
  client: ClientBase,
  personId: string,
  data: PersonData,
  at: string,
): Promise<void> {
  await client.query(
    `update person set surname = $2, name = $3, birth_date = $4, sex = $5, residence = $6, data_as_of = greatest(data_as_of, $7),
       tax_code = $8, provisional = $9 where id = $1`,
    [personId, data.surname, data.name, data.birthDate, data.sex, JSON.stringify(data.residence), at, data.taxCode, data.provisional],
  );
}

/** A contact point given by the person. */
export async function addContact(
  client: ClientBase,
  personId: string,
  kind: string,
  value: string,
  at: string,
): Promise<void> {
  await client.query(
    `insert into contact_point (person_id, kind, value, raw, source, source_date, usable) values ($1, $2, $3, $3, 'person', $4, true)
     on conflict (person_id, kind, value) do update set current = true, usable = true`,
    [personId, kind, value, at],
  );
}

/** One that is not the person's: no message goes there any more. False when the person has no such contact point. */
export async function dropContact(
  client: ClientBase,
  personId: string,
  kind: string,
  value: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    "update contact_point set current = false, usable = false where person_id = $1 and kind = $2 and value = $3",
    [personId, kind, value],
  );
  return rowCount === 1;
}

/** How the person can be reached, and who shares a number, after the contacts have changed. */
export async function recountContacts(client: ClientBase, personId: string): Promise<void> {
  await client.query(
    `update person p set reach = (
       select case when bool_or(c.kind = 'mobile') and bool_or(c.kind = 'email') then 'sms+email' when bool_or(c.kind = 'mobile') then 'sms'
                   when bool_or(c.kind = 'email') then 'email' when bool_or(c.kind = 'pec') then 'pec' when p.postal then 'paper' else 'nobody' end
       from contact_point c where c.person_id = p.id and c.current and c.usable)
     where p.id = $1`,
    [personId],
  );
  await client.query(
    `update contact_point c set shared_by = least(n.persons, 32000)
     from (select value, count(*) as persons from contact_point where current and usable and value in (select value from contact_point where person_id = $1) group by value) n
     where c.value = n.value and c.current and c.usable and c.shared_by <> least(n.persons, 32000)`,
    [personId],
  );
}

export interface RestrictionRow {
  readonly id: string;
  readonly since: string;
  readonly reason: string;
  readonly imposedBy: string;
}

export async function openRestriction(client: ClientBase, personId: string): Promise<RestrictionRow | null> {
  const { rows } = await client.query<RestrictionRow>(
    `select id, since, reason, imposed_by as "imposedBy" from processing_restriction where person_id = $1 and ended_at is null`,
    [personId],
  );
  return rows[0] ?? null;
}

export interface NewRestriction {
  readonly id: string;
  readonly personId: string;
  readonly requestId: string;
  readonly reason: string;
  readonly since: string;
  readonly imposedBy: string;
}

/** Marks the person, takes back what has not left, and asks the offices to look; how many messages were taken back of each case. */
export async function imposeRestriction(
  client: ClientBase,
  restriction: NewRestriction,
): Promise<Map<string, number>> {
  const { id, personId, requestId, reason, since, imposedBy } = restriction;
  await client.query(
    "insert into processing_restriction (id, person_id, request_id, reason, since, imposed_by) values ($1, $2, $3, $4, $5, $6)",
    [id, personId, requestId, reason, since, imposedBy],
  );
  const { rows } = await client.query<{ caseId: string; messages: number }>(
    `with stopped as (
       update message m set state = 'withdrawn', settled_at = clock_timestamp(), failure = 'restricted'
       from case_file f where f.person_id = $1 and m.case_id = f.id and m.state = 'due' returning m.case_id
     ), asked as (
       insert into desk_task (id, case_id, kind, reason, opened_at)
       select gen_random_uuid(), s.case_id, 'restricted', 'restricted', $2 from (select distinct case_id from stopped) s
       on conflict (case_id, kind) where closed_at is null do nothing
     )
     select case_id as "caseId", count(*)::int as messages from stopped group by case_id`,
    [personId, since],
  );
  return new Map(rows.map((row) => [row.caseId, row.messages]));
}

export async function endRestriction(
  client: ClientBase,
  id: string,
  end: { readonly at: string; readonly by: string; readonly reason: string },
): Promise<void> {
  await client.query(
    "update processing_restriction set ended_at = $2, ended_by = $3, ended_reason = $4 where id = $1",
    [id, end.at, end.by, end.reason],
  );
}
