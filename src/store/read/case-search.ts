// Search of an office's people by name, tax code, protocol, phone or e-mail, behind the office's wall.

import type { CaseList } from "../../contract/cases.ts";
import { pageOfSearch } from "./case-list.ts";
import type { CasePage } from "./case-list.ts";
import type { Queryable } from "./query.ts";
import { searchWays } from "./worklist-search.ts";

/**
 * Persons whose protocol, number or address is the text; else those with a word that begins as each word of the text (surname, name,
 * tax code, in any order; accents and apostrophes do not matter); else, typos forgiven, those whose name is most like it.
 */
export async function searchCases(
  db: Queryable,
  text: string,
  list: CaseList,
  cursor: string | undefined,
): Promise<CasePage> {
  const ways = await searchWays(db, text);
  return pageOfSearch(
    db,
    ways.filter((way) => way !== null),
    list,
    cursor,
  );
}
