// What the issued papers say, in Italian: titles, sentences, labels. Nothing of the law is decided here.

import type { AbsenceEvent } from "../measures/words.ts";
import type { PaperKind } from "./blocks.ts";

export const REGION_NAME = "Regione Campania";

export const PAPER_TITLES: Readonly<Record<PaperKind, string>> = {
  patto: "Patto per il Lavoro",
  did: "Dichiarazione di immediata disponibilità al lavoro",
  esonero: "Decisione sull’esonero dagli obblighi",
  appuntamento: "Appuntamento al centro per l’impiego",
  "invio-al-comune": "Invio ai servizi del Comune",
};

/** For lists and menus, shorter. */
export const PAPER_NAMES: Readonly<Record<PaperKind, string>> = {
  patto: "Patto per il Lavoro",
  did: "DID",
  esonero: "Decisione sull’esonero",
  appuntamento: "Appuntamento consegnato allo sportello",
  "invio-al-comune": "Invio ai servizi del Comune",
};

/** What each paper is, beside its title, where its version does not say it. */
export const PAPER_SUBTITLES = {
  did: "Resa dalla persona al centro per l’impiego",
  esonero: "Comunicata alla persona",
  appuntamento: "Convocazione concordata e consegnata allo sportello",
  "invio-al-comune": "Con le motivazioni scritte",
} as const;

export const COMMON = {
  identity: "Dati della persona",
  person: "Cognome e nome",
  taxCode: "Codice fiscale",
  born: "Data e luogo di nascita",
  bornAt: (day: string, place: string): string => (place === "" ? day : `${day}, ${place}`),
  residence: "Residenza",
  benefit: "Beneficio",
  benefitText: (measure: string, protocol: string): string => `${measure}, protocollo ${protocol}`,
  grantedOn: "Concesso il",
  office: "Centro per l’impiego",
  signatures: "Firme",
  forPerson: "La persona",
  forOffice: "Per il centro per l’impiego",
  approver: "Chi ha approvato",
  law: "Norme",
  phone: (text: string): string => `tel. ${text}`,
  unknown: "non indicato",
} as const;

export const PACT_PAPER = {
  version: (number: number): string => `Versione ${number}`,
  revision: (number: number, before: number, day: string): string =>
    `Versione ${number}: rivede la versione ${before}, firmata da entrambi il ${day}`,
  parties: "Le parti",
  intro:
    "Con questo patto la persona e il centro per l’impiego concordano il percorso verso il lavoro: gli impegni di ciascuno, le attività, gli incontri. Equivale al patto di servizio personalizzato.",
  responsible: "Chi segue la persona",
  seat: "Sede",
  profile: "Il profilo",
  profileText: (number: number, day: string): string =>
    `Il patto si fonda sul profilo n. ${number}, deciso con la persona il ${day}. L’esito del profilo è il patto per il lavoro.`,
  noProfile: "Il patto è stato riportato da un protocollo precedente: il profilo è quello di allora.",
  changes: "Che cosa cambia",
  changesReason: (reason: string): string => `Motivo della revisione: ${reason}`,
  noChanges: "Gli impegni restano quelli della versione precedente.",
  commitments: "Gli impegni della persona",
  leftOut: "Impegni della misura non compresi in questo patto",
  leftOutText: "Il motivo di ciascuno è conservato nel fascicolo.",
  officeDuties: "Gli impegni del centro per l’impiego",
  officeDutiesList: [
    "Seguire la persona attraverso chi è indicato in questo patto e rispondere alle sue domande.",
    "Proporre orientamento, formazione e offerte adatte al profilo, spiegandone le ragioni.",
    "Dire per tempo date, luoghi e cambiamenti, e ascoltare i motivi di un’assenza prima di ogni decisione.",
    "Rivedere il patto con la persona quando le condizioni cambiano.",
  ],
  activities: "Le attività",
  noActivities:
    "Non ci sono ancora attività concordate: saranno proposte negli incontri e aggiunte al percorso.",
  activityHead: ["Attività", "Dove", "Quando", "Ore"],
  meetings: "Gli incontri",
  meetEvery: (days: number): string =>
    days === 1
      ? "La persona e chi la segue si incontrano ogni giorno."
      : `La persona e chi la segue si incontrano almeno una volta ogni ${days} giorni.`,
  next: (when: string, where: string): string => `Il prossimo appuntamento è fissato per ${when}, ${where}.`,
  noNext: "Il prossimo appuntamento non è ancora fissato: il centro per l’impiego lo comunicherà.",
  consequences: "Se gli impegni non sono rispettati",
  consequencesIntro:
    "Il centro per l’impiego non toglie denaro e non decide sanzioni: segnala il fatto all’INPS, che decide. Prima di ogni segnalazione la persona può spiegare e giustificare il fatto, e due persone dell’ufficio lo valutano.",
  perHousehold: "I fatti dei componenti si contano insieme, per tutto il nucleo.",
  perPerson: "I fatti si contano per ciascuna persona.",
  consequencesHead: ["Fatto, senza giustificato motivo", "Che cosa può disporre l’INPS"],
  privacy: "I dati personali",
  privacyText: [
    "Titolare del trattamento è la Regione Campania. I dati di questo patto servono solo a seguire il percorso verso il lavoro e a compiere ciò che la legge chiede al centro per l’impiego (Reg. (UE) 2016/679, art. 6, par. 1, lett. c ed e; art. 13).",
    "Li vedono chi segue la persona e chi deve decidere; alla piattaforma nazionale e all’INPS va solo ciò che la legge prevede. Ogni consultazione è registrata. In qualunque momento si può chiedere di vedere, correggere o limitare i propri dati (artt. 15-18 e 21) rivolgendosi al centro per l’impiego o al responsabile della protezione dei dati della Regione.",
  ],
  signedText:
    "La persona dichiara di avere letto il patto, o di averlo ascoltato, e che gli impegni le sono stati spiegati. Il patto vale quando entrambi hanno firmato; ciascuno ne ha una copia.",
} as const;

