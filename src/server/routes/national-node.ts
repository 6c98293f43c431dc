// The control screen of the national node, and the question about one person.

import { z } from "zod";
import {
  CloseExchangeRequest, ExchangeDetail, ExchangesQuery, ListedExchanges, MissingPersons, NationalNodeQuery, NationalNodeView, NodeAnswer,
} from "../../contract/national-node.ts";
import { PageQuery } from "../../contract/batches.ts";
import { Done, Id } from "../../contract/problem.ts";
import { addDays } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { ServiceClient } from "../../exchange/national-node/service-client.ts";
import { refreshFromNode } from "../../services/node/ask-node.ts";
import { closeExchange, reprocessExchange, reprocessWaiting } from "../../services/node/mend.ts";
import { PushIntake } from "../../services/node/push-intake.ts";
import { askRun } from "../../store/node-runs.ts";
import { newId } from "../../store/ids.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { logAccess } from "../../store/read/access.ts";
import { countAbsences, listExchanges, listMissing, readDays, readExchange, readFlows, readRefusals, readRuns } from "../../store/read/national-node.ts";
import { logged, officeWith } from "../access.ts";
import { requirePermission } from "../identity.ts";
import { nodeCsv } from "../node-csv.ts";
import { NODE_SCREEN_TEXTS } from "../node-texts.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem, notFound, orProblem } from "../problems.ts";

const ById = z.object({ id: Id });

export function registerNationalNode(app: App, context: ServerContext): void {
  registerFigures(app, context);
  registerExchanges(app, context);
  registerMending(app, context);
  registerQuestion(app, context);
}

function registerFigures(app: App, { services, nodeConnection }: ServerContext): void {
  const pool = services.pools.intake;
  app.get(
    "/api/national-node",
    { schema: { summary: "Nodo nazionale: flussi, giorni, confronti", querystring: NationalNodeQuery, response: { 200: NationalNodeView } } },
    async (request) => {
      requirePermission(request, "national-node");
      const today = romeDay(await services.now());
      const from = addDays(today, 1 - request.query.days);
      const [flows, days, refusals, runs, missing] = await Promise.all([readFlows(pool, from), readDays(pool, from), readRefusals(pool, from), readRuns(pool), countAbsences(pool)]);
      return {
        today, from, flows, days, refusals, runs, missing,
        service: nodeConnection !== undefined, state: nodeConnection?.stateUrl != null, dailyAt: nodeConnection?.dailyAt ?? null,
      };
    },
  );
  app.get(
    "/api/national-node/figures.csv",
    { schema: { summary: "Nodo nazionale: conti per giorno e flusso", querystring: NationalNodeQuery } },
    async (request, reply) => {
      requirePermission(request, "national-node");
      const from = addDays(romeDay(await services.now()), 1 - request.query.days);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="nodo-nazionale.csv"')
        .send(nodeCsv(await readDays(pool, from)));
    },
  );
}

function registerExchanges(app: App, { services }: ServerContext): void {
  const pool = services.pools.intake;
  app.get(
    "/api/national-node/exchanges",
    { schema: { summary: "Messaggi scambiati con il nodo", querystring: ExchangesQuery, response: { 200: ListedExchanges } } },
    async (request) => {
      const actor = requirePermission(request, "node-exchanges");
      const { cursor, ...filter } = request.query;
      return inTransaction(pool, async (db) => logged(db, actor, "node-exchanges", await listExchanges(db, filter, cursor)));
    },
  );
  app.get(
    "/api/national-node/exchanges/:id",
    { schema: { summary: "Un messaggio scambiato con il nodo", params: ById, response: { 200: ExchangeDetail } } },
    async (request) => {
      const actor = requirePermission(request, "node-exchanges");
      return inTransaction(pool, async (db) => {
        const found = await readExchange(db, request.params.id);
        if (found === null) throw notFound(NODE_SCREEN_TEXTS.exchangeGone);
        await logAccess(db, { actor: actor.id, role: actor.role, office: null, action: "node-exchange", ...(found.caseId === null ? {} : { caseId: found.caseId }) });
        return found;
      });
    },
  );
  app.get(
    "/api/national-node/missing",
    { schema: { summary: "Persone che lo stato del nodo non nomina più", querystring: PageQuery, response: { 200: MissingPersons } } },
    async (request) => {
      const actor = requirePermission(request, "node-exchanges");
      return inTransaction(pool, async (db) => logged(db, actor, "node-missing", await listMissing(db, request.query.cursor)));
    },
  );
}

