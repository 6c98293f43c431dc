// What conditionality asks of the desk.

import { dayText } from "../day-text.ts";

export const BREACH_TEXTS = {
  resume: "Il procedimento sul fatto si è chiuso: la persona riprende il percorso. Convocarla, o farle riprendere l’attività in corso.",
  forfeited: "L’INPS ha disposto la decadenza: registrarla nella vita del caso, con il suo giorno e con la composizione del nucleo.",
  noReason: "motivo non comunicato",
  laterReport: (on: string): string =>
    `Dal ${dayText(on)} una segnalazione precedente non conta più (annullata, scartata o non applicata): quella inviata per questo caso ne ` +
    "contava una di troppo. Rileggerla, e se il termine è aperto valutare se annullarla.",
} as const;
