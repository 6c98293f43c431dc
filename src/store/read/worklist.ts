// The worklist of an office: one flat row a case, filtered, counted and paged behind the office's wall.

import type { Choice } from "../../domain/worklist/types.ts";
import { FILTER_NAMES, filterOf } from "../../domain/worklist/filters.ts";
import type { Condition, DayColumn, DayTest, FilterName } from "../../domain/worklist/filters.ts";
import { maskOf } from "../../domain/worklist/pending.ts";
import { PAGE, prepared, readCursor, writeCursor } from "./query.ts";
import type { Queryable } from "./query.ts";
import type { SearchWay } from "./worklist-search.ts";
import { searchWays } from "./worklist-search.ts";

/** Who asks, and what day and hour it is for the procedure. */
export interface Asking {
  readonly login: string;
  readonly now: string;
  readonly today: string;
}

/** The nearest of all that has a day. */
const DUE = "least(w.did_due, w.convene_due, w.item_due, w.meets_on, w.note_due)";
const DAYS: Readonly<Record<DayColumn, string>> = {
  due: DUE,
  meeting: "w.meets_on",
  justify: "w.justify_due",
  exempt: "w.exempt_until",
  activity: "w.activity_until",
  wait: "w.waits_until",
  note: "w.note_due",
};
/** $1 is today, $2 now. A meeting is past when its hour is. */
const TESTS: Readonly<Record<DayTest, (column: string) => string>> = {
  today: (column) => `${column} = $1::date`,
  week: (column) => `${column} between $1::date and $1::date + (7 - extract(isodow from $1::date))::int`,
  month: (column) => `${column} between $1::date and $1::date + 30`,
  ahead: (column) => (column === DAYS.meeting ? "w.meets_at >= $2::timestamptz" : `${column} >= $1::date`),
  past: (column) => (column === DAYS.meeting ? "w.meets_at < $2::timestamptz" : `${column} < $1::date`),
};

/** $3 is who asks. Masks are numbers worked out from the table of what may be pending: nothing of the request is in the text. */
function sqlOf({ any, none, day, assigned }: Condition): string {
  const parts = [
    any === undefined ? null : `w.pending & ${maskOf(any)} <> 0`,
    none === undefined ? null : `w.pending & ${maskOf(none)} = 0`,
    day === undefined ? null : TESTS[day[1]](DAYS[day[0]]),
    assigned === "nobody" ? "w.assigned_to is null" : null,
    assigned === "new" ? "w.assigned_to = $3 and w.assigned_on > $1::date - 7" : null,
  ].filter((part) => part !== null);
  return `coalesce(${parts.join(" and ")}, false)`;
}

const CONDITIONS = Object.fromEntries(FILTER_NAMES.map((name) => [name, sqlOf(filterOf(name).when)])) as Record<FilterName, string>;
/** Of a person with a newer benefit only that one's case stands in the lists; a search finds the other too. */
const IN_LISTS = `w.pending & ${maskOf(["superseded"])} = 0`;

