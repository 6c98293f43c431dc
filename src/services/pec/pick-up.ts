// Use case: the mail of the certified mailbox, each in one transaction: a receipt settles its message, what is not believed is put aside, the rest waits for a person.

import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { FetchedMail, MailIntake } from "../../channels/pec/intake.ts";
import type { CertifiedReceiptRead } from "../../channels/pec/receipt.ts";
import { lockSummonses } from "../../store/outcomes.ts";
import { addMail, advance, certifiedMessage, holdTurn, isDoubted, isKnown, leaveTurn, noteProblem, storeCertifiedReceipt, takeTurn } from "../../store/pec.ts";
import type { CertifiedMessage, NewMail } from "../../store/pec.ts";
import { inTransaction } from "../../store/pools.ts";
import { heightOf, lockConcerned } from "../../store/receipts.ts";
import type { Services } from "../context.ts";
import { reviewIn, reviewSettled } from "../receipts.ts";

/** How long a reader that says nothing keeps the turn. */
const TURN_SECONDS = 30;

/** What takes the mail of one gateway's mailbox for the reader `readerId`. */
export function mailPickup(services: Services, gatewayId: string, readerId: string): MailIntake {
  const pool = services.pools.worker;
  return {
    turn: () => takeTurn(pool, gatewayId, readerId, TURN_SECONDS),
    store: async (mail) => {
      const now = await services.now();
      await inTransaction(pool, (client) => storeMail(client, { gatewayId, readerId, now }, mail));
    },
    said: (problem) => noteProblem(pool, gatewayId, problem),
    leave: () => leaveTurn(pool, gatewayId, readerId),
  };
}

interface Reading {
  readonly gatewayId: string;
  readonly readerId: string;
  readonly now: string;
}

/** Stores a mail, what follows from it, and how far has been read. The same bytes a second time only move the place. */
async function storeMail(client: PoolClient, { gatewayId, readerId, now }: Reading, { position, raw, arrivedAt, read }: FetchedMail): Promise<void> {
  if (!(await holdTurn(client, gatewayId, readerId))) throw new Error("another worker reads this mailbox");
  const digest = createHash("sha256").update(raw).digest();
  if (await isKnown(client, gatewayId, digest)) return advance(client, gatewayId, position, null);
  const base = { gatewayId, digest, arrivedAt };
  const shown = { from: read.face.from, subject: read.face.subject, headerId: read.face.messageId };
  let mail: NewMail;
  if (read.kind === "receipt") {
    const refused = await settle(client, { gatewayId, readerId, now }, read.receipt, raw);
    mail = refused === null ? { ...base, outcome: "receipt", code: read.receipt.code, from: null, subject: null, headerId: null } : { ...base, ...shown, outcome: "quarantined", code: refused };
  } else {
    mail = { ...base, ...shown, outcome: read.kind, code: read.kind === "incoming" ? read.what : read.code };
  }
  await addMail(client, mail);
  await advance(client, gatewayId, position, mail.outcome);
}

/** Joins a receipt to its message; the code of why not, when it is of no message of ours as it left. */
async function settle(client: PoolClient, { gatewayId, now }: Reading, receipt: CertifiedReceiptRead, raw: Buffer): Promise<string | null> {
  const message = await certifiedMessage(client, receipt.key);
  if (message === null) return "MESSAGGIO_SCONOSCIUTO";
  if (message.sender.toLowerCase() !== receipt.sender) return "MITTENTE_DIVERSO";
  if (message.recipient.toLowerCase() !== receipt.recipient) return "DESTINATARI_DIVERSI";
  const { finding } = receipt;
  const isDoubtful = await lockFor(client, message, receipt);
  const settled = await storeCertifiedReceipt(client, {
    messageId: message.id,
    gatewayId,
    reference: receipt.reference,
    status: finding.status,
    cause: finding.status === "failed" ? finding.cause : null,
    code: receipt.code,
    detail: receipt.detail,
    at: receipt.at,
    eml: raw,
    signer: receipt.signer,
    signerTrusted: receipt.signerTrusted,
  });
  await reviewSettled(client, now, settled);
  // Any receipt proves that a doubtful message was taken.
  if (isDoubtful && settled.length === 0 && message.summonsId !== null) await reviewIn(client, now, [message.summonsId]);
  return null;
}

/** Summonses before messages, as everybody locks them; true where somebody was asked about a doubtful message of the case. */
async function lockFor(client: PoolClient, { id, caseId, summonsId }: CertifiedMessage, { finding }: CertifiedReceiptRead): Promise<boolean> {
  await lockConcerned(client, [{ messageId: id, height: heightOf(finding.status) }]);
  const isDoubtful = await isDoubted(client, caseId);
  if (isDoubtful && summonsId !== null) await lockSummonses(client, [summonsId]);
  return isDoubtful;
}
