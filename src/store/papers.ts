// Queries of issued papers: what they are composed from, the papers themselves, their scans, what proves that one was signed.

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

// Evidence --------------------------------------------------------------------------------------------------------------

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
