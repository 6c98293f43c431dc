// Queries of the texts: versions written by the Region, which is in force from when, comparisons of two wordings.

import type { ClientBase } from "pg";
import type { EmailBlock } from "../domain/messages/templates.ts";
import type { ArmCounts } from "../domain/messages/comparison.ts";
import type { MessageKind, MessageLocale } from "../domain/messages/types.ts";
import type { Queryable } from "./read/query.ts";

/** Which text is meant: one for each kind, channel and language. */
export interface TextSubject {
  readonly kind: MessageKind;
  readonly channel: "sms" | "email";
  readonly locale: MessageLocale;
}

export type TextBody = { readonly rungs: readonly string[] } | { readonly subject: string; readonly blocks: readonly EmailBlock[] };

export interface TextVersion extends TextSubject {
  readonly id: string;
  readonly template: string;
  readonly version: number;
  readonly body: TextBody;
  readonly note: string;
  readonly state: "draft" | "submitted" | "approved" | "dropped";
  readonly revision: number;
  readonly authors: readonly string[];
  readonly createdAt: string;
  readonly changedAt: string;
  readonly submittedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedBecause: string | null;
}

const VERSION = `id, template, version, kind, channel, locale, body, note, state, revision, authors, created_at as "createdAt", changed_at as "changedAt",
  submitted_at as "submittedAt", decided_by as "decidedBy", decided_at as "decidedAt", decided_because as "decidedBecause"`;

/** Versions of one text, the last first. */
export async function versionsOf(db: Queryable, { kind, channel, locale }: TextSubject): Promise<TextVersion[]> {
  const { rows } = await db.query<TextVersion & Record<string, unknown>>(
    `select ${VERSION} from message_text where kind = $1 and channel = $2 and locale = $3 order by version desc limit 200`,
    [kind, channel, locale],
  );
  return rows;
}

