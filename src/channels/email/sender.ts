// Hands ready-made e-mails to a mail server over kept SMTP sessions, one transaction per message.

import { Readable } from "node:stream";
import type { ChannelDescriptor, OutgoingMessage, ProbeOutcome, SendOutcome, Sender } from "../channel.ts";
import type { EmailSettings } from "./channel.ts";
import { returnPathFor } from "./return-path.ts";
import { SmtpConnections } from "./smtp-connections.ts";
import type { Lease, SmtpTarget } from "./smtp-connections.ts";
import { outcomeOfFailure } from "./smtp-outcome.ts";
import type { SmtpFailure } from "./smtp-outcome.ts";

/** Who a message is from on the envelope, and what is asked of the servers about it. */
type EnvelopeOf = (message: OutgoingMessage) => { readonly from: string; readonly dsn?: { readonly id: string; readonly return: "HDRS"; readonly notify: ("FAILURE" | "DELAY")[] } };

/** Opens the pool. Every message must carry `raw`; its return path carries the key unless it brings its own. */
export function openEmailSender(descriptor: ChannelDescriptor, settings: EmailSettings): Sender {
  const target = {
    host: settings.host,
    port: settings.port,
    secure: settings.secure ?? false,
    requireTls: settings.requireTls ?? false,
    user: settings.user,
    password: settings.password,
    timeoutMs: descriptor.timeoutMs,
    maxConnections: descriptor.concurrency,
  };
  return openSmtpSender(descriptor, target, (message) => ({
    from: message.envelopeFrom ?? returnPathFor(message.key, settings.returnPathDomain),
    dsn: { id: message.key, return: "HDRS", notify: ["FAILURE", "DELAY"] },
  }));
}

/** The pool of any server that takes ready-made mail. */
export function openSmtpSender(descriptor: ChannelDescriptor, target: SmtpTarget, envelopeOf: EnvelopeOf): Sender {
  const connections = new SmtpConnections(target);
  let inFlight = 0;
  let whenEmpty: (() => void) | null = null;
  const ended = (): void => {
    inFlight -= 1;
    if (inFlight === 0) whenEmpty?.();
  };
  return {
    send: async (message) => {
      inFlight += 1;
      try {
        return await sendOnce(connections, message, envelopeOf);
      } finally {
        ended();
      }
    },
    probe: () => probe(new SmtpConnections({ ...target, maxConnections: 1 })),
    close: async () => {
      if (inFlight > 0) await emptied((resolve) => (whenEmpty = resolve), descriptor.timeoutMs);
      connections.close();
    },
  };
}

async function sendOnce(
  connections: SmtpConnections,
  message: OutgoingMessage,
  envelopeOf: EnvelopeOf,
): Promise<SendOutcome> {
  for (;;) {
    let lease: Lease;
    try {
      lease = await connections.lease();
    } catch (error) {
      return outcomeOfFailure(failureOf(error), false);
    }
    const outcome = await transact(connections, lease, message, envelopeOf);
    // The server had dropped an idle session: nothing left, and a fresh session tells whether it is really gone.
    if (outcome.kind !== "unreachable" || !lease.reused) return outcome;
  }
}

function transact(
  connections: SmtpConnections,
  lease: Lease,
  message: OutgoingMessage,
  envelopeOf: EnvelopeOf,
): Promise<SendOutcome> {
  const { connection } = lease;
  const body = new RawBody(message.raw ?? message.body);
  const envelope = {
    ...envelopeOf(message),
    to: message.to,
    size: body.size,
    use8BitMime: true,
  };
  return new Promise((resolve) => {
    connection.send(envelope, body, (error, info) => {
      if (!error) {
        connections.release(connection);
        resolve({ kind: "accepted", reference: referenceIn(info?.response ?? "") });
        return;
      }
      const failure = failureOf(error);
      if (isSessionSound(failure)) connections.resetAndRelease(connection);
      else connections.discard(connection);
      resolve(outcomeOfFailure(failure, body.started));
    });
  });
}

/** The message as a stream, which knows whether anybody has begun to read it: the line between "never left" and "may have left". */
class RawBody extends Readable {
  readonly size: number;
  started = false;
  readonly #bytes: Buffer;

  constructor(raw: Buffer | string) {
    const bytes = typeof raw === "string" ? Buffer.from(raw, "utf8") : raw;
    super({ highWaterMark: bytes.length + 1 });
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  override _read(): void {
    this.started = true;
    this.push(this.#bytes);
    this.push(null);
  }
}

function isSessionSound(failure: SmtpFailure): boolean {
  const refused = failure.code === "EENVELOPE" || failure.code === "EMESSAGE";
  return refused && failure.responseCode !== 421;
}

function failureOf(error: unknown): SmtpFailure {
  if (error instanceof Error) return error;
  return { message: String(error) };
}

// "250 2.0.0 Ok: queued as 4BX1yZ": the queue id is what the relay's log is searched for; else the reply itself.
function referenceIn(response: string): string {
  const queued = /queued as <?([\w.@-]+)>?/i.exec(response)?.[1];
  return queued ?? response.slice(0, 200);
}

async function probe(connections: SmtpConnections): Promise<ProbeOutcome> {
  try {
    const { connection } = await connections.lease();
    connections.release(connection);
    return { kind: "up" };
  } catch (error) {
    const failure = failureOf(error);
    return { kind: "down", detail: failure.response ?? failure.message };
  } finally {
    connections.close();
  }
}

async function emptied(register: (resolve: () => void) => void, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    register(resolve);
    timer = setTimeout(resolve, timeoutMs);
  });
  clearTimeout(timer);
}
