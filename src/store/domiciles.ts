// Queries of digital domiciles: registers and how they are, batches, who is asked for, what was answered.

import type { ClientBase } from "pg";
import type { RegisterCode } from "../domain/domiciles/registers.ts";

type Queryable = Pick<ClientBase, "query">;

export interface RegisterRow {
  readonly code: RegisterCode;
  readonly freshnessDays: number;
  readonly failures: number;
  readonly isResting: boolean;
  readonly sweepAfter: string | null;
  readonly mayBegin: boolean;
}

/** Says which registers are configured here, and no other; the settings are the same on every worker. */
export async function declareRegisters(db: Queryable, known: readonly { readonly code: RegisterCode; readonly freshnessDays: number }[]): Promise<void> {
  await db.query(
    `update domicile_register r set configured = k.code is not null, freshness_days = k.days
     from domicile_register o left join unnest($1::text[], $2::int[]) k (code, days) on k.code = o.code where r.code = o.code
       and (r.configured, r.freshness_days) is distinct from (k.code is not null, k.days)`,
    [known.map(({ code }) => code), known.map(({ freshnessDays }) => freshnessDays)],
  );
}

/** Rounds over everybody begin so far from each other at least. */
const ROUND = "interval '1 hour'";

export async function readRegister(db: Queryable, code: RegisterCode): Promise<RegisterRow> {
  const { rows } = await db.query<RegisterRow>(
    `select code, freshness_days as "freshnessDays", failures, coalesce(retry_at > clock_timestamp(), false) as "isResting", sweep_after as "sweepAfter",
       sweep_after is not null or swept_at is null or swept_at < clock_timestamp() - ${ROUND} as "mayBegin"
     from domicile_register where code = $1`,
    [code],
  );
  return rows[0]!;
}

export async function registerDown(db: Queryable, code: RegisterCode, restMs: number, detail: string): Promise<void> {
  await db.query(
    `update domicile_register set failures = failures + 1, down_since = coalesce(down_since, clock_timestamp()),
       retry_at = clock_timestamp() + $2 * interval '1 millisecond', detail = $3 where code = $1`,
    [code, restMs, detail],
  );
}

export async function registerUp(db: Queryable, code: RegisterCode): Promise<void> {
  await db.query("update domicile_register set failures = 0, down_since = null, retry_at = null, detail = null where code = $1 and failures > 0", [code]);
}

