// Italian words of the catalogue: kinds, needs, what is wrong with an edition, why one suits a person, where it is.

import type { ActivityKind } from "./entry.ts";
import type { Need } from "./edition.ts";

export const ACTIVITY_KINDS: Readonly<Record<ActivityKind, string>> = {
  orientation: "Orientamento",
  training: "Formazione",
  traineeship: "Tirocinio",
  placement: "Accompagnamento al lavoro",
  puc: "Progetto utile alla collettività",
  other: "Altra attività",
};

export const NEED_TEXTS: Readonly<Record<Need, string>> = {
  skills: "competenze ed esperienze",
  training: "formazione",
  search: "ricerca attiva di lavoro",
  digital: "competenze digitali",
  language: "lingua italiana",
  mobility: "mobilità e conciliazione dei tempi",
  motivation: "motivazione e disponibilità",
};

export const EDITION_PROBLEMS = {
  id: "Il codice ha da 1 a 80 segni: lettere, cifre, punto, trattino.",
  course: "Il codice del corso ha da 1 a 80 segni: lettere, cifre, punto, trattino.",
  title: "Il titolo manca, oppure supera i 200 caratteri.",
  nationalCode: "Il codice nazionale è di 2–6 lettere e cifre, p. es. C06.",
  providerCode: "Il codice fiscale dell’ente è di 11 cifre, oppure di 16 segni.",
  pucMunicipality: "Un progetto utile alla collettività ha il Comune che lo organizza.",
  day: "La data va scritta come 2019-09-02.",
  endsOn: "La fine è prima dell’inizio.",
  enrolBy: "Le iscrizioni si chiudono dopo la fine dell’attività.",
  attendanceDays: "I giorni del registro stanno fra l’inizio e la fine, e solo dove il registro si tiene.",
  attendanceTwice: "Un giorno del registro è scritto due volte, oppure i giorni sono più di 400.",
  places: "I posti sono un numero intero maggiore di zero; vuoto se non c’è un limite.",
  totalMinutes: "La durata è maggiore di zero.",
  age: "L’età va da 14 a 99 anni, e la prima non supera la seconda.",
  measures: "Indicare almeno una misura, oppure lasciare vuoto per tutte.",
  municipality: "Questo Comune non esiste: scriverne il nome, o il codice catastale.",
  kind: "Il tipo non è fra quelli del catalogo.",
  measureUnknown: "Questa misura non è fra quelle configurate.",
  needUnknown: "Questo bisogno non è fra quelli della valutazione.",
  number: "Qui va un numero.",
  yesNo: "Qui va sì oppure no.",
} as const;

/** How far an activity is, said from municipalities alone. */
export const NEARNESS_TEXTS = {
  "same-municipality": (place: string): string => `È nel Comune dove la persona abita (${place}).`,
  "same-basin": (place: string): string => `È a ${place}, nel territorio dello stesso centro per l’impiego.`,
  "same-province": (place: string): string => `È a ${place}, nella stessa provincia.`,
  farther: (place: string): string => `È a ${place}, in un’altra provincia.`,
  unknown: (): string => "La sede non è indicata: la distanza non si può dire.",
} as const;

export const MATCH_TEXTS = {
  need: (area: string, isCritical: boolean): string => `La valutazione giudica ${isCritical ? "critica" : "da rafforzare"} l’area «${area}»: questa attività vi risponde.`,
  language: "La persona può avere bisogno di rafforzare l’italiano: questa attività vi risponde.",
  far: (index: string): string => `L’indice quantitativo (${index}) dice che il lavoro è lontano: prima si prepara.`,
  near: (index: string): string => `L’indice quantitativo (${index}) dice che il lavoro è vicino: conviene cercarlo subito.`,
  path: (path: string): string => `È fra le attività del percorso scelto (${path}).`,
  mobility: "La mobilità della persona è un ostacolo: la vicinanza pesa il doppio.",
  noProfile: "La persona non ha ancora un profilo deciso: si guardano solo i requisiti e la distanza.",
  free: (free: number): string => (free === 1 ? "Resta un posto." : `Restano ${free} posti.`),
  unlimited: "Non c’è un limite di posti.",
  waiting: (waiting: number): string =>
    waiting === 0 ? "I posti sono esauriti: si entra in lista d’attesa, per primi." : `I posti sono esauriti: si entra in lista d’attesa, dopo ${waiting === 1 ? "un’altra persona" : `altre ${waiting} persone`}.`,
  qualifications: (codes: readonly string[]): string => `Da vedere prima di proporre: ${codes.join(", ")}.`,
  pucHours: "Da concordare: da otto a sedici ore la settimana; oltre le otto serve l’accordo della persona.",
  source: "Non ci sono coordinate nelle tabelle di riferimento: la distanza è detta per Comune, territorio del centro per l’impiego e provincia (tabelle ANPR e ANPAL).",
} as const;

export const SHEET_MARKS = {
  present: "Presente",
  absent: "Assente, senza motivo",
  G1: "Assente: malattia o infortunio",
  G2: "Assente: servizio civile o militare",
  G3: "Assente: gravidanza",
  G4: "Assente: citazione in tribunale",
  G5: "Assente: gravi motivi di famiglia",
  G6: "Assente: limiti di legge alla mobilità",
  G7: "Assente: altro impedimento provato",
} as const;
