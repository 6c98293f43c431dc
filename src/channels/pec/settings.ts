// The settings of a certified mailbox.

import type { JudgeSignature } from "./receipt.ts";

/** Where a server of the provider is: `smtps:` and `imaps:` are TLS from the first byte, `smtp:` and `imap:` must change to it before anything is said. */
export interface PecSettings {
  readonly id: string;
  readonly smtpUrl: string;
  readonly imapUrl: string;
  readonly user: string;
  /** Read when the gateway is opened, and never kept. */
  readonly password: () => string;
  /** Our certified address: the sender that the citizen sees, and the envelope's too. */
  readonly sender: string;
  /** Authorities of the servers' certificates, PEM, where they are not public ones. */
  readonly certificates?: () => string;
  readonly judgeSignature: JudgeSignature;
  readonly folder: string;
  /** How often the mailbox is looked at where the server does not say by itself that mail has come. */
  readonly pollMs: number;
  /** Longest mail that is read whole, bytes. */
  readonly maxMailBytes: number;
  readonly concurrency?: number;
  readonly ratePerSecond?: number | null;
  readonly timeoutMs: number;
}
