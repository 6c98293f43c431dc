// The day on a phone: hour after hour, who comes and how many seats are free.

import type { Agenda } from "../../../contract/agenda.ts";
import { minutes } from "../../format.ts";
import { Empty } from "../../parts/states.tsx";
import { BOARD } from "../../texts/agenda.ts";
import { AGENDA } from "../../texts/office.ts";
import { FreeSeat, TakenSeat } from "./seat.tsx";

export function AgendaList({ agenda }: { readonly agenda: Agenda }) {
  const desks = new Map(agenda.desks.map((desk) => [desk.id, AGENDA.deskName(desk.number)]));
  const booked = Map.groupBy(agenda.appointments, (one) => one.minute);
  const free = Map.groupBy(agenda.free, (one) => one.minute);
  const isPast = (minute: number): boolean => agenda.day < agenda.today || (agenda.day === agenda.today && minute <= agenda.now);
  const hours = agenda.slots.filter((slot) => booked.has(slot) || free.has(slot));
  if (hours.length === 0) return <Empty title={AGENDA.empty} icon="calendar" />;
  return (
    <div>
      {hours.map((slot) => {
        const [first, ...others] = free.get(slot) ?? [];
        return (
          <section key={slot} className="cv-hour">
            <h2>{minutes(slot)}</h2>
            <ul>
              {(booked.get(slot) ?? []).map((one) => (
                <li key={one.id}>
                  <TakenSeat booked={one} delivery={one.delivery} beside={desks.get(one.deskId) ?? ""} />
                </li>
              ))}
              {first !== undefined && (
                <li>
                  <FreeSeat
                    place={{ ...first, label: `${minutes(slot)}, ${desks.get(first.deskId) ?? ""}` }}
                    past={isPast(slot)}
                    text={BOARD.freeCount(1 + others.length)}
                  />
                </li>
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
