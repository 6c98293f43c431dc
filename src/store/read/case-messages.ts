// What was said to one person: exact texts, and everything the gateways answered.

import type { Message } from "../../contract/person.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;
type Event = Message["history"][number] & { messageId: string };

/**
 * A moment of the machine's clock, to be shown beside business dates: the same where the clock is real; where it is simulated the
 * machine's says nothing, and the moment at which the message was due stands for it. Needs the message as `m`.
 */
export const shown = (column: string): string =>
  `case when ${column} is null or (select mode from clock) = 'real' then ${column} else m.due_at end`;

export async function readCaseMessages(db: Queryable, caseId: string): Promise<Message[]> {
  const messages = await db.query<Loose<Omit<Message, "history">>>(
    `select m.id, m.kind, m.channel, m.recipient, t.sender, t.subject, t.body, m.state, m.parts, m.due_at as "dueAt",
            ${shown("m.accepted_at")} as "acceptedAt", ${shown("m.settled_at")} as "settledAt", m.failure
     from message m join message_content t on t.message_id = m.id
     where m.case_id = $1 order by m.due_at desc, m.id limit 100`,
    [caseId],
  );
  const ids = messages.rows.map((message) => message.id);
  const events = await db.query<Loose<Event>>(
    `select message_id as "messageId", at, status as what, code, detail, 'receipt' as "from",
       case when eml is not null then id::text end as original, signer, signer_trusted as "signerTrusted" from receipt where message_id = any($1)
     union all
     select message_id, at, outcome, code, detail, 'attempt', null, null, null from send_attempt where message_id = any($1)
     order by 2`,
    [ids],
  );
  return messages.rows.map((message) => ({
    ...message,
    history: events.rows
      .filter((event) => event.messageId === message.id)
      .map(({ messageId: _, ...event }) => event),
  }));
}

/** The signed mail of a receipt of the case, byte by byte; null where there is none. */
export async function readSignedMail(db: Queryable, caseId: string, receipt: string): Promise<Buffer | null> {
  const { rows } = await db.query<{ eml: Buffer | null }>(
    "select r.eml from receipt r join message m on m.id = r.message_id where r.id = $2::bigint and m.case_id = $1",
    [caseId, receipt],
  );
  return rows[0]?.eml ?? null;
}
