// Headers that keep a browser from being turned against us, and the check that an act comes from our own pages.

import type { FastifyRequest } from "fastify";
import type { App, ServerContext } from "./options.ts";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

/** Browsers come back over HTTPS only, for two years. */
const ONLY_HTTPS = { "strict-transport-security": "max-age=63072000; includeSubDomains" } as const;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export function protect(app: App, { publicUrl }: ServerContext): void {
  const known = publicUrl === undefined ? null : new URL(publicUrl);
  const headers = known?.protocol === "https:" ? { ...HEADERS, ...ONLY_HTTPS } : HEADERS;
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    void reply.header("x-request-id", request.id);
    if (request.url.startsWith("/api/")) void reply.header("cache-control", "no-store");
    refuseStrangeHost(request, known);
    if (!SAFE.has(request.method)) refuseOtherSites(request, known);
  });
}

/** A name that someone else's DNS points at this machine must not open our pages. */
function refuseStrangeHost(request: FastifyRequest, known: URL | null): void {
  const host = request.headers.host ?? "";
  if (!LOOPBACK_HOST.test(host) && host !== known?.host)
    throw new HttpProblem(421, "INDIRIZZO_SCONOSCIUTO", TEXTS.wrongHost);
}

/**
 * Browsers say where a request was born: other sites are refused. A caller that says nothing is not a browser (every browser
 * sends Origin with an unsafe method), and so cannot hold a browser's session: with a cookie of ours it is refused.
 */
function refuseOtherSites(request: FastifyRequest, known: URL | null): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new HttpProblem(403, "ALTRO_SITO", TEXTS.otherSite);
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== known?.origin && !isOwnLoopback(origin, host ?? ""))
    throw new HttpProblem(403, "ALTRO_SITO", TEXTS.otherSite);
  if (site === undefined && origin === undefined && request.headers.cookie !== undefined)
    throw new HttpProblem(403, "ALTRO_SITO", TEXTS.otherSite);
}

function isOwnLoopback(origin: string, host: string): boolean {
  return LOOPBACK_HOST.test(host) && origin === `http://${host}`;
}
