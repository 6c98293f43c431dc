// Writing again what did not arrive: the same kind of message, for the same appointment, to the contacts that the act allows.

import type { PoolClient } from "pg";
import type { PlannedMessage } from "../../domain/messages/channel-plan.ts";
import type { MessageKind } from "../../domain/messages/types.ts";
import { queueAgain, reissueOf } from "../../store/contacts.ts";
import { deadContacts } from "../../store/failure-care.ts";
import type { FailedMessage } from "../../store/failure-care.ts";
import { gateways, summonsToTell } from "../../store/messages.ts";
import { nodeSettings } from "../node-settings.ts";
import type { Reference } from "../reference.ts";
import { compose, openDesk, planWriting } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";

/** A little before the bulk: the person has been without word for longer. */
const PRIORITY = 5;
const OF_SUMMONS: ReadonlySet<string> = new Set<MessageKind>(["summons", "moved", "reminder", "cancelled"]);

interface Planned {
  readonly plan: WritingPlan;
  readonly message: PlannedMessage;
}

export interface Rewriting {
  isOfSummons(message: FailedMessage): boolean;
  /** What would be written: to the same contact while it is the person's; or to those of today at which nothing of this appointment failed. */
  plan(message: FailedMessage, to: "again" | "other-contact"): Promise<Planned[]>;
  /** Queues it; ids of the new messages. The failed one stays as it is. */
  write(message: FailedMessage, planned: readonly Planned[]): Promise<string[]>;
}

/** A desk opened once for all messages of a transaction. */
export async function openRewriting(client: PoolClient, reference: Reference, now: string): Promise<Rewriting> {
  const desk: WritingDesk = openDesk(reference, await nodeSettings(client), await gateways(client));
  const isOfSummons = ({ kind, summonsId, appointmentId }: FailedMessage): boolean => summonsId !== null && appointmentId !== null && OF_SUMMONS.has(kind);
  return {
    isOfSummons,
    plan: async (message, to) => {
      if (!isOfSummons(message) || message.summonsId === null) return [];
      const [row] = await summonsToTell(client, [message.summonsId]);
      const [plan] = row === undefined || row.startsAt <= now ? [] : planWriting(desk, [row], now);
      if (plan === undefined) return [];
      const dead = await deadContacts(client, message.caseId, message.appointmentId);
      return plan.messages
        .filter(({ kind }) => kind === "summons")
        .filter(({ channel, address }) =>
          to === "again" ? channel === message.channel && address === message.recipient : !dead.has(`${channel}/${address}`),
        )
        .map((planned) => ({ plan, message: planned }));
    },
    write: async (message, planned) => {
      const ids: string[] = [];
      for (const { plan, message: one } of planned) {
        const written = compose(desk, plan, { ...one, kind: message.kind as MessageKind }, { priority: Math.min(message.priority, PRIORITY), composedAt: now });
        await queueAgain(client, written, await reissueOf(client, plan.summons.appointmentId, written.kind, written.channel));
        ids.push(written.id);
      }
      return ids;
    },
  };
}
