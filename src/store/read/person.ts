// Everything an office may see of one person it is competent for.

import { handText } from "../../domain/access/substitution.ts";
import { whySentences } from "../../domain/planning/why.ts";
import type { SeatReason } from "../../domain/planning/why.ts";
import type { Person } from "../../contract/person.ts";
import { readCaseMessages } from "./case-messages.ts";
import { prepared } from "./query.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

/** The page of a case, or null when it does not exist or another office is competent: the two cannot be told apart. */
export async function readPerson(connection: Queryable, caseId: string): Promise<Omit<Person, "offers" | "meetingOffers" | "notBoundText" | "telling"> | null> {
  const db = prepared(connection);
  const head = await readHead(db, caseId);
  if (head === null) return null;
  const { benefitId, ...identity } = head;
  const { personId } = identity;
  return {
    ...identity,
    household: await readHousehold(db, benefitId, caseId),
    contacts: await readContacts(db, personId),
    terms: await readTerms(db, caseId),
    appointments: await readAppointments(db, caseId),
    messages: await readCaseMessages(db, caseId),
    tasks: await readTasks(db, caseId),
    acts: await readActs(db, caseId),
  };
}

type Head = Omit<
  Person,
  "household" | "contacts" | "terms" | "appointments" | "messages" | "tasks" | "acts" | "offers" | "meetingOffers" | "notBoundText" | "telling"
> & {
  readonly benefitId: string;
};

async function readHead(db: Queryable, caseId: string): Promise<Head | null> {
  const found = await db.query<Loose<Head>>(
    `select f.id as "caseId", p.id as "personId", b.id as "benefitId", p.surname, p.name, p.tax_code as "taxCode", p.provisional,
            p.birth_date as "birthDate", p.sex, coalesce((select min(l.name) from place l where l.code = p.citizenship and l.kind = 'state'), p.citizenship) as citizenship,
            ${address("p.residence")} as residence,
            case when p.domicile is null then null else ${address("p.domicile")} end as domicile,
            coalesce((select m.name from municipality m where m.code = p.birth_place),
                     (select min(l.name) from place l where l.code = p.birth_place
                      and p.birth_date >= l.valid_from and (l.valid_to is null or p.birth_date <= l.valid_to)),
                     (select min(l.name) from place l where l.code = p.birth_place), p.birth_place) as "birthPlace",
            (select jsonb_build_object('since', to_char(r.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', r.reason)
             from processing_restriction r where r.person_id = p.id and r.ended_at is null) as restriction,
            (select jsonb_build_object('code', l.language, 'source', l.source, 'chosenAt', to_char(l.chosen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
             from person_language l where l.person_id = p.id) as language,
            p.data_as_of as "dataAsOf", p.reach, told_way(b.measure, p.reach, p.postal) is not null as reachable, f.role, f.bound, f.not_bound_reason as "notBoundReason",
            jsonb_build_object('measure', b.measure, 'protocol', b.protocol, 'previousProtocol', b.previous_protocol,
              'state', b.application_state, 'applicationDate', b.application_date, 'grantedOn', b.granted_on) as benefit,
            jsonb_build_object('officeId', c.office_id, 'office', o.name, 'rule', c.rule,
              'since', to_char(c.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as competence
     from case_file f join competence c on c.case_id = f.id join office o on o.id = c.office_id
     join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     where f.id = $1`,
    [caseId],
  );
  return found.rows[0] ?? null;
}

function address(column: string): string {
  return `jsonb_build_object('street', ${column}->>'street', 'zip', ${column}->>'zip',
    'municipality', coalesce(${column}->>'municipalityName', ${column}->>'municipalityCode'))`;
}

async function readHousehold(db: Queryable, benefitId: string, caseId: string): Promise<Person["household"]> {
  const found = await db.query<Loose<Person["household"][number]>>(
    `select f.id as "caseId", f.person_id as "personId", p.surname, p.name, f.role, f.bound, p.birth_date as "birthDate",
            (select a.starts_at from appointment a where a.case_id = f.id and a.state = 'held') as "appointmentAt"
     from case_file f join person p on p.id = f.person_id
     where f.benefit_id = $1 and f.id <> $2 order by f.role desc, p.birth_date`,
    [benefitId, caseId],
  );
  return found.rows;
}

