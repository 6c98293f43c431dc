// The words of a norm that a row names.

import { CITATIONS } from "../domain/law/citation.ts";

/** The norm as a jurist writes it, for a key or an identifier kept in a row; anything else stays as it is. */
export function lawText(citation: string): string {
  const known = Object.entries(CITATIONS).find(([key, norm]) => key === citation || norm.id === citation);
  return known?.[1].text ?? citation;
}
