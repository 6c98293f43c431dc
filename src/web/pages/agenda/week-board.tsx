// A week on a wide screen, of the whole office or of one desk: hours down, days across; on a phone day after day.

import { Link } from "react-router";
import type { AgendaWeek, WeekAppointment } from "../../../contract/agenda.ts";
import { longDay, minutes } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { BOARD } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import { useBoard } from "./board.ts";
import { FreeSeat, TakenSeat } from "./seat.tsx";

type WeekDay = AgendaWeek["days"][number];

/** In a cell of the whole office: so many names, then a number. */
const MOST_NAMES = 4;

export function WeekBoard({ week }: { readonly week: AgendaWeek }) {
  const narrow = useNarrow();
  return narrow ? <WeekList week={week} /> : <WeekGrid week={week} />;
}

function useCells(week: AgendaWeek) {
  const booked = Map.groupBy(week.appointments, (one) => `${one.day}@${one.minute}`);
  const desks = new Map(week.desks.map((desk) => [desk.id, AGENDA.deskName(desk.number)]));
  return { booked, deskName: (id: number): string => desks.get(id) ?? "" };
}

const isPast = (week: AgendaWeek, day: string, minute: number): boolean => day < week.today || (day === week.today && minute <= week.now);

function WeekGrid({ week }: { readonly week: AgendaWeek }) {
  const { booked, deskName } = useCells(week);
  const slots = [...new Set(week.days.flatMap((day) => day.slots))].toSorted((a, b) => a - b);
  if (slots.length === 0) return <Empty title={BOARD.empty} icon="calendar" />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-table-wrap" role="region" aria-label={BOARD.weekCaption} tabIndex={0}>
      <table className="cv-agenda cv-week">
        <caption className="visually-hidden">{BOARD.weekCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{BOARD.hour}</th>
            {week.days.map((day) => (
              <th key={day.day} scope="col" className={day.day === week.today ? "cv-current" : undefined}>
                <Link to={`/agenda?giorno=${day.day}`}>{dayName(day.day)}</Link>
                {day.day === week.today && <span className="cv-now">{BOARD.today}</span>}
                <DayNote day={day} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot}>
              <th scope="row">{minutes(slot)}</th>
              {week.days.map((day) => (
                <td key={day.day} className={day.day === week.today ? "cv-current" : undefined}>
                  <Cell week={week} day={day} slot={slot} here={booked.get(`${day.day}@${slot}`) ?? []} deskName={deskName} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is not as usual on the day, under its name. */
function DayNote({ day }: { readonly day: WeekDay }) {
  if (day.closedBecause !== null) return <span className="cv-day-note">{day.closedBecause}</span>;
  return day.changes.map((change) => (
    <span key={`${change.kind}${change.desk}${change.from}${change.reason}`} className={`cv-day-note cv-day-${change.kind}`}>
      {[
        change.desk === null ? null : AGENDA.deskName(change.desk),
        change.from === null || change.to === null ? null : `${minutes(change.from)}–${minutes(change.to)}`,
        change.reason,
      ]
        .filter(Boolean)
        .join(" · ")}
    </span>
  ));
}

interface CellProps {
  readonly week: AgendaWeek;
  readonly day: WeekDay;
  readonly slot: number;
  readonly here: readonly WeekAppointment[];
  readonly deskName: (id: number) => string;
}

function Cell({ week, day, slot, here, deskName }: CellProps) {
  const { carrying } = useBoard();
  const free = day.free.filter((one) => one.minute === slot);
  // Somebody who is at this hour may only go to another desk of it; anybody else to whichever is free.
  const [first] = free;
  const shown = week.desk === null ? here.slice(0, MOST_NAMES) : here;
  if (here.length === 0 && first === undefined) return <span className="cv-free cv-shut">{day.slots.includes(slot) ? "" : AGENDA.shut}</span>;
  return (
    <>
      {shown.map((one) => (
        <TakenSeat key={one.id} booked={one} {...(week.desk === null ? { beside: deskName(one.deskId).replace(/^\D+/, "") } : {})} />
      ))}
      {here.length > shown.length && (
        <>
          <Link className="cv-cell-more" to={`/agenda?giorno=${day.day}`}>
            {BOARD.more(here.length - shown.length)}
          </Link>
          {/* A sheet has no link to follow: on paper everybody is there. */}
          <div className="cv-print-only">
            {here.slice(shown.length).map((one) => (
              <TakenSeat key={one.id} booked={one} beside={deskName(one.deskId).replace(/^\D+/, "")} />
            ))}
          </div>
        </>
      )}
      {first !== undefined && (
        <FreeSeat
          key={carrying.booked === null ? "book" : "drop"}
          place={{ ...first, label: BOARD.where(longDay(day.day), minutes(slot), deskName(first.deskId)) }}
          past={isPast(week, day.day, slot)}
          {...(week.desk === null ? { text: BOARD.freeCount(free.length) } : {})}
        />
      )}
    </>
  );
}

function WeekList({ week }: { readonly week: AgendaWeek }) {
  const { deskName } = useCells(week);
  const byDay = Map.groupBy(week.appointments, (one) => one.day);
  return (
    <div>
      {week.days.map((day) => {
        const here = byDay.get(day.day) ?? [];
        return (
          <section key={day.day} className={`cv-day-list${day.day === week.today ? " cv-current" : ""}`}>
            <h2>
              <Link to={`/agenda?giorno=${day.day}`}>{longDay(day.day)}</Link>
              {day.day === week.today && <span className="cv-now">{BOARD.today}</span>}
            </h2>
            <DayNote day={day} />
            <p className="cv-muted cv-small mb-1">{`${AGENDA.people(here.length)} · ${AGENDA.seats(day.free.length, day.seats)}`}</p>
            <ul>
              {here.map((one) => (
                <li key={one.id}>
                  <span className="cv-list-hour">{minutes(one.minute)}</span>
                  <TakenSeat booked={one} beside={week.desk === null ? deskName(one.deskId) : ""} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** "lun 14 ott" */
function dayName(day: string): string {
  const [weekday = "", number = "", month = ""] = longDay(day).split(" ");
  return `${weekday.slice(0, 3)} ${number} ${month.slice(0, 3)}`;
}
