// Queries of the acts on a summons: its rows read and written like items of the dossier, its seat, what proves that it was told.

import type { ClientBase } from "pg";
import type { Unit } from "./units.ts";

export interface StoredSeat {
  readonly id: string;
  readonly officeId: string;
  readonly deskId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
  readonly hour: number;
}

export interface SummonsRow {
  readonly id: string;
  readonly caseId: string;
  readonly state: string;
  readonly version: number;
  /** What its acts have left; null before any. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly counts: string | null;
  readonly unitKind: Unit["kind"] | null;
  readonly unitId: string | null;
  readonly plannedAt: string;
  /** The last act on the case that was of a summons. */
  readonly lastAct: string | null;
  readonly seat: StoredSeat;
}

/** Kinds under which acts of summonses written in bulk stand in the register. */
const BULK_KINDS = ["appointment-planned", "summons-issued", "appointment-moved", "summons-cancelled", "summons-not-delivered", "summons-delivered-late"];

/** Holds the summonses of a case until the end of the transaction. */
export async function lockSummonsesOf(client: ClientBase, caseId: string): Promise<void> {
  await client.query({ name: "summons-lock", text: "select 1 from summons where case_id = $1 order by id for update", values: [caseId] });
}

/** All summonses of these cases, oldest first, each with the appointment it hangs on. */
export async function readSummonsesOf(client: ClientBase, caseIds: readonly string[]): Promise<SummonsRow[]> {
  const { rows } = await client.query<Omit<SummonsRow, "seat"> & { seatId: string } & Omit<StoredSeat, "id">>({
    name: "summons-of-case",
    text: `select s.id, s.case_id as "caseId", s.state, s.version, s.data, s.counts, s.unit_kind as "unitKind", s.unit_id as "unitId",
       s.planned_at as "plannedAt", a.id as "seatId", a.office_id as "officeId", a.desk_id as "deskId", a.starts_at as "startsAt",
       a.ends_at as "endsAt", a.day, a.hour,
       (select t.id from act t where t.subject_id = s.case_id and (t.kind like 'convocazione/%' or t.kind = any($2::text[]))
        order by t.seq desc limit 1) as "lastAct"
     from summons s join appointment a on a.id = s.appointment_id where s.case_id = any($1::uuid[]) order by s.planned_at, s.id`,
    values: [caseIds, BULK_KINDS],
  });
  return rows.map(({ seatId, officeId, deskId, startsAt, endsAt, day, hour, ...row }) => ({
    ...row,
    seat: { id: seatId, officeId, deskId, startsAt, endsAt, day, hour },
  }));
}

/** The summons of a case that came last, as far as it can be seen. */
export async function lastSummonsOf(client: ClientBase, caseId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>("select id from summons where case_id = $1 order by planned_at desc, id desc limit 1", [caseId]);
  return rows[0]?.id ?? null;
}

export interface NextSummons {
  readonly id: string;
  readonly caseId: string;
  readonly state: string;
  readonly version: number;
  readonly data: unknown;
  readonly counts: string | null;
  readonly unit: Unit;
  readonly seatId: string;
  /** The person has been told, now or before: the instant, if it was not known. */
  readonly toldAt: string | null;
}

/** Writes the next version. Throws when the stored one is not the version before it: the caller held its lock in vain. */
export async function updateSummons(client: ClientBase, next: NextSummons): Promise<void> {
  const { rowCount } = await client.query({
    name: "summons-update",
    text: `update summons set state = $2, version = $3, data = $4, counts = $5, unit_kind = $6, unit_id = $7,
       attempt = case when appointment_id = $8 then attempt else attempt + 1 end, appointment_id = $8, issued_at = coalesce(issued_at, $9)
     where id = $1 and version = $3 - 1`,
    values: [next.id, next.state, next.version, JSON.stringify(next.data), next.counts, next.unit.kind, next.unit.id, next.seatId, next.toldAt],
  });
  if (rowCount !== 1) throw new Error(`summons ${next.id} is no longer at version ${next.version - 1}`);
}

/** A summons begun by an act of the desk, on a seat that is held already. */
export async function insertSummons(client: ClientBase, next: NextSummons, begun: { readonly reference: string; readonly now: string }): Promise<void> {
  await client.query({
    name: "summons-insert",
    text: `insert into summons (id, case_id, appointment_id, attempt, wave, reference, state, planned_at, issued_at, data, counts, unit_kind, unit_id)
     select $1, $2, $3, 1 + (select count(*) from summons o where o.case_id = $2), a.wave, $4, $5, $6, $7, $8, $9, $10, $11
     from appointment a where a.id = $3`,
    values: [
      next.id, next.caseId, next.seatId, begun.reference, next.state, begun.now, next.toldAt, JSON.stringify(next.data), next.counts, next.unit.kind,
      next.unit.id,
    ],
  });
}

/** Gives up whatever seat the case still holds. */
export async function releaseSeatsOf(client: ClientBase, caseId: string): Promise<void> {
  await client.query({ name: "seats-release", text: "update appointment set state = 'released' where case_id = $1 and state = 'held'", values: [caseId] });
}

