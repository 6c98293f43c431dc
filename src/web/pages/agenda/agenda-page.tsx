// One day of the office's agenda.

import { useQuery, keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import type { Agenda } from "../../../contract/agenda.ts";
import { get, query } from "../../api.ts";
import { longDay, minutes } from "../../format.ts";
import { Icon } from "../../parts/icon.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { AGENDA } from "../../texts/office.ts";
import { AgendaGrid } from "./agenda-grid.tsx";
import { AgendaList } from "./agenda-list.tsx";

export function AgendaPage() {
  const [search, setSearch] = useSearchParams();
  const day = search.get("giorno");
  const result = useQuery({
    queryKey: ["agenda", day],
    queryFn: ({ signal }) => get<Agenda>(`/api/agenda${query({ day })}`, signal),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
  const go = (to: string): void => setSearch({ giorno: to });
  const title = result.data === undefined ? AGENDA.waiting : AGENDA.title(longDay(result.data.day));
  return (
    <Page
      title={title}
      lead={AGENDA.lead}
      actions={result.data && <DayPicker key={result.data.day} agenda={result.data} go={go} />}
    >
      <Loaded result={result}>{(agenda) => <Day agenda={agenda} />}</Loaded>
    </Page>
  );
}

function DayPicker({ agenda, go }: { readonly agenda: Agenda; readonly go: (day: string) => void }) {
  const [day, setDay] = useState(agenda.day);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (day !== "") go(day);
  };
  return (
    <form className="cv-day-picker" onSubmit={submit}>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={agenda.previousDay === null}
        onClick={() => agenda.previousDay !== null && go(agenda.previousDay)}
      >
        <Icon name="chevron-left" className="icon-xs icon-primary" />
        {AGENDA.previous}
      </button>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={agenda.nextDay === null}
        onClick={() => agenda.nextDay !== null && go(agenda.nextDay)}
      >
        {AGENDA.next}
        <Icon name="chevron-right" className="icon-xs icon-primary" />
      </button>
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => go(agenda.today)}>
        {AGENDA.today}
      </button>
      <label className="cv-inline-field">
        <span className="visually-hidden">{AGENDA.pickDay}</span>
        <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
      <button type="submit" className="btn btn-primary btn-sm">
        {AGENDA.go}
      </button>
    </form>
  );
}

function Day({ agenda }: { readonly agenda: Agenda }) {
  const narrow = useNarrow();
  return (
    <>
      <p className="cv-agenda-facts">
        <strong>{agenda.office.name}</strong>
        {agenda.office.address !== null && (
          <span>{`${agenda.office.address}, ${agenda.office.municipality ?? ""}`}</span>
        )}
        {(agenda.seats > 0 || agenda.appointments.length > 0) && (
          <>
            <span>{AGENDA.people(agenda.appointments.length)}</span>
            <span>{AGENDA.seats(agenda.free.length, agenda.seats)}</span>
          </>
        )}
      </p>
      <Closures agenda={agenda} />
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

function Closures({ agenda }: { readonly agenda: Agenda }) {
  if (agenda.closures.length === 0) return null;
  return (
    <ul className="cv-closures" aria-label={AGENDA.closures}>
      {agenda.closures.map((closure) => (
        <li key={`${closure.desk}${closure.from}${closure.reason}`}>
          <Icon name="info-circle" />
          {[
            closure.desk === null ? null : AGENDA.deskName(closure.desk),
            closure.from === null || closure.to === null
              ? null
              : `${minutes(closure.from)}–${minutes(closure.to)}`,
            closure.reason,
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
