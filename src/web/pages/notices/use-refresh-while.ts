// Asks again every second while something is under way.

import { useEffect, useRef } from "react";

const EVERY_MS = 1000;

export function useRefreshWhile(running: boolean, refresh: () => void): void {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => latest.current(), EVERY_MS);
    return () => clearInterval(timer);
  }, [running]);
}
