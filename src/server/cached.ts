// A value worked out at most once in a while, and once for all who ask meanwhile.

/** A value stays in memory at least this many times as long as it took to work out: looking never takes a core for itself. */
const REST = 4;

/** Answers from memory for `milliseconds` of machine time, longer where the work is long; a failure is not remembered. */
export function cached<T>(milliseconds: number, work: () => Promise<T>): () => Promise<T> {
  let until = 0;
  let pending: Promise<T> | null = null;
  return () => {
    const now = performance.now();
    if (pending !== null && now < until) return pending;
    const attempt = work();
    const started = now;
    pending = attempt;
    until = Number.POSITIVE_INFINITY;
    attempt.then(
      () => {
        const ended = performance.now();
        if (pending === attempt) until = ended + Math.max(milliseconds, (ended - started) * REST);
      },
      () => {
        if (pending === attempt) pending = null;
      },
    );
    return attempt;
  };
}

/** As `cached`, for each key apart; at most `most` keys are kept, then all are forgotten. */
export function cachedBy<T>(
  milliseconds: number,
  most: number,
  work: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new Map<string, () => Promise<T>>();
  return (key) => {
    let one = kept.get(key);
    if (one === undefined) {
      if (kept.size >= most) kept.clear();
      one = cached(milliseconds, () => work(key));
      kept.set(key, one);
    }
    return one();
  };
}
