// What goes before its dossier does: documents, texts of messages, contacts and versions that were replaced; and what hangs on no dossier.

import type { ClientBase } from "pg";
import type { RetentionKind } from "../domain/retention/kinds.ts";
import { lockCases } from "./register.ts";
import { monthsValues, MONTHS_SQL } from "./retention-dossiers.ts";
import type { Months } from "./retention-dossiers.ts";

export interface DuePart {
  readonly measure: string;
  readonly rows: number;
  readonly oldest: string;
}

export interface ErasedPart {
  /** Rows erased of each case; empty where they hang on none. */
  readonly byCase: ReadonlyMap<string, number>;
  readonly gone: Readonly<Record<string, number>>;
}

export interface Part {
  readonly kind: Exclude<RetentionKind, "dossier">;
  readonly count: (client: ClientBase, months: Months, today: string) => Promise<DuePart[]>;
  /** Erases up to `limit` in the caller's transaction; null when nothing is left to erase. */
  readonly erase: (
    client: ClientBase,
    months: Months,
    today: string,
    limit: number,
  ) => Promise<ErasedPart | null>;
}

const FREE = (person: string): string =>
  `not exists (select 1 from processing_restriction r where r.person_id = ${person} and r.ended_at is null)`;

/** One row for each thing that is over: key, case (or null), measure, from. $1 and $2 are the months, $3 is today. */
interface Source {
  readonly due: string;
  readonly key: string;
  /** Statements that erase the keys of $1, each with the table it is counted under. */
  readonly erase: readonly (readonly [table: string, statement: string])[];
}

function partOf(kind: Part["kind"], { due, key, erase }: Source): Part {
  return {
    kind,
    count: async (client, months, today) => {
      const { rows } = await client.query<DuePart>(
        `select coalesce(measure, '*') as measure, count(*)::int as rows, min(since)::text as oldest from (${due}) d group by 1 order by 1`,
        [...monthsValues(months), today],
      );
      return rows;
    },
    erase: async (client, months, today, limit) => {
      const { rows } = await client.query<{ key: string; caseId: string | null }>(
        `select key::text as key, case_id as "caseId" from (${due}) d limit $4`,
        [...monthsValues(months), today, limit],
      );
      if (rows.length === 0) return null;
      const byCase = new Map<string, number>();
      for (const { caseId } of rows) if (caseId !== null) byCase.set(caseId, (byCase.get(caseId) ?? 0) + 1);
      if (byCase.size > 0) await lockCases(client, [...byCase.keys()]);
      const gone: Record<string, number> = {};
      for (const [table, statement] of erase) {
        const { rowCount } = await client.query(statement.replaceAll("$KEYS", `$1::${key}[]`), [
          rows.map((row) => row.key),
        ]);
        if ((rowCount ?? 0) > 0) gone[table] = (gone[table] ?? 0) + (rowCount ?? 0);
      }
      return { byCase, gone };
    },
  };
}

const OF_CASE = "join case_file f on f.id = t.case_id join benefit b on b.id = f.benefit_id";
const OVER = (since: string, measure: string): string =>
  `(${since})::date + ${MONTHS_SQL(measure)} <= $3::date`;

const DOCUMENT_SINCE = "greatest(t.uploaded_at::date, t.expires_on, t.seen_on)";
const document = (kind: "document" | "restricted-document", restricted: boolean): Part =>
  partOf(kind, {
    due: `select t.id as key, t.case_id, b.measure, ${DOCUMENT_SINCE} as since from document t ${OF_CASE}
      where t.erased_at is null and t.restricted = ${restricted} and ${OVER(DOCUMENT_SINCE, "b.measure")} and ${FREE("f.person_id")}`,
    key: "uuid",
    erase: [
      ["document_chunk", "delete from document_chunk where document_id = any($KEYS)"],
      ["document_key", "delete from document_key where document_id = any($KEYS)"],
      ["document", "update document set erased_at = business_now() where id = any($KEYS)"],
    ],
  });

const CONTACT_KEY = "t.person_id || ' ' || t.kind || ' ' || t.value";

