// Words of the person's page: its parts, the procedures as the law names them, contacts.

import type { ContactSource } from "../../domain/interview/contact-check.ts";

export const PARTS = {
  overview: "Riepilogo",
  messages: "Messaggi",
  documents: "Documenti",
  register: "Registro degli atti",
  accesses: "Accessi",
} as const;

/** In the order in which a person meets them; what each is for, in one sentence on what to do. */
export const PROCEDURE_PAGES: Readonly<Record<string, { readonly name: string; readonly lead: string }>> = {
  convocazione: { name: "Convocazione", lead: "Fissare l’appuntamento, comunicarlo, registrare chi si presenta e giudicare le giustificazioni." },
  did: { name: "Dichiarazione di immediata disponibilità", lead: "Ricevere la DID al primo appuntamento, oppure registrare quella resa sulla piattaforma." },
  esclusione: { name: "Esclusione dagli obblighi", lead: "Registrare i fatti che escludono la persona, con la prova vista, e chiuderli quando cessano." },
  esonero: { name: "Esonero dagli obblighi", lead: "Concedere un esonero fino a una data, entro i limiti del nucleo, e seguirne la scadenza." },
  profilazione: { name: "Profilazione", lead: "Chiedere l’indice, compilare la scheda qualitativa e decidere verso quale percorso accompagnare la persona." },
  patto: { name: "Patto per il lavoro", lead: "Scrivere gli impegni, concordarli, raccogliere le firme e tenere il Patto aggiornato." },
  attivita: { name: "Attività di politica attiva", lead: "Proporre attività del catalogo, seguire le presenze e registrare come finiscono." },
  "offerta-di-lavoro": { name: "Offerta di lavoro congrua", lead: "Valutare se un’offerta è congrua, presentarla e registrare la risposta." },
  "presenza-periodica": { name: "Presenza periodica", lead: "Registrare le presenze che il Patto chiede e seguire il termine della prossima." },
  "assegno-di-ricollocazione": { name: "Assegno di ricollocazione", lead: "Seguire l’assegno: chi è stato scelto, entro quando." },
  condizionalita: { name: "Condizionalità", lead: "Valutare i fatti con le prove, ascoltare la persona, decidere se segnalare: due persone, mai il programma." },
  "invio-al-comune": { name: "Invio ai servizi del Comune", lead: "Proporre l’invio con le motivazioni scritte, farlo approvare, seguire la presa in carico." },
  "vita-del-caso": { name: "Vita del caso", lead: "Registrare ciò che cambia il caso: trasferimento, fine del beneficio, rinnovo, decesso." },
};

export const PERSON_PAGE = {
  lead: "Guardare la prossima scadenza, poi aprire il procedimento dal menu: in ciascuno gli atti possibili adesso.",
  nav: "Procedimenti e fascicolo",
  goTo: "Vai a",
  pending: (count: number): string => (count === 1 ? "1 cosa in sospeso" : `${count} cose in sospeso`),
  notOpen: "nessuna pratica",
  procedures: "Procedimenti",
  dossier: "Fascicolo",
  householdLine: "Nucleo",
  alone: "nessun altro componente seguito qui",
  measureLine: "Beneficio",
  reachLine: "Si raggiunge con",
  nextTerm: "Prossima scadenza",
  noNextTerm: "nessuna",
  interview: "Primo colloquio",
  desk: "Apri nel banco della condizionalità",
  unknownPart: "Questa parte della scheda non esiste: scegliere una voce del menu.",
  since: (when: string): string => `dal ${when}`,
  by: (who: string, role: string): string => `per atto di ${who} (${role})`,
  byProgram: "per atto del programma",
  opened: (when: string): string => `aperta il ${when}`,
  closed: (when: string): string => `chiusa il ${when}`,
  noItem: "Nessuna pratica aperta per questo procedimento.",
  begin: "Aprire una pratica",
  terms: "Termini",
  term: (day: string): string => `entro il ${day}`,
  expiredTerm: "termine scaduto",
  metTerm: (when: string): string => `rispettato il ${when}`,
  earlier: (count: number): string => (count === 1 ? "Una pratica precedente" : `${count} pratiche precedenti`),
  history: "Storia degli atti",
  noHistory: "Nessun atto, per ora.",
  standing: "I procedimenti, in breve",
  termsOf: "Scadenze aperte",
  noTerms: "Nessuna scadenza aperta.",
} as const;

export const TELLING = {
  next: "Che cosa viene ora.",
  notBefore: (when: string): string => `Non prima di ${when}.`,
} as const;

export const CONTACTS = {
  open: "Conferma o correggi i recapiti",
  title: "Recapiti: conferma e correzioni",
  lead: "Ogni correzione resta nella storia con la sua fonte. I messaggi in attesa per un recapito sbagliato si ritirano e si riscrivono a quello giusto.",
  source: "Chi lo ha detto, e come",
  sources: {
    desk: "detto dalla persona allo sportello",
    paper: "letto in un documento",
    phone: "detto al telefono",
    email: "scritto per e-mail dalla persona",
  } satisfies Record<ContactSource, string>,
  isRight: "è giusto",
  isWrong: "è sbagliato, o non è più suo",
  newPhone: "Nuovo numero di telefono",
  newPhoneHelp: "Come lo dice la persona: il prefisso internazionale si aggiunge da solo.",
  newEmail: "Nuova e-mail",
  newPec: "Nuova PEC",
  newPecHelp: "Solo una casella di posta elettronica certificata della persona: a quella si può notificare con valore legale.",
  pec: (address: string): string => `${address} (PEC)`,
  note: "Nota",
  confirm: "Registra",
  nothing: "Confermare o correggere almeno un recapito, oppure scriverne uno nuovo.",
} as const;
