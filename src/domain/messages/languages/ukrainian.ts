// Ukrainian: what people are written in it. An SMS in it holds 70 characters, or 67 in each of several parts.

import { ladder, templatesOf } from "./language.ts";
import type { DayParts, LanguageTexts, MessageLanguage } from "./language.ts";

const WEEKDAYS = ["понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя"];
const SHORT_WEEKDAYS = ["пн", "вт", "ср", "чт", "пт", "сб", "нд"];
const MONTHS = ["січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"];

const TEXTS: LanguageTexts = {
  sms: {
    summons: ladder(
      "{officeShort}: обов’язкова зустріч{forPerson}: {date}, {time}, {place}. Змінити дату: тел. {phone}. Код {code}{answerAt}",
      "{officeShort}: обов’язкова зустріч{forPerson} {dateShort}, {time}, {placeBrief}. Тел. {phone}. Код {code}{answerAt}",
    ),
    reminder: ladder(
      "{officeShort}: нагадуємо{forPerson}, обов’язкова зустріч: {date}, {time}, {place}. Тел. {phone}. Код {code}{answerAt}",
      "{officeShort}: нагадуємо{forPerson}, зустріч {dateShort}, {time}, {placeBrief}. Тел. {phone}. Код {code}{answerAt}",
    ),
    moved: ladder(
      "{officeShort}: обов’язкову зустріч{forPerson} перенесено{because}: {date}, {time}, {place}.{previously} Тел. {phone}. Код {code}{answerAt}",
      "{officeShort}: зустріч{forPerson} перенесено{because}: {dateShort}, {time}, {placeBrief}. Тел. {phone}. Код {code}{answerAt}",
    ),
    cancelled: ladder(
      "{officeShort}: зустріч{forPerson} скасовано ({date}, {time}), приходити не треба. Ми Вам напишемо. Тел. {phone}. Код {code}",
      "{officeShort}: зустріч{forPerson} скасовано ({dateShort}, {time}). Тел. {phone}. Код {code}",
    ),
    "meeting-moved": ladder(
      "{officeShort}: домовлену зустріч{forPerson} перенесено{because}: {date}, {time}, {place}.{previously} Змінити дату: тел. {phone}",
      "{officeShort}: зустріч{forPerson} перенесено{because}: {dateShort}, {time}, {placeBrief}. Тел. {phone}",
    ),
    "meeting-cancelled": ladder(
      "{officeShort}: домовлену зустріч{forPerson} скасовано{because} ({date}, {time}), приходити не треба. Інша дата: тел. {phone}",
      "{officeShort}: зустріч{forPerson} скасовано{because} ({dateShort}, {time}). Тел. {phone}",
    ),
    "reply-confirmed": ladder(
      "{officeShort}: підтвердження{forPerson} отримано: {date}, {time}, {place}. Тел. {phone}. Код {code}",
      "{officeShort}: підтвердження{forPerson} отримано: {dateShort}, {time}. Тел. {phone}. Код {code}",
    ),
    "reply-taken": ladder(
      "{officeShort}: відповідь{forPerson} отримано. Зустріч ({date}, {time}) чинна, доки офіс Вам не напише. Тел. {phone}. Код {code}",
      "{officeShort}: відповідь{forPerson} отримано. {dateShort}, {time} чинне, доки не напишемо. Тел. {phone}. Код {code}",
    ),
    "reply-unclear": ["{officeShort}: ми не зрозуміли відповідь. Напишіть CONFERMO (підтверджую) або NUOVA DATA (інша дата) чи дзвоніть {phone}. Код {code}"],
    "reply-shared": ["{officeShort}: цим номером користуються кілька осіб, і ми не знаємо, хто відповідає. Відкрийте посилання або дзвоніть {phone}. Код {code}"],
    "reply-stop": ["{officeShort}: нагадувань більше не буде. Зустріч залишається чинною. Довідки: тел. {phone}. Код {code}"],
  },
  email: {
    summons: {
      subject: "Обов’язкова зустріч: {date}, {time} – {officeShort}",
      heading: "Обов’язкова зустріч",
      said: "Чекаємо на Вас на співбесіду: {office}. Зустріч є обов’язковою.",
    },
    reminder: {
      subject: "Нагадування: обов’язкова зустріч {date}, {time} – {officeShort}",
      heading: "Нагадування про зустріч",
      said: "Нагадуємо про обов’язкову зустріч: {office}.",
    },
    moved: {
      subject: "Зустріч перенесено: {date}, {time} – {officeShort}",
      heading: "Вашу зустріч перенесено",
      said: "Обов’язкову зустріч ({office}) перенесено{because} на нову дату. Попередня дата вже не чинна.",
    },
    cancelled: {
      subject: "Зустріч скасовано: {date}, {time} – {officeShort}",
      heading: "Вашу зустріч скасовано",
      said: "Зустріч {date} о {time} ({office}) скасовано: приходити не треба. Якщо буде потрібна інша, ми повідомимо нову дату.",
    },
    "meeting-moved": {
      subject: "Зустріч перенесено: {date}, {time} – {officeShort}",
      heading: "Домовлену зустріч перенесено",
      said: "Зустріч, про яку ми домовилися ({office}), перенесено{because} на нову дату.{previously}",
    },
    "meeting-cancelled": {
      subject: "Зустріч скасовано: {date}, {time} – {officeShort}",
      heading: "Домовлену зустріч скасовано",
      said: "Зустріч, про яку ми домовилися на {date} о {time} ({office}), скасовано{because}: приходити не треба.",
    },
    "reply-confirmed": {
      subject: "Підтвердження отримано: {date}, {time} – {officeShort}",
      heading: "Ми отримали Ваше підтвердження",
      said: "Ви підтвердили, що прийдете на зустріч: {office}.",
    },
    "reply-taken": {
      subject: "Відповідь отримано – {officeShort}",
      heading: "Ми отримали Вашу відповідь",
      said: "Офіс її прочитає і напише Вам. До того часу зустріч залишається чинною.",
    },
  },
  greeting: "Вітаємо, {firstName} {surname}!",
  facts: {
    day: "День",
    hour: "Година",
    hourAndMinutes: "{time} (очікувана тривалість: {minutes} хвилин)",
    office: "Офіс",
    address: "Адреса",
    code: "Код звернення",
  },
  bring: {
    title: "Що взяти з собою",
    items: ["дійсний документ, що посвідчує особу", "codice fiscale", "дозвіл на перебування, якщо він потрібен", "резюме, якщо воно є"],
  },
  anotherDate:
    "{answerAtLong}Якщо Ви не можете прийти, попросіть іншу дату до зустрічі: зателефонуйте за номером {phone} або дайте відповідь на цей лист, вказавши код {code}.",
  meetingAnotherDate: "Щоб отримати іншу дату, зателефонуйте за номером {phone} або дайте відповідь на цей лист.",
  calendar: "Запрошення для календаря додано.",
  information: "Довідки за номером {phone}; вкажіть код {code}.",
  ifChanged: "Якщо щось зміниться, зателефонуйте за номером {phone}, вказавши код {code}.",
  italianBelow: "Нижче той самий текст італійською: чинним є італійський текст.",
  signature: "{office}, тел. {phone}. Ми ніколи не просимо паролів, платежів чи банківських даних.",
};

