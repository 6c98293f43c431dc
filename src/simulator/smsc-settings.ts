// How the simulated SMPP gateway behaves; every field can be changed while it runs.

/** Shares are 0…1 of packets (by seeded chance on key and part) or of numbers (by seeded chance on the number). */
export interface SmscBehaviour {
  /** Refuses connections, and cuts those that are open. */
  paused: boolean;
  /** Time before each answer, milliseconds. */
  latencyMs: number;
  /** Unanswered packets on one connection above which more are refused with `ESME_RMSGQFUL`; null = no limit. */
  window: number | null;
  /** Above it: `ESME_RTHROTTLED`. null = no limit. */
  ratePerSecond: number | null;
  /** `ESME_RTHROTTLED` and `ESME_RMSGQFUL`, by chance. */
  throttleShare: number;
  queueFullShare: number;
  /** `ESME_RSYSERR`: not taken, but the caller cannot know. */
  systemErrorShare: number;
  /** The connection is cut before the packet is taken. */
  dropBeforeShare: number;
  /** The packet is taken, and the connection is cut without an answer. */
  dropAfterShare: number;
  /** The packet is taken, and never answered. */
  loseAnswerShare: number;
  /** `ESME_RINVDSTADR`, by number. */
  refusedNumberShare: number;
  refusedNumbers: string[];
  /** Parts that are refused for good whatever they are of, by their number (`2` = every second part). */
  refusedParts: string[];
  /** Taken, then a receipt "undeliverable", by number. */
  unknownNumberShare: number;
  unknownNumbers: string[];
  sendReceipts: boolean;
  receiptDelayMs: number;
  /** Each receipt waits up to this much longer: they come out of order. */
  receiptJitterMs: number;
  loseReceiptsShare: number;
  doubleReceiptsShare: number;
  /** The receipt goes out before the answer. */
  earlyReceiptsShare: number;
  /** `text` form, tagged `fields`, or both. */
  receiptForm: string;
  /** Message ids are hexadecimal in answers and decimal in receipts. */
  hexAnswers: boolean;
  /** Receipts bring back the caller's own fields. */
  echoMarks: boolean;
  answerEnquire: boolean;
  answerUnbind: boolean;
  /** Added to the machine's clock. */
  clockOffsetMs: number;
}

export const CALM_SMSC: SmscBehaviour = {
  paused: false,
  latencyMs: 0,
  window: null,
  ratePerSecond: null,
  throttleShare: 0,
  queueFullShare: 0,
  systemErrorShare: 0,
  dropBeforeShare: 0,
  dropAfterShare: 0,
  loseAnswerShare: 0,
  refusedNumberShare: 0,
  refusedNumbers: [],
  refusedParts: [],
  unknownNumberShare: 0,
  unknownNumbers: [],
  sendReceipts: true,
  receiptDelayMs: 0,
  receiptJitterMs: 0,
  loseReceiptsShare: 0,
  doubleReceiptsShare: 0,
  earlyReceiptsShare: 0,
  receiptForm: "text",
  hexAnswers: false,
  echoMarks: false,
  answerEnquire: true,
  answerUnbind: true,
  clockOffsetMs: 0,
};
