// An act on an agreed meeting that stands in the register already: the same one, asked for again, or another under its number.

import { refuse, accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { StoredAct } from "../../store/items.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Seat } from "../seats.ts";
import type { Told } from "./tell.ts";

/** What the register holds of an act on a meeting. */
export interface MeetingPayload {
  readonly appointment: string;
  readonly reason?: string;
  /** The seat it was moved to, and the appointment that holds it; no `next` where only the desk changed. */
  readonly to?: Seat;
  readonly next?: string;
  readonly told?: Told;
}

/** Refusals: ATTO_GIA_USATO. */
export function meetingActBefore(act: Pick<StoredAct, "kind" | "payload">, kind: string, appointmentId: string): Outcome<MeetingPayload> {
  const payload = act.kind === kind && act.payload !== null ? (JSON.parse(act.payload) as MeetingPayload) : null;
  return payload?.appointment === appointmentId ? accept(payload) : refuse("ATTO_GIA_USATO", ACT_TEXTS.actIdUsed);
}
