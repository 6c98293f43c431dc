// How much one user and one address may ask: a bucket of tokens for each, refilled with time. What is too much is refused at once.

import type { FastifyRequest } from "fastify";
import { HttpProblem } from "./problems.ts";
import { TEXTS } from "./texts.ts";

export interface Limit {
  /** Requests in a row. */
  readonly burst: number;
  /** Refilled, per second. */
  readonly perSecond: number;
}

export interface Limits {
  readonly perUser: Limit;
  /** A whole office, or a Region's proxy, may stand behind one address. */
  readonly perAddress: Limit;
}

/** A page asks for about ten things. Fifty logins a second behind one address, each of two steps worth five, are half of what an address may. */
export const USUAL_LIMITS: Limits = {
  perUser: { burst: 300, perSecond: 30 },
  perAddress: { burst: 4_000, perSecond: 1_000 },
};

/** So many keys are kept; the rest, the longest untouched first, are forgotten. */
const MOST_KEYS = 20_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Takes `weight` tokens of `key` at `now` (ms): 0 when they were there, otherwise the seconds until they are. */
export function tokenBuckets(
  { burst, perSecond }: Limit,
  most = MOST_KEYS,
): (key: string, weight: number, now: number) => number {
  const buckets = new Map<string, Bucket>();
  return (key, weight, now) => {
    const kept = buckets.get(key);
    const tokens =
      kept === undefined ? burst : Math.min(burst, kept.tokens + ((now - kept.at) / 1000) * perSecond);
    // Put back at the end: the map's order is that of the last use.
    buckets.delete(key);
    if (buckets.size >= most)
      for (const oldest of buckets.keys()) {
        buckets.delete(oldest);
        break;
      }
    const enough = tokens >= weight;
    buckets.set(key, { tokens: enough ? tokens - weight : tokens, at: now });
    return enough ? 0 : Math.max(1, Math.ceil((weight - tokens) / perSecond));
  };
}

/**
 * Limits everything under /api. Receipts of gateways and notices of the national node come by the thousand from one address and
 * show credentials of their own: they have none. Each server counts for itself; the lock of a login is in the database.
 */
export function limitRequests(limits: Limits): {
  address: (request: FastifyRequest) => void;
  user: (request: FastifyRequest) => void;
} {
  const byAddress = tokenBuckets(limits.perAddress);
  const byUser = tokenBuckets(limits.perUser);
  const weigh = (request: FastifyRequest): number => request.routeOptions.config.weight ?? 1;
  const refuse = (seconds: number): void => {
    if (seconds > 0) throw new HttpProblem(429, "TROPPE_RICHIESTE", TEXTS.tooMany, undefined, seconds);
  };
  return {
    address: (request) => {
      if (request.url.startsWith("/api/"))
        refuse(byAddress(addressOf(request.ip), weigh(request), performance.now()));
    },
    user: (request) => {
      if (request.session !== null) refuse(byUser(request.session.userId, weigh(request), performance.now()));
    },
  };
}

/** An IPv6 customer holds a whole /64: it counts as one address. */
export function addressOf(ip: string): string {
  if (!ip.includes(":") || ip.startsWith("::ffff:")) return ip.replace("::ffff:", "");
  const [head = "", tail = ""] = ip.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const middle = ip.includes("::")
    ? Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0")
    : [];
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
