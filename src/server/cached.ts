// A value worked out at most once in a while, and once for all who ask meanwhile.

/** Answers from memory for `milliseconds` of machine time; a failure is not remembered. */
export function cached<T>(milliseconds: number, work: () => Promise<T>): () => Promise<T> {
  let until = 0;
  let pending: Promise<T> | null = null;
  return () => {
    const now = performance.now();
    if (pending !== null && now < until) return pending;
    const attempt = work();
    pending = attempt;
    until = Number.POSITIVE_INFINITY;
    attempt.then(
      () => {
        if (pending === attempt) until = performance.now() + milliseconds;
      },
      () => {
        if (pending === attempt) pending = null;
      },
    );
    return attempt;
  };
}
