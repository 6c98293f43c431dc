// What takes the mail of a certified mailbox, and what it is given.

import type { Buffer } from "node:buffer";
import type { MailRead } from "./receipt.ts";

/** How far the mailbox was read. Numbers mean something only as long as `validity` is the same (RFC 9051, 2.3.1.1). */
export interface MailPosition {
  readonly validity: string;
  readonly uid: number;
}

export interface FetchedMail {
  readonly position: MailPosition;
  /** As it came, byte by byte; only its beginning where it is too long to be read. */
  readonly raw: Buffer;
  /** When the provider put it into the mailbox, ISO 8601 UTC. */
  readonly arrivedAt: string;
  readonly read: MailRead;
}

/** Takes the mail of a mailbox. One worker reads at a time. */
export interface MailIntake {
  /** Takes or keeps the turn to read; null while another worker has it. `validity` empty: nothing was read yet. */
  turn(): Promise<MailPosition | null>;
  /** Resolves when the mail, what follows from it, and how far it has been read are stored together. */
  store(mail: FetchedMail): Promise<void>;
  /** What is wrong with the mailbox, for who runs the service; null when it is read again. */
  said(problem: string | null): Promise<void>;
  /** Gives the turn back: another reader need not wait until it is over. */
  leave(): Promise<void>;
}
