// Spanish: what people are written in it.

import { ladder, templatesOf } from "./language.ts";
import type { LanguageTexts, MessageLanguage } from "./language.ts";

const WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

const TEXTS: LanguageTexts = {
  sms: {
    summons: ladder(
      "{officeShort}: cita obligatoria{forPerson} el {date} a las {time}, {place}. Para cambiar la fecha: tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: cita obligatoria{forPerson} {dateShort} a las {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    reminder: ladder(
      "{officeShort}: recordatorio{forPerson}, cita obligatoria el {date} a las {time}, {place}. Tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: recordatorio{forPerson}, cita {dateShort} a las {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    moved: ladder(
      "{officeShort}: cita obligatoria{forPerson} trasladada{because} al {date} a las {time}, {place}.{previously} Tel. {phone}. Ref. {code}{answerAt}",
      "{officeShort}: cita{forPerson} trasladada{because} al {dateShort} a las {time}, {placeBrief}. Tel. {phone}. Ref. {code}{answerAt}",
    ),
    cancelled: ladder(
      "{officeShort}: la cita{forPerson} del {date} a las {time} queda anulada, no tiene que venir. Le escribiremos de nuevo. Tel. {phone}. Ref. {code}",
      "{officeShort}: la cita{forPerson} del {dateShort} a las {time} queda anulada. Tel. {phone}. Ref. {code}",
    ),
    "meeting-moved": ladder(
      "{officeShort}: la reunión acordada{forPerson} se traslada{because} al {date} a las {time}, {place}.{previously} Para cambiar la fecha: tel. {phone}",
      "{officeShort}: reunión{forPerson} trasladada{because} al {dateShort} a las {time}, {placeBrief}. Tel. {phone}",
    ),
    "meeting-cancelled": ladder(
      "{officeShort}: la reunión acordada{forPerson} del {date} a las {time} queda anulada{because}: no tiene que venir. Para otra fecha: tel. {phone}",
      "{officeShort}: la reunión{forPerson} del {dateShort} a las {time} queda anulada{because}. Tel. {phone}",
    ),
    "reply-confirmed": ladder(
      "{officeShort}: confirmación recibida{forPerson} para el {date} a las {time}, {place}. Tel. {phone}. Ref. {code}",
      "{officeShort}: confirmación recibida{forPerson} para el {dateShort} a las {time}. Tel. {phone}. Ref. {code}",
    ),
    "reply-taken": ladder(
      "{officeShort}: respuesta recibida{forPerson}. La cita del {date} a las {time} sigue en pie hasta que la oficina le escriba. Tel. {phone}. Ref. {code}",
      "{officeShort}: respuesta recibida{forPerson}. {dateShort} a las {time} sigue en pie hasta que le escribamos. Tel. {phone}. Ref. {code}",
    ),
    "reply-unclear": ["{officeShort}: respuesta no entendida. Escriba CONFERMO (confirmo) o NUOVA DATA (otra fecha), o llame al {phone}. Ref. {code}"],
    "reply-shared": ["{officeShort}: varias personas usan este número y no sabemos quién responde. Abra el enlace o llame al {phone}. Ref. {code}"],
    "reply-stop": ["{officeShort}: no recibirá más recordatorios. La cita sigue en pie. Para información: tel. {phone}. Ref. {code}"],
  },
  email: {
    summons: {
      subject: "Cita obligatoria: {date}, {time} – {officeShort}",
      heading: "Cita obligatoria",
      said: "Le esperamos para una entrevista: {office}. La cita es obligatoria.",
    },
    reminder: {
      subject: "Recordatorio: cita obligatoria {date}, {time} – {officeShort}",
      heading: "Recordatorio de su cita",
      said: "Le recordamos su cita obligatoria: {office}.",
    },
    moved: {
      subject: "Cita trasladada: {date}, {time} – {officeShort}",
      heading: "Su cita se ha trasladado",
      said: "Su cita obligatoria ({office}) se ha trasladado{because} y tiene una nueva fecha. La anterior ya no vale.",
    },
    cancelled: {
      subject: "Cita anulada: {date}, {time} – {officeShort}",
      heading: "Su cita queda anulada",
      said: "La cita del {date} a las {time} ({office}) queda anulada: no tiene que venir. Si hace falta otra, le diremos la nueva fecha.",
    },
    "meeting-moved": {
      subject: "Reunión trasladada: {date}, {time} – {officeShort}",
      heading: "La reunión acordada se ha trasladado",
      said: "La reunión que habíamos acordado ({office}) se ha trasladado{because} y tiene una nueva fecha.{previously}",
    },
    "meeting-cancelled": {
      subject: "Reunión anulada: {date}, {time} – {officeShort}",
      heading: "La reunión acordada queda anulada",
      said: "La reunión que habíamos acordado para el {date} a las {time} ({office}) queda anulada{because}: no tiene que venir.",
    },
    "reply-confirmed": {
      subject: "Confirmación recibida: {date}, {time} – {officeShort}",
      heading: "Hemos recibido su confirmación",
      said: "Ha confirmado que vendrá a la cita: {office}.",
    },
    "reply-taken": {
      subject: "Respuesta recibida – {officeShort}",
      heading: "Hemos recibido su respuesta",
      said: "La oficina la leerá y le escribirá. Hasta entonces la cita sigue en pie.",
    },
  },
  greeting: "Hola, {firstName} {surname}:",
  facts: {
    day: "Día",
    hour: "Hora",
    hourAndMinutes: "{time} (duración prevista: {minutes} minutos)",
    office: "Oficina",
    address: "Dirección",
    code: "Código de referencia",
  },
  bring: {
    title: "Qué traer",
    items: ["un documento de identidad válido", "su codice fiscale", "el permiso de residencia, si lo necesita", "su currículum, si lo tiene"],
  },
  anotherDate:
    "{answerAtLong}Si no puede venir, pida otra fecha antes de la cita: llame al {phone} o responda a este correo indicando el código {code}.",
  meetingAnotherDate: "Para otra fecha llame al {phone} o responda a este correo.",
  calendar: "Adjuntamos la invitación para su calendario.",
  information: "Para información llame al {phone} indicando el código {code}.",
  ifChanged: "Si algo cambia llame al {phone} indicando el código {code}.",
  italianBelow: "A continuación figura el mismo texto en italiano, que es el que vale.",
  signature: "{office}, tel. {phone}. Nunca pedimos contraseñas, pagos ni datos bancarios.",
};

