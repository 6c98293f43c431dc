// Queries of drafts: what was typed and not yet confirmed, one row for a case and a kind, saved version after version.

import type { ClientBase } from "pg";

/** Plain JSON of whoever fills it in. */
export type DraftContent = Readonly<Record<string, unknown>>;

export interface StoredDraft {
  readonly content: DraftContent;
  readonly version: number;
  /** Who typed last. */
  readonly author: string;
  readonly savedAt: string;
  /** Saved by somebody within the last minutes, by the machine's clock. */
  readonly warm: boolean;
}

/** After so long without a save nobody is typing any more. */
const WARM = "interval '3 minutes'";
const COLUMNS = `content, version, author, saved_at as "savedAt", touched_at > clock_timestamp() - ${WARM} as warm`;

export async function readDraft(
  client: ClientBase,
  caseId: string,
  kind: string,
  lock = false,
): Promise<StoredDraft | null> {
  const { rows } = await client.query<StoredDraft>(
    `select ${COLUMNS} from draft where case_id = $1 and kind = $2 ${lock ? "for update" : ""}`,
    [caseId, kind],
  );
  return rows[0] ?? null;
}

export interface DraftToSave {
  readonly caseId: string;
  readonly kind: string;
  readonly content: DraftContent;
  readonly author: string;
  readonly now: string;
  /** The version that was seen; 0 where none was. */
  readonly seen: number;
}

/** The next version; null when another was saved meanwhile than the one that was seen. */
export async function saveDraft(
  client: ClientBase,
  { caseId, kind, content, author, now, seen }: DraftToSave,
): Promise<StoredDraft | null> {
  const values = [caseId, kind, JSON.stringify(content), author, now];
  const { rows } =
    seen === 0
      ? await client.query<StoredDraft>(
          `insert into draft (case_id, kind, content, version, author, saved_at) values ($1, $2, $3, 1, $4, $5)
           on conflict (case_id, kind) do nothing returning ${COLUMNS}`,
          values,
        )
      : await client.query<StoredDraft>(
          `update draft set content = $3, version = version + 1, author = $4, saved_at = $5, touched_at = clock_timestamp()
           where case_id = $1 and kind = $2 and version = $6 returning ${COLUMNS}`,
          [...values, seen],
        );
  return rows[0] ?? null;
}

/** Puts the content in the place of what stands, whoever wrote that; null when nothing stands. */
export async function putDraft(
  client: ClientBase,
  { caseId, kind, content, author, now }: Omit<DraftToSave, "seen">,
): Promise<StoredDraft | null> {
  const { rows } = await client.query<StoredDraft>(
    `update draft set content = $3, version = version + 1, author = $4, saved_at = $5, touched_at = clock_timestamp()
     where case_id = $1 and kind = $2 returning ${COLUMNS}`,
    [caseId, kind, JSON.stringify(content), author, now],
  );
  return rows[0] ?? null;
}

export async function dropDraft(client: ClientBase, caseId: string, kind: string): Promise<void> {
  await client.query("delete from draft where case_id = $1 and kind = $2", [caseId, kind]);
}
