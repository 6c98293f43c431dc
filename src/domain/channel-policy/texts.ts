// What the page and the register say of the steps of telling a person, in Italian.

export const WHY_LEFT_OUT = {
  "no-gateway": "il canale non è configurato su questo nodo",
  "no-address": "la persona non ha un recapito per questo canale",
  "failed-before": "a questo recapito un messaggio è già fallito",
  "too-late": "non arriverebbe in tempo per l’appuntamento",
} as const;

export const CALL_OUTCOME_TEXTS = {
  spoke: "Ho parlato con la persona",
  "no-answer": "Nessuna risposta",
  "wrong-number": "Il numero non è della persona",
  refused: "La persona non vuole parlare",
} as const;

export const TOLD_OUTCOMES = {
  waiting: "non è ancora partito",
  unknown: "esito incerto",
  failed: "non recapitato",
  sent: "inviato, senza ricevuta",
  received: "ricevuto",
} as const;

export const ENDED_TEXTS = {
  proven: "Il recapito è provato con la forza che la misura richiede: non serve altro.",
  answered: "La persona ha risposto: non si insiste per altre vie.",
  over: "L’appuntamento è passato: non si avvisa più.",
  "told-otherwise": "La convocazione è chiusa: non si avvisa più.",
} as const;
