// Italian sentences of what the registers of digital domiciles do.

export const DOMICILE_TEXTS = {
  REGISTRO_NON_RAGGIUNGIBILE: "Il registro non risponde.",
  REGISTRO_ERRORE: "Il registro risponde con un errore suo.",
  REGISTRO_ACCESSO: "Il registro, o la PDND, non accetta le nostre credenziali.",
  REGISTRO_TROPPE_RICHIESTE: "Il registro dice che le richieste sono troppe.",
  REGISTRO_RISPOSTA_NON_VALIDA: "La risposta del registro non ha la forma attesa.",
  REGISTRO_RICHIESTA_RIFIUTATA: "Il registro rifiuta la richiesta.",
  REGISTRO_ELENCO_SCADUTO: "Il registro non ha più l’elenco chiesto.",
} as const;
