// Italian sentences about the messages exchanged with the national node.

const KB = 1024;

export const MESSAGE_TEXTS = {
  NOTIFICA_VUOTA: "La richiesta è vuota: inviare una notifica XML.",
  NOTIFICA_TROPPO_GRANDE: (bytes: number): string => `Il messaggio supera la dimensione ammessa di ${Math.round(bytes / KB)} KB.`,
  NOTIFICA_CODIFICA: "Il messaggio non è in UTF-8.",
  NOTIFICA_DOCTYPE: "Il messaggio contiene una dichiarazione DOCTYPE, che non è ammessa.",
  NOTIFICA_INTERROTTA: "Il messaggio non è arrivato intero.",
  outOfSchema: (line: number, message: string): string => `Il messaggio non rispetta lo schema (riga ${line}): ${message}.`,
  notWellFormed: (line: number): string => `Il messaggio non rispetta lo schema (riga ${line}): l’XML non è ben formato o è incompleto.`,
  version: "la versione di XML non è la 1.0",
  unexpected: (name: string): string => `l’elemento «${name.slice(0, 100)}» non è previsto in questo punto`,
  missing: (name: string, parent: string): string => `in «${parent}» manca l’elemento «${name}»`,
  badValue: (name: string): string => `il valore di «${name}» non è ammesso`,
  attribute: (name: string, of: string): string => `l’attributo «${name.slice(0, 100)}» di «${of.slice(0, 100)}» non è previsto`,
  strayText: (name: string): string => `in «${name}» c’è del testo fuori dagli elementi`,
  tooDeep: "Il messaggio ha troppi livelli o troppi attributi.",
  soapVersion: "La busta è di SOAP 1.2: il servizio usa SOAP 1.1.",
  noEnvelope: "Manca la busta SOAP.",
  badEnvelope: "La busta SOAP non è ordinata come vuole SOAP 1.1: un’intestazione facoltativa, poi un corpo con un solo messaggio.",
  emptyBody: "Il corpo della busta SOAP è vuoto.",
  mustUnderstand: "La busta SOAP ha un’intestazione da capire per forza, e qui nessuna è prevista.",
  unknownOperation: "L’operazione chiesta non esiste in questo servizio.",
} as const;

export const CLIENT_TEXTS = {
  NODO_NON_RAGGIUNGIBILE: "Il nodo nazionale non è raggiungibile: riprovare più tardi.",
  NODO_LENTO: "Il nodo nazionale non ha risposto in tempo: riprovare più tardi.",
  NODO_SOSPESO: "Il nodo nazionale non risponde da un po’: per mezzo minuto non gli si chiede nulla.",
  NODO_ERRORE: (what: string): string => `Il nodo nazionale ha risposto con un errore (${what}).`,
  NODO_ESITO_NEGATIVO: (code: string, message: string): string => `Il nodo nazionale non ha accolto la richiesta: esito ${code}${message === "" ? "" : `, «${message}»`}.`,
  otherAnswer: "Il nodo nazionale ha risposto a un’altra domanda.",
} as const;
