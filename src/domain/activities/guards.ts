// The conditions of an activity, each with the sentence shown when it does not hold.

import { EVIDENCE_SEEN, REASON_GIVEN, REASON_LISTED } from "../procedure/shared-guards.ts";
import type { GuardRule } from "../procedure/types.ts";
import type { ActivityContext, ActivityGuard } from "./types.ts";

export const ACTIVITY_GUARDS: Readonly<Record<ActivityGuard, GuardRule<ActivityContext>>> = {
  "pact-in-force": {
    refusal: "Manca un patto in vigore: l’attività si propone dentro il patto firmato.",
    holds: (context) => context.pactInForce,
    law: ["DL4_2019_ART4_C8", "DL48_2023_ART4", "DL48_2023_ART12", "DLGS150_2015_ART20"],
  },
  "suits-person": {
    refusal: "La persona non ha i requisiti dell’attività: i motivi sono accanto alla voce del catalogo.",
    holds: (context) => context.suitsPerson,
    input: true,
  },
  "hours-agreed": {
    refusal:
      "Le ore settimanali non sono ammesse: per un progetto utile alla collettività, da otto a sedici, oltre le otto con l’accordo.",
    holds: (context) => context.hoursAgreed,
    input: true,
  },
  "person-agrees": {
    refusal: "La persona non ha ancora accettato: senza il suo sì non c’è iscrizione.",
    holds: (context) => context.personAgrees,
    input: true,
  },
  "place-free": {
    refusal: "Non ci sono posti liberi.",
    holds: (context) => context.placeFree,
  },
  "waiting-list-open": {
    refusal: "Non ci sono posti liberi e l’attività non ha una lista d’attesa.",
    holds: (context) => context.waitingListOpen,
  },
  "day-plausible": {
    refusal:
      "La data non può essere: è nel futuro, oppure prima di ciò che deve venire prima. Controllare l’anno.",
    holds: (context) => context.dayPlausible,
    input: true,
  },
  "reason-given": REASON_GIVEN,
  "reason-listed": REASON_LISTED,
  "evidence-seen": EVIDENCE_SEEN,
  "duty-holds": {
    refusal:
      "In quel giorno la persona non era tenuta, gli obblighi erano sospesi, la misura non conosce questo fatto, oppure non è stato verificato.",
    holds: (context) => context.duty === true,
  },
  "no-duty": {
    refusal:
      "In quel giorno la persona era tenuta: servono il motivo giustificato, oppure le condizioni di un fatto ingiustificato.",
    holds: (context) => context.duty === false,
  },
  "consequences-told": {
    refusal: "Prima di registrare va detto alla persona che cosa può seguirne, e va annotato.",
    holds: (context) => context.consequencesTold,
    input: true,
  },
  "register-seen": {
    refusal: "Manca il registro delle presenze dell’ente: senza il registro un’assenza non si prova.",
    holds: (context) => context.registerSeen,
    input: true,
  },
  "attendance-kept": {
    refusal: "Per questa attività non si tiene un registro delle presenze.",
    holds: (context) => context.attendanceKept,
  },
  "day-in-activity": {
    refusal:
      "Quel giorno non è dell’attività: prima dell’inizio, dopo la fine, in sospensione, nel futuro o fuori calendario.",
    holds: (context) => context.dayInActivity,
    input: true,
  },
  "day-free": {
    refusal: "Quel giorno è già nel registro: si corregge, con il motivo.",
    holds: (context) => !context.dayRecorded,
    input: true,
  },
  "day-recorded": {
    refusal: "Quel giorno non è nel registro: non c’è nulla da correggere.",
    holds: (context) => context.dayRecorded,
    input: true,
  },
  "absent-that-day": {
    refusal: "In quel giorno non risulta un’assenza ingiustificata.",
    holds: (context) => context.absentThatDay,
    input: true,
  },
  "hours-plausible": {
    refusal: "Le ore non possono essere: più di zero se presente, zero se assente, non oltre ventiquattro.",
    holds: (context) => context.hoursPlausible,
    input: true,
  },
  "hours-lost": {
    refusal: "Le ore perse si possono recuperare nel mese: quell’assenza da sola non è un fatto da valutare.",
    holds: (context) => context.recoverable === false,
    law: "DM_22_10_2019",
  },
  "hours-recoverable": {
    refusal: "Le ore perse in questa attività non si recuperano.",
    holds: (context) => context.recoverable === true,
    law: "DM_22_10_2019",
  },
  "month-over": {
    refusal: "Il mese non è finito: le ore si possono ancora recuperare.",
    holds: (context) => context.monthOver,
    law: "DM_22_10_2019",
    input: true,
  },
  "hours-short": {
    refusal: "Nel mese le ore ci sono, oppure la mancanza è già registrata.",
    holds: (context) => context.hoursShort,
    law: "DM_22_10_2019",
    input: true,
  },
  "not-yet-reported": {
    refusal:
      "Il fatto è già stato segnalato: prima va annullata la segnalazione, se il termine per farlo è ancora aperto.",
    holds: (context) => context.reported === false,
    law: "ANPAL_CONDIZIONALITA",
  },
  "outcome-chosen": {
    refusal: "Indicare l’esito: conclusa, oppure conclusa con attestato.",
    holds: (context) => context.outcomeChosen,
    input: true,
  },
  "attendance-complete": {
    refusal: "Il registro delle presenze ha giorni vuoti: completarlo prima di chiudere.",
    holds: (context) => context.attendanceComplete,
    input: true,
  },
  "job-proven": {
    refusal: "Manca la prova del lavoro: la comunicazione obbligatoria, o il contratto visto dall’operatore.",
    holds: (context) => context.jobProven,
    input: true,
  },
  "person-exempt": {
    refusal: "La persona non risulta esonerata.",
    holds: (context) => context.personExempt,
  },
  "person-excluded": {
    refusal: "La persona non risulta esclusa dagli obblighi.",
    holds: (context) => context.personExcluded,
  },
  "benefit-forfeited": {
    refusal: "Il beneficio non risulta decaduto: la decadenza la dispone l’INPS.",
    holds: (context) => context.benefitForfeited,
  },
  "replacement-named": {
    refusal: "Indicare l’attività che prende il posto di questa.",
    holds: (context) => context.replacementNamed,
    input: true,
  },
};
