// Where the national node pushes its notices: XML in, XML out.

import { answerPush } from "../push-exchange.ts";
import type { App, ServerContext } from "../options.ts";

const LARGEST_NOTICE = 16 * 1024 * 1024;

export function registerExchange(app: App, { services, reference }: ServerContext): void {
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
      // A call without a body is an unreadable notice, not a fault of ours.
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const answer = await answerPush(services, reference, bytes);
      return reply.code(answer.status).type("application/xml; charset=utf-8").send(answer.xml);
    },
  );
}
