// What the server answers about letters.

import type { OutcomeReport } from "../services/letters/outcomes.ts";

const count = (n: number, one: string, many: string): string => `${n.toLocaleString("it")} ${n === 1 ? one : many}`;

export const LETTER_ROUTE_TEXTS = {
  batchNotHere: "Questo lotto non c’è.",
  fileNotHere: "Questo file di esiti non c’è.",
  letterNotHere: "Il foglio di questa lettera non c’è: se è stata scritta da poco, si sta componendo.",
  emptyFile: "Il file è vuoto.",
  accepted: "Lotto accettato: le lettere risultano inviate.",
  settled: { taken: "Lotto consegnato allo stampatore.", "write-again": "Il lotto sarà scritto di nuovo, con un altro nome." },
  closed: (batches: number, letters: number): string => `${count(batches, "lotto chiuso", "lotti chiusi")}, con ${count(letters, "lettera", "lettere")}.`,
  written: (code: string): string => `Lettera scritta, numero ${code}: partirà con il prossimo lotto.`,
  scanned: "Avviso di ricevimento aggiunto alla lettera.",
  taken: ({ isRepeated, fresh, repeated, rejected }: OutcomeReport): string =>
    isRepeated
      ? "Questo file era già stato caricato: non è cambiato nulla."
      : `Esiti registrati: ${fresh.toLocaleString("it")} nuovi, ${repeated.toLocaleString("it")} già noti, ${rejected.toLocaleString("it")} da correggere.`,
} as const;
