// The worklist: list, counts, colleagues, saved choices, and the list as a file.

import type { FastifyRequest } from "fastify";
import { Done, Id } from "../../contract/problem.ts";
import { readChoice, shownColumns, writeChoice } from "../../contract/worklist-choice.ts";
import {
  ChoiceQuery,
  Colleagues,
  SavedView,
  SavedViews,
  SaveViewRequest,
  Worklist,
  WorklistCounts,
  WorklistQuery,
} from "../../contract/worklist.ts";
import type { WorklistEntry } from "../../contract/worklist.ts";
import { z } from "zod";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { csvFile } from "../../domain/worklist/csv.ts";
import type { Choice } from "../../domain/worklist/types.ts";
import { WORKLIST_TEXTS } from "../../services/worklist/texts.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { countLoads, countRows, countWorklist, listWorklist } from "../../store/read/worklist.ts";
import type { Asking, ListedCase } from "../../store/read/worklist.ts";
import { readWorklistRows } from "../../store/read/worklist-rows.ts";
import type { Queryable } from "../../store/read/query.ts";
import { deleteView, insertView, listViews } from "../../store/worklist-views.ts";
import { logList, officeWith } from "../access.ts";
import type { InOffice } from "../access.ts";
import { sendAttachment } from "../attachment.ts";
import { cachedBy } from "../cached.ts";
import { namesOf, officeColleagues } from "../colleagues.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound } from "../problems.ts";
import { csvRows } from "../worklist-csv.ts";
import { entryOf } from "../worklist-rows.ts";

/** How old the counts of a choice may be, machine time. */
const COUNTS_MS = 2000;
const MOST_COUNTS = 2000;
/** A list longer than this is no list that anybody works through: it is narrowed first. */
const MOST_EXPORTED = 20_000;
const ROWS_AT_ONCE = 2000;
const MOST_VIEWS = 40;

export function registerWorklist(app: App, context: ServerContext): void {
  registerList(app, context);
  registerColleagues(app, context);
  registerViews(app, context);
}

export function choiceOf(values: z.output<typeof ChoiceQuery>): Choice {
  const read: Readonly<Record<string, string | undefined>> = values;
  return readChoice((name) => read[name] ?? null);
}

async function askingOf({ services }: ServerContext, { identity }: InOffice): Promise<Asking> {
  const now = await services.now();
  return { login: identity.login, now, today: romeDay(now) };
}

function registerList(app: App, context: ServerContext): void {
  const { services } = context;
  app.get(
    "/api/worklist",
    { schema: { summary: "Elenco di lavoro della sede", querystring: WorklistQuery, response: { 200: Worklist } } },
    async (request) => {
      const who = officeWith(request, "people-list");
      const choice = choiceOf(request.query);
      const asking = await askingOf(context, who);
      const names = namesOf(await officeColleagues(context, who.office));
      return inOffice(services.pools.app, who.office, async (db) => {
        const page = await listWorklist(db, choice, asking, request.query.cursor);
        await logList(db, who.actor, actionOf(choice), page.rows.length);
        return { rows: await entriesOf(db, page.rows, { today: asking.today, names }), next: page.next };
      });
    },
  );
  // Operators of an office look at the same choices again and again: each is counted once for all of them. What is new for one of them is
  // counted apart, and so is one's own load.
  const counted = cachedBy(COUNTS_MS, MOST_COUNTS, (key) => {
    const { office, login, values } = JSON.parse(key) as { office: string; login: string; values: Record<string, string> };
    return inOffice(services.pools.app, office, async (db) => {
      const now = await services.now();
      return countWorklist(db, readChoice((name) => values[name] ?? null), { login, now, today: romeDay(now) });
    });
  });
  app.get(
    "/api/worklist/counts",
    { schema: { summary: "Quanti casi in ogni filtro", querystring: ChoiceQuery, response: { 200: WorklistCounts } } },
    async (request) => {
      const who = officeWith(request, "people-list");
      const { office, identity } = who;
      const choice = choiceOf(request.query);
      const { ordine: _, colonne: __, ...values } = writeChoice(choice);
      const { login } = identity;
      const isOwn = choice.scope === "mio" || choice.filters.includes("nuovi-per-me");
      const counts = await counted(JSON.stringify({ office, login: isOwn ? login : "", values }));
      if (isOwn) return { total: counts.total, filters: { ...counts.filters } };
      const asking = await askingOf(context, who);
      const mine: Choice = { ...choice, filters: [...choice.filters, "nuovi-per-me"] };
      const recent = await inOffice(services.pools.app, office, (db) => countRows(db, mine, asking));
      return { total: counts.total, filters: { ...counts.filters, "nuovi-per-me": recent } };
    },
  );
  app.get(
    "/api/worklist/export.csv",
    { config: { weight: 20 }, schema: { summary: "L’elenco come file", querystring: ChoiceQuery } },
    async (request, reply) => {
      const who = officeWith(request, "people-list");
      const choice = choiceOf(request.query);
      const asking = await askingOf(context, who);
      const names = namesOf(await officeColleagues(context, who.office));
      const entries = await inOffice(services.pools.app, who.office, async (db) => {
        const { rows } = await listWorklist(db, choice, asking, undefined, MOST_EXPORTED);
        await logList(db, who.actor, "worklist-export", rows.length);
        const all: WorklistEntry[] = [];
        for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
          all.push(...(await entriesOf(db, rows.slice(at, at + ROWS_AT_ONCE), { today: asking.today, names })));
        }
        return all;
      });
      return sendAttachment(reply, `elenco ${asking.today}.csv`, "text/csv; charset=utf-8", csvFile(csvRows(entries, shownColumns(choice))));
    },
  );
}

