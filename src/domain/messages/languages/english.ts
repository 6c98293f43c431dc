// English: what people are written in it.

import { ladder, templatesOf } from "./language.ts";
import type { LanguageTexts, MessageLanguage } from "./language.ts";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const TEXTS: LanguageTexts = {
  sms: {
    summons: ladder(
      "{officeShort}: compulsory appointment{forPerson} on {date} at {time}, {place}. To change the date call {phone}. Ref. {code}{answerAt}",
      "{officeShort}: compulsory appointment{forPerson} {dateShort} at {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    reminder: ladder(
      "{officeShort}: reminder{forPerson}, compulsory appointment on {date} at {time}, {place}. Tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: reminder{forPerson}, appointment {dateShort} at {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    moved: ladder(
      "{officeShort}: compulsory appointment{forPerson} moved{because} to {date} at {time}, {place}.{previously} Tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: appointment{forPerson} moved{because} to {dateShort} at {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    cancelled: ladder(
      "{officeShort}: the appointment{forPerson} of {date} at {time} is cancelled, you need not come. We will write to you again. Tel. {phone}. Ref. {code}",
      "{officeShort}: the appointment{forPerson} of {dateShort} at {time} is cancelled. Tel. {phone}. Ref. {code}",
    ),
    "meeting-moved": ladder(
      "{officeShort}: the meeting we agreed{forPerson} is moved{because} to {date} at {time}, {place}.{previously} To change the date call {phone}",
      "{officeShort}: meeting{forPerson} moved{because} to {dateShort} at {time}, {placeBrief}. Tel. {phone}",
    ),
    "meeting-cancelled": ladder(
      "{officeShort}: the meeting we agreed{forPerson} for {date} at {time} is cancelled{because}: you need not come. For another date call {phone}",
      "{officeShort}: the meeting{forPerson} of {dateShort} at {time} is cancelled{because}. Tel. {phone}",
    ),
    "reply-confirmed": ladder(
      "{officeShort}: we received your confirmation{forPerson} for {date} at {time}, {place}. Tel. {phone}. Ref. {code}",
      "{officeShort}: confirmation received{forPerson} for {dateShort} at {time}. Tel. {phone}. Ref. {code}",
    ),
    "reply-taken": ladder(
      "{officeShort}: we received your answer{forPerson}. The appointment of {date} at {time} stands until the office writes to you. Tel. {phone}. Ref. {code}",
      "{officeShort}: answer received{forPerson}. {dateShort} at {time} stands until we write to you. Tel. {phone}. Ref. {code}",
    ),
    "reply-unclear": ["{officeShort}: answer not understood. Write CONFERMO (I confirm) or NUOVA DATA (new date), or call {phone}. Ref. {code}"],
    "reply-shared": ["{officeShort}: several people use this number: we do not know who answered. Use the link or call {phone}. Ref. {code}"],
    "reply-stop": ["{officeShort}: you will receive no more reminders. The appointment stands. For information call {phone}. Ref. {code}"],
  },
  email: {
    summons: {
      subject: "Compulsory appointment: {date}, {time} – {officeShort}",
      heading: "Compulsory appointment",
      said: "We expect you for an interview at the {office}. This appointment is compulsory.",
    },
    reminder: {
      subject: "Reminder: compulsory appointment {date}, {time} – {officeShort}",
      heading: "Reminder of your appointment",
      said: "We remind you of your compulsory appointment at the {office}.",
    },
    moved: {
      subject: "Appointment moved: {date}, {time} – {officeShort}",
      heading: "Your appointment has been moved",
      said: "Your compulsory appointment at the {office} has been moved{because} and has a new date. The earlier one no longer stands.",
    },
    cancelled: {
      subject: "Appointment cancelled: {date}, {time} – {officeShort}",
      heading: "Your appointment is cancelled",
      said: "The appointment of {date} at {time} at the {office} is cancelled: you need not come. If another one is needed we will tell you the new date.",
    },
    "meeting-moved": {
      subject: "Meeting moved: {date}, {time} – {officeShort}",
      heading: "The meeting we agreed has been moved",
      said: "The meeting we had agreed at the {office} has been moved{because} and has a new date.{previously}",
    },
    "meeting-cancelled": {
      subject: "Meeting cancelled: {date}, {time} – {officeShort}",
      heading: "The meeting we agreed is cancelled",
      said: "The meeting we had agreed for {date} at {time} at the {office} is cancelled{because}: you need not come.",
    },
    "reply-confirmed": {
      subject: "Confirmation received: {date}, {time} – {officeShort}",
      heading: "We have received your confirmation",
      said: "You have confirmed that you will come to the appointment at the {office}.",
    },
    "reply-taken": {
      subject: "Answer received – {officeShort}",
      heading: "We have received your answer",
      said: "The office will read it and write to you. Until then the appointment stands.",
    },
  },
  greeting: "Dear {firstName} {surname},",
  facts: {
    day: "Day",
    hour: "Time",
    hourAndMinutes: "{time} (expected to take {minutes} minutes)",
    office: "Office",
    address: "Address",
    code: "Reference code",
  },
  bring: {
    title: "What to bring",
    items: ["a valid identity document", "your codice fiscale (tax code card)", "your residence permit, if you need one", "your CV, if you have one"],
  },
  anotherDate:
    "{answerAtLong}If you cannot come, ask for another date before the appointment: call {phone} or answer this e-mail, giving the code {code}.",
  meetingAnotherDate: "For another date call {phone} or answer this e-mail.",
  calendar: "The invitation for your calendar is attached.",
  information: "For information call {phone}, giving the code {code}.",
  ifChanged: "If anything changes call {phone}, giving the code {code}.",
  italianBelow: "The same text in Italian follows: the Italian text is the one that counts.",
  signature: "{office}, tel. {phone}. We never ask for passwords, payments or bank details.",
};

export const ENGLISH: MessageLanguage = {
  locale: "en",
  direction: "ltr",
  words: {
    date: {
      full: ({ day, month, year, weekday }) => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]} ${year}`,
      medium: ({ day, month, weekday }) => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]}`,
      // With the month in letters: 9/10 is read in two ways by those who write English.
      short: ({ day, month, weekday }) => `${WEEKDAYS[weekday]?.slice(0, 3)} ${day} ${MONTHS[month]?.slice(0, 3)}`,
    },
    forPerson: (label) => ` for ${label}`,
    previously: (date) => ` The one of ${date} is cancelled.`,
    because: {
      "office-closed": { long: " because the office is closed", short: " (office closed)" },
      "case-moved": { long: " because another office now follows you and will call you", short: " (another office now follows you)" },
    },
    answerAt: (link) => ` Confirm or other date: ${link}`,
    answerAtLong: (link) =>
      `To confirm, choose another date or say why you cannot come: ${link} (we will ask for your date of birth and the last four characters of your codice fiscale). `,
    calendar: {
      summary: (office) => `Appointment ${office}`,
      description: (phone, code) => `Compulsory appointment. Ref. ${code}. To change the date: tel. ${phone}`,
      meeting: (phone) => `Meeting as agreed. To change the date: tel. ${phone}`,
    },
  },
  templates: templatesOf("en", TEXTS),
};
