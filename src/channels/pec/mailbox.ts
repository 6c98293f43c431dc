// Reads the certified mailbox over IMAP from where it was left: one mail after the other, each stored before the next; nothing in it is changed.

import { randomInt } from "node:crypto";
import { ImapFlow } from "imapflow";
import type { FetchMessageObject } from "imapflow";
import type { FetchedMail, MailIntake, MailPosition } from "./intake.ts";
import { faceOfStart, readMail } from "./receipt.ts";
import type { MailRead } from "./receipt.ts";
import type { PecSettings } from "./settings.ts";

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
/** Of a mail that is too long only this much is kept. */
const BEGINNING = 16 * 1024;
/** Asked for at once; then the turn is asked for again: whoever lost it stops. */
const MAILS_A_TURN = 50;

/** Thrown inside only: another worker has taken over. */
class TurnLost extends Error {}

/**
 * Reads until it is closed. When the line or the database is lost it rests, longer each time, and goes on from the last mail that
 * was stored; whatever was on its way is fetched again.
 */
export class PecMailbox {
  readonly #settings: PecSettings;
  readonly #intake: MailIntake;
  readonly #onFault: (fault: unknown) => void;
  readonly #password: string;
  #isClosed = false;
  #client: ImapFlow | null = null;
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;
  #failures = 0;

  constructor(settings: PecSettings, intake: MailIntake, onFault: (fault: unknown) => void) {
    this.#settings = settings;
    this.#intake = intake;
    this.#onFault = onFault;
    this.#password = settings.password();
  }

  start(): void {
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    // A fetch on its way is cut: its mail was not stored, and is fetched again.
    this.#client?.close();
    await this.#running;
    await this.#intake.leave().catch(this.#onFault);
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      try {
        if ((await this.#intake.turn()) === null) await this.#rest(this.#settings.pollMs);
        else await this.#session();
      } catch (fault) {
        if (this.#isClosed) return;
        await this.#failed(fault);
      }
    }
  }

  async #failed(fault: unknown): Promise<void> {
    if (fault instanceof TurnLost) return;
    this.#onFault(fault);
    await this.#intake.said(describe(fault)).catch(this.#onFault);
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** this.#failures) * (0.75 + randomInt(500) / 1_000);
    this.#failures = Math.min(this.#failures + 1, 10);
    await this.#rest(rest);
  }

  /** One line to the server: reads what is new, waits for more, until the line, the turn or the database is lost. */
  async #session(): Promise<void> {
    const client = this.#open();
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen(this.#settings.folder, { readOnly: true });
      await this.#intake.said(null);
      while (!this.#isClosed) {
        await this.#readNew(client, String(uidValidity));
        this.#failures = 0;
        if (!this.#isClosed) await this.#more(client);
        if (!client.usable) throw new Error("IMAP_CONNECTION_CLOSED");
      }
      await client.logout();
    } finally {
      this.#client = null;
      client.close();
    }
  }

  #open(): ImapFlow {
    const { imapUrl, user, timeoutMs, certificates } = this.#settings;
    const { hostname, port, protocol } = new URL(imapUrl);
    const isSecure = protocol === "imaps:";
    const client = new ImapFlow({
      host: hostname.replaceAll(/[[\]]/g, ""),
      port: Number(port || (isSecure ? 993 : 143)),
      secure: isSecure,
      // Without it the password would go in the clear where a server, or somebody between, says that it knows no TLS.
      ...(isSecure ? {} : { doSTARTTLS: true }),
      auth: { user, pass: this.#password },
      tls: { minVersion: "TLSv1.2", ...(certificates === undefined ? {} : { ca: certificates() }) },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: Math.max(timeoutMs, this.#settings.pollMs * 3),
    });
    // Every command in flight rejects as well; an unheard event would end the process.
    client.on("error", () => this.#wake());
    client.on("close", () => this.#wake());
    client.on("exists", () => this.#wake());
    this.#client = client;
    return client;
  }

  async #readNew(client: ImapFlow, validity: string): Promise<void> {
    const position = await this.#turnOrLeave();
    const after = position.validity === validity ? position.uid : 0;
    const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
    if (found === undefined || found === false) throw new Error("IMAP_SEARCH_REFUSED");
    // «n:*» gives the last mail even where it is older than n.
    const uids = found.filter((uid) => uid > after).toSorted((a, b) => a - b);
    for (let at = 0; at < uids.length; at += MAILS_A_TURN) {
      if (at > 0) await this.#turnOrLeave();
      await this.#readSome(client, uids.slice(at, at + MAILS_A_TURN), validity);
    }
  }

  /** The server sends the next mail while this one is stored, and no more than that is held. */
  async #readSome(client: ImapFlow, uids: readonly number[], validity: string): Promise<void> {
    const wanted = { uid: true, internalDate: true, source: { start: 0, maxLength: this.#settings.maxMailBytes + 1 } };
    for await (const fetched of client.fetch(`${uids[0]}:${uids.at(-1)}`, wanted, { uid: true })) {
      if (this.#isClosed) return;
      const mail = this.#mailOf(fetched, validity);
      if (mail !== null) await this.#intake.store(mail);
    }
  }

  async #turnOrLeave(): Promise<MailPosition> {
    const position = await this.#intake.turn();
    if (position === null) throw new TurnLost();
    return position;
  }

  /** Null for what a server says of a mail without being asked: a flag that somebody has set. */
  #mailOf({ uid, source, internalDate }: FetchMessageObject, validity: string): FetchedMail | null {
    const { maxMailBytes, judgeSignature } = this.#settings;
    if (source === undefined) return null;
    const isWhole = source.length <= maxMailBytes;
    const raw = isWhole ? source : source.subarray(0, BEGINNING);
    const read: MailRead = isWhole ? readMail(raw, judgeSignature) : { face: faceOfStart(raw), kind: "quarantined", code: "TROPPO_GRANDE" };
    return { position: { validity, uid }, raw, arrivedAt: instantOf(internalDate), read };
  }

  /** Waits until the server says that mail has come, or it is time to look. */
  async #more(client: ImapFlow): Promise<void> {
    // Ends by itself when the next command is given; what it fails of, the next command fails of too.
    void client.idle().catch(() => undefined);
    await this.#rest(this.#settings.pollMs);
    if (!this.#isClosed) await client.noop();
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
      this.#wake = done;
      if (this.#isClosed) done();
    });
  }
}

function instantOf(date: Date | string | undefined): string {
  const read = date === undefined ? new Date(Number.NaN) : new Date(date);
  return Number.isNaN(read.getTime()) ? new Date(0).toISOString() : read.toISOString();
}

/** In one line, without what a server may put into its words. */
function describe(fault: unknown): string {
  const { message, responseText, authenticationFailed } = fault as { message?: string; responseText?: string; authenticationFailed?: boolean };
  const text = authenticationFailed === true ? `IMAP LOGIN: ${responseText ?? message ?? ""}` : (responseText ?? message ?? String(fault));
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f]/g, " ").slice(0, 300);
}
