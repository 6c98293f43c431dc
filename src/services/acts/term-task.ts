// The desk's task when a term has run out and a person must decide: one for each term of a procedure and case.

/** Kind of the task, as it stands in the list of the desk. */
export function termTaskKind(procedure: string, term: string): string {
  return `term:${procedure}/${term}`;
}
