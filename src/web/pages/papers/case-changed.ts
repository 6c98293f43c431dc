// After an act on a paper, whatever is shown of its case is asked again.

import { useQueryClient } from "@tanstack/react-query";

/** The key of the papers of a case. */
export function papersKey(caseId: string): readonly string[] {
  return ["papers", caseId];
}

/** Papers change the procedures of the case too: all that is shown of it is asked again. */
export function useCaseChanged(caseId: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(caseId) });
  };
}
