// What may be done about a message of which it is not known whether it arrived: ask, send the same key again, or leave it in doubt.

import type { Channel, OutgoingMessage, Sender } from "../channels/channel.ts";
import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";
import { inDoubt, known, nobodyThere, retry } from "./results.ts";

export function outgoing(message: ClaimedMessage): OutgoingMessage {
  return {
    key: message.id,
    to: message.recipient,
    from: message.sender,
    body: message.body,
    encoding: message.encoding === "ucs2" ? "ucs2" : "gsm7",
    ...(message.raw === null ? {} : { raw: message.raw }),
  };
}

/** A message tried before may have arrived since its gateway was last asked about it. Null = it may be sent. */
export async function askBefore(channel: Channel, sender: Sender, message: ClaimedMessage): Promise<MessageResult | null> {
  if (message.attempts === 0 || sender.ask === undefined || channel.descriptor.deduplicatesByKey) return null;
  const answer = await sender.ask(message.id);
  if (answer.kind === "known") return known(message.id, answer.reference);
  return answer.kind === "unknown" ? null : nobodyThere(message.id, answer.detail);
}

/** The message may have arrived: the same gateway is asked, or sent the same key again only if it drops doubles. */
export async function afterNoAnswer(channel: Channel, sender: Sender, message: ClaimedMessage, detail: string): Promise<MessageResult> {
  const attempt = { outcome: "no-answer", code: null, detail };
  if (sender.ask !== undefined) {
    const answer = await sender.ask(message.id);
    if (answer.kind === "known") return known(message.id, answer.reference);
    // Before it is sent again it is asked about again.
    return retry(message, attempt);
  }
  return channel.descriptor.deduplicatesByKey ? retry(message, attempt) : inDoubt(message.id, detail);
}
