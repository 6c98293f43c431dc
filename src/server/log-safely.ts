// What of a fault may be written in the log: its kind and its place, never its words, which may repeat a name, a tax code or a row.

import { codeOf } from "./problems.ts";

export interface SafeFault {
  readonly type: string;
  readonly code: unknown;
  /** Where the database says it happened; names of ours, not values. */
  readonly at: string | undefined;
  readonly stack: readonly string[];
}

const MOST_FRAMES = 12;

/**
 * Messages are left out: PostgreSQL repeats values in them ("invalid input syntax for type date: …"), so does JSON.parse. The frames
 * of the stack hold files and lines of the program only.
 */
export function safeFault(error: unknown): SafeFault {
  const fault = error instanceof Error ? error : new Error("not an error");
  const { table, constraint, routine } = fault as {
    table?: unknown;
    constraint?: unknown;
    routine?: unknown;
  };
  const place = [table, constraint, routine].filter((one): one is string => typeof one === "string");
  return {
    type: /^[A-Za-z]{1,40}$/.test(fault.name) ? fault.name : "Error",
    code: codeOf(fault),
    at: place.length === 0 ? undefined : place.join(" "),
    stack: (fault.stack ?? "")
      .split("\n")
      .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
      .slice(0, MOST_FRAMES)
      .map((line) => line.trim()),
  };
}
