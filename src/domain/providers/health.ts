// Whether a provider is ill or slow, from sums of what its hand-overs and receipts came to.

import type { ProviderThresholds } from "./thresholds.ts";

/** How hand-overs of a stretch of time ended. `throttled` = told to go slower. */
export interface HandOverCounts {
  readonly accepted: number;
  readonly throttled: number;
  readonly deferred: number;
  readonly refused: number;
  readonly unreachable: number;
  readonly unanswered: number;
}

export const NO_COUNTS: HandOverCounts = { accepted: 0, throttled: 0, deferred: 0, refused: 0, unreachable: 0, unanswered: 0 };

/** Share of hand-overs that ended badly, 0 to 1; null when there were none. */
export function errorShare(counts: HandOverCounts): number | null {
  const bad = counts.deferred + counts.refused + counts.unreachable + counts.unanswered;
  return bad + counts.accepted === 0 ? null : bad / (bad + counts.accepted);
}

/** Why the provider must rest, or null when it need not. */
export type Illness = { readonly kind: "errors" | "refusals"; readonly percent: number; readonly of: number };

export function illnessOf(counts: HandOverCounts, thresholds: ProviderThresholds): Illness | null {
  const errors = counts.deferred + counts.unreachable + counts.unanswered;
  const of = counts.accepted + counts.refused + errors;
  if (of < thresholds.errorLeast) return null;
  const percent = (count: number): number => (count * 100) / of;
  if (percent(errors) >= thresholds.errorPercent) return { kind: "errors", percent: Math.round(percent(errors)), of };
  if (percent(counts.refused) >= thresholds.refusalPercent) return { kind: "refusals", percent: Math.round(percent(counts.refused)), of };
  return null;
}

/** Messages handed over long enough ago that their receipt would be late, and of how many it came in time. */
export interface Punctuality {
  readonly handedOver: number;
  readonly inTime: number;
}

export interface Trust {
  readonly load: number;
  readonly isSlow: boolean;
}

/** Least that a provider is trusted with: enough to see when it gets better. */
export const LEAST_LOAD = 10;
const STEP_UP = 10;

/** Share of late receipts, 0 to 1; null when too few messages tell. */
export function lateShare({ handedOver, inTime }: Punctuality, thresholds: ProviderThresholds): number | null {
  return handedOver < thresholds.slowLeast ? null : Math.max(0, 1 - inTime / handedOver);
}

/**
 * How much a provider is trusted with next. Late receipts halve it step by step and close nothing: the messages leave all the
 * same, and whoever has one in hand would wait twice. Between the two thresholds nothing changes; below the lower one, and when
 * nothing tells against it, trust comes back a tenth at a time.
 */
export function nextTrust(now: Trust, late: number | null, thresholds: ProviderThresholds): Trust {
  const percent = late === null ? 0 : late * 100;
  if (percent >= thresholds.slowPercent) return { isSlow: true, load: Math.max(LEAST_LOAD, Math.floor(now.load / 2)) };
  if (now.isSlow && percent > thresholds.inTimePercent) return now;
  return { isSlow: false, load: Math.min(100, now.load + STEP_UP) };
}

/** Upper ends of the lengths of time by which receipts are counted, seconds; the last bin is all that is longer. */
export const DELAY_BINS = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400] as const;

export function binOf(seconds: number): number {
  const bin = DELAY_BINS.findIndex((end) => seconds <= end);
  return bin < 0 ? DELAY_BINS.length : bin;
}

/** The bins whose every receipt took no longer than so many seconds: a bin that the limit cuts counts as late. */
export function binsWithin(seconds: number): number {
  return DELAY_BINS.filter((end) => end <= seconds).length;
}

/** The length of time within which a share of the receipts came, seconds (within its bin as if evenly spread); null without any. */
export function delayAt(share: number, receiptsByBin: ReadonlyMap<number, number>): number | null {
  const total = [...receiptsByBin.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let before = 0;
  for (let bin = 0; bin <= DELAY_BINS.length; bin += 1) {
    const count = receiptsByBin.get(bin) ?? 0;
    if (count > 0 && before + count >= share * total) {
      const from = bin === 0 ? 0 : DELAY_BINS[bin - 1]!;
      const to = DELAY_BINS[bin] ?? from;
      return from + (to - from) * Math.max(0, (share * total - before) / count);
    }
    before += count;
  }
  return null;
}

/** Words of gateways for «too fast»: HTTP 429 and the codes of SMPP 3.4 for a full queue and a throttled line. */
const THROTTLES: ReadonlySet<string> = new Set(["RATE", "HTTP_429", "TOO_MANY_REQUESTS", "ESME_RTHROTTLED", "ESME_RMSGQFUL"]);

export function isThrottle(code: string): boolean {
  return THROTTLES.has(code);
}
