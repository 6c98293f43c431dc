// The page of what the national platform is told: each act with the policy and the event it sends, how sure we are, and what stays here and why.

import { POLICY_EVENTS } from "../domain/activities/event.ts";
import { EVENTS_OF_ACTS } from "../domain/activities/event.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import { actName } from "../domain/procedure/register-texts.ts";
import { PLANNED_MONTHS } from "../domain/reporting/policy-dates.ts";
import { SENDINGS } from "../domain/reporting/sendings.ts";
import { BREACH_TITLES, POLICY_TITLES } from "../domain/reporting/texts.ts";
import type { SendingRule } from "../domain/reporting/types.ts";
import { CONFIDENCES, PAGES } from "./docs-texts.ts";

export function reportingPage(): string {
  const rows = Object.entries(SENDINGS).flatMap(([kind, rules]) => rules.map((rule) => row(kind, rule)));
  return [
    `# ${PAGES.reportingTitle}`,
    PAGES.generated,
    PAGES.reporting,
    [PAGES.reportingHead, ...rows].join("\n"),
    `## ${PAGES.reportingParameters}`,
    `- ${PLANNED_MONTHS.note} **${PLANNED_MONTHS.value}** (${CONFIDENCES[PLANNED_MONTHS.confidence]})`,
    `## ${PAGES.lawTitle}`,
    [CITATIONS.ANPAL_SAP_EVENTS, CITATIONS.ANPAL_CONDIZIONALITA].map(({ text, confidence }) => `- ${text} (${CONFIDENCES[confidence]})`).join("\n"),
  ].join("\n\n");
}

function row(kind: string, rule: SendingRule): string {
  if (rule.sends === "nothing") return `| ${actName(kind)} | – | – | – | ${rule.why} |`;
  if (rule.sends === "breach") return `| ${actName(kind)} | ${BREACH_TITLES[rule.operation]} | – | ${CONFIDENCES[rule.confidence]} | ${rule.remark ?? ""} |`;
  const policy = rule.policy === "activity" ? PAGES.reportingActivity : `${POLICY_TITLES[rule.policy]} (${rule.policy})`;
  return `| ${actName(kind)} | ${policy} | ${eventText(kind, rule.event)} | ${CONFIDENCES[rule.confidence]} | ${rule.remark ?? ""} |`;
}

/** Of an activity the event depends on where it stood: all that the act may send. */
function eventText(kind: string, event: keyof typeof POLICY_EVENTS | null): string {
  const act = kind.slice(kind.indexOf("/") + 1);
  const codes = event === null ? EVENTS_OF_ACTS[act as keyof typeof EVENTS_OF_ACTS].map(({ code }) => code) : [event];
  return codes.map((code) => `${code} ${POLICY_EVENTS[code].title}`).join("; ");
}
