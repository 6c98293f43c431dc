// The page that sets the measures side by side: one row per parameter, one column per version, uncertain values marked and explained.

import { CLOCKS } from "../domain/measures/clock-types.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { measureTables } from "./docs-measure-tables.ts";
import type { MeasureLine } from "./docs-measure-tables.ts";
import { PAGES, UNITS } from "./docs-texts.ts";

/** Markdown of the whole page. */
export function comparePage(measures: readonly MeasureParameters[]): string {
  const remarks: string[] = [];
  const columns = measures.map(measureTables);
  const head = [
    `| |${measures.map((each) => ` [${shortName(each)}](misura-${each.version}.md) |`).join("")}`,
    `|---|${"---|".repeat(measures.length)}`,
  ];
  const unit = `| ${PAGES.unitCounted} |${measures.map((each) => ` ${UNITS[each.unit]} |`).join("")}`;
  const sections = columns[0]!.map(({ title }, table) => {
    const own = columns.map((tables) => tables[table]!.lines);
    const rows = rowsOf(own).map(({ key, name }) => {
      const cells = own.map((lines) =>
        cell(
          lines.filter((line) => line.key === key),
          remarks,
        ),
      );
      return `| ${name} |${cells.map((text) => ` ${text} |`).join("")}`;
    });
    return `## ${title}\n\n${[...head, ...(table === 0 ? [unit] : []), ...rows].join("\n")}`;
  });
  return [
    `# ${PAGES.compareTitle}`,
    PAGES.generated,
    PAGES.compare,
    ...sections,
    `## ${PAGES.remarks}`,
    remarks.map((text, at) => `${at + 1}. ${text}`).join("\n"),
  ].join("\n\n");
}

function shortName(measure: MeasureParameters): string {
  return measure.version.toUpperCase().replace("-", " ");
}

const CLOCK_ORDER: readonly string[] = Object.keys(CLOCKS);

/** Every line that some measure has, in the order in which they first appear; clocks in the order of their numbers. */
function rowsOf(
  columns: readonly (readonly MeasureLine[])[],
): { readonly key: string; readonly name: string }[] {
  const seen = new Map<string, string>();
  for (const lines of columns) for (const { key, name } of lines) if (!seen.has(key)) seen.set(key, name);
  return [...seen]
    .map(([key, name]) => ({ key, name }))
    .toSorted((a, b) => CLOCK_ORDER.indexOf(a.key) - CLOCK_ORDER.indexOf(b.key));
}

/** The value, with the number of its remark. A remark that several measures share has one number. */
function cell(lines: readonly MeasureLine[], remarks: string[]): string {
  if (lines.length === 0) return "—";
  return lines
    .map(({ value, source }) => {
      if (source.remark === undefined) return value;
      if (!remarks.includes(source.remark)) remarks.push(source.remark);
      return `${value} ⚠️ (${remarks.indexOf(source.remark) + 1})`;
    })
    .join("; ");
}
