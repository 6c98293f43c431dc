// Sentences of the worklist's use cases.

const people = (count: number): string => (count === 1 ? "1 persona" : `${count} persone`);

export const WORKLIST_TEXTS = {
  notHere: "Nessuna delle persone scelte è di questa sede: ricaricare l’elenco.",
  notColleague: (login: string): string => `«${login}» non segue casi in questa sede: scegliere un altro operatore.`,
  assigned: (count: number, names: readonly string[]): string => `${people(count)} ora con ${names.join(", ")}.`,
  unassigned: (count: number): string => `${people(count)} ora senza operatore.`,
  nothingChanged: "Non è cambiato nulla: i casi erano già così.",
  missing: (count: number): string => ` ${people(count)} non di questa sede: saltate.`,
  past: "La data è già passata: indicare un giorno da domani in poi.",
  pastNote: "La data è già passata: indicare oggi o un giorno a venire, oppure nessuno.",
  tooFar: "La data è troppo lontana: al massimo fra un anno.",
  notThisDay: "Questo giorno non esiste nel calendario.",
  needsText: "Con «Altro» scrivere di che cosa si tratta.",
  noChange: "Il promemoria è già così: non c’è nulla da salvare.",
  waits: "In attesa: annotato.",
  noWait: "Il caso non era in attesa.",
  waitEnded: "L’attesa è finita.",
  noted: "Promemoria salvato.",
  noNote: "Non c’è nessun promemoria da togliere.",
  noteRemoved: "Promemoria tolto.",
  viewSaved: "Filtro salvato.",
  viewTaken: "C’è già un filtro con questo nome: sceglierne un altro, o toglierne uno che non serve più.",
  viewRemoved: "Filtro tolto.",
  viewNotYours: "Questo filtro non c’è più, o lo può togliere solo chi lo ha salvato.",
  // Convening many.
  noSeat: "Nessun posto libero nei prossimi giorni di apertura.",
  notBound: "Non è tenuta agli obblighi.",
  dutyless: "È esonerata, esclusa, o il suo percorso è chiuso o altrove.",
  newerBenefit: "Ha un beneficio più recente: si convoca con quello.",
  hasSummons: "Ha già una convocazione aperta o un posto in agenda.",
  notReachable: "Nessun recapito a cui la sua misura e questo nodo possano scrivere: cercarne uno, o convocarla allo sportello.",
  goneFromHere: "Non è più di questa sede.",
  otherMeasure: "La sua misura non è fra quelle che questa versione conosce.",
  convened: (count: number, messages: number): string =>
    `${people(count)} con un posto in agenda; ${messages === 1 ? "1 messaggio in partenza" : `${messages} messaggi in partenza`}.`,
  changed: "Dall’anteprima qualcosa è cambiato: non è stato convocato nessuno. Guardare la nuova anteprima e confermare.",
  seatMoved: (who: string): string => `${who}: il posto mostrato non è più libero, ora ne è proposto un altro.`,
  nowCannot: (who: string, why: string): string => `${who}: ${why}`,
  nowCan: (who: string): string => `${who}: ora ha un posto.`,
  notAllowed: "Non si può convocare con questo ruolo: serve un operatore o il responsabile di sede.",
} as const;
