// What a part of an SMS, or a message, costs today at the gateway that carries most of a channel.

import type { Queryable } from "./query.ts";

export interface MessagePrice {
  readonly price: number;
  readonly currency: string;
  readonly per: "part" | "message";
}

/** Null where nobody has entered a price. */
export async function priceOf(db: Queryable, channel: "sms" | "email", today: string): Promise<MessagePrice | null> {
  const { rows } = await db.query<{ price: number; currency: string; per: MessagePrice["per"] }>(
    `select p.price::double precision as price, p.currency, p.per from gateway g
     join lateral (select price, currency, per from gateway_price where gateway_id = g.id and from_on <= $2 order by from_on desc limit 1) p on true
     where g.channel = $1 order by g.weight desc, g.id limit 1`,
    [channel, today],
  );
  return rows[0] ?? null;
}
