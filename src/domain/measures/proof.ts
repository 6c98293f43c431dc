// How strongly a summons is proved: what each channel can prove, and whether that is enough for a measure.

import type { MeasureParameters } from "./types.ts";
import type { ProofStrength, SummonsChannel } from "./words.ts";

const RANK: Readonly<Record<ProofStrength, number>> = { none: 0, sent: 1, delivered: 2, legal: 3 };

/** What happened to one attempt to tell a person. "received" = delivered with a receipt, or signed. */
export interface ToldBy {
  readonly channel: SummonsChannel;
  readonly outcome: "failed" | "sent" | "received";
}

/** The strongest that each channel can prove when all goes well. A phone call proves nothing: it serves to mend contact points. */
export const STRONGEST: Readonly<Record<SummonsChannel, ProofStrength>> = {
  sms: "delivered",
  email: "delivered",
  "app-io": "delivered",
  phone: "none",
  "signed-at-desk": "legal",
  "ordinary-letter": "sent",
  "registered-letter": "legal",
  pec: "legal",
  send: "legal",
  siisl: "delivered",
};

export function isAtLeast(proof: ProofStrength, needed: ProofStrength): boolean {
  return RANK[proof] >= RANK[needed];
}

/** What one attempt proves: nothing when it failed, at most the sending when no receipt came. */
export function proofOf({ channel, outcome }: ToldBy): ProofStrength {
  const strongest = STRONGEST[channel];
  if (outcome === "failed") return "none";
  return outcome === "received" || RANK[strongest] === 0 ? strongest : "sent";
}

/** The strongest proof among the attempts on channels that the measure accepts as a summons. */
export function strongestProof(
  measure: Pick<MeasureParameters, "validChannels">,
  attempts: readonly ToldBy[],
): ProofStrength {
  let best: ProofStrength = "none";
  for (const attempt of attempts) {
    if (!measure.validChannels.value.includes(attempt.channel)) continue;
    const proof = proofOf(attempt);
    if (RANK[proof] > RANK[best]) best = proof;
  }
  return best;
}
