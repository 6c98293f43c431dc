// Words that every page uses.

import type { SessionRole } from "../../contract/session.ts";
import { ROLE_TITLES } from "../../domain/access/role-texts.ts";

export const COMMON = {
  product: "Convoca",
  tagline: "Convocazioni dei centri per l'impiego",
  region: "Regione Campania",
  skip: "Vai al contenuto",
  menu: "Menu",
  closeMenu: "Chiudi il menu",
  mainNav: "Navigazione principale",
  morePages: "Altro",
  loading: "Caricamento in corso…",
  retry: "Riprova",
  more: "Mostra altre righe",
  close: "Chiudi",
  cancel: "Annulla",
  confirm: "Conferma",
  reason: "Motivo",
  reasonHelp: "Resta nel registro degli atti.",
  serverAway: "Il server non risponde. Verificare che Convoca sia avviato e riprovare.",
  serverAwayTitle: "Server non raggiungibile",
  requestId: (id: string): string => `Numero della richiesta: ${id}`,
  lawBasis: "Norma",
  notFoundTitle: "Pagina non trovata",
  notFound: "L'indirizzo non corrisponde a nessuna pagina. Usare il menu per continuare.",
  notForRoleTitle: "Pagina di un altro ruolo",
  notForRole:
    "Questa pagina appartiene a un altro ruolo: cambiarlo nella barra in alto, oppure tornare alla propria pagina.",
  sessionOver:
    "La sessione è finita. Quello che si stava scrivendo non è andato perso: entrare di nuovo con lo stesso utente, ruolo e sede per ritrovarlo.",
  sessionOverLong: "La sessione è finita da tempo: entrare di nuovo. Quanto era già salvato si ritrova.",
  resumed: "Di nuovo al lavoro: la pagina è come la si era lasciata.",
  footer: "Informazioni su Convoca",
  backHome: "Torna alla pagina iniziale",
  standsInFor: (name: string): string => `in sostituzione di ${name}`,
  none: "–",
  yes: "sì",
  no: "no",
  sortBy: (column: string): string => `Ordina per ${column}`,
  dismiss: "Chiudi l'avviso",
} as const;

const { integration: _program, ...PEOPLE } = ROLE_TITLES;
/** Roles that somebody may enter with. */
export const ROLES: Readonly<Record<SessionRole, string>> = PEOPLE;

export const NAV = {
  overview: "Panoramica",
  controlRoom: "Cabina di regia",
  openData: "Dati aperti",
  agenda: "Agenda",
  activities: "Attività",
  campaigns: "Campagne",
  conditionality: "Condizionalità",
  daySheet: "Foglio del giorno",
  worklist: "Lavoro",
  messages: "Messaggi",
  texts: "Testi",
  letters: "Lettere",
  planning: "Pianificazione",
  providers: "Fornitori",
  node: "Nodo nazionale",
  nodeReports: "Piattaforma",
  notices: "Notifiche ricevute",
  queue: "Da instradare",
  accesses: "Accessi",
  substitutions: "Sostituzioni",
  requests: "Richieste sui dati",
  devices: "Telefono e posta",
  help: "Aiuto",
  accessibility: "Dichiarazione di accessibilità",
  news: "Novità",
  tour: "Giro guidato",
} as const;

export const DEMO_BAR = {
  label: "Barra della dimostrazione",
  badge: "Dimostrazione",
  role: "Ruolo",
  office: "Sede",
  change: "Cambia",
  changed: (role: string, office: string | null): string =>
    office === null ? `Ora agisce: ${role}.` : `Ora agisce: ${role}, ${office}.`,
  now: "Ora della procedura",
  nextMorning: "Al mattino dopo",
  plusHour: "+1 ora",
  plusWeek: "+7 giorni",
  moveClock: "Sposta l'orologio",
  workerSilent: "Il processo che invia i messaggi non è attivo",
} as const;

export const REACH = {
  "sms+email": "SMS ed e-mail",
  sms: "SMS",
  email: "E-mail",
  pec: "Solo PEC",
  paper: "Solo posta",
  nobody: "Non raggiungibile",
} as const;

/** Short sentence beside each: how the person can be reached. */
export const REACH_HELP = {
  "sms+email": "Cellulare ed e-mail utilizzabili",
  sms: "Solo il cellulare è utilizzabile",
  email: "Solo l'e-mail è utilizzabile",
  pec: "Né cellulare né e-mail: si può scrivere alla sua PEC",
  paper: "Né cellulare né e-mail: si può scrivere all'indirizzo",
  nobody: "Nessun recapito utilizzabile: da cercare",
} as const;

export const PROVINCES: Readonly<Record<string, string>> = {
  AV: "Avellino",
  BN: "Benevento",
  CE: "Caserta",
  NA: "Napoli",
  SA: "Salerno",
};

/** A word from a table of labels, or the word itself when the table lacks it. */
export function label(table: Readonly<Record<string, string>>, key: string): string {
  return table[key] ?? key;
}
