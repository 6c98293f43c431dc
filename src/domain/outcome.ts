// The two ways a rule can end: an accepted value, or a refusal that a user can read and a jurist can trace.

import type { Citation } from "./law/citation.ts";

/** An expected "no": a stable code, an Italian sentence that says what to do, and the norm it stands on (if any). */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly citation?: Citation;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: string, message: string, citation?: Citation): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: citation === undefined ? { code, message } : { code, message, citation } };
}
