// Receives the mail of the return-path domain and turns bounces into receipts; says 250 only when they are stored.

import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Receipt } from "../channel.ts";
import { readDeliveryStatus } from "./delivery-status.ts";

/** What came in: a receipt (its key may be null: unmatched), or mail that says nothing about delivery. */
export type ReturnedItem =
  | { readonly kind: "receipt"; readonly receipt: Receipt }
  | { readonly kind: "other"; readonly recipients: readonly string[]; readonly raw: string };

export interface BounceListenerSettings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Mail for any other domain is refused: this server relays nothing. */
  readonly domain: string;
  /** Largest message taken, bytes. */
  readonly maxBytes?: number;
  /**
   * Stores the item. The other server hears 250 only after this resolves; when it rejects it hears 451 and keeps the bounce.
   */
  readonly store: (item: ReturnedItem) => Promise<void>;
  readonly onFault?: (error: unknown) => void;
}

export interface BounceListener {
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BYTES = 2 * 1024 * 1024;

/** Opens the listener; resolves when the port is bound, rejects when it cannot be (EADDRINUSE, EACCES). */
export async function openBounceListener(settings: BounceListenerSettings): Promise<BounceListener> {
  const domain = settings.domain.toLowerCase();
  const maxBytes = settings.maxBytes ?? MAX_BYTES;
  const server = new SMTPServer({
    name: settings.domain,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: maxBytes,
    logger: false,
    // Providers keep sessions open for the next bounce: a stop must not wait for them.
    closeTimeout: 1_000,
    onRcptTo: (address, _session, callback) => {
      const isOurs = address.address.toLowerCase().endsWith(`@${domain}`);
      callback(isOurs ? null : replyError(550, "5.7.1 relay not permitted"));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on("end", () => {
        if (stream.sizeExceeded) return callback(replyError(552, "5.3.4 message too big"));
        const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
        receive(Buffer.concat(chunks), recipients, settings).then(
          () => callback(null, "2.0.0 stored"),
          (error: unknown) => {
            settings.onFault?.(error);
            callback(replyError(451, "4.3.0 not stored, try again"));
          },
        );
      });
    },
  });
  // A client that breaks off is its own affair; without a listener it would end the process.
  server.on("error", (error) => settings.onFault?.(error));
  await listen(server, settings.port, settings.host ?? "127.0.0.1");
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function receive(
  raw: Buffer,
  recipients: readonly string[],
  settings: BounceListenerSettings,
): Promise<void> {
  // Mail that no reader gets through (parts within parts without end) says nothing about delivery: kept as such, or the other server would bring it again for days.
  const receipt = await readDeliveryStatus({ raw, recipients }, settings.domain).catch(() => null);
  await settings.store(
    receipt === null
      ? { kind: "other", recipients, raw: raw.toString("latin1") }
      : { kind: "receipt", receipt },
  );
}

function replyError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function listen(server: SMTPServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.removeListener("error", reject);
      resolve();
    });
  });
}
