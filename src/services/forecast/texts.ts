// What the forecast says.

const number = (value: number): string => value.toLocaleString("it-IT");

export const FORECAST_TEXTS = {
  none: "Nessuna previsione è stata ancora fatta: la prima arriva con la notte, oppure con «convoca forecast».",
  officeUnknown: (id: string): string => `Nessuna sede con persone da seguire ha il codice «${id}».`,
  leverUnknown: (text: string): string =>
    `«${text}» non è una leva. Si scrive, per esempio: sportelli=SEDE:3, orario=30, sabati=4, prestito=DA:A:2, durata=20, promemoria=1, presenti=5.`,
  usage: "Uso: convoca forecast [--office SEDE] [--what-if LEVA …] [--verify ID|ultima] [--nights]",
  made: (day: string, people: number, seconds: number): string => `Previsione del ${day}: ${number(people)} persone seguite, in ${seconds.toLocaleString("it-IT", { maximumFractionDigits: 1 })} s.`,
  beyond: "oltre due anni",
  date: (name: string, [early, middle, late]: readonly [string, string, string]): string => `  ${name}: ${middle} (in otto casi su dieci fra ${early} e ${late})`,
  lastConvened: "Ultima persona convocata",
  lastSeen: "Ultima persona incontrata",
  lastSigned: "Ultimo Patto firmato",
  seen: (target: string, [low, middle, high]: readonly [number, number, number]): string => `  Incontrate entro il ${target}: ${number(middle)} (fra ${number(low)} e ${number(high)})`,
  shortage: ([low, middle, high]: readonly [number, number, number]): string => `  Posti che mancano in ogni giorno di apertura: ${number(middle)} (fra ${number(low)} e ${number(high)})`,
  breaches: (sunday: string, [low, middle, high]: readonly [number, number, number]): string => `  Fuori dai 30 giorni nella settimana fino al ${sunday}: ${number(middle)} (fra ${number(low)} e ${number(high)})`,
  overdue: (count: number): string => `  Già fuori dai 30 giorni: ${number(count)}`,
  kept: (id: string): string => `Conservata con il numero ${id}.`,
  same: (id: string, day: string): string => `La previsione ${id} del ${day}, rifatta da ciò che ne è conservato, dà gli stessi numeri.`,
  differs: (id: string): string => `La previsione ${id} non torna: ciò che è conservato non dà più gli stessi numeri.`,
  night: (night: string, sunday: string, [low, middle, high]: readonly [number, number, number], seen: number, held: boolean): string =>
    `  ${night} → ${sunday}: attese ${number(middle)} (${number(low)}–${number(high)}), incontrate ${number(seen)}${held ? "" : " · fuori dalla banda"}`,
  nights: (held: number, of: number): string => `Notti la cui banda ha compreso il conto vero: ${number(held)} su ${number(of)}.`,
  whatIf: (text: string): string => `Se ${text}:`,
  now: "Con l’agenda di oggi:",
} as const;
