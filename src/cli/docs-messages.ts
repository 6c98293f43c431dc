// The page of the messages: every text that a person may receive, in each of its versions.

import { LANGUAGES, MESSAGE_LOCALES } from "../domain/messages/languages/all.ts";
import { LOCALE_TEXTS } from "../domain/messages/languages/texts.ts";
import type {
  EmailBlock,
  EmailTemplate,
  MessageTemplate,
  SmsTemplate,
} from "../domain/messages/templates.ts";
import { MESSAGES, PAGES } from "./docs-texts.ts";

/** Markdown of the whole page. */
export function messagesPage(): string {
  return [
    `# ${PAGES.messagesTitle}`,
    PAGES.generated,
    PAGES.messages,
    PAGES.smsNote,
    PAGES.messagesLanguages,
    ...MESSAGE_LOCALES.flatMap((locale) => [`## ${LOCALE_TEXTS[locale]}`, ...LANGUAGES[locale].templates.map(template)]),
  ].join("\n\n");
}

function template(each: MessageTemplate): string {
  const channel = each.channel === "sms" ? "SMS" : "e-mail";
  const title = `### ${MESSAGES[each.kind]}, ${channel} (\`${each.id}\`, versione ${each.version})`;
  return `${title}\n\n${each.channel === "sms" ? sms(each) : email(each)}`;
}

function sms(each: SmsTemplate): string {
  return each.rungs.map((rung, index) => `${index + 1}. ${rung}`).join("\n");
}

function email(each: EmailTemplate): string {
  return `${PAGES.subject} ${each.subject}\n\n${each.blocks.map(block).join("\n>\n")}`;
}

function block(each: EmailBlock): string {
  switch (each.block) {
    case "heading":
      return `> **${each.text}**`;
    case "paragraph":
      return `> ${each.text}`;
    case "list":
      return [`> ${each.title}:`, ">", ...each.items.map((item) => `> - ${item}`)].join("\n");
    case "facts":
      return each.rows.map(([label, value]) => `> - ${label}: ${value}`).join("\n");
  }
}
