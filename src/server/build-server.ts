// The HTTP server: API, exchange with the outside, web pages.

import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import swagger from "@fastify/swagger";
import Fastify, { LogController } from "fastify";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { openPrinter } from "../exchange/typst/printer.ts";
import { identify } from "./identity.ts";
import type { App, ServerContext, ServerOptions } from "./options.ts";
import { limitRequests, USUAL_LIMITS } from "./limits.ts";
import { safeFault } from "./log-safely.ts";
import { describeError, sendProblem } from "./problems.ts";
import { registerAccess } from "./routes/access.ts";
import { registerActivities } from "./routes/activities.ts";
import { registerActs } from "./routes/acts.ts";
import { registerAgenda } from "./routes/agenda.ts";
import { registerBatches } from "./routes/batches.ts";
import { registerCampaigns } from "./routes/campaigns.ts";
import { registerCaseLists } from "./routes/case-lists.ts";
import { registerCases } from "./routes/cases.ts";
import { registerConditionality } from "./routes/conditionality.ts";
import { registerControlRoom } from "./routes/control-room.ts";
import { registerDaySheet } from "./routes/day-sheet.ts";
import { registerDemo } from "./routes/demo.ts";
import { registerDocuments } from "./routes/documents.ts";
import { registerExchange } from "./routes/exchange.ts";
import { registerOpenApi } from "./open-api/register.ts";
import { registerHealth } from "./routes/health.ts";
import { registerIncoming } from "./routes/incoming.ts";
import { registerNationalNode } from "./routes/national-node.ts";
import { registerDigitalDomiciles } from "./routes/digital-domiciles.ts";
import { registerInterview } from "./routes/interview.ts";
import { registerLogin } from "./routes/login.ts";
import { registerProviderLogin } from "./routes/login-provider.ts";
import { registerNodeReports } from "./routes/node-reports.ts";
import { registerOpenData } from "./routes/open-data.ts";
import { registerOutbox } from "./routes/outbox.ts";
import { registerOutboxFigures } from "./routes/outbox-figures.ts";
import { registerOverview } from "./routes/overview.ts";
import { registerEvidence } from "./routes/evidence.ts";
import { registerLetters } from "./routes/letters.ts";
import { registerPapers } from "./routes/papers.ts";
import { registerReceipts } from "./routes/receipts.ts";
import { registerPlanning } from "./routes/planning.ts";
import { registerProviders } from "./routes/providers.ts";
import { registerRegional } from "./routes/regional.ts";
import { registerReplies } from "./routes/replies.ts";
import { registerRequests } from "./routes/requests.ts";
import { registerSession } from "./routes/session.ts";
import { registerSubstitutions } from "./routes/substitutions.ts";
import { registerTexts } from "./routes/texts.ts";
import { registerWeb } from "./routes/web.ts";
import { registerWorklist } from "./routes/worklist.ts";
import { registerWorklistActs } from "./routes/worklist-acts.ts";
import { referenceNow } from "./reference-now.ts";
import { protect } from "./security.ts";
import { hurryBodies, refuseMalformed, USUAL_PATIENCE } from "./slow-requests.ts";
import { TEXTS } from "./texts.ts";
import { VERSION } from "./version.ts";
import { WEB_FOLDER } from "./web-build.ts";

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  z.config(z.locales.it());
  const context: ServerContext = {
    uploads: join(tmpdir(), "convoca-carichi"),
    web: WEB_FOLDER,
    reference: referenceNow(options.services),
    secure: options.publicUrl?.startsWith("https:") === true,
    ...options,
  };
  const patience = { ...USUAL_PATIENCE, ...options.patience };
  const app: App = Fastify({
    logger: {
      level: options.logLevel ?? "warn",
      ...(options.logTo === undefined ? {} : { stream: options.logTo }),
    },
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    // Headers have seconds to come, a connection that says nothing a minute; bodies have deadlines of their own.
    requestTimeout: patience.longMs,
    connectionTimeout: 60_000,
    keepAliveTimeout: 20_000,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: Math.min(2_000, patience.headersMs),
      maxHeaderSize: 16 * 1024,
    },
    clientErrorHandler: refuseMalformed,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app);
  logRequests(app);
  app.server.maxConnections = patience.connections;
  const limits = limitRequests({ ...USUAL_LIMITS, ...options.limits });
  protect(app, context);
  app.addHook("onRequest", async (request) => limits.address(request));
  hurryBodies(app, patience);
  identify(app, context);
  app.addHook("onRequest", async (request) => limits.user(request));
  await describeApi(app);
  await app.register(async (scope) => registerRoutes(scope.withTypeProvider<ZodTypeProvider>(), context));
  await registerWeb(app, context);
  return app as unknown as FastifyInstance;
}

