// What each operation for other systems answers: behind the office's walls, written in the access log, page by page.

import { MOST_ON_A_PAGE } from "../../contract/open-api/schemas.ts";
import type { OperationId } from "../../contract/open-api/operations.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { PROCEDURES } from "../../domain/procedures.ts";
import { actOnce } from "../../services/open-api/once.ts";
import { API_TEXTS } from "../../services/open-api/texts.ts";
import type { ApiClient } from "../../store/api-clients.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { appointmentsAfter, caseOf, casesAfter, officeTitles, proceedingsOf, summonsesAfter, termsOf } from "../../store/read/open-api.ts";
import { readCursor, writeCursor } from "../../store/read/query.ts";
import type { Queryable } from "../../store/read/query.ts";
import type { ServerContext } from "../options.ts";
import { HttpProblem, notFound } from "../problems.ts";
import { VERSION } from "../version.ts";

/** What a request brings, checked by its schemas already. */
export interface AskedOperation {
  readonly client: ApiClient | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: { readonly cursor?: string; readonly limit?: number; readonly from?: string; readonly to?: string };
  readonly body: { readonly answer?: string; readonly reason?: string };
  readonly key: string | undefined;
}

type Answer = (context: ServerContext, asked: AskedOperation) => Promise<object>;

interface Page {
  readonly items: readonly object[];
  readonly next_cursor: string | null;
}

const MOST_DAYS = 62;

export const ANSWERS: Readonly<Record<OperationId, Answer>> = {
  show_status: async ({ services }) => {
    await services.pools.control.query("select 1");
    return { status: "ok", title: "Convoca", detail: "Il servizio risponde.", version: VERSION };
  },
  list_offices: ({ services }, asked) =>
    paged(asked, "office_id", (after, limit) => officeTitles(services.pools.control, clientIn(asked).offices, String(after ?? ""), limit)),
  list_codes: async (_context, asked) => codesFrom(asked),
  list_cases: (context, asked) =>
    behindWalls(context, asked, "api-cases", (db, office) =>
      paged(asked, "case_id", (after, limit) => casesAfter(db, office, uuidOrNull(after), limit, mayNamePeople(asked)))),
  show_case: (context, asked) => behindWalls(context, asked, "api-case", (db) => caseIn(db, asked)),
  list_summonses: (context, asked) =>
    behindWalls(context, asked, "api-summonses", async (db) => {
      await caseIn(db, asked);
      return paged(asked, "summons_id", (after, limit) => summonsesAfter(db, asked.params["case_id"]!, uuidOrNull(after), limit));
    }),
  list_appointments: (context, asked) =>
    behindWalls(context, asked, "api-appointments", (db, office) => {
      const { from = "", to = "" } = asked.query;
      const days = toDayNumber(to) - toDayNumber(from);
      if (days < 0 || days >= MOST_DAYS) throw new HttpProblem(400, "GIORNI_NON_VALIDI", API_TEXTS.days);
      return paged(asked, "appointment_id", (after, limit) => appointmentsAfter(db, { from, to, office }, uuidOrNull(after), limit));
    }),
  record_reply: (context, asked) => {
    const { answer, reason } = asked.body;
    if (answer === "confirm") return written(context, asked, "confirm", {});
    if (reason === undefined) throw new HttpProblem(400, "MOTIVO_MANCANTE", API_TEXTS.reasonMissing);
    return written(context, asked, "ask-another-date", { reason });
  },
  record_presence: (context, asked) => written(context, asked, "record-attendance", {}),
};

function clientIn({ client }: AskedOperation): ApiClient {
  if (client === null) throw new Error("an operation without a client reads nothing of an office");
  return client;
}

const mayNamePeople = (asked: AskedOperation): boolean => clientIn(asked).scopes.includes("people");
const limitOf = (asked: AskedOperation): number => Math.min(asked.query.limit ?? MOST_ON_A_PAGE, MOST_ON_A_PAGE);

function cursorNumber(asked: AskedOperation): number {
  const [position] = readCursor(asked.query.cursor, 1) ?? [0];
  return typeof position === "number" && Number.isSafeInteger(position) ? position : 0;
}

