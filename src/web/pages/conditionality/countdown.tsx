// The time left to cancel a report: counted live on the procedure's clock, said aloud only when it matters.

import { useEffect, useRef, useState } from "react";
import { longInstant } from "../../format.ts";
import { FACT } from "../../texts/conditionality.ts";

const MINUTE = 60_000;
/** Left, in minutes, when a screen reader is told: a day, an hour, ten minutes, the end. */
const SAID_AT = [1440, 60, 10, 0] as const;

/** `now` is the server's time when the page was read: from there the count goes on by itself. */
export function Countdown({ closesAt, now, onOver }: { readonly closesAt: string; readonly now: string; readonly onOver: () => void }) {
  const left = useLeft(closesAt, now);
  const said = useSaid(left);
  const over = useRef(onOver);
  over.current = onOver;
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) over.current();
  }, [isOver]);
  return (
    <div className={`cv-window${isOver ? " cv-window-over" : left < 60 * MINUTE ? " cv-window-near" : ""}`}>
      <p className="cv-window-title">{FACT.window}</p>
      {/* Changes every minute: not read out at each change. */}
      <p className="cv-window-left" role="timer" aria-live="off" aria-label={`${FACT.remaining}: ${inWords(left)}`}>
        {inWords(left)}
      </p>
      <p className="cv-window-until">{isOver ? FACT.windowOver(longInstant(closesAt)) : FACT.windowUntil(longInstant(closesAt))}</p>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

export function inWords(left: number): string {
  if (left <= 0) return FACT.over;
  if (left < MINUTE) return FACT.lastMinute;
  const minutes = Math.floor(left / MINUTE);
  return FACT.remains(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60);
}

/** Milliseconds left. The machine's clock only measures what has passed since the page was read. */
function useLeft(closesAt: string, now: string): number {
  const whole = Date.parse(closesAt) - Date.parse(now);
  const [left, setLeft] = useState(whole);
  useEffect(() => {
    const readAt = Date.now();
    setLeft(whole);
    const timer = setInterval(() => setLeft(whole - (Date.now() - readAt)), 5000);
    return () => clearInterval(timer);
  }, [whole]);
  return left;
}

function useSaid(left: number): string {
  const mark = SAID_AT.findLast((minutes) => left <= minutes * MINUTE);
  const first = useRef(mark);
  // What was so already when the page opened is in the page: only a change is said.
  return mark === undefined || mark === first.current ? "" : `${FACT.remaining}: ${inWords(left)}`;
}
