// What the desk of conditionality says of a fact: its title, what to do next, its hands.

import type { ConditionalityState } from "../../domain/conditionality/types.ts";
import { ABSENCE_EVENTS } from "../../domain/measures/words.ts";
import type { AbsenceEvent } from "../../domain/measures/words.ts";

export const FACT_TEXTS = {
  task: "Fatto da valutare",
  taskState: "Messo in evidenza da un’altra procedura, non registrato",
  absenceState: "Assenza ingiustificata, da aprire",
  notHere: "Questo fatto non è fra quelli della sede: forse è già stato chiuso. Tornare all’elenco.",
  ladder: (steps: readonly string[]): string => steps.join("; poi "),
  linkTo: {
    "agreed-activity": "un’attività concordata e in corso nel giorno del fatto",
    "first-appointment-policy": "la politica del primo appuntamento",
  },
  noSummonsThatDay: "non convocata in quel giorno",
  hands: {
    recorded: "Ha registrato il fatto",
    proposed: "Ha proposto la segnalazione",
    approved: "Ha approvato",
    sent: "Ha inviato",
    cancelled: "Ha annullato",
  },
  tellingKinds: { summons: "Convocazione", moved: "Nuova data", reminder: "Promemoria", cancelled: "Annullamento", evidence: "Annotato dall’ufficio", pact: "Patto firmato" } as Readonly<Record<string, string>>,
  outcomes: { received: "ricevuto", sent: "inviato, senza ricevuta", failed: "non riuscito" },
  pactText: "Chi firma il patto è avvisato di ciò che vi è scritto: vincola dal giorno dopo la firma.",
} as const;

/** One sentence for each state: what a person does next. */
export const NEXT_STEP: Readonly<Record<ConditionalityState | "absence" | "task", string>> = {
  none: "Registrare il fatto, se c’è.",
  task: "Leggere le prove e decidere: registrare il fatto, oppure chiudere l’attività dello sportello se non è un fatto da valutare.",
  absence: "Leggere le prove e decidere se aprire il procedimento sull’assenza. Se il recapito è debole, conviene convocare di nuovo.",
  "may-justify": "Aspettare la giustificazione fino al termine. Se arriva, esaminare il documento; se il termine è passato, chiuderlo.",
  held: "Passate le quarantotto ore: rileggere le prove e il conteggio, poi proporre la segnalazione, oppure convocare di nuovo.",
  proposed: "Un’altra persona rilegge le prove e il conteggio, poi approva o rimanda. Chi ha proposto non approva.",
  approved: "Inviare la segnalazione entro il termine, oppure rimandarla se qualcosa è cambiato.",
  reported: "La segnalazione è partita: finché il termine è aperto si può annullare, una volta sola, se era sbagliata.",
  settled: "Aspettare la risposta dell’INPS e registrarla.",
  applied: "L’INPS ha risposto: la persona riprende il percorso.",
  forfeited: "L’INPS ha disposto la decadenza: registrarla nella vita del caso.",
  "not-applied": "Chiuso: l’INPS non ha applicato nulla.",
  "report-cancelled": "Rileggere le prove: proporre di nuovo entro il termine, accogliere la giustificazione, oppure chiudere.",
  justified: "Chiuso: il fatto è giustificato e non conta.",
  withdrawn: "Chiuso senza segnalazione: il fatto non conta.",
  "re-convened": "Chiuso: la persona è convocata di nuovo.",
};

export function eventTitle(event: string | null): string {
  if (event === null || !Object.hasOwn(ABSENCE_EVENTS, event)) return FACT_TEXTS.task;
  const text = ABSENCE_EVENTS[event as AbsenceEvent];
  return text.charAt(0).toUpperCase() + text.slice(1);
}
