// Queries of the certified mailbox: whose turn it is to read, which mails have been read, what became of them.

import type { ClientBase, Pool } from "pg";
import { heightOf, LIFTED } from "./receipts.ts";
import type { SettledMessage } from "./receipts.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

export interface MailboxPosition {
  readonly validity: string;
  readonly uid: number;
}

/** Takes or keeps the turn of `reader`, a worker, for `seconds`; null while another that lives has it. */
export async function takeTurn(db: Queryable, gatewayId: string, reader: string, seconds: number): Promise<MailboxPosition | null> {
  const { rows } = await db.query<MailboxPosition>(
    `insert into pec_mailbox as b (gateway_id, reader, reader_until) values ($1, $2, clock_timestamp() + $3 * interval '1 second')
     on conflict (gateway_id) do update set reader = excluded.reader, reader_until = excluded.reader_until
       where b.reader is null or b.reader = excluded.reader or b.reader_until < clock_timestamp()
         or not exists (select 1 from worker w where w.id = b.reader and w.stopped_at is null)
     returning uid_validity as validity, last_uid::float8 as uid`,
    [gatewayId, reader, seconds],
  );
  return rows[0] ?? null;
}

/** Gives the turn back, so that another need not wait until it is over. */
export async function leaveTurn(db: Queryable, gatewayId: string, reader: string): Promise<void> {
  await db.query("update pec_mailbox set reader = null, reader_until = null where gateway_id = $1 and reader = $2", [gatewayId, reader]);
}

/** Locks the mailbox for this transaction, if it is still the reader's turn. */
export async function holdTurn(client: ClientBase, gatewayId: string, reader: string): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from pec_mailbox where gateway_id = $1 and reader = $2 for update", [gatewayId, reader]);
  return rowCount === 1;
}

export interface NewMail {
  readonly gatewayId: string;
  readonly digest: Buffer;
  readonly outcome: "receipt" | "quarantined" | "incoming";
  readonly code: string;
  readonly from: string | null;
  readonly subject: string | null;
  readonly headerId: string | null;
  readonly arrivedAt: string;
}

/** Most mails of an outcome that are kept for a person to look at, and for how long: the mailbox itself keeps them all. */
const MOST_KEPT = 2_000;
const KEPT_DAYS = 90;

/** False when these very bytes were read before. */
export async function addMail(client: ClientBase, mail: NewMail): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into pec_mail (gateway_id, digest, outcome, code, mail_from, subject, header_id, arrived_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (gateway_id, digest) do nothing`,
    [mail.gatewayId, mail.digest, mail.outcome, mail.code, mail.from, mail.subject, mail.headerId, mail.arrivedAt],
  );
  if (rowCount !== 1 || mail.outcome === "receipt") return rowCount === 1;
  await client.query(
    `delete from pec_mail where gateway_id = $1 and outcome = $2 and (read_at < clock_timestamp() - $4 * interval '1 day'
       or id <= (select id from pec_mail where gateway_id = $1 and outcome = $2 order by id desc offset $3 limit 1))`,
    [mail.gatewayId, mail.outcome, MOST_KEPT, KEPT_DAYS],
  );
  return true;
}

/** Whether these bytes were read before, whatever became of them. */
export async function isKnown(client: ClientBase, gatewayId: string, digest: Buffer): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from pec_mail where gateway_id = $1 and digest = $2", [gatewayId, digest]);
  return rowCount === 1;
}

/** Writes how far the mailbox has been read, and counts. */
export async function advance(client: ClientBase, gatewayId: string, { validity, uid }: MailboxPosition, counted: NewMail["outcome"] | null): Promise<void> {
  const count = (outcome: NewMail["outcome"]): number => (counted === outcome ? 1 : 0);
  await client.query(
    `update pec_mailbox set uid_validity = $2, last_uid = $3, read_at = clock_timestamp(),
       receipts = receipts + $4, quarantined = quarantined + $5, incoming = incoming + $6 where gateway_id = $1`,
    [gatewayId, validity, uid, count("receipt"), count("quarantined"), count("incoming")],
  );
}

/** What is wrong with a mailbox, since when; null when nothing is. */
export async function noteProblem(db: Queryable, gatewayId: string, problem: string | null): Promise<void> {
  await db.query(
    `update pec_mailbox set problem = $2, problem_since = case when $2::text is null then null else coalesce(problem_since, clock_timestamp()) end
     where gateway_id = $1 and problem is distinct from $2`,
    [gatewayId, problem],
  );
}

/** The message that a receipt may be of, as it left. */
export interface CertifiedMessage {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string | null;
  readonly sender: string;
  readonly recipient: string;
}

export async function certifiedMessage(client: ClientBase, id: string): Promise<CertifiedMessage | null> {
  const { rows } = await client.query<CertifiedMessage>(
    `select m.id, m.case_id as "caseId", m.summons_id as "summonsId", t.sender, m.recipient
     from message m join message_content t on t.message_id = m.id where m.id = $1 and m.channel = 'pec'`,
    [id],
  );
  return rows[0] ?? null;
}

/** A message that has waited too long for a receipt, with its case. */
export interface SilentMessage {
  readonly caseId: string;
  readonly silence: string;
}

/**
 * Cases whose certified messages wait for a receipt beyond the given hours: `hours[0]` for any word from our own provider, the others
 * for the end. The longest silence of a case is told. Looks at messages of the last ten days.
 */
export async function silentMessages(db: Queryable, since: string, limits: readonly { readonly silence: string; readonly hours: number; readonly needsAcceptance: boolean }[]): Promise<SilentMessage[]> {
  const { rows } = await db.query<SilentMessage>(
    `select distinct on (m.case_id) m.case_id as "caseId", l.silence
     from message m cross join unnest($2::text[], $3::float8[], $4::boolean[]) l (silence, hours, needs_acceptance)
     where m.channel = 'pec' and m.id > $1::uuid and m.state in ('accepted', 'uncertain')
       and coalesce(m.accepted_at, m.settled_at) < clock_timestamp() - l.hours * interval '1 hour'
       and (not l.needs_acceptance or not exists (select 1 from receipt r where r.message_id = m.id))
     order by m.case_id, l.hours desc`,
    [since, limits.map(({ silence }) => silence), limits.map(({ hours }) => hours), limits.map(({ needsAcceptance }) => needsAcceptance)],
  );
  return rows;
}

/** Cases with an open task of certified silence that waits for nothing any more. */
export async function heardCases(db: Queryable, kind: string): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select t.case_id as "caseId" from desk_task t where t.kind = $1 and t.closed_at is null
       and not exists (select 1 from message m where m.case_id = t.case_id and m.channel = 'pec' and m.state in ('accepted', 'uncertain'))`,
    [kind],
  );
  return rows.map(({ caseId }) => caseId);
}

