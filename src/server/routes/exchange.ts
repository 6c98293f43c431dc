// Where the national node pushes its notices: XML in, XML out.

import type { IncomingMessage } from "node:http";
import { PushIntake } from "../../services/node/push-intake.ts";
import type { PushedBody } from "../../services/node/push-intake.ts";
import { readPushBody } from "../push-exchange.ts";
import type { FastifyRequest } from "fastify";
import { isAuthenticCallback } from "../../channels/callback-auth.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

/** Read by ourselves, and no further than a notice may be long. */
const ANY_LENGTH = Number.MAX_SAFE_INTEGER;

export function registerExchange(app: App, context: ServerContext): void {
  const { services, reference, nodeSchemas } = context;
  const intake = new PushIntake({
    services,
    reference: async () => (await reference()).reference,
    ...(nodeSchemas === undefined ? {} : { schema: nodeSchemas.notice }),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/xml", "text/xml", "application/soap+xml"],
    async (request: FastifyRequest, payload: IncomingMessage) => {
      admitNode(context, request);
      return readPushBody(payload, Number(request.headers["content-length"] ?? 0));
    },
  );
  app.post(
    "/exchange/notices",
    { bodyLimit: ANY_LENGTH, schema: { summary: "Notifica del nodo nazionale (InviaNotifica 1.3: XML, anche in una busta SOAP 1.1)" } },
    async (request, reply) => {
      admitNode(context, request);
      // A call without a body is an unreadable notice, not a fault of ours.
      const body: PushedBody = (request.body as PushedBody | undefined) ?? { bytes: Buffer.alloc(0), size: 0 };
      const answer = await intake.take(body);
      // What was not read must not be taken for the next request.
      if (body.cut !== undefined) reply.header("connection", "close");
      const type = request.headers["content-type"]?.startsWith("text/xml") === true ? "text/xml" : "application/xml";
      return reply.code(answer.status).type(`${type}; charset=utf-8`).send(answer.xml);
    },
  );
}

/** The node shows its token; without one configured only a server that no network reaches takes notices. */
function admitNode({ exchangeToken, publicUrl }: ServerContext, request: FastifyRequest): void {
  if (exchangeToken === undefined) {
    if (publicUrl !== undefined) throw new HttpProblem(403, "VIA_CHIUSA", TEXTS.exchangeClosed);
    return;
  }
  const { authorization } = request.headers;
  if (!isAuthenticCallback({ kind: "token", token: exchangeToken }, { authorization }, ""))
    throw new HttpProblem(401, "NODO_NON_RICONOSCIUTO", TEXTS.exchangeClosed);
}
