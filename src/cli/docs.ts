// `convoca docs`: the pages that a jurist reads, made from the very tables the program decides with.

import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { ACCESS_TEXTS } from "../domain/access/texts.ts";
import { buildHolidayCalendar } from "../domain/calendar/holidays.ts";
import { workingCalendar } from "../domain/calendar/working-days.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import type { Citation, CitationKey } from "../domain/law/citation.ts";
import { LETTER_PAGE } from "../domain/letters/texts.ts";
import { PLANNING_PAGE } from "../domain/planning/page-texts.ts";
import { CERTIFIED_PAGE } from "../domain/messages/certified-texts.ts";
import { SHOW_UP_PAGE } from "../domain/overbooking/page-texts.ts";
import { MEASURES } from "../domain/measures/catalogue.ts";
import { parseNationalHolidays, parseTermSuspensions } from "../domain/offices/reference-tables.ts";
import type { ParsedTable } from "../domain/offices/reference-cells.ts";
import { lawOfGuard } from "../domain/procedure/row-index.ts";
import { PROCEDURES } from "../domain/procedures.ts";
import type { Config } from "./config.ts";
import { accessLaw, accessPage } from "./docs-access.ts";
import { comparePage } from "./docs-compare.ts";
import { lettersLaw, lettersPage } from "./docs-letters.ts";
import { showUpLaw, showUpPage } from "./docs-show-up.ts";
import { planningLaw, planningPage } from "./docs-planning.ts";
import { certifiedLaw, certifiedPage } from "./docs-pec.ts";
import { day, measureLaw, measurePage } from "./docs-measure.ts";
import type { MeasureFacts, NamedSuspension } from "./docs-measure.ts";
import { messagesPage } from "./docs-messages.ts";
import { procedurePage } from "./docs-procedure.ts";
import { domicilesPage } from "./docs-domiciles.ts";
import { DOMICILE_PAGE } from "./domicile-texts.ts";
import { reportingPage } from "./docs-reporting.ts";
import { CONFIDENCES, PAGES } from "./docs-texts.ts";

/** Where the pages lie, from the repository's root. */
export const PAGES_FOLDER = "docs/procedure";

