// Romanian: what people are written in it.

import { ladder, templatesOf } from "./language.ts";
import type { DayParts, LanguageTexts, MessageLanguage } from "./language.ts";

const WEEKDAYS = ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"];
const SHORT_WEEKDAYS = ["lun", "mar", "mie", "joi", "vin", "sâm", "dum"];
const MONTHS = ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"];

const TEXTS: LanguageTexts = {
  sms: {
    summons: ladder(
      "{officeShort}: programare obligatorie{forPerson} {date} ora {time}, {place}. Pentru altă dată: tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: programare obligatorie{forPerson} {dateShort} ora {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    reminder: ladder(
      "{officeShort}: vă reamintim{forPerson} programarea obligatorie {date} ora {time}, {place}. Tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: vă reamintim{forPerson} programarea {dateShort} ora {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    moved: ladder(
      "{officeShort}: programarea obligatorie{forPerson} a fost mutată{because} pe {date} ora {time}, {place}.{previously} Tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: programare{forPerson} mutată{because} pe {dateShort} ora {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    cancelled: ladder(
      "{officeShort}: programarea{forPerson} de {date} ora {time} este anulată, nu trebuie să veniți. Vă vom scrie din nou. Tel. {phone}. Ref. {code}",
      "{officeShort}: programarea{forPerson} de {dateShort} ora {time} este anulată. Tel. {phone}. Ref. {code}",
    ),
    "meeting-moved": ladder(
      "{officeShort}: întâlnirea stabilită{forPerson} se mută{because} pe {date} ora {time}, {place}.{previously} Pentru altă dată: tel. {phone}",
      "{officeShort}: întâlnire{forPerson} mutată{because} pe {dateShort} ora {time}, {placeBrief}. Tel. {phone}",
    ),
    "meeting-cancelled": ladder(
      "{officeShort}: întâlnirea stabilită{forPerson} pentru {date} ora {time} este anulată{because}: nu trebuie să veniți. Pentru altă dată: tel. {phone}",
      "{officeShort}: întâlnirea{forPerson} de {dateShort} ora {time} este anulată{because}. Tel. {phone}",
    ),
    "reply-confirmed": ladder(
      "{officeShort}: am primit confirmarea{forPerson} pentru {date} ora {time}, {place}. Tel. {phone}. Ref. {code}",
      "{officeShort}: am primit confirmarea{forPerson} pentru {dateShort} ora {time}. Tel. {phone}. Ref. {code}",
    ),
    "reply-taken": ladder(
      "{officeShort}: am primit răspunsul{forPerson}. Programarea de {date} ora {time} rămâne valabilă până vă scrie oficiul. Tel. {phone}. Ref. {code}",
      "{officeShort}: am primit răspunsul{forPerson}. {dateShort} ora {time} rămâne valabil până vă scriem. Tel. {phone}. Ref. {code}",
    ),
    "reply-unclear": ["{officeShort}: nu am înțeles răspunsul. Scrieți CONFERMO (confirm) sau NUOVA DATA (altă dată) ori sunați la {phone}. Ref. {code}"],
    "reply-shared": ["{officeShort}: mai multe persoane au acest număr și nu știm cine răspunde. Folosiți linkul sau sunați la {phone}. Ref. {code}"],
    "reply-stop": ["{officeShort}: nu veți mai primi mesaje de reamintire. Programarea rămâne valabilă. Informații: tel. {phone}. Ref. {code}"],
  },
  email: {
    summons: {
      subject: "Programare obligatorie: {date}, ora {time} – {officeShort}",
      heading: "Programare obligatorie",
      said: "Vă așteptăm pentru un interviu la {office}. Programarea este obligatorie.",
    },
    reminder: {
      subject: "Reamintire: programare obligatorie {date}, ora {time} – {officeShort}",
      heading: "Vă reamintim programarea",
      said: "Vă reamintim programarea obligatorie la {office}.",
    },
    moved: {
      subject: "Programare mutată: {date}, ora {time} – {officeShort}",
      heading: "Programarea a fost mutată",
      said: "Programarea obligatorie la {office} a fost mutată{because} și are o dată nouă. Cea comunicată înainte nu mai este valabilă.",
    },
    cancelled: {
      subject: "Programare anulată: {date}, ora {time} – {officeShort}",
      heading: "Programarea este anulată",
      said: "Programarea de {date} la ora {time} la {office} este anulată: nu trebuie să veniți. Dacă va fi nevoie, vă vom comunica o dată nouă.",
    },
    "meeting-moved": {
      subject: "Întâlnire mutată: {date}, ora {time} – {officeShort}",
      heading: "Întâlnirea stabilită a fost mutată",
      said: "Întâlnirea pe care o stabilisem la {office} a fost mutată{because} și are o dată nouă.{previously}",
    },
    "meeting-cancelled": {
      subject: "Întâlnire anulată: {date}, ora {time} – {officeShort}",
      heading: "Întâlnirea stabilită este anulată",
      said: "Întâlnirea pe care o stabilisem pentru {date} la ora {time} la {office} este anulată{because}: nu trebuie să veniți.",
    },
    "reply-confirmed": {
      subject: "Confirmare primită: {date}, ora {time} – {officeShort}",
      heading: "Am primit confirmarea dumneavoastră",
      said: "Ați confirmat că veniți la programarea de la {office}.",
    },
    "reply-taken": {
      subject: "Răspuns primit – {officeShort}",
      heading: "Am primit răspunsul dumneavoastră",
      said: "Oficiul îl va citi și vă va scrie. Până atunci programarea rămâne valabilă.",
    },
  },
  greeting: "Bună ziua, {firstName} {surname},",
  facts: {
    day: "Ziua",
    hour: "Ora",
    hourAndMinutes: "{time} (durata prevăzută: {minutes} minute)",
    office: "Oficiul",
    address: "Adresa",
    code: "Cod de referință",
  },
  bring: {
    title: "Ce trebuie să aduceți",
    items: ["un act de identitate valabil", "codul fiscal (codice fiscale)", "permisul de ședere, dacă este necesar", "CV-ul, dacă îl aveți"],
  },
  anotherDate:
    "{answerAtLong}Dacă nu puteți veni, cereți altă dată înainte de programare: sunați la {phone} sau răspundeți la acest e-mail, indicând codul {code}.",
  meetingAnotherDate: "Pentru altă dată sunați la {phone} sau răspundeți la acest e-mail.",
  calendar: "Invitația pentru calendar este atașată.",
  information: "Pentru informații sunați la {phone}, indicând codul {code}.",
  ifChanged: "Dacă se schimbă ceva sunați la {phone}, indicând codul {code}.",
  italianBelow: "Urmează același text în italiană: textul italian este cel valabil.",
  signature: "{office}, tel. {phone}. Nu cerem niciodată parole, plăți sau date bancare.",
};

