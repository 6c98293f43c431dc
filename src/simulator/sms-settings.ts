// How the simulated SMS gateway behaves; every field can be changed while it runs.

/** Shares are 0…1 of messages (by seeded chance on the key) or of numbers (by seeded chance on the number). */
export interface SmsBehaviour {
  /** Refuses connections, and cuts those that are open. */
  paused: boolean;
  /** Time before each answer, milliseconds. */
  latencyMs: number;
  /** Above it: 429 with Retry-After. null = no limit. */
  ratePerSecond: number | null;
  /** 503: not taken. */
  unavailableShare: number;
  /** 500: not taken either, but the caller cannot know. */
  faultShare: number;
  /** The connection is cut before the message is taken. */
  dropBeforeShare: number;
  /** The message is taken, and the connection is cut without an answer. */
  dropAfterShare: number;
  deduplicates: boolean;
  /** 422 at once, by number. */
  refusedNumberShare: number;
  refusedNumbers: string[];
  /** Taken, then a receipt "failed", by number. */
  unknownNumberShare: number;
  unknownNumbers: string[];
  sendReceipts: boolean;
  receiptDelayMs: number;
  /** Each receipt waits up to this much longer: they come out of order. */
  receiptJitterMs: number;
  /** A receipt "buffered" goes out too; with jitter it may come after the final one. */
  bufferedShare: number;
  loseReceiptsShare: number;
  doubleReceiptsShare: number;
  /** The receipt goes out before the answer to the request. */
  earlyReceiptsShare: number;
  /** Receipts in one callback (an array when more than one). */
  receiptBatch: number;
  receiptConcurrency: number;
  /** Added to the machine's clock: the season replays other days. */
  clockOffsetMs: number;
}

export const CALM_SMS: SmsBehaviour = {
  paused: false,
  latencyMs: 0,
  ratePerSecond: null,
  unavailableShare: 0,
  faultShare: 0,
  dropBeforeShare: 0,
  dropAfterShare: 0,
  deduplicates: true,
  refusedNumberShare: 0,
  refusedNumbers: [],
  unknownNumberShare: 0,
  unknownNumbers: [],
  sendReceipts: true,
  receiptDelayMs: 0,
  receiptJitterMs: 0,
  bufferedShare: 0,
  loseReceiptsShare: 0,
  doubleReceiptsShare: 0,
  earlyReceiptsShare: 0,
  receiptBatch: 200,
  receiptConcurrency: 4,
  clockOffsetMs: 0,
};
