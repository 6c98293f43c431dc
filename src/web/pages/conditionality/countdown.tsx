// The time left to cancel a report: counted live on the procedure's clock, said aloud only when it matters.

import { useEffect, useState } from "react";
import type { FactPage } from "../../../contract/conditionality.ts";
import { longDay, longInstant } from "../../format.ts";
import { FACT } from "../../texts/conditionality.ts";

const MINUTE = 60_000;
const TICK_MS = 5000;
/** Left, in minutes, when a screen reader is told: a day, an hour, ten minutes, the end. */
const SAID_AT = [1440, 60, 10, 0] as const;

export interface CountdownProps {
  readonly window: NonNullable<FactPage["window"]>;
  /** The server's time when the page was read: from there the count goes on by itself. A new reading is a new countdown (`key`). */
  readonly now: string;
  /** It has run out while one looked. */
  readonly onOver: () => void;
}

export function Countdown({ window: { closesAt, lastDay }, now, onOver }: CountdownProps) {
  const left = useLeft(Date.parse(closesAt) - Date.parse(now), onOver);
  const mark = markOf(left);
  // What was so already when the page opened is in the page: only a change is said.
  const [first] = useState(mark);
  const until = lastDay === null ? longInstant(closesAt) : FACT.endOf(longDay(lastDay));
  const isOver = left <= 0;
  return (
    <div className={`cv-window${isOver ? " cv-window-over" : left < 60 * MINUTE ? " cv-window-near" : ""}`}>
      <p className="cv-window-title">{FACT.window}</p>
      {/* Changes every minute: not read out at each change. */}
      <p className="cv-window-left" role="timer" aria-live="off" aria-label={`${FACT.remaining}: ${inWords(left)}`}>
        {inWords(left)}
      </p>
      <p className="cv-window-until">{isOver ? FACT.windowOver(until) : FACT.windowUntil(until)}</p>
      <p className="visually-hidden" aria-live="polite">
        {mark === undefined || mark === first ? "" : `${FACT.remaining}: ${inWords(left)}`}
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

function markOf(left: number): number | undefined {
  return SAID_AT.findLast((minutes) => left <= minutes * MINUTE);
}

/** Milliseconds left of `whole`. The machine's clock only measures what has passed since the page was read. */
function useLeft(whole: number, onOver: () => void): number {
  const [readAt] = useState(() => Date.now());
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    if (whole <= 0) return undefined;
    const timer = setInterval(() => {
      const since = Date.now() - readAt;
      setPassed(since);
      if (since >= whole) {
        clearInterval(timer);
        onOver();
      }
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [whole, readAt, onOver]);
  return whole - passed;
}
