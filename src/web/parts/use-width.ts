// The width that a drawing has: an SVG is drawn as wide as its place, so that its words keep their size.

import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";

const NARROWEST = 280;
const USUAL = 640;

export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(NARROWEST, Math.round(entry?.contentRect.width ?? USUAL))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
