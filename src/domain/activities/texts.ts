// Italian names of the states, acts and effects of an activity, and the reasons why a person may not enrol.

import type { ActivityAct, ActivityEffect, ActivityOutcome, ActivityState, AttendanceMark } from "./types.ts";

export const ACTIVITY_STATES: Readonly<Record<ActivityState, string>> = {
  none: "Da proporre",
  proposed: "Proposta",
  waiting: "Accettata, in lista d’attesa",
  enrolled: "Accettata, iscritta",
  started: "Iniziata",
  suspended: "Sospesa",
  completed: "Terminata",
  accounted: "Terminata e rendicontata",
  "job-found": "Chiusa: ha trovato lavoro",
  interrupted: "Interrotta, non per scelta della persona",
  ended: "Chiusa: la persona non è più tenuta, o segue un’altra attività",
  abandoned: "Abbandonata",
  refused: "Rifiutata",
  "not-started": "Non iniziata",
  annulled: "Annullata per errore materiale",
};

export const ACTIVITY_ACTS: Readonly<Record<ActivityAct, string>> = {
  propose: "Propone l’attività",
  accept: "Accetta l’attività",
  "give-place": "Assegna un posto a chi è in lista d’attesa",
  "record-refusal": "Registra il rifiuto",
  "correct-refusal": "Corregge un rifiuto registrato per errore",
  cancel: "Annulla prima dell’inizio",
  start: "Registra l’inizio",
  "record-presence": "Registra la presenza del giorno",
  "record-absence": "Registra l’assenza del giorno",
  "record-lost-hours": "Registra le ore non recuperate nel mese",
  "justify-absence": "Giustifica un’assenza già registrata",
  "correct-attendance": "Corregge un giorno del registro",
  suspend: "Sospende l’attività",
  resume: "Riprende l’attività",
  complete: "Registra il termine",
  account: "Registra la rendicontazione",
  "end-for-job": "Chiude perché la persona lavora",
  interrupt: "Registra l’interruzione da parte dell’ente",
  "lose-requirements": "Chiude per requisiti mancanti",
  abandon: "Registra l’abbandono",
  "correct-abandonment": "Corregge un abbandono registrato per errore",
  "end-exempt": "Chiude per esonero",
  "end-excluded": "Chiude per esclusione dagli obblighi",
  "end-forfeited": "Chiude per decadenza dal beneficio",
  transform: "Sostituisce con un’altra attività",
  annul: "Annulla per errore materiale",
};

export const ACTIVITY_EFFECTS: Readonly<Record<ActivityEffect, string>> = {
  "report-event": "l’evento della politica attiva parte verso la piattaforma, con il codice nazionale",
  "hold-place": "un posto è tenuto",
  "join-waiting-list": "la persona entra nella lista d’attesa",
  "release-place": "il posto, se era tenuto, torna libero",
  "tell-person": "la persona è avvisata",
  "fact-for-conditionality":
    "il fatto è messo davanti a un operatore, che decide se registrarlo per la condizionalità: nulla è segnalato da solo",
  "close-fact": "il fatto messo in evidenza, se non è ancora segnalato, è chiuso",
};

export const ATTENDANCE_MARKS: Readonly<Record<AttendanceMark, string>> = {
  present: "Presente",
  absent: "Assente, non giustificata",
  justified: "Assente, giustificata",
};

export const ACTIVITY_OUTCOMES: Readonly<Record<ActivityOutcome, string>> = {
  completed: "Conclusa",
  certified: "Conclusa, con attestato o qualifica",
  "job-found": "Chiusa per un lavoro",
  interrupted: "Interrotta dall’ente o per un fatto non dipeso dalla persona",
  abandoned: "Abbandonata",
};

/** Why a person may not enrol, in the words shown beside the entry. */
export const ENROLMENT_REASONS = {
  closed: "Le iscrizioni sono chiuse.",
  age: "L’età non è fra quelle ammesse, oppure non è nota.",
  measure: "L’attività non è aperta ai beneficiari di questa misura.",
  residence: "È riservata a chi risiede nel Comune che la organizza.",
  qualifications: "Manca un titolo o un’abilitazione richiesti.",
  overlap: "Negli stessi giorni la persona segue un’altra attività, oppure non è stato verificato.",
  places: "I posti sono esauriti, oppure non si sa quanti ne restano.",
  "puc-municipality": "Il progetto utile alla collettività non ha il Comune che lo organizza.",
  "puc-hours-few": "Un progetto utile alla collettività impegna almeno otto ore la settimana.",
  "puc-hours-many": "Un progetto utile alla collettività impegna al massimo sedici ore la settimana.",
  "puc-hours-agreed": "Oltre le otto ore settimanali serve l’accordo della persona.",
} as const;