function uuidOrNull(part: string | number | null): string | null {
  return typeof part === "string" && /^[0-9a-f-]{36}$/u.test(part) ? part : null;
}

/** One page in the order of `key`, and the cursor of what follows. */
async function paged<Row extends object>(asked: AskedOperation, key: keyof Row & string, read: (after: string | number | null, limit: number) => Promise<Row[]>): Promise<Page> {
  const limit = limitOf(asked);
  const rows = await read(readCursor(asked.query.cursor, 1)?.[0] ?? null, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last !== undefined ? writeCursor([String(last[key])]) : null };
}

/** Reads behind the walls of the office named; who saw how many is written beside. */
function behindWalls<T extends object>({ services }: ServerContext, asked: AskedOperation, action: string, read: (db: Queryable, office: string) => Promise<T>): Promise<T> {
  const client = clientIn(asked);
  const office = asked.params["office_id"]!;
  const caseId = asked.params["case_id"];
  return inOffice(services.pools.app, office, async (db) => {
    const found = await read(db, office);
    const hits = "items" in found && Array.isArray(found.items) ? found.items.length : 1;
    await logAccess(db, { actor: `sistema:${client.name}`, role: "integration", office, action, hits, ...(caseId === undefined ? {} : { caseId }) });
    return found;
  });
}

async function caseIn(db: Queryable, asked: AskedOperation): Promise<object> {
  const caseId = asked.params["case_id"]!;
  const found = await caseOf(db, caseId, mayNamePeople(asked));
  if (found === null) throw notFound(API_TEXTS.notHere);
  const proceedings = await proceedingsOf(db, caseId);
  return {
    ...found,
    proceedings: proceedings.map((row) => ({ ...row, state_title: PROCEDURES.find(({ name }) => name === row.procedure)?.states[row.state] ?? row.state })),
    terms: await termsOf(db, caseId),
  };
}

async function written({ services, reference }: ServerContext, asked: AskedOperation, act: "confirm" | "ask-another-date" | "record-attendance", input: Record<string, unknown>): Promise<object> {
  const { key } = asked;
  if (key === undefined || !/^[A-Za-z0-9_-]{8,100}$/u.test(key)) throw new HttpProblem(422, "CHIAVE_MANCANTE", API_TEXTS.keyMissing);
  const { office_id: office, case_id: caseId, summons_id: summonsId } = asked.params as { office_id: string; case_id: string; summons_id: string };
  const client = clientIn(asked);
  // Behind the walls first: of a case that is not there nothing is put down.
  const isHere = await inOffice(services.pools.app, office, async (db) => (await caseOf(db, caseId, false)) !== null);
  if (!isHere) throw notFound(API_TEXTS.notHere);
  const { reference: inForce } = await reference();
  const outcome = await actOnce(services, inForce, { client, office, key, caseId, summonsId, act, input });
  if (outcome.ok) return outcome.answer;
  const { refusal, allowed, changed } = outcome;
  if (refusal.code === "CASO_NON_VISIBILE" || refusal.code === "PRATICA_ASSENTE") throw notFound(refusal.message);
  const status = refusal.code === "CHIAVE_GIA_USATA" ? 422 : 409;
  throw new HttpProblem(status, refusal.code, refusal.message, refusal.citation?.text).with({
    ...(allowed.length === 0 ? {} : { allowed: [...allowed] }),
    ...(changed === undefined ? {} : { changed }),
  });
}

/** Procedures, their states and acts: the words of the tables of law. */
const CODES = PROCEDURES.flatMap(({ name, title, states, acts }) => [
  { list: "procedures", code: name, title },
  ...Object.entries(states).map(([code, text]) => ({ list: `states/${name}`, code, title: text })),
  ...Object.entries(acts).map(([code, text]) => ({ list: `acts/${name}`, code, title: text })),
]);

function codesFrom(asked: AskedOperation): Page {
  const from = cursorNumber(asked);
  const until = from + limitOf(asked);
  return { items: CODES.slice(from, until), next_cursor: until < CODES.length ? writeCursor([until]) : null };
}
