// Intake of one chunk of judged notices: staged by COPY, then stored set by set in one go.

import type { ClientBase } from "pg";
import { copyInto } from "./copy.ts";
import type { CopyValue } from "./copy.ts";
import { CHUNK_STEPS } from "./intake-steps.ts";

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
  readonly contacts: readonly StagedContact[];
  /** Identifiers to use where the thing does not exist yet. */
  readonly personId: string;
  readonly benefitId: string;
  readonly caseId: string;
  readonly noticeId: string;
  readonly taskId: string;
}

export interface StagedContact {
  readonly kind: "mobile" | "landline" | "email";
  readonly value: string;
  readonly raw: string;
  readonly usable: boolean;
  readonly problem: string | null;
}

/** What became of one staged notice. */
export interface StoredNotice {
  readonly ord: number;
  readonly outcome: "created" | "updated" | "same" | "older";
  readonly noticeId: string;
  readonly caseId: string;
  readonly newCase: boolean;
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

const COLUMNS: readonly (readonly [string, string, (row: StagedNotice) => CopyValue])[] = [
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
  ["person_id", "uuid", (row) => row.personId],
  ["benefit_id", "uuid", (row) => row.benefitId],
  ["case_id", "uuid", (row) => row.caseId],
  ["notice_id", "uuid", (row) => row.noticeId],
  ["task_id", "uuid", (row) => row.taskId],
];

const STAGE = `
create temp table if not exists staged (ord integer, ${COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")}) on commit delete rows;
create temp table if not exists staged_contact
  (ord integer, kind text, value text, raw text, usable boolean, problem text) on commit delete rows;
truncate staged, staged_contact`;

/** One chunk at a time in the whole installation: chunks of concurrent imports see each other whole, and never wait in a circle. */
const INTAKE_LOCK = 7_301_993;

/** Stores one chunk whose keys (tax code, protocol, role) are all different. `now` is business time. */
export async function storeChunk(
  client: ClientBase,
  batchId: string,
  now: string,
  rows: readonly StagedNotice[],
): Promise<StoredChunk> {
  await client.query(STAGE);
  await copyInto(client, "staged", ["ord", ...COLUMNS.map(([name]) => name)], stagedRows(rows));
  await copyInto(client, "staged_contact", ["ord", "kind", "value", "raw", "usable", "problem"], contactRows(rows));
  // Only from here on must nobody else store: the rows of two chunks may travel at the same time.
  await client.query(`select pg_advisory_xact_lock(${INTAKE_LOCK}); drop table if exists chunk, matched, moved`);
  await client.query("create temp table chunk on commit drop as select $1::uuid as batch_id, $2::timestamptz as business_time", [batchId, now]);
  // All in one go: between two statements the database never waits for this process, which reads on meanwhile.
  const results = (await client.query(CHUNK_STEPS.join(";\n"))) as unknown as { rows: unknown[] }[];
  const [notices, moves] = results.slice(-2);
  return { notices: notices!.rows as StoredNotice[], moves: moves!.rows as CaseMove[] };
}

function* stagedRows(rows: readonly StagedNotice[]): Generator<CopyValue[]> {
  for (const [ord, row] of rows.entries()) {
    const line: CopyValue[] = [ord];
    for (const [, , value] of COLUMNS) line.push(value(row));
    yield line;
  }
}

function* contactRows(rows: readonly StagedNotice[]): Generator<CopyValue[]> {
  for (const [ord, row] of rows.entries()) {
    for (const contact of row.contacts) {
      yield [ord, contact.kind, contact.value, contact.raw, contact.usable, contact.problem];
    }
  }
}
