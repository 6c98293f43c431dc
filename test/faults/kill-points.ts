// Where a kill struck, read from what it left behind: the database says what was in hand, the gateways what had arrived.

import { arrivalsAt } from "./outside.ts";

export const POINTS = ["before claim", "between claim and wire", "mid-wire", "after accept before record", "during receipts"] as const;
export type Point = (typeof POINTS)[number];

const met = new Map<Point, number>(POINTS.map((point) => [point, 0]));

export function meet(point: Point): void {
  met.set(point, met.get(point)! + 1);
}

export function pointsMet(): ReadonlyMap<Point, number> {
  return met;
}

export function printPoints(): void {
  process.stdout.write(`${[...met].map(([point, kills]) => `  kills ${point}: ${kills}`).join("\n")}\n`);
}

type Ask = <T extends object>(sql: string, values: unknown[]) => Promise<{ rows: T[] }>;

/** What a dead sender had in hand when it died; one kill may strike several points, for several gateways. Asked before anybody clears it away. */
export async function notePoints(ask: Ask, pid: number, simulators: ReadonlyMap<string, { controlUrl: string }>): Promise<void> {
  const { rows } = await ask<{ gateway: string; loose: number; keys: string[] }>(
    `select g.id as gateway,
       (select count(*)::int from message m where m.gateway_id = g.id and m.state = 'claimed' and m.worker_id = w.id
          and not exists (select 1 from dispatch_window d where d.worker_id = w.id and m.id = any(d.message_ids))) as loose,
       array(select unnest(d.message_ids)::text from dispatch_window d where d.worker_id = w.id and d.gateway_id = g.id) as keys
     from worker w cross join gateway g where w.pid = $1 and w.stopped_at is null`,
    [pid],
  );
  if (rows.every(({ loose, keys }) => loose === 0 && keys.length === 0)) return meet("before claim");
  if (rows.some(({ loose }) => loose > 0)) meet("between claim and wire");
  const struck = new Set<Point>();
  for (const { gateway, keys } of rows) {
    const simulator = simulators.get(gateway);
    if (simulator === undefined || keys.length === 0) continue;
    const arrived = new Set((await arrivalsAt(simulator)).map(({ key }) => key));
    for (const key of keys) struck.add(arrived.has(key) ? "after accept before record" : "mid-wire");
  }
  for (const point of struck) meet(point);
}
