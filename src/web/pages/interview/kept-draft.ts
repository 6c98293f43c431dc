// What was typed in an interview and not yet saved on the server, kept in this tab of the browser: through a lost connection, a reload, the end of the session.

import type { FormValues } from "../../../domain/procedure/form-types.ts";
import { draftKey } from "../../parts/act/draft.ts";

export type StepValues = Readonly<Record<string, FormValues>>;

export interface KeptDraft {
  readonly values: StepValues;
  /** The version on the server that this was written upon; 0 = none. */
  readonly seen: number;
  /** The number under which a step was asked for without an answer: asked again under the same, it is not done twice. */
  readonly asked: { readonly step: string; readonly actId: string } | null;
}

/** One for each user and case: never shared between users of the same browser. */
export function keptKey(login: string, caseId: string): string {
  return draftKey(login, caseId, "colloquio");
}

export function readKept(key: string): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing loses only the comfort. */
export function keep(key: string, draft: KeptDraft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full, or forbidden.
  }
}

export function forget(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Forbidden: then there is nothing either.
  }
}

function isKept(kept: unknown): kept is KeptDraft {
  return (
    typeof kept === "object" &&
    kept !== null &&
    "values" in kept &&
    typeof kept.values === "object" &&
    kept.values !== null &&
    "seen" in kept &&
    typeof kept.seen === "number" &&
    "asked" in kept
  );
}

/** The values of each step in a draft of the server. */
export function valuesIn(content: Readonly<Record<string, unknown>>): StepValues {
  const { values } = content;
  return typeof values === "object" && values !== null && !Array.isArray(values)
    ? (values as StepValues)
    : {};
}
