// Words of the office's pages: agenda, people, one person.

import type { CaseList } from "../../contract/cases.ts";
import { number } from "../format.ts";

export const AGENDA = {
  title: (day: string): string => `Agenda di ${day}`,
  waiting: "Agenda della sede",
  lead: "Gli appuntamenti del giorno, sportello per sportello. Aprire una persona per vederne la scheda o spostare l'appuntamento.",
  previous: "Giorno precedente",
  next: "Giorno seguente",
  today: "Oggi",
  pickDay: "Vai al giorno",
  go: "Vai",
  closed: (reason: string): string => `Sede chiusa: ${reason}.`,
  closedHelp: "Passare al giorno lavorativo seguente.",
  noDesks: "La sede non ha sportelli aperti in questo giorno.",
  people: (count: number): string => (count === 1 ? "1 persona attesa" : `${number(count)} persone attese`),
  seats: (free: number, all: number): string =>
    free === 1 ? `1 posto libero su ${number(all)}` : `${number(free)} posti liberi su ${number(all)}`,
  closures: "Chiusure parziali",
  desk: "Sportello",
  deskName: (number: number): string => `Sportello ${number}`,
  free: "libero",
  shut: "chiuso",
  idleDesks: (count: number): string => `Mostra anche i ${count} sportelli senza appuntamenti`,
  gridCaption: "Sportelli e ore con le persone attese",
  delivery: {
    none: "nessun messaggio",
    waiting: "in attesa di ricevuta",
    delivered: "messaggio consegnato",
    "not-delivered": "messaggio non consegnato",
    uncertain: "esito incerto",
  },
  legend: "Legenda",
  empty: "Nessuna persona attesa in questo giorno.",
} as const;

export const PEOPLE = {
  title: "Persone della sede",
  lead: "Cercare una persona, oppure aprire un elenco pronto. Gli elenchi partono dalla scadenza più vicina.",
  search: "Cerca per cognome e nome, codice fiscale, protocollo INPS, telefono o e-mail",
  searchButton: "Cerca",
  clear: "Togli la ricerca",
  searchHelp:
    "Bastano le prime lettere, in qualsiasi ordine. Accenti e piccoli errori di battitura non contano.",
  lists: "Elenchi pronti",
  listNames: {
    all: "Tutte",
    "to-convene": "Da convocare",
    unreachable: "Non raggiungibili",
    "not-delivered": "Non consegnati",
    uncertain: "Esito incerto",
    desk: "Da sbrigare",
    today: "Attese oggi",
  } satisfies Record<CaseList, string>,
  listHelp: {
    all: "Tutte le persone seguite dalla sede.",
    "to-convene": "Tenute agli obblighi, senza un posto in agenda: entrano nel prossimo piano.",
    unreachable: "Senza un recapito a cui questa misura e questo nodo possano scrivere: cercarne uno, o consegnare la convocazione allo sportello.",
    "not-delivered": "Nessun messaggio è arrivato: verificare i recapiti.",
    uncertain:
      "Non si sa se il messaggio sia partito: decidere se inviarlo di nuovo in «Messaggi», «Da verificare».",
    desk: "Cose che lo sportello deve guardare, una per una.",
    today: "Persone con appuntamento oggi in questa sede.",
  } satisfies Record<CaseList, string>,
  found: (count: number, more: boolean): string =>
    more
      ? `Più di ${number(count)} persone trovate.`
      : count === 1
        ? "1 persona trovata."
        : `${number(count)} persone trovate.`,
  caption: (list: string): string => `Elenco: ${list}`,
  columns: {
    person: "Persona",
    taxCode: "Codice fiscale",
    protocol: "Protocollo",
    reach: "Raggiungibile con",
    appointment: "Appuntamento",
    term: "Prossima scadenza",
    pending: "In sospeso",
  },
  noAppointment: "nessuno",
  noTerm: "nessuna",
  notBound: "non tenuta",
  bound: "tenuta",
  nothing: "Nessuna persona in questo elenco.",
  nothingHelp: "Non c'è niente da fare qui: scegliere un altro elenco.",
  notFound: (text: string): string => `Nessuna persona corrisponde a «${text}».`,
  notFoundHelp:
    "Provare con il solo cognome o con il codice fiscale. Le persone seguite da altre sedi non compaiono.",
  applicant: "richiedente",
  member: "componente",
  days: (days: number): string =>
    days > 1
      ? `fra ${days} giorni`
      : days === 1
        ? "domani"
        : days === 0
          ? "oggi"
          : days === -1
            ? "scaduta ieri"
            : `scaduta da ${-days} giorni`,
} as const;

