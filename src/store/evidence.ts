// Queries of the dossier of proof: everything of one case that proves, as it stands in one moment, behind the walls of its office.

import type { ClientBase } from "pg";
import type {
  EvidenceAct, EvidenceAppointment, EvidenceAttempt, EvidenceBenefit, EvidenceContact, EvidenceContactChange, EvidenceDocument, EvidenceMessage, EvidenceNight, EvidenceReceipt,
  EvidenceTerm,
} from "../domain/evidence/types.ts";

export interface EvidenceCase {
  readonly personId: string;
  readonly role: string;
  readonly bound: boolean;
  readonly officeId: string;
  readonly officeName: string;
  readonly officeSince: string;
  readonly installation: string;
  readonly benefit: EvidenceBenefit;
  /** All cases of the person that the office follows, this one among them. */
  readonly cases: readonly string[];
}

/** Null when the case does not exist, or is another office's. */
export async function readEvidenceCase(client: ClientBase, caseId: string): Promise<EvidenceCase | null> {
  const { rows } = await client.query<EvidenceCase>({
    name: "evidence-case",
    text: `select f.person_id as "personId", f.role, f.bound, c.office_id as "officeId", o.name as "officeName", c.since as "officeSince",
      (select id from installation) as installation,
      jsonb_build_object('misura', b.measure, 'protocollo', b.protocol, 'domanda', b.application_date, 'concesso', b.granted_on) as benefit,
      array(select g.id::text from case_file g where g.person_id = f.person_id order by g.id) as cases
     from case_file f join competence c on c.case_id = f.id join office o on o.id = c.office_id join benefit b on b.id = f.benefit_id where f.id = $1`,
    values: [caseId],
  });
  return rows[0] ?? null;
}

export type MessageRow = Omit<EvidenceMessage, "file" | "cancellatoCon" | "invii" | "ricevute" | "fonteRecapito"> & {
  /** The exact bytes: the whole e-mail, what an SMS says, the sheet of a letter once it is drawn. Null once erased. */
  readonly content: string | Buffer | null;
  /** The part of it that one reads. */
  readonly text: string | null;
};

/** In the order in which they were due. The moment of composing is read from the number, which holds it (UUIDv7). */
export async function evidenceMessages(client: ClientBase, caseId: string): Promise<MessageRow[]> {
  const { rows } = await client.query<MessageRow & { readonly pdf: Buffer | null }>({
    name: "evidence-messages",
    text: `select m.id, m.kind as genere, m.channel as canale, m.state as stato, m.recipient as destinatario, t.sender as mittente, t.subject as oggetto, m.template as modello,
      m.template_version as "versioneModello", m.encoding as codifica, m.parts as parti, uuid_extract_timestamp(m.id) as composto, m.due_at as "partenzaPrevista",
      m.accepted_at as "presoInCarico", m.settled_at as concluso, m.attempts as tentativi, m.gateway_id as gestore, m.reference as riferimento, m.failure as causa,
      encode(coalesce(l.pdf_digest, t.digest), 'hex') as impronta, coalesce(t.raw, t.body) as content, s.pdf, t.body as text
     from message m left join message_content t on t.message_id = m.id left join letter l on l.message_id = m.id left join letter_pdf s on s.message_id = m.id where m.case_id = $1 order by m.due_at, m.id`,
    values: [caseId],
  });
  return rows.map(({ pdf, ...row }) => (pdf === null ? row : { ...row, content: pdf }));
}

export type AttemptRow = EvidenceAttempt & { readonly messageId: string };
export type ReceiptRow = Omit<EvidenceReceipt, "file" | "impronta"> & { readonly messageId: string; readonly raw: string | null; readonly eml: Buffer | null };

export async function evidenceAttempts(client: ClientBase, messages: readonly string[]): Promise<AttemptRow[]> {
  const { rows } = await client.query<AttemptRow>({
    name: "evidence-attempts",
    text: `select message_id as "messageId", at as quando, gateway_id as gestore, outcome as esito, code as codice, detail as dettaglio
     from send_attempt where message_id = any($1::uuid[]) order by id`,
    values: [messages],
  });
  return rows;
}

