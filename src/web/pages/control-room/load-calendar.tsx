// The days of the agenda, a week a row: how many seats are taken of those there are; darker is fuller.

import type { ControlRoom } from "../../../contract/control-room.ts";
import { number, share, shortDay, tinyDay } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { CONTROL_ROOM } from "../../texts/control-room.ts";

type Day = ControlRoom["load"][number];
const DAY_MS = 86_400_000;

export function LoadCalendar({ load }: { readonly load: ControlRoom["load"] }) {
  if (load.length === 0) return <Empty title={CONTROL_ROOM.loadEmpty} icon="calendar" />;
  const weeks = [...Map.groupBy(load, ({ day }) => mondayOf(day))];
  const days = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => weekday < 5 || load.some(({ day }) => weekdayOf(day) === weekday));
  return (
    <>
      <p className="cv-muted cv-small">{CONTROL_ROOM.loadNote}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard */}
      <div className="cv-load" role="region" aria-label={CONTROL_ROOM.loadTable} tabIndex={0}>
        <table>
          <caption className="visually-hidden">{CONTROL_ROOM.loadTable}</caption>
          <thead>
            <tr>
              <th scope="col">{CONTROL_ROOM.week}</th>
              {days.map((weekday) => (
                <th key={weekday} scope="col">
                  {CONTROL_ROOM.weekdays[weekday]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(([monday, own]) => (
              <tr key={monday}>
                <th scope="row">{tinyDay(monday)}</th>
                {days.map((weekday) => (
                  <Cell key={weekday} day={own.find(({ day }) => weekdayOf(day) === weekday)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Cell({ day }: { readonly day: Day | undefined }) {
  if (day === undefined)
    return (
      <td className="cv-load-closed">
        <span className="visually-hidden">{CONTROL_ROOM.closed}</span>
      </td>
    );
  const full = day.seats === 0 ? 1 : day.used / day.seats;
  return (
    <td className={`cv-load-${Math.min(4, Math.floor(full * 5))}`} title={shortDay(day.day)}>
      <strong>{day.seats === 0 ? number(day.used) : share(day.used, day.seats)}</strong>
      <small>{CONTROL_ROOM.loadCell(number(day.used), number(day.seats))}</small>
    </td>
  );
}

const weekdayOf = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
const mondayOf = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) - weekdayOf(day) * DAY_MS).toISOString().slice(0, 10);
