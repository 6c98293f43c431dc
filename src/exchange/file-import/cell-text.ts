// The text of a typed spreadsheet cell, and of a spreadsheet row as a CSV line.

/** A cell as the readers of spreadsheets give it. */
export type Cell = string | number | boolean | Date | null | undefined;

/**
 * Dates become ISO text (the day alone at midnight; the hour is the sheet's, without a zone), numbers plain digits
 * (no ".0", no exponent), booleans "true"/"false", empty cells "".
 */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "boolean") return cell ? "true" : "false";
  return dateText(cell);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return "";
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : BigInt(value).toString();
  const text = String(value);
  if (!text.includes("e")) return text;
  return value.toFixed(20).replace(/\.?0+$/u, "");
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return "";
  // Day fractions carry rounding noise: a spreadsheet means whole seconds.
  const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** One CSV line with `;`, quoted where needed, without line end. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(quoted).join(";");
}

function quoted(cell: string): string {
  return /[";\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
