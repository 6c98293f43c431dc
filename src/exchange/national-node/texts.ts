// Italian sentences with which the push notice service answers.

export const PUSH_TEXTS = {
  NOTIFICA_VUOTA: "La richiesta è vuota: inviare una notifica XML.",
  NOTIFICA_TROPPO_GRANDE: "La notifica supera la dimensione ammessa di 64 KB.",
  NOTIFICA_CODIFICA: "La notifica non è in UTF-8.",
  NOTIFICA_DOCTYPE: "La notifica contiene una dichiarazione DOCTYPE, che non è ammessa.",
  NOTIFICA_FUORI_SCHEMA: "La notifica non rispetta lo schema invia-notifica 1.3",
} as const;
