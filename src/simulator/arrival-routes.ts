// The remote control that every message simulator has: settings, counts, arrivals, and what a citizen sees of them.

import type { Arrival, Arrivals } from "./arrivals.ts";
import { BadControl } from "./control.ts";
import type { ControlRoutes } from "./control.ts";

const LIMIT = 5000;

/** What a simulator tells its remote control. */
export interface Controlled<T extends Arrival<Content>, Content> {
  readonly store: Arrivals<T, Content>;
  readonly counts: () => unknown;
  readonly behaviour: () => unknown;
  readonly change: (patch: unknown) => Promise<unknown>;
  /** Columns of the list of arrivals, and a message as one row of it. */
  readonly columns: readonly string[];
  readonly rowOf: (message: T) => readonly (string | number)[];
  /** What one recipient got, newest first. */
  readonly messagesTo: (recipient: string) => readonly unknown[];
  /** The citizen writes back; where nobody can, absent. False: nothing has arrived on that telephone to answer. */
  readonly replyFrom?: (sender: string, text: string) => boolean;
}

/** `GET|PUT /control`, `GET /control/counts|arrivals|sent-twice|messages|recipients`, `DELETE /control/arrivals`, `POST /control/reply`. */
export function arrivalRoutes<T extends Arrival<Content>, Content>(
  simulator: Controlled<T, Content>,
): ControlRoutes {
  const { store, columns } = simulator;
  return {
    "GET /control": () => simulator.behaviour(),
    "PUT /control": (_query, body) => simulator.change(body),
    "GET /control/counts": () => simulator.counts(),
    "GET /control/arrivals": (query) => {
      const start = readCount(query.get("cursor"), 0);
      const size = Math.min(readCount(query.get("limit"), 1000), LIMIT);
      const end = Math.min(start + size, store.length);
      const rows = store.list(start, end).map(simulator.rowOf);
      return { columns, rows, next: end < store.length ? end : null };
    },
    "GET /control/sent-twice": () => ({ keys: store.sentTwice() }),
    "DELETE /control/arrivals": () => {
      store.clear();
      return {};
    },
    "GET /control/messages": (query) => ({ messages: simulator.messagesTo(query.get("to") ?? "") }),
    "GET /control/recipients": (query) => {
      const limit = Math.min(readCount(query.get("limit"), 100), LIMIT);
      return { recipients: store.latestRecipients(limit) };
    },
    "POST /control/reply": (_query, body) => {
      const { from, text } = (body ?? {}) as { from?: unknown; text?: unknown };
      if (typeof from !== "string" || typeof text !== "string") throw new BadControl("from and text are needed");
      if (simulator.replyFrom?.(from, text) !== true) throw new BadControl(`nothing to answer on ${from}`);
      return {};
    },
  };
}

/** A whole number from a query, or `fallback` when absent. Throws {@link BadControl}. */
function readCount(text: string | null, fallback: number): number {
  if (text === null) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new BadControl(`whole number expected, not "${text}"`);
  return value;
}
