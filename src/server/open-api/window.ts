// How much each system may ask in a minute, told with every answer. Each server counts for itself.

export interface Standing {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window begins anew. */
  readonly reset: number;
  readonly refused: boolean;
}

const WINDOW_MS = 60_000;
const MOST_KEYS = 10_000;

export function requestWindows(): (key: string, limit: number, now: number) => Standing {
  const windows = new Map<string, { since: number; used: number }>();
  return (key, limit, now) => {
    let window = windows.get(key);
    if (window === undefined || now - window.since >= WINDOW_MS) {
      window = { since: now, used: 0 };
      windows.delete(key);
      windows.set(key, window);
      for (const oldest of windows.size > MOST_KEYS ? windows.keys() : []) {
        windows.delete(oldest);
        break;
      }
    }
    const refused = window.used >= limit;
    if (!refused) window.used += 1;
    return { limit, remaining: limit - window.used, reset: Math.max(1, Math.ceil((window.since + WINDOW_MS - now) / 1000)), refused };
  };
}
