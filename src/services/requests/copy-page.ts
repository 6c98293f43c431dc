// The copy of a person's data as a page to read: in Italian, complete, without anything that has to be fetched.

import { romeTime, clockText } from "../../domain/calendar/rome-time.ts";
import { COLUMN_TITLES } from "../../domain/requests/column-titles.ts";
import type { Row } from "../../store/requests-export.ts";
import { dayText } from "../acts/day-text.ts";
import type { PersonCopy } from "./export.ts";
import { COPY_TEXTS } from "./texts.ts";

const escape = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

const STYLE = `body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#17324d}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #5c6f82}
dl{display:grid;grid-template-columns:minmax(10rem,16rem) 1fr;gap:.2rem 1rem;border:1px solid #c5c7c9;padding:.7rem;break-inside:avoid}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}ul{padding-left:1.2rem}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}`;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The whole page. */
export function copyPage(copy: PersonCopy): string {
  const sections = copy.tables.map(
    ({ title, columns, rows }) =>
      `<section><h2>${escape(title)}</h2>\n${rows.map((row) => entry(columns, row)).join("\n")}</section>`,
  );
  const withheld = copy.withheld
    .filter(({ rows }) => rows > 0)
    .map(({ title, why, rows }) => `<li>${escape(COPY_TEXTS.withheld(title, why, rows))}</li>`);
  return `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(COPY_TEXTS.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escape(COPY_TEXTS.title)}</h1>
<p>${escape(COPY_TEXTS.about(copy.person, copy.taxCode, valueText(copy.madeAt), copy.request))}</p>
<p>${escape(COPY_TEXTS.rights)}</p>
${sections.join("\n")}
<section><h2>${escape(COPY_TEXTS.notGiven)}</h2><ul>${withheld.join("")}<li>${escape(COPY_TEXTS.documents)}</li></ul></section>
</main></body></html>
`;
}

function entry(columns: readonly string[], row: Row): string {
  const pairs = columns.filter((column) => row[column] !== null && row[column] !== undefined);
  return `<dl>${pairs.map((column) => `<dt>${escape(COLUMN_TITLES[column] ?? column)}</dt><dd>${escape(valueText(row[column]))}</dd>`).join("")}</dl>`;
}

function valueText(value: unknown): string {
  if (typeof value === "boolean") return value ? COPY_TEXTS.yes : COPY_TEXTS.no;
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  if (DAY.test(value)) return dayText(value);
  if (!INSTANT.test(value)) return value;
  const { date, minutes } = romeTime(value);
  return `${dayText(date)}, ${clockText(minutes)}`;
}
