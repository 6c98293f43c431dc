// The words around the copy of a person's data.

export const COPY_TEXTS = {
  title: "Copia dei dati personali",
  about: (person: string, taxCode: string, madeAt: string, request: string): string =>
    `Tutto ciò che è conservato su ${person} (${taxCode}) al ${madeAt}. Richiesta n. ${request}.`,
  rights:
    "I dati sono trattati per convocare e accompagnare al lavoro chi riceve una misura di sostegno. Si può chiedere di correggerli, di limitarne l’uso, di cancellarli quando non servono più; ci si può rivolgere al Garante per la protezione dei dati personali.",
  notGiven: "Che cosa non è in questa copia, e perché",
  withheld: (title: string, why: string, rows: number): string => `${title} (${rows}): ${why}.`,
  documents:
    "I documenti consegnati sono elencati sopra; le copie dei loro contenuti si consegnano insieme a questa pagina.",
  yes: "sì",
  no: "no",
} as const;
