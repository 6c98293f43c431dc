// Use case: a case passes to another office, or is over. Its agreed meeting is given up with it, a new desk is asked for another, the person is told, once.

import type { ClientBase } from "pg";
import { MEETING_TEXTS } from "../../domain/meetings/texts.ts";
import { openDossierTask } from "../../store/items.ts";
import { newId } from "../../store/ids.ts";
import { endMeetings, markMeetingsTold, nextUntoldMeetings } from "../../store/meetings.ts";
import type { EndedMeeting } from "../../store/meetings.ts";
import { gateways, meetingsToTell, queueMessages } from "../../store/messages.ts";
import { inTransaction } from "../../store/pools.ts";
import type { ActDraft } from "../../store/register.ts";
import { whenText } from "../agenda/texts.ts";
import type { Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import type { TellingRequest } from "../reminders.ts";
import { compose, openDesk, planWriting } from "../writing.ts";

/** Task of the desk that has the case now; closed by agreeing a meeting. */
export const AGREE_AGAIN = "agree-again";
const CHUNK = 500;
const PRIORITY = 5;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Ends the meetings of cases that have moved, in the transaction that moves them; gives the acts to write. One statement for all. */
export async function endMeetingsOfMoved(client: ClientBase, caseIds: readonly string[], now: string): Promise<ActDraft[]> {
  const again = { ids: caseIds.map(() => newId()), kind: AGREE_AGAIN, detail: MEETING_TEXTS.agreeAgain };
  return (await endMeetings(client, caseIds, now, again)).map((ended) => cancelAct(ended, "case-moved", now));
}

/** The same for a case that is over, by the act `because`: nothing is left to agree. */
export async function endMeetingsOfOver(client: ClientBase, caseId: string, because: string, now: string): Promise<ActDraft[]> {
  return (await endMeetings(client, [caseId], now, null)).map((ended) => cancelAct(ended, because, now));
}

function cancelAct({ caseId, appointmentId, officeId, startsAt }: EndedMeeting, because: string, now: string): ActDraft {
  return {
    subjectId: caseId, subjectKind: "case", kind: "meeting-cancelled", happenedAt: now, citation: "DLGS150_2015_ART20",
    payload: { appointment: appointmentId, startsAt, office: officeId, because },
  };
}

/**
 * Writes to the people whose meeting ended with their case; where nobody can be written to, the desk tells it. Why is said only where another
 * office follows them now: what concerns the person is never written. Nothing for who has died. A second run adds nothing.
 */
export async function tellEndedMeetings(services: Services, { reference }: TellingRequest): Promise<{ readonly meetings: number; readonly messages: number }> {
  const pool = services.pools.worker;
  const total = { meetings: 0, messages: 0 };
  for (let after = FIRST_ID; ; ) {
    const now = await services.now();
    const chunk = await inTransaction(pool, async (client) => {
      const untold = await nextUntoldMeetings(client, now, after, CHUNK);
      const ids = untold.map(({ id }) => id);
      const moved = new Set(untold.flatMap((one) => (one.moved ? [one.id] : [])));
      if (ids.length === 0) return { last: null, told: 0, messages: 0 };
      const desk = openDesk(reference, await nodeSettings(client), await gateways(client));
      const rows = await meetingsToTell(client, ids);
      const written = planWriting(desk, rows, now).map((plan) => {
        const { appointment } = plan.input;
        const because = moved.has(plan.summons.appointmentId) ? { because: "case-moved" as const } : {};
        const input = { ...plan.input, ...because, appointment: { ...appointment, sequence: appointment.sequence + 1 } };
        const messages = plan.messages
          .filter(({ kind, notBefore }) => kind === "summons" && notBefore < plan.summons.startsAt)
          .map((planned) => ({ ...compose(desk, { ...plan, input }, { ...planned, kind: "meeting-cancelled" }, { priority: PRIORITY, composedAt: now }), summonsId: null }));
        return { row: plan.summons, messages };
      });
      const messages = written.flatMap((one) => one.messages);
      await queueMessages(client, messages);
      for (const { row } of written.filter((one) => one.messages.length === 0)) {
        await openDossierTask(client, { id: newId(), caseId: row.caseId, kind: "tell:incontro", reason: "meeting-cancelled", detail: MEETING_TEXTS.tellCancelled(whenText(row.startsAt)) }, now);
      }
      await markMeetingsTold(client, ids);
      return { last: ids.at(-1)!, told: ids.length, messages: messages.length };
    });
    if (chunk.last === null) return total;
    after = chunk.last;
    total.meetings += chunk.told;
    total.messages += chunk.messages;
  }
}
