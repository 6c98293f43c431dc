// Italian for whoever writes texts: what is wrong and what to do, what each placeholder stands for, what the samples are.

import type { MessageValue } from "./wording.ts";

export const MARKUP_TEXTS = {
  list: (line: string): string => `Un elenco ha un titolo che comincia con «## » e, subito sotto, una riga «- » per ogni voce. Da correggere: «${line}».`,
} as const;

export const REVIEW_TEXTS = {
  empty: "Scrivere il testo.",
  rung: (number: number): string => `Stesura ${number}`,
  subject: "Oggetto",
  body: "Testo",
  unknown: (name: string): string => `Il segnaposto {${name}} non esiste: sceglierne uno dall’elenco.`,
  missing: (what: string): string => `Manca ${what}: aggiungere il segnaposto.`,
  notHere: (name: string): string => `{${name}} in questo messaggio è sempre vuoto: toglierlo.`,
  brace: "C’è una parentesi graffa spaiata: i segnaposto si scrivono {così}.",
  accents: (changes: string): string => `Nell’alfabeto degli SMS queste lettere non ci sono e si scrivono così: ${changes}. Se non va bene, cambiare la parola.`,
  wide: (letters: string): string => `${letters} costringono tutto l’SMS a 70 caratteri per parte: toglierli.`,
  parts: (parts: number): string => `Con questi dati servono ${parts} parti: accorciare, o aggiungere una stesura più breve.`,
  tooLong: (parts: number): string => `${parts} parti sono troppe: i gestori non ne garantiscono più di 6. Accorciare.`,
  notShorter: "Questa stesura non è più corta di quella prima: non sarà mai usata. Accorciarla o toglierla.",
  subjectLong: (length: number): string => `L’oggetto ha ${length} caratteri: oltre 100 molti programmi di posta lo tagliano.`,
  noHeading: "Manca il titolo: aggiungere una riga che comincia con «# ».",
  direction: "Il messaggio comincia con lettere latine: i telefoni lo mostreranno da sinistra a destra. Cominciare con una parola in arabo.",
  sideBySide: (names: string): string => `${names} stanno uno accanto all’altro: in arabo si leggerebbero nell’ordine sbagliato. Mettere una parola in arabo fra i due.`,
} as const;

/** What a placeholder holds: what the list of completions says. */
export type ValueType = "place" | "date" | "time" | "contact" | "code" | "person" | "phrase" | "number";

export const TYPE_TEXTS: Readonly<Record<ValueType, string>> = {
  place: "luogo",
  date: "data",
  time: "ora",
  contact: "recapito",
  code: "codice",
  person: "persona",
  phrase: "frase intera, o niente",
  number: "numero",
};

export const VALUE_TEXTS: Readonly<Record<MessageValue, { readonly type: ValueType; readonly title: string }>> = {
  office: { type: "place", title: "Nome dell’ufficio per esteso" },
  officeShort: { type: "place", title: "Nome breve dell’ufficio" },
  date: { type: "date", title: "Giorno per esteso, con l’anno" },
  dateMedium: { type: "date", title: "Giorno senza anno" },
  dateShort: { type: "date", title: "Giorno in breve" },
  time: { type: "time", title: "Ora" },
  place: { type: "place", title: "Indirizzo e comune" },
  placeBrief: { type: "place", title: "Indirizzo, senza il comune già detto dal nome dell’ufficio" },
  phone: { type: "contact", title: "Telefono dell’ufficio" },
  code: { type: "code", title: "Codice di riferimento" },
  forPerson: { type: "phrase", title: "« per Maria R.», solo dove il telefono è di più persone" },
  forPersonShort: { type: "phrase", title: "Come sopra, con il solo primo nome" },
  firstName: { type: "person", title: "Nome" },
  surname: { type: "person", title: "Cognome" },
  email: { type: "contact", title: "Indirizzo e-mail a cui rispondere" },
  minutes: { type: "number", title: "Durata prevista in minuti" },
  previousDate: { type: "date", title: "Giorno di prima, per esteso" },
  previousDateShort: { type: "date", title: "Giorno di prima, in breve" },
  previousTime: { type: "time", title: "Ora di prima" },
  previously: { type: "phrase", title: "« Annullato quello di …», se c’era un giorno di prima" },
  because: { type: "phrase", title: "Perché cambia, se è per l’ufficio" },
  becauseShort: { type: "phrase", title: "Come sopra, in breve" },
  answerAt: { type: "phrase", title: "Il collegamento per rispondere; sempre alla fine" },
  answerAtLong: { type: "phrase", title: "Il collegamento per rispondere, spiegato" },
};

export const SAMPLE_TEXTS = {
  short: "Ufficio dal nome breve",
  long: "Ufficio dal nome lungo",
  link: "Con il collegamento per rispondere",
  shared: "Telefono di più persone, nome lungo",
} as const;
