// Intake of one chunk of judged notices: staged by COPY, then stored set by set in one go.

import type { ClientBase } from "pg";
import { copyNumbered, packRow } from "./copy.ts";
import type { CopyValue } from "./copy.ts";
import { CHUNK_STEPS } from "./intake-steps.ts";
import { citationId, linkMiddle } from "./register.ts";
import type { ActDraft, Signer } from "./register.ts";

/** One judged notice on its way into the database, flat. */
export interface StagedNotice {
  readonly line: number;
  readonly taxCode: string;
  readonly provisional: boolean;
  readonly protocol: string;
  readonly previousProtocol: string | null;
  readonly role: "R" | "M";
  readonly measure: string;
  readonly applicantTaxCode: string;
  readonly applicationState: string;
  readonly applicationDate: string;
  readonly grantedOn: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string | null;
  readonly birthPlace: string | null;
  readonly citizenship: string;
  readonly residence: string;
  readonly domicile: string | null;
  readonly postal: boolean;
  readonly reach: string;
  readonly sentAt: string;
  readonly digest: Uint8Array;
  readonly payload: string;
  readonly bound: boolean;
  readonly notBoundReason: string | null;
  readonly officeId: string | null;
  readonly routeRule: string | null;
  readonly queueReason: string | null;
  readonly queueDetail: string | null;
  readonly termStart: string;
  readonly termDue: string;
  /** T1; null where the measure has none. */
  readonly didStart: string | null;
  readonly didDue: string | null;
  readonly contacts: readonly StagedContact[];
  /** Identifiers to use where the thing does not exist yet. */
  readonly personId: string;
  readonly benefitId: string;
  readonly caseId: string;
  readonly noticeId: string;
  readonly taskId: string;
}

/** The act that a notice leaves when it opens its case; its payload is canonical JSON. */
export interface OpeningAct {
  readonly actId: string;
  readonly actPayload: string;
}

export interface StagedContact {
  readonly kind: "mobile" | "landline" | "email" | "pec";
  readonly value: string;
  readonly raw: string;
  readonly usable: boolean;
  readonly problem: string | null;
}

/** What became of one staged notice that did not simply open its case. */
export interface StoredNotice {
  readonly ord: number;
  readonly outcome: "created" | "updated" | "same" | "older";
  readonly noticeId: string;
  readonly caseId: string;
  readonly version: number;
  readonly stoppedBeingBound: boolean;
}

/** A case that went from one office to another because the person's address did. */
export interface CaseMove {
  readonly caseId: string;
  readonly from: string;
  readonly to: string;
  readonly rule: string;
}

export interface StoredChunk {
  readonly notices: readonly StoredNotice[];
  readonly moves: readonly CaseMove[];
}

const COLUMNS: readonly (readonly [string, string, (row: StagedNotice & OpeningAct) => CopyValue])[] = [
  ["line", "integer", (row) => row.line],
  ["tax_code", "text", (row) => row.taxCode],
  ["provisional", "boolean", (row) => row.provisional],
  ["protocol", "text", (row) => row.protocol],
  ["previous_protocol", "text", (row) => row.previousProtocol],
  ["role", "text", (row) => row.role],
  ["measure", "text", (row) => row.measure],
  ["applicant_tax_code", "text", (row) => row.applicantTaxCode],
  ["application_state", "text", (row) => row.applicationState],
  ["application_date", "date", (row) => row.applicationDate],
  ["granted_on", "date", (row) => row.grantedOn],
  ["surname", "text", (row) => row.surname],
  ["name", "text", (row) => row.name],
  ["birth_date", "date", (row) => row.birthDate],
  ["sex", "text", (row) => row.sex],
  ["birth_place", "text", (row) => row.birthPlace],
  ["citizenship", "text", (row) => row.citizenship],
  ["residence", "jsonb", (row) => row.residence],
  ["domicile", "jsonb", (row) => row.domicile],
  ["postal", "boolean", (row) => row.postal],
  ["reach", "text", (row) => row.reach],
  ["sent_at", "timestamptz", (row) => row.sentAt],
  ["digest", "bytea", (row) => row.digest],
  ["payload", "json", (row) => row.payload],
  ["bound", "boolean", (row) => row.bound],
  ["not_bound_reason", "text", (row) => row.notBoundReason],
  ["office_id", "text", (row) => row.officeId],
  ["route_rule", "text", (row) => row.routeRule],
  ["queue_reason", "text", (row) => row.queueReason],
  ["queue_detail", "text", (row) => row.queueDetail],
  ["term_start", "date", (row) => row.termStart],
  ["term_due", "date", (row) => row.termDue],
  ["did_start", "date", (row) => row.didStart],
  ["did_due", "date", (row) => row.didDue],
  ["person_id", "uuid", (row) => row.personId],
  ["benefit_id", "uuid", (row) => row.benefitId],
  ["case_id", "uuid", (row) => row.caseId],
  ["notice_id", "uuid", (row) => row.noticeId],
  ["task_id", "uuid", (row) => row.taskId],
  ["act_id", "uuid", (row) => row.actId],
  ["act_payload", "text", (row) => row.actPayload],
];

