// What the life of a case says to the desk, in Italian.

import { dayText } from "../day-text.ts";

export const CASE_LIFE_TEXTS = {
  openBreaches: (count: number): string =>
    count === 1
      ? "Resta aperto un procedimento di condizionalità: va portato a termine, con la versione della misura del suo beneficio."
      : `Restano aperti ${count} procedimenti di condizionalità: vanno portati a termine, con la versione della misura del loro beneficio.`,
  personDied: "la persona è deceduta",
  carriedOver: "Il caso continua il protocollo precedente.",
  countersGoOn: "I fatti già contati restano contati.",
  countersRestart: "I fatti contati con il protocollo precedente non si contano più.",
  exemptionGoesOn: (code: string, to: string): string => `L’esonero ${code} deciso con il protocollo precedente dura fino al ${dayText(to)}.`,
  pactStands: "Il patto firmato resta valido anche con il nuovo protocollo.",
  pactRevise: "Il patto va rivisto: le regole della misura sono cambiate da quando è stato firmato.",
  breachesStay: (count: number): string => `Con il protocollo precedente restano aperti ${count} procedimenti di condizionalità.`,
  notFollowed: (why: string): string => `Una notifica cambia la vita del caso, ma l’atto non si è potuto compiere: ${why}`,
} as const;
