// A norm as a jurist writes it.

import { CITATIONS } from "../domain/law/citation.ts";

const TEXT_OF = new Map(Object.entries(CITATIONS).flatMap(([key, norm]) => [[key, norm.text] as const, [norm.id, norm.text] as const]));

/** For a key or an identifier kept in a row; anything else stays as it is. */
export function lawText(citation: string): string {
  return TEXT_OF.get(citation) ?? citation;
}
