// The day on a wide screen: desks down, hours across.

import { useState } from "react";
import { Link } from "react-router";
import type { Agenda, AgendaAppointment } from "../../../contract/agenda.ts";
import { fullName, minutes } from "../../format.ts";
import { AGENDA } from "../../texts/office.ts";

export function AgendaGrid({ agenda }: { readonly agenda: Agenda }) {
  const [all, setAll] = useState(false);
  const busy = new Set(agenda.appointments.map((one) => one.deskId));
  const idle = agenda.desks.filter((desk) => !busy.has(desk.id));
  const folded = !all && busy.size > 0 && idle.length > 2;
  return (
    <>
      <Grid
        agenda={agenda}
        desks={folded ? agenda.desks.filter((desk) => busy.has(desk.id)) : agenda.desks}
      />
      {folded && (
        <p className="cv-more">
          <button type="button" className="btn btn-outline-primary" onClick={() => setAll(true)}>
            {AGENDA.idleDesks(idle.length)}
          </button>
        </p>
      )}
    </>
  );
}

function Grid({ agenda, desks }: { readonly agenda: Agenda; readonly desks: Agenda["desks"] }) {
  const free = new Set(agenda.free.map((one) => `${one.deskId}@${one.minute}`));
  const seats = new Map(agenda.appointments.map((one) => [`${one.deskId}@${one.minute}`, one]));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-table-wrap" role="region" aria-label={AGENDA.gridCaption} tabIndex={0}>
      <table className="cv-agenda">
        <caption className="visually-hidden">{AGENDA.gridCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{AGENDA.desk}</th>
            {agenda.slots.map((slot) => (
              <th key={slot} scope="col">
                {minutes(slot)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {desks.map((desk) => (
            <tr key={desk.id}>
              <th scope="row">{AGENDA.deskName(desk.number)}</th>
              {agenda.slots.map((slot) => (
                <td key={slot}>
                  <Seat appointment={seats.get(`${desk.id}@${slot}`)} free={free.has(`${desk.id}@${slot}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Seat({
  appointment,
  free,
}: {
  readonly appointment: AgendaAppointment | undefined;
  readonly free: boolean;
}) {
  if (appointment === undefined) return <span className="cv-free">{free ? AGENDA.free : AGENDA.shut}</span>;
  return (
    <Link to={`/persone/${appointment.caseId}`} className={`cv-seat cv-seat-${appointment.delivery}`}>
      <span className={`cv-dot cv-dot-${appointment.delivery}`} aria-hidden="true" />
      <span>
        {fullName(appointment)}
        <span className="visually-hidden">{`, ${AGENDA.delivery[appointment.delivery]}`}</span>
      </span>
    </Link>
  );
}
