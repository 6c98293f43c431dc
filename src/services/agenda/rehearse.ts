// What an act on a summons would write to the person, word for word: the act is really done, read, and given up. Nothing is stored or sent.

import { nextPermitted, reminderDue } from "../../domain/messages/quiet-hours.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { writtenFor } from "../../store/appointments.ts";
import type { WrittenText } from "../../store/appointments.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { asActor } from "../acts/behind-walls.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import { performIn } from "../acts/perform.ts";
import type { ActRequest } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { measureParameters } from "../writing.ts";

export interface Rehearsal {
  /** What would leave, with its hour. */
  readonly messages: readonly WrittenText[];
  /** Messages of the old date that would not leave any more. */
  readonly withdrawn: readonly { readonly kind: string; readonly channel: string; readonly dueAt: string }[];
  /** What the desk would be asked to do, because nobody can be written to. */
  readonly task: string | null;
  /** When the reminder of the new date leaves; null when the date is too near for one. */
  readonly reminderAt: string | null;
}

class Rehearsed extends Error {
  readonly rehearsal: Rehearsal;
  constructor(rehearsal: Rehearsal) {
    super("rehearsed");
    this.rehearsal = rehearsal;
  }
}

/** Refusals: those of the act itself, as if it had been asked in earnest. */
export async function rehearse(services: Services, reference: Reference, request: ActRequest, actor: Actor): Promise<Outcome<Rehearsal>> {
  try {
    await asActor(services, actor, async (client) => {
      const { rows } = await client.query<{ at: string }>("select clock_timestamp() as at");
      const performed = await performIn({ client, reference, bindings: BINDINGS, actor, depth: 0 }, request);
      const written = await writtenFor(client, performed.itemId, rows[0]!.at);
      const { startsAt, measure, grantedOn, messages, ...rest } = written;
      const parameters = measureParameters(measure, grantedOn);
      const calendar = { isHoliday: (date: string): boolean => reference.holidays.national(toDayNumber(date)) !== undefined };
      const due = messages.length === 0 ? null : reminderDue(startsAt, parameters, calendar);
      const told = messages.reduce((latest, { dueAt }) => (dueAt > latest ? dueAt : latest), "");
      const reminderAt = due === null || due <= told ? null : nextPermitted(due, parameters.quietHours.value, calendar);
      throw new Rehearsed({ ...rest, messages, reminderAt });
    });
    throw new Error("a rehearsal was performed");
  } catch (error) {
    if (error instanceof Rehearsed) return accept(error.rehearsal);
    if (error instanceof NotPerformed) return { ok: false, refusal: error.refused.refusal };
    const refusal = BINDINGS.get(request.procedure)?.refusalOf?.(error as { code?: string; constraint?: string }) ?? null;
    if (refusal !== null) return { ok: false, refusal };
    throw error;
  }
}
