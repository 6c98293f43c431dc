// The routes for other systems, made from the table of operations; the document that describes them, made from the same.

import type { FastifyRequest } from "fastify";
import { API_PREFIX, asYaml, openApiDocument } from "../../contract/open-api/document.ts";
import { OPERATIONS } from "../../contract/open-api/operations.ts";
import type { Operation, OperationId } from "../../contract/open-api/operations.ts";
import { tidyClients } from "../../store/api-clients.ts";
import { ownAddress } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { ANSWERS } from "./answers.ts";
import type { AskedOperation } from "./answers.ts";
import { gate } from "./admit.ts";

const TIDY_MS = 3_600_000;

/** Registers everything under /api/v1: open to systems that show who they are, and to no browser's session. */
export function registerOpenApi(app: App, context: ServerContext): void {
  app.decorateRequest("apiClient", null);
  app.decorateRequest("apiBody", null);
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) => {
    request.apiBody = body;
    return parsed(body);
  });
  const { admit, checkBody } = gate(context);
  for (const operation of OPERATIONS as readonly Operation[]) {
    const { method, path, params, query, body, answer, status, scope } = operation;
    app.route({
      method,
      url: `${API_PREFIX}${path.replaceAll(/\{(\w+)\}/gu, ":$1")}`,
      config: { access: "public" },
      schema: { hide: true, ...(params && { params }), ...(query && { querystring: query }), ...(body && { body }), response: { [status]: answer } },
      onRequest: (request, reply) => admit(request, reply, scope),
      preValidation: (request) => checkBody(request),
      handler: async (request, reply) => {
        const key = request.headers["idempotency-key"];
        const asked = { client: request.apiClient, params: request.params, query: request.query, body: request.body, key: typeof key === "string" ? key : undefined } as AskedOperation;
        return reply.code(status).send((await ANSWERS[operation.id as OperationId](context, asked)) as Record<string, unknown>);
      },
    });
  }
  registerDocument(app, context);
  keepTidy(app, context);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw Object.assign(new Error("unreadable JSON"), { statusCode: 400 });
  }
}

function registerDocument(app: App, context: ServerContext): void {
  const open = { schema: { hide: true }, config: { access: "public" as const } };
  app.get(`${API_PREFIX}/openapi.json`, open, async (request, reply) => reply.type("application/json; charset=utf-8").send(JSON.stringify(openApiDocument(ownAddress(context, request)))));
  app.get(`${API_PREFIX}/openapi.yaml`, open, async (request, reply) => reply.type("application/yaml; charset=utf-8").send(asYaml(openApiDocument(ownAddress(context, request))).trimStart()));
}

/** What no rule asks for any more is forgotten while the server runs; a database that is away is asked the next time. */
function keepTidy(app: App, { services }: ServerContext): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook("onListen", async () => {
    timer = setInterval(() => void tidyClients(services.pools).catch(() => undefined), TIDY_MS).unref();
  });
  app.addHook("onClose", async () => clearInterval(timer));
}
