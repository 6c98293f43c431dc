// The register of acts: appends to the hash chain of each subject, and verifies chains.

import { hash, randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import type { IsoInstant } from "../domain/notices/types.ts";
import { copyBinary } from "./copy-binary.ts";
import type { BinaryType } from "./copy-binary.ts";
import { newId } from "./ids.ts";

export type SubjectKind = "case" | "household" | "office" | "system" | "batch" | "plan";

export interface ActDraft {
  /** Given by whoever asked for the act, so that it cannot be done twice; otherwise made here. */
  readonly id?: string;
  readonly subjectId: string;
  readonly subjectKind: SubjectKind;
  readonly kind: string;
  /** Business time at which it happened. */
  readonly happenedAt: IsoInstant;
  readonly citation?: CitationKey;
  readonly payload: unknown;
}

export interface Signer {
  readonly id: string;
  readonly role: string;
  /** Whom a substitute stands in for: kept, and hashed, with what the act says. */
  readonly onBehalfOf?: string;
}

/** The act of the whole installation (restores, clock, gateways) hangs on this subject. */
export const SYSTEM_SUBJECT = "00000000-0000-7000-8000-000000000000";

const SALT_BYTES = 16;
const STAGED_COLUMNS = [
  "id", "subject_id", "subject_kind", "seq", "kind", "actor", "actor_role", "happened_at",
  "citation", "commitment", "previous_hash", "hash", "salt", "payload",
] as const;
const STAGED_TYPES: readonly BinaryType[] = [
  "uuid", "uuid", "text", "integer", "text", "text", "text", "timestamptz", "text", "bytea", "bytea", "bytea", "bytea", "text",
];

/**
 * JSON with keys in code-point order and no spaces: the same value always gives the same text, so the same hash.
 * Accepts plain data only (what JSON can say).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const item = (value as Readonly<Record<string, unknown>>)[key];
      if (item !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
    }
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

interface LinkFields {
  readonly id: string;
  readonly subjectId: string;
  readonly seq: number;
  readonly kind: string;
  readonly actor: string;
  readonly role: string;
  readonly happenedAt: IsoInstant;
  readonly citation: string | null;
  readonly commitment: Buffer;
  readonly previous: Buffer | null;
}

/** The hash of one link: every column that says what happened, in a fixed order, with the link before it. */
function linkHash(link: LinkFields): Buffer {
  const text = JSON.stringify([
    link.id, link.subjectId, link.seq, link.kind, link.actor, link.role, link.happenedAt, link.citation,
    link.commitment.toString("hex"), link.previous?.toString("hex") ?? null,
  ]);
  return hash("sha256", text, "buffer");
}

/** What the text of a link says between its number in the chain and its commitment, as `linkHash` writes it. */
export function linkMiddle(act: Pick<ActDraft, "kind" | "happenedAt" | "citation">, signer: Signer): string {
  return JSON.stringify([act.kind, signer.id, signer.role, act.happenedAt, citationId(act.citation)]).slice(1, -1);
}

export function citationId(key: CitationKey | undefined): string | null {
  return key === undefined ? null : CITATIONS[key].id;
}

/**
 * First acts of chains, made by the database: where a file opens chains by the hundred thousand, what is hashed need not travel.
 * `drafts` is a query that gives id, subject_id, subject_kind, kind, actor, actor_role, happened_at, citation, middle (as
 * `linkMiddle` writes it) and payload (canonical JSON); what these statements write is what `appendActs` would have written.
 */
export function firstActs(drafts: string): string[] {
  return [
    `create temp table first_act on commit drop as
     with salted as materialized (
       select draft.*, uuid_send(gen_random_uuid()) as salt from (${drafts}) draft
     ), committed as materialized (
       select *, sha256(salt || convert_to(payload, 'UTF8')) as commitment from salted
     )
     select *, sha256(convert_to('["' || id || '","' || subject_id || '",1,' || middle || ',"' || encode(commitment, 'hex') || '",null]', 'UTF8')) as hash
     from committed`,

    `insert into act (id, subject_id, subject_kind, seq, kind, actor, actor_role, happened_at, citation, commitment, hash)
     select id, subject_id, subject_kind, 1, kind, actor, actor_role, happened_at, citation, commitment, hash from first_act`,
    "insert into act_payload (act_id, salt, payload) select id, salt, payload from first_act",
    "insert into chain (subject_id, subject_kind, seq, head) select subject_id, subject_kind, 1, hash from first_act",
  ];
}

function commit(salt: Buffer, payload: string): Buffer {
  return hash("sha256", Buffer.concat([salt, Buffer.from(payload, "utf8")]), "buffer");
}

interface Head {
  seq: number;
  head: Buffer | null;
}

/**
 * Appends acts in the given order, each to its subject's chain, inside the caller's transaction.
 * Locks the subjects in id order, so two transactions can never wait for each other.
 */
export async function appendActs(
  client: ClientBase,
  signer: Signer,
  drafts: readonly ActDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const heads = await lockHeads(client, drafts);
  if (drafts.length <= FEW) return appendFew(client, [...link(signer, drafts, heads)]);
  await client.query(
    `create temp table if not exists staged_act (like act including defaults, salt bytea, payload text) on commit delete rows`,
  );
  await copyBinary(client, "staged_act", STAGED_COLUMNS.map((name, at) => [name, STAGED_TYPES[at]!] as const), link(signer, drafts, heads));
  await client.query(
    `insert into act (${STAGED_COLUMNS.slice(0, 12).join(", ")}, recorded_at)
     select ${STAGED_COLUMNS.slice(0, 12).join(", ")}, recorded_at from staged_act`,
  );
  await client.query("insert into act_payload (act_id, salt, payload) select id, salt, payload from staged_act");
  await client.query(
    `update chain c set seq = s.seq, head = s.hash
     from (select distinct on (subject_id) subject_id, seq, hash from staged_act order by subject_id, seq desc) s
     where c.subject_id = s.subject_id`,
  );
  await client.query("truncate staged_act");
}

/** Up to so many acts travel as parameters of one statement: no table to stage them in is made for the act of one desk. */
const FEW = 16;

async function appendFew(client: ClientBase, rows: readonly StagedAct[]): Promise<void> {
  const columns = STAGED_COLUMNS.slice(0, 12).join(", ");
  const arrays = STAGED_TYPES.map((type, at) => `$${at + 1}::${type}[]`).join(", ");
  await client.query({
    name: "register-append-few",
    text: `with staged as (select * from unnest(${arrays}) s (${STAGED_COLUMNS.join(", ")})),
      told as (insert into act (${columns}) select ${columns} from staged),
      kept as (insert into act_payload (act_id, salt, payload) select id, salt, payload from staged)
      update chain c set seq = s.seq, head = s.hash
      from (select distinct on (subject_id) subject_id, seq, hash from staged order by subject_id, seq desc) s
      where c.subject_id = s.subject_id`,
    values: STAGED_COLUMNS.map((_, at) => rows.map((row) => row[at])),
  });
}

/** Locks the chains of these cases, in id order, until the end of the transaction: nothing else is then done on them. */
export async function lockCases(client: ClientBase, caseIds: readonly string[]): Promise<void> {
  await lockHeads(client, caseIds.map((subjectId) => ({ subjectId, subjectKind: "case" as const })));
}

async function lockHeads(client: ClientBase, drafts: readonly Pick<ActDraft, "subjectId" | "subjectKind">[]): Promise<Map<string, Head>> {
  const kinds = new Map(drafts.map((draft) => [draft.subjectId, draft.subjectKind]));
  const ids = [...kinds.keys()].sort();
  await client.query(
    `insert into chain (subject_id, subject_kind)
     select * from unnest($1::uuid[], $2::text[]) on conflict (subject_id) do nothing`,
    [ids, ids.map((id) => kinds.get(id))],
  );
  const { rows } = await client.query<{ subject_id: string; seq: number; head: Buffer | null }>(
    "select subject_id, seq, head from chain where subject_id = any($1::uuid[]) order by subject_id for update",
    [ids],
  );
  return new Map(rows.map((row) => [row.subject_id, { seq: row.seq, head: row.head }]));
}

/** One act in the order of the staged columns. */
type StagedAct = readonly (string | number | Buffer | null)[];

function* link(signer: Signer, drafts: readonly ActDraft[], heads: Map<string, Head>): Generator<(string | number | Buffer | null)[]> {
  const salts = randomBytes(SALT_BYTES * drafts.length);
  for (const [index, draft] of drafts.entries()) {
    const head = heads.get(draft.subjectId) ?? { seq: 0, head: null };
    const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
    const payload = canonicalJson(signedPayload(signer, draft.payload));
    const fields: LinkFields = {
      id: draft.id ?? newId(),
      subjectId: draft.subjectId,
      seq: head.seq + 1,
      kind: draft.kind,
      actor: signer.id,
      role: signer.role,
      happenedAt: draft.happenedAt,
      citation: citationId(draft.citation),
      commitment: commit(salt, payload),
      previous: head.head,
    };
    const digest = linkHash(fields);
    heads.set(draft.subjectId, { seq: fields.seq, head: digest });
    yield [
      fields.id, fields.subjectId, draft.subjectKind, fields.seq, fields.kind, fields.actor, fields.role, fields.happenedAt,
      fields.citation, fields.commitment, fields.previous, digest, salt, payload,
    ];
  }
}

function signedPayload({ onBehalfOf }: Signer, payload: unknown): unknown {
  return onBehalfOf === undefined || payload === null || typeof payload !== "object" ? payload : { ...payload, onBehalfOf };
}

export interface ChainFault {
  readonly subjectId: string;
  readonly seq: number;
  readonly problem: "gap" | "wrong-previous" | "wrong-hash" | "wrong-payload" | "cut-tail" | "no-acts";
}

interface StoredAct {
  readonly id: string;
  readonly subject_id: string;
  readonly seq: number;
  readonly kind: string;
  readonly actor: string;
  readonly actor_role: string;
  readonly happened_at: IsoInstant;
  readonly citation: string | null;
  readonly commitment: Buffer;
  readonly previous_hash: Buffer | null;
  readonly hash: Buffer;
  readonly salt: Buffer | null;
  readonly payload: string | null;
  readonly head: Buffer | null;
  readonly head_seq: number | null;
}

/** Verifies the chains of the given subjects (an erased payload is not a fault; a changed one is). */
export async function verifyChains(client: ClientBase, subjectIds: readonly string[]): Promise<ChainFault[]> {
  const { rows } = await client.query<StoredAct>(
    `select a.*, p.salt, p.payload, c.head, c.seq as head_seq
     from act a left join act_payload p on p.act_id = a.id left join chain c on c.subject_id = a.subject_id
     where a.subject_id = any($1::uuid[]) order by a.subject_id, a.seq`,
    [subjectIds],
  );
  const faults: ChainFault[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1]?.subject_id === row.subject_id ? rows[index - 1] : undefined;
    const problem = faultOf(row, before);
    if (problem !== null) faults.push({ subjectId: row.subject_id, seq: row.seq, problem });
    const isLast = rows[index + 1]?.subject_id !== row.subject_id;
    if (isLast && (row.head_seq !== row.seq || row.head?.equals(row.hash) !== true)) {
      faults.push({ subjectId: row.subject_id, seq: row.seq, problem: "cut-tail" });
    }
  });
  const told = new Set(rows.map((row) => row.subject_id));
  const silent = await client.query<{ subject_id: string; seq: number }>(
    "select subject_id, seq from chain where subject_id = any($1::uuid[]) and head is not null order by subject_id",
    [subjectIds.filter((id) => !told.has(id))],
  );
  for (const { subject_id: subjectId, seq } of silent.rows) faults.push({ subjectId, seq, problem: "no-acts" });
  return faults;
}

function faultOf(row: StoredAct, before: StoredAct | undefined): ChainFault["problem"] | null {
  if (row.seq !== (before?.seq ?? 0) + 1) return "gap";
  const previous = before?.hash ?? null;
  if (previous === null ? row.previous_hash !== null : row.previous_hash?.equals(previous) !== true) return "wrong-previous";
  if (row.salt !== null && row.payload !== null && !commit(row.salt, row.payload).equals(row.commitment)) return "wrong-payload";
  const expected = linkHash({
    id: row.id,
    subjectId: row.subject_id,
    seq: row.seq,
    kind: row.kind,
    actor: row.actor,
    role: row.actor_role,
    happenedAt: row.happened_at,
    citation: row.citation,
    commitment: row.commitment,
    previous: row.previous_hash,
  });
  return expected.equals(row.hash) ? null : "wrong-hash";
}
