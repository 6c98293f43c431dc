// The Italian words of letters on paper: a changed word is a new version of the template.

import type { MessageValues } from "../messages/wording.ts";

interface KindWords {
  readonly subject: string;
  readonly opening: (values: MessageValues) => readonly string[];
  readonly closing: (values: MessageValues, link: string | undefined) => readonly string[];
}

const anotherDate = ({ phone, email, code }: MessageValues, link: string | undefined): string =>
  `Se quel giorno non può venire, chieda un’altra data prima dell’appuntamento: telefoni al numero ${phone} o scriva a ${email}${code === "" ? "" : `, indicando il codice ${code}`}.${link === undefined ? "" : ` Può rispondere anche dalla pagina ${link}.`}`;

const ABSENCE =
  "La presenza è obbligatoria: l’assenza senza giustificato motivo è segnalata all’INPS e può comportare la riduzione o la perdita del beneficio. Se ha un giustificato motivo, lo comunichi subito all’ufficio e ne porti la prova.";
const SAFE = "Non chiediamo mai password, pagamenti o dati bancari.";

export const LETTER_TEXTS = {
  day: "Giorno",
  hour: "Ora",
  office: "Ufficio",
  address: "Indirizzo",
  hourAnd: (time: string, minutes: string): string => `${time} (durata prevista: ${minutes} minuti)`,
  contacts: (phone: string, email: string): string => `tel. ${phone} – ${email}`,
  placeAndDay: (place: string, day: string): string => `${place}, ${day}`,
  reference: (code: string): string => `Rif. ${code}`,
  greeting: (person: string): string => `Gentile ${person},`,
  signature: "Il responsabile dell’ufficio",
  bring: {
    title: "Che cosa portare",
    items: ["questa lettera", "un documento d’identità valido", "il codice fiscale", "il permesso di soggiorno, se richiesto", "il curriculum, se disponibile"],
  },
  kinds: {
    summons: {
      subject: "Convocazione al centro per l’impiego",
      opening: ({ office }) => [`La convochiamo per un colloquio al ${office}. È un appuntamento obbligatorio.`],
      closing: (values, link) => [anotherDate(values, link), ABSENCE, SAFE],
    },
    reminder: {
      subject: "Promemoria dell’appuntamento al centro per l’impiego",
      opening: ({ office }) => [`Le ricordiamo l’appuntamento obbligatorio al ${office}.`],
      closing: (values, link) => [anotherDate(values, link), ABSENCE, SAFE],
    },
    moved: {
      subject: "Nuova data della convocazione al centro per l’impiego",
      opening: ({ previousDate, previousTime, because }) => [
        previousDate === ""
          ? `Il Suo appuntamento è stato spostato${because}. Questa è la nuova data.`
          : `Il Suo appuntamento di ${previousDate}, ore ${previousTime}, è annullato${because}. Questa è la nuova data.`,
      ],
      closing: (values, link) => [anotherDate(values, link), ABSENCE, SAFE],
    },
    cancelled: {
      subject: "Convocazione annullata",
      opening: ({ date, time, office, because }) => [
        `L’appuntamento di ${date}, ore ${time}, al ${office} è annullato${because}: non occorre presentarsi.`,
        "Se servirà un altro appuntamento, riceverà una nuova comunicazione.",
      ],
      closing: ({ phone, email }) => [`Per informazioni telefoni al numero ${phone} o scriva a ${email}.`, SAFE],
    },
  } satisfies Readonly<Record<string, KindWords>>,
} as const;
