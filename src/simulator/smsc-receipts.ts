// Brings delivery receipts back over whatever connection is bound: early, late, twice, out of order, lost, and again when refused.

import { TAG, tagged } from "../channels/sms-smpp/pdu.ts";
import type { ShortMessage } from "../channels/sms-smpp/pdu.ts";
import { STATUS } from "../channels/sms-smpp/status.ts";
import { chanceOf } from "./chance.ts";
import type { Mishaps } from "./chance.ts";
import type { SubmittedPart } from "./smsc-parts.ts";
import type { SmscSession } from "./smsc-session.ts";
import type { SmscBehaviour } from "./smsc-settings.ts";

export interface CourierOptions {
  readonly seed: number;
  readonly mishaps: Mishaps;
  readonly behaviour: () => SmscBehaviour;
  /** Connections that are bound. */
  readonly sessions: ReadonlySet<SmscSession>;
}

interface Taken {
  readonly number: number;
  readonly part: SubmittedPart;
  readonly at: number;
  readonly early: boolean;
}

const RECEIPT = 0x04;
const AT_ONCE = 200;
const AGAIN_MS = 200;

export class ReceiptCourier {
  readonly #options: CourierOptions;
  readonly #ready: ShortMessage[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #onTheWay = 0;
  #isClosed = false;
  sent = 0;
  lost = 0;
  /** Answered with an error, or cut off. */
  refusals = 0;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  get queued(): number {
    return this.#ready.length + this.#timers.size + this.#onTheWay;
  }

  report({ number, part, at, early }: Taken): void {
    const behaviour = this.#options.behaviour();
    const { mishaps, seed } = this.#options;
    if (!behaviour.sendReceipts || !part.wantsReceipt) return;
    if (mishaps.always(behaviour.loseReceiptsShare, "lose-receipt", part.mark)) {
      this.lost += 1;
      return;
    }
    const isUnknown = behaviour.unknownNumbers.includes(part.to) || mishaps.always(behaviour.unknownNumberShare, "unknown-number", part.to);
    const message = receiptMessage({ number, part, at, early }, isUnknown, behaviour);
    const wait = (purpose: string): number => (early ? 0 : behaviour.receiptDelayMs + Math.floor(behaviour.receiptJitterMs * chanceOf(seed, purpose, part.mark)));
    this.#after(wait("final-wait"), message);
    if (mishaps.always(behaviour.doubleReceiptsShare, "double-receipt", part.mark)) this.#after(wait("double-wait"), message);
  }

  /** There may be somebody to bring them to now. */
  hurry(): void {
    const [session] = this.#options.sessions;
    while (session !== undefined && !this.#isClosed && this.#ready.length > 0 && this.#onTheWay < AT_ONCE) void this.#bring(session, this.#ready.shift()!);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(ms: number, message: ShortMessage): void {
    if (ms === 0) {
      this.#ready.push(message);
      this.hurry();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#ready.push(message);
      this.hurry();
    }, ms);
    this.#timers.add(timer);
  }

  async #bring(session: SmscSession, message: ShortMessage): Promise<void> {
    this.#onTheWay += 1;
    const status = await session.deliver(message);
    this.#onTheWay -= 1;
    if (status === STATUS.ok) this.sent += 1;
    else {
      this.refusals += 1;
      if (!this.#isClosed) this.#after(AGAIN_MS, message);
    }
    this.hurry();
  }
}

const STATES = { delivered: { word: "DELIVRD", octet: 2, error: "000" }, unknown: { word: "UNDELIV", octet: 5, error: "001" } } as const;

function receiptMessage({ number, part, at }: Taken, isUnknown: boolean, { receiptForm, echoMarks }: SmscBehaviour): ShortMessage {
  const state = isUnknown ? STATES.unknown : STATES.delivered;
  const id = String(number);
  const date = shortDate(at);
  const text = `id:${id} sub:001 dlvrd:${isUnknown ? "000" : "001"} submit date:${date} done date:${date} stat:${state.word} err:${state.error} text:${part.text.slice(0, 20).replaceAll(/[^ -~]/g, "?")}`;
  const fields = receiptForm === "text" ? [] : [tagged(TAG.receiptedId, Buffer.from(`${id}\0`)), tagged(TAG.messageState, Buffer.from([state.octet]))];
  const marks = echoMarks ? [...part.marks].map(([tag, value]) => tagged(tag, value)) : [];
  return {
    serviceType: "", source: { ton: 1, npi: 1, digits: part.to.replace("+", "") }, destination: { ton: 5, npi: 0, digits: part.from }, esmClass: RECEIPT, validity: "",
    registered: 0, coding: 0, octets: receiptForm === "fields" ? Buffer.alloc(0) : Buffer.from(text, "latin1"), tags: Buffer.concat([...fields, ...marks]),
  };
}

/** `YYMMDDhhmm`, UTC. */
function shortDate(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-T:]/g, "").slice(2, 12);
}
