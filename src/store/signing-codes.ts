// Queries of the codes that sign a paper on screen, and of the telephone they are sent to.

import type { ClientBase } from "pg";

export interface SigningCode {
  readonly id: string;
  readonly caseId: string;
  readonly paperId: string;
  readonly contentDigest: string;
  readonly keyVersion: string;
  readonly phoneTail: string;
  readonly sentAt: string;
  readonly sentBy: string;
  readonly triesLeft: number;
  readonly state: "waiting" | "confirmed" | "spent" | "replaced";
  /** By the clock of the machine, now. */
  readonly isExpired: boolean;
  readonly secondsLeft: number;
  /** Where its message stands. */
  readonly message: string;
}

const CODE = `c.id, c.case_id as "caseId", c.paper_id as "paperId", encode(c.content_digest, 'hex') as "contentDigest", c.key_version as "keyVersion",
  c.phone_tail as "phoneTail", c.sent_at as "sentAt", c.sent_by as "sentBy", c.tries_left::int as "triesLeft", c.state,
  c.expires_at <= clock_timestamp() as "isExpired", greatest(0, extract(epoch from c.expires_at - clock_timestamp()))::int as "secondsLeft"`;

/** The last code sent for a paper, held until the end of the transaction. */
export async function lockLastCode(client: ClientBase, paperId: string): Promise<SigningCode | null> {
  const { rows } = await client.query<SigningCode>(
    `select ${CODE}, (select m.state from message m where m.id = c.message_id) as message
     from signing_code c where c.paper_id = $1 order by c.sent_at desc, c.id desc limit 1 for update of c`,
    [paperId],
  );
  return rows[0] ?? null;
}

export async function lastCode(client: ClientBase, paperId: string): Promise<SigningCode | null> {
  const { rows } = await client.query<SigningCode>(
    `select ${CODE}, (select m.state from message m where m.id = c.message_id) as message
     from signing_code c where c.paper_id = $1 order by c.sent_at desc, c.id desc limit 1`,
    [paperId],
  );
  return rows[0] ?? null;
}

/** How many codes were sent for a case in the last hour. */
export async function codesOfLastHour(client: ClientBase, caseId: string): Promise<number> {
  const { rows } = await client.query<{ codes: number }>(
    "select count(*)::int as codes from signing_code where case_id = $1 and sent_at > clock_timestamp() - interval '1 hour'",
    [caseId],
  );
  return rows[0]?.codes ?? 0;
}

export interface NewCode {
  readonly id: string;
  readonly caseId: string;
  readonly paperId: string;
  readonly contentDigest: string;
  readonly messageId: string;
  readonly keyVersion: string;
  readonly phoneTail: string;
  readonly sentBy: string;
  readonly minutes: number;
}

export async function insertCode(client: ClientBase, code: NewCode): Promise<void> {
  await client.query(
    `insert into signing_code (id, case_id, paper_id, content_digest, message_id, key_version, phone_tail, sent_by, sent_at, expires_at)
     select $1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, now, now + make_interval(mins => $9) from clock_timestamp() now`,
    [code.id, code.caseId, code.paperId, code.contentDigest, code.messageId, code.keyVersion, code.phoneTail, code.sentBy, code.minutes],
  );
}

export async function settleCode(client: ClientBase, id: string, state: "confirmed" | "spent" | "replaced", triesLeft: number): Promise<void> {
  await client.query(
    `update signing_code set state = $2, tries_left = $3, confirmed_at = case when $2 = 'confirmed' then business_now() end where id = $1`,
    [id, state, triesLeft],
  );
}

export async function countTry(client: ClientBase, id: string, triesLeft: number): Promise<void> {
  await client.query("update signing_code set tries_left = $2 where id = $1", [id, triesLeft]);
}

/** For the sender: of which code, for which text, a message is; null when it is of none. */
export async function codeOfMessage(
  client: Pick<ClientBase, "query">,
  messageId: string,
): Promise<{ readonly id: string; readonly contentDigest: string; readonly keyVersion: string; readonly isOver: boolean } | null> {
  const { rows } = await client.query<{ id: string; contentDigest: string; keyVersion: string; isOver: boolean }>(
    `select id, encode(content_digest, 'hex') as "contentDigest", key_version as "keyVersion",
       state <> 'waiting' or expires_at <= clock_timestamp() as "isOver" from signing_code where message_id = $1`,
    [messageId],
  );
  return rows[0] ?? null;
}

/** The mobile that may be used for the person: the latest, and whether others share it. */
export async function usableMobile(client: ClientBase, personId: string): Promise<{ readonly value: string; readonly shared: boolean } | null> {
  const { rows } = await client.query<{ value: string; shared: boolean }>(
    `select value, shared_by > 1 as shared from contact_point
     where person_id = $1 and kind = 'mobile' and usable and current order by source_date desc, value limit 1`,
    [personId],
  );
  return rows[0] ?? null;
}

export async function messageOfCode(client: ClientBase, codeId: string): Promise<string> {
  const { rows } = await client.query<{ message: string }>("select message_id as message from signing_code where id = $1", [codeId]);
  if (rows[0] === undefined) throw new Error(`signing code ${codeId} is not there`);
  return rows[0].message;
}

/** Whether the processing of the person's data is restricted: then nothing is sent to them. */
export async function isRestrictedPerson(client: ClientBase, personId: string): Promise<boolean> {
  const { rowCount } = await client.query("select 1 from processing_restriction where person_id = $1 and ended_at is null", [personId]);
  return (rowCount ?? 0) > 0;
}
