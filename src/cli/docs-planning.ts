// The page of planning: the order of aims, what counts among equals, what a desk can do, how long a meeting takes, how households travel.

import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { MEASURES } from "../domain/measures/catalogue.ts";
import { CRITERIA, CRITERION_RULES, DESK_LANGUAGES, HOUSEHOLD_RULES, MEETING_KINDS, SHIPPED_RULES, SKILL_NAMES, SKILLS } from "../domain/planning/rules.ts";
import { PLANNING_PAGE } from "../domain/planning/page-texts.ts";
import { PAGES } from "./docs-texts.ts";

/** Markdown of the whole page. */
export function planningPage(): string {
  const criteria = CRITERIA.map((name) => {
    const { title, unit, points, most, note, citation } = CRITERION_RULES[name];
    return `| ${title} | ${points} | ${unit} | ${most} | ${note} | ${citation === null ? PLANNING_PAGE.regionChose : CITATIONS[citation].text} |`;
  });
  const dates = MEASURES.map(
    ({ name, conveneMetBy, appointmentMinutes }) => `| ${name} | ${PLANNING_PAGE.metBy[conveneMetBy.value === "appointment-held" ? "held" : "other"]} | ${appointmentMinutes.value} |`,
  );
  return [
    `# ${PLANNING_PAGE.title}`,
    PAGES.generated,
    PLANNING_PAGE.intro,
    `## ${PLANNING_PAGE.aims}`,
    PLANNING_PAGE.aimList.map((aim, index) => `${index + 1}. ${aim}`).join("\n"),
    PLANNING_PAGE.proof,
    `## ${PLANNING_PAGE.dates}`,
    [PLANNING_PAGE.dateHead, ...dates].join("\n"),
    `## ${PLANNING_PAGE.criteria}`,
    PLANNING_PAGE.criteriaNote,
    [PLANNING_PAGE.criteriaHead, ...criteria].join("\n"),
    `## ${PLANNING_PAGE.households}`,
    Object.entries(HOUSEHOLD_RULES).map(([name, { title, note }]) => `- **${title}**${name === SHIPPED_RULES.household ? ` (${PLANNING_PAGE.shipped})` : ""}: ${note}`).join("\n"),
    `## ${PLANNING_PAGE.kinds}`,
    Object.values(MEETING_KINDS).map(({ title, seats, note }) => `- **${title}**: ${PLANNING_PAGE.seats(seats)}. ${note}`).join("\n"),
    `## ${PLANNING_PAGE.desks}`,
    PLANNING_PAGE.desksNote(SKILLS.map((skill) => SKILL_NAMES[skill]), DESK_LANGUAGES),
  ].join("\n\n");
}

/** Each norm that the criteria stand on. */
export function planningLaw(): { readonly key: CitationKey; readonly where: string }[] {
  return CRITERIA.flatMap((name) => {
    const { citation } = CRITERION_RULES[name];
    return citation === null ? [] : [{ key: citation, where: PLANNING_PAGE.title }];
  });
}
