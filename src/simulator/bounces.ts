// Writes and sends the delivery status notifications of the simulated mail server (RFC 3461, 3462, 3464), over SMTP.

import { createTransport } from "nodemailer";
import type { StoredMail } from "./mail-store.ts";

export interface BounceTarget {
  readonly host: string;
  readonly port: number;
}

export type BounceAction = "failed" | "delayed";

/** A notification ready to go: from nobody (`<>`), to the return path of the message it speaks of. */
export interface Bounce {
  readonly to: string;
  readonly raw: string;
}

/** Composes the notification about one message. `reportingHost` is the server's own name; `at` milliseconds since 1970. */
export function composeBounce(
  mail: StoredMail,
  action: BounceAction,
  reportingHost: string,
  at: number,
): Bounce {
  const date = new Date(at).toUTCString().replace("GMT", "+0000");
  const boundary = `dsn-${mail.key}`.slice(0, 60);
  const isFailure = action === "failed";
  const status = isFailure ? "5.1.1" : "4.4.1";
  const diagnostic = isFailure ? "550 5.1.1 mailbox unavailable" : "421 4.4.1 no answer from host";
  const lines = [
    `Date: ${date}`,
    `From: MAILER-DAEMON@${reportingHost}`,
    `To: ${mail.from}`,
    `Subject: ${isFailure ? "Undelivered Mail Returned to Sender" : "Delayed Mail (still being retried)"}`,
    `Message-ID: <dsn.${mail.key}.${action}@${reportingHost}>`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain; charset=us-ascii",
    "",
    `${isFailure ? "Your message could not be delivered to" : "Your message is still waiting for"} <${mail.to}>: ${diagnostic}`,
    "",
    `--${boundary}`,
    "Content-Type: message/delivery-status",
    "",
    `Reporting-MTA: dns; ${reportingHost}`,
    ...(mail.envelopeId === null ? [] : [`Original-Envelope-Id: ${mail.envelopeId}`]),
    `Arrival-Date: ${new Date(mail.at).toUTCString().replace("GMT", "+0000")}`,
    "",
    `Final-Recipient: rfc822; ${mail.to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    `Last-Attempt-Date: ${date}`,
    "",
    `--${boundary}`,
    "Content-Type: text/rfc822-headers",
    "",
    ...originalHeaders(mail),
    "",
    `--${boundary}--`,
    "",
  ];
  return { to: mail.from, raw: lines.join("\r\n") };
}

function originalHeaders(mail: StoredMail): string[] {
  if (mail.wire === null) return [`X-Convoca-Message: ${mail.key}`];
  const end = mail.wire.indexOf("\r\n\r\n", 0, "latin1");
  return [mail.wire.toString("latin1", 0, end < 0 ? mail.wire.length : end)];
}

/** Waits between attempts, milliseconds; the last repeats. */
const RETRY_MS = [250, 500, 1000, 2000];
const MAX_ATTEMPTS = 60;

/** Sends notifications over a few kept sessions, and tries again as a mail server does when nobody takes them. */
export class BounceSender {
  readonly #transport: ReturnType<typeof transportTo>;
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;
  queued = 0;
  sent = 0;
  givenUp = 0;
  refusals = 0;

  constructor(target: BounceTarget) {
    this.#transport = transportTo(target);
  }

  /** `done` is called when the other side has taken it. */
  send(bounce: Bounce, delayMs: number, done: () => void): void {
    this.queued += 1;
    this.#after(delayMs, () => this.#attempt(bounce, 0, done));
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#transport.close();
  }

  #after(delayMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, delayMs);
    this.#timers.add(timer);
  }

  #attempt(bounce: Bounce, attempt: number, done: () => void): void {
    const message = { envelope: { from: "", to: [bounce.to] }, raw: bounce.raw };
    this.#transport.sendMail(message).then(
      () => {
        this.queued -= 1;
        this.sent += 1;
        done();
      },
      () => {
        this.refusals += 1;
        if (this.#closed) return;
        if (attempt + 1 >= MAX_ATTEMPTS) {
          this.queued -= 1;
          this.givenUp += 1;
          return;
        }
        const wait = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 2000;
        this.#after(wait, () => this.#attempt(bounce, attempt + 1, done));
      },
    );
  }
}

function transportTo(target: BounceTarget): ReturnType<typeof createTransport> {
  return createTransport({
    host: target.host,
    port: target.port,
    pool: true,
    maxConnections: 4,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    logger: false,
  });
}
