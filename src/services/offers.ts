// Which acts of the summons an actor may perform on a person now, and why not the others: what the web draws.

import type { ActorRole } from "./context.ts";
import { offers } from "../domain/procedure/interpreter.ts";
import type { Offer } from "../domain/procedure/types.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import type { SummonsAct, SummonsState } from "../domain/summons/types.ts";

/** Acts that a person performs from the page; the others happen by themselves (a plan, a receipt). */
const DESK_ACTS: readonly SummonsAct[] = ["move"];

export interface SummonsStanding {
  readonly state: SummonsState;
  readonly bound: boolean;
  readonly appointmentAt: string | null;
  readonly reachable: boolean;
}

/** The desk's acts as they stand before the operator has chosen a seat and written a reason: those two are asked for by the form. */
export function summonsOffers(standing: SummonsStanding, by: ActorRole, now: string): Offer<SummonsAct>[] {
  const context = {
    now,
    bound: standing.bound,
    seatHeld: true,
    appointmentAt: standing.appointmentAt,
    earliest: standing.appointmentAt ?? now,
    channelUsable: standing.reachable,
    allChannelsFailed: false,
    reason: "da scrivere",
  };
  return offers(SUMMONS, { state: standing.state, by, context }).filter((offer) => DESK_ACTS.includes(offer.act));
}
