// The day on a wide screen: desks down, hours across.

import { useState } from "react";
import type { Agenda } from "../../../contract/agenda.ts";
import { minutes } from "../../format.ts";
import { BOARD } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import { FreeSeat, TakenSeat } from "./seat.tsx";

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
  const free = new Map(agenda.free.map((one) => [`${one.deskId}@${one.minute}`, one]));
  const seats = Map.groupBy(agenda.appointments, (one) => `${one.deskId}@${one.minute}`);
  const isToday = agenda.day === agenda.today;
  const current = isToday ? agenda.slots.findLast((slot) => slot <= agenda.now) : undefined;
  const isPast = (minute: number): boolean => agenda.day < agenda.today || (isToday && minute <= agenda.now);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable with the keyboard
    <div className="cv-table-wrap" role="region" aria-label={AGENDA.gridCaption} tabIndex={0}>
      <table className="cv-agenda">
        <caption className="visually-hidden">{AGENDA.gridCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{AGENDA.desk}</th>
            {agenda.slots.map((slot) => (
              <th key={slot} scope="col" className={slot === current ? "cv-current" : undefined}>
                {minutes(slot)}
                {slot === current && <span className="cv-now">{BOARD.now}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {desks.map((desk) => (
            <tr key={desk.id}>
              <th scope="row">{AGENDA.deskName(desk.number)}</th>
              {agenda.slots.map((slot) => {
                const booked = seats.get(`${desk.id}@${slot}`) ?? [];
                const place = free.get(`${desk.id}@${slot}`);
                return (
                  <td key={slot} className={slot === current ? "cv-current" : undefined}>
                    {booked.map((one) => (
                      <TakenSeat key={one.id} booked={one} delivery={one.delivery} />
                    ))}
                    {place !== undefined && (
                      <FreeSeat
                        place={{ ...place, label: `${minutes(slot)}, ${AGENDA.deskName(desk.number)}` }}
                        past={isPast(slot)}
                      />
                    )}
                    {booked.length === 0 && place === undefined && <span className="cv-free cv-shut">{AGENDA.shut}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
