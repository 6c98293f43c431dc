// Search in an office's outbox: gone through from the last day back, a bounded stretch at a time, so that no question takes long.

import type { OutboxFilters, OutboxPage, OutboxRow } from "../../contract/outbox.ts";
import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import { shown } from "./case-messages.ts";
import { PAGE, readCursor, writeCursor } from "./query.ts";
import type { Queryable } from "./query.ts";
import { searchWays } from "./worklist-search.ts";

/** Messages looked at for one page: first a few, for most questions are answered by the last days; then more, and then it says so. */
const STRETCHES = [150, 1_000, 4_000];
/** Their texts are read too: fewer. */
const STRETCHES_OF_TEXT = [150, 850];
/** More people than these are told apart by more of their name. */
const MOST_PEOPLE = 300;
const MOST_WORDS = 6;
const REFERENCE = /^[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}$/;
const FEWEST_PHONE_DIGITS = 6;
const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Key = readonly [dueAt: string, id: string];

/** What the text names: cases, and only messages to these contacts, or of this summons. Null: nothing was asked for. */
interface Sought {
  readonly cases: readonly string[];
  readonly contacts: readonly string[] | null;
  readonly summons: readonly string[] | null;
  readonly tooMany: boolean;
}

interface Asked {
  readonly office: string;
  readonly filters: OutboxFilters;
  readonly sought: Sought | null;
  readonly today: string;
}

interface Stretch {
  readonly looked: number;
  readonly lastDue: string | null;
  readonly lastId: string | null;
  readonly found: { readonly id: string; readonly due: string }[];
}

/** One page of an office's outbox; under its role, so that the walls leave its own cases alone. `most`: rows of a page. */
export async function searchOutbox(
  db: Queryable,
  office: string,
  filters: OutboxFilters,
  today: string,
  cursor?: string,
  most: number = PAGE,
): Promise<OutboxPage> {
  const sought = filters.cerca === undefined || filters.cerca === "" ? null : await seek(db, filters.cerca);
  const asked: Asked = { office, filters, sought, today };
  const walked = await walk(db, asked, readKey(cursor), most);
  const kept = walked.found.slice(0, most);
  const last = kept.at(-1);
  const end: Key | null = walked.found.length > most && last !== undefined ? [last.due, last.id] : walked.rest;
  return {
    rows: await rowsOf(db, kept.map(({ id }) => id)),
    next: end === null ? null : writeCursor([...end]),
    looked: walked.looked,
    until: kept.length < most && end !== null ? new Date(end[0]).toISOString() : null,
    tooMany: sought?.tooMany ?? false,
  };
}

/** Where the last page ended; anything that is no such place begins anew. */
function readKey(cursor: string | undefined): Key | null {
  const [due, id] = readCursor(cursor, 2) ?? [];
  return typeof due === "string" && MOMENT.test(due) && typeof id === "string" && UUID.test(id) ? [due, id] : null;
}

interface Walked {
  readonly found: Stretch["found"];
  readonly looked: number;
  /** Where it stopped, when there is more to look at. */
  readonly rest: Key | null;
}

async function walk(db: Queryable, asked: Asked, start: Key | null, most: number): Promise<Walked> {
  const found: Stretch["found"] = [];
  let looked = 0;
  let after = start;
  if (asked.sought !== null && asked.sought.cases.length === 0) return { found, looked, rest: null };
  const steps = hasWords(asked.filters) ? STRETCHES_OF_TEXT : STRETCHES;
  for (const step of steps.map((one) => Math.max(one, most + 1))) {
    const stretch = await readStretch(db, asked, after, step, most + 1 - found.length);
    looked += stretch.looked;
    found.push(...stretch.found);
    if (stretch.looked < step || stretch.lastDue === null || stretch.lastId === null) return { found, looked, rest: null };
    after = [stretch.lastDue, stretch.lastId];
    if (found.length > most) break;
  }
  return { found, looked, rest: after };
}

const hasWords = ({ parole }: OutboxFilters): boolean => parole !== undefined && parole !== "";

async function readStretch(db: Queryable, asked: Asked, after: Key | null, step: number, most: number): Promise<Stretch> {
  const values: unknown[] = [step, most];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const where = placeOf(asked, value);
  if (after !== null) where.push(`(m.due_at, m.id) < (${value(after[0])}::timestamptz, ${value(after[1])}::uuid)`);
  const wanted = conditionsOf(asked.filters, value);
  const text = hasWords(asked.filters) ? "join message_content t on t.message_id = w.id" : "";
  const { rows } = await db.query<Stretch & Record<string, unknown>>(
    `with w as materialized (
       select m.id, m.due_at, m.state, m.kind, m.channel, m.gateway_id, m.template, m.template_version, m.failure, m.expires_at, m.appointment_id
       from message m where ${where.join(" and ")} order by m.due_at desc, m.id desc limit $1
     ), last as (select due_at, id from w order by due_at, id limit 1)
     select (select count(*)::int from w) as looked, (select due_at::text from last) as "lastDue", (select id from last) as "lastId",
       coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'due', f.due_at::text) order by f.due_at desc, f.id desc) from (
         select w.id, w.due_at from w ${text} where ${["true", ...wanted].join(" and ")} order by w.due_at desc, w.id desc limit $2) f), '[]') as found`,
    values,
  );
  return rows[0]!;
}