/** Under which name the list is written in the access log. */
function actionOf({ text, filters, scope }: Choice): string {
  if (text.length >= 2) return "search";
  return `list:${filters.length === 0 ? scope : filters.join("+")}`.slice(0, 200);
}

async function entriesOf(
  db: Queryable,
  listed: readonly ListedCase[],
  context: { readonly today: string; readonly names: ReadonlyMap<string, string> },
): Promise<WorklistEntry[]> {
  const byCase = new Map(listed.map((one) => [one.caseId, one]));
  const rows = await readWorklistRows(db, [...byCase.keys()]);
  return rows.map((row) => entryOf(byCase.get(row.caseId)!, row, context));
}

function registerColleagues(app: App, context: ServerContext): void {
  app.get(
    "/api/worklist/colleagues",
    { schema: { summary: "Chi segue i casi della sede", response: { 200: Colleagues } } },
    async (request) => {
      const { office } = officeWith(request, "people-list");
      const colleagues = await officeColleagues(context, office);
      const loads = new Map((await inOffice(context.services.pools.app, office, countLoads)).map((one) => [one.operator, one.cases]));
      return { colleagues: colleagues.map((one) => ({ ...one, cases: loads.get(one.login) ?? 0 })) };
    },
  );
}

function registerViews(app: App, { services }: ServerContext): void {
  const office = (request: FastifyRequest): InOffice => officeWith(request, "people-list");
  const isManager = ({ identity }: InOffice): boolean => identity.role === "office-manager";
  app.get(
    "/api/worklist/views",
    { schema: { summary: "Filtri salvati", response: { 200: SavedViews } } },
    async (request) => {
      const who = office(request);
      const { login } = who.identity;
      const views = await inOffice(services.pools.app, who.office, (db) => listViews(db, login));
      return {
        views: views.map(({ id, name, choice, owner, madeBy }) => ({
          id,
          name,
          choice,
          shared: owner === null,
          mine: owner === login || madeBy === login || isManager(who),
        })),
      };
    },
  );
  app.post(
    "/api/worklist/views",
    { schema: { summary: "Salva un filtro", body: SaveViewRequest, response: { 200: SavedView } } },
    async (request) => {
      const who = office(request);
      const { login } = who.identity;
      const { name, shared } = request.body;
      // Kept as this program writes addresses: nothing else of what was sent.
      const asked = new URLSearchParams(request.body.choice);
      const choice = new URLSearchParams(writeChoice(readChoice((key) => asked.get(key)))).toString();
      const view = { id: newId(), owner: shared ? null : login, name, choice, madeBy: login };
      const kept = await inOffice(services.pools.app, who.office, (db) => insertView(db, view, MOST_VIEWS));
      if (!kept) throw new HttpProblem(409, "FILTRO_GIA_PRESENTE", WORKLIST_TEXTS.viewTaken);
      return { id: view.id, name, shared, choice, mine: true };
    },
  );
  app.post(
    "/api/worklist/views/:id/remove",
    { schema: { summary: "Toglie un filtro salvato", params: z.object({ id: Id }), response: { 200: Done } } },
    async (request) => {
      const who = office(request);
      const removed = await inOffice(services.pools.app, who.office, (db) => deleteView(db, request.params.id, who.identity.login, isManager(who)));
      if (!removed) throw notFound(WORKLIST_TEXTS.viewNotYours);
      return { message: WORKLIST_TEXTS.viewRemoved };
    },
  );
}
