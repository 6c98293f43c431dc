// The figures of the control room as they are kept: sums over offices, never over persons; and, behind the walls of an office, who is behind one.

import type { Stage } from "../../domain/control-room/texts.ts";
import type { PublicRow } from "../../domain/control-room/public-figures.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

export interface Figure {
  readonly family: string;
  readonly key: string;
  readonly stage: string;
  readonly n: number;
}

/** Of these offices together, of all where none are named; weeks, days and desks in order. */
export async function readFigures(db: Queryable, offices: readonly string[] | null): Promise<Figure[]> {
  const { rows } = await db.query<Loose<Figure>>(
    `select family, key, stage, sum(n)::int as n from control_figure where $1::text[] is null or office_id = any($1)
     group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3`,
    [offices],
  );
  return rows;
}

export interface OfficeCount {
  readonly officeId: string;
  readonly stage: Stage;
  readonly n: number;
}

/** Steps of every office; under no name those whom nobody could route. */
export async function readOfficeCounts(db: Queryable): Promise<OfficeCount[]> {
  const { rows } = await db.query<Loose<OfficeCount>>(
    `select office_id as "officeId", stage, sum(n)::int as n from control_figure where family = 'week' group by 1, 2 having sum(n) <> 0`,
  );
  return rows;
}

export interface TraitCount {
  readonly officeId: string;
  readonly family: string;
  readonly key: string;
  readonly stage: Stage;
  readonly n: number;
}

export async function readTraitCounts(db: Queryable): Promise<TraitCount[]> {
  const { rows } = await db.query<Loose<TraitCount>>(
    `select office_id as "officeId", family, key, stage, n::int from control_figure where family in ('age', 'sex', 'citizenship', 'place') and n <> 0`,
  );
  return rows;
}

export interface Followed {
  /** Business time up to which everything was counted. */
  readonly asOf: string;
  readonly today: string;
  /** Changes written and not yet counted; not more than fifty thousand are told. */
  readonly waiting: number;
}

export async function readFollowed(db: Queryable): Promise<Followed> {
  const { rows } = await db.query<Loose<Followed>>(
    `select f.business_at as "asOf", (business_now() at time zone 'Europe/Rome')::date as today, w.waiting from control_followed f, control_waiting() w`,
  );
  return rows[0]!;
}

export interface SmsCost {
  readonly officeId: string;
  readonly currency: string | null;
  readonly amount: number;
  /** Messages for whose day nobody has entered a price. */
  readonly unpriced: number;
}

/** What the SMS of each office have cost, each at the price of its day. */
export async function readSmsCosts(db: Queryable): Promise<SmsCost[]> {
  const { rows } = await db.query<Loose<SmsCost>>(
    `select d.office_id as "officeId", p.currency, coalesce(sum(p.price * case p.per when 'part' then d.parts else d.messages end), 0)::float8 as amount,
       coalesce(sum(d.messages) filter (where p.currency is null), 0)::int as unpriced
     from outbox_day d
     left join lateral (select price, currency, per from gateway_price g where g.gateway_id = d.gateway_id and g.from_on <= d.day order by g.from_on desc limit 1) p on true
     where d.channel = 'sms' group by 1, 2`,
  );
  return rows;
}

/** First and last day on which a seat is held anywhere; null where none is. */
export async function readHeldDays(db: Queryable): Promise<{ first: string; last: string } | null> {
  const { rows } = await db.query<{ first: string | null; last: string | null }>(
    `select min(key) as first, max(key) as last from control_figure where family = 'load' and n > 0`,
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? null : { first, last };
}

/** Each step as a condition on the row of a case: the same as the counts are made of. */
const CONDITIONS: Readonly<Record<Stage, string>> = {
  notified: "true", bound: "k.bound", planned: "k.planned", convened: "k.convened is not null", delivered: "k.delivered", replied: "k.replied",
  seen: "k.seen is not null", did: "k.did is not null", pact: "k.pact is not null", activity: "k.activity", outcome: "k.outcome",
  unbound: "not k.bound", exempt: "k.exempt", excluded: "k.left_out", municipality: "k.municipality", unreachable: "k.unreachable", absent: "k.absence is not null",
};

export interface BehindRow {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly week: string;
  readonly convened: string | null;
  readonly seen: string | null;
}

export interface BehindAsked {
  readonly stage: Stage;
  readonly week: string | null;
  readonly after: string | null;
  readonly most: number;
}

/** The persons behind a figure of the office in whose name `db` works, by the number of their case; one more than `most`, to know whether there are others. */
export async function readBehind(db: Queryable, { stage, week, after, most }: BehindAsked): Promise<BehindRow[]> {
  const { rows } = await db.query<Loose<BehindRow>>(
    `select k.case_id as "caseId", p.surname, p.name, p.tax_code as "taxCode", k.week, k.convened, k.seen
     from control_case k join case_file f on f.id = k.case_id join person p on p.id = f.person_id
     where ${CONDITIONS[stage]} and ($1::date is null or k.week = $1) and ($2::uuid is null or k.case_id > $2)
     order by k.case_id limit $3`,
    [week, after, most + 1],
  );
  return rows;
}

export interface PublicDay {
  readonly day: string;
  readonly madeAt: string;
  readonly figures: readonly PublicRow[];
}

export async function readPublic(db: Queryable): Promise<PublicDay | null> {
  const { rows } = await db.query<Loose<PublicDay>>(`select day, made_at as "madeAt", figures from control_public order by day desc limit 1`);
  return rows[0] ?? null;
}
