// Every sentence the server says to a person.

export const TEXTS = {
  notLoopback: (host: string): string =>
    `Convoca non ha ancora l'accesso con identità verificata: per ora ascolta solo su questa macchina (127.0.0.1) e rifiuta «${host}». Togliere l'indirizzo dalla configurazione.`,
  portTaken: (port: number): string =>
    `La porta ${port} è già occupata da un altro programma: chiuderlo o scegliere un'altra porta con CONVOCA_PORT.`,
  notListening: (reason: string): string => `Il server non può mettersi in ascolto: ${reason}.`,
  titles: {
    400: "Richiesta non valida",
    401: "Non riconosciuto",
    403: "Non consentito",
    404: "Non trovato",
    409: "Non si può fare ora",
    413: "Troppo grande",
    415: "Formato non accettato",
    421: "Indirizzo non riconosciuto",
    500: "Errore imprevisto",
    503: "Servizio momentaneamente non disponibile",
  } as Readonly<Record<number, string>>,
  unexpected:
    "Qualcosa è andato storto e non è stato salvato nulla. Riprovare; se succede ancora, comunicare il numero della richiesta.",
  databaseAway:
    "Il database non risponde. Riprovare tra qualche secondo: nulla di quanto già salvato è andato perso.",
  invalid: "Alcuni dati non sono validi: correggere i campi indicati e riprovare.",
  malformed: "La richiesta non si può leggere: ricaricare la pagina e riprovare.",
  tooLarge: "Il contenuto è più grande di quanto accettato: dividerlo in più parti.",
  wrongType: "Il formato del contenuto non è quello atteso.",
  notFound: "Questa pagina o questo dato non esiste, oppure non è di competenza della sede scelta.",
  otherSite:
    "La richiesta arriva da un altro sito ed è stata rifiutata. Ricaricare Convoca e riprovare da lì.",
  wrongHost: "Il server risponde solo all'indirizzo di questa macchina.",
  officeOnly: "Questa pagina è di una sede: scegliere in alto un ruolo di sede.",
  administratorOnly: "Questa operazione spetta all'amministrazione regionale: scegliere in alto quel ruolo.",
  regionOnly:
    "Questa pagina è della Regione: scegliere in alto la cabina di regia o l'amministrazione regionale.",
  officeUnknown: "Questa sede non esiste o non è più attiva: sceglierne un'altra dall'elenco.",
  officeNeeded: "Per questo ruolo va scelta anche la sede.",
  personNotHere: "Questa persona non è seguita dalla sede scelta, oppure la pagina non esiste.",
  batchNotHere: "Questo arrivo di notifiche non esiste.",
  demoOnly: "Questa funzione esiste solo nella dimostrazione.",
  outsideAway: "Il simulatore non risponde: riavviare la dimostrazione.",
  badToken: "Le credenziali del gateway non sono valide.",
  badReceipts: "Il corpo non è JSON valido.",
  receiptsUnreadable: "Nessuna delle ricevute contiene la chiave del messaggio e lo stato.",
  emptyUpload: "Il file è vuoto: scegliere il file delle notifiche e riprovare.",
  uploadTooLarge: "Il file supera 2 GB: dividerlo in più file.",
  uploaded: "Il file è arrivato: la lettura è cominciata e avanza qui sotto.",
  moved: "Appuntamento spostato. La persona sarà avvisata con un nuovo messaggio.",
  taskClosed: "Attività chiusa.",
  assigned: "Sede assegnata: da ora il caso è della sede scelta.",
  resent: "Il messaggio sarà inviato di nuovo.",
  assumedSent: "Il messaggio è considerato inviato.",
  gatewayOpened: "Il canale è aperto: gli invii riprendono.",
  gatewayPaused: "Il canale è in pausa: gli invii aspettano.",
  clockMoved: (when: string): string => `Adesso per la procedura è ${when}.`,
  switched: "Fatto.",
  webMissing: "L'interfaccia non è stata costruita: fermare Convoca e riavviarla con npm start.",
} as const;