/** A certified message whose receipt says something: whether its case has an open task about a doubtful message. */
export async function isDoubted(client: ClientBase, caseId: string): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from desk_task where case_id = $1 and kind = 'uncertain' and closed_at is null", [caseId]);
  return rowCount === 1;
}

export interface CertifiedReceiptRow {
  readonly messageId: string;
  readonly gatewayId: string;
  readonly reference: string;
  readonly status: "delivered" | "failed" | "accepted" | "unknown";
  readonly cause: string | null;
  readonly code: string;
  readonly detail: string | null;
  readonly at: string;
  readonly eml: Buffer;
  readonly signer: string;
  readonly signerTrusted: boolean;
}

/** Keeps one receipt with the signed mail that it is, and lifts its message to what it proves. */
export async function storeCertifiedReceipt(client: ClientBase, row: CertifiedReceiptRow): Promise<SettledMessage[]> {
  const { rows } = await client.query<SettledMessage>(
    `with said as (
       select $1::uuid as message_id, $11::int as height, $5::text as cause, $3::text as reference
     ), kept as (
       insert into receipt (gateway_id, message_id, reference, status, code, detail, at, eml, signer, signer_trusted) values ($2, $1, $3, $4, $6, $7, $8, $9, $10, $12)
     ), ${LIFTED}`,
    [row.messageId, row.gatewayId, row.reference, row.status, row.cause, row.code, row.detail, row.at, row.eml, row.signer, heightOf(row.status), row.signerTrusted],
  );
  return rows;
}

export interface MailboxRow {
  readonly gatewayId: string;
  readonly receipts: string;
  readonly quarantined: string;
  readonly incoming: string;
  readonly readAt: string | null;
  readonly problem: string | null;
  readonly problemSince: string | null;
}

export async function listMailboxes(db: Queryable): Promise<MailboxRow[]> {
  const { rows } = await db.query<MailboxRow>(
    `select gateway_id as "gatewayId", receipts, quarantined, incoming, read_at as "readAt", problem, problem_since as "problemSince" from pec_mailbox order by 1`,
  );
  return rows;
}

export interface MailRow {
  readonly readAt: string;
  readonly outcome: "quarantined" | "incoming";
  readonly code: string;
  readonly from: string;
  readonly subject: string;
}

/** The last mails of a mailbox that are not receipts, newest first. */
export async function listMail(db: Queryable, gatewayId: string, limit: number): Promise<MailRow[]> {
  const { rows } = await db.query<MailRow>(
    `select read_at as "readAt", outcome, code, mail_from as "from", subject from pec_mail
     where gateway_id = $1 and outcome in ('quarantined', 'incoming') order by id desc limit $2`,
    [gatewayId, limit],
  );
  return rows;
}
