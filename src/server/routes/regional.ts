// What the Region decides: cases without an office, doubtful messages, gateways.

import { z } from "zod";
import { Done, Id } from "../../contract/problem.ts";
import {
  AssignOfficeRequest,
  GatewayStateRequest,
  ListedMessages,
  MessagesQuery,
  ResolveMessageRequest,
  RoutingQueue,
} from "../../contract/regional.ts";
import { PageQuery } from "../../contract/batches.ts";
import { assignOffice, resolveUncertain, setGatewayState } from "../../services/decisions.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { listMessages } from "../../store/read/message-list.ts";
import { listQueue } from "../../store/read/routing-queue.ts";
import { logged } from "../access.ts";
import { readIdentity, requirePermission } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { orProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const ById = z.object({ id: Id });

export function registerRegional(app: App, context: ServerContext): void {
  registerQueue(app, context);
  registerMessages(app, context);
  registerGateways(app, context);
}

function registerQueue(app: App, { services }: ServerContext): void {
  app.get(
    "/api/routing-queue",
    { schema: { summary: "Casi senza sede", querystring: PageQuery, response: { 200: RoutingQueue } } },
    async (request) => {
      const actor = requirePermission(request, "unrouted-cases");
      return inTransaction(services.pools.intake, async (db) => {
        return logged(db, actor, "routing-queue", await listQueue(db, request.query.cursor));
      });
    },
  );
  app.post(
    "/api/routing-queue/:id/assign",
    {
      schema: {
        summary: "Assegna la sede a un caso",
        params: ById,
        body: AssignOfficeRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "assign-office");
      orProblem(await assignOffice(services, { caseId: request.params.id, ...request.body, actor }));
      return { message: TEXTS.assigned };
    },
  );
}

function registerMessages(app: App, { services }: ServerContext): void {
  app.get(
    "/api/messages",
    {
      schema: {
        summary: "Messaggi incerti o non consegnati",
        querystring: MessagesQuery,
        response: { 200: ListedMessages },
      },
    },
    async (request) => {
      const { office } = readIdentity(request);
      const actor = requirePermission(request, office === null ? "regional-messages" : "office-messages");
      const { state, cursor } = request.query;
      const read = async (db: Parameters<typeof listMessages>[0]): Promise<ListedMessages> => {
        return logged(db, actor, `messages:${state}`, await listMessages(db, state, cursor));
      };
      return office === null
        ? inTransaction(services.pools.intake, read)
        : inOffice(services.pools.app, office, read);
    },
  );
  app.post(
    "/api/messages/:id/resolve",
    {
      schema: {
        summary: "Decide di un messaggio incerto",
        params: ById,
        body: ResolveMessageRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { office } = readIdentity(request);
      const actor = requirePermission(request, office === null ? "regional-desk-work" : "desk-work");
      orProblem(await resolveUncertain(services, { messageId: request.params.id, ...request.body, actor }));
      return { message: request.body.decision === "resend" ? TEXTS.resent : TEXTS.assumedSent };
    },
  );
}

function registerGateways(app: App, { services }: ServerContext): void {
  app.post(
    "/api/gateways/:id/state",
    {
      schema: {
        summary: "Mette in pausa o riapre un canale",
        params: z.object({ id: z.string().max(100) }),
        body: GatewayStateRequest,
        response: { 200: Done },
      },
    },
    async (request) => {
      const actor = requirePermission(request, "gateways");
      const { state, reason } = request.body;
      orProblem(await setGatewayState(services, { gatewayId: request.params.id, state, reason, actor }));
      return { message: state === "open" ? TEXTS.gatewayOpened : TEXTS.gatewayPaused };
    },
  );
}
