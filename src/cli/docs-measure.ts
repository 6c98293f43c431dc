// The page of one measure: its parameters with their norms, transitional starts, suspensions, and terms worked out as examples.

import { clockStart, conveneTerm, firstContactClock } from "../domain/calendar/terms.ts";
import type { Suspension } from "../domain/calendar/terms.ts";
import { addDays } from "../domain/calendar/days.ts";
import type { WorkingCalendar } from "../domain/calendar/working-days.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import type { TransitionalStart } from "../domain/measures/clock-types.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import type { IsoDate } from "../domain/notices/types.ts";
import { lawLink } from "./docs-procedure.ts";
import { measureTables, normText, tableText } from "./docs-measure-tables.ts";
import { PAGES, UNITS } from "./docs-texts.ts";

/** A window in which the measure's terms do not run, with the reason that its table gives. */
export interface NamedSuspension extends Suspension {
  readonly reason: string;
}

export interface MeasureFacts {
  readonly suspensions: readonly NamedSuspension[];
  readonly calendar: WorkingCalendar;
}

/** Markdown of the whole page. */
export function measurePage(measure: MeasureParameters, facts: MeasureFacts): string {
  const until = measure.grantedTo === undefined ? "in poi" : `al ${day(measure.grantedTo)}`;
  const { note, remark } = measure.validity;
  return [
    `# ${measure.name}: benefici riconosciuti dal ${day(measure.grantedFrom)} ${until}`,
    PAGES.generated,
    `Codice \`${measure.code}\`, versione \`${measure.version}\`; l’unità di cui si contano le assenze è: ${UNITS[measure.unit]}. Vale la versione in vigore quando il beneficio fu riconosciuto.`,
    `${note}.${remark === undefined ? "" : ` **${PAGES.remark}** ${remark}`}`,
    ...measureTables(measure).map(tableText),
    `## ${PAGES.termsTitle}`,
    ...PAGES.terms,
    ...section(
      PAGES.transitions,
      PAGES.transitionsHead,
      transitionsOf(measure).map(
        (rule) =>
          `| ${PAGES.basis[rule.basis]} | ${day(rule.from)} | ${day(rule.to)} | ${day(rule.startsOn)} | ${lawLink(rule.citation)} |`,
      ),
    ),
    ...section(
      PAGES.suspensions,
      PAGES.suspensionsHead,
      facts.suspensions.map(
        (window) =>
          `| ${day(window.from)} | ${day(window.to)} | ${window.reason} | ${normText(window.citation)} |`,
      ),
    ),
    ...section(PAGES.examples, PAGES.examplesHead, examples(measure, facts)),
  ].join("\n\n");
}

/** Every norm that the measure stands on, with the parameter that calls it. */
export function measureLaw(
  measure: MeasureParameters,
): { readonly key: CitationKey; readonly where: string }[] {
  const name = measure.version.toUpperCase().replace("-", " ");
  const own = measureTables(measure).flatMap(({ title, lines }) =>
    lines.flatMap(({ source }) =>
      source.citation === null ? [] : [{ key: source.citation, where: `${name}, ${lowerFirst(title)}` }],
    ),
  );
  const moved = transitionsOf(measure).map((rule) => ({
    key: rule.citation,
    where: `${name}, ${lowerFirst(PAGES.transitions)}`,
  }));
  const { citation } = measure.validity;
  return [...(citation === null ? [] : [{ key: citation, where: `${name}, validità` }]), ...own, ...moved];
}

function transitionsOf(measure: MeasureParameters): TransitionalStart[] {
  return Object.values(measure.clocks).flatMap((clock) => clock?.transitions ?? []);
}

function section(title: string, head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${title}`, [head, ...lines].join("\n")];
}

/** Benefits granted on the days where the rules change: the edges of each transition and of each suspension. */
function examples(measure: MeasureParameters, { suspensions, calendar }: MeasureFacts): string[] {
  const clock = firstContactClock(measure);
  const edges = [
    measure.grantedFrom,
    ...clock.transitions.flatMap((rule) => [rule.to, addDays(rule.to, 1)]),
    ...suspensions.flatMap((window) => [addDays(window.from, -10), window.from, addDays(window.to, 1)]),
  ];
  const last = measure.grantedTo ?? "9999-12-31";
  const days = [...new Set(edges)].filter((date) => date >= measure.grantedFrom && date <= last).toSorted();
  return days.map((grantedOn) => {
    const term = conveneTerm(measure, grantedOn, suspensions, calendar);
    return `| ${day(grantedOn)} | ${day(clockStart(clock, { on: grantedOn, grantedOn }).startsOn)} | ${day(term.due)} | ${term.suspendedDays} |`;
  });
}

const DAYS = new Intl.DateTimeFormat("it-IT", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "1 aprile 2019"; the first of the month is written 1°. */
export function day(date: IsoDate): string {
  return DAYS.format(new Date(`${date}T00:00:00Z`)).replace(/^1 /, "1° ");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
