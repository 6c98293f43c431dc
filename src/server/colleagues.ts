// Who follows cases in an office: asked of the part that knows users, and remembered for some seconds.

import { romeDay } from "../domain/calendar/rome-time.ts";
import { ROLES } from "../domain/access/roles.ts";
import { may } from "../domain/access/permissions.ts";
import { colleaguesOf } from "../store/worklist-views.ts";
import type { Colleague } from "../store/worklist-views.ts";
import { cachedBy } from "./cached.ts";
import type { ServerContext } from "./options.ts";

const KEPT_MS = 10_000;
const MOST_OFFICES = 500;
const FOLLOWERS = ROLES.filter((role) => may(role, "case-assignment"));

const caches = new WeakMap<ServerContext, (office: string) => Promise<Colleague[]>>();

export function officeColleagues(context: ServerContext, office: string): Promise<Colleague[]> {
  let known = caches.get(context);
  if (known === undefined) {
    const { services } = context;
    known = cachedBy(KEPT_MS, MOST_OFFICES, async (of) => colleaguesOf(services.pools.login, of, romeDay(await services.now()), FOLLOWERS));
    caches.set(context, known);
  }
  return known(office);
}

export function namesOf(colleagues: readonly Colleague[]): Map<string, string> {
  return new Map(colleagues.map((one) => [one.login, one.name]));
}
