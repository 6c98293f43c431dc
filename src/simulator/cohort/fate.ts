// What becomes of a message in the simulated outside world: the networks' simulators and the expected report ask the same function.

import type { Shares } from "./calibration.ts";
import { unitOf } from "./random.ts";

/** "delivered", or "absent": the number is switched off for good, the mailbox does not exist. */
export type Fate = "delivered" | "absent";

/**
 * The fate of a contact point: a phone in E.164 ("+393331234567") or an e-mail address (case is ignored).
 * It depends on the contact point alone, so the same number has the same fate in every run, whatever the seed.
 */
export function simulatedFate(
  contact: string,
  shares: Pick<Shares, "contact-phone-dead-share" | "contact-email-bounce-share">,
): Fate {
  const email = contact.includes("@");
  const absent = email ? shares["contact-email-bounce-share"] : shares["contact-phone-dead-share"];
  const draw = unitOf(email ? `email ${contact.toLowerCase()}` : `phone ${contact}`);
  return draw < absent ? "absent" : "delivered";
}