async function readContacts(db: Queryable, personId: string): Promise<Person["contacts"]> {
  const found = await db.query<Loose<Person["contacts"][number]>>(
    `select kind, value, raw, source, source_date as "sourceDate", usable, problem, current, shared_by as "sharedBy"
     from contact_point where person_id = $1 order by current desc, usable desc, kind desc, source_date desc`,
    [personId],
  );
  return found.rows;
}

async function readTerms(db: Queryable, caseId: string): Promise<Person["terms"]> {
  const found = await db.query<Loose<Person["terms"][number]>>(
    `select kind, starts_on as "startsOn", due_on as "dueOn", citation, met_at as "metAt", met_by as "metBy",
            due_on - (business_now() at time zone 'Europe/Rome')::date as "daysLeft"
     from term where case_id = $1 order by met_at is not null, due_on`,
    [caseId],
  );
  return found.rows;
}

async function readAppointments(db: Queryable, caseId: string): Promise<Person["appointments"]> {
  const found = await db.query<Loose<Omit<Person["appointments"][number], "why"> & { why: SeatReason | null; day: string }>>(
    `select a.id, a.starts_at as "startsAt", a.ends_at as "endsAt", d.label as desk, o.short_name as office, a.state, a.meeting_outcome as "meetingOutcome",
            s.reference, s.state as summons, s.issued_at as "issuedAt", a.why, a.day
     from appointment a join desk d on d.id = a.desk_id join office o on o.id = a.office_id
     left join lateral (select reference, state, issued_at from summons where appointment_id = a.id order by attempt desc limit 1) s on true
     where a.case_id = $1 order by a.state = 'held' desc, a.starts_at desc`,
    [caseId],
  );
  return found.rows.map(({ why, day, ...row }) => ({ ...row, why: why === null ? [] : whySentences(why, day) }));
}

async function readTasks(db: Queryable, caseId: string): Promise<Person["tasks"]> {
  const found = await db.query<Loose<Person["tasks"][number]>>(
    `select id, kind, reason, detail, opened_at as "openedAt", closed_at as "closedAt" from desk_task
     where case_id = $1 order by closed_at is not null, opened_at desc`,
    [caseId],
  );
  return found.rows;
}

async function readActs(db: Queryable, caseId: string): Promise<Person["acts"]> {
  const found = await db.query<Loose<Person["acts"][number] & { payload: string | null }>>(
    `select a.id, a.seq, a.kind, a.actor, a.actor_role as "actorRole", a.happened_at as "happenedAt", a.citation, y.payload
     from act a left join act_payload y on y.act_id = a.id
     where a.subject_kind = 'case' and a.subject_id = $1 order by a.seq desc limit 200`,
    [caseId],
  );
  return found.rows.map(({ payload, ...act }) => ({ ...act, actor: handIn(act.actor, payload), reason: reasonIn(payload) }));
}

/** Who acted, and for whom where it was a substitute. */
function handIn(actor: string, payload: string | null): string {
  // Nearly every act is in one's own name: only the others are read.
  if (payload === null || !payload.includes('"onBehalfOf"')) return actor;
  try {
    const { onBehalfOf } = JSON.parse(payload) as { onBehalfOf?: unknown };
    return typeof onBehalfOf === "string" ? handText({ id: actor, onBehalfOf }) : actor;
  } catch {
    return actor;
  }
}

/** The reason a person gave, where the act has one. Erased or malformed payloads have none. */
function reasonIn(payload: string | null): string | null {
  if (payload === null) return null;
  try {
    const content = JSON.parse(payload) as { reason?: unknown; note?: unknown; input?: { reason?: unknown } | null } | null;
    const reason = content?.reason ?? content?.note ?? content?.input?.reason;
    return typeof reason === "string" ? reason : null;
  } catch {
    return null;
  }
}
