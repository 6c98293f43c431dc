// What to do when a hand-over fails: try again, give up, or hold the message because it may have gone.

/** How one attempt ended, as the channel saw it. */
export type AttemptOutcome =
  /** The gateway answered over HTTP. */
  | { readonly kind: "http"; readonly status: number }
  /** The mail server answered. */
  | { readonly kind: "smtp"; readonly code: number }
  /** No answer: `sent` tells whether the message had left, whole, before the line broke. */
  | { readonly kind: "no-answer"; readonly sent: boolean };

/** `held` = it may have been taken: ask by key, or show it as uncertain. */
export type HandoverVerdict = "taken" | "retry" | "refused" | "held";

/**
 * Judges one attempt.
 *
 * @param deduplicates true when the gateway drops a second message with the same key: then a doubt may be resolved by sending again
 */
export function judgeAttempt(outcome: AttemptOutcome, deduplicates: boolean): HandoverVerdict {
  const doubt: HandoverVerdict = deduplicates ? "retry" : "held";
  if (outcome.kind === "no-answer") return outcome.sent ? doubt : "retry";
  if (outcome.kind === "smtp") return judgeSmtp(outcome.code);
  const { status } = outcome;
  // 409: the key is known there, so the message had been taken before.
  if ((status >= 200 && status < 300) || status === 409) return "taken";
  if (status === 429 || status === 503) return "retry";
  // A server that breaks or times out may have done so after taking the message.
  if (status >= 500 || status === 408) return doubt;
  return "refused";
}

function judgeSmtp(code: number): HandoverVerdict {
  if (code >= 200 && code < 300) return "taken";
  // 4yz is a definite "not now": the server has not taken the message (RFC 5321, 4.2.1).
  return code >= 400 && code < 500 ? "retry" : "refused";
}

/** Whether the same message may be handed over again. */
export function isRetryable(outcome: AttemptOutcome, deduplicates: boolean): boolean {
  return judgeAttempt(outcome, deduplicates) === "retry";
}

const BASE_MS = 5_000;
const CEILING_MS = 3_600_000;
const JITTER = 0.25;

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/**
 * Milliseconds of machine time to wait after the given attempt (1 = the first): 5 s doubled each time up to an hour,
 * spread by a quarter either way according to the message's id, so that a gateway that comes back is not hit by all
 * at once and a replay waits exactly as long.
 */
export function retryDelay(attempt: number, messageId: string): number {
  const plain = Math.min(CEILING_MS, BASE_MS * 2 ** Math.min(Math.max(attempt, 1) - 1, 30));
  const spread = (hash(`${messageId}#${attempt}`) / 0xffffffff) * 2 - 1;
  return Math.round(plain * (1 + spread * JITTER));
}
