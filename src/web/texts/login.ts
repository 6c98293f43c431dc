// Words of the way in and of one's own account.

export const LOGIN = {
  title: "Entrare in Convoca",
  lead: "Con il nome e la password di questa installazione, oppure attraverso il gestore di identità della Regione.",
  leadLocal: "Con il nome e la password ricevuti dall'amministrazione regionale.",
  login: "Nome utente",
  password: "Password",
  enter: "Entra",
  providers: "Oppure con",
  providerEnter: (name: string): string => `Entra con ${name}`,
  forgotten:
    "Chi ha perso la password o il telefono chiede all'amministrazione regionale una password provvisoria.",
  who: (name: string): string => `Accesso di ${name}`,
  leave: "Annulla l'accesso",
  backToDoor: "Torna all'accesso",

  codeTitle: "Codice di verifica",
  codeLead: "Aprire l'applicazione dei codici sul telefono e scrivere le sei cifre di Convoca.",
  code: "Codice di sei cifre",
  check: "Verifica",
  useRecovery: "Non ho il telefono: uso un codice di recupero",
  useCode: "Uso il codice del telefono",
  recovery: "Codice di recupero",
  recoveryHelp: "Sedici caratteri, a gruppi di quattro. Ognuno vale una volta sola.",

  newTitle: "Scegliere la propria password",
  newLead: "La password provvisoria serve solo per questo primo accesso.",
  newPassword: "Nuova password",
  newHelp: "Almeno 12 caratteri. Una frase di più parole è facile da ricordare e difficile da indovinare.",
  show: "Mostra la password",
  save: "Salva la password",

  enrolTitle: "Secondo fattore",
  enrolLead:
    "Oltre alla password serve un codice che cambia ogni trenta secondi, dato da un'applicazione sul telefono (per esempio FreeOTP, Aegis, Google o Microsoft Authenticator).",
  enrolBegin: "Comincia",
  enrolScan: "Inquadrare questo codice con l'applicazione:",
  enrolQr: "Codice QR da inquadrare con l'applicazione dei codici",
  enrolByHand: "Oppure scrivere a mano questa chiave:",
  enrolThen: "Poi scrivere il codice che l'applicazione mostra:",
  confirm: "Conferma",
  codesTitle: "Codici di recupero",
  codesLead:
    "Se il telefono si perde, ognuno di questi codici fa entrare una volta. Stamparli o scriverli, e tenerli lontano dal computer: non si rivedono più.",
  codesKept: "Li ho messi al sicuro: continua",

  chooseTitle: "Con quale ruolo si lavora ora?",
  chooseLead: "Si può cambiare in ogni momento, senza uscire.",

  signOut: "Esci",
  account: "Il mio accesso",
} as const;

export const LOGIN_ERRORS: Readonly<Record<string, string>> = {
  ACCESSO_NON_INIZIATO: "Questo accesso non è stato iniziato da questo browser, oppure è scaduto. Riprovare.",
  GESTORE_RIFIUTATO: "La risposta del gestore di identità non è valida. Riprovare.",
  GESTORE_DIVERSO: "La risposta viene da un altro gestore di identità. Riprovare.",
  NESSUN_RUOLO:
    "Il gestore di identità riconosce la persona, ma oggi nessuna regola le dà un ruolo: chiederlo all'amministrazione regionale.",
  UTENTE_FERMATO: "Questo utente è stato fermato: rivolgersi all'amministrazione regionale.",
};
export const LOGIN_FAILED = "L'accesso non è riuscito. Riprovare.";

export const ACCOUNT = {
  title: "Il mio accesso",
  lead: "Password, secondo fattore, ruoli e sessioni di chi è entrato.",
  rolesTitle: "Ruoli",
  roleNow: "ruolo di adesso",
  takeRole: "Prendi questo ruolo",
  passwordTitle: "Password",
  passwordSince: (when: string): string => `In vigore da ${when}. Cambiandola si chiudono le altre sessioni.`,
  current: "Password di adesso",
  change: "Cambia la password",
  factorTitle: "Secondo fattore",
  factorOn: (left: number): string =>
    left === 1 ? "Attivo. Resta 1 codice di recupero." : `Attivo. Restano ${left} codici di recupero.`,
  factorOff: "Non attivo.",
  factorRenew: "Configura un altro telefono",
  factorSet: "Configura il secondo fattore",
  newCodes: "Nuovi codici di recupero",
  prove: "Per continuare, ripetere la password:",
  elsewhere: "Password e secondo fattore sono del gestore di identità con cui si è entrati.",
  sessionsTitle: "Sessioni aperte",
  sessionHere: "questa",
  sessionSince: (since: string, seen: string): string => `dal ${since}, usata il ${seen}`,
  sessionEnd: "Chiudi",
  endAll: "Chiudi tutte le sessioni",
  endAllHelp: "Su ogni computer, anche su questo: si dovrà entrare di nuovo.",
  unknownAgent: "Programma sconosciuto",
} as const;
