// The Italian messages, version by version: a changed word is a new version, the old one stays with the messages it made.

import type { EmailBlock, EmailTemplate, MessageTemplate, SmsTemplate } from "./templates.ts";
import type { MessageKind } from "./types.ts";

function sms(kind: MessageKind, rungs: readonly string[], version = 1): SmsTemplate {
  return { id: `${kind}-sms`, version, locale: "it", kind, channel: "sms", rungs };
}

function email(kind: MessageKind, subject: string, blocks: readonly EmailBlock[], version = 1): EmailTemplate {
  return { id: `${kind}-email`, version, locale: "it", kind, channel: "email", subject, blocks };
}

const GREETING: EmailBlock = { block: "paragraph", text: "Gentile {firstName} {surname}," };

const WHEN_AND_WHERE: Extract<EmailBlock, { block: "facts" }> = {
  block: "facts",
  rows: [
    ["Giorno", "{date}"],
    ["Ora", "{time} (durata prevista: {minutes} minuti)"],
    ["Ufficio", "{office}"],
    ["Indirizzo", "{place}"],
    ["Codice di riferimento", "{code}"],
  ],
};

const WHAT_TO_BRING: EmailBlock = {
  block: "list",
  title: "Che cosa portare",
  items: [
    "un documento d’identità valido",
    "il codice fiscale",
    "il permesso di soggiorno, se richiesto",
    "il curriculum, se disponibile",
  ],
};

const ANOTHER_DATE: EmailBlock = {
  block: "paragraph",
  text: "{answerAtLong}Se non può venire, chieda un’altra data prima dell’appuntamento: telefoni al numero {phone} o risponda a questa e-mail, indicando il codice {code}.",
};

/** As of a summons, without its code: an agreed meeting has none. */
const MEETING_WHEN_AND_WHERE: EmailBlock = { ...WHEN_AND_WHERE, rows: WHEN_AND_WHERE.rows.slice(0, -1) };

const MEETING_ANOTHER_DATE: EmailBlock = {
  block: "paragraph",
  text: "Per un’altra data telefoni al numero {phone} o risponda a questa e-mail.",
};

const CALENDAR: EmailBlock = { block: "paragraph", text: "In allegato l’invito per il calendario." };

const SIGNATURE: EmailBlock = {
  block: "paragraph",
  text: "{office}, tel. {phone}. Non chiediamo mai password, pagamenti o dati bancari.",
};

