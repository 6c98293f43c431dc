// The page of who comes and of places in more: what counts and what never does, the values it starts from, the bounds of the promise.

import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import type { Parameter } from "../domain/measures/types.ts";
import { SHOW_UP_PAGE } from "../domain/overbooking/page-texts.ts";
import { LONG_SHARE, PER_DESK_BOUNDS, PROBABILITY_BOUNDS, WAIT_BOUNDS } from "../domain/overbooking/policy.ts";
import type { Bounds } from "../domain/overbooking/policy.ts";
import { INTERVAL, PRIOR_PEOPLE, PRIOR_RATE, PRIOR_SPREAD, PRIOR_SPREAD_LEVELS } from "../domain/show-up/prior.ts";
import { CONFIDENCES, PAGES } from "./docs-texts.ts";

const figure = (value: number): string => String(value).replace(".", ",");
const percent = (value: number): string => `${figure(Math.round(value * 1000) / 10)}%`;
const row = (name: string, value: string, { note, remark, citation, confidence }: Omit<Parameter<unknown>, "value">): string =>
  `| ${name} | ${value} | ${remark === undefined ? note : `${note} ${remark}`} | ${citation === null ? SHOW_UP_PAGE.noNorm : CITATIONS[citation].text} | ${CONFIDENCES[confidence]} |`;
const range = (name: string, bounds: Parameter<Bounds>, say: (value: number) => string): string =>
  row(name, SHOW_UP_PAGE.range(say(bounds.value.least), say(bounds.value.most), say(bounds.value.usual)), bounds);

/** Markdown of the whole page. */
export function showUpPage(): string {
  const { names } = SHOW_UP_PAGE;
  const prior = [
    row(names.rate, percent(PRIOR_RATE.value), PRIOR_RATE),
    row(names.people, figure(PRIOR_PEOPLE.value), PRIOR_PEOPLE),
    row(names.spread, figure(PRIOR_SPREAD.value), PRIOR_SPREAD),
    row(names.spreadLevels, figure(PRIOR_SPREAD_LEVELS.value), PRIOR_SPREAD_LEVELS),
    row(names.interval, percent(INTERVAL.value.probability), INTERVAL),
    row(names.long, percent(LONG_SHARE.value), LONG_SHARE),
  ];
  const bounds = [range(names.wait, WAIT_BOUNDS, figure), range(names.probability, PROBABILITY_BOUNDS, percent), range(names.perDesk, PER_DESK_BOUNDS, figure)];
  return [
    `# ${SHOW_UP_PAGE.title}`,
    PAGES.generated,
    SHOW_UP_PAGE.intro,
    `## ${SHOW_UP_PAGE.fair}`,
    SHOW_UP_PAGE.fairText,
    `## ${SHOW_UP_PAGE.prior}`,
    [SHOW_UP_PAGE.head, ...prior].join("\n"),
    `## ${SHOW_UP_PAGE.bounds}`,
    [SHOW_UP_PAGE.head, ...bounds].join("\n"),
  ].join("\n\n");
}

/** Each norm that the page stands on, with what it is for. */
export function showUpLaw(): { readonly key: CitationKey; readonly where: string }[] {
  return [WAIT_BOUNDS, PROBABILITY_BOUNDS, PER_DESK_BOUNDS, PRIOR_RATE].flatMap(({ citation }) => (citation === null ? [] : [{ key: citation, where: SHOW_UP_PAGE.title }]));
}