function registerMending(app: App, { services, reference, nodeSchemas, nodeConnection }: ServerContext): void {
  const intake = new PushIntake({ services, reference: async () => (await reference()).reference, ...(nodeSchemas === undefined ? {} : { schema: nodeSchemas.notice }) });
  app.post(
    "/api/national-node/exchanges/:id/reprocess",
    { schema: { summary: "Rielabora una notifica rifiutata", params: ById, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "node-work");
      orProblem(await reprocessExchange(services, intake, request.params.id, actor));
      return { message: NODE_SCREEN_TEXTS.reprocessed };
    },
  );
  app.post(
    "/api/national-node/exchanges/:id/close",
    { schema: { summary: "Chiude uno scambio di cui non c’è altro da fare", params: ById, body: CloseExchangeRequest, response: { 200: Done } } },
    async (request) => {
      const actor = requirePermission(request, "node-work");
      orProblem(await closeExchange(services, request.params.id, request.body.reason, actor));
      return { message: NODE_SCREEN_TEXTS.closed };
    },
  );
  app.post("/api/national-node/reprocess", { schema: { summary: "Rielabora tutte le notifiche in attesa", response: { 200: Done } } }, async (request) => {
    const actor = requirePermission(request, "node-work");
    const { taken, refused } = await reprocessWaiting(services, intake, actor);
    return { message: NODE_SCREEN_TEXTS.reprocessedAll(taken, refused) };
  });
  app.post("/api/national-node/compare", { schema: { summary: "Chiede il confronto con lo stato del nodo", response: { 200: Done } } }, async (request) => {
    const actor = requirePermission(request, "node-work");
    if (nodeConnection?.stateUrl == null) throw new HttpProblem(409, "NODO_NON_CONFIGURATO", NODE_SCREEN_TEXTS.noState);
    const asked = await askRun(services.pools.intake, { id: newId(), at: await services.now(), by: actor.id, file: null, autoDay: null });
    if (!asked) throw new HttpProblem(409, "CONFRONTO_IN_CORSO", NODE_SCREEN_TEXTS.runOpen);
    return { message: NODE_SCREEN_TEXTS.runAsked };
  });
}

function registerQuestion(app: App, { services, reference, nodeConnection }: ServerContext): void {
  const client = nodeConnection === undefined ? null : new ServiceClient(nodeConnection);
  app.post(
    "/api/cases/:id/ask-node",
    { schema: { summary: "Aggiorna una persona dal nodo nazionale", params: ById, response: { 200: NodeAnswer } } },
    async (request) => {
      const { office, actor } = officeWith(request, "ask-node");
      const caseId = request.params.id;
      const isHere = await inOffice(services.pools.app, office, async (db) => (await db.query("select 1 from competence where case_id = $1", [caseId])).rowCount === 1);
      if (!isHere) throw notFound(NODE_SCREEN_TEXTS.caseNotHere);
      if (client === null) throw new HttpProblem(409, "NODO_NON_CONFIGURATO", NODE_SCREEN_TEXTS.notConfigured);
      const { standing, changed, refused } = orProblem(await refreshFromNode(services, { reference: (await reference()).reference, client, caseId, actor }));
      return { standing, changed: changed.map((name) => NODE_SCREEN_TEXTS.fields[name] ?? name), message: [NODE_SCREEN_TEXTS.standings[standing], ...refused].join(" ") };
    },
  );
}
