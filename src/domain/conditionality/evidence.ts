// The evidence of a fact laid out: what each attempt to tell the person proves, whether in time, and whether it is enough for the measure.

import { isAtLeast, proofOf } from "../measures/proof.ts";
import type { ToldBy } from "../measures/proof.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { ProofStrength } from "../measures/words.ts";
import type { IsoInstant } from "../notices/types.ts";

export interface LaidOut {
  /** What this attempt proves by itself; nothing on a channel that the measure does not accept. */
  readonly strength: ProofStrength;
  /** It reached the person before the fact. */
  readonly inTime: boolean;
  /** On a channel that the measure accepts as a way of telling. */
  readonly valid: boolean;
  /** It proves what the measure asks for, in time. */
  readonly enough: boolean;
}

type Rules = Pick<MeasureParameters, "validChannels" | "proofForSanction">;

export function layOut(measure: Rules, telling: ToldBy & { readonly at: IsoInstant }, happenedAt: IsoInstant): LaidOut {
  const valid = measure.validChannels.value.includes(telling.channel);
  const strength = valid ? proofOf(telling) : "none";
  const inTime = telling.at < happenedAt;
  return { strength, valid, inTime, enough: inTime && strength !== "none" && isAtLeast(strength, measure.proofForSanction.value) };
}

/** The strongest of what came in time. */
export function bestProof(laidOut: readonly LaidOut[]): ProofStrength {
  return laidOut.filter(({ inTime }) => inTime).reduce<ProofStrength>((best, { strength }) => (isAtLeast(strength, best) ? strength : best), "none");
}
