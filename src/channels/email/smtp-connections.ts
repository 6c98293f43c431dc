// Keeps a bounded number of SMTP sessions open and lends each to one message at a time.

import { SMTPConnection } from "./nodemailer-connection.ts";
import type { SmtpFailure } from "./smtp-outcome.ts";

export interface SmtpTarget {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly timeoutMs: number;
  readonly maxConnections: number;
  /** Authorities of the server's certificate, PEM, where it is not a public one. */
  readonly certificates?: string;
}

/** A session lent to a message; `reused` = it has carried a message before, so the server may have dropped it meanwhile. */
export interface Lease {
  readonly connection: SMTPConnection;
  readonly reused: boolean;
}

interface Waiter {
  readonly take: (lease: Lease) => void;
  readonly fail: (failure: SmtpFailure) => void;
}

/**
 * nodemailer's own pool puts a message back in its queue when a connection closes under it; here every attempt must be
 * known, so the pool is ours and the sessions are nodemailer's.
 */
export class SmtpConnections {
  readonly #target: SmtpTarget;
  readonly #idle: SMTPConnection[] = [];
  readonly #waiting: Waiter[] = [];
  readonly #all = new Set<SMTPConnection>();
  #closed = false;

  constructor(target: SmtpTarget) {
    this.#target = target;
  }

  /** A ready session: an idle one, a new one, or the next that comes free. Rejects with an {@link SmtpFailure}-shaped Error. */
  lease(): Promise<Lease> {
    return new Promise((take, fail) => {
      if (this.#closed) return fail(new Error("sender closed"));
      const connection = this.#idle.pop();
      if (connection !== undefined) return take({ connection, reused: true });
      if (this.#all.size < this.#target.maxConnections) return this.#connect({ take, fail });
      this.#waiting.push({ take, fail });
    });
  }

  /** Gives a session back in good order. */
  release(connection: SMTPConnection): void {
    if (this.#closed) return this.discard(connection);
    if (!this.#all.has(connection)) return;
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(connection);
    else next.take({ connection, reused: true });
  }

  /** Ends a session that cannot be used any more, and opens another when somebody waits. */
  discard(connection: SMTPConnection): void {
    connection.close();
    this.#forget(connection);
  }

  /** Gives a session back after a refusal: the server must first agree that the transaction is over. */
  resetAndRelease(connection: SMTPConnection): void {
    connection.reset((error) => {
      if (error) this.discard(connection);
      else this.release(connection);
    });
  }

  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiting.splice(0)) waiter.fail(new Error("sender closed"));
    for (const connection of this.#idle.splice(0)) {
      connection.quit();
      this.#all.delete(connection);
    }
    for (const connection of this.#all) connection.close();
    this.#all.clear();
  }

  #forget(connection: SMTPConnection): void {
    if (!this.#all.delete(connection)) return;
    const position = this.#idle.indexOf(connection);
    if (position >= 0) this.#idle.splice(position, 1);
    const next = this.#closed ? undefined : this.#waiting.shift();
    if (next !== undefined) this.#connect(next);
  }

  #connect(waiter: Waiter): void {
    const connection = new SMTPConnection(connectionOptions(this.#target));
    this.#all.add(connection);
    let settled = false;
    const failed = (error: SmtpFailure): void => {
      // Before close(), whose "end" event comes back here and knows less of the cause.
      if (!settled) {
        settled = true;
        waiter.fail(error);
      }
      connection.close();
      this.#forget(connection);
    };
    // Stays for the whole life of the session: a server may end an idle one, and an unheard error event would end the process.
    connection.on("error", failed);
    connection.once("end", () => failed(new Error("connection closed by the server")));
    const ready = (): void => {
      settled = true;
      waiter.take({ connection, reused: false });
    };
    connection.connect((error) => {
      if (error) return failed(error);
      const { user, password } = this.#target;
      if (user === undefined || password === undefined) return ready();
      connection.login({ user, pass: password }, (refused) => (refused ? failed(refused) : ready()));
    });
  }
}

function connectionOptions(target: SmtpTarget): ConstructorParameters<typeof SMTPConnection>[0] {
  return {
    host: target.host,
    port: target.port,
    secure: target.secure,
    requireTLS: target.requireTls,
    ...(target.certificates === undefined ? {} : { tls: { ca: target.certificates } }),
    connectionTimeout: target.timeoutMs,
    greetingTimeout: target.timeoutMs,
    socketTimeout: target.timeoutMs,
    socketCloseTimeout: 500,
    logger: false,
  };
}
