// Charts of the report: inline SVG that says in words what it shows, each with its figures in a table beside it.

import { count } from "../texts.ts";

export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export function tableOf({ caption, columns, rows }: Table): string {
  const cell = (value: string | number, index: number): string => {
    const text = typeof value === "number" ? count(value) : escapeText(value);
    if (index === 0) return `<th scope="row">${text}</th>`;
    return typeof value === "number" || /^[\d.,]+$/.test(value)
      ? `<td class="n">${text}</td>`
      : `<td>${text}</td>`;
  };
  const head = columns.map((column) => `<th scope="col">${escapeText(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n");
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeText(caption)}"><table><caption>${escapeText(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What the chart shows, in one or two sentences: read out instead of the drawing. */
  readonly description: string;
  readonly table: Table;
}

function figureOf(figure: Figure, legend: string, width: number, height: number, drawing: string): string {
  const { id, title, description } = figure;
  return `<figure>
<figcaption><strong>${escapeText(title)}</strong><br>${escapeText(description)}</figcaption>
${legend}
<div class="scroll" role="region" tabindex="0" aria-label="${escapeText(title)}"><svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="${id}-t">${escapeText(title)}</title><desc id="${id}-d">${escapeText(description)}</desc>
${drawing}
</svg></div>
<details><summary>${escapeText(figure.table.caption)}</summary>${tableOf(figure.table)}</details>
</figure>`;
}

export interface BarRow {
  readonly label: string;
  readonly value: number;
  /** Drawn as an outline behind the bar. */
  readonly limit?: number;
}

const LABEL = 250;
const BAR = 430;
const ROW = 20;

export interface BarChart extends Figure {
  readonly rows: readonly BarRow[];
  readonly valueName: string;
  readonly limitName?: string;
  /** Room for the longest label; 250 when absent. */
  readonly labelWidth?: number;
}

/** Horizontal bars; over its limit a bar changes pattern as well as colour, and the figure beside it says both numbers. */
export function barChart(chart: BarChart): string {
  const label = chart.labelWidth ?? LABEL;
  const top = Math.max(1, ...chart.rows.map((row) => Math.max(row.value, row.limit ?? 0)));
  const length = (value: number): number => Math.round((10 * BAR * value) / top) / 10;
  const drawing = chart.rows.map((row, index) => {
    const y = index * ROW;
    const full = row.limit !== undefined && row.value >= row.limit;
    const numbers = row.limit === undefined ? count(row.value) : `${count(row.value)} / ${count(row.limit)}`;
    const after = label + length(Math.max(row.value, row.limit ?? 0)) + 6;
    const outline =
      row.limit === undefined
        ? ""
        : `<rect class="limit" x="${label}" y="${y + 2}" width="${length(row.limit)}" height="15"/>`;
    return `<text x="${label - 8}" y="${y + 14}" text-anchor="end">${escapeText(row.label)}</text>${outline}<rect class="${full ? "bar full" : "bar"}" x="${label}" y="${y + 5}" width="${length(row.value)}" height="9"/><text x="${after}" y="${y + 14}">${numbers}</text>`;
  });
  const limit =
    chart.limitName === undefined
      ? ""
      : `<span><i class="k limit"></i> ${escapeText(chart.limitName)}</span>`;
  const legend = `<p class="legend"><span><i class="k bar"></i> ${escapeText(chart.valueName)}</span>${limit}</p>`;
  return figureOf(chart, legend, label + BAR + 130, chart.rows.length * ROW + 6, drawing.join("\n"));
}

export interface LineChart extends Figure {
  /** Days from `from` to `to` ("YYYY-MM-DD"), both included. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly { readonly day: string; readonly value: number }[];
  }[];
  readonly deadline: { readonly day: string; readonly name: string };
  readonly goal: { readonly value: number; readonly name: string };
}

const WIDTH = 800;
const HEIGHT = 340;
const LEFT = 76;
const RIGHT = 24;
const TOP = 24;
const BOTTOM = 40;
const DAY_MS = 86_400_000;

/** Lines over the days, with the deadline as an upright and the goal as a level line. */
export function lineChart(chart: LineChart): string {
  const first = Date.parse(chart.from);
  const days = Math.max(1, (Date.parse(chart.to) - first) / DAY_MS);
  const top = Math.max(
    1,
    chart.goal.value,
    ...chart.lines.flatMap((line) => line.points.map((point) => point.value)),
  );
  const x = (day: string): number =>
    round(LEFT + ((WIDTH - LEFT - RIGHT) * (Date.parse(day) - first)) / DAY_MS / days);
  const y = (value: number): number => round(HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / top);
  const axes = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = y(top * share);
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${count(Math.round(top * share))}</text>`;
  });
  const months = monthsBetween(chart.from, chart.to).map(
    (day) => `<text x="${x(day)}" y="${HEIGHT - 14}" text-anchor="middle">${dayText(day)}</text>`,
  );
  const lines = chart.lines.map(
    (line, index) =>
      `<polyline class="line l${index}" points="${line.points.map((point) => `${x(point.day)},${y(point.value)}`).join(" ")}"/>`,
  );
  const deadline = `<line class="deadline" x1="${x(chart.deadline.day)}" x2="${x(chart.deadline.day)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/><text x="${x(chart.deadline.day) - 6}" y="${TOP - 8}" text-anchor="end">${escapeText(chart.deadline.name)}</text>`;
  const goal = `<line class="goal" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(chart.goal.value)}" y2="${y(chart.goal.value)}"/>`;
  const keys = chart.lines
    .map((line, index) => `<span><i class="k l${index}"></i> ${escapeText(line.name)}</span>`)
    .join("");
  const legend = `<p class="legend">${keys}<span><i class="k goal"></i> ${escapeText(chart.goal.name)}</span></p>`;
  return figureOf(chart, legend, WIDTH, HEIGHT, [...axes, ...months, goal, ...lines, deadline].join("\n"));
}

/** «2019-09-09» as «9/9». */
export function dayText(day: string): string {
  return `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
}

/** The first day, and the first of each month after it. */
function monthsBetween(from: string, to: string): string[] {
  const days = [from];
  for (let month = Number(from.slice(5, 7)) + 1; month <= Number(to.slice(5, 7)); month += 1) {
    days.push(`${from.slice(0, 4)}-${String(month).padStart(2, "0")}-01`);
  }
  return days;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
