// Queries of issued papers: what they are composed from, the papers themselves, their scans, the codes to sign them on screen.

import type { ClientBase } from "pg";

/** What the head of every paper says of the person. */
export interface PaperPerson {
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  readonly birthDate: string;
  readonly birthPlace: string | null;
  readonly residence: string;
}

const PLACE = `coalesce((select m.name from municipality m where m.code = p.birth_place),
  (select min(l.name) from place l where l.code = p.birth_place and p.birth_date >= l.valid_from and (l.valid_to is null or p.birth_date <= l.valid_to)),
  (select min(l.name) from place l where l.code = p.birth_place))`;

export async function readPaperPerson(client: ClientBase, personId: string): Promise<PaperPerson | null> {
  const { rows } = await client.query<PaperPerson>({
    name: "paper-person",
    text: `select p.surname, p.name, p.tax_code as "taxCode", p.birth_date as "birthDate", ${PLACE} as "birthPlace",
      concat_ws(', ', nullif(trim(p.residence->>'street'), ''),
        nullif(trim(concat_ws(' ', p.residence->>'zip', coalesce(p.residence->>'municipalityName',
          (select m.name from municipality m where m.code = p.residence->>'municipalityCode'), p.residence->>'municipalityCode'))), '')) as residence
     from person p where p.id = $1`,
    values: [personId],
  });
  return rows[0] ?? null;
}

