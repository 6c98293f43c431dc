// What a read query needs: a connection or a pool, already under the right role; and cursors for pages.

import type { QueryResultRow } from "pg";

export interface Queryable {
  query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: R[] }>;
}

const names = new Map<string, string>();

/**
 * The same connection, whose statements are planned once and kept by it: behind walls planning costs more than reading. For statements
 * whose text never changes (values are parameters), read one by one.
 */
export function prepared(db: Queryable): Queryable {
  const named = db as unknown as {
    query<R extends QueryResultRow>(query: {
      name: string;
      text: string;
      values: unknown[];
    }): Promise<{ rows: R[] }>;
  };
  return {
    query: <R extends QueryResultRow>(text: string, values: unknown[] = []) => {
      let name = names.get(text);
      if (name === undefined) names.set(text, (name = `read_${names.size}`));
      return named.query<R>({ name, text, values });
    },
  };
}

/** Rows of one page on screen. */
export const PAGE = 50;

/** A cursor is the sort key of the last row seen: pages stay right while rows are being added. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The sort key in a cursor, or null for the first page and for anything that is not a cursor of `length` parts. */
export function readCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(key) || key.length !== length) return null;
    return key.every((part) => typeof part === "string" || typeof part === "number") ? key : null;
  } catch {
    return null;
  }
}

/** Cuts the extra row that tells whether there is a next page. */
export function page<T>(
  rows: readonly T[],
  key: (row: T) => readonly (string | number)[],
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > PAGE && last !== undefined ? writeCursor(key(last)) : null };
}
