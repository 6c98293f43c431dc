// How the simulated mail server behaves; every field can be changed while it runs.

/** Shares are 0…1 of messages (by seeded chance on the key) or of addresses (by seeded chance on the address). */
export interface MailBehaviour {
  /** Refuses connections, and cuts those that are open. */
  paused: boolean;
  /** Time before the answer to each message, milliseconds. */
  latencyMs: number;
  /** Above it: 451 to the recipient. null = no limit. */
  ratePerSecond: number | null;
  /** 451 to the recipient: not taken now. */
  deferShare: number;
  /** 451 after the message: not taken now. */
  deferDataShare: number;
  /** 554 after the message: refused for its content. */
  refuseDataShare: number;
  /** 550 at once, by address. */
  refusedAddressShare: number;
  refusedAddresses: string[];
  /** The connection is cut when DATA is asked for. */
  dropBeforeShare: number;
  /** The message is taken, and the connection is cut without an answer. */
  dropAfterShare: number;
  /** A second message with the same key is taken and thrown away. */
  deduplicates: boolean;
  /** Taken, then bounced, by address. */
  bouncedAddressShare: number;
  bouncedAddresses: string[];
  /** A "delayed" notice is sent for these messages. */
  delayedShare: number;
  sendBounces: boolean;
  bounceDelayMs: number;
  bounceJitterMs: number;
  loseBouncesShare: number;
  doubleBouncesShare: number;
  /** Added to the machine's clock: the season replays other days. */
  clockOffsetMs: number;
}

export const CALM_MAIL: MailBehaviour = {
  paused: false,
  latencyMs: 0,
  ratePerSecond: null,
  deferShare: 0,
  deferDataShare: 0,
  refuseDataShare: 0,
  refusedAddressShare: 0,
  refusedAddresses: [],
  dropBeforeShare: 0,
  dropAfterShare: 0,
  deduplicates: false,
  bouncedAddressShare: 0,
  bouncedAddresses: [],
  delayedShare: 0,
  sendBounces: true,
  bounceDelayMs: 0,
  bounceJitterMs: 0,
  loseBouncesShare: 0,
  doubleBouncesShare: 0,
  clockOffsetMs: 0,
};
