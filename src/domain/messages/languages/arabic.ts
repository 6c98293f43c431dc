// Arabic: what people are written in it, from right to left. An SMS in it holds 70 characters, or 67 in each of several parts.

import { ladder, templatesOf } from "./language.ts";
import type { DayParts, LanguageTexts, MessageLanguage } from "./language.ts";

const WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

// Each text begins with an Arabic letter, which is what a telephone takes its direction from, and has Arabic words between any two
// pieces in Latin letters: side by side they would be read in the wrong order.
const TEXTS: LanguageTexts = {
  sms: {
    summons: ladder(
      "من {officeShort}: موعد إلزامي{forPerson} يوم {date} الساعة {time} في {place}. لتغيير الموعد هاتف {phone} رمز {code}{answerAt}",
      "من {officeShort}: موعد إلزامي{forPerson} {dateShort} الساعة {time} في {placeBrief} هاتف {phone} رمز {code}{answerAt}",
    ),
    reminder: ladder(
      "من {officeShort}: تذكير{forPerson} بموعد إلزامي يوم {date} الساعة {time} في {place} هاتف {phone} رمز {code}{answerAt}",
      "من {officeShort}: تذكير{forPerson} بموعد {dateShort} الساعة {time} في {placeBrief} هاتف {phone} رمز {code}{answerAt}",
    ),
    moved: ladder(
      "من {officeShort}: نُقل الموعد الإلزامي{forPerson}{because} إلى يوم {date} الساعة {time} في {place}.{previously} هاتف {phone} رمز {code}{answerAt}",
      "من {officeShort}: نُقل الموعد{forPerson}{because} إلى {dateShort} الساعة {time} في {placeBrief} هاتف {phone} رمز {code}{answerAt}",
    ),
    cancelled: ladder(
      "من {officeShort}: أُلغي الموعد{forPerson} يوم {date} الساعة {time} ولا داعي للحضور. سنكتب إليك. هاتف {phone} رمز {code}",
      "من {officeShort}: أُلغي الموعد{forPerson} {dateShort} الساعة {time} هاتف {phone} رمز {code}",
    ),
    "meeting-moved": ladder(
      "من {officeShort}: نُقل اللقاء المتفق عليه{forPerson}{because} إلى يوم {date} الساعة {time} في {place}.{previously} لتغيير الموعد هاتف {phone}",
      "من {officeShort}: نُقل اللقاء{forPerson}{because} إلى {dateShort} الساعة {time} في {placeBrief} هاتف {phone}",
    ),
    "meeting-cancelled": ladder(
      "من {officeShort}: أُلغي اللقاء المتفق عليه{forPerson} يوم {date} الساعة {time}{because} ولا داعي للحضور. لموعد آخر هاتف {phone}",
      "من {officeShort}: أُلغي اللقاء{forPerson} {dateShort} الساعة {time}{because} هاتف {phone}",
    ),
    "reply-confirmed": ladder(
      "من {officeShort}: وصل التأكيد{forPerson} للموعد يوم {date} الساعة {time} في {place} هاتف {phone} رمز {code}",
      "من {officeShort}: وصل التأكيد{forPerson} لموعد {dateShort} الساعة {time} هاتف {phone} رمز {code}",
    ),
    "reply-taken": ladder(
      "من {officeShort}: وصل الرد{forPerson}. يبقى موعد {date} الساعة {time} قائمًا إلى أن يكتب إليك المكتب. هاتف {phone} رمز {code}",
      "من {officeShort}: وصل الرد{forPerson}. يبقى موعد {dateShort} الساعة {time} قائمًا حتى نكتب إليك. هاتف {phone} رمز {code}",
    ),
    "reply-unclear": ["من {officeShort}: لم نفهم الرد. اكتب CONFERMO للتأكيد أو NUOVA DATA لموعد آخر أو اتصل بالرقم {phone} رمز {code}"],
    "reply-shared": ["من {officeShort}: هذا الرقم لأكثر من شخص ولا نعرف من يجيب. استعمل الرابط الذي وصلك أو اتصل بالرقم {phone} رمز {code}"],
    "reply-stop": ["من {officeShort}: لن تصلك رسائل تذكير أخرى. يبقى الموعد قائمًا. للاستعلام هاتف {phone} رمز {code}"],
  },
  email: {
    summons: {
      subject: "موعد إلزامي: {date}، الساعة {time} – {officeShort}",
      heading: "موعد إلزامي",
      said: "ننتظرك لإجراء مقابلة في {office}. هذا الموعد إلزامي.",
    },
    reminder: {
      subject: "تذكير بموعد إلزامي: {date}، الساعة {time} – {officeShort}",
      heading: "تذكير بموعدك",
      said: "نذكّرك بموعدك الإلزامي في {office}.",
    },
    moved: {
      subject: "تغيّر الموعد: {date}، الساعة {time} – {officeShort}",
      heading: "نُقل موعدك إلى تاريخ آخر",
      said: "نُقل موعدك الإلزامي في {office} إلى تاريخ جديد{because}. لم يعد التاريخ السابق صالحًا.",
    },
    cancelled: {
      subject: "أُلغي الموعد: {date}، الساعة {time} – {officeShort}",
      heading: "أُلغي موعدك",
      said: "أُلغي موعد يوم {date} الساعة {time} في {office} ولا داعي للحضور. إذا لزم موعد آخر فسنخبرك بتاريخه.",
    },
    "meeting-moved": {
      subject: "تغيّر موعد اللقاء: {date}، الساعة {time} – {officeShort}",
      heading: "نُقل اللقاء المتفق عليه",
      said: "نُقل اللقاء الذي اتفقنا عليه في {office} إلى تاريخ جديد{because}.{previously}",
    },
    "meeting-cancelled": {
      subject: "أُلغي اللقاء: {date}، الساعة {time} – {officeShort}",
      heading: "أُلغي اللقاء المتفق عليه",
      said: "أُلغي اللقاء الذي اتفقنا عليه يوم {date} الساعة {time} في {office}{because} ولا داعي للحضور.",
    },
    "reply-confirmed": {
      subject: "وصل التأكيد: {date}، الساعة {time} – {officeShort}",
      heading: "وصل تأكيدك",
      said: "أكدتَ حضورك إلى الموعد في {office}.",
    },
    "reply-taken": {
      subject: "وصل الرد – {officeShort}",
      heading: "وصل ردك",
      said: "سيقرأ المكتب ردك ويكتب إليك. إلى ذلك الحين يبقى الموعد قائمًا.",
    },
  },
  greeting: "السيد/السيدة {firstName} {surname}،",
  facts: {
    day: "اليوم",
    hour: "الساعة",
    hourAndMinutes: "{time} (المدة المتوقعة: {minutes} دقيقة)",
    office: "المكتب",
    address: "العنوان",
    code: "رمز المرجع",
  },
  bring: {
    title: "ما يجب إحضاره",
    items: ["وثيقة هوية صالحة", "بطاقة codice fiscale", "تصريح الإقامة إذا لزم", "السيرة الذاتية إن وُجدت"],
  },
  anotherDate:
    "{answerAtLong}إذا لم تستطع الحضور فاطلب تاريخًا آخر قبل الموعد: اتصل بالرقم {phone} أو أجب على هذه الرسالة مع ذكر الرمز {code}.",
  meetingAnotherDate: "لتاريخ آخر اتصل بالرقم {phone} أو أجب على هذه الرسالة.",
  calendar: "تجد في المرفق دعوة للتقويم.",
  information: "للاستعلام اتصل بالرقم {phone} مع ذكر الرمز {code}.",
  ifChanged: "إذا تغيّر شيء فاتصل بالرقم {phone} مع ذكر الرمز {code}.",
  italianBelow: "تجد أدناه النص نفسه بالإيطالية: النص الإيطالي هو المعتمد.",
  signature: "المكتب {office} هاتف {phone}. لا نطلب أبدًا كلمات مرور أو مدفوعات أو بيانات مصرفية.",
};