export async function municipalityNames(client: ClientBase, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const { rows } = await client.query<{ code: string; name: string }>("select code, name from municipality where code = any($1::text[])", [codes]);
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** The next appointment held for a case, with the code by which it is found and the number of its desk. */
export interface HeldSlip {
  readonly summonsId: string;
  readonly startsAt: string;
  readonly reference: string;
  readonly desk: number | null;
}

export async function heldSlips(client: ClientBase, caseId: string): Promise<HeldSlip[]> {
  const { rows } = await client.query<HeldSlip>({
    name: "paper-slips",
    text: `select s.id as "summonsId", a.starts_at as "startsAt", s.reference, d.number as desk
     from summons s join appointment a on a.id = s.appointment_id left join desk d on d.id = a.desk_id
     where s.case_id = $1 and a.state = 'held' order by a.starts_at`,
    values: [caseId],
  });
  return rows;
}

// Issued papers --------------------------------------------------------------------------------------------------------

export interface PaperRow {
  readonly id: string;
  readonly caseId: string;
  readonly paper: string;
  readonly itemId: string;
  readonly itemVersion: number;
  readonly number: number;
  readonly subtitle: string;
  readonly contentDigest: string;
  readonly pdfDigest: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly restricted: boolean;
  readonly bytes: number;
  readonly erasedAt: string | null;
  /** Signed sheets that came back, in order. */
  readonly scans: readonly string[];
  /** It was signed on screen with a code: when. */
  readonly confirmedAt: string | null;
}

const PAPER = `i.document_id as id, i.case_id as "caseId", i.paper, i.item_id as "itemId", i.item_version as "itemVersion", i.number, i.subtitle,
  encode(i.content_digest, 'hex') as "contentDigest", encode(i.pdf_digest, 'hex') as "pdfDigest", i.issued_at as "issuedAt", i.issued_by as "issuedBy",
  d.restricted, d.bytes, d.erased_at as "erasedAt",
  array(select s.document_id::text from paper_scan s where s.paper_id = i.document_id order by s.linked_at, s.document_id) as scans`;
const CONFIRMED = `(select max(c.confirmed_at) from signing_code c where c.paper_id = i.document_id and c.state = 'confirmed') as "confirmedAt"`;

export async function listPapers(client: ClientBase, caseId: string): Promise<PaperRow[]> {
  const { rows } = await client.query<PaperRow>({
    name: "papers-of-case",
    text: `select ${PAPER}, ${CONFIRMED} from issued_paper i join document d on d.id = i.document_id where i.case_id = $1 order by i.issued_at desc, i.number desc`,
    values: [caseId],
  });
  return rows;
}

export async function readPaper(client: ClientBase, id: string): Promise<PaperRow | null> {
  const { rows } = await client.query<PaperRow>({
    name: "paper-by-id",
    text: `select ${PAPER}, ${CONFIRMED} from issued_paper i join document d on d.id = i.document_id where i.document_id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** A paper of the same text of the same version; the compartment asks it under the lock of the case, without the codes it may not see. */
export async function samePaper(client: ClientBase, itemId: string, itemVersion: number, contentDigest: string): Promise<PaperRow | null> {
  const { rows } = await client.query<PaperRow>(
    `select ${PAPER}, null as "confirmedAt" from issued_paper i join document d on d.id = i.document_id
     where i.item_id = $1 and i.item_version = $2 and i.content_digest = decode($3, 'hex')`,
    [itemId, itemVersion, contentDigest],
  );
  return rows[0] ?? null;
}

/** At which version an item stands, whichever table keeps it; null when it is not one of this office. */
export async function itemVersion(client: ClientBase, caseId: string, itemId: string): Promise<number | null> {
  const { rows } = await client.query<{ version: number }>(
    `select version from dossier_item where id = $1 and case_id = $2 union all select version from summons where id = $1 and case_id = $2`,
    [itemId, caseId],
  );
  return rows[0]?.version ?? null;
}

export async function papersOfItem(client: ClientBase, itemId: string): Promise<number> {
  const { rows } = await client.query<{ papers: number }>("select count(*)::int as papers from issued_paper where item_id = $1", [itemId]);
  return rows[0]?.papers ?? 0;
}

export interface NewPaper {
  readonly id: string;
  readonly caseId: string;
  readonly paper: string;
  readonly itemId: string;
  readonly itemVersion: number;
  readonly number: number;
  readonly subtitle: string;
  readonly contentDigest: string;
  readonly pdfDigest: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly actId: string;
}

export async function insertPaper(client: ClientBase, paper: NewPaper): Promise<void> {
  await client.query(
    `insert into issued_paper (document_id, case_id, paper, item_id, item_version, number, subtitle, content_digest, pdf_digest, issued_at, issued_by, act_id)
     values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), decode($9, 'hex'), $10, $11, $12)`,
    [
      paper.id, paper.caseId, paper.paper, paper.itemId, paper.itemVersion, paper.number, paper.subtitle, paper.contentDigest, paper.pdfDigest,
      paper.issuedAt, paper.issuedBy, paper.actId,
    ],
  );
}

export interface NewScan {
  readonly documentId: string;
  readonly paperId: string;
  readonly caseId: string;
  readonly at: string;
  readonly by: string;
  readonly actId: string;
}

export async function insertScan(client: ClientBase, scan: NewScan): Promise<void> {
  await client.query("insert into paper_scan (document_id, paper_id, case_id, linked_at, linked_by, act_id) values ($1, $2, $3, $4, $5, $6)", [
    scan.documentId,
    scan.paperId,
    scan.caseId,
    scan.at,
    scan.by,
    scan.actId,
  ]);
}

// Signing on screen ------------------------------------------------------------------------------------------------------

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

/** What is known of a signature of this item at this version: the paper in force for it, its scans, the code that was confirmed. For the pact's acts. */
export interface PaperEvidence {
  readonly document: string;
  readonly digest: string;
  readonly scans: readonly string[];
  readonly confirmed: { readonly at: string; readonly phoneTail: string } | null;
}

export async function paperEvidence(client: ClientBase, itemId: string): Promise<(PaperEvidence & { readonly itemVersion: number })[]> {
  const { rows } = await client.query<Omit<PaperEvidence, "confirmed"> & { itemVersion: number; at: string | null; phoneTail: string | null }>({
    name: "paper-evidence",
    text: `select i.document_id as document, encode(i.content_digest, 'hex') as digest, i.item_version as "itemVersion",
       array(select s.document_id::text from paper_scan s where s.paper_id = i.document_id order by s.linked_at, s.document_id) as scans,
       c.confirmed_at as at, c.phone_tail as "phoneTail"
     from issued_paper i left join lateral (select confirmed_at, phone_tail from signing_code c where c.paper_id = i.document_id and c.state = 'confirmed'
       order by confirmed_at desc limit 1) c on true
     where i.item_id = $1 order by i.number`,
    values: [itemId],
  });
  return rows.map(({ at, phoneTail, ...row }) => ({ ...row, confirmed: at === null || phoneTail === null ? null : { at, phoneTail } }));
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
