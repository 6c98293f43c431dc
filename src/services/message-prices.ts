// Use case: the price of a gateway from a day on, entered by whoever keeps the channels, as an act of the installation.

import { PRICE_REFUSALS } from "../domain/outbox/texts.ts";
import type { Outcome } from "../domain/outcome.ts";
import { gatewayChannel, writePrice } from "../store/failure-care.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import type { Actor, Services } from "./context.ts";
import { Refused, refusable } from "./refused.ts";

export interface PriceRequest {
  readonly gatewayId: string;
  readonly fromOn: string;
  /** As people write it: "0,045" or "0.045". */
  readonly price: string;
  readonly currency: string;
  readonly per: "part" | "message";
  readonly reason: string;
  readonly actor: Actor;
}

const PRICE = /^\d{1,5}([.,]\d{1,5})?$/;

/** Refusals: PREZZO_NON_VALIDO, VALUTA_NON_VALIDA, GATEWAY_SCONOSCIUTO, PREZZO_A_PARTI. */
export async function setPrice(services: Services, request: PriceRequest): Promise<Outcome<{ price: string }>> {
  const now = await services.now();
  return refusable(async () => {
    const written = request.price.replaceAll(/\s/g, "");
    if (!PRICE.test(written)) throw new Refused("PREZZO_NON_VALIDO", PRICE_REFUSALS.price);
    const currency = request.currency.toUpperCase();
    if (!/^[A-Z]{3}$/.test(currency)) throw new Refused("VALUTA_NON_VALIDA", PRICE_REFUSALS.currency);
    const price = written.replace(",", ".");
    const { gatewayId, fromOn, per, reason, actor } = request;
    return inTransaction(services.pools.worker, async (client) => {
      const channel = await gatewayChannel(client, gatewayId);
      if (channel === null) throw new Refused("GATEWAY_SCONOSCIUTO", PRICE_REFUSALS.gateway);
      if (per === "part" && channel !== "sms") throw new Refused("PREZZO_A_PARTI", PRICE_REFUSALS.per);
      const before = await writePrice(client, { gatewayId, fromOn, price, currency, per, reason: reason.trim(), now, by: actor.id });
      await appendActs(client, actor, [
        {
          subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "gateway-price-set", happenedAt: now,
          payload: { gateway: gatewayId, fromOn, price, currency, per, before, reason: reason.trim() },
        },
      ]);
      return { price };
    });
  });
}
