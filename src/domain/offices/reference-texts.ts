// What the import of reference tables says to a user, in Italian.

export const REFERENCE_TEXTS = {
  empty: "La casella è vuota e serve un valore",
  format: (text: string, expected: string): string => `«${text}» non va bene: serve ${expected}`,
  date: (text: string): string =>
    `«${text}» non è una data: scrivere anno-mese-giorno (per esempio 2019-09-02)`,
  clock: (text: string): string => `«${text}» non è un'ora: scrivere ore:minuti (per esempio 09:30)`,
  number: (text: string, min: number, max: number): string =>
    `«${text}» non è un numero intero fra ${min} e ${max}`,
  decimal: (text: string): string => `«${text}» non è un numero: usare le cifre e il punto per i decimali`,
  validity: "La data di fine viene prima di quella d'inizio",
  hours: "L'ora di chiusura non viene dopo quella di apertura",
  halfHours: "Per una chiusura di parte del giorno servono tutte e due le ore, per il giorno intero nessuna",
  unknownOffice: (id: string): string => `L'ufficio ${id} non è nella tabella degli uffici`,
  seatGap: (id: string, date: string): string => `L'ufficio ${id} non ha una sede il ${date}`,
  seatDouble: (id: string, date: string): string => `L'ufficio ${id} ha più di una sede il ${date}`,
  unknownSource: (id: string): string => `La fonte «${id}» non è nella tabella delle fonti`,
  duplicate: (key: string): string => `«${key}» compare più di una volta`,
} as const;