function registerRoutes(app: App, context: ServerContext): void {
  registerHealth(app, context);
  registerSession(app, context);
  registerLogin(app, context);
  registerProviderLogin(app, context);
  registerOverview(app, context);
  registerOpenData(app, context);
  registerAgenda(app, context);
  registerDaySheet(app, context);
  registerCaseLists(app, context);
  registerCases(app, context);
  registerActs(app, context);
  registerActivities(app, context);
  registerConditionality(app, context);
  registerAccess(app, context);
  registerSubstitutions(app, context);
  registerRegional(app, context);
  registerTexts(app, context);
  registerPlanning(app, context);
  registerProviders(app, context);
  registerNodeReports(app, context);
  registerOutbox(app, context);
  registerOutboxFigures(app, context);
  registerWorklist(app, context);
  registerWorklistActs(app, context);
  registerCampaigns(app, context);
  registerDocuments(app, context);
  registerPrinted(app, context);
  registerInterview(app, context);
  registerRequests(app, context);
  registerNationalNode(app, context);
  registerDigitalDomiciles(app, context);
  registerLetters(app, context);
  void app.register(async (scope) => registerOpenApi(scope.withTypeProvider<ZodTypeProvider>(), context));
  void app.register(async (scope) => registerBatches(scope.withTypeProvider<ZodTypeProvider>(), context));
  void app.register(async (scope) => registerExchange(scope.withTypeProvider<ZodTypeProvider>(), context));
  void app.register(async (scope) => registerReplies(scope.withTypeProvider<ZodTypeProvider>(), context));
  void app.register(async (scope) => registerIncoming(scope.withTypeProvider<ZodTypeProvider>(), context));
  void app.register(async (scope) => registerReceipts(scope.withTypeProvider<ZodTypeProvider>(), context));
  if (context.demo) registerDemo(app, context);
}

/** What is drawn as PDF, by one compiler for all of it. */
function registerPrinted(app: App, context: ServerContext): void {
  const printer = context.printer ?? openPrinter({ onFault: (fault) => app.log.error({ fault }, "PDF") });
  app.addHook("onClose", () => printer.close());
  registerPapers(app, { ...context, printer });
  registerEvidence(app, { ...context, printer });
  registerControlRoom(app, { ...context, printer });
}

function answerErrors(app: App): void {
  app.setErrorHandler(async (error, request, reply) => {
    const shape = describeError(error);
    // What went wrong stays here; paths and bodies may name persons and are not written.
    if (shape.status >= 500)
      request.log.error({ fault: safeFault(error), route: request.routeOptions.url }, shape.code);
    await sendProblem(request, reply, shape);
  });
}

/** One line a request with the route's pattern, never the address itself: that may hold a name or a tax code. */
function logRequests(app: App): void {
  app.addHook("onResponse", async (request, reply) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url ?? "other",
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}

async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Convoca",
        version: VERSION,
        description: "Convocazione ai centri per l'impiego delle persone che ricevono un beneficio",
        license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get(
    "/api/openapi.json",
    { schema: { hide: true }, config: { access: "public" } },
    async (_request, reply) => reply.send(app.swagger()),
  );
  app.all("/api/*", { schema: { hide: true } }, async (request, reply) => {
    await sendProblem(request, reply, { status: 404, code: "NON_TROVATO", detail: TEXTS.notFound });
    return reply;
  });
}
