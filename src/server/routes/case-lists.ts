// An office's people found by a text, and its ready-made lists with their counts: what dialogs ask; the page of the lists is the worklist.

import { CaseCounts, Cases, CasesQuery } from "../../contract/cases.ts";
import { inOffice } from "../../store/pools.ts";
import { countCases, listCases } from "../../store/read/case-list.ts";
import { searchCases } from "../../store/read/case-search.ts";
import { logList, officeWith } from "../access.ts";
import { cachedBy } from "../cached.ts";
import { lawText } from "../law-text.ts";
import type { App, ServerContext } from "../options.ts";

/** How old the counts of an office's lists may be, machine time. */
const COUNTS_MS = 2000;
const MOST_OFFICES = 500;

export function registerCaseLists(app: App, { services }: ServerContext): void {
  // Every operator of an office asks for the same numbers, again and again: they are worked out once for all of them.
  const countsOf = cachedBy(COUNTS_MS, MOST_OFFICES, (office) =>
    inOffice(services.pools.app, office, countCases),
  );
  app.get(
    "/api/cases",
    {
      schema: {
        summary: "Cerca o elenca le persone della sede",
        querystring: CasesQuery,
        response: { 200: Cases },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "people-list");
      const { q, list, cursor } = request.query;
      return inOffice(services.pools.app, office, async (db) => {
        const searching = q !== undefined && q.length >= 2;
        const found = searching ? await searchCases(db, q, list, cursor) : await listCases(db, list, cursor);
        const action = searching ? "search" : `list:${list}`;
        await logList(db, actor, action, found.rows.length);
        return {
          ...found,
          rows: found.rows.map((row) => ({
            ...row,
            term: row.term && { ...row.term, citation: lawText(row.term.citation) },
          })),
        };
      });
    },
  );
  app.get(
    "/api/cases/counts",
    { schema: { summary: "Quante persone in ogni elenco", response: { 200: CaseCounts } } },
    async (request) => {
      const { office } = officeWith(request, "people-list");
      return { counts: await countsOf(office) };
    },
  );
}
