// The tables of one measure: terms, exclusions, exemptions, breaches, reasons, offers, commitments, each with source and remark.

import { CITATIONS } from "../domain/law/citation.ts";
import type { CitationKey } from "../domain/law/citation.ts";
import { CLOCKS } from "../domain/measures/clock-types.ts";
import type { ClockId } from "../domain/measures/clock-types.ts";
import type { MeasureParameters, Source } from "../domain/measures/types.ts";
import { ABSENCE_EVENTS, EXCLUSION_FACTS } from "../domain/measures/words.ts";
import { channelPolicyLines } from "./docs-channel-policy.ts";
import {
  clockName,
  clockText,
  durationText,
  ladderText,
  limitText,
  LINKED_TO,
  lowIncomeName,
  lowIncomeText,
  offerText,
} from "./docs-measure-words.ts";
import { CONFIDENCES, PAGES, PARAMETERS, valueText } from "./docs-texts.ts";
import type { ParameterKey } from "./docs-texts.ts";

/** One line of a measure: what it is, its value in words, where it comes from. */
export interface MeasureLine {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly source: Source;
}

export interface MeasureTable {
  readonly title: string;
  readonly lines: readonly MeasureLine[];
}

/** All that a measure declares, table by table, in the order of its page. */
export function measureTables(measure: MeasureParameters): MeasureTable[] {
  return [
    { title: PAGES.parameters, lines: parameters(measure) },
    { title: PAGES.termsTable, lines: clocks(measure) },
    { title: PAGES.channelPolicy, lines: channelPolicyLines(measure) },
    {
      title: PAGES.lowIncome,
      lines: measure.lowIncome.map((each) => line(each.from, lowIncomeName(each), lowIncomeText(each), each)),
    },
    {
      title: PAGES.exclusions,
      lines: measure.exclusions.map((each) =>
        line(each.fact, EXCLUSION_FACTS[each.fact], PAGES.notBound, each),
      ),
    },
    {
      title: PAGES.exemptions,
      lines: measure.exemptions.map((each) => {
        const hours =
          each.weeklyHours === undefined
            ? ""
            : `; oltre ${each.weeklyHours.over} ore la settimana, ${each.weeklyHours.withTravelOver} con gli spostamenti`;
        const value = `${limitText(each)}; ${durationText(each)}; prova: ${each.evidence}${hours}`;
        return line(each.code, `${each.code}, ${each.title}`, value, each);
      }),
    },
    {
      title: PAGES.ladders,
      lines: measure.ladders.map((each) =>
        line(
          each.event,
          `${each.event}, ${ABSENCE_EVENTS[each.event]}`,
          `${ladderText(each)}; la segnalazione si lega ${LINKED_TO[each.linkedTo]}`,
          each,
        ),
      ),
    },
    {
      title: PAGES.justifications,
      lines: measure.justifications.map((each) =>
        line(each.reason, `${each.reason}, ${each.title}`, `lo prova ${each.proof}`, each),
      ),
    },
    {
      title: PAGES.offers,
      lines: measure.offers.map((each) =>
        line(`${each.when}-${each.ordinal}`, PAGES.offer, offerText(each), each),
      ),
    },
    {
      title: PAGES.commitments,
      lines: measure.commitments.map((each) => line(each.code, each.code, each.text, each)),
    },
    { title: PAGES.handOver, lines: handOver(measure) },
  ];
}

function handOver({ handOver: rule }: MeasureParameters): MeasureLine[] {
  if (rule === null) return [];
  const { secondLook } = rule;
  return [
    line(
      "handOver",
      PAGES.handOver,
      rule.grounds.map((each) => `${each.code}, ${each.title}`).join("; "),
      rule,
    ),
    line("secondLook", PAGES.secondLook, valueText(secondLook.value), secondLook),
  ];
}

function line(key: string, name: string, value: string, source: Source): MeasureLine {
  return { key, name, value, source };
}

function parameters(measure: MeasureParameters): MeasureLine[] {
  const { firstContact, listsFrom, reportTo } = measure.counterparts;
  const outside = [
    line("firstContact", PAGES.firstContact, firstContact.value, firstContact),
    line("listsFrom", PAGES.listsFrom, listsFrom.value, listsFrom),
    line("reportTo", PAGES.reportTo, reportTo.value, reportTo),
  ];
  const own = (Object.keys(PARAMETERS) as ParameterKey[]).map((key) =>
    line(key, PARAMETERS[key], valueText(measure[key].value), measure[key]),
  );
  return [...own, ...outside];
}

function clocks(measure: MeasureParameters): MeasureLine[] {
  return (Object.keys(CLOCKS) as ClockId[]).flatMap((id) => {
    const clock = measure.clocks[id];
    return clock === null ? [] : [line(id, clockName(id), clockText(clock), clock)];
  });
}

/** Markdown of one table. */
export function tableText({ title, lines }: MeasureTable): string {
  const body =
    lines.length === 0
      ? PAGES.nothing
      : [
          PAGES.sourceHead,
          ...lines.map((each) => `| ${each.name} | ${each.value} | ${sourceText(each.source)} |`),
        ].join("\n");
  return `## ${title}\n\n${body}`;
}

/** Norm, certainty and note, with the remark set apart so that nobody overlooks it. */
export function sourceText({ citation, confidence, note, remark }: Source): string {
  const warning = remark === undefined ? "" : ` **${PAGES.remark}** ${remark}`;
  return `${normText(citation)} | ${CONFIDENCES[confidence]} | ${note}.${warning}`.replaceAll("..", ".");
}

export function normText(citation: CitationKey | null): string {
  return citation === null ? PAGES.choice : `[${CITATIONS[citation].id}](norme.md)`;
}
