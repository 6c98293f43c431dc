// A provider of certified mail on real sockets: takes messages over SMTP, puts sealed receipts into the sender's mailbox, shows it over IMAP.

import { Buffer } from "node:buffer";
import { createPrivateKey } from "node:crypto";
import type { AddressInfo, Server } from "node:net";
import { SMTPServer } from "smtp-server";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import { openPecImap } from "./pec-imap.ts";
import type { PecImap, StoredPecMail } from "./pec-imap.ts";
import { composeReceipt } from "./pec-receipts.ts";
import type { PecHouse, PecMail, PecReceiptPlan } from "./pec-receipts.ts";
import { identity, pemOf } from "./pec-seal.ts";

/** A receipt, and how long after the message it comes, milliseconds; copies come twice. */
export interface PlannedReceipt extends PecReceiptPlan {
  readonly afterMs?: number;
  readonly copies?: number;
}

export interface PecProviderOptions {
  readonly smtpPort?: number;
  readonly imapPort?: number;
  /** What comes back for a message; unless told otherwise it is accepted and delivered. */
  readonly plan?: (mail: PecMail) => readonly PlannedReceipt[];
  /** True: the connection is cut after the message was taken, without an answer. */
  readonly cutsAfterData?: (mail: PecMail) => boolean;
  /** Any reply instead of taking it: "552 5.3.4 troppo grande". */
  readonly refuses?: (mail: PecMail) => string | null;
  /** True: the next mail that is fetched is cut in the middle. */
  readonly cutsFetch?: () => boolean;
}

export interface PecProvider {
  readonly smtpUrl: string;
  readonly imapUrl: string;
  readonly address: string;
  readonly user: string;
  readonly password: string;
  /** PEM of the root that both servers' certificates and the seal descend from. */
  readonly authority: string;
  readonly house: PecHouse;
  /** Every message taken, in order. */
  readonly taken: readonly PecMail[];
  readonly mailbox: readonly StoredPecMail[];
  readonly imap: PecImap;
  /** Puts a mail into the mailbox as it is. */
  put(raw: Buffer): void;
  /** Numbers all mails anew, as a server does that was restored. */
  renumber(): void;
  close(): Promise<void>;
}

const DELIVERED: readonly PlannedReceipt[] = [{ kind: "accettazione" }, { kind: "avvenuta-consegna" }];
const DOMAIN = "pec.gestore.example";
const USER = "convoca@pec.regione.example";
const PASSWORD = 'prova "PEC" \\1';

export async function startPecProvider(options: PecProviderOptions = {}): Promise<PecProvider> {
  const root = identity({ name: "Gestore di prova, radice" }, null);
  const sealer = identity({ name: "Gestore di prova", mailboxes: [`posta-certificata@${DOMAIN}`] }, root);
  const stranger = identity({ name: "Gestore di prova", mailboxes: [`posta-certificata@${DOMAIN}`] }, null);
  const host = identity({ name: "127.0.0.1", hosts: ["localhost"], addresses: ["127.0.0.1"] }, root);
  const tls = { key: createPrivateKey(host.key.export({ type: "pkcs8", format: "pem" })).export({ type: "pkcs8", format: "pem" }).toString(), cert: pemOf(host.certificate) };
  const house: PecHouse = { domain: DOMAIN, name: "Gestore di prova", sealer, stranger };
  const mails: StoredPecMail[] = [];
  const taken: PecMail[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const mailboxHost = { user: USER, password: PASSWORD, validity: 1, mails, cutsFetch: options.cutsFetch ?? (() => false) };
  const imap = openPecImap(mailboxHost, tls);
  const put = (raw: Buffer): void => {
    mails.push({ uid: (mails.at(-1)?.uid ?? 0) + 1, at: new Date(), raw });
    imap.announce();
  };
  const answer = (mail: PecMail): void => {
    for (const { afterMs = 0, copies = 1, ...plan } of options.plan?.(mail) ?? DELIVERED) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        const raw = composeReceipt(house, mail, plan, new Date());
        for (let copy = 0; copy < copies; copy += 1) put(raw);
      }, afterMs);
      timers.add(timer);
    }
  };
  const smtp = new SMTPServer({
    name: DOMAIN,
    secure: true,
    ...tls,
    disableReverseLookup: true,
    logger: false,
    size: 30 * 1024 * 1024,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, callback) => (username === USER && password === PASSWORD ? callback(null, { user: USER }) : callback(replyError("535 5.7.8 credenziali errate"))),
    onMailFrom: ({ address }, _session, callback) => callback(address === USER ? null : replyError("553 5.7.1 mittente diverso dall'utente")),
    onData: (stream, session, callback) => {
      void gather(stream).then((raw) => {
        const mail = mailOf(raw, session);
        const refusal = options.refuses?.(mail) ?? null;
        if (refusal !== null) return callback(replyError(refusal));
        taken.push(mail);
        answer(mail);
        if (options.cutsAfterData?.(mail) !== true) return callback(null, "2.0.0 ok");
        // The library keeps its sockets to itself.
        for (const connection of smtp.connections) if ((connection as unknown as { session: SMTPServerSession }).session === session) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
        return undefined;
      }, () => undefined); // Who breaks off in the middle has sent nothing.
    },
  });
  smtp.on("error", () => undefined);
  const smtpPort = await listen(smtp.server, options.smtpPort ?? 0);
  const imapPort = await listen(imap.server, options.imapPort ?? 0);
  return {
    smtpUrl: `smtps://127.0.0.1:${smtpPort}`,
    imapUrl: `imaps://127.0.0.1:${imapPort}`,
    address: USER,
    user: USER,
    password: PASSWORD,
    authority: pemOf(root.certificate),
    house,
    taken,
    mailbox: mails,
    imap,
    put,
    renumber: () => {
      mailboxHost.validity += 1;
      for (const [index, mail] of mails.entries()) mails[index] = { ...mail, uid: index + 1 };
      imap.hangUp();
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      imap.hangUp();
      await Promise.all([new Promise<void>((resolve) => smtp.close(() => resolve())), new Promise<void>((resolve) => imap.server.close(() => resolve()))]);
    },
  };
}

function mailOf(raw: Buffer, { envelope }: SMTPServerSession): PecMail {
  const head = raw.toString("latin1", 0, Math.max(0, raw.indexOf("\r\n\r\n"))).replaceAll(/\r\n[ \t]+/g, " ");
  const field = (name: string): string => new RegExp(`^${name}: *(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  return {
    from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
    to: envelope.rcptTo[0]?.address ?? "",
    messageId: field("Message-ID").replace(/^<(.*)>$/, "$1"),
    subject: field("Subject"),
    raw,
  };
}

async function gather(stream: SMTPServerDataStream): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function replyError(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
