// How many, day after day, against everybody and the deadline: convened, seen, with a pact; and the band in which the seen are expected.

import { useRef } from "react";
import type { ControlRoom } from "../../../contract/control-room.ts";
import { instant, number, shortDay, tinyDay } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { useWidth } from "../../parts/use-width.ts";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import { SavePng } from "./save-png.tsx";
import { countOf } from "./shares.ts";

const LINES = ["convened", "seen", "pact"] as const;
type Line = (typeof LINES)[number];
interface Point {
  readonly day: string;
  readonly total: Readonly<Record<Line, number>>;
}

const HEIGHT = 320;
const LEFT = 64;
const RIGHT = 16;
const TOP = 30;
const BOTTOM = 34;
const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`) / DAY_MS;

export function BurnUp({ room }: { readonly room: ControlRoom }) {
  const box = useRef<HTMLElement>(null);
  const points = cumulate(room.days);
  if (points.length === 0) return <Empty title={CONTROL_ROOM.burnUpEmpty} icon="chart-line" />;
  const goal = countOf(room.counts, "bound");
  const last = points.at(-1)!.total;
  const summary = CONTROL_ROOM.burnUpSummary(number(last.convened), number(last.seen), number(last.pact), number(goal), shortDay(room.deadline.dueOn));
  return (
    <figure className="cv-chart" ref={box}>
      <Drawing room={room} points={points} goal={goal} summary={summary} />
      <figcaption>
        {`${summary} ${room.band === null ? CONTROL_ROOM.noBand : CONTROL_ROOM.band(instant(room.band.madeAt))}`}
      </figcaption>
      <SavePng box={box} name={CONTROL_ROOM.burnUp} />
      <details>
        <summary>{CONTROL_ROOM.table}</summary>
        <DayTable points={points} />
      </details>
    </figure>
  );
}

function cumulate(days: ControlRoom["days"]): Point[] {
  const total = { convened: 0, seen: 0, pact: 0 };
  return days.map((day) => {
    for (const line of LINES) total[line] += day[line];
    return { day: day.day, total: { ...total } };
  });
}

interface DrawingProps {
  readonly room: ControlRoom;
  readonly points: readonly Point[];
  readonly goal: number;
  readonly summary: string;
}

function Drawing({ room, points, goal, summary }: DrawingProps) {
  const [box, width] = useWidth();
  const band = room.band?.days ?? [];
  const days = [...points.map(({ day }) => day), room.deadline.dueOn, room.today, ...band.map(({ day }) => day)].toSorted();
  const [first, end] = [at(days[0]!), Math.max(at(days.at(-1)!), at(days[0]!) + 1)];
  const top = Math.max(goal, ...points.map(({ total }) => total.convened), 1);
  const x = (day: string): number => LEFT + ((at(day) - first) / (end - first)) * (width - LEFT - RIGHT);
  const y = (count: number): number => HEIGHT - BOTTOM - (count / top) * (HEIGHT - TOP - BOTTOM);
  const path = (line: Line): string => {
    const steps = points.map(({ day, total }) => `L${x(day).toFixed(1)},${y(total[line]).toFixed(1)}`).join("");
    return `M${x(points[0]!.day).toFixed(1)},${y(0)}${steps}L${Math.max(x(points.at(-1)!.day), x(room.today)).toFixed(1)},${y(points.at(-1)!.total[line]).toFixed(1)}`;
  };
  const shape = [...band.map(({ day, high }) => `${x(day).toFixed(1)},${y(high).toFixed(1)}`), ...band.toReversed().map(({ day, low }) => `${x(day).toFixed(1)},${y(low).toFixed(1)}`)];
  const dates = [0, 1, 2, 3, 4].map((step) => new Date((first + ((end - first) * step) / 4) * DAY_MS).toISOString().slice(0, 10));
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={summary}>
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(top * part)} y2={y(top * part)} className="cv-grid" />
            <text x={LEFT - 8} y={y(top * part) + 4} textAnchor="end" className="cv-axis">
              {number(Math.round(top * part))}
            </text>
          </g>
        ))}
        {dates.map((date, index) => (
          <text key={date} x={x(date)} y={HEIGHT - 12} textAnchor={index === 0 ? "start" : index === 4 ? "end" : "middle"} className="cv-axis">
            {tinyDay(date)}
          </text>
        ))}
        {shape.length > 0 && <polygon points={shape.join(" ")} className="cv-band" />}
        <line x1={LEFT} x2={width - RIGHT} y1={y(goal)} y2={y(goal)} className="cv-goal" />
        <text x={LEFT + 6} y={y(goal) - 6} className="cv-mark">{`${CONTROL_ROOM.goal}: ${number(goal)}`}</text>
        {LINES.map((line) => (
          <path key={line} d={path(line)} className={`cv-line cv-line-${line}`} />
        ))}
        <Mark x={x(room.today)} middle={width / 2} text={CONTROL_ROOM.today} className="cv-today" y={TOP + 22} />
        <Mark x={x(room.deadline.dueOn)} middle={width / 2} text={CONTROL_ROOM.deadline} className="cv-target" y={TOP + 42} />
      </svg>
      <ul className="cv-keys">
        {LINES.map((line) => (
          <li key={line}>
            <svg width="28" height="8" aria-hidden="true">
              <path d="M0,4L28,4" className={`cv-line cv-line-${line}`} />
            </svg>
            {CONTROL_ROOM.lines[line]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Mark({ x, middle, text, className, y }: { readonly x: number; readonly middle: number; readonly text: string; readonly className: string; readonly y: number }) {
  const before = x > middle;
  return (
    <g>
      <line x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} className={className} />
      <text x={before ? x - 6 : x + 6} y={y} textAnchor={before ? "end" : "start"} className="cv-mark">
        {text}
      </text>
    </g>
  );
}

function DayTable({ points }: { readonly points: readonly Point[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-day-table" role="region" aria-label={CONTROL_ROOM.dayTable} tabIndex={0}>
      <table className="cv-plain-table">
        <thead>
          <tr>
            <th scope="col">{CONTROL_ROOM.day}</th>
            {LINES.map((line) => (
              <th key={line} scope="col">
                {CONTROL_ROOM.lines[line]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ day, total }) => (
            <tr key={day}>
              <th scope="row">{shortDay(day)}</th>
              {LINES.map((line) => (
                <td key={line}>{number(total[line])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