export const CHANGE_TEXTS = {
  responsible: (before: string, after: string): string =>
    `Chi segue la persona: prima ${before}, ora ${after}.`,
  meet: (before: number, after: number): string =>
    `Gli incontri: prima almeno uno ogni ${before} giorni, ora almeno uno ogni ${after}.`,
  added: (text: string): string => `Nuovo impegno: ${text}.`,
  removed: (text: string): string => `Impegno che non c’è più: ${text}.`,
  changed: (text: string, before: string, after: string): string =>
    `Impegno che cambia: ${text}. Prima: ${before} Ora: ${after}`,
} as const;

/** What was agreed of a commitment, by its kind. */
export const COMMITMENT_LINES = {
  by: (day: string): string => `Entro il ${day}.`,
  daily: "ogni giorno",
  everyDay: "Ogni giorno.",
  timesAWeek: (times: number): string =>
    times === 1 ? "Almeno una volta la settimana." : `Almeno ${times} volte la settimana.`,
  searchTimes: (times: number): string =>
    times === 1
      ? "Almeno un’azione di ricerca la settimana."
      : `Almeno ${times} azioni di ricerca la settimana.`,
  shownBy: (how: string): string => `Si dimostra ${how}.`,
  agreed: (text: string): string => `Concordato: ${text}`,
} as const;

export const ACTIVITY_LINES = {
  from: (day: string): string => `dal ${day}`,
  hours: (hours: number, minutes: number): string => {
    const whole = hours === 1 ? "1 ora" : `${hours} ore`;
    return minutes === 0 ? whole : `${whole} e ${minutes} minuti`;
  },
  fromTo: (from: string, to: string): string => (from === to ? from : `dal ${from} al ${to}`),
  weekly: (hours: string): string => `${hours} la settimana`,
  whole: (hours: string): string => `${hours} in tutto`,
} as const;

export const SANCTIONS = {
  forfeiture: "la decadenza dal beneficio",
  suspension: "la sospensione del beneficio",
  quarter: "un quarto di mensilità in meno",
  oneMonth: "una mensilità in meno",
  months: (months: number): string =>
    `${months === 2 ? "due" : months === 3 ? "tre" : months} mensilità in meno`,
  ordinals: ["la prima volta", "la seconda", "la terza", "la quarta"],
  then: "poi",
  reminder: "dopo un richiamo formale",
} as const;

/** The breach as a person reads it of themselves. */
export const BREACHES: Readonly<Record<AbsenceEvent, string>> = {
  "E-CONV": "Non presentarsi a una convocazione",
  "E-ORIE": "Non partecipare alle iniziative di orientamento",
  "E-DID": "Non rendere la dichiarazione di immediata disponibilità",
  "E-PATTO": "Non firmare il patto",
  "E-POL": "Non partecipare alla formazione o alle altre politiche attive",
  "E-PUC": "Non aderire ai progetti utili alla collettività",
  "E-OFF": "Rifiutare le offerte di lavoro congrue",
  "E-ADR": "Non scegliere chi accompagna nella ricollocazione",
  "E-PRES": "Non presentarsi per la presenza periodica",
};

