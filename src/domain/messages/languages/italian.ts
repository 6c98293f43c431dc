// Italian around the values of a message; its texts stand, version by version, in the templates beside.

import { MONTHS, WEEKDAYS } from "../../calendar/texts.ts";
import { CALENDAR_TEXTS } from "../texts.ts";
import { ITALIAN_TEMPLATES } from "../templates-it.ts";
import type { DayParts, MessageLanguage } from "./language.ts";

const medium = ({ day, month, weekday }: DayParts): string => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]}`;

export const ITALIAN: MessageLanguage = {
  locale: "it",
  direction: "ltr",
  words: {
    date: {
      full: ({ day, month, year, weekday }) => `${WEEKDAYS[weekday]} ${day === 1 ? "1°" : day} ${MONTHS[month]} ${year}`,
      medium,
      short: ({ day, month, weekday }) => `${WEEKDAYS[weekday]?.slice(0, 3)} ${day}/${month + 1}`,
    },
    forPerson: (label) => ` per ${label}`,
    previously: (date) => ` Annullato quello di ${date}.`,
    because: {
      "office-closed": { long: " per chiusura dell’ufficio", short: " per chiusura" },
      "case-moved": { long: " perché ora La segue un altro ufficio, che La chiamerà", short: ": ora La segue un altro ufficio" },
    },
    answerAt: (link) => ` Conferma o altra data: ${link}`,
    answerAtLong: (link) =>
      `Per confermare, scegliere un’altra data o dire perché non può venire: ${link} (Le chiederemo la data di nascita e gli ultimi quattro caratteri del codice fiscale). `,
    calendar: CALENDAR_TEXTS,
  },
  templates: ITALIAN_TEMPLATES,
};
