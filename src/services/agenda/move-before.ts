// A move that was asked for before under the same number: the answer it had then. Under another's number it is refused.

import type { ClientBase } from "pg";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { seatGiven } from "../../store/appointments.ts";
import { readAct } from "../../store/items.ts";
import type { StoredAct } from "../../store/items.ts";
import { askedDigest, entryOf, kindOf } from "../acts/entry.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { ActRequest } from "../acts/perform.ts";
import type { MeetingPayload } from "../meetings/act-before.ts";
import type { Seat } from "../seats.ts";

interface Asked {
  readonly caseId: string;
  readonly seat: Seat;
  readonly reason: string;
  readonly actId: string;
  readonly appointmentId?: string;
}
interface Moved {
  readonly appointmentId: string;
  readonly startsAt: string;
  readonly messages: number;
  readonly sameTime: boolean;
  readonly known?: boolean;
}
/** The move as the engine is asked for it, on this summons. */
type OnSummons = (summonsId: string) => ActRequest;
interface DeskPayload {
  readonly appointment: string;
  readonly startsAt: string;
  readonly to: number;
  readonly reason: string;
}

/** Null: nobody has asked under this number. Refusals: ATTO_GIA_USATO. */
export async function moveDoneBefore(client: ClientBase, asked: Asked, asAct: OnSummons): Promise<Outcome<Moved> | null> {
  const act = await readAct(client, asked.actId);
  if (act === null) return null;
  const moved = act.subjectId === asked.caseId && act.payload !== null ? await movedBy(client, act, act.payload, asked, asAct) : null;
  return moved === null ? refuse("ATTO_GIA_USATO", ACT_TEXTS.actIdUsed) : accept(moved);
}

/** What the act did, if it is the move that is asked for. */
async function movedBy(client: ClientBase, act: StoredAct, payload: string, asked: Asked, asAct: OnSummons): Promise<Moved | null> {
  const { caseId, seat } = asked;
  if (act.kind === kindOf(SUMMONS.name, "move")) {
    const entry = entryOf(act)!;
    if (entry.asked !== askedDigest(asAct(entry.item))) return null;
    return { ...(await seatGiven(client, caseId, seat.startsAt)), sameTime: false };
  }
  if (act.kind === "appointment-desk-changed") {
    const { appointment, startsAt, to, reason } = JSON.parse(payload) as DeskPayload;
    return isSame({ appointment, reason, to: { deskId: to, startsAt } }, asked) ? { appointmentId: appointment, startsAt, messages: 0, sameTime: true } : null;
  }
  if (act.kind !== "meeting-moved") return null;
  const { appointment, reason, to, next, told } = JSON.parse(payload) as MeetingPayload;
  if (to === undefined || !isSame({ appointment, reason, to }, asked)) return null;
  return { ...(told ?? { messages: 0, known: true }), appointmentId: next ?? appointment, startsAt: to.startsAt, sameTime: next === undefined };
}

function isSame(done: { readonly appointment: string; readonly reason: string | undefined; readonly to: Seat }, { appointmentId, reason, seat }: Asked): boolean {
  const isThere = done.to.deskId === seat.deskId && Date.parse(done.to.startsAt) === Date.parse(seat.startsAt);
  return isThere && done.reason === reason.trim() && (appointmentId === undefined || appointmentId === done.appointment);
}
