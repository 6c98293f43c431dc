// Headers that keep a browser from being turned against us, and the check that an act comes from our own pages.

import type { FastifyRequest } from "fastify";
import type { App } from "./options.ts";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export function protect(app: App): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(HEADERS);
    void reply.header("x-request-id", request.id);
    if (request.url.startsWith("/api/")) void reply.header("cache-control", "no-store");
    refuseStrangeHost(request);
    if (!SAFE.has(request.method)) refuseOtherSites(request);
  });
}

/** A name that someone else's DNS points at this machine must not open our pages. */
function refuseStrangeHost(request: FastifyRequest): void {
  if (!LOOPBACK_HOST.test(request.headers.host ?? ""))
    throw new HttpProblem(421, "INDIRIZZO_SCONOSCIUTO", TEXTS.wrongHost);
}

/**
 * Browsers say where a request was born: other sites are refused. A caller that says nothing is not a browser
 * (every browser sends Origin with an unsafe method that crosses sites) and carries no cookie by accident.
 */
function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new HttpProblem(403, "ALTRO_SITO", TEXTS.otherSite);
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${request.headers.host ?? ""}`)
    throw new HttpProblem(403, "ALTRO_SITO", TEXTS.otherSite);
}
