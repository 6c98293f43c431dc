// Words around the acts of the procedures: their forms, previews, confirmations, refusals.

export const FORM = {
  problems: (count: number): string => (count === 1 ? "Un campo da correggere" : `${count} campi da correggere`),
  optional: "(facoltativo)",
  choose: "Scegliere…",
  notGiven: "Non indicato",
  noDocument: "Nessun documento",
  noDocuments: "Nessun documento consegnato, per ora: si consegna dalla pagina «Documenti».",
  noOptions: "Nessuna voce tra cui scegliere.",
  onePerLine: "Uno per riga.",
  others: "Gli altri campi vanno compilati tutti.",
  include: (label: string): string => `Indica: ${label}`,
  remove: (label: string): string => `Togli: ${label}`,
  removeShort: "Togli",
  numbered: (label: string, at: number): string => `${label} ${at}`,
  removed: (label: string): string => `${label}: tolto.`,
  range: (min: string, max: string, unit: string | undefined): string =>
    `Da ${min} a ${max}${unit === undefined ? "" : ` ${unit}`}.`,
} as const;

export const ACT = {
  goOn: "Continua",
  preview: "Anteprima",
  back: "Torna al modulo",
  confirm: "Conferma",
  confirmHarm: "Sì, conferma",
  harmTitle: "Può costare il beneficio",
  harmAsk:
    "Questo atto può far perdere, in tutto o in parte, il beneficio alla persona o al suo nucleo. Rileggere che cosa segue, poi confermare una seconda volta.",
  harmBadge: "può costare il beneficio",
  nothingToFill: "Non c’è niente da compilare.",
  resumed: "È stato ripreso quanto era stato scritto prima.",
  restart: "Ricomincia da capo",
  doubtTitle: "Non si sa se l’atto è registrato",
  doubt:
    "La risposta del server non è arrivata. Con «Riprova» la richiesta parte di nuovo con lo stesso numero: se era già registrata, non si ripete.",
  retry: "Riprova",
  repeated: "L’atto era già registrato con la prima richiesta: non è stato ripetuto.",
  refused: "L’atto non si può fare",
  code: (code: string): string => `Codice: ${code}`,
  instead: "Che cosa si può fare, invece:",
  faster: (who: string, role: string, when: string): string => `Ultimo atto: ${who} (${role}), ${when}.`,
  reload: "Ricarica e prosegui",
  reloaded: "Dati ricaricati: rileggere e continuare.",
  loadingPreview: "Si prepara l’anteprima…",
} as const;

export const PREVIEW = {
  title: "Che cosa succede",
  after: "Dopo l’atto",
  messages: (count: number): string => (count === 1 ? "Parte un messaggio" : `Partono ${count} messaggi`),
  channel: { sms: "SMS", email: "E-mail" } as Readonly<Record<string, string>>,
  to: (recipient: string): string => `a ${recipient}`,
  when: (when: string): string => `non prima del ${when}`,
  parts: (parts: number): string => (parts === 1 ? "1 SMS" : `${parts} SMS`),
  subject: (subject: string): string => `Oggetto: ${subject}`,
  exact: "Testo esatto",
  terms: "Termini che si aprono",
  term: (title: string, day: string): string => `${title}: entro il ${day}`,
  tasks: "Compiti per lo sportello",
  acts: "Atti che seguono",
  forSelf: "per questa persona",
  forAnother: "per un altro componente del nucleo",
  nothing: "Nessun messaggio parte e nessun termine si apre.",
} as const;

export const OFFERS = {
  others: (count: number): string => `Altri atti (${count})`,
  notNow: (count: number): string => (count === 1 ? "Un atto che ora non si può fare" : `${count} atti che ora non si possono fare`),
  none: "Nessun atto possibile adesso.",
} as const;

export const WHY = {
  ask: "Perché?",
  law: (text: string): string => `Norma: ${text}.`,
} as const;
