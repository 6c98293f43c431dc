// The page of the registers of digital domiciles: what may be asked of each, what the program does with the answer, how sure we are, what is inferred.

import { DOMICILE_POLICY, INFERRED, REGISTER_RULES, REGISTERS } from "../domain/domiciles/registers.ts";
import type { Sure } from "../domain/domiciles/registers.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import { DOMICILE_PAGE } from "./domicile-texts.ts";
import { CONFIDENCES, PAGES } from "./docs-texts.ts";

export function domicilesPage(): string {
  return [
    `# ${DOMICILE_PAGE.title}`,
    PAGES.generated,
    DOMICILE_PAGE.lead,
    ...REGISTERS.flatMap((code) => {
      const { title, law, mostCodes, freshnessDays, closed, keptHours } = REGISTER_RULES[code];
      const rows = [mostCodes, freshnessDays, closed, keptHours].map((rule) => row(rule));
      return [`## ${title}`, CITATIONS[law].text, [DOMICILE_PAGE.head, ...rows].join("\n")];
    }),
    `## ${DOMICILE_PAGE.policy}`,
    [DOMICILE_PAGE.head, ...Object.values(DOMICILE_POLICY).map((rule) => row(rule))].join("\n"),
    `## ${DOMICILE_PAGE.inferred}`,
    INFERRED.map(({ register, what, why }) => `- ${REGISTER_RULES[register].title}, \`${what}\`: ${why}.`).join("\n"),
  ].join("\n\n");
}

function row({ value, note, confidence, citation }: Sure<unknown>): string {
  return `| ${note} | ${valueText(value)} | ${CONFIDENCES[confidence]} | ${citation === null ? "–" : CITATIONS[citation].text} |`;
}

function valueText(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && "from" in value && "to" in value) return `${String(value.from)}–${String(value.to)}`;
  return "–";
}
