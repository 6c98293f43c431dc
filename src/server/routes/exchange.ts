// Where the national node pushes its notices: XML in, XML out.

import { answerPush } from "../push-exchange.ts";
import type { FastifyRequest } from "fastify";
import { isAuthenticCallback } from "../../channels/callback-auth.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const LARGEST_NOTICE = 16 * 1024 * 1024;

export function registerExchange(app: App, context: ServerContext): void {
  const { services, reference } = context;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/xml", "text/xml", "application/soap+xml"],
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body),
  );
  app.post(
    "/exchange/notices",
    { bodyLimit: LARGEST_NOTICE, schema: { summary: "Notifica del nodo nazionale (XML)" } },
    async (request, reply) => {
      admitNode(context, request);
      // A call without a body is an unreadable notice, not a fault of ours.
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const answer = await answerPush(services, reference, bytes);
      return reply.code(answer.status).type("application/xml; charset=utf-8").send(answer.xml);
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
