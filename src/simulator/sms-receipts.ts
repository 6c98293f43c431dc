// Decides what the simulated gateway reports about each message, and when: lost, doubled, early, late, out of order.

import type { ReceiptStatus } from "../channels/channel.ts";
import { chanceOf } from "./chance.ts";
import type { Mishaps } from "./chance.ts";
import type { OutgoingReceipt, ReceiptPoster } from "./receipt-poster.ts";
import type { SmsBehaviour } from "./sms-settings.ts";
import type { StoredSms } from "./sms-store.ts";

export interface ReceiptCounts {
  lost: number;
}

export interface ReceiptDesk {
  readonly seed: number;
  readonly mishaps: Mishaps;
  readonly poster: ReceiptPoster;
  readonly counts: ReceiptCounts;
  /** Called when the final receipt was taken by the callback, or lost on purpose. */
  readonly settled: (message: StoredSms) => void;
}

/** Whether the handset of this number exists. */
export function fateOf(to: string, behaviour: SmsBehaviour, mishaps: Mishaps): ReceiptStatus {
  const unknown =
    behaviour.unknownNumbers.includes(to) ||
    mishaps.always(behaviour.unknownNumberShare, "unknown-number", to);
  return unknown ? "failed" : "delivered";
}

/** Queues the receipts of one accepted message. */
export function reportOn(message: StoredSms, behaviour: SmsBehaviour, desk: ReceiptDesk): void {
  if (!behaviour.sendReceipts || message.callback === "") return;
  const { mishaps, poster, seed } = desk;
  message.status = fateOf(message.to, behaviour, mishaps);
  if (mishaps.always(behaviour.loseReceiptsShare, "lose-receipt", message.key)) {
    desk.counts.lost += 1;
    desk.settled(message);
    return;
  }
  const wait = (purpose: string): number =>
    behaviour.receiptDelayMs + Math.floor(behaviour.receiptJitterMs * chanceOf(seed, purpose, message.key));
  if (mishaps.always(behaviour.bufferedShare, "buffered", message.key))
    poster.post(new SmsReceipt(message, "buffered", message.at), wait("buffered-wait"));
  const finalWait = wait("final-wait");
  const at = message.at + finalWait;
  poster.post(new SmsReceipt(message, message.status, at, desk), finalWait);
  if (mishaps.always(behaviour.doubleReceiptsShare, "double-receipt", message.key))
    poster.post(new SmsReceipt(message, message.status, at), wait("double-wait"));
}

class SmsReceipt implements OutgoingReceipt {
  readonly #message: StoredSms;
  readonly #word: string;
  readonly #at: number;
  /** Told when it was taken; null for one that settles nothing. */
  readonly #desk: ReceiptDesk | null;

  constructor(message: StoredSms, word: string, at: number, desk: ReceiptDesk | null = null) {
    this.#message = message;
    this.#word = word;
    this.#at = at;
    this.#desk = desk;
  }

  get callback(): string {
    return this.#message.callback;
  }

  write(): string {
    return receiptJson(this.#message, this.#word, this.#at);
  }

  taken(): void {
    this.#desk?.settled(this.#message);
  }
}

function receiptJson(message: StoredSms, word: string, at: number): string {
  const reason = word === "failed" ? ',"code":"UNKNOWN_SUBSCRIBER","detail":"number not in service"' : "";
  const key = JSON.stringify(message.key);
  return `{"key":${key},"reference":"${message.reference}","status":"${word}"${reason},"at":"${new Date(at).toISOString()}"}`;
}
