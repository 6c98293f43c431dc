// What is said of a document that is not taken in, and of what came of one.

export const DOCUMENT_TEXTS = {
  DOCUMENTO_VUOTO: "Il file è vuoto: scegliere il documento e riprovare.",
  DOCUMENTO_TROPPO_GRANDE:
    "Il documento è troppo grande: al massimo 10 MB (1 MB per un testo). Fotografarlo o scansionarlo a una risoluzione minore.",
  TIPO_NON_ACCETTATO:
    "Si accettano solo PDF, fotografie (JPEG, PNG, HEIC) e testo semplice: questo file è di un altro tipo, qualunque nome abbia.",
  TESTO_NON_SEMPLICE: "Il file non è testo semplice (UTF-8, senza codice): salvarlo come PDF.",
  DOCUMENTO_ROVINATO: "Il file è rovinato o incompleto: scansionarlo o fotografarlo di nuovo.",
  PDF_CIFRATO: "Il PDF è protetto da password: non si può controllare. Salvarne una copia senza password.",
  CONTENUTO_ATTIVO:
    "Il PDF contiene istruzioni che si eseguono, moduli o allegati: stamparlo di nuovo in PDF e caricare la copia.",
  PDF_NON_CONTROLLABILE:
    "Il PDF è compresso in un modo che non si può controllare: stamparlo di nuovo in PDF e caricare la copia.",
  IMMAGINE_TROPPO_GRANDE:
    "L’immagine ha troppi punti: al massimo 60 milioni. Salvarla a una risoluzione minore.",
  DOCUMENTO_GONFIATO:
    "Il file, decompresso, diventa enormemente più grande: non si accetta. Stamparlo di nuovo in PDF.",
} as const;
export type DocumentCode = keyof typeof DOCUMENT_TEXTS;

/** What may be handed in. */
export const HANDED_IN_TEXTS = {
  "health-certificate": "Certificato medico",
  "disability-certificate": "Verbale di invalidità o disabilità",
  "care-certificate": "Documento su un familiare assistito",
  "work-document": "Documento di lavoro",
  "study-document": "Documento di studio o formazione",
  justification: "Giustificazione di un’assenza",
  "signed-paper": "Atto firmato",
  other: "Altro documento",
} as const;

/** All that the compartment keeps: what the program itself issues too, which nobody hands in. */
export const DOCUMENT_KIND_TEXTS = { ...HANDED_IN_TEXTS, "issued-paper": "Documento emesso" } as const;

export const OUTCOME_TEXTS = {
  sufficient: "prova sufficiente",
  insufficient: "prova non sufficiente",
} as const;

export const MEDIA_TEXTS = {
  "application/pdf": "PDF",
  "image/jpeg": "fotografia JPEG",
  "image/png": "immagine PNG",
  "image/heic": "fotografia HEIC",
  "text/plain": "testo",
} as const;
