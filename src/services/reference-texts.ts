// What the import of reference data says to a user, in Italian.

import type { ReferenceReport } from "./reference-import.ts";

/** At most this many problems in one message: the list that comes with it has them all. */
const SHOWN = 60;

export const IMPORT_TEXTS = {
  neverImported:
    "Mancano i dati di riferimento (uffici, comuni, orari): caricarli con «convoca reference import CARTELLA».",
  noFolder: (folder: string): string =>
    `La cartella «${folder}» non si può leggere: indicare quella che contiene le tabelle (per esempio offices.csv, basins.csv).`,
  noTables: (folder: string): string =>
    `Nella cartella «${folder}» non c'è nessuna tabella di riferimento: i file devono avere i nomi previsti (per esempio offices.csv, basins.csv).`,
  notUtf8: "Il file non è in UTF-8: salvarlo di nuovo con la codifica «UTF-8»",
  notCsv:
    "La riga non è un CSV ben formato (virgola fra le colonne, virgolette chiuse, stesso numero di colonne)",
  missingColumn: (column: string): string => `Manca la colonna «${column}»`,
  unknownColumn: (column: string): string =>
    `La colonna «${column}» non è prevista: correggerne il nome o toglierla`,
  doubledColumn: (column: string): string => `La colonna «${column}» compare due volte`,
  missingTable: "La tabella manca e non è mai stata caricata",
  emptyTable: "La tabella non ha righe",
  noMunicipality: (region: string): string => `Nessun comune è della regione ${region}`,
  unknownCitation: (id: string): string => `La norma «${id}» non è fra quelle conosciute dal programma`,
  unknownScenario: (id: string): string => `Lo scenario «${id}» non è nella tabella degli scenari`,
  unknownMunicipality: (code: string): string => `Il comune ${code} non è nella tabella dei comuni`,
  overlap: (key: string, line: number): string => `${key}: gli stessi giorni sono già nella riga ${line}`,
  refused: (count: number): string =>
    count === 1
      ? "I dati di riferimento non sono stati caricati: un problema da correggere. Non è cambiato nulla."
      : `I dati di riferimento non sono stati caricati: ${count} problemi da correggere. Non è cambiato nulla.`,
} as const;

/** One thing wrong with the tables. `line` is that of the file (the header is line 1); null when it is not about one line. */
export interface ReferenceProblem {
  readonly code: string;
  readonly message: string;
  readonly table: string;
  readonly line: number | null;
}

export function problemText(problem: ReferenceProblem): string {
  const where = problem.line === null ? problem.table : `${problem.table}, riga ${problem.line}`;
  return `${where}: ${problem.message} (${problem.code})`;
}

export function refusedText(problems: readonly ReferenceProblem[]): string {
  const lines = [IMPORT_TEXTS.refused(problems.length), ...problems.slice(0, SHOWN).map(problemText)];
  if (problems.length > SHOWN) lines.push(`… e altri ${problems.length - SHOWN}`);
  return lines.join("\n");
}

const number = new Intl.NumberFormat("it-IT", { useGrouping: "always" });

/** The outcome of an import, line by line. */
export function describeReference(report: ReferenceReport): string[] {
  const lines: string[] = [];
  if (!report.changed) lines.push("Dati di riferimento già aggiornati: non è cambiato nulla.");
  else {
    const changed = report.tables.filter((table) => table.state !== "unchanged");
    lines.push(
      changed.length === 1
        ? "Dati di riferimento caricati: una tabella nuova o cambiata."
        : `Dati di riferimento caricati: ${changed.length} tabelle nuove o cambiate.`,
    );
    for (const table of changed) {
      const what = { new: "nuova", changed: "cambiata", unchanged: "", removed: "tolta" }[table.state];
      lines.push(
        `  ${table.name}: ${what}, ${table.rows === 1 ? "una riga" : `${number.format(table.rows)} righe`}`,
      );
    }
  }
  lines.push(
    `In vigore: ${number.format(report.offices)} uffici, ${number.format(report.municipalities)} comuni serviti, ` +
      `${report.scenarios.map((s) => `${number.format(s.desks)} sportelli (${s.scenario})`).join(", ")}.`,
  );
  if (report.appointmentsWithoutDesk === 1)
    lines.push(
      "Attenzione: un appuntamento fissato è a uno sportello che le nuove tabelle non prevedono più; va spostato.",
    );
  if (report.appointmentsWithoutDesk > 1)
    lines.push(
      `Attenzione: ${number.format(report.appointmentsWithoutDesk)} appuntamenti fissati sono a sportelli che le nuove tabelle non prevedono più; vanno spostati.`,
    );
  if (report.ignored.length > 0)
    lines.push(`File non riconosciuti e non letti: ${report.ignored.join(", ")}.`);
  return lines;
}
