// French: what people are written in it.

import { ladder, templatesOf } from "./language.ts";
import type { DayParts, LanguageTexts, MessageLanguage } from "./language.ts";

const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

const TEXTS: LanguageTexts = {
  sms: {
    summons: ladder(
      "{officeShort}: rendez-vous obligatoire{forPerson} {date} à {time}, {place}. Pour changer de date: tél. {phone}. Réf. {code}{answerAt}",
      "{officeShort}: rendez-vous obligatoire{forPerson} {dateShort} à {time}, {placeBrief}. Tél. {phone}. Réf. {code}{answerAt}",
    ),
    reminder: ladder(
      "{officeShort}: rappel{forPerson}, rendez-vous obligatoire {date} à {time}, {place}. Tél. {phone}. Réf. {code}{answerAt}",
      "{officeShort}: rappel{forPerson}, rendez-vous {dateShort} à {time}, {placeBrief}. Tél. {phone}. Réf. {code}{answerAt}",
    ),
    moved: ladder(
      "{officeShort}: rendez-vous obligatoire{forPerson} reporté{because} au {date} à {time}, {place}.{previously} Tél. {phone}. Réf. {code}{answerAt}",
      "{officeShort}: rendez-vous{forPerson} reporté{because} au {dateShort} à {time}, {placeBrief}. Tél. {phone}. Réf. {code}{answerAt}",
    ),
    cancelled: ladder(
      "{officeShort}: le rendez-vous{forPerson} du {date} à {time} est annulé, inutile de venir. Nous vous écrirons. Tél. {phone}. Réf. {code}",
      "{officeShort}: le rendez-vous{forPerson} du {dateShort} à {time} est annulé. Tél. {phone}. Réf. {code}",
    ),
    "meeting-moved": ladder(
      "{officeShort}: l'entretien convenu{forPerson} est reporté{because} au {date} à {time}, {place}.{previously} Pour changer de date: tél. {phone}",
      "{officeShort}: entretien{forPerson} reporté{because} au {dateShort} à {time}, {placeBrief}. Tél. {phone}",
    ),
    "meeting-cancelled": ladder(
      "{officeShort}: l'entretien convenu{forPerson} du {date} à {time} est annulé{because}: inutile de venir. Pour une autre date: tél. {phone}",
      "{officeShort}: l'entretien{forPerson} du {dateShort} à {time} est annulé{because}. Tél. {phone}",
    ),
    "reply-confirmed": ladder(
      "{officeShort}: confirmation reçue{forPerson} pour le {date} à {time}, {place}. Tél. {phone}. Réf. {code}",
      "{officeShort}: confirmation reçue{forPerson} pour le {dateShort} à {time}. Tél. {phone}. Réf. {code}",
    ),
    "reply-taken": ladder(
      "{officeShort}: réponse reçue{forPerson}. Le rendez-vous du {date} à {time} reste fixé tant que le bureau ne vous écrit pas. Tél. {phone}. Réf. {code}",
      "{officeShort}: réponse reçue{forPerson}. {dateShort} à {time} reste fixé tant que nous ne vous écrivons pas. Tél. {phone}. Réf. {code}",
    ),
    "reply-unclear": ["{officeShort}: réponse non comprise. Ecrivez CONFERMO (je confirme) ou NUOVA DATA (autre date), ou appelez {phone}. Réf. {code}"],
    "reply-shared": ["{officeShort}: ce numéro sert à plusieurs personnes: nous ne savons pas qui répond. Ouvrez le lien reçu ou appelez {phone}. Réf. {code}"],
    "reply-stop": ["{officeShort}: vous ne recevrez plus de rappels. Le rendez-vous reste valable. Renseignements: tél. {phone}. Réf. {code}"],
  },
  email: {
    summons: {
      subject: "Rendez-vous obligatoire : {date}, {time} – {officeShort}",
      heading: "Rendez-vous obligatoire",
      said: "Nous vous attendons pour un entretien : {office}. Ce rendez-vous est obligatoire.",
    },
    reminder: {
      subject: "Rappel : rendez-vous obligatoire {date}, {time} – {officeShort}",
      heading: "Rappel de votre rendez-vous",
      said: "Nous vous rappelons votre rendez-vous obligatoire : {office}.",
    },
    moved: {
      subject: "Rendez-vous reporté : {date}, {time} – {officeShort}",
      heading: "Votre rendez-vous a été reporté",
      said: "Votre rendez-vous obligatoire ({office}) a été reporté{because} et a une nouvelle date. La date précédente n’est plus valable.",
    },
    cancelled: {
      subject: "Rendez-vous annulé : {date}, {time} – {officeShort}",
      heading: "Votre rendez-vous est annulé",
      said: "Le rendez-vous du {date} à {time} ({office}) est annulé : vous n’avez pas à venir. S’il en faut un autre, nous vous indiquerons la nouvelle date.",
    },
    "meeting-moved": {
      subject: "Entretien reporté : {date}, {time} – {officeShort}",
      heading: "L’entretien convenu a été reporté",
      said: "L’entretien que nous avions convenu ({office}) a été reporté{because} et a une nouvelle date.{previously}",
    },
    "meeting-cancelled": {
      subject: "Entretien annulé : {date}, {time} – {officeShort}",
      heading: "L’entretien convenu est annulé",
      said: "L’entretien que nous avions convenu pour le {date} à {time} ({office}) est annulé{because} : vous n’avez pas à venir.",
    },
    "reply-confirmed": {
      subject: "Confirmation reçue : {date}, {time} – {officeShort}",
      heading: "Nous avons reçu votre confirmation",
      said: "Vous avez confirmé que vous viendrez au rendez-vous : {office}.",
    },
    "reply-taken": {
      subject: "Réponse reçue – {officeShort}",
      heading: "Nous avons reçu votre réponse",
      said: "Le bureau la lira et vous écrira. D’ici là le rendez-vous reste fixé.",
    },
  },
  greeting: "Bonjour {firstName} {surname},",
  facts: {
    day: "Jour",
    hour: "Heure",
    hourAndMinutes: "{time} (durée prévue : {minutes} minutes)",
    office: "Bureau",
    address: "Adresse",
    code: "Code de référence",
  },
  bring: {
    title: "À apporter",
    items: ["une pièce d’identité valable", "votre codice fiscale", "votre titre de séjour, s’il vous en faut un", "votre CV, si vous en avez un"],
  },
  anotherDate:
    "{answerAtLong}Si vous ne pouvez pas venir, demandez une autre date avant le rendez-vous : appelez le {phone} ou répondez à cet e-mail en indiquant le code {code}.",
  meetingAnotherDate: "Pour une autre date, appelez le {phone} ou répondez à cet e-mail.",
  calendar: "L’invitation pour votre agenda est jointe.",
  information: "Pour tout renseignement, appelez le {phone} en indiquant le code {code}.",
  ifChanged: "Si quelque chose change, appelez le {phone} en indiquant le code {code}.",
  italianBelow: "Le même texte en italien suit : c’est le texte italien qui fait foi.",
  signature: "{office}, tél. {phone}. Nous ne demandons jamais de mots de passe, de paiements ni de données bancaires.",
};

