// Italian sentences of the exchanges with the national node.

export const NODE_TEXTS = {
  batchName: (count: number): string => (count === 1 ? "notifica del nodo nazionale" : `${count} notifiche del nodo nazionale`),
  ourFault: "Errore del sistema regionale: inviare di nuovo la notifica.",
  busy: "Troppe notifiche insieme: inviare di nuovo la notifica fra qualche minuto.",
  stateName: (day: string): string => `stato del nodo nazionale al ${day}`,
  tooManyTries: "Il confronto è stato interrotto troppe volte: chiederne un altro.",
  cutState: "Lo stato del nodo nazionale finisce a metà: ciò che c’era è stato confrontato, e nessuno è dato per mancante.",
  notFetched: (why: string): string => `Lo stato del nodo nazionale non si è potuto avere (${why}).`,
  noAddress: "nessun indirizzo configurato",
  doubtful: (missing: number, known: number): string =>
    `Nello stato del nodo nazionale mancano ${missing} notifiche su ${known}: sono troppe per crederci, e nessuno è dato per mancante.`,
  twiceInState: "La stessa persona, con lo stesso protocollo e ruolo, è due volte nello stato: vale la prima.",
  noCase: "Il caso non c’è più.",
  pullName: "risposta del nodo nazionale",
  notThere: "Lo scambio non c’è più: i messaggi si conservano per novanta giorni, quelli rifiutati fino a un anno.",
  alreadySettled: "Qualcuno se ne è già occupato: aggiornare la pagina.",
  notWhole: "Del messaggio si conserva solo l’inizio, perché era troppo grande: va chiesto di nuovo al nodo.",
  onlyNotices: "Si possono rielaborare solo le notifiche rifiutate.",
  stillRefused: (message: string): string => `La notifica è ancora rifiutata: ${message}`,
} as const;
