// What is known of showing up, as of now: the table learned from the counts.

import type { ClientBase } from "pg";
import { learnShowUp } from "../../domain/show-up/learn.ts";
import type { ShowUpTable } from "../../domain/show-up/types.ts";
import { readShowUpCells } from "../../store/show-up.ts";

/** Learned anew at each call from counts that are kept as outcomes are written: no person is read. */
export async function showUpTable(client: Pick<ClientBase, "query">): Promise<ShowUpTable> {
  return learnShowUp(await readShowUpCells(client));
}