const written = ({ day, month, weekday }: DayParts): string => `${WEEKDAYS[weekday]} ${day === 1 ? "1er" : day} ${MONTHS[month]}`;

export const FRENCH: MessageLanguage = {
  locale: "fr",
  direction: "ltr",
  words: {
    date: {
      full: (day) => `${written(day)} ${day.year}`,
      medium: written,
      short: ({ day, month, weekday }) => `${WEEKDAYS[weekday]?.slice(0, 3)} ${day}/${month + 1}`,
    },
    forPerson: (label) => ` pour ${label}`,
    previously: (date) => ` Celui du ${date} est annulé.`,
    because: {
      "office-closed": { long: " car le bureau est fermé", short: " (bureau fermé)" },
      "case-moved": { long: " car un autre bureau vous suit désormais et vous appellera", short: " (un autre bureau vous suit)" },
    },
    answerAt: (link) => ` Confirmer ou autre date: ${link}`,
    answerAtLong: (link) =>
      `Pour confirmer, choisir une autre date ou dire pourquoi vous ne pouvez pas venir : ${link} (nous vous demanderons votre date de naissance et les quatre derniers caractères de votre codice fiscale). `,
    calendar: {
      summary: (office) => `Rendez-vous ${office}`,
      description: (phone, code) => `Rendez-vous obligatoire. Réf. ${code}. Pour changer de date : tél. ${phone}`,
      meeting: (phone) => `Entretien convenu. Pour changer de date : tél. ${phone}`,
    },
  },
  templates: templatesOf("fr", TEXTS),
};
