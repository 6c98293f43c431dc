// Hands certified mail to its provider, one message and one recipient at a time, and reads the mailbox as long as it is open.

import { Buffer } from "node:buffer";
import type { ChannelDescriptor, Inbox, Sender } from "../channel.ts";
import { openSmtpSender } from "../email/sender.ts";
import { PecMailbox } from "./mailbox.ts";
import type { PecSettings } from "./settings.ts";

/** Opens the pool, and the mailbox where somebody takes what is in it. */
export function openPecSender(descriptor: ChannelDescriptor, settings: PecSettings, inbox: Inbox | undefined): Sender {
  const { hostname, port, protocol } = new URL(settings.smtpUrl);
  const isSecure = protocol === "smtps:";
  const smtp = openSmtpSender(
    descriptor,
    {
      host: hostname.replaceAll(/[[\]]/g, ""),
      port: Number(port || (isSecure ? 465 : 587)),
      secure: isSecure,
      requireTls: !isSecure,
      user: settings.user,
      password: settings.password(),
      timeoutMs: descriptor.timeoutMs,
      maxConnections: descriptor.concurrency,
      ...(settings.certificates === undefined ? {} : { certificates: settings.certificates() }),
    },
    // The provider takes only its own user as sender (RFC 6109, 3.1.1); delivery status notices have no place in certified mail.
    () => ({ from: settings.sender }),
  );
  const mailbox = inbox?.mail === undefined ? null : new PecMailbox(settings, inbox.mail, (fault) => inbox.onFault(fault));
  mailbox?.start();
  return {
    send: async (message) => {
      const size = message.raw === undefined ? 0 : Buffer.byteLength(message.raw);
      if (size > (descriptor.carries.maxBytes ?? Infinity)) return { kind: "refused", permanent: true, code: "TOO_BIG", detail: `${size} bytes` };
      return smtp.send(message);
    },
    probe: () => smtp.probe(),
    close: async () => {
      await Promise.all([smtp.close(), mailbox?.close()]);
    },
  };
}
