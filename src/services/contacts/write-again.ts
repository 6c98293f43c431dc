// Messages that waited to leave for an address that is not the person's: withdrawn, and written again to the address that is.

import { lockMessagesOf, withdrawMessages } from "../../store/appointments.ts";
import { queueAgain, reissueOf, waitingFor } from "../../store/contacts.ts";
import type { WaitingMessage } from "../../store/contacts.ts";
import { gateways, summonsToTell } from "../../store/messages.ts";
import { nodeSettings } from "../node-settings.ts";
import { compose, openDesk, planWriting } from "../writing.ts";
import type { ContactWork } from "./change-contacts.ts";

export interface WrittenAgain {
  readonly withdrawn: number;
  readonly rewritten: number;
}

/** For every message of these addresses that has not left: of the same kind, at the same hour, on the channels that the person has now. */
export async function writeAgain(
  work: Pick<ContactWork, "client" | "reference" | "now" | "cases">,
  addresses: readonly string[],
): Promise<WrittenAgain> {
  const { client, reference, now, cases } = work;
  const waiting = addresses.length === 0 ? [] : await waitingFor(client, cases, addresses);
  if (waiting.length === 0) return { withdrawn: 0, rewritten: 0 };
  await withdrawMessages(
    client,
    waiting.map(({ id }) => id),
  );
  const desk = openDesk(reference, await nodeSettings(client), await gateways(client));
  const summonses = [...new Set(waiting.map(({ summonsId }) => summonsId))];
  let rewritten = 0;
  for (const row of await summonsToTell(client, summonses)) {
    const [plan] = planWriting(desk, [row], now);
    if (plan === undefined || row.startsAt <= now) continue;
    const standing = await lockMessagesOf(client, [row.summonsId]);
    for (const gone of waiting.filter(
      ({ summonsId, appointmentId }) => summonsId === row.summonsId && appointmentId === row.appointmentId,
    )) {
      const planned = plan.messages.find(
        ({ kind, channel }) => kind === "summons" && channel === gone.channel,
      );
      const isThere = standing.some(
        (one) =>
          one.kind === gone.kind &&
          one.address === planned?.address &&
          one.state !== "withdrawn" &&
          one.state !== "failed",
      );
      if (planned === undefined || isThere) continue;
      const message = compose(
        desk,
        plan,
        { ...planned, kind: kindOf(gone), notBefore: later(gone.dueAt, planned.notBefore) },
        { priority: gone.priority, composedAt: now },
      );
      await queueAgain(
        client,
        message,
        await reissueOf(client, row.appointmentId, message.kind, message.channel),
      );
      rewritten += 1;
    }
  }
  return { withdrawn: waiting.length, rewritten };
}

function kindOf({ kind }: WaitingMessage) {
  return kind as "summons" | "reminder" | "moved" | "cancelled";
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
