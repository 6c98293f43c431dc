// Use cases: an agreed meeting is moved, shown first with what the person would read, or cancelled; behind the walls of the actor's office.

import type { PoolClient } from "pg";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { inOffice } from "../../store/pools.ts";
import { isMeeting, writtenOfMeeting } from "../../store/meetings.ts";
import type { WrittenOfMeeting } from "../../store/meetings.ts";
import { actIdTaken } from "../acts/act-outcome.ts";
import { SUMMONS_BINDING } from "../acts/bindings/summons.ts";
import type { Actor, Services } from "../context.ts";
import { APPOINTMENT_TEXTS } from "../desk-texts.ts";
import { Refused } from "../refused.ts";
import type { Seat } from "../seats.ts";
import { cancelMeetingIn, moveMeetingIn } from "./acts.ts";
import type { MeetingWork, MovedMeeting } from "./acts.ts";
import type { Told } from "./tell.ts";

export type MeetingRequest = Omit<MeetingWork, "client">;
export type MeetingMove = MeetingRequest & { readonly seat: Seat; readonly because?: "office-closed" };

/** Whether what is to be moved is the seat of an agreed meeting, as far as the office sees it. */
export async function isAgreedMeeting(services: Services, asked: { readonly actor: Actor; readonly appointmentId?: string }): Promise<boolean> {
  const { actor, appointmentId } = asked;
  if (actor.office === undefined || appointmentId === undefined) return false;
  return inOffice(services.pools.app, actor.office, (client) => isMeeting(client, appointmentId));
}

/** Refusals: SPOSTAMENTO_SENZA_SEDE, POSTO_…, INCONTRO_…, MOTIVO_MANCANTE. */
export function moveMeeting(services: Services, request: MeetingMove): Promise<Outcome<MovedMeeting>> {
  return inMeeting(services, request, (client) => moveMeetingIn({ ...request, client }));
}

/** Refusals: SPOSTAMENTO_SENZA_SEDE, INCONTRO_…, MOTIVO_MANCANTE. */
export function cancelMeeting(services: Services, request: MeetingRequest): Promise<Outcome<Told>> {
  return inMeeting(services, request, (client) => cancelMeetingIn({ ...request, client }));
}

export interface MeetingPreview {
  readonly sameTime: boolean;
  readonly messages: readonly WrittenOfMeeting[];
  readonly withdrawn: readonly { readonly kind: string; readonly channel: string; readonly dueAt: string }[];
  readonly task: string | null;
  /** No reminder of an agreed meeting was ever promised. */
  readonly reminderAt: null;
}

class Shown extends Error {
  readonly preview: MeetingPreview;
  constructor(preview: MeetingPreview) {
    super("shown");
    this.preview = preview;
  }
}

/** What the person would read: the move is really made, read and given up. Refusals as those of the move. */
export async function previewMeetingMove(services: Services, request: MeetingMove): Promise<Outcome<MeetingPreview>> {
  try {
    return await inMeeting(services, request, async (client) => {
      const moved = await moveMeetingIn({ ...request, client });
      const messages = moved.sameTime ? [] : await writtenOfMeeting(client, moved.appointmentId);
      const { rows } = await client.query<{ detail: string }>("select detail from desk_task where case_id = $1 and kind = 'tell:incontro' and closed_at is null", [request.caseId]);
      const task = moved.known || messages.length > 0 ? null : (rows[0]?.detail ?? null);
      throw new Shown({ sameTime: moved.sameTime, messages, withdrawn: [], task, reminderAt: null });
    });
  } catch (error) {
    if (error instanceof Shown) return accept(error.preview);
    throw error;
  }
}

async function inMeeting<T>(services: Services, { actor }: MeetingRequest, work: (client: PoolClient) => Promise<T>): Promise<Outcome<T>> {
  if (actor.office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  try {
    return accept(await inOffice(services.pools.app, actor.office, work));
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    const refusal = actIdTaken(error) ?? SUMMONS_BINDING.refusalOf?.(error as { code?: string; constraint?: string }) ?? null;
    if (refusal === null) throw error;
    return { ok: false, refusal };
  }
}