/** Counts one more question of today, unless the day's quota is used up. */
export async function countRequest(db: Queryable, code: RegisterCode, perDay: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into domicile_day (day, register, requests) values ((clock_timestamp() at time zone 'Europe/Rome')::date, $1, 1)
     on conflict (day, register) do update set requests = domicile_day.requests + 1 where domicile_day.requests < $2`,
    [code, perDay],
  );
  return rowCount === 1;
}

export interface OpenBatch {
  readonly id: string;
  readonly state: "asked" | "waiting";
  readonly remoteId: string | null;
  readonly tries: number;
  readonly people: number;
  /** Longer than the settings let a list be waited for. */
  readonly isOld: boolean;
}

/** Batches to be handed over or looked after now. */
export async function dueBatches(db: Queryable, code: RegisterCode, waitMs: number): Promise<OpenBatch[]> {
  const { rows } = await db.query<OpenBatch>(
    `select id, state, remote_id as "remoteId", tries, people, coalesce(taken_at < clock_timestamp() - $2 * interval '1 millisecond', false) as "isOld"
     from domicile_batch where register = $1 and state in ('asked', 'waiting') and look_at <= clock_timestamp() order by look_at, id`,
    [code, waitMs],
  );
  return rows;
}

export async function countOpen(db: Queryable, code: RegisterCode): Promise<number> {
  const { rows } = await db.query<{ open: number }>("select count(*)::int as open from domicile_batch where register = $1 and state in ('asked', 'waiting')", [code]);
  return rows[0]!.open;
}

export async function codesOf(db: Queryable, batchId: string): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>("select tax_code as code from domicile_lookup where batch_id = $1 and answered_at is null order by tax_code", [batchId]);
  return rows.map(({ code }) => code);
}

/** The next that are wanted: whoever is about to be written to first. Held for this transaction. */
export async function takeWanted(client: ClientBase, code: RegisterCode, most: number, batchId: string): Promise<number> {
  const { rowCount } = await client.query(
    `with next as (select person_id from domicile_lookup where register = $1 and answered_at is null and batch_id is null
                   order by urgent desc, wanted_at, person_id limit $2 for update skip locked)
     update domicile_lookup l set batch_id = $3, tax_code = p.tax_code, tries = l.tries + 1
     from next n join person p on p.id = n.person_id where l.person_id = n.person_id and l.register = $1`,
    [code, most, batchId],
  );
  return rowCount ?? 0;
}

export interface Swept {
  readonly people: number;
  /** Where the round has come to; null: to its end. */
  readonly after: string | null;
}

/**
 * The next of everybody who has duties and of whom the register has said nothing for `freshnessDays`, or whose domicile has ended since; nobody
 * whose data may not be used. Each round goes over the persons in order, so that ten times as many cost ten times as much and no more.
 */
export async function sweepPeople(
  client: ClientBase,
  { code, most, batchId, after, freshBefore, now }: { code: RegisterCode; most: number; batchId: string; after: string | null; freshBefore: string; now: string },
): Promise<Swept> {
  const { rows } = await client.query<{ people: number; last: string | null }>(
    `with next as materialized (
       select p.id, p.tax_code from person p
       where p.id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
         and exists (select 1 from case_file f where f.person_id = p.id and f.bound)
         and not exists (select 1 from processing_restriction r where r.person_id = p.id and r.ended_at is null)
         and not exists (select 1 from domicile_lookup l where l.person_id = p.id and l.register = $1
           and (l.answered_at is null or (l.answered_at > $5 and (l.valid_until is null or l.valid_until > $6))))
       order by p.id limit $3),
     put as (
       insert into domicile_lookup as l (person_id, register, batch_id, tax_code, wanted_at, tries) select id, $1, $4, tax_code, $6, 1 from next
       on conflict (person_id, register) do update set batch_id = excluded.batch_id, tax_code = excluded.tax_code, wanted_at = excluded.wanted_at,
         answered_at = null, outcome = null, tries = 1, urgent = false
       returning 1)
     select (select count(*)::int from put) as people, (select id from next order by id desc limit 1) as last`,
    [code, after, most, batchId, freshBefore, now],
  );
  const { people, last } = rows[0]!;
  return { people, after: people < most ? null : last };
}

export async function setSweep(client: ClientBase, code: RegisterCode, after: string | null): Promise<void> {
  await client.query("update domicile_register set sweep_after = $2, swept_at = case when $2::uuid is null then clock_timestamp() else swept_at end where code = $1", [code, after]);
}

export async function openBatch(client: ClientBase, { id, code, people }: { id: string; code: RegisterCode; people: number }): Promise<void> {
  await client.query("insert into domicile_batch (id, register, people) values ($1, $2, $3)", [id, code, people]);
}

export async function setPeople(client: ClientBase, id: string, people: number): Promise<void> {
  if (people === 0) await client.query("delete from domicile_batch where id = $1", [id]);
  else await client.query("update domicile_batch set people = $2 where id = $1", [id, people]);
}

export async function batchTaken(db: Queryable, id: string, remoteId: string, pollMs: number): Promise<void> {
  await db.query(
    `update domicile_batch set state = 'waiting', remote_id = $2, taken_at = clock_timestamp(), tries = 0, code = null, message = null,
       look_at = clock_timestamp() + $3 * interval '1 millisecond' where id = $1 and state = 'asked'`,
    [id, remoteId, pollMs],
  );
}

export async function lookLater(db: Queryable, id: string, ms: number, fault: { readonly code: string; readonly message: string } | null): Promise<void> {
  await db.query(
    `update domicile_batch set look_at = clock_timestamp() + $2 * interval '1 millisecond', tries = tries + case when $3::text is null then 0 else 1 end, code = $3, message = $4
     where id = $1 and state in ('asked', 'waiting')`,
    [id, ms, fault?.code ?? null, fault?.message ?? null],
  );
}

/** The batch is over without an answer: its persons are wanted again. */
export async function failBatch(client: ClientBase, id: string, fault: { readonly code: string; readonly message: string }): Promise<void> {
  await client.query("update domicile_batch set state = 'failed', ended_at = clock_timestamp(), code = $2, message = $3 where id = $1", [id, fault.code, fault.message]);
  await client.query("update domicile_lookup set batch_id = null where batch_id = $1 and answered_at is null", [id]);
}

/** One code that the register does not take spoils the whole list: each half is asked by itself. */
export async function halveBatch(client: ClientBase, id: string, half: { readonly id: string; readonly people: number }, register: RegisterCode): Promise<void> {
  await openBatch(client, { id: half.id, code: register, people: half.people });
  await client.query(
    "update domicile_lookup set batch_id = $2 where batch_id = $1 and person_id in (select person_id from domicile_lookup where batch_id = $1 order by tax_code limit $3)",
    [id, half.id, half.people],
  );
  await client.query("update domicile_batch set people = people - $2, tries = 0, look_at = clock_timestamp() where id = $1", [id, half.people]);
}

export interface AskedPerson {
  readonly personId: string;
  readonly taxCode: string;
  readonly urgent: boolean;
  readonly tries: number;
}

/** Whoever a batch still asks about, held for this transaction. */
export async function peopleOf(client: ClientBase, batchId: string): Promise<AskedPerson[]> {
  const { rows } = await client.query<AskedPerson>(
    `select person_id as "personId", tax_code as "taxCode", urgent, tries from domicile_lookup where batch_id = $1 and answered_at is null order by person_id for update`,
    [batchId],
  );
  return rows;
}

export interface LookupAnswer {
  readonly personId: string;
  readonly outcome: "found" | "none" | "refused" | "missing";
  readonly address: string | null;
  readonly raw: string | null;
  readonly validUntil: string | null;
  readonly extractedAt: string | null;
}

export async function recordAnswers(client: ClientBase, register: RegisterCode, now: string, answers: readonly LookupAnswer[]): Promise<void> {
  const column = <K extends keyof LookupAnswer>(key: K): LookupAnswer[K][] => answers.map((answer) => answer[key]);
  await client.query(
    `update domicile_lookup l set answered_at = $2, outcome = t.outcome, address = t.address, valid_until = t.valid_until, extracted_at = t.extracted_at, urgent = false
     from unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[]) t (person_id, outcome, address, valid_until, extracted_at)
     where l.person_id = t.person_id and l.register = $1`,
    [register, now, column("personId"), column("outcome"), column("address"), column("validUntil"), column("extractedAt")],
  );
}

/** Asked for once more, in another batch. */
export async function wantAgain(client: ClientBase, register: RegisterCode, personIds: readonly string[]): Promise<void> {
  await client.query("update domicile_lookup set batch_id = null where register = $1 and person_id = any($2::uuid[])", [register, personIds]);
}

export async function closeBatch(client: ClientBase, id: string, { found, none, missing }: { found: number; none: number; missing: number }): Promise<void> {
  await client.query(
    "update domicile_batch set state = 'answered', ended_at = clock_timestamp(), found = $2, none = $3, missing = $4, code = null, message = null where id = $1",
    [id, found, none, missing],
  );
}

export interface ChangedPoint {
  readonly personId: string;
  readonly address: string;
  readonly change: "found" | "withdrawn";
}

/** Puts what the register says among the contacts: the address found, in use; every other one of the same register, given up. Tells what changed. */
export async function applyPoints(client: ClientBase, register: RegisterCode, now: string, answers: readonly LookupAnswer[]): Promise<ChangedPoint[]> {
  const people = answers.map(({ personId }) => personId);
  const addresses = answers.map(({ address }) => address);
  const { rows: withdrawn } = await client.query<ChangedPoint>(
    `update contact_point c set current = false, usable = false, problem = 'DOMICILIO_CESSATO'
     from unnest($2::uuid[], $3::text[]) t (person_id, address)
     where c.person_id = t.person_id and c.kind = 'pec' and c.source = $1 and c.current and c.value is distinct from t.address
     returning c.person_id as "personId", c.value as address, 'withdrawn' as change`,
    [register, people, addresses],
  );
  const found = answers.filter(({ address }) => address !== null);
  const { rows: put } = await client.query<ChangedPoint & { readonly isNew: boolean }>(
    `with told as (select * from unnest($2::uuid[], $3::text[], $4::text[]) t (person_id, address, raw)),
       before as (select c.person_id from contact_point c join told t on c.person_id = t.person_id and c.value = t.address where c.kind = 'pec' and c.current and c.usable and c.source in ($1, 'inad')),
       put as (
         insert into contact_point (person_id, kind, value, raw, source, source_date, usable) select person_id, 'pec', address, raw, $1, $5, true from told
         on conflict (person_id, kind, value) do update set source = case when contact_point.source = 'inad' and contact_point.current and contact_point.usable then 'inad' else excluded.source end,
           source_date = excluded.source_date, usable = true, problem = null, current = true
         returning person_id, value)
     select p.person_id as "personId", p.value as address, 'found' as change, not exists (select 1 from before b where b.person_id = p.person_id) as "isNew" from put p`,
    [register, found.map(({ personId }) => personId), found.map(({ address }) => address), found.map(({ raw }) => raw), now],
  );
  return [...withdrawn, ...put.filter(({ isNew }) => isNew).map(({ personId, address, change }) => ({ personId, address, change }))];
}

export async function casesOfPeople(client: ClientBase, personIds: readonly string[]): Promise<{ caseId: string; personId: string }[]> {
  const { rows } = await client.query<{ caseId: string; personId: string }>(
    `select id as "caseId", person_id as "personId" from case_file where person_id = any($1::uuid[]) order by id`,
    [personIds],
  );
  return rows;
}

/** Whoever waited for the register is looked at again at once. */
export async function lookNow(client: ClientBase, personIds: readonly string[], now: string): Promise<void> {
  await client.query(
    `update summons s set look_at = $2 from case_file f where f.person_id = any($1::uuid[]) and s.case_id = f.id and s.look_at > $2`,
    [personIds, now],
  );
}

export interface WantedRow {
  readonly caseId: string;
  readonly personId: string;
  /** When the first of the registers that have not answered was asked; null: none was. */
  readonly wantedAt: string | null;
  /** Every configured register has answered, and not too long ago. */
  readonly isFresh: boolean;
}

export async function anyConfigured(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>("select exists (select 1 from domicile_register where configured) as any");
  return rows[0]!.any;
}

/** How the question about each of these persons stands. */
export async function lookupsOf(db: Queryable, caseIds: readonly string[], now: string): Promise<Map<string, WantedRow>> {
  const { rows } = await db.query<WantedRow>(
    `select f.id as "caseId", f.person_id as "personId", min(l.wanted_at) filter (where l.answered_at is null) as "wantedAt",
       bool_and(l.answered_at is not null and l.answered_at > $2::timestamptz - r.freshness_days * interval '1 day' and (l.valid_until is null or l.valid_until > $2)) as "isFresh"
     from case_file f cross join domicile_register r left join domicile_lookup l on l.person_id = f.person_id and l.register = r.code
     where f.id = any($1::uuid[]) and r.configured group by f.id, f.person_id`,
    [caseIds, now],
  );
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** Wants these persons before all others, from every register of which there is no fresh word; a question that is out stays as it is. */
export async function wantUrgently(client: ClientBase, personIds: readonly string[], now: string): Promise<void> {
  await client.query(
    `insert into domicile_lookup as l (person_id, register, tax_code, urgent, wanted_at)
     select p.id, r.code, p.tax_code, true, $2 from person p cross join domicile_register r where p.id = any($1::uuid[]) and r.configured order by p.id, r.code
     on conflict (person_id, register) do update set urgent = true,
       wanted_at = case when l.answered_at is null then l.wanted_at else excluded.wanted_at end,
       batch_id = case when l.answered_at is null then l.batch_id end, tries = case when l.answered_at is null then l.tries else 0 end,
       answered_at = null, outcome = null
     where l.answered_at is null
        or l.answered_at <= $2::timestamptz - (select r.freshness_days from domicile_register r where r.code = l.register) * interval '1 day' or l.valid_until <= $2`,
    [personIds, now],
  );
}

export interface RegisterFigures {
  readonly code: RegisterCode;
  readonly configured: boolean;
  readonly freshnessDays: number | null;
  readonly downSince: string | null;
  readonly detail: string | null;
  readonly requestsToday: number;
  readonly open: number;
  readonly answered: number;
  readonly failed: number;
  readonly people: number;
  readonly found: number;
}

export async function registerFigures(db: Queryable): Promise<RegisterFigures[]> {
  const { rows } = await db.query<RegisterFigures>(
    `select r.code, r.configured, r.freshness_days as "freshnessDays", r.down_since as "downSince", r.detail,
       coalesce((select d.requests from domicile_day d where d.register = r.code and d.day = (clock_timestamp() at time zone 'Europe/Rome')::date), 0) as "requestsToday",
       count(b.id) filter (where b.state in ('asked', 'waiting'))::int as open, count(b.id) filter (where b.state = 'answered')::int as answered,
       count(b.id) filter (where b.state = 'failed')::int as failed, coalesce(sum(b.people) filter (where b.state = 'answered'), 0)::int as people,
       coalesce(sum(b.found), 0)::int as found
     from domicile_register r left join domicile_batch b on b.register = r.code group by r.code order by r.position`,
  );
  return rows;
}

export interface BatchRow {
  readonly id: string;
  readonly register: RegisterCode;
  readonly state: "asked" | "waiting" | "answered" | "failed";
  readonly people: number;
  readonly madeAt: string;
  readonly takenAt: string | null;
  readonly endedAt: string | null;
  readonly found: number;
  readonly none: number;
  readonly missing: number;
  readonly message: string | null;
}

export async function lastBatches(db: Queryable, most: number): Promise<BatchRow[]> {
  const { rows } = await db.query<BatchRow>(
    `select id, register, state, people, made_at as "madeAt", taken_at as "takenAt", ended_at as "endedAt", found, none, missing, message
     from domicile_batch order by made_at desc, id limit $1`,
    [most],
  );
  return rows;
}

/** Batches over for ninety days that no answer names any more are forgotten; the answers themselves go with the dossier. */
export async function clearBatches(client: ClientBase): Promise<void> {
  await client.query("update domicile_lookup set batch_id = null where answered_at is not null and batch_id in (select id from domicile_batch where ended_at < clock_timestamp() - interval '90 days')");
  await client.query(
    "delete from domicile_batch b where ended_at < clock_timestamp() - interval '90 days' and not exists (select 1 from domicile_lookup l where l.batch_id = b.id)",
  );
  await client.query("delete from domicile_day where day < current_date - 400");
}