/** All of them, early, late and double ones too, in the order in which they came. */
export async function evidenceReceipts(client: ClientBase, messages: readonly string[]): Promise<ReceiptRow[]> {
  const { rows } = await client.query<ReceiptRow>({
    name: "evidence-receipts",
    text: `select message_id as "messageId", id as numero, gateway_id as gestore, reference as riferimento, status as stato, code as codice, detail as dettaglio, at as del,
      received_at as arrivata, raw, eml from receipt where message_id = any($1::uuid[]) order by id`,
    values: [messages],
  });
  return rows;
}

export async function evidenceContacts(client: ClientBase, personId: string): Promise<EvidenceContact[]> {
  const { rows } = await client.query<EvidenceContact>({
    name: "evidence-contacts",
    text: `select kind as tipo, value as valore, raw as "comeScritto", source as fonte, source_date as dal, usable as usabile, current as attuale, problem as problema
     from contact_point where person_id = $1 order by source_date, kind, value`,
    values: [personId],
  });
  return rows;
}

export async function evidenceContactChanges(client: ClientBase, personId: string): Promise<EvidenceContactChange[]> {
  const { rows } = await client.query<EvidenceContactChange>({
    name: "evidence-contact-changes",
    text: `select kind as tipo, value as valore, change as cambio, source as fonte, changed_at as quando, changed_by as da, act_id as atto
     from contact_change where person_id = $1 order by changed_at, id`,
    values: [personId],
  });
  return rows;
}

export async function evidenceAppointments(client: ClientBase, caseId: string): Promise<EvidenceAppointment[]> {
  const { rows } = await client.query<EvidenceAppointment>({
    name: "evidence-appointments",
    text: `select a.id, a.starts_at as inizio, a.ends_at as fine, o.name as sede, coalesce(d.label, '') as sportello, a.state as stato, s.reference as convocazione, s.state as "statoConvocazione"
     from appointment a join office o on o.id = a.office_id left join desk d on d.id = a.desk_id
     left join lateral (select reference, state from summons where appointment_id = a.id order by attempt desc limit 1) s on true
     where a.case_id = $1 order by a.starts_at, a.id`,
    values: [caseId],
  });
  return rows;
}

/** Those that the notice opened, and those of the procedures. */
export async function evidenceTerms(client: ClientBase, caseId: string): Promise<EvidenceTerm[]> {
  const { rows } = await client.query<EvidenceTerm>({
    name: "evidence-terms",
    text: `select null as procedura, kind as nome, starts_on as dal, due_on as al, citation as norma, met_at as assolto, met_by as "assoltoCon", null::date as scaduto
     from term where case_id = $1
     union all select procedure, kind, starts_on, due_on, citation, met_at, met_by, expired_on from item_term where case_id = $1
     order by 4, 3, 2`,
    values: [caseId],
  });
  return rows;
}

export type DocumentRow = Omit<EvidenceDocument, "file" | "impronta"> & { readonly pdfDigest: string | null };

export async function evidenceDocuments(client: ClientBase, caseId: string): Promise<DocumentRow[]> {
  const { rows } = await client.query<DocumentRow>({
    name: "evidence-documents",
    text: `select d.id, d.kind as tipo, case when i.document_id is null then null else jsonb_build_object('documento', i.paper, 'numero', i.number,
        'improntaTesto', encode(i.content_digest, 'hex'), 'emessoIl', to_char(i.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as emesso,
      d.restricted as riservato, d.media as formato, d.bytes as byte, d.uploaded_at as consegnato, d.uploaded_by as "consegnatoA", d.outcome as esito,
      d.expires_on as "valeFino", d.seen_on as "vistoIl", d.erased_at as cancellato, encode(i.pdf_digest, 'hex') as "pdfDigest"
     from document d left join issued_paper i on i.document_id = d.id where d.case_id = $1 order by d.uploaded_at, d.id`,
    values: [caseId],
  });
  return rows;
}

