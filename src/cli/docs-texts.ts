// Italian words of the generated pages: what each field of a table is called, and the sentences around it.

import type { Confidence } from "../domain/law/citation.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { PROOF_STRENGTHS, SUMMONS_CHANNELS } from "../domain/measures/words.ts";
import type { MessageKind } from "../domain/messages/types.ts";

export const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  primary: "letta nella fonte",
  secondary: "riferita da altri",
  inferred: "dedotta",
  unverified: "da verificare",
};

/** The parameters of a measure that carry a value, a norm and a note. A new one does not compile without its name here. */
export type ParameterKey = {
  [K in keyof MeasureParameters]-?: MeasureParameters[K] extends {
    readonly value: unknown;
    readonly citation: unknown;
    readonly note: string;
  }
    ? K
    : never;
}[keyof MeasureParameters];

export const PARAMETERS: Readonly<Record<ParameterKey, string>> = {
  bound: "Chi è tenuto agli obblighi",
  notBoundFromAge: "Età dalla quale non si è tenuti agli obblighi (anni compiuti)",
  adultFromAge: "Età dalla quale si è tenuti agli obblighi (anni compiuti)",
  conveneMetBy: "Atto che soddisfa il termine del primo contatto",
  validChannels: "Canali con cui la convocazione è valida",
  proofForSanction: "Prova minima della convocazione per registrare un’assenza",
  countersSurviveRenewal: "Le assenze già contate contano dopo il rinnovo",
  minimumNoticeWorkingDays: "Preavviso minimo, T3 (giorni lavorativi fra convocazione e appuntamento)",
  reminderHoursBefore: "Promemoria, T4 (ore prima dell’appuntamento)",
  reminderNotUnderHours: "Sotto queste ore il promemoria non parte",
  quietHours: "Ore in cui nessun messaggio parte",
  appointmentMinutes: "Durata del primo colloquio (minuti)",
};

const VALUES: Readonly<Record<string, string>> = {
  ...SUMMONS_CHANNELS,
  ...PROOF_STRENGTHS,
  "summons-issued": "l’invio della convocazione",
  "appointment-held": "l’incontro avvenuto",
};

/** A parameter's value as it is read: a number, a word of the law, an interval of hours. */
export function valueText(value: unknown): string {
  if (value === null) return "nessuna";
  if (typeof value === "boolean") return value ? "sì" : "no";
  if (typeof value === "number") return String(value).replace(".", ",");
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "string") return VALUES[value] ?? value;
  if (typeof value === "object" && value !== null && "from" in value && "to" in value) {
    return `dalle ${String(value.from)} alle ${String(value.to)}`;
  }
  return JSON.stringify(value);
}

export const UNITS: Readonly<Record<MeasureParameters["unit"], string>> = {
  household: "nucleo familiare",
  person: "persona",
};

export const MESSAGES: Readonly<Record<MessageKind, string>> = {
  summons: "Convocazione",
  reminder: "Promemoria",
  moved: "Appuntamento spostato",
  cancelled: "Appuntamento annullato",
};

export const PAGES = {
  generated:
    "<!-- Pagina generata dal programma con «convoca docs»: non correggerla a mano. Si corregge la tavola da cui nasce. -->",
  indexTitle: "La procedura, come la applica il programma",
  index: [
    "Queste pagine nascono dalle stesse tavole con cui il programma decide: ciò che qui si legge è ciò che accade.",
    "Chi trova un errore di diritto lo segnali indicando la pagina e il titolo: si corregge la tavola, e la pagina cambia con lei.",
  ],
  lawTitle: "Le norme",
  law: "Ogni riga delle tavole, ogni parametro e ogni atto del registro rimanda a una di queste norme. La colonna «affidabilità» dice quanto siamo sicuri del contenuto.",
  lawUsed: "Richiamate dalle tavole",
  lawUnused: "Conosciute, ma non richiamate da nessuna riga o parametro",
  lawUnusedNote:
    "Possono essere richiamate da singole regole o atti; sono elencate perché nessuna norma nota resti nascosta.",
  lawHead: "| norma | identificativo | in vigore | affidabilità |\n|---|---|---|---|",
  lawUsedHead:
    "| norma | identificativo | in vigore | affidabilità | dove è richiamata |\n|---|---|---|---|---|",
  messagesTitle: "I messaggi alle persone",
  messages:
    "Le parole fra parentesi graffe sono sostituite con i dati dell’appuntamento. Nessun messaggio nomina la misura, la salute, le sanzioni o altre persone del nucleo. Un testo che cambia diventa una nuova versione: quella vecchia resta legata ai messaggi già scritti.",
  smsNote:
    "Si invia la prima stesura che entra in un solo SMS; le successive dicono le stesse cose con meno parole. Giorno, ora, luogo, telefono e codice non mancano mai.",
  subject: "**Oggetto:**",
  termsTitle: "Come si conta il termine T2",
  terms: [
    "Il giorno iniziale non si conta (art. 2963 c.c.); l’ultimo giorno utile è la scadenza. I giorni di una sospensione non si contano.",
    "Il superamento del termine è un indicatore per la Regione e non ha effetti sulla persona.",
  ],
  examples: "Esempi calcolati dal programma",
  examplesHead:
    "| beneficio riconosciuto il | il termine decorre dal | scade il | giorni sospesi |\n|---|---|---|---|",
  transitions: "Decorrenze transitorie",
  transitionsHead: "| riconosciuti dal | al | il termine decorre dal | norma |\n|---|---|---|---|",
  suspensions: "Sospensioni dei termini",
  suspensionsHead: "| dal | al | motivo | norma |\n|---|---|---|---|",
  parameters: "Parametri",
  parametersHead: "| parametro | valore | norma | nota |\n|---|---|---|---|",
  choice: "nessuna: scelta della Regione",
  statesTitle: "Gli stati, e gli atti possibili in ciascuno",
  statesHead: "| stato | atti possibili |\n|---|---|",
  drawing: "Il percorso",
  actsTitle: "Gli atti",
  from: "Da",
  to: "A",
  by: "Chi",
  when: "Condizioni; se una manca l’atto è rifiutato con queste parole",
  whenNone: "Condizioni: nessuna",
  opens: "Apre il termine",
  closes: "Chiude il termine",
  law_: "Norme",
  noAct: "nessuno: lo stato è finale",
} as const;