const STAGED_COLUMNS = ["ord", ...COLUMNS.map(([name]) => name)];
const CONTACT_COLUMNS = ["ord", "kind", "value", "raw", "usable", "problem"];

const STAGE = `
create temp table if not exists staged (ord integer, ${COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")}) on commit delete rows;
create temp table if not exists staged_contact
  (ord integer, kind text, value text, raw text, usable boolean, problem text) on commit delete rows`;

/** A staged notice as it waits for its chunk to be full. */
export interface PackedNotice {
  readonly row: Buffer;
  readonly contacts: readonly Buffer[];
}

export function packNotice(staged: StagedNotice & OpeningAct): PackedNotice {
  return {
    row: packRow(COLUMNS.map(([, , value]) => value(staged))),
    contacts: staged.contacts.map(({ kind, value, raw, usable, problem }) => packRow([kind, value, raw, usable, problem])),
  };
}

/** What all notices stored together have in common. `at` is business time. */
export interface StoringContext {
  readonly batchId: string;
  readonly at: string;
  readonly signer: Signer;
  /** Of the act that a notice leaves when it opens its case. */
  readonly firstAct: Pick<ActDraft, "kind" | "citation">;
}

/** Stores, once in a transaction, notices whose keys (tax code, protocol, role) are all different. */
export async function storeNotices(client: ClientBase, context: StoringContext, notices: readonly PackedNotice[]): Promise<StoredChunk> {
  await client.query(STAGE);
  await copyNumbered(client, "staged", STAGED_COLUMNS, rowsOf(notices));
  await copyNumbered(client, "staged_contact", CONTACT_COLUMNS, contactsOf(notices));
  const { batchId, at, signer, firstAct } = context;
  await client.query(
    `create temp table chunk on commit drop as
     select $1::uuid as batch_id, $2::timestamptz as business_time, $3::text as kind, $4::text as actor, $5::text as actor_role,
       $2::timestamptz as happened_at, $6::text as citation, $7::text as middle`,
    [batchId, at, firstAct.kind, signer.id, signer.role, citationId(firstAct.citation), linkMiddle({ ...firstAct, happenedAt: at }, signer)],
  );
  // All in one go: between two statements the database never waits for this process, which reads on meanwhile.
  const results = (await client.query(CHUNK_STEPS.join(";\n"))) as unknown as { rows: unknown[] }[];
  const [stored, moves] = results.slice(-2);
  return { notices: stored!.rows as StoredNotice[], moves: moves!.rows as CaseMove[] };
}

function* rowsOf(notices: readonly PackedNotice[]): Generator<[number, Buffer]> {
  for (const [ord, { row }] of notices.entries()) yield [ord, row];
}

function* contactsOf(notices: readonly PackedNotice[]): Generator<[number, Buffer]> {
  for (const [ord, { contacts }] of notices.entries()) {
    for (const contact of contacts) yield [ord, contact];
  }
}
