// The digest of a night: the heads of all chains that moved since the last one, folded and kept, so that nothing can vanish unseen.

import type { ClientBase } from "pg";

/**
 * Folds the heads that have changed since the last digest into one for `day`, after the digest before it, and keeps both (once a
 * day). The digest may be published: who has it can tell that nothing behind it was taken away. Gives it in hexadecimal.
 */
export async function foldDay(client: ClientBase, day: string): Promise<string> {
  await client.query(
    `with moved as materialized (
       select c.subject_id, c.seq, c.head as hash from chain c
       left join lateral (select h.seq, h.hash from day_head h where h.subject_id = c.subject_id order by h.seq desc limit 1) h on true
       where c.head is not null and (h.seq, h.hash) is distinct from (c.seq, c.head)
     ), before as (
       select digest from day_digest order by made_at desc, day desc limit 1
     ), kept as (
       insert into day_digest (day, subjects, heads, digest, previous_digest)
       select $1, (select count(*)::int from chain where head is not null), (select count(*)::int from moved),
         sha256(coalesce((select digest from before), ''::bytea)
           || sha256(coalesce((select string_agg(uuid_send(subject_id) || int4send(seq) || hash, ''::bytea order by subject_id) from moved), ''::bytea))),
         (select digest from before)
       where not exists (select 1 from day_digest where day = $1)
       on conflict (day) do nothing returning day
     )
     insert into day_head (day, subject_id, seq, hash) select kept.day, moved.subject_id, moved.seq, moved.hash from kept, moved`,
    [day],
  );
  const { rows } = await client.query<{ digest: string }>("select encode(digest, 'hex') as digest from day_digest where day = $1", [day]);
  return rows[0]!.digest;
}

export interface DigestCheck {
  readonly digests: number;
  /** The last one, in hexadecimal: to be compared with what was published. Null before the first night. */
  readonly last: string | null;
  /** Days whose digest does not come out of the heads kept for it and of the digest before it. */
  readonly wrong: readonly string[];
}

/** Makes every digest again. Those kept before heads were kept with them can only be linked, not made again. */
export async function verifyDigests(client: ClientBase): Promise<DigestCheck> {
  const { rows } = await client.query<{ day: string; digest: string; sound: boolean }>(
    `select d.day, encode(d.digest, 'hex') as digest,
       d.previous_digest is not distinct from lag(d.digest) over (order by d.made_at, d.day)
       and (d.heads is null or (d.heads = f.heads and d.digest = sha256(coalesce(d.previous_digest, ''::bytea) || f.folded))) as sound
     from day_digest d left join lateral (
       select count(*)::int as heads,
         sha256(coalesce(string_agg(uuid_send(subject_id) || int4send(seq) || hash, ''::bytea order by subject_id), ''::bytea)) as folded
       from day_head h where h.day = d.day) f on true
     order by d.made_at, d.day`,
  );
  return { digests: rows.length, last: rows.at(-1)?.digest ?? null, wrong: rows.filter((row) => !row.sound).map((row) => row.day) };
}

export interface LostHead {
  readonly subjectId: string;
  readonly seq: number;
  /** The night whose digest holds it. */
  readonly day: string;
  /** Nothing is left of the subject: the chain was deleted whole. */
  readonly wholeChain: boolean;
}

/** Heads that a night has kept for these subjects and that are no longer acts of the register: the first for each subject. */
export async function lostHeads(client: ClientBase, subjectIds: readonly string[]): Promise<LostHead[]> {
  const { rows } = await client.query<LostHead>(
    `select distinct on (h.subject_id) h.subject_id as "subjectId", h.seq, h.day,
       not exists (select 1 from act a where a.subject_id = h.subject_id) as "wholeChain"
     from day_head h where h.subject_id = any($1::uuid[])
       and not exists (select 1 from act a where a.subject_id = h.subject_id and a.seq = h.seq and a.hash = h.hash)
     order by h.subject_id, h.seq`,
    [subjectIds],
  );
  return rows;
}

/** The next subjects of the register, in id order: those that have a chain, acts, or a head kept by a night. */
export async function nextSubjects(client: ClientBase, after: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select subject_id as id from (
       (select subject_id from chain where subject_id > $1 order by 1 limit $2)
       union (select distinct subject_id from act where subject_id > $1 order by 1 limit $2)
       union (select distinct subject_id from day_head where subject_id > $1 order by 1 limit $2)) s
     order by 1 limit $2`,
    [after, limit],
  );
  return rows.map((row) => row.id);
}