const written = ({ day, month, weekday }: DayParts): string => `${WEEKDAYS[weekday]}, ${day} ${MONTHS[month]}`;

export const UKRAINIAN: MessageLanguage = {
  locale: "uk",
  direction: "ltr",
  words: {
    date: {
      full: (day) => `${written(day)} ${day.year}`,
      medium: written,
      short: ({ day, month, weekday }) => `${SHORT_WEEKDAYS[weekday]} ${day}.${String(month + 1).padStart(2, "0")}`,
    },
    forPerson: (label) => ` для ${label}`,
    previously: (date) => ` Зустріч ${date} скасовано.`,
    because: {
      "office-closed": { long: ", бо офіс зачинено", short: " (офіс зачинено)" },
      "case-moved": { long: ", бо тепер Вами опікується інший офіс, який Вам зателефонує", short: " (тепер інший офіс)" },
    },
    answerAt: (link) => ` Підтвердити або інша дата: ${link}`,
    answerAtLong: (link) =>
      `Підтвердити, вибрати іншу дату або повідомити, чому не можете прийти: ${link} (ми запитаємо дату народження та останні чотири знаки codice fiscale). `,
    calendar: {
      summary: (office) => `Зустріч ${office}`,
      description: (phone, code) => `Обов’язкова зустріч. Код ${code}. Змінити дату: тел. ${phone}`,
      meeting: (phone) => `Домовлена зустріч. Змінити дату: тел. ${phone}`,
    },
  },
  templates: templatesOf("uk", TEXTS),
};
