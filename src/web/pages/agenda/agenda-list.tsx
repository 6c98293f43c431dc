// The day on a phone: hour after hour.

import type { Agenda } from "../../../contract/agenda.ts";
import { minutes } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { AGENDA } from "../../texts/office.ts";
import { TakenSeat } from "./seat.tsx";

export function AgendaList({ agenda }: { readonly agenda: Agenda }) {
  if (agenda.appointments.length === 0) return <Empty title={AGENDA.empty} icon="calendar" />;
  const desks = new Map(agenda.desks.map((desk) => [desk.id, AGENDA.deskName(desk.number)]));
  const hours = agenda.slots.filter((slot) => agenda.appointments.some((one) => one.minute === slot));
  return (
    <div>
      {hours.map((slot) => (
        <section key={slot} className="cv-hour">
          <h2>{minutes(slot)}</h2>
          <ul>
            {agenda.appointments
              .filter((one) => one.minute === slot)
              .map((one) => (
                <li key={one.id}>
                  <TakenSeat booked={one} delivery={one.delivery} beside={desks.get(one.deskId) ?? ""} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
