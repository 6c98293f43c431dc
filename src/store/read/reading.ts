// One reading of many questions on one connection: each asked once, however many parts need its answer, and planned once for ever.

import type { PoolClient, QueryResult } from "pg";

interface Asked {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

const names = new Map<string, string>();

/**
 * The same connection for a page that only reads: a question that was asked already has the answer it had, and every statement is
 * prepared. Not for work that writes: it would read what stood before.
 */
export function readingOf(client: PoolClient): PoolClient {
  const answers = new Map<string, Promise<QueryResult>>();
  const ask = (query: Asked | string, values: readonly unknown[] = []): Promise<QueryResult> => {
    const asked: Asked = typeof query === "string" ? { text: query, values } : query;
    const key = `${asked.text}\0${JSON.stringify(asked.values ?? [])}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = client.query({ ...asked, name: asked.name ?? nameOf(asked.text), values: [...(asked.values ?? [])] });
    answers.set(key, answer);
    return answer;
  };
  return Object.create(client, { query: { value: ask } }) as PoolClient;
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `reading_${names.size}`));
  return name;
}