export type ActRow = Omit<EvidenceAct, "cancellatoCon"> & { readonly subjectId: string };

/** Every act of these subjects, in the order of their chains. */
export async function evidenceActs(client: ClientBase, subjects: readonly string[]): Promise<ActRow[]> {
  const { rows } = await client.query<ActRow>({
    name: "evidence-acts",
    text: `select a.subject_id as "subjectId", a.id, a.seq as numero, a.kind as genere, a.actor as autore, a.actor_role as ruolo, a.happened_at as avvenuto,
      a.recorded_at as registrato, a.citation as norma, encode(a.commitment, 'hex') as impegno, encode(a.previous_hash, 'hex') as precedente, encode(a.hash, 'hex') as impronta,
      encode(p.salt, 'hex') as sale, p.payload as contenuto
     from act a left join act_payload p on p.act_id = a.id where a.subject_id = any($1::uuid[]) order by a.subject_id, a.seq`,
    values: [subjects],
  });
  return rows;
}

export interface HeadRow {
  readonly subjectId: string;
  readonly kind: string;
  readonly seq: number;
  readonly head: string;
}

export async function evidenceHeads(client: ClientBase, subjects: readonly string[]): Promise<HeadRow[]> {
  const { rows } = await client.query<HeadRow>({
    name: "evidence-heads",
    text: `select subject_id as "subjectId", subject_kind as kind, seq, encode(head, 'hex') as head from chain where subject_id = any($1::uuid[]) and head is not null order by subject_id`,
    values: [subjects],
  });
  return rows;
}

export async function evidenceNights(client: ClientBase, subjects: readonly string[]): Promise<(EvidenceNight & { readonly subjectId: string })[]> {
  const { rows } = await client.query<EvidenceNight & { subjectId: string }>({
    name: "evidence-nights",
    text: `select h.subject_id as "subjectId", h.day as giorno, h.seq as numero, encode(h.hash, 'hex') as testa, encode(d.digest, 'hex') as riepilogo,
      encode(d.previous_digest, 'hex') as "riepilogoPrima" from day_head h join day_digest d on d.day = h.day where h.subject_id = any($1::uuid[]) order by h.subject_id, h.day`,
    values: [subjects],
  });
  return rows;
}

export async function lastNight(client: ClientBase): Promise<{ readonly giorno: string; readonly riepilogo: string } | null> {
  const { rows } = await client.query<{ giorno: string; riepilogo: string }>(
    "select day as giorno, encode(digest, 'hex') as riepilogo from day_digest order by made_at desc, day desc limit 1",
  );
  return rows[0] ?? null;
}

/** Which office follows the case now; for whoever works for the Region. Null where nobody does, or there is no such case. */
export async function officeOfCase(client: Pick<ClientBase, "query">, caseId: string): Promise<string | null> {
  const { rows } = await client.query<{ office: string }>("select office_id as office from competence where case_id = $1", [caseId]);
  return rows[0]?.office ?? null;
}

/** All cases that an office follows, in id order. */
export async function casesOfOffice(client: Pick<ClientBase, "query">, office: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select case_id as id from competence where office_id = $1 order by case_id", [office]);
  return rows.map(({ id }) => id);
}

export interface HandedOutRow {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly payload: string | null;
}

/** Dossiers handed out of a case, the last first. */
export async function handedOut(client: ClientBase, caseId: string): Promise<HandedOutRow[]> {
  const { rows } = await client.query<HandedOutRow>({
    name: "evidence-handed-out",
    text: `select a.id, a.happened_at as at, a.actor, a.actor_role as role, p.payload from act a left join act_payload p on p.act_id = a.id
     where a.subject_id = $1 and a.kind = 'evidence-handed-out' order by a.seq desc limit 50`,
    values: [caseId],
  });
  return rows;
}