export const PERSON = {
  back: "Torna alle persone",
  waiting: "Scheda persona",
  lead: "Recapiti, appuntamento, messaggi e atti. Ogni apertura di questa pagina resta nel registro degli accessi.",
  bound: "Tenuta agli obblighi",
  notBound: "Non tenuta agli obblighi",
  whySeat: "Perché questo posto",
  nextAppointment: "Appuntamento",
  noAppointment: "Nessun appuntamento in agenda.",
  noAppointmentHelp: "La persona entra nel prossimo piano della sede.",
  move: "Sposta l'appuntamento",
  moveExplain:
    "Scegliere un posto libero. La persona riceve un nuovo messaggio e il promemoria precedente non parte.",
  moveDay: "Giorno",
  moveSeat: "Ora e sportello",
  chooseSeat: "Scegliere l'ora",
  moveMissing: "Scegliere il giorno e l'ora del nuovo appuntamento.",
  moveReason: "Motivo dello spostamento",
  moveConfirm: "Sposta e avvisa",
  noFreeSeats: "Nessun posto libero nelle prossime tre settimane.",
  past: "Appuntamenti precedenti",
  released: "liberato",
  code: (reference: string): string => `Codice ${reference}`,
  summons: (state: string): string => `Convocazione ${state}`,
  terms: "Termini",
  noTerms: "Nessun termine aperto.",
  daysLeft: (days: number): string =>
    days > 1
      ? `mancano ${days} giorni`
      : days === 1
        ? "manca un giorno"
        : days === 0
          ? "scade oggi"
          : days === -1
            ? "scaduto ieri"
            : `scaduto da ${-days} giorni`,
  notDue: "non dovuto",
  met: (when: string): string => `rispettato il ${when}`,
  due: (day: string): string => `scade il ${day}`,
  tasks: "Da sbrigare",
  closeTask: "Chiudi con una nota",
  closeTaskExplain: "Scrivere che cosa è stato fatto: la nota resta nel registro degli atti.",
  note: "Nota",
  closed: (when: string): string => `chiusa il ${when}`,
  messages: "Messaggi",
  noMessages: "Nessun messaggio inviato a questa persona.",
  sender: "Mittente",
  recipient: "Destinatario",
  subject: "Oggetto",
  parts: (parts: number): string => (parts === 1 ? "1 SMS" : `${parts} SMS`),
  exactText: "Testo inviato",
  history: "Ricevute e tentativi",
  noHistory: "Nessuna ricevuta, per ora.",
  gatewayCode: (code: string): string => `codice ${code}`,
  signedBy: (signer: string, isTrusted: boolean): string => (isTrusted ? `firmata da ${signer}` : `firma di ${signer} non verificata`),
  signedMail: "Scarica la ricevuta firmata (.eml)",
  acts: "Registro degli atti",
  noActs: "Nessun atto registrato.",
  by: (who: string): string => `da ${who}`,
  identity: "Identità",
  taxCode: "Codice fiscale",
  provisional: "provvisorio",
  born: "Nascita",
  bornAt: (day: string, place: string | null): string => (place === null ? day : `${day}, ${place}`),
  sex: "Sesso",
  sexes: { M: "maschile", F: "femminile" } as Readonly<Record<string, string>>,
  citizenship: "Cittadinanza",
  /** The code list's own code for Italy, and the international one; NT: not told. The others come with their names. */
  citizenships: { "000": "Italia", ITA: "Italia", NT: "non indicata" } as Readonly<Record<string, string>>,
  residence: "Residenza",
  domicile: "Domicilio",
  noAddress: "non indicato",
  dataAsOf: (when: string): string => `Dati della notifica del ${when}`,
  contacts: "Recapiti",
  noContacts: "Nessun recapito comunicato.",
  contactKinds: { mobile: "Cellulare", landline: "Telefono fisso", email: "E-mail", pec: "PEC" },
  contactSource: (source: string, when: string): string => `${source} ${when}`,
  contactSources: { inad: "da INAD il", "ini-pec": "da INI-PEC il", notice: "dalla notifica del", INPS: "da INPS il", person: "dalla persona il", desk: "dalla persona, allo sportello, il", paper: "da un documento il", phone: "dalla persona, al telefono, il", email: "dalla persona, per e-mail, il" } as Readonly<Record<string, string>>,
  shared: (count: number): string => `condiviso da ${count} persone`,
  written: (raw: string): string => `scritto «${raw}»`,
  unusable: "non utilizzabile",
  replaced: "sostituito",
  household: "Nucleo familiare",
  memberBorn: (day: string): string => `nascita ${day}`,
  memberAppointment: (when: string): string => `appuntamento ${when}`,
  noHousehold: "Nessun altro componente seguito da questa sede.",
  householdHelp: "I componenti seguiti da altre sedi non si vedono da qui.",
  benefit: "Beneficio",
  measure: "Misura",
  measures: { RDC: "Reddito di cittadinanza" } as Readonly<Record<string, string>>,
  protocol: "Protocollo INPS",
  previousProtocol: "Protocollo precedente",
  grantedOn: "Riconosciuto il",
  appliedOn: "Domanda del",
  state: "Stato della domanda",
  role: "Ruolo",
  competence: "Sede competente",
  since: (day: string, rule: string): string => `dal ${day}. ${rule}`,
} as const;
