// What the drawing of a paper adds to what the paper says, and what is said when none can be drawn.

export const DRAWING_TEXTS = {
  of: "di",
  day: "data",
  signature: "Firma",
  draft: "BOZZA",
  draftTitle: "Bozza",
  draftText: "Serve a leggere il testo prima che il documento sia emesso: non si firma e non si consegna.",
  draftNumber: "Bozza, senza numero",
  number: (id: string): string => `Documento ${id}`,
  digest: (digest: string): string => `Impronta del contenuto (SHA-256) ${digest}`,
  issued: (id: string, when: string): string => `Documento n. ${id}, emesso il ${when}`,
  looked: (when: string): string => `Bozza del ${when}`,
  at: (day: string, hour: string): string => `${day} alle ${hour}`,
  codeAlt: (text: string): string => `Codice QR: contiene il codice ${text}`,
} as const;

/** What the drawing of a letter adds to what the letter says. */
export const LETTER_DRAWING = { letter: "Lettera n.", page: "pagina", of: "di" } as const;

export const PRINTER_TEXTS = {
  PDF_NON_DISPONIBILE:
    "Su questa macchina i PDF non si possono comporre: serve Linux x64 con glibc. Tutto il resto funziona; i documenti si emettono da un server di quel tipo.",
  PDF_CODA_PIENA: "In questo momento si stanno componendo troppi documenti: riprovare fra qualche secondo.",
  PDF_NON_RIUSCITO:
    "La composizione del PDF si è interrotta: nulla è stato emesso. Riprovare; se succede ancora, avvisare l’amministratore.",
} as const;
export type PrinterCode = keyof typeof PRINTER_TEXTS;
