// What the end of a hand-over means for its message: handed over, refused, tried again later, or in doubt.

import { retryDelay } from "../domain/messages/retry.ts";
import type { SendOutcome } from "../channels/channel.ts";
import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";

const MAX_TRIES = 12;

function base(id: string): Omit<MessageResult, "state"> {
  return { id, reference: null, retryInMs: null, countsAsAttempt: false, failure: null, attempt: null };
}

/** The gateway said, when asked, that it has the message. */
export function known(id: string, reference: string): MessageResult {
  return { ...base(id), state: "accepted", reference, countsAsAttempt: true, attempt: { outcome: "asked", code: null, detail: reference } };
}

/** It may have arrived and nobody can tell: a person decides. */
export function inDoubt(id: string, detail: string): MessageResult {
  return { ...base(id), state: "uncertain", countsAsAttempt: true, failure: "no-answer", attempt: { outcome: "no-answer", code: null, detail } };
}

/** No byte of it left, by our own choice: it is due as before. */
export function notSent(id: string): MessageResult {
  return { ...base(id), state: "due" };
}

/** What it says holds no more, or cannot be said: it did not leave, and will not. */
export function tooLate(id: string): MessageResult {
  return { ...base(id), state: "failed", failure: "code-over" };
}

/** Nobody was there: not an attempt, or a long outage would use them up. */
export function nobodyThere(id: string, detail: string): MessageResult {
  return { ...base(id), state: "due", retryInMs: retryDelay(1, id), attempt: { outcome: "unreachable", code: null, detail } };
}

export function judge(message: ClaimedMessage, outcome: Exclude<SendOutcome, { kind: "no-answer" }>): MessageResult {
  switch (outcome.kind) {
    case "accepted":
      return {
        ...base(message.id),
        state: "accepted",
        reference: outcome.reference,
        countsAsAttempt: true,
        ...(outcome.parts === undefined ? {} : { parts: outcome.parts }),
      };
    case "refused":
      return {
        ...base(message.id),
        state: "failed",
        countsAsAttempt: true,
        failure: outcome.code,
        attempt: { outcome: "refused", code: outcome.code, detail: outcome.detail },
      };
    case "deferred":
      return retry(message, { outcome: "deferred", code: outcome.code, detail: outcome.detail }, outcome.retryAfterMs);
    case "unreachable":
      return nobodyThere(message.id, outcome.detail);
  }
}

/** Another try after a back-off, or the end of trying. */
export function retry(message: ClaimedMessage, attempt: NonNullable<MessageResult["attempt"]>, afterMs = 0): MessageResult {
  const tries = message.attempts + 1;
  if (tries < MAX_TRIES) {
    return { ...base(message.id), state: "due", countsAsAttempt: true, retryInMs: Math.max(afterMs, retryDelay(tries, message.id)), attempt };
  }
  return {
    ...base(message.id),
    // A message that may have arrived is never called failed.
    state: attempt.outcome === "no-answer" ? "uncertain" : "failed",
    countsAsAttempt: true,
    failure: attempt.code ?? attempt.outcome,
    attempt: { ...attempt, outcome: "given-up" },
  };
}
