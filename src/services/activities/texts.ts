// What the catalogue and its import answer.

import { dayText } from "../acts/day-text.ts";

export const CATALOGUE_TEXTS = {
  unknown: "Questa attività non è nel catalogo.",
  known: (id: string): string => `Nel catalogo c’è già un’attività con il codice «${id}»: cambiarla, oppure scegliere un altro codice.`,
  wrong: "Alcuni campi non vanno bene: correggerli e confermare di nuovo.",
  past: "Un cambiamento vale da oggi in poi: scegliere oggi o un giorno successivo.",
  sameId: "Il codice di un’attività non cambia.",
  closed: "Questa attività è già chiusa.",
  fewerPlaces: (taken: number): string => `Hanno già un posto ${taken} persone: i posti non possono essere di meno. Chi è dentro non esce.`,
  added: (title: string): string => `«${title}» è nel catalogo.`,
  changed: (title: string, on: string): string => `«${title}»: il cambiamento vale dal ${dayText(on)}.`,
  shut: (title: string, on: string): string => `«${title}» è chiusa dal ${dayText(on)}: nessuno entra più. Chi la segue la finisce.`,
  notATable: "Il file non è una tabella leggibile: salvarlo come CSV, con i titoli nella prima riga.",
  empty: "Il file non ha righe sotto i titoli.",
  tooMany: "Il file ha più di 1.000 righe: dividerlo.",
  columnMissing: (name: string): string => `Manca la colonna «${name}».`,
  columnUnknown: (name: string): string => `La colonna «${name}» non è fra quelle del catalogo.`,
  twice: "Questo codice è scritto due volte nel file.",
  wrongIn: (column: string, message: string): string => `${column}: ${message}`,
  checked: (added: number, changed: number, same: number): string => `Il file va bene: ${added} nuove, ${changed} cambiate, ${same} già così. Nulla è ancora scritto.`,
  hasErrors: (count: number): string => (count === 1 ? "Una riga non va bene: correggerla e caricare di nuovo. Nulla è stato scritto." : `${count} righe non vanno bene: correggerle e caricare di nuovo. Nulla è stato scritto.`),
  imported: (added: number, changed: number): string => `Catalogo aggiornato: ${added} nuove, ${changed} cambiate da oggi.`,
  importReason: "importazione del catalogo da file",
} as const;

export const SHEET_TEXTS = {
  notYours: "Questa persona non è fra quelle della propria sede: ricaricare il foglio.",
  notStarted: "Non ha ancora iniziato: registrare prima l’inizio.",
  notThatDay: "In questo giorno l’attività non si teneva per questa persona.",
  future: "Il giorno non è ancora venuto.",
  reasonMissing: "Per cambiare ciò che è già scritto serve il motivo.",
  evidenceMissing: "Per un’assenza giustificata il documento va visto.",
  written: (count: number): string => (count === 0 ? "Nulla da scrivere: il registro dice già così." : count === 1 ? "Il registro è scritto per una persona." : `Il registro è scritto per ${count} persone.`),
  someRefused: (written: number, refused: number): string => `Scritto per ${written}; ${refused === 1 ? "per una persona" : `per ${refused} persone`} no: il motivo è accanto al nome.`,
} as const;
