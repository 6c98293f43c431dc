// The desk of conditionality: lists of facts, and one page for each with its evidence.

import { z } from "zod";
import { FactPage, FactQuery, Facts, FactsQuery } from "../../contract/conditionality.ts";
import type { FactRow } from "../../contract/conditionality.ts";
import { Id } from "../../contract/problem.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { CONDITIONALITY_STATES, CONDITIONALITY_TERMS } from "../../domain/conditionality/texts.ts";
import type { ConditionalityState, ConditionalityTerm } from "../../domain/conditionality/types.ts";
import { momentIn } from "../../services/acts/moment-of-case.ts";
import { factPage } from "../fact-page.ts";
import { eventTitle, FACT_TEXTS } from "../../services/conditionality/texts.ts";
import { inOffice } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { countFacts, listFacts } from "../../store/read/conditionality.ts";
import type { FactListRow } from "../../store/read/conditionality.ts";
import { readClock } from "../../store/read/overview.ts";
import { logList, officeWith } from "../access.ts";
import type { App, ServerContext } from "../options.ts";
import { notFound } from "../problems.ts";
import { TEXTS } from "../texts.ts";

export function registerConditionality(app: App, context: ServerContext): void {
  const { services, reference } = context;
  app.get(
    "/api/conditionality",
    { schema: { summary: "Fatti della condizionalità, per che cosa aspettano", querystring: FactsQuery, response: { 200: Facts } } },
    async (request) => {
      const { office, actor } = officeWith(request, "conditionality-desk");
      const { list, cursor } = request.query;
      return inOffice(services.pools.app, office, async (db) => {
        const { today, asOf } = await readClock(db);
        const { rows, next } = await listFacts(db, list, cursor);
        const counts = await countFacts(db);
        await logList(db, actor, `conditionality-${list}`, rows.length);
        return { rows: rows.map((row) => shownRow(row, today)), next, today, now: asOf, counts };
      });
    },
  );
  app.get(
    "/api/cases/:id/conditionality",
    { schema: { summary: "Un fatto con le sue prove", params: z.object({ id: Id }), querystring: FactQuery, response: { 200: FactPage } } },
    async (request) => {
      const { office, actor } = officeWith(request, "conditionality-desk");
      const { reference: inForce } = await reference();
      const { id: caseId } = request.params;
      return inOffice(services.pools.app, office, async (db) => {
        const moment = await momentIn(db, inForce, caseId, actor);
        if (moment === null) throw notFound(TEXTS.personNotHere);
        const shown = await factPage(db, moment, request.query);
        if (shown === null) throw notFound(FACT_TEXTS.notHere);
        await logAccess(db, { actor: actor.id, role: actor.role, office, action: "conditionality-fact", caseId });
        return shown;
      });
    },
  );
}

function shownRow({ event, state, term, detail, ...row }: FactListRow, today: string): FactRow {
  return {
    ...row,
    title: row.what === "task" ? (detail ?? FACT_TEXTS.task) : eventTitle(event),
    stateText: stateText(row.what, state),
    deadline: term === null ? null : {
      title: CONDITIONALITY_TERMS[term.kind as ConditionalityTerm]?.title ?? term.kind,
      dueOn: term.dueOn, dueAt: term.dueAt, daysLeft: toDayNumber(term.dueOn) - toDayNumber(today),
    },
  };
}

function stateText(what: FactListRow["what"], state: string): string {
  if (what === "absence") return FACT_TEXTS.absenceState;
  return what === "task" ? FACT_TEXTS.taskState : (CONDITIONALITY_STATES[state as ConditionalityState] ?? state);
}
