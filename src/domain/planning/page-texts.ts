// Words of the jurist's page about planning.

export const PLANNING_PAGE = {
  title: "Pianificazione",
  intro:
    "Come si decide chi viene convocato quando. Le regole sono dati: i punti e la regola per i nuclei sono di ogni misura, e la Regione li cambia con due firme (una persona propone, un’altra approva); i punti in vigore si leggono in «Pianificazione», quelli con cui nasce il programma sono qui. Un piano non sposta chi ha già un posto o è già stato scritto.",
  aims: "Che cosa si cerca, nell’ordine",
  aimList: [
    "il maggior numero di persone entro il termine di legge, dove lo soddisfa il colloquio;",
    "il maggior numero di persone entro l’obiettivo della Regione;",
    "il maggior numero di persone con un posto;",
    "il minor numero di giorni di ritardo, contati dalla data o, se nessun posto poteva rispettarla, dal giorno prima del primo posto possibile;",
    "il minor numero di nuclei in più giorni, dove la regola chiede un giorno solo;",
    "la minor attesa in tutto;",
    "tra piani uguali, i giorni più vicini secondo i punti di precedenza; a parità, la data più vicina, la concessione più lontana, l’età minore, il codice fiscale.",
  ],
  proof:
    "Con un posto ciascuno il piano di una sede è il migliore che esista, e lo dimostra. Con colloqui di più posti, nuclei in un giorno solo, o nuclei e competenze insieme, non è noto un metodo rapido che lo trovi sempre: le sedi piccole si provano in ogni modo, per le altre si dice un limite che nessun piano può superare.",
  dates: "La data di ciascuno",
  dateHead: "| Misura | Il termine per convocare è soddisfatto | Minuti di un posto |\n| --- | --- | --- |",
  metBy: { held: "dal colloquio: il giorno del posto conta per il termine", other: "dall’invio della convocazione: il giorno del posto conta per l’obiettivo della Regione" },
  criteria: "Punti di precedenza",
  criteriaNote: "I punti decidono solo tra chi potrebbe avere lo stesso posto: non fanno mancare una data a nessuno.",
  criteriaHead: "| Criterio | Punti | Come si contano | Al massimo | Perché | Norma |\n| --- | --- | --- | --- | --- | --- |",
  regionChose: "scelta della Regione",
  households: "Persone dello stesso nucleo",
  shipped: "con cui nasce il programma",
  kinds: "Durata dei colloqui",
  seats: (seats: number): string => (seats === 1 ? "un posto" : `${seats} posti di seguito allo stesso sportello`),
  desks: "Che cosa sa fare uno sportello",
  desksNote: (skills: readonly string[], languages: readonly string[]): string =>
    `Chi dirige la sede scrive chi lavora a ogni sportello, le lingue che parla oltre all’italiano (${languages.join(", ")}) e le competenze (${skills.join(", ").toLocaleLowerCase("it")}). Chi ha scelto una lingua, o ha nel nucleo una persona con disabilità, va a uno sportello che lo sa accogliere, se la sede ne ha; altrimenti va a uno qualsiasi, con un colloquio più lungo se serve un interprete. L’orario ridotto di un operatore è scritto nell’agenda come ore in cui lo sportello manca.`,
} as const;
