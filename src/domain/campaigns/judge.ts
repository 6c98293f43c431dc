// Who of the chosen is called or reminded, and why the others are not: the first reason that holds, in this order.

import type { Wave } from "../planning/waves.ts";
import type { CampaignAction, CannotReason, OutReason } from "./types.ts";

/** What is known of one of the chosen. */
export interface Standing {
  readonly measure: string;
  readonly bound: boolean;
  /** Exempt, excluded, or elsewhere. */
  readonly released: boolean;
  readonly superseded: boolean;
  readonly restricted: boolean;
  readonly inOtherCampaign: boolean;
  /** Of their household in the planner's eyes; null where the action asks no wave. */
  readonly wave: Wave | null;
  /** An issued summons with a seat ahead, and its day; null where there is none. */
  readonly meetsOn: string | null;
  readonly reminded: boolean;
  readonly wantsNone: boolean;
  readonly reachable: boolean;
}

export interface Verdict {
  readonly state: "out" | "cannot";
  readonly reason: OutReason | CannotReason;
}

/** Null: to be written to. */
export function judge(action: CampaignAction, measure: string, days: { readonly firstDay: string; readonly lastDay: string }, one: Standing): Verdict | null {
  const reason = outReason(action, measure, days, one);
  if (reason !== null) return { state: "out", reason };
  return one.reachable ? null : { state: "cannot", reason: "unreachable" };
}

function outReason(action: CampaignAction, measure: string, days: { readonly firstDay: string; readonly lastDay: string }, one: Standing): OutReason | null {
  if (one.measure !== measure) return "other-measure";
  if (one.superseded) return "superseded";
  if (!one.bound) return "not-bound";
  if (one.released) return "released";
  if (one.restricted) return "restricted";
  if (one.inOtherCampaign) return "other-campaign";
  return action === "remind" ? whyNotReminded(one, days) : whyNotCalled(action, one.wave);
}

function whyNotCalled(action: CampaignAction, wave: Wave | null): OutReason | null {
  if (wave === "kept") return "already-convened";
  if (wave === "none" || wave === null) return "not-bound";
  if (action === "convene" && wave === "second") return "not-first";
  return action === "bring-forward" && wave === "first" ? "first-of-household" : null;
}

function whyNotReminded({ meetsOn, reminded, wantsNone }: Standing, days: { readonly firstDay: string; readonly lastDay: string }): OutReason | null {
  if (meetsOn === null) return "not-convened";
  if (reminded) return "reminded";
  if (wantsNone) return "wants-none";
  return meetsOn < days.firstDay || meetsOn > days.lastDay ? "outside-days" : null;
}