export const ITALIAN_TEMPLATES: readonly MessageTemplate[] = [
  sms("summons", [
    "{officeShort}: appuntamento obbligatorio{forPerson} {date} ore {time}, {place}. Per cambiare data: tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: appuntamento obbligatorio{forPerson} {date} ore {time}, {placeBrief}. Per cambiare data: tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: appuntamento obbligatorio{forPerson} {dateMedium} ore {time}, {placeBrief}. Per cambiare data: tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: appuntamento obbligatorio{forPerson} {dateShort} ore {time}, {placeBrief}. Per cambiare data: tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: appuntamento obbligatorio{forPerson} {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: appuntamento obbligatorio{forPersonShort} {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
  ], 2),
  sms("reminder", [
    "{officeShort}: promemoria{forPerson}, appuntamento obbligatorio {date} ore {time}, {place}. Tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: promemoria{forPerson}, appuntamento obbligatorio {date} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: promemoria{forPerson}, appuntamento obbligatorio {dateMedium} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: promemoria{forPerson}, appuntamento obbligatorio {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: promemoria{forPersonShort}, appuntamento obbligatorio {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
    "{officeShort}: promemoria{forPersonShort}, appuntamento {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
  ], 2),
  sms(
    "moved",
    [
      "{officeShort}: appuntamento obbligatorio{forPerson} spostato{because} a {date} ore {time}, {place}.{previously} Tel. {phone}. Rif. {code}{answerAt}",
      "{officeShort}: appuntamento obbligatorio{forPerson} spostato{because} a {date} ore {time}, {placeBrief}.{previously} Tel. {phone}. Rif. {code}{answerAt}",
      "{officeShort}: appuntamento obbligatorio{forPerson} spostato{because} a {dateShort} ore {time}, {placeBrief}.{previously} Tel. {phone}. Rif. {code}{answerAt}",
      "{officeShort}: appuntamento obbligatorio{forPerson} spostato{because} a {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
      "{officeShort}: appuntamento obbligatorio{forPerson} spostato{becauseShort} a {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
      "{officeShort}: appuntamento obbligatorio{forPersonShort} spostato{becauseShort} a {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
      "{officeShort}: appuntamento{forPersonShort} spostato{becauseShort} a {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}{answerAt}",
    ],
    3,
  ),
  sms("cancelled", [
    "{officeShort}: l'appuntamento{forPerson} di {date} ore {time} è annullato, non occorre presentarsi. Riceverà una nuova comunicazione. Tel. {phone}. Rif. {code}",
    "{officeShort}: l'appuntamento{forPerson} di {dateShort} ore {time} è annullato, non occorre presentarsi. Tel. {phone}. Rif. {code}",
    "{officeShort}: l'appuntamento{forPersonShort} di {dateShort} ore {time} è annullato. Tel. {phone}. Rif. {code}",
  ]),
  email("summons", "Appuntamento obbligatorio: {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "Appuntamento obbligatorio" },
    GREETING,
    {
      block: "paragraph",
      text: "La aspettiamo per un colloquio al {office}. È un appuntamento obbligatorio.",
    },
    WHEN_AND_WHERE,
    WHAT_TO_BRING,
    ANOTHER_DATE,
    CALENDAR,
    SIGNATURE,
  ], 2),
  email("reminder", "Promemoria: appuntamento obbligatorio {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "Promemoria dell’appuntamento" },
    GREETING,
    { block: "paragraph", text: "Le ricordiamo l’appuntamento obbligatorio al {office}." },
    WHEN_AND_WHERE,
    WHAT_TO_BRING,
    ANOTHER_DATE,
    SIGNATURE,
  ], 2),
  email(
    "moved",
    "Appuntamento spostato: {date}, ore {time} – {officeShort}",
    [
      { block: "heading", text: "L’appuntamento è stato spostato" },
      GREETING,
      {
        block: "paragraph",
        text: "L’appuntamento obbligatorio al {office} è stato spostato{because} e ha una nuova data. Quello indicato in precedenza non vale più.",
      },
      WHEN_AND_WHERE,
      WHAT_TO_BRING,
      ANOTHER_DATE,
      CALENDAR,
      SIGNATURE,
    ],
    3,
  ),
  email("cancelled", "Appuntamento annullato: {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "L’appuntamento è annullato" },
    GREETING,
    {
      block: "paragraph",
      text: "L’appuntamento di {date} alle ore {time} al {office} è annullato: non occorre presentarsi. Se servirà, Le comunicheremo una nuova data.",
    },
    { block: "paragraph", text: "Per informazioni telefoni al numero {phone}, indicando il codice {code}." },
    SIGNATURE,
  ]),
  sms("meeting-moved", [
    "{officeShort}: l'incontro concordato{forPerson} è spostato{because} a {date} ore {time}, {place}.{previously} Per cambiare data: tel. {phone}",
    "{officeShort}: l'incontro concordato{forPerson} è spostato{because} a {date} ore {time}, {placeBrief}.{previously} Tel. {phone}",
    "{officeShort}: l'incontro concordato{forPerson} è spostato{because} a {dateShort} ore {time}, {placeBrief}.{previously} Tel. {phone}",
    "{officeShort}: l'incontro concordato{forPerson} è spostato{becauseShort} a {dateShort} ore {time}, {placeBrief}. Tel. {phone}",
    "{officeShort}: incontro{forPersonShort} spostato{becauseShort} a {dateShort} ore {time}, {placeBrief}. Tel. {phone}",
  ]),
  sms("meeting-cancelled", [
    "{officeShort}: l'incontro concordato{forPerson} di {date} ore {time} è annullato, non occorre presentarsi. Per un'altra data: tel. {phone}",
    "{officeShort}: l'incontro concordato{forPerson} di {dateShort} ore {time} è annullato, non occorre presentarsi. Tel. {phone}",
    "{officeShort}: l'incontro{forPersonShort} di {dateShort} ore {time} è annullato. Tel. {phone}",
  ]),
  email("meeting-moved", "Incontro spostato: {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "L’incontro concordato è stato spostato" },
    GREETING,
    {
      block: "paragraph",
      text: "L’incontro che avevamo concordato al {office} è stato spostato{because} e ha una nuova data.{previously}",
    },
    MEETING_WHEN_AND_WHERE,
    MEETING_ANOTHER_DATE,
    CALENDAR,
    SIGNATURE,
  ]),
  // Says why, where it is for the office's own affairs.
  sms("meeting-cancelled", [
    "{officeShort}: l'incontro concordato{forPerson} di {date} ore {time} è annullato{because}: non occorre presentarsi. Per un'altra data: tel. {phone}",
    "{officeShort}: l'incontro concordato{forPerson} di {dateShort} ore {time} è annullato{because}: non occorre presentarsi. Tel. {phone}",
    "{officeShort}: l'incontro concordato{forPerson} di {dateShort} ore {time} è annullato{becauseShort}. Tel. {phone}",
    "{officeShort}: l'incontro{forPersonShort} di {dateShort} ore {time} è annullato{becauseShort}. Tel. {phone}",
  ], 2),
  email("meeting-cancelled", "Incontro annullato: {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "L’incontro concordato è annullato" },
    GREETING,
    {
      block: "paragraph",
      text: "L’incontro che avevamo concordato per {date} alle ore {time} al {office} è annullato{because}: non occorre presentarsi.",
    },
    MEETING_ANOTHER_DATE,
    SIGNATURE,
  ], 2),
  email("meeting-cancelled", "Incontro annullato: {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "L’incontro concordato è annullato" },
    GREETING,
    {
      block: "paragraph",
      text: "L’incontro che avevamo concordato per {date} alle ore {time} al {office} è annullato: non occorre presentarsi.",
    },
    MEETING_ANOTHER_DATE,
    SIGNATURE,
  ]),
  sms("reply-confirmed", [
    "{officeShort}: ricevuta la conferma{forPerson} per {date} ore {time}, {place}. Tel. {phone}. Rif. {code}",
    "{officeShort}: ricevuta la conferma{forPerson} per {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}",
    "{officeShort}: ricevuta la conferma{forPersonShort} per {dateShort} ore {time}. Tel. {phone}. Rif. {code}",
  ]),
  sms("reply-taken", [
    "{officeShort}: ricevuta la risposta{forPerson}. L'appuntamento di {date} ore {time} resta fissato finché l'ufficio non Le scrive. Tel. {phone}. Rif. {code}",
    "{officeShort}: ricevuta la risposta{forPerson}. L'appuntamento di {dateShort} ore {time} resta fissato finché non Le scriviamo. Tel. {phone}. Rif. {code}",
    "{officeShort}: ricevuta la risposta{forPersonShort}. Resta fissato {dateShort} ore {time} finché non Le scriviamo. Tel. {phone}. Rif. {code}",
  ]),
  sms("reply-unclear", [
    "{officeShort}: non abbiamo capito la risposta. Scriva CONFERMO oppure NUOVA DATA, o telefoni: {phone}. Rif. {code}",
  ]),
  sms("reply-shared", [
    "{officeShort}: questo numero serve più persone e non sappiamo chi risponde. Usi il collegamento ricevuto o telefoni: {phone}. Rif. {code}",
  ]),
  sms("reply-stop", [
    "{officeShort}: non riceverà altri promemoria. La convocazione resta valida. Per informazioni tel. {phone}. Rif. {code}",
  ]),
  email("reply-confirmed", "Conferma ricevuta: {date}, ore {time} – {officeShort}", [
    { block: "heading", text: "Abbiamo ricevuto la Sua conferma" },
    GREETING,
    { block: "paragraph", text: "Ha confermato che verrà all’appuntamento al {office}." },
    WHEN_AND_WHERE,
    WHAT_TO_BRING,
    { block: "paragraph", text: "Se qualcosa cambia telefoni al numero {phone}, indicando il codice {code}." },
    SIGNATURE,
  ]),
  email("reply-taken", "Risposta ricevuta – {officeShort}", [
    { block: "heading", text: "Abbiamo ricevuto la Sua risposta" },
    GREETING,
    { block: "paragraph", text: "L’ufficio la leggerà e Le scriverà. Fino ad allora l’appuntamento resta fissato." },
    WHEN_AND_WHERE,
    { block: "paragraph", text: "Per informazioni telefoni al numero {phone}, indicando il codice {code}." },
    SIGNATURE,
  ]),
];