interface From {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The rows of a choice; its own values come after the first three. */
function rowsOf(choice: Choice, asking: Asking, way: SearchWay | null): From {
  const values: unknown[] = [asking.today, asking.now, asking.login, ...(way?.values ?? [])];
  const where = ["w.office_id = current_office()", ...choice.filters.map((name) => CONDITIONS[name])];
  if (choice.scope === "mio") where.push("w.assigned_to = $3");
  if (choice.operator !== null) where.push(`w.assigned_to = $${values.push(choice.operator)}`);
  if (way === null) return { text: `from worklist w where ${[...where, IN_LISTS].join(" and ")}`, values };
  // The first three values may stand unread in a text of which nothing else is asked.
  return {
    text: `from competence c join worklist w on w.case_id = c.case_id
      where c.office_id = current_office() and ${way.where} and ${where.join(" and ")}`,
    values,
  };
}

/** Names the types of values that a text may not use: PostgreSQL does not guess them. */
const TYPED = "(select $1::date, $2::timestamptz, $3::text) asking";

/** What an order sorts by before the name, in its own type: making texts of twelve thousand dates cost a third of the list. */
interface Key {
  readonly text: string;
  readonly type: string;
}
const KEYS: Readonly<Record<Choice["order"], Key>> = {
  scadenza: { text: `coalesce(${DUE}, 'infinity'::date)`, type: "date" },
  nome: { text: "0", type: "integer" },
  appuntamento: { text: "coalesce(w.meets_at, 'infinity'::timestamptz)", type: "timestamptz" },
};

export interface ListedCase {
  readonly caseId: string;
  readonly pending: string;
}

export interface ListedPage {
  readonly rows: readonly ListedCase[];
  readonly next: string | null;
}

type Found = ListedCase & { readonly first: string; readonly second: string } & Record<string, unknown>;

/** One page of a choice. Of several ways to find a text the first that finds anyone counts; the cursor says which it was. */
export async function listWorklist(
  db: Queryable,
  choice: Choice,
  asking: Asking,
  cursor: string | undefined,
  limit: number = PAGE,
): Promise<ListedPage> {
  const after = placeIn(cursor);
  for (const way of await searchWays(db, choice.text)) {
    const name = way?.name ?? "";
    if (after !== null && name !== after[0]) continue;
    const { text, values } = rowsOf(choice, asking, way);
    // An exact find keeps the order of the list; of likenesses the most alike come first.
    const key = way === null || way.name === "code" ? KEYS[choice.order] : { text: `${way.key} collate "C"`, type: "text" };
    const at = values.length;
    // Home and the single filters are asked all day: planned once. Of searches and of filters together there are too many to keep.
    const asked = way === null && choice.filters.length <= 1 && choice.operator === null ? prepared(db) : db;
    const found = await asked.query<Found>(
      `select l."caseId", l.pending::text as pending, l.first::text as first, l.second from ${TYPED}, lateral (
         select w.case_id as "caseId", w.pending, ${key.text} as first, w.sort_key as second ${text}
       ) l where $${at + 1}::${key.type} is null or (l.first, l.second, l."caseId") > ($${at + 1}::${key.type}, $${at + 2}::text, $${at + 3}::uuid)
       order by l.first, l.second, l."caseId" limit ${limit + 1}`,
      [...values, ...(after?.slice(1) ?? [null, null, null])],
    );
    if (found.rows.length === 0 && way !== null) continue;
    const rows = found.rows.slice(0, limit);
    const last = found.rows.length > limit ? rows.at(-1) : undefined;
    return { rows, next: last === undefined ? null : writeCursor([name, last.first, last.second, last.caseId]) };
  }
  return { rows: [], next: null };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A day, an instant, a number, or what a search sorts by: digits and signs. */
const FIRST = /^(infinity|[\d .:+-]{1,40})$/;

/** The place in the list that a cursor names; null for none, and for what this program did not write. */
function placeIn(cursor: string | undefined): (string | number)[] | null {
  const place = readCursor(cursor, 4);
  if (place === null) return null;
  const [, first, , id] = place;
  return typeof first === "string" && FIRST.test(first) && typeof id === "string" && UUID.test(id) ? place : null;
}

export interface WorklistCounts {
  readonly total: number;
  readonly filters: Readonly<Record<FilterName, number>>;
}

const COUNTED = FILTER_NAMES.map((name, at) => `count(*) filter (where ${CONDITIONS[name]})::int as f${at}`).join(", ");

/** How many rows the choice has, and how many of them each filter would leave. */
export async function countWorklist(db: Queryable, choice: Choice, asking: Asking): Promise<WorklistCounts> {
  for (const way of await searchWays(db, choice.text)) {
    const { text, values } = rowsOf(choice, asking, way);
    const { rows } = await db.query<Record<string, number>>(
      `select l.* from ${TYPED}, lateral (select count(*)::int as total, ${COUNTED} ${text}) l`,
      [...values],
    );
    const row = rows[0]!;
    if (row["total"] === 0 && way !== null) continue;
    return told(row);
  }
  return told({});
}

function told(row: Readonly<Record<string, number>>): WorklistCounts {
  return {
    total: row["total"] ?? 0,
    filters: Object.fromEntries(FILTER_NAMES.map((name, at) => [name, row[`f${at}`] ?? 0])) as Record<FilterName, number>,
  };
}

/** How many rows the choice has. */
export async function countRows(db: Queryable, choice: Choice, asking: Asking): Promise<number> {
  for (const way of await searchWays(db, choice.text)) {
    const { text, values } = rowsOf(choice, asking, way);
    const { rows } = await db.query<{ total: number }>(`select l.total from ${TYPED}, lateral (select count(*)::int as total ${text}) l`, [...values]);
    const { total } = rows[0]!;
    if (total > 0 || way === null) return total;
  }
  return 0;
}

/** How many cases each operator of the office follows. */
export async function countLoads(db: Queryable): Promise<{ readonly operator: string; readonly cases: number }[]> {
  const { rows } = await db.query<{ operator: string; cases: number }>(
    `select w.assigned_to as operator, count(*)::int as cases from worklist w
     where w.office_id = current_office() and w.assigned_to is not null group by 1 order by 1`,
  );
  return rows;
}
