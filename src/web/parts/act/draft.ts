// What was typed for an act, kept by the browser's tab until the act is done: through errors and through the end of the session.

import { useState } from "react";
import type { FormValues } from "../../../domain/procedure/form-types.ts";

export interface Draft {
  readonly values: FormValues;
  /** The number under which the act was asked for without an answer: asked again under the same, it is not done twice. */
  readonly asked: string | null;
}

const PREFIX = "convoca.act.";

/** One for each user, case and act; never shared between users of the same browser. */
export function draftKey(user: string, ...what: readonly (string | null)[]): string {
  return PREFIX + [user, ...what.map((one) => one ?? "-")].map(encodeURIComponent).join("/");
}

export function readDraft(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing loses only the comfort. */
export function keepDraft(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full, or forbidden.
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Forbidden: then there is nothing either.
  }
}

function isDraft(kept: unknown): kept is Draft {
  return typeof kept === "object" && kept !== null && "values" in kept && typeof kept.values === "object" && kept.values !== null && "asked" in kept;
}

/** The number of the act that is being asked for: kept while the same is asked, after a lost answer too; another for anything else. */
export function useActId(...asked: readonly unknown[]): string {
  const what = JSON.stringify(asked);
  const [kept, setKept] = useState(() => ({ what, id: newActId() }));
  if (kept.what !== what) setKept({ what, id: newActId() });
  return kept.id;
}

/** A new number for an act; also where the page did not come over a secure connection. */
export function newActId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
