// Italian sentences of the day sheet: refusals, who was faster, and what follows for whoever did not come.

const people = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const DAY_SHEET_REFUSALS = {
  notVisible:
    "La persona non è tra quelle di questa sede: è passata a un’altra sede oppure il foglio è vecchio.",
  dayClosed: "La giornata è già chiusa: per registrare un esito il responsabile di sede la riapre, con il motivo.",
  alreadyClosed: "La giornata è già chiusa.",
  alreadyOpen: "La giornata è aperta: non c’è niente da riaprire.",
  notYet: "Il giorno non è ancora arrivato: si chiude da quando comincia.",
  undecided: (count: number): string =>
    people(
      count,
      "Una persona è ancora senza esito: registrare se si è presentata, poi chiudere.",
      `${count} persone sono ancora senza esito: registrare chi si è presentato e chi no, poi chiudere.`,
    ),
  stillHere: (count: number): string =>
    people(
      count,
      "Una persona è ancora in sala d’attesa o allo sportello: dire se è stata ricevuta o se è andata via, poi chiudere.",
      `${count} persone sono ancora in sala d’attesa o allo sportello: dire chi è stato ricevuto e chi è andato via, poi chiudere.`,
    ),
  changed: "Il foglio è cambiato mentre lo si guardava: rileggerlo e riprovare.",
  visitUnknown: "Il numero non è più nel foglio di oggi: aggiornare la pagina.",
  visitChanged: (who: string, what: string): string => `${who} ha appena fatto: ${what}. Rileggere la riga prima di proseguire.`,
  visitEnded: "La visita è già finita.",
  alreadyHere: (ticket: number): string => `La persona è già in sala d’attesa con il numero ${ticket}.`,
  alreadyThere: "La persona è già in sala d’attesa.",
  comesToday: (hour: string): string => `La persona ha un appuntamento oggi alle ${hour}: registrare l’arrivo, senza metterla in coda.`,
  otherThanShown: "L’esito sarebbe diverso da quello mostrato: rileggere l’anteprima prima di confermare.",
  mistakeOfAppointment: "L’arrivo di chi aveva un appuntamento si corregge con l’atto «Corregge una presenza», e il motivo.",
  notToday: "L’appuntamento non è di oggi: l’arrivo si registra nel giorno dell’appuntamento.",
  notThisAct: "Questo atto non si compie dal foglio del giorno: aprire la scheda della persona.",
  deskUnknown: "Lo sportello indicato non esiste in questa sede.",
  noOffice: "Il foglio del giorno è di una sede: scegliere la sede in cui si opera.",
  screenUnknown: "L’indirizzo dello schermo non è valido: copiarlo di nuovo dal foglio del giorno.",
  noCode: "La persona non ha un appuntamento con un codice da stampare.",
} as const;

/** What somebody has just done with a visit, for whoever comes second. */
export const VISIT_DEEDS = {
  called: (desk: number): string => `chiamata allo sportello ${desk}`,
  seen: "fine del colloquio",
  left: "andata via",
  mistake: "arrivo annullato",
  waiting: "di nuovo in attesa",
} as const;

/** What will be told, and what follows, for each way of closing an appointment that nobody came to. */
export const AFTER_NO_SHOW = {
  absent: "Assente: può giustificare",
  "to-convene-again": "Recapito non provato: non è un’assenza, si convoca di nuovo",
  cancelled: "Mai avvisata: l’appuntamento si annulla e la persona torna da convocare",
  blocked: "Va guardata una per una",
  toldAbsent:
    "Nessun messaggio parte da solo. Fino al termine la persona può giustificarsi; niente si segnala all’INPS senza la decisione di due persone.",
  toldAgain: "Nessun messaggio parte ora. Lo sportello riceve l’attività di cercare un altro recapito e la persona rientra nel prossimo piano.",
  toldCancelled: "Chi era stato avvisato riceve l’annullamento. La persona rientra nel prossimo piano.",
  cancelReason: (day: string): string => `Appuntamento del ${day} passato senza che la persona fosse mai avvisata`,
} as const;