/** Where it is looked: by the office's days, or by what the people that were named have had. */
function placeOf({ office, filters, sought, today }: Asked, value: (one: unknown) => string): string[] {
  const where: string[] = [];
  if (sought === null) where.push(`m.office_id = ${value(office)}`);
  else where.push(`m.case_id = any(${value(sought.cases)}::uuid[])`);
  if (sought?.contacts != null) where.push(`m.recipient = any(${value(sought.contacts)}::text[])`);
  if (sought?.summons != null) where.push(`m.summons_id = any(${value(sought.summons)}::uuid[])`);
  if (filters.stato === "failed" || filters.stato === "uncertain") where.push(`m.trouble = ${value(filters.stato)}`);
  else if (filters.causa !== undefined || filters.aperti !== undefined) where.push("m.trouble = 'failed'");
  if (filters.dal !== undefined) where.push(`m.due_at >= ${value(filters.dal)}::date::timestamp at time zone 'Europe/Rome'`);
  // What is still to leave on days to come stands above everything: it is shown to whoever asks for it, or for a person.
  const to = filters.al ?? (sought === null && filters.stato !== "due" ? today : undefined);
  if (to !== undefined) where.push(`m.due_at < (${value(to)}::date + 1)::timestamp at time zone 'Europe/Rome'`);
  return where;
}

function conditionsOf(filters: OutboxFilters, value: (one: unknown) => string): string[] {
  const where: string[] = [];
  const same = (column: string, wanted: string | undefined): void => {
    if (wanted !== undefined && wanted !== "") where.push(`w.${column} = ${value(wanted)}`);
  };
  same("state", filters.stato);
  same("kind", filters.tipo);
  same("channel", filters.canale);
  same("gateway_id", filters.gestore);
  const [template, version] = (filters.modello ?? "").split("@");
  same("template", template);
  if (version !== undefined && /^\d{1,6}$/.test(version)) where.push(`w.template_version = ${value(Number(version))}::int`);
  if (filters.causa !== undefined && filters.causa !== "") where.push(`coalesce(w.failure, 'unspecified') = ${value(filters.causa)}`);
  if (filters.aperti !== undefined) where.push(OPEN_FAILURE("w"));
  if (hasWords(filters))
    for (const word of filters.parole!.toLowerCase().split(/\s+/u).slice(0, MOST_WORDS))
      where.push(`position(${value(word)}::text in lower(coalesce(t.subject, '') || ' ' || t.body)) > 0`);
  return where;
}

/** Of an appointment that is still to come, and taken care of by nobody. */
export const OPEN_FAILURE = (row: string): string =>
  `${row}.expires_at > business_now() and (${row}.kind = 'cancelled' or not exists (select 1 from appointment a where a.id = ${row}.appointment_id and a.state = 'released'))
   and not exists (select 1 from failure_care k where k.message_id = ${row}.id)`;

/** Who, or what, is meant: a reference code, a contact (one given up, too), a name or a tax code; the first that is found. */
async function seek(db: Queryable, text: string): Promise<Sought> {
  const contacts = contactsIn(text);
  if (contacts.length > 0) {
    const { rows } = await db.query<{ id: string }>(
      `select distinct f.id from (select person_id from contact_point where value = any($1::text[]) and current and usable
         union select person_id from contact_point where value = any($1::text[]) and not (current and usable)) k
       join case_file f on f.person_id = k.person_id limit ${MOST_PEOPLE + 1}`,
      [contacts],
    );
    if (rows.length > 0) return soughtOf(rows, { contacts });
  }
  const code = text.toUpperCase().replaceAll(/\s/g, "");
  if (REFERENCE.test(code)) {
    const written = code.includes("-") ? code : `${code.slice(0, 4)}-${code.slice(4)}`;
    const { rows } = await db.query<{ id: string; summons: string }>(`select case_id as id, id as summons from summons where reference = $1`, [written]);
    if (rows.length > 0) return soughtOf(rows, { summons: rows.map(({ summons }) => summons) });
  }
  for (const way of await searchWays(db, text)) {
    if (way === null) continue;
    const { rows } = await db.query<{ id: string }>(
      `select c.case_id as id from competence c, (select $1::text, $2::text, $3::text) none where ${way.where} order by ${way.key}, c.case_id limit ${MOST_PEOPLE + 1}`,
      [null, null, null, ...way.values],
    );
    if (rows.length > 0) return soughtOf(rows, {});
  }
  return { cases: [], contacts: null, summons: null, tooMany: false };
}

function soughtOf(rows: readonly { readonly id: string }[], only: { contacts?: readonly string[]; summons?: readonly string[] }): Sought {
  return {
    cases: [...new Set(rows.slice(0, MOST_PEOPLE).map(({ id }) => id))],
    contacts: only.contacts ?? null,
    summons: only.summons ?? null,
    tooMany: rows.length > MOST_PEOPLE,
  };
}

/** As notices and desks write them. */
function contactsIn(text: string): string[] {
  if (text.includes("@")) {
    const email = normalizeEmail(text);
    return email.ok ? [...new Set([email.value, email.value.toLowerCase()])] : [];
  }
  if (text.replaceAll(/\D/g, "").length < FEWEST_PHONE_DIGITS || /[a-z]/i.test(text)) return [];
  const phone = normalizePhone(text);
  return phone.ok ? [phone.value.e164] : [];
}

async function rowsOf(db: Queryable, ids: readonly string[]): Promise<OutboxRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<OutboxRow & Record<string, unknown>>(
    `select m.id, m.case_id as "caseId", p.surname, p.name, m.kind, m.channel, m.gateway_id as "gatewayId", m.recipient, m.state, m.failure, m.parts::int,
       m.template, m.template_version as "templateVersion", m.due_at as "dueAt", ${shown("m.accepted_at")} as "acceptedAt"
     from unnest($1::uuid[]) with ordinality asked (id, place) join message m on m.id = asked.id
     join case_file f on f.id = m.case_id join person p on p.id = f.person_id order by asked.place`,
    [ids],
  );
  return rows;
}
