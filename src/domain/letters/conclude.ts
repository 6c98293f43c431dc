// What all that the post reported of one letter proves together, whatever the order in which it came.

import { addDays } from "../calendar/days.ts";
import { romeDay } from "../calendar/rome-time.ts";
import type { FailureCause } from "../messages/receipts.ts";
import { OUTCOME_CODES, RETURN_CAUSES, STORAGE_EFFECT } from "./outcome-codes.ts";
import type { EventMeaning } from "./outcome-codes.ts";

export interface LetterEvent {
  readonly code: string;
  /** M01 to M09, from the return receipt; null where the row says none. */
  readonly cause: string | null;
  /** ISO instant. */
  readonly at: string;
}

export type LetterConclusion =
  /** With the print house or the post; nothing is proved of the person. */
  | { readonly result: "sent"; readonly at: string; readonly code: string }
  | { readonly result: "received"; readonly at: string; readonly code: string }
  | { readonly result: "failed"; readonly at: string; readonly code: string; readonly cause: FailureCause };

/** Null while nothing at all was reported. Received is above failed, failed above sent. */
export function conclude(events: readonly LetterEvent[]): LetterConclusion | null {
  const known = events.flatMap((event) => {
    const meaning = OUTCOME_CODES.get(event.code)?.meaning;
    return meaning === undefined ? [] : [{ ...event, meaning }];
  }).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.code < b.code ? -1 : 1));
  const received = known.filter(isReceived).map((event) => ({ result: "received", at: effectOf(event, known), code: event.code }) as const)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
  if (received !== undefined) return received;
  const failed = known.find(({ meaning }) => meaning === "failed" || meaning === "refused-by-printer");
  if (failed !== undefined) return { result: "failed", at: failed.at, code: failed.code, cause: causeOf(failed) };
  const sent = known.at(-1);
  return sent === undefined ? null : { result: "sent", at: sent.at, code: sent.code };
}

type Known = LetterEvent & { readonly meaning: EventMeaning };

const RECEIVED: ReadonlySet<EventMeaning> = new Set(["delivered", "collected", "stored-out"]);

/** Who refuses a letter has it before them: it has come to their address. */
function isReceived({ meaning, cause }: Known): boolean {
  return RECEIVED.has(meaning) || (meaning === "failed" && cause !== null && RETURN_CAUSES[cause]?.refused === true);
}

/** From when a letter that was kept counts as received: ten days after it began, or when it was fetched if that was before. */
function effectOf(event: Known, all: readonly Known[]): string {
  if (event.meaning !== "collected" && event.meaning !== "stored-out") return event.at;
  const kept = all.find(({ meaning }) => meaning === "storage");
  if (kept === undefined) return event.at;
  const full = `${addDays(romeDay(kept.at), STORAGE_EFFECT.days)}T12:00:00.000Z`;
  return event.meaning === "stored-out" || full < event.at ? full : event.at;
}

/** Why a letter came to nobody, by the code of the post and what the postman ticked. */
export function letterCause(code: string, cause: string | null): FailureCause {
  return causeOf({ code, cause });
}

function causeOf(event: Pick<LetterEvent, "code" | "cause">): FailureCause {
  return (event.cause === null ? undefined : RETURN_CAUSES[event.cause]?.cause) ?? OUTCOME_CODES.get(event.code)?.cause ?? "unspecified";
}
