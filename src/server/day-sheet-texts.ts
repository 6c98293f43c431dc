// Italian sentences of the day sheet's routes: what was done, and what INPS may apply, in the measure's own steps.

import type { DayAct } from "../contract/day-sheet.ts";

const num = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

export const DAY_SHEET_TEXTS = {
  arrived: (name: string, ticket: number): string => `${name}: presenza registrata, numero ${ticket}.`,
  queued: (name: string, ticket: number): string => `${name}: in attesa con il numero ${ticket}, senza appuntamento.`,
  seated: (name: string, ticket: number, hour: string): string => `${name}: appuntamento oggi alle ${hour}, presenza registrata, numero ${ticket}.`,
  steps: {
    call: (ticket: number, desk: number | null): string => `Numero ${ticket} allo sportello ${desk ?? ""}.`,
    wait: (ticket: number): string => `Numero ${ticket} di nuovo in attesa.`,
    seen: (ticket: number): string => `Numero ${ticket}: colloquio finito.`,
    left: (ticket: number): string => `Numero ${ticket}: andato via.`,
    mistake: (ticket: number): string => `Numero ${ticket} annullato.`,
  },
  acts: {
    "record-attendance": "Presenza registrata.",
    "record-no-show": "Mancata presentazione registrata.",
    justify: "Giustificazione accolta.",
    "correct-absence": "Assenza corretta: la persona risulta presente.",
    "correct-attendance": "Presenza corretta: l’esito è di nuovo da registrare.",
    cancel: "Convocazione annullata.",
  } satisfies Record<DayAct, string>,
  notProven: "Recapito non provato: nessuna assenza, la persona torna da convocare.",
  bulk: (done: number, refused: number): string =>
    refused === 0
      ? num(done, "Una persona ha ora il suo esito.", "persone hanno ora il loro esito.")
      : `${num(done, "Una persona ha ora il suo esito", "persone hanno ora il loro esito")}; ${num(refused, "una no", "no")}: guardarle una per una.`,
  closed: "Giornata chiusa. I conti sono nel registro della sede.",
  reopened: "Giornata riaperta: registrare ciò che manca e chiuderla di nuovo.",
  forfeiture: "decadenza dal beneficio",
  suspension: "sospensione del beneficio",
  reduction: (months: number): string => (months === 0.25 ? "un quarto di mensilità in meno" : months === 1 ? "una mensilità in meno" : `${months} mensilità in meno`),
  code: (name: string): string => `Codice per la convocazione di ${name}`,
} as const;