const written = ({ day, month, weekday }: DayParts): string => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]}`;

export const ARABIC: MessageLanguage = {
  locale: "ar",
  direction: "rtl",
  words: {
    date: {
      full: (day) => `${written(day)} ${day.year}`,
      medium: written,
      short: ({ day, month, weekday }) => `${WEEKDAYS[weekday]} ${day}/${month + 1}`,
    },
    forPerson: (label) => ` باسم ${label}`,
    previously: (date) => ` أُلغي موعد ${date}.`,
    because: {
      "office-closed": { long: " بسبب إغلاق المكتب", short: " لإغلاق المكتب" },
      "case-moved": { long: " لأن مكتبًا آخر يتابعك الآن وسيتصل بك", short: " لأن مكتبًا آخر يتابعك" },
    },
    answerAt: (link) => ` تأكيد أو موعد آخر: ${link}`,
    answerAtLong: (link) =>
      `للتأكيد أو لاختيار تاريخ آخر أو لإخبارنا بسبب عدم الحضور: ${link} (سنسألك عن تاريخ الميلاد وعن آخر أربع خانات من codice fiscale). `,
    calendar: {
      summary: (office) => `موعد ${office}`,
      description: (phone, code) => `موعد إلزامي. رمز ${code} لتغيير الموعد هاتف ${phone}`,
      meeting: (phone) => `لقاء متفق عليه. لتغيير الموعد هاتف ${phone}`,
    },
  },
  templates: templatesOf("ar", TEXTS),
};
