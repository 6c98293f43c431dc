// What every channel promises to the dispatcher: what it can carry, how sure its answers are, and one way to send.

import type { MailIntake } from "./pec/intake.ts";

export type ChannelKind = "sms" | "email" | "pec" | "letter";

/**
 * What the other side can prove.
 * `handed-over`: only that the next server took it; `delivery-receipt`: the operator's word that the handset got it;
 * `certified`: a receipt with legal value (PEC, registered letter).
 */
export type ProofStrength = "handed-over" | "delivery-receipt" | "certified";

/** What a message on this channel may consist of. */
export interface Carries {
  readonly html: boolean;
  readonly attachments: boolean;
  /** Longest body that the other side takes, in bytes of the encoded message; null when it has no limit of its own. */
  readonly maxBytes: number | null;
}

/** The fixed facts of one channel instance (one gateway, one relay). Rate and pauses are applied by the dispatcher. */
export interface ChannelDescriptor {
  readonly id: string;
  readonly channel: ChannelKind;
  readonly proof: ProofStrength;
  readonly carries: Carries;
  /** The other side drops a second message with the same key: only then may a doubtful one be sent again. */
  readonly deduplicatesByKey: boolean;
  /** The other side answers "do you know this key?". */
  readonly canBeAsked: boolean;
  /** The other side can list what it accepted since an instant. */
  readonly canBeListed: boolean;
  /** Messages in flight at once, which is also the number of connections. */
  readonly concurrency: number;
  readonly ratePerSecond: number | null;
  /** How long one message may wait for an answer, milliseconds. */
  readonly timeoutMs: number;
  /** Where it is: an http(s) URL, or host:port of a mail server. */
  readonly address: string;
  /** The sender that the citizen sees: an alias or number, or an e-mail address. */
  readonly sender: string;
}

export type SmsEncoding = "gsm7" | "ucs2";

/** A message exactly as it is to leave: nothing is decided after this point. */
export interface OutgoingMessage {
  /** The message id: the stable key that the other side is given, the same on every attempt. */
  readonly key: string;
  /** E.164 number or e-mail address. */
  readonly to: string;
  readonly from: string;
  /** The text of an SMS; unused when `raw` is given. */
  readonly body: string;
  readonly encoding?: SmsEncoding;
  /** The whole RFC 5322 message of an e-mail. */
  readonly raw?: Buffer | string;
  /** Return path of an e-mail; without it the channel makes the one that carries the key. */
  readonly envelopeFrom?: string;
}

/**
 * How one hand-over ended. The kinds differ in what may be done next:
 * `accepted`: done; `refused`: never again as it is; `deferred`: the other side said not now, try later;
 * `unreachable`: no part of the message left, try again freely; `no-answer`: it may have arrived, ask before trying again.
 */
export type SendOutcome =
  /** `parts`: the references of each part, when the other side reports on each of several. */
  | { readonly kind: "accepted"; readonly reference: string; readonly parts?: readonly string[] }
  | { readonly kind: "refused"; readonly permanent: true; readonly code: string; readonly detail: string }
  | {
      readonly kind: "deferred";
      readonly code: string;
      readonly detail: string;
      readonly retryAfterMs?: number;
    }
  | { readonly kind: "unreachable"; readonly detail: string }
  | { readonly kind: "no-answer"; readonly detail: string };

/** What the other side knows of one key. `unknown` is only said when it said so in its own words, never from a bare 404. */
export type AskOutcome =
  | {
      readonly kind: "known";
      readonly reference: string;
      readonly status: ReceiptStatus;
      readonly at: string | null;
    }
  | { readonly kind: "unknown" }
  | { readonly kind: "no-answer"; readonly detail: string };

/** One message that the other side accepted. `at` is its own instant of acceptance, ISO 8601 UTC. */
export interface AcceptedEntry {
  readonly key: string;
  readonly reference: string;
  readonly status: ReceiptStatus;
  readonly at: string;
}

export type ListOutcome =
  | { readonly kind: "page"; readonly entries: readonly AcceptedEntry[]; readonly next: string | null }
  | { readonly kind: "no-answer"; readonly detail: string };

export type ProbeOutcome = { readonly kind: "up" } | { readonly kind: "down"; readonly detail: string };

/** An open connection pool to the other side. No method throws or rejects because of what the other side does. */
export interface Sender {
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Present when `canBeAsked`. */
  ask?(key: string): Promise<AskOutcome>;
  /** Present when `canBeListed`. `since` is ISO 8601 UTC; `cursor` is the `next` of the page before, null for the first. */
  listSince?(since: string, cursor: string | null): Promise<ListOutcome>;
  probe(): Promise<ProbeOutcome>;
  /** Waits for what is in flight at most `timeoutMs`, then ends every connection. */
  close(): Promise<void>;
}

export interface Channel {
  readonly descriptor: ChannelDescriptor;
  /** With an inbox the connection is held even while nothing is sent, for what the other side brings on it. */
  open(inbox?: Inbox): Sender;
}

/** A text that a person sent us, or one part of it as it came: `joint` is the same number on all its parts. */
export interface IncomingText {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly part: { readonly joint: number; readonly number: number; readonly of: number } | null;
  /** The bytes it came in, as evidence. */
  readonly raw: string;
}

/** Takes what the other side brings on the connection that we send on. The other side is answered when a promise ends. */
export interface Inbox {
  /** Resolves when they are stored. When it rejects they were not, and the other side brings them again. */
  receipts(receipts: readonly Receipt[]): Promise<void>;
  /** Resolves when it is stored. Absent where nobody takes texts: nothing is kept, and the other side is told to keep them. */
  text?(text: IncomingText): Promise<void>;
  /** Reads the mailbox whose address we send from. Absent where nobody does. */
  readonly mail?: MailIntake;
  /** What went wrong without an answer to anybody. */
  onFault(fault: unknown): void;
}

/** `accepted` = the other side has it, nothing known yet; `delayed` = still trying; `delivered` and `failed` are final. */
export type ReceiptStatus = "accepted" | "delayed" | "delivered" | "failed";

/** What the other side said later about a message, whatever the channel. Stored as it came; matching is by key, then reference. */
export interface Receipt {
  readonly channel: ChannelKind;
  /** Our message id; null when it could not be read (unmatched). */
  readonly key: string | null;
  readonly reference: string | null;
  readonly status: ReceiptStatus;
  /** The other side's own code: an SMS gateway's word, or the enhanced status code of a bounce (5.1.1). */
  readonly code: string | null;
  readonly diagnostic: string | null;
  /** When it happened by the other side's clock, ISO 8601 UTC; null when it did not say. */
  readonly at: string | null;
  /** The bytes it came in, as evidence: JSON of the one receipt, or the whole bounce message. */
  readonly raw: string;
}
