// Labels of the forms of the passage to the municipality and of the life of the case.

export const HAND_OVER_LABELS = {
  lead: "Il nucleo intero passa ai servizi del Comune. Le motivazioni scritte qui le leggono loro.",
  sendLead: "Il nucleo intero passa ai servizi del Comune dell’indirizzo di oggi: appuntamenti e termini di ogni componente tenuto si chiudono.",
  grounds: "Criticità",
  reasons: "Motivazioni",
  reasonsHelp: "Almeno qualche frase: che cosa impedisce un percorso di solo lavoro, e che cosa è emerso dai colloqui.",
  takenOn: "Preso in carico il",
  sentBackOn: "Rimandato il",
  sentBackReason: "Motivo dato dal Comune",
  returnedOn: "Tornato il",
} as const;

export const LIFE_LABELS = {
  forfeitedOn: "Decaduto dal",
  forfeitedLead: "La decadenza la dispone l’INPS: si registra solo ciò che la piattaforma ha comunicato.",
  minorsOrDisabled: "Nel nucleo ci sono minorenni o persone con disabilità",
  minorsHelp: "Quelli che la notifica e i fascicoli mostrano contano comunque.",
  endedOn: "Finito il",
  endLead: "Se la piattaforma ha comunicato la fine bastano la data e la conferma; altrimenti il responsabile di sede registra ciò che ha visto, con il motivo.",
  evidenceSeen: "Il documento è stato visto",
  diedOn: "Deceduto il",
  deathEvidence: "Il certificato o la comunicazione sono stati visti",
  deathLead: "Nessun messaggio parte dopo questo atto, e i procedimenti non segnalati si chiudono. Se è un errore, il responsabile di sede lo corregge.",
  transferLead: "L’intero fascicolo passa, con la sua storia, a chi è competente per l’indirizzo: questa sede poi non lo vede più.",
} as const;