export interface Page {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

const ROOT = join(import.meta.dirname, "..", "..");

/** All pages, index first. Reads only the tables: of `src/domain`, and of `reference/` for holidays and suspended terms. */
export function generateProcedurePages(): Page[] {
  const chapters = [
    ...PROCEDURES.map((each) => ({ name: each.name, title: each.title, text: procedurePage(each) })),
    ...MEASURES.map((each) => ({
      name: `misura-${each.version}`,
      title: `${each.name}: parametri e termini`,
      text: measurePage(each, factsOf(each.code)),
    })),
    { name: "misure-a-confronto", title: PAGES.compareTitle, text: comparePage(MEASURES) },
    { name: "accessi", title: ACCESS_TEXTS.pageTitle, text: accessPage() },
    { name: "domicili-digitali", title: DOMICILE_PAGE.title, text: domicilesPage() },
    { name: "piattaforma-nazionale", title: PAGES.reportingTitle, text: reportingPage() },
    { name: "messaggi", title: PAGES.messagesTitle, text: messagesPage() },
    { name: "lettere", title: LETTER_PAGE.title, text: lettersPage() },
    { name: "pianificazione", title: PLANNING_PAGE.title, text: planningPage() },
    { name: "affluenza", title: SHOW_UP_PAGE.title, text: showUpPage() },
    { name: "pec", title: CERTIFIED_PAGE.title, text: certifiedPage() },
    { name: "norme", title: PAGES.lawTitle, text: lawPage() },
  ];
  const links = chapters.map(({ name, title }) => `- [${title}](${name}.md)`).join("\n");
  const index = [`# ${PAGES.indexTitle}`, PAGES.generated, PAGES.index.join("\n"), links].join("\n\n");
  return [{ name: "README", text: index }, ...chapters].map(({ name, text }) => ({
    path: `${PAGES_FOLDER}/${name}.md`,
    text: `${text}\n`,
  }));
}

function lawPage(): string {
  const uses = new Map<CitationKey, string[]>();
  const note = (key: CitationKey, where: string): void =>
    void uses.set(key, [...(uses.get(key) ?? []), where]);
  for (const procedure of PROCEDURES) {
    for (const row of procedure.rows)
      for (const key of row.law) note(key, `${procedure.title}, «${procedure.acts[row.act]}»`);
    for (const { law } of Object.values(procedure.guards))
      for (const key of lawOfGuard(law)) note(key, `${procedure.title}, condizioni`);
  }
  for (const { key, where } of [...accessLaw(), ...lettersLaw(), ...planningLaw(), ...showUpLaw(), ...certifiedLaw()]) note(key, where);
  for (const measure of MEASURES) {
    for (const { key, where } of measureLaw(measure)) note(key, where);
    for (const { citation } of factsOf(measure.code).suspensions)
      if (citation !== null) note(citation, `${measure.name}, sospensione dei termini`);
  }
  const keys = Object.keys(CITATIONS) as CitationKey[];
  const used = keys
    .filter((key) => uses.has(key))
    .map((key) => `${lawRow(CITATIONS[key])} ${[...new Set(uses.get(key))].join("; ")} |`);
  const unused = keys.filter((key) => !uses.has(key)).map((key) => lawRow(CITATIONS[key]));
  return [
    `# ${PAGES.lawTitle}`,
    PAGES.generated,
    PAGES.law,
    `## ${PAGES.lawUsed}`,
    [PAGES.lawUsedHead, ...used].join("\n"),
    ...(unused.length === 0
      ? []
      : [`## ${PAGES.lawUnused}`, PAGES.lawUnusedNote, [PAGES.lawHead, ...unused].join("\n")]),
  ].join("\n\n");
}

function lawRow(law: Citation): string {
  const text = law.link === undefined ? law.text : `[${law.text}](${law.link})`;
  const until = law.inForceTo === undefined ? "" : ` al ${day(law.inForceTo)}`;
  return `| ${text} | \`${law.id}\` | dal ${day(law.inForceFrom)}${until} | ${CONFIDENCES[law.confidence]} |`;
}

function factsOf(measure: string): MeasureFacts {
  const holidays = tableRows("holidays-national.csv", parseNationalHolidays);
  return { suspensions: suspensionsOf(measure), calendar: workingCalendar(buildHolidayCalendar(holidays)) };
}

/** The windows that the reference tables give for a measure (by its code): those the program applies. */
export function suspensionsOf(measure: string): NamedSuspension[] {
  return tableRows("term-suspensions.csv", parseTermSuspensions)
    .filter((row) => row.measure === measure)
    .map(({ from, to, citation, reason }) => ({
      from,
      to,
      reason,
      citation: isCitationKey(citation) ? citation : null,
    }));
}

function isCitationKey(key: string): key is CitationKey {
  return key in CITATIONS;
}

/** Rows of a table of `reference/`; a refused one is a fault in the repository, not of whoever runs this. */
function tableRows<R>(
  name: string,
  read: (rows: readonly Record<string, string>[]) => ParsedTable<R>,
): readonly R[] {
  const records: Record<string, string>[] = parse(readFileSync(join(ROOT, "reference", name)), {
    columns: true,
    bom: true,
  });
  const { rows, refusals } = read(records);
  if (refusals.length > 0) throw new Error(`${name}: ${refusals[0]!.message}`);
  return rows;
}

/** Writes the pages and takes away those that no table makes any more. */
export async function docsCommand(config: Config): Promise<void> {
  const folder = join(config.root, PAGES_FOLDER);
  await mkdir(folder, { recursive: true });
  const pages = generateProcedurePages();
  const wanted = new Set(pages.map((page) => join(config.root, page.path)));
  for (const name of await readdir(folder)) {
    if (!wanted.has(join(folder, name))) await rm(join(folder, name));
  }
  for (const page of pages) await writeFile(join(config.root, page.path), page.text);
  process.stdout.write(`${pages.map((page) => page.path).join("\n")}\n`);
}
