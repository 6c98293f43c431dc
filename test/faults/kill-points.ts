// The moments at which a kill strikes, told from outside while the sender is held: the database says what is in hand, the gateways what has arrived.

import { arrivalsAt } from "./outside.ts";

export const POINTS = ["before claim", "between claim and wire", "mid-wire", "after accept before record", "during receipts"] as const;
export type Point = (typeof POINTS)[number];

/** How things stood at one gateway. */
export interface Standing {
  readonly gateway: string;
  readonly due: number;
  /** Claimed, and in no window: surely not sent. */
  readonly loose: number;
  /** In an open window, and not arrived. */
  readonly onTheWay: readonly string[];
  /** Arrived, and not recorded. */
  readonly arrived: readonly string[];
}

export interface InHand {
  readonly id: string;
  readonly worker: string;
  readonly inWindow: boolean;
}

type Ask = <T extends object>(sql: string, values: unknown[]) => Promise<{ rows: T[] }>;
type Simulators = ReadonlyMap<string, { readonly controlUrl: string }>;

/** Knows what arrived where, and asks each time only for what came since. */
export class Lookout {
  readonly #ask: Ask;
  readonly #simulators: Simulators;
  readonly #arrived = new Map<string, Set<string>>();

  constructor(ask: Ask, simulators: Simulators) {
    this.#ask = ask;
    this.#simulators = simulators;
  }

  /** The sender is held; what it had asked of the database a moment before is waited for, unless it waits for the sender itself. */
  async look(): Promise<Standing[]> {
    for (let active = 1; active > 0; ) {
      const { rows } = await this.#ask<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where application_name = 'convoca-worker' and state = 'active' and wait_event_type is distinct from 'Lock'", [],
      );
      active = rows[0]!.n;
    }
    const { rows } = await this.#ask<{ gateway: string; due: number; loose: number; open: string[] }>(
      `select g.id as gateway,
         (select count(*)::int from message m where m.queue = g.id and m.state = 'due') as due,
         (select count(*)::int from message m where m.queue = g.id and m.state = 'claimed'
            and not exists (select 1 from dispatch_window d where d.gateway_id = g.id and m.id = any(d.message_ids))) as loose,
         array(select m.id::text from dispatch_window d cross join unnest(d.message_ids) w (id) join message m on m.id = w.id
            where d.gateway_id = g.id and m.state = 'claimed') as open
       from gateway g where g.id = any($1)`,
      [[...this.#simulators.keys()]],
    );
    return Promise.all(
      rows.map(async ({ gateway, due, loose, open }) => {
        const known = open.length === 0 ? new Set<string>() : await this.#arrivedAt(gateway);
        return { gateway, due, loose, onTheWay: open.filter((id) => !known.has(id)), arrived: open.filter((id) => known.has(id)) };
      }),
    );
  }

  /** What is in somebody's hand, and whether a window says that it may be on the wire. */
  async inHand(): Promise<InHand[]> {
    const { rows } = await this.#ask<InHand>(
      `select m.id::text as id, m.worker_id::text as worker, exists (select 1 from dispatch_window d where m.id = any(d.message_ids)) as "inWindow"
       from message m where m.state = 'claimed'`,
      [],
    );
    return rows;
  }

  /** A gateway that was killed may not remember what it had not yet answered. */
  forget(gateway: string): void {
    this.#arrived.delete(gateway);
  }

  async #arrivedAt(gateway: string): Promise<ReadonlySet<string>> {
    const known = this.#arrived.get(gateway) ?? new Set();
    this.#arrived.set(gateway, known);
    for (const { key } of await arrivalsAt(this.#simulators.get(gateway)!, known.size)) known.add(key);
    return known;
  }
}

/** The gateways at which a kill would now strike the point; none = it would strike something else. */
export function gatewaysAt(point: Exclude<Point, "during receipts">, standings: readonly Standing[]): string[] {
  const isIdle = standings.every(({ loose, onTheWay, arrived }) => loose + onTheWay.length + arrived.length === 0);
  const strikes = {
    "before claim": ({ due }: Standing) => isIdle && due > 0,
    "between claim and wire": ({ loose }: Standing) => loose > 0,
    "mid-wire": ({ onTheWay }: Standing) => onTheWay.length > 0,
    "after accept before record": ({ arrived }: Standing) => arrived.length > 0,
  }[point];
  return standings.filter(strikes).map(({ gateway }) => gateway);
}