export const DID_PAPER = {
  declaration: "La dichiarazione",
  text: "La persona dichiara di essere immediatamente disponibile a lavorare e a partecipare alle misure di politica attiva del lavoro concordate con il centro per l’impiego.",
  on: "Resa il",
  how: "Come",
  ways: {
    desk: "allo sportello del centro per l’impiego",
    platform: "sulla piattaforma nazionale",
    "with-benefit": "con la domanda del beneficio",
  },
  platformId: "Numero sulla piattaforma",
  effects: "Che cosa ne segue",
  effectsList: [
    "Dal giorno della dichiarazione decorre lo stato di disoccupazione.",
    "La persona comunica al centro per l’impiego un lavoro trovato, anche breve, e ogni suo cambiamento.",
    "Il centro per l’impiego definisce con la persona il profilo e il Patto per il Lavoro.",
  ],
  law: ["DL4_2019_ART4_C1", "DLGS150_2015_ART19"],
} as const;

export const EXEMPTION_PAPER = {
  outcome: "La decisione",
  granted: (from: string, to: string): string =>
    `L’esonero è concesso dal ${from} al ${to}, primo e ultimo giorno compresi.`,
  renewed: (from: string, to: string): string =>
    `L’esonero è rinnovato dal ${from} al ${to}, primo e ultimo giorno compresi.`,
  refused: "L’esonero chiesto non è accolto.",
  ended: (day: string): string => `L’esonero è cessato prima della scadenza: vale fino al ${day}.`,
  revoked: (day: string): string => `L’esonero è revocato: vale fino al ${day}.`,
  expired: (day: string): string => `L’esonero è finito il ${day}.`,
  reason: (reason: string): string => `Motivo: ${reason}.`,
  period: "Durata",
  periodText: (from: string, to: string): string => `dal ${from} al ${to}`,
  decidedBy: "Decisa da",
  effects: "Che cosa ne segue",
  whileExempt: [
    "In questo periodo la persona non è tenuta a presentarsi alle convocazioni e agli altri obblighi della misura.",
    "Se il fatto su cui si fonda l’esonero cessa prima, la persona lo comunica al centro per l’impiego.",
    "Alla fine dell’esonero la persona torna tenuta agli obblighi, se l’esonero non è rinnovato.",
  ],
  bound: ["La persona è tenuta agli obblighi della misura: il centro per l’impiego la convocherà."],
  privacy:
    "Per rispetto della riservatezza questo documento non dice il motivo dell’esonero: resta nel fascicolo, e lo vede solo chi deve valutarlo.",
} as const;

export const SLIP_PAPER = {
  when: "Quando",
  where: "Dove",
  desk: "Sportello",
  date: "Giorno",
  hour: "Ora",
  hourText: (from: string, to: string): string => `dalle ${from} alle ${to}`,
  bring: "Che cosa portare",
  bringList: [
    "Un documento d’identità valido e il codice fiscale.",
    "Questo foglio, o il codice che vi è scritto.",
    "Il curriculum, se c’è, e i documenti di lavoro e di studio che possono servire.",
  ],
  code: "Codice dell’appuntamento",
  codeText: "Da mostrare all’arrivo allo sportello: basta il codice scritto.",
  move: "Se non è possibile venire",
  moveText: (contacts: string): string =>
    `Avvisare il centro per l’impiego prima possibile${contacts === "" ? "" : ` (${contacts})`}: si cerca un’altra data. Un’assenza può essere giustificata anche dopo, con il documento che la spiega.`,
  consequences: (steps: string): string =>
    `L’assenza senza giustificato motivo è un fatto che il centro per l’impiego può segnalare; l’INPS può disporre: ${steps}.`,
  received: "La persona ha concordato questo appuntamento e ne riceve copia.",
} as const;

export const HAND_OVER_PAPER = {
  to: "A chi",
  toText: (municipality: string): string => `Servizi sociali del Comune di ${municipality}`,
  subject:
    "Il centro per l’impiego invia il nucleo ai servizi del Comune, perché nel colloquio sono emerse difficoltà che il solo percorso di lavoro non può affrontare.",
  grounds: "Difficoltà rilevate",
  reasons: "Motivazioni",
  dates: "Il passaggio",
  proposed: "Proposto",
  by: (day: string, who: string): string => `il ${day}, da ${who}`,
  approved: "Approvato da",
  sent: "Inviato il",
  effects: "Che cosa ne segue",
  effectsList: [
    "I servizi del Comune valutano i bisogni del nucleo e lo prendono in carico, o lo rimandano al centro per l’impiego con il motivo.",
    "Finché il nucleo è presso i servizi del Comune le convocazioni del centro per l’impiego sono sospese.",
    "Se i bisogni risultano solo di lavoro, il nucleo torna al centro per l’impiego.",
  ],
  reserved: "Documento riservato",
  reservedText: "Contiene notizie personali: lo legge solo chi prende in carico il nucleo.",
} as const;
