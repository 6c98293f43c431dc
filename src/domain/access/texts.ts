// Every sentence about roles, substitutions, accesses and unusual accesses.

import type { ReasonKind } from "./reasons.ts";
import type { UnusualRule } from "./unusual.ts";

export const ACCESS_TEXTS = {
  pageTitle: "Chi può vedere e amministrare che cosa",
  pageIntro:
    "Chi può compiere un atto è scritto nelle righe della sua procedura («da parte di»). Questa tabella dice il resto: chi può leggere e chi può amministrare. Il server, le pagine e questa stessa pagina usano la stessa tabella. Che cosa una sede vede è deciso dal database: le persone di cui è competente ora, e nessun’altra.",
  rolesTitle: "Ruoli",
  rolesHead: "| Ruolo | A che cosa serve | Lavora in una sede | Nelle procedure è |\n|---|---|---|---|",
  readTitle: "Leggere",
  administerTitle: "Amministrare",
  permissionHead: "| Che cosa | Riguarda persone | Chi | Perché | Norma |\n|---|---|---|---|---|",
  substitutionTitle: "Sostituzioni",
  substitution: [
    "Chi è assente può essere sostituito, in una sede e in un ruolo, da un giorno a un altro compresi. La sostituzione la dà il responsabile della sede o l’amministratore del nodo, mai chi sostituisce né chi è sostituito.",
    "Chi sostituisce agisce con il proprio nome, «per conto di» chi è assente: il registro degli atti e quello degli accessi portano l’uno e l’altro.",
    "Nessuno approva ciò che ha proposto, nemmeno come sostituto: non lo approva chi lo ha proposto, né chi agisce per suo conto, né colui per conto del quale è stato proposto.",
  ],
  actsAsNobody: "nessuno",
  yes: "sì",
  no: "no",
} as const;

export const SUBSTITUTION_TEXTS = {
  ofOneself: "Nessuno sostituisce sé stesso: indicare due persone diverse.",
  ownGiving:
    "La sostituzione la dà un terzo: non chi è assente e non chi sostituisce. Chiedere all’amministratore del nodo.",
  officeRoleOnly: "Si sostituisce solo chi lavora in una sede: scegliere uno dei ruoli di sede.",
  otherOffice: "Il responsabile dà le sostituzioni della propria sede, e di nessun’altra.",
  wrongDays: "L’ultimo giorno viene prima del primo: controllare le date.",
  past: "I giorni indicati sono già passati: una sostituzione non vale per il passato.",
  tooLong: "Più di un anno non è un’assenza: va dato il ruolo.",
  reasonMissing: "Manca il motivo: scriverlo, resta agli atti.",
  ownProposal:
    "Chi ha proposto non può anche approvare, nemmeno come sostituto o per mano di chi lo sostituisce: serve un’altra persona.",
  onBehalf: (substitute: string, absent: string): string => `${substitute} per conto di ${absent}`,
  overlaps: "Questa persona sostituisce già qualcuno, in questo ruolo e in questa sede, in quei giorni.",
  officeUnknown: "La sede non esiste.",
  userUnknown: (login: string): string => `«${login}» non è un utente di questo nodo.`,
  notHere: "La sostituzione non esiste, oppure non è della propria sede.",
  endedAlready: "La sostituzione è già finita.",
} as const;

/** Why a page was opened, as the log shows it. */
export const REASON_TEXTS: Readonly<Record<ReasonKind, string>> = {
  "desk-task": "attività aperta allo sportello",
  appointment: "appuntamento vicino",
  message: "messaggio da verificare",
  term: "termine in scadenza",
  item: "pratica aperta",
  "at-desk": "la persona è allo sportello",
  call: "la persona ha telefonato",
  "written-request": "la persona ha scritto",
  colleague: "richiesta di un collega o di un altro ufficio",
  check: "controllo interno",
  other: "altro",
  none: "nessun motivo",
};

/** What each rule found, as the auditor reads it. */
export const UNUSUAL_TEXTS: Readonly<Record<UnusualRule, string>> = {
  relative: "Possibile parente",
  protected: "Persona protetta",
  burst: "Molte persone in poco tempo",
  "out-of-hours": "Fuori orario",
  "no-act": "Nessun atto da compiere",
};

export const FLAG_TEXTS = {
  reasonMissing: "Manca il motivo: scriverlo, resta agli atti.",
  notThere: "La segnalazione non esiste.",
  closedAlready: "La segnalazione è già stata chiusa.",
  own: "Nessuno chiude una segnalazione che lo riguarda: serve un altro revisore.",
  protectedAlready: "La persona è già protetta, oppure non è della propria sede.",
  notProtected: "La persona non risulta protetta, oppure non è della propria sede.",
  noteMissing: "Scrivere in poche parole il motivo.",
} as const;

export const RULE_TEXTS = {
  reasonMissing: "Manca il motivo: scriverlo, resta agli atti.",
  unknown: "Questa regola non ha questo valore.",
  outOfLimits: (least: number, most: number): string => `Il valore va da ${least} a ${most}, senza decimali.`,
  upsideDown: "L’orario comincia dopo essere finito: la prima ora viene prima della seconda.",
} as const;

export const KIN_TEXTS = {
  badSurname: "Il cognome ha solo lettere, spazi, apostrofi e trattini.",
  unknown: "L’utente o il comune non esiste: sceglierli dall’elenco.",
  otherOffice: "Questo utente non lavora nella propria sede: lo dichiara il suo responsabile, o l’amministratore del nodo.",
  own: "La propria famiglia la registra un altro: il responsabile della sede o l’amministratore del nodo.",
  notThere: "Questo cognome è già stato tolto.",
} as const;
