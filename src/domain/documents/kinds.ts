// The papers that a case may hold: what each is, and whether only those with a permission of their own may open it.

import { HANDED_IN_TEXTS } from "./texts.ts";

export type DocumentKind = keyof typeof HANDED_IN_TEXTS;

export const DOCUMENT_KIND_NAMES = Object.keys(HANDED_IN_TEXTS) as DocumentKind[];

export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(HANDED_IN_TEXTS, text);
}

/** What tells nothing of health, disability or care: data of art. 9 GDPR. What is not known to be harmless is treated as if it did. */
const OPEN_KINDS: ReadonlySet<DocumentKind> = new Set(["work-document", "study-document", "signed-paper"]);

export function isRestricted(kind: DocumentKind): boolean {
  return !OPEN_KINDS.has(kind);
}
