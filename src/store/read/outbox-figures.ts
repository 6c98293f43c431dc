// Figures of the outbox: open failures by cause, and what the days have cost; numbers only.

import type { CostRow, Prices } from "../../contract/outbox.ts";
import { shown } from "./case-messages.ts";
import { OPEN_FAILURE } from "./outbox.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;

export interface FailureFigure {
  readonly officeId: string;
  readonly office: string | null;
  readonly channel: string;
  readonly failure: string;
  readonly messages: number;
  readonly people: number;
  readonly untold: number;
  readonly since: string | null;
}

/** Of one office, behind its walls: who has gone to another office is no longer counted. */
export async function readOfficeFailures(db: Queryable, office: string): Promise<FailureFigure[]> {
  const { rows } = await db.query<Loose<FailureFigure>>(
    `select $1::text as "officeId", null as office, m.channel, coalesce(m.failure, 'unspecified') as failure, count(*)::int as messages,
       count(distinct m.case_id)::int as people, count(distinct m.case_id) filter (where s.state = 'not-delivered')::int as untold, min(${shown("m.settled_at")}) as since
     from message m left join summons s on s.id = m.summons_id
     where m.office_id = $1 and m.trouble = 'failed' and ${OPEN_FAILURE("m")} group by 3, 4 order by untold desc, messages desc, 4`,
    [office],
  );
  return rows;
}

/** Of all offices: for whoever sees numbers of the Region, and no person. */
export async function readRegionFailures(db: Queryable): Promise<FailureFigure[]> {
  const { rows } = await db.query<Loose<FailureFigure>>(
    `select f.office_id as "officeId", o.short_name as office, f.channel, f.failure, sum(f.messages)::int as messages, sum(f.people)::int as people,
       sum(f.untold)::int as untold, min(f.since) as since
     from failure_figures() f left join office o on o.id = f.office_id group by 1, 2, 3, 4 order by untold desc, messages desc, 4, 2`,
  );
  return rows;
}

const VIEWS = {
  giorno: { key: "d.day::text", label: "d.day::text", join: "", order: "1" },
  sede: { key: "d.office_id", label: "coalesce(o.short_name, d.office_id)", join: "left join office o on o.id = d.office_id", order: "2" },
  canale: { key: "d.channel", label: "d.channel", join: "", order: "1" },
  gestore: { key: "d.gateway_id", label: "d.gateway_id", join: "", order: "1" },
} as const;
export type CostView = keyof typeof VIEWS;

export interface CostsAsked {
  readonly from: string;
  readonly to: string;
  readonly per: CostView;
  /** Null: of all offices. */
  readonly office: string | null;
}

interface Counted extends Record<string, unknown> {
  readonly key: string | null;
  readonly label: string | null;
  readonly currency: string | null;
  readonly messages: number;
  readonly parts: number;
  readonly doubtful: number;
  readonly waiting: number;
  readonly unpriced: number;
  readonly amount: string;
  readonly doubtfulAmount: string;
}

/** Rows of the days from–to and their total, each counted once with the price of its day; currencies are never added up. */
export async function readCosts(db: Queryable, asked: CostsAsked): Promise<{ rows: CostRow[]; total: CostRow }> {
  const view = VIEWS[asked.per];
  const { rows } = await db.query<Counted>(
    `with priced as (
       select ${view.key} as key, ${view.label} as label, p.currency, d.messages, d.parts, d.doubtful, d.waiting,
         case when p.currency is null then d.messages else 0 end as unpriced,
         coalesce(p.price * case p.per when 'part' then d.parts else d.messages end, 0) as amount,
         coalesce(p.price * case p.per when 'part' then d.doubtful_parts else d.doubtful end, 0) as doubtful_amount
       from outbox_day d ${view.join}
       left join lateral (select price, currency, per from gateway_price g where g.gateway_id = d.gateway_id and g.from_on <= d.day
                          order by g.from_on desc limit 1) p on true
       where d.day between $1::date and $2::date and ($3::text is null or d.office_id = $3)
     )
     select key, max(label) as label, currency, sum(messages)::int as messages, sum(parts)::int as parts, sum(doubtful)::int as doubtful, sum(waiting)::int as waiting,
       sum(unpriced)::int as unpriced, sum(amount)::numeric(16, 5)::text as amount, sum(doubtful_amount)::numeric(16, 5)::text as "doubtfulAmount"
     from priced group by grouping sets ((key, currency), (currency)) order by ${view.order}, currency`,
    [asked.from, asked.to, asked.office],
  );
  const total = rows.filter((row) => row.key === null);
  const byKey = Map.groupBy(rows.filter((row) => row.key !== null), (row) => row.key!);
  return { rows: [...byKey].map(([key, own]) => costRow(key, own[0]!.label ?? key, own)), total: costRow(TOTAL, "", total) };
}

/** Key of the row of all. */
export const TOTAL = "totale";

/** One row of several currencies. */
function costRow(key: string, label: string, own: readonly Counted[]): CostRow {
  const sum = (of: (row: Counted) => number): number => own.reduce((total, row) => total + of(row), 0);
  return {
    key,
    label,
    messages: sum((row) => row.messages),
    parts: sum((row) => row.parts),
    doubtful: sum((row) => row.doubtful),
    waiting: sum((row) => row.waiting),
    unpriced: sum((row) => row.unpriced),
    costs: own.flatMap(({ currency, amount, doubtfulAmount }) => (currency === null ? [] : [{ currency, amount, doubtful: doubtfulAmount }])),
  };
}

/** When the open days were last counted, where the clock is the real one; and whether any price is known. */
export async function readCounting(db: Queryable): Promise<{ readonly countedAt: string | null; readonly prices: boolean }> {
  const { rows } = await db.query<{ countedAt: string | null; prices: boolean }>(
    `select (select max(counted_at) from outbox_counted where open and (select mode from clock) = 'real') as "countedAt", exists (select 1 from gateway_price) as prices`,
  );
  return rows[0]!;
}

export async function readPrices(db: Queryable): Promise<Prices> {
  const gateways = await db.query<Loose<Prices["gateways"][number]>>("select id, channel from gateway order by channel desc, id");
  const prices = await db.query<Loose<Prices["prices"][number]>>(
    `select p.gateway_id as "gatewayId", g.channel, p.from_on as "fromOn", p.price::text, p.currency, p.per, p.reason, p.recorded_by as "recordedBy"
     from gateway_price p join gateway g on g.id = p.gateway_id order by g.channel desc, p.gateway_id, p.from_on desc`,
  );
  return { gateways: gateways.rows, prices: prices.rows };
}
