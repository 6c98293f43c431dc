// What a person hears of an agreed meeting that is moved or cancelled: once on each channel they have, or from the desk.

import type { PoolClient } from "pg";
import { MAY_HAVE_BEEN_READ } from "../../domain/messages/channel-plan.ts";
import type { SummonsMessageInput } from "../../domain/messages/types.ts";
import { clockText, romeTime } from "../../domain/calendar/rome-time.ts";
import { MEETING_TEXTS } from "../../domain/meetings/texts.ts";
import { withdrawMessages } from "../../store/appointments.ts";
import { newId } from "../../store/ids.ts";
import { openDossierTask } from "../../store/items.ts";
import { datesOfMeeting } from "../../store/meetings.ts";
import type { MeetingDate, StoredMeeting } from "../../store/meetings.ts";
import { gateways, meetingsToTell, queueMessages } from "../../store/messages.ts";
import { whenText } from "../agenda/texts.ts";
import { nodeSettings } from "../node-settings.ts";
import type { Reference } from "../reference.ts";
import { compose, openDesk, planWriting } from "../writing.ts";

/** An operator waits for it: before every other. */
const AT_ONCE = 0;

export interface Telling {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly now: string;
  readonly meeting: StoredMeeting;
  readonly kind: "meeting-moved" | "meeting-cancelled";
  /** The seat that is told of. */
  readonly appointmentId: string;
  readonly because?: SummonsMessageInput["because"];
}

export interface Told {
  readonly messages: number;
  /** Whoever knows this very date already needs no word. */
  readonly known: boolean;
}

/** Withdraws what has not left of this meeting and writes how it stands; where nobody can be written to, the desk tells it. */
export async function tellMeeting({ client, reference, now, meeting, kind, appointmentId, because }: Telling): Promise<Told> {
  const dates = await datesOfMeeting(client, meeting.meetingId);
  await withdrawMessages(client, dates.flatMap(({ messages }) => messages.filter(({ state }) => state === "due").map(({ id }) => id)));
  const [row] = await meetingsToTell(client, [appointmentId]);
  if (row === undefined) throw new Error(`meeting ${appointmentId} is not there`);
  const known = knownDate(dates);
  if (kind === "meeting-moved" && known.startsAt === row.startsAt) return { messages: 0, known: true };
  const desk = openDesk(reference, await nodeSettings(client), await gateways(client));
  const [plan] = planWriting(desk, [row], now);
  if (plan === undefined) throw new Error("one meeting gives one plan");
  const previous = { localDate: known.day, localTime: clockText(romeTime(known.startsAt).minutes) };
  const input: SummonsMessageInput = {
    ...plan.input,
    ...(because === undefined ? {} : { because }),
    appointment: kind === "meeting-moved" ? { ...plan.input.appointment, previous } : { ...plan.input.appointment, sequence: plan.input.appointment.sequence + 1 },
  };
  const messages = plan.messages
    .filter((planned) => planned.kind === "summons" && planned.notBefore < row.startsAt)
    .map((planned) => ({ ...compose(desk, { ...plan, input }, { ...planned, kind }, { priority: AT_ONCE, composedAt: now }), summonsId: null }));
  await queueMessages(client, messages);
  if (messages.length === 0) {
    const was = whenText(known.startsAt);
    const detail = kind === "meeting-moved" ? MEETING_TEXTS.tellMoved(was, whenText(row.startsAt)) : MEETING_TEXTS.tellCancelled(was);
    await openDossierTask(client, { id: newId(), caseId: meeting.caseId, kind: "tell:incontro", reason: kind, detail }, now);
  }
  return { messages: messages.length, known: false };
}

/** The date that the person has in mind: the last of which a message may have been read, or the one agreed face to face. */
function knownDate(dates: readonly MeetingDate[]): MeetingDate {
  return dates.findLast(({ moves, messages }) => moves === 0 || messages.some(({ state }) => MAY_HAVE_BEEN_READ.has(state)))!;
}