const written = ({ day, month, weekday }: DayParts): string => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]}`;

export const ROMANIAN: MessageLanguage = {
  locale: "ro",
  direction: "ltr",
  words: {
    date: {
      full: (day) => `${written(day)} ${day.year}`,
      medium: written,
      short: ({ day, month, weekday }) => `${SHORT_WEEKDAYS[weekday]} ${day}/${month + 1}`,
    },
    forPerson: (label) => ` pentru ${label}`,
    previously: (date) => ` Cea de ${date} este anulată.`,
    because: {
      "office-closed": { long: " pentru că oficiul este închis", short: " (oficiu închis)" },
      "case-moved": { long: " pentru că acum vă urmărește alt oficiu, care vă va suna", short: " (acum vă urmărește alt oficiu)" },
    },
    answerAt: (link) => ` Confirmare sau altă dată: ${link}`,
    answerAtLong: (link) =>
      `Ca să confirmați, să alegeți altă dată sau să spuneți de ce nu puteți veni: ${link} (vă vom cere data nașterii și ultimele patru caractere din codice fiscale). `,
    calendar: {
      summary: (office) => `Programare ${office}`,
      description: (phone, code) => `Programare obligatorie. Ref. ${code}. Pentru altă dată: tel. ${phone}`,
      meeting: (phone) => `Întâlnire stabilită. Pentru altă dată: tel. ${phone}`,
    },
  },
  templates: templatesOf("ro", TEXTS),
};