export const SPANISH: MessageLanguage = {
  locale: "es",
  direction: "ltr",
  words: {
    date: {
      full: ({ day, month, year, weekday }) => `${WEEKDAYS[weekday]} ${day} de ${MONTHS[month]} de ${year}`,
      medium: ({ day, month, weekday }) => `${WEEKDAYS[weekday]} ${day} de ${MONTHS[month]}`,
      short: ({ day, month, weekday }) => `${WEEKDAYS[weekday]?.slice(0, 3)} ${day}/${month + 1}`,
    },
    forPerson: (label) => ` para ${label}`,
    previously: (date) => ` La del ${date} queda anulada.`,
    because: {
      "office-closed": { long: " por cierre de la oficina", short: " por cierre" },
      "case-moved": { long: " porque ahora le atiende otra oficina, que le llamará", short: " (ahora le atiende otra oficina)" },
    },
    answerAt: (link) => ` Confirmar u otra fecha: ${link}`,
    answerAtLong: (link) =>
      `Para confirmar, elegir otra fecha o decir por qué no puede venir: ${link} (le pediremos la fecha de nacimiento y los cuatro últimos caracteres de su codice fiscale). `,
    calendar: {
      summary: (office) => `Cita ${office}`,
      description: (phone, code) => `Cita obligatoria. Ref. ${code}. Para cambiar la fecha: tel. ${phone}`,
      meeting: (phone) => `Reunión acordada. Para cambiar la fecha: tel. ${phone}`,
    },
  },
  templates: templatesOf("es", TEXTS),
};
