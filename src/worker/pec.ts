// From a gateway's row to its certified mailbox: both servers, the secret, and whom to trust for the signatures of receipts.

import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { pecChannel } from "../channels/pec/channel.ts";
import type { PecSettings } from "../channels/pec/settings.ts";
import type { Channel } from "../channels/channel.ts";
import { checkMailSignature } from "../exchange/cms/mail-signature.ts";
import { OperatorFault } from "../store/fault.ts";

export const pecSettings = z.strictObject({
  imapUrl: z.string().regex(/^imaps?:\/\//),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().regex(/^(env:\w+|file:.+)$/),
  /** PEM: whom the certificates of receipts must descend from, or these certificates themselves. Without it signers are not judged. */
  authoritiesFile: z.string().optional(),
  /** PEM: authorities of the servers' own certificates, where they are not public ones. */
  certificatesFile: z.string().optional(),
  folder: z.string().min(1).default("INBOX"),
  pollSeconds: z.number().min(0.05).max(600).default(30),
  maxMailBytes: z.number().int().min(64 * 1024).max(40 * 1024 * 1024).default(4 * 1024 * 1024),
  timeoutMs: z.number().int().positive().default(60_000),
});

/** How secrets and files of a gateway are read; they throw an operator's fault. */
export interface GatewayFiles {
  readonly secret: (at: string) => string;
  readonly file: (path: string) => string;
}

type Common = Pick<PecSettings, "id" | "sender" | "concurrency" | "ratePerSecond">;

/** Builds the channel; what cannot be used of its settings stops the worker with a sentence. */
export function pecOf(url: string, settings: z.infer<typeof pecSettings>, { id, sender, concurrency, ratePerSecond }: Required<Common>, { secret, file }: GatewayFiles): Channel {
  if (!/^smtps?:\/\//.test(url)) throw new OperatorFault("GATEWAY_IMPOSTAZIONI", `L'indirizzo del gateway PEC «${id}» deve cominciare con smtps:// o smtp://.`);
  const { password, authoritiesFile, certificatesFile, pollSeconds, ...rest } = settings;
  const authorities = authoritiesFile === undefined ? [] : authoritiesIn(id, file(authoritiesFile));
  return pecChannel({
    ...rest,
    id,
    sender,
    concurrency,
    ratePerSecond,
    smtpUrl: url,
    pollMs: pollSeconds * 1_000,
    password: () => secret(password),
    judgeSignature: (mail) => checkMailSignature(mail, authorities),
    ...(certificatesFile === undefined ? {} : { certificates: () => file(certificatesFile) }),
  });
}

function authoritiesIn(id: string, pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    if (found.length > 0) return found.map((one) => new X509Certificate(one));
  } catch (cause) {
    throw new OperatorFault("CERTIFICATO_ILLEGGIBILE", `Un certificato delle autorità del gateway PEC «${id}» non si legge.`, { cause });
  }
  throw new OperatorFault("CERTIFICATO_ILLEGGIBILE", `Il file delle autorità del gateway PEC «${id}» non contiene certificati PEM.`);
}
