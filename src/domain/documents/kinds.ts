// The papers that a case may hold: what each is, and whether only those with a permission of their own may open it.

/** Health, disability, care of somebody ill: data of art. 9 GDPR, or that tell them. */
export const DOCUMENT_KINDS = {
  "health-certificate": { title: "Certificato medico", restricted: true },
  "disability-certificate": { title: "Verbale di invalidità o disabilità", restricted: true },
  "care-certificate": { title: "Documento su un familiare assistito", restricted: true },
  "work-document": { title: "Documento di lavoro", restricted: false },
  "study-document": { title: "Documento di studio o formazione", restricted: false },
  justification: { title: "Giustificazione di un’assenza", restricted: true },
  "signed-paper": { title: "Atto firmato", restricted: false },
  other: { title: "Altro documento", restricted: true },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly restricted: boolean }>>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

export const DOCUMENT_KIND_NAMES = Object.keys(DOCUMENT_KINDS) as DocumentKind[];

export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(DOCUMENT_KINDS, text);
}

/** What is not known to be harmless is treated as if it told of somebody's health. */
export function isRestricted(kind: DocumentKind): boolean {
  return DOCUMENT_KINDS[kind].restricted;
}
