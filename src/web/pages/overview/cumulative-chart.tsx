// Appointments day after day against the goal: an SVG drawn to the width it has, and the same data in a table.

import type { Overview } from "../../../contract/overview.ts";
import { longDay, number, shortDay, tinyDay } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { useWidth } from "../../parts/use-width.ts";
import { OVERVIEW } from "../../texts/overview.ts";

export interface ChartProps {
  readonly days: Overview["days"];
  readonly goal: number;
  readonly today: string;
  readonly target: string | null;
}
interface Point {
  readonly day: string;
  readonly inDay: number;
  readonly total: number;
}

export function CumulativeChart({ days, goal, today, target }: ChartProps) {
  const points = cumulate(days);
  const last = points.at(-1);
  if (last === undefined) return <Empty title={OVERVIEW.chartEmpty} icon="chart-line" />;
  const summary = OVERVIEW.chartSummary(number(last.total), longDay(last.day), number(goal));
  return (
    <figure className="cv-chart">
      <Drawing points={points} goal={goal} today={today} target={target} summary={summary} />
      <figcaption>{summary}</figcaption>
      <details>
        <summary>{OVERVIEW.chartTable}</summary>
        <DayTable points={points} />
      </details>
    </figure>
  );
}

function cumulate(days: Overview["days"]): Point[] {
  const byDay = new Map<string, number>();
  for (const { day, appointments } of days) byDay.set(day, (byDay.get(day) ?? 0) + appointments);
  let total = 0;
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, inDay]) => {
      total += inDay;
      return { day, inDay, total };
    });
}

const HEIGHT = 300;
const LEFT = 62;
const RIGHT = 16;
const TOP = 28;
const BOTTOM = 34;
const DAY_MS = 86_400_000;

type DrawingProps = {
  readonly points: readonly Point[];
  readonly goal: number;
  readonly today: string;
  readonly target: string | null;
  readonly summary: string;
};

function Drawing({ points, goal, today, target, summary }: DrawingProps) {
  const [box, width] = useWidth();
  const scale = scaleOf(points, goal, today, target, width);
  // From nought before the first day, and level after the last: who has a seat keeps it.
  const start = scale.x(points[0]!.day).toFixed(1);
  const steps = points
    .map((point) => `L${scale.x(point.day).toFixed(1)},${scale.y(point.total).toFixed(1)}`)
    .join("");
  const line = `M${start},${scale.y(0)}${steps}L${width - RIGHT},${scale.y(points.at(-1)!.total).toFixed(1)}`;
  const area = `${line}L${width - RIGHT},${scale.y(0)}Z`;
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={summary}>
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={scale.y(tick)} y2={scale.y(tick)} className="cv-grid" />
            <text x={LEFT - 8} y={scale.y(tick) + 4} textAnchor="end" className="cv-axis">
              {number(tick)}
            </text>
          </g>
        ))}
        {scale.dates.map((date) => (
          <text key={date} x={scale.x(date)} y={HEIGHT - 12} textAnchor="middle" className="cv-axis">
            {tinyDay(date)}
          </text>
        ))}
        <path d={area} className="cv-area" />
        <path d={line} className="cv-line" />
        <line x1={LEFT} x2={width - RIGHT} y1={scale.y(goal)} y2={scale.y(goal)} className="cv-goal" />
        <text
          x={LEFT + 6}
          y={scale.y(goal) - 6}
          className="cv-mark"
        >{`${OVERVIEW.goal}: ${number(goal)}`}</text>
        <Mark
          x={scale.x(today)}
          text={OVERVIEW.today}
          className="cv-today"
          end={scale.x(today) > width / 2}
          y={TOP + 40}
        />
        {target !== null && (
          <Mark
            x={scale.x(target)}
            text={OVERVIEW.target}
            className="cv-target"
            end={scale.x(target) > width / 2}
            y={TOP + 60}
          />
        )}
      </svg>
    </div>
  );
}

function Mark({
  x,
  text,
  className,
  end,
  y,
}: {
  readonly x: number;
  readonly text: string;
  readonly className: string;
  readonly end: boolean;
  readonly y: number;
}) {
  return (
    <g>
      <line x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} className={className} />
      <text x={end ? x - 6 : x + 6} y={y} textAnchor={end ? "end" : "start"} className="cv-mark">
        {text}
      </text>
    </g>
  );
}

const dayTime = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function scaleOf(
  points: readonly Point[],
  goal: number,
  today: string,
  target: string | null,
  width: number,
) {
  const marks = [points[0]!.day, points.at(-1)!.day, today, ...(target === null ? [] : [target])].map(
    dayTime,
  );
  const [from, to] = [Math.min(...marks), Math.max(...marks, Math.min(...marks) + DAY_MS)];
  const top = Math.max(goal, points.at(-1)!.total, 1) * 1.06;
  const step = niceStep(top / 4);
  const columns = Math.max(2, Math.floor((width - LEFT - RIGHT) / 90));
  return {
    x: (day: string) => LEFT + ((dayTime(day) - from) / (to - from)) * (width - LEFT - RIGHT),
    y: (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP),
    ticks: Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step),
    // Whole days only, and neither end: their labels would leave the drawing.
    dates: [
      ...new Set(
        Array.from({ length: columns }, (_, at) =>
          new Date(from + Math.round((((at + 0.5) / columns) * (to - from)) / DAY_MS) * DAY_MS)
            .toISOString()
            .slice(0, 10),
        ),
      ),
    ],
  };
}

/** 1, 2 or 5 times a power of ten, not less than `least` (and at least 1: people come whole). */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}

function DayTable({ points }: { readonly points: readonly Point[] }) {
  const words = OVERVIEW.chartColumns;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-day-table" role="region" aria-label={OVERVIEW.chart} tabIndex={0}>
      <table className="cv-plain-table">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.inDay}</th>
            <th scope="col">{words.total}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.day}>
              <th scope="row">{shortDay(point.day)}</th>
              <td>{number(point.inDay)}</td>
              <td>{number(point.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