/** Holds a seat for the case; in the wave of the seat it had before. A seat taken meanwhile is refused by the database (23P01). */
export async function holdSeat(client: ClientBase, caseId: string, benefitId: string, seat: StoredSeat): Promise<void> {
  await client.query({
    name: "seat-hold",
    text: `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce((select o.wave from appointment o where o.case_id = $2 order by o.id desc limit 1), 1))`,
    values: [seat.id, caseId, benefitId, seat.officeId, seat.deskId, seat.startsAt, seat.endsAt, seat.day, seat.hour],
  });
}

export interface SeatRow {
  readonly id: string;
  readonly held: boolean;
  /** Messages that told of it, and how many of them failed. */
  readonly messages: number;
  readonly failed: number;
}

/** How these appointments stand. */
export async function seatsOf(client: ClientBase, appointmentIds: readonly string[]): Promise<SeatRow[]> {
  const { rows } = await client.query<SeatRow>({
    name: "seats-standing",
    text: `select a.id, a.state = 'held' as held, m.messages, m.failed from appointment a, lateral (
       select count(*)::int as messages, count(*) filter (where state = 'failed')::int as failed
       from message where appointment_id = a.id and kind in ('summons', 'moved') and state <> 'withdrawn') m
     where a.id = any($1::uuid[])`,
    values: [appointmentIds],
  });
  return rows;
}

export interface TellingRow {
  readonly appointmentId: string;
  readonly channel: string;
  readonly outcome: "failed" | "sent" | "received";
  readonly evidence: string;
}

/** The channel of message «m» by which proofs are weighed: of a letter, how the post carries it. */
export const TELLING_CHANNEL = "case when m.channel = 'letter' then (select l.product from letter l where l.message_id = m.id) else m.channel end";

/** How the persons were told of these appointments, by message or otherwise. What came after its hour proves at most that it was sent. */
export async function tellingsOf(client: ClientBase, appointmentIds: readonly string[]): Promise<TellingRow[]> {
  const { rows } = await client.query<TellingRow>({
    name: "summons-tellings",
    text: `select a.id as "appointmentId", ${TELLING_CHANNEL} as channel, m.id::text as evidence,
       case when m.state = 'delivered' and coalesce((select min(r.at) from receipt r where r.message_id = m.id and r.status = 'delivered'), '-infinity') <= a.starts_at
              then 'received'
            when m.state in ('accepted', 'delivered') then 'sent' else 'failed' end as outcome
     from appointment a join message m on m.appointment_id = a.id
     where a.id = any($1::uuid[]) and m.kind in ('summons', 'moved') and m.state not in ('due', 'withdrawn')
     union all
     select a.id, e.channel, e.id::text, case when e.outcome = 'received' and e.happened_at > a.starts_at then 'sent' else e.outcome end
     from appointment a join delivery_evidence e on e.appointment_id = a.id where a.id = any($1::uuid[]) order by 3`,
    values: [appointmentIds],
  });
  return rows;
}

export interface TellingPaper {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly channel: string;
  readonly outcome: "failed" | "sent" | "received";
  readonly happenedAt: string;
  readonly reference: string;
  readonly recordedBy: string;
  /** Only of a call: what came of it, and the number. */
  readonly callOutcome?: string;
  readonly number?: string | null;
}

export async function recordEvidence(client: ClientBase, paper: TellingPaper): Promise<void> {
  await client.query(
    `insert into delivery_evidence (id, case_id, summons_id, appointment_id, channel, outcome, happened_at, reference, recorded_by, call_outcome, number)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      paper.id, paper.caseId, paper.summonsId, paper.appointmentId, paper.channel, paper.outcome, paper.happenedAt, paper.reference, paper.recordedBy,
      paper.callOutcome ?? null, paper.number ?? null,
    ],
  );
}

/** Why the messages of an appointment that failed did. */
export async function failuresOf(client: ClientBase, appointmentId: string): Promise<string[]> {
  const { rows } = await client.query<{ failure: string }>({
    name: "summons-failures",
    text: `select distinct failure from message where appointment_id = $1 and kind in ('summons', 'moved') and state = 'failed' and failure is not null order by 1`,
    values: [appointmentId],
  });
  return rows.map(({ failure }) => failure);
}

/** Whether somebody may have heard of the summons by a message, at any of its dates. */
export async function wasWrittenTo(client: ClientBase, summonsId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from message where summons_id = $1 and state in ('claimed', 'accepted', 'delivered', 'uncertain') limit 1", [summonsId]);
  return rows.length > 0;
}

/** Those of these summonses (of these cases) of which a report of the absence stands. */
export async function reportedAbsences(client: ClientBase, caseIds: readonly string[], summonsIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: "summons-reported",
    text: `select i.data->>'summonsId' as id from report r join dossier_item i on i.id = r.item_id
     where r.case_id = any($1::uuid[]) and r.ended_as is null and i.data->>'summonsId' = any($2::text[])`,
    values: [caseIds, summonsIds],
  });
  return new Set(rows.map(({ id }) => id));
}

/** The staffing on which the agenda is drawn: that of the last plan. */
export async function scenarioInForce(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ scenario: string }>("select coalesce((select scenario from plan order by made_at desc limit 1), 'base') as scenario");
  return rows[0]!.scenario;
}
