// Cookies of ours: read from the request, written so that only this host gets them and no script sees them.

import type { FastifyRequest } from "fastify";

export interface CookieRules {
  /** Over HTTPS: cookies bear the `__Host-` prefix, which browsers tie to this host, to `/` and to HTTPS. */
  readonly secure: boolean;
}

export interface CookieOptions {
  /** "Lax" only for what must come back from another site; everything else is "Strict". */
  readonly sameSite?: "Strict" | "Lax";
  /** Seconds; without it the cookie ends with the browser. */
  readonly maxAge?: number;
}

export function cookieName(name: string, rules: CookieRules): string {
  return rules.secure ? `__Host-${name}` : name;
}

/** The value of a cookie, or null. Sent twice under one name it counts as not sent: somebody may have planted one. */
export function readCookie(request: FastifyRequest, name: string, rules: CookieRules): string | null {
  const wanted = `${cookieName(name, rules)}=`;
  const found = (request.headers.cookie ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(wanted));
  return found.length === 1 ? found[0]!.slice(wanted.length) : null;
}

export function writeCookie(
  name: string,
  value: string,
  rules: CookieRules,
  options: CookieOptions = {},
): string {
  const { sameSite = "Strict", maxAge } = options;
  return [
    `${cookieName(name, rules)}=${value}`,
    "Path=/",
    "HttpOnly",
    `SameSite=${sameSite}`,
    ...(rules.secure ? ["Secure"] : []),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
  ].join("; ");
}

export function dropCookie(name: string, rules: CookieRules): string {
  return writeCookie(name, "", rules, { maxAge: 0 });
}
