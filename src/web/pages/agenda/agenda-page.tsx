// The office's agenda: a day, a week, the hours. Whoever may moves people on it, with the pointer, with the keyboard or by choosing.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { NavLink, useSearchParams } from "react-router";
import type { Agenda, AgendaWeek } from "../../../contract/agenda.ts";
import { get, query } from "../../api.ts";
import { longDay, minutes } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { useSession } from "../../session.ts";
import { AGENDA_VIEWS, BOARD, MOVERS } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import "../../styles/agenda-board.css";
import "../../styles/agenda-hours.css";
import { AgendaGrid } from "./agenda-grid.tsx";
import { AgendaList } from "./agenda-list.tsx";
import { BoardContext } from "./board.ts";
import type { Booked, Place } from "./board.ts";
import { BookDialog } from "./book-dialog.tsx";
import { HoursView } from "./hours-view.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import type { Target } from "./move-dialog.tsx";
import { DayPicker, PrintButton, WeekPicker } from "./pickers.tsx";
import { ShowUpView } from "./show-up-view.tsx";
import { useCarry } from "./use-carry.ts";
import { WeekBoard } from "./week-board.tsx";

export function AgendaPage() {
  const [search] = useSearchParams();
  const view = search.get("vista");
  if (view === "orari") return <HoursView above={<Views />} />;
  if (view === "affluenza") return <ShowUpView above={<Views />} />;
  return view === "settimana" ? <WeekPage /> : <DayPage />;
}

/** The views, each at an address of its own. */
function Views() {
  const [search] = useSearchParams();
  const view = search.get("vista") ?? "giorno";
  const day = search.get("giorno");
  const links = [
    ["giorno", AGENDA_VIEWS.day],
    ["settimana", AGENDA_VIEWS.week],
    ["orari", AGENDA_VIEWS.hours],
    ["affluenza", AGENDA_VIEWS.showUp],
  ] as const;
  return (
    <nav className="cv-views" aria-label={AGENDA_VIEWS.label}>
      {links.map(([key, text]) => (
        <NavLink
          key={key}
          to={`/agenda${query({ vista: key === "giorno" ? null : key, giorno: day })}`}
          aria-current={view === key ? "page" : undefined}
          className={() => (view === key ? "cv-view cv-chosen" : "cv-view")}
        >
          {text}
        </NavLink>
      ))}
    </nav>
  );
}

const KEPT = { refetchInterval: 15_000, placeholderData: keepPreviousData } as const;

function DayPage() {
  const [search, setSearch] = useSearchParams();
  const day = search.get("giorno");
  const result = useQuery({
    queryKey: ["agenda", "day", day],
    queryFn: ({ signal }) => get<Agenda>(`/api/agenda${query({ day })}`, signal),
    ...KEPT,
  });
  const go = (to: string): void => setSearch({ giorno: to });
  const title = result.data === undefined ? AGENDA.waiting : AGENDA.title(longDay(result.data.day));
  return (
    <Page
      title={title}
      lead={BOARD.dayLead}
      above={<Views />}
      actions={
        result.data && (
          <>
            <DayPicker key={result.data.day} agenda={result.data} go={go} />
            <PrintButton />
          </>
        )
      }
    >
      <Loaded result={result}>
        {(agenda) => (
          <Moving data={agenda}>
            <Day agenda={agenda} />
          </Moving>
        )}
      </Loaded>
    </Page>
  );
}

function WeekPage() {
  const [search, setSearch] = useSearchParams();
  const day = search.get("giorno");
  const desk = search.get("sportello");
  const result: UseQueryResult<AgendaWeek> = useQuery({
    queryKey: ["agenda", "week", day, desk],
    queryFn: ({ signal }) => get<AgendaWeek>(`/api/agenda/week${query({ day, desk })}`, signal),
    ...KEPT,
  });
  const go = (to: { readonly day?: string | null; readonly desk?: string | null }): void => {
    const next = { giorno: to.day === undefined ? day : to.day, sportello: to.desk === undefined ? desk : to.desk };
    setSearch({ vista: "settimana", ...(next.giorno === null ? {} : { giorno: next.giorno }), ...(next.sportello === null ? {} : { sportello: next.sportello }) });
  };
  return (
    <Page
      title={result.data === undefined ? BOARD.weekWaiting : BOARD.weekTitle(longDay(result.data.monday))}
      lead={BOARD.weekLead}
      above={<Views />}
      actions={
        result.data && (
          <>
            <WeekPicker key={result.data.monday} week={result.data} go={go} />
            <PrintButton />
          </>
        )
      }
    >
      <Loaded result={result}>
        {(week) => (
          <Moving data={week}>
            <Facts office={week.office} booked={week.appointments.length} free={sum(week, (one) => one.free.length)} seats={sum(week, (one) => one.seats)} />
            <WeekBoard week={week} />
          </Moving>
        )}
      </Loaded>
    </Page>
  );
}

const sum = (week: AgendaWeek, of: (day: AgendaWeek["days"][number]) => number): number => week.days.reduce((total, day) => total + of(day), 0);

