// The day sheets of all offices, each worked out once for all the screens that look at it, and anew as soon as somebody here has changed it.

/** Machine time. Screens ask every few seconds: those of an office share one reading of the database. */
const FRESH_MS = 1500;
const MOST_DAYS = 500;

export interface FreshDays<T> {
  readonly of: (office: string, day: string, work: () => Promise<T>) => Promise<T>;
  /** Whatever was read before now, or is being read, is not shown any more. */
  readonly forget: (office: string) => void;
}

interface Kept<T> {
  readonly office: string;
  readonly value: Promise<T>;
  until: number;
}

/** `freshMs`: how long an answer holds when nobody here has changed the day; machine time. */
export function freshDays<T>(freshMs = FRESH_MS): FreshDays<T> {
  const kept = new Map<string, Kept<T>>();
  return {
    of(office, day, work) {
      const key = `${office}|${day}`;
      const known = kept.get(key);
      if (known !== undefined && performance.now() < known.until) return known.value;
      if (kept.size >= MOST_DAYS) kept.clear();
      const one: Kept<T> = { office, value: work(), until: Number.POSITIVE_INFINITY };
      kept.set(key, one);
      one.value.then(
        () => (one.until = performance.now() + freshMs),
        () => kept.get(key) === one && kept.delete(key),
      );
      return one.value;
    },
    forget(office) {
      for (const [key, one] of kept) if (one.office === office) kept.delete(key);
    },
  };
}
