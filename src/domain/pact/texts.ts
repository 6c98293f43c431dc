// Italian names of the states, acts, terms and effects of the pact, of the ways of signing and of the reasons for its end.

import type { TermRule } from "../procedure/types.ts";
import type { PactAct, PactEffect, PactState, PactTerm } from "./types.ts";

export const PACT_STATES: Readonly<Record<PactState, string>> = {
  none: "Da scrivere",
  draft: "In bozza",
  agreed: "Concordato, da firmare",
  "person-signed": "Firmato dalla persona",
  "in-force": "In vigore, firmato da entrambi",
  revising: "In vigore; revisione in bozza",
  "revision-agreed": "In vigore; revisione concordata, da firmare",
  "revision-signed": "In vigore; revisione firmata dalla persona",
  refused: "La persona ha rifiutato di firmare",
  dropped: "Chiuso senza firma",
  superseded: "Superato da un nuovo patto",
  ended: "Concluso",
  annulled: "Annullato per errore materiale",
};

export const PACT_ACTS: Readonly<Record<PactAct, string>> = {
  draft: "Scrive la bozza",
  agree: "Registra l’accordo sul contenuto",
  "sign-person": "Registra la firma della persona",
  "sign-office": "Firma per il centro per l’impiego",
  "carry-over": "Riporta il patto sotto il nuovo protocollo",
  "record-communicated": "Registra la comunicazione alla piattaforma",
  revise: "Scrive una revisione",
  "drop-revision": "Lascia cadere la revisione",
  "record-refusal": "Registra il rifiuto di firmare",
  "correct-refusal": "Corregge un rifiuto registrato per errore",
  reopen: "Riapre il patto dopo un rifiuto",
  drop: "Chiude senza firma",
  supersede: "Registra che un nuovo patto lo sostituisce",
  end: "Conclude il patto",
  annul: "Annulla per errore materiale",
};

export const PACT_TERMS: Readonly<Record<PactTerm, TermRule<PactAct>>> = {
  "report-pact": {
    title: "Comunicazione del patto firmato alla piattaforma (T9)",
    clock: "report-pact",
    expiry: { then: "kpi" },
  },
};

export const PACT_EFFECTS: Readonly<Record<PactEffect, string>> = {
  "send-to-platform": "il patto di servizio (A02) è comunicato alla piattaforma nazionale",
  "supersede-earlier": "il patto che era in vigore è superato da questo",
  "count-presence":
    "la firma vale come presenza: la presenza periodica comincia, o riparte, dove la misura la chiede",
  "end-presence": "la presenza periodica, se era in corso, si chiude",
  "review-activities":
    "lo sportello riceve un compito: le attività ancora aperte vanno chiuse o riportate in un altro patto",
  "open-breach":
    "il fatto è messo davanti a un operatore, che decide se registrarlo per la condizionalità: nulla è segnalato da solo",
  "review-breach":
    "il procedimento aperto sul rifiuto va riletto da una persona: la persona è tornata sul patto",
  "close-breach": "il procedimento di condizionalità aperto su questo rifiuto, se non è segnalato, si chiude",
  "desk-task":
    "lo sportello riceve un compito: sentire la persona, perché senza patto il percorso non prosegue",
};

export const SIGNING_WAYS = {
  paper: "su carta, allo sportello",
  digital: "firma digitale o elettronica avanzata",
  remote: "a distanza, con SPID o CIE",
  platform: "sulla piattaforma nazionale",
  screen: "sullo schermo, con un codice mandato al telefono della persona",
} as const;
export type SigningWay = keyof typeof SIGNING_WAYS;

/** How the search for work that was agreed is shown. */
export const SHOWN_BY = {
  diary: "con il diario settimanale",
  platform: "sulla piattaforma",
  interview: "nel colloquio con chi segue il patto",
} as const;
export type ShownBy = keyof typeof SHOWN_BY;

/** Why a pact ends, none of them the person's fault by itself. */
export const END_REASONS = {
  job: "la persona lavora",
  excluded: "la persona è esclusa dagli obblighi",
  exempt: "la persona è esonerata",
  "benefit-over": "il beneficio è finito",
  "benefit-lost": "l’INPS ha disposto la decadenza o la revoca",
  "municipal-services": "la persona è inviata ai servizi comunali",
  "other-region": "la persona è passata a un’altra Regione",
  "left-by-volunteer": "chi partecipava di sua volontà ha lasciato il percorso",
  death: "la persona è deceduta",
} as const;
export type EndReason = keyof typeof END_REASONS;

/** What is said of a commitment that was written wrongly. */
export const COMMITMENT_PROBLEMS = {
  missing: (text: string) => `Manca l’impegno «${text}»: scriverlo, oppure lasciarlo fuori con il motivo.`,
  twice: (text: string) => `L’impegno «${text}» è scritto due volte.`,
  unknown: (code: string) => `L’impegno «${code}» non è fra quelli della misura.`,
  otherKind: (text: string) => `L’impegno «${text}» è compilato come se fosse di un altro tipo.`,
  noReason: (text: string) => `Per lasciare fuori «${text}» serve il motivo.`,
  day: (text: string) => `«${text}»: la data non può essere, è passata o troppo lontana.`,
  times: (text: string) => `«${text}»: il numero di volte la settimana non può essere.`,
  words: (text: string) => `«${text}»: manca ciò che è stato concordato.`,
} as const;