/** States of a summons from which the table gives another date. */
const MOVABLE: ReadonlySet<string> = new Set(["planned", "issued", "not-delivered", "confirmed", "asks-another-date", "declined"]);

/** Everything on it can be carried about, by whoever may. */
function Moving({ data, children }: { readonly data: Pick<Agenda, "desks" | "today" | "now" | "earliest">; readonly children: ReactNode }) {
  const role = useSession().data?.role;
  const [moving, setMoving] = useState<{ booked: Booked; target: Target | null } | null>(null);
  const [booking, setBooking] = useState<Place | null>(null);
  const numbers = new Map(data.desks.map((desk) => [desk.id, AGENDA.deskName(desk.number)]));
  const deskName = (id: number): string => numbers.get(id) ?? AGENDA.desk;
  const local = (instant: string): string => new Date(instant).toLocaleDateString("sv-SE", { timeZone: "Europe/Rome" });
  const minuteOf = (instant: string): number => {
    const [hour = 0, minute = 0] = new Date(instant).toLocaleTimeString("it-IT", { timeZone: "Europe/Rome", hour: "2-digit", minute: "2-digit" }).split(":").map(Number);
    return hour * 60 + minute;
  };
  const isAhead = (instant: string): boolean => {
    const day = local(instant);
    return day > data.today || (day === data.today && minuteOf(instant) > data.now);
  };
  const board = useCarry({
    canMove: role !== undefined && MOVERS.has(role),
    isMovable: (booked) => booked.summons !== null && MOVABLE.has(booked.summons) && isAhead(booked.startsAt),
    // The same hour at another desk needs no notice; a new date does.
    mayLeave: (booked, place) => (place.startsAt === booked.startsAt ? place.deskId !== booked.deskId : local(place.startsAt) >= data.earliest),
    onDrop: (booked, target) => setMoving({ booked, target }),
    onAsk: (booked) => setMoving({ booked, target: null }),
    onBook: setBooking,
  });
  return (
    <BoardContext value={board}>
      {children}
      {moving !== null && <MoveDialog booked={moving.booked} target={moving.target} deskName={deskName} onClose={() => setMoving(null)} />}
      {booking !== null && <BookDialog place={booking} deskName={deskName} onClose={() => setBooking(null)} />}
    </BoardContext>
  );
}

function Facts({ office, booked, free, seats }: { readonly office: Agenda["office"]; readonly booked: number; readonly free: number; readonly seats: number }) {
  return (
    <p className="cv-agenda-facts">
      <strong>{office.name}</strong>
      {office.address !== null && <span>{`${office.address}, ${office.municipality ?? ""}`}</span>}
      {(seats > 0 || booked > 0) && (
        <>
          <span>{AGENDA.people(booked)}</span>
          <span>{AGENDA.seats(free, seats)}</span>
        </>
      )}
    </p>
  );
}

function Day({ agenda }: { readonly agenda: Agenda }) {
  const narrow = useNarrow();
  return (
    <>
      <Facts office={agenda.office} booked={agenda.appointments.length} free={agenda.free.length} seats={agenda.seats} />
      <Changes agenda={agenda} />
      {agenda.closedBecause !== null && agenda.appointments.length === 0 ? (
        <Empty title={AGENDA.closed(agenda.closedBecause)} icon="calendar">
          <p>{AGENDA.closedHelp}</p>
        </Empty>
      ) : agenda.desks.length === 0 ? (
        <Empty title={AGENDA.noDesks} icon="calendar" />
      ) : (
        <>
          {agenda.appointments.length > 0 && <Legend />}
          {narrow ? <AgendaList agenda={agenda} /> : <AgendaGrid agenda={agenda} />}
        </>
      )}
    </>
  );
}

function Changes({ agenda }: { readonly agenda: Agenda }) {
  const shut = agenda.closedBecause !== null && agenda.appointments.length > 0 ? [agenda.closedBecause] : [];
  if (agenda.closures.length === 0 && shut.length === 0) return null;
  return (
    <ul className="cv-closures" aria-label={BOARD.changes}>
      {shut.map((reason) => (
        <li key={reason}>
          <Icon name="warning-circle" />
          {AGENDA.closed(reason)}
        </li>
      ))}
      {agenda.closures.map((change) => (
        <li key={`${change.kind}${change.desk}${change.from}${change.reason}`}>
          <Icon name={change.kind === "opening" ? "plus-circle" : "info-circle"} />
          {[
            change.kind === "opening" ? BOARD.opening : null,
            change.desk === null ? null : AGENDA.deskName(change.desk),
            change.from === null || change.to === null ? BOARD.wholeDay : `${minutes(change.from)}–${minutes(change.to)}`,
            change.reason,
          ]
            .filter(Boolean)
            .join(" · ")}
        </li>
      ))}
    </ul>
  );
}

function Legend() {
  return (
    <ul className="cv-legend" aria-label={AGENDA.legend}>
      {(Object.keys(AGENDA.delivery) as (keyof typeof AGENDA.delivery)[]).map((state) => (
        <li key={state}>
          <span className={`cv-dot cv-dot-${state}`} aria-hidden="true" />
          {AGENDA.delivery[state]}
        </li>
      ))}
    </ul>
  );
}
