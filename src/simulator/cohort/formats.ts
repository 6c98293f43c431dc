// One notice as text: a line of Italian Excel's CSV, a JSON line, an XML element, the cells of a spreadsheet row.

import { romeOffsetMinutes } from "../../domain/calendar/rome-time.ts";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";
import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import { NOTICE_NAMESPACE, writeNoticeXml } from "../../exchange/national-node/notice-xml.ts";
import type { CohortRow, Defect } from "./rows.ts";
import { TRUNCATED_AFTER } from "./rows.ts";

export type CohortFormat = "csv" | "jsonl" | "xml" | "xlsx";

const DAY_FIELDS: ReadonlySet<NoticeField> = new Set([
  "dtt_domanda",
  "dtt_rendicontazione",
  "dtt_nascita",
  "dtt_trasformazione",
  "dtt_variazione_stato",
]);
const TRUNCATED_COLUMNS = NOTICE_FIELDS.indexOf(TRUNCATED_AFTER) + 1;
const NEWLINE = "\r\n";

/** The code of the refusal that a spoilt row must get; a cut line shows differently in each format. */
export function expectedCode(defect: Defect, format: CohortFormat | "raw"): string {
  switch (defect) {
    case "check-letter":
      return "CF_CARATTERE_DI_CONTROLLO";
    case "impossible-date":
      return "DATA_INESISTENTE";
    case "wrong-role":
      return "RUOLO_NON_VALIDO";
    case "missing-surname":
    case "missing-protocol":
      return "CAMPO_MANCANTE";
    case "truncated":
      return format === "csv"
        ? "COLONNE_MANCANTI"
        : format === "jsonl"
          ? "JSON_NON_VALIDO"
          : "CAMPO_MANCANTE";
  }
}

/** Rejected rows by the code they must get in a format. */
export function expectedByCode(
  byDefect: Readonly<Partial<Record<Defect, number>>>,
  format: CohortFormat | "raw",
): Record<string, number> {
  const codes: Record<string, number> = {};
  for (const [defect, rows] of Object.entries(byDefect) as [Defect, number][]) {
    const code = expectedCode(defect, format);
    codes[code] = (codes[code] ?? 0) + rows;
  }
  return codes;
}

export const CSV_HEADER = NOTICE_FIELDS.join(";") + NEWLINE;

/** A line with `;`, Italian dates, local hours, quotes where needed. A truncated row ends where it was cut. */
export function csvLine(row: CohortRow): string {
  const columns = row.defect === "truncated" ? TRUNCATED_COLUMNS : NOTICE_FIELDS.length;
  let line = "";
  for (let i = 0; i < columns; i++) {
    const field = NOTICE_FIELDS[i];
    const value = field === undefined ? "" : (row.raw[field] ?? "");
    if (i > 0) line += ";";
    if (value === "") continue;
    line += italianCell(field, value);
  }
  return line + NEWLINE;
}

function italianCell(field: NoticeField | undefined, value: string): string {
  if (field === "data_invio") return romeClock(value);
  if (field !== undefined && DAY_FIELDS.has(field))
    return `${value.slice(8, 10)}/${value.slice(5, 7)}/${value.slice(0, 4)}`;
  return /[;"\n\r]|^ | $/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** "2019-09-01T16:26:12.000Z" → "01/09/2019 18:26:12". */
function romeClock(instant: string): string {
  const utc = Date.parse(instant);
  const local = new Date(utc + romeOffsetMinutes(utc) * 60_000).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 19)}`;
}

/** A JSON object on one line, empty fields left out. A truncated row stops before its end. */
export function jsonLine(row: CohortRow): string {
  const filled: RawNotice = {};
  for (const field of NOTICE_FIELDS) {
    const value = row.raw[field];
    if (value !== undefined && value !== "") filled[field] = value;
  }
  const text = JSON.stringify(filled);
  return `${row.defect === "truncated" ? text.slice(0, -2) : text}\n`;
}

export const XML_HEAD = `<?xml version="1.0" encoding="UTF-8"?>\n<NotificheRDC xmlns="${NOTICE_NAMESPACE}">\n`;
export const XML_TAIL = "</NotificheRDC>\n";

/** The notice's element, as inside a file of many. A truncated row lacks the elements after the cut. */
export function xmlElement(row: CohortRow): string {
  const document = writeNoticeXml(row.raw);
  return document.slice(document.indexOf("?>") + 2).trimStart();
}

/** Cells as a person's spreadsheet holds them: real dates, and some phones turned into numbers. */
export function spreadsheetCells(row: CohortRow): (string | number | Date | null)[] {
  return NOTICE_FIELDS.map((field) => {
    const value = row.raw[field] ?? "";
    if (value === "") return null;
    if (DAY_FIELDS.has(field)) return dateCell(value);
    return field === "des_telefono" && /^3\d{8}[02468]$/.test(value) ? Number(value) : value;
  });
}

/** An impossible date stays text, as a spreadsheet leaves it. */
function dateCell(value: string): Date | string {
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value) return value;
  return date;
}
