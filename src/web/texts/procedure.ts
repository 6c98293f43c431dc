// Names of terms, states, acts and reasons as an operator reads them.

export const TERMS: Readonly<Record<string, string>> = {
  T2: "Convocare entro 30 giorni",
  "T2-convene": "Convocare entro 30 giorni",
  convene: "Convocare entro 30 giorni",
  "region-target": "Obiettivo della Regione",
};

export const SUMMONS_STATES: Readonly<Record<string, string>> = {
  planned: "pianificata",
  issued: "emessa",
  confirmed: "confermata",
  "not-delivered": "non consegnata",
  cancelled: "annullata",
  withdrawn: "ritirata",
  moved: "spostata",
  present: "presente",
  absent: "assente",
};

export const MESSAGE_KINDS: Readonly<Record<string, string>> = {
  summons: "Convocazione",
  reminder: "Promemoria",
  moved: "Spostamento",
  cancelled: "Annullamento",
};

export const MESSAGE_STATES: Readonly<Record<string, string>> = {
  due: "da inviare",
  claimed: "in invio",
  accepted: "accettato dal gateway",
  delivered: "consegnato",
  failed: "non consegnato",
  uncertain: "esito incerto",
  withdrawn: "ritirato",
  delayed: "in ritardo",
  refused: "rifiutato",
  retry: "nuovo tentativo",
  sent: "inviato",
  "no-answer": "nessuna risposta",
};

export const MESSAGE_FAILURES: Readonly<Record<string, string>> = {
  "no-answer": "Il gateway non ha risposto",
  unspecified: "Motivo non comunicato",
  "unknown-recipient": "Destinatario inesistente",
  "unknown-number": "Numero inesistente",
  "unknown-address": "Indirizzo inesistente",
  expired: "Tempo scaduto",
  refused: "Rifiutato",
  "invalid-recipient": "Destinatario non valido",
  blocked: "Bloccato dal destinatario",
  unreachable: "Telefono spento o non raggiungibile",
  "mailbox-full": "Casella piena",
};

export const CHANNELS: Readonly<Record<string, string>> = { sms: "SMS", email: "E-mail" };

export const TASKS: Readonly<Record<string, string>> = {
  unreachable: "Nessun recapito utilizzabile",
  "no-contacts": "Nessun recapito utilizzabile",
  "no-contact": "Nessun recapito utilizzabile",
  paper: "Da avvisare per posta",
  "not-delivered": "Messaggio non consegnato",
  uncertain: "Messaggio dall'esito incerto",
  failed: "Messaggio non consegnato",
};

export const ACTS: Readonly<Record<string, string>> = {
  "case-opened": "Caso aperto",
  "case-created": "Caso aperto",
  "notice-received": "Notifica ricevuta",
  "notice-updated": "Notifica aggiornata",
  "notice-created": "Notifica ricevuta",
  routed: "Sede assegnata",
  rerouted: "Sede cambiata",
  "office-assigned": "Sede assegnata a mano",
  "assign-office": "Sede assegnata a mano",
  queued: "Messo in coda da instradare",
  "appointment-held": "Posto in agenda riservato",
  "appointment-planned": "Posto in agenda riservato",
  "summons-planned": "Convocazione pianificata",
  "plan-summons": "Convocazione pianificata",
  "summons-issued": "Convocazione emessa",
  "issue-summons": "Convocazione emessa",
  issue: "Convocazione emessa",
  "appointment-moved": "Appuntamento spostato",
  "move-appointment": "Appuntamento spostato",
  move: "Appuntamento spostato",
  "summons-not-delivered": "Convocazione non consegnata",
  "record-not-delivered": "Convocazione non consegnata",
  "summons-delivered": "Convocazione consegnata",
  "uncertain-resolved": "Messaggio incerto deciso",
  "resolve-uncertain": "Messaggio incerto deciso",
  "desk-task-closed": "Attività dello sportello chiusa",
  "close-desk-task": "Attività dello sportello chiusa",
};

export const QUEUE_REASONS: Readonly<Record<string, string>> = {
  "fictitious-address": "Indirizzo fittizio (senza dimora)",
  "unknown-municipality": "Comune sconosciuto",
  "suppressed-municipality": "Comune soppresso",
  "outside-region": "Residenza fuori regione",
  abroad: "Residenza all'estero",
  "no-address": "Indirizzo mancante",
  "missing-address": "Indirizzo mancante",
  "zip-needed": "Serve il CAP per scegliere la sede",
  "unknown-zip": "CAP non assegnato a una sede",
};

export const RULES: Readonly<Record<string, string>> = {
  residence: "residenza",
  domicile: "domicilio",
  municipality: "comune",
  zip: "codice di avviamento postale",
  manual: "decisione della Regione",
};

export const NOT_BOUND: Readonly<Record<string, string>> = {
  age: "ha compiuto 65 anni",
  pension: "titolare di pensione diretta",
  minor: "minorenne",
  employed: "occupato",
  student: "frequenta un corso di studi",
  disability: "disabilità (L. 68/1999)",
  other: "altro motivo comunicato dalla piattaforma nazionale",
};

export const ACTOR_ROLES: Readonly<Record<string, string>> = {
  operator: "operatore",
  "office-manager": "responsabile della sede",
  regional: "cabina di regia",
  administrator: "amministrazione regionale",
  system: "Convoca",
  citizen: "cittadino",
};
