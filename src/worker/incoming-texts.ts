// A text that a person sent, on the line that we send on: taken in as those are that a gateway brings over HTTP.

import { createHash } from "node:crypto";
import type { IncomingText } from "../channels/channel.ts";
import type { Services } from "../services/context.ts";
import type { Reference } from "../services/reference.ts";
import { takeIncoming } from "../services/replies/incoming.ts";

const LONGEST_TEXT = 2_000;
const LONGEST_SENDER = 40;

/**
 * Resolves when the text is kept and read; rejects when it could not be, and the gateway brings it again. On this line a text has no
 * name of its own: the same bytes from the same number on the same day are the same text.
 */
export async function takeText(services: Services, reference: Reference, gatewayId: string, text: IncomingText, day: string): Promise<void> {
  const name = createHash("sha256").update(JSON.stringify([text.from, text.to, text.part, text.text])).digest("hex").slice(0, 32);
  const sms = { reference: `${day}-${name}`, sender: text.from.slice(0, LONGEST_SENDER), text: text.text.slice(0, LONGEST_TEXT), sentAt: null };
  const taken = await takeIncoming({ services, reference }, gatewayId, sms);
  if (!taken.ok) throw new Error(taken.refusal.message);
}
