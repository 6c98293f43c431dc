// Every sentence about users, passwords, second factors and sessions.

const NUMBERS = new Intl.NumberFormat("it-IT", { useGrouping: "always" });

export const IDENTITY_TEXTS = {
  badSetting: (name: string, least: number, most: number) =>
    `«${name}» è un numero intero da ${NUMBERS.format(least)} a ${NUMBERS.format(most)}.`,
  notYourRole:
    "Questo ruolo, in questa sede, non è tra quelli concessi: chiederlo all'amministrazione regionale.",
  wrongCredentials:
    "Il nome o la password non corrispondono. Riprovare, oppure chiedere una nuova password all'amministrazione regionale.",
  wrongPassword: "La password di adesso non corrisponde.",
  locked: (seconds: number) =>
    seconds < 90
      ? `Troppi tentativi non riusciti: riprovare tra ${seconds} secondi.`
      : `Troppi tentativi non riusciti: riprovare tra ${Math.ceil(seconds / 60)} minuti.`,
  busy: "Molte persone stanno entrando in questo momento: riprovare tra qualche secondo.",
  wrongCode: "Il codice non corrisponde. Controllare l'ora del telefono e usare il codice mostrato adesso.",
  usedCode: "Questo codice è già stato usato: attendere il prossimo (cambia ogni 30 secondi).",
  wrongRecovery: "Il codice di recupero non corrisponde, oppure è già stato usato.",
  noRoles: "Questo utente non ha oggi alcun ruolo: chiederlo all'amministrazione regionale.",
  notThisStep: "L'accesso è a un altro passo: ricaricare la pagina e riprendere da lì.",
  passwordShort: (least: number) =>
    `La password ha almeno ${least} caratteri: una frase di più parole va bene.`,
  passwordLong: (most: number) => `La password ha al più ${most} caratteri.`,
  passwordCommon:
    "Questa password è tra le prime che si provano: sceglierne un'altra, per esempio una frase di più parole.",
  passwordIsName: "La password contiene il nome dell'utente o del programma: sceglierne un'altra.",
  passwordNear:
    "La password è fatta del nome della sede o del proprio: chi conosce l'utente la indovina. Sceglierne un'altra, per esempio una frase di più parole.",
  passwordSame: "La nuova password è uguale a quella di prima: sceglierne un'altra.",
  noEnrolment: "Nessuna configurazione del secondo fattore è in corso: cominciarla di nuovo.",
  otherKey:
    "La chiave degli accessi non è quella con cui i secondi fattori sono stati cifrati: rimettere il file di prima, o azzerare i secondi fattori con «convoca user reset».",
  keyMissing: "La chiave degli accessi non è stata indicata: il secondo fattore non si può usare.",
  expiredOneTime: "La password provvisoria è scaduta: chiederne un'altra all'amministrazione regionale.",
  flowUnknown:
    "Questo accesso non è stato iniziato da questo browser, oppure è scaduto: ricominciare dalla pagina di accesso.",
  providerRefused: "La risposta del gestore di identità non è valida: ricominciare dalla pagina di accesso.",
  noRolesFromProvider:
    "Il gestore di identità riconosce la persona, ma nessuna regola le dà oggi un ruolo: chiederlo all'amministrazione regionale.",
  userStopped: "Questo utente è stato fermato: rivolgersi all'amministrazione regionale.",
  logoutInvalid: "La comunicazione di uscita non è valida.",
  providerPlain: (id: string) => `Il gestore «${id}» non usa https.`,
  providerAway: (name: string) =>
    `Il gestore di identità «${name}» non risponde: riprovare tra qualche minuto.`,
  providerSecret: (id: string, at: string) => `Il segreto del gestore «${id}» non si trova (${at}).`,
  userExists: (login: string) => `L'utente «${login}» esiste già.`,
  userUnknown: (login: string) => `L'utente «${login}» non esiste.`,
  notLocal: (login: string) =>
    `L'utente «${login}» entra attraverso un gestore di identità: password e secondo fattore non stanno qui.`,
  rolesFromProvider: (login: string) =>
    `L'utente «${login}» entra attraverso un gestore di identità: i suoi ruoli vengono dalle regole di «convoca provider rule».`,
  roleNotThere: "L'utente non ha questo ruolo in questa sede.",
  badLogin: "Il nome utente ha da 2 a 200 caratteri, senza spazi.",
  badName: "Il nome della persona manca o contiene caratteri di controllo.",
  badRole: (known: string) => `Il ruolo va scelto tra: ${known}.`,
  officeMissing: "Per questo ruolo va indicata la sede (--office con il codice ministeriale).",
  officeNotWanted: "Questo ruolo non ha sede: togliere --office.",
  officeUnknown: (office: string) => `La sede «${office}» non esiste o non è aperta.`,
  badDay: (text: string) => `«${text}» non è una data: scriverla come 2026-01-31.`,
} as const;
