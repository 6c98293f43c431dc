// One message with all its proof: what left, to which contact, what the gateway answered, who took care of it when it failed.

import type { OutboxMessage } from "../../contract/outbox.ts";
import { shown } from "./case-messages.ts";
import { OPEN_FAILURE } from "./outbox.ts";
import type { Queryable } from "./query.ts";

type Loose<T> = T & Record<string, unknown>;
export type StoredMessage = Omit<OutboxMessage, "sms" | "acts" | "history"> & { readonly isOpenFailure: boolean; readonly history: OutboxMessage["history"] };

/** Null when it does not exist, or is of a case that another office follows: the two cannot be told apart. */
export async function readOutboxMessage(db: Queryable, id: string): Promise<StoredMessage | null> {
  const { rows } = await db.query<Loose<Omit<StoredMessage, "history">>>(
    `select m.id, m.case_id as "caseId", p.surname, p.name, m.kind, m.channel, m.gateway_id as "gatewayId", m.recipient, m.state, m.failure, m.parts::int,
       m.template, m.template_version as "templateVersion", m.due_at as "dueAt", m.expires_at as "expiresAt", ${shown("m.accepted_at")} as "acceptedAt",
       ${shown("m.settled_at")} as "settledAt", m.attempts::int, m.reference as "gatewayReference", s.reference as code,
       t.sender, t.subject, t.body, encode(t.digest, 'hex') as digest, t.raw is not null as "hasFile",
       case when k.value is null then null else jsonb_build_object('source', k.source, 'since', to_char(k.source_date at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'inUse', k.current and k.usable, 'sharedBy', k.shared_by) end as contact,
       case when c.message_id is null then null else jsonb_build_object('how', c.how, 'at', to_char(c.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'by', c.taken_by, 'rewrittenAs', c.rewritten_as) end as care,
       m.trouble is not distinct from 'failed' and ${OPEN_FAILURE("m")} as "isOpenFailure"
     from message m join message_content t on t.message_id = m.id join case_file f on f.id = m.case_id join person p on p.id = f.person_id
     left join summons s on s.id = m.summons_id left join failure_care c on c.message_id = m.id
     left join lateral (select * from contact_point o where o.person_id = f.person_id and o.value = m.recipient limit 1) k on true
     where m.id = $1`,
    [id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const events = await db.query<Loose<OutboxMessage["history"][number]>>(
    `select at, 'receipt' as "from", gateway_id as "gatewayId", status as what, code, detail, left(raw, 20000) as raw from receipt where message_id = $1
     union all
     select at, 'attempt', gateway_id, outcome, code, detail, null from send_attempt where message_id = $1 order by 1 limit 200`,
    [id],
  );
  return { ...row, history: events.rows };
}

/** The file of an e-mail exactly as it left; null where it left as text, or is not to be seen. */
export async function readMessageFile(db: Queryable, id: string): Promise<{ readonly caseId: string; readonly raw: string } | null> {
  const { rows } = await db.query<{ caseId: string; raw: string }>(
    `select m.case_id as "caseId", t.raw from message m join message_content t on t.message_id = m.id where m.id = $1 and t.raw is not null`,
    [id],
  );
  return rows[0] ?? null;
}