export const PARTS_OF_RETENTION: readonly Part[] = [
  document("restricted-document", true),
  document("document", false),
  partOf("message-text", {
    due: `select t.id as key, t.case_id, b.measure, t.due_at::date as since from message t ${OF_CASE}
      where t.recipient <> '' and t.state not in ('due', 'claimed') and ${OVER("t.due_at", "b.measure")} and ${FREE("f.person_id")}`,
    key: "uuid",
    erase: [
      ["message_content", "delete from message_content where message_id = any($KEYS)"],
      ["receipt", "delete from receipt where message_id = any($KEYS)"],
      ["send_attempt", "delete from send_attempt where message_id = any($KEYS)"],
      ["message_part", "delete from message_part where message_id = any($KEYS)"],
      ["message", "update message set recipient = '' where id = any($KEYS)"],
    ],
  }),
  partOf("old-contact", {
    due: `select ${CONTACT_KEY} as key, (select min(f.id::text)::uuid from case_file f where f.person_id = t.person_id) as case_id, '*' as measure,
        t.source_date::date as since from contact_point t
      where not t.current and ${OVER("t.source_date", "'*'")} and ${FREE("t.person_id")}`,
    key: "text",
    erase: [
      [
        "contact_point",
        `delete from contact_point t where t.person_id = any(select split_part(k, ' ', 1)::uuid from unnest($KEYS) k) and ${CONTACT_KEY} = any($KEYS)`,
      ],
    ],
  }),
  partOf("notice-version", {
    due: `select 'h ' || h.notice_id || ' ' || h.version as key, t.case_id, b.measure, h.sent_at::date as since
        from notice_history h join notice t on t.id = h.notice_id ${OF_CASE} where ${OVER("h.sent_at", "b.measure")} and ${FREE("f.person_id")}
      union all
      select 'r ' || h.batch_id || ' ' || h.line, t.case_id, b.measure, h.sent_at::date
        from notice_record h join notice t on t.id = h.notice_id ${OF_CASE} where h.payload is not null and ${OVER("h.sent_at", "b.measure")} and ${FREE("f.person_id")}`,
    key: "text",
    erase: [
      [
        "notice_history",
        `delete from notice_history h using unnest($KEYS) k where k like 'h %' and h.notice_id = split_part(k, ' ', 2)::uuid
        and h.version = split_part(k, ' ', 3)::int`,
      ],
      [
        "notice_record",
        `update notice_record h set payload = null from unnest($KEYS) k where k like 'r %' and h.batch_id = split_part(k, ' ', 2)::uuid
        and h.line = split_part(k, ' ', 3)::int`,
      ],
    ],
  }),
  partOf("rejected-row", {
    // When a file was first read, in the time of the offices.
    due: `select 'n ' || t.batch_id || ' ' || t.line || ' ' || t.seq as key, null::uuid as case_id, '*' as measure, b.default_sent_at::date as since
      from rejected_row t join batch b on b.id = t.batch_id where b.state <> 'running' and ${OVER("b.default_sent_at", "'*'")}
      union all
      select 'p ' || t.file_id || ' ' || t.line || ' 0', null::uuid, '*', f.taken_at::date
        from letter_file_reject t join letter_file f on f.id = t.file_id where ${OVER("f.taken_at", "'*'")}`,
    key: "text",
    erase: [
      [
        "rejected_row",
        `delete from rejected_row t using unnest($KEYS) k where k like 'n %' and t.batch_id = split_part(k, ' ', 2)::uuid
      and t.line = split_part(k, ' ', 3)::int and t.seq = split_part(k, ' ', 4)::smallint`,
      ],
      [
        "letter_file_reject",
        `delete from letter_file_reject t using unnest($KEYS) k where k like 'p %' and t.file_id = split_part(k, ' ', 2)::uuid
      and t.line = split_part(k, ' ', 3)::int`,
      ],
    ],
  }),
  partOf("unmatched-receipt", {
    due: `select 'r ' || t.id as key, null::uuid as case_id, '*' as measure, t.at::date as since from receipt t where t.message_id is null and ${OVER("t.at", "'*'")}
      union all
      select 'o ' || t.gateway_id || ' ' || t.key, null::uuid, '*', t.found_at::date from gateway_orphan t
        where t.resolved_at is not null and ${OVER("t.found_at", "'*'")}`,
    key: "text",
    erase: [
      [
        "receipt",
        "delete from receipt where id = any(select substr(k, 3)::bigint from unnest($KEYS) k where k like 'r %')",
      ],
      [
        "gateway_orphan",
        "delete from gateway_orphan t where 'o ' || t.gateway_id || ' ' || t.key = any($KEYS)",
      ],
    ],
  }),
  partOf("access-log", {
    // By the clock of the machine, as the lines are; and never before the node's own setting, which the database watches over.
    due: `select 'l ' || t.id as key, null::uuid as case_id, '*' as measure, t.at::date as since from access_log t
        where t.at < now() - greatest(${MONTHS_SQL("'*'")}, access_log_kept_for()) and $3::date is not null
      union all
      select 'f ' || t.id, null::uuid, '*', t.closed_at::date from access_flag t
        where t.closed_at < now() - greatest(${MONTHS_SQL("'*'")}, access_log_kept_for())`,
    key: "text",
    erase: [
      [
        "access_flag",
        "delete from access_flag where id = any(select substr(k, 3)::uuid from unnest($KEYS) k where k like 'f %')",
      ],
      [
        "access_log",
        "delete from access_log where id = any(select substr(k, 3)::bigint from unnest($KEYS) k where k like 'l %')",
      ],
    ],
  }),
  partOf("subject-request", {
    due: `select t.id as key, null::uuid as case_id, '*' as measure, t.closed_on as since from subject_request t
      where t.state <> 'open' and ${OVER("t.closed_on", "'*'")}`,
    key: "uuid",
    erase: [["subject_request", "delete from subject_request where id = any($KEYS)"]],
  }),
];
