// The built web interface: files with a fingerprint never change, every other address is the application's.

import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { App, ServerContext } from "../options.ts";
import { sendProblem } from "../problems.ts";
import { TEXTS } from "../texts.ts";

const NOT_PAGES = /^\/(api|exchange|incoming|receipts|assets)(\/|$)/;
const FINGERPRINTED = `${sep}assets${sep}`;

export async function registerWeb(app: App, { web }: ServerContext): Promise<void> {
  const built = existsSync(join(web, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: web,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        void reply.header(
          "cache-control",
          path.includes(FINGERPRINTED) ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const page =
      request.method === "GET" &&
      !NOT_PAGES.test(request.url) &&
      (request.headers.accept ?? "").includes("text/html");
    if (page && built) return reply.sendFile("index.html");
    const shape = page
      ? { status: 503, code: "INTERFACCIA_ASSENTE", detail: TEXTS.webMissing }
      : { status: 404, code: "NON_TROVATO", detail: TEXTS.notFound };
    await sendProblem(request, reply, shape);
    return reply;
  });
}
