// A list as a file for spreadsheets: semicolons, quotes, and nothing that a spreadsheet would take for a formula.

const RISKY = /^\s*[=+\-@\t\r]/u;
const QUOTED = /[";\r\n]/;

/** Cells that begin like a formula are given an apostrophe, which spreadsheets show as text. */
export function csvCell(text: string): string {
  const safe = RISKY.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With a mark at the beginning by which spreadsheets know the accents. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(";")).join("\r\n")}\r\n`;
}
