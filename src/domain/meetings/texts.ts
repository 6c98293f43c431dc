// Italian sentences of the agreed meeting: what was refused and why, what stands for each act.

export const MEETING_REFUSALS = {
  over: (what: string): string => `Sull’incontro concordato c’è già scritto: ${what}. Rileggere la pagina prima di proseguire.`,
  gone: "L’incontro concordato non è più questo: la pagina non era aggiornata. Non è stato cambiato nulla.",
  notVisible: "La persona non è tra quelle di questa sede: è passata a un’altra sede oppure il foglio è vecchio.",
  notYetDay: "L’incontro concordato non è ancora arrivato: che la persona è venuta si scrive dal suo giorno.",
  notYetHour: "L’ora dell’incontro concordato non è ancora passata: fino ad allora si sposta o si annulla.",
  pastNotCancelled: "L’ora dell’incontro è passata: dire se la persona è venuta, oppure rinviarlo a un’altra data.",
  nothingToUndo: "L’incontro concordato è ancora senza esito: non c’è niente da correggere.",
  reason: "Scrivere il motivo (almeno 5 caratteri): resta nel registro degli atti.",
  otherOffice: "L’incontro concordato è di un’altra sede: lo registra quella.",
  who: "Questo atto spetta agli operatori della sede e al suo responsabile.",
  notice: "Il giorno è troppo vicino perché la persona lo sappia in tempo: scegliere un posto più avanti.",
  undecided: "C’è un incontro concordato passato e ancora senza esito: scrivere prima se la persona è venuta.",
  byOutcome: "L’arrivo di chi aveva un incontro concordato si corregge dal suo esito, con il motivo.",
} as const;

export const MEETING_OUTCOMES = {
  came: "la persona è venuta",
  missed: "la persona non è venuta",
  moved: "spostato a un’altra data",
  "called-off": "annullato",
  replaced: "un altro incontro ne ha preso il posto",
} as const;

/** What an operator does with an open meeting, in the order in which it is offered. */
export const MEETING_ACTS = {
  came: "È venuta",
  missed: "Non è venuta",
  move: "Sposta l’incontro",
  cancel: "Annulla l’incontro",
} as const;

export const MEETING_TEXTS = {
  name: "Incontro concordato",
  came: (name: string): string => `${name}: è venuta all’incontro concordato.`,
  arrived: (name: string, ticket: number): string => `${name}: è venuta all’incontro concordato, numero ${ticket}.`,
  missed: "Mancata presenza all’incontro concordato registrata. Non è un’assenza alla convocazione: non ne segue alcuna segnalazione.",
  undone: "Esito corretto: l’incontro concordato è di nuovo da registrare.",
  moved: "Incontro concordato spostato: la persona riceve l’avviso alla prima ora consentita.",
  cancelled: "Incontro concordato annullato: la persona riceve l’avviso alla prima ora consentita.",
  untold: "Fatto. Nessun recapito può ricevere l’avviso: c’è un’attività allo sportello per dirlo alla persona.",
  tellMoved: (was: string, is: string): string =>
    `L’incontro concordato del ${was} è spostato al ${is} e nessun recapito può ricevere l’avviso: dirlo alla persona di persona o per telefono.`,
  agreeAgain: "L’incontro concordato del {when} è annullato perché la pratica è passata da un’altra sede a questa: concordare un nuovo incontro con la persona.",
  tellCancelled: (was: string): string =>
    `L’incontro concordato del ${was} è annullato e nessun recapito può ricevere l’avviso: dirlo alla persona di persona o per telefono.`,
} as const;