export async function readText(db: Queryable, id: string): Promise<TextVersion | null> {
  const { rows } = await db.query<TextVersion & Record<string, unknown>>(`select ${VERSION} from message_text where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function lockText(client: ClientBase, id: string): Promise<TextVersion | null> {
  const { rows } = await client.query<TextVersion>(`select ${VERSION} from message_text where id = $1 for update`, [id]);
  return rows[0] ?? null;
}

export interface NewText extends TextSubject {
  readonly id: string;
  readonly template: string;
  readonly body: TextBody;
  readonly note: string;
  readonly author: string;
}

/** The next version, whoever else writes one at the same moment. */
export async function insertText(client: ClientBase, text: NewText, now: string): Promise<number> {
  await client.query("select pg_advisory_xact_lock(hashtext('message_text'), hashtext($1))", [text.template]);
  const { rows } = await client.query<{ version: number }>(
    `insert into message_text (id, template, version, kind, channel, locale, body, note, authors, created_at, changed_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, array[$8], $9, $9 from message_text where template = $2 returning version`,
    [text.id, text.template, text.kind, text.channel, text.locale, JSON.stringify(text.body), text.note, text.author, now],
  );
  return rows[0]!.version;
}

export async function saveText(client: ClientBase, id: string, change: { readonly body: TextBody; readonly note: string; readonly author: string }, now: string): Promise<void> {
  await client.query(
    `update message_text set body = $2, note = $3, changed_at = $5, revision = revision + 1,
       authors = case when $4 = any(authors) then authors else authors || $4::text end
     where id = $1`,
    [id, JSON.stringify(change.body), change.note, change.author, now],
  );
}

/** To another state. Whoever decides is named with approved and dropped. */
export async function setTextState(client: ClientBase, id: string, state: TextVersion["state"], by: string, because: string | null, now: string): Promise<void> {
  await client.query(
    `update message_text set state = $2, revision = revision + 1, submitted_at = case when $2 = 'submitted' then $5::timestamptz when $2 = 'draft' then null else submitted_at end,
       decided_by = case when $2 in ('approved', 'dropped') then $3 end, decided_at = case when $2 in ('approved', 'dropped') then $5::timestamptz end, decided_because = $4
     where id = $1`,
    [id, state, by, because, now],
  );
}

export interface TextRuling extends TextSubject {
  readonly id: string;
  readonly textId: string | null;
  readonly template: string | null;
  readonly version: number | null;
  readonly fromAt: string;
  readonly because: string;
  readonly ruledBy: string;
  readonly ruledAt: string;
}

const RULING = `r.id, r.kind, r.channel, r.locale, r.text_id as "textId", t.template, t.version, r.from_at as "fromAt", r.because, r.ruled_by as "ruledBy", r.ruled_at as "ruledAt"`;

/** What was put in force, and when: the last first. */
export async function rulingsOf(db: Queryable, { kind, channel, locale }: TextSubject): Promise<TextRuling[]> {
  const { rows } = await db.query<TextRuling & Record<string, unknown>>(
    `select ${RULING} from text_ruling r left join message_text t on t.id = r.text_id
     where r.kind = $1 and r.channel = $2 and r.locale = $3 order by r.from_at desc, r.recorded_at desc limit 200`,
    [kind, channel, locale],
  );
  return rows;
}

/** What is in force now, and what is to come, for every text that the Region ever ruled on: in the order of their days. */
export async function standingRulings(db: Queryable): Promise<TextRuling[]> {
  const { rows } = await db.query<TextRuling & Record<string, unknown>>(
    `select ${RULING} from (
       (select distinct on (kind, channel, locale) * from text_ruling where from_at <= business_now() order by kind, channel, locale, from_at desc, recorded_at desc)
       union all
       (select distinct on (kind, channel, locale, from_at) * from text_ruling where from_at > business_now() order by kind, channel, locale, from_at, recorded_at desc)
     ) r left join message_text t on t.id = r.text_id order by r.from_at, r.recorded_at`,
  );
  return rows;
}

export interface NewRuling extends TextSubject {
  readonly id: string;
  readonly textId: string | null;
  readonly fromAt: string;
  readonly because: string;
  readonly by: string;
}

export async function insertRuling(client: ClientBase, ruling: NewRuling, now: string): Promise<void> {
  const { id, kind, channel, locale, textId, fromAt, because, by } = ruling;
  await client.query(
    "insert into text_ruling (id, kind, channel, locale, text_id, from_at, because, ruled_by, ruled_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    [id, kind, channel, locale, textId, fromAt, because, by, now],
  );
}

/** Drafts and texts that wait for approval. */
export async function openTexts(db: Queryable): Promise<Pick<TextVersion, "id" | "kind" | "channel" | "locale" | "state" | "version" | "authors">[]> {
  const { rows } = await db.query<TextVersion & Record<string, unknown>>(
    "select id, kind, channel, locale, state, version, authors from message_text where state in ('draft', 'submitted') order by changed_at",
  );
  return rows;
}

/** A Region's text as whoever composes takes it. */
export interface RegionText extends TextSubject {
  readonly id: string;
  readonly template: string;
  readonly version: number;
  readonly body: TextBody;
}

export interface RunningComparison extends TextSubject {
  readonly id: string;
  readonly seed: string;
  readonly shareB: number;
  /** Null: the text that comes with the program. */
  readonly a: RegionText | null;
  readonly b: RegionText;
}

export interface TextsInForce {
  readonly texts: readonly RegionText[];
  readonly comparisons: readonly RunningComparison[];
}

/** What the Region has in force now: one question to the database, nothing where it never wrote a text. */
export async function textsInForce(db: Pick<ClientBase, "query">): Promise<TextsInForce> {
  const { rows } = await db.query<{ texts: RegionText[] | null; comparisons: RunningComparison[] | null }>(
    `with ruled as (
       select distinct on (kind, channel, locale) text_id from text_ruling where from_at <= business_now() order by kind, channel, locale, from_at desc, recorded_at desc
     ), whole as (
       select id, jsonb_build_object('id', id, 'template', template, 'version', version, 'kind', kind, 'channel', channel, 'locale', locale, 'body', body) as text from message_text
       where state = 'approved'
     )
     select (select jsonb_agg(w.text order by w.id) from ruled r join whole w on w.id = r.text_id) as texts,
       (select jsonb_agg(jsonb_build_object('id', c.id, 'seed', c.seed, 'shareB', c.share_b, 'kind', c.kind, 'channel', c.channel, 'locale', c.locale,
                 'a', (select w.text from whole w where w.id = c.text_a), 'b', (select w.text from whole w where w.id = c.text_b)) order by c.id)
        from wording_comparison c where c.state = 'approved' and c.stopped_at is null and c.starts_at <= business_now() and c.ends_at > business_now()) as comparisons`,
  );
  return { texts: rows[0]?.texts ?? [], comparisons: rows[0]?.comparisons ?? [] };
}

export interface Comparison extends TextSubject {
  readonly id: string;
  readonly textA: string | null;
  readonly versionA: number | null;
  readonly textB: string;
  readonly versionB: number;
  readonly shareB: number;
  readonly seed: string;
  readonly question: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: "submitted" | "approved" | "dropped";
  readonly author: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly stoppedBy: string | null;
  readonly stoppedAt: string | null;
}

const COMPARISON = `c.id, c.kind, c.channel, c.locale, c.text_a as "textA", a.version as "versionA", c.text_b as "textB", b.version as "versionB", c.share_b as "shareB", c.seed, c.question,
  c.starts_at as "startsAt", c.ends_at as "endsAt", c.state, c.author, c.proposed_at as "proposedAt", c.decided_by as "decidedBy", c.decided_at as "decidedAt",
  c.stopped_by as "stoppedBy", c.stopped_at as "stoppedAt"
  from wording_comparison c left join message_text a on a.id = c.text_a join message_text b on b.id = c.text_b`;

export async function listComparisons(db: Queryable): Promise<Comparison[]> {
  const { rows } = await db.query<Comparison & Record<string, unknown>>(`select ${COMPARISON} order by c.proposed_at desc, c.id limit 100`);
  return rows;
}

export async function lockComparison(client: ClientBase, id: string): Promise<Comparison | null> {
  const { rows } = await client.query<Comparison>(`select ${COMPARISON} where c.id = $1 for update of c`, [id]);
  return rows[0] ?? null;
}

export interface NewComparison extends TextSubject {
  readonly id: string;
  readonly textA: string | null;
  readonly textB: string;
  readonly shareB: number;
  readonly seed: string;
  readonly question: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly author: string;
}

export async function insertComparison(client: ClientBase, one: NewComparison, now: string): Promise<void> {
  await client.query(
    `insert into wording_comparison (id, kind, channel, locale, text_a, text_b, share_b, seed, question, starts_at, ends_at, author, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [one.id, one.kind, one.channel, one.locale, one.textA, one.textB, one.shareB, one.seed, one.question, one.startsAt, one.endsAt, one.author, now],
  );
}

export async function decideComparison(client: ClientBase, id: string, state: "approved" | "dropped", by: string, now: string): Promise<void> {
  await client.query("update wording_comparison set state = $2, decided_by = $3, decided_at = $4 where id = $1", [id, state, by, now]);
}

export async function stopComparison(client: ClientBase, id: string, by: string, now: string): Promise<void> {
  await client.query("update wording_comparison set stopped_by = $2, stopped_at = $3 where id = $1", [id, by, now]);
}

export async function wordingCounts(db: Queryable, id: string): Promise<ArmCounts[]> {
  const { rows } = await db.query<ArmCounts & Record<string, unknown>>("select arm, written, known, came, confirmed from wording_counts($1)", [id]);
  return rows;
}

export interface TrialContact {
  readonly mobile: string | null;
  readonly email: string | null;
}

export async function trialContact(db: Queryable, login: string): Promise<TrialContact> {
  const { rows } = await db.query<TrialContact & Record<string, unknown>>("select mobile, email from trial_contact where login = $1", [login]);
  return rows[0] ?? { mobile: null, email: null };
}

/** Keeps where this user gets trials, and counts one more for the day. Gives how many there are with it. */
export async function countTrial(client: ClientBase, login: string, { mobile, email }: TrialContact, today: string, now: string): Promise<number> {
  const { rows } = await client.query<{ sent: number }>(
    `insert into trial_contact as t (login, mobile, email, sent_on, sent, changed_at) values ($1, $2, $3, $4, 1, $5)
     on conflict (login) do update set mobile = coalesce(excluded.mobile, t.mobile), email = coalesce(excluded.email, t.email),
       sent_on = excluded.sent_on, sent = case when t.sent_on = excluded.sent_on then t.sent + 1 else 1 end, changed_at = excluded.changed_at
     returning sent`,
    [login, mobile, email, today, now],
  );
  return rows[0]!.sent;
}

/** Messages on trial are nobody's case, so no case takes them away: they go by themselves. */
export async function clearTrials(client: ClientBase, before: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>("select id from message where kind = 'trial' and case_id is null and due_at < $1 limit 1000", [before]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  for (const table of ["receipt", "send_attempt", "message_part", "message_content"]) await client.query(`delete from ${table} where message_id = any($1::uuid[])`, [ids]);
  await client.query("delete from message where id = any($1::uuid[])", [ids]);
}
