// Labels of the forms of the summons.

import type { CallOutcome } from "../../../domain/channel-policy/types.ts";
import type { SanctionStep } from "../../../domain/measures/types.ts";

const NUMBER_SOURCES: Readonly<Record<string, string>> = {
  notice: "dalla notifica", INPS: "da INPS", person: "dalla persona", desk: "dalla persona allo sportello", paper: "da un documento",
  phone: "dalla persona al telefono", email: "dalla persona per e-mail",
};

const LANGUAGES: Readonly<Record<string, string>> = {
  en: "inglese", fr: "francese", es: "spagnolo", ro: "rumeno", uk: "ucraino", ar: "arabo",
};

/** Nothing where the person has chosen Italian, or no language. */
function inLanguage(language: string | null): string {
  const name = LANGUAGES[language ?? ""];
  return name === undefined ? "" : `, che ha scelto la lingua ${name}`;
}

export const SUMMONS_LABELS = {
  seat: "Giorno e ora",
  seatHelp: "Il primo sportello libero di ogni ora, nelle prossime tre settimane che il preavviso consente.",
  otherSeat: "Altro giorno e ora",
  otherSeatHelp: "Vuoto: la persona firma la data già fissata.",
  noSeats: "Nelle prossime tre settimane non ci sono posti liberi: aggiungere ore o sportelli dall’agenda, poi riprovare.",
  seatOf: (day: string, hour: string): string => `${day}, ore ${hour}`,
  desk: (number: number): string => `sportello ${number}`,
  signed: "La persona ha firmato l’appuntamento",
  reference: "Dove si trova il foglio firmato",
  referenceHelp: "Per esempio il numero del fascicolo o del protocollo. Vuoto: vale il numero dell’atto.",
  askedReason: "Perché chiede un’altra data",
  count: "Assenze dello stesso tipo già contate",
  countShown: (before: number, unit: string, after: string): string => `${before} per ${unit}. Se questa si conferma, l’INPS può applicare: ${after}.`,
  countOnly: (before: number, unit: string): string => `${before} per ${unit}.`,
  unit: { household: "il nucleo", person: "la persona" } as Readonly<Record<string, string>>,
  noShowLead: "La persona potrà giustificarsi entro il termine di legge. Se il recapito della convocazione non è provato non è un’assenza: la persona torna fra quelle da convocare.",
  justifiedReason: "Giustificato motivo",
  toldOn: "La persona l’ha comunicato il",
  impedimentUntil: "Impedimento fino al",
  impedimentHelp: "Solo se è durato oltre il giorno dell’appuntamento: il termine per giustificare parte da qui.",
  evidenceSeen: "Il documento che prova l’impedimento è stato visto",
  lateReason: "Motivo",
  lateReasonHelp: "Necessario se la giustificazione è arrivata dopo il termine: resta nel registro degli atti.",
  number: "Numero chiamato",
  noNumber: "Non c’è un numero da chiamare: cercarne uno e registrarlo nei recapiti della persona.",
  numberFrom: (kind: string, source: string, day: string, isShared: boolean): string =>
    `${kind === "mobile" ? "cellulare" : "telefono fisso"}, ${NUMBER_SOURCES[source] ?? source} del ${day}${isShared ? "; è anche il numero di altre persone" : ""}`,
  callOutcome: "Che cosa è successo",
  callHints: {
    spoke: "Se ha detto che verrà, che non verrà o che vuole un’altra data, registrare poi anche la risposta.",
    "no-answer": "Dopo il numero di tentativi della misura si passa alla via successiva.",
    "wrong-number": "Il numero viene tolto dai recapiti: non si userà più per questa persona.",
    refused: "Non si insiste al telefono: si passa alla via successiva.",
  } satisfies Record<CallOutcome, string>,
  callNote: "Nota",
  callNoteHelp: "Facoltativa. Niente dati sulla salute: quelli vanno fra i documenti riservati.",
  callScript: (name: string, language: string | null, when: string, where: string): string =>
    `Chiedere di ${name}${inLanguage(language)}. Prima di dire il motivo farsi dire la data di nascita; ad altri lasciare solo il numero della sede. Poi: «Il centro per l’impiego la aspetta il ${when}${where === "" ? "" : `, in ${where}`}. Verrà? I suoi recapiti sono ancora questi?»`,
  callScriptCancelled: (name: string, language: string | null, when: string): string =>
    `Chiedere di ${name}${inLanguage(language)}. Prima di dire il motivo farsi dire la data di nascita. Poi: «L’appuntamento del ${when} al centro per l’impiego è annullato: non deve venire.»`,
  proofBy: (proof: string): string => `prova: ${proof}`,
} as const;

/** «una mensilità in meno» */
export function stepWords(step: SanctionStep): string {
  switch (step.kind) {
    case "reduction":
      return step.months === 0.25 ? "un quarto di mensilità in meno" : step.months === 1 ? "una mensilità in meno" : `${step.months} mensilità in meno`;
    case "suspension":
      return "la sospensione del beneficio";
    case "forfeiture":
      return "la decadenza dal beneficio";
  }
}
