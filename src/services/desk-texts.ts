// Italian sentences of the acts of operators and administrators: refusals, reasons of tasks, the report of a reconciliation.

export const APPOINTMENT_TEXTS = {
  noOffice: "Solo chi lavora per una sede può spostare i suoi appuntamenti: scegliere la sede in cui si opera.",
  notVisible: "Il fascicolo non è tra quelli di questa sede: è passato a un'altra sede oppure non esiste.",
  seatUnreadable: "L'ora indicata non si legge: scegliere un posto tra quelli proposti.",
  sameSeat: "È già l'appuntamento della persona: scegliere un altro posto.",
  taken: "Il posto è appena stato preso: aggiornare l'elenco e sceglierne un altro.",
  householdHour: "Un altro componente del nucleo ha già un appuntamento in quell'ora: scegliere un'altra ora.",
  keptByHand: "La data dell'appuntamento resta quella e nessun messaggio può dirlo: avvisare la persona di persona o per telefono.",
  tellByHand: "L'appuntamento è stato spostato e nessun recapito può ricevere l'avviso: avvisare la persona di persona o per telefono.",
} as const;

export const DECISION_TEXTS = {
  reasonMissing: "Manca il motivo: scriverlo, resterà nel registro degli atti.",
  noteMissing: "Manca la nota: scrivere com'è andata, resterà nel registro degli atti.",
  regionOnly: "La decisione spetta alla Regione: chiederla a un amministratore.",
  notQueued: "Il caso non è più in coda: qualcuno ha già deciso, oppure è arrivato un indirizzo nuovo.",
  officeUnknown: "La sede indicata non esiste o non è aperta oggi: sceglierne una in attività.",
  messageNotVisible: "Il messaggio non è tra quelli di questa sede.",
  messageNotUncertain: "Il messaggio non è più incerto: nel frattempo è arrivato l'esito oppure qualcuno ha già deciso.",
  messageStale: "Il messaggio parla di un appuntamento passato o cambiato: non si può inviare di nuovo. Indicare che si presume inviato.",
  taskNotVisible: "L'attività non è tra quelle di questa sede.",
  taskClosed: "L'attività è già chiusa.",
  taskUncertain: "Ci sono messaggi incerti da decidere: l'attività si chiude da sola quando sono decisi.",
  gatewayUnknown: "Il canale indicato non esiste.",
  gatewayHeld: "Il canale è fermo perché è stato ripristinato un backup: si riapre solo allineandolo con «convoca reconcile».",
} as const;

export const FENCE_TEXTS = {
  behind: "Il database è più vecchio di quanto questo computer ha già inviato: è stato ripristinato un backup. Nessun messaggio parte finché non si esegue «convoca reconcile».",
  stranger:
    "Il database contiene messaggi già inviati, ma questo computer non ne ha memoria e nessun altro processo sta inviando: può essere un backup ripristinato. Nessun messaggio parte finché non si esegue «convoca reconcile».",
  unreadable:
    "La memoria degli invii di questo computer non si legge e il database contiene messaggi già inviati: non si può escludere un backup ripristinato. Nessun messaggio parte finché non si esegue «convoca reconcile».",
  restoredDetail: "Il messaggio può essere già partito prima del ripristino del backup: decidere se inviarlo di nuovo.",
} as const;

export const RECONCILE_TEXTS = {
  nothingHeld: "Nessun canale è fermo per un ripristino: non c'è nulla da allineare.",
  noSender: (gateway: string): string => `${gateway}: resta fermo, manca il collegamento con il gateway.`,
  noAnswer: (gateway: string, detail: string): string => `${gateway}: resta fermo, il gateway non ha risposto (${detail}). Eseguire di nuovo «convoca reconcile».`,
  asked: (gateway: string, known: number, orphans: number): string =>
    `${gateway}: riaperto. Messaggi già ricevuti dal gateway: ${known}. Messaggi del gateway che questo database non conosce: ${orphans}.`,
  byHand: (gateway: string, uncertain: number): string =>
    `${gateway}: riaperto. Il gateway non sa dire che cosa ha ricevuto: ${uncertain} messaggi sono incerti e vanno decisi da una persona.`,
} as const;
