// Italian of the outbox: what a failure means, the acts that mend it, what stands against them.

import { FAILURE_TEXTS } from "../messages/texts.ts";
import type { CareAct, CareObstacle, OwnFailure } from "./failure-care.ts";

const OWN: Readonly<Record<OwnFailure, { readonly name: string; readonly whatToDo: string }>> = {
  refused: {
    name: "Rifiutato dal gestore",
    whatToDo: "Il gestore non l’ha preso: avvisare chi tiene i canali; intanto usare un altro recapito.",
  },
  "expired-before-sending": {
    name: "Scaduto prima di partire",
    whatToDo: "L’appuntamento è passato prima che il messaggio potesse partire.",
  },
  "code-over": { name: "Codice scaduto prima di partire", whatToDo: "Mandare un codice nuovo, o firmare su carta." },
};

/** Name and remedy of any cause; one that nobody has named is said as it is written. */
export function failureText(failure: string): { readonly name: string; readonly whatToDo: string } {
  const known: Readonly<Record<string, { readonly name: string; readonly whatToDo: string }>> = { ...FAILURE_TEXTS, ...OWN };
  return Object.hasOwn(known, failure) ? known[failure]! : { name: failure, whatToDo: FAILURE_TEXTS.unspecified.whatToDo };
}

export const CARE_TEXTS: Readonly<Record<CareAct, { readonly name: string; readonly explain: string }>> = {
  again: {
    name: "Invia di nuovo allo stesso recapito",
    explain: "Parte un nuovo messaggio con lo stesso contenuto, solo a chi non è stato avvisato in altro modo.",
  },
  "other-contact": {
    name: "Scrivi a un altro recapito",
    explain: "Parte un nuovo messaggio ai recapiti di oggi a cui non si è ancora scritto per questo appuntamento.",
  },
  "contact-dropped": {
    name: "Togli il recapito e usa l’altro",
    explain: "Il recapito che non esiste esce dall’uso; se la persona ne ha un altro e non è stata avvisata, le si scrive lì. Chi resta senza va cercato dallo sportello.",
  },
  phone: {
    name: "Avvisa per telefono",
    explain: "Resta un’attività dello sportello con la causa: si chiude scrivendo come è andata.",
  },
};

export const OBSTACLE_TEXTS: Readonly<Record<CareObstacle, string>> = {
  "taken-care": "qualcuno se n’è già occupato",
  "not-for-cause": "l’atto non rimedia a questa causa",
  "not-a-summons": "non è un messaggio di convocazione: va detto di persona",
  "no-longer-true": "l’appuntamento è passato o è cambiato",
  restricted: "il trattamento dei dati della persona è limitato",
  "told-otherwise": "un altro messaggio dice già lo stesso, o può essere arrivato",
  "part-arrived": "una parte dell’SMS è arrivata: meglio telefonare",
  "no-contact": "nessun recapito a cui scrivere",
};

export const PRICE_REFUSALS = {
  price: "Il prezzo va scritto come 0,045: fino a cinque decimali.",
  currency: "La valuta va scritta con tre lettere, come EUR.",
  per: "Una parte si conta solo negli SMS: per gli altri canali il prezzo è del messaggio.",
  gateway: "Questo gestore non esiste.",
} as const;

/** What the telephone task says. */
export const PHONE_TASK = (cause: string): string => `${cause}: avvisare la persona per telefono`;

/** Heads of the files that are saved. */
export const OUTBOX_HEADS = {
  messages: [
    "Previsto per il", "Affidato al gestore il", "Cognome", "Nome", "Messaggio", "Canale", "Gestore", "Destinatario", "Stato", "Causa", "Parti", "Modello", "Versione",
  ],
  failures: ["Sede", "Canale", "Causa", "Che cosa fare", "Messaggi", "Persone", "Non raggiunte da nessun messaggio", "Dal"],
  costs: ["Voce", "Messaggi affidati", "Parti", "In dubbio", "Ancora da inviare", "Senza prezzo", "Valuta", "Costo", "Costo degli incerti"],
} as const;

export const OUTBOX_FILES = { messages: "messaggi", failures: "messaggi non arrivati", costs: "costi dei messaggi", total: "Totale", noOffice: "Nessuna sede" } as const;
